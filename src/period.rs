//! A school year (`2023-2024`) or a longer span of years (`2024-2029`): parse, order, next.
//!
//! ```
//! use caitien::period::Period;
//! let year: Period = "2023-2024".parse().unwrap();
//! assert!(year.is_school_year());
//! assert_eq!(year.next().to_string(), "2024-2025");
//! assert_eq!("2023–2024".parse::<Period>(), Ok(year)); // a dash is tolerated
//! ```

use std::fmt;
use std::str::FromStr;

/// From the autumn of the first year to the summer of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: u16,
    last: u16,
}

/// Why a text is not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Not two years of four digits with a hyphen or dash between them.
    Shape,
    /// The second year is not after the first, or the span is longer than twenty years.
    Order,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            PeriodError::Shape => "not two years such as 2023-2024",
            PeriodError::Order => "the second year must come after the first",
        })
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    /// The first period that there can be, for ranges in order.
    pub const FIRST: Period = Period { first: 0, last: 0 };

    pub fn new(first: u16, last: u16) -> Result<Self, PeriodError> {
        let ordered = first < last && last - first <= 20 && first >= 1900;
        ordered.then_some(Period { first, last }).ok_or(PeriodError::Order)
    }

    /// The calendar year in which it begins: the year that ids carry.
    pub fn first(&self) -> u16 {
        self.first
    }

    /// The calendar year in which it ends.
    pub fn last(&self) -> u16 {
        self.last
    }

    pub fn is_school_year(&self) -> bool {
        self.last - self.first == 1
    }

    /// Does it lie within this one?
    pub fn covers(&self, other: &Period) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The period of the same length that begins where this one ends.
    pub fn next(&self) -> Period {
        Period { first: self.last, last: self.last + (self.last - self.first) }
    }

    /// Does the next plan in a chain of plans follow this one without a gap?
    pub fn is_followed_by(&self, later: &Period) -> bool {
        later.first > self.first && later.first <= self.last
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (first, last) = text.trim().split_once(['-', '–', '—', '−']).ok_or(PeriodError::Shape)?;
        let year = |part: &str| {
            let part = part.trim();
            let plain = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten().ok_or(PeriodError::Shape)
        };
        Period::new(year(first)?, year(last)?)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_people_type_and_refuses_the_rest() {
        let parse = |text: &str| text.parse::<Period>().map(|period| period.to_string());
        assert_eq!(parse(" 2023 – 2024 "), Ok("2023-2024".into()));
        assert_eq!(parse("2024-2029"), Ok("2024-2029".into()));
        assert_eq!(parse("2024"), Err(PeriodError::Shape));
        assert_eq!(parse("24-25"), Err(PeriodError::Shape));
        assert_eq!(parse("2024-2024"), Err(PeriodError::Order));
        assert_eq!(parse("2024-2023"), Err(PeriodError::Order));
    }

    #[test]
    fn follows_its_predecessor() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        assert!(period("2022-2023").is_followed_by(&period("2023-2024")));
        assert!(!period("2022-2023").is_followed_by(&period("2024-2025")));
        assert!(period("2020-2025").is_followed_by(&period("2024-2025")));
    }
}
