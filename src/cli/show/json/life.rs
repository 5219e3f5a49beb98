//! The lives of weaknesses for programs; a part of `history --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison::{Figures, Proof};
use crate::continuity::Signed;
use crate::life::{self, Ending, Leaving, Left, LifeYear, Planned, Slip};
use crate::progress::Record;
use crate::work::history::{Approval, Told};

/// One plan of the school.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanYear {
    pub period: String,
    pub catalog: Option<String>,
    /// There are years without a plan before it.
    pub after_gap: bool,
    /// The newest approval of this plan.
    pub approval: Option<Approved>,
}

/// The newest approval of a plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approved {
    pub version: u32,
    /// The code of its verdict, or `unknown` where it could not be judged here.
    pub verdict: &'static str,
    /// Who signed, and when, as the tag says.
    pub by: Option<String>,
    pub date: Option<String>,
    /// The committed plan is another than the approved one.
    pub later_edits: bool,
}

/// One weakness from its first plan to its last.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Life {
    /// Its number among the lives of the school; `from` and `into` refer to it. Not kept from one
    /// answer to the next.
    pub number: usize,
    /// Was it asked for? Else it is here because it is tied to one that was.
    pub asked: bool,
    /// Its newest id.
    pub id: Option<String>,
    /// Where it stands, or stood last; the number means what it means in `catalog`.
    pub criterion: Option<String>,
    pub catalog: Option<String>,
    /// Its newest sentence.
    pub text: String,
    /// The period of the first plan in which it stood, also where it was then a part of another one.
    pub since: String,
    /// The period of the last plan in which it stands.
    pub last: String,
    /// standing, recorded-done (in the newest plan), resolved, dropped, merged.
    pub ending: &'static str,
    /// In how many consecutive plans it stood, the last one included.
    pub consecutive: u16,
    /// The longest run of consecutive plans.
    pub longest: u16,
    /// How often its deadline was put off, and by how many months in all.
    pub slips: Slips,
    /// Oldest first.
    pub years: Vec<Year>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Slips {
    pub count: usize,
    pub months: u32,
}

/// How it stood in one plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Year {
    pub period: String,
    pub criterion: Option<String>,
    pub id: Option<String>,
    pub text: String,
    /// new, carried, improved, worsened, unchanged, reopened.
    pub state: &'static str,
    /// The figures of the plan before and of this one, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figures>,
    /// By what it was recognised: id, link, same-text, same-meaning, other-criterion, other-edition.
    pub rung: Option<&'static str>,
    /// 0 to 1.
    pub similarity: Option<f64>,
    /// Who recorded that it is the same, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linked: Option<Explained>,
    /// In how many consecutive plans it has stood, this one included.
    pub consecutive: u16,
    /// Other lives of which a piece came in here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<usize>,
    /// Other lives that carry a piece of it on in the next plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<usize>,
    /// Targets, measures and actions of its criterion; left out where all weaknesses were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Vec<PlannedItem>>,
    /// What was recorded about it that year, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Recorded>,
    /// The deadline was put off since the plan before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slip: Option<PutOff>,
    /// It does not stand in the next plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<LeftPlans>,
}

/// A target, a measure or an action.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlannedItem {
    pub kind: &'static str,
    pub id: Option<String>,
    pub text: String,
    /// As written.
    pub lead: String,
    pub schedule: String,
    /// The last day of the schedule, where it can be read.
    pub deadline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Recorded>,
}

/// One progress record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recorded {
    pub date: String,
    pub status: &'static str,
    pub percent: Option<u8>,
    pub note: Option<String>,
    pub evidence: Vec<String>,
    /// A person's id.
    pub by: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct PutOff {
    pub before: String,
    pub after: String,
    pub months: u32,
}

/// How it left the plans.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftPlans {
    /// The first plan that no longer has it.
    pub period: String,
    /// resolved, dropped, merged.
    pub how: &'static str,
    /// What says that it was resolved.
    pub evidence: Option<Proof>,
    /// Why it was dropped, as a person wrote it.
    pub explained: Option<Explained>,
    /// A sentence of the later plan that says the opposite of it.
    pub perhaps_resolved: Option<String>,
}

/// What a person recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explained {
    pub reason: String,
    pub date: String,
    pub by: String,
}

/// Is what was planned told beside each year?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Brief,
    Full,
}

/// The plans of the school, oldest first.
pub(super) fn plans(told: &Told) -> Vec<PlanYear> {
    let plans = told.lives.plans.iter().enumerate();
    let one = |(at, plan): (usize, &life::PlanYear)| PlanYear {
        period: plan.period.to_string(),
        catalog: plan.catalog.clone(),
        after_gap: plan.after_gap,
        approval: told.approvals.get(at).and_then(Option::as_ref).map(Approved::of),
    };
    plans.map(one).collect()
}

/// The lives that were asked for, with those that are tied to them.
pub(super) fn lives(told: &Told, detail: Detail) -> Vec<Life> {
    let wanted = told.lives.lives.iter().enumerate();
    let wanted = wanted.filter(|(at, _)| told.meant.contains(at) || told.tied.contains(at));
    wanted.filter_map(|(at, life)| Life::of(told, (at, life), detail)).collect()
}

impl Approved {
    fn of(approval: &Approval) -> Approved {
        Approved {
            version: approval.version,
            verdict: approval.standing.code(),
            by: approval.by.clone(),
            date: approval.day.map(|day| day.to_string()),
            later_edits: approval.has_later_edits,
        }
    }
}

impl Life {
    fn of(told: &Told, (number, life): (usize, &life::Life), detail: Detail) -> Option<Life> {
        let last = life.last()?;
        let plan = told.lives.plans.get(last.plan)?;
        let ending = match life.ending() {
            Ending::Left(leaving) => leaving.how.as_str(),
            ending => ending.as_str(),
        };
        Some(Life {
            number,
            asked: told.meant.contains(&number),
            id: life.id().map(|id| id.to_string()),
            criterion: last.criterion.map(|anchor| anchor.to_string()),
            catalog: plan.catalog.clone(),
            text: last.text.clone(),
            since: period(told, life.since),
            last: plan.period.to_string(),
            ending,
            consecutive: last.stood,
            longest: life.longest(),
            slips: Slips {
                count: life.slips().count(),
                months: life.slips().map(|slip| slip.months()).sum(),
            },
            years: life.years.iter().map(|year| Year::of(told, year, detail)).collect(),
        })
    }
}

impl Year {
    fn of(told: &Told, year: &LifeYear, detail: Detail) -> Year {
        let planned = || year.planned.iter().map(PlannedItem::of).collect();
        Year {
            period: period(told, year.plan),
            criterion: year.criterion.map(|anchor| anchor.to_string()),
            id: year.id.map(|id| id.to_string()),
            text: year.text.clone(),
            state: year.state.as_str(),
            figures: year.figures.iter().map(Figures::from).collect(),
            rung: year.matched.map(|matched| matched.rung()),
            similarity: year.similarity,
            linked: year.linked.as_ref().map(Explained::of),
            consecutive: year.stood,
            from: year.from.clone(),
            into: year.into.clone(),
            planned: (detail == Detail::Full).then(planned),
            records: year.records.iter().map(Recorded::of).collect(),
            slip: year.slip.map(PutOff::of),
            left: year.left.as_ref().map(|left| LeftPlans::of(told, left)),
        }
    }
}

impl PlannedItem {
    fn of(planned: &Planned) -> PlannedItem {
        PlannedItem {
            kind: planned.kind.as_str(),
            id: planned.id.map(|id| id.to_string()),
            text: planned.text.clone(),
            lead: planned.lead.clone(),
            schedule: planned.schedule.clone(),
            deadline: planned.deadline.map(|day| day.to_string()),
            records: planned.records.iter().map(Recorded::of).collect(),
        }
    }
}

impl Recorded {
    fn of(record: &Record) -> Recorded {
        Recorded {
            date: record.date.to_string(),
            status: record.status.as_str(),
            percent: record.percent,
            note: record.note.clone(),
            evidence: record.evidence.clone(),
            by: record.by.clone(),
        }
    }
}

impl PutOff {
    fn of(slip: Slip) -> PutOff {
        PutOff { before: slip.before.to_string(), after: slip.after.to_string(), months: slip.months() }
    }
}

impl LeftPlans {
    fn of(told: &Told, leaving: &Leaving) -> LeftPlans {
        let (evidence, explained, perhaps_resolved) = match &leaving.how {
            Left::Resolved(evidence) => (Some(Proof::from(evidence)), None, None),
            Left::Dropped { explained, perhaps_resolved } => {
                (None, explained.as_ref(), perhaps_resolved.clone())
            }
            Left::Merged => (None, None, None),
        };
        let explained = explained.map(Explained::of);
        let how = leaving.how.as_str();
        LeftPlans { period: period(told, leaving.plan), how, evidence, explained, perhaps_resolved }
    }
}

impl Explained {
    fn of(signed: &Signed) -> Explained {
        let (reason, by) = (signed.reason.clone(), signed.by.clone());
        Explained { reason, date: signed.date.to_string(), by }
    }
}

fn period(told: &Told, plan: usize) -> String {
    told.lives.plans.get(plan).map(|plan| plan.period.to_string()).unwrap_or_default()
}
