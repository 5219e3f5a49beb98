//! A results report for programs: `report --format json`.

mod interim;
mod item;

pub use interim::Interim;
pub use item::{Item, Percent, Reason, Record};

use schemars::JsonSchema;
use serde::Serialize;

use item::{item, percent, reason, record};

use super::comparison::Ref;
use crate::plan::item::Anchor;
use crate::report::{self as judged, Basis, Counted, Outcome, Report};
use crate::work::report::{Reported, known_name};

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
    /// How the plan stood, where it is a review within the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interim: Option<Interim>,
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
    /// one-weakness: the targets are this weakness's; paired-by-words: they say this one's words and no
    /// other's; several-weaknesses: whose they are is not written, so each is a row of its own; no-weakness.
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

#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    /// `2023-2024/progress.toml`, `continuity.toml`.
    pub file: String,
    pub detail: String,
}

impl Answer {
    pub fn new(reported: &Reported) -> Answer {
        let report = &reported.report;
        let unread = reported
            .unread
            .iter()
            .map(|(path, detail)| Unread { file: known_name(path), detail: detail.clone() });
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
            interim: reported.interim.as_ref().map(Interim::of),
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
