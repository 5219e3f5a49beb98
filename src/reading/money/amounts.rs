//! The amounts in a text: figures with thousands marks, with a unit, in words; ranges; sums.

use super::{Kind, Money};
use crate::reading::bound::bound;
use crate::reading::number::{self, Spelling, joined};
use crate::reading::token::{Word, is_dash};

/// Digits that are no amount: `50.5000 đ`.
pub(super) struct NoAmount;

/// One amount, or a range of two, at some words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    low: u64,
    high: u64,
    at: usize,
    length: usize,
}

pub(super) struct Reader<'r, 't> {
    pub(super) words: &'r [Word<'t>],
    pub(super) spelling: Spelling,
}

impl Reader<'_, '_> {
    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    fn gap(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.gap.trim())
    }

    /// Every amount in the text.
    pub(super) fn amounts(&self) -> Result<Vec<Found>, NoAmount> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.words.len() {
            let next = self.range(at)?.map_or_else(|| self.single(at), |range| Ok(Some(range)))?;
            at += next.map_or(1, |one| one.length);
            found.extend(next);
        }
        Ok(found)
    }

    /// The amount that speaks for all of them: the only one, the result, or the one that is the
    /// others' sum. Parts that are added up are their sum.
    pub(super) fn one(&self, found: &[Found]) -> Option<Found> {
        let sign_before = |one: &Found, sign: char| one.at > 0 && self.gap(one.at - 1).contains(sign);
        let product =
            (0..self.words.len()).any(|at| self.gap(at).contains(['×', '*']) || self.folded(at) == "x");
        if let Some(result) = found.iter().rev().find(|one| sign_before(one, '=')) {
            return Some(*result);
        }
        match found {
            _ if product => None,
            [] => None,
            [one] => Some(*one),
            [first, rest @ ..] => {
                let all =
                    |parts: &[Found]| parts.iter().try_fold(0, |sum: u64, one| sum.checked_add(one.low));
                let (last, parts) = found.split_last()?;
                if all(rest) == Some(first.low) {
                    Some(*first)
                } else if all(parts) == Some(last.low) {
                    Some(*last)
                } else {
                    let sum = all(found).filter(|_| rest.iter().all(|one| sign_before(one, '+')))?;
                    let length = last.at + last.length - first.at;
                    Some(Found { low: sum, high: sum, at: first.at, length })
                }
            }
        }
    }

    /// Fills in what stands round an amount.
    pub(super) fn told(&self, money: Money, one: Found) -> Money {
        let end = one.at + one.length;
        let start = self.words.get(one.at).map_or(0, |word| word.span.start);
        let span = start..self.words.get(end - 1).map_or(start, |word| word.span.end);
        let single = one.low == one.high;
        Money {
            kind: if single { Kind::Amount } else { Kind::Range },
            amount: single.then_some(one.low),
            range: (!single).then_some((one.low, one.high)),
            bound: bound(self.words, one.at, end),
            per: self.per(end),
            span: Some(span),
            ..money
        }
    }

    /// "/tháng", "mỗi trẻ", "một học sinh": for what it is each time.
    fn per(&self, end: usize) -> Option<String> {
        let slash = self.gap(end - 1) == "/";
        let each = joined(self.words, end - 1) && matches!(self.folded(end), "moi" | "mot" | "hang");
        let first = end + usize::from(each && !slash);
        let word = self.words.get(first).filter(|_| slash || each)?;
        let two =
            matches!(word.folded.as_str(), "hoc" | "giao" | "nhan" | "can") && joined(self.words, first);
        let next = self.words.get(first + 1).filter(|_| two).map(|next| format!(" {}", next.text));
        Some(format!("{}{}", word.text, next.unwrap_or_default()).to_lowercase())
    }

    /// "5 – 7 triệu", "từ 500.000 đến 700.000đ".
    fn range(&self, at: usize) -> Result<Option<Found>, NoAmount> {
        let Some(low) = self.figures(at) else { return Ok(None) };
        let end = at + low.length;
        let gap = self.gap(end - 1);
        let step = match () {
            () if !gap.is_empty() && gap.chars().all(is_dash) => 0,
            () if gap.is_empty() && self.folded(end) == "den" => 1,
            () => return Ok(None),
        };
        let Some(high) = self.figures(end + step) else { return Ok(None) };
        if high.unit.is_none() && low.unit.is_none() && high.is_short {
            return Ok(None);
        }
        let unit = high.unit.or(low.unit).unwrap_or(1.0);
        let (low, high) = (low.amount(unit)?, high.amount(unit)?.max(1));
        let length = end + step + self.figures(end + step).map_or(0, |high| high.length) - at;
        if low < high { Ok(Some(Found { low, high, at, length })) } else { Err(NoAmount) }
    }

    fn single(&self, at: usize) -> Result<Option<Found>, NoAmount> {
        let Some(figures) = self.figures(at) else { return Ok(None) };
        let length = figures.length;
        if figures.unit.is_none() {
            if self.is_other(at, &figures) {
                return Ok(None);
            }
            // Up to four digits alone may be a year or half of a range: no amount was said.
            if figures.is_short {
                return Err(NoAmount);
            }
        }
        let amount =
            figures.amount(1.0).and_then(|amount| if amount > 0 { Ok(amount) } else { Err(NoAmount) })?;
        Ok(Some(Found { low: amount, high: amount, at, length }))
    }

    /// Figures that are no money: counts of something, years, percentages.
    fn is_other(&self, at: usize, figures: &Figures) -> bool {
        let end = at + figures.length;
        let gap = self.gap(end - 1);
        if gap.starts_with(is_dash) {
            return false;
        }
        let after = !gap.is_empty() || end < self.words.len();
        let counted = gap.starts_with('%') || gap.is_empty() && end < self.words.len();
        let behind = at.checked_sub(1).map_or("", |before| self.folded(before));
        counted && !figures.is_grouped
            || matches!(behind, "nam" | "thang" | "quy")
            || at > 0 && self.gap(at - 1).ends_with('/')
            || self.words.get(at).is_some_and(|word| word.text.contains('/'))
            || figures.digits <= 2 && after
    }

    /// A number at a word, in figures or in words, with its unit of money if it has one.
    fn figures(&self, at: usize) -> Option<Figures> {
        let word = self.words.get(at)?;
        if !word.is_figure() {
            return self.spelled(at);
        }
        let mut text = word.text.to_owned();
        let mut length = 1;
        // "2 000 000"
        while let Some(next) = self.words.get(at + length)
            && next.text.len() == 3
            && next.is_figure()
            && self.words.get(at + length - 1).is_some_and(|last| last.gap == " ")
            && word.text.len() <= 3
        {
            text = format!("{text}.{}", next.text);
            length += 1;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_grouped = text.contains(['.', ',']);
        let is_short = text.len() <= 4;
        let mut figures = Figures { text, value: None, length, digits, is_grouped, is_short, unit: None };
        if length == 1
            && let Some(number) =
                number::read(self.words, at, self.spelling).filter(|number| number.scale >= 1e3)
        {
            figures.value = Some(number.value);
            (figures.length, figures.unit) = (number.words, Some(number.scale));
        } else if joined(self.words, at + length - 1) {
            self.abbreviated(at, &mut figures);
        }
        figures.length += usize::from(self.is_currency(at + figures.length));
        Some(figures)
    }

    /// "500k", "2tr", "2tr5", "1 trđ".
    fn abbreviated(&self, at: usize, figures: &mut Figures) {
        let next = self.folded(at + figures.length);
        let (unit, rest) = match next {
            "d" | "dong" | "vnd" | "dvn" | "vn" => (1.0, ""),
            "k" | "ngd" | "nd" => (1e3, ""),
            "tr" | "trd" => (1e6, ""),
            _ => match next.strip_prefix("tr") {
                Some(rest) if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
                    (1e6, rest)
                }
                _ => return,
            },
        };
        figures.unit = Some(unit);
        figures.length += 1;
        if !rest.is_empty() {
            let value = number::figure(&figures.text).zip(number::figure(&format!("0,{rest}")));
            figures.value = value.map(|(whole, part)| (whole + part) * unit);
        }
    }

    fn spelled(&self, at: usize) -> Option<Figures> {
        let number = number::read(self.words, at, self.spelling)?;
        let currency = usize::from(self.is_currency(at + number.words));
        let length = number.words + currency;
        (number.scale >= 1e3 || currency == 1).then(|| Figures {
            text: String::new(),
            value: Some(number.value),
            length,
            digits: 0,
            is_grouped: false,
            is_short: false,
            unit: Some(number.scale),
        })
    }

    fn is_currency(&self, at: usize) -> bool {
        let known = matches!(self.folded(at), "d" | "dong" | "vnd" | "dvn");
        known && at > 0 && joined(self.words, at - 1)
    }
}

/// Figures as they stand there.
struct Figures {
    text: String,
    /// In đồng, where the unit is in it already.
    value: Option<f64>,
    /// The words that it takes, the unit and the currency included.
    length: usize,
    digits: usize,
    is_grouped: bool,
    is_short: bool,
    unit: Option<f64>,
}

impl Figures {
    /// In đồng; `unit` is the one that the figures share with a neighbour, where they have none.
    fn amount(&self, unit: f64) -> Result<u64, NoAmount> {
        let unit = self.unit.unwrap_or(unit);
        let value = match self.value {
            Some(value) => value,
            None if unit > 1.0 => number::figure(&self.text).ok_or(NoAmount)? * unit,
            None => whole(&self.text).ok_or(NoAmount)?,
        };
        let rounded = value.round();
        let exact = (value - rounded).abs() < 1e-3 && (0.0..1e15).contains(&rounded);
        if exact { Ok(rounded as u64) } else { Err(NoAmount) }
    }
}

/// Plain đồng: `2.000.000`, `2,000,000`, `500000`; there are no parts of a đồng.
fn whole(text: &str) -> Option<f64> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit());
    let mut groups = text.split(['.', ',']);
    let first = groups.next().filter(|first| !first.is_empty())?;
    let uniform = text.chars().all(|letter| letter.is_ascii_digit() || Some(letter) == mark);
    let grouped = mark.is_none() || first.len() <= 3 && groups.all(|group| group.len() == 3);
    (uniform && grouped).then(|| text.replace(['.', ','], "").parse().ok()).flatten()
}
