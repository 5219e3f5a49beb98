//! Why nothing could be said, or seen.

use std::path::PathBuf;

use crate::folder;
use crate::git;
use crate::period::Period;
use crate::plan::ItemId;
use crate::school::InvalidSchool;
use crate::work::choice;
use crate::work::who;

/// Why there is no answer.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Git(git::Error),
    Who(who::Error),
    ReadSchool {
        path: PathBuf,
        source: InvalidSchool,
    },
    NoPlan {
        school: String,
        period: Option<Period>,
        has: Vec<Period>,
    },
    /// No plan that is meant has this item; perhaps another was meant.
    NoSuchItem {
        id: ItemId,
        meant: Option<ItemId>,
        period: Option<Period>,
    },
    /// No comment begins so.
    NoSuchComment {
        id: String,
    },
    /// Several do.
    SeveralComments {
        id: String,
        ids: Vec<String>,
    },
    /// Nothing but blanks was said.
    Empty,
    /// The plan on disk is not the one that was saved: nobody could find again what was looked at.
    NotSaved {
        path: String,
    },
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Choice(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<who::Error> for Error {
    fn from(error: who::Error) -> Self {
        Error::Who(error)
    }
}
