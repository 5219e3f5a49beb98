//! Findings for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison::Run;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::finding::{Remedy, Source};
use crate::compare::wording::{Piece, words};
use crate::finding::{self, Problem};
use crate::period::Period;

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
    /// For what was copied from earlier years: since when, and the sentences side by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copied: Option<Copied>,
}

/// What stands unchanged from year to year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Copied {
    /// The criterion, or `S3` for what hangs on a standard alone.
    pub criterion: String,
    /// The plans in which it has stood so without a break, oldest first, this one included.
    pub years: Vec<String>,
    /// Its sentences, as they stood in the year before and as they stand.
    pub sides: Vec<Sides>,
}

/// One sentence in two plans.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sides {
    pub before: String,
    pub after: String,
    /// The words that differ, as runs; absent where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Run>,
}

impl Copied {
    fn of(problem: &Problem) -> Option<Copied> {
        match problem {
            Problem::CopiedWeakness { anchor, years, sides }
            | Problem::CopiedCriterion { anchor, years, sides } => Some(Copied::new(anchor, years, sides)),
            _ => None,
        }
    }

    pub(super) fn new(anchor: &str, years: &[Period], sides: &[finding::Sides]) -> Copied {
        Copied {
            criterion: anchor.to_owned(),
            years: years.iter().map(Period::to_string).collect(),
            sides: sides.iter().map(Sides::from).collect(),
        }
    }
}

impl From<&finding::Sides> for Sides {
    fn from(sides: &finding::Sides) -> Sides {
        let run = |piece: &Piece| Run { side: piece.side.as_str(), text: piece.text.clone() };
        let differ = sides.before != sides.after;
        let pieces = if differ { words(&sides.before, &sides.after) } else { Vec::new() };
        Sides {
            before: sides.before.clone(),
            after: sides.after.clone(),
            words: pieces.iter().map(run).collect(),
        }
    }
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
            copied: Copied::of(&finding.problem),
        }
    }
}
