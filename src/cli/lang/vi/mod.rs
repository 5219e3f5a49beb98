//! Vietnamese: one file per subject, each an exhaustive match.

mod error;
mod finding;
mod folder;
mod git;
pub mod help;
mod hint;
mod misuse;
mod remedy;
mod util;
