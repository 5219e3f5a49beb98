//! Vietnamese: one file per subject, each an exhaustive match.

mod error;
mod folder;
mod git;
pub mod help;
mod hint;
