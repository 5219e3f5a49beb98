//! What happened to a school's plans: to all, to one of them, or to one criterion or item over the
//! years.
//!
//! Everything is read from git, so it works in a bare repository too. Over the years, an item is
//! followed by its id; a criterion within one edition by its number and between two editions by its
//! name, never by its number.

use std::collections::{BTreeMap, BTreeSet};

use crate::approval::ApprovalName;
use crate::catalog::{self, Catalog};
use crate::date::Date;
use crate::folder::Inside;
use crate::git::history::{Step, under};
use crate::git::tag;
use crate::git::{self, CommitId, ObjectKind, Repo};
use crate::period::Period;
use crate::plan::item::{Anchor, Item, ItemId, Kind};
use crate::plan::parse::parse;
use crate::plan::spelling::fold_words;
use crate::plan::{Entries, Plan};
use crate::progress::{Progress, Status};
use crate::work::save::{Saved, story};

/// Whose history is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All plans of the school.
    School,
    Plan(Period),
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
    /// No more events than this.
    pub limit: usize,
}

/// The answer: what happened, or how it stood year by year.
#[derive(Clone, Debug)]
pub enum History {
    Events { school: String, events: Vec<Event>, is_shallow: bool },
    Years { school: String, years: Vec<Year> },
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
    /// A tag about a plan: approved, submitted, issued, received, withdrawn. Whether it holds is
    /// for `verify` to say.
    Tagged {
        kind: String,
        name: ApprovalName,
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
        Subject::School => events(repo, &Wanted { head, school, folder, period: None, limit: request.limit }),
        Subject::Plan(period) => {
            events(repo, &Wanted { head, school, folder, period: Some(period), limit: request.limit })
        }
        Subject::Place(_) | Subject::Item(_) => {
            let years = years(&plans(repo, head, &folder)?, request.subject);
            if years.iter().all(|year| year.place.is_none()) {
                return Err(Error::Nowhere { subject: request.subject });
            }
            Ok(History::Years { school, years })
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

struct Wanted {
    head: CommitId,
    school: String,
    folder: String,
    period: Option<Period>,
    limit: usize,
}

fn events(repo: &Repo, wanted: &Wanted) -> Result<History, Error> {
    let path = match wanted.period {
        Some(period) => format!("{}/{period}", wanted.folder),
        None => wanted.folder.clone(),
    };
    let mut events = Vec::new();
    for step in under(repo, wanted.head, &path, wanted.limit)? {
        events.push(saved(repo, step)?);
    }
    let is_whole = events.len() < wanted.limit;
    let tagged = tagged(repo, wanted)?;
    if let (Some(period), true, true) = (wanted.period, events.is_empty(), tagged.is_empty()) {
        return Err(Error::Nowhere { subject: Subject::Plan(period) });
    }
    let oldest = events.last().map_or(i64::MIN, |event| event.seconds);
    events.extend(tagged.into_iter().filter(|event| is_whole || event.seconds >= oldest));
    // What happened at one moment keeps git's order; an approval comes after what it approves.
    let order = |event: &Event| (-event.seconds, matches!(event.what, Happening::Saved { .. }));
    events.sort_by_key(order);
    events.truncate(wanted.limit);
    Ok(History::Events { school: wanted.school.clone(), events, is_shallow: repo.is_shallow() })
}

fn saved(repo: &Repo, step: Step) -> Result<Event, Error> {
    let Step { commit, files } = step;
    let mut told = Vec::new();
    for file in files {
        let before = file.before.map(|id| repo.blob(id)).transpose()?;
        let after = file.after.map(|id| repo.blob(id)).transpose()?;
        let place = Inside::of(&file.path);
        told.push(Saved {
            school: place.map(|place| place.school.to_owned()),
            period: place.and_then(|place| place.period),
            story: story(&file.path, before.as_deref(), after.as_deref()),
            path: file.path,
        });
    }
    Ok(Event {
        day: Date::of_moment(commit.author.seconds, commit.author.offset),
        seconds: commit.author.seconds,
        who: commit.author.name.clone(),
        what: Happening::Saved { commit: commit.id, message: commit.message, files: told },
    })
}

/// The kinds of tags that tell of a plan.
const KINDS: [&str; 5] = ["approved", "submitted", "issued", "received", "withdrawn"];

fn tagged(repo: &Repo, wanted: &Wanted) -> Result<Vec<Event>, Error> {
    let mut events = Vec::new();
    for (full, id) in repo.tags("")? {
        let Some((kind, rest)) = full.split_once('/').filter(|(kind, _)| KINDS.contains(kind)) else {
            continue;
        };
        let Ok(name) = format!("approved/{rest}").parse::<ApprovalName>() else { continue };
        if name.school != wanted.school || wanted.period.is_some_and(|period| period != name.period) {
            continue;
        }
        let tagger = match repo.object(id)? {
            Some((ObjectKind::Tag, bytes)) => tagger(&bytes),
            _ => None,
        };
        let (who, seconds, offset) = tagger.unwrap_or_default();
        let what = Happening::Tagged { kind: kind.to_owned(), name };
        events.push(Event { day: Date::of_moment(seconds, offset), seconds, who, what });
    }
    Ok(events)
}

/// Who made a tag, and when: `tagger Name <mail> seconds +0700`.
fn tagger(bytes: &[u8]) -> Option<(String, i64, i32)> {
    // A tag that cannot be taken apart has nobody's name.
    tag::split(bytes)?;
    let text = String::from_utf8_lossy(bytes);
    let line =
        text.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix("tagger "))?;
    let (who, moment) = line.rsplit_once('>')?;
    let (seconds, zone) = moment.trim().split_once(' ')?;
    let zone: i32 = zone.parse().ok()?;
    let name = who.split('<').next().unwrap_or_default().trim().to_owned();
    Some((name, seconds.parse().ok()?, zone / 100 * 60 + zone % 100))
}

/// A committed plan with its records.
struct Committed {
    period: Period,
    plan: Plan,
    progress: Progress,
}

/// The plans of a school as committed, oldest first.
fn plans(repo: &Repo, head: CommitId, folder: &str) -> Result<Vec<Committed>, Error> {
    let text = |id| repo.blob(id).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut plans = Vec::new();
    for file in repo.files(head, folder)? {
        let Some(period) = Inside::of(&file.path).filter(Inside::is_plan).and_then(|inside| inside.period)
        else {
            continue;
        };
        let progress = repo.blob_id(head, &format!("{folder}/{period}/progress.toml"))?;
        let progress = progress.map(text).transpose()?.and_then(|text| Progress::parse(&text).ok());
        let plan = parse(&text(file.id)?).plan;
        plans.push(Committed { period, plan, progress: progress.unwrap_or_default() });
    }
    plans.sort_by_key(|plan| plan.period);
    Ok(plans)
}

fn years(plans: &[Committed], subject: Subject) -> Vec<Year> {
    // A number means what it means in the newest plan that has it.
    let reference = match subject {
        Subject::Place(Anchor::Criterion(id)) => {
            plans.iter().rev().find(|plan| plan.plan.criterion(id).is_some())
        }
        _ => None,
    };
    let year = |committed: &Committed| Year {
        period: committed.period,
        catalog: committed.plan.front.catalog.clone(),
        place: match subject {
            Subject::Item(id) => item_place(committed, id),
            Subject::Place(anchor) => place(committed, anchor, reference),
            Subject::School | Subject::Plan(_) => None,
        },
    };
    plans.iter().map(year).collect()
}

fn item_place(committed: &Committed, id: ItemId) -> Option<Place> {
    let placed = committed.plan.item(id)?;
    let name = match placed.anchor {
        Some(Anchor::Criterion(id)) => committed.plan.criterion(id).map(|criterion| criterion.name.clone()),
        _ => None,
    };
    let items = vec![state(committed, placed.item)];
    Some(Place { anchor: placed.anchor, name: name.unwrap_or_default(), level: None, items })
}

fn place(committed: &Committed, anchor: Anchor, reference: Option<&Committed>) -> Option<Place> {
    let plan = &committed.plan;
    let (anchor, name, level, entries) = match anchor {
        Anchor::Standard(number) => {
            let standard = plan.standards().find(|standard| standard.number == Some(number))?;
            (anchor, standard.name.clone(), None, standard.entries())
        }
        Anchor::Criterion(id) => {
            let reference = reference?;
            let same_edition = plan.front.catalog == reference.plan.front.catalog;
            let wanted = official_name(&reference.plan, id);
            let criterion = plan.criteria().find(|criterion| match same_edition {
                true => criterion.id == id,
                false => fold_words(&official_name(plan, criterion.id)) == fold_words(&wanted),
            })?;
            let level = criterion.level_text().map(str::to_owned).filter(|level| !level.is_empty());
            (Anchor::Criterion(criterion.id), criterion.name.clone(), level, criterion.entries())
        }
    };
    let items = entries.iter().filter_map(|entry| match entry {
        crate::plan::Entry::Item(item) if item.kind != Kind::Strength => Some(state(committed, item)),
        _ => None,
    });
    Some(Place { anchor: Some(anchor), name, level, items: items.collect() })
}

/// The name of a criterion in its edition, or else as the plan has it.
fn official_name(plan: &Plan, id: crate::plan::CriterionId) -> String {
    let edition: Option<&Catalog> = plan.front.catalog.as_deref().and_then(catalog::embedded);
    let official = edition.and_then(|edition| edition.criterion(id)).map(|criterion| criterion.name.clone());
    official.or_else(|| plan.criterion(id).map(|criterion| criterion.name.clone())).unwrap_or_default()
}

fn state(committed: &Committed, item: &Item) -> ItemState {
    let record = item.id.and_then(|id| committed.progress.last(id));
    ItemState {
        kind: item.kind,
        id: item.id,
        text: item.text.clone(),
        status: record.map(|record| (record.status, record.date, record.percent)),
    }
}
