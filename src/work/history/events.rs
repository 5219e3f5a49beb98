//! What happened to the plans of a school: what was saved, and the tags that tell of plans.

use super::{Error, Event, Happening, History, Subject};
use crate::approval::ApprovalName;
use crate::date::Date;
use crate::folder::Inside;
use crate::git::history::{Step, under};
use crate::git::tag;
use crate::git::{CommitId, ObjectId, ObjectKind, Repo};
use crate::period::Period;
use crate::work::save::{Saved, story};

/// Whose events are wanted, from where on, and how many.
pub(super) struct Wanted {
    pub(super) head: CommitId,
    pub(super) school: String,
    pub(super) folder: String,
    pub(super) period: Option<Period>,
    pub(super) limit: usize,
}

/// The newest events, newest first.
pub(super) fn events(repo: &Repo, wanted: &Wanted) -> Result<History, Error> {
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
        let (who, seconds, offset) = tagger(repo, id)?.unwrap_or_default();
        let what = Happening::Tagged { kind: kind.to_owned(), name };
        events.push(Event { day: Date::of_moment(seconds, offset), seconds, who, what });
    }
    Ok(events)
}

/// Who made a tag, and when, by the clock of a place so many minutes east of Greenwich; None for
/// what carries no such line.
pub(super) fn tagger(repo: &Repo, id: ObjectId) -> Result<Option<(String, i64, i32)>, Error> {
    Ok(match repo.object(id)? {
        Some((ObjectKind::Tag, bytes)) => tagger_line(&bytes),
        _ => None,
    })
}

/// `tagger Name <mail> seconds +0700`.
fn tagger_line(bytes: &[u8]) -> Option<(String, i64, i32)> {
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
