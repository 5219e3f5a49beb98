//! A Word document as the text that [`import`](super::import) reads best, with the place in Word of each line.
//!
//! [`text`] puts paragraphs on lines behind their labels, tables into HTML with their merged cells, notes behind the
//! paragraph that calls them, headers before and footers behind everything: no word of the document is left out.
//! Changes that nobody has decided on are accepted or rejected as the caller says, and told one by one; letters from
//! before Unicode are converted and told. It does NOT decide what the text means, nor where pictures are kept.

mod cells;
mod paragraph;

use super::report::Repair;
use crate::docx::{Block, Comment, Document, Note, Paragraph, Piece, Row, Tracked};

/// What becomes of changes that nobody has decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    Accept,
    Reject,
}

impl Pending {
    /// Are these words in the text?
    fn keeps(self, tracked: Option<&Tracked>) -> bool {
        tracked.is_none_or(|tracked| tracked.change.stays() == (self == Pending::Accept))
    }
}

/// A place as a person finds it: a line of a text, or where Word has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Line(usize),
    Header,
    Footer,
    /// A paragraph, counted from 1 over the whole document.
    Paragraph(usize),
    /// A row of a table, both counted from 1; `0` for the table as a whole.
    Row {
        table: usize,
        row: usize,
    },
    /// A footnote or an endnote.
    Note(usize),
}

/// A document as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign {
    pub text: String,
    /// For each line of the text its place in Word.
    pub places: Vec<Place>,
    pub repairs: Vec<Repair>,
    /// The changes that were decided for this text.
    pub changes: Vec<Undecided>,
    pub comments: Vec<Comment>,
}

/// A change that nobody has decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub tracked: Tracked,
    /// The words; empty where only a paragraph's end is concerned.
    pub words: String,
    pub place: Place,
}

/// The changes that nobody has decided on.
pub fn undecided(document: &Document) -> Vec<Undecided> {
    // Most documents have none, and making their text costs more than reading them.
    if document.is_tracked() { text(document, Pending::Accept).changes } else { Vec::new() }
}

/// The text of a document.
pub fn text(document: &Document, choice: Pending) -> Foreign {
    let mut writer = Writer {
        document,
        choice,
        foreign: Foreign { comments: document.comments.clone(), ..Foreign::default() },
        place: Place::Header,
        tables: 0,
        called: Vec::new(),
    };
    writer.edges(&document.headers, Place::Header);
    writer.body();
    writer.uncalled_notes();
    writer.edges(&document.footers, Place::Footer);
    writer.foreign
}

struct Writer<'d> {
    document: &'d Document,
    choice: Pending,
    foreign: Foreign,
    /// Where the blocks stand that are read.
    place: Place,
    tables: usize,
    /// Numbers of the notes that were written.
    called: Vec<usize>,
}

/// What stands between two breaks: words with a label, or a table.
enum Unit<'d> {
    Words { label: &'d str, pieces: Vec<&'d Piece>, place: Place },
    Table(&'d crate::docx::Table),
}

impl<'d> Writer<'d> {
    fn body(&mut self) {
        let document = self.document;
        for unit in self.units(&document.blocks, None) {
            match unit {
                Unit::Words { label, pieces, place } => {
                    self.place = place;
                    let lines = self.lines(label, &pieces);
                    self.write(paragraph::loud(label, &pieces, lines));
                }
                Unit::Table(table) => self.table(table),
            }
        }
    }

    /// Headers or footers; the same one on first and even pages is written once.
    fn edges(&mut self, blocks: &'d [Block], place: Place) {
        let mut known: Vec<Vec<String>> = Vec::new();
        for unit in self.units(blocks, Some(place)) {
            self.place = place;
            let lines = self.unit_lines(unit);
            if !known.contains(&lines) {
                known.push(lines.clone());
                self.write(lines);
            }
        }
    }

    fn uncalled_notes(&mut self) {
        let document = self.document;
        let notes: Vec<&Note> =
            document.notes.iter().filter(|note| !self.called.contains(&note.number)).collect();
        for note in notes {
            let lines = self.note(note);
            self.write(lines);
        }
    }

    /// The lines of a note, behind its number.
    fn note(&mut self, note: &'d Note) -> Vec<String> {
        let outer = self.place;
        self.place = Place::Note(note.number);
        let mut lines = Vec::new();
        for unit in self.units(&note.blocks, Some(self.place)) {
            lines.extend(self.unit_lines(unit));
        }
        self.place = outer;
        if let Some(first) = lines.first_mut() {
            *first = format!("[{}] {}", note.number, first.trim_start());
        }
        lines
    }

    /// Notes that are called by these pieces and not written yet.
    fn notes_of(&mut self, pieces: &[&Piece]) -> Vec<String> {
        let document = self.document;
        let mut lines = Vec::new();
        for number in pieces.iter().filter_map(|piece| piece.note) {
            if self.called.contains(&number) {
                continue;
            }
            self.called.push(number);
            if let Some(note) = document.notes.iter().find(|note| note.number == number) {
                lines.extend(self.note(note));
            }
        }
        lines
    }

    /// The lines of a unit where only lines may stand: in a header, a note, a nested table.
    fn unit_lines(&mut self, unit: Unit<'d>) -> Vec<String> {
        match unit {
            Unit::Words { label, pieces, .. } => self.lines(label, &pieces),
            Unit::Table(table) => self.flat(table),
        }
    }

    /// Writes the lines of one paragraph and the blank one behind it.
    fn write(&mut self, lines: Vec<String>) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        for line in &lines {
            self.line(&paragraph::escaped(line));
        }
        if !lines.is_empty() {
            self.line("");
        }
    }

    fn line(&mut self, line: &str) {
        self.foreign.text.push_str(line);
        self.foreign.text.push('\n');
        self.foreign.places.push(self.place);
    }

    /// The number of the line that comes next.
    fn next_line(&self) -> usize {
        self.foreign.places.len() + 1
    }

    /// Blocks with changes decided: what goes is gone, and paragraphs whose end goes are joined with the next.
    fn units(&mut self, blocks: &'d [Block], inside: Option<Place>) -> Vec<Unit<'d>> {
        let mut units = Vec::new();
        let mut held: Option<Unit<'d>> = None;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let place = inside.unwrap_or(Place::Paragraph(paragraph.number));
                    let goes = self.decide_end(paragraph, place);
                    let pieces = self.decide(&paragraph.pieces, place);
                    let unit = joined(held.take(), Unit::Words { label: &paragraph.label, pieces, place });
                    if goes { held = Some(unit) } else { units.push(unit) }
                }
                Block::Table(table) => {
                    units.extend(held.take());
                    units.push(Unit::Table(table));
                }
            }
        }
        units.extend(held);
        units
    }

    /// Does the end of this paragraph go?
    fn decide_end(&mut self, paragraph: &Paragraph, place: Place) -> bool {
        let Some(tracked) = &paragraph.tracked else { return false };
        // The words of an inserted paragraph tell it already.
        let mut words = paragraph.pieces.iter().filter(|piece| !piece.text.is_empty()).peekable();
        let told = words.peek().is_some() && words.all(|piece| piece.tracked.as_ref() == Some(tracked));
        if !told {
            self.undecided(tracked, String::new(), place);
        }
        !self.choice.keeps(Some(tracked))
    }

    /// The pieces that stay; every change among them is told, those side by side as one.
    fn decide(&mut self, pieces: &'d [Piece], place: Place) -> Vec<&'d Piece> {
        let mut last: Option<&Tracked> = None;
        for piece in pieces {
            let tracked = piece.tracked.as_ref();
            match (tracked, self.foreign.changes.last_mut()) {
                (Some(change), Some(told)) if last == Some(change) => told.words.push_str(&piece.text),
                (Some(change), _) => self.undecided(change, piece.text.clone(), place),
                (None, _) => {}
            }
            last = tracked;
        }
        pieces.iter().filter(|piece| self.choice.keeps(piece.tracked.as_ref())).collect()
    }

    /// Does this row stay?
    fn decide_row(&mut self, row: &Row, place: Place) -> bool {
        if let Some(tracked) = &row.tracked {
            self.undecided(tracked, cells::words(row), place);
        }
        self.choice.keeps(row.tracked.as_ref())
    }

    fn undecided(&mut self, tracked: &Tracked, words: String, place: Place) {
        self.foreign.changes.push(Undecided { tracked: tracked.clone(), words, place });
    }
}

/// Two paragraphs as one. Of a first one without words nothing is left, not even its label.
fn joined<'d>(first: Option<Unit<'d>>, second: Unit<'d>) -> Unit<'d> {
    match (first, second) {
        (Some(Unit::Words { label, pieces, place }), Unit::Words { pieces: more, .. })
            if !pieces.is_empty() =>
        {
            Unit::Words { label, pieces: pieces.into_iter().chain(more).collect(), place }
        }
        (_, second) => second,
    }
}

#[cfg(test)]
mod tests;
