//! `caitien import --update`: bring a plan back that went to Word.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{json, update as told};
use crate::cli::{Context, Format};
use crate::import::word::Pending;
use crate::period::Period;
use crate::work::update::{self, Error, Update, Wanted};
use std::path::Path;

/// How it is to be done, as typed to `import`.
#[derive(Clone, Copy, Debug)]
pub struct Order<'o> {
    pub file: &'o Path,
    pub school: Option<&'o str>,
    pub period: Option<Period>,
    pub changes: Option<Pending>,
    pub conflicts: Conflicts,
    pub writing: Writing,
}

/// What becomes of a part that both sides changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflicts {
    /// Nothing is written.
    Stop,
    /// Both versions stand in the plan, marked.
    Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Ask,
    Yes,
    DryRun,
}

/// What is said beside the list of changes.
#[derive(Clone, Debug)]
pub enum Note {
    Question,
    Unwritten,
    Written {
        path: String,
    },
    Nothing,
    DryRun,
    Conflicts,
    /// How to decide on tracked changes.
    Decide,
    /// What to do about a file that is not known again.
    AsNew,
    Again,
}

/// Runs it.
pub fn run(context: &Context, order: &Order<'_>) -> Result<Exit, CliError> {
    let Order { file, school, period, changes, .. } = *order;
    let update = update::prepare(&Wanted { here: &context.folder, file, school, period, changes })?;
    let stops = !update.conflicts.is_empty() && order.conflicts == Conflicts::Stop;
    let human = context.format != Format::Json;
    if human {
        context.ui.answer(&told::human(&update, &context.ui))?;
    }
    let written = !stops && is_wanted(context, order.writing, &update)?;
    if written {
        update::save(&update)?;
    }
    if human {
        context.ui.say(&outcome(&update, order.writing, (stops, written)))?;
    } else {
        context.ui.json(&json::update::Answer::new(&update, written, context.lang()))?;
    }
    let refused = stops || (!written && order.writing == Writing::Ask && !update.is_nothing());
    Ok(if refused { Exit::No } else { Exit::Yes })
}

/// A person sees what changes before anything is written.
fn is_wanted(context: &Context, writing: Writing, update: &Update) -> Result<bool, CliError> {
    match writing {
        _ if update.is_nothing() => Ok(false),
        Writing::DryRun => Ok(false),
        Writing::Yes => Ok(true),
        Writing::Ask => context.ui.confirm(&Note::Question, "--yes"),
    }
}

fn outcome(update: &Update, writing: Writing, (stops, written): (bool, bool)) -> Note {
    match (stops, written) {
        (true, _) => Note::Conflicts,
        (_, true) => Note::Written { path: update.place.inside.clone() },
        _ if update.is_nothing() => Note::Nothing,
        _ if writing == Writing::DryRun => Note::DryRun,
        _ => Note::Unwritten,
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::File(error) => error.into(),
            Error::Undecided { .. } => CliError::refused(error).hint(Note::Decide),
            Error::Stranger { .. } => CliError::refused(error).hint(Note::AsNew),
            Error::Lost { .. } => CliError::refused(error).hint(Note::Again),
            error => CliError::usage(error),
        }
    }
}
