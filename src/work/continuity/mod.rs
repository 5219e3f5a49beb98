//! What people decide about a school's items from year to year: reading `continuity.toml`, and adding to it.
//!
//! [`read`] is for everybody who compares; [`Years`] checks the file of each school that is looked at.
//! What a link or an account means is judged in `compare`; nothing here changes a plan.

mod years;

use std::path::PathBuf;

use crate::continuity::{Continuity, InvalidContinuity};
use crate::folder::{self, SchoolFolder};

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
