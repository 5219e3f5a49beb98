//! Which plans a person means: by path, by school, by period, or by the folder they stand in.
//!
//! `2023-2024` is a period, `mn-hoa-sen` a school, anything that exists on disk a path. Without a
//! word the folder decides: inside a school's folder its plans, elsewhere all of the repository.
//! Files outside any repository can be named too; they have neither school nor period.

use std::path::{Path, PathBuf};

use crate::folder::{self, PlanFile, SchoolFolder};
use crate::period::Period;
use crate::plan::item::ItemId;

/// What was typed.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The folder in which the person stands.
    pub here: &'a Path,
    pub words: &'a [String],
    /// Only this school's plans.
    pub school: Option<&'a str>,
}

/// One plan that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub path: PathBuf,
    /// Where it belongs in the repository; None for a file outside of one.
    pub place: Option<PlanFile>,
}

impl Chosen {
    /// The name to print: from the repository's root where it lies in one.
    pub fn name(&self) -> String {
        match &self.place {
            Some(place) => place.inside.clone(),
            None => self.path.display().to_string(),
        }
    }
}

/// Why the words lead to no plan.
#[derive(Debug)]
pub enum Error {
    /// There is no repository around here, and no file was named.
    NoRepository { here: PathBuf },
    /// Neither a path, nor a school, nor a period; perhaps this school was meant.
    Unknown { word: String, meant: Option<String> },
    /// The school has no plan of this period; the periods that it has.
    NoPlan { period: Period, has: Vec<Period> },
    /// Several schools have one, and one is needed.
    Several { schools: Vec<String> },
    /// There are several schools, and one is needed.
    SeveralSchools { ids: Vec<String> },
    /// The repository has no school yet.
    NoSchool { root: PathBuf },
    /// The working tree could not be read.
    Folder(folder::Error),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// The folder that holds `schools/`, here or above; None where there is none.
pub fn root(here: &Path) -> Option<PathBuf> {
    let has_schools =
        |folder: &&Path| folder.join("schools").is_dir() || folder.join("caitien.toml").is_file();
    here.ancestors().find(has_schools).map(Path::to_path_buf)
}

/// The one school that is meant, with the repository's root.
pub fn school(choice: &Choice<'_>) -> Result<(PathBuf, SchoolFolder), Error> {
    let root = root(choice.here).ok_or_else(|| Error::NoRepository { here: choice.here.to_path_buf() })?;
    let mut schools = among(folder::find_schools(&root)?, choice)?;
    match (schools.pop(), schools.is_empty()) {
        (Some(school), true) => Ok((root, school)),
        (Some(last), false) => Err(Error::SeveralSchools {
            ids: schools.into_iter().chain([last]).map(|school| school.id).collect(),
        }),
        (None, _) => Err(Error::NoSchool { root }),
    }
}

/// The same; of several schools, the only one in whose plans the item stands.
pub fn school_of(choice: &Choice<'_>, item: Option<ItemId>) -> Result<(PathBuf, SchoolFolder), Error> {
    match (school(choice), item) {
        (Err(Error::SeveralSchools { ids }), Some(id)) => {
            let root = root(choice.here).unwrap_or_default();
            let mark = format!("{{#{id}}}");
            let has = |school: &SchoolFolder| {
                let plans = school.plans().unwrap_or_default();
                plans.iter().any(|plan| folder::read_text(&plan.path).is_ok_and(|text| text.contains(&mark)))
            };
            let mut with: Vec<SchoolFolder> = folder::find_schools(&root)?.into_iter().filter(has).collect();
            match (with.pop(), with.is_empty()) {
                (Some(school), true) => Ok((root, school)),
                _ => Err(Error::SeveralSchools { ids }),
            }
        }
        (found, _) => found,
    }
}

/// The plans that are meant, in the order of the words, without repetition.
pub fn plans(choice: &Choice<'_>) -> Result<Vec<Chosen>, Error> {
    let root = root(choice.here);
    let schools = match &root {
        Some(root) => folder::find_schools(root)?,
        None => Vec::new(),
    };
    let schools = among(schools, choice)?;
    let mut chosen: Vec<Chosen> = Vec::new();
    if root.is_none() {
        let missing = choice.words.iter().find(|word| !choice.here.join(word).is_file());
        match missing {
            Some(word) if word.parse::<Period>().is_err() && word.contains(['.', '/', '\\']) => {
                return Err(Error::Unknown { word: word.clone(), meant: None });
            }
            None if !choice.words.is_empty() => {}
            _ => return Err(Error::NoRepository { here: choice.here.to_path_buf() }),
        }
    }
    if choice.words.is_empty() {
        chosen = all(&schools)?;
    }
    for word in choice.words {
        for plan in named(choice, &schools, word)? {
            if !chosen.contains(&plan) {
                chosen.push(plan);
            }
        }
    }
    Ok(chosen)
}

/// The one plan of a period, where exactly one school has it.
pub fn plan_of(choice: &Choice<'_>, period: Period) -> Result<PlanFile, Error> {
    let root = root(choice.here).ok_or_else(|| Error::NoRepository { here: choice.here.to_path_buf() })?;
    let schools = among(folder::find_schools(&root)?, choice)?;
    let mut plans = of_period(&schools, period)?;
    match (plans.pop(), plans.is_empty()) {
        (Some(plan), true) => Ok(plan),
        (Some(plan), false) => {
            let schools = plans.into_iter().chain([plan]).map(|plan| plan.school).collect();
            Err(Error::Several { schools })
        }
        (None, _) => Err(Error::NoPlan { period, has: periods(&schools)? }),
    }
}

/// The schools that may be meant: the one that was named, the one in whose folder we stand, or all.
fn among(schools: Vec<SchoolFolder>, choice: &Choice<'_>) -> Result<Vec<SchoolFolder>, Error> {
    if let Some(wanted) = choice.school {
        let found: Vec<SchoolFolder> = schools.iter().filter(|school| school.id == wanted).cloned().collect();
        let unknown = || Error::Unknown { word: wanted.to_owned(), meant: nearest(wanted, &schools) };
        return if found.is_empty() { Err(unknown()) } else { Ok(found) };
    }
    let inside: Vec<SchoolFolder> =
        schools.iter().filter(|school| choice.here.starts_with(&school.path)).cloned().collect();
    Ok(if inside.is_empty() { schools } else { inside })
}

fn nearest(word: &str, schools: &[SchoolFolder]) -> Option<String> {
    let ids: Vec<&str> = schools.iter().map(|school| school.id.as_str()).collect();
    crate::plan::spelling::nearest(word, &ids).map(str::to_owned)
}

fn named(choice: &Choice<'_>, schools: &[SchoolFolder], word: &str) -> Result<Vec<Chosen>, Error> {
    if let Some(school) = schools.iter().find(|school| school.id == word) {
        return all(std::slice::from_ref(school));
    }
    let path = choice.here.join(word);
    if path.is_file() {
        let place = place_of(schools, &path);
        return Ok(vec![Chosen { path, place }]);
    }
    if let Ok(period) = word.parse() {
        let plans = of_period(schools, period)?;
        return match plans.is_empty() {
            true => Err(Error::NoPlan { period, has: periods(schools)? }),
            false => Ok(plans.into_iter().map(Chosen::from).collect()),
        };
    }
    if path.is_dir() {
        let under = |plan: &Chosen| plan.path.starts_with(&path);
        return Ok(all(schools)?.into_iter().filter(under).collect());
    }
    Err(Error::Unknown { word: word.to_owned(), meant: nearest(word, schools) })
}

fn place_of(schools: &[SchoolFolder], path: &Path) -> Option<PlanFile> {
    let school = schools.iter().find(|school| path.starts_with(&school.path))?;
    let period = path.parent()?.file_name()?.to_str()?.parse().ok()?;
    Some(school.plan(period)).filter(|plan| plan.path == path)
}

fn all(schools: &[SchoolFolder]) -> Result<Vec<Chosen>, Error> {
    let mut chosen = Vec::new();
    for school in schools {
        chosen.extend(school.plans()?.into_iter().map(Chosen::from));
    }
    Ok(chosen)
}

fn of_period(schools: &[SchoolFolder], period: Period) -> Result<Vec<PlanFile>, Error> {
    let plans = schools.iter().map(|school| school.plan(period));
    Ok(plans.filter(|plan| plan.path.is_file()).collect())
}

fn periods(schools: &[SchoolFolder]) -> Result<Vec<Period>, Error> {
    let mut periods = Vec::new();
    for school in schools {
        periods.extend(school.plans()?.into_iter().map(|plan| plan.period));
    }
    periods.sort();
    periods.dedup();
    Ok(periods)
}

impl From<PlanFile> for Chosen {
    fn from(place: PlanFile) -> Self {
        Chosen { path: place.path.clone(), place: Some(place) }
    }
}
