//! What a push does to the trust records that its branches carry.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::change::RefChange;
use super::refusal::{Refusal, Refused};
use crate::approval::lineage::Lineage;
use crate::approval::{Hash, Id};
use crate::git::Repo;

/// The branches that a push changes, among all the tips as they would be.
pub(super) struct Branches<'a> {
    pub(super) changes: &'a [&'a RefChange],
    pub(super) lineage: &'a Lineage,
    pub(super) tips: &'a [Id],
    /// The root of each school that is at home here: the pinned one, or else that of the default branch.
    pub(super) home: &'a BTreeMap<String, Hash>,
}

impl Branches<'_> {
    /// The reasons not to take these branches.
    pub(super) fn judge(&self) -> Vec<Refused> {
        let one = |change: &&RefChange| {
            let found = match change.new {
                Some(new) => self.moved(change.old.map(Id::from), Id::from(new)),
                None => self.deleted(change.old.map(Id::from)),
            };
            found.into_iter().map(|why| Refused { reference: change.name.clone(), why }).collect()
        };
        self.changes.iter().flat_map::<Vec<Refused>, _>(one).collect()
    }

    /// The branch's own records must be in order, and lead on from those that it had.
    fn moved(&self, old: Option<Id>, new: Id) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if let Some(what) = self.lineage.offices_violation(new) {
            refusals.push(Refusal::Offices { what: what.clone() });
        }
        for school in self.lineage.schools() {
            let now = self.lineage.standing(new, school);
            if let Some(what) = now.and_then(|standing| standing.bad.clone()) {
                refusals.push(Refusal::Trust { school: school.to_owned(), what });
                continue;
            }
            let now = now.and_then(|standing| standing.good);
            let root = now.and_then(|place| self.lineage.granted(place)).map(|granted| granted.root);
            if self.home.get(school).is_some_and(|home| root.is_some_and(|root| root != *home)) {
                refusals.push(Refusal::OtherRoot { school: school.to_owned() });
                continue;
            }
            let leads_on = match (old.and_then(|old| self.good(old, school)), now) {
                (Some(before), Some(now)) => self.lineage.is_ancestor(before, now),
                (Some(_), None) => false,
                (None, _) => true,
            };
            if !leads_on {
                refusals.push(Refusal::RecordLost { school: school.to_owned() });
            }
        }
        refusals
    }

    /// Some other branch must have the records of one that goes, or newer ones.
    fn deleted(&self, old: Option<Id>) -> Vec<Refusal> {
        let Some(old) = old else { return Vec::new() };
        let is_lost = |school: &&str| {
            let kept = |before| {
                let mut here = self.tips.iter().filter_map(|tip| self.good(*tip, school));
                here.any(|now| self.lineage.is_ancestor(before, now))
            };
            self.good(old, school).is_some_and(|before| !kept(before))
        };
        let lost = self.lineage.schools().into_iter().filter(is_lost);
        lost.map(|school| Refusal::RecordLost { school: school.to_owned() }).collect()
    }

    fn good(&self, commit: Id, school: &str) -> Option<usize> {
        self.lineage.standing(commit, school)?.good
    }
}

/// Would the branch lose commits that it has? The commits themselves are asked, not grafts and
/// replacements.
pub(super) fn is_rewritten(repo: &Repo, change: &RefChange) -> Result<bool, Error> {
    let (Some(old), Some(new)) = (change.old, change.new) else { return Ok(false) };
    let old = Id::from(old);
    Ok(!repo.ancestry(&[Id::from(new)])?.iter().any(|commit| commit.id == old))
}

/// The root of each school that is at home here, as the default branch was before the push.
pub(super) fn home(
    repo: &Repo,
    lineage: &Lineage,
    head: Option<Id>,
) -> Result<BTreeMap<String, Hash>, Error> {
    let pins = repo.pins()?;
    let standing = |school: &str| lineage.granted(lineage.standing(head?, school)?.good?).map(|at| at.root);
    let root = |school: &str| Some((school.to_owned(), pins.root(school).or_else(|| standing(school))?));
    Ok(lineage.schools().into_iter().filter_map(root).collect())
}

/// Every commit whose standing is asked for.
pub(super) fn starts(changes: &[&RefChange], tips: &[Id]) -> BTreeSet<Id> {
    let ends = changes.iter().flat_map(|change| [change.old, change.new]).flatten();
    ends.map(Id::from).chain(tips.iter().copied()).collect()
}
