//! The history of the files that trust hangs on: `caitien.toml` and every `school.toml`, along every
//! parent.
//!
//! Only tree entries are compared, from the top down, and only where they differ; plans are never
//! read. Commits are read as raw bytes, so that grafts, replacement refs and commit-graph files, which
//! the repository's owner can write at will, change nothing.

use std::collections::hash_map::Entry as Entered;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::checked::CheckedHere;
use super::tag::{RawCommit, read_commit, split_commit};
use super::{Error, Failure, ObjectKind, Repo};
use crate::approval::Id;
use crate::approval::hex::Hex;
use crate::approval::lineage::{File, Found, Step};
use crate::period::Period;
use crate::school::is_slug;

/// Deeper than this no school is looked for.
const DEPTH: usize = 6;

/// Trees that one worker keeps in mind.
const CACHED: usize = 4096;

/// One commit of the history; parents come before children.
#[derive(Clone, Debug)]
pub struct Commit {
    pub id: Id,
    pub tree: Id,
    /// Places of earlier commits.
    pub parents: Vec<usize>,
}

/// A path that differs from at least one parent, with its blob at the commit.
pub type Touched = Vec<(String, Option<Id>)>;

impl Repo {
    /// Every commit that these lead back to, parents first.
    pub fn ancestry(&self, tips: &[Id]) -> Result<Vec<Commit>, Error> {
        self.ancestry_beyond(tips, &CheckedHere::default())
    }

    /// The same; what is known already is not read again.
    pub fn ancestry_beyond(&self, tips: &[Id], checked: &CheckedHere) -> Result<Vec<Commit>, Error> {
        let mut places: HashMap<Id, usize> = HashMap::new();
        let mut read: HashMap<Id, RawCommit> = HashMap::new();
        let mut commits: Vec<Commit> = Vec::new();
        let mut open: Vec<Id> = tips.to_vec();
        while let Some(id) = open.last().copied() {
            if places.contains_key(&id) {
                open.pop();
                continue;
            }
            let commit = match read.entry(id) {
                Entered::Occupied(known) => known.into_mut(),
                Entered::Vacant(place) => place.insert(match checked.commit(id) {
                    Some(known) => RawCommit { tree: known.tree, parents: known.parents.clone() },
                    None => self.raw_commit(id)?,
                }),
            };
            let waiting = commit.parents.iter().filter(|parent| !places.contains_key(*parent)).copied();
            let before = open.len();
            open.extend(waiting);
            if open.len() > before {
                continue;
            }
            open.pop();
            if let Some(commit) = read.remove(&id) {
                let parents =
                    commit.parents.iter().filter_map(|parent| places.get(parent).copied()).collect();
                places.insert(id, commits.len());
                commits.push(Commit { id, tree: commit.tree, parents });
            }
        }
        Ok(commits)
    }

    fn raw_commit(&self, id: Id) -> Result<RawCommit, Error> {
        let damaged =
            || Error::ReadObject { what: id.to_string(), source: Failure::of_words("not a commit") };
        match self.object(id.into())? {
            Some((ObjectKind::Commit, bytes)) => read_commit(&bytes).ok_or_else(damaged),
            _ => Err(damaged()),
        }
    }

    /// The signed bytes of a commit and its signature; None where it has none.
    pub fn commit_signature(&self, id: Id) -> Result<Option<(Vec<u8>, String)>, Error> {
        let object = self.object(id.into())?;
        Ok(object.and_then(|(_, bytes)| split_commit(&bytes)))
    }

    /// The tips of all branches, local and remote, with HEAD.
    pub fn tips(&self) -> Result<Vec<Id>, Error> {
        if let Some(view) = &self.view {
            return Ok(view.names().tips.clone());
        }
        let failed = |source: git2::Error| Error::read_ref("refs", &source);
        let mut tips = BTreeSet::new();
        if let Some(head) = self.head()? {
            tips.insert(Id::from(head.object()));
        }
        for glob in ["refs/heads/*", "refs/remotes/*"] {
            for reference in self.inner.references_glob(glob).map_err(failed)? {
                let reference = reference.map_err(failed)?;
                let assumed = reference.name().ok().and_then(|name| self.assumption(name));
                if let (Some(id), None) = (reference.target(), assumed) {
                    tips.insert(Id::from(super::ObjectId::from(id)));
                }
            }
        }
        let branches = self.assumed.iter().filter(|(name, _)| name.starts_with("refs/heads/"));
        tips.extend(branches.filter_map(|(_, target)| Some(Id::from((*target)?))));
        Ok(tips.into_iter().collect())
    }
}

/// Compares trees and remembers those that it has read; one for each worker.
pub struct Trees<'r> {
    repo: &'r Repo,
    read: HashMap<Id, Rc<Vec<Entry>>>,
}

pub(in crate::git) struct Entry {
    pub(in crate::git) name: Vec<u8>,
    pub(in crate::git) id: Id,
    pub(in crate::git) kind: Kind,
}

impl Entry {
    /// Git sorts a folder as if its name ended with a slash.
    fn key(&self) -> impl Iterator<Item = &u8> {
        let end: &[u8] = if self.kind == Kind::Tree { b"/" } else { b"" };
        self.name.iter().chain(end)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::git) enum Kind {
    Tree,
    File,
    /// Links and submodules: never read.
    Other,
}

impl<'r> Trees<'r> {
    pub fn new(repo: &'r Repo) -> Trees<'r> {
        Trees { repo, read: HashMap::new() }
    }

    /// The trust files in which a tree differs from at least one of its parents' trees.
    pub fn touched(&mut self, tree: Id, parents: &[Id]) -> Result<Touched, Error> {
        let mut paths = BTreeMap::new();
        if parents.is_empty() {
            self.differing(Some(tree), None, &mut paths)?;
        }
        for parent in parents.iter().filter(|parent| **parent != tree) {
            self.differing(Some(tree), Some(*parent), &mut paths)?;
        }
        Ok(paths.into_iter().collect())
    }

    fn differing(
        &mut self,
        after: Option<Id>,
        before: Option<Id>,
        paths: &mut BTreeMap<String, Option<Id>>,
    ) -> Result<(), Error> {
        let (after, before) = (self.entries(after)?, self.entries(before)?);
        let file = |entries: &[Entry]| find(entries, b"caitien.toml", Kind::File);
        if file(&after) != file(&before) {
            paths.insert("caitien.toml".into(), file(&after));
        }
        let schools = |entries: &[Entry]| find(entries, b"schools", Kind::Tree);
        let pair = (schools(&after), schools(&before));
        self.below("schools", pair, DEPTH, paths)
    }

    /// Compares two folders of the same path; only what differs is opened.
    fn below(
        &mut self,
        path: &str,
        (after, before): Sides,
        depth: usize,
        paths: &mut BTreeMap<String, Option<Id>>,
    ) -> Result<(), Error> {
        if after == before || depth == 0 {
            return Ok(());
        }
        let (after, before) = (self.entries(after)?, self.entries(before)?);
        let record = |entries: &[Entry]| find(entries, b"school.toml", Kind::File);
        if record(&after) != record(&before) {
            paths.insert(format!("{path}/school.toml"), record(&after));
        }
        for (name, pair) in folders(&after, &before) {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            if name.parse::<Period>().is_err() {
                self.below(&format!("{path}/{name}"), pair, depth - 1, paths)?;
            }
        }
        Ok(())
    }

    /// The blob at a path of a tree.
    pub fn file(&mut self, tree: Id, path: &str) -> Result<Option<Id>, Error> {
        let mut at = tree;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let kind = if parts.peek().is_some() { Kind::Tree } else { Kind::File };
            match find(&self.entries(Some(at))?, part.as_bytes(), kind) {
                Some(id) => at = id,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    /// The files of a folder, with their names; empty where there is no such folder.
    pub fn files(&mut self, tree: Id, path: &str) -> Result<Vec<(String, Id)>, Error> {
        let mut at = tree;
        for part in path.split('/') {
            match find(&self.entries(Some(at))?, part.as_bytes(), Kind::Tree) {
                Some(id) => at = id,
                None => return Ok(Vec::new()),
            }
        }
        let entries = self.entries(Some(at))?;
        let files = entries.iter().filter(|entry| entry.kind == Kind::File);
        Ok(files.map(|entry| (String::from_utf8_lossy(&entry.name).into_owned(), entry.id)).collect())
    }

    /// The files of a folder of consents, as bytes; no more than there can be people, and none that is too
    /// long to be one.
    pub fn consents(&mut self, tree: Id, path: &str) -> Result<Vec<Vec<u8>>, Error> {
        const MOST: usize = 64;
        const LONGEST: usize = 16 * 1024;
        let files = self.files(tree, path)?;
        let signed = files.into_iter().filter(|(name, _)| name.ends_with(".sig")).take(MOST);
        let read = signed.map(|(_, blob)| self.repo.blob_within(blob.into(), LONGEST));
        Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The tree of a commit.
    pub fn of_commit(&self, commit: Id) -> Result<Id, Error> {
        Ok(self.repo.raw_commit(commit)?.tree)
    }

    pub(in crate::git) fn entries(&mut self, tree: Option<Id>) -> Result<Rc<Vec<Entry>>, Error> {
        let Some(id) = tree else { return Ok(Rc::default()) };
        if let Some(known) = self.read.get(&id) {
            return Ok(known.clone());
        }
        let damaged = || Error::ReadObject { what: id.to_string(), source: Failure::of_words("not a tree") };
        let entries = match self.repo.object(id.into())? {
            Some((ObjectKind::Tree, bytes)) => read_tree(&bytes).ok_or_else(damaged)?,
            _ => return Err(damaged()),
        };
        if self.read.len() >= CACHED {
            self.read.clear();
        }
        let entries = Rc::new(entries);
        self.read.insert(id, entries.clone());
        Ok(entries)
    }
}

fn find(entries: &[Entry], name: &[u8], kind: Kind) -> Option<Id> {
    entries.iter().find(|entry| entry.kind == kind && entry.name == name).map(|entry| entry.id)
}

/// The trees after and before, where there are any.
type Sides = (Option<Id>, Option<Id>);

/// The folders of both sides that differ, by name. Both lists are in git's order; a folder that
/// stands on one side only is found by running through both at once.
fn folders<'e>(after: &'e [Entry], before: &'e [Entry]) -> Vec<(&'e [u8], Sides)> {
    let trees = |entries: &'e [Entry]| {
        entries.iter().filter(|entry| entry.kind == Kind::Tree).map(|entry| (entry.name.as_slice(), entry.id))
    };
    let (mut ours, mut theirs) = (trees(after).peekable(), trees(before).peekable());
    let mut pairs = Vec::new();
    loop {
        let order = match (ours.peek(), theirs.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(our), Some(their)) => folder_order(our.0, their.0),
        };
        let our = if order.is_le() { ours.next() } else { None };
        let their = if order.is_ge() { theirs.next() } else { None };
        let name = our.or(their).map(|(name, _)| name).unwrap_or_default();
        let pair = (our.map(|(_, id)| id), their.map(|(_, id)| id));
        if pair.0 != pair.1 {
            pairs.push((name, pair));
        }
    }
}

/// Git sorts a folder as if its name ended with a slash.
fn folder_order(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    one.iter().chain(b"/").cmp(other.iter().chain(b"/"))
}

/// Reads a tree object: mode, name, id, over and over. None where git could not have written it: of two entries of
/// one name nobody can say which is meant.
pub(super) fn read_tree(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let blank = bytes.iter().position(|byte| *byte == b' ')?;
        let mode = bytes.get(..blank)?;
        let rest = bytes.get(blank + 1..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let id: [u8; 20] = rest.get(end + 1..end + 21)?.try_into().ok()?;
        let kind = match mode {
            b"40000" | b"040000" => Kind::Tree,
            _ if mode.starts_with(b"100") => Kind::File,
            _ => Kind::Other,
        };
        let entry = Entry { name: rest.get(..end)?.to_vec(), id: Hex(id), kind };
        if !follows(&entries, &entry) {
            return None;
        }
        entries.push(entry);
        bytes = rest.get(end + 21..)?;
    }
    Some(entries)
}

/// Does an entry come after these in git's order, with a name of its own?
fn follows(entries: &[Entry], entry: &Entry) -> bool {
    let Some(last) = entries.last() else { return true };
    // A file and a folder of one name are apart, but only by names that begin with theirs.
    let mut near = entries.iter().rev().take_while(|known| known.name.starts_with(&entry.name));
    last.key().lt(entry.key()) && near.all(|known| known.name != entry.name)
}

/// Where each school's record has ever stood.
#[derive(Clone, Debug, Default)]
pub struct Places {
    paths: BTreeMap<String, BTreeSet<String>>,
}

impl Places {
    /// Collects the paths of every record that a commit touched.
    pub fn of<'t>(touched: impl Iterator<Item = &'t Touched>) -> Places {
        let mut places = Places::default();
        for (path, _) in touched.flatten() {
            if let Some(school) = school_of(path)
                && !places.paths.get(school).is_some_and(|paths| paths.contains(path))
            {
                places.paths.entry(school.to_owned()).or_default().insert(path.clone());
            }
        }
        places
    }

    /// The folder in which a school lies in a tree; None where it is not there, or there twice.
    pub fn folder(&self, trees: &mut Trees<'_>, tree: Id, school: &str) -> Result<Option<String>, Error> {
        let mut folders = Vec::new();
        for path in self.paths.get(school).into_iter().flatten() {
            if trees.file(tree, path)?.is_some() {
                folders.extend(path.strip_suffix("/school.toml").map(str::to_owned));
            }
        }
        Ok(if folders.len() == 1 { folders.pop() } else { None })
    }

    /// The step of a commit that touched these paths.
    pub fn step(&self, trees: &mut Trees<'_>, commit: &Commit, touched: &Touched) -> Result<Step, Error> {
        let mut files = BTreeMap::new();
        for (path, blob) in touched {
            let Some(school) = school_of(path) else {
                files.insert(File::Settings, blob.map_or(Found::Absent, Found::Blob));
                continue;
            };
            let paths = self.paths.get(school);
            let found = match paths {
                Some(paths) if paths.len() > 1 => found_among(trees, commit.tree, paths)?,
                _ => blob.map_or(Found::Absent, Found::Blob),
            };
            files.insert(File::Record(school.to_owned()), found);
        }
        let touched = files.into_iter().collect();
        Ok(Step { commit: commit.id, parents: commit.parents.clone(), touched })
    }
}

fn found_among(trees: &mut Trees<'_>, tree: Id, paths: &BTreeSet<String>) -> Result<Found, Error> {
    let mut found = Found::Absent;
    for path in paths {
        found = match (trees.file(tree, path)?, found) {
            (None, found) => found,
            (Some(blob), Found::Absent) => Found::Blob(blob),
            (Some(_), _) => Found::Twice,
        };
    }
    Ok(found)
}

/// The school that a record's path speaks of; None for `caitien.toml` and for folders that are no
/// school's.
fn school_of(path: &str) -> Option<&str> {
    let school = path.strip_suffix("/school.toml")?.rsplit('/').next()?;
    is_slug(school).then_some(school)
}
