//! Numbers in figures and in words: `1.200`, `36,5`, `hai mươi lăm`, `một trăm linh năm`, `2 triệu rưỡi`.
//!
//! Shared by money and quantities. What a number counts, and whether it counts anything at all, is
//! not decided here.
//!
//! ```
//! use caitien::reading::number::{Spelling, read};
//! use caitien::reading::token::words;
//! let number = |text: &str| read(&words(text), 0, Spelling::of(text)).map(|number| number.value);
//! assert_eq!(number("một trăm linh năm"), Some(105.0));
//! assert_eq!(number("1,5 tỷ"), Some(1_500_000_000.0));
//! assert_eq!(number("mươi"), None);
//! ```

use super::token::Word;

/// A number, how many words it took, and the largest unit that was named (`triệu`), else 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    pub words: usize,
    pub scale: f64,
}

/// Was the text typed with its diacritics? Without them `nam` is a year, a man or five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Marked,
    Bare,
}

impl Spelling {
    pub fn of(text: &str) -> Spelling {
        let marked = text.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic());
        if marked { Spelling::Marked } else { Spelling::Bare }
    }
}

/// `36,5` and `36.5` are decimals; `1.200` is a thousand two hundred; `03` is three. None for what
/// is no figure (`4/30`, `1.2.3`).
pub fn figure(text: &str) -> Option<f64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
        return None;
    }
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    if in_thousands(whole, '.') {
        let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
        return format!("{}{decimals}", whole.replace('.', "")).parse().ok();
    }
    if text.matches(',').count() > 1 && in_thousands(text, ',') {
        return text.replace(',', "").parse().ok();
    }
    text.replace(',', ".").parse().ok()
}

fn in_thousands(text: &str, mark: char) -> bool {
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default();
    text.contains(mark)
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && parts.all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The number that begins at a word, in figures, in words, or in both.
pub fn read(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<Number> {
    let mut number = Number { value: 0.0, words: 0, scale: 1.0 };
    let mut last = f64::INFINITY;
    loop {
        let from = at + number.words;
        let group = group(words, from, spelling).filter(|_| number.words == 0 || joined(words, from - 1));
        let Some(group) = group.filter(|group| group.value < last && (number.words > 0 || !group.linked))
        else {
            break;
        };
        let end = from + group.words;
        let scale = scale(words, end, spelling).filter(|scale| *scale < last && joined(words, end - 1));
        let goes_on = number.words == 0 || scale.is_some() || group.value >= 100.0 || group.linked;
        if !goes_on {
            break;
        }
        number.words += group.words;
        let Some(scale) = scale else {
            number.value += group.value;
            break;
        };
        number.words += 1;
        number.scale = number.scale.max(scale);
        number.value += group.value * scale;
        if is(words, end + 1, ("rưỡi", "ruoi"), spelling) && joined(words, end) {
            number.value += scale / 2.0;
            number.words += 1;
            break;
        }
        last = scale;
    }
    (number.words > 0).then_some(number)
}

/// A number below a thousand in words, or any in figures.
struct Group {
    value: f64,
    words: usize,
    /// It begins with `linh` or `lẻ`: it can only go on from something larger.
    linked: bool,
}

fn group(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<Group> {
    let word = words.get(at)?;
    if word.is_figure() {
        let value = figure(word.text)?;
        let times = match () {
            () if !joined(words, at) => 1.0,
            () if is(words, at + 1, ("trăm", "tram"), spelling) => 1e2,
            () if is(words, at + 1, ("chục", "chuc"), spelling) => 1e1,
            () => 1.0,
        };
        return Some(Group { value: value * times, words: if times > 1.0 { 2 } else { 1 }, linked: false });
    }
    if is_link(words, at, spelling) {
        let value = digit(words, at + 1, spelling).filter(|_| joined(words, at))?;
        return Some(Group { value, words: 2, linked: true });
    }
    let (hundreds, used) = match digit(words, at, spelling) {
        Some(value) if is(words, at + 1, ("trăm", "tram"), spelling) && joined(words, at) => {
            (value * 100.0, 2)
        }
        _ => (0.0, 0),
    };
    let rest = at + used;
    let plain = |value: f64, words: usize| Some(Group { value: hundreds + value, words, linked: false });
    if used > 0 {
        if !joined(words, rest - 1) {
            return plain(0.0, used);
        }
        if is(words, rest, ("rưỡi", "ruoi"), spelling) {
            return plain(50.0, used + 1);
        }
        if is_link(words, rest, spelling)
            && let Some(value) = digit(words, rest + 1, spelling)
        {
            return plain(value, used + 2);
        }
        // "một trăm hai lớp" is not read as 102 lớp, nor as anything else.
        return match tens(words, rest, spelling).filter(|found| found.0 >= 10.0) {
            Some((value, count)) => plain(value, used + count),
            None => plain(0.0, used),
        };
    }
    let (value, count) = tens(words, at, spelling)?;
    plain(value, count)
}

/// `mười lăm`, `hai mươi`, `hai lăm`, `ba chục`, `bảy`.
fn tens(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<(f64, usize)> {
    let unit_after = |place: usize| unit(words, place, spelling).filter(|_| joined(words, place - 1));
    if is(words, at, ("mười", "muoi"), spelling) {
        return Some(match unit_after(at + 1) {
            Some(unit) => (10.0 + unit, 2),
            None => (10.0, 1),
        });
    }
    let first = digit(words, at, spelling)?;
    if !joined(words, at) {
        return Some((first, 1));
    }
    if is(words, at + 1, ("mươi", "muoi"), spelling) {
        return Some(match unit_after(at + 2) {
            Some(unit) => (first * 10.0 + unit, 3),
            None => (first * 10.0, 2),
        });
    }
    if is(words, at + 1, ("chục", "chuc"), spelling) {
        return Some((first * 10.0, 2));
    }
    // "hai lăm", "ba mốt", "hai tư": only these are never a digit of their own.
    let short = [("lăm", "lam"), ("nhăm", "nham"), ("mốt", "mot"), ("tư", "tu")];
    if spelling == Spelling::Marked && short.iter().any(|word| is(words, at + 1, *word, spelling)) {
        return unit_after(at + 1).map(|unit| (first * 10.0 + unit, 2));
    }
    Some((first, 1))
}

const DIGITS: [(&str, &str, f64); 10] = [
    ("một", "mot", 1.0),
    ("hai", "hai", 2.0),
    ("ba", "ba", 3.0),
    ("bốn", "bon", 4.0),
    ("năm", "nam", 5.0),
    ("sáu", "sau", 6.0),
    ("bảy", "bay", 7.0),
    ("bẩy", "bay", 7.0),
    ("tám", "tam", 8.0),
    ("chín", "chin", 9.0),
];

/// A digit as a word.
pub fn digit(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<f64> {
    let said = DIGITS.iter().find(|(marked, bare, _)| is(words, at, (marked, bare), spelling));
    said.map(|(_, _, value)| *value)
}

/// What may follow `mười` or `mươi`; `năm` after them is a year.
fn unit(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<f64> {
    let said = |marked, bare| is(words, at, (marked, bare), spelling);
    match () {
        () if said("lăm", "lam") || said("nhăm", "nham") => Some(5.0),
        () if said("mốt", "mot") => Some(1.0),
        () if said("tư", "tu") && spelling == Spelling::Marked => Some(4.0),
        () if said("năm", "nam") => None,
        () => digit(words, at, spelling),
    }
}

/// The unit after a number that multiplies it.
fn scale(words: &[Word<'_>], at: usize, spelling: Spelling) -> Option<f64> {
    let said = |marked, bare| is(words, at, (marked, bare), spelling);
    match () {
        () if said("nghìn", "nghin") || said("ngàn", "ngan") => Some(1e3),
        () if said("triệu", "trieu") => Some(1e6),
        () if said("tỷ", "ty") || said("tỉ", "ti") => {
            // "12 tỷ lệ" is no number of thousand millions.
            words.get(at + 1).is_none_or(|next| next.folded != "le").then_some(1e9)
        }
        () => None,
    }
}

fn is_link(words: &[Word<'_>], at: usize, spelling: Spelling) -> bool {
    is(words, at, ("linh", "linh"), spelling) || is(words, at, ("lẻ", "le"), spelling)
}

/// Is this word written so? Without diacritics in the text, without them here.
fn is(words: &[Word<'_>], at: usize, (marked, bare): (&str, &str), spelling: Spelling) -> bool {
    words.get(at).is_some_and(|word| {
        word.folded == bare
            && (spelling == Spelling::Bare || word.text == marked || word.text.to_lowercase() == marked)
    })
}

/// A value as it is written here: dots between thousands, a comma before decimals.
pub fn written(value: f64) -> String {
    let text = value.to_string();
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 3 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    match decimals {
        Some(decimals) => format!("{grouped},{decimals}"),
        None => grouped,
    }
}

/// Is a word followed by the next one with nothing between them but blanks?
pub fn joined(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(Word::goes_on)
}

#[cfg(test)]
mod tests {
    use super::super::token::words;
    use super::*;

    #[test]
    fn reads_numbers_in_words_and_figures() {
        for (text, value, used) in [
            ("ba", 3.0, 1),
            ("mười", 10.0, 1),
            ("mười lăm", 15.0, 2),
            ("mười bốn", 14.0, 2),
            ("hai mươi", 20.0, 2),
            ("hai mươi mốt", 21.0, 3),
            ("hai mươi lăm", 25.0, 3),
            ("ba mươi tư", 34.0, 3),
            ("hai lăm", 25.0, 2),
            ("ba chục", 30.0, 2),
            ("một trăm", 100.0, 2),
            ("một trăm linh năm", 105.0, 4),
            ("hai trăm lẻ tám", 208.0, 4),
            ("ba trăm năm mươi", 350.0, 4),
            ("hai trăm rưỡi", 250.0, 3),
            ("một nghìn hai trăm", 1200.0, 4),
            ("một nghìn không", 1000.0, 2),
            ("hai ngàn linh năm", 2005.0, 4),
            ("hai triệu rưỡi", 2_500_000.0, 3),
            ("2 triệu rưỡi", 2_500_000.0, 3),
            ("1 tỷ 200 triệu", 1_200_000_000.0, 4),
            ("một tỷ hai trăm triệu", 1_200_000_000.0, 5),
            ("năm trăm nghìn", 500_000.0, 3),
            ("3 chục", 30.0, 2),
            ("5 trăm", 500.0, 2),
            ("1.200", 1200.0, 1),
            ("1.234.567", 1_234_567.0, 1),
            ("1.234,5", 1234.5, 1),
            ("2,500,000", 2_500_000.0, 1),
            ("36,5", 36.5, 1),
            ("36.5", 36.5, 1),
            ("03", 3.0, 1),
            ("0,125", 0.125, 1),
            ("hai muoi lam", 25.0, 3),
            ("mot tram linh nam", 105.0, 4),
            ("mười năm", 10.0, 1),
            ("hai, ba", 2.0, 1),
            ("12 tỷ lệ", 12.0, 1),
        ] {
            let found = read(&words(text), 0, Spelling::of(text)).map(|one| (one.value, one.words));
            assert_eq!(found, Some((value, used)), "{text}");
        }
        for text in ["mươi", "trăm", "vài", "4/30", "linh tinh", "lẻ hai", ""] {
            assert_eq!(read(&words(text), 0, Spelling::of(text)), None, "{text}");
        }
    }
}
