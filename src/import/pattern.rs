//! Regular expressions that are compiled once, where they are first needed.
//!
//! An expression that does not compile matches nothing; the tests of this folder would notice.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// One expression with its compiled form.
pub(super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) const fn new(source: &'static str) -> Self {
        Pattern { source, compiled: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// Every match, first to last.
    pub(super) fn all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        self.regex().map(|regex| regex.captures_iter(text).collect()).unwrap_or_default()
    }

    pub(super) fn replace(&self, text: &str, by: &str) -> String {
        match self.regex() {
            Some(regex) => regex.replace_all(text, by).into_owned(),
            None => text.to_owned(),
        }
    }
}

/// One group of a match; empty where it took no part.
pub(super) fn group<'t>(captures: &Captures<'t>, at: usize) -> &'t str {
    captures.get(at).map_or("", |found| found.as_str())
}
