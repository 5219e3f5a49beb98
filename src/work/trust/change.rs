//! Makes a proposed change: writes the record, has git sign and keep it, and looks whether it was granted.
//!
//! What lies on disk is replaced only where it still says what the proposal read; where git or a hook refuses,
//! the file is as it was.

use std::fmt;

use crate::approval::hex::Id;
use crate::approval::key::PublicKey;
use crate::approval::lineage::Lineage;
use crate::approval::trust::Violation;
use crate::folder;
use crate::git::commit::{self, Order, Others};
use crate::git::{CommitId, Repo};
use crate::work::{facts, verify};

use super::proposal::Proposal;

/// Why a change that was ready was not made.
#[derive(Debug)]
pub enum Error {
    /// Git's directory cannot be written.
    Lock {
        source: std::io::Error,
    },
    /// Something else was committed meanwhile.
    Moved,
    /// The key may not sign this.
    OtherKey {
        fingerprint: String,
    },
    /// It would have no right, so it was taken back.
    NotGranted {
        what: Violation,
    },
    Folder(folder::Error),
    Commit(commit::Error),
    Verify(verify::Error),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Error {
        Error::Folder(error)
    }
}

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Error {
        Error::Verify(error)
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
            Error::Moved => write!(out, "something else was committed meanwhile"),
            Error::OtherKey { fingerprint } => write!(out, "the key {fingerprint} may not sign this change"),
            Error::NotGranted { .. } => write!(out, "the change would not be granted"),
            Error::Folder(source) => source.fmt(out),
            Error::Commit(source) => source.fmt(out),
            Error::Verify(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

/// What git signs a commit with.
#[derive(Clone, Copy, Debug)]
pub struct CommitKey<'k> {
    pub public: &'k PublicKey,
    pub sign_with: &'k commit::CommitKey,
}

/// Writes and commits a change that nothing stops; `message` is the commit's.
pub fn make(repo: &Repo, proposal: &Proposal, key: CommitKey<'_>, message: &str) -> Result<CommitId, Error> {
    if !proposal.obstacles.is_empty() || !proposal.keys.contains(key.public) {
        return Err(Error::OtherKey { fingerprint: key.public.fingerprint() });
    }
    let files = [File::record(proposal)];
    save(repo, proposal, &Save { files: &files, message, key: Some(key.sign_with) })
}

/// One file that is written: what it held (None: it is new), and what it will hold.
pub(super) struct File {
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: String,
}

impl File {
    pub(super) fn record(proposal: &Proposal) -> File {
        let before = Some(proposal.on_disk.clone());
        File { path: proposal.path.clone(), before, after: proposal.after.clone() }
    }

    fn write(&self, repo: &Repo) -> Result<(), folder::Error> {
        let path = repo.root().join(&self.path);
        match &self.before {
            Some(before) => folder::replace_read(&path, before.as_bytes(), self.after.as_bytes()),
            None => folder::create(&path, self.after.as_bytes()),
        }
    }

    /// What cannot be taken back stays, and the error is told.
    fn take_back(&self, repo: &Repo) {
        let path = repo.root().join(&self.path);
        match &self.before {
            Some(before) => {
                let back = folder::replace_read(&path, self.after.as_bytes(), before.as_bytes());
                if back.is_ok() {
                    let _ = commit::restage(repo, std::slice::from_ref(&self.path));
                }
            }
            None => {
                let _ = commit::unstage(repo, std::slice::from_ref(&self.path));
                let _ = std::fs::remove_file(&path);
            }
        }
    }
}

/// What is committed together.
pub(super) struct Save<'s> {
    pub(super) files: &'s [File],
    pub(super) message: &'s str,
    pub(super) key: Option<&'s commit::CommitKey>,
}

pub(super) fn save(repo: &Repo, proposal: &Proposal, save: &Save<'_>) -> Result<CommitId, Error> {
    let wrong = |lineage: &Lineage, commit: Id| {
        lineage.standing(commit, &proposal.school).and_then(|standing| standing.bad.clone())
    };
    save_if(repo, proposal.head, save, &wrong)
}

/// What is wrong with trust at a commit that was just made.
pub(super) type Wrong<'w> = &'w dyn Fn(&Lineage, Id) -> Option<Violation>;

/// Commits what is to be saved, and takes it back where something is wrong with it.
pub(super) fn save_if(
    repo: &Repo,
    head: Option<Id>,
    save: &Save<'_>,
    wrong: Wrong<'_>,
) -> Result<CommitId, Error> {
    let _lock = repo.lock_approvals().map_err(|source| Error::Lock { source })?;
    let before = repo.head()?;
    if before.map(|head| Id::from(head.object())) != head {
        return Err(Error::Moved);
    }
    let take_back = || save.files.iter().for_each(|file| file.take_back(repo));
    let commit = write_and_commit(repo, save).inspect_err(|_| take_back())?;
    let id = Id::from(commit.object());
    let (lineage, _) = facts::history(repo, &[id].into())?;
    let Some(what) = wrong(&lineage, id) else { return Ok(commit) };
    if let Some(before) = before {
        commit::take_back(repo, commit, before).map_err(Error::Commit)?;
        take_back();
    }
    Err(Error::NotGranted { what })
}

fn write_and_commit(repo: &Repo, save: &Save<'_>) -> Result<CommitId, Error> {
    for file in save.files {
        file.write(repo)?;
    }
    let paths: Vec<String> = save.files.iter().map(|file| file.path.clone()).collect();
    let order = Order { message: save.message, paths: &paths, others: Others::MayBeStaged, key: save.key };
    Ok(commit::commit(repo, &order).map_err(Error::Commit)?.id)
}
