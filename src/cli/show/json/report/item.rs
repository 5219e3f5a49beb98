//! One item of a results report for programs: its records, its percentage, what becomes of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::comparison::{Figures, Proof, Ref, Signed};
use crate::progress;
use crate::report::{self as judged, Derivation, Doubt, Next, Told};

/// An item of the plan with what was recorded about it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    /// weakness, target, measure, action.
    pub kind: &'static str,
    #[serde(flatten)]
    pub item: Ref,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub schedule: String,
    /// The degree of completion that the plan itself states, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stated: String,
    /// By its own records alone.
    pub outcome: &'static str,
    pub percent: Option<Percent>,
    /// Oldest first.
    pub records: Vec<Record>,
    pub next: Fate,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Contradiction>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Record {
    pub item: String,
    pub date: String,
    /// not-started, in-progress, partial, done, cancelled.
    pub status: &'static str,
    pub percent: Option<u8>,
    pub note: Option<String>,
    pub evidence: Vec<String>,
    /// A person's id in `school.toml`.
    pub by: Option<String>,
}

/// A percentage, and where it is from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Percent {
    pub value: u8,
    /// record; or worked out: done (it is), reached (of the target), fallen (of the way down).
    pub from: &'static str,
    /// The day of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The figures from which it was worked out, as written: where it stood, the target, what was reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
}

/// Why something was not reached.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reason {
    /// given-up (the note with which it was), note (a clause of one), cause (in the later plan),
    /// account (a person's).
    pub source: &'static str,
    pub text: String,
    pub date: Option<String>,
    pub by: Option<String>,
}

/// What becomes of an item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fate {
    /// within (the year is not over), no-plan, carried, resolved, dropped, not-repeated, not-followed.
    pub what: &'static str,
    /// How it stands in the later plan; several where it was split.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Carried>,
    /// What says that it was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Proof>,
    /// Why it was dropped, as a person wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<Signed>,
    /// A sentence of the later plan that may say that it was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perhaps_resolved: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Carried {
    #[serde(flatten)]
    pub item: Ref,
    /// improved, worsened, unchanged.
    pub trend: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figures>,
    /// Why it still stands, as the later plan has it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
}

/// Where the sources contradict each other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contradiction {
    /// done-yet-carried, given-up-yet-carried, told-done-yet-open, done-with-less, full-yet-open.
    pub code: &'static str,
    /// The day of the record.
    pub date: String,
}

pub(super) fn item(told: &Told) -> Item {
    Item {
        kind: told.kind.as_str(),
        item: Ref::from(&told.item),
        cause: told.cause.clone(),
        lead: told.lead.clone(),
        schedule: told.schedule.clone(),
        stated: told.stated.clone(),
        outcome: told.outcome.as_str(),
        percent: percent(&told.percent),
        records: told.records.iter().map(record).collect(),
        next: fate(&told.next),
        doubts: told.doubts.iter().map(contradiction).collect(),
    }
}

pub(super) fn record(record: &progress::Record) -> Record {
    Record {
        item: shown(record.item),
        date: shown(record.date),
        status: record.status.as_str(),
        percent: record.percent,
        note: record.note.clone(),
        evidence: record.evidence.clone(),
        by: record.by.clone(),
    }
}

pub(super) fn percent(percent: &judged::Percent) -> Option<Percent> {
    let value = percent.value()?;
    let (from, date, figures) = match percent {
        judged::Percent::Recorded { date, .. } => ("record", Some(shown(*date)), Vec::new()),
        judged::Percent::Derived { from: Derivation::Done, .. } => ("done", None, Vec::new()),
        judged::Percent::Derived { from: Derivation::Reached { aim, reached }, .. } => {
            ("reached", None, vec![aim.clone(), reached.clone()])
        }
        judged::Percent::Derived { from: Derivation::Fallen { start, aim, reached }, .. } => {
            ("fallen", None, vec![start.clone(), aim.clone(), reached.clone()])
        }
        judged::Percent::Unknown => return None,
    };
    Some(Percent { value, from, date, figures })
}

pub(super) fn reason(reason: &judged::Reason) -> Reason {
    use judged::Reason as R;
    let (source, said, date, by) = match reason {
        R::GivenUp { date, note } => ("given-up", note, Some(*date), None),
        R::Note { date, clause } => ("note", clause, Some(*date), None),
        R::Cause { text } => ("cause", text, None, None),
        R::Account(signed) => ("account", &signed.reason, Some(signed.date), Some(signed.by.clone())),
    };
    Reason { source, text: said.clone(), date: date.map(shown), by }
}

fn fate(next: &Next) -> Fate {
    let mut fate = Fate {
        what: next.as_str(),
        after: Vec::new(),
        evidence: None,
        explained: None,
        perhaps_resolved: None,
    };
    match next {
        Next::Carried(pieces) => fate.after = pieces.iter().map(carried).collect(),
        Next::Resolved(evidence) => fate.evidence = Some(Proof::from(evidence)),
        Next::Dropped { explained, perhaps } => {
            fate.explained = explained.as_ref().map(Signed::from);
            fate.perhaps_resolved = perhaps.clone();
        }
        Next::Within | Next::NoPlan | Next::NotRepeated | Next::NotFollowed => {}
    }
    fate
}

fn carried(piece: &judged::Carried) -> Carried {
    Carried {
        item: Ref::from(&piece.after),
        trend: piece.trend.map(crate::compare::Trend::as_str),
        figures: piece.figures.iter().map(Figures::from).collect(),
        cause: piece.cause.clone(),
    }
}

fn contradiction(doubt: &Doubt) -> Contradiction {
    let date = match doubt {
        Doubt::DoneYetCarried { date, .. }
        | Doubt::GivenUpYetCarried { date }
        | Doubt::ToldDoneYetOpen { date, .. }
        | Doubt::DoneWithLess { date, .. }
        | Doubt::FullYetOpen { date, .. } => *date,
    };
    Contradiction { code: doubt.code(), date: shown(date) }
}

fn shown(value: impl std::fmt::Display) -> String {
    value.to_string()
}
