//! What came of a plan: for each weakness the target, the result, how far it got, why no further,
//! and whether it goes on.
//!
//! Made from the plan, what was recorded about it and the plan after it, if there is one. A report
//! says only what somebody wrote: a result is a record, or what the later plan says; a percentage
//! that was worked out says from what; what nobody recorded is unknown. A record about an action
//! tells what was done, never that the weakness is gone.
//!
//! ```
//! use caitien::compare::{Chain, Prepared, Side};
//! use caitien::continuity::Continuity;
//! use caitien::report::{Outcome, Report, Source};
//! use caitien::{plan::parse::parse, progress::Progress};
//! let text = "+++\nschema = 1\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n\
//!             #### Tiêu chí 1.5: Lớp\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2023-1}\n";
//! let record = "[[record]]\nitem = \"w-1.5-2023-1\"\ndate = 2024-05-20\nstatus = \"done\"\n";
//! let (plan, progress) = (parse(text).plan, Progress::parse(record).unwrap());
//! let prepared = Prepared::new(Side { plan: &plan, progress: &progress });
//! let decided = Continuity::default();
//! let chain = Chain::new(&[&prepared], &decided);
//! let report = Report::of(&Source { chain: &chain, at: 0, until: None });
//! assert_eq!(report.rows().next().unwrap().outcome, Outcome::Done);
//! ```
//!
//! What is not here: which plans are taken (`work/report`), and how it is laid out and said
//! (`cli/show/report`, `export`). The layout is ours: no official columns are known.

mod doubt;
mod next;
mod outcome;
mod pair;
mod percent;
mod place;
mod reason;
mod tally;
#[cfg(test)]
mod tests;
mod told;

use std::collections::BTreeSet;

use crate::compare::{Chain, Ref, Return, Status};
use crate::date::Date;
use crate::period::Period;
use crate::plan::item::{Anchor, ItemId};
use crate::plan::{Entries, FrontMatter, SectionKind};
use crate::progress::Record;

pub use doubt::Doubt;
pub use next::{Carried, Next};
pub use outcome::{Basis, Outcome};
pub use percent::{Derivation, Percent};
pub use reason::Reason;
pub use tally::{Counted, Tally};
pub use told::Told;

/// What a report is made from: the plan at a place of a school's chain, and the one after it.
#[derive(Clone, Copy)]
pub struct Source<'s, 'c, 'p> {
    pub chain: &'s Chain<'c, 'p>,
    pub at: usize,
    /// Only what was recorded up to this day counts, and the later plan is not asked.
    pub until: Option<Date>,
}

/// The whole report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The plan's own head: title, number, signer, recipients.
    pub front: FrontMatter,
    pub form: Form,
    pub until: Option<Date>,
    pub later: Option<Later>,
    /// In the order of the plan.
    pub standards: Vec<Standard>,
    /// Records about what is not in the plan.
    pub strays: Vec<Record>,
    /// How many records are younger than the last day that counts.
    pub left_out: usize,
}

/// The words of which form the plan uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Of2018,
    Of2026,
}

/// The plan that came after.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    pub period: Option<Period>,
    /// Its catalogue, where it is another one than the plan's.
    pub other_catalog: Option<String>,
    /// The weaknesses that only it has.
    pub added: Vec<Added>,
}

/// A weakness of the later plan that the reported one does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    pub item: Ref,
    /// It had stood in an earlier year and is back.
    pub reopened: Option<Return>,
}

/// One standard with its criteria.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standard {
    pub number: Option<u8>,
    pub name: String,
    pub places: Vec<Place>,
}

/// One criterion, or what hangs on the standard alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub anchor: Option<Anchor>,
    pub name: String,
    /// As written.
    pub level: Option<String>,
    pub rows: Vec<Row>,
    pub actions: Vec<Told>,
}

/// One line of the report: a weakness with its targets, or a target that belongs to no single one.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub scope: Scope,
    pub weakness: Option<Told>,
    /// Targets and measures.
    pub aims: Vec<Told>,
    pub outcome: Outcome,
    pub basis: Basis,
    pub percent: Percent,
    /// Why it was not reached; empty where nobody wrote why.
    pub reasons: Vec<Reason>,
    /// Codes, each once, in the order of the records.
    pub evidence: Vec<String>,
    /// In how many consecutive plans the weakness has stood.
    pub years: u16,
}

/// What the targets of a line belong to. A plan ties its targets to the criterion only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The criterion has one weakness: its targets are that one's.
    One,
    /// The criterion has several, and these targets say this one's words and no other's.
    Paired,
    /// The criterion has several: which target is whose is not written, so none is made a pair.
    Several,
    /// The plan names no weakness here.
    NoWeakness,
}

impl Scope {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::One => "one-weakness",
            Scope::Paired => "paired-by-words",
            Scope::Several => "several-weaknesses",
            Scope::NoWeakness => "no-weakness",
        }
    }
}

impl Row {
    /// What becomes of it: of the weakness, or else of the target.
    pub fn next(&self) -> &Next {
        let told = self.weakness.as_ref().or(self.aims.first());
        told.map_or(&Next::NoPlan, |told| &told.next)
    }

    /// The weakness and the targets.
    pub fn items(&self) -> impl Iterator<Item = &Told> {
        self.weakness.iter().chain(&self.aims)
    }
}

impl Place {
    /// Every item that is told here.
    pub fn items(&self) -> impl Iterator<Item = &Told> {
        self.rows.iter().flat_map(Row::items).chain(&self.actions)
    }
}

impl Report {
    /// Judges the plan.
    pub fn of(source: &Source<'_, '_, '_>) -> Report {
        let Some(prepared) = source.chain.plans.get(source.at) else { return Report::default() };
        let (plan, progress) = (prepared.side.plan, prepared.side.progress);
        let counts = |record: &&Record| source.until.is_none_or(|until| record.date <= until);
        let known: BTreeSet<ItemId> = plan.items().filter_map(|placed| placed.item.id).collect();
        let strays = progress.records.iter().filter(counts);
        let strays = strays.filter(|record| !known.contains(&record.item)).cloned().collect();
        let mut standards = Vec::new();
        let mut reader = place::Reader::new(source, plan, progress);
        for standard in plan.standards() {
            let own = reader.place(standard.number.map(Anchor::Standard), "", standard.entries());
            let mut places: Vec<Place> = own.into_iter().collect();
            places.extend(standard.criteria.iter().filter_map(|criterion| {
                reader.place(Some(Anchor::Criterion(criterion.id)), &criterion.name, criterion.entries())
            }));
            if !places.is_empty() {
                standards.push(Standard { number: standard.number, name: standard.name.clone(), places });
            }
        }
        Report {
            front: plan.front.clone(),
            form: form(plan),
            until: source.until,
            later: later(source),
            standards,
            strays,
            left_out: progress.records.iter().filter(|record| !counts(record)).count(),
        }
    }

    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.standards.iter().flat_map(|standard| &standard.places)
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.places().flat_map(|place| &place.rows)
    }

    /// Every item of the plan, with what was recorded.
    pub fn items(&self) -> impl Iterator<Item = &Told> {
        self.places().flat_map(Place::items)
    }
}

fn form(plan: &crate::plan::Plan) -> Form {
    let of_2026 = [SectionKind::General, SectionKind::Priorities, SectionKind::Supervision];
    let is_2026 = of_2026.iter().any(|kind| plan.section(*kind).is_some());
    if is_2026 { Form::Of2026 } else { Form::Of2018 }
}

fn later(source: &Source<'_, '_, '_>) -> Option<Later> {
    let plan = source.later()?.side.plan;
    let own = source.chain.plans.get(source.at)?.side.plan;
    let new = source.chain.weaknesses(source.at).into_iter().filter(|one| one.status == Status::New);
    let added = new.filter_map(|one| Some(Added { item: one.after?, reopened: one.reopened })).collect();
    let other_catalog = plan.front.catalog.clone().filter(|_| plan.front.catalog != own.front.catalog);
    Some(Later { period: plan.front.period(), other_catalog, added })
}

impl<'c, 'p> Source<'_, 'c, 'p> {
    /// The plan after, where it is asked.
    fn later(&self) -> Option<&'c crate::compare::Prepared<'p>> {
        self.chain.plans.get(self.at + 1).copied().filter(|_| self.until.is_none())
    }
}

/// Which part of the time a report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Whole,
    /// The first semester of a school year, up to this day.
    FirstSemester(Date),
    Until(Date),
}

impl Span {
    /// Every province fixes the semesters' days anew; between mid-December and mid-February a report
    /// is the one on the first semester everywhere.
    pub fn of(period: Option<Period>, until: Option<Date>) -> Span {
        let Some(day) = until else { return Span::Whole };
        let turn = period
            .filter(Period::is_school_year)
            .and_then(|period| Some((Date::new(period.first(), 12, 15)?, Date::new(period.last(), 2, 15)?)));
        match turn {
            Some((first, last)) if first <= day && day <= last => Span::FirstSemester(day),
            _ => Span::Until(day),
        }
    }

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Span::Whole => "whole",
            Span::FirstSemester(_) => "first-semester",
            Span::Until(_) => "until",
        }
    }
}
