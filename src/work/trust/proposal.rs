//! A change of a school's trust record as it is proposed: the new text, what it changes in words, who may sign
//! it, which approvals would no longer count, and what stands in the way. Nothing is written here.

use std::collections::BTreeSet;

use crate::approval::amend::{AmendFlaw, Amendment, Standing, amend, with_serial};
use crate::approval::change::{Right, Signatory, TrustChange, beyond, changes, signatories};
use crate::approval::hex::Id;
use crate::approval::judge::{Judgement, judge};
use crate::approval::key::PublicKey;
use crate::approval::lineage::Granted;
use crate::approval::record::{Office, Record};
use crate::approval::trust::{Violation, signatory};
use crate::approval::{Hash, Verdict};
use crate::git::Repo;
use crate::git::status::{Operation, operation};
use crate::git::trust::Trees;
use crate::school::{KeyState, KeyStatus};
use crate::work::facts::{self, Collected};
use crate::work::verify::Error;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    pub school: &'w str,
    pub how: How<'w>,
    /// The key that is to sign, where it is known already.
    pub key: Option<&'w PublicKey>,
}

/// How the record is changed.
#[derive(Clone, Debug)]
pub enum How<'w> {
    Amendment(&'w Amendment),
    /// As somebody wrote it into the file.
    ByHand,
}

/// Something that stops a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing was ever committed, or not this school.
    NoRecord,
    /// A bare repository has no file to change.
    Bare,
    /// A merge or the like is unfinished.
    Unfinished {
        operation: Operation,
    },
    /// The file on disk is not as it was committed; what somebody wrote there must not be lost.
    Edited {
        path: String,
    },
    /// The record as it stands has no right.
    Trust {
        what: Violation,
    },
    Amend {
        flaw: AmendFlaw,
    },
    /// Nobody may make this change.
    Nobody {
        change: TrustChange,
    },
    /// This key's right does not go far enough, or it has none.
    NoRight {
        fingerprint: String,
        name: Option<String>,
        change: Option<TrustChange>,
    },
}

/// An approval that counts today and would not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Falling {
    pub tag: String,
    pub id: Id,
}

/// Everything that is known before a key is touched.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub school: String,
    /// Its name for people.
    pub name: String,
    /// From the repository's root.
    pub path: String,
    pub serial: u32,
    pub root: Option<Hash>,
    /// The record in force, and the one that is proposed.
    pub before: String,
    pub after: String,
    /// What lies on disk now.
    pub on_disk: String,
    pub changes: Vec<TrustChange>,
    /// Who may sign them, and with which keys.
    pub signatories: Vec<Signatory>,
    pub keys: Vec<PublicKey>,
    pub falling: Vec<Falling>,
    pub obstacles: Vec<Obstacle>,
    pub(super) head: Option<Id>,
}

/// Works out a change without making it.
pub fn propose(repo: &Repo, wanted: &Wanted<'_>) -> Result<Proposal, Error> {
    let school = wanted.school.to_owned();
    let collected = facts::collect(repo, Some(&BTreeSet::from([school.clone()])))?;
    let mut proposal = Proposal::new(school, collected.head);
    let stops: Option<Obstacle> = operation(repo).map(|operation| Obstacle::Unfinished { operation });
    proposal.obstacles.extend(stops);
    proposal.obstacles.extend(repo.is_bare().then_some(Obstacle::Bare));
    let Some(granted) = proposal.in_force(&collected) else { return Ok(proposal) };
    if !proposal.locate(repo, &collected)? || !proposal.obstacles.is_empty() {
        return Ok(proposal);
    }
    let judged = judge(&collected.facts(wanted.school, &[]));
    proposal.amend(repo, granted, (&wanted.how, &standing(&judged)))?;
    if let Ok(record) = Record::read(&proposal.after, wanted.school) {
        proposal.weigh(granted, &record, &judged);
        proposal.right(&granted.record, offices(&collected), wanted.key);
    }
    Ok(proposal)
}

/// The approvals that count, as far as this clone can tell.
fn standing(judged: &[Judgement]) -> Standing {
    let places = judged.iter().filter(|one| counts(one)).filter_map(|one| Some((one.sequence?, one.id)));
    Standing { approvals: places.collect() }
}

fn counts(judged: &Judgement) -> bool {
    let has_stood = matches!(judged.verdict, Verdict::Unpinned { .. } | Verdict::Withdrawn { .. });
    judged.verdict.is_good() || has_stood
}

fn offices(collected: &Collected) -> &[Office] {
    collected.head.map_or(&[], |head| collected.lineage.offices(head))
}

impl Proposal {
    fn new(school: String, head: Option<Id>) -> Proposal {
        Proposal {
            name: school.clone(),
            school,
            path: String::new(),
            serial: 0,
            root: None,
            before: String::new(),
            after: String::new(),
            on_disk: String::new(),
            changes: Vec::new(),
            signatories: Vec::new(),
            keys: Vec::new(),
            falling: Vec::new(),
            obstacles: Vec::new(),
            head,
        }
    }

    /// The record in force at HEAD.
    fn in_force<'c>(&mut self, collected: &'c Collected) -> Option<&'c Granted> {
        let lineage = &collected.lineage;
        let places = match collected.in_force(&self.school) {
            Ok(places) => places,
            Err(what) => {
                self.obstacles.push(Obstacle::Trust { what });
                return None;
            }
        };
        let place = self.head.and_then(|head| lineage.standing(head, &self.school)?.good);
        let Some((place, granted)) = place.and_then(|place| Some((place, lineage.granted(place)?))) else {
            self.obstacles.push(Obstacle::NoRecord);
            return None;
        };
        self.serial = granted.record.serial();
        if places != [place] {
            self.obstacles.push(Obstacle::Trust { what: Violation::OtherLine { serial: self.serial } });
        }
        self.name.clone_from(&granted.record.school.school.name);
        self.root = Some(granted.root);
        Some(granted)
    }

    /// Where the record lies, as it was committed and on disk.
    fn locate(&mut self, repo: &Repo, collected: &Collected) -> Result<bool, Error> {
        let Some(head) = self.head else { return Ok(false) };
        let mut trees = Trees::new(repo);
        let tree = trees.of_commit(head)?;
        let Some(folder) = collected.places.folder(&mut trees, tree, &self.school)? else { return Ok(false) };
        self.path = format!("{folder}/school.toml");
        let Some(blob) = trees.file(tree, &self.path)? else { return Ok(false) };
        self.before = String::from_utf8_lossy(&repo.blob(blob.into())?).into_owned();
        let on_disk = crate::folder::read_text_if_there(&repo.root().join(&self.path)).ok().flatten();
        self.on_disk = on_disk.unwrap_or_default();
        Ok(true)
    }

    fn amend(
        &mut self,
        repo: &Repo,
        granted: &Granted,
        (how, chain): (&How<'_>, &Standing),
    ) -> Result<(), Error> {
        let serial = granted.record.serial().saturating_add(1);
        let after = match how {
            How::Amendment(_) if repo.edited_files()?.contains(&self.path) => {
                self.obstacles.push(Obstacle::Edited { path: self.path.clone() });
                return Ok(());
            }
            How::Amendment(amendment) => amend(&self.before, &self.school, (amendment, chain)),
            How::ByHand if self.on_disk == self.before => Err(AmendFlaw::Nothing),
            How::ByHand => {
                let numbered = with_serial(&self.on_disk, serial).unwrap_or_else(|| self.on_disk.clone());
                let read = Record::read(&numbered, &self.school);
                read.map(|_| numbered).map_err(AmendFlaw::After)
            }
        };
        match after {
            Ok(after) => (self.after, self.serial) = (after, serial),
            Err(flaw) => self.obstacles.push(Obstacle::Amend { flaw }),
        }
        Ok(())
    }

    /// What it changes, who may sign that, and what would no longer count.
    fn weigh(&mut self, granted: &Granted, record: &Record, judged: &[Judgement]) {
        self.changes = changes(&granted.record, record);
        self.signatories = signatories(&self.changes);
        if let Some(change) = self.changes.iter().find(|change| change.needs == Right::Nobody) {
            self.obstacles.push(Obstacle::Nobody { change: change.clone() });
        }
        let counts = judged.iter().filter(|one| counts(one));
        let falls = counts.filter(|one| {
            let status = one.signer.as_ref().and_then(|key| record.status(key));
            one.sequence.zip(status).is_some_and(|(sequence, status)| takes_away(status, (sequence, one.id)))
        });
        self.falling = falls.map(|one| Falling { tag: one.tag.clone(), id: one.id }).collect();
    }

    /// Which keys may sign, and whether the named one is among them.
    fn right(&mut self, record: &Record, offices: &[Office], key: Option<&PublicKey>) {
        let own = record.keys().map(|(key, _)| key).chain(offices.iter().flat_map(|office| &office.keys));
        let may = |key: &&PublicKey| {
            signatory(record, offices, key).is_some_and(|who| self.signatories.contains(&who))
        };
        self.keys = own.filter(may).cloned().collect();
        // Whom the school does not have cannot be asked.
        let who: Vec<Signatory> =
            self.keys.iter().filter_map(|key| signatory(record, offices, key)).collect();
        let has_group = record.school.recovery.is_some();
        self.signatories.retain(|one| who.contains(one) || (*one == Signatory::Recovery && has_group));
        let Some(key) = key.filter(|key| !self.keys.contains(key)) else { return };
        let who = signatory(record, offices, key);
        let (fingerprint, person) = (key.fingerprint(), record.person(key));
        let change = who.and_then(|who| beyond(&self.changes, who)).cloned();
        let name = person.map(|person| person.name.clone());
        self.obstacles.push(Obstacle::NoRight { fingerprint, name, change });
    }
}

/// Would this status take an approval away?
fn takes_away(status: &KeyStatus, (sequence, id): (u64, Id)) -> bool {
    let reaffirmed = status.reaffirmed.iter().any(|known| known.parse() == Ok(id));
    match status.status {
        KeyState::Compromised => sequence >= status.from_sequence.unwrap_or(0) && !reaffirmed,
        KeyState::Retired => status.from_sequence.is_some_and(|from| sequence >= from),
    }
}
