//! Words in one way of writing: what a line of Markdown is made of, without its marks.
//!
//! Runs are what goes to paper and what comes back from it. Two lines with the same words and the same emphasis have
//! the same runs, however their Markdown was typed.

/// Words that share one emphasis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub emphasis: Emphasis,
    /// Where the words lead, as written; never followed by this program.
    pub link: Option<String>,
}

/// How words are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    pub code: bool,
}

impl Run {
    /// Words without emphasis.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Run {
        Run { text: text.into(), emphasis: Emphasis { bold: true, ..Emphasis::default() }, link: None }
    }
}

/// The words of runs without their emphasis. A forced line break is `\n`.
pub fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
