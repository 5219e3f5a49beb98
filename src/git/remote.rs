//! Other copies of the repository: fetching from them, sending to them, and files on a stick that hold one.
//!
//! The network is the `git` program's: credentials, SSH agent and proxies are the person's, and nothing here asks for
//! them. What comes lies under `refs/caitien/incoming/` until it has been looked at, so that no branch and no tag of the
//! person moves by fetching. Arguments are lists; words of git are read in its own language (`LC_ALL=C`).

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use super::{CommitId, Error, ObjectId, Repo};

/// What came from another copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    pub branches: Vec<(String, CommitId)>,
    /// By their names without `refs/tags/`.
    pub tags: Vec<(String, ObjectId)>,
}

/// What became of sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    Done,
    /// Somebody else was faster: fetch first.
    Behind,
    /// Somebody is at work there, or broke off and left a lock; git's own words.
    Locked {
        said: String,
    },
    /// The other side has another tag of this name.
    TagTaken(String),
}

/// Why another copy could not be reached.
#[derive(Debug)]
pub enum RemoteError {
    NoGit,
    RunGit {
        source: io::Error,
    },
    /// There is no repository at that place.
    NotThere {
        place: String,
        said: String,
    },
    /// The other side does not let this person in.
    Denied {
        place: String,
        said: String,
    },
    /// No answer.
    Unreachable {
        place: String,
        said: String,
    },
    /// The other side, or a hook here, says no; its own words.
    Refused {
        place: String,
        said: String,
    },
    /// A `git` of another sync is still at work here.
    Busy,
    Git(Error),
}

impl From<Error> for RemoteError {
    fn from(error: Error) -> Self {
        RemoteError::Git(error)
    }
}

const INCOMING: &str = "refs/caitien/incoming/";

/// So often a tenth of a second is waited for the turn.
const PATIENCE: usize = 10;

/// One sync at a time: held as long as this value lives, and by every `git` that it started.
pub struct Turn {
    file: File,
}

impl Turn {
    /// Takes the turn; an error where another one has it.
    pub fn take(repo: &Repo) -> Result<Turn, RemoteError> {
        let path = repo.own_file("sync");
        let opened = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| File::options().create(true).append(true).open(&path));
        let file = opened.map_err(|source| RemoteError::RunGit { source })?;
        // A sync that was killed a moment ago may still be dying.
        for _ in 0..PATIENCE {
            if !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                // A file system without locks has only one person at it.
                return Ok(Turn { file });
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(RemoteError::Busy)
    }

    /// Runs git at the repository's root; it holds the turn even where we are killed.
    pub(in crate::git) fn run(&self, folder: &Path, arguments: &[OsString]) -> Result<Output, RemoteError> {
        let held = self.file.try_clone().map_err(|source| RemoteError::RunGit { source })?;
        run(folder, arguments, Stdio::from(held))
    }
}

fn run(folder: &Path, arguments: &[OsString], input: Stdio) -> Result<Output, RemoteError> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder).env("LC_ALL", "C").stdin(input);
    command.output().map_err(|source| match source.kind() {
        ErrorKind::NotFound => RemoteError::NoGit,
        _ => RemoteError::RunGit { source },
    })
}

fn words(list: &[&str]) -> Vec<OsString> {
    list.iter().map(OsString::from).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(output.stderr.get(..65_536).unwrap_or(&output.stderr)).trim_end().to_owned()
}

/// Fetches all branches and tags of another copy, without moving any of ours.
pub fn fetch(repo: &Repo, turn: &Turn, place: &str) -> Result<Incoming, RemoteError> {
    drop_incoming(repo)?;
    let mut arguments = words(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap="]);
    arguments.extend(words(&["--no-recurse-submodules", "--no-auto-maintenance", "--", place]));
    arguments.extend(["heads", "tags"].map(|kind| format!("+refs/{kind}/*:{INCOMING}{kind}/*").into()));
    let output = turn.run(repo.root(), &arguments)?;
    if !output.status.success() {
        return Err(explain(place, said(&output)));
    }
    let mut incoming = Incoming::default();
    for (name, id) in refs(repo, INCOMING)? {
        if let Some(branch) = name.strip_prefix("heads/") {
            incoming.branches.push((branch.to_owned(), CommitId::new(id)));
        } else if let Some(tag) = name.strip_prefix("tags/") {
            incoming.tags.push((tag.to_owned(), id));
        }
    }
    Ok(incoming)
}

/// Forgets what was fetched and not taken.
pub fn drop_incoming(repo: &Repo) -> Result<(), Error> {
    for (name, _) in refs(repo, INCOMING)? {
        let name = format!("{INCOMING}{name}");
        let deleted = repo.inner.find_reference(&name).and_then(|mut reference| reference.delete());
        // What cannot be deleted is overwritten by the next fetch.
        let _ = deleted;
    }
    // Locks of a fetch that was killed lie here too; nobody else writes here.
    let _ = std::fs::remove_dir_all(repo.common_dir().join(INCOMING));
    Ok(())
}

fn refs(repo: &Repo, prefix: &str) -> Result<Vec<(String, ObjectId)>, Error> {
    let failed = |source: git2::Error| Error::read_ref(prefix, &source);
    let mut found = Vec::new();
    for reference in repo.inner.references_glob(&format!("{prefix}*")).map_err(failed)? {
        let reference = reference.map_err(failed)?;
        let name = reference.name().ok().and_then(|name| name.strip_prefix(prefix)).map(str::to_owned);
        found.extend(name.zip(reference.target()).map(|(name, id)| (name, id.into())));
    }
    found.sort();
    Ok(found)
}

/// Sends a commit to a branch of another copy, and tags by their names. Nothing there is overwritten.
pub fn push(
    repo: &Repo,
    turn: &Turn,
    place: &str,
    (commit, branch, tags): (Option<CommitId>, &str, &[String]),
) -> Result<Pushed, RemoteError> {
    let mut arguments = words(&["push", "--porcelain", "--no-follow-tags", "--", place]);
    arguments.extend(commit.map(|commit| format!("{commit}:refs/heads/{branch}").into()));
    arguments.extend(tags.iter().map(|tag| format!("refs/tags/{tag}:refs/tags/{tag}").into()));
    let output = turn.run(repo.root(), &arguments)?;
    if output.status.success() {
        return Ok(Pushed::Done);
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let rejected = told.lines().filter_map(|line| line.strip_prefix("!\t")).collect::<Vec<_>>();
    let said = said(&output);
    if said.contains(".lock': File exists") {
        return Ok(Pushed::Locked { said });
    }
    let behind = ["fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to update ref"];
    for line in &rejected {
        let tag = line.split(':').next().and_then(|from| from.strip_prefix("refs/tags/"));
        if let Some(tag) = tag.filter(|_| line.contains("already exists")) {
            return Ok(Pushed::TagTaken(tag.to_owned()));
        }
    }
    if !rejected.is_empty() && rejected.iter().any(|line| behind.iter().any(|word| line.contains(word))) {
        return Ok(Pushed::Behind);
    }
    let is_hook = !rejected.is_empty() || !said.contains("fatal:");
    let said = if rejected.is_empty() { said } else { format!("{said}\n{}", rejected.join("\n")) };
    Err(if is_hook { RemoteError::Refused { place: place.to_owned(), said } } else { explain(place, said) })
}

/// What git's words mean for a person.
fn explain(place: &str, said: String) -> RemoteError {
    let place = place.to_owned();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&[
        "Authentication failed",
        "Permission denied",
        "could not read Username",
        "could not read Password",
        "terminal prompts disabled",
        "Host key verification failed",
        "error: 401",
        "error: 403",
    ]) {
        RemoteError::Denied { place, said }
    } else if has(&[
        "does not appear to be a git repository",
        "not found",
        "does not exist",
        "not a git repository",
        "No such file",
        "bundle",
        "dubious ownership",
    ]) {
        RemoteError::NotThere { place, said }
    } else {
        RemoteError::Unreachable { place, said }
    }
}

/// A file that holds these refs with all their history, as bytes.
pub fn bundle(repo: &Repo, turn: &Turn, refs: &[String]) -> Result<Vec<u8>, RemoteError> {
    let folder = tempfile::tempdir_in(repo.git_dir()).map_err(|source| RemoteError::RunGit { source })?;
    let file = folder.path().join("kho.bundle");
    let mut arguments = words(&["bundle", "create", "--quiet"]);
    arguments.push(file.clone().into());
    arguments.extend(refs.iter().map(OsString::from));
    let output = turn.run(repo.root(), &arguments)?;
    if !output.status.success() {
        let place = file.display().to_string();
        return Err(RemoteError::Refused { place, said: said(&output) });
    }
    std::fs::read(&file).map_err(|source| RemoteError::RunGit { source })
}

/// A first copy of another repository, in a folder that is not there yet or is empty. It is made beside and put in its
/// place when it is whole.
pub fn copy(place: &str, folder: &Path) -> Result<(), RemoteError> {
    let failed = |source| RemoteError::RunGit { source };
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(failed)?;
    let beside = tempfile::Builder::new().prefix(".caitien-").tempdir_in(above).map_err(failed)?;
    let fresh = beside.path().join("kho");
    let mut arguments = words(&["clone", "--quiet", "--no-hardlinks", "--", place]);
    arguments.push(fresh.clone().into());
    let output = run(above, &arguments, Stdio::null())?;
    if !output.status.success() {
        return Err(explain(place, said(&output)));
    }
    if folder.is_dir() {
        // Only an empty one goes.
        std::fs::remove_dir(folder).map_err(failed)?;
    }
    std::fs::rename(&fresh, folder).map_err(failed)
}

impl Repo {
    /// The address of a remote; None where there is none of this name.
    pub fn remote_address(&self, name: &str) -> Option<String> {
        self.config(&format!("remote.{name}.url")).ok().flatten()
    }

    /// Remembers where another copy is, as `git remote add` and `git branch -u` would.
    pub fn remember_remote(&self, name: &str, address: &str, branch: &str) -> Result<(), Error> {
        self.set_config(&format!("remote.{name}.url"), address)?;
        self.set_config(&format!("remote.{name}.fetch"), &format!("+refs/heads/*:refs/remotes/{name}/*"))?;
        if self.config(&format!("branch.{branch}.remote"))?.is_none() {
            self.set_config(&format!("branch.{branch}.remote"), name)?;
            self.set_config(&format!("branch.{branch}.merge"), &format!("refs/heads/{branch}"))?;
        }
        Ok(())
    }

    /// Notes where a branch of a remote stands, for git's own commands.
    pub fn note_remote_branch(&self, remote: &str, branch: &str, commit: CommitId) {
        let name = format!("refs/remotes/{remote}/{branch}");
        // What git itself keeps is only for its own comfort.
        let _ = self.inner.reference(&name, commit.into(), true, "caitien sync");
    }

    /// Takes a tag of another copy under a name that is free here; false where it is not.
    pub fn take_tag(&self, name: &str, id: ObjectId) -> Result<bool, Error> {
        let reference = format!("refs/tags/{name}");
        match self.inner.reference(&reference, id.into(), false, "caitien sync") {
            Ok(_) => Ok(true),
            Err(error) if error.code() == git2::ErrorCode::Exists => Ok(false),
            Err(error) => Err(Error::read_ref(&reference, &error)),
        }
    }
}

impl RemoteError {
    /// What git or the other side said.
    pub fn said(&self) -> Option<&str> {
        match self {
            RemoteError::NotThere { said, .. }
            | RemoteError::Denied { said, .. }
            | RemoteError::Unreachable { said, .. }
            | RemoteError::Refused { said, .. } => Some(said),
            RemoteError::NoGit | RemoteError::RunGit { .. } | RemoteError::Busy | RemoteError::Git(_) => None,
        }
    }
}

/// Is this the name of a file that holds a copy?
pub fn is_bundle(place: &str) -> bool {
    PathBuf::from(place).extension().is_some_and(|end| end.eq_ignore_ascii_case("bundle"))
}
