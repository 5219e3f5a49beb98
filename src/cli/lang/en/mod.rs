//! English: one file per subject, each an exhaustive match. Help is the doc comments of `Args`.

mod error;
mod finding;
mod folder;
mod git;
mod hint;
mod misuse;
mod remedy;
mod util;
