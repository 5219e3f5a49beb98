//! `caitien remember`: write down what this clone has seen, and compare it with what another reader has seen.

use std::path::PathBuf;

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::json::remember::{Answer, list};
use crate::cli::show::remember::{self as shown, Told};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::remember::{Error, compare, read, remember, write};

/// Judge everything now and remember it, so that what is later gone, replaced or shown otherwise is found
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("instead").multiple(false))]
pub struct Args {
    /// List all that is remembered here
    #[arg(long, group = "instead")]
    pub list: bool,
    /// Write what is remembered into a new file, for another reader to compare
    #[arg(long, value_name = "FILE", group = "instead")]
    pub write: Option<PathBuf>,
    /// Compare with what another reader wrote; exit code 1 where both cannot be true
    #[arg(long, value_name = "FILE", group = "instead")]
    pub compare: Option<PathBuf>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    if args.list {
        return list_seen(context, &repo);
    }
    // What is shown to others, or held against others, is what can be seen now.
    let now = remember(&repo)?;
    let losses = now.has_losses();
    let exit = if losses { Exit::No } else { Exit::Yes };
    if let Some(path) = &args.compare {
        let compared = compare(&now.seen, &read(&context.folder.join(path))?);
        match context.format {
            Format::Json => context
                .ui
                .json(&Answer { losses, ..Answer::compared(&now.seen, &compared, context.lang()) })?,
            _ => context.ui.answer(&shown::compared(&compared, &context.ui))?,
        }
        return Ok(if compared.differences.is_empty() { exit } else { Exit::No });
    }
    if let Some(path) = &args.write {
        write(&now.seen, &context.folder.join(path))?;
    }
    if context.format == Format::Json {
        context.ui.json(&Answer { new: list(&now.examined.new), losses, ..Answer::new(&now.seen) })?;
        return Ok(exit);
    }
    if now.examined.new.is_empty() {
        context.ui.say(&Told::Nothing { known: now.seen.len() })?;
    } else {
        context.ui.say(&Told::New { count: now.examined.new.len() })?;
        context.ui.answer(&shown::list(&now.examined.new, &context.ui))?;
    }
    if let Some(path) = &args.write {
        context.ui.say(&Told::Written { path: path.display().to_string(), count: now.seen.len() })?;
    }
    if losses {
        context.ui.talk(&Told::Losses);
    }
    Ok(exit)
}

fn list_seen(context: &Context, repo: &Repo) -> Result<Exit, CliError> {
    let seen = repo.seen();
    match context.format {
        Format::Json => context.ui.json(&Answer::new(&seen))?,
        _ => {
            context.ui.say(&Told::Known { count: seen.len() })?;
            context.ui.answer(&shown::list(&seen, &context.ui))?;
        }
    }
    Ok(Exit::Yes)
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Verify(error) => error.into(),
            Error::Folder(error) => error.into(),
            error @ (Error::NotSeen { .. } | Error::NotWritten) => CliError::usage(error),
        }
    }
}
