//! Notices as they lie in git: tags below `withdrawn/`, `received/` and `issued/`, each read as far as it can be.
//! None is passed over: what cannot be read gets a verdict that says so.

use super::signature::signature;
use super::{annotated, pointed};
use crate::approval::Id;
use crate::approval::judge::{NoticeTag, SignedNotice};
use crate::approval::name::TagKind;
use crate::approval::notice::Notice;
use crate::git::Repo;
use crate::signing::Examiner;
use crate::work::verify::Error;

/// One tag about an approval.
pub(super) fn read(
    repo: &Repo,
    examiner: &Examiner,
    (tag, id): (&str, Id),
    kind: TagKind,
) -> Result<NoticeTag, Error> {
    let object = match annotated(repo, id)? {
        Err(found) => Err(found),
        Ok(object) => match pointed(repo, &object)? {
            Some(found) => Err(found),
            None => Ok(Box::new(SignedNotice {
                header: object.name.clone(),
                commit: object.target,
                signature: signature(examiner, &object)?,
                notice: Notice::parse(&object.message, kind),
            })),
        },
    };
    Ok(NoticeTag { tag: tag.to_owned(), id, kind, object })
}
