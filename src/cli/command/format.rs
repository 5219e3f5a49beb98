//! `caitien format`: write plans in their one canonical form and give new items their ids.

use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;
use crate::cli::show::formatting::{Formatted, Total};
use crate::cli::show::json;
use crate::cli::{Context, Format};
use crate::work::choice::{self, Choice};
use crate::work::format::{self, Change, Mode, Outcome};

/// Write plans in their one canonical form and give new items their ids
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file, a folder, a school or a period; everything where nothing is named
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// Only this school
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Change nothing; exit with 1 if a file is not in canonical form
    #[arg(long, alias = "check")]
    pub dry_run: bool,
    /// Print the canonical text of one file instead of replacing it
    #[arg(long, conflicts_with = "dry_run")]
    pub stdout: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let wire = context.format_among(&[Format::Human, Format::Json])?;
    let choice = Choice { here: &context.folder, words: &args.what, school: args.school.as_deref() };
    let chosen = choice::plans(&choice)?;
    if args.stdout {
        let [one] = chosen.as_slice() else { return Err(CliError::usage(Trouble::OneFile)) };
        context.ui.raw(&format::text(one)?)?;
        return Ok(Exit::Yes);
    }
    let mode = if args.dry_run { Mode::Judge } else { Mode::Write };
    let outcomes = chosen.iter().map(|one| format::run(one, mode)).collect::<Result<Vec<_>, _>>()?;
    match wire {
        Format::Json => context.ui.json(&json::formatting::Answer::new(&outcomes, mode))?,
        _ => human(context, &outcomes, mode)?,
    }
    let pending = outcomes.iter().any(|outcome| match outcome.change {
        Change::None => false,
        Change::Rewritten => mode == Mode::Judge,
        Change::LeftAlone => true,
    });
    Ok(if pending { Exit::No } else { Exit::Yes })
}

fn human(context: &Context, outcomes: &[Outcome], mode: Mode) -> Result<(), CliError> {
    for outcome in outcomes.iter().filter(|outcome| outcome.change != Change::None) {
        context.ui.say(&Formatted { outcome: outcome.clone(), mode })?;
    }
    context.ui.talk(&Total::of(outcomes, mode));
    Ok(())
}
