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

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC; borrowed where it is NFC already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Lower case, without diacritics, `đ` as `d`; every run of white space is one blank.
/// Punctuation stays.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'đ' => folded.push('d'),
            letter if letter.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            letter => folded.push(letter),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// [`fold`] with every run of punctuation as one blank: only letters and digits are left.
pub fn fold_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in fold(text).split(|letter: char| !letter.is_alphanumeric()) {
        if !word.is_empty() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

/// Do two texts hold the same words, whatever case, diacritics, punctuation and spacing?
pub fn same_words(one: &str, other: &str) -> bool {
    fold_words(one) == fold_words(other)
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
        assert_eq!(fold_words(" Số :  109 /KH-MNTX "), "so 109 kh mntx");
    }
}
