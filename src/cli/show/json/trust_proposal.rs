//! `trust change` and `trust consent` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::trust_change::Change;
use crate::approval::amend::OfficeAmendment;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::trust_change::Remedy;
use crate::git::CommitId;
use crate::work::trust::proposal::Proposal;
use crate::work::trust::recovery::Consented;

/// The answer of `trust change --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub school: String,
    /// Of the new record.
    pub serial: u32,
    /// Does nothing stand in the way?
    pub ready: bool,
    pub changes: Vec<Change>,
    /// Who may sign: `principal`, `deputy`, `office`, `recovery`.
    pub signatories: Vec<&'static str>,
    /// The fingerprints of the keys that may sign.
    pub keys: Vec<String>,
    /// Approvals that count today and would not any more.
    pub falling: Vec<String>,
    pub obstacles: Vec<Obstacle>,
    /// The new `school.toml`; empty where something stops it.
    pub record: String,
    /// The commit that brought it in; none in a rehearsal.
    pub commit: Option<String>,
}

/// Something that stops it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Obstacle {
    /// `no-record`, `bare`, `unfinished`, `edited`, `trust-violation`, `cannot-amend`, `nobody-may`,
    /// `no-right`.
    pub code: &'static str,
    /// The reason in the language of the call.
    pub message: String,
    /// The way forward.
    pub remedy: String,
}

impl Answer {
    pub fn new(proposal: &Proposal, commit: Option<CommitId>, lang: Lang) -> Answer {
        let obstacle = |obstacle: &crate::work::trust::proposal::Obstacle| Obstacle {
            code: obstacle.code(),
            message: obstacle.say(lang),
            remedy: Remedy(obstacle).say(lang),
        };
        Answer {
            schema: 1,
            school: proposal.school.clone(),
            serial: proposal.serial,
            ready: proposal.obstacles.is_empty(),
            changes: proposal.changes.iter().map(|change| Change::new(change, lang)).collect(),
            signatories: proposal.signatories.iter().map(|signatory| signatory.as_str()).collect(),
            keys: proposal.keys.iter().map(|key| key.fingerprint()).collect(),
            falling: proposal.falling.iter().map(|one| one.tag.clone()).collect(),
            obstacles: proposal.obstacles.iter().map(obstacle).collect(),
            record: proposal.after.clone(),
            commit: commit.map(|commit| commit.to_string()),
        }
    }
}

/// The answer of `trust consent --format json`, and of `trust change --recover`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Consent {
    pub schema: u8,
    pub school: String,
    pub serial: u32,
    pub changes: Vec<Change>,
    /// Who consented now.
    pub name: String,
    /// How many people have consented, and how many it takes.
    pub count: usize,
    pub threshold: u32,
    /// The commit in which the new record came into force.
    pub commit: Option<String>,
}

impl Consent {
    pub fn new(proposal: &Proposal, consented: &Consented, lang: Lang) -> Consent {
        Consent {
            schema: 1,
            school: proposal.school.clone(),
            serial: proposal.serial,
            changes: proposal.changes.iter().map(|change| Change::new(change, lang)).collect(),
            name: consented.name.clone(),
            count: consented.count,
            threshold: consented.threshold,
            commit: consented.granted.map(|commit| commit.to_string()),
        }
    }
}

/// The answer of `trust office --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfficeAnswer {
    pub schema: u8,
    /// `add` or `remove`.
    pub change: &'static str,
    pub id: String,
    pub name: Option<String>,
    /// The fingerprint of the key that is added.
    pub key: Option<String>,
    /// The commit that brought it in; none in a rehearsal.
    pub commit: Option<String>,
}

impl OfficeAnswer {
    pub fn new(amendment: &OfficeAmendment, commit: Option<CommitId>) -> OfficeAnswer {
        let (change, id, name, key) = match amendment {
            OfficeAmendment::Add { id, name, key } => {
                ("add", id, Some(name.clone()), Some(key.fingerprint()))
            }
            OfficeAmendment::Remove { id } => ("remove", id, None, None),
        };
        let commit = commit.map(|commit| commit.to_string());
        OfficeAnswer { schema: 1, change, id: id.clone(), name, key, commit }
    }
}
