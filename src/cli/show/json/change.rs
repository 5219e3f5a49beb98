//! What changed in a target or an action, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{self, Change};

/// A deadline that was put off.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Slips {
    /// From how many plans to the next.
    pub times: u16,
    /// By how many days altogether.
    pub days: i64,
    /// By how many whole months altogether.
    pub months: i64,
}

impl Slips {
    pub(super) fn of(slips: compare::Slips) -> Option<Slips> {
        let compare::Slips { times, days, months } = slips;
        (times > 0).then_some(Slips { times, days, months })
    }
}

/// One thing that changed in a target or an action; values as written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changed {
    /// text, criterion, deadline, budget, lead, aim.
    pub what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Of a deadline: same, earlier, later, year-on; of a budget or an aim: raised, lowered. A lower
    /// aim asks for less, also where its figure is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// Of a deadline: how many days later; negative where it is earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// The same in whole months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<i64>,
    /// Of a budget: before and after, in đồng.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amounts: Option<[u64; 2]>,
    /// Of a budget: after divided by before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
}

impl From<&Change> for Changed {
    fn from(change: &Change) -> Changed {
        let bare = |what| Changed {
            what,
            before: None,
            after: None,
            direction: None,
            days: None,
            months: None,
            amounts: None,
            ratio: None,
        };
        let from_to = |what, before: &String, after: &String| Changed {
            before: Some(before.clone()),
            after: Some(after.clone()),
            ..bare(what)
        };
        match change {
            Change::Text => bare("text"),
            Change::Criterion => bare("criterion"),
            Change::Deadline { before, after, slip } => Changed {
                direction: slip.map(|slip| slip.direction().as_str()),
                days: slip.map(compare::Slip::days),
                months: slip.map(compare::Slip::months),
                ..from_to("deadline", before, after)
            },
            Change::Budget { before, after, trend, amounts } => Changed {
                direction: trend.map(|trend| raised(trend.is_gt())),
                amounts: amounts.map(|(before, after)| [before, after]),
                ratio: amounts.and_then(|(before, after)| ratio(before, after)),
                ..from_to("budget", before, after)
            },
            Change::Lead { before, after } => from_to("lead", before, after),
            Change::Aim { before, after, raised: up } => {
                Changed { direction: Some(raised(*up)), ..from_to("aim", before, after) }
            }
        }
    }
}

/// To two places.
fn ratio(before: u64, after: u64) -> Option<f64> {
    (before > 0).then(|| (after as f64 / before as f64 * 100.0).round() / 100.0)
}

fn raised(up: bool) -> &'static str {
    if up { "raised" } else { "lowered" }
}
