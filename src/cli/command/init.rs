//! `caitien init`: make a repository with its first school.

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;

/// Make a repository with its first school
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_context: &Context, _args: &Args) -> Result<Exit, CliError> {
    Err(CliError::usage(Trouble::NotBuilt { command: "init" }))
}
