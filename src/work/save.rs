//! Saves what was edited: formats the plans, finds out in words what changed, commits.
//!
//! Only what belongs to plans is committed, whatever else is staged or lies about. Nothing is
//! overwritten that somebody edited meanwhile, and where a hook or git refuses, the files stay.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::approval::record::{Record, read_offices};
use crate::continuity::Continuity;
use crate::evidence::Register;
use crate::folder::{self, Inside, PlanFile};
use crate::git::commit::{self, Committed, Order, Others};
use crate::git::status::{self, Change, ChangeKind, Operation, StatusError};
use crate::git::{self, CommitId, Head, Repo};
use crate::period::Period;
use crate::petition::Petitions;
use crate::plan::parse::parse;
use crate::plan::{Kind, Plan};
use crate::progress::Progress;
use crate::work::choice::Chosen;
use crate::work::edits::{Edit, between};
use crate::work::format::{self, Mode};

/// What is to be saved.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// The folder in which the person stands.
    pub here: &'r Path,
    /// Paths, periods or schools; nothing means everything.
    pub words: &'r [String],
    pub formatting: Formatting,
}

/// Whether plans are brought into their canonical form first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formatting {
    Write,
    /// Say what would be saved, write nothing.
    Pretend,
    Skip,
}

/// What can be saved.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub files: Vec<Saved>,
    /// Files that were formatted on the way.
    pub formatted: Vec<String>,
    /// Changes that trust hangs on: without the signature of somebody with the right they would turn every
    /// approval of the school invalid, so they are left as they are on disk.
    pub unsigned: Vec<String>,
    /// HEAD is on no branch: what is saved now is hard to find again.
    pub is_detached: bool,
    pub others: Others,
}

/// One file that is saved, and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// From the repository's root.
    pub path: String,
    pub school: Option<String>,
    pub period: Option<Period>,
    pub story: Story,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Story {
    NewPlan {
        weaknesses: usize,
        actions: usize,
    },
    EditedPlan {
        edits: Vec<Edit>,
    },
    RemovedPlan,
    /// How many progress records were added; negative where some were taken out.
    Progress {
        added: i64,
    },
    /// How many links and accounts were added; negative where some were taken out.
    Continuity {
        links: i64,
        accounts: i64,
    },
    /// How many entries of the register of evidence were added; negative where some were taken out.
    Evidence {
        added: i64,
    },
    /// A copy of evidence that is kept beside the plan.
    Kept,
    /// How many petitions and answers were added; negative where some were taken out.
    Petitions {
        petitions: i64,
        answers: i64,
    },
    /// The school's trust record.
    Record,
    Review,
    Catalog,
    Settings,
    Other,
}

/// Why nothing can be saved.
#[derive(Debug)]
pub enum Error {
    /// A merge or the like is unfinished.
    Unfinished {
        operation: Operation,
    },
    /// Files in which two people's edits met.
    Conflicts {
        paths: Vec<String>,
    },
    /// Neither a path nor a period nor a school with changes.
    Unknown {
        word: String,
    },
    Bare,
    Status(StatusError),
    Git(git::Error),
    Commit(commit::Error),
    Folder(folder::Error),
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Bare => Error::Bare,
            StatusError::Git(error) => Error::Git(error),
            error => Error::Status(error),
        }
    }
}

/// Formats what was edited and finds out what changed.
pub fn prepare(repo: &Repo, request: &Request<'_>) -> Result<Prepared, Error> {
    let survey = status::survey(repo)?;
    if let Some(operation) = status::operation(repo).filter(|operation| *operation != Operation::Bisect) {
        return Err(Error::Unfinished { operation });
    }
    let changes = wanted(repo, request, survey.changes)?;
    let conflicts = changes.iter().filter(|change| change.kind == ChangeKind::Conflicted);
    let paths: Vec<String> = conflicts.map(|change| change.path.clone()).collect();
    if !paths.is_empty() {
        return Err(Error::Conflicts { paths });
    }
    let state = repo.head_state()?;
    let head = match state {
        Head::Unborn { .. } => None,
        Head::Branch { commit, .. } | Head::Detached { commit } => Some(commit),
    };
    let (unsigned, changes) = part(repo, head, changes)?;
    let looked = look_at(repo, &Look { head, formatting: request.formatting, changes: &changes })?;
    let formatted = looked.iter().filter(|looked| looked.was_formatted);
    Ok(Prepared {
        formatted: formatted.map(|looked| looked.path.clone()).collect(),
        files: looked.into_iter().filter_map(|looked| looked.saved).collect(),
        unsigned,
        is_detached: matches!(state, Head::Detached { .. }),
        others: if survey.is_nothing_staged { Others::AreNot } else { Others::MayBeStaged },
    })
}

/// Parts what trust hangs on from all other changes.
fn part(
    repo: &Repo,
    head: Option<CommitId>,
    changes: Vec<Change>,
) -> Result<(Vec<String>, Vec<Change>), Error> {
    let (mut unsigned, mut others) = (Vec::new(), Vec::new());
    for change in changes {
        if !["school.toml", "caitien.toml"].iter().any(|name| change.path.ends_with(name)) {
            others.push(change);
            continue;
        }
        let before = head.map(|head| repo.read(head, &change.path)).transpose()?.flatten();
        let after = folder::read_text_if_there(&repo.root().join(&change.path)).ok().flatten();
        match before {
            Some(before) if gives_rights(&change.path, &before, after.as_deref().unwrap_or_default()) => {
                unsigned.push(change.path);
            }
            _ => others.push(change),
        }
    }
    Ok((unsigned, others))
}

/// Does a change of this file need the signature of somebody with the right?
fn gives_rights(path: &str, before: &[u8], after: &str) -> bool {
    let before = String::from_utf8_lossy(before);
    if path == "caitien.toml" {
        return read_offices(&before) != read_offices(after);
    }
    let place = Inside::of(path).filter(|place| place.file == "school.toml" && place.period.is_none());
    // A record that never was in order is nobody's yet.
    place.is_some_and(|place| Record::read(&before, place.school).is_ok())
}

/// Commits what was prepared.
pub fn commit(repo: &Repo, prepared: &Prepared, message: &str) -> Result<Committed, commit::Error> {
    let paths: Vec<String> = prepared.files.iter().map(|file| file.path.clone()).collect();
    commit::commit(repo, &Order { message, paths: &paths, others: prepared.others, key: None })
}

/// The changes that the words name.
fn wanted(repo: &Repo, request: &Request<'_>, changes: Vec<Change>) -> Result<Vec<Change>, Error> {
    if request.words.is_empty() {
        return Ok(changes);
    }
    let root = std::fs::canonicalize(repo.root()).unwrap_or_else(|_| repo.root().to_path_buf());
    let mut kept = Vec::new();
    for word in request.words {
        let path = request.here.join(word);
        let real = std::fs::canonicalize(&path).unwrap_or(path);
        let inside = real.strip_prefix(&root).ok().map(Path::to_path_buf);
        let named: Vec<&Change> =
            changes.iter().filter(|change| names(word, inside.as_ref(), &change.path)).collect();
        if named.is_empty() && !real.exists() {
            return Err(Error::Unknown { word: word.clone() });
        }
        kept.extend(named.into_iter().cloned());
    }
    kept.sort();
    kept.dedup();
    Ok(kept)
}

fn names(word: &str, inside: Option<&PathBuf>, path: &str) -> bool {
    let by_place = inside.is_some_and(|inside| Path::new(path).starts_with(inside));
    let place = Inside::of(path);
    let by_name = place.is_some_and(|place| {
        place.school == word || place.period.is_some_and(|period| period.to_string() == word)
    });
    by_place || by_name
}

struct Look<'l> {
    head: Option<CommitId>,
    formatting: Formatting,
    changes: &'l [Change],
}

/// What was found about one changed file.
struct Looked {
    path: String,
    was_formatted: bool,
    /// None where formatting left nothing to save.
    saved: Option<Saved>,
}

fn look_at(repo: &Repo, look: &Look<'_>) -> Result<Vec<Looked>, Error> {
    // A handful is done before threads are awake.
    if look.changes.len() < 8 {
        return look.changes.iter().map(|change| one(repo, look, change)).collect();
    }
    let opened = repo.again().map(|_| repo.git_dir().to_path_buf())?;
    let one = |repo: &mut Result<Repo, git::Error>, change: &Change| match repo {
        Ok(repo) => one(repo, look, change),
        Err(_) => Err(Error::Git(git::Error::NoRepository { folder: opened.clone() })),
    };
    look.changes.par_iter().map_init(|| Repo::open(&opened), one).collect()
}

fn one(repo: &Repo, look: &Look<'_>, change: &Change) -> Result<Looked, Error> {
    let place = Inside::of(&change.path);
    let mut looked = Looked { path: change.path.clone(), was_formatted: false, saved: None };
    let path = repo.root().join(&change.path);
    let before = match look.head {
        Some(head) => repo.read(head, &change.path)?,
        None => None,
    };
    let mut after = None;
    if let (Some(place), false) = (place.filter(Inside::is_plan), change.kind == ChangeKind::Deleted) {
        after = Some(plan_text(&mut looked, place, path.clone(), look.formatting)?);
        if before.is_some() && before.as_deref() == after.as_deref() {
            return Ok(looked);
        }
    }
    if after.is_none() && change.kind != ChangeKind::Deleted {
        after = Some(folder::read(&path)?);
    }
    let story = story(&change.path, before.as_deref(), after.as_deref());
    looked.saved = Some(Saved {
        path: change.path.clone(),
        school: place.map(|place| place.school.to_owned()),
        period: place.and_then(|place| place.period),
        story,
    });
    Ok(looked)
}

/// The text that will be saved, formatted if that is wanted and possible.
fn plan_text(
    looked: &mut Looked,
    place: Inside<'_>,
    path: PathBuf,
    formatting: Formatting,
) -> Result<Vec<u8>, Error> {
    let period = place.period.filter(|_| formatting != Formatting::Skip);
    let Some(period) = period else { return Ok(folder::read(&path)?) };
    let inside = looked.path.clone();
    let plan = PlanFile { school: place.school.to_owned(), period, inside, path: path.clone() };
    let chosen = Chosen { path: path.clone(), place: Some(plan) };
    let mode = if formatting == Formatting::Write { Mode::Write } else { Mode::Judge };
    match format::run(&chosen, mode) {
        Ok(outcome) => looked.was_formatted = outcome.change == format::Change::Rewritten,
        // What is no text cannot be formatted, and is saved as it is: `check` complains of it.
        Err(folder::Error::NotUtf8 { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    match (formatting, looked.was_formatted) {
        (Formatting::Pretend, true) => Ok(format::text(&chosen)?.into_bytes()),
        _ => Ok(folder::read(&path)?),
    }
}

/// What happened to a file, from what it held before and after; None is no file.
pub fn story(path: &str, before: Option<&[u8]>, after: Option<&[u8]>) -> Story {
    let place = Inside::of(path);
    let file = place.map_or("", |place| place.file);
    match (file, place.and_then(|place| place.period)) {
        ("plan.md", Some(_)) => plan_story(before, after),
        ("progress.toml", Some(_)) => {
            Story::Progress { added: after.map_or(0, records) - before.map_or(0, records) }
        }
        ("evidence.toml", Some(_)) => {
            Story::Evidence { added: after.map_or(0, entries) - before.map_or(0, entries) }
        }
        ("petitions.toml", Some(_)) => petitioned(before, after),
        ("continuity.toml", None) => decided(before, after),
        ("school.toml", None) => Story::Record,
        (_, Some(_)) if path.contains("/reviews/") => Story::Review,
        (_, Some(_)) if path.contains("/evidence/") => Story::Kept,
        _ if path.starts_with("catalogs/") => Story::Catalog,
        _ if path == "caitien.toml" => Story::Settings,
        _ => Story::Other,
    }
}

fn plan_story(before: Option<&[u8]>, after: Option<&[u8]>) -> Story {
    let plan = |bytes: &[u8]| parse(&String::from_utf8_lossy(bytes)).plan;
    let count = |plan: &Plan, kind| plan.items().filter(|placed| placed.item.kind == kind).count();
    match (before, after.map(plan)) {
        (_, None) => Story::RemovedPlan,
        (Some(before), Some(after)) => Story::EditedPlan { edits: between(&plan(before), &after) },
        (None, Some(after)) => {
            Story::NewPlan { weaknesses: count(&after, Kind::Weakness), actions: count(&after, Kind::Action) }
        }
    }
}

fn decided(before: Option<&[u8]>, after: Option<&[u8]>) -> Story {
    let counts = |bytes: Option<&[u8]>| {
        let text = String::from_utf8_lossy(bytes.unwrap_or_default());
        let decided = Continuity::parse(&text).unwrap_or_default();
        let count = |length| i64::try_from(length).unwrap_or(0);
        (count(decided.links.len()), count(decided.accounts.len()))
    };
    let (before, after) = (counts(before), counts(after));
    Story::Continuity { links: after.0 - before.0, accounts: after.1 - before.1 }
}

fn records(bytes: &[u8]) -> i64 {
    let progress = Progress::parse(&String::from_utf8_lossy(bytes));
    let count = |progress: Progress| progress.records.len() + progress.verifications.len();
    progress.map_or(0, |progress| i64::try_from(count(progress)).unwrap_or(0))
}

fn entries(bytes: &[u8]) -> i64 {
    let register = Register::parse(&String::from_utf8_lossy(bytes));
    register.map_or(0, |register| i64::try_from(register.entries.len()).unwrap_or(0))
}

fn petitioned(before: Option<&[u8]>, after: Option<&[u8]>) -> Story {
    let counts = |bytes: Option<&[u8]>| {
        let text = String::from_utf8_lossy(bytes.unwrap_or_default());
        let read = Petitions::parse(&text).unwrap_or_default();
        let count = |length| i64::try_from(length).unwrap_or(0);
        (count(read.petitions.len()), count(read.answers.len()))
    };
    let (before, after) = (counts(before), counts(after));
    Story::Petitions { petitions: after.0 - before.0, answers: after.1 - before.1 }
}
