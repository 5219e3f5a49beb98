//! How much two sentences share: enough to see that an id stands for another thing, or that a
//! weakness was carried over without its id.
//!
//! This is deliberately coarse. What became of each weakness, with every match explained, is the
//! business of `compare`.

use std::collections::BTreeSet;

use crate::plan::spelling::fold_words;

/// The words of a sentence that say something: folded, without figures and the shortest words.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let said = |word: &&str| word.len() > 2 && !word.bytes().any(|byte| byte.is_ascii_digit());
    fold_words(text).split(' ').filter(said).map(str::to_owned).collect()
}

/// The share of the shorter sentence's words that the longer one has too, from 0 to 1.
pub(super) fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return if one.len() == other.len() { 1.0 } else { 0.0 };
    }
    // Sentences have tens of words: exact in a float.
    let count = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
    count(one.intersection(other).count()) / count(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) -> f64 {
        overlap(&words(one), &words(other))
    }

    #[test]
    fn figures_and_marks_do_not_count() {
        assert!(check("Còn 02 lớp mẫu giáo ghép.", "con 1 LỚP mẫu giáo ghép") > 0.99);
        assert!(check("Còn 02 lớp mẫu giáo ghép.", "Thiếu nhân viên y tế chuyên trách") < 0.1);
        assert!(check("", "Thiếu nhân viên") < 0.1);
    }
}
