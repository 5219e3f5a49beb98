//! The difference of two texts, word by word; the only door to `similar`.
//!
//! Paragraphs that are equal are skipped before any word is looked at.

/// A run of words and on which side it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub side: PieceSide,
    pub text: String,
}

/// On which side words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceSide {
    Both,
    /// Only in the earlier text.
    Before,
    /// Only in the later text.
    After,
}

impl PieceSide {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            PieceSide::Both => "both",
            PieceSide::Before => "before",
            PieceSide::After => "after",
        }
    }
}
