//! Foreign text into plans: what Word and PDF converters leave of them. Nothing is lost.
//!
//! [`import`] takes the text of one file, which may hold several plans, and gives for each a
//! [`Plan`] and a [`Report`]: what was recognised, what was guessed and how sure, what was
//! repaired, what found no place. It never fails and never invents: what cannot be read is left
//! empty and reported. It does NOT read files or write plans; `cli/command/import.rs` does.
//!
//! The way of a text: `source` mends its lines, `document` cuts it into plans, `table` finds
//! the tables, `body` reads the sections (`fill` the lines under a criterion), `head` and
//! `foot` the front matter, `account` counts the words and places what is left.
//!
//! ```
//! use caitien::import::{Options, import};
//! let text = "KẾ HOẠCH\nCẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\nNăm học 2023 – 2024\n\nI. MỤC ĐÍCH, YÊU CẦU\n\nNâng cao chất lượng.\n";
//! let imported = import(text, &Options::default());
//! let plan = &imported.documents[0].plan;
//! assert_eq!(plan.front.period_text.as_deref(), Some("2023-2024"));
//! ```

mod account;
pub mod back;
mod body;
mod content;
mod criterion_cell;
mod document;
mod edition;
mod fill;
mod foot;
mod front;
mod head;
mod heading;
mod labels;
mod ledger;
mod legacy;
mod likeness;
pub mod own;
mod pattern;
mod prose;
pub mod report;
mod school_name;
mod sheet;
mod source;
mod table;
mod weakness;
pub mod word;
mod words;
mod years;

use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
pub use account::LEFTOVERS;
use ledger::Ledger;
pub use report::Report;
use report::{Repair, RepairKind};
use source::Line;
use word::{Foreign, Place};

/// What the person says about the plan; it wins over what the text says.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The slug of the school.
    pub school: Option<String>,
    pub period: Option<Period>,
    /// The id of the catalogue's edition.
    pub catalog: Option<String>,
}

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Empty only where the file holds no word.
    pub documents: Vec<ImportedPlan>,
}

/// One plan out of a file.
#[derive(Clone, Debug)]
pub struct ImportedPlan {
    pub plan: Plan,
    /// The plan in its canonical form, without ids.
    pub text: String,
    pub report: Report,
    /// First and last line of the file that belong to it.
    pub lines: (usize, usize),
}

/// Reads a text that may hold one plan or several.
pub fn import(text: &str, options: &Options) -> Imported {
    placed(text, options, &[])
}

/// Reads the text of a Word document. What the document's repairs were is in the report.
pub fn import_word(foreign: &Foreign, options: &Options) -> Imported {
    let mut imported = placed(&foreign.text, options, &foreign.places);
    for document in &mut imported.documents {
        // The paragraphs of cells are marked by us.
        document.report.repairs.retain(|repair| repair.kind != RepairKind::Tags);
        let own = |repair: &&Repair| (document.lines.0..=document.lines.1).contains(&repair.line);
        document.report.repairs.extend(foreign.repairs.iter().filter(own).cloned());
        document.report.repairs.sort_by_key(|repair| repair.line);
    }
    imported
}

fn placed(text: &str, options: &Options, places: &[Place]) -> Imported {
    let (lines, repairs) = source::lines(text);
    if lines.iter().all(Line::is_blank) {
        return Imported::default();
    }
    let ranges = document::split(&lines);
    let several = ranges.len() > 1;
    let mut documents = Vec::new();
    for (at, range) in ranges.into_iter().enumerate() {
        let own = lines.get(range).unwrap_or_default();
        let (first, last) =
            (own.first().map_or(1, |line| line.number), own.last().map_or(1, |line| line.number));
        let mut ledger = Ledger { places: places.to_vec(), ..Ledger::default() };
        ledger.repairs(repairs.iter().filter(|repair| (first..=last).contains(&repair.line)).cloned());
        if several && at > 0 {
            ledger.repair(RepairKind::SecondDocument, first, "", "");
        }
        documents.push(document(own, options, ledger));
    }
    Imported { documents }
}

fn document(lines: &[Line], options: &Options, mut ledger: Ledger) -> ImportedPlan {
    let (head, mut sections) = body::cut(table::blocks(lines));
    let head = body::as_lines(head);
    let foot = sections.last_mut().map(|section| foot_of(&mut section.blocks)).unwrap_or_default();
    let mut plan = Plan::default();
    let rest = head::take(&head, &mut plan.front, &mut ledger);
    foot::take(&foot, &mut plan.front, &mut ledger);
    front::complete(lines, &head, options, (&mut plan.front, &mut ledger));
    let blocks: Vec<table::Block> = rest.into_iter().map(table::Block::Line).collect();
    plan.preamble = prose::markdown(&blocks, &mut ledger);
    plan.sections = body::read(sections, &mut ledger);
    account::settle(lines, &mut plan, &mut ledger);
    ledger.report.repairs.sort_by_key(|repair| repair.line);
    ledger.report.repairs.dedup();
    let text = crate::plan::format::write(&plan);
    // What is written is what counts: the plan is read back from its own text.
    let plan = parse(&text).plan;
    let number = |line: Option<&Line>| line.map_or(1, |line| line.number);
    ImportedPlan { plan, text, report: ledger.report, lines: (number(lines.first()), number(lines.last())) }
}

/// Takes the foot off the last section.
fn foot_of(blocks: &mut Vec<table::Block>) -> Vec<Line> {
    // A foot laid out as a table is a table; only what follows the last table of criteria is foot.
    let from = blocks.iter().rposition(|block| match block {
        table::Block::Table(rows) => rows.len() > 1 && rows.iter().any(table::rows::is_data),
        table::Block::Line(_) => false,
    });
    let start = from.map_or(0, |at| at + 1);
    let mut tail = Vec::new();
    for (at, block) in blocks.iter().enumerate().skip(start) {
        tail.extend(body::as_lines(vec![block.clone()]).into_iter().map(|line| (at, line)));
    }
    let lines: Vec<Line> = tail.iter().map(|(_, line)| line.clone()).collect();
    let Some(begin) = foot::start(&lines).and_then(|line| tail.get(line)) else { return Vec::new() };
    body::as_lines(blocks.split_off(begin.0))
}

#[cfg(test)]
mod tests;
