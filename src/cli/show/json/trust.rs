//! `trust show` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::trust_change::Change;
use crate::approval::PublicKey;
use crate::cli::lang::{Lang, Say};
use crate::school::KeyState;
use crate::work::trust::Trust;

/// The answer of `trust show --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub schools: Vec<School>,
}

/// The trust in one school.
#[derive(Debug, Serialize, JsonSchema)]
pub struct School {
    pub school: String,
    pub name: String,
    pub serial: u32,
    /// The root's fingerprint; none where no root was granted.
    pub root: Option<String>,
    /// The same as 32 syllables, to be read out.
    pub root_syllables: Option<String>,
    /// What is pinned in this clone.
    pub pinned: Option<String>,
    /// What is wrong with the record at HEAD, in the language of the call.
    pub violation: Option<String>,
    pub people: Vec<Person>,
    pub mandates: Vec<Mandate>,
    pub key_statuses: Vec<KeyStatus>,
    pub recovery: Option<Recovery>,
    pub offices: Vec<Office>,
    pub steps: Vec<Step>,
}

/// A person of the record in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Person {
    pub name: String,
    /// `principal`, `deputy`, `council`, `supervisor`, `clerk`, `staff`, `office`.
    pub role: &'static str,
    pub may_change_trust: bool,
    pub keys: Vec<String>,
}

/// A deputy who signs, or signed, for the principal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mandate {
    pub name: String,
    pub periods: Vec<String>,
    pub from_sequence: u64,
    pub until_sequence: Option<u64>,
}

/// So many of these people may recover the school.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recovery {
    pub threshold: u32,
    pub people: Vec<String>,
}

/// A key that no longer signs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KeyStatus {
    pub key: String,
    /// `retired` or `compromised`.
    pub status: &'static str,
    pub from_sequence: Option<u64>,
    pub reaffirmed: Vec<String>,
}

/// An education office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Office {
    pub id: String,
    pub name: String,
    pub keys: Vec<String>,
}

/// One change of the record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Step {
    pub serial: u32,
    pub commit: String,
    /// The name of who signed, or of the recovery people; else a fingerprint.
    pub signed_by: String,
    /// The key that signed; none where the recovery people consented.
    pub fingerprint: Option<String>,
    pub changes: Vec<Change>,
}

impl Answer {
    pub fn new(trust: &[Trust], lang: Lang) -> Answer {
        Answer { schema: 2, schools: trust.iter().map(|one| School::new(one, lang)).collect() }
    }
}

impl School {
    fn new(trust: &Trust, lang: Lang) -> School {
        let people = trust.people.iter().map(|person| Person {
            name: person.name.clone(),
            role: person.role.as_str(),
            may_change_trust: person.may_change_trust,
            keys: person.fingerprints.clone(),
        });
        let statuses = trust.statuses.iter().map(|status| KeyStatus {
            key: status.key.clone(),
            status: match status.status {
                KeyState::Retired => "retired",
                KeyState::Compromised => "compromised",
            },
            from_sequence: status.from_sequence,
            reaffirmed: status.reaffirmed.clone(),
        });
        let mandates = trust.mandates.iter().map(|one| Mandate {
            name: one.name.clone(),
            periods: one.mandate.periods.clone(),
            from_sequence: one.mandate.from_sequence,
            until_sequence: one.mandate.until_sequence,
        });
        let recovery = trust.recovery.clone().map(|(threshold, people)| Recovery { threshold, people });
        let offices = trust.offices.iter().map(|office| Office {
            id: office.id.clone(),
            name: office.name.clone(),
            keys: office.fingerprints.clone(),
        });
        let steps = trust.steps.iter().map(|step| Step {
            serial: step.serial,
            commit: step.commit.to_string(),
            signed_by: step.by.clone(),
            fingerprint: step.grantor.key().map(PublicKey::fingerprint),
            changes: step.changes.iter().map(|change| Change::new(change, lang)).collect(),
        });
        School {
            school: trust.school.clone(),
            name: trust.name.clone(),
            serial: trust.serial,
            root: trust.root.as_ref().map(|root| root.fingerprint.to_string()),
            root_syllables: trust.root.as_ref().map(|root| root.fingerprint.syllables()),
            pinned: trust.pinned.map(|pinned| pinned.to_string()),
            violation: trust.violation.as_ref().map(|what| what.say(lang)),
            people: people.collect(),
            mandates: mandates.collect(),
            key_statuses: statuses.collect(),
            recovery,
            offices: offices.collect(),
            steps: steps.collect(),
        }
    }
}
