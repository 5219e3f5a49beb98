//! Vietnamese: one file per subject, each an exhaustive match.

mod choice;
mod error;
mod finding;
mod folder;
mod formatting;
mod git;
pub mod help;
mod hint;
mod misuse;
mod plan;
mod remedy;
mod util;
