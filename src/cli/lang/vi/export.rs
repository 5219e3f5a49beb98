//! What `export` says, in Vietnamese.

use std::path::PathBuf;

use crate::cli::command::export::To;
use crate::cli::lang::Vi;
use crate::cli::show::export::{Stands, Stop, Subject, Told, Way};
use crate::export;
use crate::work::export::{Error, Saved};

impl Vi for Told {
    fn vi(&self) -> String {
        match self {
            Told::Saved { path, bytes, saved: Saved::Written } => {
                format!("Đã ghi `{path}` ({})", size(*bytes))
            }
            Told::Saved { path, bytes, saved: Saved::Replaced } => {
                format!("Đã ghi thay `{path}` ({})", size(*bytes))
            }
            Told::Saved { path, saved: Saved::Same, .. } => {
                format!("`{path}` đã có sẵn và đúng như bản vừa lập, không ghi lại")
            }
            Told::Stands(stands) => stands.vi(),
            Told::Calendar { events, recurring, unread } => {
                let mut text = format!("Lịch có {events} hạn, nhắc trước 7 ngày.");
                if *recurring > 0 {
                    text.push_str(&format!(
                        " {recurring} việc làm thường xuyên, định kỳ không có hạn nên không ghi."
                    ));
                }
                if *unread > 0 {
                    text.push_str(&format!(" {unread} việc ghi thời gian chưa rõ ngày cuối nên không ghi."));
                }
                text
            }
            Told::Remark(remark) => remark.vi(),
            Told::EditInWord { path } => {
                format!("Sửa trong Word xong, đưa trở lại bằng `caitien import --update {path}`")
            }
        }
    }
}

fn size(bytes: usize) -> String {
    if bytes < 10_000 { format!("{bytes} byte") } else { format!("{} KB", bytes.div_ceil(1024)) }
}

impl Vi for Stands {
    fn vi(&self) -> String {
        match self {
            Stands::Draft => "Bản dự thảo, chưa được phê duyệt".into(),
            Stands::EditedSince { version } => {
                format!("Bản dự thảo: nội dung đã khác bản được phê duyệt (v{version})")
            }
            Stands::Rejected { version } => {
                format!("Bản dự thảo: có thẻ phê duyệt v{version} nhưng không đúng; xem `caitien verify`")
            }
            Stands::Unjudged => {
                "Bản dự thảo: trên máy này chưa kiểm chứng được phê duyệt; xem `caitien verify`".into()
            }
            Stands::Approved { version, issued: Some((number, date)) } => {
                format!("Bản đã phê duyệt (v{version}), phát hành số {number} {}", date.vietnamese())
            }
            Stands::Approved { version, issued: None } => format!("Bản đã phê duyệt (v{version})"),
            Stands::Unpinned { version } => format!(
                "Bản đã phê duyệt (v{version}); máy này chưa ghi nhận dấu gốc của trường, hãy so rồi gõ `caitien trust pin`"
            ),
            Stands::Superseded { version, by } => {
                format!("Bản phê duyệt cũ (v{version}), đã được thay bằng v{}", by.version)
            }
            Stands::Withdrawn { version, reason } => {
                format!("Bản phê duyệt v{version} đã bị rút lại: {reason}")
            }
        }
    }
}

impl Vi for Stop {
    fn vi(&self) -> String {
        match self {
            Stop::NoSuchKind { to: To::Ics, subject } => {
                format!("{} không có hạn để ghi vào lịch; `--to ics` chỉ dùng cho kế hoạch", subject.vi())
            }
            Stop::NoSuchKind { to, subject } => format!("chưa xuất được {} ra {}", subject.vi(), to.as_str()),
            Stop::WhichPlan => "hãy nêu năm học của kế hoạch, như 2024-2025".into(),
            Stop::TwoAnswers => {
                "`--output -` in chính tệp ra màn hình nên không dùng cùng `--format json`; hãy nêu tên tệp"
                    .into()
            }
            Stop::NotForATerminal { to } => format!(
                "tệp {} không đọc được trên màn hình; hãy nêu tên tệp sau `--output`, hoặc chuyển đầu ra vào tệp",
                to.as_str()
            ),
        }
    }
}

impl Vi for Way {
    fn vi(&self) -> String {
        let other = "ghi ra tên khác bằng `--output TỆP`, hoặc ghi thay bằng `--force`";
        match self {
            Way::TakeIn { path } => {
                format!("đưa những gì đã sửa về kế hoạch bằng `caitien import --update {path}`, {other}")
            }
            Way::OtherName => other.into(),
            Way::Install => "cài LibreOffice, hoặc dùng bản dựng có sẵn phần lập PDF; trong lúc đó `--to docx` vẫn dùng được".into(),
        }
    }
}

impl Vi for Subject {
    fn vi(&self) -> String {
        match self {
            Subject::Plan => "kế hoạch",
            Subject::Comparison => "bản so sánh",
            Subject::Report => "báo cáo",
        }
        .into()
    }
}

impl Vi for Error {
    fn vi(&self) -> String {
        match self {
            Error::Side(error) => error.vi(),
            Error::Folder(error) => error.vi(),
            Error::Template { path, source } => format!("{}không lập được trang: {}", at(path), detail(source)),
            Error::Word { path, source } => format!("{}{}", at(path), source.vi()),
            Error::Pdf { path, source } => format!("{}{}", at(path), source.vi()),
            Error::NoEngine => "máy này chưa có gì lập được PDF: bản dựng này không có sẵn, và chưa cài typst hay LibreOffice".into(),
            Error::Office(error) => error.vi(),
            Error::Differs { path } => format!(
                "không ghi đè: đã có `{}`, nội dung khác bản sắp ghi, có thể ai đó đã sửa",
                path.display()
            ),
        }
    }
}

/// The school's own template, where there is one to look at.
fn at(path: &Option<PathBuf>) -> String {
    path.as_ref().map(|path| format!("`{}`: ", path.display())).unwrap_or_default()
}

fn detail(error: &export::Error) -> &str {
    let (export::Error::Template { detail } | export::Error::Sheet { detail }) = error;
    detail
}
