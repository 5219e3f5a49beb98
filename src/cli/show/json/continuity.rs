//! A person's word for programs: `link`, `unlink` and `account`.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison::{Item, Signed, Weakness};
use crate::work::continuity::{self, Pending, Recorded, Standing, Writing};

/// The answer of `link` and `unlink`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Linked {
    pub schema: u8,
    pub school: String,
    /// The file, from the repository's root.
    pub path: String,
    /// Was it written? Not in a dry run, nor where the same was decided before.
    pub written: bool,
    /// The earlier plan's period.
    pub from: String,
    pub to: String,
    pub before: String,
    pub after: String,
    /// Are the two one?
    pub same: bool,
    pub signed: Signed,
    /// The lines that were or would be added.
    pub record: String,
    pub comparison: Told,
}

/// What comparing says now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Told {
    /// Of the items that the record is about.
    pub weaknesses: Vec<Weakness>,
    pub targets: Vec<Item>,
    pub actions: Vec<Item>,
    /// Of other weaknesses, where it says something else than before.
    pub besides: Vec<Weakness>,
}

/// The answer of `account`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Accounted {
    pub schema: u8,
    pub school: String,
    /// The earlier plan's period; null where there is none.
    pub from: Option<String>,
    pub to: Option<String>,
    /// What was recorded; null for the list.
    pub account: Option<Account>,
    /// For the list: what the newest plan is held against: approved, draft or nothing.
    pub standing: Option<&'static str>,
    /// For the list: the weaknesses that nobody has accounted for.
    pub open: Vec<Weakness>,
}

/// An account of a weakness.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Account {
    pub item: String,
    /// resolved or dropped.
    pub outcome: &'static str,
    pub evidence: Vec<String>,
    pub signed: Signed,
    /// The file, from the repository's root.
    pub path: String,
    /// Was it written? Not in a dry run, nor where the same was recorded before.
    pub written: bool,
    /// The lines that were or would be added.
    pub record: String,
    pub comparison: Told,
}

impl Told {
    fn new(recorded: &Recorded) -> Told {
        let (told, besides) = (&recorded.told.comparison, &recorded.besides.comparison);
        Told {
            weaknesses: told.weaknesses.iter().map(Weakness::from).collect(),
            targets: told.targets.iter().map(Item::from).collect(),
            actions: told.actions.iter().map(Item::from).collect(),
            besides: besides.weaknesses.iter().map(Weakness::from).collect(),
        }
    }
}

fn written(recorded: &Recorded, writing: Writing) -> bool {
    writing == Writing::Write && !recorded.text.is_empty()
}

impl Linked {
    pub fn new(linked: &continuity::Linked, writing: Writing) -> Linked {
        let (record, recorded) = (&linked.record, &linked.recorded);
        Linked {
            schema: 1,
            school: recorded.school.clone(),
            path: recorded.path.clone(),
            written: written(recorded, writing),
            from: record.periods.0.to_string(),
            to: record.periods.1.to_string(),
            before: record.before.to_string(),
            after: record.after.to_string(),
            same: record.same,
            signed: Signed::from(&record.signed),
            record: recorded.text.clone(),
            comparison: Told::new(recorded),
        }
    }
}

impl Accounted {
    pub fn new(accounted: &continuity::Accounted, writing: Writing) -> Accounted {
        let (record, recorded) = (&accounted.record, &accounted.recorded);
        Accounted {
            schema: 1,
            school: recorded.school.clone(),
            from: Some(record.periods.0.to_string()),
            to: Some(record.periods.1.to_string()),
            account: Some(Account {
                item: record.item.to_string(),
                outcome: record.outcome.as_str(),
                evidence: record.evidence.clone(),
                signed: Signed::from(&record.signed),
                path: recorded.path.clone(),
                written: written(recorded, writing),
                record: recorded.text.clone(),
                comparison: Told::new(recorded),
            }),
            standing: None,
            open: Vec::new(),
        }
    }

    /// The list of what is open.
    pub fn open(pending: &Pending) -> Accounted {
        Accounted {
            schema: 1,
            school: pending.school.clone(),
            from: pending.from.map(|period| period.to_string()),
            to: pending.to.map(|period| period.to_string()),
            account: None,
            standing: Some(match pending.standing {
                Standing::Approved => "approved",
                Standing::Draft => "draft",
                Standing::Nothing => "nothing",
            }),
            open: pending.open.iter().map(Weakness::from).collect(),
        }
    }
}
