//! `caitien evidence`: the register of what proves that something was done.

use std::path::PathBuf;

use super::link::{period, writing};
use super::report::day;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::tracking::{self as said, Stop};
use crate::cli::show::{evidence as show, json};
use crate::cli::{Context, Format};
use crate::work::tracking::evidence::{self, Existing, Keeping, Named, New, State};
use crate::work::tracking::{Desk, Spoken, Where, Writing};

/// The register of evidence: list it, add to it, check its files
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    place: Place,
}

/// Which plan's register.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// The plan; else that of the year in which today lies
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    school: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_alias = "them")]
    Add(AddArgs),
    #[command(visible_alias = "kiem")]
    Check(CheckArgs),
}

/// Add an entry, or propose the next free code
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The code, such as H1-1.5-03 or MC.1.5.03
    #[arg(value_name = "CODE", required_unless_present = "criterion", conflicts_with = "criterion")]
    code: Option<String>,
    /// Take the next free code of this criterion; without a name it is only proposed
    #[arg(long, value_name = "CRITERION", conflicts_with = "replace")]
    criterion: Option<String>,
    /// What it is called
    #[arg(long, value_name = "NAME", required_unless_present = "criterion")]
    name: Option<String>,
    /// The file; its SHA-256 is recorded, the file stays where it is
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Put a copy of the file beside the plan, under evidence/
    #[arg(long, requires = "file")]
    keep: bool,
    /// Where it is kept: a cupboard, a box
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Where it lies on the network
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
    /// Take the place of the entry that has this code
    #[arg(long)]
    replace: bool,
    /// Who adds it, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// On which day, where it was not today
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    #[command(flatten)]
    which: Place,
    /// Say what would be added, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Hash the register's files again; exit code 1 if one was changed or is missing
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[command(flatten)]
    which: Place,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    match &args.command {
        None => list(context, &at(context, &args.place, Writing::Pretend)?),
        Some(Command::Add(add)) => self::add(context, add),
        Some(Command::Check(check)) => self::check(context, &at(context, &check.which, Writing::Pretend)?),
    }
}

fn at<'c>(context: &'c Context, place: &'c Place, writing: Writing) -> Result<Where<'c>, CliError> {
    Ok(Where {
        here: &context.folder,
        school: place.school.as_deref(),
        period: period(place.period.as_deref())?,
        today: context.today(),
        writing,
    })
}

fn list(context: &Context, at: &Where<'_>) -> Result<Exit, CliError> {
    let desk = Desk::open(at, None)?;
    said::unread(&desk.unread, &context.ui);
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Evidence::list(&desk))?;
    } else {
        context.ui.answer(&show::list(&desk, &context.ui))?;
    }
    Ok(Exit::Yes)
}

fn check(context: &Context, at: &Where<'_>) -> Result<Exit, CliError> {
    let desk = Desk::open(at, None)?;
    said::unread(&desk.unread, &context.ui);
    let checked = evidence::check(&desk);
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Evidence::checked(&desk, &checked))?;
    } else {
        context.ui.answer(&show::checked(&desk, &checked, &context.ui))?;
    }
    let good = |state: State| matches!(state, State::Same | State::NoFile);
    Ok(if checked.iter().all(|(_, state)| good(*state)) { Exit::Yes } else { Exit::No })
}

fn add(context: &Context, args: &AddArgs) -> Result<Exit, CliError> {
    let at = at(context, &args.which, writing(args.dry_run))?;
    let code = match (&args.code, &args.criterion) {
        (Some(code), _) => Named::As(code),
        (None, Some(criterion)) => Named::Next(criterion),
        (None, None) => return Err(CliError::usage(Stop::NoCode)),
    };
    let Some(name) = &args.name else {
        let Named::Next(criterion) = code else { return Err(CliError::usage(Stop::NoCode)) };
        return propose(context, &at, criterion);
    };
    let new = New {
        code,
        name,
        place: args.place.as_deref(),
        link: args.link.as_deref(),
        file: args.file.as_deref(),
        keeping: if args.keep { Keeping::Copy } else { Keeping::WhereItIs },
        existing: if args.replace { Existing::Replace } else { Existing::Refuse },
    };
    let spoken = Spoken { by: args.by.as_deref(), date: args.date.as_deref().map(day).transpose()? };
    let added = evidence::add(&at, &new, &spoken)?;
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Evidence::added(&added, at.writing))?;
    } else {
        context.ui.answer(&show::added(&added, at.writing, &context.ui))?;
        said::next(&added.put, at.writing, &context.ui);
    }
    Ok(Exit::Yes)
}

fn propose(context: &Context, at: &Where<'_>, criterion: &str) -> Result<Exit, CliError> {
    let desk = Desk::open(at, None)?;
    let code = evidence::proposed(&desk, criterion)?;
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Evidence::proposed(&desk, code))?;
    } else {
        context.ui.answer(&show::proposed(code, &context.ui))?;
    }
    Ok(Exit::Yes)
}
