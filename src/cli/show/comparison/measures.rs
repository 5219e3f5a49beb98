//! Targets and actions in the report: what is repeated year after year, what moved, what is new.

use std::collections::BTreeMap;

use super::{Phrase, Teller, mark, place, tone};
use crate::compare::{Change, ItemChange, Status};
use crate::export::{Entry, Group, Line, Part, Tone};

/// The parts on repeated actions, on targets and on actions.
pub(super) fn parts(teller: &Teller<'_>) -> Vec<Part> {
    let comparison = teller.comparison();
    let repeated: Vec<&ItemChange> = comparison.actions.iter().filter(|one| one.repeated).collect();
    let rest = comparison.actions.iter().filter(|one| !one.repeated);
    vec![
        Part {
            heading: teller.say(Phrase::Repeated),
            intro: teller.say(Phrase::RepeatedIntro),
            groups: groups(teller, repeated.into_iter()),
        },
        Part {
            heading: teller.say(Phrase::Targets),
            intro: String::new(),
            groups: groups(teller, comparison.targets.iter()),
        },
        Part { heading: teller.say(Phrase::Actions), intro: String::new(), groups: groups(teller, rest) },
    ]
}

/// By criterion; what stands as it stood is left out, unless it is repeated.
fn groups<'i>(teller: &Teller<'_>, items: impl Iterator<Item = &'i ItemChange>) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, Option<(u8, u8)>), Group> = BTreeMap::new();
    for item in items.filter(|one| one.repeated || one.status != Status::Carried || !one.changes.is_empty()) {
        let old = teller.compared.other_edition && item.after.is_none();
        let group = groups
            .entry((old, item.criterion.map(place)))
            .or_insert_with(|| Group { heading: teller.criterion(item.criterion, old), entries: Vec::new() });
        group.entries.push(entry(teller, item));
    }
    groups.into_values().collect()
}

fn entry(teller: &Teller<'_>, item: &ItemChange) -> Entry {
    let mut facts: Vec<String> = item.changes.iter().map(|change| fact(teller, item, change)).collect();
    if item.repeated {
        facts.insert(0, teller.say(Phrase::RepeatedYears(item.years)));
    }
    if item.slips.times > 1 {
        facts.push(teller.say(Phrase::PutOff(item.slips)));
    }
    facts.retain(|fact| !fact.is_empty());
    let text = |side: &Option<crate::compare::Ref>| side.as_ref().map(|one| one.text.clone());
    let lines = match (text(&item.before), text(&item.after)) {
        (Some(before), Some(after)) if before != after => vec![
            Line::plain(teller.say(Phrase::Before), &before),
            Line::plain(teller.say(Phrase::Now), &after),
        ],
        (before, after) => vec![Line::plain(String::new(), &after.or(before).unwrap_or_default())],
    };
    let tone = match item.status {
        Status::Carried => Tone::Plain,
        Status::Dropped => Tone::Plain,
        status => tone(status),
    };
    let mark = match item.status {
        _ if item.repeated => "↻",
        Status::Dropped => "–",
        status => mark(status),
    };
    let label = if item.repeated { String::new() } else { teller.say(Phrase::ItemStatus(item.status)) };
    Entry { tone, mark, label, facts, lines, notes: Vec::new() }
}

fn fact(teller: &Teller<'_>, item: &ItemChange, change: &Change) -> String {
    let anchors = |one: &ItemChange| Some((one.before.as_ref()?.criterion?, one.after.as_ref()?.criterion?));
    match change.clone() {
        Change::Text => teller.say(Phrase::Reworded),
        Change::Criterion => {
            anchors(item).map(|(from, to)| teller.say(Phrase::MovedTo { from, to })).unwrap_or_default()
        }
        Change::Deadline { before, after, slip } => teller.say(Phrase::Deadline { before, after, slip }),
        Change::Budget { before, after, amounts, .. } => {
            teller.say(Phrase::Budget { before, after, amounts })
        }
        Change::Lead { before, after } => teller.say(Phrase::NewLead { before, after }),
        Change::Aim { before, after, raised } => teller.say(Phrase::Aim { before, after, raised }),
    }
}
