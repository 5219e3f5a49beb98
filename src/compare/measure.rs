//! What a sentence measures: its quantities, joined where two figures tell one thing.
//!
//! "Trong 120 cháu có 6 cháu nhẹ cân" is a share, "cần 16 bình, mới có 13" a lack of three, "71 em mới
//! có một hố xí" an average. Which measures of two sentences belong together is for
//! [`super::figures`].

use std::ops::Range;

use super::sense::{Cue, Said, Sense};
use super::unit::{Sort, Unit};
use crate::plan::spelling::nfc;
use crate::reading::number::{self, Spelling};
use crate::reading::quantity::{Kind, Quantity};
use crate::reading::token::{Word, words};

/// One measure of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) amount: Amount,
    pub(super) sense: Option<Sense>,
    /// Is the sense beyond doubt?
    pub(super) plainly: bool,
    pub(super) unit: Unit,
    /// What stands round it, each word once.
    pub(super) context: Vec<String>,
    /// The bytes of the text (in NFC) that show it.
    pub(super) span: Range<usize>,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Count(f64),
    Share {
        part: f64,
        whole: f64,
    },
    Percent(f64),
    /// So many to one: "68 em/hố xí", "1,7 giáo viên/lớp".
    Rate(f64),
    Money(f64),
}

/// The measures of a sentence whose quantities have been read.
pub(super) fn measures(text: &str, quantities: &[Quantity]) -> Vec<Measure> {
    if quantities.is_empty() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let text = nfc(text);
    let words = words(&text);
    let said = Said::new(&words, Spelling::of(&text));
    let mut reader = Reader { text: &text, said, numbers: Vec::new(), first: usize::MAX };
    reader.numbers = reader.numbers();
    let mut figures: Vec<Figure> = quantities.iter().filter_map(|quantity| reader.figure(quantity)).collect();
    figures.extend(reader.loose(&figures));
    figures.sort_by_key(|figure| figure.at);
    reader.first = figures.first().map_or(usize::MAX, |figure| figure.at);
    let mut taken = vec![false; figures.len()];
    let mut found = Vec::new();
    for at in 0..figures.len() {
        let (Some(one), Some(next)) = (figures.get(at), figures.get(at + 1)) else { continue };
        if taken.get(at).copied().unwrap_or_default() {
            continue;
        }
        if let Some(measure) = reader.joined(one, next) {
            found.push(measure);
            taken.iter_mut().skip(at).take(2).for_each(|mark| *mark = true);
        }
    }
    found.extend(reader.needed(&figures, &mut taken));
    for (figure, taken) in figures.iter().zip(&taken) {
        // A share that is told alone is no rule: "đồng phục đúng quy định 78%".
        if !taken && (!figure.required || figure.kind == Kind::Percent && figures.len() == 1) {
            found.extend(reader.alone(figure));
        }
    }
    found.sort_by_key(|measure| measure.span.start);
    found
}

/// A quantity with the words that it takes.
struct Figure {
    at: usize,
    end: usize,
    kind: Kind,
    value: f64,
    whole: Option<f64>,
    noun: String,
    required: bool,
    /// "một", in letters: often no number at all.
    is_article: bool,
}

struct Reader<'r, 't> {
    text: &'t str,
    said: Said<'r, 't>,
    /// All numbers, whatever they count: the words from and to, and the value.
    numbers: Vec<(usize, usize, f64)>,
    /// Where the first figure stands.
    first: usize,
}

impl Reader<'_, '_> {
    fn figure(&self, quantity: &Quantity) -> Option<Figure> {
        let inside =
            |word: &Word<'_>| word.span.start >= quantity.span.start && word.span.start < quantity.span.end;
        let at = self.said.words.iter().position(inside)?;
        let length = self.said.words.iter().skip(at).take_while(|word| inside(word)).count();
        let is_article = quantity.value == 1.0
            && length == 1
            && self.said.words.get(at).is_some_and(|word| !word.is_figure());
        Some(Figure {
            at,
            end: at + length,
            kind: quantity.kind,
            value: quantity.value,
            whole: quantity.whole,
            noun: quantity.noun.clone(),
            required: quantity.required,
            is_article,
        })
    }

    /// Numbers at the end of a clause that count what went before: "bị phê bình: 3", "nay còn 7".
    fn loose(&self, figures: &[Figure]) -> Vec<Figure> {
        let numbers = self.numbers.iter().copied().filter(|(at, end, value)| {
            let taken = figures.iter().any(|figure| *at < figure.end && figure.at < *end);
            let word = self.said.words.get(end - 1);
            let last = word.is_some_and(|word| word.ends_clause() || end == &self.said.words.len());
            let colon = at
                .checked_sub(1)
                .and_then(|before| self.said.words.get(before))
                .is_some_and(|word| word.gap.contains(':'));
            let told = colon
                || [Cue::Only, Cue::Has, Cue::Missing].iter().any(|cue| self.said.follows(*at, *cue))
                || at.checked_sub(1).is_some_and(|before| self.said.is(before, "là"));
            !taken
                && last
                && told
                && *value < 1900.0
                && !word.is_some_and(|word| word.gap.starts_with(['%', '/']))
        });
        let figure = |(at, end, value)| Figure {
            at,
            end,
            kind: Kind::Number,
            value,
            whole: None,
            noun: String::new(),
            required: false,
            is_article: false,
        };
        numbers.map(figure).collect()
    }

    fn lower(&self, at: usize) -> String {
        self.said.words.get(at).map_or(String::new(), |word| word.text.to_lowercase())
    }

    /// Two figures that tell one measure.
    fn joined(&self, one: &Figure, next: &Figure) -> Option<Measure> {
        let plain = one.kind == Kind::Number && next.kind == Kind::Number && !one.required && !next.required;
        if !plain {
            return None;
        }
        if let Some(rate) = self.rate(one, next) {
            return Some(rate);
        }
        let (unit, other) = (Unit::new(&one.noun), Unit::new(&next.noun));
        let alike = unit.fits(&other).is_some();
        // "Trong 120 cháu có 6 cháu nhẹ cân".
        if alike && next.value <= one.value && !next.is_article && self.said.follows(one.at, Cue::Whole) {
            return Some(self.measure(next, Amount::Share { part: next.value, whole: one.value }));
        }
        // "năm lớp trong tổng số 13 lớp", "tám lớp … (toàn trường 18 lớp)".
        if alike && one.value <= next.value && self.said.follows(next.at, Cue::PartOf) {
            return Some(self.measure(one, Amount::Share { part: one.value, whole: next.value }));
        }
        // "cả lớp 36 em có 7 em còn nhầm", "40 máy thì dùng được 28".
        let of_them = unit.head == other.head || other.head.is_empty();
        let said = [Cue::Has, Cue::Only].iter().any(|cue| self.said.follows(next.at, *cue))
            || self.said.is(next.at.wrapping_sub(1), "còn");
        let missing = self.said.follows(one.at, Cue::Missing) || self.said.follows(one.at, Cue::Need);
        if of_them && said && next.value < one.value && !missing && !self.stops_between(one.end, next.at) {
            let share = Amount::Share { part: next.value, whole: one.value };
            return Some(Measure { unit, ..self.measure(next, share) });
        }
        // "35 cái cho 80 em".
        let given =
            self.lower(next.at.wrapping_sub(1)) == "cho" && next.at <= one.end + 3 && unit.sort != Sort::Room;
        if given && one.value <= next.value {
            let share = Amount::Share { part: one.value, whole: next.value };
            return Some(Measure { sense: Some(Sense::Reached), unit: other, ..self.measure(one, share) });
        }
        None
    }

    /// "71 em mới có một hố xí", "hai em một máy".
    fn rate(&self, one: &Figure, next: &Figure) -> Option<Measure> {
        let near = next.at <= one.end + 5 && !self.stops_between(one.end, next.at);
        if !(near && next.value == 1.0 && one.value > 1.0) {
            return None;
        }
        const GOES: [&str; 13] = [
            "mới", "có", "được", "chung", "dùng", "chia", "phải", "ngồi", "vẫn", "học", "sinh", "cháu", "em",
        ];
        let goes = (one.end + 1..next.at).all(|at| GOES.iter().any(|word| self.said.is(at, word)));
        let below = next.noun.split(' ').next()?;
        let unit = Unit::new(&format!("{}/{below}", one.noun));
        goes.then(|| Measure { unit, ..self.measure(one, Amount::Rate(one.value)) })
    }

    fn stops_between(&self, from: usize, to: usize) -> bool {
        let words = self.said.words.get(from.saturating_sub(1)..to.saturating_sub(1)).unwrap_or_default();
        words.iter().any(Word::ends_clause)
    }

    /// "Định mức 31 giáo viên, hiện mới có 27": what is needed and what there is.
    fn needed(&self, figures: &[Figure], taken: &mut [bool]) -> Option<Measure> {
        let numbers = &self.numbers;
        let need = numbers.iter().position(|(at, _, _)| self.said.follows(*at, Cue::Need))?;
        let (at, end, all) = *numbers.get(need)?;
        let (there, there_end, has) = *numbers.get(need + 1)?;
        let reached = self.said.follows(there, Cue::Has);
        if !(reached && has < all && all < 1000.0) {
            return None;
        }
        let within = |figure: &Figure| figure.at >= at && figure.at < there_end;
        if figures.iter().any(|figure| within(figure) && figure.kind != Kind::Number) {
            return None;
        }
        let noun =
            figures.iter().find(|figure| within(figure) && figure.at == at).map(|figure| figure.noun.clone());
        for (figure, mark) in figures.iter().zip(taken.iter_mut()) {
            *mark |= within(figure);
        }
        let figure = Figure {
            at,
            end,
            kind: Kind::Number,
            value: all - has,
            whole: None,
            noun: noun.unwrap_or_default(),
            required: false,
            is_article: false,
        };
        let measure = self.measure(&figure, Amount::Count(all - has));
        let start = self.said.words.get(at).map_or(0, |word| word.span.start);
        let last = self.said.words.get(there_end - 1).map_or(start, |word| word.span.end);
        Some(Measure { sense: Some(Sense::Lack), span: start..last, ..measure })
    }

    /// All numbers, whatever they count.
    fn numbers(&self) -> Vec<(usize, usize, f64)> {
        let (words, spelling) = (self.said.words, self.said.spelling);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match number::read(words, at, spelling) {
                Some(number) => {
                    found.push((at, at + number.words, number.value));
                    at += number.words.max(1);
                }
                None => at += 1,
            }
        }
        found
    }

    fn alone(&self, figure: &Figure) -> Option<Measure> {
        let amount = match figure.kind {
            Kind::Percent => Amount::Percent(figure.value),
            Kind::Money => Amount::Money(figure.value),
            Kind::Share => Amount::Share { part: figure.value, whole: figure.whole? },
            Kind::Number if figure.noun.contains('/') && !figure.noun.starts_with("buổi/ngày") => {
                Amount::Rate(figure.value)
            }
            Kind::Number => return self.number(figure),
        };
        Some(self.measure(figure, amount))
    }

    fn number(&self, figure: &Figure) -> Option<Measure> {
        // "2 buổi/ngày", "5 điều Bác Hồ dạy", "kiểm tra 15 phút" only name something.
        let names = ["điều ", "môi trường", "bước", "mặt ", "chiều", "buổi/ngày", "không ", "phút"];
        if self.is_threshold(figure) || names.iter().any(|name| figure.noun.starts_with(name)) {
            return None;
        }
        // "5,8 m² mỗi em", "mỗi lớp mới có 1,6 cô".
        let each = |at: &usize| self.said.is(*at, "mỗi");
        let after = (figure.end..figure.end + 4).find(each).filter(|at| !self.stops_between(figure.end, *at));
        let before = (figure.at.saturating_sub(6)..figure.at).rev().find(each);
        let before = before.filter(|at| !self.stops_between(*at + 1, figure.at));
        if let Some(each) = after.or(before) {
            let unit = Unit::new(&format!("{}/{}", figure.noun, self.lower(each + 1)));
            return Some(Measure { unit, ..self.measure(figure, Amount::Rate(figure.value)) });
        }
        let in_parts = self.said.words.get(figure.at).is_some_and(|word| word.text.contains(','));
        if self.is_average(figure) || figure.noun.is_empty() && in_parts {
            return Some(self.measure(figure, Amount::Rate(figure.value)));
        }
        // "một" is a number only where something says so.
        let counts = [Cue::Missing, Cue::Only, Cue::Has].iter().any(|cue| self.said.follows(figure.at, *cue));
        (counts || !figure.is_article).then(|| self.measure(figure, Amount::Count(figure.value)))
    }

    /// "bình quân 45,9 em", "tính trên đầu học sinh … 4,0 m²".
    fn is_average(&self, figure: &Figure) -> bool {
        let told = (0..self.said.words.len()).any(|at| {
            self.said.is(at, "quân")
                || self.said.is(at, "bình")
                || self.said.is(at, "tính")
                || self.said.is(at, "đầu")
        });
        let sort = Unit::new(&figure.noun).sort;
        let area = figure.noun.starts_with("m²") || figure.noun.starts_with("m2");
        let in_parts = self.said.words.get(figure.at).is_some_and(|word| word.text.contains(','));
        told && (in_parts || area || sort == Sort::Pupil)
    }

    /// "3 lớp vượt 45 em": the second figure is what the first ones are held against.
    fn is_threshold(&self, figure: &Figure) -> bool {
        let beyond = ["vượt", "quá", "trên", "dưới", "hơn", "mức"];
        let limit =
            figure.at.checked_sub(1).is_some_and(|at| beyond.iter().any(|word| self.said.is(at, word)));
        limit && figure.at > self.first
    }

    fn measure(&self, figure: &Figure, amount: Amount) -> Measure {
        let words = self.said.words;
        let start = words.get(figure.at).map_or(0, |word| word.span.start);
        let end = words.get(figure.end.saturating_sub(1)).map_or(start, |word| word.span.end);
        let sign = matches!(amount, Amount::Percent(_))
            && self.text.get(end..).is_some_and(|rest| rest.starts_with('%'));
        let unit = match amount {
            Amount::Percent(_) | Amount::Money(_) => Unit::new(""),
            _ => Unit::new(&figure.noun),
        };
        let own = self.said.sense(figure.at, figure.end);
        // "sân nứt 200 m²" counts what is broken, whatever the unit says.
        let broken = matches!(amount, Amount::Count(_)) && own == Some(Sense::Lack);
        let sense = sense_of(&unit, &amount).filter(|_| !broken);
        let plainly = sense.is_some() || self.said.is_plain(figure.at);
        let sense = sense.or(own);
        Measure {
            plainly,
            amount,
            sense,
            unit,
            context: self.context(figure),
            span: start..end + usize::from(sign),
        }
    }

    /// The words of a few places before and after, which tell what it is about.
    fn context(&self, figure: &Figure) -> Vec<String> {
        let from = figure.at.saturating_sub(8);
        let round = (from..figure.at).chain(figure.end..(figure.end + 10).min(self.said.words.len()));
        let mut context: Vec<String> = round
            .filter_map(|at| self.said.words.get(at))
            .filter(|word| !word.is_figure())
            .map(|word| word.folded.clone())
            .collect();
        context.sort_unstable();
        context.dedup();
        context
    }
}

/// Crowds are bad, room for each is good.
fn sense_of(unit: &Unit, amount: &Amount) -> Option<Sense> {
    let rate = matches!(amount, Amount::Rate(_));
    match (unit.head.as_str(), unit.sort) {
        (_, Sort::Pupil) if rate => Some(Sense::Lack),
        ("m²" | "m2" | "phút", _) => Some(Sense::Reached),
        (_, Sort::Teacher) if rate => Some(Sense::Reached),
        ("máy" | "bộ" | "cuốn" | "bản" | "quyển", _) if rate => Some(Sense::Reached),
        // What is counted is bad in itself.
        ("vụ" | "ca" | "lỗi" | "đơn", _) => Some(Sense::Lack),
        _ => None,
    }
}
