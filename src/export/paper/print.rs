//! Items, fields and notes as paragraphs, each with the place of its words in the plan.
//!
//! Labels are the form's (`Chủ trì:`), runs are the plan's. Which cell a paragraph goes to is for the tables.

use super::ground::Ground;
use super::order::{Counted, CountedNote, Place, Shared};
use super::widths::widths;
use super::{Block, Cell, Orientation, Paragraph, Part, Row, Source, Style, Table};
use crate::finding::Span;
use crate::plan::item::{Detail, Field, FieldKey};
use crate::plan::markdown::inline::inline;
use crate::plan::markdown::prose::{Prose, ProseCell, ProseKind};

/// Prints the words of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press<'a> {
    pub(super) ground: Ground<'a>,
}

/// Is it the first place where these words stand on the paper?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    First,
    Again,
}

/// How labels of fields are printed in a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Labels<'a> {
    /// Always.
    Shown,
    /// Not where the label is one of these: the column's header says it.
    Known(&'a [&'static str]),
}

impl Press<'_> {
    /// A paragraph with the words of a span.
    pub(super) fn words(&self, style: Style, part: Part, span: Span) -> Paragraph {
        let runs = inline(self.ground.of(span));
        Paragraph { style, runs, source: Source { part, span }, ..Paragraph::default() }
    }

    /// The name behind a number: `Tiêu chí 1.5: …`.
    pub(super) fn named(&self, label: String, name: &str, (heading, part): (Span, Part)) -> Paragraph {
        let label = if name.is_empty() { label } else { format!("{label}:") };
        let paragraph = self.words(Style::TableLabel, part, self.ground.last(name, heading));
        Paragraph { label, ..paragraph }
    }

    /// An item's sentence; none where it has none.
    pub(super) fn sentence(&self, counted: &Counted<'_>, label: &str, time: Time) -> Option<Block> {
        let item = counted.item;
        let part = match time {
            Time::First => Part::Item { kind: item.kind, id: item.id, place: counted.place },
            Time::Again => Part::Repeated,
        };
        let paragraph = self.words(Style::TableCell, part, self.ground.sentence(item));
        let label = item.ordinal.clone().unwrap_or_else(|| label.to_owned());
        (!paragraph.runs.is_empty()).then_some(Block::Paragraph(Paragraph { label, ..paragraph }))
    }

    /// Items one after the other, each with what stands inside it.
    pub(super) fn items<'p>(&self, items: impl Iterator<Item = Counted<'p>>) -> Vec<Block> {
        let items: Vec<Counted<'_>> = items.collect();
        let label = if items.len() > 1 { "-" } else { "" };
        let mut blocks = Vec::new();
        for item in &items {
            blocks.extend(self.sentence(item, label, Time::First));
            blocks.extend(self.details(item, |_| true));
        }
        blocks
    }

    /// The notes of an item and those of its fields that are asked for, as deeper paragraphs.
    pub(super) fn details(&self, counted: &Counted<'_>, asked: fn(FieldKey) -> bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (place, detail, number) in numbered(counted) {
            match detail {
                Detail::Field(field) if asked(field.key) => {
                    let part = Part::Field { item: counted.place, key: field.key, place };
                    blocks.extend(self.field(field, (part, number), (1, Labels::Shown)));
                }
                Detail::Field(_) => {}
                Detail::Note(note) => {
                    let note = CountedNote { note, number };
                    blocks.extend(self.note(&note, 1));
                }
            }
        }
        blocks
    }

    /// The fields of an item that belong to a column.
    pub(super) fn fields(
        &self,
        counted: &Counted<'_>,
        asked: impl Fn(FieldKey) -> bool,
        labels: Labels<'_>,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (place, detail, number) in numbered(counted) {
            if let Detail::Field(field) = detail
                && asked(field.key)
            {
                let part = Part::Field { item: counted.place, key: field.key, place };
                blocks.extend(self.field(field, (part, number), (0, labels)));
            }
        }
        blocks
    }

    /// A field that all actions of a criterion share.
    pub(super) fn shared(
        &self,
        place: &Place<'_>,
        shared: &Shared<'_>,
        how: (Labels<'_>, Time),
    ) -> Vec<Block> {
        let (labels, time) = how;
        let part = match time {
            Time::First => Part::Shared { criterion: place.id, key: shared.field.key, place: shared.place },
            Time::Again => Part::Repeated,
        };
        let mut blocks = self.field(shared.field, (part, shared.note), (0, labels));
        if time == Time::Again {
            blocks.truncate(1);
        }
        blocks
    }

    /// A field's value, and below it what is nested in it. An empty field is no words of the plan.
    fn field(
        &self,
        field: &Field,
        (part, note): (Part, usize),
        (depth, labels): (u8, Labels<'_>),
    ) -> Vec<Block> {
        let known = match labels {
            Labels::Shown => false,
            Labels::Known(known) => known.contains(&field.label),
        };
        let label = if known { String::new() } else { format!("{}:", field.label) };
        let mut blocks = Vec::new();
        let value = self.words(Style::TableCell, part, field.value_span);
        if !value.runs.is_empty() || !field.more.is_empty() {
            blocks.push(Block::Paragraph(Paragraph { label, depth, ..value }));
        }
        if !field.more.is_empty() {
            blocks.extend(self.in_cell(self.ground.more(field), note, depth + 1));
        }
        blocks
    }

    pub(super) fn note(&self, note: &CountedNote<'_>, depth: u8) -> Vec<Block> {
        let prose = self.ground.prose(&note.note.markdown, note.note.span);
        self.in_cell(prose, note.number, depth)
    }

    /// Blocks of a note as they stand in a cell.
    fn in_cell(&self, prose: Vec<Prose>, number: usize, depth: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        for mut block in prose {
            block.depth = block.depth.saturating_add(depth);
            let style = match block.kind {
                ProseKind::Heading { .. } => Style::TableLabel,
                ProseKind::Code => Style::Code,
                _ => Style::TableCell,
            };
            blocks.extend(self.block(block, style, |_| Part::Note(number)));
        }
        blocks
    }

    /// A block of prose in a style; a table's cells are told apart by row and column.
    pub(super) fn block(
        &self,
        block: Prose,
        style: Style,
        part: impl Fn(Option<(usize, usize)>) -> Part,
    ) -> Option<Block> {
        match block.kind {
            ProseKind::Rule => None,
            ProseKind::Table(rows) => {
                Some(Block::Table(prose_table(rows, |row, column| part(Some((row, column))))))
            }
            _ => {
                let source = Source { part: part(None), span: block.span };
                let (label, depth, runs) = (block.label, block.depth, block.runs);
                Some(Block::Paragraph(Paragraph { style, label, depth, runs, source }))
            }
        }
    }
}

/// A Markdown table with the look of the form's tables.
fn prose_table(rows: Vec<Vec<ProseCell>>, part: impl Fn(usize, usize) -> Part) -> Table {
    let columns = rows.first().map_or(0, Vec::len);
    let mut printed = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let style = if at == 0 { Style::TableHeader } else { Style::TableCell };
        let cells = row.into_iter().enumerate().map(|(column, cell)| {
            let source = Source { part: part(at, column), span: cell.span };
            let paragraph = Paragraph { style, runs: cell.runs, source, ..Paragraph::default() };
            Cell { blocks: vec![Block::Paragraph(paragraph)], ..Cell::default() }
        });
        printed.push(Row { cells: cells.collect() });
    }
    let widths = widths(&printed, columns, Orientation::Portrait);
    Table { caption: String::new(), widths, header: 1, rows: printed }
}

/// The details of an item with their places and the numbers of their notes.
fn numbered<'p>(counted: &Counted<'p>) -> Vec<(usize, &'p Detail, usize)> {
    let mut number = counted.note;
    let mut found = Vec::new();
    for (place, detail) in counted.item.details.iter().enumerate() {
        found.push((place, detail, number));
        number += match detail {
            Detail::Note(_) => 1,
            Detail::Field(field) => usize::from(!field.more.is_empty()),
        };
    }
    found
}

/// A cell with a text of the form.
pub(super) fn form_cell(style: Style, text: &str, across: usize) -> Cell {
    let blocks =
        if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(Paragraph::form(style, text))] };
    Cell { across, blocks, ..Cell::default() }
}

/// The header row of a table.
pub(super) fn header(titles: &[String]) -> Row {
    Row { cells: titles.iter().map(|title| form_cell(Style::TableHeader, title, 1)).collect() }
}
