//! A results report for programs: `report --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison::{Figures, Proof, Ref, Signed};
use crate::plan::item::Anchor;
use crate::progress;
use crate::report::{self as judged, Basis, Counted, Derivation, Doubt, Next, Outcome, Report, Told};
use crate::work::report::Reported;

/// The answer of `report --format json`. The layout of the printed report is caitien's own; these are
/// the facts behind it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form; a higher one may lack what this one has.
    pub schema: u8,
    pub school: Option<String>,
    /// The school's own name.
    pub name: Option<String>,
    /// `2023-2024`, or a longer span.
    pub period: Option<String>,
    /// whole, first-semester, until.
    pub span: &'static str,
    /// The last day whose records count; null where all do.
    pub until: Option<String>,
    /// How many records are younger than that day.
    pub left_out: usize,
    pub catalog: Option<String>,
    /// The number of the plan.
    pub number: Option<String>,
    pub later: Option<Later>,
    /// The whole school: one entry for each kind of item that the plan has.
    pub totals: Vec<Total>,
    pub standards: Vec<Standard>,
    /// Records about ids that the plan does not have.
    pub strays: Vec<Record>,
    /// Files that could not be read and were left out.
    pub unread: Vec<Unread>,
}

/// The plan that came after.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Later {
    pub period: Option<String>,
    /// Its catalogue, where it is another one; criteria then have that one's numbers.
    pub other_catalog: Option<String>,
    /// Weaknesses that only it has.
    pub added: Vec<Added>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Added {
    #[serde(flatten)]
    pub item: Ref,
    /// The last plan in which it had stood before, for one that is back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_from: Option<String>,
}

/// How many of one kind came how far.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Total {
    /// weaknesses, targets, measures, actions.
    pub of: &'static str,
    pub total: usize,
    pub done: usize,
    pub partial: usize,
    pub in_progress: usize,
    pub not_reached: usize,
    pub cancelled: usize,
    pub unknown: usize,
    /// How many stand in the later plan.
    pub carried: usize,
    /// How many are gone without a reason.
    pub unexplained: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Standard {
    pub number: Option<u8>,
    pub name: String,
    pub totals: Vec<Total>,
    /// Its criteria; first what hangs on the standard alone.
    pub criteria: Vec<Place>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// `1.5`, or `S3` for what hangs on the standard alone.
    pub criterion: Option<String>,
    pub name: String,
    /// As written.
    pub level: Option<String>,
    pub totals: Vec<Total>,
    pub rows: Vec<Row>,
    pub actions: Vec<Item>,
}

/// One line of the report: a weakness with its targets, or a target that belongs to no single one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// one-weakness: the targets are this weakness's; several-weaknesses: the plan does not say whose
    /// they are, so each is a row of its own; no-weakness.
    pub scope: &'static str,
    pub weakness: Option<Item>,
    /// Targets and measures.
    pub targets: Vec<Item>,
    /// done, partial, in-progress, not-reached, cancelled, unknown.
    pub outcome: &'static str,
    /// Who says so: record, account, targets, stated, later-plan, nobody.
    pub basis: &'static str,
    pub percent: Option<Percent>,
    pub reasons: Vec<Reason>,
    /// Codes of what proves it.
    pub evidence: Vec<String>,
    /// In how many consecutive plans the weakness has stood.
    pub years: u16,
}

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

#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    pub file: String,
    pub detail: String,
}

impl Answer {
    pub fn new(reported: &Reported) -> Answer {
        let report = &reported.report;
        let unread = reported.unread.iter().map(|(path, detail)| Unread {
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            detail: detail.clone(),
        });
        Answer {
            schema: 1,
            school: reported.school.clone(),
            name: reported.name.clone(),
            period: reported.period.map(text),
            span: judged::Span::of(reported.period, report.until).as_str(),
            until: report.until.map(text),
            left_out: report.left_out,
            catalog: report.front.catalog.clone(),
            number: report.front.number.clone(),
            later: report.later.as_ref().map(later),
            totals: totals(|counted| report.tally(counted)),
            standards: standards(report),
            strays: report.strays.iter().map(record).collect(),
            unread: unread.collect(),
        }
    }
}

fn text(value: impl std::fmt::Display) -> String {
    value.to_string()
}

fn later(later: &judged::Later) -> Later {
    let added = later.added.iter().map(|added| Added {
        item: Ref::from(&added.item),
        reopened_from: added.reopened.as_ref().and_then(|back| back.period).map(text),
    });
    Later {
        period: later.period.map(text),
        other_catalog: later.other_catalog.clone(),
        added: added.collect(),
    }
}

fn totals(tally: impl Fn(Counted) -> judged::Tally) -> Vec<Total> {
    let all = Counted::ALL.into_iter().map(|counted| (counted, tally(counted)));
    let there = all.filter(|(_, tally)| tally.total() > 0);
    there
        .map(|(counted, tally)| Total {
            of: counted.as_str(),
            total: tally.total(),
            done: tally.count(Outcome::Done),
            partial: tally.count(Outcome::Partial),
            in_progress: tally.count(Outcome::InProgress),
            not_reached: tally.count(Outcome::NotReached),
            cancelled: tally.count(Outcome::Cancelled),
            unknown: tally.count(Outcome::Unknown),
            carried: tally.carried,
            unexplained: tally.unexplained,
        })
        .collect()
}

fn standards(report: &Report) -> Vec<Standard> {
    let standards = report.standards.iter().map(|standard| Standard {
        number: standard.number,
        name: standard.name.clone(),
        totals: totals(|counted| standard.tally(counted)),
        criteria: standard.places.iter().map(place).collect(),
    });
    standards.collect()
}

fn place(place: &judged::Place) -> Place {
    Place {
        criterion: place.anchor.map(|anchor: Anchor| text(anchor)),
        name: place.name.clone(),
        level: place.level.clone(),
        totals: totals(|counted| place.tally(counted)),
        rows: place.rows.iter().map(row).collect(),
        actions: place.actions.iter().map(item).collect(),
    }
}

fn row(row: &judged::Row) -> Row {
    Row {
        scope: row.scope.as_str(),
        weakness: row.weakness.as_ref().map(item),
        targets: row.aims.iter().map(item).collect(),
        outcome: row.outcome.as_str(),
        basis: Basis::as_str(&row.basis),
        percent: percent(&row.percent),
        reasons: row.reasons.iter().map(reason).collect(),
        evidence: row.evidence.clone(),
        years: row.years,
    }
}

fn item(told: &Told) -> Item {
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

fn record(record: &progress::Record) -> Record {
    Record {
        item: text(record.item),
        date: text(record.date),
        status: record.status.as_str(),
        percent: record.percent,
        note: record.note.clone(),
        evidence: record.evidence.clone(),
        by: record.by.clone(),
    }
}

fn percent(percent: &judged::Percent) -> Option<Percent> {
    let value = percent.value()?;
    let (from, date, figures) = match percent {
        judged::Percent::Recorded { date, .. } => ("record", Some(text(*date)), Vec::new()),
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

fn reason(reason: &judged::Reason) -> Reason {
    use judged::Reason as R;
    let (source, said, date, by) = match reason {
        R::GivenUp { date, note } => ("given-up", note, Some(*date), None),
        R::Note { date, clause } => ("note", clause, Some(*date), None),
        R::Cause { text } => ("cause", text, None, None),
        R::Account(signed) => ("account", &signed.reason, Some(signed.date), Some(signed.by.clone())),
    };
    Reason { source, text: said.clone(), date: date.map(text), by }
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
    Contradiction { code: doubt.code(), date: text(date) }
}
