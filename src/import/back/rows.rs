//! The rows of the plan's tables: which criterion and action each belongs to, what is new in them, what was moved.
//!
//! A row that stands where it stood keeps its criterion, whatever happened to the rows around it; only a row that was
//! moved takes the criterion under which it lies now.

use std::collections::BTreeMap;

use super::cell::{field_of, is_bare_label, kind_of, labelled_field, level};
use super::edits::{Edits, NewField, NewItem, Seen};
use super::pair::Pairs;
use super::slot::{Slot, Slots};
use super::spot::{Read, Seat, Spot};
use super::{Aside, Why, moved};
use crate::export::paper::Part;
use crate::import::labels::{self, Announced};
use crate::import::table::columns::Column;
use crate::plan::heading::{self, Heading};
use crate::plan::item::{Anchor, FieldKey, Kind};
use crate::plan::spelling::same_words;

/// The plan that was printed, as far as rows need it.
pub(super) struct Known<'k> {
    pub(super) slots: &'k Slots,
    /// For each item of the plan, by place: where it hangs and what it is.
    pub(super) items: &'k [(Option<Anchor>, Kind)],
}

/// Reads every row of every table of the plan.
pub(super) fn read(known: &Known<'_>, read: &Read, pairs: &Pairs, edits: &mut Edits) {
    let moved = moved::moved(known.slots, read, pairs);
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, spot) in read.spots.iter().enumerate() {
        if let Some(seat) = spot.seat.filter(|seat| read.is_plan(*seat) && !read.is_header(*seat)) {
            rows.entry(seat.row).or_default().push(at);
        }
    }
    let mut reader = Reader {
        known,
        read,
        pairs,
        edits,
        anchor: None,
        level: None,
        relevels: false,
        said: Vec::new(),
        table: None,
    };
    for (row, spots) in &rows {
        reader.row(spots, moved.contains(row));
    }
}

struct Reader<'r> {
    known: &'r Known<'r>,
    read: &'r Read,
    pairs: &'r Pairs,
    edits: &'r mut Edits,
    /// The criterion, or standard alone, under which the rows are.
    anchor: Option<Anchor>,
    /// The level of the group of rows.
    level: Option<String>,
    /// The group is of another level than was printed.
    relevels: bool,
    /// New weaknesses that the table of priority issues gave; the plan's table prints them again.
    said: Vec<String>,
    table: Option<usize>,
}

/// What is met in one row.
#[derive(Default)]
struct Row {
    /// Where the row hangs.
    anchor: Option<Anchor>,
    moved: bool,
    /// The actions of the row in order, old and new, as places in the lists of the edits.
    action: Option<Target>,
    weakness: Option<Target>,
    /// Fields for an action that may come later in the row.
    waiting: Vec<NewField>,
    /// The paragraphs that said where the row hangs.
    headings: Vec<usize>,
}

/// The item to which a field of the row belongs.
#[derive(Clone, Copy)]
enum Target {
    Old(usize),
    /// In the list of this place and kind, counted.
    New(Anchor, Kind, usize),
}

impl Reader<'_> {
    fn row(&mut self, spots: &[usize], moved: bool) {
        let Some(seat) = spots.first().and_then(|at| self.spot(*at)?.seat) else { return };
        if self.table != Some(seat.table) {
            (self.table, self.anchor, self.level) = (Some(seat.table), None, None);
            self.relevels = false;
        }
        if self.read.is_group(seat) {
            return self.group(spots);
        }
        let headings = self.place(spots, moved);
        let mut row = Row { anchor: self.anchor, moved, headings, ..Row::default() };
        let mut at = spots;
        while let Some(first) = at.first().and_then(|at| self.spot(*at)?.seat) {
            let same =
                at.iter().take_while(|at| self.seat_of(**at).is_some_and(|seat| seat.column == first.column));
            let (cell, rest) = at.split_at(same.count().max(1));
            self.cell(cell, first, &mut row);
            at = rest;
        }
        self.leave(row);
    }

    fn spot(&self, at: usize) -> Option<&Spot> {
        self.read.spots.get(at)
    }

    fn seat_of(&self, at: usize) -> Option<Seat> {
        self.spot(at)?.seat
    }

    fn slot(&self, at: usize) -> Option<&Slot> {
        self.known.slots.get(self.pairs.slot_of.get(at).copied().flatten()?)
    }

    fn part(&self, at: usize) -> Option<&Part> {
        Some(&self.slot(at)?.part)
    }

    /// Is the paragraph the rest of one that was cut in two?
    fn goes_on(&self, at: usize) -> bool {
        let slot = self.pairs.slot_of.get(at).copied().flatten();
        let first = slot.and_then(|slot| self.pairs.spots_of.get(slot)?.first());
        first.is_some_and(|first| *first != at)
    }

    /// A row over all columns: a level, a standard, or words that are new.
    fn group(&mut self, spots: &[usize]) {
        for at in spots {
            let Some(spot) = self.spot(*at) else { continue };
            let (text, paragraph) = (spot.text.clone(), spot.paragraph);
            match self.part(*at).cloned() {
                Some(Part::Standard(number)) => self.anchor = number.map(Anchor::Standard),
                Some(Part::Level(_)) => {
                    self.level = level(&text);
                    self.relevels = self.slot(*at).is_some_and(|slot| level(&slot.text) != self.level);
                }
                part => match heading::read(&text) {
                    Some(heading) => self.heading(heading, *at),
                    None if level(&text).is_some() => (self.level, self.relevels) = (level(&text), false),
                    None if part.is_some() => {}
                    None => self.aside(Why::NoPlace, text, paragraph),
                },
            }
        }
    }

    /// A heading under which the next rows are: one that is printed, a new one, or one that is told to have been edited
    /// where the page only repeats it.
    fn heading(&mut self, heading: Heading, at: usize) {
        let (anchor, part) = match &heading {
            Heading::Standard { number, .. } => (Anchor::Standard(*number), Part::Standard(Some(*number))),
            Heading::Criterion { id, .. } => (Anchor::Criterion(*id), Part::Criterion(*id)),
        };
        self.anchor = Some(anchor);
        if self.part(at).is_some() {
            return;
        }
        let known = self.known.slots.at(&part).and_then(|at| self.known.slots.get(at));
        let printed = known.map(|slot| slot.text.clone()).unwrap_or_default();
        let known = known.is_some();
        let again = match heading {
            Heading::Standard { number, name } if !known => {
                self.edits.standards_added.entry(number).or_insert_with(|| name.clone()) != &name
            }
            Heading::Criterion { id, name } if !known => {
                self.edits.criteria_added.entry(id).or_insert_with(|| name.clone()) != &name
            }
            Heading::Standard { name, .. } => !name.is_empty() && !same_words(&name, &printed),
            Heading::Criterion { id, name } => {
                self.edits.criteria_removed.remove(&id);
                !name.is_empty() && !same_words(&name, &printed)
            }
        };
        if let Some(spot) = self.spot(at).cloned().filter(|_| again) {
            self.aside(Why::Form, spot.text, spot.paragraph);
        }
    }

    /// Finds where the row hangs; the paragraphs that said so.
    fn place(&mut self, spots: &[usize], moved: bool) -> Vec<usize> {
        let parts: Vec<Part> = spots.iter().filter_map(|at| self.part(*at).cloned()).collect();
        let printed = parts.iter().find_map(|part| match part {
            Part::Criterion(id) => Some(Anchor::Criterion(*id)),
            _ => None,
        });
        let mut items = parts.iter().filter_map(|part| match part {
            Part::Item { place, .. } => self.known.items.get(*place)?.0,
            _ => None,
        });
        let own = items.next().filter(|_| !moved);
        if let Some(anchor) = printed.or(own) {
            self.anchor = Some(anchor);
            if moved || self.relevels {
                self.leveled(anchor);
            }
            return Vec::new();
        }
        let mut said = Vec::new();
        for at in spots {
            let column = self.seat_of(*at).and_then(|seat| self.read.column(seat));
            if !matches!(column, Some(Column::Criterion | Column::Content | Column::Standard)) {
                continue;
            }
            let Some(heading) = self.spot(*at).and_then(|spot| heading::read(&spot.text)) else { continue };
            self.heading(heading, *at);
            said.push(*at);
            if let Some(anchor @ Anchor::Criterion(id)) = self.anchor
                && self.edits.criteria_added.contains_key(&id)
            {
                self.leveled(anchor);
            }
        }
        said
    }

    /// The criterion gets the level of the group of rows in which it lies.
    fn leveled(&mut self, anchor: Anchor) {
        if let (Anchor::Criterion(id), Some(level)) = (anchor, self.level.clone()) {
            self.edits.levels.insert(id, level);
        }
    }

    fn cell(&mut self, spots: &[usize], seat: Seat, row: &mut Row) {
        let column = self.read.column(seat).unwrap_or(Column::Unknown);
        // The label above a paragraph of the cell says what it is.
        let mut under = kind_of(column);
        for at in spots {
            let Some(spot) = self.spot(*at).cloned() else { continue };
            if self.goes_on(*at) || row.headings.contains(at) {
                continue;
            }
            match self.part(*at).cloned() {
                Some(Part::Item { kind, place, .. }) => {
                    under = Some(kind);
                    self.old(place, kind, row);
                }
                Some(_) => {
                    if let Some(Announced::Items(kind)) =
                        labels::read(&spot.text).map(|found| found.announced)
                    {
                        under = Some(kind);
                    }
                }
                None => self.fresh(&spot, (column, &mut under), row),
            }
        }
    }

    fn old(&mut self, place: usize, kind: Kind, row: &mut Row) {
        let own = self.known.items.get(place).and_then(|item| item.0);
        let anchor = if row.moved { row.anchor.or(own) } else { own.or(row.anchor) };
        if let Some(anchor) = anchor {
            self.edits.lists.entry((anchor, kind)).or_default().push(Seen::Old(place));
        }
        let target = Some(Target::Old(place));
        match kind {
            Kind::Action if row.action.is_none() => row.action = target,
            Kind::Weakness => row.weakness = target,
            _ => {}
        }
    }

    /// A paragraph that the plan does not have yet.
    fn fresh(&mut self, spot: &Spot, (column, under): (Column, &mut Option<Kind>), row: &mut Row) {
        // Numbers are counted anew on each page; a field's label without a value says nothing.
        if (column == Column::Serial && !spot.text.contains(char::is_alphabetic)) || is_bare_label(&spot.text)
        {
            return;
        }
        if column == Column::Serial || heading::read(&spot.text).is_some() {
            return self.aside(Why::Form, spot.text.clone(), spot.paragraph);
        }
        if let Some((label, key, value)) = labelled_field(&spot.text) {
            return self.field(NewField { key, label, value }, (column, *under), row);
        }
        if let Some(found) = labels::read(&spot.text)
            && let Announced::Items(kind) = found.announced
        {
            *under = Some(kind);
            if !found.rest.is_empty() {
                self.item(kind, found.rest, row);
            }
            return;
        }
        if let Some((key, label)) = field_of(column) {
            return self.field(NewField { key, label, value: spot.markdown() }, (column, *under), row);
        }
        let new = match (column, *under) {
            (Column::Content, None) => Some(Kind::Weakness),
            (_, under) => under,
        };
        match (new, row.anchor) {
            (Some(kind), Some(_)) => self.item(kind, spot.markdown(), row),
            (None, Some(anchor)) => self.edits.notes_added.push((anchor, spot.markdown())),
            (_, None) => self.aside(Why::NoPlace, spot.text.clone(), spot.paragraph),
        }
    }

    fn item(&mut self, kind: Kind, text: String, row: &mut Row) {
        let Some(anchor) = row.anchor else { return self.aside(Why::NoPlace, text, 0) };
        if kind == Kind::Weakness {
            if self.said.iter().any(|said| same_words(said, &text)) {
                return;
            }
            self.said.push(text.clone());
        }
        let beside = match row.action {
            Some(Target::Old(place)) if kind == Kind::Action => Some(place),
            _ => None,
        };
        let fields = if kind == Kind::Action { std::mem::take(&mut row.waiting) } else { Vec::new() };
        let list = self.edits.lists.entry((anchor, kind)).or_default();
        list.push(Seen::New(NewItem { text, fields, beside }));
        let target = Some(Target::New(anchor, kind, list.len() - 1));
        match kind {
            Kind::Action if row.action.is_none() => row.action = target,
            Kind::Weakness => row.weakness = target,
            _ => {}
        }
    }

    fn field(&mut self, field: NewField, (column, under): (Column, Option<Kind>), row: &mut Row) {
        let about = field.key == FieldKey::Cause
            || (matches!(column, Column::Criterion | Column::Weakness | Column::Content)
                && under == Some(Kind::Weakness));
        let target = if about { row.weakness } else { row.action };
        match target {
            Some(Target::Old(place)) => self.edits.fields_added.push((place, field)),
            Some(Target::New(anchor, kind, at)) => {
                let item = self.edits.lists.get_mut(&(anchor, kind)).and_then(|list| list.get_mut(at));
                if let Some(Seen::New(item)) = item {
                    item.fields.push(field);
                }
            }
            None => row.waiting.push(field),
        }
    }

    /// Fields of a row without an action say something about the criterion.
    fn leave(&mut self, row: Row) {
        for field in row.waiting {
            let said = format!("{}: {}", field.label, field.value);
            match row.anchor {
                Some(anchor) => self.edits.notes_added.push((anchor, said)),
                None => self.aside(Why::NoPlace, said, 0),
            }
        }
    }

    fn aside(&mut self, why: Why, text: String, paragraph: usize) {
        self.edits.asides.push(Aside { why, text, paragraph });
    }
}
