//! Where git runs hooks, and how ours are put there without losing anybody's.
//!
//! A hook is a one-line script (`hooks/` in the project) that hands over to `caitien hook run`. A
//! hook that is there already is never overwritten: on wish it is renamed to `<name>.local`, and
//! ours runs it first, with the same arguments and input ([`run_chained`]).
//!
//! What a hook judges is not here: that is `work/hook.rs`.

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use git2::{ErrorCode, Repository};

use super::{Error, Found, Repo};

/// The hooks that this program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hook {
    /// Before a commit is made: looks at what is staged.
    PreCommit,
    /// Before anything is sent: keeps bad approvals at home.
    PrePush,
    /// On the receiving side, once for all refs of a push.
    PreReceive,
    /// On the receiving side, once for each ref.
    Update,
}

impl Hook {
    pub const ALL: [Hook; 4] = [Hook::PreCommit, Hook::PrePush, Hook::PreReceive, Hook::Update];

    /// The name of the file that git runs.
    pub fn as_str(self) -> &'static str {
        match self {
            Hook::PreCommit => "pre-commit",
            Hook::PrePush => "pre-push",
            Hook::PreReceive => "pre-receive",
            Hook::Update => "update",
        }
    }

    /// The hook of this name.
    pub fn parse(name: &str) -> Option<Hook> {
        Hook::ALL.into_iter().find(|hook| hook.as_str() == name)
    }

    /// The script that is installed where `caitien` is found by its name.
    pub fn script(self) -> &'static str {
        match self {
            Hook::PreCommit => include_str!("../../hooks/pre-commit"),
            Hook::PrePush => include_str!("../../hooks/pre-push"),
            Hook::PreReceive => include_str!("../../hooks/pre-receive"),
            Hook::Update => include_str!("../../hooks/update"),
        }
    }

    /// The one line to add to a hook of somebody else's.
    pub fn line(self) -> String {
        format!("caitien hook run {} \"$@\" || exit $?", self.as_str())
    }

    /// Does this text hand over to us?
    fn is_called_in(self, text: &str) -> bool {
        let call = format!(" hook run {}", self.as_str());
        text.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(&call))
    }

    /// Is this text our script and nothing else?
    fn is_script(self, text: &str) -> bool {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let end = format!(" hook run {} \"$@\"", self.as_str());
        let first = lines.next().is_some_and(|line| line.starts_with("exec ") && line.ends_with(&end));
        first && lines.next().is_none()
    }
}

/// What stands where git looks for a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    Nothing,
    /// Our script.
    Ours,
    /// Somebody else's, in which ours is called.
    Called,
    Foreign,
}

/// What installing or removing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Installed,
    /// The hook that was there runs first from now on, as `<name>.local`.
    Chained,
    /// It was there already.
    Kept,
    Removed,
    /// Ours was removed and the earlier one has its name again.
    Restored,
    /// There was none of ours.
    Absent,
    /// Somebody else's stays as it is, because ours can do without.
    Left,
}

/// What to do with a hook of somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// Leave it alone and install nothing.
    Refuse,
    /// Rename it to `<name>.local` and run it first.
    RunFirst,
}

/// Why a hook could not be installed, removed or run.
#[derive(Debug)]
pub enum HookError {
    /// Somebody else's hook is there.
    Foreign {
        path: PathBuf,
        hook: Hook,
    },
    /// The name that their hook would get is taken.
    LocalTaken {
        path: PathBuf,
    },
    /// Reading the hook that is there.
    Look {
        path: PathBuf,
        source: io::Error,
    },
    Write {
        path: PathBuf,
        source: io::Error,
    },
    Rename {
        path: PathBuf,
        source: io::Error,
    },
    Remove {
        path: PathBuf,
        source: io::Error,
    },
    /// Running the hook that was there before ours.
    RunChained {
        path: PathBuf,
        source: io::Error,
    },
}

impl fmt::Display for HookError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HookError::Foreign { path, .. } => write!(out, "another hook is at `{}`", path.display()),
            HookError::LocalTaken { path } => write!(out, "`{}` is there already", path.display()),
            HookError::Look { path, .. } => write!(out, "cannot read `{}`", path.display()),
            HookError::Write { path, .. } => write!(out, "cannot write `{}`", path.display()),
            HookError::Rename { path, .. } => write!(out, "cannot rename `{}`", path.display()),
            HookError::Remove { path, .. } => write!(out, "cannot remove `{}`", path.display()),
            HookError::RunChained { path, .. } => write!(out, "cannot run `{}`", path.display()),
        }
    }
}

impl std::error::Error for HookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            HookError::Foreign { .. } | HookError::LocalTaken { .. } => None,
            HookError::Look { source, .. }
            | HookError::Write { source, .. }
            | HookError::Rename { source, .. }
            | HookError::Remove { source, .. }
            | HookError::RunChained { source, .. } => Some(source),
        }
    }
}

impl Change {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Installed => "installed",
            Change::Chained => "chained",
            Change::Kept => "kept",
            Change::Removed => "removed",
            Change::Restored => "restored",
            Change::Absent => "absent",
            Change::Left => "left",
        }
    }
}

impl Repo {
    /// The repository that git names to a hook. Git tells its hooks by environment variables where
    /// the objects of a push wait (the quarantine) and which index a commit is made from; libgit2
    /// reads them.
    pub fn open_in_hook(folder: &Path) -> Result<Repo, Error> {
        let inner = Repository::open_from_env().map_err(|source| Error::opening(folder, &source))?;
        Ok(Repo { found: Found::ByGit, ..Repo::wrap(inner) })
    }

    /// The folder in which git looks for hooks.
    ///
    /// `git help config`, core.hooksPath: "A relative path is taken as relative to the directory
    /// where the hooks are run", which is `$GIT_DIR` in a bare repository and the top of the
    /// working tree elsewhere (`git help githooks`). Where it is not set, linked worktrees share
    /// the folder of the main one.
    pub fn hooks_folder(&self) -> Result<PathBuf, Error> {
        let key = "core.hooksPath";
        let failed = |source: git2::Error| Error::read_ref(key, &source);
        let config = self.inner.config().and_then(|mut config| config.snapshot()).map_err(failed)?;
        match config.get_path(key) {
            Ok(path) => Ok(self.root().join(path)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(self.common_dir().join("hooks")),
            Err(error) => Err(failed(error)),
        }
    }
}

/// What stands where git looks for this hook.
pub fn present(folder: &Path, hook: Hook) -> Result<Present, HookError> {
    let path = folder.join(hook.as_str());
    match fs::read(&path) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(match (hook.is_script(&text), hook.is_called_in(&text)) {
                (true, _) => Present::Ours,
                (false, true) => Present::Called,
                (false, false) => Present::Foreign,
            })
        }
        // A link to nowhere is somebody's too.
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(&path).is_ok() => {
            Ok(Present::Foreign)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Present::Nothing),
        Err(source) => Err(HookError::Look { path, source }),
    }
}

/// Will git run this hook, and does it call ours?
pub fn answers(folder: &Path, hook: Hook) -> bool {
    let calls = matches!(present(folder, hook), Ok(Present::Ours | Present::Called));
    calls && is_executable(&folder.join(hook.as_str()))
}

/// What installing would do, without doing it.
pub fn foresee(folder: &Path, hook: Hook, theirs: Theirs) -> Result<Change, HookError> {
    match (present(folder, hook)?, theirs) {
        (Present::Ours | Present::Called, _) => Ok(Change::Kept),
        (Present::Nothing, _) => Ok(Change::Installed),
        (Present::Foreign, Theirs::Refuse) => {
            Err(HookError::Foreign { path: folder.join(hook.as_str()), hook })
        }
        (Present::Foreign, Theirs::RunFirst) => {
            let local = local(folder, hook);
            let taken = fs::symlink_metadata(&local).is_ok();
            if taken { Err(HookError::LocalTaken { path: local }) } else { Ok(Change::Chained) }
        }
    }
}

/// Installs one hook. `program` is the path to write in place of the word `caitien`, where that
/// word would not be found.
pub fn install(
    folder: &Path,
    hook: Hook,
    program: Option<&Path>,
    theirs: Theirs,
) -> Result<Change, HookError> {
    let path = folder.join(hook.as_str());
    let change = foresee(folder, hook, theirs)?;
    match change {
        Change::Installed => write(&path, &script(hook, program))?,
        Change::Chained => {
            let local = local(folder, hook);
            fs::rename(&path, &local).map_err(|source| HookError::Rename { path: path.clone(), source })?;
            write(&path, &script(hook, program)).inspect_err(|_| {
                // Without ours in place, theirs must have its name again.
                let _ = fs::rename(&local, &path);
            })?;
        }
        Change::Kept | Change::Removed | Change::Restored | Change::Absent | Change::Left => {}
    }
    Ok(change)
}

/// Removes our hook, and gives the one that was there before its name again.
pub fn remove(folder: &Path, hook: Hook) -> Result<Change, HookError> {
    let path = folder.join(hook.as_str());
    if present(folder, hook)? != Present::Ours {
        return Ok(Change::Absent);
    }
    let local = local(folder, hook);
    if fs::symlink_metadata(&local).is_ok() {
        fs::rename(&local, &path).map_err(|source| HookError::Rename { path: local, source })?;
        return Ok(Change::Restored);
    }
    fs::remove_file(&path).map_err(|source| HookError::Remove { path, source })?;
    Ok(Change::Removed)
}

/// Runs the hook that was there before ours, as git would: same arguments, same input. True where
/// it agrees or there is none.
pub fn run_chained(folder: &Path, hook: Hook, arguments: &[String], input: &[u8]) -> Result<bool, HookError> {
    let path = local(folder, hook);
    if !is_executable(&path) {
        return Ok(true);
    }
    let failed = |source| HookError::RunChained { path: path.clone(), source };
    let mut child = Command::new(&path).args(arguments).stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut pipe) = child.stdin.take() {
        // A hook may end without having read its input.
        let _ = pipe.write_all(input);
    }
    Ok(child.wait().map_err(failed)?.success())
}

fn local(folder: &Path, hook: Hook) -> PathBuf {
    folder.join(format!("{}.local", hook.as_str()))
}

fn script(hook: Hook, program: Option<&Path>) -> String {
    match program {
        None => hook.script().to_owned(),
        Some(path) => {
            let quoted = format!("'{}'", path.display().to_string().replace('\'', "'\\''"));
            hook.script().replacen("exec caitien ", &format!("exec {quoted} "), 1)
        }
    }
}

/// Puts the script in place, whole and executable; never over something that is there.
fn write(path: &Path, script: &str) -> Result<(), HookError> {
    let failed = |source| HookError::Write { path: path.to_path_buf(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".caitien-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(script.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own_scripts() {
        for hook in Hook::ALL {
            assert!(hook.is_script(hook.script()), "{hook:?}");
            assert!(hook.is_script(&script(hook, Some(Path::new("/nhà tôi/ca'i tien")))));
            assert!(hook.is_called_in(&hook.line()));
            assert!(!hook.is_script(&format!("{}echo thêm\n", hook.script())));
        }
        assert!(!Hook::PreCommit.is_called_in("# caitien hook run pre-commit\nmake\n"));
    }

    #[test]
    fn somebody_elses_hook_is_never_lost() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, hook) = (folder.path(), Hook::PreCommit);
        let theirs = "#!/bin/sh\necho của tôi\n";
        fs::write(folder.join("pre-commit"), theirs).unwrap();
        let refused = install(folder, hook, None, Theirs::Refuse);
        assert!(matches!(refused, Err(HookError::Foreign { .. })));
        assert_eq!(install(folder, hook, None, Theirs::RunFirst).unwrap(), Change::Chained);
        assert_eq!(install(folder, hook, None, Theirs::RunFirst).unwrap(), Change::Kept);
        assert_eq!(fs::read_to_string(folder.join("pre-commit.local")).unwrap(), theirs);
        assert_eq!(remove(folder, hook).unwrap(), Change::Restored);
        assert_eq!(fs::read_to_string(folder.join("pre-commit")).unwrap(), theirs);
        assert_eq!(remove(folder, hook).unwrap(), Change::Absent);
    }

    #[test]
    fn a_taken_name_stops_the_renaming() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("update"), "một").unwrap();
        fs::write(folder.join("update.local"), "hai").unwrap();
        let refused = install(folder, Hook::Update, None, Theirs::RunFirst);
        assert!(matches!(refused, Err(HookError::LocalTaken { .. })));
        assert_eq!(fs::read_to_string(folder.join("update")).unwrap(), "một");
    }
}
