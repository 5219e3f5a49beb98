//! What can be said about a file: a problem, where it stands, how much it matters.
//!
//! A flawed document is not an error: parsing and checking return their values *with* findings.
//! A finding is data. Its sentences, in each language, are in `cli/lang`; its place in the file is
//! a byte range of the normalised text (NFC, LF) that the parser hands out beside the plan.
//!
//! ```
//! use caitien::finding::{Code, Level, Lines};
//! assert_eq!(Code::UnknownKey.as_str(), "unknown-key");
//! assert_eq!(Code::UnknownKey.level(), Level::Warning);
//! assert_eq!(Lines::new("một\nhai").place(5).line, 1);
//! ```

use std::fmt;

/// How much a finding matters. Errors stop an approval; warnings and hints do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Hint,
    Warning,
    Error,
}

impl Level {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A byte range of the normalised text of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The same text, cut to this range; empty where the range does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A position as editors count it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of a text begin, to turn a byte offset into line and column.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// Line and column of a byte offset; an offset past the end means the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |part| part.chars().count()) + 1;
        Place { line, column }
    }

    /// The byte offset at which a line (counted from 1) begins.
    pub fn start(&self, line: usize) -> usize {
        let at = line.saturating_sub(1);
        self.starts.get(at).copied().unwrap_or(self.text.len())
    }
}

/// One problem at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub problem: Problem,
    pub span: Span,
}

impl Finding {
    pub fn new(problem: Problem, span: Span) -> Self {
        Finding { problem, span }
    }

    pub fn code(&self) -> Code {
        self.problem.code()
    }

    pub fn level(&self) -> Level {
        self.code().level()
    }
}

/// Builds `Problem` (what was found, with its data), `Code` (its stable name) and their tables
/// from one list, so that no problem can lack a code or a level.
macro_rules! problems {
    ($( $(#[$doc:meta])* $name:ident $({ $($field:ident : $type:ty),* $(,)? })? = $text:literal, $level:ident; )*) => {
        /// What can be wrong with a file, with the words and numbers that a sentence needs.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Problem { $( $(#[$doc])* $name $({ $($field: $type),* })? ),* }

        /// The stable name of a problem: `check` prints it, `explain` explains it, `caitien.toml`
        /// switches it off.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[$doc])* $name ),* }

        impl Problem {
            pub fn code(&self) -> Code {
                match self { $( Problem::$name { .. } => Code::$name ),* }
            }
        }

        impl Code {
            /// Every code there is, in the order of the documentation.
            pub const ALL: &'static [Code] = &[ $( Code::$name ),* ];

            pub fn as_str(self) -> &'static str {
                match self { $( Code::$name => $text ),* }
            }

            pub fn level(self) -> Level {
                match self { $( Code::$name => Level::$level ),* }
            }
        }
    };
}

problems! {
    // ── front matter ──
    /// The file does not begin with a `+++` block.
    MissingFrontMatter = "missing-front-matter", Error;
    /// The `+++` block is opened and never closed.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// The block is not TOML; `detail` is the library's own sentence.
    InvalidFrontMatter { detail: String } = "invalid-front-matter", Error;
    /// A key that must be there is not.
    MissingKey { key: String } = "missing-key", Error;
    /// A key that nobody knows; perhaps another one was meant.
    UnknownKey { key: String, meant: Option<String> } = "unknown-key", Warning;
    /// A value of the wrong type.
    WrongType { key: String, expected: &'static str } = "wrong-type", Error;

    // ── reading the Markdown ──
    /// `{#…}` that is not an id of ours.
    MalformedId { id: String } = "malformed-id", Error;
    /// A criterion stands outside a standard, or a standard outside the content section.
    Misplaced { heading: String } = "misplaced-heading", Warning;
    /// Formatting this text would have lost or changed words, so it was left as it is.
    NotFormatted = "not-formatted", Warning;
}

impl Code {
    /// The code with this stable name.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_parse_back() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
        }
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\nđiểm yếu");
        let at = "a\nđiểm ".len();
        assert_eq!(lines.place(at), Place { line: 2, column: 6 });
        assert_eq!(lines.place(999), Place { line: 2, column: 9 });
    }
}
