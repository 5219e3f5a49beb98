//! Judges approvals: collects the facts from git objects, hands them to `approval::verdict`.

use crate::approval::{ApprovalName, Hash, Verdict};
use crate::git::{CommitId, ObjectId, Repo};
use crate::period::Period;

/// Which approvals to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every approval of every school.
    All,
    School(String),
    /// The approvals of one plan.
    Plan {
        school: String,
        period: Period,
    },
    /// One tag by its name, with or without `refs/tags/`.
    Tag(String),
}

/// One approval with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The tag's name, without `refs/tags/`.
    pub tag: String,
    /// The object that the ref names; for a vanished approval, the one that was seen.
    pub id: ObjectId,
    /// What the name says; None where it is no approval's name.
    pub name: Option<ApprovalName>,
    /// The approved commit, where there is one.
    pub commit: Option<CommitId>,
    pub sequence: Option<u64>,
    pub signer: Option<Signer>,
    pub verdict: Verdict,
}

/// Whose key signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// `SHA256:…`
    pub fingerprint: String,
    /// The person's name in the record in force at the approval.
    pub name: Option<String>,
}

/// Why there could be no verdict.
#[derive(Debug)]
pub enum Error {
    Git(crate::git::Error),
    /// The older part of the history is missing, so the root cannot be reached.
    Shallow,
    NoSuchTag {
        tag: String,
    },
    NoSuchSchool {
        school: String,
    },
}

impl From<crate::git::Error> for Error {
    fn from(source: crate::git::Error) -> Error {
        Error::Git(source)
    }
}

/// Judges the approvals of a scope by what this clone has pinned, school by school, in chain order.
pub fn verify(repo: &Repo, scope: &Scope) -> Result<Vec<Judged>, Error> {
    Ok(examine(repo, scope, &[])?.judged)
}

/// The same, with roots given by hand; and what could be remembered of it.
pub fn examine(_repo: &Repo, _scope: &Scope, _roots: &[Hash]) -> Result<Examined, Error> {
    Ok(Examined { judged: Vec::new(), remembered: true })
}

/// What an examination gives.
#[derive(Debug)]
pub struct Examined {
    pub judged: Vec<Judged>,
    /// False where the git directory could not be written: then a later disappearance is not found.
    pub remembered: bool,
}

/// The approval that is in force for the newest approved plan of a school before a period (or at
/// all): what continuity is measured against.
pub fn last_approved(repo: &Repo, school: &str, before: Option<Period>) -> Result<Option<Judged>, Error> {
    let judged = verify(repo, &Scope::School(school.to_owned()))?;
    let earlier = |judged: &Judged| {
        let period = judged.name.as_ref().map(|name| name.period);
        period.is_some_and(|period| before.is_none_or(|before| period.first() < before.first()))
    };
    let standing = judged.into_iter().filter(|judged| judged.verdict.is_in_force() && earlier(judged));
    Ok(standing.max_by_key(|judged| judged.name.as_ref().map(|name| (name.period, name.version))))
}
