//! How alike two texts are, for headings and labels that OCR damaged and for one weakness that
//! stands in two places.

use crate::plan::spelling::{self, distance, fold_words};

/// Does a folded text hold these folded words, with at most one letter in six broken?
pub(super) fn contains_nearly(text: &str, words: &str) -> bool {
    let count = words.split(' ').count();
    let all: Vec<&str> = text.split(' ').collect();
    let allowed = words.len() / 6;
    all.windows(count).any(|window| distance(&window.join(" "), words) <= allowed)
}

/// From 0 to 1, over folded words.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    spelling::likeness(&fold_words(one), &fold_words(other))
}

/// Do two texts state the same thing: the same words, or one the beginning of the other?
pub(super) fn same_statement(one: &str, other: &str) -> bool {
    let (one, other) = (fold_words(one), fold_words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let begins = short.len() >= 20 && long.starts_with(short.as_str());
    begins || spelling::likeness(&one, &other) >= 0.85
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgives_broken_letters_and_not_other_words() {
        assert!(contains_nearly("thoi gan thuc hien", "thoi gian"));
        assert!(!contains_nearly("kinh phi", "ket qua"));
        assert!(same_statement("Còn 02 lớp ghép chưa tách.", "còn 02 lớp ghép chưa tách"));
        assert!(!same_statement("Còn 02 lớp ghép.", "Thiếu 01 giáo viên."));
    }
}
