//! How alike two sentences are in what they say, and whether they plainly speak of two things.

use std::cmp::Ordering;

use super::lexicon::Class;
use super::words::{Token, Words};

/// What comparing two sentences shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    /// 0 to 1: the cosine of the weighed words.
    pub(super) score: f32,
    /// Which part of the earlier sentence's content the later one says too, and the reverse.
    pub(super) before_covered: f32,
    pub(super) after_covered: f32,
    /// They name different objects of one kind.
    pub(super) other_object: bool,
    /// One is made from the other's words with something else put in.
    pub(super) other_filling: bool,
}

/// The cosine alone: cheap, for sorting out.
pub(super) fn cosine(before: &Words, after: &Words) -> f32 {
    let (mut left, mut right) = (before.features.as_slice(), after.features.as_slice());
    let mut sum = 0.0;
    while let (Some((one, rest_one)), Some((other, rest_other))) = (left.split_first(), right.split_first()) {
        match one.key.cmp(&other.key) {
            Ordering::Less => left = rest_one,
            Ordering::Greater => right = rest_other,
            Ordering::Equal => {
                sum += one.weight * other.weight;
                (left, right) = (rest_one, rest_other);
            }
        }
    }
    sum.min(1.0)
}

/// Everything about two sentences.
pub(super) fn likeness(before: &Words, after: &Words) -> Likeness {
    let (left, right) = (unshared(before, after), unshared(after, before));
    let large = |rest: f32, words: &Words| rest >= MUCH && rest >= 0.25 * words.weight();
    let both_large = large(left, before) && large(right, after);
    Likeness {
        score: cosine(before, after),
        before_covered: covered(before, after),
        after_covered: covered(after, before),
        other_object: other_object(before, after),
        other_filling: both_large && copied(&before.bare, &after.bare) >= 0.5
            || only_objects(before, after) && left.min(right) >= MUCH,
    }
}

/// From this weight on, words that the other sentence lacks are something else, not a shade.
const MUCH: f32 = 0.65;

/// What the content of `one` weighs that `other` does not have; a word of which the other has
/// some syllables counts for the rest of it.
fn unshared(one: &Words, other: &Words) -> f32 {
    let lacking = one.content().filter(|token| !stands_in(token, other));
    let weight = lacking.map(|token| {
        let parts = one.bare_of(token);
        let foreign = parts.iter().filter(|part| !other.bare.contains(part)).count();
        token.weight * foreign as f32 / parts.len().max(1) as f32
    });
    weight.sum()
}

/// Do two sentences share the thing that they speak of, and nothing that they say of it?
fn only_objects(before: &Words, after: &Words) -> bool {
    let mut shared = before.content().filter(|token| stands_in(token, after)).peekable();
    shared.peek().is_some() && shared.all(|token| token.class > Class::Same)
}

/// Which part of the content of `one`, by weight, stands in `other` too.
pub(super) fn covered(one: &Words, other: &Words) -> f32 {
    let all = one.weight();
    let shared: f32 = one.content().filter(|token| stands_in(token, other)).map(|token| token.weight).sum();
    if all > 0.0 { shared / all } else { 0.0 }
}

/// Does the other sentence have this word?
pub(super) fn stands_in(token: &Token, other: &Words) -> bool {
    other.has(token.concept)
}

/// Which part of the shorter row of syllables is found, in order, in the longer one.
fn copied(one: &[u64], other: &[u64]) -> f32 {
    let shorter = one.len().min(other.len());
    if shorter < 4 {
        return 0.0;
    }
    let mut row = vec![0_u16; other.len() + 1];
    for left in one {
        let mut corner = 0;
        let mut beside = 0;
        for (cell, right) in row.iter_mut().skip(1).zip(other) {
            let above = *cell;
            *cell = if left == right { corner + 1 } else { above.max(beside) };
            (corner, beside) = (above, *cell);
        }
    }
    f32::from(row.last().copied().unwrap_or_default()) / shorter as f32
}

/// Do both name objects of one kind without having one in common?
fn other_object(before: &Words, after: &Words) -> bool {
    [Class::Subject, Class::Room, Class::Post, Class::Council, Class::Grade, Class::Name].iter().any(
        |class| {
            let of = |words: &Words| words.tokens.iter().any(|token| token.class == *class);
            let shared = before.tokens.iter().any(|token| token.class == *class && after.has(token.concept));
            of(before) && of(after) && !shared
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) -> Likeness {
        let words = |text: &str| {
            let mut words = Words::new(text);
            words.weigh(|_| 1.0);
            words
        };
        likeness(&words(before), &words(after))
    }

    #[test]
    fn another_object_in_the_same_sentence_is_another_thing() {
        assert!(check("Thiếu 01 giáo viên Âm nhạc.", "Thiếu 01 giáo viên Mĩ thuật.").other_object);
        assert!(check("Tài liệu lớp 6 chưa có.", "Tài liệu lớp 7 chưa có.").other_object);
        assert!(check("Điểm Bãi Dài chưa có rào.", "Điểm Hòn Tre chưa có rào.").other_object);
        assert!(!check("Thiếu GV Mỹ thuật.", "Chưa có giáo viên mĩ thuật.").other_object);
    }

    #[test]
    fn a_filled_in_pattern_is_another_thing_and_a_paraphrase_is_not() {
        let filled = check(
            "Một số giáo viên lớn tuổi còn lúng túng khi soạn bài trên máy tính.",
            "Một số giáo viên lớn tuổi còn lúng túng khi tư vấn cho cha mẹ học sinh.",
        );
        assert!(filled.other_filling);
        let told_anew = check("Nhà vệ sinh dãy B hư cửa, có mùi hôi.", "Khu WC ở dãy B cửa hỏng, nặng mùi.");
        assert!(!told_anew.other_filling && told_anew.score > 0.5, "{told_anew:?}");
    }

    #[test]
    fn abbreviations_and_missing_diacritics_are_the_same_words() {
        let alike = check("CSVC, ĐDDH còn thiếu.", "Cơ sở vật chất, đồ dùng dạy học còn thiếu.");
        assert!(alike.score > 0.75, "{alike:?}");
        let bare = check("Hòm thư góp ý ít được sử dụng.", "Hom thu gop y it duoc su dung.");
        assert!(bare.score > 0.7, "{bare:?}");
    }
}
