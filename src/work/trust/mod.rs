//! Who may sign for a school, and the root that this clone trusts: show it, pin it, change it.
//!
//! Changing is proposed first ([`proposal`]): what would change, who may sign that, what stands in the way.
//! Then it is signed and saved ([`change`]), or, where the principal's key is lost, laid before the recovery
//! people ([`recovery`]).

pub mod change;
pub mod office;
pub mod proposal;
pub mod recovery;

use std::collections::BTreeSet;

use crate::approval::Id;
use crate::approval::change::{TrustChange, changes};
use crate::approval::hex::Hash;
use crate::approval::key::PublicKey;
use crate::approval::lineage::{Granted, Grantor};
use crate::approval::trust::Violation;
use crate::git::Repo;
use crate::school::{KeyStatus, Mandate, Role, School};

use super::facts;
use super::verify::Error;

/// The trust in one school as this clone sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    pub school: String,
    pub name: String,
    /// The root's fingerprint, computed from the history; None without a granted root.
    pub root: Option<Root>,
    pub pinned: Option<Hash>,
    pub serial: u32,
    pub people: Vec<TrustedPerson>,
    pub mandates: Vec<TrustedMandate>,
    pub statuses: Vec<KeyStatus>,
    /// So many of these people may recover the school.
    pub recovery: Option<(u32, Vec<String>)>,
    pub offices: Vec<TrustedOffice>,
    /// How the record came to be what it is, oldest first.
    pub steps: Vec<TrustStep>,
    /// What is wrong with the record at HEAD.
    pub violation: Option<Violation>,
}

/// The commit that brought in serial 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    pub fingerprint: Hash,
    pub commit: Id,
    /// `SHA256:…` of the key that signed it.
    pub signed_by: String,
}

/// A person of the record in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedPerson {
    pub name: String,
    pub role: Role,
    pub may_change_trust: bool,
    pub fingerprints: Vec<String>,
}

/// A deputy who signs, or signed, for the principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedMandate {
    /// The name, or the id of somebody who has left.
    pub name: String,
    pub mandate: Mandate,
}

/// An education office of `caitien.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedOffice {
    pub id: String,
    pub name: String,
    pub fingerprints: Vec<String>,
}

/// One change of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustStep {
    pub serial: u32,
    pub commit: Id,
    /// Whose key signed, by the record before (for the root, by the record itself), or its fingerprint; or the
    /// recovery people.
    pub by: String,
    pub grantor: Grantor,
    pub changes: Vec<TrustChange>,
}

/// The trust in these schools, or in all of the repository's.
pub fn show(repo: &Repo, schools: &[String]) -> Result<Vec<Trust>, Error> {
    let none = BTreeSet::new();
    let collected = facts::collect(repo, Some(&none))?;
    let known: Vec<String> = collected.lineage.schools().into_iter().map(str::to_owned).collect();
    let wanted = if schools.is_empty() { known } else { schools.to_vec() };
    let pins = repo.pins()?;
    let trust = |school: String| {
        let lineage = &collected.lineage;
        let in_force = lineage.in_force(&school, collected.head, &collected.tips);
        let standing = collected.head.and_then(|head| lineage.standing(head, &school)?.good);
        let place = standing.or_else(|| in_force.as_ref().ok()?.first().copied());
        let granted = place.and_then(|place| lineage.granted(place));
        let records = lineage.records(&school);
        let on_line = |at: &usize| place.is_some_and(|place| lineage.is_ancestor(*at, place));
        let line: Vec<&Granted> = records.filter(|(at, _)| on_line(at)).map(|(_, granted)| granted).collect();
        let offices = collected.head.map_or(&[][..], |head| lineage.offices(head));
        Trust {
            name: granted.map_or(school.clone(), |granted| granted.record.school.school.name.clone()),
            root: line.first().map(|granted| root(granted)),
            pinned: pins.root(&school),
            serial: granted.map_or(0, |granted| granted.record.serial()),
            people: granted.map(people).unwrap_or_default(),
            statuses: granted.map(|granted| granted.record.school.key_statuses.clone()).unwrap_or_default(),
            mandates: granted.map(mandates).unwrap_or_default(),
            recovery: granted.and_then(recovery),
            offices: offices
                .iter()
                .map(|office| TrustedOffice {
                    id: office.id.clone(),
                    name: office.name.clone(),
                    fingerprints: office.keys.iter().map(PublicKey::fingerprint).collect(),
                })
                .collect(),
            steps: steps(&line),
            violation: in_force.err(),
            school,
        }
    };
    Ok(wanted.into_iter().map(trust).collect())
}

fn root(granted: &Granted) -> Root {
    Root {
        fingerprint: granted.root,
        commit: granted.commit,
        signed_by: granted.by.key().map(PublicKey::fingerprint).unwrap_or_default(),
    }
}

/// By whose right a record was granted, in words; `judge` is the record that gave the right.
fn by(judge: &Granted, granted: &Granted) -> String {
    match &granted.by {
        Grantor::Recovery(names) => names.join(", "),
        Grantor::Key(key) => {
            let person = judge.record.person(key).map(|person| person.name.clone());
            person.unwrap_or_else(|| key.fingerprint())
        }
    }
}

fn name(school: &School, id: &str) -> String {
    school.person(id).map_or_else(|| id.to_owned(), |person| person.name.clone())
}

fn mandates(granted: &Granted) -> Vec<TrustedMandate> {
    let school = &granted.record.school;
    let one =
        |mandate: &Mandate| TrustedMandate { name: name(school, &mandate.person), mandate: mandate.clone() };
    school.mandates.iter().map(one).collect()
}

fn recovery(granted: &Granted) -> Option<(u32, Vec<String>)> {
    let school = &granted.record.school;
    let group = school.recovery.as_ref()?;
    Some((group.threshold, group.people.iter().map(|id| name(school, id)).collect()))
}

fn people(granted: &Granted) -> Vec<TrustedPerson> {
    let school = &granted.record.school;
    let person = |person: &crate::school::Person| TrustedPerson {
        name: person.name.clone(),
        role: person.role,
        may_change_trust: person.role == Role::Principal || person.may_change_trust,
        fingerprints: person
            .keys
            .iter()
            .filter_map(|line| PublicKey::parse(line))
            .map(|key| key.fingerprint())
            .collect(),
    };
    school.people.iter().map(person).collect()
}

fn steps(line: &[&Granted]) -> Vec<TrustStep> {
    let before = std::iter::once(None).chain(line.iter().map(Some));
    let step = |(granted, before): (&&Granted, Option<&&Granted>)| {
        let judge = before.unwrap_or(granted);
        TrustStep {
            serial: granted.record.serial(),
            commit: granted.commit,
            by: by(judge, granted),
            grantor: granted.by.clone(),
            changes: before.map(|before| changes(&before.record, &granted.record)).unwrap_or_default(),
        }
    };
    line.iter().zip(before).map(step).collect()
}

/// What pinning did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pinned {
    New,
    Already,
    /// Another root is pinned; it was left.
    Other {
        pinned: Hash,
    },
    /// The history has another root than the one that was typed; nothing was pinned.
    NotTheRoot {
        here: Option<Hash>,
    },
}

/// Pins the root of a school, if the history has that very root.
pub fn pin(repo: &Repo, school: &str, root: Hash) -> Result<Pinned, Error> {
    let none = BTreeSet::new();
    let collected = facts::collect(repo, Some(&none))?;
    let roots: Vec<Hash> = collected.lineage.records(school).map(|(_, granted)| granted.root).collect();
    if !roots.contains(&root) {
        return Ok(Pinned::NotTheRoot { here: roots.first().copied() });
    }
    match repo.pins()?.root(school) {
        Some(pinned) if pinned == root => Ok(Pinned::Already),
        Some(pinned) => Ok(Pinned::Other { pinned }),
        None => {
            repo.pin(school, root)?;
            Ok(Pinned::New)
        }
    }
}

/// The root of a school, to be pinned by whoever has just made it.
pub fn root_of(repo: &Repo, school: &str) -> Result<Option<Hash>, Error> {
    let none = BTreeSet::new();
    let collected = facts::collect(repo, Some(&none))?;
    let mut records = collected.lineage.records(school);
    Ok(records.next().map(|(_, granted)| granted.root))
}
