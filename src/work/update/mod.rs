//! Bring a plan back that went to Word: find the plan that was printed, read the edits, bring them together with what
//! was changed here meanwhile, show what would come of it, write it.
//!
//! Nothing is written before a person has seen what changes. What both sides changed is a conflict, and then nothing is
//! written unless marks in the plan are asked for, in which both versions stand.

mod review;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::choice::{self, Choice, Chosen};
use super::export::print;
use super::format::ids_of_other_plans;
use super::import::{self, file};
use super::named::school_record;
use crate::docx::{self, Document};
use crate::export::paper::PlanOrigin;
use crate::export::paper::plan::{Form, Wanted as Letter, paper};
use crate::export::paper::wording::Wording;
use crate::folder::{self, PlanFile};
use crate::git::Repo;
use crate::import::back::{self, Aside};
use crate::import::word::{self, Pending, Undecided};
use crate::merge::{Conflict, Merged, Renumbered, Taken, merge_beside};
use crate::period::Period;
use crate::plan::format::format;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;

pub use review::NewReview;

/// What came back, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub here: &'a Path,
    pub file: &'a Path,
    /// Which plan it is, where the file does not say.
    pub school: Option<&'a str>,
    pub period: Option<Period>,
    /// What becomes of changes that nobody has decided on; None stops there.
    pub changes: Option<Pending>,
}

/// With which text the Word file was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The very text that was exported, out of the repository.
    Repository,
    /// The text that the file carries with it.
    Carried,
    /// The plan as it is now, because the exported text is nowhere: everything that differs counts as an edit of the file.
    Current,
}

/// A file that was read, with what would come of it.
#[derive(Debug)]
pub struct Update {
    pub place: PlanFile,
    pub base: Base,
    /// The plan as it lies on disk.
    pub current: String,
    /// The plan as it would be.
    pub text: String,
    pub taken: Vec<Taken>,
    pub conflicts: Vec<Conflict>,
    pub renumbered: Vec<Renumbered>,
    pub asides: Vec<Aside>,
    /// Changes of the file that were decided on the command line.
    pub changes: Vec<Undecided>,
    pub pending: Option<Pending>,
    pub reviews: Vec<NewReview>,
    /// How many of the printed paragraphs were found again, of how many.
    pub found: usize,
    pub printed: usize,
}

/// Why a file could not be brought back.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    /// No document that can be read.
    File(import::Error),
    /// The file does not say which plan it is, and nobody else did.
    WhichPlan {
        path: PathBuf,
    },
    /// There is no such plan here.
    NoPlan {
        school: String,
        period: String,
    },
    /// The file says that it is another plan than the one that was named.
    OtherPlan {
        says: String,
        wanted: String,
    },
    /// Changes that nobody has decided on.
    Undecided {
        path: PathBuf,
        changes: Vec<Undecided>,
    },
    /// So little of the plan is in the file that it cannot be that plan.
    Stranger {
        path: PathBuf,
        found: usize,
        printed: usize,
    },
    /// The two could not be brought together without losing something.
    Lost {
        count: usize,
    },
}

impl From<import::Error> for Error {
    fn from(error: import::Error) -> Self {
        Error::File(error)
    }
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

/// Reads the file and says what would come of it, without writing.
pub fn prepare(wanted: &Wanted<'_>) -> Result<Update, Error> {
    let (document, _) = file::document(&wanted.here.join(wanted.file), wanted.file)?;
    let changes = word::undecided(&document);
    if wanted.changes.is_none() && !changes.is_empty() {
        return Err(Error::Undecided { path: wanted.file.to_path_buf(), changes });
    }
    let origin = docx::read::origin(&document).unwrap_or_default();
    let (root, place) = place(wanted, &origin)?;
    let current = folder::read_text(&place.path)?;
    let (base, printed) = base(&root, &origin, &current);
    let taken_ids = ids_of_other_plans(&Chosen::from(place.clone()))?;
    let page = Page {
        text: &printed,
        name: school_name(&place),
        wording: print::school_wording(wanted.here, &place.school),
    };
    let returned = page.compare(&document, wanted.changes.unwrap_or(Pending::Accept));
    // A file in which less than half of the plan is found would mostly delete.
    if returned.found * 2 < returned.printed || returned.found == 0 {
        let (path, found, printed) = (wanted.file.to_path_buf(), returned.found, returned.printed);
        return Err(Error::Stranger { path, found, printed });
    }
    let theirs = with_ids(&returned.text, &printed, &taken_ids);
    let merged = merge_beside(&taken_ids, &printed, &current, &theirs);
    if !merged.lost.is_empty() {
        return Err(Error::Lost { count: merged.lost.len() });
    }
    let Merged { text, conflicts, taken, renumbered, .. } = merged;
    let source = wanted.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let reviews = review::of(&document, source, &place)?;
    let (found, printed) = (returned.found, returned.printed);
    let asides = returned.asides;
    let pending = wanted.changes;
    Ok(Update {
        place,
        base,
        current,
        text,
        taken,
        conflicts,
        renumbered,
        asides,
        changes,
        pending,
        reviews,
        found,
        printed,
    })
}

/// Writes the plan, if it is still what was read, and the comments as reviews.
pub fn save(update: &Update) -> Result<(), Error> {
    if update.text != update.current {
        folder::replace_read(&update.place.path, update.current.as_bytes(), update.text.as_bytes())?;
    }
    for review in update.reviews.iter().filter(|review| !review.known) {
        folder::create(&review.path, review.review.to_text().as_bytes())?;
    }
    Ok(())
}

impl Update {
    /// Is there nothing to write?
    pub fn is_nothing(&self) -> bool {
        self.text == self.current && self.reviews.iter().all(|review| review.known)
    }
}

/// The plan that the file is, in this repository.
fn place(wanted: &Wanted<'_>, origin: &PlanOrigin) -> Result<(PathBuf, PlanFile), Error> {
    let says = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let school = wanted.school.map(str::to_owned).or_else(|| says(&origin.school));
    let period = wanted.period.or_else(|| origin.period.parse().ok());
    let other = wanted.school.is_some_and(|school| !origin.school.is_empty() && school != origin.school)
        || wanted
            .period
            .is_some_and(|period| !origin.period.is_empty() && period.to_string() != origin.period);
    if other {
        let says = format!("{} {}", origin.school, origin.period);
        let wanted = format!(
            "{} {}",
            school.unwrap_or_default(),
            period.map(|one| one.to_string()).unwrap_or_default()
        );
        return Err(Error::OtherPlan { says, wanted });
    }
    let Some(period) = period else { return Err(Error::WhichPlan { path: wanted.file.to_path_buf() }) };
    let choice = Choice { here: wanted.here, words: &[], school: school.as_deref() };
    let (root, folder) = choice::school(&choice)?;
    let place = folder.plan(period);
    if !place.path.is_file() {
        return Err(Error::NoPlan { school: folder.id, period: period.to_string() });
    }
    Ok((root, place))
}

/// The text that was exported. That a file names a text proves nothing; what it leads to is compared all the same.
fn base(root: &Path, origin: &PlanOrigin, current: &str) -> (Base, String) {
    let blob = origin.blob.parse().ok();
    let kept = blob.and_then(|id| Repo::open(root).ok()?.blob(id).ok());
    if let Some(text) = kept.and_then(|bytes| String::from_utf8(bytes).ok()) {
        return (Base::Repository, text);
    }
    let now = crate::git::ObjectId::of_blob(current.as_bytes());
    if blob.is_some() && blob == now {
        return (Base::Repository, current.to_owned());
    }
    if !origin.text.is_empty() {
        return (Base::Carried, origin.text.clone());
    }
    (Base::Current, current.to_owned())
}

/// What is needed to print the exported text again.
struct Page<'p> {
    text: &'p str,
    name: String,
    wording: Wording,
}

impl Page<'_> {
    fn compare(&self, document: &Document, pending: Pending) -> back::Returned {
        let parsed = parse(self.text);
        let page = paper(&Letter::new(&parsed, &self.name, Form::of(&parsed.plan), &self.wording));
        let printed = back::Printed { plan: &parsed.plan, text: &parsed.text, paper: &page };
        back::read(&printed, document, pending)
    }
}

fn school_name(place: &PlanFile) -> String {
    school_record(place).map_or_else(|| place.school.clone(), |record| record.school.name)
}

/// New items get their ids before the merge, so that it can tell them apart.
fn with_ids(text: &str, printed: &str, taken: &BTreeSet<ItemId>) -> String {
    if text == printed { text.to_owned() } else { format(text, taken).text }
}
