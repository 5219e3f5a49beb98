//! Why a push is refused: one reason for one ref.

use crate::approval::Verdict;
use crate::approval::notice::NoticeVerdict;
use crate::approval::trust::Violation;
use crate::period::Period;
use crate::server::name::NameFlaw;

/// A ref that is not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// `refs/tags/approved/…`
    pub reference: String,
    pub why: Refusal,
}

/// Why a ref is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A tag that trust hangs on would name another object.
    Moved,
    /// A tag that trust hangs on would be gone.
    Deleted,
    /// An approval that does not verify.
    NotGood { verdict: Verdict },
    /// A tag among the approvals that is none.
    NoApproval,
    /// A tag among the notices that is none.
    NoNotice { why: NoNotice },
    /// A notice that does not verify.
    NoticeNotGood { verdict: NoticeVerdict },
    /// The branch breaks a school's line of trust records.
    Trust { school: String, what: Violation },
    /// The branch changes the list of education offices without the right.
    Offices { what: Violation },
    /// The trust record that is in force there would be gone.
    RecordLost { school: String },
    /// The branch starts the school's trust anew, from another root than the one that is at home there.
    OtherRoot { school: String },
    /// A branch that is no commit.
    NoCommit,
    /// A name that is taken from nobody.
    Name { flaw: NameFlaw },
    /// The push moves the ref more than once.
    Twice,
    /// The ref is only another name of this one.
    StandsFor { target: String },
    /// The server does not say who is pushing, and not everybody may.
    Unknown,
    /// This person may not move this ref.
    NoRight { who: String },
    /// A protected branch would be gone.
    ProtectedDeleted,
    /// A protected branch would lose commits that it has.
    ProtectedRewritten,
    /// An approved plan would be gone from a protected branch.
    PlanLost { school: String, period: Period, why: PlanLost },
}

/// Why a tag is no notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNotice {
    /// `<folder>/<school>/<period>/v<n>` is the one spelling.
    Name,
    /// Not an annotated tag, or a damaged one.
    NoTag,
    Unsigned,
    BadSignature,
    /// The name in its own header is another.
    Header,
}

/// What stands where an approved plan stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanLost {
    Gone,
    /// A link, a submodule or a folder.
    NoFile,
    /// Something beside it has a name that some disks take for the same.
    Twin {
        name: String,
    },
    /// Not a text.
    Unreadable,
    /// The plan of another school or period, or of none.
    OtherPlan {
        school: String,
        period: String,
    },
}
