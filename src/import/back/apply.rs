//! The changes put into the plan: first the words, in the text; then items and rows, in the plan that it gives.

use std::collections::BTreeMap;

use super::edits::{Edits, NewField, NewItem, Seen, Splice};
use crate::finding::Span;
use crate::plan::item::{Anchor, CriterionId, Detail, Field, Item, Kind, Note};
use crate::plan::label::{Label, LabelKind, wording};
use crate::plan::parse::parse;
use crate::plan::{Criterion, Entry, Plan, Standard, format};

/// The changed text, in canonical form but for new ids. None where the replaced words would change the structure of
/// the plan, which no edit of words may.
pub(super) fn apply(text: &str, plan: &Plan, edits: &Edits) -> Option<String> {
    let spliced = splice(text, &edits.splices)?;
    let mut changed = parse(&spliced).plan;
    if changed.items().count() != plan.items().count()
        || changed.criteria().count() != plan.criteria().count()
    {
        return None;
    }
    Structure { edits, items: Vec::new(), lists: edits.lists.clone() }.change(&mut changed);
    Some(format::write(&changed))
}

/// Replaces pieces of a text. None where two of them overlap.
pub(super) fn splice(text: &str, splices: &[Splice]) -> Option<String> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| (splice.span.start, splice.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for splice in sorted {
        out.push_str(text.get(at..splice.span.start)?);
        out.push_str(&splice.text);
        at = splice.span.end.max(splice.span.start);
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

struct Structure<'e> {
    edits: &'e Edits,
    /// Every item of the plan with its place, before anything was moved.
    items: Vec<(Option<Anchor>, Item)>,
    lists: BTreeMap<(Anchor, Kind), Vec<Seen>>,
}

impl Structure<'_> {
    fn change(mut self, plan: &mut Plan) {
        self.items = plan.items().map(|placed| (placed.anchor, placed.item.clone())).collect();
        self.keep_unseen();
        self.add_places(plan);
        let mut place = 0;
        for standard in plan.sections.iter_mut().flat_map(|section| &mut section.standards) {
            let own = standard.number.map(Anchor::Standard);
            self.entries(&mut standard.entries, own, &mut place);
            for criterion in &mut standard.criteria {
                let id = criterion.id;
                self.entries(&mut criterion.entries, Some(Anchor::Criterion(id)), &mut place);
                self.level(criterion);
            }
            let gone = |criterion: &Criterion| {
                self.edits.criteria_removed.contains(&criterion.id)
                    && !criterion.entries.iter().any(|entry| matches!(entry, Entry::Item(_)))
            };
            standard.criteria.retain(|criterion| !gone(criterion));
        }
    }

    /// Items that are neither on the page nor gone (their mark was not printed) stay where they were.
    fn keep_unseen(&mut self) {
        let seen: Vec<usize> = self.lists.values().flatten().filter_map(Seen::place).collect();
        for (place, (anchor, item)) in self.items.iter().enumerate() {
            let Some(anchor) = anchor else { continue };
            if seen.contains(&place) || self.edits.removed.contains(&place) {
                continue;
            }
            let list = self.lists.entry((*anchor, item.kind)).or_default();
            let at = list.iter().position(|seen| seen.place().is_some_and(|other| other > place));
            list.insert(at.unwrap_or(list.len()), Seen::Old(place));
        }
    }

    /// New criteria and standards.
    fn add_places(&self, plan: &mut Plan) {
        let mut numbers: Vec<u8> = self.edits.standards_added.keys().copied().collect();
        numbers.extend(self.edits.criteria_added.keys().map(|id| id.standard));
        for number in numbers {
            let known = plan.standards().any(|standard| standard.number == Some(number));
            let Some(section) = plan.sections.iter_mut().find(|section| !section.standards.is_empty()) else {
                return;
            };
            if known {
                continue;
            }
            let name = self.edits.standards_added.get(&number).cloned().unwrap_or_default();
            let at =
                section.standards.iter().position(|other| other.number.is_some_and(|other| other > number));
            let standard = Standard {
                number: Some(number),
                name,
                entries: Vec::new(),
                criteria: Vec::new(),
                heading_span: Span::default(),
            };
            section.standards.insert(at.unwrap_or(section.standards.len()), standard);
        }
        for (id, name) in &self.edits.criteria_added {
            self.add_criterion(plan, *id, name);
        }
    }

    fn add_criterion(&self, plan: &mut Plan, id: CriterionId, name: &str) {
        let standards = plan.sections.iter_mut().flat_map(|section| &mut section.standards);
        let Some(standard) = standards.into_iter().find(|standard| standard.number == Some(id.standard))
        else {
            return;
        };
        let at = standard.criteria.iter().position(|other| other.id > id);
        let criterion = Criterion {
            id,
            name: name.to_owned(),
            entries: Vec::new(),
            span: Span::default(),
            heading_span: Span::default(),
        };
        standard.criteria.insert(at.unwrap_or(standard.criteria.len()), criterion);
    }

    fn level(&self, criterion: &mut Criterion) {
        let Some(level) = self.edits.levels.get(&criterion.id) else { return };
        let known = criterion.entries.iter_mut().find_map(|entry| match entry {
            Entry::Label(label) if label.kind == LabelKind::Level => Some(label),
            _ => None,
        });
        match known {
            Some(label) => label.value.clone_from(level),
            None => {
                let label = Label { value: level.clone(), ..label(LabelKind::Level) };
                criterion.entries.insert(0, Entry::Label(label));
            }
        }
    }

    /// The entries under one heading. `place` counts the items of the plan.
    fn entries(&mut self, entries: &mut Vec<Entry>, anchor: Option<Anchor>, place: &mut usize) {
        let old = std::mem::take(entries);
        let mut seats: BTreeMap<usize, Vec<Seen>> = BTreeMap::new();
        let mut queues: BTreeMap<Kind, std::collections::VecDeque<Entry>> = BTreeMap::new();
        let mut had: Vec<Kind> = Vec::new();
        if let Some(anchor) = anchor {
            for kind in [Kind::Strength, Kind::Weakness, Kind::Target, Kind::Measure, Kind::Action] {
                let list = self.lists.remove(&(anchor, kind)).unwrap_or_default();
                let here = places(&old, kind, *place);
                if here.is_empty() {
                    queues.insert(kind, list.into_iter().filter_map(|seen| self.item(seen, kind)).collect());
                } else {
                    seats.extend(here.iter().copied().zip(seated(list, &here)));
                }
            }
        }
        let shared = |at: usize| match anchor {
            Some(Anchor::Criterion(id)) => self.edits.shared_removed.contains(&(id, at)),
            _ => false,
        };
        for (at, entry) in old.into_iter().enumerate() {
            match entry {
                Entry::Item(item) => {
                    had.push(item.kind);
                    let seen = seats.remove(place).unwrap_or_default();
                    *place += 1;
                    match anchor {
                        Some(_) => {
                            entries.extend(seen.into_iter().filter_map(|seen| self.item(seen, item.kind)));
                        }
                        None => entries.push(Entry::Item(item)),
                    }
                }
                Entry::Shared(_) if shared(at) => {}
                entry => entries.push(entry),
            }
        }
        self.rest(entries, queues);
        drop_empty_labels(entries, &had);
        if let Some(anchor) = anchor {
            let notes = self.edits.notes_added.iter().filter(|(at, _)| *at == anchor);
            entries.extend(notes.map(|(_, text)| note(text)));
        }
    }

    /// Items of kinds that had none here: behind their label, or behind a new one.
    fn rest(&self, entries: &mut Vec<Entry>, queues: BTreeMap<Kind, std::collections::VecDeque<Entry>>) {
        for (kind, queue) in queues.into_iter().filter(|(_, queue)| !queue.is_empty()) {
            let is_label =
                |entry: &Entry| matches!(entry, Entry::Label(label) if label.kind == LabelKind::Items(kind));
            let at = match entries.iter().rposition(is_label) {
                Some(at) => at + 1,
                None => {
                    let shared = |entry: &Entry| matches!(entry, Entry::Label(label) if label.kind == LabelKind::Shared);
                    let at = entries.iter().position(shared).unwrap_or(entries.len());
                    entries.insert(at, Entry::Label(label(LabelKind::Items(kind))));
                    at + 1
                }
            };
            entries.splice(at..at, queue);
        }
    }

    fn item(&self, seen: Seen, kind: Kind) -> Option<Entry> {
        let mut item = match seen {
            Seen::Old(place) => self.old(place)?,
            Seen::New(new) => self.fresh(new, kind),
        };
        item.kind = kind;
        Some(Entry::Item(item))
    }

    fn old(&self, place: usize) -> Option<Item> {
        let mut item = self.items.get(place)?.1.clone();
        let details = std::mem::take(&mut item.details).into_iter().enumerate();
        let kept = details.filter(|(at, detail)| {
            !matches!(detail, Detail::Field(_)) || !self.edits.fields_removed.contains(&(place, *at))
        });
        item.details = kept.map(|(_, detail)| detail).collect();
        let new = self.edits.fields_added.iter().filter(|(item, _)| *item == place);
        let at =
            item.details.iter().rposition(|detail| matches!(detail, Detail::Field(_))).map_or(0, |at| at + 1);
        let new: Vec<Detail> = new.map(|(_, field)| Detail::Field(typed(field))).collect();
        item.details.splice(at..at, new);
        Some(item)
    }

    fn fresh(&self, new: NewItem, kind: Kind) -> Item {
        // An action added in another's row shares the cells of the row.
        let shared =
            new.beside.and_then(|place| self.items.get(place)).map(|(_, item)| item.fields().cloned());
        let mut details: Vec<Detail> = new.fields.iter().map(|field| Detail::Field(typed(field))).collect();
        if details.is_empty() {
            details.extend(shared.into_iter().flatten().map(Detail::Field));
        }
        let span = Span::default();
        Item { kind, id: None, text: new.text, ordinal: None, details, span, text_span: span }
    }
}

impl Seen {
    fn place(&self) -> Option<usize> {
        match self {
            Seen::Old(place) => Some(*place),
            Seen::New(_) => None,
        }
    }
}

/// The places of the items of a kind, where the first item of the entries has this one.
fn places(entries: &[Entry], kind: Kind, first: usize) -> Vec<usize> {
    let items = entries.iter().filter_map(|entry| match entry {
        Entry::Item(item) => Some(item.kind),
        _ => None,
    });
    items.enumerate().filter(|(_, own)| *own == kind).map(|(at, _)| first + at).collect()
}

/// What stands where each old item stood: itself, and behind it what is new. Labels and notes may stand between old
/// items, so an item must not slide into the room of its neighbour; only where the order itself is new do the items take
/// the rooms one by one.
fn seated(list: Vec<Seen>, here: &[usize]) -> Vec<Vec<Seen>> {
    let room = |seen: &Seen| seen.place().and_then(|place| here.iter().position(|own| *own == place));
    let in_order = list.iter().filter_map(room).is_sorted();
    let mut rooms = vec![Vec::new(); here.len()];
    let mut at = 0;
    for (count, seen) in list.into_iter().enumerate() {
        at = if in_order { room(&seen).unwrap_or(at) } else { count.min(here.len().saturating_sub(1)) };
        if let Some(room) = rooms.get_mut(at) {
            room.push(seen);
        }
    }
    rooms
}

/// A label above nothing, where something stood below it before.
fn drop_empty_labels(entries: &mut Vec<Entry>, had: &[Kind]) {
    let kinds: Vec<Kind> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Item(item) => Some(item.kind),
            _ => None,
        })
        .collect();
    entries.retain(|entry| match entry {
        Entry::Label(Label { kind: LabelKind::Items(kind), .. }) => {
            kinds.contains(kind) || !had.contains(kind)
        }
        _ => true,
    });
}

fn label(kind: LabelKind) -> Label {
    Label { kind, wording: wording(kind), value: String::new(), span: Span::default() }
}

fn typed(field: &NewField) -> Field {
    let (value, more, span) = (field.value.clone(), String::new(), Span::default());
    Field { key: field.key, label: field.label, value, more, span, value_span: span }
}

fn note(text: &str) -> Entry {
    Entry::Note(Note { markdown: text.to_owned(), span: Span::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &[Option<usize>], here: &[usize], expected: &[&[Option<usize>]]) {
        let seen = |place: &Option<usize>| match place {
            Some(place) => Seen::Old(*place),
            None => Seen::New(NewItem::default()),
        };
        let rooms = seated(list.iter().map(seen).collect(), here);
        let rooms: Vec<Vec<Option<usize>>> =
            rooms.iter().map(|room| room.iter().map(Seen::place).collect()).collect();
        assert_eq!(rooms, expected);
    }

    #[test]
    fn nobody_slides_into_the_room_of_a_neighbour() {
        check(&[Some(3), None, Some(5), Some(8)], &[3, 5, 8], &[&[Some(3), None], &[Some(5)], &[Some(8)]]);
        check(&[None, Some(8)], &[3, 5, 8], &[&[None], &[], &[Some(8)]]);
        // One from elsewhere stands where it was put.
        check(&[Some(3), Some(1), Some(5)], &[3, 5], &[&[Some(3), Some(1)], &[Some(5)]]);
    }

    #[test]
    fn a_new_order_fills_the_rooms() {
        check(&[Some(5), Some(3), None], &[3, 5], &[&[Some(5)], &[Some(3), None]]);
    }
}
