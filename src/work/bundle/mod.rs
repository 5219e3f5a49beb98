//! Bundles: one file for somebody who has not the repository, judged by the same code as a repository.
//!
//! [`make`] judges the school while the repository notes every object that is read ([`crate::git::view`]), and
//! writes these; [`open`] looks at a repository through the file's names and objects, and judges that. A
//! publication is the same without the plans: chosen items stand in their place, and each is held against its
//! hash in the signed statement.
//!
//! A bundle says how things stood when it was made. What came later, or was left out, it cannot say; what was
//! seen in earlier bundles is remembered.

mod make;
mod open;

use std::fmt;

use super::verify;
use crate::approval::bundle::Flaw;
use crate::approval::{ApprovalName, Verdict};
use crate::git;
use crate::period::Period;
use crate::plan::item::ItemId;

pub use make::{Made, Wanted, make};
pub use open::{About, Opened, open};

/// Why there is no bundle, or no answer about one.
#[derive(Debug)]
pub enum Error {
    Verify(verify::Error),
    /// The file is no bundle, or one that cannot be judged.
    Flaw(Flaw),
    /// The school has no approval of this plan.
    NotApproved {
        school: String,
        period: Option<Period>,
    },
    /// The approval is not in order, so there is nothing to prove.
    NotInOrder {
        name: ApprovalName,
        verdict: Box<Verdict>,
    },
    /// The plan has no items of these ids.
    NoSuchItems {
        ids: Vec<ItemId>,
    },
    /// The approved plan could not be read.
    NoPlan {
        name: ApprovalName,
    },
    /// What was written does not give the same verdict: a bug.
    NotTheSame {
        before: &'static str,
        after: &'static str,
    },
}

impl From<verify::Error> for Error {
    fn from(source: verify::Error) -> Error {
        Error::Verify(source)
    }
}

impl From<git::Error> for Error {
    fn from(source: git::Error) -> Error {
        Error::Verify(source.into())
    }
}

impl From<Flaw> for Error {
    fn from(flaw: Flaw) -> Error {
        Error::Flaw(flaw)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Verify(source) => source.fmt(out),
            Error::Flaw(flaw) => write!(out, "no bundle that can be judged: {flaw:?}"),
            Error::NotApproved { school, .. } => write!(out, "no approval of `{school}`"),
            Error::NotInOrder { name, verdict } => write!(out, "`{name}` is {verdict}"),
            Error::NoSuchItems { ids } => write!(out, "no items {ids:?}"),
            Error::NoPlan { name } => write!(out, "no plan at `{name}`"),
            Error::NotTheSame { before, after } => write!(out, "{before} became {after}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Verify(source) => std::error::Error::source(source),
            _ => None,
        }
    }
}
