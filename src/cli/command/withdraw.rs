//! `caitien withdraw`: take an approval back, with a reason.

use crate::approval::notice::Says;
use crate::cli::Context;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::notice::{self, About};

/// Take an approval back, with a reason; the approval itself stays where it is
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub about: About,
    /// Why; everybody who verifies the approval reads it
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let place = notice::place(context, &args.about)?;
    let says = Says::Withdrawn { reason: args.reason.trim().to_owned() };
    notice::run(context, &args.about, &place, &says)
}
