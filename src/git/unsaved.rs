//! Work that nobody saved yet, kept beside the branches: each entry holds the files that differed from HEAD then.
//!
//! The entries are commits of their own line under `refs/caitien/unsaved/`, whose trees hold nothing but these files. No
//! branch, tag or push shows them, and git's cleaning leaves them alone as long as the ref stands. They are made without
//! the `git` program: no hook has a say in keeping what a person types, and nothing here is ever signed or published.

use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, ObjectType, Oid, Time, TreeWalkMode, TreeWalkResult};

use super::{CommitId, Error, ObjectId, Repo, TreeFile};

/// Somebody else who keeps at the same time has done so by then.
const TRIES: usize = 20;

/// A point in time, as a commit keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Since 1970, in UTC.
    pub seconds: i64,
    /// East of Greenwich.
    pub offset_minutes: i32,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: CommitId,
    pub moment: Moment,
    /// The files that were not saved then.
    pub files: Vec<TreeFile>,
}

impl Repo {
    /// Keeps these files as the newest entry; None where the newest has the very same.
    pub fn keep_unsaved(
        &self,
        files: &[(String, Vec<u8>)],
        moment: Moment,
    ) -> Result<Option<CommitId>, Error> {
        let name = self.unsaved_ref();
        let failed = |source: git2::Error| Error::WriteRef {
            name: name.clone(),
            source: super::Failure::new(&source),
        };
        let tree = self.unsaved_tree(files).map_err(failed)?;
        let mut result = Ok(None);
        for _ in 0..TRIES {
            let newest = self.newest_unsaved()?;
            let parent = newest.map(|id| self.inner.find_commit(id)).transpose().map_err(failed)?;
            if parent.as_ref().is_some_and(|parent| parent.tree_id() == tree) {
                return Ok(None);
            }
            let made = self.put_unsaved(&name, (tree, parent.as_ref()), moment);
            let moved = matches!(&made, Err(source) if source.code() == ErrorCode::Modified || source.code() == ErrorCode::Locked);
            result = made.map(Some).map_err(failed);
            if !moved {
                break;
            }
        }
        result
    }

    /// All entries, the newest first.
    pub fn unsaved(&self) -> Result<Vec<Kept>, Error> {
        let mut entries = Vec::new();
        let mut next = self.newest_unsaved()?;
        while let Some(id) = next {
            let failed = |source: git2::Error| Error::read_object(&id.to_string(), &source);
            let commit = self.inner.find_commit(id).map_err(failed)?;
            let time = commit.time();
            let files = listed(&commit.tree().map_err(failed)?).map_err(failed)?;
            let moment = Moment { seconds: time.seconds(), offset_minutes: time.offset_minutes() };
            entries.push(Kept { id: id.into(), moment, files });
            next = commit.parent_ids().next();
        }
        Ok(entries)
    }

    /// Each working tree has a line of its own.
    fn unsaved_ref(&self) -> String {
        let linked = self.git_dir() != self.common_dir();
        let name = self.git_dir().file_name().and_then(|name| name.to_str()).filter(|_| linked);
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        match name {
            Some(name) => format!("refs/caitien/unsaved/in-{}", name.chars().map(plain).collect::<String>()),
            None => "refs/caitien/unsaved/here".to_owned(),
        }
    }

    fn newest_unsaved(&self) -> Result<Option<Oid>, Error> {
        Ok(self.reference(&self.unsaved_ref())?.map(Oid::from))
    }

    fn unsaved_tree(&self, files: &[(String, Vec<u8>)]) -> Result<Oid, git2::Error> {
        let empty = self.inner.find_tree(self.inner.treebuilder(None)?.write()?)?;
        let mut update = TreeUpdateBuilder::new();
        for (path, bytes) in files {
            update.upsert(path.as_str(), self.inner.blob(bytes)?, FileMode::Blob);
        }
        update.create_updated(&self.inner, &empty)
    }

    fn put_unsaved(
        &self,
        name: &str,
        (tree, parent): (Oid, Option<&git2::Commit<'_>>),
        moment: Moment,
    ) -> Result<CommitId, git2::Error> {
        let time = Time::new(moment.seconds, moment.offset_minutes);
        let nobody = git2::Signature::new("caitien", "caitien", &time)?;
        let tree = self.inner.find_tree(tree)?;
        let parents: Vec<&git2::Commit<'_>> = parent.into_iter().collect();
        let commit = self.inner.commit(None, &nobody, &nobody, "unsaved work\n", &tree, &parents)?;
        // Of zeros where there must be none yet.
        let before = parent.map_or(Oid::from_bytes(&[0; 20])?, git2::Commit::id);
        self.inner.reference_matching(name, commit, true, before, "unsaved work")?;
        Ok(commit.into())
    }
}

fn listed(tree: &git2::Tree<'_>) -> Result<Vec<TreeFile>, git2::Error> {
    let mut files = Vec::new();
    tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if let (Some(ObjectType::Blob), Ok(name)) = (entry.kind(), entry.name()) {
            files.push(TreeFile { path: format!("{folder}{name}"), id: ObjectId::from(entry.id()) });
        }
        TreeWalkResult::Ok
    })?;
    Ok(files)
}
