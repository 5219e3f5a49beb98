//! One plan as a person names it: a period (as it lies on disk), `period@revision`, `period@approved`, or a file.
//!
//! Two files need neither repository nor git. What cannot be read of the records beside a plan is left out, and told.

use std::path::{Path, PathBuf};

use super::choice::{self, Choice};
use super::diff::Error;
use super::verify::{self, Judged, Scope, verify};
use crate::approval::Verdict;
use crate::continuity::Continuity;
use crate::folder::{self, PlanFile};
use crate::git::{CommitId, Repo};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::{Parsed, parse};
use crate::progress::Progress;

/// A plan with its records, and where it came from.
pub(super) struct Found {
    /// The file's own text; spans are of `parsed.text`.
    pub(super) text: String,
    pub(super) parsed: Parsed,
    pub(super) progress: Progress,
    pub(super) name: String,
    /// Was it named as a file?
    pub(super) is_file: bool,
    /// Where it was read, if not on disk.
    pub(super) commit: Option<CommitId>,
    pub(super) place: Option<PlanFile>,
}

/// Finds plans by their names.
pub(super) struct Reader<'a> {
    here: &'a Path,
    school: Option<&'a str>,
    /// Records that could not be read, with what is wrong.
    pub(super) unread: Vec<(PathBuf, String)>,
}

impl Found {
    pub(super) fn plan(&self) -> &Plan {
        &self.parsed.plan
    }
}

impl<'a> Reader<'a> {
    /// In a folder, of one school or of the one that is meant there.
    pub(super) fn new(here: &'a Path, school: Option<&'a str>) -> Reader<'a> {
        Reader { here, school, unread: Vec::new() }
    }

    /// The plan of this name.
    pub(super) fn side(&mut self, word: &str) -> Result<Found, Error> {
        let path = self.here.join(word);
        if path.is_file() {
            return self.file(word, &path);
        }
        if path.join("plan.md").is_file() {
            return self.file(word, &path.join("plan.md"));
        }
        match word.split_once('@') {
            Some((period, revision)) => {
                let not_a_period = |_| Error::NotAPeriod { word: period.to_owned() };
                let period: Period = period.parse().map_err(not_a_period)?;
                self.at_revision(period, revision)
            }
            None => {
                let unknown =
                    |_| Error::Choice(choice::Error::Unknown { word: word.to_owned(), meant: None });
                let period: Period = word.parse().map_err(unknown)?;
                let place = choice::plan_of(&self.choice(), period);
                let place = place.or_else(|error| self.without_record(period).ok_or(error))?;
                self.on_disk(period.to_string(), place)
            }
        }
    }

    /// The plan of a period in a folder of `schools/` that has no record yet, if there is just one.
    fn without_record(&self, period: Period) -> Option<PlanFile> {
        let schools = choice::root(self.here)?.join("schools");
        let folders = std::fs::read_dir(schools).ok()?.flatten().filter(|entry| entry.path().is_dir());
        let places = folders.filter_map(|entry| {
            let id = entry.file_name().into_string().ok()?;
            let inside = format!("schools/{id}");
            let wanted = self.school.is_none_or(|school| school == id);
            let school = folder::SchoolFolder { id, inside, path: entry.path() };
            Some(school.plan(period)).filter(|place| wanted && place.path.is_file())
        });
        let places: Vec<PlanFile> = places.collect();
        <[PlanFile; 1]>::try_from(places).ok().map(|[place]| place)
    }

    fn choice(&self) -> Choice<'_> {
        Choice { here: self.here, words: &[], school: self.school }
    }

    fn file(&mut self, word: &str, path: &Path) -> Result<Found, Error> {
        let text = folder::read_text(path)?;
        let progress = self.progress(&path.with_file_name("progress.toml"))?;
        Ok(Found {
            parsed: parse(&text),
            text,
            progress,
            name: word.to_owned(),
            is_file: true,
            commit: None,
            place: self.place_of(path),
        })
    }

    /// The place of a file that is a plan of a repository.
    fn place_of(&self, path: &Path) -> Option<PlanFile> {
        let root = choice::root(path)?;
        let schools = folder::find_schools(&root).ok()?;
        let school = schools.iter().find(|school| path.starts_with(&school.path))?;
        let period = path.parent()?.file_name()?.to_str()?.parse().ok()?;
        Some(school.plan(period)).filter(|plan| plan.path == path)
    }

    /// The plan at a place of the working tree.
    pub(super) fn on_disk(&mut self, name: String, place: PlanFile) -> Result<Found, Error> {
        let text = folder::read_text(&place.path)?;
        let progress = self.progress(&place.progress())?;
        Ok(Found {
            parsed: parse(&text),
            text,
            progress,
            name,
            is_file: false,
            commit: None,
            place: Some(place),
        })
    }

    /// What people decided, as it stands where the later side stands: on disk, or in its commit.
    pub(super) fn decided(&mut self, after: &Found, before: &Found) -> Result<Continuity, Error> {
        let side = if after.place.is_some() { after } else { before };
        let Some(school) = side.place.as_ref().map(PlanFile::school_folder) else {
            return Ok(Continuity::default());
        };
        let (path, text) = match side.commit {
            None => (school.continuity(), folder::read_text_if_there(&school.continuity())?),
            Some(commit) => {
                let path = school.continuity_inside();
                let bytes = Repo::open(self.here)?.read(commit, &path)?;
                (path.into(), bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
            }
        };
        Ok(Continuity::parse(&text.unwrap_or_default()).unwrap_or_else(|invalid| {
            self.unread.push((path, invalid.detail));
            Continuity::default()
        }))
    }

    /// Records that cannot be read are left out, and told.
    fn progress(&mut self, path: &Path) -> Result<Progress, Error> {
        let Some(text) = folder::read_text_if_there(path)? else { return Ok(Progress::default()) };
        Ok(Progress::parse(&text).unwrap_or_else(|invalid| {
            self.unread.push((path.to_path_buf(), invalid.detail));
            Progress::default()
        }))
    }

    fn at_revision(&mut self, period: Period, revision: &str) -> Result<Found, Error> {
        let repo = Repo::open(self.here)?;
        let place = self.place(&repo, period)?;
        let commit = match revision {
            "approved" => approved(&repo, &place)?,
            _ => repo.resolve(revision)?,
        };
        let missing = || Error::NotAtRevision { period, revision: revision.to_owned() };
        let bytes = repo.read(commit, &place.inside)?.ok_or_else(missing)?;
        let progress = repo.read(commit, &place.progress_inside())?.unwrap_or_default();
        let progress = Progress::parse(&String::from_utf8_lossy(&progress)).unwrap_or_else(|invalid| {
            self.unread.push((PathBuf::from(place.progress_inside()), invalid.detail));
            Progress::default()
        });
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (parsed, name, commit) = (parse(&text), format!("{period}@{revision}"), Some(commit));
        Ok(Found { text, parsed, progress, name, is_file: false, commit, place: Some(place) })
    }

    /// Where the plan of a period belongs, also where it is no longer on disk.
    fn place(&self, repo: &Repo, period: Period) -> Result<PlanFile, Error> {
        if let Ok(place) = choice::plan_of(&self.choice(), period) {
            return Ok(place);
        }
        let schools = folder::find_schools(repo.root())?;
        let named = |school: &&folder::SchoolFolder| match self.school {
            Some(wanted) => school.id == wanted,
            None => schools.len() == 1 || self.here.starts_with(&school.path),
        };
        match schools.iter().find(named) {
            Some(school) => Ok(school.plan(period)),
            None => Ok(choice::plan_of(&self.choice(), period)?),
        }
    }

    /// The school's plans before the earlier side, as far as they follow each other, oldest first.
    pub(super) fn earlier(&mut self, before: &Found) -> Result<Vec<Found>, Error> {
        let Some(place) = &before.place else { return Ok(Vec::new()) };
        let school = place.school_folder();
        let mut next = place.period;
        let mut chain = Vec::new();
        for earlier in school.plans()?.into_iter().rev().filter(|plan| plan.period < place.period) {
            if !earlier.period.is_followed_by(&next) {
                break;
            }
            next = earlier.period;
            chain.push(self.on_disk(earlier.period.to_string(), earlier)?);
        }
        chain.reverse();
        Ok(chain)
    }
}

/// The commit of the newest approval that holds. What cannot be judged or does not hold is nobody's
/// approved plan, whatever its tag is called; an unpinned root is said elsewhere and shows no less.
fn approved(repo: &Repo, place: &PlanFile) -> Result<CommitId, Error> {
    let (school, period) = (place.school.clone(), place.period);
    let judged = match verify(repo, &Scope::Plan { school: school.clone(), period }) {
        Ok(judged) => judged,
        Err(verify::Error::NoSuchSchool { .. }) => Vec::new(),
        Err(error) => return Err(Error::Verify(error)),
    };
    let version = |one: &Judged| one.name.as_ref().map(|name| name.version);
    let holds = |one: &&Judged| one.verdict.is_in_force() || matches!(one.verdict, Verdict::Unpinned { .. });
    let newest = judged.iter().filter(holds).max_by_key(|one| version(one)).and_then(|one| one.commit);
    match (newest, judged.into_iter().max_by_key(version)) {
        (Some(commit), _) => Ok(commit),
        (None, Some(one)) => Err(Error::DoesNotHold { tag: one.tag, verdict: one.verdict }),
        (None, None) => Err(Error::NotApproved { school, period }),
    }
}
