//! `caitien util`: completions, manual pages and the command reference, in the person's language.

use std::path::{Path, PathBuf};

use clap_complete::Shell;

use crate::cli::Context;
use crate::cli::error::{CliError, Trouble};
use crate::cli::exit::Exit;
use crate::cli::{lang, manual, parse, reference};
use crate::folder;

/// Completions, manual pages and the command reference
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Write manual pages into a folder, or all of them to the terminal
    Man(ManArgs),
    /// Print the reference of all commands as Markdown
    Reference,
}

#[derive(Debug, clap::Args)]
struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
struct ManArgs {
    /// The folder for the pages; `-` prints them
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// What is said of files that were written.
#[derive(Clone, Debug)]
pub enum Said {
    /// So many manual pages lie in this folder now.
    Pages { count: usize, folder: PathBuf },
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    match &args.what {
        What::Completions(args) => completions(context, args.shell)?,
        What::Man(args) if args.folder == Path::new("-") => print_pages(context)?,
        What::Man(args) => write_pages(context, &context.folder.join(&args.folder))?,
        What::Reference => {
            let command = parse::command(context.lang());
            context.ui.answer(&reference::markdown(&command, context.lang()))?;
        }
    }
    Ok(Exit::Yes)
}

fn completions(context: &Context, shell: Shell) -> Result<(), CliError> {
    let mut script = Vec::new();
    let mut command = with_announced_aliases(parse::command(context.lang()));
    clap_complete::generate(shell, &mut command, "caitien", &mut script);
    context.ui.answer(&String::from_utf8_lossy(&script))
}

/// Help in Vietnamese hides aliases from clap and tells them itself; a shell is to offer them all.
fn with_announced_aliases(command: clap::Command) -> clap::Command {
    let aliases: Vec<String> = command.get_all_aliases().map(str::to_owned).collect();
    command.alias(None).visible_aliases(aliases).mut_subcommands(with_announced_aliases)
}

fn print_pages(context: &Context) -> Result<(), CliError> {
    for page in pages(context.lang())? {
        context.ui.answer(&page.text)?;
    }
    Ok(())
}

fn write_pages(context: &Context, into: &Path) -> Result<(), CliError> {
    let pages = pages(context.lang())?;
    for page in &pages {
        folder::replace(&into.join(&page.name), page.text.as_bytes())?;
    }
    context.ui.talk(&Said::Pages { count: pages.len(), folder: into.to_owned() });
    Ok(())
}

fn pages(lang: lang::Lang) -> Result<Vec<manual::Page>, CliError> {
    manual::pages(parse::command(lang), lang)
        .map_err(|error| CliError::internal(Trouble::Output).caused_by(&error))
}
