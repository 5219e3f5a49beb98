//! What could not be done with the repository.

use std::fmt;
use std::path::{Path, PathBuf};

use git2::ErrorCode;

/// Why something could not be done; named after what was attempted.
#[derive(Debug)]
pub enum Error {
    /// The folder lies in no repository.
    NoRepository {
        folder: PathBuf,
    },
    /// It belongs to another user of the machine.
    NotOwned {
        folder: PathBuf,
    },
    /// It is stored in a way that is not understood here.
    Unsupported {
        folder: PathBuf,
        what: Unsupported,
    },
    Open {
        folder: PathBuf,
        source: Failure,
    },
    NoSuchRevision {
        revision: String,
    },
    AmbiguousRevision {
        revision: String,
    },
    /// A ref, the index or a setting.
    ReadRef {
        name: String,
        source: Failure,
    },
    /// An object is missing or damaged.
    ReadObject {
        what: String,
        source: Failure,
    },
    WriteConfig {
        key: String,
        source: Failure,
    },
    WriteRef {
        name: String,
        source: Failure,
    },
    /// Into the object database.
    WriteObject {
        what: String,
        source: Failure,
    },
}

/// Ways to store a repository that libgit2 does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// `extensions.refStorage = reftable`.
    Reftable,
    /// Objects named by SHA-256.
    Sha256,
    Other,
}

/// The library's own words, kept as the cause.
#[derive(Clone, Debug)]
pub struct Failure {
    message: String,
}

impl Failure {
    pub(in crate::git) fn new(source: &git2::Error) -> Failure {
        Failure { message: source.message().to_owned() }
    }

    pub(in crate::git) fn of_words(message: &str) -> Failure {
        Failure { message: message.to_owned() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl Error {
    pub(in crate::git) fn opening(folder: &Path, source: &git2::Error) -> Error {
        let folder = folder.to_path_buf();
        let words = source.message();
        if source.code() == ErrorCode::NotFound {
            Error::NoRepository { folder }
        } else if source.code() == ErrorCode::Owner {
            Error::NotOwned { folder }
        } else if words.contains("refstorage") {
            Error::Unsupported { folder, what: Unsupported::Reftable }
        } else if words.contains("object format") || words.contains("objectformat") {
            Error::Unsupported { folder, what: Unsupported::Sha256 }
        } else if words.contains("unsupported") {
            Error::Unsupported { folder, what: Unsupported::Other }
        } else {
            Error::Open { folder, source: Failure::new(source) }
        }
    }

    pub(in crate::git) fn read_ref(name: &str, source: &git2::Error) -> Error {
        Error::ReadRef { name: name.to_owned(), source: Failure::new(source) }
    }

    pub(in crate::git) fn read_object(what: &str, source: &git2::Error) -> Error {
        Error::ReadObject { what: what.to_owned(), source: Failure::new(source) }
    }

    /// A bundle does not hold it, or as something else.
    pub(in crate::git) fn not_here(id: super::ObjectId) -> Error {
        Error::ReadObject { what: id.to_string(), source: Failure::of_words("not in the bundle") }
    }

    pub(in crate::git) fn write_object(what: &str, source: &git2::Error) -> Error {
        Error::WriteObject { what: what.to_owned(), source: Failure::new(source) }
    }

    pub(in crate::git) fn write_config(key: &str, source: &git2::Error) -> Error {
        Error::WriteConfig { key: key.to_owned(), source: Failure::new(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoRepository { folder } => write!(out, "no git repository at `{}`", folder.display()),
            Error::NotOwned { folder } => write!(out, "`{}` belongs to another user", folder.display()),
            Error::Unsupported { folder, .. } => {
                write!(out, "`{}` is stored in a form that is not supported", folder.display())
            }
            Error::Open { folder, .. } => write!(out, "cannot open `{}`", folder.display()),
            Error::NoSuchRevision { revision } => write!(out, "no revision `{revision}`"),
            Error::AmbiguousRevision { revision } => write!(out, "`{revision}` names several revisions"),
            Error::ReadRef { name, .. } => write!(out, "cannot read `{name}`"),
            Error::ReadObject { what, .. } => write!(out, "cannot read the object `{what}`"),
            Error::WriteObject { what, .. } => write!(out, "cannot write a {what}"),
            Error::WriteConfig { key, .. } => write!(out, "cannot set `{key}`"),
            Error::WriteRef { name, .. } => write!(out, "cannot write `{name}`"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Open { source, .. }
            | Error::ReadRef { source, .. }
            | Error::ReadObject { source, .. }
            | Error::WriteObject { source, .. }
            | Error::WriteConfig { source, .. }
            | Error::WriteRef { source, .. } => Some(source),
            _ => None,
        }
    }
}
