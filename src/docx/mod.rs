//! Word documents (`.docx`): what is in one, and how one is written.
//!
//! [`Document`] is what a reader sees in a document, with what Word knows beside it: marks, tracked changes, comments.
//! It knows nothing of plans: `import` reads a plan out of it. Documents come from strangers: everything is bounded,
//! nothing is fetched, nothing is run.

pub mod mark;
pub mod read;
pub mod style;
pub mod write;

use crate::plan::markdown::run::Emphasis;

/// What is in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The body, in the order of the document.
    pub blocks: Vec<Block>,
    pub headers: Vec<Block>,
    pub footers: Vec<Block>,
    /// Footnotes and endnotes; the text refers to them by number.
    pub notes: Vec<Note>,
    pub comments: Vec<Comment>,
    pub pictures: Vec<Picture>,
    /// `docProps/custom.xml`, and title and author of `docProps/core.xml` under their names there.
    pub properties: Vec<(String, String)>,
    /// The texts of `customXml/item*.xml`, as they stand.
    pub custom: Vec<String>,
    /// What was met that a person should know.
    pub oddities: Vec<Oddity>,
}

impl Document {
    /// Is there a change that nobody has decided on?
    pub fn is_tracked(&self) -> bool {
        let notes = self.notes.iter().any(|note| is_tracked(&note.blocks));
        notes || [&self.blocks, &self.headers, &self.footers].into_iter().any(|blocks| is_tracked(blocks))
    }
}

fn is_tracked(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.tracked.is_some() || paragraph.pieces.iter().any(|piece| piece.tracked.is_some())
        }
        Block::Table(table) => table
            .rows
            .iter()
            .any(|row| row.tracked.is_some() || row.cells.iter().any(|cell| is_tracked(&cell.blocks))),
    })
}

/// A block of the document or of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Counted from 1 over the whole document, in its order; what messages name.
    pub number: usize,
    /// The id of its style (`Heading1`).
    pub style: String,
    /// What automatic numbering prints before it: `1.`, `a)`, `-`; empty for none.
    pub label: String,
    pub depth: u8,
    pub pieces: Vec<Piece>,
    /// The paragraph mark itself was inserted or deleted under change tracking.
    pub tracked: Option<Tracked>,
}

/// Words of one emphasis, with the change they are part of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Tabs are `\t`, line breaks `\n`.
    pub text: String,
    /// As printed, that of the style included.
    pub emphasis: Emphasis,
    pub link: Option<String>,
    /// The font's name, where one is given.
    pub font: Option<String>,
    /// Hidden text (`w:vanish`).
    pub hidden: bool,
    /// The names of the bookmarks that cover these words.
    pub marks: Vec<String>,
    pub tracked: Option<Tracked>,
    /// The number of the footnote that is called here.
    pub note: Option<usize>,
    /// Places in [`Document::comments`] of the comments on these words.
    pub comments: Vec<usize>,
    /// The place in [`Document::pictures`] of a picture that stands here.
    pub picture: Option<usize>,
}

/// A change that nobody has accepted or rejected yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    pub change: Change,
    /// As the document claims.
    pub author: String,
    /// As the document claims: `2026-03-01T08:00:00Z`.
    pub date: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    Inserted,
    Deleted,
    MovedHere,
    MovedAway,
}

impl Change {
    /// Are the words in the text once all changes are accepted?
    pub fn stays(self) -> bool {
        matches!(self, Change::Inserted | Change::MovedHere)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub rows: Vec<Row>,
    /// `w:tblCaption` or `w:tblDescription`.
    pub caption: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// A header row (`w:tblHeader`).
    pub header: bool,
    pub tracked: Option<Tracked>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub across: usize,
    /// Covered by the cell above (`w:vMerge` without restart).
    pub continues: bool,
    pub blocks: Vec<Block>,
}

/// A footnote or an endnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    pub number: usize,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// As the document claims.
    pub author: String,
    pub date: String,
    pub text: String,
    /// The words that it is about.
    pub about: String,
    /// The place of the comment that it answers.
    pub answers: Option<usize>,
    pub resolved: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its name inside the file, the last part: `image1.png`.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What it shows, as the document says.
    pub words: String,
}

/// Something that a person should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Macros are in the file; they were not run and are not taken over.
    Macros,
    /// Text outside the flow of the page (a text box); it was placed where it is anchored.
    TextBox { paragraph: usize },
    /// An embedded object that is not text: its program.
    Object { name: String },
    /// A link to something outside that Word would load; it was not.
    External { target: String },
    /// A reference without its target, an unknown element: what could not be followed.
    Broken { what: String },
}
