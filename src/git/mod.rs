//! The git repository as plans need it: find it, read files at a revision, list files and tags.
//!
//! The door to libgit2: no type of it leaves this folder. Reading goes through libgit2; commits go
//! through the `git` program ([`commit`]), so that hooks and `commit.gpgsign` hold. A [`Repo`] is
//! cheap to open (under 0.1 ms) and belongs to one thread: others take [`Repo::again`].
//!
//! ```no_run
//! let repo = caitien::git::Repo::open(std::path::Path::new(".")).unwrap();
//! if let Some(head) = repo.head().unwrap() {
//!     let plan = repo.read(head, "schools/mn-may-trang/2024-2025/plan.md").unwrap();
//! }
//! ```
//!
//! Nothing here judges: who may sign what is `approval`'s business.

pub mod advance;
mod assumed;
pub mod checked;
pub mod commit;
mod door;
pub mod driver;
mod edited;
mod error;
pub mod history;
pub mod hooks;
pub mod id;
mod index;
mod info;
pub mod joint;
pub mod look;
pub mod memo;
pub mod parcel;
mod reference;
pub mod remote;
pub mod seen;
pub mod size;
pub mod status;
pub mod tag;
mod tips;
pub mod trust;
pub mod unsaved;
pub mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use git2::{ErrorCode, ObjectType, Repository, TreeWalkMode, TreeWalkResult};

use assumed::Assumed;
pub use door::Door;
use door::Found;
pub use error::{Error, Failure, Unsupported};
pub use id::{CommitId, ObjectId};
use info::signature;
pub use info::{CommitInfo, Signature};
use view::{Seen, View};

/// An open repository; one thread's own.
pub struct Repo {
    pub(in crate::git) inner: Repository,
    root: PathBuf,
    found: Found,
    /// Refs that are taken to name these objects, or to be gone: what a push would do.
    assumed: Assumed,
    /// Other names and objects than the repository's own.
    view: Option<Arc<View>>,
    /// The folder of a repository that goes with the value.
    kept: Option<Arc<tempfile::TempDir>>,
}

/// Where HEAD stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// On a branch without commits.
    Unborn {
        branch: String,
    },
    Branch {
        branch: String,
        commit: CommitId,
    },
    Detached {
        commit: CommitId,
    },
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    Commit,
    Tree,
    Blob,
    Tag,
}

/// One file of a commit or of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeFile {
    /// From the repository's root, with `/`.
    pub path: String,
    pub id: ObjectId,
}

impl Repo {
    /// The repository that this folder lies in.
    pub fn open(folder: &Path) -> Result<Repo, Error> {
        let inner = Repository::discover(folder).map_err(|source| Error::opening(folder, &source))?;
        Ok(Repo::wrap(inner))
    }

    fn wrap(inner: Repository) -> Repo {
        let root = inner.workdir().unwrap_or(inner.path()).to_path_buf();
        Repo { inner, root, found: Found::InFolder, assumed: Assumed::new(), view: None, kept: None }
    }

    /// The working tree's top folder; of a bare repository, its git directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `.git`, or what it points to in a linked worktree.
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// The git directory that all linked worktrees share.
    pub fn common_dir(&self) -> &Path {
        self.inner.commondir()
    }

    pub fn is_bare(&self) -> bool {
        self.inner.is_bare()
    }

    /// Does it lack the older part of its history?
    pub fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    /// HEAD's commit; None where there is no commit yet.
    pub fn head(&self) -> Result<Option<CommitId>, Error> {
        if let Some(head) = self.viewed_head() {
            return Ok(head);
        }
        Ok(match self.head_state()? {
            Head::Unborn { .. } => None,
            Head::Branch { commit, .. } | Head::Detached { commit } => Some(commit),
        })
    }

    /// HEAD with its branch.
    pub fn head_state(&self) -> Result<Head, Error> {
        let failed = |source: git2::Error| Error::read_ref("HEAD", &source);
        let head = self.inner.find_reference("HEAD").map_err(failed)?;
        let target = head.symbolic_target().map_err(failed)?.map(str::to_owned);
        let assumed = target.as_ref().and_then(|name| self.assumption(name));
        let branch = target.map(|name| name.strip_prefix("refs/heads/").map_or(name.clone(), str::to_owned));
        if let (Some(target), Some(branch)) = (assumed, &branch) {
            let branch = branch.clone();
            return Ok(target.map_or(Head::Unborn { branch: branch.clone() }, |id| Head::Branch {
                branch,
                commit: CommitId::new(id),
            }));
        }
        match (self.inner.head().and_then(|head| head.peel_to_commit()), branch) {
            (Ok(commit), None) => Ok(Head::Detached { commit: commit.id().into() }),
            (Ok(commit), Some(branch)) => Ok(Head::Branch { branch, commit: commit.id().into() }),
            (Err(error), Some(branch)) if error.code() == ErrorCode::UnbornBranch => {
                Ok(Head::Unborn { branch })
            }
            (Err(error), _) => Err(failed(error)),
        }
    }

    /// The commit that a revision names (`HEAD~2`, a branch, a tag, an abbreviated id).
    pub fn resolve(&self, revision: &str) -> Result<CommitId, Error> {
        let object = self.inner.revparse_single(revision).map_err(|source| match source.code() {
            ErrorCode::NotFound | ErrorCode::InvalidSpec => {
                Error::NoSuchRevision { revision: revision.to_owned() }
            }
            ErrorCode::Ambiguous => Error::AmbiguousRevision { revision: revision.to_owned() },
            _ => Error::read_ref(revision, &source),
        })?;
        let commit = object.peel_to_commit().map_err(|source| Error::read_ref(revision, &source))?;
        Ok(commit.id().into())
    }

    /// A file's bytes at a commit; None where the commit has no such file.
    pub fn read(&self, commit: CommitId, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.blob_id(commit, path)?.map(|id| self.blob(id)).transpose()
    }

    /// The blob id of a file at a commit; None where the commit has no such file.
    pub fn blob_id(&self, commit: CommitId, path: &str) -> Result<Option<ObjectId>, Error> {
        let tree = self.tree(commit)?;
        match tree.get_path(Path::new(path)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Blob) => Ok(Some(entry.id().into())),
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::read_object(path, &error)),
        }
    }

    /// The bytes of a blob.
    pub fn blob(&self, id: ObjectId) -> Result<Vec<u8>, Error> {
        match self.seen_in_view(id) {
            Seen::Held(ObjectKind::Blob, bytes) => return Ok(bytes.to_vec()),
            Seen::Held(..) | Seen::Nowhere => return Err(Error::not_here(id)),
            Seen::Elsewhere => {}
        }
        let blob = self.inner.find_blob(id.into());
        let blob = blob.map_err(|source| Error::read_object(&id.to_string(), &source))?;
        self.note(id);
        Ok(blob.content().to_vec())
    }

    /// Every regular file of a commit below a folder (`""` is the root), in git's order. Names
    /// that are not UTF-8 are passed over: no file of ours has one.
    pub fn files(&self, commit: CommitId, under: &str) -> Result<Vec<TreeFile>, Error> {
        let failed = |source: git2::Error| Error::read_object(under, &source);
        let under = under.trim_matches('/');
        let mut tree = self.tree(commit)?;
        let mut prefix = String::new();
        if !under.is_empty() {
            let entry = match tree.get_path(Path::new(under)) {
                Err(error) if error.code() == ErrorCode::NotFound => return Ok(Vec::new()),
                other => other.map_err(failed)?,
            };
            if entry.kind() != Some(ObjectType::Tree) {
                return Ok(Vec::new());
            }
            tree = self.inner.find_tree(entry.id()).map_err(failed)?;
            prefix = format!("{under}/");
        }
        let mut files = Vec::new();
        let walked = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            if let (Some(ObjectType::Blob), Ok(name)) = (entry.kind(), entry.name()) {
                files.push(TreeFile { path: format!("{prefix}{folder}{name}"), id: entry.id().into() });
            }
            TreeWalkResult::Ok
        });
        walked.map_err(failed)?;
        Ok(files)
    }

    pub(in crate::git) fn tree(&self, commit: CommitId) -> Result<git2::Tree<'_>, Error> {
        let commit_object = self.inner.find_commit(commit.into());
        let tree = commit_object.and_then(|commit| commit.tree());
        tree.map_err(|source| Error::read_object(&commit.to_string(), &source))
    }

    /// The tags whose names begin with `prefix` (`approved/th-song-cau/`), with the id of what each
    /// ref names: the tag object, or a commit for a lightweight tag. In order of name.
    pub fn tags(&self, prefix: &str) -> Result<Vec<(String, ObjectId)>, Error> {
        if let Some(tags) = self.viewed_tags(prefix) {
            return Ok(tags);
        }
        let failed = |source: git2::Error| Error::read_ref("refs/tags", &source);
        let mut tags = Vec::new();
        // Only the folders that the prefix names are listed; its letters are none of a pattern's.
        let plain = prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
        let pattern = if plain { format!("refs/tags/{prefix}*") } else { "refs/tags/*".to_owned() };
        for reference in self.inner.references_glob(&pattern).map_err(failed)? {
            let reference = reference.map_err(failed)?;
            let Some(name) = reference.name().ok().and_then(|name| name.strip_prefix("refs/tags/")) else {
                continue;
            };
            // A name may stand for another name; whatever it leads to is judged under it. One that leads
            // nowhere is no tag.
            let target = || reference.target().or(reference.resolve().ok()?.target());
            if let (true, Some(target)) = (name.starts_with(prefix), target()) {
                tags.push((name.to_owned(), target.into()));
            }
        }
        tags.retain(|(name, _)| self.assumption(&format!("refs/tags/{name}")).is_none());
        let assumed = self
            .assumed
            .iter()
            .filter_map(|(name, target)| Some((name.strip_prefix("refs/tags/")?.to_owned(), (*target)?)));
        tags.extend(assumed.filter(|(name, _)| name.starts_with(prefix)));
        tags.sort();
        Ok(tags)
    }

    /// What a ref names, such as `refs/tags/approved/…`; None where there is no such ref.
    pub fn reference(&self, name: &str) -> Result<Option<ObjectId>, Error> {
        if let Some(target) = self.viewed_reference(name) {
            return Ok(target);
        }
        if let Some(target) = self.assumption(name) {
            return Ok(target);
        }
        match self.inner.refname_to_id(name) {
            Ok(id) => Ok(Some(id.into())),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::read_ref(name, &error)),
        }
    }

    /// Any object's kind and raw bytes; None where the repository has no such object.
    pub fn object(&self, id: ObjectId) -> Result<Option<(ObjectKind, Vec<u8>)>, Error> {
        match self.seen_in_view(id) {
            Seen::Held(kind, bytes) => return Ok(Some((kind, bytes.to_vec()))),
            Seen::Nowhere => return Ok(None),
            Seen::Elsewhere => {}
        }
        let failed = |source: git2::Error| Error::read_object(&id.to_string(), &source);
        let store = self.inner.odb().map_err(failed)?;
        match store.read(id.into()) {
            Ok(object) => {
                self.note(id);
                Ok(object_kind(object.kind()).map(|kind| (kind, object.data().to_vec())))
            }
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// A commit's author, time, message and parents.
    pub fn commit(&self, id: CommitId) -> Result<CommitInfo, Error> {
        let commit = self.inner.find_commit(id.into());
        let commit = commit.map_err(|source| Error::read_object(&id.to_string(), &source))?;
        Ok(CommitInfo {
            id,
            parents: commit.parent_ids().map(CommitId::from).collect(),
            author: signature(&commit.author()),
            committer: signature(&commit.committer()),
            message: String::from_utf8_lossy(commit.message_bytes()).into_owned(),
        })
    }

    /// Is `ancestor` the same commit as `commit`, or one from which it descends?
    pub fn is_ancestor(&self, ancestor: CommitId, commit: CommitId) -> Result<bool, Error> {
        if ancestor == commit {
            return Ok(true);
        }
        let descends = self.inner.graph_descendant_of(commit.into(), ancestor.into());
        descends.map_err(|source| Error::read_object(&commit.to_string(), &source))
    }

    /// What is staged, as git's pre-commit hook must look at it. `index` is another index file than
    /// the repository's own: the one that git names to its hooks.
    pub fn staged(&self, index: Option<&Path>) -> Result<Vec<TreeFile>, Error> {
        let failed = |source: git2::Error| Error::read_ref("index", &source);
        let opened = match index {
            Some(path) => git2::Index::open(path),
            None => self.inner.index(),
        };
        let opened = opened.map_err(failed)?;
        let regular = |mode: u32| mode & 0o170_000 == 0o100_000;
        let entries = opened.iter().filter(|entry| regular(entry.mode));
        let file = |entry: git2::IndexEntry| {
            let path = String::from_utf8(entry.path).ok()?;
            Some(TreeFile { path, id: entry.id.into() })
        };
        Ok(entries.filter_map(file).collect())
    }

    /// A setting of git's configuration (all its files), such as `user.name`.
    pub fn config(&self, key: &str) -> Result<Option<String>, Error> {
        let failed = |source: git2::Error| Error::read_ref(key, &source);
        let config = self.inner.config().and_then(|mut config| config.snapshot()).map_err(failed)?;
        match config.get_string(key) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Sets a value in the clone's own configuration, `.git/config`.
    pub fn set_config(&self, key: &str, value: &str) -> Result<(), Error> {
        let config = self.inner.config().and_then(|config| config.open_level(git2::ConfigLevel::Local));
        let written = config.and_then(|mut config| config.set_str(key, value));
        written.map_err(|source| Error::write_config(key, &source))
    }
}

/// Reads objects without hashing them anew: for looking, never for verifying. It holds for the
/// whole process, so it is set once at a command's start.
pub fn trust_stored_hashes() {
    git2::opts::strict_hash_verification(false);
    ONLY_LOOKS.store(true, Ordering::Relaxed);
}

/// Does this process believe the names of objects? Then it has nothing to remember for those who judge.
static ONLY_LOOKS: AtomicBool = AtomicBool::new(false);

fn object_kind(kind: ObjectType) -> Option<ObjectKind> {
    match kind {
        ObjectType::Commit => Some(ObjectKind::Commit),
        ObjectType::Tree => Some(ObjectKind::Tree),
        ObjectType::Blob => Some(ObjectKind::Blob),
        ObjectType::Tag => Some(ObjectKind::Tag),
        ObjectType::Any => None,
    }
}
