//! Why two copies could not be brought in step. In every case the files here are as they were.

use crate::git::advance::AdvanceError;
use crate::git::commit;
use crate::git::remote::RemoteError;
use crate::git::status::{Operation, StatusError};
use crate::merge::file::Refusal;
use crate::{folder, git};

/// Why not.
#[derive(Debug)]
pub enum Error {
    /// A bare repository has no files to work on.
    Bare,
    /// Edits that nobody has saved.
    Unsaved {
        paths: Vec<String>,
    },
    /// A merge or the like is unfinished.
    Unfinished {
        operation: Operation,
    },
    /// Nothing has been saved here yet.
    Unborn,
    /// HEAD is on no branch.
    Detached,
    /// Nobody said where, and nothing is remembered.
    Nowhere,
    /// The two have no common beginning.
    Unrelated,
    /// Files that both sides changed and nobody may guess.
    Clashes {
        files: Vec<(String, Refusal)>,
    },
    /// A move was interrupted, and these files were edited since.
    Edited {
        paths: Vec<String>,
    },
    /// Files of the person, which git does not know, stand where new ones belong; git's own words.
    InTheWay {
        said: String,
    },
    /// Somebody was faster every time.
    Restless,
    Remote(RemoteError),
    Commit(commit::Error),
    Status(StatusError),
    Git(git::Error),
    Folder(folder::Error),
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<commit::Error> for Error {
    fn from(error: commit::Error) -> Self {
        Error::Commit(error)
    }
}

impl From<RemoteError> for Error {
    fn from(error: RemoteError) -> Self {
        match error {
            RemoteError::Git(error) => Error::Git(error),
            error => Error::Remote(error),
        }
    }
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Bare => Error::Bare,
            StatusError::Git(error) => Error::Git(error),
            error => Error::Status(error),
        }
    }
}

impl From<AdvanceError> for Error {
    fn from(error: AdvanceError) -> Self {
        match error {
            AdvanceError::Git(error) => Error::Git(error),
            AdvanceError::Program(error) => Error::Commit(error),
            AdvanceError::Folder(error) => Error::Folder(error),
            AdvanceError::InTheWay { said } => Error::InTheWay { said },
        }
    }
}
