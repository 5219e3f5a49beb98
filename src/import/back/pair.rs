//! Which paragraph of a Word file is which printed paragraph of the plan: by its bookmark, by the same words, by close
//! words in the same kind of place, by the ladder of the carry-over comparison, in this order.
//!
//! A bookmark is believed because an editor carries it along; a copy of a bookmark (`… Copy 1`) is a new paragraph.

use std::collections::{HashMap, VecDeque};

use super::ladder;
use super::slot::{Slot, Slots};
use super::spot::{Read, Spot};
use crate::export::paper::Part;
use crate::import::table::columns::Column;
use crate::plan::item::Kind;
use crate::plan::spelling::{fold_words, likeness};

/// The answer: for each spot its slot.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// For each spot the place of its slot.
    pub(super) slot_of: Vec<Option<usize>>,
    /// For each slot its spots, the first of them first; several where a paragraph was cut.
    pub(super) spots_of: Vec<Vec<usize>>,
}

impl Pairs {
    fn join(&mut self, spot: usize, slot: usize) {
        if let (Some(to), Some(from)) = (self.slot_of.get_mut(spot), self.spots_of.get_mut(slot)) {
            *to = Some(slot);
            from.push(spot);
        }
    }

    pub(super) fn is_open(&self, slot: usize) -> bool {
        self.spots_of.get(slot).is_some_and(Vec::is_empty)
    }

    pub(super) fn is_free(&self, spot: usize) -> bool {
        self.slot_of.get(spot).is_some_and(Option::is_none)
    }
}

/// From so much on, two texts in the same kind of place are one that was edited.
const CLOSE: f64 = 0.55;

/// Pairs the two.
pub(super) fn pair(slots: &Slots, read: &Read) -> Pairs {
    let mut pairs =
        Pairs { slot_of: vec![None; read.spots.len()], spots_of: vec![Vec::new(); slots.all.len()] };
    by_mark(slots, read, &mut pairs);
    by_words(slots, read, &mut pairs);
    by_closeness(slots, read, &mut pairs);
    by_ladder(slots, read, &mut pairs);
    alone_in_cell(slots, read, &mut pairs);
    fields_by_words(slots, read, &mut pairs);
    pairs
}

fn is_field(part: &Part) -> bool {
    matches!(part, Part::Field { .. } | Part::Shared { .. })
}

fn by_mark(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    let mut last = None;
    for (at, spot) in read.spots.iter().enumerate() {
        let found = spot.parts.iter().filter_map(|part| slots.at(part)).collect::<Vec<_>>();
        // Where two paragraphs were made one, the first keeps its place and the other is gone.
        let own = found.iter().find(|slot| pairs.is_open(**slot) || last == Some(**slot));
        if let Some(slot) = own.copied() {
            pairs.join(at, slot);
        }
        last = own.copied();
    }
}

fn by_words(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    let mut open: HashMap<(bool, String), VecDeque<usize>> = HashMap::new();
    for (at, slot) in slots.all.iter().enumerate().filter(|(at, _)| pairs.is_open(*at)) {
        if !is_field(&slot.part) {
            open.entry((slot.in_table, key(&full(slot)))).or_default().push_back(at);
        }
    }
    for (at, spot) in read.spots.iter().enumerate() {
        if !pairs.is_free(at) {
            continue;
        }
        let in_table = spot.seat.is_some_and(|seat| read.is_plan(seat));
        let words = key(&with_label(spot));
        let found = open.get_mut(&(in_table, words)).and_then(VecDeque::pop_front);
        if let Some(slot) = found {
            pairs.join(at, slot);
        }
    }
}

/// A field belongs to an item: the same words are its field only in the row of the item, if it was printed in one with
/// it. "Không" stands in many rows.
fn fields_by_words(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    // For each item on the page: the row in which it was printed, and the row in which it is.
    let mut items: HashMap<usize, (usize, Option<usize>)> = HashMap::new();
    for (at, slot) in slots.all.iter().enumerate() {
        let first = pairs.spots_of.get(at).and_then(|spots| spots.first()).and_then(|at| read.spots.get(*at));
        if let (Part::Item { place, .. }, Some(spot)) = (&slot.part, first) {
            items.entry(*place).or_insert((slot.row, spot.seat.map(|seat| seat.row)));
        }
    }
    let mut open: HashMap<(Option<usize>, String), VecDeque<usize>> = HashMap::new();
    for (at, slot) in slots.all.iter().enumerate().filter(|(at, _)| pairs.is_open(*at)) {
        let row = match &slot.part {
            Part::Field { item, .. } => match items.get(item) {
                Some((printed, now)) => now.filter(|_| *printed == slot.row),
                None => continue,
            },
            Part::Shared { .. } => None,
            _ => continue,
        };
        open.entry((row, key(&full(slot)))).or_default().push_back(at);
    }
    for (at, spot) in read.spots.iter().enumerate() {
        let Some(seat) = spot.seat.filter(|seat| pairs.is_free(at) && read.is_plan(*seat)) else { continue };
        let words = key(&with_label(spot));
        let mut take = |row| open.get_mut(&(row, words.clone())).and_then(VecDeque::pop_front);
        if let Some(slot) = take(Some(seat.row)).or_else(|| take(None)) {
            pairs.join(at, slot);
        }
    }
}

fn key(text: &str) -> String {
    let folded = fold_words(text);
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// A slot's words as they stand on the page.
fn full(slot: &Slot) -> String {
    format!("{} {}", slot.label, slot.text)
}

fn with_label(spot: &Spot) -> String {
    format!("{} {}", spot.label, spot.text)
}

/// The closest pairs first, each spot and slot once.
fn by_closeness(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    let open: Vec<(usize, &Slot)> = slots
        .all
        .iter()
        .enumerate()
        .filter(|(at, slot)| pairs.is_open(*at) && !slot.is_form() && !is_field(&slot.part))
        .collect();
    // Every pair is looked at, so a document that shares nothing with the plan must not cost its square.
    if open.is_empty() || open.len().saturating_mul(read.spots.len()) > 4_000_000 {
        return;
    }
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (at, spot) in read.spots.iter().enumerate().filter(|(at, _)| pairs.is_free(*at)) {
        let words = fold_words(&spot.text);
        for (slot_at, slot) in open.iter().filter(|(_, slot)| fits(slot, spot, read)) {
            let score = closeness(&words, &fold_words(&slot.text));
            if score >= CLOSE {
                found.push((score, at, *slot_at));
            }
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, spot, slot) in found {
        if pairs.is_free(spot) && pairs.is_open(slot) {
            pairs.join(spot, slot);
        }
    }
}

/// What only the comparison of two years recognises.
fn by_ladder(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    for (spot, slot) in ladder::pairs(slots, read, pairs) {
        if pairs.is_free(spot) && pairs.is_open(slot) {
            pairs.join(spot, slot);
        }
    }
}

/// Where a cell lost one sentence and got one, it is the same sentence in other words, however far from the old.
fn alone_in_cell(slots: &Slots, read: &Read, pairs: &mut Pairs) {
    let mut rows: HashMap<usize, usize> = HashMap::new();
    for (at, spot) in read.spots.iter().enumerate() {
        let slot = pairs.slot_of.get(at).copied().flatten().and_then(|slot| slots.get(slot));
        if let (Some(seat), Some(slot)) = (spot.seat, slot.filter(|slot| slot.row > 0 && !slot.is_form())) {
            rows.entry(seat.row).or_insert(slot.row);
        }
    }
    let mut open: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, slot) in slots.all.iter().enumerate().filter(|(at, slot)| pairs.is_open(*at) && slot.row > 0) {
        if matches!(slot.part, Part::Item { .. }) {
            open.entry(slot.row).or_default().push(at);
        }
    }
    let mut cells: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (at, spot) in read.spots.iter().enumerate().filter(|(at, _)| pairs.is_free(*at)) {
        if let Some(seat) = spot.seat {
            cells.entry((seat.row, seat.column)).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for ((row, _), free) in &cells {
        let ([at], Some(row)) = (free.as_slice(), rows.get(row)) else { continue };
        let Some(spot) = read.spots.get(*at) else { continue };
        let fit = open.get(row).into_iter().flatten();
        let fit: Vec<usize> = fit
            .filter(|slot| slots.get(**slot).is_some_and(|slot| fits(slot, spot, read)))
            .copied()
            .collect();
        if let [slot] = fit.as_slice() {
            found.push((*at, *slot));
        }
    }
    found.sort_unstable();
    for (spot, slot) in found {
        if pairs.is_open(slot) {
            pairs.join(spot, slot);
        }
    }
}

/// Long texts that differ much in length are not one; measuring them would cost.
fn closeness(one: &str, other: &str) -> f64 {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.is_empty() || short.len() * 3 < long.len() || long.len() > 4_000 {
        return 0.0;
    }
    likeness(one, other)
}

/// May this paragraph be that part of the plan, by where it stands?
fn fits(slot: &Slot, spot: &Spot, read: &Read) -> bool {
    let column = spot.seat.and_then(|seat| read.column(seat));
    match &slot.part {
        Part::Item { kind, .. } => column.is_some_and(|column| holds(column, *kind)),
        Part::Criterion(_) => matches!(column, Some(Column::Criterion | Column::Content | Column::Standard)),
        Part::Standard(_) | Part::Level(_) => spot.seat.is_some_and(|seat| read.is_plan(seat)),
        Part::ProseCell { .. } => spot.seat.is_some_and(|seat| !read.is_plan(seat)),
        Part::Note(_) => slot.in_table == column.is_some(),
        Part::Prose { .. } | Part::SectionHeading(..) => spot.seat.is_none(),
        _ => false,
    }
}

fn holds(column: Column, kind: Kind) -> bool {
    match kind {
        Kind::Weakness | Kind::Strength => matches!(
            column,
            Column::Criterion | Column::Weakness | Column::Strength | Column::Content | Column::Standard
        ),
        Kind::Target => column == Column::Target,
        Kind::Measure => matches!(column, Column::Measure | Column::Target),
        Kind::Action => column == Column::Action,
    }
}
