//! Money planned, spent and left, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::tracking::money::{By, Money, Sum};
use crate::work::tracking::Desk;

/// The answer of `budget`. Amounts are in đồng, and of what could be read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub school: String,
    pub period: String,
    pub total: Amounts,
    pub sources: Vec<Part>,
    pub standards: Vec<Part>,
    /// By standard and source.
    pub parts: Vec<Part>,
    /// Actions whose money names no amount that may be added up.
    pub unread: Vec<Unread>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Amounts {
    /// Actions with money.
    pub actions: u64,
    pub planned: u64,
    pub spent: i64,
    /// Null where some of what is planned could not be read.
    pub rest: Option<i64>,
    /// Those of the actions whose amount could not be read.
    pub unread: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Part {
    pub standard: Option<u8>,
    pub standard_name: Option<String>,
    /// As written; empty where nobody says where the money comes from.
    pub source: Option<String>,
    #[serde(flatten)]
    pub amounts: Amounts,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    pub item: Option<String>,
    pub text: String,
    pub written: String,
}

/// The answer of `budget --years`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Years {
    pub schema: u8,
    pub school: String,
    /// Oldest first.
    pub years: Vec<Year>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Year {
    pub period: String,
    #[serde(flatten)]
    pub amounts: Amounts,
}

impl Years {
    pub fn new(years: &[(Desk, Money)]) -> Years {
        let year = |(desk, money): &(Desk, Money)| Year {
            period: desk.place.period.to_string(),
            amounts: Amounts::of(&money.total),
        };
        let school = years.first().map(|(desk, _)| desk.school.id.clone());
        Years { schema: 1, school: school.unwrap_or_default(), years: years.iter().map(year).collect() }
    }
}

/// The answer of `budget --to`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub schema: u8,
    pub school: String,
    pub period: String,
    pub path: String,
    pub bytes: usize,
}

impl Answer {
    pub fn new(desk: &Desk, money: &Money) -> Answer {
        let unread = money.unread.iter().map(|one| Unread {
            item: one.id.map(|id| id.to_string()),
            text: one.text.clone(),
            written: one.written.clone(),
        });
        Answer {
            schema: 1,
            school: desk.school.id.clone(),
            period: desk.place.period.to_string(),
            total: Amounts::of(&money.total),
            sources: money
                .by(By::Source)
                .iter()
                .map(|sum| Part { standard: None, standard_name: None, ..Part::of(sum) })
                .collect(),
            standards: money
                .by(By::Standard)
                .iter()
                .map(|sum| Part { source: None, ..Part::of(sum) })
                .collect(),
            parts: money.sums.iter().map(Part::of).collect(),
            unread: unread.collect(),
        }
    }
}

impl Amounts {
    pub(in crate::cli::show::json) fn of(sum: &Sum) -> Amounts {
        Amounts {
            actions: sum.actions,
            planned: sum.planned,
            spent: sum.spent,
            rest: sum.rest(),
            unread: sum.unread,
        }
    }
}

impl Part {
    fn of(sum: &Sum) -> Part {
        Part {
            standard: sum.standard.0,
            standard_name: Some(sum.standard.1.clone()).filter(|name| !name.is_empty()),
            source: Some(sum.source.clone()),
            amounts: Amounts::of(sum),
        }
    }
}

impl File {
    pub fn new(desk: &Desk, path: &str, bytes: usize) -> File {
        File {
            schema: 1,
            school: desk.school.id.clone(),
            period: desk.place.period.to_string(),
            path: path.to_owned(),
            bytes,
        }
    }
}
