//! What happened to the plans of a school: what was saved, and the tags that tell of plans.

use std::collections::HashMap;

use super::{Error, Event, Happening, History, Subject};
use crate::approval::name::TagKind;
use crate::approval::notice::{Notice, Says};
use crate::approval::{ApprovalName, Verdict};
use crate::date::Date;
use crate::folder::Inside;
use crate::git::history::{Step, under};
use crate::git::tag;
use crate::git::{CommitId, ObjectId, ObjectKind, Repo};
use crate::period::Period;
use crate::work::recall::recall;
use crate::work::save::{Saved, story};
use crate::work::verify;

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
    let doubts = doubts(repo)?;
    for (full, id) in repo.tags("")? {
        let Some((kind, rest)) = full.split_once('/').filter(|(kind, _)| KINDS.contains(kind)) else {
            continue;
        };
        let Ok(name) = format!("approved/{rest}").parse::<ApprovalName>() else { continue };
        if name.school != wanted.school || wanted.period.is_some_and(|period| period != name.period) {
            continue;
        }
        let (who, seconds, offset) = tagger(repo, id)?.unwrap_or_default();
        let doubt = match doubts.as_ref().map(|doubts| doubts.get(&full)) {
            Some(Some(doubt)) => *doubt,
            // About an approval that is not here.
            Some(None) if TagKind::of(&full).is_some() => stray(repo, &full)?,
            _ => None,
        };
        let says = if doubt.is_none() { says(repo, &full, id)? } else { None };
        let what = Happening::Tagged { kind: kind.to_owned(), name, says, doubt };
        events.push(Event { day: Date::of_moment(seconds, offset), seconds, who, what });
    }
    Ok(events)
}

/// The verdict's code for each tag about an approval that does not verify; what was taken back, or whose root is not
/// pinned here, happened all the same. None where it cannot be judged here.
fn doubts(repo: &Repo) -> Result<Option<HashMap<String, Option<&'static str>>>, Error> {
    let judged = match recall(repo) {
        Ok(judged) => judged,
        Err(verify::Error::Git(error)) => return Err(Error::Git(error)),
        Err(_) => return Ok(None),
    };
    let mut doubts = HashMap::new();
    for one in judged {
        let happened = one.verdict.is_good()
            || matches!(one.verdict, Verdict::Unpinned { .. } | Verdict::Withdrawn { .. });
        doubts.insert(one.tag, (!happened).then(|| one.verdict.code()));
        for notice in one.notices {
            let doubt = (!notice.verdict.is_in_order()).then(|| notice.verdict.code());
            doubts.insert(notice.tag, doubt);
        }
    }
    Ok(Some(doubts))
}

fn stray(repo: &Repo, tag: &str) -> Result<Option<&'static str>, Error> {
    let examined = verify::examine(repo, &verify::Scope::Tag(tag.to_owned()), &[]).map_err(Error::Verify)?;
    let bad = examined.strays.iter().find(|notice| !notice.verdict.is_in_order());
    Ok(bad.map(|notice| notice.verdict.code()))
}

/// What a notice says.
fn says(repo: &Repo, name: &str, id: ObjectId) -> Result<Option<Says>, Error> {
    let Some(kind) = TagKind::of(name) else { return Ok(None) };
    Ok(match repo.object(id)? {
        Some((ObjectKind::Tag, bytes)) => tag::split(&bytes)
            .and_then(|object| Notice::parse(&object.message, kind).ok())
            .map(|notice| notice.says),
        _ => None,
    })
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
