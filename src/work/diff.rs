//! Compare two plans: find both sides and the school's years before them, judge.
//!
//! A side is a period (as it lies on disk), `period@revision`, `period@approved`, or a file. Two
//! files need neither repository nor git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::choice;
pub use super::named::Names;
use super::named::{names, school_record};
use super::side::{Found, Reader};
use super::verify;
use crate::approval::Verdict;
use crate::compare::explain::{Asked, Explained};
use crate::compare::{self, Comparison, Prepared, Side, compare_chain};
use crate::folder;
use crate::git;
use crate::period::Period;
use crate::plan::Plan;
use crate::school::School;

/// What to compare, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub here: &'a Path,
    pub before: &'a str,
    pub after: &'a str,
    pub school: Option<&'a str>,
}

/// A comparison with the names of its sides.
#[derive(Clone, Debug)]
pub struct Compared {
    pub school: Option<String>,
    /// The school's own name, from its record.
    pub name: Option<String>,
    pub from: String,
    pub to: String,
    /// The editions of the catalogue that the two plans follow, and whether they are two.
    pub catalogs: (Option<String>, Option<String>),
    pub other_edition: bool,
    /// The names of criteria and standards as each plan has them.
    pub names: (Names, Names),
    pub comparison: Comparison,
    /// The school's people: names by their ids.
    pub people: BTreeMap<String, String>,
    /// What was wrong with a `progress.toml` or `continuity.toml`; it was left out.
    pub unread: Vec<(PathBuf, String)>,
}

impl Compared {
    /// A comparison of two plans of a school.
    pub fn of_school(school: &School, (before, after): (&Plan, &Plan), comparison: Comparison) -> Compared {
        let title = |plan: &Plan| plan.front.period().map(|period| period.to_string()).unwrap_or_default();
        let catalogs = (before.front.catalog.clone(), after.front.catalog.clone());
        Compared {
            school: Some(school.school.id.clone()),
            name: Some(school.school.name.clone()),
            from: title(before),
            to: title(after),
            other_edition: differ(&catalogs),
            catalogs,
            names: (names(before), names(after)),
            comparison,
            people: people(school),
            unread: Vec::new(),
        }
    }
}

fn differ((before, after): &(Option<String>, Option<String>)) -> bool {
    before.is_some() && after.is_some() && before != after
}

fn people(school: &School) -> BTreeMap<String, String> {
    school.people.iter().map(|person| (person.id.clone(), person.name.clone())).collect()
}

/// Why two plans cannot be compared.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Git(git::Error),
    /// The revision has no plan of this period.
    NotAtRevision {
        period: Period,
        revision: String,
    },
    /// Nobody approved a plan of this period.
    NotApproved {
        school: String,
        period: Period,
    },
    /// There are approvals, and none that holds; the newest one's verdict.
    DoesNotHold {
        tag: String,
        verdict: Verdict,
    },
    /// Approvals could not be judged.
    Verify(verify::Error),
    /// Neither plan has a weakness of that id or with those words.
    NoSuchWeakness {
        word: String,
    },
    /// `word@…` where the word is no period.
    NotAPeriod {
        word: String,
    },
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

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

/// Compares the two plans that are meant.
pub fn diff(wanted: &Wanted<'_>) -> Result<Compared, Error> {
    let mut reader = Reader::new(wanted.here, wanted.school);
    let before = reader.side(wanted.before)?;
    let after = reader.side(wanted.after)?;
    let mut chain = reader.earlier(&before)?;
    let (from, to) = titles(&before, &after);
    let place = before.place.as_ref().or(after.place.as_ref());
    let school = place.map(|place| place.school.clone()).or_else(|| after.plan().front.school.clone());
    let record = after.place.as_ref().or(before.place.as_ref()).and_then(school_record);
    let (name, people) = record.map(|one| (one.school.name.clone(), people(&one))).unzip();
    let people = people.unwrap_or_default();
    let decided = reader.decided(&after, &before)?;
    let catalogs = (before.plan().front.catalog.clone(), after.plan().front.catalog.clone());
    let other_edition = differ(&catalogs);
    let names = (names(before.plan()), names(after.plan()));
    chain.extend([before, after]);
    let prepared: Vec<Prepared<'_>> = chain
        .iter()
        .map(|found| Prepared::new(Side { plan: found.plan(), progress: &found.progress }))
        .collect();
    let comparison = compare_chain(&prepared.iter().collect::<Vec<_>>(), &decided);
    let unread = reader.unread;
    Ok(Compared { school, name, from, to, catalogs, other_edition, names, comparison, people, unread })
}

/// Why weaknesses met what they met.
#[derive(Clone, Debug)]
pub struct Why {
    pub from: String,
    pub to: String,
    pub explained: Vec<Explained>,
    /// What could not be read and was left out.
    pub unread: Vec<(PathBuf, String)>,
}

/// Explains the match of a weakness, named by its id or by words of its sentence.
pub fn explain(wanted: &Wanted<'_>, word: &str) -> Result<Why, Error> {
    let mut reader = Reader::new(wanted.here, wanted.school);
    let (before, after) = (reader.side(wanted.before)?, reader.side(wanted.after)?);
    let decided = reader.decided(&after, &before)?;
    let [one, other] =
        [&before, &after].map(|found| Prepared::new(Side { plan: found.plan(), progress: &found.progress }));
    let explained = compare::explain::explain(
        (&one, &other),
        &decided,
        word.parse().map_or(Asked::Words(word), Asked::Id),
    );
    let (from, to) = titles(&before, &after);
    match explained.is_empty() {
        true => Err(Error::NoSuchWeakness { word: word.to_owned() }),
        false => Ok(Why { from, to, explained, unread: reader.unread }),
    }
}

/// Two files are known by their periods, where these tell them apart.
fn titles(before: &Found, after: &Found) -> (String, String) {
    let period = |found: &Found| found.plan().front.period().filter(|_| found.is_file);
    match (period(before), period(after)) {
        (Some(one), Some(other)) if one != other => (one.to_string(), other.to_string()),
        (Some(one), None) if !after.is_file => (one.to_string(), after.name.clone()),
        (None, Some(other)) if !before.is_file => (before.name.clone(), other.to_string()),
        _ => (before.name.clone(), after.name.clone()),
    }
}
