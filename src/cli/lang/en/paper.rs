//! What a copy on paper says of itself, and why a paper could not be made, in English.

use crate::cli::lang::En;
use crate::cli::show::export::Stands;
use crate::cli::show::paper::PaperWord;
use crate::docx::write::{self, StyleFlaw};
use crate::office::Engine;
use crate::work::export::Remark;

impl En for PaperWord {
    fn en(&self) -> String {
        match self {
            PaperWord::Line(stands) => line(stands),
            PaperWord::Seal(stands) => match stands {
                Stands::Withdrawn { .. } | Stands::Superseded { .. } => {
                    "An approval no longer in force".into()
                }
                _ => "Electronic approval".into(),
            },
        }
    }
}

fn line(stands: &Stands) -> String {
    match stands {
        Stands::Draft => "Draft, not approved".into(),
        Stands::EditedSince { version } => format!("Draft, other than the approved copy v{version}"),
        Stands::Rejected { .. } => "Draft, its approval does not hold".into(),
        Stands::Unjudged => "Draft, approvals could not be verified".into(),
        Stands::Approved { version, .. } => format!("Approved copy v{version}"),
        Stands::Unpinned { version } => {
            format!("Approved copy v{version}, the school's root was not compared")
        }
        Stands::Superseded { version, by } => {
            format!("No longer in force: v{version} was superseded by v{}", by.version)
        }
        Stands::Withdrawn { version, .. } => format!("No longer in force: approval v{version} was withdrawn"),
    }
}

impl En for Remark {
    fn en(&self) -> String {
        match self {
            Remark::Wording { path, flaw } => {
                format!("{}:{}: {}; the usual wording was used", path.display(), flaw.line, flaw.kind.en())
            }
            Remark::Logo { file } => {
                format!("cannot use the picture `{file}`: a PNG or JPEG in `templates/` is needed")
            }
            Remark::Engine(engine) => format!("the PDF was made by {}", engine.en()),
            Remark::Ordinary => {
                "an ordinary PDF, not PDF/A: the plan has no date, or a letter that no font here has".into()
            }
        }
    }
}

impl En for Engine {
    fn en(&self) -> String {
        match self {
            Engine::BuiltIn => "this program",
            Engine::Typst => "typst",
            Engine::LibreOffice => "LibreOffice",
        }
        .into()
    }
}

impl En for write::Error {
    fn en(&self) -> String {
        match self {
            write::Error::Write { source } => format!("cannot make the Word file: {source}"),
            write::Error::Zip { source } => format!("cannot make the Word file: {source}"),
            write::Error::Picture { source } => format!("cannot draw the QR code: {source}"),
            write::Error::Styles { flaw, at } => {
                format!("the school's own styles are flawed at byte {at}: {}", flaw.en())
            }
        }
    }
}

impl En for StyleFlaw {
    fn en(&self) -> String {
        match self {
            StyleFlaw::Malformed { detail } => format!("no XML ({detail})"),
            StyleFlaw::DocumentType => "a DOCTYPE is not allowed".into(),
            StyleFlaw::NotStyles => "the outermost element is not `w:styles`".into(),
            StyleFlaw::TooLarge => "the file is too large".into(),
        }
    }
}
