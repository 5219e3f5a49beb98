//! The verdicts: what is said about one approval. A value each; the sentences are in `cli/lang`.
//!
//! Which verdict an approval gets is judged in [`super::judge`].

use std::fmt;

use super::hex::{Hash, Id};
use super::name::ApprovalName;
use super::statement::StatementFlaw;
use super::trust::Violation;
use crate::period::Period;
use crate::plan::item::ItemId;
use crate::school::Role;

/// What is said about one approval, with what its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Valid,
    /// The key no longer signs for the principal; this approval came before.
    ValidRetiredKey {
        from_sequence: u64,
    },
    /// All that could be looked at holds: these items of the plan are as they were approved. The rest was
    /// withheld, so nothing is said about it.
    ValidExtract {
        items: usize,
    },
    Superseded {
        by: ApprovalName,
    },
    /// All holds, but nobody has said here that this root is the school's.
    Unpinned {
        root: Hash,
    },
    Unsigned,
    BadSignature,
    /// A key in no record of the school; None where only its kind is known: OpenPGP or X.509.
    UnknownKey {
        fingerprint: Option<String>,
    },
    NotEntitled {
        name: String,
        why: NoRight,
    },
    Renamed {
        what: Disagreement,
    },
    Foreign {
        what: Stranger,
    },
    NotACommit {
        found: Pointed,
    },
    ContentMismatch {
        what: Content,
    },
    BrokenChain {
        what: Break,
    },
    ForkedChain {
        other: ApprovalName,
    },
    KeyCompromised {
        fingerprint: String,
        from_sequence: Option<u64>,
    },
    TrustViolation {
        what: Violation,
    },
    /// Taken back by a later signed tag. The contract's table has no code for it; `docs/approval.md`
    /// says why there is one.
    Withdrawn {
        reason: String,
    },
}

/// Why a person's key does not approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRight {
    /// The record in force gives this person another role.
    Role(Role),
    /// An education office: it countersigns, it does not approve.
    Office,
    /// The principal of another record than the one in force.
    OtherRecord { serial: u32 },
    /// The key was retired from this sequence on.
    Retired { from_sequence: u64 },
    /// A deputy whose mandate does not cover this plan, or this place in the chain.
    OutsideMandate { period: Period, sequence: u64 },
    /// A deputy whose mandate was ended with an earlier approval.
    MandateOver { until: u64 },
    /// The statement does not say that a deputy signed for the principal, or says so of the principal.
    Capacity,
    /// A later record no longer has the key, and does not say from which sequence on.
    Dropped { serial: u32 },
}

/// Which names do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The ref is not `approved/<school>/<period>/v<n>`.
    NoName { tag: String },
    /// The ref and the tag's own header.
    Header { tag: String, header: String },
    /// The ref and the statement that was signed.
    Statement { tag: String, statement: ApprovalName },
}

/// Why an approval belongs elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// There is no such school at the approved commit.
    NoSuchSchool { school: String },
    /// Another root of trust than this repository's.
    OtherRoot { root: Hash, here: Hash },
    /// Another root of trust than the one that is pinned here.
    NotPinned { root: Hash, pinned: Hash },
}

/// What a tag points to instead of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The ref names the commit itself: there is no tag object to carry a statement.
    Lightweight,
    Tag,
    Tree,
    Blob,
    /// The object is missing, or no tag that git could have written.
    Nothing,
    /// Longer than any statement: it is not read.
    TooLong,
}

/// What was signed and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// No statement that can be read: nothing says which plan was signed.
    Statement(StatementFlaw),
    NoPlan,
    /// The plan's file is not text.
    Unreadable,
    Plan,
    Item(ItemId),
    /// An item that was signed and is not there, or the other way round.
    Items,
    Evidence,
    Reviews,
}

/// Where the chain of approvals breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The first approval names a predecessor.
    FirstHasPredecessor,
    /// A later one names none.
    NoPredecessor { sequence: u64 },
    /// The predecessor that it names is not here.
    Missing { sequence: u64, previous: Id },
    /// The predecessor has another sequence than the one before.
    Gap { sequence: u64, previous: u64 },
    /// The version is not higher than that of an earlier approval of the same plan.
    VersionOrder { earlier: u32 },
    /// Something earlier in the chain is broken.
    Earlier { at: ApprovalName },
    /// The key signs no more, or the mandate is over, and this approval does not lead to the last one that the trust
    /// record names.
    Beside { last: Id },
    /// It was seen here before and is gone.
    Gone { id: Id },
    /// It was seen here before as another object.
    Changed { seen: Id },
    /// The education office received it, and it is gone or another one now.
    Received { id: Id },
    /// A later approval says that it was there, and it is gone or another one now.
    Named { id: Id },
}

impl Verdict {
    /// The stable machine code.
    pub fn code(&self) -> &'static str {
        match self {
            Verdict::Valid => "valid",
            Verdict::ValidRetiredKey { .. } => "valid-retired-key",
            Verdict::ValidExtract { .. } => "valid-extract",
            Verdict::Superseded { .. } => "superseded",
            Verdict::Unpinned { .. } => "unpinned",
            Verdict::Unsigned => "unsigned",
            Verdict::BadSignature => "bad-signature",
            Verdict::UnknownKey { .. } => "unknown-key",
            Verdict::NotEntitled { .. } => "not-entitled",
            Verdict::Renamed { .. } => "renamed",
            Verdict::Foreign { .. } => "foreign",
            Verdict::NotACommit { .. } => "not-a-commit",
            Verdict::ContentMismatch { .. } => "content-mismatch",
            Verdict::BrokenChain { .. } => "broken-chain",
            Verdict::ForkedChain { .. } => "forked-chain",
            Verdict::KeyCompromised { .. } => "key-compromised",
            Verdict::TrustViolation { .. } => "trust-violation",
            Verdict::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Does the approval hold? A superseded one does: it was good, and a later one is good too.
    pub fn is_good(&self) -> bool {
        self.is_in_force() || matches!(self, Verdict::Superseded { .. })
    }

    /// Is it the approval that counts for its plan today?
    pub fn is_in_force(&self) -> bool {
        matches!(self, Verdict::Valid | Verdict::ValidRetiredKey { .. } | Verdict::ValidExtract { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
