//! What the hooks judge: what is staged before a commit, what leaves before a push, what arrives at
//! the server.
//!
//! Each gives the reasons to say no; none means yes. They read git objects only: the files that
//! happen to lie on disk are not what is committed or sent.

mod branch;
mod change;
mod notice;
mod plans;
mod receive;
mod refusal;
mod staged;

use crate::approval::name::TagKind;
use crate::approval::statement::Statement;
use crate::approval::{ApprovalName, Verdict};
use crate::git::tag::split;
use crate::git::{self, ObjectId, ObjectKind, Repo};
use crate::work::verify;

pub use change::RefChange;
pub use receive::{Look, Rules, pre_receive, update};
pub use refusal::{NoNotice, PlanLost, Refusal, Refused};
pub use staged::{Staged, pre_commit};

/// Longer chains than this come in several pushes.
const CHAIN: usize = 200;

/// Why there could be no judgement.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    Verify(verify::Error),
}

impl From<git::Error> for Error {
    fn from(source: git::Error) -> Error {
        Error::Git(source)
    }
}

impl From<verify::Error> for Error {
    fn from(source: verify::Error) -> Error {
        Error::Verify(source)
    }
}

/// The reasons not to send this: approvals that do not verify stay home.
pub fn pre_push(repo: &mut Repo, changes: &[RefChange]) -> Result<Vec<Refused>, Error> {
    let mut refused = Vec::new();
    for change in changes {
        let why = leaving(repo, change)?;
        refused.extend(why.map(|why| Refused { reference: change.name.clone(), why }));
    }
    Ok(refused)
}

/// Why a tag stays home.
fn leaving(repo: &mut Repo, change: &RefChange) -> Result<Option<Refusal>, Error> {
    let Some((name, folder)) = change.trusted_tag() else { return Ok(None) };
    let new = match (change.old, change.new) {
        (_, None) => return Ok(Some(Refusal::Deleted)),
        (Some(old), Some(new)) if old != new => return Ok(Some(Refusal::Moved)),
        (_, Some(new)) => new,
    };
    if folder != TagKind::Approved.as_str() {
        // These are judged together with the approvals that they speak of.
        return Ok(None);
    }
    if ApprovalName::of_tag(name, TagKind::Approved).is_none() {
        return Ok(Some(Refusal::NoApproval));
    }
    repo.assume_tag(name, new);
    assume_predecessors(repo, new)?;
    let judged = verify::verify(repo, &verify::Scope::Tag(name.to_owned()))?;
    let verdict = judged.into_iter().find(|judged| judged.tag == name).map(|judged| judged.verdict);
    Ok(match verdict {
        // What was taken back since was in order, and the next one may name it as its predecessor.
        Some(verdict) if verdict.is_good() || matches!(verdict, Verdict::Withdrawn { .. }) => None,
        Some(verdict) => Some(Refusal::NotGood { verdict }),
        None => Some(Refusal::NoApproval),
    })
}

/// A push may bring a whole chain, and git asks about its tags in any order: a predecessor whose
/// object has come along is judged as if it had its name already. It is asked about by itself too.
pub(super) fn assume_predecessors(repo: &mut Repo, tag: ObjectId) -> Result<(), git::Error> {
    let mut next = Some(tag);
    for _ in 0..CHAIN {
        let Some((ObjectKind::Tag, bytes)) = next.map(|id| repo.object(id)).transpose()?.flatten() else {
            break;
        };
        let Some(read) = split(&bytes) else { break };
        if let Some(id) = next
            && ApprovalName::of_tag(&read.name, TagKind::Approved).is_some()
            && repo.reference(&format!("refs/tags/{}", read.name))?.is_none()
        {
            repo.assume_tag(&read.name, id);
        }
        next = Statement::parse(&read.message).ok().and_then(|statement| statement.previous).map(Into::into);
    }
    Ok(())
}
