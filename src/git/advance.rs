//! Moves the branch and the working tree to a commit that is made already, so that it can be finished after any
//! interruption.
//!
//! Git's own fast-forward does it: it refuses to overwrite what somebody edited. Before it begins, where it leads is noted in
//! the git directory (`caitien/coming`). Whoever finds the note later completes the move where each file is as it was or
//! as it shall be, and otherwise says which one is not.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::commit::{Error as CommitError, explain, run};
use super::joint::Leaf;
use super::remote::Turn;
use super::status::has_content;
use super::{CommitId, Error, Head, Repo};
use crate::folder;

/// What became of a move that had been interrupted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resumed {
    /// There was none.
    Nothing,
    /// It is finished now.
    Finished,
    /// These files are neither as before nor as they shall be: somebody edited them since.
    Edited(Vec<String>),
}

/// Why the branch could not be moved.
#[derive(Debug)]
pub enum AdvanceError {
    Git(Error),
    Program(CommitError),
    Folder(folder::Error),
    /// Files of the person stand in the way; git's own words.
    InTheWay {
        said: String,
    },
}

impl From<Error> for AdvanceError {
    fn from(error: Error) -> Self {
        AdvanceError::Git(error)
    }
}

impl From<CommitError> for AdvanceError {
    fn from(error: CommitError) -> Self {
        AdvanceError::Program(error)
    }
}

fn note(repo: &Repo) -> PathBuf {
    repo.git_dir().join("caitien").join("coming")
}

/// Moves to a descendant of HEAD.
pub fn advance(repo: &Repo, turn: &Turn, (from, to): (CommitId, CommitId)) -> Result<(), AdvanceError> {
    let path = note(repo);
    folder::replace(&path, format!("{from} {to} .\n").as_bytes()).map_err(AdvanceError::Folder)?;
    let moved = fast_forward(repo, turn, to);
    // Where something else went wrong (a full disk), some files may be new already: the note stays.
    if matches!(moved, Ok(()) | Err(AdvanceError::InTheWay { .. })) {
        let _ = fs::remove_file(&path);
    }
    moved
}

fn fast_forward(repo: &Repo, turn: &Turn, to: CommitId) -> Result<(), AdvanceError> {
    let arguments = [
        "-c",
        "merge.verifySignatures=false",
        "merge",
        "--ff-only",
        "--quiet",
        "--no-stat",
        "--no-autostash",
    ];
    let mut arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    arguments.push(to.to_string().into());
    let output = turn.run(repo.root(), &arguments).map_err(|_| CommitError::NoGit)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("would be overwritten") || said.contains("would lose untracked") {
        return Err(AdvanceError::InTheWay { said });
    }
    Err(explain(repo, &output).into())
}

/// Finishes a move that was interrupted.
pub fn resume(repo: &Repo, turn: &Turn) -> Result<Resumed, AdvanceError> {
    let path = note(repo);
    let Ok(text) = fs::read_to_string(&path) else { return Ok(Resumed::Nothing) };
    let words: Vec<&str> = text.split_whitespace().collect();
    let ids = match words.as_slice() {
        [from, to, "."] => from.parse().ok().zip(to.parse().ok()),
        _ => None,
    };
    let head = repo.head()?;
    let pending = ids.map(|(from, to)| (CommitId::new(from), CommitId::new(to)));
    let Some((from, to)) = pending.filter(|(from, _)| head == Some(*from)) else {
        // It is done, or somebody went on from what there was.
        let _ = fs::remove_file(&path);
        return Ok(Resumed::Nothing);
    };
    unlock(repo, &path);
    let (mut edited, mut arrived, mut mended) = (Vec::new(), Vec::new(), Vec::new());
    for (file, trio) in repo.trios(None, Some(repo.tree_of(from)?), Some(repo.tree_of(to)?))? {
        if holds(repo, &file, trio.theirs) {
            arrived.push(file);
        } else if !holds(repo, &file, trio.ours) {
            match torn(repo, &file, trio.theirs)? {
                Some(bytes) => mended.push((file, bytes)),
                None => edited.push(file),
            }
        }
    }
    if !edited.is_empty() {
        return Ok(Resumed::Edited(edited));
    }
    for (file, bytes) in mended {
        folder::replace(&repo.root().join(&file), &bytes).map_err(AdvanceError::Folder)?;
        arrived.push(file);
    }
    // What has arrived counts as git's own: then it is in nobody's way.
    let names: Vec<u8> = arrived.iter().flat_map(|file| file.bytes().chain([0])).collect();
    let arguments = ["update-index", "--add", "--remove", "-z", "--stdin"].map(OsString::from);
    let output = run(repo, &arguments, &names)?;
    if !output.status.success() {
        return Err(explain(repo, &output).into());
    }
    fast_forward(repo, turn, to)?;
    let _ = fs::remove_file(&path);
    Ok(Resumed::Finished)
}

/// The bytes that a file shall have, where git was cut off while it wrote them: the file is gone, or holds their beginning.
/// Nothing that anybody wrote is in it then.
fn torn(repo: &Repo, file: &str, leaf: Option<Leaf>) -> Result<Option<Vec<u8>>, AdvanceError> {
    let Some(leaf) = leaf.filter(|leaf| leaf.mode == 0o100_644) else { return Ok(None) };
    let path = repo.root().join(file);
    let whole = repo.blob(leaf.id)?;
    let is_torn = match fs::symlink_metadata(&path) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(found) => found.is_file() && fs::read(&path).is_ok_and(|here| whole.starts_with(&here)),
    };
    Ok(is_torn.then_some(whole))
}

/// Does the working tree hold this at a path; None is nothing.
fn holds(repo: &Repo, file: &str, leaf: Option<Leaf>) -> bool {
    match leaf {
        Some(leaf) => has_content(repo, file, leaf.id),
        None => fs::symlink_metadata(repo.root().join(file)).is_err(),
    }
}

/// A lock that git set after the note was made, within moments of it: nobody holds our turn any more, so the process that
/// set it is gone.
fn unlock(repo: &Repo, note: &std::path::Path) {
    const MOMENTS: Duration = Duration::from_secs(10);
    let time = |path: &std::path::Path| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
    let branch = match repo.head_state() {
        Ok(Head::Branch { branch, .. }) => Some(repo.common_dir().join(format!("refs/heads/{branch}.lock"))),
        _ => None,
    };
    let locks = ["index.lock", "HEAD.lock", "ORIG_HEAD.lock"].map(|name| repo.git_dir().join(name));
    for lock in locks.into_iter().chain(branch) {
        let age = time(&lock).zip(time(note)).and_then(|(lock, note)| lock.duration_since(note).ok());
        if age.is_some_and(|age| age < MOMENTS) {
            let _ = fs::remove_file(&lock);
        }
    }
}
