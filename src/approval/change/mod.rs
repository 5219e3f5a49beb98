//! The changes from one trust record to the next, in the domain's words. Each knows the right that it needs:
//! what people are told, what programs read, and whether it may be made are three renderings of one value.
//!
//! Two things nobody may do, because they would turn honest approvals of the past invalid, or stolen ones
//! valid: take a key out that has signed without saying from when on it does not count, and call a compromised
//! key good again.

mod difference;

pub use difference::changes;

use crate::school::{KeyState, Mandate, Role};

/// One change, with the right that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustChange {
    pub what: What,
    pub needs: Right,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
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
    /// The same OpenPGP key with other subkeys or names, as its owner made them.
    KeyRenewed {
        name: String,
        fingerprint: String,
    },
    KeyRemoved {
        name: String,
        fingerprint: String,
    },
    /// A key that has signed is gone, and nothing says from when on it does not count.
    KeyForgotten {
        name: String,
        fingerprint: String,
    },
    RightGiven {
        name: String,
    },
    RightTaken {
        name: String,
    },
    /// A deputy signs for the principal from now on.
    MandateGiven {
        name: String,
        mandate: Mandate,
    },
    MandateEnded {
        name: String,
        mandate: Mandate,
    },
    /// Other periods, or a later end.
    MandateChanged {
        name: String,
        mandate: Mandate,
    },
    /// What was signed under it would have nothing to stand on.
    MandateForgotten {
        name: String,
        mandate: Mandate,
    },
    KeyRetired {
        fingerprint: String,
        from_sequence: u64,
    },
    KeyCompromised {
        fingerprint: String,
        from_sequence: Option<u64>,
    },
    /// An approval of a compromised key counts all the same.
    Reaffirmed {
        fingerprint: String,
        approval: String,
    },
    ReaffirmationTaken {
        fingerprint: String,
        approval: String,
    },
    StatusLifted {
        fingerprint: String,
        was: KeyState,
    },
    /// So many of these people together may give the school a new record.
    RecoverySet {
        threshold: u32,
        names: Vec<String>,
    },
    RecoveryDropped,
    /// Names, e-mail addresses: nothing that gives a right.
    DetailsChanged {
        name: String,
    },
    /// What the person drafts from now on, all of it.
    WorkAssigned {
        name: String,
        standards: Vec<u8>,
        criteria: Vec<String>,
    },
}

impl What {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            What::SchoolRenamed { .. } => "school-renamed",
            What::LevelChanged => "level-changed",
            What::PersonAdded { .. } => "person-added",
            What::PersonRemoved { .. } => "person-removed",
            What::RoleChanged { .. } => "role-changed",
            What::KeyAdded { .. } => "key-added",
            What::KeyRenewed { .. } => "key-renewed",
            What::KeyRemoved { .. } => "key-removed",
            What::KeyForgotten { .. } => "key-forgotten",
            What::RightGiven { .. } => "right-given",
            What::RightTaken { .. } => "right-taken",
            What::MandateGiven { .. } => "mandate-given",
            What::MandateEnded { .. } => "mandate-ended",
            What::MandateChanged { .. } => "mandate-changed",
            What::MandateForgotten { .. } => "mandate-forgotten",
            What::KeyRetired { .. } => "key-retired",
            What::KeyCompromised { .. } => "key-compromised",
            What::Reaffirmed { .. } => "reaffirmed",
            What::ReaffirmationTaken { .. } => "reaffirmation-taken",
            What::StatusLifted { .. } => "status-lifted",
            What::RecoverySet { .. } => "recovery-set",
            What::RecoveryDropped => "recovery-dropped",
            What::DetailsChanged { .. } => "details-changed",
            What::WorkAssigned { .. } => "work-assigned",
        }
    }
}

/// The right that a change needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// People who do not sign: who they are, what they draft.
    People,
    /// Who signs for the school, with which keys.
    Authority,
    /// Who may recover the school. Neither the principal nor a thief with the principal's key can take that away.
    Guardians,
    /// Nobody's.
    Nobody,
}

impl Right {
    /// The stable name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Right::People => "people",
            Right::Authority => "authority",
            Right::Guardians => "guardians",
            Right::Nobody => "nobody",
        }
    }
}

/// In what capacity somebody changes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signatory {
    Principal,
    /// With the right to change the record.
    Deputy,
    Office,
    /// Enough of the people whom the record names for it, together.
    Recovery,
}

impl Signatory {
    pub const ALL: [Signatory; 4] =
        [Signatory::Principal, Signatory::Deputy, Signatory::Office, Signatory::Recovery];

    /// Does it go far enough?
    pub fn has(self, right: Right) -> bool {
        match self {
            Signatory::Deputy => right <= Right::People,
            Signatory::Principal => right <= Right::Authority,
            Signatory::Office | Signatory::Recovery => right <= Right::Guardians,
        }
    }

    /// The stable name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Signatory::Principal => "principal",
            Signatory::Deputy => "deputy",
            Signatory::Office => "office",
            Signatory::Recovery => "recovery",
        }
    }
}

/// The first change that goes beyond the signatory's right.
pub fn beyond(changes: &[TrustChange], signatory: Signatory) -> Option<&TrustChange> {
    changes.iter().find(|change| !signatory.has(change.needs))
}

/// The capacities in which all of these changes may be made.
pub fn signatories(changes: &[TrustChange]) -> Vec<Signatory> {
    Signatory::ALL.into_iter().filter(|signatory| beyond(changes, *signatory).is_none()).collect()
}

#[cfg(test)]
mod tests;
