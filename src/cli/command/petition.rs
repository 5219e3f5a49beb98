//! `caitien petition`: what lies outside the school's own power, whom it was put to, what was answered.

use super::link::{period, writing};
use super::report::day;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::tracking::{self as said, Stop};
use crate::cli::show::{json, petition as show};
use crate::cli::{Context, Format};
use crate::work::tracking::petition::{answer, ask};
use crate::work::tracking::{Desk, Spoken, Where};

/// Record whom something beyond the school's power was put to, and the answer; list what waits
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The item's id; without one, all petitions are listed
    #[arg(value_name = "ITEM-ID")]
    pub item: Option<String>,
    /// Whom the school asked (UBND xã); with --answer, whose answer it is
    #[arg(long, value_name = "WHOM", requires = "item")]
    pub to: Option<String>,
    /// What it asked for
    #[arg(long, value_name = "TEXT", requires = "to", conflicts_with = "answer")]
    pub about: Option<String>,
    /// What was answered
    #[arg(long, value_name = "TEXT", requires = "item")]
    pub answer: Option<String>,
    /// Who records it, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON", requires = "item")]
    pub by: Option<String>,
    /// On which day, where it was not today
    #[arg(long, value_name = "DAY", requires = "item")]
    pub date: Option<String>,
    /// The plan; else that of the year in which today lies
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
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
    let at = Where {
        here: &context.folder,
        school: args.school.as_deref(),
        period: period(args.period.as_deref())?,
        today: context.today(),
        writing: writing(args.dry_run),
    };
    let Some(item) = &args.item else { return list(context, &at) };
    let spoken = Spoken { by: args.by.as_deref(), date: args.date.as_deref().map(day).transpose()? };
    let recorded = match (&args.answer, &args.to) {
        (Some(text), to) => answer(&at, item, (to.as_deref(), text), &spoken)?,
        (None, Some(to)) => ask(&at, item, (to, args.about.as_deref()), &spoken)?,
        (None, None) => return Err(CliError::usage(Stop::NoPetition { item: item.clone() })),
    };
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Petitions::recorded(&recorded, &at))?;
    } else {
        context.ui.answer(&show::recorded(&recorded, at.writing, &context.ui))?;
        said::next(&recorded.put, at.writing, &context.ui);
    }
    Ok(Exit::Yes)
}

fn list(context: &Context, at: &Where<'_>) -> Result<Exit, CliError> {
    let desk = Desk::open(at, None)?;
    said::unread(&desk.unread, &context.ui);
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Petitions::list(&desk, at.today))?;
    } else {
        context.ui.answer(&show::list(&desk, at.today, &context.ui))?;
    }
    Ok(Exit::Yes)
}
