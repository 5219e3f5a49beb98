//! Withdrawals, receipts and issues, in Vietnamese.

use super::verdict::statement;
use crate::approval::name::TagKind;
use crate::approval::notice::{NoRightToNotice, NoticeVerdict, NoticedApproval, Says};
use crate::approval::verdict::{Disagreement, Verdict};
use crate::cli::lang::Vi;
use crate::cli::show::notice::{Question, Remedy, Stop, Told};
use crate::cli::show::verdict::RoleName;
use crate::date::Date;
use crate::work::notices::{ChoiceError, MakeError, Obstacle, PdfAnswer};

impl Vi for NoticeVerdict {
    fn vi(&self) -> String {
        match self {
            NoticeVerdict::Good => "đúng người có quyền, đúng lần phê duyệt này".into(),
            NoticeVerdict::Unpinned { root } => Verdict::Unpinned { root: *root }.vi(),
            NoticeVerdict::NotACommit { found } => Verdict::NotACommit { found: *found }.vi(),
            NoticeVerdict::Unsigned => Verdict::Unsigned.vi(),
            NoticeVerdict::BadSignature => Verdict::BadSignature.vi(),
            NoticeVerdict::UnknownKey { fingerprint } => {
                Verdict::UnknownKey { fingerprint: fingerprint.clone() }.vi()
            }
            NoticeVerdict::Renamed { what: Disagreement::NoName { tag } } => {
                format!("`{tag}` không đúng mẫu tên")
            }
            NoticeVerdict::Renamed { what } => Verdict::Renamed { what: what.clone() }.vi(),
            NoticeVerdict::ContentMismatch { flaw } => {
                format!("không đọc được nội dung đã ký: {}", statement(flaw))
            }
            NoticeVerdict::Foreign { what } => Verdict::Foreign { what: what.clone() }.vi(),
            NoticeVerdict::TrustViolation { what } => what.vi(),
            NoticeVerdict::NotEntitled { name, why } => no_right(name, *why),
            NoticeVerdict::KeyCompromised { fingerprint } => {
                format!("khóa {fingerprint} đã bị lộ, và hồ sơ của trường không xác nhận lại thẻ này")
            }
            NoticeVerdict::NoApproval { found } => match found {
                NoticedApproval::Absent => "lần phê duyệt mà thẻ này nói đến không có ở đây".into(),
                NoticedApproval::Other { here } => {
                    format!("thẻ này nói về một lần phê duyệt khác, không phải thẻ {here} đang mang tên ấy")
                }
                NoticedApproval::OtherCommit => {
                    "thẻ này gắn vào một bản lưu khác với bản đã được phê duyệt".into()
                }
            },
            NoticeVerdict::BrokenChain { what } => Verdict::BrokenChain { what: what.clone() }.vi(),
        }
    }
}

fn no_right(name: &str, why: NoRightToNotice) -> String {
    match why {
        NoRightToNotice::Role(role) => {
            format!("{name} ({}) không có quyền ghi điều này", RoleName(role).vi())
        }
        NoRightToNotice::Office => format!("{name} là cơ quan quản lý, chỉ có quyền xác nhận đã nhận"),
        NoRightToNotice::Before { serial } => {
            format!("{name} chỉ có quyền đến hết hồ sơ số {serial}; lần phê duyệt này theo hồ sơ sau đó")
        }
        NoRightToNotice::Retired { from_sequence } => {
            format!("khóa của {name} đã thôi dùng từ lần phê duyệt thứ {from_sequence}")
        }
    }
}

impl Vi for Told<'_> {
    fn vi(&self) -> String {
        match self {
            Told::About { kind, name, school } => {
                format!("{} kế hoạch {}, {school}, bản v{}", action(*kind), name.period, name.version)
            }
            Told::Said { says, by } => said(says, *by),
            Told::Nameless { kind, period } => format!("{} {period}", noun(*kind)),
            Told::Pdf { hash } => format!("SHA-256 của tệp PDF: {hash}"),
            Told::Obstacles { count } => format!("Chưa làm được, còn {count} việc:"),
            Told::Ready => "Không có gì cản trở.".into(),
            Told::Statement => "Nội dung sẽ được ký:".into(),
            Told::Made { tag } => format!("Đã ghi: `{tag}`."),
            Told::NoPdf => {
                "Không kèm tệp PDF: sau này không so được tệp nào là bản đã ký và đóng dấu, và cũng không bổ sung được."
                    .into()
            }
            Told::Push => "Gửi đi bằng `caitien sync`.".into(),
        }
    }
}

fn action(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "Rút lại phê duyệt",
        TagKind::Received => "Xác nhận đã nhận",
        TagKind::Issued => "Ghi nhận ban hành",
        TagKind::Approved => "Phê duyệt",
    }
}

fn noun(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "thẻ rút lại",
        TagKind::Received => "thẻ xác nhận đã nhận",
        TagKind::Issued => "thẻ ban hành",
        TagKind::Approved => "thẻ phê duyệt",
    }
}

fn said(says: &Says, by: Option<&str>) -> String {
    let details = details(says);
    match says {
        Says::Withdrawn { .. } => {
            let by = by.map(|by| format!(", {by} ký")).unwrap_or_default();
            format!("rút lại: {details}{by}")
        }
        Says::Received { .. } => {
            let details = if details.is_empty() { details } else { format!(", {details}") };
            format!("{} đã nhận{details}", by.unwrap_or("nơi nhận"))
        }
        Says::Issued { pdf, .. } => {
            let by = by.map(|by| format!(", do {by} ghi")).unwrap_or_default();
            let pdf = if pdf.is_some() { ", có dấu tệp PDF" } else { "" };
            format!("đã phát hành: {details}{by}{pdf}")
        }
    }
}

/// The particulars of a notice; empty for a receipt without any.
pub(super) fn details(says: &Says) -> String {
    match says {
        Says::Withdrawn { reason } => reason.clone(),
        Says::Received { number, note } => {
            let number = number.as_ref().map(|number| format!("số đến {number}"));
            number.into_iter().chain(note.clone()).collect::<Vec<_>>().join(": ")
        }
        Says::Issued { number, date, .. } => format!("số {number} ngày {}", day(*date)),
    }
}

fn day(date: Date) -> String {
    format!("{}/{}/{}", date.day, date.month, date.year)
}

impl Vi for Question {
    fn vi(&self) -> String {
        let Question::Make { kind, name } = self;
        format!("{} kế hoạch {} (v{})? [c/K]", action(*kind), name.period, name.version)
    }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::Declined => "chưa ghi gì".into(),
            Stop::NotADay { text } => {
                format!("`{text}` không phải một ngày; hãy ghi như 7/9/2023 hoặc 2023-09-07")
            }
        }
    }
}

impl Vi for ChoiceError {
    fn vi(&self) -> String {
        match self {
            ChoiceError::NotAPeriod { text } => {
                format!("`{text}` không phải năm học (như 2023-2024), cũng không phải tên một lần phê duyệt")
            }
            ChoiceError::NoApproval { period } => format!("chưa có lần phê duyệt nào của kế hoạch {period}"),
            ChoiceError::Several { schools } => {
                format!(
                    "nhiều trường có kế hoạch đã duyệt của năm ấy ({}); hãy thêm `--school`",
                    schools.join(", ")
                )
            }
        }
    }
}

impl Vi for Obstacle {
    fn vi(&self) -> String {
        match self {
            Obstacle::NotApproved { period, version: Some(version) } => {
                format!("kế hoạch {period} chưa từng có bản phê duyệt v{version}")
            }
            Obstacle::NotApproved { period, version: None } => {
                format!("kế hoạch {period} chưa được phê duyệt")
            }
            Obstacle::Taken { tag, verdict } if verdict.is_in_order() => {
                format!("việc này đã được ghi: `{tag}`; mỗi lần phê duyệt chỉ ghi được một lần")
            }
            Obstacle::Taken { tag, verdict } => {
                format!("tên `{tag}` đã có thẻ khác dùng, mà thẻ ấy không đạt kiểm chứng: {}", verdict.vi())
            }
            Obstacle::Withdrawn { name, reason } if reason.is_empty() => {
                format!("bản v{} của kế hoạch {} đã được rút lại", name.version, name.period)
            }
            Obstacle::Withdrawn { name, reason } => {
                format!("bản v{} của kế hoạch {} đã được rút lại: {reason}", name.version, name.period)
            }
            Obstacle::NotGood { name, verdict } => {
                format!("`{name}` không đạt kiểm chứng ({verdict}): {}", verdict.vi())
            }
            Obstacle::Unpinned { .. } => "kho này chưa ghim gốc tin cậy của trường".into(),
            Obstacle::OtherRoot { root, pinned } => {
                format!("gốc của kho là {}, khác gốc đã ghim {}", root.grouped(), pinned.grouped())
            }
            Obstacle::Trust { what } => what.vi(),
            Obstacle::Words { key } => format!(
                "{} phải có chữ, không quá dài, không xuống dòng và không có ký tự điều khiển",
                word(key)
            ),
            Obstacle::Nobody { kind: TagKind::Received } => {
                "`caitien.toml` chưa ghi cơ quan quản lý nào có khóa".into()
            }
            Obstacle::Nobody { .. } => "hồ sơ của trường chưa có ai có khóa để ghi việc này".into(),
            Obstacle::NoRight { kind, fingerprint, who } => {
                format!("khóa {fingerprint} không có quyền; {} là việc của {}", verb(*kind), who.join(", "))
            }
        }
    }
}

fn word(key: &str) -> &'static str {
    match key {
        "reason" => "lý do",
        "note" => "lời ghi",
        _ => "số",
    }
}

fn verb(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Withdrawn => "rút lại",
        TagKind::Received => "xác nhận đã nhận",
        TagKind::Issued => "ghi ban hành",
        TagKind::Approved => "phê duyệt",
    }
}

impl Vi for Remedy<'_> {
    fn vi(&self) -> String {
        match self.0 {
            Obstacle::NotApproved { .. } => "xem đã có những lần nào bằng `caitien verify`".into(),
            Obstacle::Taken { verdict, .. } if verdict.is_in_order() => {
                "xem bằng `caitien verify`; muốn ghi khác thì phê duyệt một bản mới".into()
            }
            Obstacle::Taken { tag, verdict: NoticeVerdict::KeyCompromised { .. } } => format!(
                "nếu chính hiệu trưởng đã ghi thì xác nhận lại thẻ ấy trong `school.toml` (`reaffirmed`); nếu không, xóa bằng `git tag -d {tag}` ở mọi bản sao"
            ),
            Obstacle::Taken { tag, verdict: NoticeVerdict::BrokenChain { .. } } => {
                format!("lấy lại `{tag}` từ bản sao khác (`git fetch --tags`)")
            }
            Obstacle::Taken { tag, .. } => {
                format!("tìm xem ai đã đưa thẻ ấy vào, rồi xóa bằng `git tag -d {tag}` và làm lại")
            }
            Obstacle::Withdrawn { .. } => "chờ hiệu trưởng phê duyệt bản mới".into(),
            Obstacle::NotGood { .. } => "xem việc cần làm bằng `caitien verify`".into(),
            Obstacle::Unpinned { school, root } => format!(
                "so mã gốc {} với hiệu trưởng hoặc phòng GDĐT, rồi gõ `caitien trust pin {root} --school {school}`",
                root.grouped()
            ),
            Obstacle::OtherRoot { .. } => "đừng ghi gì trong kho này; hỏi phòng GDĐT kho nào là thật".into(),
            Obstacle::Trust { .. } => {
                "đưa hồ sơ về bản đúng gần nhất, hoặc nhờ người có quyền lưu và ký thay đổi; xem `caitien trust show`".into()
            }
            Obstacle::Words { .. } => "ghi lại cho gọn".into(),
            Obstacle::Nobody { kind: TagKind::Received } => {
                "người lập kho thêm `[[office]]` với khóa của cơ quan vào `caitien.toml` và ký khi lưu".into()
            }
            Obstacle::Nobody { .. } => "thêm khóa cho người có quyền vào `school.toml`; xem `caitien trust show`".into(),
            Obstacle::NoRight { .. } => "dùng khóa của người có quyền; xem `caitien trust show`".into(),
        }
    }
}

impl Vi for MakeError {
    fn vi(&self) -> String {
        match self {
            MakeError::Lock { .. } => "không ghi được vào thư mục git nên chưa ghi gì".into(),
            MakeError::Moved => "trong lúc đó kho đã thay đổi; hãy xem lại rồi chạy lại".into(),
            MakeError::OtherKey { fingerprint } => format!("khóa {fingerprint} không có quyền ghi việc này"),
            MakeError::Tag(source) => source.vi(),
            MakeError::Verify(source) => source.vi(),
        }
    }
}

impl Vi for PdfAnswer {
    fn vi(&self) -> String {
        match self {
            PdfAnswer::Recorded { name } => {
                format!(
                    "Đúng: đây là tệp PDF đã ghi khi ban hành kế hoạch {} (v{}).",
                    name.period, name.version
                )
            }
            PdfAnswer::Other { recorded } => {
                let of: Vec<String> = recorded
                    .iter()
                    .map(|(name, hash)| format!("{} (v{}): {hash}", name.period, name.version))
                    .collect();
                format!(
                    "KHÔNG: đây không phải tệp PDF đã ghi khi ban hành; tệp đã ghi có SHA-256\n  {}",
                    of.join("\n  ")
                )
            }
            PdfAnswer::None => "Không so được: khi ban hành không ai ghi tệp PDF nào.".into(),
        }
    }
}
