//! Work that was kept unsaved, in English.

use super::save::edit;
use crate::cli::command::recover::Told;
use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::cli::minute;
use crate::work::unsaved::{Error, Standing};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head => "Unsaved versions that were kept, the newest first:".into(),
            Told::Nothing => {
                "Nothing was kept. To keep what is not saved, let `caitien watch --autosave` run while you edit.".into()
            }
            Told::More { count } => format!("… and {count} older ones; see all with `caitien recover --all`"),
            Told::How => {
                "Look at one: `caitien recover NUMBER --to -`; put it back: `caitien recover NUMBER` (what is there now is kept too)."
                    .into()
            }
            Told::Standing(Standing::OnDisk) => "in the file now".into(),
            Told::Standing(Standing::Saved) => "saved".into(),
            Told::Standing(Standing::OnlyKept) => "only here".into(),
            Told::Edits(edits) => {
                format!("against what was saved: {}", edits.iter().map(edit).collect::<Vec<_>>().join("; "))
            }
            Told::Recovered { path, moment } => {
                format!("{} is as it was at {}. Not saved yet: look, then type `caitien save`.", visible(path), minute(*moment))
            }
            Told::WouldRecover { path, moment } => {
                format!("Dry run, nothing written. {} would be as it was at {}.", visible(path), minute(*moment))
            }
            Told::WrittenTo { path, moment } => {
                format!("The version of {} is in {}.", minute(*moment), path.display())
            }
            Told::KeptBefore => "What was replaced is kept as well: see `caitien recover`.".into(),
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Git(error) => error.en(),
            Error::Folder(error) => error.en(),
            Error::NothingKept => {
                "nothing unsaved was kept; to keep it, let `caitien watch --autosave` run while you edit"
                    .into()
            }
            Error::NoSuchVersion { word, count } => {
                format!("no version `{word}`; there are {count}, see `caitien recover --all`")
            }
            Error::Several { word } => format!("several versions begin with `{word}`; type more of the name"),
        }
    }
}
