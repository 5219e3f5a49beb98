//! How many of each kind came how far: for a criterion, a standard and the school.

use super::next::Next;
use super::{Outcome, Place, Report, Standard};
use crate::plan::item::Kind;

/// What is counted. They are never added up: a target that was met is no weakness that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    Weaknesses,
    Targets,
    Measures,
    Actions,
}

impl Counted {
    pub const ALL: [Counted; 4] =
        [Counted::Weaknesses, Counted::Targets, Counted::Measures, Counted::Actions];

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Counted::Weaknesses => "weaknesses",
            Counted::Targets => "targets",
            Counted::Measures => "measures",
            Counted::Actions => "actions",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Counted::Weaknesses => Kind::Weakness,
            Counted::Targets => Kind::Target,
            Counted::Measures => Kind::Measure,
            Counted::Actions => Kind::Action,
        }
    }
}

/// How many there are, how far they came, and how many go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the order of [`Outcome::ALL`].
    by_outcome: [usize; 6],
    /// How many stand in the later plan.
    pub carried: usize,
    /// How many are gone without anybody having said why.
    pub unexplained: usize,
}

impl Tally {
    /// How many came this far.
    pub fn count(&self, outcome: Outcome) -> usize {
        let counts = Outcome::ALL.iter().zip(&self.by_outcome);
        counts.filter(|(one, _)| **one == outcome).map(|(_, count)| *count).sum()
    }

    pub fn total(&self) -> usize {
        self.by_outcome.iter().sum()
    }

    /// Is anything known of any of them?
    pub fn is_known(&self) -> bool {
        self.total() > self.count(Outcome::Unknown)
    }

    fn add(&mut self, outcome: Outcome, next: &Next) {
        let counts = Outcome::ALL.iter().zip(&mut self.by_outcome);
        counts.filter(|(one, _)| **one == outcome).for_each(|(_, count)| *count += 1);
        self.carried += usize::from(matches!(next, Next::Carried(_)));
        let silent = matches!(next, Next::Dropped { explained: None, .. }) && outcome != Outcome::Done;
        self.unexplained += usize::from(silent);
    }

    fn sum(self, other: Tally) -> Tally {
        let mut sum = self;
        sum.by_outcome.iter_mut().zip(other.by_outcome).for_each(|(one, other)| *one += other);
        sum.carried += other.carried;
        sum.unexplained += other.unexplained;
        sum
    }
}

impl Place {
    /// The count of one kind. A weakness counts as far as its line came, which may rest on its
    /// targets or the later plan; everything else as far as its own records say.
    pub fn tally(&self, counted: Counted) -> Tally {
        let mut tally = Tally::default();
        for row in self.rows.iter().filter(|_| counted == Counted::Weaknesses) {
            if let Some(weakness) = &row.weakness {
                tally.add(row.outcome, &weakness.next);
            }
        }
        let kind = counted.kind();
        for told in self.items().filter(|told| told.kind == kind && kind != Kind::Weakness) {
            tally.add(told.outcome, &told.next);
        }
        tally
    }
}

impl Standard {
    pub fn tally(&self, counted: Counted) -> Tally {
        self.places.iter().map(|place| place.tally(counted)).fold(Tally::default(), Tally::sum)
    }
}

impl Report {
    pub fn tally(&self, counted: Counted) -> Tally {
        self.standards.iter().map(|standard| standard.tally(counted)).fold(Tally::default(), Tally::sum)
    }

    /// The kinds worth counting: weaknesses, and whatever else somebody recorded something about;
    /// where the plan names no weakness, all that it has.
    pub fn counted(&self) -> Vec<Counted> {
        let has_weaknesses = self.tally(Counted::Weaknesses).total() > 0;
        let worth = |counted: &Counted| {
            let tally = self.tally(*counted);
            tally.total() > 0 && (*counted == Counted::Weaknesses || !has_weaknesses || tally.is_known())
        };
        Counted::ALL.into_iter().filter(worth).collect()
    }
}
