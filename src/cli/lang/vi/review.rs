//! A review, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::review::Told;
use crate::date::Date;
use crate::plan::ItemId;
use crate::review::Says;
use crate::vetting::{Lack, LeftOut, Stale};
use crate::work::review::{Against, Rest};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Head { period, name, against, date } => {
                let against = match (against, date) {
                    (Against::Nothing, _) => "lần đầu xem, nên mọi mục đều là mới".to_owned(),
                    (Against::Approved { version }, _) => format!("lần đầu xem; so với bản đã phê duyệt v{version}"),
                    (Against::LastLook { .. }, Some(date)) => format!("so với lần xem trước, {}", day(*date)),
                    (Against::LastLook { .. }, None) => "so với lần xem trước".to_owned(),
                };
                format!("Xem xét kế hoạch {period} · {name} · {against}")
            }
            Told::InReview { version } => format!("Bản trình gần nhất: lần {version}."),
            Told::Counts { new, changed, footing, gone, same } => counts(&[
                (*new, "mới"),
                (*changed, "đã sửa"),
                (*footing, "giữ nguyên câu chữ nhưng chỗ dựa đã đổi"),
                (*gone, "đã bỏ"),
                (*same, "như cũ"),
            ]),
            Told::NothingNew => "Không có gì mới từ lần xem trước.".into(),
            Told::Place { anchor: Some(anchor) } => capital(&super::save::place(*anchor)),
            Told::Place { anchor: None } => "Mục khác".into(),
            Told::Before { text } => format!("trước: {text}"),
            Told::Field { label, before, after } => {
                let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "(không ghi)".into());
                format!("{label}: {} → {}", said(before), said(after))
            }
            Told::Footing => "điểm yếu hoặc mục tiêu mà giải pháp này dựa vào đã đổi".into(),
            Told::Gone { item, text: Some(text) } => format!("{item} đã bỏ; trước đó viết: {text}"),
            Told::Gone { item, text: None } => format!("{item} đã bỏ"),
            Told::Rest(Rest::New) => "Phần lời ngoài các mục: chưa xem lần nào; đọc bằng `caitien show`.".into(),
            Told::Rest(Rest::Same) => "Phần lời ngoài các mục: như cũ.".into(),
            Told::Rest(Rest::Changed { sections }) if sections.is_empty() => {
                "Phần lời ngoài các mục: đã sửa; đọc bằng `caitien show`.".into()
            }
            Told::Rest(Rest::Changed { sections }) => {
                format!("Phần lời ngoài các mục: đã sửa ở {}.", sections.join("; "))
            }
            Told::Stands => "Ý kiến về cả kế hoạch".into(),
            Told::Stand { name, date, says, item, stale } => {
                let date = date.map(|date| format!(", {}", day(date))).unwrap_or_default();
                format!("{name}{date}: {}{}", word(*says, *item), old(*stale))
            }
            Told::OtherComments => "Góp ý cho cả kế hoạch, và cho mục không còn".into(),
            Told::Next { item: Some(item) } => format!(
                "Tán thành: `caitien review {item} --approve`. Đề nghị sửa: `caitien review {item} --request-changes \"…\"`. \
                 Góp ý: `caitien comment {item} \"…\"`."
            ),
            Told::Next { item: None } => {
                "Chỉ ghi là đã xem: `caitien review --seen`. Tán thành: `caitien review --approve`. Từng mục: `caitien review MÃ`.".into()
            }
            Told::Given { says, item, period, name } => {
                let of = item.map_or_else(|| format!("kế hoạch {period}"), |item| format!("mục {item}"));
                match says {
                    Says::Seen => format!("Ghi nhận: {name} đã xem {of}."),
                    Says::Approve => format!("Ghi nhận: {name} tán thành {of}."),
                    Says::RequestChanges => format!("Ghi nhận: {name} đề nghị sửa {of}."),
                }
            }
            Told::KnownAlready => "Ý kiến này đã được ghi nhận từ trước, và văn bản chưa đổi; không ghi thêm.".into(),
        }
    }
}

fn counts(of: &[(usize, &str)]) -> String {
    let told: Vec<String> =
        of.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("Các mục: {}.", if told.is_empty() { "như cũ".to_owned() } else { told.join(", ") })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn day(date: Date) -> String {
    format!("{}/{}/{}", date.day, date.month, date.year)
}

pub(super) fn word(says: Says, item: Option<ItemId>) -> String {
    let of = if item.is_some() { "" } else { " cả kế hoạch" };
    match says {
        Says::Seen => format!("đã xem{of}"),
        Says::Approve => format!("tán thành{of}"),
        Says::RequestChanges => format!("đề nghị sửa{of}"),
    }
}

/// That it was said of an earlier text.
pub(super) fn old(stale: Option<Stale>) -> &'static str {
    match stale {
        None => "",
        Some(Stale::Changed) => " (nói về bản trước; văn bản đã sửa)",
        Some(Stale::Footing) => " (nói về bản trước; điểm yếu hoặc mục tiêu bên trên đã sửa)",
        Some(Stale::Gone) => " (nói về bản trước; có mục đã bỏ)",
    }
}

impl Vi for Lack {
    fn vi(&self) -> String {
        match self {
            Lack::Reviewers { needed, counted, left_out } => {
                let counted = if counted.is_empty() { "chưa có ai".to_owned() } else { counted.join(", ") };
                let left_out: Vec<String> = left_out
                    .iter()
                    .map(|(name, why)| format!("{name} không tính: {}", why_not(*why)))
                    .collect();
                let left_out =
                    if left_out.is_empty() { String::new() } else { format!(" ({})", left_out.join("; ")) };
                format!("cần {needed} người tán thành đúng bản này; hiện {counted}{left_out}")
            }
            Lack::ChangesRequested { by, item, why } => {
                let of = item.map_or_else(|| "kế hoạch".to_owned(), |item| format!("mục {item}"));
                let why = if why.is_empty() { String::new() } else { format!(": {why}") };
                format!("{by} đang đề nghị sửa {of}{why}")
            }
            Lack::OpenComments { count } => format!("còn {count} góp ý để ngỏ"),
            Lack::NotReviewed { items } => {
                let shown: Vec<String> = items.iter().take(5).map(ToString::to_string).collect();
                let more = if items.len() > 5 { ", …" } else { "" };
                format!(
                    "{} mục chưa có ai tán thành đúng câu chữ này: {}{more}",
                    items.len(),
                    shown.join(", ")
                )
            }
        }
    }
}

fn why_not(why: LeftOut) -> &'static str {
    match why {
        LeftOut::LastEditor => "là người sửa kế hoạch lần cuối",
        LeftOut::Role => "không thuộc vai trò được tính",
        LeftOut::Stranger => "không có trong hồ sơ trường",
        LeftOut::Stale => "đã tán thành bản trước, văn bản sửa từ đó",
    }
}

/// What to do about it.
pub(super) fn remedy(lack: &Lack) -> String {
    match lack {
        Lack::Reviewers { .. } => {
            "nhờ người xem xét gõ `caitien review`, rồi `caitien review --approve` và `caitien save`".into()
        }
        Lack::ChangesRequested { item, .. } => {
            let item = item.map(|item| format!(" {item}")).unwrap_or_default();
            format!("sửa theo đề nghị; hoặc người ấy xem lại và `caitien review{item} --approve`, rồi `caitien save`")
        }
        Lack::OpenComments { .. } => {
            "xem bằng `caitien comment`, khép từng góp ý bằng `caitien comment --resolve MÃ`, rồi `caitien save`".into()
        }
        Lack::NotReviewed { items } => {
            let item = items.first().map(ToString::to_string).unwrap_or_default();
            format!("người xem xét gõ `caitien review {item} --approve` cho từng mục, rồi `caitien save`")
        }
    }
}
