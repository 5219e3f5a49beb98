//! What was understood of times, money and figures, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::reading::{date, money, quantity};

/// A schedule as understood.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Schedule {
    /// empty, range, deadline, open-end, recurring, ongoing, unread.
    pub kind: &'static str,
    pub start: Option<String>,
    pub end: Option<String>,
    /// stated, context (the year comes from the period), ambiguous.
    pub certainty: &'static str,
    pub recurring: bool,
    /// How often, where that is said: day, week, month, quarter, semester, year.
    pub every: Option<&'static str>,
    /// What was understood, written anew; null where nothing was.
    pub understood: Option<String>,
}

/// An amount as understood.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Money {
    /// empty, amount, range, none, source-only, unread.
    pub kind: &'static str,
    /// In đồng; null for a range.
    pub amount: Option<u64>,
    /// Both ends of a range, in đồng.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[u64; 2]>,
    /// exact, about, at-least, at-most.
    pub bound: &'static str,
    /// For what the amount is meant each time, as written: `tháng`, `trẻ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    pub source: Option<String>,
    /// What was understood, written anew; null where nothing was.
    pub understood: Option<String>,
}

/// A figure in the text of an item.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Quantity {
    /// As it stands in the text.
    pub written: String,
    /// percent, share, number, money.
    pub kind: &'static str,
    /// Of a range, its middle; of money, in đồng.
    pub value: f64,
    /// Of how many, for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<f64>,
    /// Both ends, for a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// exact, about, at-least, at-most.
    pub bound: &'static str,
    /// The words after it: what is counted.
    pub noun: String,
    /// A threshold that a rule set, not a state of things.
    pub required: bool,
}

impl From<date::Schedule> for Schedule {
    fn from(read: date::Schedule) -> Self {
        Schedule {
            kind: read.kind.as_str(),
            start: read.start.map(|date| date.to_string()),
            end: read.end.map(|date| date.to_string()),
            certainty: read.certainty.as_str(),
            recurring: read.recurring,
            every: read.every.map(date::Every::as_str),
            understood: read.canonical(),
        }
    }
}

impl From<money::Money> for Money {
    fn from(read: money::Money) -> Self {
        Money {
            kind: read.kind.as_str(),
            amount: read.amount,
            range: read.range.map(|(low, high)| [low, high]),
            bound: read.bound.as_str(),
            understood: read.canonical(),
            per: read.per,
            source: read.source,
        }
    }
}

impl Quantity {
    pub(super) fn of(read: quantity::Quantity, text: &str) -> Quantity {
        Quantity {
            written: text.get(read.span).unwrap_or_default().to_owned(),
            kind: read.kind.as_str(),
            value: read.value,
            whole: read.whole,
            range: read.range.map(|(low, high)| [low, high]),
            bound: read.bound.as_str(),
            noun: read.noun,
            required: read.required,
        }
    }
}
