//! Which target is whose, where a criterion has several weaknesses: by their words, and only where
//! there is no doubt.
//!
//! ```text
//! Tỷ lệ huy động trẻ nhà trẻ ra lớp mới đạt 31%.  ←  Huy động trẻ nhà trẻ ra lớp đạt từ 35% trở lên.
//! ```
//!
//! A target that says mostly other words than each weakness stays the criterion's own. Meaning is
//! not judged here: a target says the opposite of its weakness.

use crate::plan::spelling::nfc;

/// This part of a target's words must stand in the weakness …
const MOST: f32 = 0.75;

/// … and at least so many.
const ENOUGH: usize = 3;

/// The weakness (by its place) that a target speaks of, where it is one and no other.
pub(super) fn whose(target: &str, weaknesses: &[&str]) -> Option<usize> {
    let shares: Vec<f32> = weaknesses.iter().map(|weakness| share(target, weakness)).collect();
    let best = shares.iter().copied().enumerate().max_by(|one, other| one.1.total_cmp(&other.1))?;
    let others = shares.iter().enumerate().filter(|(at, _)| *at != best.0).map(|(_, share)| *share);
    let second = others.fold(0.0, f32::max);
    (best.1 >= MOST && second * 2.0 <= best.1).then_some(best.0)
}

/// How much of what a target speaks of stands in a weakness; 0 where that is next to nothing.
pub(super) fn share(target: &str, weakness: &str) -> f32 {
    let (own, others) = (words(target), words(weakness));
    let shared = own.iter().filter(|word| others.contains(word)).count();
    if shared < ENOUGH { 0.0 } else { shared as f32 / own.len() as f32 }
}

/// Words that say how much, which way or next to nothing.
const SMALL: [&str; 39] = [
    "giảm", "tăng", "nâng", "xuống", "lên", "dưới", "trên", "ít", "nhất", "đạt", "còn", "chỉ", "từ", "trở",
    "đến", "tỷ", "tỉ", "lệ", "và", "các", "những", "của", "cho", "có", "được", "là", "ở", "tại", "trong",
    "với", "so", "chưa", "không", "đủ", "mới", "quá", "một", "hai", "ba",
];

/// The words that name things, in lower case.
fn words(text: &str) -> Vec<String> {
    let text = nfc(text).to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let names = words.filter(|word| word.chars().any(char::is_alphabetic) && !SMALL.contains(word));
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::whose;

    fn check(target: &str, weaknesses: &[&str], expected: Option<usize>) {
        assert_eq!(whose(target, weaknesses), expected, "{target}");
    }

    #[test]
    fn the_same_words_make_a_pair() {
        let weaknesses =
            ["Còn 03 lớp mẫu giáo ghép ở các điểm lẻ.", "Tỷ lệ huy động trẻ nhà trẻ ra lớp mới đạt 31%."];
        check("Giảm còn 02 lớp mẫu giáo ghép.", &weaknesses, Some(0));
        check("Huy động trẻ nhà trẻ ra lớp đạt từ 35% trở lên.", &weaknesses, Some(1));
        check("Có thêm 01 phòng học.", &weaknesses, None);
    }

    #[test]
    fn what_fits_two_or_names_another_thing_makes_none() {
        let both = ["06 giáo viên chưa đạt chuẩn trình độ.", "04 giáo viên chưa đạt chuẩn nghề nghiệp."];
        check("100% giáo viên đạt chuẩn.", &both, None);
        let other = ["Một số giáo viên chưa có chứng chỉ ngoại ngữ.", "Sổ họp ghi muộn."];
        check("Giáo viên có chứng chỉ tin học.", &other, None);
    }
}
