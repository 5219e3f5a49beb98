//! What is said about Word documents that are imported, in English.

use std::path::Path;

use crate::cli::lang::En;
use crate::cli::show::import::places;
use crate::docx::read::{Error, Flaw, Kind, Limit};
use crate::docx::{Change, Comment, Oddity};
use crate::import::word::{Pending, Place, Undecided};
use crate::office;

/// So many changes or comments are shown; the machine-readable report has all.
const SHOWN: usize = 8;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Other { kind } => other(*kind).into(),
            Error::Encrypted => {
                "has a password and cannot be read; open it in Word, take the password off under File → Info → Protect Document, and save it"
                    .into()
            }
            Error::Archive { part } if part.is_empty() => {
                "is damaged and does not open; let Word repair and save it, or ask for the original".into()
            }
            Error::Archive { part } => {
                format!("is damaged in its part `{part}`; let Word repair and save it, or ask for the original")
            }
            Error::Damaged { part, at, flaw } => {
                let flaw = match flaw {
                    Flaw::Syntax => "not XML",
                    Flaw::Cut => "cut off",
                    Flaw::Encoding => "not in its encoding",
                    Flaw::DocumentType => "a DOCTYPE, which Word never writes: refused for safety",
                    Flaw::Entity => "an entity that nobody declared",
                };
                format!(
                    "is damaged: part `{part}`, byte {at}: {flaw}; let Word repair and save it, or ask for the original"
                )
            }
            Error::TooLarge { what, most } => format!("is too large for a plan: {}", limit(*what, *most)),
        }
    }
}

fn other(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => {
            "is a PDF; open it in Word and save it as .docx, or turn it into text with `pdftotext -layout` and import the .txt"
        }
        Kind::OldWord => {
            "is an old Word document (.doc); open it in Word and save it as .docx (Word Document)"
        }
        Kind::Rtf => "is an RTF file; open it in Word and save it as .docx (Word Document)",
        Kind::Html => "is a web page (HTML), not a Word document; open it in Word and save it as .docx",
        Kind::OpenDocument => {
            "is an OpenDocument file (.odt); open it in LibreOffice or Word and save it as .docx"
        }
        Kind::Workbook => "is a workbook of Excel; copy the table into Word and save it as .docx",
        Kind::Slides => "is a presentation, not a Word document",
        Kind::Archive => "is an archive without a Word document in it; unpack it first",
        Kind::Unknown => "is no Word document; open it in Word and save it as .docx, or as text (.txt)",
    }
}

/// Why a document of another kind was not read, and what else can be done.
pub(super) fn through(path: &Path, kind: Kind, source: &office::Error) -> String {
    format!("`{}` {}; it could not be read as it is: {}", path.display(), other(kind), source.en())
}

fn limit(what: Limit, most: usize) -> String {
    match what {
        Limit::Entries => format!("more than {most} files inside"),
        Limit::Bytes => "what is inside is too large once inflated".into(),
        Limit::Depth => format!("more than {most} levels inside each other"),
        Limit::Columns => format!("a table with more than {most} columns"),
        Limit::Rows => format!("more than {most} rows of tables"),
        Limit::Cells => format!("more than {most} cells"),
        Limit::Paragraphs => format!("more than {most} paragraphs"),
        Limit::Pieces => format!("more than {most} pieces of text"),
        Limit::Listed => format!("more than {most} comments, styles or lists"),
    }
}

impl En for Place {
    fn en(&self) -> String {
        match self {
            Place::Line(line) => format!("line {line}"),
            Place::Header => "the header".into(),
            Place::Footer => "the footer".into(),
            Place::Paragraph(number) => format!("paragraph {number}"),
            Place::Row { table, row: 0 } => format!("table {table}"),
            Place::Row { table, row } => format!("table {table}, row {row}"),
            Place::Note(number) => format!("note {number}"),
        }
    }
}

/// From one place to another.
pub(super) fn from_to(from: Place, until: Place) -> String {
    match (from, until) {
        (Place::Line(from), Place::Line(until)) => format!("lines {from}–{until}"),
        (from, until) => format!("from {} to {}", from.en(), until.en()),
    }
}

/// Places one after another, the first few of many.
pub(super) fn spots(all: &[Place]) -> String {
    let (shown, more) = places(all);
    let lines = shown.iter().all(|place| matches!(place, Place::Line(_)));
    let word = |place: &Place| match place {
        Place::Line(line) => line.to_string(),
        place => place.en(),
    };
    let joined = shown.iter().map(word).collect::<Vec<_>>().join(if lines { ", " } else { "; " });
    let begin = if lines { "line " } else { "" };
    match more {
        0 => format!("{begin}{joined}"),
        more => format!("{begin}{joined} and {more} more"),
    }
}

/// Why an import stops at changes.
pub(super) fn undecided(path: &Path, changes: &[Undecided]) -> String {
    format!(
        "`{}` has {} tracked changes that nobody has accepted or rejected: {}",
        path.display(),
        changes.len(),
        list(changes)
    )
}

/// What was decided about changes.
pub(super) fn decided(choice: Pending, changes: &[Undecided]) -> String {
    let done = match choice {
        Pending::Accept => "Accepted",
        Pending::Reject => "Rejected",
    };
    format!("{done} {} tracked changes of the Word document: {}", changes.len(), list(changes))
}

fn list(changes: &[Undecided]) -> String {
    let one = |change: &Undecided| {
        let what = match change.tracked.change {
            Change::Inserted => "inserted",
            Change::Deleted => "deleted",
            Change::MovedHere => "moved here",
            Change::MovedAway => "moved away",
        };
        let words = match change.words.trim() {
            "" => "the end of a paragraph".to_owned(),
            words => format!("“{}”", short(words)),
        };
        let date = change.tracked.date.split('T').next().unwrap_or_default();
        let who = [change.tracked.author.as_str(), date];
        let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { String::new() } else { format!(" ({who})") };
        format!("{}: {what} {words}{who}", change.place.en())
    };
    let shown: Vec<String> = changes.iter().take(SHOWN).map(one).collect();
    let more = changes.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{more}", shown.join("; "))
}

/// The comments of a document.
pub(super) fn comments(comments: &[Comment]) -> String {
    let one = |comment: &Comment| {
        let done = if comment.resolved { " (resolved)" } else { "" };
        let author = if comment.author.is_empty() { "nobody" } else { &comment.author };
        format!("{author}: “{}”{done}", short(&comment.text))
    };
    let shown: Vec<String> = comments.iter().take(SHOWN).map(one).collect();
    let more = comments.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!(
        "{} comments in the Word document, not taken into the plan (their authors are as the file claims): {}{more}",
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

impl En for Oddity {
    fn en(&self) -> String {
        match self {
            Oddity::Macros => "The Word document has macros: they were not run and are not taken over".into(),
            Oddity::TextBox { paragraph } => {
                format!(
                    "Words of a text box were put behind the paragraph that it hangs on, near paragraph {paragraph}"
                )
            }
            Oddity::Object { name } => format!("An embedded object that the plan cannot hold: {name}"),
            Oddity::External { target } => {
                format!("The Word document points outside, which was not followed: {target}")
            }
            Oddity::Broken { what } => format!("The Word document points to what is not in it: {what}"),
        }
    }
}
