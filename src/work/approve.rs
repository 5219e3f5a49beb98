//! Approves a plan: signs what the rehearsal made ready, and gives the tag its name.
//!
//! Only [`Ready`] can be signed. Two processes of one clone wait for each other; what another one
//! approved meanwhile stops the slower one, so that no fork can come of it.

use std::fmt;

use crate::approval::{Hash, Id, Statement};
use crate::git::tag::Tagger;
use crate::git::{ObjectId, Repo};
use crate::signing::Signer;

use super::facts;
use super::rehearsal::{Ready, Signatory, tags};
use super::signed_tag::{self, TagText};
use super::verify::{self, Judged, Scope};

/// Why a plan that was ready was not approved.
#[derive(Debug)]
pub enum Error {
    /// Git's directory cannot be written.
    Lock {
        source: std::io::Error,
    },
    /// Another approval of the school, or another commit, came meanwhile.
    Moved,
    /// The signer has another key than those that may sign.
    OtherKey {
        fingerprint: String,
    },
    Tag(signed_tag::Error),
    Verify(verify::Error),
}

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Error {
        Error::Verify(error)
    }
}

impl From<signed_tag::Error> for Error {
    fn from(error: signed_tag::Error) -> Error {
        Error::Tag(error)
    }
}

impl From<crate::git::Error> for Error {
    fn from(error: crate::git::Error) -> Error {
        Error::Verify(error.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Lock { .. } => write!(out, "cannot lock the clone"),
            Error::Moved => write!(out, "something else was approved or committed meanwhile"),
            Error::OtherKey { fingerprint } => write!(out, "the key {fingerprint} may not sign"),
            Error::Tag(source) => source.fmt(out),
            Error::Verify(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

/// An approval that was made.
#[derive(Debug)]
pub struct Approved {
    pub id: ObjectId,
    /// What verifying it says.
    pub judged: Judged,
    /// The root that was pinned on the way, because the key that signed it signed this as well.
    pub pinned: Option<Hash>,
}

/// The moment of an approval, by the clock and zone of the person; it grants no validity.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Seconds since 1970.
    pub seconds: i64,
    /// Minutes east of Greenwich.
    pub offset: i32,
}

/// Signs and names the approval.
pub fn approve(repo: &Repo, ready: &Ready, signer: &Signer, moment: Moment) -> Result<Approved, Error> {
    let rehearsal = &ready.rehearsal;
    let Some(signatory) = rehearsal.signatory(signer.public_key()) else {
        return Err(Error::OtherKey { fingerprint: signer.public_key().fingerprint() });
    };
    let statement = Statement { authority: signatory.authority, ..ready.statement.clone() };
    let _lock = repo.lock_approvals().map_err(|source| Error::Lock { source })?;
    let head = repo.head()?.map(|head| Id::from(head.object()));
    if head != Some(ready.commit) || tags(repo, &rehearsal.name.school)? != rehearsal.tags {
        return Err(Error::Moved);
    }
    let name = rehearsal.name.to_string();
    let message = statement.message(&rehearsal.school_name);
    let text = TagText { name: &name, commit: ready.commit, message: &message };
    let id = signed_tag::make(repo, &text, &tagger(repo, signatory, moment)?, signer)?;
    let pinned = pin(repo, ready, signer)?;
    let mut judged = verify::verify(repo, &Scope::Tag(name.clone()))?;
    let judged = judged.pop().ok_or(Error::Verify(verify::Error::NoSuchTag { tag: name }))?;
    Ok(Approved { id, judged, pinned })
}

fn tagger(repo: &Repo, signatory: &Signatory, moment: Moment) -> Result<Tagger, Error> {
    let email = match signatory.email.clone() {
        Some(email) => email,
        None => repo.config("user.email")?.unwrap_or_default(),
    };
    let name = signatory.name.clone();
    Ok(Tagger { name, email, seconds: moment.seconds, offset: moment.offset })
}

/// Pins a root that nobody has pinned, where the key that signed it is the one that signs now.
fn pin(repo: &Repo, ready: &Ready, signer: &Signer) -> Result<Option<Hash>, Error> {
    let school = &ready.rehearsal.name.school;
    if repo.pins()?.root(school).is_some() {
        return Ok(None);
    }
    let wanted = [school.clone()].into();
    let collected = facts::collect(repo, Some(&wanted))?;
    let mut records = collected.lineage.records(school);
    let founded = records.any(|(_, record)| {
        record.root == ready.statement.root
            && record.before.is_empty()
            && record.by.key() == Some(signer.public_key())
    });
    if !founded {
        return Ok(None);
    }
    repo.pin(school, ready.statement.root)?;
    Ok(Some(ready.statement.root))
}
