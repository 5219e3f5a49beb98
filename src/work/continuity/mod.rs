//! What people decide about a school's items from year to year: reading `continuity.toml`, and adding to it.
//!
//! [`read`] is for everybody who compares; [`Years`] checks the file of each school that is looked at. [`link`]
//! and [`account`] put a person's word down, [`pending`] finds what still needs one. What a record means is
//! judged in `compare`; nothing here changes a plan.

mod account;
mod desk;
mod error;
mod link;
mod pending;
mod years;

use std::path::PathBuf;

use crate::continuity::{Continuity, InvalidContinuity, Periods};
use crate::date::Date;
use crate::folder::{self, SchoolFolder};
use crate::period::Period;
use crate::work::diff::Compared;

pub use account::{Accounted, account};
pub use error::Error;
pub use link::{Linked, Verdict, link};
pub use pending::{Pending, Standing, pending};
pub use years::Years;

/// What is wrong with a file that was left out.
pub type Unread = (PathBuf, InvalidContinuity);

/// What was decided in a school, as it lies on disk. A file that cannot be understood decides nothing, and
/// is told.
pub fn read(school: &SchoolFolder) -> Result<(Continuity, Option<Unread>), folder::Error> {
    let path = school.continuity();
    let Some(text) = folder::read_text_if_there(&path)? else { return Ok((Continuity::default(), None)) };
    Ok(match Continuity::parse(&text) {
        Ok(decided) => (decided, None),
        Err(flaw) => (Continuity::default(), Some((path, flaw))),
    })
}

/// Who speaks, and why; as typed.
#[derive(Clone, Copy, Debug)]
pub struct Word<'w> {
    pub reason: &'w str,
    /// A person's id; else the one whose e-mail address git knows.
    pub by: Option<&'w str>,
    pub today: Date,
}

/// Where to look: as typed.
#[derive(Clone, Copy, Debug)]
pub struct Where<'w> {
    pub here: &'w std::path::Path,
    pub school: Option<&'w str>,
    pub from: Option<Period>,
    pub to: Option<Period>,
    pub writing: Writing,
}

/// Whether the word is put down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Write,
    /// Say what would be written.
    Pretend,
}

/// A record that was put down, or would be.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub school: String,
    /// The file, from the repository's root.
    pub path: String,
    pub periods: Periods,
    /// The lines that were added; empty where the same was decided before.
    pub text: String,
    /// What comparing says now, of the items that the record is about.
    pub told: Compared,
    /// The same, of other items about which it now says something else.
    pub besides: Compared,
    /// Two people's records of this file would not merge by themselves: `.gitattributes` does not say so.
    pub merges: bool,
}
