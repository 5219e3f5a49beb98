//! Who may sign for a school, in English.

use crate::approval::trust::TrustChange;
use crate::cli::lang::En;
use crate::cli::show::trust::Line;
use crate::cli::show::verdict::RoleName;
use crate::school::{KeyState, KeyStatus};

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
            Line::Status { status } => key_status(status),
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
        match self {
            TrustChange::SchoolRenamed { before, after } => format!("school renamed: {before} → {after}"),
            TrustChange::LevelChanged => "level changed".into(),
            TrustChange::PersonAdded { name, role } => format!("{name} added, {}", RoleName(*role).en()),
            TrustChange::PersonRemoved { name, role } => format!("{name} removed, {}", RoleName(*role).en()),
            TrustChange::RoleChanged { name, before, after } => {
                format!("{name}: {} → {}", RoleName(*before).en(), RoleName(*after).en())
            }
            TrustChange::KeyAdded { name, fingerprint } => format!("key of {name} added: {fingerprint}"),
            TrustChange::KeyRemoved { name, fingerprint } => format!("key of {name} removed: {fingerprint}"),
            TrustChange::RightGiven { name } => format!("{name} may change the record"),
            TrustChange::RightTaken { name } => format!("{name} may no longer change the record"),
            TrustChange::KeyRetired { fingerprint, from_sequence } => {
                format!("key {fingerprint} retired from approval {from_sequence} on")
            }
            TrustChange::KeyCompromised { fingerprint, from_sequence } => match from_sequence {
                Some(from) => format!("key {fingerprint} compromised from approval {from} on"),
                None => format!("key {fingerprint} compromised, nothing it signed counts"),
            },
            TrustChange::StatusLifted { fingerprint } => format!("status of key {fingerprint} lifted"),
            TrustChange::DetailsChanged { name } => format!("details of {name} changed"),
        }
    }
}
