//! Imports foreign texts: read the files, find each plan's place, write all of them or none.
//!
//! A plan that is there already is replaced only where that was asked for, and never where it has
//! edits that are not committed. What is in a file, text or Word document, is read in [`mod@file`]; the pictures of a
//! document are written beside its plan by [`picture`].

pub mod file;
pub mod picture;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalogs;
use crate::docx;
use crate::folder::{self, PlanFile};
use crate::git::Repo;
use crate::import::report::Topic;
use crate::import::word::{Pending, Place as Spot, Undecided};
use crate::import::{Imported, ImportedPlan, Options, import, import_word};
use crate::office::{self, Program};
use crate::period::Period;
use crate::plan::format::format;
use crate::school::{EducationLevel, is_slug};
use crate::work::choice::{self, Chosen};
use crate::work::format::ids_of_other_plans;
use file::{Content, How, Word};

/// Where the plans go.
#[derive(Clone, Debug)]
pub enum To {
    /// Their places in the repository around this folder.
    Repository,
    /// A folder of loose files.
    Folder(PathBuf),
    /// Nowhere: they are printed.
    Print,
}

/// What happens to a plan that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// What is to be imported.
pub struct Request<'r> {
    pub here: &'r Path,
    pub files: &'r [PathBuf],
    pub options: Options,
    pub to: To,
    pub existing: Existing,
    /// What becomes of changes that nobody has decided on in a Word document; None stops there.
    pub changes: Option<Pending>,
}

/// One plan that can be written.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The file that it came from, as it was named.
    pub file: PathBuf,
    pub imported: ImportedPlan,
    /// With ids, in canonical form.
    pub text: String,
    /// Where it goes; None where it is printed, or no place is known.
    pub target: Option<PathBuf>,
    /// The place in the repository.
    pub place: Option<PlanFile>,
    /// Why it has no place although it should have one.
    pub obstacle: Option<Obstacle>,
    /// What the Word document said beside its text.
    pub word: Option<Arc<Word>>,
    /// The program that made a Word document or a text of the file.
    pub via: Option<Program>,
}

impl Ready {
    /// Where a person finds a line of what was imported.
    pub fn spot(&self, line: usize) -> Spot {
        let places = self.word.as_ref().map(|word| word.foreign.places.as_slice()).unwrap_or_default();
        line.checked_sub(1).and_then(|at| places.get(at)).copied().unwrap_or(Spot::Line(line))
    }
}

/// Why a plan has no place in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    NoRepository,
    /// The text names no school.
    School,
    /// The text names no period.
    Period,
    /// The repository has no such school.
    UnknownSchool {
        id: String,
        name: Option<String>,
        level: Option<EducationLevel>,
        known: Vec<String>,
    },
    /// There is a plan already.
    Exists {
        path: PathBuf,
    },
    /// There is a plan already, and it has edits that are not committed.
    Unsaved {
        path: PathBuf,
    },
    /// Another plan of this import goes there.
    Twice {
        path: PathBuf,
    },
}

/// Why an import could not be made.
#[derive(Debug)]
pub enum Error {
    /// Neither text nor a document that can be read.
    NotText {
        path: PathBuf,
    },
    /// A document that cannot be read.
    Word {
        path: PathBuf,
        error: docx::read::Error,
    },
    /// A document of another kind, which a program should have made readable.
    Through {
        path: PathBuf,
        kind: docx::read::Kind,
        source: office::Error,
    },
    /// A PDF without text: pictures of pages.
    Scan {
        path: PathBuf,
    },
    /// Nobody has decided on these changes in the document.
    Undecided {
        path: PathBuf,
        changes: Vec<Undecided>,
    },
    /// Not UTF-8 from this place on.
    NotUtf8 {
        path: PathBuf,
        line: usize,
        column: usize,
    },
    TooLarge {
        path: PathBuf,
        /// The most that is read, in millions of bytes.
        most: u64,
    },
    /// No word in it.
    Empty {
        path: PathBuf,
    },
    /// A plan has no place; nothing was written.
    NoPlace {
        file: PathBuf,
        /// Where it begins and ends in the file.
        between: Box<(Spot, Spot)>,
        obstacle: Obstacle,
    },
    /// No such edition of the criteria.
    UnknownCatalog {
        id: String,
        known: Vec<String>,
    },
    /// Not a school's short name.
    NotASlug {
        typed: String,
    },
    Folder(folder::Error),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// Reads everything and finds the places, without writing.
pub fn prepare(request: &Request<'_>) -> Result<Vec<Ready>, Error> {
    options(request)?;
    let mut ready = Vec::new();
    for file in request.files {
        let how = How { choice: request.changes, options: &request.options };
        let source = file::read(&request.here.join(file), file, how)?;
        let via = source.via;
        let (imported, word) = match source.content {
            Content::Text(text) => (import(&text, &request.options), None),
            Content::Word(mut word) => match word.own.take() {
                Some(own) => (Imported { documents: vec![*own] }, Some(Arc::new(*word))),
                None => (import_word(&word.foreign, &request.options), Some(Arc::new(*word))),
            },
        };
        if imported.documents.is_empty() {
            return Err(Error::Empty { path: file.clone() });
        }
        for (at, document) in imported.documents.into_iter().enumerate() {
            let one = place(request, file, document, at)?;
            ready.push(Ready { word: word.clone(), via, ..one });
        }
    }
    find_twice(&mut ready);
    Ok(ready)
}

/// Writes all of them. Where one has no place, none is written.
pub fn save(ready: &[Ready], existing: Existing) -> Result<(), Error> {
    for one in ready {
        if let Some(obstacle) = &one.obstacle {
            let between = Box::new((one.spot(one.imported.lines.0), one.spot(one.imported.lines.1)));
            return Err(Error::NoPlace { file: one.file.clone(), between, obstacle: obstacle.clone() });
        }
    }
    for one in ready {
        picture::save(one)?;
    }
    for one in ready {
        let Some(target) = &one.target else { continue };
        match existing {
            Existing::Keep => folder::create(target, one.text.as_bytes())?,
            Existing::Replace => folder::replace(target, one.text.as_bytes())?,
        }
    }
    Ok(())
}

/// What was given must make sense before anything is read.
fn options(request: &Request<'_>) -> Result<(), Error> {
    if let Some(school) = request.options.school.as_ref().filter(|school| !is_slug(school)) {
        return Err(Error::NotASlug { typed: school.clone() });
    }
    let Some(id) = &request.options.catalog else { return Ok(()) };
    let catalogs = match choice::root(request.here) {
        Some(root) => folder::catalogs(&root)?.0,
        None => Catalogs::default(),
    };
    let known = || catalogs.ids().into_iter().map(str::to_owned).collect();
    if catalogs.get(id).is_some() {
        Ok(())
    } else {
        Err(Error::UnknownCatalog { id: id.clone(), known: known() })
    }
}

fn place(request: &Request<'_>, file: &Path, imported: ImportedPlan, at: usize) -> Result<Ready, Error> {
    let front = &imported.plan.front;
    let (school, period) = (front.school.clone(), front.period());
    let (target, place, obstacle) = match &request.to {
        To::Print => (None, None, None),
        To::Folder(folder) => {
            let path = request.here.join(folder).join(loose_name(file, school.as_deref(), period, at));
            let obstacle = obstacle(&path, request.existing, None);
            (Some(path), None, obstacle)
        }
        To::Repository => in_repository(request, &imported, school, period)?,
    };
    let taken = match &place {
        Some(place) => ids_of_other_plans(&Chosen::from(place.clone()))?,
        None => Default::default(),
    };
    let text = format(&imported.text, &taken).text;
    Ok(Ready { file: file.to_path_buf(), imported, text, target, place, obstacle, word: None, via: None })
}

/// The name of a loose file: school and period where they are known, else the file's own.
fn loose_name(file: &Path, school: Option<&str>, period: Option<Period>, at: usize) -> String {
    match (school, period) {
        (Some(school), Some(period)) => format!("{school}-{period}.md"),
        _ => {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("ke-hoach");
            let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            format!("{stem}{number}.md")
        }
    }
}

type Place = (Option<PathBuf>, Option<PlanFile>, Option<Obstacle>);

fn in_repository(
    request: &Request<'_>,
    imported: &ImportedPlan,
    school: Option<String>,
    period: Option<Period>,
) -> Result<Place, Error> {
    let none = |obstacle| Ok((None, None, Some(obstacle)));
    let Some(root) = choice::root(request.here) else { return none(Obstacle::NoRepository) };
    let schools = folder::find_schools(&root)?;
    let Some(id) = school else { return none(Obstacle::School) };
    let Some(period) = period else { return none(Obstacle::Period) };
    let Some(school) = schools.iter().find(|school| school.id == id) else {
        let name = imported.report.fact(Topic::SchoolName).map(|fact| fact.value.clone());
        let level = imported.report.fact(Topic::Level).map(|fact| level(&fact.value));
        let known = schools.into_iter().map(|school| school.id).collect();
        return none(Obstacle::UnknownSchool { id, name, level, known });
    };
    let place = school.plan(period);
    let obstacle = obstacle(&place.path, request.existing, Some((&root, &place)));
    Ok((Some(place.path.clone()), Some(place), obstacle))
}

fn level(name: &str) -> EducationLevel {
    match name {
        "preschool" => EducationLevel::Preschool,
        "primary" => EducationLevel::Primary,
        _ => EducationLevel::Secondary,
    }
}

/// What forbids writing there.
fn obstacle(path: &Path, existing: Existing, place: Option<(&Path, &PlanFile)>) -> Option<Obstacle> {
    if std::fs::symlink_metadata(path).is_err() {
        return None;
    }
    let path = path.to_path_buf();
    match (existing, place) {
        (Existing::Keep, _) => Some(Obstacle::Exists { path }),
        (Existing::Replace, Some((root, place))) if !is_committed(root, place) => {
            Some(Obstacle::Unsaved { path })
        }
        (Existing::Replace, _) => None,
    }
}

/// Is the file as it was committed? Where nothing is committed, it is not.
fn is_committed(root: &Path, place: &PlanFile) -> bool {
    let committed = || -> Option<Vec<u8>> {
        let repo = Repo::open(root).ok()?;
        let head = repo.head().ok()??;
        let above = root.strip_prefix(repo.root()).ok().and_then(Path::to_str).unwrap_or("");
        let inside =
            if above.is_empty() { place.inside.clone() } else { format!("{above}/{}", place.inside) };
        repo.read(head, &inside).ok()?
    };
    committed().is_some_and(|committed| folder::read(&place.path).is_ok_and(|now| now == committed))
}

/// Two plans of one import must not overwrite each other.
fn find_twice(ready: &mut [Ready]) {
    let mut seen: Vec<PathBuf> = Vec::new();
    for one in ready {
        let Some(path) = one.target.clone() else { continue };
        if seen.contains(&path) && one.obstacle.is_none() {
            one.obstacle = Some(Obstacle::Twice { path: path.clone() });
        }
        seen.push(path);
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::NotText { path } => write!(out, "`{}` is no text", path.display()),
            Error::NotUtf8 { path, line, column } => {
                write!(out, "`{}` is not UTF-8 at {line}:{column}", path.display())
            }
            Error::Word { path, error } => write!(out, "`{}`: {error}", path.display()),
            Error::Through { path, kind, .. } => {
                write!(out, "`{}` is of another kind: {kind:?}", path.display())
            }
            Error::Scan { path } => write!(out, "`{}` has no text", path.display()),
            Error::Undecided { path, .. } => write!(out, "changes in `{}` are not decided", path.display()),
            Error::TooLarge { path, .. } => write!(out, "`{}` is too large", path.display()),
            Error::Empty { path } => write!(out, "`{}` has no words", path.display()),
            Error::NoPlace { file, .. } => write!(out, "no place for `{}`", file.display()),
            Error::Folder(error) => error.fmt(out),
            Error::UnknownCatalog { id, .. } => write!(out, "no catalogue `{id}`"),
            Error::NotASlug { typed } => write!(out, "`{typed}` is no short name"),
        }
    }
}

impl std::error::Error for Error {}
