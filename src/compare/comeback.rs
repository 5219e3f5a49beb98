//! Weaknesses that had left the plans and are there again.
//!
//! Those that left are kept under their telling words; a new one is only held against those with
//! which it shares one, the latest first. So the work does not grow with the square of the years.

use std::collections::{BTreeSet, HashMap};

use super::chain::Comeback;
use super::entry::Entry;
use super::likeness::cosine;
use super::matching::{Link, rung, same_text};
use super::place::{Editions, Nearness};
use super::prepared::Prepared;
use super::signs::{Sign, refusal, signs};
use super::syllable::ByHash;
use super::weights::Weights;
use super::words::Term;
use crate::continuity::Continuity;

/// How many of those that left are looked at for one word.
const LATEST: usize = 24;
/// After a gap only what is very likely counts: the logarithm of the odds.
const SURE: f32 = 1.0;

/// Plan and weakness; positions in the chain.
type At = (usize, usize);

/// Those that left, by their telling words.
#[derive(Default)]
pub(super) struct Departed {
    by_word: HashMap<u64, Vec<At>, ByHash>,
    back: BTreeSet<At>,
}

impl Departed {
    /// Keeps what stands in plan `at` and has no link to the next one.
    pub(super) fn keep(&mut self, at: usize, plan: &Prepared<'_>, links: &[Link]) {
        let linked: BTreeSet<usize> = links.iter().map(|link| link.before).collect();
        for (place, entry) in plan.weaknesses.iter().enumerate().filter(|(place, _)| !linked.contains(place))
        {
            for term in telling(entry) {
                self.by_word.entry(term.concept).or_default().push((at, place));
            }
        }
    }

    /// Which of the new weaknesses of plan `at` had left before.
    pub(super) fn returns(
        &mut self,
        at: usize,
        plans: &[&Prepared<'_>],
        of: (&[Link], &Continuity, &Weights),
    ) -> Vec<Comeback> {
        let (links, continuity, weights) = of;
        let Some(plan) = plans.get(at) else { return Vec::new() };
        let linked: BTreeSet<usize> = links.iter().map(|link| link.after).collect();
        let mut found: Vec<(f32, Comeback)> = Vec::new();
        for (place, entry) in plan.weaknesses.iter().enumerate().filter(|(place, _)| !linked.contains(place))
        {
            for left in self.candidates(entry) {
                let held = Held { left, back: (at, place), plans, continuity, weights };
                found.extend(held.judged(entry));
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.left.cmp(&one.1.left)));
        let mut taken = BTreeSet::new();
        found.retain(|(_, one)| self.back.insert(one.left) && taken.insert(one.back));
        found.into_iter().map(|(_, one)| one).collect()
    }

    fn candidates(&self, entry: &Entry<'_>) -> BTreeSet<At> {
        let lists = telling(entry).into_iter().filter_map(|term| self.by_word.get(&term.concept));
        let latest = lists.flat_map(|list| list.iter().rev().take(LATEST));
        latest.filter(|at| !self.back.contains(at)).copied().collect()
    }
}

/// The words of a weakness that tell most.
fn telling<'e>(entry: &'e Entry<'_>) -> Vec<&'e Term> {
    let mut terms: Vec<&Term> = entry.words.terms.iter().collect();
    terms.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    terms.truncate(4);
    terms
}

/// A weakness that left, held against one that is new.
struct Held<'h, 'p> {
    left: At,
    back: At,
    plans: &'h [&'h Prepared<'p>],
    continuity: &'h Continuity,
    weights: &'h Weights,
}

impl Held<'_, '_> {
    fn judged(&self, entry: &Entry<'_>) -> Option<(f32, Comeback)> {
        let (then, now) = (self.plans.get(self.left.0)?, self.plans.get(self.back.0)?);
        let old = then.weaknesses.get(self.left.1)?;
        let editions = Editions::of(then.side.plan, now.side.plan);
        let nearness = old.place.nearness(&entry.place, editions);
        let same = same_text(old, entry) && nearness == Nearness::Same;
        let signs = signs(old, entry, editions);
        let fit = if same { f32::INFINITY } else { self.weights.first(&signs) };
        let refused = !same && refusal(&signs, &old.words, &entry.words).is_some();
        if fit < SURE || refused || signs.get(Sign::Shared) <= 0.0 || self.is_denied(old, entry) {
            return None;
        }
        let score = if same_text(old, entry) { 1.0 } else { cosine(&old.words, &entry.words) };
        let matched = rung(nearness, editions, same);
        Some((fit, Comeback { left: self.left, back: self.back, matched, score }))
    }

    /// Did a person record that they are two?
    fn is_denied(&self, old: &Entry<'_>, new: &Entry<'_>) -> bool {
        let period = |at: usize| self.plans.get(at)?.side.plan.front.period();
        let Some(periods) = period(self.left.0).zip(period(self.back.0)) else { return false };
        let ids = (old.placed.item.id, new.placed.item.id);
        let links = self.continuity.links(periods);
        links.iter().any(|one| (Some(one.before), Some(one.after)) == ids && !one.same)
    }
}
