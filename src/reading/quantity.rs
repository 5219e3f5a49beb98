//! Quantities in a sentence: shares, percentages, counts and averages with what they count.
//!
//! Years, grades, ages, legal numbers, levels, dates and ranges are not quantities. A threshold
//! that somebody else set ("vượt mức 45 em theo Điều lệ") is one that is `required`.
//!
//! ```
//! use caitien::reading::quantity::{Kind, quantities};
//! let found = quantities("Còn 06/29 giáo viên lớp 5 chưa đạt chuẩn năm 2025.");
//! assert_eq!(found.len(), 1);
//! assert_eq!((found[0].kind, found[0].value, found[0].whole), (Kind::Share, 6.0, Some(29.0)));
//! ```

use std::ops::Range;

use crate::plan::spelling::{fold_words, nfc};

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// "36,5%".
    Percent,
    /// "06/29 giáo viên", "12 trong số 40 máy".
    Share,
    /// "03 lớp", "hai phòng", "46,8 học sinh/lớp".
    Number,
}

/// One quantity of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    pub kind: Kind,
    pub value: f64,
    /// Of how many, for a share.
    pub whole: Option<f64>,
    /// The words after the figure, up to three: what is counted. Of "học sinh/lớp", all of it.
    pub noun: String,
    /// A threshold that was set by a rule, not a state of things.
    pub required: bool,
    /// What is missing is counted: "thiếu 03 phòng", "còn 02 lớp ghép".
    pub lacking: bool,
    /// The figure and its sign, in bytes of the text.
    pub span: Range<usize>,
}

impl Quantity {
    /// The figure as a part of one, for shares and percentages.
    pub fn share(&self) -> Option<f64> {
        match (self.kind, self.whole) {
            (Kind::Percent, _) => Some(self.value / 100.0),
            (Kind::Share, Some(whole)) if whole > 0.0 => Some(self.value / whole),
            _ => None,
        }
    }
}

/// A run of letters and digits (a figure keeps its inner `,` `.` and `/`), with what parts it
/// from the next one.
#[derive(Clone, Debug)]
struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Range<usize>,
    /// What stands between it and the next word.
    gap: &'t str,
}

impl Word<'_> {
    fn is_figure(&self) -> bool {
        self.text.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Does a clause end after it?
    fn ends_clause(&self) -> bool {
        self.gap.contains([',', ';', ':', '(', ')', '.', '!', '?', '\n'])
    }
}

/// The quantities of a text, in order. The text should be NFC.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let text = nfc(text);
    let words = words(&text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (length, quantity) = read(&words, at);
        found.extend(quantity);
        at += length;
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    let mut open = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let digit_follows = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let figure = bounds.last().is_some_and(|(start, _)| {
            text.get(*start..at).is_some_and(|word| word.ends_with(|last: char| last.is_ascii_digit()))
        });
        let inside = letter.is_alphanumeric() || open && figure && digit_follows && ",./".contains(letter);
        match (inside, open) {
            (true, true) => bounds.iter_mut().next_back().into_iter().for_each(|last| last.1 = end),
            (true, false) => bounds.push((at, end)),
            _ => {}
        }
        open = inside;
    }
    let ends = bounds.iter().skip(1).map(|(start, _)| *start).chain(std::iter::once(text.len()));
    let pieces = bounds.iter().zip(ends).map(|((start, end), next)| {
        let word = text.get(*start..*end).unwrap_or_default();
        let gap = text.get(*end..next).unwrap_or_default();
        Word { text: word, folded: fold_words(word), span: *start..*end, gap }
    });
    pieces.collect()
}

/// Reads at one word: how many words it took, and the quantity if there is one.
fn read(words: &[Word<'_>], at: usize) -> (usize, Option<Quantity>) {
    let Some(word) = words.get(at) else { return (1, None) };
    if word.is_figure() { figure(words, at, word) } else { spelled(words, at, word) }
}

fn figure(words: &[Word<'_>], at: usize, word: &Word<'_>) -> (usize, Option<Quantity>) {
    if is_name_of_something(words, at) {
        return (1, None);
    }
    // A range ("2–3 độ tuổi", "từ 2 đến 3") is no single figure.
    let next_is_figure = |step: usize| words.get(at + step).is_some_and(Word::is_figure);
    if word.gap.trim().chars().all(|sign| "-–—".contains(sign)) && !word.gap.trim().is_empty() {
        return (if next_is_figure(1) { 2 } else { 1 }, None);
    }
    if words.get(at + 1).is_some_and(|next| next.folded == "den") && next_is_figure(2) {
        return (3, None);
    }
    if word.gap.trim_start().starts_with('%') {
        return (1, amount(word.text).map(|value| quantity(words, at, 1, (Kind::Percent, value, None))));
    }
    if let Some((part, whole)) = word.text.split_once('/') {
        let share = amount(part).zip(amount(whole)).filter(|(part, whole)| part <= whole && *whole < 1900.0);
        return (1, share.map(|(part, whole)| quantity(words, at, 1, (Kind::Share, part, Some(whole)))));
    }
    if let Some((length, whole)) = of_how_many(words, at) {
        let read = amount(word.text).filter(|part| *part <= whole);
        return (length, read.map(|part| quantity(words, at, length, (Kind::Share, part, Some(whole)))));
    }
    let value = amount(word.text).filter(|_| counts_something(words, at));
    (1, value.map(|value| quantity(words, at, 1, (Kind::Number, value, None))))
}

/// "12 trong số 40", "12 trong tổng số 40", "12 trên 40".
fn of_how_many(words: &[Word<'_>], at: usize) -> Option<(usize, f64)> {
    let folded = |step: usize| words.get(at + step).map(|word| word.folded.as_str());
    let step = match (folded(1)?, folded(2)?) {
        ("trong", "so") => 3,
        ("trong", "tong") => 4,
        ("trong", _) | ("tren", _) => 2,
        _ => return None,
    };
    let whole = words.get(at + step).filter(|word| word.is_figure())?;
    amount(whole.text).map(|whole| (step + 1, whole))
}

const SMALL: [(&str, f64); 10] = [
    ("một", 1.0),
    ("hai", 2.0),
    ("ba", 3.0),
    ("bốn", 4.0),
    ("năm", 5.0),
    ("sáu", 6.0),
    ("bảy", 7.0),
    ("tám", 8.0),
    ("chín", 9.0),
    ("mười", 10.0),
];

fn small(word: &Word<'_>) -> Option<f64> {
    let lower = word.text.to_lowercase();
    let spelled = if lower == "bẩy" { "bảy" } else { &lower };
    SMALL.iter().find(|(text, _)| *text == spelled).map(|(_, value)| *value)
}

/// A number written as a word; "năm" is often a year and "một" often no number.
fn spelled(words: &[Word<'_>], at: usize, word: &Word<'_>) -> (usize, Option<Quantity>) {
    let Some(value) = small(word) else { return (1, None) };
    let previous = at.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(at + 1);
    let Some(next) = next.filter(|_| word.gap.trim().is_empty()) else {
        // "hai, ba giáo viên": nobody counted.
        let vague = next.is_some_and(|next| small(next).is_some());
        return (if vague { 2 } else { 1 }, None);
    };
    if let Some(unit) = small(next).filter(|_| value == 10.0) {
        return (2, Some(quantity(words, at, 2, (Kind::Number, 10.0 + unit, None))));
    }
    let not_counted =
        ["so", "vai", "bo", "phan", "chieu", "cach", "mat", "luc", "it", "nua", "cua", "me", "la"];
    let year = word.folded == "nam"
        && (["hoc", "nay", "truoc", "sau", "qua", "nao", "toi", "gan"].contains(&next.folded.as_str())
            || next.is_figure()
            || previous.is_some_and(|word| BEFORE_YEAR.contains(&word.folded.as_str())));
    let fits = !not_counted.contains(&next.folded.as_str())
        && !year
        && small(next).is_none()
        && !is_name_of_something(words, at)
        && counts_something(words, at);
    (1, fits.then(|| quantity(words, at, 1, (Kind::Number, value, None))))
}

const BEFORE_YEAR: [&str; 10] = ["moi", "hang", "ca", "trong", "dau", "cuoi", "mot", "cac", "nhieu", "tung"];

/// Words that a number only names or dates: "lớp 8", "tháng 11", "Thông tư 22", "mức 3".
const NAMED_BY_NUMBER: [&str; 25] = [
    "lop", "khoi", "do", "cap", "hang", "dieu", "khoan", "ngay", "thang", "nam", "quy", "ky", "ki", "tuan",
    "thu", "chuong", "tu", "dinh", "doan", "chi", "chuan", "khu", "module", "quyet", "to",
];

fn is_name_of_something(words: &[Word<'_>], at: usize) -> bool {
    let before = |step: usize| at.checked_sub(step).and_then(|place| words.get(place));
    let Some(previous) = before(1) else { return false };
    let two = before(2).map_or("", |word| word.folded.as_str());
    let one = previous.folded.as_str();
    match (two, one) {
        // "tổng số 40", "có số 12" count; "quyết định số 12", "cơ sở số 2" name.
        ("tong", "so") => false,
        (_, "so") => true,
        ("xuat" | "thu" | "tieu", "chi") | ("chi", "tieu") | ("tang" | "giam" | "chenh", "tu") => false,
        // Followed by what it counts, "lớp 35 học sinh" is a size.
        (_, "lop" | "to")
            if words.get(at).is_some_and(|word| amount(word.text).is_some_and(|n| n > 12.0)) =>
        {
            false
        }
        _ => NAMED_BY_NUMBER.contains(&one) && !previous.ends_clause(),
    }
}

/// Is the figure followed by something that can be a measure? Ages, months, years, hours are not.
fn counts_something(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let year =
        amount(word.text).is_some_and(|value| (1900.0..2100.0).contains(&value)) && !word.text.contains('.');
    let next = words.get(at + 1).filter(|_| word.gap.trim().is_empty());
    let Some(next) = next.filter(|next| !next.is_figure()) else { return false };
    let after = words.get(at + 2).map_or("", |word| word.folded.as_str());
    match (next.folded.as_str(), after) {
        ("tuoi" | "thang" | "nam" | "gio" | "do" | "chieu" | "tuan" | "ngay" | "h", _) => false,
        ("cap" | "lan", _) => false,
        ("va" | "hoac" | "nen" | "thi" | "cua" | "la", _) => false,
        _ => !year,
    }
}

fn quantity(words: &[Word<'_>], at: usize, length: usize, read: (Kind, f64, Option<f64>)) -> Quantity {
    let (kind, value, whole) = read;
    let last = words.get(at + length - 1);
    let start = words.get(at).map_or(0, |word| word.span.start);
    let end = last.map_or(start, |word| word.span.end + usize::from(word.gap.starts_with('%')));
    Quantity {
        kind,
        value,
        whole,
        noun: noun(words, at + length),
        required: required(words, at, length),
        lacking: lacking(words, at),
        span: start..end,
    }
}

/// Up to three words of the same clause; what follows a slash belongs to the noun.
fn noun(words: &[Word<'_>], from: usize) -> String {
    let mut noun = String::new();
    for (taken, word) in words.iter().skip(from).enumerate() {
        let slash = word.gap.trim() == "/";
        noun.push_str(word.text);
        if taken >= 2 && !slash || word.ends_clause() || taken > 5 {
            break;
        }
        noun.push(if slash { '/' } else { ' ' });
    }
    noun.trim_end().to_lowercase()
}

/// Does the word before it, or none at all, tell that a shortcoming is counted?
fn lacking(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|place| words.get(place)).map(|word| word.folded.as_str());
    matches!(before, None | Some("thieu" | "con" | "co" | "khuyet" | "hut"))
}

/// Is it a rule's figure: "vượt mức 45 em", "quy định là 35", "tối thiểu 8 m²", "45 em theo Điều lệ"?
fn required(words: &[Word<'_>], at: usize, length: usize) -> bool {
    let before = words.get(at.saturating_sub(3)..at).unwrap_or_default();
    let clause = before.iter().rev().take_while(|word| !word.ends_clause() || word.gap.contains('('));
    let row: Vec<&str> = clause.map(|word| word.folded.as_str()).collect();
    let said = |last: &str, first: &str| row.windows(2).any(|two| two == [last, first]);
    let rule = row.first() == Some(&"muc")
        || said("dinh", "quy")
        || said("thieu", "toi")
        || said("da", "toi")
        || said("muc", "dinh")
        || said("chuan", "quy")
        || said("cau", "yeu")
        || said("tieu", "chi");
    let after: Vec<&str> = words.iter().skip(at + length).take(6).map(|word| word.folded.as_str()).collect();
    let open = words.iter().skip(at + length).take(5).take_while(|word| !word.ends_clause()).count();
    let by_rule = after.windows(3).take(open + 1).any(|three| {
        matches!(
            three,
            ["theo", "quy", "dinh"]
                | ["theo", "dieu", "le"]
                | ["theo", "dinh", "muc"]
                | ["theo", "tieu", "chuan"]
        )
    });
    // "thiếu 3 phòng theo quy định" states a lack, not the rule.
    let lack = row.iter().any(|word| matches!(*word, "thieu" | "con" | "chi" | "moi"));
    (rule || by_rule) && !lack
}

/// "36,5" and "36.5" are decimals; "1.200" is a thousand two hundred; "03" is three.
fn amount(text: &str) -> Option<f64> {
    let thousands = |sign: char| {
        let mut parts = text.split(sign);
        parts.next().is_some_and(|first| !first.is_empty() && first.len() <= 3 && !first.starts_with('0'))
            && text.contains(sign)
            && parts.all(|part| part.len() == 3)
    };
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
        return None;
    }
    if thousands('.') {
        return text.replace('.', "").replace(',', ".").parse().ok();
    }
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Kind, f64, &str)]) {
        let found = quantities(text);
        let found: Vec<_> = found
            .iter()
            .filter(|one| !one.required)
            .map(|one| (one.kind, one.value, one.noun.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_shares_percentages_counts_and_averages() {
        use Kind::{Number, Percent, Share};
        check("Còn 03 lớp ghép.", &[(Number, 3.0, "lớp ghép")]);
        check("Năm phòng học và hai kho.", &[(Number, 5.0, "phòng học và"), (Number, 2.0, "kho")]);
        check(
            "Mới đạt 36,5% số trẻ; 4/30 cô giáo vẫn chưa.",
            &[(Percent, 36.5, "số trẻ"), (Share, 4.0, "cô giáo vẫn")],
        );
        check("12 trong số 40 máy vi tính", &[(Share, 12.0, "máy vi tính")]);
        check("Bình quân 46,8 học sinh/lớp.", &[(Number, 46.8, "học sinh/lớp")]);
        check("chỉ đạt 4,1 m²/học sinh", &[(Number, 4.1, "m²/học sinh")]);
    }

    #[test]
    fn what_only_names_or_dates_is_no_quantity() {
        for text in [
            "Giai đoạn 2021–2025 sắp hết",
            "Trẻ 3–4 tuổi, trẻ dưới 24 tháng",
            "Thông tư số 19/2018/TT-BGDĐT ngày 22/8/2018",
            "Học sinh lớp 9, khối 6; mức độ 1; tháng 11/2023",
            "Bếp một chiều, một số giáo viên, hai, ba cô",
            "Năm học này, cả năm học, năm 2026",
            "Ghép từ 2 đến 3 độ tuổi",
            "Trên 45 tuổi",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_rule_is_no_state_of_things() {
        check("bình quân 45,9 em, vượt mức 45 em theo Điều lệ", &[(Kind::Number, 45.9, "em")]);
        check("chỉ có 6 m², quy định là 8 m²", &[(Kind::Number, 6.0, "m²")]);
        check("Còn thiếu 3 phòng theo quy định", &[(Kind::Number, 3.0, "phòng theo quy")]);
    }
}
