//! Commits through the `git` program, so that hooks, `commit.gpgsign` and the person's own
//! configuration hold; libgit2 alone would skip them all.
//!
//! Arguments go to the program as a list, never through a shell, and paths through its standard
//! input: no name can be taken for an option or a pattern. What stopped a commit is found out only
//! after it was stopped, so that a good commit costs nothing more than git's own work.
//!
//! ```no_run
//! use caitien::git::{Repo, commit::{Order, Others, commit}};
//! let repo = Repo::open(std::path::Path::new(".")).unwrap();
//! let paths = vec!["schools/mn-may-trang/2024-2025/plan.md".to_owned()];
//! let message = "2024-2025: 1 điểm yếu mới";
//! let done = commit(&repo, &Order { message, paths: &paths, others: Others::MayBeStaged, key: None });
//! ```

use std::ffi::OsString;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{CommitId, Repo};
use crate::approval::{KeyKind, PublicKey};

/// What is to be committed.
pub struct Order<'o> {
    pub message: &'o str,
    /// From the repository's root. Only these are committed, whatever else is staged.
    pub paths: &'o [String],
    pub others: Others,
    /// The key to sign with; else the person's own configuration decides.
    pub key: Option<&'o CommitKey>,
}

/// A key with which git signs a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitKey {
    /// An SSH private key file, or a public one whose private key an agent holds.
    File(PathBuf),
    /// An SSH public key whose private key an agent holds, or any key that GnuPG has.
    Public(PublicKey),
}

/// What is known of files that are not to be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Some may be staged: git must build the commit beside the index, which takes it longer.
    MayBeStaged,
    /// None was staged a moment ago.
    AreNot,
}

/// A commit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    pub id: CommitId,
    /// What git and the hooks said meanwhile.
    pub said: String,
}

/// Why there was no commit. Files and what was staged are as they were, but for new files, which
/// may be staged now.
#[derive(Debug)]
pub enum Error {
    /// There is no `git` program.
    NoGit,
    RunGit {
        source: io::Error,
    },
    /// git does not know who commits.
    NoIdentity,
    /// A hook of the repository said no; its own words.
    HookRefused {
        said: String,
    },
    /// Another git process is at work, or one broke off and left its lock.
    Locked {
        lock: PathBuf,
    },
    /// git could not sign; its own words.
    NotSigned {
        said: String,
    },
    /// Anything else that git refuses; its own words.
    GitRefused {
        said: String,
    },
    /// The commit was made and cannot be read.
    ReadCommit {
        source: super::Error,
    },
    WriteMessage {
        source: io::Error,
    },
}

/// Makes a repository with the branch `main`, in the storage that is understood everywhere.
pub fn init(folder: &Path) -> Result<(), Error> {
    let mut command = Command::new("git");
    command.env("GIT_DEFAULT_HASH", "sha1").env("GIT_DEFAULT_REF_FORMAT", "files");
    command.args(["init", "--quiet", "--initial-branch=main", "--"]).arg(folder).stdin(Stdio::null());
    let output = command.output().map_err(not_run)?;
    if output.status.success() { Ok(()) } else { Err(Error::GitRefused { said: said(&output) }) }
}

/// Does git know who commits?
pub fn identity(repo: &Repo) -> Result<(), Error> {
    let output = run(repo, &words(&["var", "GIT_COMMITTER_IDENT"]), b"")?;
    if output.status.success() { Ok(()) } else { Err(Error::NoIdentity) }
}

/// Takes new files back out of the index; they stay on disk.
pub fn unstage(repo: &Repo, paths: &[String]) -> Result<(), Error> {
    let paths: Vec<u8> = paths.iter().flat_map(|path| path.bytes().chain([0])).collect();
    let output = run(repo, &words(&["update-index", "--force-remove", "-z", "--stdin"]), &paths)?;
    if output.status.success() { Ok(()) } else { Err(explain(repo, &output)) }
}

/// Brings the index to what these files hold now: before a commit, and after one that did not come about.
pub fn restage(repo: &Repo, paths: &[String]) -> Result<(), Error> {
    let paths: Vec<u8> = paths.iter().flat_map(|path| path.bytes().chain([0])).collect();
    let output = run(repo, &words(&["add", "--all", FROM_INPUT, NUL]), &paths)?;
    if output.status.success() { Ok(()) } else { Err(explain(repo, &output)) }
}

/// Takes the newest commit off its branch again, if it still is the newest; the files stay as they are.
pub fn take_back(repo: &Repo, commit: CommitId, before: CommitId) -> Result<(), Error> {
    let (commit, before) = (commit.to_string(), before.to_string());
    let output =
        run(repo, &words(&["update-ref", "-m", "caitien: take back", "HEAD", &before, &commit]), b"")?;
    if output.status.success() { Ok(()) } else { Err(explain(repo, &output)) }
}

/// Commits the files of the order as they lie in the working tree.
pub fn commit(repo: &Repo, order: &Order<'_>) -> Result<Committed, Error> {
    restage(repo, order.paths)?;
    let paths: Vec<u8> = order.paths.iter().flat_map(|path| path.bytes().chain([0])).collect();
    let mut message =
        tempfile::NamedTempFile::new_in(repo.git_dir()).map_err(|source| Error::WriteMessage { source })?;
    writeln!(message, "{}", order.message.trim_end()).map_err(|source| Error::WriteMessage { source })?;
    let mut arguments = signing(order.key);
    // Lines that begin with `#` are a person's words here, not comments.
    arguments.extend(words(&["commit", "--quiet", "--cleanup=whitespace", "-F"]));
    arguments.push(message.path().into());
    let output = match order.others {
        Others::MayBeStaged => {
            arguments.extend(words(&["--only", FROM_INPUT, NUL]));
            run(repo, &arguments, &paths)?
        }
        Others::AreNot => run(repo, &arguments, b"")?,
    };
    if !output.status.success() {
        return Err(explain(repo, &output));
    }
    let head = repo.head().map_err(|source| Error::ReadCommit { source })?;
    let id = head.ok_or_else(|| Error::GitRefused { said: said(&output) })?;
    Ok(Committed { id, said: said(&output) })
}

const FROM_INPUT: &str = "--pathspec-from-file=-";
const NUL: &str = "--pathspec-file-nul";

fn words(list: &[&str]) -> Vec<OsString> {
    list.iter().map(OsString::from).collect()
}

/// The options that make git sign with this key.
fn signing(key: Option<&CommitKey>) -> Vec<OsString> {
    let Some(key) = key else { return Vec::new() };
    let mut setting = OsString::from("user.signingkey=");
    let format = match key {
        CommitKey::File(path) => {
            setting.push(path);
            "ssh"
        }
        CommitKey::Public(key) => {
            setting.push(key.gnupg_name().unwrap_or_else(|| format!("key::{}", key.to_line())));
            match key.kind() {
                KeyKind::Ssh => "ssh",
                kind => kind.word(),
            }
        }
    };
    let mut options = words(&["-c", &format!("gpg.format={format}"), "-c"]);
    options.extend([setting, "-c".into(), "commit.gpgsign=true".into()]);
    options
}

/// Runs git at the repository's root. Paths are names, never patterns.
pub(in crate::git) fn run(repo: &Repo, arguments: &[OsString], input: &[u8]) -> Result<Output, Error> {
    let mut command = Command::new("git");
    command.arg("--literal-pathspecs").args(arguments).current_dir(repo.root());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(not_run)?;
    if let Some(mut pipe) = child.stdin.take() {
        match pipe.write_all(input) {
            // git stopped before it read everything; its exit code tells more.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            written => written.map_err(|source| Error::RunGit { source })?,
        }
    }
    child.wait_with_output().map_err(|source| Error::RunGit { source })
}

fn not_run(source: io::Error) -> Error {
    if source.kind() == ErrorKind::NotFound { Error::NoGit } else { Error::RunGit { source } }
}

/// Both outputs as text, bounded: a hook may say anything.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes.get(..65_536).unwrap_or(bytes)).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr)).trim_end().to_owned()
}

/// Finds out what stopped git.
pub(in crate::git) fn explain(repo: &Repo, output: &Output) -> Error {
    let said = said(output);
    let lock = repo.git_dir().join("index.lock");
    if said.contains("index.lock") && lock.exists() {
        return Error::Locked { lock };
    }
    if matches!(identity(repo), Err(Error::NoIdentity)) {
        return Error::NoIdentity;
    }
    // A hook that refuses ends `git commit` with 1; git's own refusals end it with 128.
    if output.status.code() == Some(1) && hooks(repo).any(|hook| is_executable(&hook)) {
        return Error::HookRefused { said };
    }
    if ["sign", "gpg", "ssh-keygen", "private key", "public key"].iter().any(|word| said.contains(word)) {
        return Error::NotSigned { said };
    }
    Error::GitRefused { said }
}

/// The hooks that can stop a commit, where git looks for them: `core.hooksPath`, relative to the
/// working tree, or else `hooks` in the shared git directory.
fn hooks(repo: &Repo) -> impl Iterator<Item = PathBuf> {
    let configured = repo.config("core.hooksPath").ok().flatten();
    let folder = configured.map_or(repo.common_dir().join("hooks"), |path| repo.root().join(path));
    ["pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction"]
        .into_iter()
        .map(move |name| folder.join(name))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

impl Error {
    /// What git or a hook said.
    pub fn said(&self) -> Option<&str> {
        match self {
            Error::HookRefused { said } | Error::NotSigned { said } | Error::GitRefused { said } => {
                Some(said)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoGit => write!(out, "there is no `git` program"),
            Error::RunGit { .. } => write!(out, "cannot run `git`"),
            Error::NoIdentity => write!(out, "git does not know who commits"),
            Error::HookRefused { .. } => write!(out, "a hook refused the commit"),
            Error::Locked { lock } => write!(out, "`{}` is locked", lock.display()),
            Error::NotSigned { .. } => write!(out, "git could not sign"),
            Error::GitRefused { .. } => write!(out, "git refused"),
            Error::ReadCommit { .. } => write!(out, "cannot read the commit just made"),
            Error::WriteMessage { .. } => write!(out, "cannot write the commit's message"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::RunGit { source } | Error::WriteMessage { source } => Some(source),
            Error::ReadCommit { source } => Some(source),
            _ => None,
        }
    }
}
