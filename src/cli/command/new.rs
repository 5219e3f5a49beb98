//! `caitien new`: make the next plan, from the template or from last year's plan.

use crate::cli::error::{CliError, Hint};
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format};
use crate::period::Period;
use crate::work::choice::{self, Choice};
use crate::work::new::carry::Carried;
use crate::work::new::{self, Draft, Error, Request};

/// Make the next plan, from the template or from last year's plan
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The school year (2026-2027) or a longer period (2026-2031)
    #[arg(value_name = "PERIOD")]
    period: String,
    /// Carry over everything unsolved from this plan
    #[arg(long, value_name = "PERIOD")]
    from: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    school: Option<String>,
    /// The edition of the criteria, such as preschool-2024; else the one in force
    #[arg(long, value_name = "ID")]
    catalog: Option<String>,
    /// Print the plan, write no file
    #[arg(long)]
    dry_run: bool,
}

/// What is said about a new plan.
#[derive(Clone, Debug)]
pub enum Message {
    /// Not a period.
    NoPeriod {
        typed: String,
    },
    Made {
        path: String,
        catalog: String,
    },
    Carried {
        from: Period,
        carried: Carried,
    },
    /// The earlier plan's file lacks ids that the new one names.
    WithoutId {
        from: Period,
        count: usize,
    },
    /// There is an earlier plan that could have been carried over.
    CouldCarry {
        period: Period,
        previous: Period,
    },
    Next {
        path: String,
    },
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let period = period(&args.period)?;
    let from = args.from.as_deref().map(self::period).transpose()?;
    let choice = Choice { here: &context.folder, words: &[], school: args.school.as_deref() };
    let (root, school) = choice::school(&choice)?;
    let request = Request { root: &root, school: &school, period, catalog: args.catalog.as_deref(), from };
    let draft = new::draft(&request)?;
    if !args.dry_run {
        new::save(&draft)?;
    }
    if context.format == Format::Json {
        context.ui.json(&json::new::Made::of(&draft, from))?;
    } else if args.dry_run {
        context.ui.answer(&draft.text)?;
    } else {
        context.ui.answer(&told(context, &draft, from))?;
    }
    Ok(Exit::Yes)
}

fn period(typed: &str) -> Result<Period, CliError> {
    typed.parse().map_err(|_| CliError::usage(Message::NoPeriod { typed: typed.to_owned() }))
}

fn told(context: &Context, draft: &Draft, from: Option<Period>) -> String {
    let path = draft.place.inside.clone();
    let mut lines = vec![(Tone::Good, Message::Made { path: path.clone(), catalog: draft.catalog.clone() })];
    match (draft.carried, from, draft.previous) {
        (Some(carried), Some(from), _) => lines.push((Tone::Heading, Message::Carried { from, carried })),
        (_, _, Some(previous)) => {
            lines.push((Tone::Warn, Message::CouldCarry { period: draft.place.period, previous }));
        }
        _ => {}
    }
    if let Some(from) = from.filter(|_| draft.without_id > 0) {
        lines.push((Tone::Warn, Message::WithoutId { from, count: draft.without_id }));
    }
    lines.push((Tone::Command, Message::Next { path }));
    let lines = lines.iter().map(|(tone, line)| context.ui.paint(*tone, &line.say(context.lang())));
    lines.collect::<Vec<_>>().join("\n")
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Folder(error) => error.into(),
            Error::Exists { .. } => CliError::usage(error).hint(Hint::MoveAway),
            error => CliError::usage(error),
        }
    }
}
