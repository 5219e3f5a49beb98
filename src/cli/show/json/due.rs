//! What is due, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::tracking::{LeftOut, unread};
use crate::date::Date;
use crate::export::sheet::ics::Calendar as Events;
use crate::work::tracking::due;

/// The answer of `due`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub today: String,
    /// So many days ahead.
    pub days: i64,
    pub schools: Vec<School>,
    /// Schools of which nothing can be told; the exit code is 2 if there are any.
    pub stopped: Vec<Stopped>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Stopped {
    pub school: String,
    pub detail: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct School {
    pub school: String,
    pub name: String,
    pub period: String,
    /// The nearest first.
    pub items: Vec<Item>,
    pub unread: Vec<LeftOut>,
}

/// An action that is not over.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item {
    pub item: Option<String>,
    pub criterion: Option<String>,
    pub text: String,
    /// As written; empty where nobody is named.
    pub lead: String,
    /// The people of the school whom these words name.
    pub people: Vec<String>,
    /// overdue, week, month, later, no-date, recurring or waiting.
    pub class: &'static str,
    /// The time as written.
    pub written: String,
    /// The last day, as understood.
    pub end: Option<String>,
    /// Until then; negative once it has passed.
    pub days: Option<i64>,
    /// Who was asked and has not answered.
    pub waiting: Option<Waiting>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Waiting {
    pub to: String,
    pub since: String,
    pub days: i64,
}

/// The answer of `due --to ics`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Calendar {
    pub schema: u8,
    pub today: String,
    pub school: String,
    pub period: String,
    pub path: String,
    pub events: usize,
    pub recurring: usize,
    /// Actions whose time names no last day.
    pub unread: usize,
}

impl Answer {
    pub fn new(schools: &[due::School], stopped: Vec<Stopped>, (today, days): (Date, i64)) -> Answer {
        let schools = schools.iter().map(School::of).collect();
        Answer { schema: 1, today: today.to_string(), days, schools, stopped }
    }
}

impl School {
    fn of(school: &due::School) -> School {
        School {
            school: school.id.clone(),
            name: school.name.clone(),
            period: school.period.to_string(),
            items: school.items.iter().map(Item::of).collect(),
            unread: unread(&school.unread),
        }
    }
}

impl Item {
    pub(in crate::cli::show::json) fn of(item: &due::Item) -> Item {
        Item {
            item: item.id.map(|id| id.to_string()),
            criterion: item.anchor.map(|anchor| anchor.to_string()),
            text: item.text.clone(),
            lead: item.lead.clone(),
            people: item.people.clone(),
            class: item.class.as_str(),
            written: item.written.clone(),
            end: item.end.map(|end| end.to_string()),
            days: item.days,
            waiting: item.waiting.as_ref().map(|waiting| Waiting {
                to: waiting.to.clone(),
                since: waiting.since.to_string(),
                days: waiting.days,
            }),
        }
    }
}

impl Calendar {
    pub fn new((school, today): (&due::School, Date), made: &Events, path: &str) -> Calendar {
        Calendar {
            schema: 1,
            today: today.to_string(),
            school: school.id.clone(),
            period: school.period.to_string(),
            path: path.to_owned(),
            events: made.events,
            recurring: made.recurring,
            unread: made.unread,
        }
    }
}
