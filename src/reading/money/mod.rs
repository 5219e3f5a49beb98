//! Money as people write it: `50.500.000đ`, `15 triệu đồng`, `2 triệu rưỡi`, `5 – 7 triệu`, `Không`.
//!
//! ```
//! use caitien::reading::money::{Kind, read};
//! assert_eq!(read("2.000.000đ").amount, Some(2_000_000));
//! assert_eq!(read("1,5 triệu đồng").amount, Some(1_500_000));
//! assert_eq!(read("5 – 7 triệu").range, Some((5_000_000, 7_000_000)));
//! assert_eq!(read("500k/tháng").per.as_deref(), Some("tháng"));
//! assert_eq!(read("Không").kind, Kind::None);
//! assert_eq!(read("Từ nguồn ngân sách").kind, Kind::SourceOnly);
//! assert_eq!(read("50.5000 đ").kind, Kind::Unread);
//! ```
//!
//! What it does not do: it multiplies nothing ("5 bộ x 2.000.000đ" is not read), and of two
//! amounts of which neither is said to be the whole it takes neither.

mod amounts;

use std::cmp::Ordering;
use std::ops::Range;

use super::bound::Bound;
use super::number::{Spelling, written};
use super::token::words;
use crate::plan::spelling::{fold, nfc};
use amounts::{NoAmount, Reader};

/// Money: as written, and as far as it was understood. "Không", nothing and unknown are three
/// different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The text as it stands in the plan.
    pub written: String,
    pub kind: Kind,
    /// In đồng; None for a range.
    pub amount: Option<u64>,
    /// Both ends of a range, in đồng.
    pub range: Option<(u64, u64)>,
    /// How exactly it was said.
    pub bound: Bound,
    /// For what the amount is meant each time: `tháng` of "500k/tháng", `trẻ` of "20.000đ/trẻ".
    pub per: Option<String>,
    /// Where it comes from, as written.
    pub source: Option<String>,
    /// The amount, in bytes of the text in NFC.
    pub span: Option<Range<usize>>,
}

/// What sort of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing was written.
    Empty,
    /// An amount in đồng.
    Amount,
    /// From one amount to another.
    Range,
    /// It says that no money is needed.
    None,
    /// It says only where the money comes from.
    SourceOnly,
    /// It cannot be read.
    Unread,
}

impl Kind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Empty => "empty",
            Kind::Amount => "amount",
            Kind::Range => "range",
            Kind::None => "none",
            Kind::SourceOnly => "source-only",
            Kind::Unread => "unread",
        }
    }
}

impl Money {
    /// Was anything written that could not be understood at all?
    pub fn is_unread(&self) -> bool {
        self.kind == Kind::Unread
    }

    /// The least and the most that it may cost; nothing where no money is needed.
    pub fn ends(&self) -> Option<(u64, u64)> {
        match self.kind {
            Kind::None => Some((0, 0)),
            _ => self.range.or(self.amount.map(|amount| (amount, amount))),
        }
    }

    /// Which is more; None where one is not known, or where they are meant for different things.
    pub fn compare(&self, other: &Money) -> Option<Ordering> {
        let ((low, high), (other_low, other_high)) = self.ends().zip(other.ends())?;
        let nothing = self.kind == Kind::None || other.kind == Kind::None;
        if self.per != other.per && !nothing {
            return None;
        }
        match (low.cmp(&other_low), high.cmp(&other_high)) {
            (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
            (one, other) if one == other => Some(one),
            _ => None,
        }
    }

    /// What was understood, written anew: read again, it is the same. None where there is nothing
    /// to write.
    pub fn canonical(&self) -> Option<String> {
        let figure = |amount: u64| written(amount as f64);
        let amount = match (self.kind, self.amount, self.range) {
            (Kind::None, ..) => return Some("Không".into()),
            (_, Some(amount), _) => figure(amount),
            (_, _, Some((low, high))) => format!("{} – {}", figure(low), figure(high)),
            _ => return None,
        };
        let per = self.per.as_ref().map(|per| format!("/{per}")).unwrap_or_default();
        Some(format!("{}{amount} đ{per}", self.bound.words()))
    }
}

/// Reads the money of a budget field.
pub fn read(text: &str) -> Money {
    let folded = fold(text);
    let said = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let source = names_source(said).then(|| text.trim().trim_end_matches(['.', ';']).to_owned());
    let entry = |kind| Money {
        written: text.to_owned(),
        kind,
        amount: None,
        range: None,
        bound: Bound::Exact,
        per: None,
        source: None,
        span: None,
    };
    if said.is_empty() {
        return entry(if text.trim().is_empty() { Kind::Empty } else { Kind::None });
    }
    if is_none(said) {
        return entry(Kind::None);
    }
    let composed = nfc(text);
    let words = words(&composed);
    let reader = Reader { words: &words, spelling: Spelling::of(&composed) };
    match reader.amounts() {
        Ok(found) if found.is_empty() && source.is_some() => Money { source, ..entry(Kind::SourceOnly) },
        Ok(found) => match reader.one(&found) {
            Some(one) => {
                let told = reader.told(entry(Kind::Amount), one);
                let start = told.span.as_ref().map_or(0, |span| span.start);
                Money { source, bound: told.bound.or_tilde(&composed, start), ..told }
            }
            None => Money { source, ..entry(Kind::Unread) },
        },
        Err(NoAmount) => Money { source, ..entry(Kind::Unread) },
    }
}

/// Does it say that nothing is needed?
fn is_none(words: &str) -> bool {
    const NONE: &[&str] = &[
        "khong",
        "khong co",
        "khong can",
        "khong ton kinh phi",
        "khong su dung kinh phi",
        "khong co kinh phi",
        "khong can kinh phi",
        "khong kinh phi",
        "khong phat sinh",
        "khong phat sinh kinh phi",
        "mien phi",
        "0",
        "0d",
        "0 d",
        "0 dong",
    ];
    NONE.contains(&words)
}

/// Does it say where money comes from?
fn names_source(words: &str) -> bool {
    const SOURCES: &[&str] = &[
        "nguon",
        "ngan sach",
        "xa hoi hoa",
        "van dong",
        "tai tro",
        "dong gop",
        "ho tro",
        "phu huynh",
        "cha me",
        "quy ",
        "du toan",
        "kinh phi",
        "hoc phi",
        "tu ban ",
        "cap tren",
        "chi thuong xuyen",
    ];
    SOURCES.iter().any(|source| words.contains(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (&'static str, Option<u64>) {
        let money = read(text);
        (money.kind.as_str(), money.amount)
    }

    #[test]
    fn reads_amounts() {
        for (text, amount) in [
            ("50.500.000đ", 50_500_000),
            ("2.000.000 đ", 2_000_000),
            ("2,000,000 VNĐ", 2_000_000),
            ("2 000 000 đồng.", 2_000_000),
            ("200.000.000", 200_000_000),
            ("500000đ", 500_000),
            ("15 triệu đồng", 15_000_000),
            ("1,5 triệu", 1_500_000),
            ("1.200 triệu đồng", 1_200_000_000),
            ("2,75 tỷ đồng", 2_750_000_000),
            ("500 nghìn đồng", 500_000),
            ("Khoảng 3 triệu đồng/năm", 3_000_000),
            ("Mua 02 bộ bàn: 4.000.000đ", 4_000_000),
            ("10.000.000đ (năm 2023)", 10_000_000),
        ] {
            assert_eq!(check(text), ("amount", Some(amount)), "{text}");
        }
    }

    #[test]
    fn keeps_amount_and_source_apart() {
        let money = read("5.000.000đ từ nguồn xã hội hóa.");
        assert_eq!(money.amount, Some(5_000_000));
        assert_eq!(money.source.as_deref(), Some("5.000.000đ từ nguồn xã hội hóa"));
        for text in ["Từ nguồn kinh phí hoạt động của nhà trường", "Từ Ban ĐDCMHS", "Ngân sách nhà nước."]
        {
            assert_eq!(check(text), ("source-only", None), "{text}");
        }
    }

    #[test]
    fn no_money_nothing_and_unreadable_are_three_things() {
        for text in ["Không", "không.", "-", "0 đồng", "Không tốn kinh phí"] {
            assert_eq!(check(text), ("none", None), "{text}");
        }
        assert_eq!(check("  "), ("empty", None));
        for text in [
            "50.5000 đ",
            "5.00.000đ",
            "2.000,000đ",
            "5 bộ x 2.000.000đ",
            "2.000.000đ, 3.000.000đ",
            "tùy tình hình",
            "99999999999999999999đ",
            "2023",
        ] {
            assert_eq!(check(text), ("unread", None), "{text}");
        }
    }
}
