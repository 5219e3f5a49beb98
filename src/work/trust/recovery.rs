//! Recovering a school whose principal's key is lost: the new record is laid down beside the old one, each of
//! the recovery people signs a consent, and the last one that is needed puts the new record in force.
//!
//! All of it are files in the school's folder, `recovery/<serial>/`: the proposed record as `school.toml.new`
//! and a consent for each person. They grant nothing by themselves: what counts is whether the commit that
//! changes the record holds enough good consents to exactly that change.

use std::collections::BTreeSet;

use crate::approval::change::{Signatory, TrustChange, beyond, changes};
use crate::approval::consent::{Consent, SignedConsent, consenting, record_hash};
use crate::approval::hex::Hex;
use crate::approval::key::PublicKey;
use crate::approval::record::Record;
use crate::git::trust::Trees;
use crate::git::{CommitId, Repo};
use crate::signing::{self, Examiner, Purpose, Signer, confirm};
use crate::work::facts;
use crate::work::verify;

use super::change::{Error as ChangeError, File, Save, save};
use super::proposal::{How, Obstacle, Proposal, Wanted, propose};

/// Why there is no consent to give.
#[derive(Debug)]
pub enum Error {
    /// Nobody has proposed a record that follows the one in force.
    NothingProposed,
    /// The record names no recovery people.
    NoGroup,
    /// The key is none of theirs.
    NotOfTheGroup {
        fingerprint: String,
    },
    /// The person has consented already.
    Already {
        name: String,
    },
    /// Something of the proposal stands in the way.
    Stopped {
        obstacle: Box<Obstacle>,
    },
    /// Not even all of them together may change this.
    Beyond {
        change: Box<TrustChange>,
    },
    Sign(signing::Error),
    Change(ChangeError),
    Verify(verify::Error),
}

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Error {
        Error::Verify(error)
    }
}

impl From<crate::git::Error> for Error {
    fn from(error: crate::git::Error) -> Error {
        Error::Verify(error.into())
    }
}

impl From<ChangeError> for Error {
    fn from(error: ChangeError) -> Error {
        Error::Change(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::NothingProposed => write!(out, "no new record is proposed"),
            Error::NoGroup => write!(out, "the record names no recovery people"),
            Error::NotOfTheGroup { fingerprint } => write!(out, "the key {fingerprint} is none of theirs"),
            Error::Already { name } => write!(out, "{name} has consented already"),
            Error::Stopped { .. } => write!(out, "something stands in the way"),
            Error::Beyond { .. } => write!(out, "recovery people may not change this"),
            Error::Sign(source) => source.fmt(out),
            Error::Change(source) => source.fmt(out),
            Error::Verify(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

/// A record that is proposed to the recovery people, and how far they are.
#[derive(Debug)]
pub struct Recovering {
    pub proposal: Proposal,
    pub threshold: u32,
    /// The names of those who have consented, and of the whole group.
    pub consenting: Vec<String>,
    pub group: Vec<String>,
    folder: String,
    wanted: Consent,
    before: Record,
    people: BTreeSet<String>,
    is_new: bool,
}

/// What a consent did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consented {
    pub name: String,
    /// How many there are now, and how many are needed.
    pub count: usize,
    pub threshold: u32,
    /// The commit in which the new record came into force, where this was the last one needed.
    pub granted: Option<CommitId>,
}

/// Lays a proposal before the recovery people.
pub fn begin(repo: &Repo, proposal: Proposal) -> Result<Recovering, Error> {
    if let Some(obstacle) = proposal.obstacles.first() {
        return Err(Error::Stopped { obstacle: Box::new(obstacle.clone()) });
    }
    recovering(repo, proposal, Begun::Now)
}

/// The record that was proposed in this repository for the school.
pub fn find(repo: &Repo, school: &str) -> Result<Recovering, Error> {
    let proposal = propose(repo, &Wanted { school, how: How::ByHand, key: None })?;
    let unchanged = |obstacle: &&Obstacle| {
        !matches!(obstacle, Obstacle::Amend { flaw: crate::approval::amend::AmendFlaw::Nothing })
    };
    if let Some(obstacle) = proposal.obstacles.iter().find(unchanged) {
        return Err(Error::Stopped { obstacle: Box::new(obstacle.clone()) });
    }
    if proposal.on_disk != proposal.before {
        let obstacle = Obstacle::Edited { path: proposal.path };
        return Err(Error::Stopped { obstacle: Box::new(obstacle) });
    }
    let mut proposal =
        Proposal { obstacles: Vec::new(), serial: proposal.serial.saturating_add(1), ..proposal };
    let path = format!("{}/school.toml.new", folder(&proposal));
    let Some(text) = committed(repo, &proposal, &path)? else { return Err(Error::NothingProposed) };
    proposal.after = text;
    recovering(repo, proposal, Begun::Before)
}

/// When the proposal was laid down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begun {
    Now,
    Before,
}

fn folder(proposal: &Proposal) -> String {
    let school = proposal.path.strip_suffix("/school.toml").unwrap_or(&proposal.path);
    format!("{school}/recovery/{}", proposal.serial)
}

fn committed(repo: &Repo, proposal: &Proposal, path: &str) -> Result<Option<String>, Error> {
    let Some(head) = proposal.head else { return Ok(None) };
    let mut trees = Trees::new(repo);
    let tree = trees.of_commit(head)?;
    let blob = trees.file(tree, path)?.map(|blob| repo.blob(blob.into())).transpose()?;
    Ok(blob.and_then(|bytes| String::from_utf8(bytes).ok()))
}

fn recovering(repo: &Repo, mut proposal: Proposal, begun: Begun) -> Result<Recovering, Error> {
    let amended = |flaw| {
        let flaw = crate::approval::amend::AmendFlaw::After(flaw);
        Error::Stopped { obstacle: Box::new(Obstacle::Amend { flaw }) }
    };
    let before = Record::read(&proposal.before, &proposal.school).map_err(amended)?;
    let after = Record::read(&proposal.after, &proposal.school).map_err(amended)?;
    let Some(group) = before.school.recovery.clone() else { return Err(Error::NoGroup) };
    proposal.changes = changes(&before, &after);
    proposal.signatories = vec![Signatory::Recovery];
    if let Some(change) = beyond(&proposal.changes, Signatory::Recovery) {
        return Err(Error::Beyond { change: Box::new(change.clone()) });
    }
    let name =
        |id: &str| before.school.person(id).map_or_else(|| id.to_owned(), |person| person.name.clone());
    let wanted = Consent {
        school: proposal.school.clone(),
        root: proposal.root.unwrap_or(Hex([0; 32])),
        serial: proposal.serial,
        before: record_hash(&proposal.before),
        after: record_hash(&proposal.after),
    };
    let given = given(repo, &proposal, &before)?;
    let people: BTreeSet<String> =
        consenting(&before, &given, &wanted).into_iter().map(str::to_owned).collect();
    Ok(Recovering {
        threshold: group.threshold,
        consenting: people.iter().map(|id| name(id)).collect(),
        group: group.people.iter().map(|id| name(id)).collect(),
        folder: folder(&proposal),
        is_new: begun == Begun::Now,
        proposal,
        wanted,
        before,
        people,
    })
}

/// The consents that are committed for this serial, whatever they are to.
fn given(repo: &Repo, proposal: &Proposal, record: &Record) -> Result<Vec<SignedConsent>, Error> {
    let Some(head) = proposal.head else { return Ok(Vec::new()) };
    let mut trees = Trees::new(repo);
    let tree = trees.of_commit(head)?;
    let files = trees.consents(tree, &folder(proposal))?;
    let examiner = Examiner::new(record.keys().map(|(key, _)| key.clone()).collect());
    let mut given = Vec::new();
    for bytes in files {
        given.extend(facts::read_consent(&examiner, &bytes)?);
    }
    Ok(given)
}

impl Recovering {
    /// The keys with which one of the group may consent who has not yet.
    pub fn keys(&self) -> Vec<PublicKey> {
        let group = self.before.school.recovery.as_ref().map(|group| group.people.as_slice());
        let keys = self.before.keys().filter(|(key, person)| {
            let is_asked = group.is_some_and(|group| group.contains(&person.id));
            is_asked && !self.people.contains(&person.id) && self.before.status(key).is_none()
        });
        keys.map(|(key, _)| key.clone()).collect()
    }

    /// Signs a consent and keeps it; where it is the last one that is needed, the new record comes into force
    /// in the same commit. `message` says so to people.
    pub fn consent(&self, repo: &Repo, signer: &Signer, message: &str) -> Result<Consented, Error> {
        let key = signer.public_key();
        let Some(person) = self.before.person(key).filter(|_| self.may(key)) else {
            return Err(Error::NotOfTheGroup { fingerprint: key.fingerprint() });
        };
        if self.people.contains(&person.id) {
            return Err(Error::Already { name: person.name.clone() });
        }
        let text = self.wanted.message(&person.name);
        let signature = signer.sign_for(Purpose::Consent, text.as_bytes()).map_err(Error::Sign)?;
        if !confirm(Purpose::Consent, text.as_bytes(), &signature, key).map_err(Error::Sign)? {
            return Err(Error::NotOfTheGroup { fingerprint: key.fingerprint() });
        }
        let path = format!("{}/{}.sig", self.folder, person.id);
        let mut files = vec![File { path, before: None, after: format!("{text}{signature}") }];
        if self.is_new {
            let path = format!("{}/school.toml.new", self.folder);
            files.push(File { path, before: None, after: self.proposal.after.clone() });
        }
        let count = self.people.len() + 1;
        let is_enough = usize::try_from(self.threshold).is_ok_and(|threshold| count >= threshold);
        if is_enough {
            files.push(File::record(&self.proposal));
        }
        let commit = save(repo, &self.proposal, &Save { files: &files, message, key: None })?;
        let granted = is_enough.then_some(commit);
        Ok(Consented { name: person.name.clone(), count, threshold: self.threshold, granted })
    }

    fn may(&self, key: &PublicKey) -> bool {
        let person = self.before.person(key).map(|person| &person.id);
        let group = self.before.school.recovery.as_ref();
        let is_asked = person.zip(group).is_some_and(|(id, group)| group.people.contains(id));
        is_asked && self.before.status(key).is_none()
    }
}
