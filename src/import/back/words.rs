//! Words that changed where they stand, and paragraphs of the sections' texts that are new or gone.

use std::collections::BTreeMap;

use super::edits::{Edits, Splice};
use super::front::{self, Front};
use super::pair::Pairs;
use super::slot::{Slot, Slots, one_line};
use super::spot::{Read, Spot};
use super::{Aside, Why};
use crate::export::paper::Part;
use crate::finding::Span;
use crate::import::source;
use crate::plan::Plan;
use crate::plan::heading::{self, Heading};
use crate::plan::markdown::inline;
use crate::plan::spelling::fold_words;

/// What is compared.
pub(super) struct Sides<'s> {
    pub(super) plan: &'s Plan,
    /// The text to which all spans refer.
    pub(super) text: &'s str,
    pub(super) slots: &'s Slots,
    pub(super) read: &'s Read,
    pub(super) pairs: &'s Pairs,
}

/// Finds what changed outside the structure of the tables.
pub(super) fn read(sides: &Sides<'_>, edits: &mut Edits) {
    edits.front = Front::of(sides.plan);
    for (at, slot) in sides.slots.all.iter().enumerate().filter(|(_, slot)| !slot.is_form()) {
        let spots = sides.pairs.spots_of.get(at).map(Vec::as_slice).unwrap_or_default();
        let spots: Vec<&Spot> = spots.iter().filter_map(|spot| sides.read.spots.get(*spot)).collect();
        if spots.is_empty() {
            gone(sides, slot, edits);
        } else {
            changed(sides, slot, &spots, edits);
        }
    }
    added(sides, edits);
    let changed = std::mem::take(&mut edits.front);
    front::write(sides.text, sides.plan, &changed, edits);
}

/// The words of a slot's paragraphs now, without its label; None where they are as they were printed.
fn changed(sides: &Sides<'_>, slot: &Slot, spots: &[&Spot], edits: &mut Edits) {
    let text = spots.iter().map(|spot| spot.text.as_str()).collect::<Vec<_>>().join(" ");
    if is_same(slot, &text) {
        return;
    }
    match &slot.part {
        Part::Front(key, place) => {
            if !edits.front.set((*key, *place), without_label(slot, &text)) {
                edits.asides.push(aside(Why::Form, spots));
            }
        }
        Part::SectionHeading(..) => {
            let heading = sides.text.get(slot.span.start..slot.span.end).unwrap_or_default();
            splice(edits, slot.span, front::renumbered(heading, &slot.text, &text));
        }
        Part::Standard(_) | Part::Criterion(_) => {
            let name = match heading::read(&format!("{} {}", slot.label, without_label(slot, &text))) {
                Some(Heading::Standard { name, .. } | Heading::Criterion { name, .. }) => name,
                None => without_label(slot, &text).to_owned(),
            };
            splice(edits, slot.span, name);
        }
        Part::Level(id) => {
            let after = || text.char_indices().nth("mức".chars().count()).and_then(|(at, _)| text.get(at..));
            let level = fold_words(&text).strip_prefix("muc ").and_then(|_| after());
            edits.levels.insert(*id, level.unwrap_or(&text).trim().to_owned());
        }
        Part::Prose { .. } => splice(edits, slot.span, paragraphs(sides, slot, spots)),
        Part::ProseCell { .. } => splice(edits, slot.span, cell(slot, spots)),
        _ => splice(edits, slot.span, joined(slot, spots)),
    }
}

fn splice(edits: &mut Edits, span: Span, text: String) {
    edits.splices.push(Splice { span, text });
}

/// The same words, with the label or without it.
fn is_same(slot: &Slot, text: &str) -> bool {
    text == slot.text || without_label(slot, text) == slot.text
}

fn without_label<'t>(slot: &Slot, text: &'t str) -> &'t str {
    text.strip_prefix(slot.label.as_str()).map_or(text, str::trim_start)
}

/// The Markdown of paragraphs that stand for one: on one line.
fn joined(slot: &Slot, spots: &[&Spot]) -> String {
    let lines = spots.iter().enumerate().map(|(at, spot)| {
        let line = inline::write(&spot.runs);
        let line = line.trim();
        if at == 0 { without_written_label(slot, line).to_owned() } else { line.to_owned() }
    });
    one_line(&lines.collect::<Vec<_>>().join(" "))
}

/// The same for a cell of a Markdown table.
fn cell(slot: &Slot, spots: &[&Spot]) -> String {
    let texts = spots.iter().map(|spot| inline::write_cell(&spot.runs));
    without_written_label(slot, &one_line(&texts.collect::<Vec<_>>().join(" "))).to_owned()
}

/// A label is cut from Markdown, where it may be escaped (`1\.`).
fn without_written_label<'l>(slot: &Slot, line: &'l str) -> &'l str {
    let label = slot.label.as_str();
    if label.is_empty() {
        return line;
    }
    let mut rest = line;
    for letter in label.chars() {
        let cut = rest.strip_prefix('\\').unwrap_or(rest);
        match cut.strip_prefix(letter) {
            Some(after) => rest = after,
            None => return line,
        }
    }
    rest.trim_start()
}

/// A paragraph of a section that was cut in two becomes two.
fn paragraphs(sides: &Sides<'_>, slot: &Slot, spots: &[&Spot]) -> String {
    let is_item = is_list_item(sides.text, slot.span);
    if is_item || spots.len() == 1 {
        return joined(slot, spots);
    }
    let each = spots.iter().enumerate().map(|(at, spot)| {
        let line = one_line(&inline::write(&spot.runs));
        if at == 0 { without_written_label(slot, &line).to_owned() } else { line }
    });
    each.collect::<Vec<_>>().join("\n\n")
}

/// Is the paragraph gone only where it was printed first? What all actions of a criterion share stands in each row.
fn is_repeated(sides: &Sides<'_>, slot: &Slot) -> bool {
    let same = |other: &Slot| (&other.label, &other.text) == (&slot.label, &slot.text);
    let there = |at: usize| sides.pairs.spots_of.get(at).is_some_and(|spots| !spots.is_empty());
    let all = sides.slots.all.iter().enumerate();
    matches!(slot.part, Part::Shared { .. } | Part::Standard(_) | Part::Criterion(_))
        && all.filter(|(_, other)| other.part == Part::Repeated).any(|(at, other)| same(other) && there(at))
}

/// What is no longer on the page.
fn gone(sides: &Sides<'_>, slot: &Slot, edits: &mut Edits) {
    match &slot.part {
        _ if is_repeated(sides, slot) => {}
        Part::Front(key, place) => {
            if !edits.front.gone((*key, *place), &sides.plan.front.recipients) {
                edits.asides.push(Aside { why: Why::Kept, text: slot.text.clone(), paragraph: 0 });
            }
        }
        Part::Item { place, .. } => {
            edits.removed.insert(*place);
        }
        Part::Field { item, place, .. } => {
            edits.fields_removed.insert((*item, *place));
        }
        Part::Shared { criterion, place, .. } => {
            edits.shared_removed.insert((*criterion, *place));
        }
        Part::Prose { .. } | Part::Note(_) => {
            splice(edits, whole_lines(sides.text, slot.span), String::new())
        }
        Part::ProseCell { .. } => splice(edits, slot.span, String::new()),
        Part::Criterion(id) => {
            edits.criteria_removed.insert(*id);
        }
        _ => edits.asides.push(Aside { why: Why::Kept, text: slot.text.clone(), paragraph: 0 }),
    }
}

/// Paragraphs that the plan does not have yet, outside its tables.
fn added(sides: &Sides<'_>, edits: &mut Edits) {
    let mut behind: Option<usize> = None;
    let mut insertions: BTreeMap<usize, String> = BTreeMap::new();
    for (at, spot) in sides.read.spots.iter().enumerate() {
        let slot = sides.pairs.slot_of.get(at).copied().flatten();
        if let Some(slot) = slot {
            behind = Some(slot);
            continue;
        }
        if spot.seat.is_some_and(|seat| sides.read.is_plan(seat)) {
            if spot.seat.is_some_and(|seat| sides.read.is_header(seat)) {
                edits.asides.push(aside(Why::Form, &[spot]));
            }
            continue;
        }
        let place = behind.and_then(|slot| sides.slots.get(slot)).and_then(|slot| place(sides, slot));
        match place {
            Some((end, label)) => {
                let text = insertions.entry(end).or_default();
                let new = block(spot, label);
                text.push_str(if label.is_some() && is_item(&new) { "\n" } else { "\n\n" });
                text.push_str(&new);
            }
            None if front::typed(&mut edits.front, spot) => {}
            None => edits.asides.push(aside(Why::Form, &[spot])),
        }
    }
    edits.splices.extend(insertions.into_iter().map(|(at, text)| Splice { span: Span::new(at, at), text }));
}

fn aside(why: Why, spots: &[&Spot]) -> Aside {
    let text = spots.iter().map(|spot| spot.text.as_str()).collect::<Vec<_>>().join(" ");
    Aside { why, text, paragraph: spots.first().map_or(0, |spot| spot.paragraph) }
}

/// Where a paragraph behind this slot goes: the end of a line of the plan's text, and the label of the list there.
fn place<'s>(sides: &Sides<'s>, slot: &'s Slot) -> Option<(usize, Option<&'s str>)> {
    let end = match &slot.part {
        Part::SectionHeading(..) => slot.span.end,
        Part::Prose { .. } => slot.span.end,
        Part::ProseCell { section, block, .. } => {
            let same = |part: &Part| matches!(part, Part::ProseCell { section: s, block: b, .. } if s == section && b == block);
            sides.slots.all.iter().filter(|slot| same(&slot.part)).map(|slot| slot.span.end).max()?
        }
        _ => return None,
    };
    let label = Some(slot.label.as_str()).filter(|label| !label.is_empty());
    Some((line_end(sides.text, end), label))
}

/// A new paragraph as Markdown: an item where it looks like one of the list before it.
fn block(spot: &Spot, label: Option<&str>) -> String {
    let line = one_line(&spot.markdown());
    let bulleted = source::bullet(&spot.text).is_some() || spot.label == "-";
    match label {
        Some(_) if bulleted => format!("- {line}"),
        Some(_) if !spot.label.is_empty() => format!("{} {line}", spot.label),
        _ if bulleted => format!("- {line}"),
        _ => line,
    }
}

fn is_item(markdown: &str) -> bool {
    markdown.starts_with("- ") || markdown.starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_list_item(text: &str, span: Span) -> bool {
    let start = line_start(text, span.start);
    text.get(start..span.start).is_some_and(|lead| !lead.trim().is_empty())
}

/// The lines of a piece with the blank line after them.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = line_start(text, span.start);
    let mut end = line_end(text, span.end);
    while text.get(end..).is_some_and(|rest| rest.starts_with('\n')) {
        end += 1;
        if !is_list_item(text, span) {
            continue;
        }
        break;
    }
    Span::new(start, end)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |found| at + found)
}
