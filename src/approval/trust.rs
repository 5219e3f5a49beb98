//! From one trust record to the next: who may make which change, each change in the domain's words.
//!
//! Which commit brought which record, along every parent, is followed in [`super::lineage`].

use super::digest::Encoder;
use super::hex::{Hash, Id};
use super::key::PublicKey;
use super::record::{Office, Record, RecordFlaw};
use crate::school::{KeyState, KeyStatus, Role};

/// What is wrong with the line of trust records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// The first record came in a commit that nobody signed, or with a broken signature.
    RootUnsigned { commit: Id },
    /// … that another key signed than the principal's or an office's.
    RootByStranger { commit: Id, fingerprint: String },
    /// The first record must have serial 1.
    RootSerial { commit: Id, serial: u32 },
    /// The record is not valid.
    Flawed { commit: Id, flaw: RecordFlaw },
    /// A change in a commit that nobody signed, or with a broken signature.
    Unsigned { commit: Id, serial: u32 },
    /// A change that the signer had no right to make.
    NotEmpowered { commit: Id, serial: u32, fingerprint: String, name: Option<String> },
    /// A change that does not raise the serial by one.
    Serial { commit: Id, before: u32, after: u32 },
    /// An older record came back.
    WentBack { commit: Id, before: u32, after: u32 },
    /// The record was taken away.
    Removed { commit: Id },
    /// Two folders of the same name hold a record.
    TwoFolders { commit: Id },
    /// Two records of the same standing were made side by side, and this commit takes one of them.
    TwoLines { commit: Id },
    /// The list of education offices was changed by somebody without the right.
    Offices { commit: Id, fingerprint: Option<String> },
    /// The approval names another record than the one at its commit.
    OtherSerial { statement: u32, record: u32 },
    /// The approval's record is on another line than the record in force.
    OtherLine { serial: u32 },
    /// An approval made under an older record than its predecessor.
    OlderThanPredecessor { before: u32, after: u32 },
    /// A newer record was seen here before, and is gone.
    Forgotten { seen: u32, now: u32 },
}

/// Does a record, or an office, give this key the right to change the record?
pub fn may_change(record: &Record, offices: &[Office], key: &PublicKey) -> bool {
    if is_office(offices, key) {
        return true;
    }
    let entitled = record.person(key).is_some_and(|person| match person.role {
        Role::Principal => true,
        Role::Deputy => person.may_change_trust,
        Role::Council | Role::Supervisor | Role::Staff | Role::Office => false,
    });
    entitled && record.status(key).is_none()
}

/// May this key bring in the school's first record?
pub fn may_found(record: &Record, offices: &[Office], key: &PublicKey) -> bool {
    is_office(offices, key) || (record.is_principal(key) && record.status(key).is_none())
}

/// Is this the key of one of these offices?
pub fn is_office(offices: &[Office], key: &PublicKey) -> bool {
    offices.iter().any(|office| office.keys.contains(key))
}

/// The fingerprint of a root: of the school's id, the commit that brought in serial 1, and the
/// record's own bytes.
pub fn root_fingerprint(school: &str, commit: Id, record: &str) -> Hash {
    let mut encoder = Encoder::new("root");
    encoder.text(school);
    encoder.bytes(&commit.0);
    encoder.bytes(record.as_bytes());
    encoder.hash()
}

/// One change from a record to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustChange {
    SchoolRenamed {
        before: String,
        after: String,
    },
    LevelChanged,
    PersonAdded {
        name: String,
        role: Role,
    },
    PersonRemoved {
        name: String,
        role: Role,
    },
    RoleChanged {
        name: String,
        before: Role,
        after: Role,
    },
    KeyAdded {
        name: String,
        fingerprint: String,
    },
    KeyRemoved {
        name: String,
        fingerprint: String,
    },
    RightGiven {
        name: String,
    },
    RightTaken {
        name: String,
    },
    KeyRetired {
        fingerprint: String,
        from_sequence: u64,
    },
    KeyCompromised {
        fingerprint: String,
        from_sequence: Option<u64>,
    },
    StatusLifted {
        fingerprint: String,
    },
    /// Names, e-mail addresses, standards: nothing that gives a right.
    DetailsChanged {
        name: String,
    },
}

/// What a new record changes, in the order in which people are told.
pub fn changes(before: &Record, after: &Record) -> Vec<TrustChange> {
    let mut changes = Vec::new();
    let (old, new) = (&before.school, &after.school);
    if old.school.name != new.school.name {
        let (before, after) = (old.school.name.clone(), new.school.name.clone());
        changes.push(TrustChange::SchoolRenamed { before, after });
    }
    if old.school.level != new.school.level {
        changes.push(TrustChange::LevelChanged);
    }
    people(before, after, &mut changes);
    keys(before, after, &mut changes);
    statuses(&old.key_statuses, &new.key_statuses, &mut changes);
    changes
}

fn people(before: &Record, after: &Record, changes: &mut Vec<TrustChange>) {
    for person in &before.school.people {
        if after.school.person(&person.id).is_none() {
            changes.push(TrustChange::PersonRemoved { name: person.name.clone(), role: person.role });
        }
    }
    for person in &after.school.people {
        let name = person.name.clone();
        let Some(old) = before.school.person(&person.id) else {
            changes.push(TrustChange::PersonAdded { name, role: person.role });
            continue;
        };
        if old.role != person.role {
            let (before, after) = (old.role, person.role);
            changes.push(TrustChange::RoleChanged { name: name.clone(), before, after });
        }
        if !old.may_change_trust && person.may_change_trust {
            changes.push(TrustChange::RightGiven { name: name.clone() });
        }
        if old.may_change_trust && !person.may_change_trust {
            changes.push(TrustChange::RightTaken { name: name.clone() });
        }
        if (&old.name, &old.email, &old.standards) != (&person.name, &person.email, &person.standards) {
            changes.push(TrustChange::DetailsChanged { name });
        }
    }
}

fn keys(before: &Record, after: &Record, changes: &mut Vec<TrustChange>) {
    let owner = |record: &Record, key: &PublicKey| record.person(key).map(|person| person.id.clone());
    for (key, person) in before.keys() {
        if owner(after, key).as_ref() != Some(&person.id) {
            let (name, fingerprint) = (person.name.clone(), key.fingerprint());
            changes.push(TrustChange::KeyRemoved { name, fingerprint });
        }
    }
    for (key, person) in after.keys() {
        if owner(before, key).as_ref() != Some(&person.id) {
            let (name, fingerprint) = (person.name.clone(), key.fingerprint());
            changes.push(TrustChange::KeyAdded { name, fingerprint });
        }
    }
}

fn statuses(before: &[KeyStatus], after: &[KeyStatus], changes: &mut Vec<TrustChange>) {
    for status in after.iter().filter(|status| !before.contains(status)) {
        let fingerprint = status.key.clone();
        changes.push(match status.status {
            KeyState::Retired => {
                TrustChange::KeyRetired { fingerprint, from_sequence: status.from_sequence.unwrap_or(1) }
            }
            KeyState::Compromised => {
                TrustChange::KeyCompromised { fingerprint, from_sequence: status.from_sequence }
            }
        });
    }
    for status in before {
        if !after.iter().any(|kept| kept.key == status.key) {
            changes.push(TrustChange::StatusLifted { fingerprint: status.key.clone() });
        }
    }
}
