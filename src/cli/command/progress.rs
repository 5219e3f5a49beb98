//! `caitien progress`: record how far an item of the plan has come, or that another person verified it; without an item,
//! list how all stand.

use super::link::{period, writing};
use super::report::day;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::tracking::{self as said, Stop};
use crate::cli::show::{json, progress as show};
use crate::cli::{Context, Format};
use crate::progress::Status;
use crate::work::tracking::progress::{Recorded, Said, look, record, verify};
use crate::work::tracking::{Error, Spoken, Where};

/// Record how far an item has come, or that it was verified; list how all items stand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The item's id; without one, all items are listed
    #[arg(value_name = "ITEM-ID")]
    pub item: Option<String>,
    /// not-started (chua-lam), in-progress (dang-lam), partial (mot-phan), done (xong) or cancelled (huy)
    #[arg(long, value_name = "STATUS", requires = "item")]
    pub status: Option<String>,
    /// How much is done, from 0 to 100
    #[arg(long, value_name = "PERCENT", requires = "item")]
    pub percent: Option<String>,
    /// What was done
    #[arg(long, value_name = "TEXT", requires = "item")]
    pub note: Option<String>,
    /// The code of what proves it, as the register has it; may be repeated
    #[arg(long, value_name = "CODE", requires = "item")]
    pub evidence: Vec<String>,
    /// What was spent since the record before (2.000.000 đ); with a minus an earlier sum is put right
    #[arg(long, value_name = "MONEY", requires = "item", allow_hyphen_values = true)]
    pub spent: Option<String>,
    /// What another person says is done was verified; how, in a few words
    #[arg(
        long,
        value_name = "TEXT",
        requires = "item",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = ["status", "percent", "note", "evidence", "spent"]
    )]
    pub verify: Option<String>,
    /// Who says so, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON", requires = "item")]
    pub by: Option<String>,
    /// Of which day, where it was not today
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
    let told = Said {
        status: args.status.as_deref().map(status).transpose()?,
        percent: args.percent.as_deref().map(percent).transpose()?,
        note: args.note.as_deref(),
        evidence: &args.evidence,
        spent: args.spent.as_deref(),
    };
    let spoken = Spoken { by: args.by.as_deref(), date: args.date.as_deref().map(day).transpose()? };
    match (&args.item, &args.verify) {
        (Some(item), Some(how)) => {
            put(context, &verify(&at, item, how, &spoken)?, (&at, show::What::Verified))
        }
        (Some(item), None) if !told.is_nothing() => {
            put(context, &record(&at, item, &told, &spoken)?, (&at, show::What::Recorded))
        }
        (item, _) => list(context, &at, item.as_deref()),
    }
}

fn put(
    context: &Context,
    recorded: &Recorded,
    (at, what): (&Where<'_>, show::What),
) -> Result<Exit, CliError> {
    said::unread(&recorded.desk.unread, &context.ui);
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Progress::recorded(recorded, at.writing))?;
    } else {
        context.ui.answer(&show::recorded(recorded, (what, at), &context.ui))?;
        show::advice(recorded, &context.ui);
        said::next(&recorded.put, at.writing, &context.ui);
    }
    Ok(Exit::Yes)
}

fn list(context: &Context, at: &Where<'_>, word: Option<&str>) -> Result<Exit, CliError> {
    let (desk, item) = look(at, word)?;
    said::unread(&desk.unread, &context.ui);
    if context.format == Format::Json {
        context.ui.json(&json::tracking::Progress::list(&desk, item))?;
    } else {
        context.ui.answer(&show::list(&desk, (item, at.today), &context.ui))?;
    }
    Ok(Exit::Yes)
}

fn status(typed: &str) -> Result<Status, CliError> {
    Status::of_word(typed).ok_or_else(|| CliError::usage(Stop::NotAStatus { typed: typed.to_owned() }))
}

fn percent(typed: &str) -> Result<u8, CliError> {
    let read = typed.trim().trim_end_matches('%').trim().parse().ok();
    let read = read.filter(|percent: &u8| *percent <= 100);
    read.ok_or_else(|| CliError::usage(Stop::NotAPercent { typed: typed.to_owned() }))
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            error @ (Error::OwnClaim { .. }
            | Error::OwnItem { .. }
            | Error::NotDone { .. }
            | Error::NoSuchEvidence { .. }
            | Error::Registered { .. }
            | Error::NoPetition { .. }
            | Error::Taken { .. }) => CliError::refused(error),
            error => CliError::usage(error),
        }
    }
}
