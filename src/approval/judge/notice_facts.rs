//! What the judge is told of notices: the tags below `withdrawn/`, `received/` and `issued/`, and what this
//! clone remembers of them.

use super::facts::Signature;
use crate::approval::hex::{Hash, Id};
use crate::approval::name::TagKind;
use crate::approval::notice::Notice;
use crate::approval::statement::StatementFlaw;
use crate::approval::verdict::Pointed;

/// One tag about an approval.
#[derive(Clone, Debug)]
pub struct NoticeTag {
    /// The ref's name without `refs/tags/`.
    pub tag: String,
    /// The object that the ref names.
    pub id: Id,
    pub kind: TagKind,
    /// A tag that points to a commit, or what there is instead.
    pub object: Result<Box<SignedNotice>, Pointed>,
}

/// A tag that points to a commit.
#[derive(Clone, Debug)]
pub struct SignedNotice {
    /// The name in the tag's own header.
    pub header: String,
    pub commit: Id,
    pub signature: Signature,
    pub notice: Result<Notice, StatementFlaw>,
}

/// A notice that was in order here before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenNotice {
    pub tag: String,
    pub id: Id,
    pub root: Hash,
    /// The tag object of the approval that it was about.
    pub approval: Id,
    /// The fingerprint of the key that signed it.
    pub key: String,
    /// It needs not have vanished where it is not among what is judged: a bundle may be older than it.
    pub may_lack: bool,
}
