//! Numbers that are no measure: they name, date or order something ("lớp 5", "Điều 9", "5 tuổi").

use super::reader::Reader;
use crate::reading::number::{self, Spelling};
use crate::reading::token::Word;

/// Words that a number only names or dates: "lớp 8", "tháng 11", "Thông tư 22", "mức 3"; with and
/// without diacritics, because "độ 2" names and "trong đó 2" does not.
const NAMED_BY_NUMBER: [(&str, &str); 29] = [
    ("lớp", "lop"),
    ("khối", "khoi"),
    ("độ", "do"),
    ("cấp", "cap"),
    ("hạng", "hang"),
    ("điều", "dieu"),
    ("khoản", "khoan"),
    ("ngày", "ngay"),
    ("tháng", "thang"),
    ("năm", "nam"),
    ("quý", "quy"),
    ("kỳ", "ky"),
    ("kì", "ki"),
    ("tuần", "tuan"),
    ("thứ", "thu"),
    ("chương", "chuong"),
    ("tư", "tu"),
    ("định", "dinh"),
    ("đoạn", "doan"),
    ("chí", "chi"),
    ("chuẩn", "chuan"),
    ("khu", "khu"),
    ("module", "module"),
    ("quyết", "quyet"),
    ("tổ", "to"),
    ("hk", "hk"),
    ("tt", "tt"),
    ("nđ", "nd"),
    ("qđ", "qd"),
];

/// The same only with these diacritics: without them "quan" is a district or an average.
const NAMED_EXACTLY: [&str; 20] = [
    "tầng",
    "lầu",
    "ấp",
    "thôn",
    "xóm",
    "phường",
    "quận",
    "trang",
    "bài",
    "khóa",
    "khoá",
    "lục",
    "đợt",
    "biểu",
    "dãy",
    "nghị",
    "luật",
    "loại",
    "mẫu",
    "ap",
];

impl Reader<'_, '_> {
    pub(super) fn is_name_of_something(&self, at: usize) -> bool {
        let words = self.words;
        let before = |step: usize| at.checked_sub(step).and_then(|place| words.get(place));
        let Some(previous) = before(1) else { return false };
        let two = before(2).map_or("", |word| word.folded.as_str());
        let one = previous.folded.as_str();
        let value = words.get(at).and_then(|word| number::figure(word.text));
        let in_figures = words.get(at).is_some_and(Word::is_figure);
        match (two, one) {
            // "tổng số 40", "có số 12" count; "quyết định số 12", "cơ sở số 2" name.
            ("tong" | "trong" | "si" | "da" | "thieu", "so") => false,
            (_, "so") => !previous.ends_clause() && !self.is_percent(at),
            ("xuat" | "thu", "chi") | ("chi", "tieu") | ("tang" | "giam" | "chenh", "tu") => false,
            (_, "tu") if is_range(words, at) => false,
            (_, "chi" | "tu") if !in_figures => false,
            // Followed by what it counts, "lớp 35 học sinh" is a size.
            (_, "lop" | "to") if value.is_some_and(|n| n > 12.0) => false,
            _ if previous.ends_clause() => false,
            // "trong năm 6 cô xin nghỉ": no year has so small a number.
            (_, "nam") if value.is_some_and(|n| n < 100.0) && counts_something(words, at) => false,
            _ => self.names(previous, in_figures) && !self.is_large(at) && !self.is_percent(at),
        }
    }

    /// "ở mức 5,2%": a share is no name.
    fn is_percent(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap.trim_start().starts_with('%'))
    }

    fn names(&self, word: &Word<'_>, in_figures: bool) -> bool {
        let lower = || word.text.to_lowercase();
        let known = NAMED_BY_NUMBER.iter().find(|(_, bare)| *bare == word.folded);
        match known {
            Some((marked, _)) => self.spelling == Spelling::Bare || lower() == *marked,
            None => in_figures && NAMED_EXACTLY.contains(&lower().as_str()),
        }
    }

    /// "cấp 1,5 tỷ đồng": nothing has so large a number for a name.
    fn is_large(&self, at: usize) -> bool {
        number::read(self.words, at, self.spelling).is_some_and(|number| number.scale >= 1e3)
    }
}

fn is_range(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.folded == "den")
        && words.get(at + 2).is_some_and(Word::is_figure)
}

/// Is it written as years are: four digits without a mark?
pub(super) fn is_year(word: &Word<'_>) -> bool {
    word.text.len() == 4 && number::figure(word.text).is_some_and(|value| (1900.0..2100.0).contains(&value))
}

/// Is the figure followed by something that can be a measure? Ages, months, years, hours are not.
pub(super) fn counts_something(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let year = is_year(word);
    let next = words.get(at + 1).filter(|_| word.goes_on());
    let Some(next) = next.filter(|next| !next.is_figure()) else { return false };
    // "lớp 5A", "cột 3B".
    let letter =
        word.gap.is_empty() && next.text.chars().count() == 1 && next.text.chars().all(char::is_uppercase);
    let after = words.get(at + 2).map_or("", |word| word.folded.as_str());
    match (next.folded.as_str(), after) {
        // How often something is done is a measure.
        ("lan", _) => next.gap.trim() == "/" || matches!(after, "moi" | "mot" | "trong" | "tren"),
        ("tuoi" | "thang" | "nam" | "gio" | "do" | "chieu" | "tuan" | "ngay" | "h", _) => false,
        ("cap" | "d" | "tram" | "nghin" | "ngan" | "trieu" | "ty" | "ti" | "chuc" | "ruoi", _) => false,
        ("va" | "hoac" | "nen" | "thi" | "cua" | "la" | "den" | "tro", _) => false,
        _ => !year && !letter,
    }
}
