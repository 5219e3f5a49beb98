//! How often something is done: `hằng tháng`, `mỗi quý một lần`, `2 lần/năm học`, `3 tháng/lần`.
//!
//! What it does not do: it counts no times; "2 lần/năm" is done every year, and how often in it is
//! a quantity.

use super::moment::Moments;

/// The time after which something is done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Every {
    Day,
    Week,
    Month,
    Quarter,
    Semester,
    Year,
}

impl Every {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Every::Day => "day",
            Every::Week => "week",
            Every::Month => "month",
            Every::Quarter => "quarter",
            Every::Semester => "semester",
            Every::Year => "year",
        }
    }

    /// Written anew, so that it reads the same.
    pub fn canonical(self) -> &'static str {
        match self {
            Every::Day => "hằng ngày",
            Every::Week => "hằng tuần",
            Every::Month => "hằng tháng",
            Every::Quarter => "hằng quý",
            Every::Semester => "mỗi học kỳ",
            Every::Year => "hằng năm",
        }
    }

    /// The unit that these two folded words name.
    pub fn of(word: &str, next: &str) -> Option<Every> {
        Some(match (word, next) {
            ("ngay", _) => Every::Day,
            ("tuan", _) => Every::Week,
            ("thang", _) => Every::Month,
            ("quy", _) => Every::Quarter,
            ("hoc", "ky" | "ki") | ("ky" | "ki" | "hk", _) => Every::Semester,
            ("nam" | "nh", _) => Every::Year,
            _ => return None,
        })
    }
}

/// Do the words here say that something recurs, and after which time?
pub(super) fn every(moments: &Moments<'_>) -> Option<(bool, Option<Every>)> {
    let unit = |ahead: usize| Every::of(moments.word(ahead), moments.word(ahead + 1));
    let next = moments.word(1);
    match moments.word(0) {
        "hang" | "moi" | "tung" => unit(1).map(|every| (true, Some(every))),
        "dinh" if matches!(next, "ky" | "ki") => Some((true, None)),
        "thuong" if next == "xuyen" => Some((true, None)),
        "lien" if next == "tuc" => Some((true, None)),
        "lan" | "buoi" | "tiet" if moments.mark(1, '/') => Some((true, unit(2))),
        "lan" | "buoi" | "tiet" if matches!(next, "mot" | "moi" | "trong") => {
            let skip = 2 + usize::from(next == "trong" && moments.word(2) == "mot");
            unit(skip).map(|every| (true, Some(every)))
        }
        "lan" if moments.behind() == "mot" => Some((true, None)),
        // "tháng/lần", "3 tháng một lần".
        word if Every::of(word, next).is_some() && moments.mark(1, '/') && moments.word(2) == "lan" => {
            Some((true, Every::of(word, next)))
        }
        _ => None,
    }
}
