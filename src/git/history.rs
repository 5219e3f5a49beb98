//! Which commits changed the files below a folder, and how.
//!
//! Trees are compared by the ids of their entries, and only where they differ: a hundred times less
//! work than a full difference per commit. A merge counts only where it differs from every parent:
//! else what it brings was told by the commits it joins.

use std::collections::{BTreeMap, HashMap};

use git2::{ErrorCode, ObjectType, Oid, Sort};

use super::{CommitId, CommitInfo, Error, ObjectId, Repo};

/// One commit that changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub commit: CommitInfo,
    /// In order of their paths.
    pub files: Vec<FileStep>,
}

/// What a commit did to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStep {
    /// From the repository's root.
    pub path: String,
    /// None where the commit brought the file in.
    pub before: Option<ObjectId>,
    /// None where it took the file away.
    pub after: Option<ObjectId>,
}

/// What lies at a path.
type Thing = Option<(Oid, ObjectType)>;

/// The commits from here on back that changed something at or below a path, newest first, and no
/// more than `limit` of them.
pub fn under(repo: &Repo, from: CommitId, path: &str, limit: usize) -> Result<Vec<Step>, Error> {
    let failed = |source: git2::Error| Error::read_object(&from.to_string(), &source);
    let mut walk = repo.inner.revwalk().map_err(failed)?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME).map_err(failed)?;
    walk.push(from.into()).map_err(failed)?;
    let mut looked = Looked { repo, path, known: HashMap::new() };
    let mut steps = Vec::new();
    for id in walk {
        if steps.len() == limit {
            break;
        }
        let id = id.map_err(failed)?;
        let commit =
            repo.inner.find_commit(id).map_err(|source| Error::read_object(&id.to_string(), &source))?;
        let now = looked.at(id)?;
        let mut before = Vec::new();
        for parent in commit.parent_ids() {
            before.push(looked.at(parent)?);
        }
        looked.known.remove(&id);
        if before.contains(&now) || (before.is_empty() && now.is_none()) {
            continue;
        }
        let files = difference(repo, path, before.first().copied().flatten(), now)?;
        steps.push(Step { commit: repo.commit(id.into())?, files });
    }
    Ok(steps)
}

struct Looked<'l> {
    repo: &'l Repo,
    path: &'l str,
    /// A commit is asked for by its children and by itself.
    known: HashMap<Oid, Thing>,
}

impl Looked<'_> {
    fn at(&mut self, commit: Oid) -> Result<Thing, Error> {
        if let Some(known) = self.known.get(&commit) {
            return Ok(*known);
        }
        let thing = match self.repo.inner.find_commit(commit) {
            // Where a shallow clone ends, there is no parent to compare with.
            Err(error) if error.code() == ErrorCode::NotFound && self.repo.is_shallow() => None,
            Err(error) => return Err(Error::read_object(&commit.to_string(), &error)),
            Ok(_) => self.look(commit)?,
        };
        self.known.insert(commit, thing);
        Ok(thing)
    }

    fn look(&self, commit: Oid) -> Result<Thing, Error> {
        let tree = self.repo.tree(commit.into())?;
        if self.path.is_empty() {
            return Ok(Some((tree.id(), ObjectType::Tree)));
        }
        match tree.get_path(std::path::Path::new(self.path)) {
            Ok(entry) => Ok(entry.kind().map(|kind| (entry.id(), kind))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::read_object(self.path, &error)),
        }
    }
}

fn difference(repo: &Repo, path: &str, before: Thing, after: Thing) -> Result<Vec<FileStep>, Error> {
    let mut files = Vec::new();
    let mut open = vec![(path.to_owned(), before, after)];
    while let Some((path, before, after)) = open.pop() {
        if before == after {
            continue;
        }
        let blob =
            |thing: Thing| thing.filter(|(_, kind)| *kind == ObjectType::Blob).map(|(id, _)| id.into());
        if blob(before).is_some() || blob(after).is_some() {
            files.push(FileStep { path: path.clone(), before: blob(before), after: blob(after) });
        }
        let (old, new) = (entries(repo, &path, before)?, entries(repo, &path, after)?);
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        for (name, now) in &new {
            open.push((format!("{prefix}{name}"), old.get(name).copied(), Some(*now)));
        }
        for (name, was) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
            open.push((format!("{prefix}{name}"), Some(*was), None));
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn entries(repo: &Repo, path: &str, thing: Thing) -> Result<BTreeMap<String, (Oid, ObjectType)>, Error> {
    let Some((id, ObjectType::Tree)) = thing else { return Ok(BTreeMap::new()) };
    let tree = repo.inner.find_tree(id).map_err(|source| Error::read_object(path, &source))?;
    let entry =
        |entry: git2::TreeEntry<'_>| Some((entry.name().ok()?.to_owned(), (entry.id(), entry.kind()?)));
    Ok(tree.iter().filter_map(entry).collect())
}
