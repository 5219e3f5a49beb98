//! What is due in a school, or in all of them: each school's plan of the year in which today lies.

use rayon::prelude::*;

use super::desk::{Desk, Unread};
use super::{Error, Spoken, Where};
use crate::date::Date;
use crate::export::sheet::Words;
use crate::export::sheet::ics::{Calendar, calendar};
use crate::export::sheet::rows::Source;
use crate::folder;
use crate::period::Period;
use crate::plan::item::{ItemId, Kind};
use crate::plan::spelling::fold_words;
use crate::plan::{Anchor, Entry};
use crate::school::Person;
use crate::tracking::due::{self, Class, Horizon};
use crate::tracking::lead::{leads, people};
use crate::work::choice;

/// Whose work is asked for; as typed.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'w> {
    Everybody,
    /// Of whoever is at the keyboard.
    Mine {
        by: Option<&'w str>,
    },
    /// Of leads whose words have these.
    Lead(&'w str),
}

/// What is due in one school.
#[derive(Clone, Debug)]
pub struct School {
    pub id: String,
    pub name: String,
    pub period: Period,
    pub items: Vec<Item>,
    pub unread: Vec<Unread>,
    /// Whose work it is, where one person's was asked for.
    pub whose: Option<String>,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: Option<ItemId>,
    pub anchor: Option<Anchor>,
    pub text: String,
    pub lead: String,
    /// The people of the school that the lead's words name.
    pub people: Vec<String>,
    pub written: String,
    pub end: Option<Date>,
    pub days: Option<i64>,
    pub class: Class,
    pub waiting: Option<Waiting>,
    /// Where it stands in the plan, for a calendar.
    at: usize,
}

/// Who was asked, when, and for how many days nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub to: String,
    pub since: Date,
    pub days: i64,
}

/// A school's id with what is due there, or why nothing can be told.
pub type Told = (String, Result<School, Error>);

/// What is due in the school that is meant.
pub fn due(at: &Where<'_>, whose: Whose<'_>, days: i64) -> Result<School, Error> {
    let desk = Desk::open(at, None)?;
    of(&desk, at, whose, days)
}

/// What is due in every school of the repository. A school without a plan has nothing; one that cannot be read is told.
pub fn all(at: &Where<'_>, whose: Whose<'_>, days: i64) -> Result<Vec<Told>, Error> {
    let root =
        choice::root(at.here).ok_or_else(|| choice::Error::NoRepository { here: at.here.to_path_buf() })?;
    let schools = folder::find_schools(&root)?;
    let one = |school: folder::SchoolFolder| {
        let id = school.id.clone();
        match Desk::of(root.clone(), school, at, None).and_then(|desk| of(&desk, at, whose, days)) {
            Err(Error::NoPlan { .. }) => None,
            told => Some((id, told)),
        }
    };
    Ok(schools.into_par_iter().filter_map(one).collect())
}

fn of(desk: &Desk, at: &Where<'_>, whose: Whose<'_>, days: i64) -> Result<School, Error> {
    let horizon = Horizon { period: Some(desk.place.period), today: at.today, days };
    let mine = match whose {
        Whose::Mine { by } => Some(desk.who(&Spoken { by, date: None })?),
        _ => None,
    };
    let found = due::due(&desk.plan, &desk.progress, &desk.petitions, horizon);
    let items = found.iter().filter(|one| is_meant(desk, mine, whose, &one.lead));
    Ok(School {
        id: desk.school.id.clone(),
        name: desk.record.school.name.clone(),
        period: desk.place.period,
        items: items.map(|one| item(desk, one, at.today)).collect(),
        unread: desk.unread.clone(),
        whose: match whose {
            Whose::Lead(words) => Some(words.to_owned()),
            _ => mine.map(|person| person.name.clone()),
        },
    })
}

/// What was overdue at the end of a day.
pub fn overdue(desk: &Desk, day: Date) -> Vec<Item> {
    let horizon = Horizon { period: Some(desk.place.period), today: day, days: 0 };
    let found = due::due(&desk.plan, &desk.progress, &desk.petitions, horizon);
    let late = found.iter().filter(|one| one.class == Class::Overdue);
    late.map(|one| item(desk, one, day)).collect()
}

fn is_meant(desk: &Desk, mine: Option<&Person>, whose: Whose<'_>, lead: &str) -> bool {
    match whose {
        Whose::Everybody => true,
        Whose::Mine { .. } => mine.is_some_and(|person| leads(person, &desk.record, lead)),
        Whose::Lead(words) => {
            let wanted = fold_words(words);
            let named = people(&desk.record, lead);
            fold_words(lead).contains(&wanted)
                || named.iter().any(|person| person.id == words || fold_words(&person.name).contains(&wanted))
        }
    }
}

fn item(desk: &Desk, one: &due::Due<'_>, today: Date) -> Item {
    let named = people(&desk.record, &one.lead).into_iter();
    Item {
        id: one.placed.item.id,
        anchor: one.placed.anchor,
        text: one.placed.item.text.clone(),
        lead: one.lead.clone(),
        people: named.map(|person| person.name.clone()).collect(),
        written: one.written.clone(),
        end: one.end,
        days: one.days,
        class: one.class,
        waiting: one.waiting.map(|petition| Waiting {
            to: petition.to.clone(),
            since: petition.date,
            days: petition.date.days_until(today),
        }),
        at: one.placed.item.span.start,
    }
}

/// A calendar of what is due: the plan's own, without the actions that were not asked for or are over.
pub fn reminders(at: &Where<'_>, whose: Whose<'_>, words: Words<'_>) -> Result<(School, Calendar), Error> {
    let mut desk = Desk::open(at, None)?;
    let told = of(&desk, at, whose, i64::MAX)?;
    let kept = |start: usize| told.items.iter().any(|item| item.at == start && item.class != Class::Waiting);
    let is_kept = |entry: &Entry| match entry {
        Entry::Item(item) => item.kind != Kind::Action || kept(item.span.start),
        _ => true,
    };
    for standard in desk.plan.sections.iter_mut().flat_map(|section| &mut section.standards) {
        standard.entries.retain(is_kept);
        standard.criteria.iter_mut().for_each(|criterion| criterion.entries.retain(is_kept));
    }
    let source: Source<'_> = desk.source();
    let made = calendar(&source, words);
    Ok((told, made))
}
