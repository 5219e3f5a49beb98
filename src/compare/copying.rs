//! What of a plan was copied from the year before, and for how many years it has stood so: whole criteria,
//! and weaknesses that stand unchanged beside unchanged actions.
//!
//! What auditors call coping. Not copied is what moved: another figure in the weakness, another action, progress
//! recorded in the year between, a value that waits to be decided anew; nor a general duty that stands in
//! every plan. A plan is held against the one whose period ends where its own begins, so that a plan of five
//! years is not compared with the yearly plans inside it.
//!
//! Sentences are compared by their hashes (`imprint`), criterion by criterion and one year back at a time: the cost
//! grows with what is copied, and nothing is compared word by word here.

pub use super::imprint::Imprint;
use super::imprint::{Line, Mark};
use crate::finding::{Sides, Span};
use crate::period::Period;
use crate::plan::item::{Anchor, Kind};

/// What of a plan stands as in the year before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// The criteria of the plan under which something of its own is planned.
    pub criteria: usize,
    /// Those of them that stand as they stood.
    pub whole: Vec<CopiedCriterion>,
    /// Weaknesses that stand unchanged beside unchanged actions, unless their whole criterion says as much.
    pub weaknesses: Vec<CopiedWeakness>,
}

/// A criterion of which everything is as it was, but for ids, dates and years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedCriterion {
    pub anchor: Anchor,
    /// Its heading.
    pub span: Span,
    /// The plans in which it has stood so without a break, oldest first, this one included.
    pub years: Vec<Period>,
    /// Each of its items, as it stood last year and as it stands.
    pub sides: Vec<Sides>,
}

/// A weakness that stands as it stood, beside actions that stand as they stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedWeakness {
    pub anchor: Anchor,
    pub span: Span,
    /// The plans in which it has stood so without a break, oldest first, this one included.
    pub years: Vec<Period>,
    /// The weakness as it stood and as it stands, then the actions.
    pub sides: Vec<Sides>,
}

impl Copied {
    /// How many years the longest streak spans; 0 where nothing was copied.
    pub fn longest(&self) -> usize {
        let whole = self.whole.iter().map(|one| one.years.len());
        whole.chain(self.weaknesses.iter().map(|one| one.years.len())).max().unwrap_or(0)
    }
}

/// Is a plan of the one period to be held against a plan of the other?
pub fn follows(before: Period, after: Period) -> bool {
    before.last() == after.first()
}

/// What of a plan was copied; `before(0)` is the year before it, `before(1)` the one before that. Only as far back
/// as something was copied is asked for. None where there is no plan of the year before.
pub fn copied<'i>(own: &Imprint, before: impl Fn(usize) -> Option<&'i Imprint>) -> Option<Copied> {
    let walk = Walk { period: own.period?, before };
    walk.year(0, walk.period)?;
    let mut copied = Copied::default();
    for mark in own.marks.iter().filter(|mark| !mark.is_duty) {
        copied.criteria += 1;
        if !(mark.is_moving || mark.is_undecided) {
            let whole = walk.criterion(mark);
            let known = whole.as_ref().map_or(1, |whole| whole.years.len());
            copied.weaknesses.extend(walk.weaknesses(mark).filter(|one| one.years.len() > known));
            copied.whole.extend(whole);
        }
    }
    Some(copied)
}

/// The way back through the years before a plan.
struct Walk<F> {
    period: Period,
    before: F,
}

impl<'i, F: Fn(usize) -> Option<&'i Imprint>> Walk<F> {
    /// The plan so many years back, where the next one follows on it.
    fn year(&self, back: usize, next: Period) -> Option<(Period, &'i Imprint)> {
        let plan = (self.before)(back)?;
        plan.period.filter(|before| follows(*before, next)).map(|period| (period, plan))
    }

    fn criterion(&self, mark: &Mark) -> Option<CopiedCriterion> {
        let (years, before) = self.back(mark.anchor, |other| other.whole == mark.whole)?;
        let sides = mark.lines.iter().filter_map(|line| sides(before, line)).collect();
        Some(CopiedCriterion { anchor: mark.anchor, span: mark.span, years, sides })
    }

    fn weaknesses<'m>(&'m self, mark: &'m Mark) -> impl Iterator<Item = CopiedWeakness> + 'm {
        let weaknesses =
            mark.lines.iter().filter(|line| line.kind == Kind::Weakness && line.says_something());
        let weaknesses = weaknesses.filter(|_| mark.actions.is_some());
        weaknesses.filter_map(|line| {
            let stands = |other: &Mark| other.actions == mark.actions && counterpart(other, line).is_some();
            let (years, before) = self.back(mark.anchor, stands)?;
            let actions = mark.lines.iter().filter(|line| line.kind == Kind::Action);
            let sides = std::iter::once(line).chain(actions).filter_map(|line| sides(before, line)).collect();
            Some(CopiedWeakness { anchor: mark.anchor, span: line.span, years, sides })
        })
    }

    /// The years in which it was so without a break, this one included, and how it stood in the year before.
    /// Between two editions a number is no identity, so it is known by what it says, wherever it stood.
    fn back(&self, anchor: Anchor, is_same: impl Fn(&Mark) -> bool) -> Option<(Vec<Period>, &'i Mark)> {
        let mut years = vec![self.period];
        let (mut nearest, mut next) = (None, self.period);
        for back in 0.. {
            let Some((period, plan)) = self.year(back, next) else { break };
            let same = || plan.marks.iter().filter(|mark| is_same(mark) && !mark.is_moving);
            let Some(found) = same().find(|mark| mark.anchor == anchor).or_else(|| same().next()) else {
                break;
            };
            nearest = nearest.or(Some(found));
            years.push(period);
            next = period;
        }
        years.reverse();
        nearest.map(|found| (years, found))
    }
}

/// The line of an earlier year that says the same.
fn counterpart<'m>(before: &'m Mark, line: &Line) -> Option<&'m Line> {
    let of_kind = || before.lines.iter().filter(|other| other.kind == line.kind);
    let exact = of_kind().find(|other| other.hashes.figures == line.hashes.figures);
    let is_action = line.kind == Kind::Action;
    exact.or_else(|| of_kind().find(|other| is_action && other.hashes.plain == line.hashes.plain))
}

fn sides(before: &Mark, line: &Line) -> Option<Sides> {
    let other = counterpart(before, line)?;
    Some(Sides { before: other.text.clone(), after: line.text.clone() })
}
