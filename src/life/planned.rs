//! What was planned about a weakness and what was recorded of it; deadlines that were put off.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Planned, Slip};
use crate::compare::Side;
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::{FieldKey, Item, ItemId, Kind};
use crate::plan::{Entry, Placed};
use crate::progress::Record;
use crate::reading::date;

/// The records of one plan by item.
pub(super) type Records<'p> = HashMap<ItemId, Vec<&'p Record>>;

/// The records of a plan, by what they are about.
pub(super) fn records<'p>(side: &Side<'p>) -> Records<'p> {
    let mut records = Records::new();
    for record in &side.progress.records {
        records.entry(record.item).or_default().push(record);
    }
    records
}

/// What is recorded about an item.
pub(super) fn recorded(records: &Records<'_>, id: Option<ItemId>) -> Vec<Record> {
    let found = id.and_then(|id| records.get(&id));
    found.into_iter().flatten().map(|record| (*record).clone()).collect()
}

/// The targets, measures and actions that stand where a weakness stands.
pub(super) fn planned(placed: &Placed<'_>, records: &Records<'_>, period: Option<Period>) -> Rc<[Planned]> {
    let items = placed.entries.iter().filter_map(|entry| match entry {
        Entry::Item(item) if matches!(item.kind, Kind::Target | Kind::Measure | Kind::Action) => Some(item),
        _ => None,
    });
    let one = |item: &Item| {
        let written = |key| field(item, placed.entries, key);
        let schedule = written(FieldKey::Schedule);
        Planned {
            kind: item.kind,
            id: item.id,
            text: item.text.clone(),
            lead: written(FieldKey::Lead),
            deadline: date::read(&schedule, period).end,
            schedule,
            records: recorded(records, item.id),
        }
    };
    items.map(one).collect()
}

/// An action's field: its own, or else the one that all of its criterion share.
fn field(item: &Item, entries: &[Entry], key: FieldKey) -> String {
    let shared = || {
        entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == key && item.kind == Kind::Action => Some(field),
            _ => None,
        })
    };
    item.field(key).or_else(shared).map(|field| field.value.trim().to_owned()).unwrap_or_default()
}

/// Was the deadline put off from one plan to the next? The same action tells most surely; else
/// the last deadlines of both plans do.
pub(super) fn slip(before: &[Planned], after: &[Planned]) -> Option<Slip> {
    let same = |one: &Planned, other: &Planned| match (one.id, other.id) {
        (Some(id), Some(other)) if id == other => true,
        _ => one.text == other.text,
    };
    let dated = |plan: &'_ [Planned]| -> Vec<(usize, Date)> {
        plan.iter().enumerate().filter_map(|(at, one)| Some((at, one.deadline?))).collect()
    };
    let (old, new) = (dated(before), dated(after));
    let pairs = old.iter().flat_map(|(at, before_day)| {
        let later = new.iter().filter(|(other, _)| match (before.get(*at), after.get(*other)) {
            (Some(one), Some(other)) => same(one, other),
            _ => false,
        });
        later.map(|(_, after_day)| Slip { before: *before_day, after: *after_day })
    });
    let pairs: Vec<Slip> = pairs.collect();
    let last = |days: &[(usize, Date)]| days.iter().map(|(_, day)| *day).max();
    let slip = match pairs.is_empty() {
        false => {
            pairs.into_iter().max_by_key(|slip| (slip.after > slip.before, slip.months(), slip.after))?
        }
        true => Slip { before: last(&old)?, after: last(&new)? },
    };
    (slip.after > slip.before).then_some(slip)
}
