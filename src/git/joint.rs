//! Two histories side by side: where they parted, which files differ, and a commit that joins them.
//!
//! Everything is made in the object database; no branch and no file moves here ([`super::advance`] does that). The commit
//! is made by the `git` program, so that a person's signing holds. What a merged file says is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use git2::{ErrorCode, Oid};

use super::commit::{Error as CommitError, run};
use super::history::FileStep;
use super::{CommitId, CommitInfo, Error, ObjectId, Repo};

/// A file in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    pub id: ObjectId,
    pub mode: i32,
}

impl Leaf {
    /// Is it a file of bytes, and neither a link nor another repository?
    pub fn is_file(&self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }
}

/// One path in three trees; None where there is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trio {
    pub base: Option<Leaf>,
    pub ours: Option<Leaf>,
    pub theirs: Option<Leaf>,
}

/// What lies under a name of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Leaf(Leaf),
    Tree(TreeId),
}

impl Thing {
    fn leaf(self) -> Option<Leaf> {
        match self {
            Thing::Leaf(leaf) => Some(leaf),
            Thing::Tree(_) => None,
        }
    }

    fn tree(self) -> Option<TreeId> {
        match self {
            Thing::Tree(tree) => Some(tree),
            Thing::Leaf(_) => None,
        }
    }
}

/// A tree object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeId(pub ObjectId);

impl Repo {
    /// The newest commits from which both descend; several where histories crossed.
    pub fn merge_bases(&self, one: CommitId, other: CommitId) -> Result<Vec<CommitId>, Error> {
        match self.inner.merge_bases(one.into(), other.into()) {
            Ok(bases) => Ok(bases.iter().map(|id| CommitId::from(*id)).collect()),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(Error::read_object(&one.to_string(), &error)),
        }
    }

    pub fn tree_of(&self, commit: CommitId) -> Result<TreeId, Error> {
        Ok(TreeId(self.tree(commit)?.id().into()))
    }

    /// Every path that is not the same in ours and theirs, in order.
    pub fn trios(
        &self,
        base: Option<TreeId>,
        ours: Option<TreeId>,
        theirs: Option<TreeId>,
    ) -> Result<BTreeMap<String, Trio>, Error> {
        let mut found = BTreeMap::new();
        let mut open = vec![(String::new(), [base, ours, theirs])];
        while let Some((folder, [base, ours, theirs])) = open.pop() {
            let (base, ours, theirs) = (self.entries(base)?, self.entries(ours)?, self.entries(theirs)?);
            let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            for name in names {
                let things = [base.get(name), ours.get(name), theirs.get(name)].map(Option::<&Thing>::copied);
                let [_, own, other] = things;
                if own == other {
                    continue;
                }
                let path = format!("{folder}{name}");
                let [base, ours, theirs] = things.map(|thing| thing.and_then(Thing::leaf));
                let trees = things.map(|thing| thing.and_then(Thing::tree));
                if ours != theirs {
                    found.insert(path.clone(), Trio { base, ours, theirs });
                }
                if trees.iter().skip(1).any(Option::is_some) {
                    open.push((format!("{path}/"), trees));
                }
            }
        }
        Ok(found)
    }

    /// What lies in a folder, by name.
    fn entries(&self, tree: Option<TreeId>) -> Result<BTreeMap<String, Thing>, Error> {
        let Some(TreeId(id)) = tree else { return Ok(BTreeMap::new()) };
        let tree =
            self.inner.find_tree(id.into()).map_err(|source| Error::read_object(&id.to_string(), &source))?;
        let mut entries = BTreeMap::new();
        for entry in &tree {
            // A name that is not UTF-8 cannot be told apart from another one here.
            let name =
                entry.name().map_err(|source| Error::read_object(&id.to_string(), &source))?.to_owned();
            let leaf = Leaf { id: entry.id().into(), mode: entry.filemode() };
            let is_tree = entry.kind() == Some(git2::ObjectType::Tree);
            entries.insert(name, if is_tree { Thing::Tree(TreeId(leaf.id)) } else { Thing::Leaf(leaf) });
        }
        Ok(entries)
    }

    /// The file at a path of a tree.
    pub fn leaf(&self, tree: TreeId, path: &str) -> Result<Option<Leaf>, Error> {
        let failed = |source: git2::Error| Error::read_object(path, &source);
        let tree = self.inner.find_tree(tree.0.into()).map_err(failed)?;
        match tree.get_path(std::path::Path::new(path)) {
            Ok(entry) if entry.kind() != Some(git2::ObjectType::Tree) => {
                Ok(Some(Leaf { id: entry.id().into(), mode: entry.filemode() }))
            }
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// The names of what lies in a folder of a tree.
    pub fn names_in(&self, tree: TreeId, folder: &str) -> Result<Vec<String>, Error> {
        let failed = |source: git2::Error| Error::read_object(folder, &source);
        let root = self.inner.find_tree(tree.0.into()).map_err(failed)?;
        match root.get_path(std::path::Path::new(folder)) {
            Ok(entry) if entry.kind() == Some(git2::ObjectType::Tree) => {
                Ok(self.entries(Some(TreeId(entry.id().into())))?.into_keys().collect())
            }
            Ok(_) => Ok(Vec::new()),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Puts bytes into the object database.
    pub fn keep_blob(&self, bytes: &[u8]) -> Result<ObjectId, Error> {
        let kept = self.inner.blob(bytes);
        kept.map(ObjectId::from).map_err(|source| Error::write_object("blob", &source))
    }

    /// A tree with some files put in or taken out.
    pub fn keep_tree(&self, from: TreeId, changes: &BTreeMap<String, Option<Leaf>>) -> Result<TreeId, Error> {
        let failed = |source: git2::Error| Error::write_object("tree", &source);
        let tree = self.inner.find_tree(from.0.into()).map_err(failed)?;
        let mut index = git2::Index::new().map_err(failed)?;
        index.read_tree(&tree).map_err(failed)?;
        for path in changes.iter().filter(|(_, leaf)| leaf.is_none()).map(|(path, _)| path) {
            match index.remove(std::path::Path::new(path), 0) {
                Err(error) if error.code() != ErrorCode::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        for (path, leaf) in changes {
            if let Some(leaf) = leaf {
                index.add(&entry(path, *leaf)).map_err(failed)?;
            }
        }
        index.write_tree_to(&self.inner).map(|id| TreeId(id.into())).map_err(failed)
    }

    /// The commits that lead to `to` and not to `from`, oldest first, and no more than `limit`.
    pub fn between(
        &self,
        from: Option<CommitId>,
        to: CommitId,
        limit: usize,
    ) -> Result<Vec<CommitInfo>, Error> {
        let failed = |source: git2::Error| Error::read_object(&to.to_string(), &source);
        let mut walk = self.inner.revwalk().map_err(failed)?;
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::TIME).map_err(failed)?;
        walk.push(to.into()).map_err(failed)?;
        if let Some(from) = from {
            walk.hide(from.into()).map_err(failed)?;
        }
        let mut commits = Vec::new();
        for id in walk.take(limit) {
            commits.push(self.commit(id.map_err(failed)?.into())?);
        }
        commits.reverse();
        Ok(commits)
    }

    /// What a commit did to the files since its first parent.
    pub fn steps(&self, commit: &CommitInfo) -> Result<Vec<FileStep>, Error> {
        let now = self.tree_of(commit.id)?;
        let before = commit.parents.first().map(|parent| self.tree_of(*parent)).transpose()?;
        let Some(before) = before else {
            let files = self.files(commit.id, "")?.into_iter();
            return Ok(files
                .map(|file| FileStep { path: file.path, before: None, after: Some(file.id) })
                .collect());
        };
        let changed = self.trios(None, Some(before), Some(now))?.into_iter();
        let id = |leaf: Option<Leaf>| leaf.filter(Leaf::is_file).map(|leaf| leaf.id);
        Ok(changed
            .map(|(path, trio)| FileStep { path, before: id(trio.ours), after: id(trio.theirs) })
            .collect())
    }

    /// The branch that a branch follows: the remote's name, and the name there.
    pub fn upstream(&self, branch: &str) -> Result<Option<(String, String)>, Error> {
        let remote = self.config(&format!("branch.{branch}.remote"))?;
        let there = self.config(&format!("branch.{branch}.merge"))?;
        let there = there.and_then(|name| name.strip_prefix("refs/heads/").map(str::to_owned));
        Ok(remote.filter(|name| name != ".").zip(there))
    }
}

fn entry(path: &str, leaf: Leaf) -> git2::IndexEntry {
    let zero = git2::IndexTime::new(0, 0);
    git2::IndexEntry {
        ctime: zero,
        mtime: zero,
        dev: 0,
        ino: 0,
        mode: u32::try_from(leaf.mode).unwrap_or(0o100_644),
        uid: 0,
        gid: 0,
        file_size: 0,
        id: Oid::from(leaf.id),
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// Makes a commit of a tree, through git; no branch moves.
pub fn commit_tree(
    repo: &Repo,
    TreeId(tree): TreeId,
    parents: [CommitId; 2],
    message: &str,
) -> Result<CommitId, CommitError> {
    let mut arguments: Vec<OsString> = vec!["commit-tree".into()];
    // Unlike `git commit`, this one asks no configuration whether to sign.
    let signs = repo.config("commit.gpgsign").ok().flatten();
    if signs.is_some_and(|value| matches!(value.to_lowercase().as_str(), "true" | "yes" | "on" | "1")) {
        arguments.push("-S".into());
    }
    for parent in parents {
        arguments.extend(["-p".into(), parent.to_string().into()]);
    }
    arguments.push(tree.to_string().into());
    let output = run(repo, &arguments, format!("{}\n", message.trim_end()).as_bytes())?;
    let id = std::str::from_utf8(&output.stdout).ok().and_then(|text| text.trim().parse().ok());
    match (output.status.success(), id) {
        (true, Some(id)) => Ok(CommitId::new(id)),
        _ => Err(super::commit::explain(repo, &output)),
    }
}
