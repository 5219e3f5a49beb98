//! `caitien link`: record that two items of two years are one and the same. `unlink` shares its arguments.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{continuity as show, json};
use crate::cli::{Context, Format};
use crate::period::Period;
use crate::work::continuity::{self, Error, Verdict, Where, Word, Writing};

/// Record that two items of two years are one and the same
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The item's id in the earlier plan
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The item's id in the later plan
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// Why; those who read the comparison will read this
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who says so, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// The earlier plan, where the ids do not tell
    #[arg(long, value_name = "PERIOD")]
    pub from: Option<String>,
    /// The later plan, where the ids do not tell
    #[arg(long, value_name = "PERIOD")]
    pub to: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Say what would be recorded, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    record(context, args, Verdict::Same)
}

/// Puts down what a person says of two items.
pub(super) fn record(context: &Context, args: &Args, verdict: Verdict) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let place = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        from: period(args.from.as_deref())?,
        to: period(args.to.as_deref())?,
        writing: writing(args.dry_run),
    };
    let word = Word { reason: &args.reason, by: args.by.as_deref(), today: context.today() };
    let linked = continuity::link(&place, (&args.before, &args.after), verdict, &word)?;
    if context.format == Format::Json {
        context.ui.json(&json::continuity::Linked::new(&linked, place.writing))?;
    } else {
        context.ui.answer(&show::linked(&linked, place.writing, &context.ui))?;
        show::advice(&linked.recorded, place.writing, &context.ui);
    }
    Ok(Exit::Yes)
}

pub(super) fn writing(dry_run: bool) -> Writing {
    if dry_run { Writing::Pretend } else { Writing::Write }
}

pub(super) fn period(typed: Option<&str>) -> Result<Option<Period>, CliError> {
    let read = |typed: &str| {
        typed.parse().map_err(|_| CliError::usage(show::Stop::NotAPeriod { typed: typed.to_owned() }))
    };
    typed.map(read).transpose()
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Git(error) => error.into(),
            Error::Verify(error) => error.into(),
            error @ (Error::Stands { .. } | Error::AlreadyOne { .. } | Error::SamePlan { .. }) => {
                CliError::refused(error)
            }
            error => CliError::usage(error),
        }
    }
}
