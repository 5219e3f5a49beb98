//! Which target or action is which: by a person's word, by id, by the same text, by the same
//! meaning, each pair once; by meaning so that all pairs together gain most.
//!
//! Targets and actions are made of few words that stand everywhere ("tham mưu", "tăng cường"), so
//! elsewhere than in its own criterion one is recognised only by words that say more than that.

use std::collections::{BTreeSet, HashMap};

use super::Match;
use super::assign::Gains;
use super::lexicon::Class;
use super::likeness::{cosine, likeness, stands_in};
use super::place::{Editions, Nearness};
use super::prepared::Prepared;
use super::promise::Promise;
use super::words::Words;
use crate::continuity::Continuity;
use crate::plan::item::ItemId;

/// Two that are one; positions in the two rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pairing {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) matched: Match,
    /// 0 to 1.
    pub(super) score: f32,
}

/// The targets or the actions of two plans.
pub(super) struct Rows<'r, 'b, 'a> {
    pub(super) plans: (&'r Prepared<'b>, &'r Prepared<'a>),
    pub(super) before: &'r [Promise<'b>],
    pub(super) after: &'r [Promise<'a>],
    /// What people decided: never contradicted.
    pub(super) continuity: &'r Continuity,
}

/// From which likeness on two are one.
fn enough(nearness: Nearness, editions: Editions) -> f32 {
    match (nearness, editions) {
        (Nearness::Same, _) => 0.45,
        (Nearness::Near, Editions::Different) => 0.50,
        (Nearness::Far, Editions::Different) => 0.62,
        (Nearness::Near, Editions::Same) => 0.62,
        (Nearness::Far, Editions::Same) => 0.70,
    }
}

/// So often are the rest assigned anew.
const ROUNDS: usize = 6;

/// All pairs of two rows, in the order of the earlier row.
pub(super) fn pairings(rows: &Rows<'_, '_, '_>) -> Vec<Pairing> {
    let mut search = Search::new(rows);
    search.by_record_and_id();
    search.by_text();
    search.by_meaning();
    search.found.sort_by_key(|pairing| pairing.before);
    search.found
}

struct Search<'s, 'r, 'b, 'a> {
    rows: &'s Rows<'r, 'b, 'a>,
    editions: Editions,
    found: Vec<Pairing>,
    /// Which of the rows are taken.
    taken: (BTreeSet<usize>, BTreeSet<usize>),
    /// What people said is not one.
    apart: BTreeSet<(usize, usize)>,
}

impl<'s, 'r, 'b, 'a> Search<'s, 'r, 'b, 'a> {
    fn new(rows: &'s Rows<'r, 'b, 'a>) -> Self {
        let editions = Editions::of(rows.plans.0.side.plan, rows.plans.1.side.plan);
        let taken = (BTreeSet::new(), BTreeSet::new());
        Search { rows, editions, found: Vec::new(), taken, apart: BTreeSet::new() }
    }

    fn add(&mut self, (before, after): (usize, usize), matched: Match) {
        let (Some(one), Some(other)) = (self.rows.before.get(before), self.rows.after.get(after)) else {
            return;
        };
        let free = !self.taken.0.contains(&before) && !self.taken.1.contains(&after);
        if free && !(matched != Match::Link && self.apart.contains(&(before, after))) {
            let plans = self.rows.plans;
            let same = one.text() == other.text();
            let score = if same { 1.0 } else { cosine(one.words(plans.0), other.words(plans.1)) };
            self.taken.0.insert(before);
            self.taken.1.insert(after);
            self.found.push(Pairing { before, after, matched, score });
        }
    }

    fn by_record_and_id(&mut self) {
        fn ids(row: &[Promise<'_>]) -> HashMap<ItemId, usize> {
            let known = row.iter().enumerate().rev();
            known.filter_map(|(at, one)| Some((one.placed.item.id?, at))).collect()
        }
        let (before, after) = (ids(self.rows.before), ids(self.rows.after));
        let period = |plan: &Prepared<'_>| plan.side.plan.front.period();
        let periods = period(self.rows.plans.0).zip(period(self.rows.plans.1));
        let records = periods.map(|periods| self.rows.continuity.links(periods)).unwrap_or_default();
        let known = records.iter().filter_map(|record| {
            let pair = (*before.get(&record.before)?, *after.get(&record.after)?);
            Some((pair, record.same))
        });
        let known: Vec<((usize, usize), bool)> = known.collect();
        self.apart.extend(known.iter().filter(|(_, same)| !same).map(|(pair, _)| *pair));
        known.iter().filter(|(_, same)| *same).for_each(|(pair, _)| self.add(*pair, Match::Link));
        for (at, one) in self.rows.before.iter().enumerate() {
            if let Some(same) = one.placed.item.id.and_then(|id| after.get(&id)) {
                self.add((at, *same), Match::Id);
            }
        }
    }

    /// The same text in the same criterion, then anywhere.
    fn by_text(&mut self) {
        let mut texts: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, one) in self.rows.after.iter().enumerate().filter(|(at, _)| !self.taken.1.contains(at)) {
            texts.entry(one.text()).or_default().push(at);
        }
        let elsewhere = match self.editions {
            Editions::Same => Match::OtherCriterion,
            Editions::Different => Match::OtherEdition,
        };
        for in_place in [true, false] {
            for (before, one) in self.rows.before.iter().enumerate() {
                for after in texts.get(one.text()).into_iter().flatten() {
                    let Some(other) = self.rows.after.get(*after) else { continue };
                    let same = self.editions == Editions::Same && one.placed.anchor == other.placed.anchor;
                    if same == in_place {
                        self.add((before, *after), if same { Match::SameText } else { elsewhere });
                    }
                }
            }
        }
    }

    fn by_meaning(&mut self) {
        let free = |row: usize, taken: &BTreeSet<usize>| (0..row).filter(|at| !taken.contains(at)).collect();
        let before: Vec<usize> = free(self.rows.before.len(), &self.taken.0);
        let after: Vec<usize> = free(self.rows.after.len(), &self.taken.1);
        if before.is_empty() || after.is_empty() {
            return;
        }
        let mut gains = Gains::new(before.len(), after.len());
        let mut any = false;
        for (row, one) in before.iter().enumerate() {
            for (column, other) in after.iter().enumerate() {
                if let Some(gain) = self.gain(*one, *other) {
                    gains.set(row, column, gain);
                    any = true;
                }
            }
        }
        for (row, column) in if any { self.agreed(&mut gains, (&before, &after)) } else { Vec::new() } {
            let (Some(one), Some(other)) = (before.get(row), after.get(column)) else { continue };
            let matched = match (self.nearness(*one, *other), self.editions) {
                (Nearness::Same, _) => Match::SameMeaning,
                (_, Editions::Same) => Match::OtherCriterion,
                (_, Editions::Different) => Match::OtherEdition,
            };
            self.add((*one, *other), matched);
        }
    }

    /// The assignment that gains most among pairs against which nothing speaks. To look for that
    /// is dear, so only chosen pairs are looked at, and the rest is assigned anew without the refused.
    fn agreed(&self, gains: &mut Gains, free: (&[usize], &[usize])) -> Vec<(usize, usize)> {
        let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
        for _ in 0..ROUNDS {
            let pairs = gains.best();
            let stands = |(row, column): &(usize, usize)| {
                let pair = free.0.get(*row).zip(free.1.get(*column));
                known.contains(&(*row, *column)) || pair.is_some_and(|(one, other)| self.is_one(*one, *other))
            };
            let (good, refused): (Vec<_>, Vec<_>) = pairs.iter().copied().partition(stands);
            if refused.is_empty() {
                return pairs;
            }
            refused.iter().for_each(|(row, column)| gains.set(*row, *column, 0.0));
            known.extend(&good);
        }
        gains.best().into_iter().filter(|pair| known.contains(pair)).collect()
    }

    /// What two sentences have in common; None where that is too little.
    fn gain(&self, before: usize, after: usize) -> Option<f32> {
        let (one, other) = (self.rows.before.get(before)?, self.rows.after.get(after)?);
        let score = cosine(one.words(self.rows.plans.0), other.words(self.rows.plans.1));
        if score < enough(Nearness::Same, self.editions) {
            return None;
        }
        let nearness = self.nearness(before, after);
        let fits = score >= enough(nearness, self.editions) && !self.apart.contains(&(before, after));
        fits.then_some(score + if nearness == Nearness::Same { 0.25 } else { 0.0 })
    }

    /// Does nothing speak against two being one?
    fn is_one(&self, before: usize, after: usize) -> bool {
        let Some((one, other)) = self.rows.before.get(before).zip(self.rows.after.get(after)) else {
            return false;
        };
        let (words, others) = (one.words(self.rows.plans.0), other.words(self.rows.plans.1));
        let alike = likeness(words, others);
        let elsewhere = self.nearness(before, after) != Nearness::Same;
        !(alike.other_object || elsewhere && (alike.other_filling || !is_specific(words, others)))
    }

    fn nearness(&self, before: usize, after: usize) -> Nearness {
        let places = self.rows.before.get(before).and_then(Promise::place);
        let places = places.zip(self.rows.after.get(after).and_then(Promise::place));
        places.map_or(Nearness::Far, |(one, other)| one.nearness(other, self.editions))
    }
}

/// Do two share more than words that are said of anything?
fn is_specific(one: &Words, other: &Words) -> bool {
    let shared = one.content().filter(|token| token.class > Class::Vague && stands_in(token, other));
    shared.map(|token| token.weight).sum::<f32>() >= 1.2
}
