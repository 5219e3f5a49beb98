//! All years of a school: which weakness is which from each plan to the next, and which had left
//! and came back.
//!
//! A chain is judged once; the comparison of any two neighbours is then told from it, and so are
//! the lives of single weaknesses. It only stands on what neighbours say: nothing is quadratic in
//! the number of years.

use std::collections::BTreeSet;

use super::changes::{self, Items};
use super::matching::Link;
use super::prepared::Prepared;
use super::{Comparison, Weakness, copying, sections, weaknesses};
use crate::continuity::{Continuity, Periods};

/// Consecutive plans of a school, oldest first, with the links between neighbours.
pub struct Chain<'c, 'p> {
    pub plans: Vec<&'c Prepared<'p>>,
    pub continuity: &'c Continuity,
    /// `links[i]` leads from plan `i` to plan `i + 1`.
    pub links: Vec<Vec<Link>>,
    /// `stood[i][w]`: in how many consecutive plans weakness `w` of plan `i` has stood.
    pub stood: Vec<Vec<u16>>,
    /// Weaknesses that had left and came back.
    pub comebacks: Vec<Comeback>,
}

/// A weakness that had left the plans and is there again; positions in the chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comeback {
    /// Plan and weakness where it stood last.
    pub left: (usize, usize),
    /// Plan and weakness where it is again.
    pub back: (usize, usize),
    pub matched: super::Match,
    pub score: f32,
}

impl<'c, 'p> Chain<'c, 'p> {
    /// Links all neighbours.
    pub fn new(plans: &[&'c Prepared<'p>], continuity: &'c Continuity) -> Self {
        let mut links: Vec<Vec<Link>> = Vec::new();
        let mut stood = vec![plans.first().map_or(Vec::new(), |first| vec![1; first.weaknesses.len()])];
        for pair in plans.windows(2) {
            let [one, next] = pair else { continue };
            let found = weaknesses::linked(one, next, continuity);
            let before = stood.last().map_or(&[][..], Vec::as_slice);
            stood.push(weaknesses::years(&found, before, next.weaknesses.len()));
            links.push(found);
        }
        Chain { plans: plans.to_vec(), continuity, links, stood, comebacks: Vec::new() }
    }

    /// The comparison of the last two plans.
    pub fn last(&self) -> Comparison {
        match self.plans.len() {
            0 | 1 => Comparison::default(),
            count => self.comparison(count - 2),
        }
    }

    /// The comparison of plan `at` with the one after it.
    pub fn comparison(&self, at: usize) -> Comparison {
        let (Some(before), Some(after)) = (self.plans.get(at), self.plans.get(at + 1)) else {
            return Comparison::default();
        };
        let plans = (*before, *after);
        let continuity = self.continuity;
        let targets = Items { plans, before: &before.targets, after: &after.targets, continuity };
        let actions = Items { plans, before: &before.actions, after: &after.actions, continuity };
        Comparison {
            weaknesses: weaknesses::told(self, at),
            targets: changes::changes(&targets, self.word_for_word(at, |plan| plan.texts(&plan.targets))),
            actions: changes::changes(&actions, self.word_for_word(at, |plan| plan.texts(&plan.actions))),
            sections: sections::sections(before.side.plan, after.side.plan),
            copied: self.copied(at),
        }
    }

    /// What the later plan of a pair has copied; imprints of earlier years are taken only as far as it reaches.
    fn copied(&self, at: usize) -> Option<copying::Copied> {
        let years = self.plans.get(..=at)?;
        let before = |back: usize| Some(years.iter().rev().nth(back)?.imprint());
        copying::copied(self.plans.get(at + 1)?.imprint(), before)
    }

    /// What became of the weaknesses of plan `at` in the one after it, and nothing else.
    pub fn weaknesses(&self, at: usize) -> Vec<Weakness> {
        weaknesses::told(self, at)
    }

    /// The periods of plan `at` and the one after it, where both say theirs.
    pub(super) fn periods(&self, at: usize) -> Option<Periods> {
        let period = |at: usize| self.plans.get(at)?.side.plan.front.period();
        period(at).zip(period(at + 1))
    }

    /// In how many plans up to the later one of a pair a text has stood without a break.
    fn word_for_word(
        &self,
        at: usize,
        items: fn(&Prepared<'_>) -> Vec<String>,
    ) -> impl Fn(&str) -> u16 + use<> {
        let plans = self.plans.iter().take(at + 2);
        let texts: Vec<BTreeSet<String>> = plans.map(|plan| items(plan).into_iter().collect()).collect();
        move |text: &str| {
            let standing = texts.iter().rev().take_while(|plan| plan.contains(text));
            u16::try_from(standing.count()).unwrap_or(u16::MAX)
        }
    }
}
