//! Git's merge driver: the setting that makes git ask us about plans, and our answer.
//!
//! The answer's exit code is git's language: 0 merged, 1 conflicts stand marked in the file, over 128 stop, nothing changed.

use std::path::Path;

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;
use crate::cli::show::hook::Talk;
use crate::folder;
use crate::git::Repo;
use crate::git::driver::Set;
use crate::merge::Yields;
use crate::work::driver::{self, Answer, Files};

/// What becomes of missing lines in `.gitattributes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    Tell,
    Add,
}

/// What was done about the driver.
#[derive(Clone, Debug)]
pub struct Driver {
    pub set: Set,
    /// Lines that `.gitattributes` lacks.
    pub missing: Vec<&'static str>,
    pub added: Vec<&'static str>,
}

/// Tells git about us.
pub fn install(context: &Context, repo: &Repo, attributes: Attributes) -> Result<Driver, CliError> {
    let set = repo.set_merge_driver(context.program_path().as_deref())?;
    let mut missing = repo.missing_attributes();
    let mut added = Vec::new();
    if attributes == Attributes::Add && !missing.is_empty() {
        driver::add_attributes(repo.root(), &missing)?;
        added = std::mem::take(&mut missing);
    }
    Ok(Driver { set, missing, added })
}

/// Says what a person may want to know of it.
pub fn tell(context: &Context, driver: &Driver) {
    if driver.set != Set::Absent {
        context.ui.talk(&Talk::Driver { set: driver.set });
    }
    if !driver.missing.is_empty() {
        context.ui.talk(&Talk::NoAttributes { lines: driver.missing.clone() });
    }
    if !driver.added.is_empty() {
        context.ui.talk(&Talk::AttributesAdded { lines: driver.added.clone() });
    }
}

/// Answers git. Whatever goes wrong stops git's merge: half an answer would pass for a whole one.
pub fn answer(context: &Context, arguments: &[String]) -> Exit {
    match merged(context, arguments) {
        Ok(exit) => exit,
        Err(error) => {
            context.ui.error(&error);
            Exit::Halt
        }
    }
}

fn merged(context: &Context, arguments: &[String]) -> Result<Exit, CliError> {
    let usage = || CliError::usage(Trouble::Usage("merge %O %A %B %P".to_owned()));
    let [base, ours, theirs, path] = arguments else { return Err(usage()) };
    let [base, ours, theirs] = [base, ours, theirs].map(|file| context.folder.join(file));
    let repo = Repo::open(&context.folder)?;
    let files = Files {
        base: folder::read_text(&base)?,
        ours: folder::read_text(&ours)?,
        theirs: folder::read_text(&theirs)?,
    };
    let place = Path::new(path);
    match driver::merge(repo.root(), place, &files, yields(context, &repo)) {
        Answer::Merged(text) => {
            folder::replace(&ours, text.as_bytes())?;
            Ok(Exit::Yes)
        }
        Answer::Conflicts { text, count } => {
            folder::replace(&ours, text.as_bytes())?;
            context.ui.talk(&Talk::MergeConflicts { path: path.clone(), count });
            Ok(Exit::No)
        }
        Answer::Refused(why) => Err(CliError::refused(Talk::MergeRefused { path: path.clone(), why })),
    }
}

/// In a merge of what others have the person's own new items yield; where the person's work is put on top of theirs, it is
/// called "theirs".
fn yields(context: &Context, repo: &Repo) -> Yields {
    let action = context.variable("GIT_REFLOG_ACTION").unwrap_or_default();
    let merges = action.starts_with("merge") || action.starts_with("pull");
    if merges && !repo.is_rebasing() { Yields::This } else { Yields::Other }
}
