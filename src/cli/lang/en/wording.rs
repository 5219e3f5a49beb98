//! What is wrong with a school's own wording of the paper, in English.

use crate::cli::lang::En;
use crate::export::paper::wording::{Flaw, FlawKind};

impl En for Flaw {
    fn en(&self) -> String {
        format!("line {}: {}", self.line, self.kind.en())
    }
}

impl En for FlawKind {
    fn en(&self) -> String {
        match self {
            FlawKind::Syntax { detail } => format!("cannot be read ({detail})"),
            FlawKind::UnknownKey { key, meant: Some(meant) } => {
                format!("there is no key `{key}`; did you mean `{meant}`?")
            }
            FlawKind::UnknownKey { key, meant: None } => format!("there is no key `{key}`"),
            FlawKind::NoText { key } => format!("`{key}` must be text in quotes"),
            FlawKind::NoList { key } => format!("`{key}` must be a list of texts: [\"…\", \"…\"]"),
            FlawKind::Count { key, expected, found } => {
                format!("`{key}` needs exactly {expected} entries, there are {found}")
            }
            FlawKind::NoNumber { key, least, most } => {
                format!("`{key}` must be a number from {least} to {most}")
            }
            FlawKind::TooLong { key, most } => format!("`{key}` is too long (over {most} bytes)"),
        }
    }
}
