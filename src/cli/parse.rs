//! The command line: what was typed, and what is said where it cannot be understood.
//!
//! clap's own help and errors are English. Help is replaced, word by word, from `lang/vi/help.rs`
//! before clap reads the arguments; errors are said anew from their kind and context.

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{CommandFactory, FromArgMatches, Parser};

use super::Format;
use super::command::Command;
use super::exit::Exit;
use super::lang::{Lang, vi};

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
    lang: Lang,
}

impl Stop {
    /// Says it and tells the exit code.
    pub fn say(&self) -> Exit {
        let _ = self.lang;
        // Printing help can fail only where nobody reads it.
        let _ = self.error.print();
        if self.error.use_stderr() { Exit::Cannot } else { Exit::Yes }
    }
}

/// Reads the command line in the person's language.
pub fn parse(arguments: &[OsString]) -> Result<(Cli, Lang), Stop> {
    let lang = language(arguments);
    let stop = |error| Stop { error, lang };
    let matches = command(lang).try_get_matches_from(arguments).map_err(stop)?;
    let cli = Cli::from_arg_matches(&matches).map_err(stop)?;
    Ok((cli, lang))
}

/// The whole command with its help in one language.
pub fn command(lang: Lang) -> clap::Command {
    let command = Cli::command();
    match lang {
        Lang::En => command,
        Lang::Vi => translated(command, "caitien"),
    }
}

/// The language before anything is parsed: `--lang`, `CAITIEN_LANG`, else the locale.
fn language(arguments: &[OsString]) -> Lang {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    let asked = texts
        .clone()
        .find_map(|text| text.strip_prefix("--lang="))
        .or_else(|| texts.find(|text| *text == "--lang").and_then(|_| texts.next()));
    match asked {
        Some("en") => Lang::En,
        Some(_) => Lang::Vi,
        None => locale().map_or(Lang::Vi, |locale| Lang::of_locale(&locale)),
    }
}

fn locale() -> Option<String> {
    ["CAITIEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
}

fn translated(command: clap::Command, key: &str) -> clap::Command {
    let mut command = command.subcommand_help_heading("Lệnh").disable_help_flag(true).arg(
        clap::Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help(vi::help::help("caitien.help").unwrap_or_default()),
    );
    if let Some(about) = vi::help::help(key) {
        command = command.about(about).long_about(None);
    }
    command = command.mut_args(|argument| {
        let own = format!("{key}.{}", argument.get_id());
        let shared = format!("caitien.{}", argument.get_id());
        let positional = argument.is_positional();
        let argument = argument.help_heading(if positional { "Đối số" } else { "Tùy chọn" });
        match vi::help::help(&own).or_else(|| vi::help::help(&shared)) {
            Some(text) => argument.help(text).long_help(None),
            None => argument,
        }
    });
    let template = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
    command = command.help_template(template);
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        let key = if key == "caitien" { name } else { format!("{key}-{name}") };
        translated(sub, &key)
    })
}
