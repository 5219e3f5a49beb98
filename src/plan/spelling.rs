//! When two spellings are the same words: NFC, letter case, diacritics, where the tone mark sits.
//!
//! For comparison only: what is stored and shown keeps the spelling that was typed.
//!
//! ```
//! use caitien::plan::spelling::{fold, same_words};
//! assert_eq!(fold("Tiêu chuẩn ĐẠT"), "tieu chuan dat");
//! assert!(same_words("Điểm  yếu:", "diem yeu"));
//! ```

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC; borrowed where it is NFC already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Letters that stand in NFC whatever is beside them: nearly every text is made of these alone.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

/// Lower case, without diacritics, `đ` as `d`; every run of white space is one blank.
/// Punctuation stays.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match base(letter) {
            Base::Letter(letter) if letter.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            Base::Letter(letter) => folded.push(letter),
            Base::Mark => {}
            Base::Many => {
                folded.extend(letter.nfd().filter(|part| !is_mark(*part)).flat_map(char::to_lowercase))
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What a letter is without its marks.
#[derive(Clone, Copy)]
enum Base {
    Letter(char),
    Mark,
    /// More than one letter, or one that only the library knows.
    Many,
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Folding is the most frequent thing that is done to a text, and Vietnamese has few letters: they
/// are looked up, and only what is rarer is decomposed.
fn base(letter: char) -> Base {
    static LATIN: LazyLock<Vec<char>> = LazyLock::new(|| ('\u{c0}'..='\u{24f}').map(decomposed).collect());
    static VIETNAMESE: LazyLock<Vec<char>> =
        LazyLock::new(|| ('\u{1e00}'..='\u{1eff}').map(decomposed).collect());
    let (table, first) = match letter {
        '\0'..='\u{7f}' => return Base::Letter(letter.to_ascii_lowercase()),
        '\u{c0}'..='\u{24f}' => (&LATIN, 0xc0),
        '\u{1e00}'..='\u{1eff}' => (&VIETNAMESE, 0x1e00),
        letter if is_mark(letter) => return Base::Mark,
        _ => return Base::Many,
    };
    let at = (letter as usize).saturating_sub(first);
    table.get(at).map_or(Base::Many, |letter| Base::Letter(*letter))
}

/// The first letter of the decomposition, in lower case.
fn decomposed(letter: char) -> char {
    match letter {
        'đ' | 'Đ' => 'd',
        _ => letter.nfd().flat_map(char::to_lowercase).next().unwrap_or(letter),
    }
}

/// [`fold`] with every run of punctuation as one blank: only letters and digits are left.
pub fn fold_words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Do two texts hold the same words, whatever case, diacritics, punctuation and spacing?
pub fn same_words(one: &str, other: &str) -> bool {
    fold_words(one) == fold_words(other)
}

/// The text with every letter taken apart into its base and its marks.
pub fn taken_apart(text: &str) -> impl Iterator<Item = char> {
    text.nfd()
}

/// How many letters must be changed, added or left out to turn one text into the other.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::levenshtein(one, other)
}

/// How alike two texts are, letter by letter: 1 for the same, 0 for nothing in common.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// The known word that was probably meant, for "did you mean".
pub fn nearest<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(typed, word), *word))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_composed_decomposed_and_half_composed_alike() {
        let half = "k\u{ea}\u{301}"; // ê + acute, the Windows-1258 habit
        assert_eq!(fold(half), fold("kế"));
        assert_eq!(fold("ke\u{302}\u{301}"), "ke");
        assert_eq!(nfc(half), "kế");
        for letter in ('\0'..='\u{ffff}').filter(|letter| is_plain(*letter)) {
            assert_eq!(is_nfc_quick([letter].into_iter()), IsNormalized::Yes, "{letter}");
        }
        assert_eq!(fold_words(" Số :  109 /KH-MNTX "), "so 109 kh mntx");
    }
}
