//! Export a plan: find the one that is meant, say how this very text stands, and write the file.
//!
//! What a plan looks like is made on floor 1 (`export`); here are the facts for it, the templates that a school may
//! have of its own, and the rule that a file which somebody edited is never lost.

mod file;
pub(super) mod print;
mod standing;

use std::path::{Path, PathBuf};

use super::choice::{self, Choice, Chosen};
use super::diff;
use super::named::school_record;
use super::show::{self, Shown};
use super::side::{Found, Reader};
use crate::docx;
use crate::export::pdf;
use crate::export::sheet::rows::Source;
use crate::folder::{self, PlanFile};
use crate::office;
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::Parsed;
use crate::progress::Progress;
use crate::school::School;

pub use file::{Existing, Saved, Templates, save};
pub use print::{Print, Printed, Remark, letter, print};
pub use standing::{Approval, Standing, State};

/// Which plan, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub here: &'a Path,
    /// A period, `period@revision`, `period@approved`, or a file; the newest plan where none is named.
    pub plan: Option<&'a str>,
    pub school: Option<&'a str>,
}

/// A plan with all that its export says.
#[derive(Debug)]
pub struct Ready {
    pub chosen: Chosen,
    /// The file's own text.
    pub text: String,
    pub parsed: Parsed,
    pub progress: Progress,
    /// The school's id; empty where nothing names it.
    pub school: String,
    /// The school's record, for its name and its people's.
    pub record: Option<School>,
    pub period: Option<Period>,
    pub standing: Standing,
    /// What was wrong with a `progress.toml`; it was left out.
    pub unread: Vec<(PathBuf, String)>,
}

/// Why there is no export.
#[derive(Debug)]
pub enum Error {
    /// No plan, or none that can be read.
    Side(diff::Error),
    Folder(folder::Error),
    /// A page does not render: by the school's template, or by ours.
    Template {
        path: Option<PathBuf>,
        source: crate::export::Error,
    },
    /// No Word file came of it: by the school's styles, or by ours.
    Word {
        path: Option<PathBuf>,
        source: docx::write::Error,
    },
    /// No PDF came of it: by the school's template, or by ours.
    Pdf {
        path: Option<PathBuf>,
        source: pdf::Error,
    },
    /// Nothing here can make a PDF.
    NoEngine,
    /// A program of others did not do it.
    Office(office::Error),
    /// A file of this name is there, and it is another one: somebody may have edited it.
    Differs {
        path: PathBuf,
    },
}

impl From<diff::Error> for Error {
    fn from(error: diff::Error) -> Self {
        Error::Side(error)
    }
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Side(error.into())
    }
}

impl From<office::Error> for Error {
    fn from(error: office::Error) -> Self {
        Error::Office(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// Finds the plan and judges how its text stands.
pub fn prepare(wanted: &Wanted<'_>) -> Result<Ready, Error> {
    let mut reader = Reader::new(wanted.here, wanted.school);
    let found = match wanted.plan {
        Some(word) => reader.side(word)?,
        None => {
            let place = newest(wanted)?;
            reader.on_disk(place.period.to_string(), place)?
        }
    };
    let standing = standing::of(wanted.here, &found);
    let chosen = chosen(wanted, &found);
    let front = &found.plan().front;
    let of_place = found.place.as_ref().map(|place| place.school.clone());
    Ok(Ready {
        school: of_place.or(front.school.clone()).unwrap_or_default(),
        record: found.place.as_ref().and_then(school_record),
        period: found.place.as_ref().map(|place| place.period).or(front.period()),
        chosen,
        text: found.text,
        parsed: found.parsed,
        progress: found.progress,
        standing,
        unread: reader.unread,
    })
}

/// The newest plan of the one school that is meant.
fn newest(wanted: &Wanted<'_>) -> Result<PlanFile, Error> {
    let choice = Choice { here: wanted.here, words: &[], school: wanted.school };
    let (root, school) = choice::school(&choice)?;
    let newest = school.plans()?.pop();
    newest.ok_or_else(|| choice::Error::NoSchool { root }.into())
}

fn chosen(wanted: &Wanted<'_>, found: &Found) -> Chosen {
    let path = match &found.place {
        Some(place) => place.path.clone(),
        None => wanted.here.join(&found.name),
    };
    Chosen { path, place: found.place.clone() }
}

impl Ready {
    pub fn plan(&self) -> &Plan {
        &self.parsed.plan
    }

    /// The school's own name; its id where the record does not tell it.
    pub fn name(&self) -> String {
        self.record.as_ref().map_or_else(|| self.school.clone(), |record| record.school.name.clone())
    }

    /// What the tables are made of.
    pub fn source<'r>(&'r self, name: &'r str) -> Source<'r> {
        Source {
            plan: self.plan(),
            progress: &self.progress,
            school: &self.school,
            name,
            period: self.period,
        }
    }

    /// The plan as `show` tells it.
    pub fn shown(&self, here: &Path) -> Result<Shown, Error> {
        let findings = show::findings(here, &self.chosen, &self.parsed)?;
        let petitions = show::petitions(&self.chosen);
        Ok(Shown { chosen: self.chosen.clone(), parsed: self.parsed.clone(), findings, petitions })
    }

    /// The name of its file without the ending: `ke-hoach-mn-hoa-sen-2024-2025`.
    pub fn stem(&self) -> String {
        let period = self.period.map(|period| period.to_string());
        let named = [Some(self.school.clone()).filter(|school| is_plain(school)), period];
        let parts: Vec<String> =
            std::iter::once("ke-hoach".to_owned()).chain(named.into_iter().flatten()).collect();
        parts.join("-")
    }
}

/// A name that can be part of a file's name: a plan outside of a repository may call its school anything.
pub fn is_plain(name: &str) -> bool {
    crate::school::is_slug(name)
}
