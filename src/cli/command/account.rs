//! `caitien account`: record what became of a weakness that the later plan does not have; without one, list what
//! nobody has accounted for.

use super::link::{period, writing};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{continuity as show, json};
use crate::cli::{Context, Format};
use crate::continuity::Outcome;
use crate::work::continuity::{Where, Word, account, pending};

/// Record what became of a weakness that is no longer in the plan; list those of which nobody has said it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The weakness's id; without one, what is open is listed, and the exit code is 1 if there is any
    #[arg(value_name = "ITEM")]
    pub item: Option<String>,
    /// It was resolved
    #[arg(long, requires = "item", conflicts_with = "dropped")]
    pub resolved: bool,
    /// It is no longer pursued
    #[arg(long, requires = "item")]
    pub dropped: bool,
    /// Why; whoever approves will read this
    #[arg(long, value_name = "TEXT", requires = "item")]
    pub reason: Option<String>,
    /// The code of what proves it; may be repeated
    #[arg(long, value_name = "CODE", requires = "item")]
    pub evidence: Vec<String>,
    /// Who says so, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON", requires = "item")]
    pub by: Option<String>,
    /// The plan in which it stood last, where the id does not tell
    #[arg(long, value_name = "PERIOD", requires = "item")]
    pub from: Option<String>,
    /// The plan that no longer has it; else the newest
    #[arg(long, value_name = "PERIOD")]
    pub to: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be recorded, write nothing
    #[arg(long, requires = "item")]
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        from: period(args.from.as_deref())?,
        to: period(args.to.as_deref())?,
        writing: writing(args.dry_run),
    };
    match &args.item {
        Some(item) => one(context, (args, item), &place),
        None => list(context, &place),
    }
}

fn one(context: &Context, (args, item): (&Args, &str), place: &Where<'_>) -> Result<Exit, CliError> {
    let outcome = match (args.resolved, args.dropped) {
        (true, _) => Outcome::Resolved,
        (false, true) => Outcome::Dropped,
        (false, false) => return Err(CliError::usage(show::Stop::NoOutcome { item: item.to_owned() })),
    };
    let reason = args.reason.as_deref().unwrap_or_default();
    let word = Word { reason, by: args.by.as_deref(), today: context.today() };
    let accounted = account(place, item, (outcome, &args.evidence), &word)?;
    if context.format == Format::Json {
        context.ui.json(&json::continuity::Accounted::new(&accounted, place.writing))?;
    } else {
        context.ui.answer(&show::accounted(&accounted, place.writing, &context.ui))?;
        show::advice(&accounted.recorded, place.writing, &context.ui);
    }
    Ok(Exit::Yes)
}

fn list(context: &Context, place: &Where<'_>) -> Result<Exit, CliError> {
    let pending = pending(place)?;
    if context.format == Format::Json {
        context.ui.json(&json::continuity::Accounted::open(&pending))?;
    } else {
        context.ui.answer(&show::pending(&pending, &context.ui))?;
    }
    Ok(if pending.open.is_empty() { Exit::Yes } else { Exit::No })
}
