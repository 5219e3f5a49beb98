//! The course of a plan's year: what people record about its items, what proves it, what is due, what waits for others,
//! what the money became.
//!
//! [`desk::Desk`] is a plan with everything that lies beside it. [`progress`], [`evidence`] and [`petition`] put a person's
//! word down; [`due`] and [`budget`] only look. What the records mean is judged in `tracking`; nothing here changes a plan.

pub mod budget;
pub mod desk;
pub mod due;
mod error;
pub mod evidence;
pub mod interim;
pub mod petition;
pub mod progress;

use std::ops::Range;
use std::path::Path;

use crate::date::Date;
use crate::evidence::Register;
use crate::period::Period;
use crate::petition::Petitions;
pub use crate::work::continuity::Writing;

pub use desk::{Desk, Ledger, Put, Unread};
pub use error::Error;

/// Which plan is meant: as typed.
#[derive(Clone, Copy, Debug)]
pub struct Where<'w> {
    pub here: &'w Path,
    pub school: Option<&'w str>,
    /// Else the plan of the year in which today lies.
    pub period: Option<Period>,
    pub today: Date,
    pub writing: Writing,
}

/// Is this one of the files that only this module reads?
pub fn is_record(name: &str) -> bool {
    matches!(name, "evidence.toml" | "petitions.toml")
}

/// Why the text of such a file cannot be read, and where.
pub fn flaw(name: &str, text: &str) -> Option<(String, Option<Range<usize>>)> {
    match name {
        "evidence.toml" => Register::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        "petitions.toml" => Petitions::parse(text).err().map(|flaw| (flaw.detail, flaw.span)),
        _ => None,
    }
}

/// Who speaks, and of which day; as typed.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'w> {
    /// A person's id; else the one whose e-mail address git knows.
    pub by: Option<&'w str>,
    /// Else today.
    pub date: Option<Date>,
}
