//! Who may sign for a school, in English.

use crate::approval::change::{Right, TrustChange, What};
use crate::cli::lang::En;
use crate::cli::show::trust::{Line, RightName};
use crate::cli::show::verdict::RoleName;
use crate::school::{KeyState, KeyStatus, Mandate};
use crate::work::trust::TrustedMandate;

impl En for Line<'_> {
    fn en(&self) -> String {
        match self {
            Line::School { id, name, serial } => format!("{name} ({id}), record {serial}"),
            Line::Root { fingerprint } => format!("root: {}", fingerprint.grouped()),
            Line::RootSaid { fingerprint } => format!("read out as: {}", fingerprint.syllables()),
            Line::NoRoot => "no root: the first record was not signed by the principal".into(),
            Line::Pinned => "✓ this root is pinned here".into(),
            Line::NotPinned => {
                "? not pinned here; compare it with the principal, then `caitien trust pin`".into()
            }
            Line::OtherPinned { pinned } => format!("✗ another root is pinned here: {}", pinned.grouped()),
            Line::Person { name, role, may_change_trust, fingerprints } => {
                let right = if *may_change_trust { ", may change the record" } else { "" };
                format!("{name}, {}{right}: {}", RoleName(*role).en(), keys(fingerprints))
            }
            Line::Mandate { mandate: TrustedMandate { name, mandate } } => self::mandate(name, mandate),
            Line::Status { status } => key_status(status),
            Line::Recovery { threshold, names } => {
                format!(
                    "recovery when the principal's key is lost: {threshold} of {} people: {}",
                    names.len(),
                    names.join(", ")
                )
            }
            Line::Office { id, name, fingerprints } => {
                format!("{name} ({id}), education office: {}", keys(fingerprints))
            }
            Line::Step { serial, commit, by } => format!("record {serial}: commit {commit}, signed by {by}"),
            Line::Change { change } => change.en(),
            Line::Wrong { what } => format!("✗ {}", what.en()),
        }
    }
}

fn keys(fingerprints: &[String]) -> String {
    if fingerprints.is_empty() { "no key".into() } else { fingerprints.join(", ") }
}

fn key_status(status: &KeyStatus) -> String {
    let from = status.from_sequence.map(|from| format!(" from approval {from} on")).unwrap_or_default();
    match status.status {
        KeyState::Retired => format!("key {} is retired{from}", status.key),
        KeyState::Compromised => format!("key {} is compromised{from}", status.key),
    }
}

impl En for TrustChange {
    fn en(&self) -> String {
        match &self.what {
            What::SchoolRenamed { before, after } => format!("school renamed: {before} → {after}"),
            What::LevelChanged => "level changed".into(),
            What::PersonAdded { name, role } => format!("{name} added, {}", RoleName(*role).en()),
            What::PersonRemoved { name, role } => format!("{name} removed, {}", RoleName(*role).en()),
            What::RoleChanged { name, before, after } => {
                format!("{name}: {} → {}", RoleName(*before).en(), RoleName(*after).en())
            }
            What::KeyAdded { name, fingerprint } => format!("key of {name} added: {fingerprint}"),
            What::KeyRenewed { name, fingerprint } => {
                format!("key of {name} brought up to date, still {fingerprint}")
            }
            What::KeyRemoved { name, fingerprint } => format!("key of {name} removed: {fingerprint}"),
            What::KeyForgotten { name, fingerprint } => {
                format!(
                    "a key of {name} that has signed ({fingerprint}) removed without saying from which approval on"
                )
            }
            What::RightGiven { name } => format!("{name} may change the record"),
            What::RightTaken { name } => format!("{name} may no longer change the record"),
            What::MandateGiven { name, mandate } => {
                format!("mandate given: {}", self::mandate(name, mandate))
            }
            What::MandateEnded { name, mandate } => {
                format!("mandate ended: {}", self::mandate(name, mandate))
            }
            What::MandateChanged { name, mandate } => {
                format!("mandate changed: {}", self::mandate(name, mandate))
            }
            What::MandateForgotten { name, mandate } => {
                format!("mandate deleted: {}", self::mandate(name, mandate))
            }
            What::KeyRetired { fingerprint, from_sequence } => {
                format!("key {fingerprint} retired from approval {from_sequence} on")
            }
            What::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("key {fingerprint} compromised: not counted from approval {from} on"),
                None => format!("key {fingerprint} compromised: no approval of it counts"),
            },
            What::Reaffirmed { fingerprint, approval } => {
                format!("approval {approval} reaffirmed, although key {fingerprint} is compromised")
            }
            What::ReaffirmationTaken { fingerprint, approval } => {
                format!("approval {approval} of key {fingerprint} no longer reaffirmed")
            }
            What::StatusLifted { fingerprint, was: KeyState::Retired } => {
                format!("retired key {fingerprint} back in use")
            }
            What::StatusLifted { fingerprint, was: KeyState::Compromised } => {
                format!("compromised key {fingerprint} called good again")
            }
            What::RecoverySet { threshold, names } => {
                format!("recovery takes {threshold} of {} people: {}", names.len(), names.join(", "))
            }
            What::RecoveryDropped => "nobody can recover the school any more".into(),
            What::WorkAssigned { name, standards, criteria } => match work(standards, criteria) {
                Some(work) => format!("{name} drafts {work}"),
                None => format!("{name} drafts no part of the plan any more"),
            },
            What::DetailsChanged { name } => format!("details of {name} changed"),
        }
    }
}

fn mandate(name: &str, mandate: &Mandate) -> String {
    let until = mandate.until_sequence.map(|until| format!(" to {until}")).unwrap_or_default();
    format!(
        "{name} signs for the principal (KT.) the plans of {}, from approval {}{until}",
        mandate.periods.join(", "),
        mandate.from_sequence
    )
}

impl En for RightName {
    fn en(&self) -> String {
        match self.0 {
            Right::People => {
                "the principal, a deputy with the right to change the record, or an education office"
            }
            Right::Authority => "the principal, an education office, or the recovery group",
            Right::Guardians => "an education office or the recovery group",
            Right::Nobody => "nobody",
        }
        .into()
    }
}

/// What somebody drafts; None where it is nothing.
pub(super) fn work(standards: &[u8], criteria: &[String]) -> Option<String> {
    let standards: Vec<String> = standards.iter().map(u8::to_string).collect();
    let part =
        |name: &str, list: &[String]| (!list.is_empty()).then(|| format!("{name} {}", list.join(", ")));
    let (standards, criteria) = (part("standard", &standards), part("criterion", criteria));
    match (standards, criteria) {
        (Some(standards), Some(criteria)) => Some(format!("{standards} and {criteria}")),
        (one, other) => one.or(other),
    }
}
