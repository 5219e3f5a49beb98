//! What a save means, in Vietnamese.

use crate::cli::command::watch::Talk;
use crate::cli::lang::Vi;
use crate::cli::show::watch::Word;
use crate::compare::meaning::Shift;
use crate::compare::{Ref, SectionStatus, Trend};
use crate::plan::item::{Anchor, Kind};
use crate::watch::{Means, WatchError};
use crate::work::watch::{Against, Tally};

impl Vi for Shift {
    fn vi(&self) -> String {
        match self {
            Shift::Added { kind, item } => format!("thêm {}: {}", name(*kind, item), quoted(&item.text)),
            Shift::Removed { kind, item } => format!("bỏ {}: {}", name(*kind, item), quoted(&item.text)),
            Shift::Reworded { kind, item, before, trend } => {
                let trend = match trend {
                    Some(Trend::Improved) => " (số liệu tốt lên)",
                    Some(Trend::Worsened) => " (số liệu xấu đi)",
                    Some(Trend::Unchanged) | None => "",
                };
                let (old, new) = (quoted(before), quoted(&item.text));
                format!("{} viết lại{trend}: {old} → {new}", name(*kind, item))
            }
            Shift::Moved { kind, item, from } => {
                format!("{} chuyển từ {} sang {}", name(*kind, item), place(from), place(&item.criterion))
            }
            Shift::WithoutAction { weakness } => {
                format!("{} không còn giải pháp nào", name(Kind::Weakness, weakness))
            }
            Shift::Deadline { action, before, after, later } => {
                let how = match later {
                    Some(true) => "lùi thời hạn",
                    Some(false) => "đẩy sớm thời hạn",
                    None => "đổi thời gian",
                };
                format!("{} {how}: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Budget { action, before, after, .. } => {
                format!("{} đổi kinh phí: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Lead { action, before, after } => {
                format!("{} đổi người chủ trì: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Aim { target, before, after, raised } => {
                let how = if *raised { "nâng mức" } else { "hạ mức" };
                format!("{} {how}: {}", name(Kind::Target, target), values(before, after))
            }
            Shift::Level { criterion, before, after } => {
                format!("tiêu chí {criterion} đổi mức: {}", values(before, after))
            }
            Shift::Front { key, before, after } => {
                format!("phần khai báo đổi `{key}`: {}", values(before, after))
            }
            Shift::Section { heading, status } => match status {
                SectionStatus::Added => format!("thêm phần “{heading}”"),
                SectionStatus::Removed => format!("bỏ phần “{heading}”"),
                SectionStatus::Changed | SectionStatus::Same => format!("sửa lời phần “{heading}”"),
            },
        }
    }
}

impl Vi for Word<'_> {
    fn vi(&self) -> String {
        match self {
            Word::Gone => "tệp không còn nữa".into(),
            Word::Nothing => "đã lưu; nội dung không đổi".into(),
            Word::Against(Against::Approved { tag }) => format!("so với bản đã phê duyệt ({tag}):"),
            Word::Against(Against::Committed) => "so với lần lưu vào kho gần nhất:".into(),
            Word::Against(Against::Nothing) => "so với trước đó:".into(),
            Word::Still(count) => format!("và {count} thay đổi đã có từ trước"),
            Word::Standing(Tally { errors: 0, warnings: 0, .. }) => "không còn lỗi hay cảnh báo".into(),
            Word::Standing(tally) => format!("còn {} lỗi, {} cảnh báo", tally.errors, tally.warnings),
            Word::Undone(shift) => format!("đã trở lại như cũ: {}", shift.vi()),
        }
    }
}

impl Vi for Talk {
    fn vi(&self) -> String {
        match self {
            Talk::Following { folder, means: Means::Events } => {
                format!(
                    "Đang theo dõi `{}`; mỗi lần lưu sẽ có câu trả lời. Nhấn Ctrl-C để dừng.",
                    folder.display()
                )
            }
            Talk::Following { folder, means: Means::Polling(interval) } => format!(
                "Đang theo dõi `{}`, {} giây xem lại một lần (ổ mạng, hoặc hệ thống không báo khi tệp đổi). \
                 Nhấn Ctrl-C để dừng.",
                folder.display(),
                interval.as_secs_f64()
            ),
            Talk::Keeping => "Giữ lại mọi bản chưa lưu; lấy lại bằng `caitien recover`.".into(),
            Talk::Ended => "Đã dừng theo dõi.".into(),
        }
    }
}

impl Vi for WatchError {
    fn vi(&self) -> String {
        match self {
            WatchError::Follow { path, .. } => format!("không theo dõi được thư mục `{}`", path.display()),
            WatchError::TakeInterrupt { .. } => "không nhận được tín hiệu Ctrl-C".into(),
        }
    }
}

/// An item by its id, or by its place where it has none yet.
fn name(kind: Kind, item: &Ref) -> String {
    let word = match kind {
        Kind::Strength => "điểm mạnh",
        Kind::Weakness => "điểm yếu",
        Kind::Target => "kết quả cần đạt",
        Kind::Measure => "chỉ số",
        Kind::Action => "giải pháp",
    };
    match (item.id, &item.criterion) {
        (Some(id), _) => format!("{word} {id}"),
        (None, Some(_)) => format!("{word} ở {}", place(&item.criterion)),
        (None, None) => word.to_owned(),
    }
}

fn place(anchor: &Option<Anchor>) -> String {
    match anchor {
        Some(Anchor::Criterion(id)) => format!("tiêu chí {id}"),
        Some(Anchor::Standard(number)) => format!("tiêu chuẩn {number}"),
        None => "chỗ chưa rõ tiêu chí".into(),
    }
}

fn values(before: &str, after: &str) -> String {
    let shown = |value: &str| if value.trim().is_empty() { "(trống)".to_owned() } else { quoted(value) };
    format!("{} → {}", shown(before), shown(after))
}

/// The beginning of a sentence: enough to know which one it is.
fn quoted(text: &str) -> String {
    let mut words = text.chars();
    let beginning: String = words.by_ref().take(80).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("“{beginning}{more}”")
}
