//! Keeps what was not saved yet, and brings any of it back.
//!
//! A [`Keeper`] is told of each change of a file while somebody types; [`versions`] lists what was kept, [`recover`]
//! puts one version back into its file, after keeping what stands there now. Nothing that was kept is ever taken away
//! here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::folder::{self, Inside};
use crate::git::unsaved::Moment;
use crate::git::{self, ObjectId, Repo};
use crate::plan::parse::parse;
use crate::watch::Content;
use crate::work::edits::{Edit, between};
use crate::work::watch::is_wanted;

/// Why something could not be kept or brought back.
#[derive(Debug)]
pub enum Error {
    Git(git::Error),
    Folder(folder::Error),
    /// Nothing was ever kept in this clone.
    NothingKept,
    /// No version has this number or name.
    NoSuchVersion {
        word: String,
        count: usize,
    },
    /// Several versions begin with it.
    Several {
        word: String,
    },
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// Keeps each change of the files that are not saved.
pub struct Keeper {
    repo: Repo,
    /// The files that differ from HEAD, as they are now.
    files: BTreeMap<String, Vec<u8>>,
}

impl Keeper {
    /// Begins with what is not saved now.
    pub fn new(folder: &Path) -> Result<Keeper, Error> {
        let repo = Repo::open(folder)?;
        let mut files = BTreeMap::new();
        for path in repo.edited_files()? {
            let place = repo.root().join(&path);
            if is_wanted(&place)
                && let Ok(bytes) = folder::read(&place)
            {
                files.insert(path, bytes);
            }
        }
        Ok(Keeper { repo, files })
    }

    /// Takes note of a file as it is now.
    pub fn note(&mut self, path: &Path, content: &Content) {
        let Ok(inside) = path.strip_prefix(self.repo.root()) else { return };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let Some(inside) = parts.map(|parts| parts.join("/")) else { return };
        match content {
            Content::Bytes(bytes) => _ = self.files.insert(inside, bytes.clone()),
            Content::Gone => _ = self.files.remove(&inside),
            // What cannot be read stays as it was kept.
            Content::Unreadable(_) | Content::TooLong(_) => {}
        }
    }

    /// Keeps what is not saved, unless it was kept already; true where there was something new.
    pub fn keep(&mut self, moment: Moment) -> Result<bool, Error> {
        if let Some(head) = self.repo.head()? {
            for path in self.files.keys().cloned().collect::<Vec<_>>() {
                let saved = self.repo.blob_id(head, &path)?;
                if saved.is_some()
                    && saved == self.files.get(&path).and_then(|bytes| ObjectId::of_blob(bytes))
                {
                    self.files.remove(&path);
                }
            }
        }
        if self.files.is_empty() {
            return Ok(false);
        }
        let files: Vec<(String, Vec<u8>)> =
            self.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Ok(self.repo.keep_unsaved(&files, moment)?.is_some())
    }
}

/// What one file held at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1, the newest first.
    pub number: usize,
    pub path: String,
    pub blob: ObjectId,
    /// When it was kept first.
    pub moment: Moment,
    pub standing: Standing,
}

/// Where a version is beside being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file holds it now.
    OnDisk,
    /// It was saved, and is the newest saved version.
    Saved,
    /// Only here.
    OnlyKept,
}

/// Every version that was kept of every file, the newest first.
pub fn versions(repo: &Repo) -> Result<Vec<Version>, Error> {
    let head = repo.head()?;
    // The oldest entry with a text says when it came up, so that what stands still does not look new.
    let mut first: BTreeMap<(String, ObjectId), usize> = BTreeMap::new();
    let entries = repo.unsaved()?;
    for (at, entry) in entries.iter().enumerate() {
        for file in &entry.files {
            first.insert((file.path.clone(), file.id), at);
        }
    }
    let mut found: Vec<(usize, String, ObjectId)> =
        first.into_iter().map(|((path, blob), at)| (at, path, blob)).collect();
    found.sort();
    let mut versions = Vec::new();
    for (at, path, blob) in found {
        let Some(entry) = entries.get(at) else { continue };
        let on_disk = folder::read(&repo.root().join(&path)).ok().and_then(|bytes| ObjectId::of_blob(&bytes));
        let standing = match head.map(|head| repo.blob_id(head, &path)).transpose()?.flatten() {
            _ if on_disk == Some(blob) => Standing::OnDisk,
            saved if saved == Some(blob) => Standing::Saved,
            _ => Standing::OnlyKept,
        };
        versions.push(Version { number: versions.len() + 1, path, blob, moment: entry.moment, standing });
    }
    Ok(versions)
}

/// What a version changes in the newest saved one; None for files that are no plans, or where there is none.
pub fn edits(repo: &Repo, version: &Version) -> Result<Option<Vec<Edit>>, Error> {
    if !Inside::of(&version.path).is_some_and(|inside| inside.is_plan()) {
        return Ok(None);
    }
    let Some(saved) = repo.head()?.map(|head| repo.read(head, &version.path)).transpose()?.flatten() else {
        return Ok(None);
    };
    let [before, after] =
        [saved, repo.blob(version.blob)?].map(|bytes| parse(&String::from_utf8_lossy(&bytes)).plan);
    Ok(Some(between(&before, &after)))
}

/// The version that a person means: by its number in the list, or by the beginning of its name.
pub fn chosen<'v>(versions: &'v [Version], word: &str) -> Result<&'v Version, Error> {
    if versions.is_empty() {
        return Err(Error::NothingKept);
    }
    let none = || Error::NoSuchVersion { word: word.to_owned(), count: versions.len() };
    let by_number = word.parse::<usize>().ok().filter(|number| *number <= versions.len());
    if let Some(number) = by_number {
        return versions.get(number.wrapping_sub(1)).ok_or_else(none);
    }
    let named = |version: &&Version| word.len() >= 4 && version.blob.to_string().starts_with(word);
    let mut found = versions.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(version), None) => Ok(version),
        (Some(_), Some(_)) => Err(Error::Several { word: word.to_owned() }),
        (None, _) => Err(none()),
    }
}

/// A version as text.
pub fn text(repo: &Repo, version: &Version) -> Result<Vec<u8>, Error> {
    Ok(repo.blob(version.blob)?)
}

/// Puts a version back into its file. What stands there is kept first, so that this too can be taken back.
pub fn recover(repo: &Repo, version: &Version, moment: Moment) -> Result<PathBuf, Error> {
    let path = repo.root().join(&version.path);
    let bytes = repo.blob(version.blob)?;
    match folder::read(&path) {
        Ok(now) if now == bytes => {}
        Ok(now) => {
            let mut keeper = Keeper::new(repo.root())?;
            keeper.keep(moment)?;
            folder::replace_read(&path, &now, &bytes)?;
        }
        Err(folder::Error::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            folder::create(&path, &bytes)?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(path)
}
