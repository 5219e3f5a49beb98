//! `caitien report`: what came of a plan, as a letter to those above.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::json;
use crate::cli::show::report::{markdown, paper, terminal};
use crate::cli::{Context, Format};
use crate::date::Date;
use crate::export::report::page;
use crate::work::report::{self, Error, Wanted};
use crate::work::tracking::interim::Review;

/// Report what came of a plan: results by criterion, reasons, what goes on next year
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan: a period (2023-2024) or its file
    #[arg(value_name = "PERIOD")]
    pub plan: String,
    /// Only what was recorded up to this day (2024-01-31) counts: the report of a semester
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// As a review within the year: 1 at the end of the first semester, 2 at the end of the year
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub interim: Option<u8>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
}

/// Which review this number means.
pub(super) fn review(number: u8) -> Review {
    if number == 1 { Review::First } else { Review::Second }
}

/// A day as programs write it (2024-01-31), or as people do (31/1/2024).
pub(super) fn day(text: &str) -> Result<Date, CliError> {
    let written = || {
        let mut parts = text.trim().split('/').map(|part| part.parse::<u16>().ok());
        let [day, month, year] = [parts.next()??, parts.next()??, parts.next()??];
        let small = |number: u16| u8::try_from(number).ok();
        Date::new(year, small(month)?, small(day)?).filter(|_| parts.next().is_none() && year > 1900)
    };
    let read = text.trim().parse().ok().or_else(written);
    read.ok_or_else(|| CliError::usage(Note::NotADay { word: text.to_owned() }))
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let known = [Format::Human, Format::Json, Format::Markdown, Format::Html];
    let format = context.format_among(&known)?;
    let until = args.until.as_deref().map(day).transpose()?;
    let review = args.interim.map(|number| (review(number), context.today()));
    let school = args.school.as_deref();
    let wanted = Wanted { here: &context.folder, plan: &args.plan, school, until, review };
    let reported = report::report(&wanted)?;
    for (path, detail) in &reported.unread {
        context.ui.talk(&Note::Unread { path: path.display().to_string(), detail: detail.clone() });
    }
    match format {
        Format::Json => context.ui.json(&json::report::Answer::new(&reported))?,
        Format::Html => context.ui.answer(&page(&paper(&reported, context.lang()))?)?,
        Format::Markdown => context.ui.answer(&markdown::markdown(&paper(&reported, context.lang())))?,
        _ => context.ui.answer(&terminal::human(&paper(&reported, context.lang()), &context.ui))?,
    }
    Ok(Exit::Yes)
}

/// What is said beside the answer, or in its place.
#[derive(Clone, Debug)]
pub enum Note {
    /// A `progress.toml` or `continuity.toml` that cannot be read was left out.
    Unread { path: String, detail: String },
    /// What was typed for the last day is none.
    NotADay { word: String },
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Choice(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Tracking(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}
