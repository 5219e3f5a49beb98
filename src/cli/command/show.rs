//! `caitien show`: print a plan, or one criterion or item of it.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::{json, plan};
use crate::cli::{Context, Format};
use crate::work::choice::Choice;
use crate::work::show;

/// Print a plan, or one criterion or item of it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A period or a file, and a criterion (1.5), a standard (S3) or an item's id; the newest plan where none is named
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json, Format::Markdown])?;
    let (part, words) = show::part_of(&args.what);
    let choice = Choice { here: &context.folder, words: &words, school: args.school.as_deref() };
    let shown = show::show(&choice, part)?;
    match format {
        Format::Json => context.ui.json(&json::plan::Answer::new(&shown, part, context.lang()))?,
        Format::Markdown => context.ui.raw(&plan::markdown(&shown, part))?,
        _ => {
            let open = show::open_comments(&shown)?;
            context.ui.answer(&plan::human(&shown, part, (&open, &context.ui)))?;
        }
    }
    Ok(Exit::Yes)
}
