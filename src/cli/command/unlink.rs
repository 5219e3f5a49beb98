//! `caitien unlink`: record that two items of two years are not the same, whatever their texts or ids say.

use super::link::{Args, record};
use crate::cli::Context;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::work::continuity::Verdict;

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    record(context, args, Verdict::Different)
}
