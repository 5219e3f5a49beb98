//! `caitien diff`: compare two plans: carried, resolved, dropped, new.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::show::comparison::{document, markdown, terminal};
use crate::cli::show::{json, matching};
use crate::cli::{Context, Format};
use crate::export::html;
use crate::work::diff::{self, Wanted, Why};

/// Compare two plans: what was carried over, resolved, dropped, what is new
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The earlier plan: a period, period@revision, period@approved, or a file
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The later plan, named in the same way
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// The school, where there are several
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Tell why a weakness was, or was not, matched: its id, or words of its sentence
    #[arg(long, value_name = "ITEM")]
    pub explain: Option<String>,
    /// Exit with 1 where the two plans differ
    #[arg(long)]
    pub exit_code: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    let wanted = Wanted {
        here: &context.folder,
        before: &args.before,
        after: &args.after,
        school: args.school.as_deref(),
    };
    if let Some(word) = &args.explain {
        return explain(context, &diff::explain(&wanted, word)?);
    }
    let known = [Format::Human, Format::Json, Format::Markdown, Format::Html];
    let format = context.format_among(&known)?;
    let compared = diff::diff(&wanted)?;
    for (path, detail) in &compared.unread {
        context.ui.talk(&Note::Unread { path: path.display().to_string(), detail: detail.clone() });
    }
    match format {
        Format::Json => context.ui.json(&json::comparison::Answer::new(&compared))?,
        Format::Html => context.ui.answer(&html::page(&document(&compared, context.lang()))?)?,
        Format::Markdown => context.ui.answer(&markdown::markdown(&document(&compared, context.lang())))?,
        _ => context.ui.answer(&terminal::human(&document(&compared, context.lang()), &context.ui))?,
    }
    let differs = args.exit_code && compared.comparison.has_differences();
    Ok(if differs { Exit::No } else { Exit::Yes })
}

fn explain(context: &Context, why: &Why) -> Result<Exit, CliError> {
    let format = context.format_among(&[Format::Human, Format::Json])?;
    for (path, detail) in &why.unread {
        context.ui.talk(&Note::Unread { path: path.display().to_string(), detail: detail.clone() });
    }
    match format {
        Format::Json => context.ui.json(&json::matching::Answer::new(why))?,
        _ => context.ui.answer(&matching::render(why, context.lang(), &context.ui))?,
    }
    Ok(Exit::Yes)
}

/// What is said beside the answer.
#[derive(Clone, Debug)]
pub enum Note {
    /// A `progress.toml` or `continuity.toml` that cannot be read was left out.
    Unread { path: String, detail: String },
}
