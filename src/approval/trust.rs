//! From one trust record to the next: what can be wrong on the way, who may begin it, and in what capacity a
//! key changes it.
//!
//! What a change is, and the right that it needs, is in [`super::change`]; which commit brought which record,
//! along every parent, is followed in [`super::lineage`].

use super::change::{Signatory, TrustChange};
use super::digest::Encoder;
use super::hex::{Hash, Id};
use super::key::PublicKey;
use super::record::{Office, Record, RecordFlaw};
use crate::school::Role;

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
    /// A change for which the signer's right does not go far enough, or for which there is none.
    BeyondRight { commit: Id, serial: u32, name: String, change: Box<TrustChange> },
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

/// In what capacity this key changes the record, if in any.
pub fn signatory(record: &Record, offices: &[Office], key: &PublicKey) -> Option<Signatory> {
    if is_office(offices, key) {
        return Some(Signatory::Office);
    }
    let person = record.person(key).filter(|_| record.status(key).is_none())?;
    match person.role {
        Role::Principal => Some(Signatory::Principal),
        Role::Deputy if person.may_change_trust => Some(Signatory::Deputy),
        _ => None,
    }
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
