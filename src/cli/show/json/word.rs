//! What a Word document says beside its text, for programs: changes, comments, pictures, oddities, and places in it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::lang::{Lang, Say};
use crate::docx::{Change, Oddity};
use crate::import::word::{Pending, Place as Spot};
use crate::work::import::{Ready, picture};

/// A place in a Word document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// paragraph, row, note, header, footer.
    pub kind: &'static str,
    /// The number of the paragraph, of the table or of the note, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// The row of the table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
}

/// What is in the document beside its text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Word {
    /// How tracked changes were decided that nobody had decided on: accept, reject.
    pub decided: Option<&'static str>,
    pub changes: Vec<TrackedChange>,
    pub comments: Vec<Comment>,
    /// The pictures of the plan, from its folder.
    pub pictures: Vec<String>,
    pub oddities: Vec<Strange>,
}

/// A tracked change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrackedChange {
    /// inserted, deleted, moved-here, moved-away.
    pub change: &'static str,
    /// As the document claims.
    pub author: String,
    /// As the document claims.
    pub date: String,
    pub words: String,
    pub place: Option<Place>,
}

/// A comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comment {
    /// As the document claims.
    pub author: String,
    /// As the document claims.
    pub date: String,
    pub text: String,
    /// The words that it is about.
    pub about: String,
    /// The place in this list of the comment that it answers, from 0.
    pub answers: Option<usize>,
    pub resolved: bool,
}

/// Something that a person should know of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Strange {
    /// macros, text-box, object, external, broken.
    pub kind: &'static str,
    /// In the language that was asked for.
    pub message: String,
}

/// The place of a line; None for a line of a text.
pub(super) fn place(one: &Ready, line: usize) -> Option<Place> {
    wire(one.spot(line))
}

fn wire(spot: Spot) -> Option<Place> {
    let (kind, number, row) = match spot {
        Spot::Line(_) => return None,
        Spot::Header => ("header", None, None),
        Spot::Footer => ("footer", None, None),
        Spot::Paragraph(number) => ("paragraph", Some(number), None),
        Spot::Row { table, row } => ("row", Some(table), Some(row).filter(|row| *row > 0)),
        Spot::Note(number) => ("note", Some(number), None),
    };
    Some(Place { kind, number, row })
}

/// What the document of a plan says; None for a text.
pub(super) fn of(one: &Ready, lang: Lang) -> Option<Word> {
    let word = one.word.as_ref()?;
    let change = |undecided: &crate::import::word::Undecided| TrackedChange {
        change: match undecided.tracked.change {
            Change::Inserted => "inserted",
            Change::Deleted => "deleted",
            Change::MovedHere => "moved-here",
            Change::MovedAway => "moved-away",
        },
        author: undecided.tracked.author.clone(),
        date: undecided.tracked.date.clone(),
        words: undecided.words.clone(),
        place: wire(undecided.place),
    };
    let comment = |comment: &crate::docx::Comment| Comment {
        author: comment.author.clone(),
        date: comment.date.clone(),
        text: comment.text.clone(),
        about: comment.about.clone(),
        answers: comment.answers,
        resolved: comment.resolved,
    };
    Some(Word {
        decided: word.choice.map(|choice| match choice {
            Pending::Accept => "accept",
            Pending::Reject => "reject",
        }),
        changes: word.foreign.changes.iter().map(change).collect(),
        comments: word.foreign.comments.iter().map(comment).collect(),
        pictures: picture::of(one)
            .iter()
            .map(|picture| format!("{}/{}", picture::FOLDER, picture.name))
            .collect(),
        oddities: word.oddities.iter().map(|oddity| strange(oddity, lang)).collect(),
    })
}

fn strange(oddity: &Oddity, lang: Lang) -> Strange {
    let kind = match oddity {
        Oddity::Macros => "macros",
        Oddity::TextBox { .. } => "text-box",
        Oddity::Object { .. } => "object",
        Oddity::External { .. } => "external",
        Oddity::Broken { .. } => "broken",
    };
    Strange { kind, message: oddity.say(lang) }
}
