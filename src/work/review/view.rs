//! What changed since one reviewer last looked, item by item, with the open comments beside each.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::{Error, Flawed, Speaker, Where};
use crate::folder::PlanFile;
use crate::git::{self, CommitId, Repo};
use crate::plan::item::{Anchor, FieldKey, Item};
use crate::plan::parse::parse;
use crate::plan::{ItemId, Plan};
use crate::review::Verdict;
use crate::vetting::{Look, Reviewer, Since, Stale, Thread};
use crate::work::submission;

/// What a reviewer is shown.
#[derive(Clone, Debug)]
pub struct View {
    pub place: PlanFile,
    /// The reviewer's id and name.
    pub by: (String, String),
    pub against: Against,
    /// The version that is in review.
    pub submitted: Option<u32>,
    /// In the order of the plan.
    pub items: Vec<ItemView>,
    pub gone: Vec<Gone>,
    pub rest: Rest,
    /// Open threads about the plan as a whole, and those whose item is gone.
    pub threads: Vec<Thread>,
    /// Everybody's last word on the whole.
    pub stands: Vec<Stand>,
    pub flawed: Vec<Flawed>,
    pub names: BTreeMap<String, String>,
}

/// What the plan is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// This person never looked, and no version was approved: everything is new.
    Nothing,
    /// This person never looked: the version that a tag calls approved.
    Approved { version: u32 },
    /// When this person last looked.
    LastLook { date: String },
}

/// One item.
#[derive(Clone, Debug)]
pub struct ItemView {
    pub id: ItemId,
    pub anchor: Option<Anchor>,
    pub since: Since,
    pub text: String,
    /// As it stood, where that can be found again.
    pub before: Option<String>,
    pub fields: Vec<FieldChange>,
    /// The open threads about it.
    pub threads: Vec<Thread>,
    /// Everybody's last word on the item alone.
    pub stands: Vec<Stand>,
}

/// A field that differs; None where it was not, or is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub key: FieldKey,
    /// As the plan calls it.
    pub label: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// An item that was looked at and is gone, with its words where they can be found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    pub id: ItemId,
    pub text: Option<String>,
}

/// The plan outside of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nobody looked at it before.
    New,
    Same,
    /// The headings of the sections that differ, where that can be found out.
    Changed {
        sections: Vec<String>,
    },
}

/// What somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub by: String,
    pub verdict: Verdict,
    pub stale: Option<Stale>,
}

/// Shows the plan to the reviewer: what is new, or the item that is named.
pub fn view(at: &Where<'_>, speaker: &Speaker<'_>) -> Result<View, Error> {
    let desk = Desk::open(at)?;
    at.item.map_or(Ok(()), |id| desk.item(id))?;
    let person = desk.who(speaker)?;
    let repo = match Repo::open(&desk.root) {
        Ok(repo) => Some(repo),
        Err(git::Error::NoRepository { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let reviewer = desk.book.reviewer(&person.id);
    let base = match (&repo, reviewer.last()) {
        (Some(repo), None) => approved(repo, &desk.place)?,
        _ => None,
    };
    let against = match (reviewer.last(), &base) {
        (Some(last), _) => Against::LastLook { date: last.date.clone() },
        (None, Some((version, _))) => Against::Approved { version: *version },
        (None, None) => Against::Nothing,
    };
    let submitted = match &repo {
        Some(repo) => {
            submission::newest(repo, &desk.place.school, desk.place.period)?.map(|(version, _)| version)
        }
        None => None,
    };
    let mut past = Past { repo: repo.as_ref(), place: &desk.place, known: BTreeMap::new() };
    let base = base.map(|(_, plan)| Base { look: Look::of(&plan), plan });
    let threads: Vec<Thread> = desk.threads().into_iter().filter(|thread| thread.is_open).collect();
    let shown = Shown { desk: &desk, reviewer: &reviewer, base: base.as_ref(), threads: &threads };
    let items = shown.items(at.item, &mut past);
    let (gone, rest) = match at.item {
        Some(_) => (Vec::new(), Rest::Same),
        None => (shown.gone(&mut past), shown.rest(&mut past)),
    };
    let about_whole =
        |thread: &&Thread| thread.comment.item.is_none_or(|id| !desk.look.items.contains_key(&id));
    let whole =
        if at.item.is_some() { Vec::new() } else { threads.iter().filter(about_whole).cloned().collect() };
    Ok(View {
        by: (person.id.clone(), person.name.clone()),
        against,
        submitted,
        items,
        gone,
        rest,
        threads: whole,
        stands: shown.stands(),
        flawed: desk.flawed.clone(),
        names: desk.names(),
        place: desk.place.clone(),
    })
}

struct Base {
    look: Look,
    plan: Plan,
}

struct Shown<'s> {
    desk: &'s Desk,
    reviewer: &'s Reviewer<'s>,
    base: Option<&'s Base>,
    /// The open ones.
    threads: &'s [Thread],
}

impl Shown<'_> {
    fn since(&self, id: ItemId) -> Since {
        let look = &self.desk.look;
        let Some(base) = self.base else { return self.reviewer.since(id, look) };
        match (base.look.items.get(&id), look.items.get(&id)) {
            (None, _) => Since::New,
            (then, now) if then != now => Since::Changed,
            _ if base.look.footing.get(&id) != look.footing.get(&id) => Since::Footing,
            _ => Since::Same,
        }
    }

    fn items(&self, only: Option<ItemId>, past: &mut Past<'_>) -> Vec<ItemView> {
        let look = &self.desk.look;
        let reviewers = self.desk.book.reviewers();
        let mut views = Vec::new();
        for placed in self.desk.plan().items() {
            let Some(id) = placed.item.id.filter(|id| only.is_none_or(|only| only == *id)) else { continue };
            let since = self.since(id);
            let own = |thread: &&Thread| thread.comment.item == Some(id);
            let before = (since == Since::Changed).then(|| self.before(id, past)).flatten();
            let stands = reviewers.iter().filter_map(|one| {
                let position = one.item(id, look).filter(|position| position.verdict.item.is_some())?;
                let (by, verdict) = (one.author.to_owned(), position.verdict.clone());
                Some(Stand { by, verdict, stale: position.stale })
            });
            views.push(ItemView {
                id,
                anchor: placed.anchor,
                since,
                text: placed.item.text.clone(),
                fields: before.as_ref().map(|before| fields(before, placed.item)).unwrap_or_default(),
                before: before.map(|before| before.text),
                threads: self.threads.iter().filter(own).cloned().collect(),
                stands: stands.collect(),
            });
        }
        views
    }

    fn before(&self, id: ItemId, past: &mut Past<'_>) -> Option<Item> {
        let item = |plan: &Plan| plan.item(id).map(|placed| placed.item.clone());
        match self.base {
            Some(base) => item(&base.plan),
            None => item(past.plan(self.reviewer.last_of(id)?)?),
        }
    }

    fn gone(&self, past: &mut Past<'_>) -> Vec<Gone> {
        let look = &self.desk.look;
        let gone: Vec<ItemId> = match self.base {
            Some(base) => base.look.items.keys().filter(|id| !look.items.contains_key(id)).copied().collect(),
            None => self.reviewer.gone(look).into_iter().collect(),
        };
        let mut told = Vec::new();
        for id in gone {
            told.push(Gone { id, text: self.before(id, past).map(|item| item.text) });
        }
        told
    }

    fn rest(&self, past: &mut Past<'_>) -> Rest {
        let look = &self.desk.look;
        if let Some(base) = self.base {
            let changed = base.look.rest != look.rest;
            return if changed {
                Rest::Changed { sections: sections(&base.plan, self.desk.plan()) }
            } else {
                Rest::Same
            };
        }
        match self.reviewer.rest_changed(look) {
            None => Rest::New,
            Some(false) => Rest::Same,
            Some(true) => {
                let before = self.reviewer.last_whole().and_then(|verdict| past.plan(verdict));
                let sections = before.map(|before| sections(before, self.desk.plan()));
                Rest::Changed { sections: sections.unwrap_or_default() }
            }
        }
    }

    fn stands(&self) -> Vec<Stand> {
        let look = &self.desk.look;
        let stand = |one: &Reviewer<'_>| {
            let position = one.whole(look)?;
            let (by, verdict) = (one.author.to_owned(), position.verdict.clone());
            Some(Stand { by, verdict, stale: position.stale })
        };
        self.desk.book.reviewers().iter().filter_map(stand).collect()
    }
}

/// Plans as they were looked at, found again by the commits that the records name.
struct Past<'p> {
    repo: Option<&'p Repo>,
    place: &'p PlanFile,
    known: BTreeMap<String, Option<Plan>>,
}

impl Past<'_> {
    /// The plan that was looked at; None where it cannot be found, or is another.
    fn plan(&mut self, verdict: &Verdict) -> Option<&Plan> {
        let commit = verdict.commit.as_ref()?;
        if !self.known.contains_key(commit) {
            let found = self.read(commit).filter(|plan| Look::of(plan).plan == verdict.plan);
            self.known.insert(commit.clone(), found);
        }
        self.known.get(commit)?.as_ref()
    }

    fn read(&self, commit: &str) -> Option<Plan> {
        let commit: CommitId = commit.parse().ok()?;
        let bytes = self.repo?.read(commit, &self.place.inside).ok()??;
        Some(parse(&String::from_utf8_lossy(&bytes)).plan)
    }
}

/// The plan of the newest tag that calls a version of it approved. Whether that holds is not judged here.
fn approved(repo: &Repo, place: &PlanFile) -> Result<Option<(u32, Plan)>, Error> {
    let Some((version, commit)) = submission::newest_approved(repo, &place.school, place.period)? else {
        return Ok(None);
    };
    let bytes = repo.read(commit, &place.inside)?;
    Ok(bytes.map(|bytes| (version, parse(&String::from_utf8_lossy(&bytes)).plan)))
}

/// The fields in which two wordings of an item differ.
fn fields(before: &Item, after: &Item) -> Vec<FieldChange> {
    let value = |item: &Item, key| {
        item.field(key).map(|field| format!("{} {}", field.value, field.more).trim().to_owned())
    };
    let mut keys: Vec<FieldKey> = before.fields().chain(after.fields()).map(|field| field.key).collect();
    keys.sort();
    keys.dedup();
    let label = |key| after.field(key).or(before.field(key)).map_or("", |field| field.label);
    let change =
        |key| FieldChange { key, label: label(key), before: value(before, key), after: value(after, key) };
    keys.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

/// The headings of the sections whose own words differ.
fn sections(before: &Plan, after: &Plan) -> Vec<String> {
    let differs = |section: &&crate::plan::Section| {
        let old = before.sections.iter().find(|old| old.heading == section.heading);
        old.is_none_or(|old| old.text != section.text)
    };
    let changed = after.sections.iter().filter(differs).map(|section| section.heading.clone());
    let gone =
        before.sections.iter().filter(|old| !after.sections.iter().any(|new| new.heading == old.heading));
    changed.chain(gone.map(|section| section.heading.clone())).filter(|heading| !heading.is_empty()).collect()
}
