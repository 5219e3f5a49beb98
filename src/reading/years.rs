//! The school years that a longer text names, found without reading all of it.
//!
//! ```
//! use caitien::reading::years::school_years;
//! let text = "Kết quả năm học 2022 – 2023, số 12/2022.";
//! let found: Vec<_> = school_years(text).map(|year| (year.first, year.last)).collect();
//! assert_eq!(found, [(2022, 2023)]);
//! ```

use std::ops::Range;

use super::moment::Moments;
use super::token::tokens;

/// Two years with a dash, and where they stand in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    pub first: u16,
    pub last: u16,
    pub span: Range<usize>,
}

/// No pair of years is longer, in letters.
const LONGEST: usize = 16;

/// Every `2022-2023` of a text: two years that follow each other. A schedule reads them likewise.
pub fn school_years(text: &str) -> impl Iterator<Item = Years> {
    pairs(text).filter(|years| years.last == years.first + 1)
}

/// Every pair of years, of longer spans too: `2024-2029`.
pub fn pairs(text: &str) -> impl Iterator<Item = Years> {
    text.match_indices("20").filter_map(move |(at, _)| {
        let inside =
            text.get(..at).is_some_and(|head| head.ends_with(|last: char| last.is_ascii_alphanumeric()));
        let rest = text.get(at..).filter(|_| !inside)?;
        let end = rest.char_indices().take(LONGEST).take_while(|(_, letter)| *letter != '\n').last();
        let tokens = tokens(rest.get(..end.map_or(0, |(at, letter)| at + letter.len_utf8()))?);
        let (first, last, used) = Moments { tokens: &tokens, at: 0, period: None }.pair(0)?;
        let span = at..at + tokens.get(used - 1)?.span.end;
        // "2022-20231" is cut nowhere: a longer number is no year, and a cut one is not taken for one.
        let whole =
            !text.get(span.end..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        whole.then_some(Years { first, last, span })
    })
}
