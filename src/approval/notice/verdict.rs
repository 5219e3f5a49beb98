//! What is said about one notice. The words are those of the approvals' verdicts, where they mean the same.

use std::fmt;

use crate::approval::hex::{Hash, Id};
use crate::approval::statement::StatementFlaw;
use crate::approval::trust::Violation;
use crate::approval::verdict::{Break, Disagreement, Pointed, Stranger};
use crate::school::Role;

/// One verdict for each notice, with what its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeVerdict {
    Good,
    /// All holds, but nobody has said here that this root is the school's.
    Unpinned {
        root: Hash,
    },
    NotACommit {
        found: Pointed,
    },
    Unsigned,
    BadSignature,
    /// A key in no record of the school and of no office; None for a signature of an unknown kind.
    UnknownKey {
        fingerprint: Option<String>,
    },
    Renamed {
        what: Disagreement,
    },
    /// No statement that can be read.
    ContentMismatch {
        flaw: StatementFlaw,
    },
    Foreign {
        what: Stranger,
    },
    TrustViolation {
        what: Violation,
    },
    NotEntitled {
        name: String,
        why: NoRightToNotice,
    },
    KeyCompromised {
        fingerprint: String,
    },
    /// The approval that it names is not the one that is here.
    NoApproval {
        found: NoticedApproval,
    },
    /// It was seen here, and is gone or another one now.
    BrokenChain {
        what: Break,
    },
}

/// Why a person's key does not make such a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRightToNotice {
    /// The school's record gives this person another role.
    Role(Role),
    /// An education office: it receives, nothing else.
    Office,
    /// The person had the right before the record under which the approval was made, and not since.
    Before { serial: u32 },
    /// The key was retired from this sequence on, and the approval does not come before it.
    Retired { from_sequence: u64 },
}

/// What there is instead of the approval that a notice names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticedApproval {
    /// Nothing of that name.
    Absent,
    /// Another tag of that name.
    Other { here: Id },
    /// That very approval; but the notice is attached to another commit.
    OtherCommit,
}

impl NoticeVerdict {
    /// The stable machine code.
    pub fn code(&self) -> &'static str {
        match self {
            NoticeVerdict::Good => "good",
            NoticeVerdict::Unpinned { .. } => "unpinned",
            NoticeVerdict::NotACommit { .. } => "not-a-commit",
            NoticeVerdict::Unsigned => "unsigned",
            NoticeVerdict::BadSignature => "bad-signature",
            NoticeVerdict::UnknownKey { .. } => "unknown-key",
            NoticeVerdict::Renamed { .. } => "renamed",
            NoticeVerdict::ContentMismatch { .. } => "content-mismatch",
            NoticeVerdict::Foreign { .. } => "foreign",
            NoticeVerdict::TrustViolation { .. } => "trust-violation",
            NoticeVerdict::NotEntitled { .. } => "not-entitled",
            NoticeVerdict::KeyCompromised { .. } => "key-compromised",
            NoticeVerdict::NoApproval { .. } => "no-approval",
            NoticeVerdict::BrokenChain { .. } => "broken-chain",
        }
    }

    pub fn is_good(&self) -> bool {
        *self == NoticeVerdict::Good
    }

    /// Is it in order by itself, whether or not the root is pinned here?
    pub fn is_in_order(&self) -> bool {
        matches!(self, NoticeVerdict::Good | NoticeVerdict::Unpinned { .. })
    }
}

impl fmt::Display for NoticeVerdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
