//! Where a quantity begins and ends in a row of words, and of which kind it is.

use super::around::{lacking, noun, required};
use super::naming::{counts_something, is_year};
use super::{Kind, Quantity};
use crate::reading::bound::bound;
use crate::reading::number::{self, Spelling, joined};
use crate::reading::token::{Word, is_dash};

pub(super) struct Reader<'r, 't> {
    pub(super) words: &'r [Word<'t>],
    pub(super) spelling: Spelling,
}

/// What was read at one place, before what stands around it is looked at.
struct Found {
    kind: Kind,
    value: f64,
    whole: Option<f64>,
    range: Option<(f64, f64)>,
    /// The words that it takes.
    length: usize,
}

impl Found {
    fn new(kind: Kind, value: f64, length: usize) -> Found {
        Found { kind, value, whole: None, range: None, length }
    }
}

impl Reader<'_, '_> {
    pub(super) fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    fn gap(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.gap.trim())
    }

    /// How many words there are to pass, and the quantity if they are one.
    pub(super) fn read(&self, at: usize) -> (usize, Option<Quantity>) {
        let Some(word) = self.words.get(at) else { return (1, None) };
        let begins = word.is_figure() || self.may_begin(at);
        if !begins || self.is_name_of_something(at) {
            return (1, None);
        }
        if let Some(found) = self.fraction(at) {
            return (found.length, Some(self.quantity(at, &found)));
        }
        if word.text.contains('/') {
            let share = self.slashed(at);
            return (1, share.map(|found| self.quantity(at, &found)));
        }
        let Some(number) = number::read(self.words, at, self.spelling) else { return (1, None) };
        let end = at + number.words;
        if self.is_vague(at, end) {
            return (number.words + 1, None);
        }
        if let Some((length, found)) = self.range(at, number.value, end) {
            return (length, found.map(|found| self.quantity(at, &found)));
        }
        let found = self.of_how_many(at, number.value, end).or_else(|| self.measure(at, &number));
        match found {
            Some(found) => (found.length, Some(self.quantity(at, &found))),
            None => (number.words, None),
        }
    }

    /// A word that may begin a number. Without diacritics only few words surely do.
    fn may_begin(&self, at: usize) -> bool {
        const SURE: [&str; 4] = ["mot", "hai", "bon", "muoi"];
        let folded = self.folded(at);
        match self.spelling {
            Spelling::Marked => {
                matches!(folded, "nua" | "muoi") || number::digit(self.words, at, self.spelling).is_some()
            }
            Spelling::Bare if SURE.contains(&folded) || folded == "nua" => true,
            Spelling::Bare => {
                let length = number::read(self.words, at, self.spelling).map_or(0, |number| number.words);
                length > 1 || length == 1 && COUNTED.contains(&self.folded(at + 1))
            }
        }
    }

    /// "hai, ba giáo viên", "2, 3 phòng": nobody counted.
    fn is_vague(&self, at: usize, end: usize) -> bool {
        let spelled = self.words.get(at).is_some_and(|word| !word.is_figure());
        let next = number::digit(self.words, end, self.spelling).is_some() && self.folded(end) != "nam";
        let parted = self.gap(end - 1) == "," || self.gap(end - 1).is_empty();
        let figures = || {
            let figure = |place: usize| self.words.get(place).and_then(|word| number::figure(word.text));
            self.gap(end - 1) == ","
                && figure(at).zip(figure(end)).is_some_and(|(one, next)| next == one + 1.0 && next < 20.0)
        };
        parted && spelled && next || figures()
    }

    /// "một phần ba", "2 phần 3", "một nửa".
    fn fraction(&self, at: usize) -> Option<Found> {
        let one = |place: usize| {
            let word = self.words.get(place)?;
            let fourth = word.text.to_lowercase() == "tư" && place > at;
            match word.is_figure() {
                true => number::figure(word.text),
                false if fourth => Some(4.0),
                false => number::digit(self.words, place, self.spelling),
            }
        };
        let half = |place: usize| {
            let marked = self.words.get(place).is_some_and(|word| word.text.to_lowercase() == "nửa");
            let told =
                matches!(self.folded(place + 1), "so" | "tong" | "lop" | "giao" | "hoc" | "tre" | "phong");
            self.folded(place) == "nua" && (marked || self.spelling == Spelling::Bare) && told
        };
        let share = |part: f64, whole: f64, length: usize| Found {
            whole: Some(whole),
            ..Found::new(Kind::Share, part, length)
        };
        if half(at) {
            return Some(share(1.0, 2.0, 1));
        }
        if self.folded(at) == "mot" && half(at + 1) && joined(self.words, at) {
            return Some(share(1.0, 2.0, 2));
        }
        let alone = || number::read(self.words, at + 2, self.spelling).is_none_or(|number| number.words == 1);
        let whole = one(at + 2).filter(|_| self.folded(at + 1) == "phan" && alone())?;
        // Larger counts of parts ("8 trăm phần …") are counts, in whichever way they are written.
        let part = one(at).filter(|part| *part > 0.0 && *part <= whole && *part <= 10.0)?;
        (joined(self.words, at) && joined(self.words, at + 1)).then(|| share(part, whole, 3))
    }

    /// "4/30 cô giáo"; a day of the year is none.
    fn slashed(&self, at: usize) -> Option<Found> {
        let (part, whole) = self.words.get(at)?.text.split_once('/')?;
        let (part, whole) = number::figure(part).zip(number::figure(whole))?;
        let behind = at.checked_sub(1).map_or("", |before| self.folded(before));
        let dated = matches!(behind, "truoc" | "den" | "tu" | "sau" | "het" | "han" | "thang")
            && whole <= 12.0
            && !(joined(self.words, at) && COUNTED.contains(&self.folded(at + 1)));
        (part <= whole && whole > 0.0 && whole < 1900.0 && !dated)
            .then(|| Found { whole: Some(whole), ..Found::new(Kind::Share, part, 1) })
    }

    /// "12 trong số 40", "12 trong tổng số 40", "12 trên 40", "ba trong tám".
    fn of_how_many(&self, at: usize, part: f64, end: usize) -> Option<Found> {
        let step = match (self.folded(end), self.folded(end + 1), self.folded(end + 2)) {
            ("trong" | "tren", "tong", "so") => 3,
            ("trong" | "tren", "so", _) => 2,
            ("trong", "tong", _) => 3,
            ("trong" | "tren", _, _) => 1,
            _ => return None,
        };
        if !joined(self.words, end - 1) {
            return None;
        }
        let whole = number::read(self.words, end + step, self.spelling)?;
        let length = end + step + whole.words - at;
        let dated = self.words.get(end + step).is_some_and(is_year);
        (part <= whole.value && !dated && self.gap(end + step + whole.words - 1) != "%")
            .then(|| Found { whole: Some(whole.value), ..Found::new(Kind::Share, part, length) })
    }

    /// "3–5 lớp", "từ ba đến năm máy", "85%–90%". The length alone where it is a range of something
    /// that is no quantity: "3–4 tuổi", "2021–2025".
    fn range(&self, at: usize, low: f64, end: usize) -> Option<(usize, Option<Found>)> {
        let gap = self.gap(end - 1);
        let percent = gap.starts_with('%');
        let between = gap.trim_start_matches('%').trim();
        let dash = !between.is_empty() && between.chars().all(is_dash);
        let figure = |place: usize| self.words.get(place).is_some_and(Word::is_figure);
        let step = match () {
            () if dash && figure(end) => 0,
            // "3 - Sửa nhà kho": a number at the head of a line.
            () if dash => return Some((end - at, None)),
            () if between.is_empty() && self.folded(end) == "den" => 1,
            () => return None,
        };
        let high = number::read(self.words, end + step, self.spelling);
        let high = high.filter(|_| step == 0 || figure(end + 1) || self.behind_is(at, "tu"))?;
        let length = end + step + high.words - at;
        let both = Some((low, high.value)).filter(|(low, high)| low < high);
        let last = end + step + high.words - 1;
        let kind = match () {
            () if self.gap(last).starts_with('%') => Some(Kind::Percent),
            () if percent => None,
            () if self.is_money(last + 1, high.scale) => Some(Kind::Money),
            () => Some(Kind::Number)
                .filter(|_| counts_something(self.words, last) && !self.words.get(at).is_some_and(is_year)),
        };
        let scale = if low < 1000.0 { high.scale } else { 1.0 };
        let found = kind.zip(both).map(|(kind, (low, high))| {
            let low = if low * scale < high { low * scale } else { low };
            let length = length + usize::from(kind == Kind::Money && self.is_currency(last + 1));
            Found { range: Some((low, high)), ..Found::new(kind, (low + high) / 2.0, length) }
        });
        Some((length, found))
    }

    fn behind_is(&self, at: usize, word: &str) -> bool {
        at.checked_sub(1).is_some_and(|before| self.folded(before) == word)
    }

    /// A percentage, money, or a number with what it counts.
    fn measure(&self, at: usize, number: &number::Number) -> Option<Found> {
        let end = at + number.words;
        let found = |kind, length| Some(Found::new(kind, number.value, length));
        if self.gap(end - 1).starts_with('%') {
            return found(Kind::Percent, number.words);
        }
        if self.folded(end) == "phan" && self.folded(end + 1) == "tram" && joined(self.words, end - 1) {
            return found(Kind::Percent, number.words + 2);
        }
        if self.is_money(end, number.scale) {
            let thousand = if matches!(self.folded(end), "k") { 1e3 } else { 1.0 };
            let length = number.words + usize::from(self.is_currency(end));
            return Some(Found::new(Kind::Money, number.value * thousand, length));
        }
        let spelled = self.words.get(at).is_some_and(|word| !word.is_figure()) && number.words == 1;
        if spelled && !self.is_counted_word(at) {
            return None;
        }
        if counts_something(self.words, end - 1) { found(Kind::Number, number.words) } else { None }
    }

    /// Is the number before this place money?
    fn is_money(&self, at: usize, scale: f64) -> bool {
        let ends = |place: usize| self.words.get(place).is_none() || !joined(self.words, place - 1);
        joined(self.words, at - 1)
            && self.is_currency(at)
            && !(self.folded(at) == "dong" && self.folded(at + 1) == "chi")
            || scale >= 1e6 && (ends(at) || matches!(self.folded(at), "tu" | "cho" | "de" | "moi" | "va"))
    }

    fn is_currency(&self, at: usize) -> bool {
        let marked = self.words.get(at).is_some_and(|word| {
            matches!(word.text, "đ" | "Đ" | "đồng" | "Đồng" | "VNĐ" | "vnđ" | "VND" | "k" | "K")
        });
        let bare = self.spelling == Spelling::Bare && matches!(self.folded(at), "d" | "dong" | "vnd");
        (marked || bare) && at > 0 && joined(self.words, at - 1)
    }

    /// Does a single number word count something? "năm" is often a year and "một" often no number.
    fn is_counted_word(&self, at: usize) -> bool {
        const NOT_COUNTED: [&str; 18] = [
            "so", "vai", "bo", "phan", "chieu", "cach", "mat", "luc", "it", "nua", "cua", "me", "la", "loat",
            "so", "chut", "ben", "vi",
        ];
        let next = self.folded(at + 1);
        let year = self.folded(at) == "nam"
            && (matches!(next, "hoc" | "nay" | "truoc" | "sau" | "qua" | "vua" | "nao" | "toi" | "gan")
                || self.words.get(at + 1).is_some_and(Word::is_figure)
                || at.checked_sub(1).is_some_and(|before| BEFORE_YEAR.contains(&self.folded(before))));
        joined(self.words, at) && !NOT_COUNTED.contains(&next) && !year
    }

    fn quantity(&self, at: usize, found: &Found) -> Quantity {
        let words = self.words;
        let last = words.get(at + found.length - 1);
        let start = words.get(at).map_or(0, |word| word.span.start);
        let end = last.map_or(start, |word| word.span.end);
        // "36,5 %" has a blank before its sign.
        let sign = last.and_then(|word| word.gap.find('%')).filter(|_| found.kind == Kind::Percent);
        Quantity {
            kind: found.kind,
            value: found.value,
            whole: found.whole,
            range: found.range,
            bound: bound(words, at, at + found.length),
            noun: noun(words, at + found.length),
            required: required(words, at, found.length),
            lacking: lacking(words, at),
            span: start..sign.map_or(end, |sign| end + sign + 1),
        }
    }
}

/// Nouns that are counted so often that a bare "nam lop" is five of them.
const COUNTED: [&str; 34] = [
    "lop", "phong", "hoc", "giao", "tre", "em", "chau", "nhan", "bo", "may", "ban", "ghe", "nhom", "diem",
    "can", "cai", "chiec", "tu", "ti", "nha", "bep", "cuon", "quyen", "nguoi", "co", "thay", "to", "tiet",
    "buoi", "dot", "chuyen", "bieu", "m2", "mon",
];

const BEFORE_YEAR: [&str; 10] = ["moi", "hang", "ca", "trong", "dau", "cuoi", "mot", "cac", "nhieu", "tung"];
