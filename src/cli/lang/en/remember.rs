//! What this clone has seen, in English.

use crate::approval::name::TagKind;
use crate::cli::lang::En;
use crate::cli::show::remember::{SeenLine, Told};
use crate::git::seen::Seen;
use crate::work::remember::{Difference, Error};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::New { count } => format!("New here, and remembered now ({count}):"),
            Told::Nothing { known } => format!("Nothing is new; {known} things are remembered here."),
            Told::Known { count } => format!("Remembered here ({count}):"),
            Told::Losses => "Something that was seen here is gone or replaced: see `caitien verify`.".into(),
            Told::Written { path, count } => format!("Wrote {count} things into `{path}`."),
            Told::Alike => "Nothing here contradicts the other reader.".into(),
            Told::Differences { count } => format!("The two readers were shown two histories ({count}):"),
            Told::OnlyHere { count } => format!("Seen only here ({count}):"),
            Told::OnlyThere { count } => {
                format!("Seen only there ({count}); fetch them (`git fetch --tags`) and verify again:")
            }
        }
    }
}

impl En for SeenLine<'_> {
    fn en(&self) -> String {
        match self.0 {
            Seen::Approval { tag, id, sequence, .. } => {
                format!("approval `{tag}`, number {sequence}, tag {id}")
            }
            Seen::Notice { tag, id, .. } => {
                let what = match TagKind::of(tag) {
                    Some(TagKind::Withdrawn) => "withdrawal",
                    Some(TagKind::Received) => "receipt",
                    Some(TagKind::Issued) => "issue",
                    Some(TagKind::Approved) | None => "tag",
                };
                format!("{what} `{tag}`, tag {id}")
            }
            Seen::Record { school, serial, blob, .. } => {
                format!("trust record {serial} of `{school}`, file {blob}")
            }
        }
    }
}

impl En for Difference {
    fn en(&self) -> String {
        match self {
            Difference::Root { school, here, there } => {
                format!("`{school}` has two roots: {} here, {} there", here.grouped(), there.grouped())
            }
            Difference::Name { tag, here, there } => {
                format!("one name, two tags: `{tag}` is {here} here, {there} there")
            }
            Difference::Successor { sequence, here, there } => format!(
                "two approvals in place {sequence} of the chain: `{}` ({}) here, `{}` ({}) there",
                here.0, here.1, there.0, there.1
            ),
            Difference::Record { school, serial, here, there } => {
                format!("trust record {serial} of `{school}` has two contents: {here} here, {there} there")
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Verify(source) => source.en(),
            Error::Folder(source) => source.en(),
            Error::NotSeen { path, line } => {
                format!("`{path}` is not what `caitien remember --write` writes (line {line})")
            }
            Error::NotWritten => "the git directory cannot be written, so nothing was remembered".into(),
        }
    }
}
