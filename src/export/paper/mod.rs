//! A document as it lies on paper: the one model that Word, PDF, HTML and Markdown render.
//!
//! A [`Paper`] is made of sheets that share an orientation, sheets of blocks: paragraphs with a style that says what
//! they are (never how they look), tables, and two columns side by side (the head and the foot of an official letter).
//! Each paragraph knows where in the plan's text it comes from, so that an edit on paper finds its way back. A format
//! adds no word to it and leaves none out.

mod body;
mod foot;
mod form_2018;
mod form_2026;
pub mod grid;
mod ground;
mod head;
pub mod html;
pub mod link;
pub mod markdown;
mod order;
pub mod picture;
pub mod plan;
mod print;
#[cfg(test)]
pub(crate) mod sample;
mod spread;
pub mod style;
mod widths;
pub mod wording;
pub mod words;

use crate::date::Date;
use crate::finding::Span;
use crate::plan::item::{FieldKey, ItemId, Kind};
use crate::plan::markdown::run::Run;
use crate::plan::{CriterionId, SectionKind};

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// The language tag: `vi`.
    pub lang: &'static str,
    pub properties: Properties,
    pub standing: Standing,
    pub sheets: Vec<Sheet>,
    /// What a Word file carries so that it can be brought back; None for what is not a plan.
    pub origin: Option<PlanOrigin>,
}

/// What a file manager shows of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    pub title: String,
    pub subject: String,
    /// The school.
    pub author: String,
    pub keywords: Vec<String>,
    /// The day of the document. PDF/A asks for one; without it a PDF is an ordinary one.
    pub date: Option<Date>,
}

/// How the copy stands, said at the foot of each page and, where `seal` is given, in a box at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    pub kind: StandingKind,
    /// The sentence at the foot of each page; empty for none.
    pub line: String,
    /// Facts of the approval, each with its label, and what the QR code says.
    pub seal: Option<Seal>,
}

/// Is it the approved text?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StandingKind {
    /// Not a plan; nothing is said.
    #[default]
    None,
    Draft,
    Approved,
    Withdrawn,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seal {
    pub heading: String,
    pub facts: Vec<(String, String)>,
    /// What the QR code says.
    pub code: String,
}

/// Pages of one orientation. Each begins on a new page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub orientation: Orientation,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    #[default]
    Portrait,
    Landscape,
}

/// A piece of a sheet or of a cell, from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// Two columns without lines: the widths are shares of a hundred.
    Columns {
        left: Vec<Block>,
        right: Vec<Block>,
        share: u16,
    },
    /// The school's picture, such as its logo.
    Picture(Picture),
}

/// A picture of which the bytes are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// PNG or JPEG.
    pub bytes: Vec<u8>,
    /// Millimetres.
    pub width: u16,
    /// What it shows, for those who cannot see it.
    pub words: String,
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    pub style: Style,
    /// What stands before the words as printed text: `1.`, `a)`, `-`; empty for none.
    pub label: String,
    /// How deep it is set in, from 0.
    pub depth: u8,
    pub runs: Vec<Run>,
    pub source: Source,
}

/// What a paragraph is. Formats decide how that looks; a template can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    #[default]
    Body,
    /// CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Nation,
    /// Độc lập - Tự do - Hạnh phúc, with its rule.
    Motto,
    /// The agency above, capitals, regular.
    Authority,
    /// The school, capitals, bold, with its rule.
    Agency,
    Number,
    PlaceAndDate,
    /// The type of document: KẾ HOẠCH.
    Kind,
    /// Its subject, below; the last one has the rule.
    Subject,
    /// Căn cứ …, in italics.
    Basis,
    /// A section: I., II.
    Section,
    /// A heading inside a section.
    Heading,
    ListItem,
    Code,
    Quote,
    TableHeader,
    /// A row over all columns: MỨC 1, Tiêu chuẩn 1.
    TableGroup,
    /// Words in a cell.
    TableCell,
    /// What is asked in a cell: Tiêu chí 1.5, Điểm yếu:
    TableLabel,
    /// Numbers and short words set in the middle of a cell.
    TableCentre,
    /// Nơi nhận:
    RecipientsLabel,
    Recipient,
    /// KT. HIỆU TRƯỞNG, HIỆU TRƯỞNG
    SignerTitle,
    SignerName,
    /// The room for the signature.
    SignatureRoom,
    /// The box that tells an approved copy from a draft.
    Seal,
    /// Small words: what the layout is, how to read it.
    Small,
}

/// Where the words of a paragraph stand in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub part: Part,
    /// The Markdown of these words in the plan's text; empty where there is none.
    pub span: Span,
}

/// Which part of the plan a paragraph prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Words of the form, no words of the plan: captions, the nation's lines, headers.
    #[default]
    Form,
    /// A key of the front matter (`title`, `place`, `recipients`); the number counts the values of a list.
    Front(&'static str, usize),
    /// A block of the Markdown before the first section.
    Preamble {
        block: usize,
    },
    SectionHeading(SectionKind, usize),
    /// A block of a section's text: which section of the plan, which block.
    Prose {
        section: usize,
        block: usize,
    },
    /// A cell of a Markdown table in a section's text.
    ProseCell {
        section: usize,
        block: usize,
        row: usize,
        column: usize,
    },
    Standard(Option<u8>),
    Criterion(CriterionId),
    /// Of a standard alone the serial is 0.
    Level(CriterionId),
    /// The sentence of an item; items without an id are counted in the order of the plan.
    Item {
        kind: Kind,
        id: Option<ItemId>,
        place: usize,
    },
    /// A field of an item, by the item's place among all items of the plan and the field's among its details.
    Field {
        item: usize,
        key: FieldKey,
        place: usize,
    },
    /// A field of `Thực hiện chung`; the entry's place under its criterion. Of a standard alone the serial is 0.
    Shared {
        criterion: CriterionId,
        key: FieldKey,
        place: usize,
    },
    /// A note of a criterion, a standard, an item or a field; counted in the order of the plan.
    Note(usize),
    /// Words that also stand elsewhere on the paper, so that an edit here is no edit of the plan.
    Repeated,
}

/// A table with lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table is, for those who cannot see it, and for who reads it back.
    pub caption: String,
    /// Shares of the width, in any unit.
    pub widths: Vec<u16>,
    /// So many of the first rows are repeated on each page.
    pub header: usize,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
}

/// A cell. The widths of a row's cells add up to the number of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many columns it covers.
    pub across: usize,
    pub reach: Reach,
    pub blocks: Vec<Block>,
}

/// How a cell reaches over rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    #[default]
    One,
    /// The first of several rows that it covers.
    Begins,
    /// Covered by the cell above; it holds no blocks.
    Continues,
}

impl Default for Cell {
    fn default() -> Self {
        Cell { across: 1, reach: Reach::One, blocks: Vec::new() }
    }
}

/// Which plan a Word file was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOrigin {
    pub school: String,
    pub period: String,
    /// The git blob id of the plan's text.
    pub blob: String,
    /// The plan's text without HTML comments, for who has no repository that holds the blob.
    pub text: String,
}

impl Paragraph {
    /// Words of the form in a style.
    pub fn form(style: Style, text: impl Into<String>) -> Paragraph {
        Paragraph { style, runs: vec![Run::plain(text)], ..Paragraph::default() }
    }
}
