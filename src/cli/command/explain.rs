//! `caitien explain`: what a finding's code means, with an example.

use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;
use crate::cli::show::explain;
use crate::cli::show::json;
use crate::cli::{Context, Format};
use crate::finding::Code;
use crate::plan::spelling::nearest;

/// Explain a finding of check by its code
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The code, such as `weakness-without-action`; all codes where none is named
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json])?;
    let Some(typed) = &args.code else {
        match format {
            Format::Json => context.ui.json(&json::check::Explanations::new(Code::ALL, context.lang()))?,
            _ => context.ui.answer(&explain::list(&context.ui))?,
        }
        return Ok(Exit::Yes);
    };
    let Some(code) = Code::parse(typed.trim()) else {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let meant = nearest(typed, &names).map(str::to_owned);
        return Err(CliError::usage(Trouble::UnknownFinding { code: typed.clone(), meant }));
    };
    match format {
        Format::Json => context.ui.json(&json::check::Explanations::new(&[code], context.lang()))?,
        _ => context.ui.answer(&explain::page(code, &context.ui))?,
    }
    Ok(Exit::Yes)
}
