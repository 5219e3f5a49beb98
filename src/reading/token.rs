//! Words, numbers and marks of a short text, folded: what the readers of dates look at.
//!
//! ```
//! use caitien::reading::token::{Token, tokens};
//! assert_eq!(tokens("Tháng 9/2023"), [
//!     Token::Word("thang".into()), Token::Number { value: 9, digits: 1 }, Token::Mark('/'),
//!     Token::Number { value: 2023, digits: 4 },
//! ]);
//! ```

use crate::plan::spelling::fold;

/// One piece of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Letters only, lower case, without diacritics.
    Word(String),
    Number {
        value: u32,
        digits: usize,
    },
    /// Any other character; every dash is `-`. Blanks are no tokens.
    Mark(char),
}

/// The pieces of a text. Digits and letters that stand together are two pieces.
pub fn tokens(text: &str) -> Vec<Token> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| match first {
            _ if first.is_ascii_digit() => letter.is_ascii_digit(),
            _ if first.is_alphabetic() => letter.is_alphabetic(),
            _ => false,
        };
        let end = rest.find(|letter| !same(letter)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        found.extend(token(first, piece));
        rest = after;
    }
    found
}

fn token(first: char, piece: &str) -> Option<Token> {
    if first.is_ascii_digit() {
        // A number too long for any date is kept as one that fits none.
        Some(Token::Number { value: piece.parse().unwrap_or(u32::MAX), digits: piece.len() })
    } else if first.is_alphabetic() {
        Some(Token::Word(piece.to_owned()))
    } else if first.is_whitespace() {
        None
    } else if matches!(first, '-' | '–' | '—' | '−' | '‐' | '‑') {
        Some(Token::Mark('-'))
    } else {
        Some(Token::Mark(first))
    }
}
