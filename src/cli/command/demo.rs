//! `caitien demo`: walk through the whole job in a fresh repository of invented schools.

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;

/// Walk through the whole job in a fresh repository of invented schools
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder for the repository; it must not exist yet, or be empty
    #[arg(long, value_name = "DIR")]
    into: Option<std::path::PathBuf>,
}

/// Runs the command.
pub fn run(_context: &Context, _args: &Args) -> Result<Exit, CliError> {
    Err(CliError::usage(Trouble::NotBuilt { command: "demo" }))
}
