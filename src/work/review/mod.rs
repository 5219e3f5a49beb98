//! Working on a plan together: comment on it, look at what changed, say what one thinks of it.
//!
//! Each word is a file of its own in `reviews/` beside the plan, and is never edited later, so that what two people say at
//! the same time never conflicts. [`Desk`] opens one plan of one school, and nothing else of the repository. What the
//! files mean together is judged in `vetting`.

mod comment;
mod desk;
mod error;
mod given;
mod view;

use std::path::Path;

use crate::folder::{self, PlanFile};
use crate::period::Period;
use crate::plan::ItemId;
use crate::review::{InvalidReview, Record};
use crate::vetting::Book;

pub use comment::{Commented, Listed, answer, comment, list, resolve};
pub use desk::Desk;
pub use error::Error;
pub use given::{Given, Opinion, give};
pub use view::{Against, FieldChange, Gone, ItemView, Rest, Stand, View, view};

/// What is meant, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Where<'w> {
    pub here: &'w Path,
    pub school: Option<&'w str>,
    /// Else the newest plan that has the item, or the newest of all.
    pub period: Option<Period>,
    pub item: Option<ItemId>,
    pub writing: Writing,
}

/// Who speaks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'s> {
    /// A person's id; else the one whose e-mail address git knows.
    pub by: Option<&'s str>,
    /// The moment as it is written: `2026-03-01T08:00:00+07:00`.
    pub now: &'s str,
}

/// Whether the word is put down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Write,
    /// Say what would be written.
    Pretend,
}

/// A file that is no review: its name in `reviews/`, and why.
pub type Flawed = (String, InvalidReview);

/// The records beside a plan as they lie on disk, with those that cannot be understood.
pub fn read(place: &PlanFile) -> Result<(Book, Vec<Flawed>), folder::Error> {
    let (mut book, mut flawed) = (Book::default(), Vec::new());
    for (id, text) in place.reviews()? {
        match Record::parse(&text) {
            Ok(record) => book.add(id, record),
            Err(flaw) => flawed.push((id, flaw)),
        }
    }
    Ok((book, flawed))
}
