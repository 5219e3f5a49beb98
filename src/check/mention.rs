//! Where a text names a school: `trường`, the words after it, and how far the name goes.
//!
//! ```text
//! của Trường Mầm non Suối Trong nhằm nâng …  →  Trường, [Mầm, non, Suối, Trong, nhằm, …]
//! ```

use crate::finding::Span;
use crate::plan::spelling::fold;

/// `trường` and the words of the same line after it.
pub(super) struct Mention<'t> {
    pub(super) span: Span,
    /// Up to [`WORDS`] words, with where each ends in the text.
    pub(super) words: Vec<(&'t str, usize)>,
}

/// A school's kind and name have no more words than these.
const WORDS: usize = 12;

/// The first words of a kind of school, folded: `nhà trường` and `trường học` are no names.
const KINDS: &[&str] =
    &["mam", "mau", "tieu", "trung", "pho", "thcs", "thpt", "th", "mn", "mg", "ptdtbt", "ptdtnt"];

/// Every `trường` before the kind of a school.
pub(super) fn mentions(text: &str) -> impl Iterator<Item = Mention<'_>> {
    text.match_indices(['t', 'T']).filter_map(move |(at, _)| {
        let rest = text.get(at..)?;
        let word = rest.split(|letter: char| !letter.is_alphabetic()).next()?;
        let is_word = matches!(word.len(), 6..=9) && matches!(word.as_bytes().get(1), Some(b'r' | b'R'));
        if !is_word || fold(word) != "truong" {
            return None;
        }
        let inside = text.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric);
        let line = rest.get(word.len()..)?.lines().next()?;
        let words = words(line, at + word.len());
        let kind = words.first().map(|(word, _)| fold(word))?;
        let first = kind.split(|letter: char| !letter.is_alphanumeric()).next()?;
        (!inside && KINDS.contains(&first)).then(|| Mention { span: Span::new(at, at + word.len()), words })
    })
}

pub(super) fn words(line: &str, offset: usize) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    let base = line.as_ptr().addr();
    for word in line.split_whitespace().take(WORDS) {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let end = offset + (bare.as_ptr().addr() - base) + bare.len();
        words.push((bare, end));
        if bare.len() < word.len() || bare.contains(['{', '#']) {
            break;
        }
    }
    words
}

/// Kinds of schools, folded.
pub(super) const KIND_NAMES: &[&str] = &[
    "mam non",
    "mau giao",
    "tieu hoc",
    "tieu hoc va trung hoc co so",
    "tieu hoc va thcs",
    "th va thcs",
    "th thcs",
    "trung hoc co so",
    "trung hoc co so va trung hoc pho thong",
    "trung hoc pho thong",
    "thcs va thpt",
    "thcs thpt",
    "thcs",
    "thpt",
    "th",
    "mn",
    "mg",
    "ptdtbt",
    "ptdtnt",
];

/// The kinds as an id begins with them, longest first.
const SHORT_KINDS: &[&str] = &[
    "th-va-thcs-",
    "th-thcs-",
    "thcs-va-thpt-",
    "thcs-thpt-",
    "ptdtnt-",
    "ptdtbt-",
    "thpt-",
    "thcs-",
    "mg-",
    "mn-",
    "th-",
];

/// A school's usual id without its kind.
pub(super) fn name_of(slug: &str) -> &str {
    SHORT_KINDS.iter().find_map(|kind| slug.strip_prefix(kind)).unwrap_or(slug)
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let ends = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|rest| rest.chars().next());
        ends(before) && ends(after)
    })
}

/// Does the name go on with this word? In capitals throughout, nobody can tell.
pub(super) fn begins_as_name(next: &str, last: Option<&&str>) -> bool {
    let capital = next.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric());
    let is_shouted = |word: &str| word.chars().all(|letter| !letter.is_lowercase());
    capital && !(is_shouted(next) && last.is_some_and(|last| is_shouted(last)))
}
