//! Why a person's word could not be put down.

use std::path::PathBuf;

use crate::compare::Ref;
use crate::continuity::{InvalidContinuity, Periods};
use crate::folder;
use crate::git;
use crate::period::Period;
use crate::plan::ItemId;
use crate::school::InvalidSchool;
use crate::work::choice;
use crate::work::verify;
use crate::work::who;

/// Why there is no record.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Git(git::Error),
    Verify(verify::Error),
    ReadSchool {
        path: PathBuf,
        source: InvalidSchool,
    },
    /// The file is flawed: what is added to it would not be read.
    Flawed {
        path: String,
        source: InvalidContinuity,
    },
    NotAnId {
        word: String,
        /// Plans with items that have no id.
        without: Vec<Period>,
    },
    /// No plan of the school has it; perhaps this one was meant.
    NoSuchItem {
        id: ItemId,
        meant: Option<ItemId>,
        without: Vec<Period>,
    },
    NoPlan {
        period: Period,
        has: Vec<Period>,
    },
    /// The item is not in the plan that was named.
    NotIn {
        id: ItemId,
        period: Period,
        stands: Vec<Period>,
    },
    /// Both items stand in plans, but in none that follow one another.
    Apart {
        before: (ItemId, Vec<Period>),
        after: (ItemId, Vec<Period>),
    },
    /// There is more than one pair of plans.
    Several {
        pairs: Vec<Periods>,
    },
    /// The later plan is not later.
    NotLater {
        from: Period,
        to: Period,
    },
    /// Two items of one plan are two.
    SamePlan {
        period: Period,
    },
    DifferentKinds {
        before: ItemId,
        after: ItemId,
    },
    /// Measures are not compared.
    NotCompared {
        id: ItemId,
    },
    /// Only weaknesses are accounted for.
    NotAWeakness {
        id: ItemId,
    },
    /// One id is one item already.
    AlreadyOne {
        id: ItemId,
    },
    /// The weakness still stands: there is nothing to account for.
    Stands {
        id: ItemId,
        period: Period,
        /// As it stands there.
        item: Option<Ref>,
    },
    NoReason,
    Who(who::Error),
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

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Self {
        Error::Verify(error)
    }
}

impl From<who::Error> for Error {
    fn from(error: who::Error) -> Self {
        Error::Who(error)
    }
}
