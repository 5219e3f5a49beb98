//! What is wrong with a command line, read from clap's error kinds so that it can be said in the
//! person's language, in the voice of all other errors.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CliError;
use crate::plan::spelling::{fold, nearest};

/// One mistake on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// No such command.
    UnknownCommand { typed: String },
    /// No such option.
    UnknownOption { typed: String },
    /// A word that stands where none is expected.
    Unexpected { typed: String },
    /// Arguments that must be there and are not.
    Missing { names: Vec<String> },
    /// A group of commands was named without one of them.
    MissingCommand { known: Vec<String> },
    /// An option without the value that it needs.
    MissingValue { option: String, known: Vec<String> },
    /// A value that is not among the known ones.
    UnknownValue { option: String, typed: String, known: Vec<String> },
    /// A value that cannot be read; the cause says why.
    InvalidValue { option: String, typed: String },
    /// More values than the option takes, or fewer.
    ValueCount { option: String },
    /// An option twice.
    Repeated { option: String },
    /// Two options that exclude each other.
    Conflict { option: String, others: Vec<String> },
    /// An argument that is not text.
    NotText,
    /// Anything else that clap may say; its own English words.
    Other { detail: String },
}

/// The way forward after a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayForward {
    /// Perhaps another word was meant.
    Meant { word: String },
    /// Where to read on: the command whose help says it.
    ReadHelp { command: String },
}

/// The error for people. `path` is the command that was reached, `commands` the names known there.
pub(super) fn explain(error: &Error, path: &str, commands: &[String]) -> CliError {
    let misuse = Misuse::of(error);
    let meant = meant(error, &misuse, commands);
    let mut explained = CliError::usage(misuse);
    if let (ErrorKind::ValueValidation, Some(source)) = (error.kind(), std::error::Error::source(error)) {
        explained = explained.caused_by(source);
    }
    if let Some(word) = meant {
        explained = explained.hint(WayForward::Meant { word });
    }
    explained.hint(WayForward::ReadHelp { command: path.to_owned() })
}

impl Misuse {
    fn of(error: &Error) -> Misuse {
        let option = text(error, ContextKind::InvalidArg);
        let typed = text(error, ContextKind::InvalidValue);
        let known = texts(error, ContextKind::ValidValue);
        match error.kind() {
            ErrorKind::InvalidSubcommand => {
                Misuse::UnknownCommand { typed: text(error, ContextKind::InvalidSubcommand) }
            }
            ErrorKind::UnknownArgument if option.starts_with('-') => Misuse::UnknownOption { typed: option },
            ErrorKind::UnknownArgument => Misuse::Unexpected { typed: option },
            ErrorKind::MissingRequiredArgument => {
                Misuse::Missing { names: texts(error, ContextKind::InvalidArg) }
            }
            ErrorKind::MissingSubcommand => {
                Misuse::MissingCommand { known: texts(error, ContextKind::ValidSubcommand) }
            }
            ErrorKind::InvalidValue if typed.is_empty() => Misuse::MissingValue { option, known },
            ErrorKind::InvalidValue => Misuse::UnknownValue { option, typed, known },
            ErrorKind::ValueValidation => Misuse::InvalidValue { option, typed },
            ErrorKind::TooManyValues
            | ErrorKind::TooFewValues
            | ErrorKind::WrongNumberOfValues
            | ErrorKind::NoEquals => Misuse::ValueCount { option },
            ErrorKind::ArgumentConflict => Misuse::conflict(option, texts(error, ContextKind::PriorArg)),
            ErrorKind::InvalidUtf8 => Misuse::NotText,
            _ => Misuse::Other { detail: error.to_string().trim().to_owned() },
        }
    }

    fn conflict(option: String, others: Vec<String>) -> Misuse {
        if others.is_empty() || others == [option.clone()] {
            Misuse::Repeated { option }
        } else {
            Misuse::Conflict { option, others }
        }
    }
}

/// What was perhaps meant: the name without its Vietnamese letters, else the best of clap's guesses.
fn meant(error: &Error, misuse: &Misuse, commands: &[String]) -> Option<String> {
    if let Misuse::UnknownCommand { typed } = misuse {
        let typed = fold(typed).replace(' ', "-");
        let known: Vec<&str> = commands.iter().map(String::as_str).collect();
        return nearest(&typed, &known).map(str::to_owned);
    }
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.iter().find_map(|kind| texts(error, *kind).pop())
}

fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).join(", ")
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
