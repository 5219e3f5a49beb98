//! The desk at which a plan is read and something is said of it: one plan with its people and what was said before.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Error, Flawed, Speaker, Where, Writing, read};
use crate::approval::digest;
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::git::{self, CommitId, Repo};
use crate::plan::parse::{Parsed, parse};
use crate::plan::spelling::nearest;
use crate::plan::{ItemId, Plan};
use crate::review::Record;
use crate::school::{Person, School};
use crate::vetting::{Book, Look};
use crate::work::choice::{self, Choice};
use crate::work::who::who;

/// Longer than this no name of a record becomes.
const DIGITS: usize = 64;

/// A plan as it lies on disk, with all that was said of it.
pub struct Desk {
    pub root: PathBuf,
    pub place: PlanFile,
    pub record: School,
    pub parsed: Parsed,
    pub look: Look,
    pub book: Book,
    pub flawed: Vec<Flawed>,
}

impl Desk {
    /// Opens the plan that is meant.
    pub fn open(at: &Where<'_>) -> Result<Desk, Error> {
        let (root, school) = school(at)?;
        let place = place(&school, at)?;
        Desk::at(root, school, place)
    }

    /// Opens the plan, of the newest first, beside which a record has such an id.
    pub(super) fn with(at: &Where<'_>, id: &str) -> Result<(Desk, String), Error> {
        let (root, school) = school(at)?;
        let mut found = None;
        for place in school.plans()?.into_iter().rev() {
            if at.period.is_some_and(|period| period != place.period) {
                continue;
            }
            let (book, _) = read(&place)?;
            let mut ids: Vec<String> =
                book.comments.keys().filter(|known| known.starts_with(id)).cloned().collect();
            // A whole name is meant, even where a longer one begins so.
            if book.comments.contains_key(id) {
                ids = vec![id.to_owned()];
            }
            match (ids.pop(), ids.is_empty()) {
                (Some(one), true) => {
                    found = Some((place, one));
                    break;
                }
                (Some(one), false) => {
                    ids.push(one);
                    return Err(Error::SeveralComments { id: id.to_owned(), ids });
                }
                (None, _) => {}
            }
        }
        let (place, id) = found.ok_or_else(|| Error::NoSuchComment { id: id.to_owned() })?;
        Ok((Desk::at(root, school, place)?, id))
    }

    fn at(root: PathBuf, school: SchoolFolder, place: PlanFile) -> Result<Desk, Error> {
        let path = school.record();
        let record =
            School::parse(&folder::read_text(&path)?).map_err(|source| Error::ReadSchool { path, source })?;
        let parsed = parse(&folder::read_text(&place.path)?);
        let look = Look::of(&parsed.plan);
        let (book, flawed) = read(&place)?;
        Ok(Desk { root, place, record, parsed, look, book, flawed })
    }

    pub fn plan(&self) -> &Plan {
        &self.parsed.plan
    }

    /// The names of the school's people by their ids.
    pub fn names(&self) -> BTreeMap<String, String> {
        self.record.people.iter().map(|person| (person.id.clone(), person.name.clone())).collect()
    }

    pub(super) fn who(&self, speaker: &Speaker<'_>) -> Result<&Person, Error> {
        Ok(who(&self.root, &self.record, speaker.by)?)
    }

    /// The item must stand in this plan.
    pub(super) fn item(&self, id: ItemId) -> Result<(), Error> {
        if self.look.items.contains_key(&id) {
            return Ok(());
        }
        Err(no_such_item(id, Some(self.place.period), std::slice::from_ref(self.plan())))
    }

    /// HEAD's commit, where the plan stands there as it does on disk; None outside of git.
    pub(super) fn saved(&self) -> Result<Option<CommitId>, Error> {
        let repo = match Repo::open(&self.root) {
            Ok(repo) => repo,
            Err(git::Error::NoRepository { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let not_saved = || Error::NotSaved { path: self.place.inside.clone() };
        let head = repo.head()?.ok_or_else(not_saved)?;
        let kept = repo.read(head, &self.place.inside)?.ok_or_else(not_saved)?;
        let kept = String::from_utf8_lossy(&kept);
        // A checkout may have other ends of lines; what is read is the same.
        let same = kept == self.parsed.text || Look::of(&parse(&kept).plan).plan == self.look.plan;
        if same { Ok(Some(head)) } else { Err(not_saved()) }
    }

    /// Puts a record down under a name made of what it says; one that says the very same is there already.
    pub(super) fn put(&self, prefix: &str, record: &Record, writing: Writing) -> Result<Put, Error> {
        let text = record.to_text();
        let digits = digest::file("review", text.as_bytes()).to_string();
        for length in (8..=DIGITS).step_by(8) {
            let id = format!("{prefix}-{}", digits.get(..length).unwrap_or(&digits));
            let path = self.place.review(&id);
            match folder::read_text_if_there(&path)? {
                Some(known) if known == text => {
                    return Ok(Put { path: self.inside(&id), id, text, written: false });
                }
                Some(_) => continue,
                None => {}
            }
            if writing == Writing::Pretend {
                return Ok(Put { path: self.inside(&id), id, text, written: false });
            }
            match folder::create(&path, text.as_bytes()) {
                Err(folder::Error::Exists { .. }) => continue,
                done => done?,
            }
            return Ok(Put { path: self.inside(&id), id, text, written: true });
        }
        Err(folder::Error::Exists { path: self.place.review(&digits) }.into())
    }

    fn inside(&self, id: &str) -> String {
        format!("{}{id}.md", self.place.reviews_inside())
    }
}

/// A record that was put down, or would be.
#[derive(Clone, Debug)]
pub(super) struct Put {
    pub(super) id: String,
    /// From the repository's root.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) written: bool,
}

fn school(at: &Where<'_>) -> Result<(PathBuf, SchoolFolder), Error> {
    Ok(choice::school(&Choice { here: at.here, words: &[], school: at.school })?)
}

/// The plan that was named; else the newest that has the item; else the newest.
fn place(school: &SchoolFolder, at: &Where<'_>) -> Result<PlanFile, Error> {
    let plans = school.plans()?;
    let has = || plans.iter().map(|plan| plan.period).collect();
    let none = |period| Error::NoPlan { school: school.id.clone(), period, has: has() };
    if let Some(period) = at.period {
        return plans.iter().find(|plan| plan.period == period).cloned().ok_or_else(|| none(Some(period)));
    }
    let Some(id) = at.item else { return plans.last().cloned().ok_or_else(|| none(None)) };
    let mark = format!("{{#{id}}}");
    let mut read = Vec::new();
    for plan in plans.iter().rev() {
        let text = folder::read_text(&plan.path)?;
        if text.contains(&mark) {
            return Ok(plan.clone());
        }
        read.push(parse(&text).plan);
    }
    if plans.is_empty() { Err(none(None)) } else { Err(no_such_item(id, None, &read)) }
}

fn no_such_item(id: ItemId, period: Option<crate::period::Period>, plans: &[Plan]) -> Error {
    let known = plans.iter().flat_map(Plan::items).filter_map(|placed| placed.item.id);
    let known: Vec<String> =
        known.filter(|known| known.kind == id.kind).map(|known| known.to_string()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let meant = nearest(&id.to_string(), &known).and_then(|meant| meant.parse().ok());
    Error::NoSuchItem { id, meant, period }
}
