//! The education offices of `caitien.toml`: who may appoint principals, recover schools and receive plans.
//!
//! Whether a signature is enough to change the list hangs on all schools of the repository; the lineage judges
//! that of the commit, and a commit that it does not grant is taken back.

use crate::approval::amend::{AmendFlaw, OfficeAmendment, amend_offices};
use crate::approval::hex::Id;
use crate::folder;
use crate::git::status::operation;
use crate::git::{CommitId, Repo};

use super::change::{CommitKey, Error as ChangeError, File, Save, save_if};
use super::proposal::Obstacle;

const SETTINGS: &str = "caitien.toml";

/// Why the list was not changed.
#[derive(Debug)]
pub enum Error {
    Stopped { obstacle: Box<Obstacle> },
    Change(ChangeError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Stopped { .. } => write!(out, "something stands in the way"),
            Error::Change(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

impl<E: Into<ChangeError>> From<E> for Error {
    fn from(error: E) -> Error {
        Error::Change(error.into())
    }
}

/// The settings as they would be.
#[derive(Clone, Debug)]
pub struct Prepared {
    before: String,
    pub after: String,
    head: Option<Id>,
}

/// Works the change out.
pub fn prepare(repo: &Repo, amendment: &OfficeAmendment) -> Result<Prepared, Error> {
    let stop = |obstacle| Err(Error::Stopped { obstacle: Box::new(obstacle) });
    if repo.is_bare() {
        return stop(Obstacle::Bare);
    }
    if let Some(operation) = operation(repo) {
        return stop(Obstacle::Unfinished { operation });
    }
    if repo.edited_files()?.iter().any(|path| path == SETTINGS) {
        return stop(Obstacle::Edited { path: SETTINGS.into() });
    }
    let before = folder::read_text_if_there(&repo.root().join(SETTINGS))?.unwrap_or_default();
    match amend_offices(&before, amendment) {
        Ok(after) if after == before => stop(Obstacle::Amend { flaw: AmendFlaw::Nothing }),
        Ok(after) => {
            let head = repo.head()?.map(|head| Id::from(head.object()));
            Ok(Prepared { before, after, head })
        }
        Err(flaw) => stop(Obstacle::Amend { flaw }),
    }
}

/// Signs and saves it.
pub fn make(repo: &Repo, prepared: &Prepared, key: CommitKey<'_>, message: &str) -> Result<CommitId, Error> {
    let before = Some(prepared.before.clone()).filter(|_| repo.root().join(SETTINGS).exists());
    let files = [File { path: SETTINGS.into(), before, after: prepared.after.clone() }];
    let save = Save { files: &files, message, key: Some(key.sign_with) };
    let wrong = |lineage: &crate::approval::lineage::Lineage, commit| {
        let schools = lineage.schools();
        let mut standing = schools.iter().filter_map(|school| lineage.standing(commit, school)?.bad.clone());
        lineage.offices_violation(commit).cloned().or_else(|| standing.next())
    };
    Ok(save_if(repo, prepared.head, &save, &wrong)?)
}
