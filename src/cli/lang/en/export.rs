//! What `export` says, in English.

use std::path::PathBuf;

use crate::cli::command::export::To;
use crate::cli::lang::En;
use crate::cli::show::export::{Stands, Stop, Subject, Told, Way};
use crate::export;
use crate::work::export::{Error, Saved};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Saved { path, bytes, saved: Saved::Written } => {
                format!("Wrote `{path}` ({})", size(*bytes))
            }
            Told::Saved { path, bytes, saved: Saved::Replaced } => {
                format!("Replaced `{path}` ({})", size(*bytes))
            }
            Told::Saved { path, saved: Saved::Same, .. } => {
                format!("`{path}` was there already, byte for byte; nothing was written")
            }
            Told::Stands(stands) => stands.en(),
            Told::Calendar { events, recurring, unread } => {
                let mut text = format!("The calendar has {events} deadlines, with a reminder 7 days before.");
                if *recurring > 0 {
                    text.push_str(&format!(
                        " {recurring} recurring actions have no deadline and are left out."
                    ));
                }
                if *unread > 0 {
                    text.push_str(&format!(" {unread} actions name no last day that was understood."));
                }
                text
            }
            Told::Remark(remark) => remark.en(),
            Told::EditInWord { path } => {
                format!("After editing it in Word, bring it back with `caitien import --update {path}`")
            }
        }
    }
}

fn size(bytes: usize) -> String {
    if bytes < 10_000 { format!("{bytes} bytes") } else { format!("{} KB", bytes.div_ceil(1024)) }
}

impl En for Stands {
    fn en(&self) -> String {
        match self {
            Stands::Draft => "A draft: nobody approved it".into(),
            Stands::EditedSince { version } => {
                format!("A draft: it differs from the approved text (v{version})")
            }
            Stands::Rejected { version } => {
                format!("A draft: there is an approval v{version} that does not hold; see `caitien verify`")
            }
            Stands::Unjudged => {
                "A draft: approvals cannot be verified on this machine; see `caitien verify`".into()
            }
            Stands::Approved { version, issued: Some((number, date)) } => {
                format!("The approved copy (v{version}), issued as {number} on {date}")
            }
            Stands::Approved { version, issued: None } => format!("The approved copy (v{version})"),
            Stands::Unpinned { version } => format!(
                "The approved copy (v{version}); the school's root is not pinned here: compare it, then `caitien trust pin`"
            ),
            Stands::Superseded { version, by } => {
                format!("An approved copy of the past (v{version}), superseded by v{}", by.version)
            }
            Stands::Withdrawn { version, reason } => format!("Approval v{version} was withdrawn: {reason}"),
        }
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NoSuchKind { to: To::Ics, subject } => {
                format!("a {} has no deadlines for a calendar; `--to ics` is for plans", subject.en())
            }
            Stop::NoSuchKind { to, subject } => {
                format!("a {} cannot be exported to {}", subject.en(), to.as_str())
            }
            Stop::WhichPlan => "name the plan's period, such as 2024-2025".into(),
            Stop::TwoAnswers => {
                "`--output -` prints the file itself and does not go with `--format json`; name a file".into()
            }
            Stop::NotForATerminal { to } => format!(
                "a {} file cannot be read on a terminal; name a file after `--output`, or redirect the output",
                to.as_str()
            ),
        }
    }
}

impl En for Way {
    fn en(&self) -> String {
        let other = "write to another name with `--output FILE`, or replace it with `--force`";
        match self {
            Way::TakeIn { path } => {
                format!("bring the edits back with `caitien import --update {path}`, {other}")
            }
            Way::OtherName => other.into(),
            Way::Install => {
                "install LibreOffice, or a build with the PDF engine; `--to docx` works in the meantime"
                    .into()
            }
        }
    }
}

impl En for Subject {
    fn en(&self) -> String {
        match self {
            Subject::Plan => "plan",
            Subject::Comparison => "comparison",
            Subject::Report => "report",
        }
        .into()
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Side(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Template { path, source } => format!("{}the page does not render: {}", at(path), detail(source)),
            Error::Word { path, source } => format!("{}{}", at(path), source.en()),
            Error::Pdf { path, source } => format!("{}{}", at(path), source.en()),
            Error::NoEngine => "nothing here can make a PDF: this program was built without an engine, and neither typst nor LibreOffice is installed".into(),
            Error::Office(error) => error.en(),
            Error::Differs { path } => format!(
                "not overwritten: `{}` is there and differs from what would be written; somebody may have edited it",
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
