//! `check` and `explain` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::Finding;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::check::Counts;
use crate::cli::show::explain::{Explanation, Topic};
use crate::finding::Code;

/// The answer of `check --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// How many plans were looked at.
    pub plans: usize,
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
    /// Findings that `caitien.toml` switches off; they are not in the list.
    pub switched_off: usize,
    pub findings: Vec<Finding>,
}

impl Answer {
    pub fn new(counts: Counts, findings: Vec<Finding>) -> Answer {
        let Counts { plans, errors, warnings, hints, switched_off } = counts;
        Answer { schema: 1, plans, errors, warnings, hints, switched_off, findings }
    }
}

/// The answer of `explain --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explanations {
    pub schema: u8,
    pub codes: Vec<Explained>,
}

/// One code.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explained {
    pub code: &'static str,
    /// `error`, `warning` or `hint`.
    pub level: &'static str,
    /// Where it belongs: `front-matter`, `structure` and so on.
    pub topic: &'static str,
    /// What it means and why it matters.
    pub meaning: String,
    /// An example that has the problem; empty where none can be written.
    pub wrong: &'static str,
    /// The same without the problem.
    pub right: &'static str,
}

impl Explanations {
    pub fn new(codes: &[Code], lang: Lang) -> Explanations {
        Explanations { schema: 1, codes: codes.iter().map(|code| Explained::new(*code, lang)).collect() }
    }
}

impl Explained {
    fn new(code: Code, lang: Lang) -> Explained {
        let explanation = Explanation(code);
        let (wrong, right) = explanation.example();
        Explained {
            code: code.as_str(),
            level: code.level().as_str(),
            topic: Topic::of(code).as_str(),
            meaning: explanation.say(lang),
            wrong,
            right,
        }
    }
}
