//! Why nothing was put down, or nothing can be told.

use std::path::PathBuf;

use crate::date::Date;
use crate::folder;
use crate::period::Period;
use crate::plan::item::ItemId;
use crate::progress::Status;
use crate::work::{choice, who};

/// Named after what was attempted.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Who(who::Error),
    ReadSchool {
        path: PathBuf,
        detail: String,
    },
    /// The file cannot be read; nothing is added to it.
    Flawed {
        path: String,
        detail: String,
    },
    /// The school has no plan of this period, or none at all.
    NoPlan {
        school: String,
        period: Option<Period>,
        has: Vec<Period>,
    },
    NotAnId {
        word: String,
    },
    /// The plan has no such item; some of its items may have no ids yet.
    NoSuchItem {
        id: ItemId,
        meant: Option<String>,
        period: Period,
        lacks_ids: bool,
    },
    Future {
        day: Date,
        today: Date,
    },
    /// The plan names a catalogue that nobody knows, or none.
    UnknownCatalog {
        catalog: String,
    },

    /// Done and 60%, not started and 20%.
    Contradiction {
        status: Status,
        percent: u8,
    },
    /// Whoever gives something up says why.
    WhyCancelled {
        item: ItemId,
    },
    /// The very same was recorded of it before, and something else since then.
    SaidBefore {
        item: ItemId,
    },
    /// A newer record stands already.
    Earlier {
        item: ItemId,
        day: Date,
        newest: Date,
    },
    NotMoney {
        written: String,
    },
    /// The register of the period does not have it.
    NoSuchEvidence {
        code: String,
        meant: Option<String>,
        has_any: bool,
    },

    /// Nothing is recorded of it yet, or it is not recorded as done: there is nothing to verify.
    NotDone {
        item: ItemId,
        status: Option<Status>,
    },
    /// Whoever says that something is done does not verify it.
    OwnClaim {
        item: ItemId,
        name: String,
    },
    /// Whoever leads it does not verify it.
    OwnItem {
        item: ItemId,
        name: String,
        lead: String,
    },

    NotACode {
        written: String,
        example: String,
    },
    NotACriterion {
        written: String,
    },
    NoSuchCriterion {
        criterion: String,
        catalog: String,
    },
    Registered {
        code: String,
        name: String,
    },
    /// There is no entry that could be replaced.
    NotRegistered {
        code: String,
        meant: Option<String>,
    },
    NoName,
    NoFile {
        path: PathBuf,
    },
    /// Another file lies where the evidence would be kept.
    Taken {
        path: String,
    },

    /// There is no petition without an answer.
    NoPetition {
        item: ItemId,
    },
    /// Several bodies have not answered.
    WhoAnswered {
        item: ItemId,
        to: Vec<String>,
    },
    NobodyAsked,
    NoAnswer,
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

impl From<who::Error> for Error {
    fn from(error: who::Error) -> Self {
        Error::Who(error)
    }
}
