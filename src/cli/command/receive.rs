//! `caitien receive`: the education office confirms that it received an approved plan.

use crate::approval::notice::Says;
use crate::cli::Context;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::notice::{self, About};

/// Confirm, as an education office, that an approved plan was received: it cannot vanish unnoticed any more
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub about: About,
    /// The number under which the office entered it
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<String>,
    /// What the office has to say about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let place = notice::place(context, &args.about)?;
    let plain = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let says = Says::Received { number: plain(&args.number), note: plain(&args.note) };
    notice::run(context, &args.about, &place, &says)
}
