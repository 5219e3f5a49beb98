//! What is wrong with a command line, in English.

use crate::cli::lang::En;
use crate::cli::misuse::{Misuse, WayForward};

impl En for Misuse {
    fn en(&self) -> String {
        match self {
            Misuse::UnknownCommand { typed } => format!("no such command: `{typed}`"),
            Misuse::UnknownOption { typed } => format!("no such option: `{typed}`"),
            Misuse::Unexpected { typed } => format!("unexpected `{typed}`: nothing more is needed here"),
            Misuse::Missing { names } => format!("{} must be given", quoted(names)),
            Misuse::MissingCommand { known } => format!("say what to do, one of: {}", quoted(known)),
            Misuse::MissingValue { option, known } => format!("`{option}` needs a value{}", among(known)),
            Misuse::UnknownValue { option, typed, known } => {
                format!("`{typed}` does not fit `{option}`{}", among(known))
            }
            Misuse::InvalidValue { option, typed } => format!("cannot read `{typed}` for `{option}`"),
            Misuse::ValueCount { option } => format!("`{option}` does not take so many values"),
            Misuse::Repeated { option } => format!("`{option}` can be given only once"),
            Misuse::Conflict { option, others } => {
                format!("`{option}` cannot be used together with {}", quoted(others))
            }
            Misuse::NotText => "a part of the command line is not UTF-8 and cannot be read".into(),
            Misuse::Other { detail } => format!("wrong command line: {detail}"),
        }
    }
}

impl En for WayForward {
    fn en(&self) -> String {
        match self {
            WayForward::Meant { word } => format!("did you mean `{word}`?"),
            WayForward::ReadHelp { command } => format!("read `{command} --help`"),
        }
    }
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn among(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!("; use one of: {}", quoted(known)) }
}
