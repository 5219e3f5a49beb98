//! Tags about approvals as they lie in git, each read as far as it can be. None is passed over: what cannot be read
//! gets a verdict that says so.
//!
//! SSH signatures are checked in process, and not at all where it is known already who made them; those of other
//! kinds by the examiner, once the history has told which keys there are.

use std::collections::BTreeMap;

use super::{SchoolTags, school_of};
use crate::approval::hex::Id;
use crate::approval::judge::{NoticeTag, Object, Signature, SignedNotice, SignedTag, TagFacts};
use crate::approval::key::KeyKind;
use crate::approval::name::TagKind;
use crate::approval::notice::Notice;
use crate::approval::statement::Statement;
use crate::approval::verdict::Pointed;
use crate::git::checked::CheckedHere;
use crate::git::tag::{TagObject, split};
use crate::git::{ObjectKind, Repo, size};
use crate::signing::{Carrier, Checked, Examiner, check};
use crate::work::facts::FoundContent;
use crate::work::verify::Error;

/// A tag with what is known of it.
pub(super) enum ReadTag {
    Approval(TagFacts, Option<OtherKind>),
    Notice(NoticeTag, Option<OtherKind>),
}

/// A signature that is no SSH signature, with what it signs.
pub(super) struct OtherKind {
    payload: Vec<u8>,
    armoured: String,
}

/// Reads one tag.
pub(super) fn read(repo: &Repo, checked: &CheckedHere, tag: &str, id: Id) -> Result<ReadTag, Error> {
    match TagKind::of(tag) {
        Some(kind) if kind != TagKind::Approved => notice(repo, checked, (tag, id), kind),
        _ => approval(repo, checked, tag, id),
    }
}

/// One tag below `approved/`, or one that was named; its content is not read yet.
pub fn read_approval(repo: &Repo, examiner: &Examiner, tag: &str, id: Id) -> Result<TagFacts, Error> {
    let mut read = approval(repo, &CheckedHere::default(), tag, id)?;
    read.examine(examiner)?;
    match read {
        ReadTag::Approval(facts, _) => Ok(facts),
        ReadTag::Notice(..) => {
            Ok(TagFacts { tag: tag.to_owned(), id, object: Object::Other(Pointed::Nothing) })
        }
    }
}

fn approval(repo: &Repo, checked: &CheckedHere, tag: &str, id: Id) -> Result<ReadTag, Error> {
    let tag = tag.to_owned();
    Ok(match signed(repo, id)? {
        Err(found) => ReadTag::Approval(TagFacts { tag, id, object: Object::Other(found) }, None),
        Ok(object) => {
            let (signature, other) = signature(checked, id, &object);
            let signed = SignedTag {
                header: object.name.clone(),
                commit: object.target,
                signature,
                statement: Statement::parse(&object.message),
                found: FoundContent::NotRead,
            };
            ReadTag::Approval(TagFacts { tag, id, object: Object::Tag(Box::new(signed)) }, other)
        }
    })
}

fn notice(
    repo: &Repo,
    checked: &CheckedHere,
    (tag, id): (&str, Id),
    kind: TagKind,
) -> Result<ReadTag, Error> {
    let tag = tag.to_owned();
    Ok(match signed(repo, id)? {
        Err(found) => ReadTag::Notice(NoticeTag { tag, id, kind, object: Err(found) }, None),
        Ok(object) => {
            let (signature, other) = signature(checked, id, &object);
            let signed = SignedNotice {
                header: object.name.clone(),
                commit: object.target,
                signature,
                notice: Notice::parse(&object.message, kind),
            };
            ReadTag::Notice(NoticeTag { tag, id, kind, object: Ok(Box::new(signed)) }, other)
        }
    })
}

/// A tag object that points to a commit, or what there is instead.
fn signed(repo: &Repo, id: Id) -> Result<Result<TagObject, Pointed>, Error> {
    let object = match annotated(repo, id)? {
        Ok(object) => object,
        Err(found) => return Ok(Err(found)),
    };
    Ok(match pointed(repo, &object)? {
        Some(found) => Err(found),
        None => Ok(object),
    })
}

fn annotated(repo: &Repo, id: Id) -> Result<Result<TagObject, Pointed>, Error> {
    if repo.size(id.into())?.is_some_and(|size| size > size::STATEMENT) {
        return Ok(Err(Pointed::TooLong));
    }
    Ok(match repo.object(id.into())? {
        Some((ObjectKind::Tag, bytes)) => split(&bytes).ok_or(Pointed::Nothing),
        Some((ObjectKind::Commit, _)) => Err(Pointed::Lightweight),
        Some((ObjectKind::Tree, _)) => Err(Pointed::Tree),
        Some((ObjectKind::Blob, _)) => Err(Pointed::Blob),
        None => Err(Pointed::Nothing),
    })
}

/// What a tag points to; None where it is a commit, by its header and by what is there.
fn pointed(repo: &Repo, tag: &TagObject) -> Result<Option<Pointed>, Error> {
    Ok(match repo.kind(tag.target.into())? {
        Some(ObjectKind::Commit) if tag.kind == "commit" => None,
        Some(ObjectKind::Tag) => Some(Pointed::Tag),
        Some(ObjectKind::Tree) => Some(Pointed::Tree),
        Some(ObjectKind::Blob) => Some(Pointed::Blob),
        Some(ObjectKind::Commit) | None => Some(Pointed::Nothing),
    })
}

/// What the signature is worth, as far as that can be told in process.
fn signature(checked: &CheckedHere, id: Id, tag: &TagObject) -> (Signature, Option<OtherKind>) {
    if let Some(key) = checked.signer(id) {
        return (Signature::By(key.clone()), None);
    }
    let Some(armoured) = &tag.signature else { return (Signature::Missing, None) };
    match check(&tag.payload, armoured) {
        Checked::Good(key) => (Signature::By(key), None),
        Checked::Broken => (Signature::Broken, None),
        Checked::OtherKind => {
            let (payload, armoured) = (tag.payload.clone(), armoured.clone());
            (Signature::OtherKind, Some(OtherKind { payload, armoured }))
        }
    }
}

impl ReadTag {
    /// Has the examiner look at a signature of another kind.
    pub(super) fn examine(&mut self, examiner: &Examiner) -> Result<(), Error> {
        let (slot, other) = match self {
            ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }, other) => {
                (&mut signed.signature, other)
            }
            ReadTag::Notice(NoticeTag { object: Ok(signed), .. }, other) => (&mut signed.signature, other),
            ReadTag::Approval(..) | ReadTag::Notice(..) => return Ok(()),
        };
        let Some(OtherKind { payload, armoured }) = other.take() else { return Ok(()) };
        *slot = match examiner.check(&Carrier::Tag { payload: &payload }, &armoured)? {
            Checked::Good(key) => Signature::By(key),
            Checked::Broken => Signature::Broken,
            Checked::OtherKind => Signature::OtherKind,
        };
        Ok(())
    }

    /// Takes down whose SSH key signed. What the examiner says hangs on the keys that the history names.
    pub(super) fn note(&self, checked: &mut CheckedHere) {
        let (id, signature) = match self {
            ReadTag::Approval(TagFacts { id, object: Object::Tag(signed), .. }, _) => {
                (*id, &signed.signature)
            }
            ReadTag::Notice(NoticeTag { id, object: Ok(signed), .. }, _) => (*id, &signed.signature),
            ReadTag::Approval(..) | ReadTag::Notice(..) => return,
        };
        if let Signature::By(key) = signature
            && key.kind() == KeyKind::Ssh
        {
            checked.note_signer(id, key);
        }
    }

    /// The commit to which it points.
    pub(super) fn commit(&self) -> Option<Id> {
        match self {
            ReadTag::Approval(TagFacts { object: Object::Tag(signed), .. }, _) => Some(signed.commit),
            ReadTag::Approval(..) => None,
            ReadTag::Notice(NoticeTag { object, .. }, _) => object.as_ref().ok().map(|signed| signed.commit),
        }
    }

    /// Lays it to the school of which its name speaks.
    pub(super) fn file(self, schools: &mut BTreeMap<String, SchoolTags>) {
        match self {
            ReadTag::Approval(tag, _) => {
                let school = school_of(&tag.tag).unwrap_or("").to_owned();
                schools.entry(school).or_default().tags.push(tag);
            }
            ReadTag::Notice(notice, _) => {
                let school = school_of(&notice.tag).unwrap_or("").to_owned();
                schools.entry(school).or_default().notices.push(notice);
            }
        }
    }
}
