//! `format` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::work::format::{Change, Mode, Outcome};

/// The answer of `format --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// Were files replaced (true) or only judged?
    pub written: bool,
    pub files: Vec<File>,
}

/// What became of one file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub file: String,
    /// `unchanged`, `rewritten`, or `left-alone` where a word would have been lost.
    pub change: &'static str,
    /// How many items got an id.
    pub new_ids: usize,
}

impl Answer {
    pub fn new(outcomes: &[Outcome], mode: Mode) -> Answer {
        Answer { schema: 1, written: mode == Mode::Write, files: outcomes.iter().map(File::new).collect() }
    }
}

impl File {
    fn new(outcome: &Outcome) -> File {
        let change = match outcome.change {
            Change::None => "unchanged",
            Change::Rewritten => "rewritten",
            Change::LeftAlone => "left-alone",
        };
        File { file: outcome.name.clone(), change, new_ids: outcome.new_ids }
    }
}
