//! `caitien status`: say where each school's plans stand.

use crate::cli::command::school::period_of;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::mine::human as show_mine;
use crate::cli::show::{json, status as show};
use crate::cli::{Context, Format};
use crate::git::{self, Repo};
use crate::work::mine;
use crate::work::status::{self, Deadlines, Error, Request};

/// Say where each school's plans stand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only this school
    #[arg(value_name = "SCHOOL")]
    school: Option<String>,
    /// What is left for me: in the parts that I draft, and deadlines that I keep
    #[arg(long, conflicts_with = "all")]
    mine: bool,
    /// Whose work, by the id in school.toml; else whoever has git's e-mail address
    #[arg(long, value_name = "PERSON", requires = "mine")]
    by: Option<String>,
    /// Every school and every year, however many there are
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    // Looking is not verifying: what is signed is hashed again where it is judged.
    git::trust_stored_hashes();
    if args.mine {
        return mine(context, args);
    }
    let repo = Repo::open(&context.folder)?;
    let today = context.today();
    let in_full = args.all || context.format == Format::Json;
    let request = Request {
        school: args.school.clone(),
        current: period_of(today),
        today: Some(today),
        deadlines: if in_full { Deadlines::OfAll } else { Deadlines::OfFew },
    };
    let status = status::status(&repo, &request)?;
    if context.format == Format::Json {
        context.ui.json(&json::status::Answer::of(&status))?;
    } else {
        let extent = if args.all { show::Extent::Everything } else { show::Extent::Useful };
        context.ui.answer(&show::human(&status, extent, &context.ui))?;
    }
    Ok(Exit::Yes)
}

/// What is left for one person.
fn mine(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let (school, by) = (args.school.as_deref(), args.by.as_deref());
    let wanted = mine::Wanted { here: &context.folder, school, by, today: context.today() };
    let found = mine::mine(&wanted)?;
    if context.format == Format::Json {
        context.ui.json(&json::parts::Own::new(&found))?;
    } else {
        context.ui.answer(&show_mine(&found, &context.ui))?;
    }
    Ok(Exit::Yes)
}

impl From<mine::Error> for CliError {
    fn from(error: mine::Error) -> Self {
        match error {
            mine::Error::Choice(error) => error.into(),
            mine::Error::Folder(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}
