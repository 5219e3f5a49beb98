//! Compare two plans: find both sides and the school's years before them, judge.
//!
//! A side is a period (as it lies on disk), `period@revision`, `period@approved`, or a file. Two
//! files need neither repository nor git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::choice::{self, Choice};
pub use super::named::Names;
use super::named::{names, school_record};
use super::verify::{self, Judged, Scope, verify};
use crate::approval::Verdict;
use crate::compare::explain::{Asked, Explained};
use crate::compare::{self, Comparison, Prepared, Side, compare_chain};
use crate::continuity::Continuity;
use crate::folder::{self, PlanFile};
use crate::git::{self, CommitId, Repo};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;

/// What to compare, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub here: &'a Path,
    pub before: &'a str,
    pub after: &'a str,
    pub school: Option<&'a str>,
}

/// A comparison with the names of its sides.
#[derive(Clone, Debug)]
pub struct Compared {
    pub school: Option<String>,
    /// The school's own name, from its record.
    pub name: Option<String>,
    pub from: String,
    pub to: String,
    /// The editions of the catalogue that the two plans follow, and whether they are two.
    pub catalogs: (Option<String>, Option<String>),
    pub other_edition: bool,
    /// The names of criteria and standards as each plan has them.
    pub names: (Names, Names),
    pub comparison: Comparison,
    /// The school's people: names by their ids.
    pub people: BTreeMap<String, String>,
    /// What was wrong with a `progress.toml` or `continuity.toml`; it was left out.
    pub unread: Vec<(PathBuf, String)>,
}

impl Compared {
    /// A comparison of two plans of a school.
    pub fn of_school(school: &School, (before, after): (&Plan, &Plan), comparison: Comparison) -> Compared {
        let title = |plan: &Plan| plan.front.period().map(|period| period.to_string()).unwrap_or_default();
        let catalogs = (before.front.catalog.clone(), after.front.catalog.clone());
        Compared {
            school: Some(school.school.id.clone()),
            name: Some(school.school.name.clone()),
            from: title(before),
            to: title(after),
            other_edition: differ(&catalogs),
            catalogs,
            names: (names(before), names(after)),
            comparison,
            people: people(school),
            unread: Vec::new(),
        }
    }
}

fn differ((before, after): &(Option<String>, Option<String>)) -> bool {
    before.is_some() && after.is_some() && before != after
}

fn people(school: &School) -> BTreeMap<String, String> {
    school.people.iter().map(|person| (person.id.clone(), person.name.clone())).collect()
}

/// Why two plans cannot be compared.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Git(git::Error),
    /// The revision has no plan of this period.
    NotAtRevision {
        period: Period,
        revision: String,
    },
    /// Nobody approved a plan of this period.
    NotApproved {
        school: String,
        period: Period,
    },
    /// There are approvals, and none that holds; the newest one's verdict.
    DoesNotHold {
        tag: String,
        verdict: Verdict,
    },
    /// Approvals could not be judged.
    Verify(verify::Error),
    /// Neither plan has a weakness of that id or with those words.
    NoSuchWeakness {
        word: String,
    },
    /// `word@…` where the word is no period.
    NotAPeriod {
        word: String,
    },
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

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

/// One side: a plan with its records, and where it came from.
struct Found {
    plan: Plan,
    progress: Progress,
    name: String,
    /// Was it named as a file?
    is_file: bool,
    /// Where it was read, if not on disk.
    commit: Option<CommitId>,
    place: Option<PlanFile>,
}

/// Compares the two plans that are meant.
pub fn diff(wanted: &Wanted<'_>) -> Result<Compared, Error> {
    let mut reader = Reader { wanted, unread: Vec::new() };
    let before = reader.side(wanted.before)?;
    let after = reader.side(wanted.after)?;
    let mut chain = reader.earlier(&before)?;
    let (from, to) = titles(&before, &after);
    let place = before.place.as_ref().or(after.place.as_ref());
    let school = place.map(|place| place.school.clone()).or_else(|| after.plan.front.school.clone());
    let record = after.place.as_ref().or(before.place.as_ref()).and_then(school_record);
    let (name, people) = record.map(|one| (one.school.name.clone(), people(&one))).unzip();
    let people = people.unwrap_or_default();
    let decided = reader.decided(&after, &before)?;
    let catalogs = (before.plan.front.catalog.clone(), after.plan.front.catalog.clone());
    let other_edition = differ(&catalogs);
    let names = (names(&before.plan), names(&after.plan));
    chain.extend([before, after]);
    let prepared: Vec<Prepared<'_>> = chain
        .iter()
        .map(|found| Prepared::new(Side { plan: &found.plan, progress: &found.progress }))
        .collect();
    let comparison = compare_chain(&prepared.iter().collect::<Vec<_>>(), &decided);
    let unread = reader.unread;
    Ok(Compared { school, name, from, to, catalogs, other_edition, names, comparison, people, unread })
}

/// Why weaknesses met what they met.
#[derive(Clone, Debug)]
pub struct Why {
    pub from: String,
    pub to: String,
    pub explained: Vec<Explained>,
    /// What could not be read and was left out.
    pub unread: Vec<(PathBuf, String)>,
}

/// Explains the match of a weakness, named by its id or by words of its sentence.
pub fn explain(wanted: &Wanted<'_>, word: &str) -> Result<Why, Error> {
    let mut reader = Reader { wanted, unread: Vec::new() };
    let (before, after) = (reader.side(wanted.before)?, reader.side(wanted.after)?);
    let decided = reader.decided(&after, &before)?;
    let [one, other] =
        [&before, &after].map(|found| Prepared::new(Side { plan: &found.plan, progress: &found.progress }));
    let explained = compare::explain::explain(
        (&one, &other),
        &decided,
        word.parse().map_or(Asked::Words(word), Asked::Id),
    );
    let (from, to) = titles(&before, &after);
    match explained.is_empty() {
        true => Err(Error::NoSuchWeakness { word: word.to_owned() }),
        false => Ok(Why { from, to, explained, unread: reader.unread }),
    }
}

/// Two files are known by their periods, where these tell them apart.
fn titles(before: &Found, after: &Found) -> (String, String) {
    let period = |found: &Found| found.plan.front.period().filter(|_| found.is_file);
    match (period(before), period(after)) {
        (Some(one), Some(other)) if one != other => (one.to_string(), other.to_string()),
        (Some(one), None) if !after.is_file => (one.to_string(), after.name.clone()),
        (None, Some(other)) if !before.is_file => (before.name.clone(), other.to_string()),
        _ => (before.name.clone(), after.name.clone()),
    }
}

struct Reader<'a> {
    wanted: &'a Wanted<'a>,
    unread: Vec<(PathBuf, String)>,
}

impl Reader<'_> {
    fn side(&mut self, word: &str) -> Result<Found, Error> {
        let path = self.wanted.here.join(word);
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
        let schools = choice::root(self.wanted.here)?.join("schools");
        let folders = std::fs::read_dir(schools).ok()?.flatten().filter(|entry| entry.path().is_dir());
        let places = folders.filter_map(|entry| {
            let id = entry.file_name().into_string().ok()?;
            let inside = format!("schools/{id}");
            let wanted = self.wanted.school.is_none_or(|school| school == id);
            let school = folder::SchoolFolder { id, inside, path: entry.path() };
            Some(school.plan(period)).filter(|place| wanted && place.path.is_file())
        });
        let places: Vec<PlanFile> = places.collect();
        <[PlanFile; 1]>::try_from(places).ok().map(|[place]| place)
    }

    fn choice(&self) -> Choice<'_> {
        Choice { here: self.wanted.here, words: &[], school: self.wanted.school }
    }

    fn file(&mut self, word: &str, path: &Path) -> Result<Found, Error> {
        let plan = parse(&folder::read_text(path)?).plan;
        let progress = self.progress(&path.with_file_name("progress.toml"))?;
        Ok(Found {
            plan,
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

    fn on_disk(&mut self, name: String, place: PlanFile) -> Result<Found, Error> {
        let plan = parse(&folder::read_text(&place.path)?).plan;
        let progress = self.progress(&place.progress())?;
        Ok(Found { plan, progress, name, is_file: false, commit: None, place: Some(place) })
    }

    /// What people decided, as it stands where the later side stands: on disk, or in its commit.
    fn decided(&mut self, after: &Found, before: &Found) -> Result<Continuity, Error> {
        let side = if after.place.is_some() { after } else { before };
        let Some(school) = side.place.as_ref().map(PlanFile::school_folder) else {
            return Ok(Continuity::default());
        };
        let (path, text) = match side.commit {
            None => (school.continuity(), folder::read_text_if_there(&school.continuity())?),
            Some(commit) => {
                let path = school.continuity_inside();
                let bytes = Repo::open(self.wanted.here)?.read(commit, &path)?;
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
        let repo = Repo::open(self.wanted.here)?;
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
        let plan = parse(&String::from_utf8_lossy(&bytes)).plan;
        let (name, commit) = (format!("{period}@{revision}"), Some(commit));
        Ok(Found { plan, progress, name, is_file: false, commit, place: Some(place) })
    }

    /// Where the plan of a period belongs, also where it is no longer on disk.
    fn place(&self, repo: &Repo, period: Period) -> Result<PlanFile, Error> {
        if let Ok(place) = choice::plan_of(&self.choice(), period) {
            return Ok(place);
        }
        let schools = folder::find_schools(repo.root())?;
        let named = |school: &&folder::SchoolFolder| match self.wanted.school {
            Some(wanted) => school.id == wanted,
            None => schools.len() == 1 || self.wanted.here.starts_with(&school.path),
        };
        match schools.iter().find(named) {
            Some(school) => Ok(school.plan(period)),
            None => Ok(choice::plan_of(&self.choice(), period)?),
        }
    }

    /// The school's plans before the earlier side, as far as they follow each other, oldest first.
    fn earlier(&mut self, before: &Found) -> Result<Vec<Found>, Error> {
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
