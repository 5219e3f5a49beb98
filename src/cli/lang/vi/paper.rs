//! What a copy on paper says of itself, and why a paper could not be made, in Vietnamese.

use crate::cli::lang::Vi;
use crate::cli::show::export::Stands;
use crate::cli::show::paper::PaperWord;
use crate::docx::write::{self, StyleFlaw};
use crate::office::Engine;
use crate::work::export::Remark;

impl Vi for PaperWord {
    fn vi(&self) -> String {
        match self {
            PaperWord::Line(stands) => line(stands),
            PaperWord::Seal(stands) => match stands {
                Stands::Withdrawn { .. } | Stands::Superseded { .. } => "Phê duyệt không còn hiệu lực".into(),
                _ => "Phê duyệt điện tử".into(),
            },
        }
    }
}

fn line(stands: &Stands) -> String {
    match stands {
        Stands::Draft => "Dự thảo, chưa được phê duyệt".into(),
        Stands::EditedSince { version } => format!("Dự thảo, khác bản đã phê duyệt v{version}"),
        Stands::Rejected { .. } => "Dự thảo, phê duyệt kèm theo không đúng".into(),
        Stands::Unjudged => "Dự thảo, chưa kiểm chứng được phê duyệt".into(),
        Stands::Approved { version, .. } => format!("Bản đã phê duyệt v{version}"),
        Stands::Unpinned { version } => {
            format!("Bản đã phê duyệt v{version}, dấu gốc của trường chưa được so")
        }
        Stands::Superseded { version, by } => {
            format!("Không còn hiệu lực: bản v{version} đã được thay bằng bản phê duyệt v{}", by.version)
        }
        Stands::Withdrawn { version, .. } => {
            format!("Không còn hiệu lực: phê duyệt v{version} đã được rút lại")
        }
    }
}

impl Vi for Remark {
    fn vi(&self) -> String {
        match self {
            Remark::Wording { path, flaw } => {
                format!("{}:{}: {}; đã dùng chữ có sẵn", path.display(), flaw.line, flaw.kind.vi())
            }
            Remark::Logo { file } => {
                format!("không dùng được hình `{file}`: cần tệp PNG hoặc JPEG trong `templates/`")
            }
            Remark::Engine(engine) => format!("PDF do {} lập", engine.vi()),
            Remark::Ordinary => {
                "PDF thường, không phải PDF/A: kế hoạch chưa ghi ngày, hoặc có ký tự mà phông chữ không có"
                    .into()
            }
        }
    }
}

impl Vi for Engine {
    fn vi(&self) -> String {
        match self {
            Engine::BuiltIn => "chương trình này",
            Engine::Typst => "typst",
            Engine::LibreOffice => "LibreOffice",
        }
        .into()
    }
}

impl Vi for write::Error {
    fn vi(&self) -> String {
        match self {
            write::Error::Write { source } => format!("không lập được tệp Word: {source}"),
            write::Error::Zip { source } => format!("không lập được tệp Word: {source}"),
            write::Error::Picture { source } => format!("không vẽ được mã vuông: {source}"),
            write::Error::Styles { flaw, at } => {
                format!("kiểu chữ riêng của trường có lỗi ở byte {at}: {}", flaw.vi())
            }
        }
    }
}

impl Vi for StyleFlaw {
    fn vi(&self) -> String {
        match self {
            StyleFlaw::Malformed { detail } => format!("không phải XML ({detail})"),
            StyleFlaw::DocumentType => "không được có DOCTYPE".into(),
            StyleFlaw::NotStyles => "phần tử ngoài cùng không phải `w:styles`".into(),
            StyleFlaw::TooLarge => "tệp quá lớn".into(),
        }
    }
}
