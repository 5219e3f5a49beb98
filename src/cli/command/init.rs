//! `caitien init`: make a plan repository with its first school.

use std::path::{Path, PathBuf};

use crate::cli::command::school::{self, Introduced, NewArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::work::init;

/// Make a plan repository with its first school
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to make it; else the current folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    school: NewArgs,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let folder = context.folder.join(args.folder.as_deref().unwrap_or(Path::new("")));
    let asked = school::ask(context, &args.school)?;
    let made = init::init(&folder, &asked.school, asked.sign_with.as_ref())?;
    // The new .gitattributes names us; git has to know how we are called.
    Repo::open(&made.root)?.set_merge_driver(context.program_path().as_deref())?;
    school::report(context, &Introduced { made: &made, asked: &asked, is_repository_new: true })
}
