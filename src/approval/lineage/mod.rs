//! The lines of trust records through the history: which record was granted by which commit, and
//! how each commit stands.
//!
//! Every commit has, for each school, a standing: the last record that was granted by somebody
//! with the right, and what is wrong since, if anything. A commit inherits it from its parents; at
//! a commit that changes the record, and at a merge whose parents differ, it is judged anew:
//!
//! - the granted record itself is always in order, so undoing a change that nobody had the right to
//!   make heals the line;
//! - an older granted record is a step back;
//! - a new one needs a serial one higher, and a signature (or the consents of enough recovery people) that
//!   *every* parent's record empowers to make just these changes;
//! - a merge keeps the newest parent's record, if all the others' are its ancestors.
//!
//! The education offices of `caitien.toml` are followed in the same way, because they empower too.
//! This module knows commits by their ids only; `git/trust.rs` finds the steps.

mod offices;
mod record;

use std::collections::HashMap;
use std::sync::Arc;

use super::consent::SignedConsent;
use super::hex::{Hash, Id};
use super::key::PublicKey;
use super::record::{Office, Record};
use super::trust::Violation;

/// One commit; parents come before children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub commit: Id,
    /// Places of earlier steps.
    pub parents: Vec<usize>,
    /// What differs from at least one parent; for a commit without parents, what is there.
    pub touched: Vec<(File, Found)>,
}

/// A file that trust hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// `caitien.toml`.
    Settings,
    /// The `school.toml` in the folder of this name.
    Record(String),
}

/// What a commit has of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    #[default]
    Absent,
    Blob(Id),
    /// Two folders of this name.
    Twice,
}

/// What the steps speak of, read once.
#[derive(Debug, Default)]
pub struct Sources {
    pub texts: HashMap<Id, String>,
    /// Who signed a commit; a commit whose signature is missing or broken has none.
    pub signers: HashMap<Id, PublicKey>,
    /// The consents of recovery people that a commit holds for the record that it brings to a school.
    pub consents: HashMap<(Id, String), Vec<SignedConsent>>,
}

/// By whose right a record was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grantor {
    /// Whose key signed the commit.
    Key(PublicKey),
    /// Enough of the recovery people, by name.
    Recovery(Vec<String>),
}

impl Grantor {
    /// The key that signed, where one did.
    pub fn key(&self) -> Option<&PublicKey> {
        match self {
            Grantor::Key(key) => Some(key),
            Grantor::Recovery(_) => None,
        }
    }
}

/// A record that was granted.
#[derive(Debug)]
pub struct Granted {
    pub record: Record,
    pub blob: Id,
    /// The commit that brought it in.
    pub commit: Id,
    /// The records that empowered it; none for a root.
    pub before: Vec<usize>,
    pub root: Hash,
    pub by: Grantor,
}

/// How one school stands at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The place of the last granted record.
    pub good: Option<usize>,
    pub bad: Option<Violation>,
    found: Found,
}

/// How the offices stand at one commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Settings {
    /// The place of the last granted list.
    good: Option<usize>,
    bad: Option<Violation>,
    found: Found,
}

/// A list of offices that was granted.
#[derive(Debug)]
struct GrantedOffices {
    offices: Vec<Office>,
    before: Vec<usize>,
    /// Who brought in the file when there was nothing yet.
    founder: Option<PublicKey>,
    /// Whose key signed the commit of this list.
    signer: Option<PublicKey>,
}

/// All at one commit: the places of the settings' and each school's standing; 0 is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct World {
    settings: usize,
    schools: Vec<usize>,
}

/// The whole history of trust.
#[derive(Debug, Default)]
pub struct Lineage {
    granted: Vec<Granted>,
    lists: Vec<GrantedOffices>,
    standings: Vec<Option<Standing>>,
    settings: Vec<Settings>,
    schools: HashMap<String, usize>,
    names: Vec<String>,
    /// The granted records of each school.
    records: Vec<Vec<usize>>,
    kept: HashMap<Id, Arc<World>>,
}

impl Lineage {
    /// Follows the steps; the standing of the commits in `keep` can be asked for afterwards.
    pub fn follow(steps: &[Step], sources: &Sources, keep: &dyn Fn(Id) -> bool) -> Lineage {
        let mut lineage =
            Lineage { standings: vec![None], settings: vec![Settings::default()], ..Lineage::default() };
        let mut children = vec![0_usize; steps.len()];
        for parent in steps.iter().flat_map(|step| &step.parents) {
            if let Some(count) = children.get_mut(*parent) {
                *count += 1;
            }
        }
        let mut worlds: Vec<Option<Arc<World>>> = Vec::with_capacity(steps.len());
        for step in steps {
            let parents: Vec<Arc<World>> =
                step.parents.iter().filter_map(|at| worlds.get(*at)?.clone()).collect();
            for parent in &step.parents {
                // A world that no child needs any more is let go.
                if let Some(count) = children.get_mut(*parent) {
                    *count -= 1;
                    if let (0, Some(world)) = (*count, worlds.get_mut(*parent)) {
                        *world = None;
                    }
                }
            }
            let world = lineage.step(step, parents, sources);
            if keep(step.commit) {
                lineage.kept.insert(step.commit, world.clone());
            }
            worlds.push(Some(world));
        }
        lineage
    }

    /// How a school stands at a kept commit; None where it has never been there.
    pub fn standing(&self, commit: Id, school: &str) -> Option<&Standing> {
        let world = self.kept.get(&commit)?;
        let at = world.schools.get(*self.schools.get(school)?)?;
        self.standings.get(*at)?.as_ref()
    }

    /// What is wrong with the list of offices at a kept commit.
    pub fn offices_violation(&self, commit: Id) -> Option<&Violation> {
        self.settings.get(self.kept.get(&commit)?.settings)?.bad.as_ref()
    }

    /// The offices in force at a kept commit.
    pub fn offices(&self, commit: Id) -> &[Office] {
        self.kept.get(&commit).map_or(&[], |world| self.offices_of(world))
    }

    /// Every list of offices that was ever granted.
    pub fn all_offices(&self) -> impl Iterator<Item = &Office> {
        self.lists.iter().flat_map(|list| &list.offices)
    }

    pub fn granted(&self, at: usize) -> Option<&Granted> {
        self.granted.get(at)
    }

    /// Every granted record of a school with its place, oldest first.
    pub fn records(&self, school: &str) -> impl Iterator<Item = (usize, &Granted)> {
        let places = self.schools.get(school).and_then(|at| self.records.get(*at));
        places.into_iter().flatten().filter_map(|at| Some((*at, self.granted.get(*at)?)))
    }

    /// The schools that the history knows, in order of name.
    pub fn schools(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Is one record the other, or one of those that led to it?
    pub fn is_ancestor(&self, ancestor: usize, record: usize) -> bool {
        leads(ancestor, record, &|at| self.granted.get(at).map(|granted| granted.before.as_slice()))
    }

    /// The records in force for a school: the newest ones, on any tip, that lead on from HEAD's
    /// (without HEAD, from nothing). More than one where people work on branches side by side.
    /// Empty where no record was ever granted.
    pub fn in_force(&self, school: &str, head: Option<Id>, tips: &[Id]) -> Result<Vec<usize>, Violation> {
        let good = |tip: &Id| self.standing(*tip, school).and_then(|standing| standing.good);
        let base = head.as_ref().and_then(good);
        if let Some(violation) = head.and_then(|head| self.standing(head, school)?.bad.clone()) {
            return Err(violation);
        }
        if let Some(violation) = head.and_then(|head| self.offices_violation(head)) {
            return Err(violation.clone());
        }
        let mut places: Vec<usize> = tips.iter().filter_map(good).collect();
        places.retain(|place| base.is_none_or(|base| self.is_ancestor(base, *place)));
        places.extend(base);
        Ok(newest(places, &|one, other| self.is_ancestor(one, other)))
    }

    fn offices_of(&self, world: &World) -> &[Office] {
        let good = self.settings.get(world.settings).and_then(|settings| settings.good);
        good.and_then(|at| self.lists.get(at)).map_or(&[], |list| &list.offices)
    }

    fn school(&mut self, name: &str) -> usize {
        if let Some(at) = self.schools.get(name) {
            return *at;
        }
        let at = self.names.len();
        self.names.push(name.to_owned());
        self.records.push(Vec::new());
        self.schools.insert(name.to_owned(), at);
        at
    }

    fn step(&mut self, step: &Step, parents: Vec<Arc<World>>, sources: &Sources) -> Arc<World> {
        let differing = self.differing(&parents);
        if let ([parent], []) = (parents.as_slice(), step.touched.as_slice()) {
            return parent.clone();
        }
        let mut world = parents.first().map(|world| World::clone(world)).unwrap_or_default();
        let at = Moment { commit: step.commit, parents: &parents, sources };
        let settings = step.touched.iter().find(|(file, _)| *file == File::Settings);
        let settings_differ = parents.iter().any(|parent| parent.settings != world.settings);
        if settings.is_some() || settings_differ {
            world.settings = self.judge_settings(&at, settings.map(|(_, found)| *found));
        }
        for school in differing {
            self.place(&mut world, school, &at, None);
        }
        for (file, found) in &step.touched {
            if let File::Record(name) = file {
                let school = self.school(name);
                self.place(&mut world, school, &at, Some(*found));
            }
        }
        Arc::new(world)
    }

    /// The schools that do not stand alike at all parents.
    fn differing(&self, parents: &[Arc<World>]) -> Vec<usize> {
        let Some((first, others)) = parents.split_first() else { return Vec::new() };
        let others: Vec<_> = others.iter().filter(|other| !Arc::ptr_eq(other, first)).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let at = |world: &World, school: usize| world.schools.get(school).copied().unwrap_or(0);
        let differs = |school: &usize| others.iter().any(|other| at(other, *school) != at(first, *school));
        (0..self.names.len()).filter(differs).collect()
    }

    fn place(&mut self, world: &mut World, school: usize, at: &Moment<'_>, found: Option<Found>) {
        let standing = self.judge_record(at, school, found, world);
        let place = match standing {
            None => 0,
            Some(standing) => {
                self.standings.push(Some(standing));
                self.standings.len() - 1
            }
        };
        if world.schools.len() <= school {
            world.schools.resize(school + 1, 0);
        }
        if let Some(slot) = world.schools.get_mut(school) {
            *slot = place;
        }
    }
}

/// The commit that is being judged.
struct Moment<'a> {
    commit: Id,
    parents: &'a [Arc<World>],
    sources: &'a Sources,
}

impl Moment<'_> {
    fn signer(&self) -> Option<&PublicKey> {
        self.sources.signers.get(&self.commit)
    }

    fn text(&self, found: Found) -> Option<&str> {
        match found {
            Found::Blob(id) => self.sources.texts.get(&id).map(String::as_str),
            Found::Absent | Found::Twice => None,
        }
    }
}

/// Does following `before` from one place reach the other?
fn leads<'l>(ancestor: usize, from: usize, before: &dyn Fn(usize) -> Option<&'l [usize]>) -> bool {
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == ancestor {
            return true;
        }
        // What came before stands earlier in the list.
        open.extend(before(at).unwrap_or_default().iter().filter(|earlier| **earlier >= ancestor));
    }
    false
}

/// The places that no other one leads to.
fn newest(mut places: Vec<usize>, is_ancestor: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    places.sort_unstable();
    places.dedup();
    let all = places.clone();
    places.retain(|place| !all.iter().any(|other| other != place && is_ancestor(*place, *other)));
    places
}
