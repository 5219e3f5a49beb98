//! The places of a printed plan that hold words: what a Word file is compared with.

use std::collections::HashMap;

use crate::export::paper::{Block, Paper, Paragraph, Part, Table};
use crate::finding::Span;
use crate::plan::markdown::run;
use crate::plan::spelling::nfc;

/// One printed paragraph of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) part: Part,
    /// Its Markdown in the plan's text.
    pub(super) span: Span,
    /// Its words as they were printed, without the label.
    pub(super) text: String,
    pub(super) label: String,
    /// Does it stand in one of the plan's tables?
    pub(super) in_table: bool,
    /// The row of a table in which it stands, counted over the whole page; 0 outside of tables.
    pub(super) row: usize,
}

impl Slot {
    /// Words of the form, which are no words of the plan at this place.
    pub(super) fn is_form(&self) -> bool {
        matches!(self.part, Part::Form | Part::Repeated)
    }
}

/// All slots in reading order, and where each part of the plan is printed.
pub(super) struct Slots {
    pub(super) all: Vec<Slot>,
    by_part: HashMap<Part, usize>,
}

impl Slots {
    pub(super) fn of(paper: &Paper) -> Slots {
        let mut all = Vec::new();
        for sheet in &paper.sheets {
            collect(&sheet.blocks, &mut all);
        }
        let own = all.iter().enumerate().filter(|(_, slot): &(usize, &Slot)| !slot.is_form());
        let own: Vec<(usize, &Slot)> = own.collect();
        let own = own.into_iter();
        // Where one part is printed several times, the first has the bookmark.
        let by_part = own.rev().map(|(at, slot)| (slot.part.clone(), at)).collect();
        Slots { all, by_part }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Slot> {
        self.all.get(at)
    }

    /// Where this part is printed.
    pub(super) fn at(&self, part: &Part) -> Option<usize> {
        self.by_part.get(part).copied()
    }
}

fn collect(blocks: &[Block], all: &mut Vec<Slot>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(slot(paragraph)),
            Block::Table(table) => in_table(table, all),
            Block::Columns { left, right, .. } => {
                collect(left, all);
                collect(right, all);
            }
            Block::Picture(_) => {}
        }
    }
}

fn in_table(table: &Table, all: &mut Vec<Slot>) {
    let before = all.len();
    for row in &table.rows {
        let number = all.iter().map(|slot: &Slot| slot.row).max().unwrap_or_default() + 1;
        let first = all.len();
        for cell in &row.cells {
            collect(&cell.blocks, all);
        }
        all.iter_mut().skip(first).for_each(|slot| slot.row = number);
    }
    let of_plan = |slot: &Slot| !matches!(slot.part, Part::ProseCell { .. });
    all.iter_mut().skip(before).for_each(|slot| slot.in_table = of_plan(slot));
}

fn slot(paragraph: &Paragraph) -> Slot {
    Slot {
        part: paragraph.source.part.clone(),
        span: paragraph.source.span,
        text: one_line(&run::words(&paragraph.runs)),
        label: one_line(&paragraph.label),
        in_table: false,
        row: 0,
    }
}

/// Words as they are compared: NFC, with every run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    let text = nfc(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
