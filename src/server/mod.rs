//! What a server lets whom do: its own policy, and the names of refs that it takes from nobody.
//!
//! The policy lies in the git directory (`caitien/server.toml`), where no push reaches. It says which
//! environment variable names the person who pushes, which branches are protected, and who may move
//! which refs. Without the file everybody who can push may move what the rules of integrity allow, and
//! the default branch is protected. A file that cannot be understood to its last word lets nobody do
//! anything.
//!
//! Whether what is pushed is in order is not here: that is `work/hook`.
//!
//! ```
//! use caitien::server::{Policy, Right};
//! let policy = Policy::parse("schema = 1\nidentity = \"REMOTE_USER\"\n\
//!     [[may]]\nwho = [\"mai\"]\nrefs = [\"refs/heads/main\"]\n").unwrap();
//! assert_eq!(policy.right(Some("mai"), "refs/heads/main"), Right::Granted);
//! assert_eq!(policy.right(None, "refs/heads/main"), Right::Unknown);
//! ```

pub mod name;
mod parse;
mod pattern;

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

pub use parse::{Flaw, FlawKind};
pub use pattern::Pattern;

/// In `who`: everybody whom the front end has let in by name.
pub const ALL: &str = "@all";

/// What `hook install` puts into a server's git directory.
pub const TEMPLATE: &str = include_str!("../../templates/server.toml");

/// A server's policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The environment variable in which the front end names the person.
    pub identity: Option<String>,
    /// Branches without `refs/heads/`; None where the file does not say.
    pub protected: Option<Vec<Pattern>>,
    /// None: whoever can push, may.
    pub may: Option<Vec<May>>,
}

/// Some people and the refs that they may move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct May {
    pub who: Vec<String>,
    pub refs: Vec<Pattern>,
}

/// May somebody move a ref?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    Granted,
    /// Nobody knows who is pushing.
    Unknown,
    /// This person may not.
    Denied {
        who: String,
    },
}

/// Why there is no policy to go by.
#[derive(Debug)]
pub enum Error {
    Read {
        path: PathBuf,
        source: io::Error,
    },
    /// Not understood to the last word.
    Flawed {
        path: PathBuf,
        flaws: Vec<Flaw>,
    },
    /// Putting the template in place.
    Write {
        path: PathBuf,
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Read { path, .. } => write!(out, "cannot read `{}`", path.display()),
            Error::Flawed { path, .. } => write!(out, "`{}` is flawed", path.display()),
            Error::Write { path, .. } => write!(out, "cannot write `{}`", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Read { source, .. } | Error::Write { source, .. } => Some(source),
            Error::Flawed { .. } => None,
        }
    }
}

/// Where the policy lies in a git directory.
pub fn path(git_dir: &Path) -> PathBuf {
    git_dir.join("caitien").join("server.toml")
}

/// The policy of the server with this git directory.
pub fn read(git_dir: &Path) -> Result<Policy, Error> {
    let path = path(git_dir);
    match fs::read_to_string(&path) {
        Ok(text) => Policy::parse(&text).map_err(|flaws| Error::Flawed { path, flaws }),
        // A link to nowhere is a file that somebody meant to be there.
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(&path).is_err() => {
            Ok(Policy::default())
        }
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// What became of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    Written(PathBuf),
    /// There is a policy already.
    Kept,
}

/// Puts the template in place where there is no policy yet.
pub fn write_template(git_dir: &Path) -> Result<Template, Error> {
    let path = path(git_dir);
    let failed = |source| Error::Write { path: path.clone(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => {
            file.write_all(TEMPLATE.as_bytes()).map(|()| Template::Written(path.clone())).map_err(failed)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Template::Kept),
        Err(source) => Err(failed(source)),
    }
}

impl Policy {
    /// Reads the whole file, or says all that is wrong with it.
    pub fn parse(text: &str) -> Result<Policy, Vec<Flaw>> {
        parse::parse(text)
    }

    /// May this person move this ref, as far as the policy goes?
    pub fn right(&self, who: Option<&str>, reference: &str) -> Right {
        let Some(rules) = &self.may else { return Right::Granted };
        let Some(who) = who.filter(|who| !who.is_empty()) else { return Right::Unknown };
        let granted = rules.iter().any(|rule| {
            rule.who.iter().any(|known| known == who || known == ALL)
                && rule.refs.iter().any(|pattern| pattern.matches(reference))
        });
        if granted { Right::Granted } else { Right::Denied { who: who.to_owned() } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "schema = 1\nidentity = \"GL_USER\"\nprotected = [\"main\"]\n\
        [[may]]\nwho = [\"mai\"]\nrefs = [\"refs/heads/main\", \"refs/tags/approved/**\"]\n\
        [[may]]\nwho = [\"@all\"]\nrefs = [\"refs/heads/nhap/**\"]\n";

    #[track_caller]
    fn check(who: Option<&str>, reference: &str, wanted: &Right) {
        assert_eq!(Policy::parse(RULES).unwrap().right(who, reference), *wanted);
    }

    #[test]
    fn rights_are_given_by_name() {
        let no = |who: &str| Right::Denied { who: who.into() };
        check(Some("mai"), "refs/heads/main", &Right::Granted);
        check(Some("mai"), "refs/tags/approved/th-a/2024-2025/v1", &Right::Granted);
        check(Some("binh"), "refs/heads/main", &no("binh"));
        check(Some("binh"), "refs/heads/nhap/binh", &Right::Granted);
        check(Some("Mai"), "refs/heads/main", &no("Mai"));
        check(None, "refs/heads/nhap/x", &Right::Unknown);
        check(Some(""), "refs/heads/nhap/x", &Right::Unknown);
        assert_eq!(Policy::default().right(None, "refs/heads/main"), Right::Granted);
    }

    #[test]
    fn the_template_changes_nothing_until_somebody_edits_it() {
        assert_eq!(Policy::parse(TEMPLATE), Ok(Policy::default()));
        let all: String = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .filter(|line| line.contains(" = ") || line.starts_with("[["))
            .map(|line| format!("{line}\n"))
            .collect();
        let policy = Policy::parse(&all).unwrap();
        assert_eq!(policy.right(Some("mai"), "refs/heads/main"), Right::Granted);
        assert_eq!(policy.may.unwrap().len(), 2);
    }

    #[test]
    fn no_file_is_the_plain_policy_and_a_template_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), Policy::default());
        assert!(matches!(write_template(folder.path()), Ok(Template::Written(_))));
        assert_eq!(write_template(folder.path()).unwrap(), Template::Kept);
        fs::write(path(folder.path()), "schema = 2\n").unwrap();
        assert!(matches!(read(folder.path()), Err(Error::Flawed { .. })));
        assert_eq!(write_template(folder.path()).unwrap(), Template::Kept);
    }
}
