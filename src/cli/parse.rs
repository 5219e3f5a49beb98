//! The command line: what was typed, and what is said where it cannot be understood.
//!
//! clap's own help and errors are English. Help is replaced, word by word, from `lang/vi/help.rs`
//! before clap reads the arguments; errors are said anew from their kind and context.

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};

use super::Format;
use super::command::Command;
use super::exit::Exit;
use super::lang::Lang;
use super::ui::Ui;
use super::{help, misuse};

/// School quality-improvement plans over the years: write, compare, approve, verify
#[derive(Debug, Parser)]
#[command(name = "caitien", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Cli {
    /// Work as if in this folder
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Form of the answer: human for people, json for programs; some commands have more
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
    /// Language: vi or en
    #[arg(long, global = true, value_name = "LANG", hide_possible_values = true)]
    pub lang: Option<Lang>,
    /// Colours: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: Color,
    /// Print the answer only, no talk
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// Why the arguments lead to no command: help was asked for, or they are wrong.
pub struct Stop {
    error: clap::Error,
    ui: Ui,
    /// The command that was reached before it stopped, as typed.
    path: String,
    /// The names of the commands that are known there.
    commands: Vec<String>,
}

impl Stop {
    fn new(error: clap::Error, arguments: &[OsString], lang: Lang) -> Stop {
        let (path, commands) = reached(&command(lang), arguments);
        let color = typed(arguments, "--color").and_then(|word| Color::from_str(word, true).ok());
        let ui = Ui::new(lang, color.unwrap_or_default().into(), false);
        Stop { error, ui, path, commands }
    }

    /// Says it and tells the exit code.
    pub fn say(&self) -> Exit {
        let text = self.error.render().ansi().to_string();
        match self.error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                // Printing help can fail only where nobody reads it.
                let _ = self.ui.answer(&text);
                Exit::Yes
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                self.ui.talk_text(text.trim_end());
                Exit::Cannot
            }
            _ => {
                self.ui.error(&misuse::explain(&self.error, &self.path, &self.commands));
                Exit::Cannot
            }
        }
    }
}

/// Reads the command line in the person's language.
pub fn parse(arguments: &[OsString]) -> Result<(Cli, Lang), Stop> {
    let lang = language(arguments);
    let stop = |error| Stop::new(error, arguments, lang);
    // Nobody reads the help of a command line that is right: its words are put in only where not.
    let matches = match Cli::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(_) => command(lang).try_get_matches_from(arguments).map_err(stop)?,
    };
    let cli = Cli::from_arg_matches(&matches).map_err(stop)?;
    Ok((cli, lang))
}

/// The whole command with its help in one language.
pub fn command(lang: Lang) -> clap::Command {
    // What is valid everywhere stands below what a command has of its own.
    let last = |argument: clap::Arg| {
        if argument.is_global_set() { argument.display_order(900) } else { argument }
    };
    let command = Cli::command().mut_args(last);
    match lang {
        Lang::En => command,
        Lang::Vi => help::in_vietnamese(command, "caitien", "caitien"),
    }
}

/// How far the arguments name commands: their path, and the names known at its end.
fn reached(command: &clap::Command, arguments: &[OsString]) -> (String, Vec<String>) {
    let mut path = command.get_name().to_owned();
    let mut here = command;
    for word in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(sub) = here.find_subcommand(word) {
            path = format!("{path} {}", sub.get_name());
            here = sub;
        }
    }
    let names = |sub: &clap::Command| {
        let own = std::iter::once(sub.get_name().to_owned());
        own.chain(sub.get_all_aliases().map(str::to_owned)).collect::<Vec<_>>()
    };
    (path, here.get_subcommands().flat_map(names).collect())
}

/// The language before anything is parsed: `--lang`, `CAITIEN_LANG`, else the locale.
fn language(arguments: &[OsString]) -> Lang {
    match typed(arguments, "--lang") {
        Some("en") => Lang::En,
        Some(_) => Lang::Vi,
        None => locale().map_or(Lang::Vi, |locale| Lang::of_locale(&locale)),
    }
}

/// What was typed for a global option, before clap has read anything.
fn typed<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    let joined = |text: &'a str| text.strip_prefix(option)?.strip_prefix('=');
    texts.clone().find_map(joined).or_else(|| texts.find(|text| *text == option).and_then(|_| texts.next()))
}

fn locale() -> Option<String> {
    ["CAITIEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
}
