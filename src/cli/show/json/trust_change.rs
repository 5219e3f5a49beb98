//! One change of a trust record for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::approval::change::{TrustChange, What};
use crate::cli::lang::{Lang, Say};
use crate::school::Mandate;

/// One change, with the right that it needs.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Change {
    /// `school-renamed`, `level-changed`, `person-added`, `person-removed`, `role-changed`, `key-added`,
    /// `key-removed`, `key-forgotten`, `right-given`, `right-taken`, `mandate-given`, `mandate-ended`,
    /// `mandate-changed`, `mandate-forgotten`, `key-retired`, `key-compromised`, `reaffirmed`,
    /// `reaffirmation-taken`, `status-lifted`, `recovery-set`, `recovery-dropped`, `details-changed`,
    /// `work-assigned`.
    pub change: &'static str,
    /// `people`, `authority`, `guardians`, `nobody`.
    pub needs: &'static str,
    /// In the language of the call.
    pub text: String,
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// A key's fingerprint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_sequence: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_sequence: Option<u64>,
    /// The plans that a mandate covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<String>,
    /// What the person drafts: standards (`1`) and criteria (`1.5`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The tag object of an approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
}

impl Change {
    pub fn new(change: &TrustChange, lang: Lang) -> Change {
        let own = Change {
            change: change.what.code(),
            needs: change.needs.as_str(),
            text: change.say(lang),
            ..Change::default()
        };
        own.with(&change.what)
    }

    /// The data of the change.
    fn with(self, what: &What) -> Change {
        let mandated = |name: &String, mandate: &Mandate| Change {
            name: Some(name.clone()),
            periods: mandate.periods.clone(),
            from_sequence: Some(mandate.from_sequence),
            until_sequence: mandate.until_sequence,
            ..Change::default()
        };
        let named = |name: &String| Change { name: Some(name.clone()), ..Change::default() };
        let keyed = |key: &String| Change { key: Some(key.clone()), ..Change::default() };
        let data = match what {
            What::SchoolRenamed { before, after } => {
                Change { before: Some(before.clone()), after: Some(after.clone()), ..Change::default() }
            }
            What::LevelChanged | What::RecoveryDropped => Change::default(),
            What::PersonAdded { name, role } | What::PersonRemoved { name, role } => {
                Change { role: Some(role.as_str()), ..named(name) }
            }
            What::RoleChanged { name, before, after } => {
                let (before, after) = (before.as_str().to_owned(), after.as_str().to_owned());
                Change { before: Some(before), after: Some(after), ..named(name) }
            }
            What::KeyAdded { name, fingerprint }
            | What::KeyRenewed { name, fingerprint }
            | What::KeyRemoved { name, fingerprint }
            | What::KeyForgotten { name, fingerprint } => {
                Change { key: Some(fingerprint.clone()), ..named(name) }
            }
            What::WorkAssigned { name, standards, criteria } => {
                let standards = standards.iter().map(u8::to_string);
                Change { parts: standards.chain(criteria.iter().cloned()).collect(), ..named(name) }
            }
            What::RightGiven { name } | What::RightTaken { name } | What::DetailsChanged { name } => {
                named(name)
            }
            What::MandateGiven { name, mandate }
            | What::MandateEnded { name, mandate }
            | What::MandateChanged { name, mandate }
            | What::MandateForgotten { name, mandate } => mandated(name, mandate),
            What::KeyRetired { fingerprint, from_sequence } => {
                Change { from_sequence: Some(*from_sequence), ..keyed(fingerprint) }
            }
            What::KeyCompromised { fingerprint, from_sequence } => {
                Change { from_sequence: *from_sequence, ..keyed(fingerprint) }
            }
            What::Reaffirmed { fingerprint, approval }
            | What::ReaffirmationTaken { fingerprint, approval } => {
                Change { approval: Some(approval.clone()), ..keyed(fingerprint) }
            }
            What::StatusLifted { fingerprint, .. } => keyed(fingerprint),
            What::RecoverySet { threshold, names } => {
                Change { threshold: Some(*threshold), people: names.clone(), ..Change::default() }
            }
        };
        Change { change: self.change, needs: self.needs, text: self.text, ..data }
    }
}
