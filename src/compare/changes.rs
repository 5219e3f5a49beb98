//! What became of targets and actions: matched like weaknesses, then compared field by field.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::likeness::{cosine, likeness};
use super::place::Editions;
use super::prepared::Prepared;
use super::words::Words;
use super::{Change, DeadlineMove, ItemChange, Match, Ref, Status, standing};
use crate::continuity::{Continuity, LinkRecord, Periods};
use crate::date::Date;
use crate::plan::item::{FieldKey, Kind};
use crate::plan::{Entry, Placed};
use crate::reading::quantity::quantities;
use crate::reading::{date, money};

/// Two sentences of other kinds than weaknesses are one from this likeness on.
const ENOUGH: f32 = 0.45;

/// The two plans, and the items of one kind in each.
pub(super) struct Items<'r, 'b, 'a> {
    pub(super) plans: (&'r Prepared<'b>, &'r Prepared<'a>),
    pub(super) before: &'r [Placed<'b>],
    pub(super) after: &'r [Placed<'a>],
    /// What people decided: never contradicted.
    pub(super) continuity: &'r Continuity,
}

/// What became of each item. `stood` tells in how many consecutive plans, the later one included,
/// a sentence has stood word for word.
pub(super) fn changes(items: &Items<'_, '_, '_>, stood: impl Fn(&str) -> u16) -> Vec<ItemChange> {
    let links = items.links();
    let mut told = Vec::new();
    for (at, before) in items.before.iter().enumerate() {
        match links.iter().find(|link| link.0 == at).and_then(|link| Some((link, items.after.get(link.1)?))) {
            Some((link, after)) => told.push(items.carried((before, after), (link.2, link.3))),
            None => told.push(items.gone(before)),
        }
    }
    let linked: BTreeSet<usize> = links.iter().map(|link| link.1).collect();
    let new = items.after.iter().enumerate().filter(|(at, _)| !linked.contains(at));
    told.extend(new.map(|(_, placed)| one_sided(Status::New, placed)));
    for change in &mut told {
        if let Some(after) = &change.after {
            change.years = stood(&after.text).max(1);
            let action = items.after.first().is_some_and(|placed| placed.item.kind == Kind::Action);
            change.repeated = action && change.status == Status::Carried && change.years > 1;
        }
    }
    told.sort_by_key(|change| change.criterion.map(standing));
    told
}

type Found = (usize, usize, Match, f32);

impl Items<'_, '_, '_> {
    /// A person's word, ids, then the same text in the same place, then anywhere, then the same meaning in place.
    fn links(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let editions = Editions::of(self.plans.0.side.plan, self.plans.1.side.plan);
        let records = self.periods().map(|periods| self.continuity.links(periods)).unwrap_or_default();
        let decided = |one: &Placed<'_>, other: &Placed<'_>| {
            let about = |record: &&&LinkRecord| {
                (Some(record.before), Some(record.after)) == (one.item.id, other.item.id)
            };
            records.iter().find(about).map(|record| record.same)
        };
        let apart = |one: &Placed<'_>, other: &Placed<'_>| decided(one, other) == Some(false);
        let in_place = |one: &Placed<'_>, other: &Placed<'_>| {
            one.anchor == other.anchor && editions == Editions::Same && !apart(one, other)
        };
        let same_text =
            |one: &Placed<'_>, other: &Placed<'_>| one.item.text == other.item.text && !apart(one, other);
        let same_id = |one: &Placed<'_>, other: &Placed<'_>| {
            one.item.id.is_some() && one.item.id == other.item.id && !apart(one, other)
        };
        self.pair(&mut found, |one, other| (decided(one, other) == Some(true)).then_some(Match::Link));
        self.pair(&mut found, |one, other| same_id(one, other).then_some(Match::Id));
        self.pair(&mut found, |one, other| {
            (same_text(one, other) && in_place(one, other)).then_some(Match::SameText)
        });
        let elsewhere = match editions {
            Editions::Same => Match::OtherCriterion,
            Editions::Different => Match::OtherEdition,
        };
        self.pair(&mut found, |one, other| same_text(one, other).then_some(elsewhere));
        self.by_meaning(&mut found, in_place);
        found
    }

    fn pair(&self, found: &mut Vec<Found>, rung: impl Fn(&Placed<'_>, &Placed<'_>) -> Option<Match>) {
        let mut before: BTreeSet<usize> = found.iter().map(|link| link.0).collect();
        let mut after: BTreeSet<usize> = found.iter().map(|link| link.1).collect();
        for (at, one) in
            self.before.iter().enumerate().filter(|(at, _)| !before.contains(at)).collect::<Vec<_>>()
        {
            let free = self.after.iter().enumerate().filter(|(other, _)| !after.contains(other));
            let hit = free.filter_map(|(place, other)| Some((place, other, rung(one, other)?))).next();
            if let Some((place, other, matched)) = hit {
                let same = one.item.text == other.item.text;
                let score = if same { 1.0 } else { self.score(one, other) };
                found.push((at, place, matched, score));
                before.insert(at);
                after.insert(place);
            }
        }
    }

    /// The periods of the two plans, where both say theirs.
    fn periods(&self) -> Option<Periods> {
        let period = |plan: &Prepared<'_>| plan.side.plan.front.period();
        period(self.plans.0).zip(period(self.plans.1))
    }

    fn score(&self, one: &Placed<'_>, other: &Placed<'_>) -> f32 {
        cosine(&self.plans.0.words(&one.item.text), &self.plans.1.words(&other.item.text))
    }

    fn by_meaning(&self, found: &mut Vec<Found>, in_place: impl Fn(&Placed<'_>, &Placed<'_>) -> bool) {
        let free =
            |row: &[Placed<'_>], taken: &BTreeSet<usize>, plan: &Prepared<'_>| -> Vec<(usize, Words)> {
                let left = row.iter().enumerate().filter(|(at, _)| !taken.contains(at));
                left.map(|(at, placed)| (at, plan.words(&placed.item.text))).collect()
            };
        let before = free(self.before, &found.iter().map(|link| link.0).collect(), self.plans.0);
        let after = free(self.after, &found.iter().map(|link| link.1).collect(), self.plans.1);
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for (one, words) in &before {
            for (other, other_words) in &after {
                let (Some(first), Some(second)) = (self.before.get(*one), self.after.get(*other)) else {
                    continue;
                };
                let score = cosine(words, other_words);
                if score >= ENOUGH && in_place(first, second) && !likeness(words, other_words).other_object {
                    pairs.push((score, *one, *other));
                }
            }
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (score, one, other) in pairs {
            if !found.iter().any(|link| link.0 == one || link.1 == other) {
                found.push((one, other, Match::SameMeaning, score));
            }
        }
    }

    fn carried(&self, pair: (&Placed<'_>, &Placed<'_>), link: (Match, f32)) -> ItemChange {
        let (before, after) = pair;
        ItemChange {
            status: Status::Carried,
            criterion: after.anchor,
            repeated: false,
            years: 2,
            matched: Some(link.0),
            similarity: Some(f64::from((link.1 * 100.0).round()) / 100.0),
            before: Some(Ref::of(before)),
            after: Some(Ref::of(after)),
            changes: self.what_changed(before, after),
        }
    }

    fn gone(&self, placed: &Placed<'_>) -> ItemChange {
        let record = placed.item.id.and_then(|id| self.plans.0.side.progress.last(id));
        let done = record.is_some_and(|record| record.status.is_done());
        one_sided(if done { Status::Resolved } else { Status::Dropped }, placed)
    }

    fn what_changed(&self, before: &Placed<'_>, after: &Placed<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        if before.anchor != after.anchor {
            changes.push(Change::Criterion);
        }
        if before.item.text != after.item.text {
            changes.push(aim(before, after).unwrap_or(Change::Text));
        }
        let written = |key| (field(before, key), field(after, key));
        let changed =
            |key| Some(written(key)).filter(|(old, new)| old != new && !(old.is_empty() && new.is_empty()));
        if let Some((old, new)) = changed(FieldKey::Schedule) {
            let shift = self.shift(&old, &new);
            changes.push(Change::Deadline { before: old, after: new, shift });
        }
        if let Some((old, new)) = changed(FieldKey::Budget) {
            let amounts = money::read(&old).amount.zip(money::read(&new).amount);
            let trend = amounts.map(|(old, new)| new.cmp(&old));
            if trend != Some(Ordering::Equal) {
                changes.push(Change::Budget { before: old, after: new, trend });
            }
        }
        if let Some((before, after)) = changed(FieldKey::Lead) {
            changes.push(Change::Lead { before, after });
        }
        changes
    }

    /// Where a deadline went, as far as both can be read.
    fn shift(&self, before: &str, after: &str) -> Option<DeadlineMove> {
        let end = |text: &str, plan: &Prepared<'_>| date::read(text, plan.side.plan.front.period()).end;
        let (old, new) = (end(before, self.plans.0)?, end(after, self.plans.1)?);
        let year_on = Date { year: old.year + 1, ..old };
        Some(match new.cmp(&old) {
            Ordering::Equal => DeadlineMove::Same,
            Ordering::Less => DeadlineMove::Earlier,
            // February ends on other days; the month is what people plan by.
            Ordering::Greater if (new.year, new.month) == (year_on.year, year_on.month) => {
                DeadlineMove::YearOn
            }
            Ordering::Greater => DeadlineMove::Later,
        })
    }
}

/// A field as written: the action's own, else the one that the criterion's actions share.
fn field(placed: &Placed<'_>, key: FieldKey) -> String {
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == key => Some(field),
            _ => None,
        })
    };
    placed.item.field(key).or_else(shared).map(|field| field.value.trim().to_owned()).unwrap_or_default()
}

/// A target that asks for another figure than before.
fn aim(before: &Placed<'_>, after: &Placed<'_>) -> Option<Change> {
    if after.item.kind != Kind::Target {
        return None;
    }
    let (old, new) = (quantities(&before.item.text), quantities(&after.item.text));
    let [old] = old.as_slice() else { return None };
    let [new] = new.as_slice() else { return None };
    let differ = old.kind == new.kind && (old.value - new.value).abs() > 1e-9;
    let written = |placed: &Placed<'_>, one: &crate::reading::quantity::Quantity| {
        placed.item.text.get(one.span.clone()).unwrap_or_default().to_owned()
    };
    differ.then(|| Change::Aim {
        before: written(before, old),
        after: written(after, new),
        raised: new.value > old.value,
    })
}

fn one_sided(status: Status, placed: &Placed<'_>) -> ItemChange {
    let here = Some(Ref::of(placed));
    let (before, after) = if status == Status::New { (None, here) } else { (here, None) };
    ItemChange {
        status,
        criterion: placed.anchor,
        repeated: false,
        years: 1,
        matched: None,
        similarity: None,
        before,
        after,
        changes: Vec::new(),
    }
}
