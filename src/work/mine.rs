//! What is left for one person: flaws and empty places in the parts that the person drafts, deadlines that the person
//! has to keep.

use std::path::Path;

use super::approved::Approvals;
use super::check::{self, Checked, FileKind};
use super::choice::{self, Choice};
use super::deadlines::{Due, due};
use super::who::{self, who};
use crate::date::Date;
use crate::finding::{Level, Span};
use crate::folder;
use crate::period::Period;
use crate::plan::item::{Anchor, Kind};
use crate::plan::parse::parse;
use crate::plan::{Placed, Plan};
use crate::school::{InvalidSchool, Person, School};
use crate::tracking::lead::{lead, leads};

/// Whose work, and where.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    pub here: &'w Path,
    pub school: Option<&'w str>,
    /// A person's id; else whoever has git's e-mail address.
    pub by: Option<&'w str>,
    pub today: Date,
}

/// What is left for a person in the school's newest plan.
#[derive(Clone, Debug)]
pub struct Mine {
    pub school: String,
    pub period: Period,
    pub person: Person,
    /// The parts of the plan that are the person's, in its order.
    pub parts: Vec<Part>,
    /// Deadlines that have passed or soon will, of actions in these parts or with the person as lead.
    pub due: Vec<Due>,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub anchor: Anchor,
    pub name: String,
    /// How many items it has.
    pub items: usize,
    pub errors: usize,
    pub warnings: usize,
}

impl Part {
    /// Is nothing left to do, as far as the checks tell?
    pub fn is_done(&self) -> bool {
        self.items > 0 && self.errors == 0 && self.warnings == 0
    }
}

/// Why it cannot be told.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Who(who::Error),
    ReadSchool { path: std::path::PathBuf, source: InvalidSchool },
    NoPlan { school: String },
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Choice(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<who::Error> for Error {
    fn from(error: who::Error) -> Self {
        Error::Who(error)
    }
}

/// Finds what is left.
pub fn mine(wanted: &Wanted<'_>) -> Result<Mine, Error> {
    let (root, school) = choice::school(&Choice { here: wanted.here, words: &[], school: wanted.school })?;
    let path = school.record();
    let record =
        School::parse(&folder::read_text(&path)?).map_err(|source| Error::ReadSchool { path, source })?;
    let person = who(&root, &record, wanted.by)?.clone();
    let place = school.plans()?.pop().ok_or(Error::NoPlan { school: school.id.clone() })?;
    let text = folder::read_text(&place.path)?;
    let plan = parse(&text).plan;
    let words = [place.period.to_string()];
    let choice = Choice { here: wanted.here, words: &words, school: Some(&school.id) };
    // Without approvals the rest is checked all the same, as `check` does.
    let approvals = Approvals::read(&root, Some(&school.id)).unwrap_or_default();
    let checked = check::run(&choice, &approvals, |file| file)?;
    let checked = checked.into_iter().find(|file| file.kind == FileKind::Plan);
    let parts = parts(&plan, &person, checked.as_ref());
    let is_mine = |one: &Due| {
        let placed = one.item.and_then(|id| plan.item(id));
        placed.is_some_and(|placed| {
            placed.anchor.is_some_and(|part| person.drafts(part))
                || lead(&placed).is_some_and(|lead| leads(&person, &record, &lead))
        })
    };
    let due = due(&place.path, place.period, wanted.today).into_iter().filter(is_mine).collect();
    Ok(Mine { school: school.id, period: place.period, person, parts, due })
}

fn parts(plan: &Plan, person: &Person, checked: Option<&Checked>) -> Vec<Part> {
    let mut parts = Vec::new();
    for standard in plan.standards() {
        let own = standard.number.map(Anchor::Standard).filter(|part| person.drafts(*part));
        if let Some(anchor) = own.filter(|_| standard.criteria.is_empty() || !standard.entries.is_empty()) {
            parts.push((anchor, standard.name.clone(), standard.heading_span));
        }
        for criterion in &standard.criteria {
            let anchor = Anchor::Criterion(criterion.id);
            if person.drafts(anchor) {
                parts.push((anchor, criterion.name.clone(), criterion.span));
            }
        }
    }
    let told = |(anchor, name, span): (Anchor, String, Span)| {
        let within = |at: Span| span.start <= at.start && at.start < span.end.max(span.start + 1);
        let findings = checked.iter().flat_map(|file| &file.findings).filter(|one| within(one.span));
        let count = |level: Level| findings.clone().filter(|one| one.level() == level).count();
        let is_here =
            |placed: &Placed<'_>| placed.anchor == Some(anchor) && placed.item.kind != Kind::Strength;
        let items = plan.items().filter(is_here).count();
        Part { anchor, name, items, errors: count(Level::Error), warnings: count(Level::Warning) }
    };
    parts.into_iter().map(told).collect()
}
