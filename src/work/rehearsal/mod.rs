//! The rehearsal of an approval: everything that would stop it, what the principal is shown, and the
//! statement that would be signed. No key is touched.
//!
//! The plan is read from HEAD's commit, never from the working tree; the working tree is only asked
//! whether it still says the same.

mod account;
mod reviewed;
mod stage;

use std::collections::BTreeSet;

use crate::approval::hex::{Hash, Id};
use crate::approval::judge::judge;
use crate::approval::key::PublicKey;
use crate::approval::name::ApprovalName;
use crate::approval::statement::{Authority, Statement};
use crate::approval::trust::Violation;
use crate::approval::verdict::Verdict;
use crate::compare::{Comparison, Ref};
use crate::finding::Finding;
use crate::git::Repo;
use crate::period::Period;
use crate::vetting::Lack;

use super::facts;
use super::verify::Error;
pub use reviewed::{Proof, Reviewed, Said};
use stage::Stage;

/// What is to be approved.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub school: &'a str,
    pub period: Period,
    /// The key that is to sign, where it is known already.
    pub key: Option<&'a PublicKey>,
    /// Roots that are trusted for this call.
    pub roots: &'a [Hash],
}

/// Something that stops an approval.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// Nothing was ever committed.
    NoCommit,
    /// The plan is not in the last commit.
    NotCommitted {
        school: String,
        period: Period,
    },
    /// The file on disk is not as it was committed.
    Edited {
        path: String,
    },
    /// The plan's file is not text.
    Unreadable {
        path: String,
    },
    /// Findings at error level.
    Findings {
        path: String,
        count: usize,
    },
    /// Items without an id cannot be followed over the years.
    NoIds {
        count: usize,
    },
    /// The very same plan is approved already.
    AlreadyApproved {
        name: ApprovalName,
    },
    /// Nothing says what became of this weakness of the plan that was approved before.
    Unaccounted {
        weakness: Ref,
        before: ApprovalName,
    },
    /// The school has no trust record that was granted.
    NoRecord {
        school: String,
    },
    Trust {
        what: Violation,
    },
    /// Somebody must say that this root is the school's.
    Unpinned {
        school: String,
        root: Hash,
    },
    /// Another root is pinned.
    OtherRoot {
        root: Hash,
        pinned: Hash,
    },
    /// The key is not the principal's in the record in force.
    NotPrincipal {
        fingerprint: String,
        principal: String,
    },
    /// The key no longer signs for the principal.
    KeyWithoutRight {
        verdict: Verdict,
    },
    /// An earlier approval breaks the chain.
    Chain {
        tag: String,
        verdict: Verdict,
    },
    /// What the school asks of a review (`[review]` in `caitien.toml`) is lacking.
    Review {
        lack: Lack,
    },
}

/// Everything that is known before a key is touched.
#[derive(Debug)]
pub struct Rehearsal {
    pub name: ApprovalName,
    pub school_name: String,
    pub obstacles: Vec<Obstacle>,
    /// What would be signed; None where not even that is known.
    pub statement: Option<Statement>,
    pub commit: Option<Id>,
    /// What the principal is shown: the plan against the last approved one.
    pub shown: Option<Comparison>,
    /// The approval that it is compared with.
    pub before: Option<ApprovalName>,
    /// The findings of all levels, with the text that they refer to.
    pub findings: Vec<Finding>,
    pub text: String,
    /// Who may sign, each with a key: the principal, and deputies with a mandate for this plan.
    pub signatories: Vec<Signatory>,
    /// Is the root still to be pinned, by the key that signed it?
    pub pins_root: bool,
    /// What was said of the plan.
    pub reviewed: Reviewed,
    /// The tags of the school as they were, to see whether another process was faster.
    pub(super) tags: Vec<(String, Id)>,
}

/// A person who may approve, with one of this person's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    pub key: PublicKey,
    pub name: String,
    pub email: Option<String>,
    /// Set for a deputy, who signs for the principal.
    pub authority: Option<Authority>,
}

/// A rehearsal that nothing stops: only this can be signed.
#[derive(Debug)]
pub struct Ready {
    pub rehearsal: Rehearsal,
    pub statement: Statement,
    pub commit: Id,
}

impl Rehearsal {
    /// The keys that may sign, the principal's first.
    pub fn keys(&self) -> Vec<PublicKey> {
        self.signatories.iter().map(|signatory| signatory.key.clone()).collect()
    }

    /// Who signs with this key.
    pub fn signatory(&self, key: &PublicKey) -> Option<&Signatory> {
        self.signatories.iter().find(|signatory| signatory.key == *key)
    }

    /// The way to signing, if there is no obstacle.
    pub fn ready(self) -> Result<Ready, Box<Rehearsal>> {
        match (self.statement.clone(), self.commit) {
            (Some(statement), Some(commit)) if self.obstacles.is_empty() => {
                Ok(Ready { statement, commit, rehearsal: self })
            }
            _ => Err(Box::new(self)),
        }
    }
}

/// Goes through an approval without making it.
pub fn rehearse(repo: &Repo, wanted: &Wanted<'_>) -> Result<Rehearsal, Error> {
    let collected = facts::collect(repo, Some(&BTreeSet::from([wanted.school.to_owned()])))?;
    let mut stage = Stage::new(repo, wanted, &collected)?;
    let Some(head) = collected.head else {
        stage.rehearsal.obstacles.push(Obstacle::NoCommit);
        return Ok(stage.rehearsal);
    };
    stage.rehearsal.commit = Some(head);
    let granted = stage.trust();
    if let Some(granted) = granted {
        stage.signatories(granted);
    }
    let Some(found) = stage.plan(head)? else { return Ok(stage.rehearsal) };
    stage.edited(&found.folder)?;
    let judged = judge(&collected.facts(wanted.school, wanted.roots));
    let account = stage.compare(head, &found, &judged)?;
    stage.check(&found)?;
    stage.reviewed(head, granted, &found)?;
    if let Some(granted) = granted {
        stage.state(granted, &found, account)?;
    }
    Ok(stage.rehearsal)
}

/// The tags below `approved/` of a school.
pub(super) fn tags(repo: &Repo, school: &str) -> Result<Vec<(String, Id)>, Error> {
    let tags = repo.tags(&format!("approved/{school}/"))?;
    Ok(tags.into_iter().map(|(tag, id)| (tag, id.into())).collect())
}
