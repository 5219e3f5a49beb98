//! Money as people write it: `50.500.000đ`, `15 triệu đồng`, `Không`, `Từ nguồn ngân sách`.
//!
//! ```
//! use caitien::reading::money::{Kind, read};
//! assert_eq!(read("2.000.000đ").amount, Some(2_000_000));
//! assert_eq!(read("1,5 triệu đồng").amount, Some(1_500_000));
//! assert_eq!(read("Không").kind, Kind::None);
//! assert_eq!(read("Từ nguồn ngân sách").kind, Kind::SourceOnly);
//! assert_eq!(read("50.5000 đ").kind, Kind::Unread);
//! ```

use crate::plan::spelling::fold;

/// Money: as written, and as far as it was understood. "Không", nothing and unknown are three
/// different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The text as it stands in the plan.
    pub written: String,
    pub kind: Kind,
    /// In đồng.
    pub amount: Option<u64>,
    /// Where it comes from, as written.
    pub source: Option<String>,
}

/// What sort of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing was written.
    Empty,
    /// An amount in đồng.
    Amount,
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
            Kind::None => "none",
            Kind::SourceOnly => "source-only",
            Kind::Unread => "unread",
        }
    }
}

/// Reads the money of a budget field.
pub fn read(text: &str) -> Money {
    let written = text.to_owned();
    let entry = |kind, amount, source| Money { written: written.clone(), kind, amount, source };
    let folded = fold(text);
    let words = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    if words.is_empty() {
        let kind = if text.trim().is_empty() { Kind::Empty } else { Kind::None };
        return entry(kind, None, None);
    }
    if is_none(words) {
        return entry(Kind::None, None, None);
    }
    let source = names_source(words).then(|| text.trim().trim_end_matches(['.', ';']).to_owned());
    let mut amounts = Amounts { rest: words };
    match (amounts.next(), amounts.next()) {
        (Some(Ok(amount)), None) => entry(Kind::Amount, Some(amount), source),
        (None, None) if source.is_some() => entry(Kind::SourceOnly, None, source),
        // Two amounts are a range or a sum: which one, nobody said.
        _ => entry(Kind::Unread, None, source),
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

/// The amounts in a folded text, one after the other; an error where digits are no amount.
struct Amounts<'t> {
    rest: &'t str,
}

impl Iterator for Amounts<'_> {
    type Item = Result<u64, ()>;

    fn next(&mut self) -> Option<Result<u64, ()>> {
        loop {
            let begin = self.rest.find(|letter: char| letter.is_ascii_digit())?;
            let before = self.rest.get(..begin)?.trim_end();
            let rest = self.rest.get(begin..)?;
            let end = rest
                .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | ' '))
                .unwrap_or(rest.len());
            let (figures, after) = rest.split_at_checked(end)?;
            let figures = figures.trim_end_matches([' ', '.', ',']);
            self.rest = after;
            match unit(after.trim_start()) {
                Some(unit) => return Some(amount(figures, unit)),
                // "02 bộ", "năm 2023", "100%" are figures of something else.
                None if is_other(before, figures, after) => {}
                // Up to four digits alone may be a year or half of a range: no amount was said.
                None if figures.len() <= 4 => return Some(Err(())),
                None => return Some(amount(figures, 1)),
            }
        }
    }
}

/// Figures that are no money: counts of something, years, percentages.
fn is_other(before: &str, figures: &str, after: &str) -> bool {
    if after.trim_start().starts_with('-') {
        return false;
    }
    let digits = figures.bytes().filter(u8::is_ascii_digit).count();
    let counted = after.trim_start().starts_with(|letter: char| letter.is_alphabetic() || letter == '%');
    let grouped = figures.contains(['.', ',', ' ']);
    (counted && !grouped)
        || before.ends_with("nam")
        || before.ends_with('/')
        || (digits <= 2 && !after.is_empty())
}

/// How many đồng the word after the figures stands for.
fn unit(after: &str) -> Option<u64> {
    let end = after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len());
    match after.get(..end)? {
        "d" | "dong" | "vnd" | "dvn" | "vn" => Some(1),
        "nghin" | "ngan" | "k" | "ngd" | "nd" => Some(1_000),
        "trieu" | "tr" | "trd" => Some(1_000_000),
        "ty" | "ti" => Some(1_000_000_000),
        _ => None,
    }
}

/// Figures with thousands marks (`2.000.000`, `2 000 000`) or, before a larger unit, with a
/// decimal comma (`1,5 triệu`).
fn amount(figures: &str, unit: u64) -> Result<u64, ()> {
    let mut groups = figures.split(['.', ',', ' ']);
    let first = groups.next().filter(|first| !first.is_empty()).ok_or(())?;
    let rest: Vec<&str> = groups.collect();
    let mut marks = figures.chars().filter(|letter| !letter.is_ascii_digit());
    let mark = marks.next();
    if marks.any(|other| Some(other) != mark) {
        return Err(());
    }
    if let [decimals] = rest.as_slice()
        && unit > 1
        && matches!(decimals.len(), 1 | 2)
    {
        let scale = if decimals.len() == 1 { 10 } else { 100 };
        let whole: u64 = format!("{first}{decimals}").parse().map_err(|_| ())?;
        return whole.checked_mul(unit / scale).ok_or(());
    }
    if first.len() > 3 && !rest.is_empty() || rest.iter().any(|group| group.len() != 3) {
        return Err(());
    }
    let whole: u64 = format!("{first}{}", rest.concat()).parse().map_err(|_| ())?;
    whole.checked_mul(unit).ok_or(())
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
            "5 - 7 triệu",
            "tùy tình hình",
            "99999999999999999999đ",
            "2023",
        ] {
            assert_eq!(check(text), ("unread", None), "{text}");
        }
    }
}
