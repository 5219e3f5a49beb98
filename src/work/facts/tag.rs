//! One tag as an object: what it points to, and what its signature is worth. SSH is checked in process, other kinds by
//! the examiner, which knows every key that the history names.

use crate::approval::hex::Id;
use crate::approval::judge::Signature;
use crate::approval::verdict::Pointed;
use crate::git::tag::{TagObject, split};
use crate::git::{ObjectKind, Repo, size};
use crate::signing::{Carrier, Checked, Examiner, check};
use crate::work::verify::Error;

pub(super) fn annotated(repo: &Repo, id: Id) -> Result<Result<TagObject, Pointed>, Error> {
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
pub(super) fn pointed(repo: &Repo, tag: &TagObject) -> Result<Option<Pointed>, Error> {
    Ok(match repo.kind(tag.target.into())? {
        Some(ObjectKind::Commit) if tag.kind == "commit" => None,
        Some(ObjectKind::Tag) => Some(Pointed::Tag),
        Some(ObjectKind::Tree) => Some(Pointed::Tree),
        Some(ObjectKind::Blob) => Some(Pointed::Blob),
        Some(ObjectKind::Commit) | None => Some(Pointed::Nothing),
    })
}

pub(super) fn signature(examiner: &Examiner, tag: &TagObject) -> Result<Signature, Error> {
    let Some(armoured) = &tag.signature else { return Ok(Signature::Missing) };
    let checked = match check(&tag.payload, armoured) {
        Checked::OtherKind => examiner.check(&Carrier::Tag { payload: &tag.payload }, armoured)?,
        checked => checked,
    };
    Ok(match checked {
        Checked::Good(key) => Signature::By(key),
        Checked::Broken => Signature::Broken,
        Checked::OtherKind => Signature::OtherKind,
    })
}
