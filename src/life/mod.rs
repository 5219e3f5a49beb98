//! The lives of weaknesses: from the first plan that names one to the last, year by year, and how
//! each ended or came back.
//!
//! A life follows the links of a [`Chain`], so it goes on where a weakness is reworded, moves to
//! another criterion or edition, or gets another id. Every weakness of every plan is in exactly one
//! life. Where one is split, its nearest piece goes on with its life and the others begin lives
//! that are tied to it; where several are merged, one goes on and the others end in it.
//!
//! ```
//! use caitien::compare::{Chain, Prepared, Side};
//! use caitien::continuity::Continuity;
//! use caitien::life::{Track, lives};
//! use caitien::{plan::parse::parse, progress::Progress};
//! let plan = |text: &str| parse(&format!(
//!     "## III. Nội dung\n\n### Tiêu chuẩn 1: T\n\n#### Tiêu chí 1.5: L\n\n**Điểm yếu**\n\n- {text}\n")).plan;
//! let plans = [plan("Còn 03 lớp ghép."), plan("Còn 02 lớp ghép.")];
//! let (progress, continuity) = (Progress::default(), Continuity::default());
//! let prepared = plans.each_ref().map(|plan| Prepared::new(Side { plan, progress: &progress }));
//! let chain = Chain::new(&prepared.each_ref(), &continuity);
//! let periods = ["2023-2024", "2024-2025"].map(|period| period.parse().unwrap());
//! let told = lives(&periods, &[Track::new(vec![0, 1], &chain)]);
//! assert_eq!(told.lives.len(), 1);
//! assert_eq!(told.lives[0].years[1].stood, 2);
//! ```
//!
//! What is not here: approvals (they are facts of git), and how a life is shown.

mod planned;
mod strand;
mod track;
mod year;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::compare::{Chain, Evidence, Figures, Match, Weakness};
use crate::continuity::Signed;
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::{Anchor, ItemId, Kind};
use crate::progress::Record;

pub use track::tracks;

/// A chain of plans and where each of them stands among all plans of the school.
pub struct Track<'t, 'c, 'p> {
    pub columns: Vec<usize>,
    pub chain: &'t Chain<'c, 'p>,
    /// `fates[i]`: what became of the weaknesses of plan `i` in the next one.
    pub fates: Vec<Vec<Weakness>>,
}

impl<'t, 'c, 'p> Track<'t, 'c, 'p> {
    /// The track of a chain. Who has several processors may ask [`Chain::weaknesses`] on all of
    /// them, and hand in the answers instead.
    pub fn new(columns: Vec<usize>, chain: &'t Chain<'c, 'p>) -> Self {
        let fates = (0..chain.links.len()).map(|at| chain.weaknesses(at)).collect();
        Track { columns, chain, fates }
    }
}

/// The lives of all weaknesses of a school, in the order in which they begin.
#[derive(Clone, Debug, Default)]
pub struct Lives {
    /// All plans, oldest first.
    pub plans: Vec<PlanYear>,
    pub lives: Vec<Life>,
}

/// One plan, as far as lives are told by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanYear {
    pub period: Period,
    /// The edition of the catalogue that it follows.
    pub catalog: Option<String>,
    /// Are there years without a plan before it?
    pub after_gap: bool,
    /// What it calls its standards and criteria.
    pub names: BTreeMap<Anchor, String>,
}

/// The life of one weakness.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// The plan in which it first stood, also where it was then a part of another one.
    pub since: usize,
    /// The plans in which it stands, oldest first; never empty. Positions that skip a plan of its
    /// chain tell that it had left and came back.
    pub years: Vec<LifeYear>,
}

/// How a weakness stood in one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct LifeYear {
    /// The plan's place in [`Lives::plans`].
    pub plan: usize,
    pub id: Option<ItemId>,
    pub criterion: Option<Anchor>,
    pub text: String,
    pub state: State,
    /// The figures that it and the plan before it state.
    pub figures: Vec<Figures>,
    /// By what it was recognised from the plan before, or from where it had left.
    pub matched: Option<Match>,
    pub similarity: Option<f64>,
    /// Who recorded that it is the same, and why.
    pub linked: Option<Signed>,
    /// In how many consecutive plans it has stood, this one included.
    pub stood: u16,
    /// Other lives of which a piece came in here: what it was split from, or what was merged.
    pub from: Vec<usize>,
    /// Other lives that carry a piece of it on in the next plan.
    pub into: Vec<usize>,
    /// Targets, measures and actions of its criterion in this plan.
    pub planned: Rc<[Planned]>,
    /// What was recorded about the weakness itself that year, oldest first.
    pub records: Vec<Record>,
    /// The deadline was put off since the plan before.
    pub slip: Option<Slip>,
    /// It does not stand in the next plan.
    pub left: Option<Leaving>,
}

/// How a weakness stands in a plan, against the plan before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It stands there for the first time.
    New,
    /// It still stands; no comparable figures.
    Carried,
    Improved,
    Worsened,
    /// The figures are the same.
    Unchanged,
    /// It had left the plans and is there again.
    Reopened,
}

impl State {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            State::New => "new",
            State::Carried => "carried",
            State::Improved => "improved",
            State::Worsened => "worsened",
            State::Unchanged => "unchanged",
            State::Reopened => "reopened",
        }
    }
}

/// A target, a measure or an action of the weakness's criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub kind: Kind,
    pub id: Option<ItemId>,
    pub text: String,
    /// As written; empty where nobody is named.
    pub lead: String,
    /// As written; empty where nothing is.
    pub schedule: String,
    /// The last day of the schedule, as far as it can be read.
    pub deadline: Option<Date>,
    /// What was recorded about it that year, oldest first.
    pub records: Vec<Record>,
}

/// A deadline that was put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    pub before: Date,
    pub after: Date,
}

impl Slip {
    /// By how many months; 0 within one month.
    pub fn months(&self) -> u32 {
        let months = |date: Date| u32::from(date.year) * 12 + u32::from(date.month);
        months(self.after).saturating_sub(months(self.before))
    }
}

/// That a weakness left the plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// The first plan that no longer has it.
    pub plan: usize,
    pub how: Left,
}

/// How a weakness left the plans.
#[derive(Clone, Debug, PartialEq)]
pub enum Left {
    Resolved(Evidence),
    Dropped {
        /// Why, as a person wrote it.
        explained: Option<Signed>,
        /// A sentence of the later plan that says the opposite of it.
        perhaps_resolved: Option<String>,
    },
    /// It went on in other lives: [`LifeYear::into`].
    Merged,
}

impl Left {
    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Left::Resolved(_) => "resolved",
            Left::Dropped { .. } => "dropped",
            Left::Merged => "merged",
        }
    }
}

/// How a life ended, if it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending<'l> {
    /// It stands in the newest plan.
    Standing,
    /// It stands in the newest plan, and the last record about it says done.
    RecordedDone(&'l Record),
    Left(&'l Leaving),
}

impl Ending<'_> {
    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Ending::Standing => "standing",
            Ending::RecordedDone(_) => "recorded-done",
            Ending::Left(leaving) => leaving.how.as_str(),
        }
    }
}

impl Life {
    /// The newest plan in which it stands.
    pub fn last(&self) -> Option<&LifeYear> {
        self.years.last()
    }

    /// Its newest id.
    pub fn id(&self) -> Option<ItemId> {
        self.years.iter().rev().find_map(|year| year.id)
    }

    /// Did it carry this id in any year?
    pub fn had(&self, id: ItemId) -> bool {
        self.years.iter().any(|year| year.id == Some(id))
    }

    /// How it ended, if it did.
    pub fn ending(&self) -> Ending<'_> {
        let Some(last) = self.last() else { return Ending::Standing };
        match (&last.left, last.records.last()) {
            (Some(left), _) => Ending::Left(left),
            (None, Some(record)) if record.status.is_done() => Ending::RecordedDone(record),
            (None, _) => Ending::Standing,
        }
    }

    /// Does the newest plan of its chain have it?
    pub fn stands(&self) -> bool {
        self.last().is_some_and(|year| year.left.is_none())
    }

    /// The longest run of consecutive plans in which it stood.
    pub fn longest(&self) -> u16 {
        self.years.iter().map(|year| year.stood).max().unwrap_or(0)
    }

    /// How often a deadline was put off.
    pub fn slips(&self) -> impl Iterator<Item = Slip> {
        self.years.iter().filter_map(|year| year.slip)
    }
}

/// Lives that stand, or stood last, in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'l> {
    /// The edition in which the number means something.
    pub catalog: Option<&'l str>,
    pub criterion: Option<Anchor>,
    /// As the newest of their plans calls it.
    pub name: &'l str,
    /// Positions in [`Lives::lives`].
    pub lives: Vec<usize>,
}

impl Lives {
    /// The chosen lives by where they stand, or stood last: the newest edition first, by criterion.
    pub fn groups(&self, chosen: impl Fn(usize) -> bool) -> Vec<Group<'_>> {
        let mut newest: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for (at, plan) in self.plans.iter().enumerate() {
            newest.insert(plan.catalog.as_deref(), at);
        }
        let mut groups: BTreeMap<_, (Group<'_>, usize)> = BTreeMap::new();
        for (at, life) in self.lives.iter().enumerate().filter(|(at, _)| chosen(*at)) {
            let Some((last, plan)) = life.last().and_then(|last| Some((last, self.plans.get(last.plan)?)))
            else {
                continue;
            };
            let catalog = plan.catalog.as_deref();
            let age = std::cmp::Reverse(newest.get(&catalog).copied().unwrap_or(0));
            let empty = Group { catalog, criterion: last.criterion, name: "", lives: Vec::new() };
            let (group, told) = groups.entry((age, last.criterion.map(standing))).or_insert((empty, 0));
            group.lives.push(at);
            let name =
                last.criterion.and_then(|anchor| plan.names.get(&anchor)).filter(|name| !name.is_empty());
            if let Some(name) = name.filter(|_| last.plan >= *told) {
                (group.name, *told) = (name, last.plan);
            }
        }
        groups.into_values().map(|(group, _)| group).collect()
    }

    /// Is every plan one of a single school year, and no year without one?
    pub fn is_yearly(&self) -> bool {
        self.plans.iter().all(|plan| plan.period.is_school_year() && !plan.after_gap)
    }
}

/// The order in which places are told: what hangs on a standard alone before its criteria.
fn standing(anchor: Anchor) -> (u8, u8) {
    match anchor {
        Anchor::Standard(number) => (number, 0),
        Anchor::Criterion(id) => (id.standard, id.serial),
    }
}

/// Follows every weakness of every plan. `periods` are those of all plans, oldest first.
pub fn lives(periods: &[Period], tracks: &[Track<'_, '_, '_>]) -> Lives {
    let mut told = Lives { plans: track::plans(periods, tracks), lives: Vec::new() };
    for track in tracks {
        let offset = told.lives.len();
        told.lives.extend(year::told(track, offset));
    }
    told
}
