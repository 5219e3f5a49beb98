//! What the readers look at: the pieces of a short text, folded, each with its place in the text.
//!
//! [`tokens`] takes everything apart (dates are read from it); [`words`] leaves a figure with its
//! marks in one piece (`2.000.000`, `36,5`, `4/30`), which is what money and quantities need.
//!
//! ```
//! use caitien::reading::token::{Piece, tokens, words};
//! let pieces: Vec<Piece> = tokens("Tháng 9/2023").into_iter().map(|token| token.piece).collect();
//! assert_eq!(pieces, [
//!     Piece::Word("thang".into()), Piece::Number { value: 9, digits: 1 }, Piece::Mark('/'),
//!     Piece::Number { value: 2023, digits: 4 },
//! ]);
//! let texts: Vec<&str> = words("Mua 02 bộ: 4.000.000đ").iter().map(|word| word.text).collect();
//! assert_eq!(texts, ["Mua", "02", "bộ", "4.000.000", "đ"]);
//! ```

use std::ops::Range;

use crate::plan::spelling::fold;

/// One piece of a text, and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub piece: Piece,
    pub span: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Letters only, lower case, without diacritics.
    Word(String),
    Number {
        value: u32,
        digits: usize,
    },
    /// Any other character; every dash is `-`. Blanks are no pieces.
    Mark(char),
}

/// What a letter belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Digit,
    Letter,
    Blank,
    Other,
}

impl Sort {
    fn of(letter: char) -> Sort {
        match letter {
            _ if letter.is_ascii_digit() => Sort::Digit,
            // A mark of its own belongs to the letter before it.
            _ if letter.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&letter) => Sort::Letter,
            _ if letter.is_whitespace() => Sort::Blank,
            _ => Sort::Other,
        }
    }
}

/// Is it any of the dashes?
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '−' | '‐' | '‑')
}

/// The pieces of a text. Digits and letters that stand together are two pieces.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let sort = Sort::of(first);
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.peek().copied() {
            if sort == Sort::Other || Sort::of(letter) != sort {
                break;
            }
            end = at + letter.len_utf8();
            letters.next();
        }
        let span = start..end;
        let run = text.get(span.clone()).unwrap_or_default();
        let piece = match sort {
            Sort::Blank => continue,
            // A number too long for any date is kept as one that fits none.
            Sort::Digit => Piece::Number { value: run.parse().unwrap_or(u32::MAX), digits: run.len() },
            Sort::Letter => Piece::Word(fold(run)),
            Sort::Other if is_dash(first) => Piece::Mark('-'),
            Sort::Other => Piece::Mark(first),
        };
        found.push(Token { piece, span });
    }
    found
}

/// A figure with its inner marks, or a run of letters, with what parts it from the next one.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    pub text: &'t str,
    /// Lower case, without diacritics.
    pub folded: String,
    pub span: Range<usize>,
    /// What stands between it and the next word.
    pub gap: &'t str,
}

impl Word<'_> {
    pub fn is_figure(&self) -> bool {
        self.text.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Does a clause end after it?
    pub fn ends_clause(&self) -> bool {
        self.gap.contains([',', ';', ':', '(', ')', '.', '!', '?', '\n'])
    }

    /// Is there nothing but blanks between it and the next word?
    pub fn goes_on(&self) -> bool {
        self.gap.trim().is_empty()
    }
}

/// The words and figures of a text. A figure ends where letters begin (`02lớp`), a word does not
/// end where digits begin (`HK1`).
pub fn words(text: &str) -> Vec<Word<'_>> {
    let bounds = bounds(text);
    let ends = bounds.iter().skip(1).map(|(start, _)| *start).chain(std::iter::once(text.len()));
    let pieces = bounds.iter().zip(ends).map(|((start, end), next)| {
        let word = text.get(*start..*end).unwrap_or_default();
        let gap = text.get(*end..next).unwrap_or_default();
        Word { text: word, folded: fold(word), span: *start..*end, gap }
    });
    pieces.collect()
}

fn bounds(text: &str) -> Vec<(usize, usize)> {
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<Sort> = None;
    let mut letters = text.char_indices().peekable();
    let mut behind = ' ';
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let digit_follows = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let mark = ",./".contains(letter) && digit_follows && behind.is_ascii_digit();
        let sort = match Sort::of(letter) {
            // "m²", "½" and foreign digits are letters here.
            Sort::Other if letter.is_alphanumeric() => Sort::Letter,
            sort => sort,
        };
        open = match (open, sort) {
            (Some(Sort::Digit), Sort::Digit) => Some(Sort::Digit),
            (Some(Sort::Digit), Sort::Other) if mark => Some(Sort::Digit),
            (Some(Sort::Letter), Sort::Letter | Sort::Digit) => Some(Sort::Letter),
            (_, Sort::Letter | Sort::Digit) => {
                bounds.push((at, end));
                Some(sort)
            }
            _ => None,
        };
        if let (Some(_), Some(last)) = (open, bounds.last_mut()) {
            last.1 = end;
        }
        behind = letter;
    }
    bounds
}
