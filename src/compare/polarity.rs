//! Whether a clause tells of something reached: "thư viện đã có phòng đọc nhưng sách còn ít".
//!
//! What stands in such a clause is no shortcoming; another sentence that laments just that speaks
//! of the opposite.

use std::ops::Range;

use super::syllable::{Syllable, hash};

/// The syllables of the clause that tells of something reached; empty where none does.
pub(super) fn achieved(syllables: &[Syllable]) -> Range<usize> {
    let is = |at: usize, words: &[&str]| {
        syllables.get(at).is_some_and(|one| words.iter().any(|word| hash(word) == one.bare))
    };
    let turn = (2..syllables.len()).find(|at| {
        is(*at, &["nhung", "song"])
            || is(*at, &["tuy"]) && is(at + 1, &["nhien", "vay"])
            || is(*at, &["con"]) && syllables.get(*at).is_some_and(|one| one.parted)
    });
    let Some(turn) = turn else { return 0..0 };
    let mut clause = 0..turn;
    let lacks = clause.clone().any(|at| is(at, &LACKING) || is(at, &["khong"]) && !is(at + 1, &["con"]));
    let marked = clause
        .clone()
        .any(|at| is(at, &["da", "nay", "gio", "vua", "hien"]) || is(at, &["khong"]) && is(at + 1, &["con"]));
    let reached = clause.any(|at| is(at, &REACHED));
    if marked && reached && !lacks { 0..turn } else { 0..0 }
}

const LACKING: [&str; 16] = [
    "chua", "thieu", "xuong", "hu", "hong", "cu", "dot", "het", "yeu", "kem", "it", "cham", "chat", "muc",
    "qua", "moi",
];

const REACHED: [&str; 19] = [
    "nhieu", "du", "co", "duoc", "xong", "lap", "xay", "sua", "mua", "trang", "bo", "hoan", "khac", "cap",
    "thay", "mo", "dat", "con", "on",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, reached: bool) {
        assert_eq!(!achieved(&Syllable::all(text)).is_empty(), reached, "{text}");
    }

    #[test]
    fn a_clause_before_the_turn_tells_what_was_reached() {
        check("Kho sách đã có mái che nhưng kệ còn ít.", true);
        check("Phòng nhạc nay đủ đàn, song chưa có người dạy.", true);
        check("Kho sách đã dột nhưng chưa được lợp.", false);
        check("Chưa có kho sách.", false);
        check("Trống trường đã được thay.", false);
    }
}
