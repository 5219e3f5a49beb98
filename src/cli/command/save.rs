//! `caitien save`: record what was edited, with a message that says in words what changed.

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;

/// Record what was edited, with a message that says in words what changed
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_context: &Context, _args: &Args) -> Result<Exit, CliError> {
    Err(CliError::usage(Trouble::NotBuilt { command: "save" }))
}
