//! What was put to those who can decide, in Vietnamese.

use super::report::short;
use crate::cli::lang::Vi;
use crate::cli::show::petition::Line;

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::None => "Chưa có kiến nghị nào. Việc ngoài quyền của trường thì ghi bằng `caitien petition MÃ --to \"UBND xã\"`.".into(),
            Line::Counts { waiting, answered } => {
                format!("{waiting} kiến nghị đang chờ trả lời, {answered} đã được trả lời.")
            }
            Line::Item { id, text } if text.is_empty() => format!("{id} (kế hoạch không còn mục này)"),
            Line::Item { id, text } => format!("{id} {text}"),
            Line::Asked { to, date, name } => format!("kiến nghị {to} ngày {} ({name} ghi)", short(*date)),
            Line::About(about) => format!("về việc: {about}"),
            Line::Waits { days } => format!("chưa trả lời, đã chờ {days} ngày"),
            Line::Answered { date, answer } => format!("trả lời ngày {}: {answer}", short(*date)),
            Line::PutAsked { item, to } => format!("Đã ghi: kiến nghị {to} về {item}."),
            Line::PutAnswer { item, to } => format!("Đã ghi trả lời của {to} về {item}."),
            Line::Command { item } => format!("caitien petition {item} --answer \"…\"   # khi có trả lời"),
        }
    }
}
