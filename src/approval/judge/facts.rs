//! What the judge is told: one school's tags, its line of trust records, what this clone remembers.

use std::collections::BTreeMap;

use super::notice_facts::{NoticeTag, SeenNotice};
use crate::approval::hex::{Hash, Id};
use crate::approval::key::PublicKey;
use crate::approval::lineage::Lineage;
use crate::approval::record::Office;
use crate::approval::statement::{SignedContent, Statement, StatementFlaw};
use crate::approval::trust::Violation;
use crate::approval::verdict::Pointed;
use crate::plan::item::ItemId;

/// All that is known of one school's approvals.
pub struct Facts<'a> {
    pub school: &'a str,
    pub tags: &'a [TagFacts],
    pub notices: &'a [NoticeTag],
    pub lineage: &'a Lineage,
    /// The trust records in force, or why there is none; see [`Lineage::in_force`].
    pub in_force: Result<Vec<usize>, Violation>,
    /// The root that is pinned for the school, and those that were given by hand.
    pub pinned: Option<Hash>,
    pub given: &'a [Hash],
    /// Approvals that were in order here before: name, object, root.
    pub seen: &'a [(String, Id, Hash)],
    /// Notices that were in order here before.
    pub seen_notices: &'a [SeenNotice],
    /// The education offices in force at HEAD, and all of the lists that led to them.
    pub offices_now: &'a [Office],
    pub offices: &'a [Office],
}

/// One tag below `approved/`.
#[derive(Clone, Debug)]
pub struct TagFacts {
    /// The ref's name without `refs/tags/`.
    pub tag: String,
    /// The object that the ref names.
    pub id: Id,
    pub object: Object,
}

/// What a ref leads to.
#[derive(Clone, Debug)]
pub enum Object {
    /// Not a tag that points to a commit.
    Other(Pointed),
    Tag(Box<SignedTag>),
}

/// A tag that points to a commit.
#[derive(Clone, Debug)]
pub struct SignedTag {
    /// The name in the tag's own header.
    pub header: String,
    pub commit: Id,
    pub signature: Signature,
    pub statement: Result<Statement, StatementFlaw>,
    /// What the commit holds of what was signed.
    pub found: FoundContent,
}

/// What a tag's signature is worth by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    Missing,
    Broken,
    /// OpenPGP or X.509, by a key that no record names.
    OtherKind,
    By(PublicKey),
}

/// What the approved commit holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundContent {
    /// Nobody looked, because the verdict was clear before.
    NotRead,
    NoPlan,
    Unreadable,
    Read(SignedContent),
    /// Nobody could look: a publication holds these items only, or none. A repository never says this.
    Extract(BTreeMap<ItemId, Hash>),
}
