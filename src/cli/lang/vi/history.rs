//! What happened, in Vietnamese.

use super::notice::details;
use crate::cli::command::save::visible;
use crate::cli::lang::Vi;
use crate::cli::show::history::Line;
use crate::progress::Status;
use crate::work::history::{Error, Happening, ItemState, Subject};

impl Vi for Line {
    fn vi(&self) -> String {
        match self {
            Line::NoEvents => "Chưa có gì được lưu về trường này.".into(),
            Line::Shallow => {
                "Bản sao này thiếu phần lịch sử cũ hơn (`git fetch --unshallow` để lấy về).".into()
            }
        }
    }
}

impl Vi for Happening {
    fn vi(&self) -> String {
        match self {
            Happening::Saved { message, .. } => visible(message.lines().next().unwrap_or_default()),
            Happening::Tagged { kind, name, says, doubt } => {
                let verb = match kind.as_str() {
                    "approved" => "phê duyệt",
                    "submitted" => "trình duyệt",
                    "issued" => "ban hành",
                    "received" => "nơi nhận xác nhận",
                    _ => "rút phê duyệt",
                };
                let says = says.as_ref().map(details).filter(|says| !says.is_empty());
                let says = says.map(|says| format!(": {}", visible(&says)));
                let doubt = doubt.map(|code| format!(" (KHÔNG kiểm chứng được: {code})"));
                let (says, doubt) = (says.unwrap_or_default(), doubt.unwrap_or_default());
                format!("{verb} kế hoạch {} v{}{says}{doubt}", name.period, name.version)
            }
        }
    }
}

impl Vi for ItemState {
    fn vi(&self) -> String {
        let told =
            self.status.map(|(status, date, percent)| format!("{}, {date}", recorded(status, percent)));
        told.unwrap_or_default()
    }
}

/// How far something has come.
pub(super) fn recorded(status: Status, percent: Option<u8>) -> String {
    let status = match status {
        Status::NotStarted => "chưa làm",
        Status::InProgress => "đang làm",
        Status::Partial => "xong một phần",
        Status::Done => "đã xong",
        Status::Cancelled => "đã bỏ",
    };
    let percent = percent.map(|percent| format!(" {percent}%")).unwrap_or_default();
    format!("{status}{percent}")
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Git(error) => error.vi(),
            Error::Verify(error) => error.vi(),
            Error::NoCommits => {
                "kho chưa có lần lưu nào nên chưa có lịch sử; hãy lưu bằng `caitien save`".into()
            }
            Error::NoSchool { id: Some(id), has } if !has.is_empty() => {
                format!("không có trường `{}`; hiện có: {}", visible(id), few(has))
            }
            Error::NoSchool { id: Some(id), .. } => format!("không có trường `{}`", visible(id)),
            Error::NoSchool { id: None, .. } => "chưa có trường nào được lưu trong kho".into(),
            Error::Several { ids } => {
                format!("kho có nhiều trường ({}); hãy chọn bằng `--school MÃ`", few(ids))
            }
            Error::Unknown { word } => format!(
                "`{}` không phải năm học (2023-2024), tiêu chí (1.5) hay mã của một mục (w-1.5-2021-1)",
                visible(word)
            ),
            Error::Nowhere { subject } => match subject {
                Subject::School | Subject::Weaknesses => "trường chưa có kế hoạch nào được lưu".into(),
                Subject::Plan(period) => format!("chưa lưu gì về kế hoạch {period}"),
                Subject::Place(anchor) => {
                    format!("không kế hoạch nào đã lưu có {}", super::save::place(*anchor))
                }
                Subject::Item(id) => format!("không kế hoạch nào đã lưu có mục `{id}`"),
            },
        }
    }
}

fn few(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(3).map(|name| visible(name)).collect();
    let more = if names.len() > 3 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
