//! The register of what proves something: adding an entry, and looking whether files still are what they were.

use std::path::{Path, PathBuf};

use super::desk::{Desk, Ledger, Put};
use super::{Error, Spoken, Where, Writing};
use crate::approval::digest::Plain;
use crate::catalog::Catalog;
use crate::evidence::{Code, Entry, Fixed, Held, bare};
use crate::folder;
use crate::ledger::one_line;
use crate::plan::item::CriterionId;
use crate::plan::spelling::nearest;
use crate::tracking::{evidence, mark};

/// What is said of a new entry; as typed.
#[derive(Clone, Copy, Debug)]
pub struct New<'w> {
    pub code: Named<'w>,
    pub name: &'w str,
    pub place: Option<&'w str>,
    pub link: Option<&'w str>,
    pub file: Option<&'w Path>,
    pub keeping: Keeping,
    pub existing: Existing,
}

/// Which code it gets.
#[derive(Clone, Copy, Debug)]
pub enum Named<'w> {
    As(&'w str),
    /// The next free one of this criterion.
    Next(&'w str),
}

/// Whether a copy of the file lies beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    WhereItIs,
    Copy,
}

/// What an entry of the same code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Refuse,
    Replace,
}

/// An entry that was added.
#[derive(Clone, Debug)]
pub struct Added {
    pub desk: Desk,
    pub entry: Entry,
    pub put: Put,
    /// Where the copy lies, from the repository's root.
    pub kept: Option<String>,
}

/// The next free code of a criterion.
pub fn proposed(desk: &Desk, criterion: &str) -> Result<Code, Error> {
    let catalog = desk.catalog()?;
    let criterion =
        criterion.trim().parse().map_err(|()| Error::NotACriterion { written: criterion.to_owned() })?;
    known(&catalog, criterion)?;
    let used = evidence::used(&desk.register, &desk.progress, &desk.plan);
    Ok(evidence::next(&used, criterion, evidence::form(&catalog, criterion)))
}

/// Adds an entry to the register.
pub fn add(at: &Where<'_>, new: &New<'_>, spoken: &Spoken<'_>) -> Result<Added, Error> {
    let mut desk = Desk::open(at, None)?;
    let code = match new.code {
        Named::As(typed) => checked(&desk.catalog()?, typed)?,
        Named::Next(criterion) => proposed(&desk, criterion)?,
    };
    let name = one_line(new.name);
    if name.is_empty() {
        return Err(Error::NoName);
    }
    let known = evidence::find(&desk.register, &code.to_string());
    let replaces = match (known, new.existing) {
        (Some(known), Existing::Refuse) => {
            return Err(Error::Registered { code: code.to_string(), name: known.name.clone() });
        }
        (Some(known), Existing::Replace) => Some(mark(&known.written(""))),
        (None, Existing::Refuse) => None,
        (None, Existing::Replace) => return Err(not_registered(&desk, code)),
    };
    let by = desk.who(spoken)?.id.clone();
    let date = Desk::day(spoken, at.today)?;
    // Nothing is copied for a register to which nothing can be added.
    desk.put(Ledger::Evidence, String::new(), at.writing)?;
    let (file, kept) = match new.file {
        Some(file) => fixed(&desk, (at, file), code, new.keeping)?,
        None => (None, None),
    };
    let held = Held { place: new.place.map(one_line), link: new.link.map(one_line), file };
    let entry = Entry { code: code.to_string(), name, held, replaces, date, by };
    let put = desk.put(Ledger::Evidence, entry.written(&mark(&entry.written(""))), at.writing)?;
    desk.register.entries.push(entry.clone());
    Ok(Added { desk, entry, put, kept })
}

fn not_registered(desk: &Desk, code: Code) -> Error {
    let known: Vec<&str> = desk.register.entries.iter().map(|entry| entry.code.as_str()).collect();
    let meant = nearest(&code.to_string(), &known).map(str::to_owned);
    Error::NotRegistered { code: code.to_string(), meant }
}

/// A code of the edition's form, of a criterion that the edition has.
fn checked(catalog: &Catalog, typed: &str) -> Result<Code, Error> {
    let first = catalog.criteria().next().map(|criterion| criterion.id);
    let criterion = first.unwrap_or(CriterionId { standard: 1, serial: 1 });
    let form = evidence::form(catalog, criterion);
    let example = || Code { form, criterion, serial: 1 }.to_string();
    let code: Result<Code, ()> = bare(typed).parse();
    let code = code.ok().filter(|code| evidence::is_same_form(code.form, form));
    let code = code.ok_or_else(|| Error::NotACode { written: typed.to_owned(), example: example() })?;
    known(catalog, code.criterion)?;
    Ok(code)
}

fn known(catalog: &Catalog, criterion: CriterionId) -> Result<(), Error> {
    match catalog.criterion(criterion) {
        Some(_) => Ok(()),
        None => Err(Error::NoSuchCriterion { criterion: criterion.to_string(), catalog: catalog.id.clone() }),
    }
}

/// The file with its hash, copied first where it is to be kept: an entry never speaks of a copy that is not there.
fn fixed(
    desk: &Desk,
    (at, typed): (&Where<'_>, &Path),
    code: Code,
    keeping: Keeping,
) -> Result<(Option<Fixed>, Option<String>), Error> {
    let path = at.here.join(typed);
    if !path.is_file() {
        return Err(Error::NoFile { path });
    }
    let sha256 = hash(&path)?;
    if keeping == Keeping::WhereItIs {
        return Ok((Some(Fixed { path: inside(&desk.root, &path), sha256 }), None));
    }
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let name = format!("evidence/{code}{ending}");
    let (copy, kept) = (desk.place.beside(&name), desk.place.beside_inside(&name));
    match copy.is_file() {
        true if hash(&copy)? != sha256 => return Err(Error::Taken { path: kept }),
        false if at.writing == Writing::Write => folder::create(&copy, &folder::read(&path)?)?,
        _ => {}
    }
    Ok((Some(Fixed { path: kept.clone(), sha256 }), Some(kept)))
}

fn hash(path: &Path) -> Result<String, Error> {
    let mut plain = Plain::default();
    folder::in_pieces(path, &mut |bytes| plain.add(bytes))?;
    Ok(plain.hash().to_string())
}

/// From the repository's root with `/`; whole for what lies outside.
fn inside(root: &Path, path: &Path) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    whole.strip_prefix(&root).unwrap_or(&whole).to_string_lossy().replace('\\', "/")
}

/// What became of an entry's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Same,
    Changed,
    /// It does not lie here; it may lie on another machine.
    Missing,
    /// It is there and cannot be read.
    Unreadable,
    /// The entry names no file.
    NoFile,
}

impl State {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Same => "same",
            State::Changed => "changed",
            State::Missing => "missing",
            State::Unreadable => "unreadable",
            State::NoFile => "no-file",
        }
    }
}

/// Hashes again every file that the register names and that is here.
pub fn check(desk: &Desk) -> Vec<(Entry, State)> {
    let state = |entry: &Entry| {
        let Some(file) = &entry.held.file else { return State::NoFile };
        let path: PathBuf = desk.root.join(&file.path);
        match hash(&path) {
            _ if !path.is_file() => State::Missing,
            Ok(hash) if hash == file.sha256 => State::Same,
            Ok(_) => State::Changed,
            Err(_) => State::Unreadable,
        }
    };
    evidence::live(&desk.register).into_iter().map(|entry| (entry.clone(), state(entry))).collect()
}
