//! Lines over years: years across, one line for each thing that is followed, a mark for each year.
//!
//! A [`Chart`] is neutral: its words are made up by whoever asks (`cli/show`). It is drawn as SVG
//! ([`svg`]), as a table of an HTML page ([`super::html`]), and elsewhere as text. A mark is known by
//! its shape, never by its colour alone.

mod glyph;
mod layout;
pub mod svg;

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// The language tag: `vi`.
    pub lang: &'static str,
    pub title: String,
    /// What the picture says, in a few sentences, for those who do not see it.
    pub summary: String,
    pub columns: Vec<Column>,
    pub groups: Vec<Rows>,
    /// What the marks and lines mean.
    pub legend: Vec<(Key, String)>,
    pub words: Words,
}

/// The words around the table and the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The heading over what is followed.
    pub row: String,
    /// The heading over [`Row::count`].
    pub count: String,
    /// What is said of a year without a plan before it.
    pub gap: String,
    pub legend: String,
    pub picture: String,
    pub table: String,
}

/// One year, or one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// In two parts, for a narrow column: `2023` and `2024`.
    pub name: (String, String),
    /// Are there years without a plan before it?
    pub after_gap: bool,
}

/// The rows under one heading, such as a criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub heading: String,
    pub rows: Vec<Row>,
}

/// What is followed, on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, to which ties and anchors refer.
    pub number: usize,
    pub label: String,
    /// What it can be asked for by; empty where it has nothing.
    pub id: String,
    /// Its whole story in one sentence.
    pub story: String,
    /// What stands at the end of a line that has lasted; else empty.
    pub badge: String,
    pub count: String,
    pub spans: Vec<Span>,
    pub marks: Vec<Mark>,
    pub ties: Vec<Tie>,
}

/// A stretch of the line between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: usize,
    pub to: usize,
    pub line: Line,
}

/// How a stretch is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    Thin,
    /// It has lasted for years.
    Thick,
    /// It was not there.
    Away,
    /// From one row to another.
    Tie,
}

/// What stands in one column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub column: usize,
    pub shape: Shape,
    /// In one or two words.
    pub word: String,
    /// In a sentence.
    pub story: String,
}

/// The shapes of marks; each is told apart in black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    Begun,
    /// Split off from another row.
    Parted,
    Going,
    Same,
    Better,
    Worse,
    Back,
    Solved,
    /// Gone, and nobody said why.
    Gone,
    /// Gone, with a reason.
    GoneExplained,
    /// Gone into another row.
    Joined,
}

/// A key of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Shape(Shape),
    Line(Line),
    /// Years without a plan between two columns.
    Gap,
}

/// A line that leads from one row to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The other row's number.
    pub row: usize,
    /// Where it leaves this row, and where it meets the other.
    pub from: usize,
    pub to: usize,
}

impl Chart {
    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}

impl Column {
    /// Its whole name.
    pub fn full(&self) -> String {
        format!("{}-{}", self.name.0, self.name.1)
    }
}

impl Row {
    /// The mark in a column.
    pub fn mark(&self, column: usize) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.column == column)
    }

    /// The stretch that leads into a column.
    pub fn into_column(&self, column: usize) -> Option<&Span> {
        self.spans.iter().find(|span| span.from < column && column <= span.to)
    }
}
