//! Who drafts what, and what is left for one person, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::school::Person;
use crate::work::deadlines::Due;
use crate::work::mine::{Mine, Part};
use crate::work::parts::Assigned;

/// The answer of `assign` without a person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub school: String,
    pub people: Vec<Drafter>,
    /// The newest plan.
    pub period: Option<String>,
    /// Its criteria that nobody drafts.
    pub unassigned: Vec<String>,
}

/// Somebody who drafts a part.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Drafter {
    pub id: String,
    pub name: String,
    pub standards: Vec<u8>,
    pub criteria: Vec<String>,
}

/// The answer of `status --mine`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Own {
    /// The version of this form.
    pub schema: u32,
    pub school: String,
    pub period: String,
    pub person: Drafter,
    pub parts: Vec<OwnPart>,
    pub due: Vec<OwnDue>,
}

/// One part that the person drafts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnPart {
    /// `1.5`, or `S1` for what stands under a standard itself.
    pub part: String,
    pub name: String,
    pub items: usize,
    pub errors: usize,
    pub warnings: usize,
    /// There are items, and no errors or warnings.
    pub done: bool,
}

/// One deadline that has passed or soon will.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnDue {
    pub item: Option<String>,
    pub text: String,
    /// The time as written.
    pub written: String,
    /// `2026-11-30`
    pub end: String,
    /// Until then; negative once it has passed.
    pub days: i64,
}

impl Answer {
    pub fn new(assigned: &Assigned) -> Answer {
        Answer {
            schema: 1,
            school: assigned.school.clone(),
            people: assigned.people.iter().map(Drafter::new).collect(),
            period: assigned.period.map(|period| period.to_string()),
            unassigned: assigned.nobodys.iter().map(|(id, _)| id.to_string()).collect(),
        }
    }
}

impl Drafter {
    fn new(person: &Person) -> Drafter {
        Drafter {
            id: person.id.clone(),
            name: person.name.clone(),
            standards: person.standards.clone(),
            criteria: person.criteria.clone(),
        }
    }
}

impl Own {
    pub fn new(mine: &Mine) -> Own {
        let part = |part: &Part| OwnPart {
            part: part.anchor.to_string(),
            name: part.name.clone(),
            items: part.items,
            errors: part.errors,
            warnings: part.warnings,
            done: part.is_done(),
        };
        let due = |due: &Due| OwnDue {
            item: due.item.map(|id| id.to_string()),
            text: due.text.clone(),
            written: due.written.clone(),
            end: due.end.to_string(),
            days: due.days,
        };
        Own {
            schema: 1,
            school: mine.school.clone(),
            period: mine.period.to_string(),
            person: Drafter::new(&mine.person),
            parts: mine.parts.iter().map(part).collect(),
            due: mine.due.iter().map(due).collect(),
        }
    }
}
