//! Judges a notice that a push would bring, as if it had its name already.

use crate::approval::name::TagKind;
use crate::approval::notice::{Notice, NoticeVerdict};
use crate::approval::verdict::Pointed;
use crate::git::tag::split;
use crate::git::{ObjectId, ObjectKind, Repo};
use crate::work::hook::assume_predecessors;
use crate::work::verify::{Error, Scope, examine};

/// The verdict on a tag below `withdrawn/`, `received/` or `issued/` that would name this object. The approval that it
/// is about may come along in the same push; it is asked about by itself too.
pub fn judge_pushed(repo: &mut Repo, tag: &str, new: ObjectId) -> Result<NoticeVerdict, Error> {
    assume_noticed(repo, tag, new)?;
    repo.assume_tag(tag, new);
    let examined = examine(repo, &Scope::Tag(tag.to_owned()), &[])?;
    let judged = examined.notices().find(|one| one.tag == tag).map(|one| one.verdict.clone());
    Ok(judged.unwrap_or(NoticeVerdict::NotACommit { found: Pointed::Nothing }))
}

/// Takes the approval that a notice names to have its name already, where its object has come along.
pub fn assume_noticed(repo: &mut Repo, tag: &str, new: ObjectId) -> Result<(), Error> {
    match approval(repo, tag, new)? {
        Some(approval) => Ok(assume_predecessors(repo, approval)?),
        None => Ok(()),
    }
}

/// The approval that the notice names, as far as it can be read.
fn approval(repo: &Repo, tag: &str, new: ObjectId) -> Result<Option<ObjectId>, Error> {
    let Some((ObjectKind::Tag, bytes)) = repo.object(new)? else { return Ok(None) };
    let notice = TagKind::of(tag)
        .zip(split(&bytes))
        .and_then(|(kind, object)| Notice::parse(&object.message, kind).ok());
    Ok(notice.map(|notice| notice.approval.into()))
}
