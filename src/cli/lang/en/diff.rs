//! Comparing two plans, in English.

use crate::cli::command::diff::Note;
use crate::cli::lang::En;
use crate::work::diff::Error;

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Choice(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::NotAtRevision { period, revision } => {
                format!("revision `{revision}` has no plan {period} yet")
            }
            Error::NotApproved { school, period } => {
                format!("the plan {period} of `{school}` was never approved")
            }
            Error::DoesNotHold { tag, verdict } => {
                format!("the approval `{tag}` does not hold: {}", verdict.en())
            }
            Error::Verify(error) => error.en(),
            Error::NoSuchWeakness { word } => {
                format!("neither plan has a weakness with the id or the words `{word}`")
            }
            Error::NotAPeriod { word } => {
                format!("`{word}` is no period; before `@` a period such as `2023-2024` is needed")
            }
        }
    }
}

impl En for Note {
    fn en(&self) -> String {
        match self {
            Note::Unread { path, detail } => {
                format!("note: `{path}` cannot be read, its progress records are left out ({detail})")
            }
        }
    }
}
