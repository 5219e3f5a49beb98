//! The facts of approvals, read from git objects: tags with their signatures, the line of trust
//! records, what the approved commits hold, what this clone remembers.
//!
//! The working tree is never read, and neither are the programs and key lists that the repository's
//! configuration names. Every object is checked against its id when it is read.

mod content;
mod history;
mod memory;
mod tag;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::approval::hex::{Hash, Id};
use crate::approval::judge::{Facts, FoundContent, NoticeTag, Object, Signature, TagFacts};
use crate::approval::lineage::{Granted, Lineage};
use crate::approval::name::TagKind;
use crate::approval::record::Office;
use crate::approval::statement::Statement;
use crate::approval::trust::Violation;
use crate::git::Repo;
use crate::git::seen::Pins;
use crate::git::trust::{Places, Trees};
use crate::signing::Examiner;

use super::verify::Error;
pub use content::{content, plan_text};
use history::History;
pub(crate) use history::read_consent;
pub use memory::Aside;
use memory::{SeenHere, seen, with_extract};
use tag::ReadTag;
pub use tag::read_approval;

/// All that is known of the approvals in one repository.
pub struct Collected {
    /// Checks signatures of other kinds than SSH, with the keys that the history names.
    pub examiner: Examiner,
    pub lineage: Lineage,
    pub places: Places,
    pub head: Option<Id>,
    pub tips: Vec<Id>,
    /// Every office of the lists that led to the one in force.
    offices: Vec<Office>,
    schools: BTreeMap<String, SchoolTags>,
    seen: BTreeMap<String, SeenHere>,
    pins: Pins,
    /// In the place of what is pinned.
    listed: Option<BTreeMap<String, Hash>>,
}

/// The tags that speak of one school.
#[derive(Default)]
struct SchoolTags {
    tags: Vec<TagFacts>,
    notices: Vec<NoticeTag>,
}

/// Reads the facts of the wanted schools; of all where None is named.
pub fn collect(repo: &Repo, wanted: Option<&BTreeSet<String>>) -> Result<Collected, Error> {
    collect_beside(repo, wanted, &Aside::default())
}

/// The same of a file's objects, with what is known beside them.
pub fn collect_beside(
    repo: &Repo,
    wanted: Option<&BTreeSet<String>>,
    aside: &Aside,
) -> Result<Collected, Error> {
    if repo.is_shallow() && !repo.is_viewed() {
        return Err(Error::Shallow);
    }
    let is_wanted = |school: &str| wanted.is_none_or(|wanted| wanted.contains(school));
    let refs: Vec<(String, Id)> = repo
        .tags("")?
        .into_iter()
        .filter(|(tag, _)| school_of(tag).is_some_and(is_wanted))
        .map(|(tag, id)| (tag, id.into()))
        .collect();
    let head = repo.head()?.map(|head| Id::from(head.object()));
    let tips = repo.tips()?;
    let mut checked = repo.checked()?;
    let mut read = each(repo, &refs, |repo, (tag, id)| tag::read(repo, &checked, tag, *id))?;
    let mut starts: BTreeSet<Id> = tips.iter().copied().collect();
    starts.extend(read.iter().filter_map(ReadTag::commit));
    let history = History::read(repo, &starts, &mut checked)?;
    // Who signed a tag of another kind than SSH is known only once it is known whose keys there are.
    read.par_iter_mut().try_for_each(|tag| tag.examine(&history.examiner))?;
    read.iter().for_each(|tag| tag.note(&mut checked));
    repo.keep_checked(&checked);
    let names: BTreeSet<&str> = refs.iter().map(|(tag, _)| tag.as_str()).collect();
    let seen = seen(repo, is_wanted, (&names, aside));
    // What a file holds is looked at even where its approval is known: it may hold another plan.
    let known = seen.values().flat_map(|seen| &seen.read).filter(|_| !repo.is_viewed()).copied().collect();
    let read = match &aside.extract {
        None => with_content(repo, &history, (read, &known))?,
        Some(extract) => with_extract(read, extract),
    };
    let mut schools: BTreeMap<String, SchoolTags> = BTreeMap::new();
    for tag in read {
        tag.file(&mut schools);
    }
    Ok(Collected {
        examiner: history.examiner,
        offices: history.lineage.known_offices(head, &tips),
        lineage: history.lineage,
        places: history.places,
        head,
        tips,
        schools,
        seen,
        pins: repo.pins()?,
        listed: None,
    })
}

/// Runs a reading on both processors; each worker has the repository for itself.
fn each<T: Sync, R: Send>(
    repo: &Repo,
    list: &[T],
    read: impl Fn(&Repo, &T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    if list.len() < 8 {
        return list.iter().map(|one| read(repo, one)).collect();
    }
    let door = repo.door();
    // Opening a repository in which a thousand roots are pinned takes longer than an uneven share of the work.
    let chunk = list.len().div_ceil(rayon::current_num_threads()).max(1);
    let chunks: Result<Vec<Vec<R>>, Error> = list
        .par_chunks(chunk)
        .map(|chunk| {
            let own = door.open()?;
            chunk.iter().map(|one| read(&own, one)).collect()
        })
        .collect();
    Ok(chunks?.into_iter().flatten().collect())
}

/// The school that a tag about approvals speaks of; the empty one where its name is wrong.
fn school_of(tag: &str) -> Option<&str> {
    TagKind::of(tag)?;
    let school = tag.split('/').nth(1).unwrap_or("");
    Some(if crate::school::is_slug(school) { school } else { "" })
}

/// The lines of trust records that lead to these commits, and how each commit stands.
pub fn lineage(repo: &Repo, commits: &BTreeSet<Id>) -> Result<Lineage, Error> {
    Ok(history(repo, commits)?.0)
}

/// The lines of trust records that lead to these commits, how each commit stands, and where the
/// schools lie.
pub fn history(repo: &Repo, commits: &BTreeSet<Id>) -> Result<(Lineage, Places), Error> {
    let History { lineage, places, .. } = History::read(repo, commits, &mut repo.checked()?)?;
    Ok((lineage, places))
}

/// Reads what the approved commits hold, for every approval that this can decide: a stranger's tags, be they ever so many,
/// cost no look at a plan. A tag object that
/// was in order here before names the same commit, and so the same plan, for ever: what it was
/// found to hold is what it says. Whoever can forge that memory can forge the pins beside it.
fn with_content(
    repo: &Repo,
    history: &History,
    (mut tags, known): (Vec<ReadTag>, &BTreeSet<Id>),
) -> Result<Vec<ReadTag>, Error> {
    for tag in &mut tags {
        if let ReadTag::Approval(TagFacts { id, object: Object::Tag(signed), .. }, _) = tag
            && known.contains(id)
            && let Ok(statement) = &signed.statement
        {
            signed.found = FoundContent::Read(statement.content.clone());
        }
    }
    let asks: Vec<(usize, Id, &Statement)> = tags
        .iter()
        .enumerate()
        .filter_map(|(at, tag)| match tag {
            ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }, _) => {
                let Signature::By(key) = &signed.signature else { return None };
                let statement = signed.statement.as_ref().ok()?;
                let asks = signed.found == FoundContent::NotRead && history.has_signed(&statement.name, key);
                asks.then_some((at, signed.commit, statement))
            }
            _ => None,
        })
        .collect();
    let found = each(repo, &asks, |repo, (at, commit, statement)| {
        let mut trees = Trees::new(repo);
        let tree = trees.of_commit(*commit)?;
        Ok((*at, content(repo, &mut trees, &history.places, tree, &statement.name)?))
    })?;
    for (at, content) in found {
        if let Some(ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }, _)) = tags.get_mut(at) {
            signed.found = content;
        }
    }
    Ok(tags)
}

impl Collected {
    /// The schools with approvals, here or remembered.
    pub fn schools(&self) -> BTreeSet<&str> {
        self.schools.keys().chain(self.seen.keys()).map(String::as_str).collect()
    }

    /// Is there anything about this school: a record, a tag, a memory?
    pub fn knows(&self, school: &str) -> bool {
        self.schools().contains(school) || self.lineage.schools().contains(&school)
    }

    /// One school's facts, as the judge wants them. Roots that were given by hand stand in place of the pinned
    /// ones: whoever brought the clone may have pinned a root of his own in it.
    pub fn facts<'c>(&'c self, school: &'c str, given: &'c [Hash]) -> Facts<'c> {
        let own = self.schools.get(school);
        Facts {
            school,
            tags: own.map_or(&[], |own| &own.tags),
            notices: own.map_or(&[], |own| &own.notices),
            lineage: &self.lineage,
            in_force: self.in_force(school),
            pinned: self.pinned(school).filter(|_| given.is_empty() || self.listed.is_some()),
            given,
            seen: self.seen.get(school).map_or(&[], |seen| &seen.approvals),
            seen_notices: self.seen.get(school).map_or(&[], |seen| &seen.notices),
            offices_now: self.head.map_or(&[], |head| self.lineage.offices(head)),
            offices: &self.offices,
        }
    }

    /// The trust records in force, unless a newer one was seen here and is gone.
    pub fn in_force(&self, school: &str) -> Result<Vec<usize>, Violation> {
        let in_force = self.lineage.in_force(school, self.head, &self.tips)?;
        let granted = || in_force.iter().filter_map(|at| self.lineage.granted(*at));
        let now = granted().map(|granted| granted.record.serial()).max().unwrap_or(0);
        for (root, serial, blob) in self.seen.get(school).map_or(&[][..], |seen| &seen.records) {
            // That a tag still leads to it is not enough: what is in force must come from it.
            let leads = |place: usize| in_force.iter().any(|now| self.lineage.is_ancestor(place, *now));
            let same = |granted: &Granted| granted.root == *root && granted.blob == *blob;
            let there = self.lineage.records(school).any(|(at, granted)| same(granted) && leads(at));
            // Of another root there is nothing to be forgotten here.
            if !there && granted().any(|granted| granted.root == *root) {
                return Err(Violation::Forgotten { seen: *serial, now });
            }
        }
        Ok(in_force)
    }

    /// The root that is pinned for a school.
    pub fn pinned(&self, school: &str) -> Option<Hash> {
        match &self.listed {
            Some(listed) => listed.get(school).copied(),
            None => self.pins.root(school),
        }
    }

    /// Trusts a list of roots in the place of what is pinned.
    pub fn trust(&mut self, listed: Option<&BTreeMap<String, Hash>>) {
        self.listed = listed.cloned();
    }
}
