//! `caitien explain`: explain a finding's code.

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;

/// Explain a finding's code
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_context: &Context, _args: &Args) -> Result<Exit, CliError> {
    Err(CliError::usage(Trouble::NotBuilt { command: "explain" }))
}
