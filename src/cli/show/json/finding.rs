//! Findings for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::lang::{Lang, Say};
use crate::cli::show::finding::{Remedy, Source};
use crate::finding;

/// One finding: what is wrong, where, and what to do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The stable code; `caitien explain CODE` explains it.
    pub code: &'static str,
    /// `error`, `warning` or `hint`.
    pub level: &'static str,
    /// The file, from the repository's root where it lies in one.
    pub file: String,
    /// From 1, as all four.
    pub line: usize,
    /// In characters.
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    /// The reason, in the language that was asked for.
    pub message: String,
    /// The remedy.
    pub remedy: String,
}

impl Finding {
    /// A finding of one file in one language.
    pub fn new(finding: &finding::Finding, source: &Source<'_>, lang: Lang) -> Finding {
        let start = source.lines.place(finding.span.start);
        let end = source.lines.place(finding.span.end);
        Finding {
            code: finding.code().as_str(),
            level: finding.level().as_str(),
            file: source.path.to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: finding.problem.say(lang),
            remedy: Remedy(&finding.problem).say(lang),
        }
    }
}
