//! The paragraphs of a Word file as they are compared with what was printed: their words, their marks, and the row
//! and column of the plan's table in which they stand.

use super::slot::one_line;
use crate::docx::{Block, Cell, Document, Paragraph, Piece, Table, Tracked, mark, style};
use crate::export::paper::{Part, Style};
use crate::import::table::columns::{Column, Header, header};
use crate::import::word::Pending;
use crate::import::{source, table};
use crate::plan::markdown::inline;
use crate::plan::markdown::run::{Emphasis, Run};

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spot {
    /// Counted as Word's reader counts them; what messages name.
    pub(super) paragraph: usize,
    /// All its words.
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    /// The parts of the plan that its bookmarks name.
    pub(super) parts: Vec<Part>,
    /// What automatic numbering prints before it.
    pub(super) label: String,
    /// The id of its style.
    pub(super) style: String,
    pub(super) seat: Option<Seat>,
}

impl Spot {
    /// Its words as Markdown, without a bullet that was typed before them.
    pub(super) fn markdown(&self) -> String {
        let mut runs = self.runs.clone();
        if let Some(first) = runs.first_mut()
            && let Some((_, rest)) = source::bullet(&first.text)
        {
            first.text = rest.to_owned();
        }
        inline::write(&runs).trim().to_owned()
    }
}

/// A place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    /// Place in [`Read::tables`].
    pub(super) table: usize,
    /// Counted over all tables of the document, so that a row has one number.
    pub(super) row: usize,
    /// The first column of the table that its cell covers.
    pub(super) column: usize,
    /// How many it covers.
    pub(super) across: usize,
}

/// A table: whose, and what its columns are.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// Where it is the table of criteria or of priority issues.
    pub(super) header: Option<Header>,
    /// The rows of the header, counted from the table's first.
    pub(super) first: usize,
    pub(super) width: usize,
}

/// What is read of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    pub(super) spots: Vec<Spot>,
    pub(super) tables: Vec<Frame>,
    pub(super) rows: usize,
    /// Pictures that somebody put in: the paragraph and the picture's name.
    pub(super) pictures: Vec<(usize, String)>,
}

impl Read {
    /// What the column of a plan's table is in which a spot stands.
    pub(super) fn column(&self, seat: Seat) -> Option<Column> {
        self.tables.get(seat.table)?.header.as_ref()?.columns.get(seat.column).copied()
    }

    /// Is the row one of the header?
    pub(super) fn is_header(&self, seat: Seat) -> bool {
        let frame = self.tables.get(seat.table);
        frame.is_some_and(|frame| {
            frame.header.as_ref().is_some_and(|header| seat.row < frame.first + header.rows)
        })
    }

    /// Does the cell cover the whole width of its table?
    pub(super) fn is_group(&self, seat: Seat) -> bool {
        self.tables.get(seat.table).is_some_and(|frame| seat.across >= frame.width && frame.width > 2)
    }

    /// Is it a row of a table of the plan's form?
    pub(super) fn is_plan(&self, seat: Seat) -> bool {
        self.tables.get(seat.table).is_some_and(|frame| frame.header.is_some())
    }
}

/// Reads a document with its pending changes taken one way.
pub(super) fn read(document: &Document, pending: Pending) -> Read {
    let mut reader = Reader { document, pending, read: Read::default() };
    reader.blocks(&document.blocks, None);
    reader.read
}

struct Reader<'d> {
    document: &'d Document,
    pending: Pending,
    read: Read,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], seat: Option<Seat>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, seat),
                // A table inside a cell is text of the cell.
                Block::Table(table) if seat.is_some() => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.blocks(&cell.blocks, seat);
                    }
                }
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let at = self.read.tables.len();
        let rows: Vec<_> = table.rows.iter().filter(|row| !self.is_gone(row.tracked.as_ref())).collect();
        let texts: Vec<table::Row> = rows.iter().map(|row| texts(&row.cells)).collect();
        let width = texts.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let first = self.read.rows;
        self.read.tables.push(Frame { header: header(&texts), first, width });
        for row in rows {
            let mut column = 0;
            for cell in &row.cells {
                let seat = Seat { table: at, row: self.read.rows, column, across: cell.across.max(1) };
                column += cell.across.max(1);
                self.blocks(&cell.blocks, Some(seat));
            }
            self.read.rows += 1;
        }
    }

    /// The page's own pictures, the logo and the code of the approval, stand in tables that are no tables of the plan.
    fn pictures(&mut self, paragraph: &Paragraph, pieces: &[&Piece], seat: Option<Seat>) {
        if seat.is_some_and(|seat| !self.read.is_plan(seat)) {
            return;
        }
        let places = pieces.iter().filter_map(|piece| piece.picture);
        let names =
            places.filter_map(|at| self.document.pictures.get(at)).map(|picture| picture.name.clone());
        self.read.pictures.extend(names.map(|name| (paragraph.number, name)));
    }

    fn is_gone(&self, tracked: Option<&Tracked>) -> bool {
        tracked.is_some_and(|tracked| tracked.change.stays() != (self.pending == Pending::Accept))
    }

    fn paragraph(&mut self, paragraph: &Paragraph, seat: Option<Seat>) {
        let pieces: Vec<&Piece> =
            paragraph.pieces.iter().filter(|piece| !self.is_gone(piece.tracked.as_ref())).collect();
        self.pictures(paragraph, &pieces, seat);
        let mut parts = parts(pieces.iter().copied());
        // Words typed over others under change tracking: the bookmark stays with those that are gone.
        if parts.is_empty() {
            parts = self::parts(paragraph.pieces.iter());
        }
        let runs = runs(&pieces);
        let text = one_line(&runs.iter().map(|run| run.text.as_str()).collect::<String>());
        // The box of the approval is made anew for each copy.
        if text.is_empty() || style::style(&paragraph.style) == Some(Style::Seal) {
            return;
        }
        self.read.spots.push(Spot {
            paragraph: paragraph.number,
            text,
            runs,
            parts,
            label: one_line(&paragraph.label),
            style: paragraph.style.clone(),
            seat,
        });
    }
}

/// The parts of the plan that the bookmarks of words name, each once.
fn parts<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for part in pieces.flat_map(|piece| &piece.marks).filter_map(|name| mark::part(name)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// The words of a row, a text for each column.
fn texts(cells: &[Cell]) -> table::Row {
    let mut row = table::Row::default();
    for cell in cells {
        row.cells.push(cell_text(&cell.blocks));
        row.cells.extend(std::iter::repeat_n(String::new(), cell.across.clamp(1, 63) - 1));
    }
    row
}

pub(super) fn cell_text(blocks: &[Block]) -> String {
    let words = blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| cell_text(&cell.blocks)).collect::<Vec<_>>().join("\n")
        }
    });
    words.collect::<Vec<_>>().join("\n")
}

/// Emphasis that the whole paragraph shares is its style's, not the words'.
fn runs(pieces: &[&Piece]) -> Vec<Run> {
    let told = || pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let all = |has: fn(&Emphasis) -> bool| told().all(|piece| has(&piece.emphasis));
    let (bold, italic) = (all(|emphasis| emphasis.bold), all(|emphasis| emphasis.italic));
    let (strike, code) = (all(|emphasis| emphasis.strike), all(|emphasis| emphasis.code));
    let mut runs: Vec<Run> = Vec::new();
    for piece in pieces {
        let own = piece.emphasis;
        let emphasis = Emphasis {
            bold: own.bold && !bold,
            italic: own.italic && !italic,
            strike: own.strike && !strike,
            code: own.code && !code,
        };
        let text = piece.text.replace(['\t', '\n'], " ");
        match runs.last_mut() {
            Some(last) if last.emphasis == emphasis && last.link == piece.link => last.text.push_str(&text),
            _ => runs.push(Run { text, emphasis, link: piece.link.clone() }),
        }
    }
    runs
}
