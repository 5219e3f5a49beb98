//! `caitien verify`: judge approvals: who signed what, and whether it still holds.

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;

/// Judge approvals: who signed what, and whether it still holds
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_context: &Context, _args: &Args) -> Result<Exit, CliError> {
    Err(CliError::usage(Trouble::NotBuilt { command: "verify" }))
}
