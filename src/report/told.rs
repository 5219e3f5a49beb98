//! One item of the plan with everything that was recorded about it.

use super::doubt::{self, Doubt};
use super::next::Next;
use super::outcome::Outcome;
use super::percent::Percent;
use crate::compare::Ref;
use crate::date::Date;
use crate::plan::item::{FieldKey, Kind};
use crate::plan::{Detail, Entry, Placed};
use crate::progress::{Progress, Record};

/// An item, what was recorded about it, and how far that says it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub kind: Kind,
    pub item: Ref,
    /// The cause of a weakness, as the plan has it.
    pub cause: String,
    /// Who leads an action, as written.
    pub lead: String,
    /// When, as written.
    pub schedule: String,
    /// The degree of completion that the plan itself states (form of 2026), as written.
    pub stated: String,
    /// As far as they count, newest last.
    pub records: Vec<Record>,
    pub outcome: Outcome,
    pub percent: Percent,
    pub next: Next,
    pub doubts: Vec<Doubt>,
}

impl Told {
    /// Reads the records of an item. What the plan itself states has no day, so it does not count
    /// where only records up to a day do.
    pub(super) fn new(placed: &Placed<'_>, progress: &Progress, until: Option<Date>, next: Next) -> Told {
        let counts = |record: &&Record| until.is_none_or(|until| record.date <= until);
        let own = progress.records.iter().filter(|record| placed.item.id == Some(record.item));
        let records: Vec<Record> = own.filter(counts).cloned().collect();
        let stated = field(placed, FieldKey::Status);
        let by_plan = if until.is_none() { Outcome::stated(&stated) } else { Outcome::Unknown };
        let last = records.last();
        let mut told = Told {
            kind: placed.item.kind,
            item: Ref { text: sentence(placed), ..Ref::of(placed) },
            cause: field(placed, FieldKey::Cause),
            lead: field(placed, FieldKey::Lead),
            schedule: field(placed, FieldKey::Schedule),
            stated,
            outcome: last.map_or(by_plan, |record| Outcome::of(record.status)),
            percent: Percent::recorded(&records),
            records,
            next,
            doubts: Vec::new(),
        };
        told.doubts = doubt::doubts(&told);
        told
    }

    /// The newest record: it alone says how the item stands.
    pub fn last(&self) -> Option<&Record> {
        self.records.last()
    }
}

/// What the item says; of one that is no sentence (a block of HTML, a table), its Markdown.
fn sentence(placed: &Placed<'_>) -> String {
    let item = placed.item;
    if !item.text.trim().is_empty() {
        return item.text.clone();
    }
    let notes = item.details.iter().filter_map(|detail| match detail {
        Detail::Note(note) => Some(note.markdown.trim()),
        Detail::Field(_) => None,
    });
    notes.collect::<Vec<_>>().join(" ")
}

/// A field as written: the item's own, else the one that the criterion's actions share.
fn field(placed: &Placed<'_>, key: FieldKey) -> String {
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == key && placed.item.kind == Kind::Action => Some(field),
            _ => None,
        })
    };
    placed.item.field(key).or_else(shared).map(|field| field.value.trim().to_owned()).unwrap_or_default()
}
