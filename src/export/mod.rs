//! A comparison or a plan as a document.
//!
//! A [`Document`] is what all formats render: its sentences are made up already, in the reader's
//! language, by whoever asks (`cli/show`). A format adds nothing to it and leaves nothing out.

pub mod approval;
pub mod chart;
pub mod html;
pub mod paper;
pub mod pdf;
pub mod qr;
pub mod report;
pub mod typst;

/// A report: a title, figures at a glance, and parts with entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The language tag: `vi`.
    pub lang: &'static str,
    pub title: String,
    pub subtitle: String,
    pub tiles: Vec<Tile>,
    /// What matters most, in a few sentences.
    pub lead: Vec<String>,
    pub parts: Vec<Part>,
    pub footer: String,
}

impl Tone {
    /// The name of its class in a style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Open => "open",
            Tone::Alarm => "alarm",
            Tone::New => "new",
        }
    }
}

/// One figure at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    pub tone: Tone,
    pub mark: &'static str,
    pub number: usize,
    pub label: String,
}

/// What an entry means to the reader; never said by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Open,
    Alarm,
    New,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub heading: String,
    pub intro: String,
    pub groups: Vec<Group>,
}

/// Entries under one heading, such as a criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub heading: String,
    pub entries: Vec<Entry>,
}

/// One thing that is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub tone: Tone,
    pub mark: &'static str,
    pub label: String,
    /// Short facts beside the label: years, figures.
    pub facts: Vec<String>,
    pub lines: Vec<Line>,
    pub notes: Vec<String>,
}

/// One sentence, perhaps with what it is ("before"), in runs of words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub label: String,
    pub runs: Vec<Run>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// both, before, after.
    pub side: &'static str,
    pub text: String,
}

impl Line {
    /// A sentence without marks.
    pub fn plain(label: String, text: &str) -> Line {
        Line { label, runs: vec![Run { side: "both", text: text.to_owned() }] }
    }
}

/// Why a document could not be made.
#[derive(Debug)]
pub enum Error {
    /// The template does not render; the text is the library's own.
    Template { detail: String },
}
