//! Signs the notice that was ready and gives its tag the name: once, and never over another tag.

use std::fmt;

use super::Ready;
use crate::approval::Hash;
use crate::git::Repo;
use crate::git::tag::Tagger;
use crate::signing::Signer;
use crate::work::approve::Moment;
use crate::work::signed_tag::{self, TagText};
use crate::work::verify::{self, JudgedNotice, Scope, examine};

/// A notice that was made.
#[derive(Debug)]
pub struct Made {
    pub tag: String,
    /// What verifying it says.
    pub judged: JudgedNotice,
}

/// Why a notice that was ready was not made.
#[derive(Debug)]
pub enum MakeError {
    /// Git's directory cannot be written.
    Lock {
        source: std::io::Error,
    },
    /// Something was approved, said or committed meanwhile.
    Moved,
    /// The signer has another key than those that may sign.
    OtherKey {
        fingerprint: String,
    },
    Tag(signed_tag::Error),
    Verify(verify::Error),
}

impl fmt::Display for MakeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MakeError::Lock { .. } => write!(out, "cannot lock the clone"),
            MakeError::Moved => write!(out, "something else was approved or said meanwhile"),
            MakeError::OtherKey { fingerprint } => write!(out, "the key {fingerprint} may not sign"),
            MakeError::Tag(source) => source.fmt(out),
            MakeError::Verify(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for MakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            MakeError::Lock { source } => Some(source),
            _ => None,
        }
    }
}

impl From<verify::Error> for MakeError {
    fn from(error: verify::Error) -> MakeError {
        MakeError::Verify(error)
    }
}

impl From<crate::git::Error> for MakeError {
    fn from(error: crate::git::Error) -> MakeError {
        MakeError::Verify(error.into())
    }
}

/// Signs and names the notice; `roots` are trusted for this call.
pub fn make(
    repo: &Repo,
    ready: &Ready,
    signer: &Signer,
    (moment, roots): (Moment, &[Hash]),
) -> Result<Made, MakeError> {
    let key = signer.public_key();
    let Some(by) = ready.rehearsal.entitled.iter().find(|one| one.key == *key) else {
        return Err(MakeError::OtherKey { fingerprint: key.fingerprint() });
    };
    let _lock = repo.lock_approvals().map_err(|source| MakeError::Lock { source })?;
    if repo.approval_state()? != ready.rehearsal.state {
        return Err(MakeError::Moved);
    }
    let tag = ready.notice.name.tag(ready.rehearsal.kind);
    let message = ready.notice.message(&ready.rehearsal.school_name);
    let email = match &by.email {
        Some(email) => email.clone(),
        None => repo.config("user.email")?.unwrap_or_default(),
    };
    let tagger = Tagger { name: by.name.clone(), email, seconds: moment.seconds, offset: moment.offset };
    let text = TagText { name: &tag, commit: ready.commit, message: &message };
    signed_tag::make(repo, &text, &tagger, signer).map_err(MakeError::Tag)?;
    let judged = examine(repo, &Scope::Tag(tag.clone()), roots)?.strays.pop();
    let judged = judged.ok_or_else(|| MakeError::Verify(verify::Error::NoSuchTag { tag: tag.clone() }))?;
    Ok(Made { tag, judged })
}
