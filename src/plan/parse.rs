//! Text to plan; never fails, loses nothing.

use super::Plan;
use crate::finding::Finding;

/// What reading a text gives.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub plan: Plan,
    pub findings: Vec<Finding>,
    /// The text that all spans refer to: the file's, in NFC with LF, without a byte order mark.
    /// It has the same lines as the file.
    pub text: String,
}

/// Reads a plan. Whatever the text, there is a plan; what is wrong with it is in the findings.
pub fn parse(text: &str) -> Parsed {
    Parsed { text: text.to_owned(), ..Parsed::default() }
}
