//! Vietnamese: one file per subject, each an exhaustive match.

mod error;
pub mod help;
