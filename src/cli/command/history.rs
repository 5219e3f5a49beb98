//! `caitien history`: what happened to plans, and to one criterion or item over the years.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{history as show, json};
use crate::cli::{Context, Format};
use crate::folder::Inside;
use crate::git::{self, Repo};
use crate::work::history::{self, Error, Request, Subject};

/// What happened to plans, and to one criterion or item over the years
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A period (2023-2024), a criterion (1.5) or an item's id (w-1.5-2021-1)
    #[arg(value_name = "WHAT")]
    what: Option<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    school: Option<String>,
    /// No more than so many events
    #[arg(short = 'n', long, value_name = "N", default_value_t = 30, hide_default_value = true)]
    limit: usize,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    git::trust_stored_hashes();
    let repo = Repo::open(&context.folder)?;
    let unknown = |word: &String| Error::Unknown { word: word.clone() };
    let subject = match &args.what {
        Some(word) => Subject::parse(word).ok_or_else(|| unknown(word))?,
        None => Subject::School,
    };
    let school = args.school.clone().or_else(|| here(&repo, context));
    let history = history::history(&repo, &Request { subject, school, limit: args.limit })?;
    if context.format == Format::Json {
        context.ui.json(&json::history::Answer::of(&history, context.lang()))?;
    } else {
        context.ui.answer(&show::human(&history, &context.ui))?;
    }
    Ok(Exit::Yes)
}

/// The school in whose folder the person stands.
fn here(repo: &Repo, context: &Context) -> Option<String> {
    let here = std::fs::canonicalize(&context.folder).ok()?;
    let inside = here.strip_prefix(std::fs::canonicalize(repo.root()).ok()?).ok()?.to_str()?;
    let inside = format!("{}/x", inside.replace('\\', "/"));
    let place = Inside::of(&inside)?;
    let record = repo.root().join("schools");
    record.is_dir().then(|| place.school.to_owned())
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}
