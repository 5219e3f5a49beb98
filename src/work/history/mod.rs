//! What happened to a school's plans: to all, to one of them, or to its weaknesses, a criterion or
//! an item over the years.
//!
//! Everything is read from git, so it works in a bare repository too. What happened is told in
//! `events`, a criterion or an item plan by plan in `years`, the lives of weaknesses in
//! `followed`.

mod approvals;
mod events;
mod followed;
mod plans;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use crate::approval::ApprovalName;
use crate::approval::notice::Says;
use crate::date::Date;
use crate::folder::Inside;
use crate::git::{self, CommitId, Repo};
use crate::period::Period;
use crate::plan::item::{Anchor, ItemId, Kind};
use crate::progress::Status;
use crate::work::save::Saved;
use crate::work::verify;

pub use approvals::{Approval, Standing};
pub use followed::{Followed, Told};
pub use plans::Unread;

/// Whose history is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All plans of the school.
    School,
    Plan(Period),
    /// All weaknesses of the school.
    Weaknesses,
    Place(Anchor),
    Item(ItemId),
}

impl Subject {
    /// What a typed word means.
    pub fn parse(word: &str) -> Option<Subject> {
        let item = || word.parse().map(Subject::Item).ok();
        let place = || word.parse().map(Subject::Place).ok();
        word.parse().map(Subject::Plan).ok().or_else(item).or_else(place)
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    pub subject: Subject,
    pub school: Option<String>,
    /// Only weaknesses that stand in the newest plan, and in so many consecutive ones.
    pub chronic: Option<u16>,
    /// No more events than this.
    pub limit: usize,
}

/// The answer: what happened, or how it stood year by year.
#[derive(Clone, Debug)]
pub enum History {
    Events { school: String, events: Vec<Event>, is_shallow: bool },
    Followed(Box<Followed>),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// By the clock of the person who did it.
    pub day: Date,
    pub seconds: i64,
    pub who: String,
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    Saved {
        commit: CommitId,
        message: String,
        files: Vec<Saved>,
    },
    /// A tag about a plan: approved, submitted, issued, received, withdrawn.
    Tagged {
        kind: String,
        name: ApprovalName,
        /// What a notice says, where it is in order.
        says: Option<Says>,
        /// The verdict's code where the tag does not verify.
        doubt: Option<&'static str>,
    },
}

/// How a criterion or an item stood in one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub period: Period,
    pub catalog: Option<String>,
    /// The criterion in this plan; None where it is not there.
    pub place: Option<Place>,
}

/// A criterion, or the home of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub anchor: Option<Anchor>,
    pub name: String,
    pub level: Option<String>,
    pub items: Vec<ItemState>,
}

/// An item in one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemState {
    pub kind: Kind,
    pub id: Option<ItemId>,
    pub text: String,
    /// The newest record of that year.
    pub status: Option<(Status, Date, Option<u8>)>,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    /// The approvals could not be judged.
    Verify(verify::Error),
    /// Nothing has been committed.
    NoCommits,
    NoSchool {
        id: Option<String>,
        has: Vec<String>,
    },
    Several {
        ids: Vec<String>,
    },
    /// Neither a period, a criterion nor an item.
    Unknown {
        word: String,
    },
    /// The school's plans hold no such thing.
    Nowhere {
        subject: Subject,
    },
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

use events::Wanted;

/// Finds out what happened.
pub fn history(repo: &Repo, request: &Request) -> Result<History, Error> {
    let head = repo.head()?.ok_or(Error::NoCommits)?;
    let mut schools = schools(repo, head)?;
    if let (Subject::Item(id), None, true) = (request.subject, &request.school, schools.len() > 1) {
        let with = schools_with(repo, head, id)?;
        if !with.is_empty() {
            schools.retain(|school, _| with.contains(school));
        }
    }
    let (school, folder) = choose(schools, request.school.as_deref())?;
    match request.subject {
        Subject::School => {
            events::events(repo, &Wanted { head, school, folder, period: None, limit: request.limit })
        }
        Subject::Plan(period) => {
            let period = Some(period);
            events::events(repo, &Wanted { head, school, folder, period, limit: request.limit })
        }
        Subject::Weaknesses | Subject::Place(_) | Subject::Item(_) => {
            let place = followed::Place { repo, head, school, folder };
            Ok(History::Followed(Box::new(followed::followed(&place, request)?)))
        }
    }
}

/// The schools of a commit, with their folders.
fn schools(repo: &Repo, head: CommitId) -> Result<BTreeMap<String, String>, Error> {
    let mut schools = BTreeMap::new();
    for file in repo.files(head, "schools")? {
        let Some(folder) = file.path.strip_suffix("/school.toml") else { continue };
        if let Some(inside) = Inside::of(&file.path).filter(|inside| inside.period.is_none()) {
            schools.insert(inside.school.to_owned(), folder.to_owned());
        }
    }
    Ok(schools)
}

/// The schools in whose plans an item's id stands: mostly one, which then need not be named.
fn schools_with(repo: &Repo, head: CommitId, id: ItemId) -> Result<BTreeSet<String>, Error> {
    let mark = format!("{{#{id}}}").into_bytes();
    let mut found = BTreeSet::new();
    for file in repo.files(head, "schools")? {
        let Some(inside) = Inside::of(&file.path).filter(Inside::is_plan) else { continue };
        if !found.contains(inside.school)
            && repo.blob(file.id)?.windows(mark.len()).any(|window| window == mark)
        {
            found.insert(inside.school.to_owned());
        }
    }
    Ok(found)
}

fn choose(schools: BTreeMap<String, String>, wanted: Option<&str>) -> Result<(String, String), Error> {
    let ids = || schools.keys().cloned().collect::<Vec<_>>();
    if let Some(wanted) = wanted {
        let found = schools.get(wanted).map(|folder| (wanted.to_owned(), folder.clone()));
        return found.ok_or_else(|| Error::NoSchool { id: Some(wanted.to_owned()), has: ids() });
    }
    match schools.len() {
        0 => Err(Error::NoSchool { id: None, has: Vec::new() }),
        1 => schools.into_iter().next().ok_or(Error::NoSchool { id: None, has: Vec::new() }),
        _ => Err(Error::Several { ids: ids() }),
    }
}
