//! Quantities in a sentence: shares, percentages, counts, averages and money with what they count.
//!
//! Years, grades, ages, legal numbers, levels and dates are not quantities. A threshold that
//! somebody else set ("vượt mức 45 em theo Điều lệ") is one that is `required`. A range and a "gần
//! 40" are read as such and say that they are approximate.
//!
//! ```
//! use caitien::reading::quantity::{Kind, quantities};
//! let found = quantities("Còn 06/29 giáo viên lớp 5 chưa đạt chuẩn năm 2025.");
//! assert_eq!(found.len(), 1);
//! assert_eq!((found[0].kind, found[0].value, found[0].whole), (Kind::Share, 6.0, Some(29.0)));
//! let found = quantities("Bổ sung từ ba đến năm máy tính.");
//! assert_eq!((found[0].value, found[0].range), (4.0, Some((3.0, 5.0))));
//! ```

mod around;
mod naming;
mod reader;

use std::cmp::Ordering;
use std::ops::Range;

pub use super::bound::Bound;
use super::number::{Spelling, written};
use super::token::words;
use crate::plan::spelling::{fold_words, nfc};
use reader::Reader;

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// "36,5%".
    Percent,
    /// "06/29 giáo viên", "12 trong số 40 máy", "hai phần ba số lớp".
    Share,
    /// "03 lớp", "hai phòng", "46,8 học sinh/lớp".
    Number,
    /// "15 triệu đồng", in đồng.
    Money,
}

impl Kind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Percent => "percent",
            Kind::Share => "share",
            Kind::Number => "number",
            Kind::Money => "money",
        }
    }
}

/// One quantity of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    pub kind: Kind,
    /// Of a range, its middle.
    pub value: f64,
    /// Of how many, for a share.
    pub whole: Option<f64>,
    /// Both ends, for a range.
    pub range: Option<(f64, f64)>,
    pub bound: Bound,
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

    /// Was it not said exactly?
    pub fn is_approximate(&self) -> bool {
        self.bound != Bound::Exact || self.range.is_some()
    }

    /// The unit, folded: `%`, `đồng`, all of a ratio (`hoc sinh/lop`), else the word that is counted.
    pub fn unit(&self) -> String {
        match self.kind {
            Kind::Percent => "%".into(),
            Kind::Money => "dong".into(),
            Kind::Share | Kind::Number if self.noun.contains('/') => {
                let parts = self.noun.split('/').map(fold_words);
                parts.collect::<Vec<_>>().join("/")
            }
            Kind::Share | Kind::Number => {
                fold_words(&self.noun).split(' ').next().unwrap_or_default().to_owned()
            }
        }
    }

    /// Which is more, where both are of one kind and unit; None where they are not, or where two
    /// ranges overlap. That both are said of one object is for the caller to know.
    pub fn compare(&self, other: &Quantity) -> Option<Ordering> {
        if let (Some(one), Some(other)) = (self.share(), other.share()) {
            return one.partial_cmp(&other);
        }
        if self.kind != other.kind || self.unit() != other.unit() {
            return None;
        }
        let ends = |one: &Quantity| one.range.unwrap_or((one.value, one.value));
        let ((low, high), (other_low, other_high)) = (ends(self), ends(other));
        let (least, most) = (low.partial_cmp(&other_low)?, high.partial_cmp(&other_high)?);
        match (least, most) {
            (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
            (one, other) if one == other => Some(one),
            _ => None,
        }
    }

    /// What was understood, written anew: read again, it is the same.
    pub fn canonical(&self) -> String {
        let figure = match (self.range, self.whole) {
            (Some((low, high)), _) => format!("{}–{}", written(low), written(high)),
            // After a slash so large a number is the year of a document.
            (None, Some(whole)) if whole >= 1900.0 => {
                format!("{} trong tổng số {}", written(self.value), written(whole))
            }
            (None, Some(whole)) => format!("{}/{}", written(self.value), written(whole)),
            (None, None) => written(self.value),
        };
        let sign = match self.kind {
            Kind::Percent => "%",
            Kind::Money => " đồng",
            Kind::Share | Kind::Number => "",
        };
        format!("{}{figure}{sign} {}", self.bound.words(), self.noun).trim_end().to_owned()
    }
}

/// The quantities of a text, in order. The text should be NFC.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let text = nfc(text);
    let words = words(&text);
    let reader = Reader { words: &words, spelling: Spelling::of(&text) };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (length, quantity) = reader.read(at);
        found
            .extend(quantity.map(|one| Quantity { bound: one.bound.or_tilde(&text, one.span.start), ..one }));
        at += length.max(1);
    }
    found
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
