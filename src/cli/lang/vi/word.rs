//! What is said about Word documents that are imported, in Vietnamese.

use std::path::Path;

use crate::cli::lang::Vi;
use crate::cli::show::import::places;
use crate::docx::read::{Error, Flaw, Kind, Limit};
use crate::docx::{Change, Comment, Oddity};
use crate::import::word::{Pending, Place, Undecided};
use crate::office;

/// So many changes or comments are shown; the machine-readable report has all.
const SHOWN: usize = 8;

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Other { kind } => other(*kind).into(),
            Error::Encrypted => {
                "có mật khẩu nên không đọc được; hãy mở bằng Word, vào Tệp → Thông tin → Bảo vệ tài liệu để bỏ mật khẩu rồi lưu lại"
                    .into()
            }
            Error::Archive { part } if part.is_empty() => {
                "bị hỏng, không mở ra được; hãy mở bằng Word để sửa rồi lưu lại, hoặc xin lại bản gốc".into()
            }
            Error::Archive { part } => {
                format!("bị hỏng ở phần `{part}`; hãy mở bằng Word để sửa rồi lưu lại, hoặc xin lại bản gốc")
            }
            Error::Damaged { part, at, flaw } => {
                let flaw = match flaw {
                    Flaw::Syntax => "sai cú pháp XML",
                    Flaw::Cut => "bị cắt giữa chừng",
                    Flaw::Encoding => "sai mã chữ",
                    Flaw::DocumentType => "có khai báo DOCTYPE, điều Word không bao giờ ghi, nên bị từ chối vì an toàn",
                    Flaw::Entity => "dùng ký hiệu chưa khai báo",
                };
                format!(
                    "bị hỏng: phần `{part}`, byte {at}: {flaw}; hãy mở bằng Word để sửa rồi lưu lại, hoặc xin lại bản gốc"
                )
            }
            Error::TooLarge { what, most } => format!("quá lớn so với một kế hoạch: {}", limit(*what, *most)),
        }
    }
}

fn other(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => {
            "là tệp PDF; hãy mở bằng Word rồi lưu thành .docx, hoặc chuyển ra chữ bằng `pdftotext -layout` rồi nhập tệp .txt"
        }
        Kind::OldWord => "là tệp Word kiểu cũ (.doc); hãy mở bằng Word rồi lưu thành .docx (Word Document)",
        Kind::Rtf => "là tệp RTF; hãy mở bằng Word rồi lưu thành .docx (Word Document)",
        Kind::Html => "là trang web (HTML), không phải tệp Word; hãy mở bằng Word rồi lưu thành .docx",
        Kind::OpenDocument => {
            "là tệp OpenDocument (.odt); hãy mở bằng LibreOffice hoặc Word rồi lưu thành .docx"
        }
        Kind::Workbook => {
            "là bảng tính Excel, không phải tệp Word; hãy chép bảng sang Word rồi lưu thành .docx"
        }
        Kind::Slides => "là bài trình chiếu, không phải tệp Word",
        Kind::Archive => "là tệp nén, bên trong không có văn bản Word; hãy giải nén trước",
        Kind::Unknown => {
            "không phải tệp Word; hãy mở bằng Word rồi lưu thành .docx, hoặc lưu thành văn bản .txt"
        }
    }
}

/// Why a document of another kind was not read, and what else can be done.
pub(super) fn through(path: &Path, kind: Kind, source: &office::Error) -> String {
    format!("`{}` {}; đọc thẳng thì chưa được: {}", path.display(), other(kind), source.vi())
}

fn limit(what: Limit, most: usize) -> String {
    match what {
        Limit::Entries => format!("hơn {most} tệp con"),
        Limit::Bytes => "phần bên trong giải nén ra quá lớn".into(),
        Limit::Depth => format!("các phần lồng nhau hơn {most} lớp"),
        Limit::Columns => format!("có bảng hơn {most} cột"),
        Limit::Rows => format!("hơn {most} hàng bảng"),
        Limit::Cells => format!("hơn {most} ô bảng"),
        Limit::Paragraphs => format!("hơn {most} đoạn"),
        Limit::Pieces => format!("hơn {most} mẩu chữ"),
        Limit::Listed => format!("hơn {most} nhận xét, kiểu hoặc danh sách"),
    }
}

impl Vi for Place {
    fn vi(&self) -> String {
        match self {
            Place::Line(line) => format!("dòng {line}"),
            Place::Header => "đầu trang".into(),
            Place::Footer => "chân trang".into(),
            Place::Paragraph(number) => format!("đoạn {number}"),
            Place::Row { table, row: 0 } => format!("bảng {table}"),
            Place::Row { table, row } => format!("bảng {table}, hàng {row}"),
            Place::Note(number) => format!("chú thích {number}"),
        }
    }
}

/// From one place to another.
pub(super) fn from_to(from: Place, until: Place) -> String {
    match (from, until) {
        (Place::Line(from), Place::Line(until)) => format!("dòng {from}–{until}"),
        (from, until) => format!("từ {} đến {}", from.vi(), until.vi()),
    }
}

/// Places one after another, the first few of many.
pub(super) fn spots(all: &[Place]) -> String {
    let (shown, more) = places(all);
    let lines = shown.iter().all(|place| matches!(place, Place::Line(_)));
    let word = |place: &Place| match place {
        Place::Line(line) => line.to_string(),
        place => place.vi(),
    };
    let joined = shown.iter().map(word).collect::<Vec<_>>().join(if lines { ", " } else { "; " });
    let begin = if lines { "dòng " } else { "" };
    match (more, lines) {
        (0, _) => format!("{begin}{joined}"),
        (more, true) => format!("{begin}{joined} và {more} dòng nữa"),
        (more, false) => format!("{joined} và {more} chỗ nữa"),
    }
}

/// Why an import stops at changes.
pub(super) fn undecided(path: &Path, changes: &[Undecided]) -> String {
    format!(
        "`{}` còn {} thay đổi đang theo dõi (Track Changes) chưa được chấp nhận hay từ chối: {}",
        path.display(),
        changes.len(),
        list(changes)
    )
}

/// What was decided about changes.
pub(super) fn decided(choice: Pending, changes: &[Undecided]) -> String {
    let done = match choice {
        Pending::Accept => "Đã chấp nhận",
        Pending::Reject => "Đã từ chối",
    };
    format!("{done} {} thay đổi đang theo dõi trong Word: {}", changes.len(), list(changes))
}

fn list(changes: &[Undecided]) -> String {
    let one = |change: &Undecided| {
        let what = match change.tracked.change {
            Change::Inserted => "thêm",
            Change::Deleted => "xóa",
            Change::MovedHere => "chuyển đến",
            Change::MovedAway => "chuyển đi",
        };
        let words = match change.words.trim() {
            "" => "dấu hết đoạn".to_owned(),
            words => format!("“{}”", short(words)),
        };
        let date = change.tracked.date.split('T').next().unwrap_or_default();
        let who = [change.tracked.author.as_str(), date];
        let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { String::new() } else { format!(" ({who})") };
        format!("{}: {what} {words}{who}", change.place.vi())
    };
    let shown: Vec<String> = changes.iter().take(SHOWN).map(one).collect();
    let more = changes.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("; và {more} thay đổi nữa") } else { String::new() };
    format!("{}{more}", shown.join("; "))
}

/// The comments of a document.
pub(super) fn comments(comments: &[Comment]) -> String {
    let one = |comment: &Comment| {
        let done = if comment.resolved { " (đã giải quyết)" } else { "" };
        let author = if comment.author.is_empty() { "không tên" } else { &comment.author };
        format!("{author}: “{}”{done}", short(&comment.text))
    };
    let shown: Vec<String> = comments.iter().take(SHOWN).map(one).collect();
    let more = comments.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("; và {more} nhận xét nữa") } else { String::new() };
    format!(
        "{} nhận xét trong Word, chưa đưa vào kế hoạch (tên người viết là do tệp tự ghi): {}{more}",
        comments.len(),
        shown.join("; ")
    )
}

fn short(text: &str) -> String {
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", one.get(..end).unwrap_or_default().trim_end()),
        None => one,
    }
}

impl Vi for Oddity {
    fn vi(&self) -> String {
        match self {
            Oddity::Macros => "Tệp Word có macro: không chạy và không lấy vào".into(),
            Oddity::TextBox { paragraph } => {
                format!("Chữ trong khung (text box) được xếp ngay sau đoạn neo nó, gần đoạn {paragraph}")
            }
            Oddity::Object { name } => format!("Đối tượng nhúng không lấy được vào kế hoạch: {name}"),
            Oddity::External { target } => format!("Tệp Word trỏ ra ngoài, không mở theo: {target}"),
            Oddity::Broken { what } => format!("Chỗ trỏ không có đích trong tệp Word: {what}"),
        }
    }
}
