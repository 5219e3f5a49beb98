//! All years of a school: which weakness is which from each plan to the next, and which had left
//! and came back.
//!
//! A chain is judged once; the comparison of any two neighbours is then told from it, and so are
//! the lives of single weaknesses. It only stands on what neighbours say: nothing is quadratic in
//! the number of years.

use std::sync::OnceLock;

use super::changes;
use super::comeback::Departed;
use super::course::Course;
use super::matching::Link;
use super::pairing::Rows;
use super::prepared::Prepared;
use super::slip::Slips;
use super::weaknesses::Hint;
use super::weights::Weights;
use super::{Comparison, Ref, Weakness, copying, sections, weaknesses};
use crate::continuity::{Continuity, Periods};
use crate::plan::item::{ItemId, Kind};

/// Consecutive plans of a school, oldest first, with the links between neighbours.
pub struct Chain<'c, 'p> {
    pub plans: Vec<&'c Prepared<'p>>,
    pub continuity: &'c Continuity,
    /// From which chance on a sentence tells that a weakness is gone.
    pub(super) enough_done: f32,
    /// `links[i]` leads from plan `i` to plan `i + 1`.
    pub links: Vec<Vec<Link>>,
    /// `hints[i][w]`: what the plan after plan `i` tells of weakness `w` being done.
    pub(super) hints: Vec<Vec<Hint>>,
    /// `stood[i][w]`: in how many consecutive plans weakness `w` of plan `i` has stood.
    pub stood: Vec<Vec<u16>>,
    /// Weaknesses that had left and came back.
    pub comebacks: Vec<Comeback>,
    pub courses: Courses,
}

/// How targets and actions went through all years; made when first asked for.
#[derive(Debug, Default)]
pub struct Courses {
    targets: OnceLock<Course>,
    actions: OnceLock<Course>,
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
        Chain::weighed(plans, continuity, Weights::chosen())
    }

    /// The same by other weights: for the program that chooses them.
    pub fn weighed(plans: &[&'c Prepared<'p>], continuity: &'c Continuity, weights: &'c Weights) -> Self {
        let (mut links, mut hints): (Vec<Vec<Link>>, Vec<Vec<Hint>>) = (Vec::new(), Vec::new());
        let (mut departed, mut comebacks) = (Departed::default(), Vec::new());
        let mut stood = vec![plans.first().map_or(Vec::new(), |first| vec![1; first.weaknesses.len()])];
        for pair in plans.windows(2) {
            let [one, next] = pair else { continue };
            let at = links.len() + 1;
            let found = weaknesses::linked((one, next), continuity, weights);
            let before = stood.last().map_or(&[][..], Vec::as_slice);
            stood.push(weaknesses::years(&found.links, before, next.weaknesses.len()));
            comebacks.extend(departed.returns(at, plans, (&found.links, continuity, weights)));
            departed.keep(at - 1, one, &found.links);
            links.push(found.links);
            hints.push(found.hints);
        }
        Chain {
            plans: plans.to_vec(),
            continuity,
            enough_done: weights.enough_done,
            links,
            hints,
            stood,
            comebacks,
            courses: Courses::default(),
        }
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
        let (plans, continuity) = ((*before, *after), self.continuity);
        let targets = Rows { plans, before: &before.targets, after: &after.targets, continuity };
        let actions = Rows { plans, before: &before.actions, after: &after.actions, continuity };
        Comparison {
            weaknesses: weaknesses::told(self, at),
            targets: changes::changes(&targets, self.course(Kind::Target), at),
            actions: changes::changes(&actions, self.course(Kind::Action), at),
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

    /// How the targets, or else the actions, went through all years.
    fn course(&self, kind: Kind) -> &Course {
        match kind {
            Kind::Target => self
                .courses
                .targets
                .get_or_init(|| Course::new(&self.plans, self.continuity, |plan| &plan.targets)),
            _ => self
                .courses
                .actions
                .get_or_init(|| Course::new(&self.plans, self.continuity, |plan| &plan.actions)),
        }
    }

    /// How often, and by how much, the deadline of a target or an action was put off up to its last
    /// plan; None where no plan has it.
    pub fn slips(&self, id: ItemId) -> Option<Slips> {
        let course = self.course(id.kind);
        self.plans.iter().enumerate().rev().find_map(|(at, plan)| {
            let row = if id.kind == Kind::Target { &plan.targets } else { &plan.actions };
            let place = row.iter().position(|one| one.placed.item.id == Some(id))?;
            course.slips.get(at)?.get(place).copied()
        })
    }

    /// The targets, or else the actions, whose deadline was put off up to plan `at`, with how often.
    pub fn slipped(&self, at: usize, kind: Kind) -> Vec<(Ref, Slips)> {
        let Some(plan) = self.plans.get(at) else { return Vec::new() };
        let row = if kind == Kind::Target { &plan.targets } else { &plan.actions };
        let slips = self.course(kind).slips.get(at).map_or(&[][..], Vec::as_slice);
        let both = row.iter().zip(slips).filter(|(_, slips)| slips.times > 0);
        both.map(|(one, slips)| (Ref::of(&one.placed), *slips)).collect()
    }
}
