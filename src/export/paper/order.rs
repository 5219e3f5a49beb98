//! A plan's standards and criteria with everything counted: items, notes and shared fields in the order of the plan.
//!
//! A table prints in another order than the plan stands in (levels first, targets beside weaknesses), so what is counted
//! in the plan's order is counted here, before. Nothing is printed here.

use crate::plan::item::{Detail, Field, Item, Kind, Note};
use crate::plan::{Criterion, CriterionId, Entries, Entry, Label, LabelKind, Plan, Standard};

/// One standard with what stands under it.
#[derive(Debug)]
pub(super) struct Group<'p> {
    pub(super) standard: &'p Standard,
    /// What stands under the standard itself; no pieces where nothing does.
    pub(super) own: Place<'p>,
    pub(super) criteria: Vec<Place<'p>>,
}

/// A criterion, or a standard alone, with its counted entries.
#[derive(Debug)]
pub(super) struct Place<'p> {
    /// None for the standard's own entries.
    pub(super) criterion: Option<&'p Criterion>,
    /// The criterion's number; for a standard alone its number with the serial 0.
    pub(super) id: CriterionId,
    pub(super) pieces: Vec<Piece<'p>>,
    pub(super) level: Option<Level<'p>>,
}

/// The level as it is written: its number where it is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level<'p> {
    pub(super) label: &'p Label,
    pub(super) number: Option<u8>,
}

/// An entry with its count.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'p> {
    Label(&'p Label),
    Item(Counted<'p>),
    Shared(Shared<'p>),
    Note(CountedNote<'p>),
}

/// An item, its place among all items of the plan, and the number of its first note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'p> {
    pub(super) item: &'p Item,
    pub(super) place: usize,
    pub(super) note: usize,
    /// The wording of the label above it.
    pub(super) label: &'static str,
}

/// A field of `Thực hiện chung`, its place under its criterion, and the number of the note nested in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared<'p> {
    pub(super) field: &'p Field,
    pub(super) place: usize,
    pub(super) note: usize,
}

/// A note with its number among all notes of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedNote<'p> {
    pub(super) note: &'p Note,
    pub(super) number: usize,
}

impl<'p> Place<'p> {
    pub(super) fn items(&self, kind: Kind) -> impl Iterator<Item = Counted<'p>> {
        self.pieces.iter().filter_map(move |piece| match piece {
            Piece::Item(counted) if counted.item.kind == kind => Some(*counted),
            _ => None,
        })
    }

    pub(super) fn shared(&self) -> Vec<Shared<'p>> {
        let shared = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Shared(shared) => Some(*shared),
            _ => None,
        });
        shared.collect()
    }

    pub(super) fn notes(&self) -> impl Iterator<Item = CountedNote<'p>> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Note(note) => Some(*note),
            _ => None,
        })
    }

    /// Every label that says a level; people write one.
    pub(super) fn levels(&self) -> impl Iterator<Item = &'p Label> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Label(label) if label.kind == LabelKind::Level && !label.value.is_empty() => Some(*label),
            _ => None,
        })
    }

    pub(super) fn has_weaknesses(&self) -> bool {
        self.items(Kind::Weakness).next().is_some()
    }

    /// Is there anything to print but labels?
    pub(super) fn says_something(&self) -> bool {
        self.levels().next().is_some() || self.pieces.iter().any(|piece| !matches!(piece, Piece::Label(_)))
    }
}

impl Group<'_> {
    /// What stands under the standard itself, where something does, then its criteria.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place<'_>> {
        Some(&self.own).filter(|own| own.says_something()).into_iter().chain(&self.criteria)
    }
}

/// The standards of each section.
pub(super) fn groups(plan: &Plan) -> Vec<Vec<Group<'_>>> {
    let mut count = Count::default();
    plan.sections
        .iter()
        .map(|section| section.standards.iter().map(|standard| count.standard(standard)).collect())
        .collect()
}

#[derive(Default)]
struct Count {
    items: usize,
    notes: usize,
}

impl Count {
    fn standard<'p>(&mut self, standard: &'p Standard) -> Group<'p> {
        let id = CriterionId { standard: standard.number.unwrap_or_default(), serial: 0 };
        let own = self.place(None, id, (&standard.entries, standard.level()));
        let criteria = standard.criteria.iter().map(|criterion| {
            self.place(Some(criterion), criterion.id, (&criterion.entries, criterion.level()))
        });
        Group { standard, own, criteria: criteria.collect() }
    }

    fn place<'p>(
        &mut self,
        criterion: Option<&'p Criterion>,
        id: CriterionId,
        (entries, number): (&'p [Entry], Option<u8>),
    ) -> Place<'p> {
        let mut label = "";
        let mut pieces = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            pieces.push(match entry {
                Entry::Label(found) => {
                    label = found.wording;
                    Piece::Label(found)
                }
                Entry::Item(item) => Piece::Item(self.item(item, label)),
                Entry::Shared(field) => Piece::Shared(Shared { field, place, note: self.more(field) }),
                Entry::Note(note) => Piece::Note(CountedNote { note, number: self.note() }),
            });
        }
        let level = pieces.iter().find_map(|piece| match piece {
            Piece::Label(label) if label.kind == LabelKind::Level => Some(Level { label, number }),
            _ => None,
        });
        let level = level.filter(|level| !level.label.value.is_empty());
        Place { criterion, id, pieces, level }
    }

    fn item<'p>(&mut self, item: &'p Item, label: &'static str) -> Counted<'p> {
        let counted = Counted { item, place: self.items, note: self.notes, label };
        self.items += 1;
        for detail in &item.details {
            match detail {
                Detail::Note(_) => self.notes += 1,
                Detail::Field(field) => {
                    self.more(field);
                }
            }
        }
        counted
    }

    /// The number of the note nested in a field, where there is one.
    fn more(&mut self, field: &Field) -> usize {
        let number = self.notes;
        self.notes += usize::from(!field.more.is_empty());
        number
    }

    fn note(&mut self) -> usize {
        self.notes += 1;
        self.notes - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    #[test]
    fn items_and_notes_are_counted_in_the_order_of_the_plan() {
        let plan = parse(
            "## III. Nội dung\n\n### Tiêu chuẩn 1\n\nLời.\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n- A.\n  - Chủ trì: HT\n    - thêm\n  - việc\n\
             - B.\n\n**Thực hiện chung**\n\n- Thời gian: năm học\n\nHết.\n",
        )
        .plan;
        let groups = groups(&plan);
        let group = &groups[0][0];
        assert_eq!(group.own.notes().map(|note| note.number).collect::<Vec<_>>(), [0]);
        let place = &group.criteria[0];
        let items: Vec<_> = place.items(Kind::Action).map(|one| (one.place, one.note, one.label)).collect();
        assert_eq!(items, [(0, 1, "Giải pháp"), (1, 3, "Giải pháp")]);
        assert_eq!(place.shared().iter().map(|one| (one.place, one.note)).collect::<Vec<_>>(), [(4, 3)]);
        assert_eq!(place.notes().map(|note| note.number).collect::<Vec<_>>(), [3]);
    }
}
