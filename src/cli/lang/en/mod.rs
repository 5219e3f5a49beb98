//! English: one file per subject, each an exhaustive match. Help is the doc comments of `Args`.

mod check;
mod choice;
mod commit;
mod comparison;
mod demo;
mod diff;
mod error;
mod explain;
mod finding;
mod folder;
mod formatting;
mod git;
mod hint;
mod history;
mod hook;
mod import;
mod misuse;
mod new;
mod plan;
mod remedy;
mod save;
mod school;
mod status;
mod util;
mod watch;
