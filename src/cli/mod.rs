//! The door: arguments in, answers out. Clock, environment and current folder are read here, and
//! only here, and handed down in [`Context`].

pub mod command;
pub mod error;
pub mod exit;
mod help;
pub mod key;
pub mod lang;
mod manual;
pub mod misuse;
pub mod notice;
pub mod parse;
mod reference;
pub mod show;
pub mod ui;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::date::Date;
use crate::git::unsaved::Moment;
use error::{CliError, Trouble};
use lang::Lang;
use ui::Ui;

/// All that a command may know of the world outside its arguments.
pub struct Context {
    pub ui: Ui,
    pub format: Format,
    /// The folder in which the command works.
    pub folder: PathBuf,
    /// The moment of the call, in the person's time zone.
    pub now: Zoned,
    /// The socket of the person's SSH agent, where there is one.
    pub agent: Option<PathBuf>,
}

impl Context {
    /// Today, in the person's time zone.
    pub fn today(&self) -> Date {
        let year = u16::try_from(self.now.year()).unwrap_or_default();
        let month = u8::try_from(self.now.month()).unwrap_or_default();
        let day = u8::try_from(self.now.day()).unwrap_or_default();
        Date { year, month, day }
    }

    /// The moment in which this is asked, for commands that run for long.
    pub fn moment(&self) -> Moment {
        let now = now();
        let offset_minutes = now.offset().seconds() / 60;
        Moment { seconds: now.timestamp().as_second(), offset_minutes }
    }

    /// Where this program lies, unless a shell finds it by its name.
    pub fn program_path(&self) -> Option<PathBuf> {
        let program = std::env::current_exe().ok()?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found =
            std::env::split_paths(&path).map(|folder| folder.join("caitien")).find(|file| file.is_file());
        let is_found = found.and_then(|file| file.canonicalize().ok()) == program.canonicalize().ok();
        (!is_found).then_some(program)
    }

    /// A variable of the environment in which whoever started this program says something.
    pub fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    /// The moment as records carry it: `2026-03-01T08:00:00+07:00`.
    pub fn stamp(&self) -> String {
        self.now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The language of the person.
    pub fn lang(&self) -> Lang {
        self.ui.lang
    }

    /// The wanted format, if the command has it.
    pub fn format_among(&self, known: &[Format]) -> Result<Format, CliError> {
        if known.contains(&self.format) {
            return Ok(self.format);
        }
        Err(CliError::usage(Trouble::Format { format: self.format.as_str() }))
    }
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    #[default]
    Human,
    Json,
    Markdown,
    Html,
    Svg,
    Github,
}

impl Format {
    /// The word that is typed after `--format`.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Svg => "svg",
            Format::Github => "github",
        }
    }
}

/// Runs the program and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let (cli, lang) = match parse::parse(&arguments) {
        Ok(parsed) => parsed,
        Err(stop) => return stop.say().into(),
    };
    let ui = Ui::new(lang, cli.color.into(), cli.quiet);
    let result = context(ui, &cli).and_then(|context| {
        let result = cli.command.run(&context);
        result.inspect_err(|error| context.ui.error(error))
    });
    match result {
        Ok(exit) => exit.into(),
        Err(error) => error.exit().into(),
    }
}

fn context(ui: Ui, cli: &parse::Cli) -> Result<Context, CliError> {
    let here = std::env::current_dir().unwrap_or_default();
    let folder = cli.directory.as_ref().map_or(here.clone(), |folder| here.join(folder));
    let agent = std::env::var_os("SSH_AUTH_SOCK").filter(|socket| !socket.is_empty()).map(PathBuf::from);
    // Without `..` in it: the folders above a path are looked at by its names.
    let folder = std::fs::canonicalize(&folder).unwrap_or(folder);
    Ok(Context { ui, format: cli.format, folder, now: now(), agent })
}

/// The minute in the time zone in which it was kept.
pub(crate) fn minute(moment: Moment) -> String {
    let offset = Offset::from_seconds(moment.offset_minutes * 60).unwrap_or(Offset::UTC);
    let stamp = Timestamp::from_second(moment.seconds).unwrap_or_default();
    stamp.to_zoned(offset.to_time_zone()).strftime("%d/%m/%Y %H:%M").to_string()
}

/// The clock, or the moment that `CAITIEN_NOW` names (tests and reproducible runs).
fn now() -> Zoned {
    let fixed = std::env::var("CAITIEN_NOW").ok().and_then(|text| text.parse().ok());
    fixed.unwrap_or_else(|| Timestamp::now().to_zoned(time_zone()))
}

/// The person's time zone. Most machines name it in `/etc/localtime`; looking it up by name instead
/// would walk through all zones of the world, which takes longer than the rest of the start.
fn time_zone() -> TimeZone {
    let is_named = std::env::var_os("TZ").is_some();
    let local = if is_named { None } else { std::fs::read("/etc/localtime").ok() };
    let zone = local.and_then(|bytes| TimeZone::tzif("Local", &bytes).ok());
    zone.unwrap_or_else(TimeZone::system)
}
