//! Where the index differs from HEAD. A folder whose tree the index knows to be HEAD's is passed by
//! without reading it.

use std::collections::{BTreeMap, HashMap};

use git2::{ObjectType, Tree};

use super::super::index::{Index, KnownTree};
use super::super::{Error, ObjectId, Repo};
use super::{InHead, is_ours};

/// The differences between index and HEAD.
#[derive(Debug, Default)]
pub(super) struct Staged {
    /// The index as a whole is HEAD.
    is_same: bool,
    /// For entries of the index that differ: what HEAD has.
    differs: HashMap<usize, InHead>,
    /// Files of HEAD that the index does not have.
    pub(super) removed: BTreeMap<String, ObjectId>,
}

impl Staged {
    pub(super) fn is_nothing(&self) -> bool {
        self.is_same
    }

    pub(super) fn head_of(&self, at: usize) -> InHead {
        self.differs.get(&at).copied().unwrap_or(InHead::Same)
    }
}

pub(super) fn staged(repo: &Repo, index: &Index) -> Result<Staged, Error> {
    let mut walk = Walk { repo, index, staged: Staged::default() };
    match repo.head()? {
        Some(head) => {
            let tree = repo.tree(head)?;
            if index.root.as_ref().is_none_or(|root| root.id != Some(tree.id().into())) {
                walk.folder(&tree, index.root.as_ref(), "")?;
            } else {
                walk.staged.is_same = true;
            }
        }
        None => walk.absent(0..index.entries.len()),
    }
    Ok(walk.staged)
}

struct Walk<'w> {
    repo: &'w Repo,
    index: &'w Index,
    staged: Staged,
}

impl Walk<'_> {
    fn absent(&mut self, range: std::ops::Range<usize>) {
        self.staged.differs.extend(range.map(|at| (at, InHead::Absent)));
    }

    /// Compares one folder of HEAD with the index's entries in it.
    fn folder(&mut self, tree: &Tree<'_>, known: Option<&KnownTree>, prefix: &str) -> Result<(), Error> {
        for entry in tree.iter() {
            let Ok(name) = entry.name() else { continue };
            let path = format!("{prefix}{name}");
            if !is_ours(&path) {
                continue;
            }
            let id: ObjectId = entry.id().into();
            match entry.kind() {
                Some(ObjectType::Tree) => {
                    let known = known
                        .and_then(|known| known.folders.iter().find(|folder| folder.name == name.as_bytes()));
                    if known.is_none_or(|known| known.id != Some(id)) {
                        let below = self.repo.inner.find_tree(entry.id());
                        let below = below.map_err(|source| Error::read_object(&path, &source))?;
                        self.folder(&below, known, &format!("{path}/"))?;
                    }
                }
                _ => self.file(path, id),
            }
        }
        self.only_in_index(tree, prefix);
        Ok(())
    }

    fn file(&mut self, path: String, id: ObjectId) {
        match self.index.find(path.as_bytes()) {
            Some(at) => {
                let entry = self.index.entries.get(at);
                if entry.is_some_and(|entry| entry.id != id || entry.is_intent) {
                    self.staged.differs.insert(at, InHead::Other(id));
                }
            }
            None => {
                self.staged.removed.insert(path, id);
            }
        }
    }

    /// The entries of the index in this folder that HEAD's tree does not have.
    fn only_in_index(&mut self, tree: &Tree<'_>, prefix: &str) {
        let range = self.index.under(prefix.as_bytes());
        let mut at = range.start;
        while at < range.end {
            let Some(entry) = self.index.entries.get(at) else { break };
            let rest = entry.path.get(prefix.len()..).unwrap_or_default();
            let name = rest.split(|byte| *byte == b'/').next().unwrap_or_default();
            let is_folder = name.len() < rest.len();
            let path = [prefix.as_bytes(), name, if is_folder { b"/" } else { b"" }].concat();
            let all = if is_folder { self.index.under(&path) } else { at..at + 1 };
            let there = tree.get_name_bytes(name).and_then(|entry| entry.kind());
            if there.is_none_or(|kind| (kind == ObjectType::Tree) != is_folder) {
                self.absent(all.clone());
            }
            at = all.end.max(at + 1);
        }
    }
}
