//! Why nothing could be committed, in English.

use crate::cli::lang::En;
use crate::git::commit::Error;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::NoGit => "the `git` program is not installed".into(),
            Error::RunGit { .. } => "cannot run the `git` program".into(),
            Error::NoIdentity => "git does not know who saves (name or e-mail is missing)".into(),
            Error::HookRefused { .. } => "not saved: the repository's own check refused".into(),
            Error::Locked { lock } => {
                format!("not saved: another git command is at work here (`{}`)", lock.display())
            }
            Error::NotSigned { .. } => "not saved: git could not sign".into(),
            Error::GitRefused { .. } => "not saved: git refused".into(),
            Error::ReadCommit { .. } => "saved, but the new commit cannot be read".into(),
            Error::WriteMessage { .. } => "not saved: the commit's message could not be written".into(),
        }
    }
}
