//! How far a deadline was moved, from one plan to the next and over all of them.
//!
//! ```
//! use caitien::compare::{DeadlineMove, Slip};
//! let day = |text: &str| text.parse().unwrap();
//! let slip = Slip { from: day("2023-05-31"), to: day("2024-02-29") };
//! assert_eq!((slip.direction(), slip.months(), slip.days()), (DeadlineMove::Later, 9, 274));
//! ```

use std::cmp::Ordering;

use crate::date::Date;

/// Where a deadline went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeadlineMove {
    /// The same last day, written otherwise.
    Same,
    Earlier,
    Later,
    /// The same month of the next year: planned again as it was.
    YearOn,
}

impl DeadlineMove {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            DeadlineMove::Same => "same",
            DeadlineMove::Earlier => "earlier",
            DeadlineMove::Later => "later",
            DeadlineMove::YearOn => "year-on",
        }
    }
}

/// A deadline in one plan and in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slip {
    pub from: Date,
    pub to: Date,
}

impl Slip {
    pub fn direction(self) -> DeadlineMove {
        let Slip { from, to } = self;
        match to.cmp(&from) {
            Ordering::Equal => DeadlineMove::Same,
            Ordering::Less => DeadlineMove::Earlier,
            // February ends on other days; the month is what people plan by.
            Ordering::Greater if (to.year, to.month) == (from.year.saturating_add(1), from.month) => {
                DeadlineMove::YearOn
            }
            Ordering::Greater => DeadlineMove::Later,
        }
    }

    /// Was it put off?
    pub fn is_later(self) -> bool {
        self.to > self.from
    }

    /// Negative where it was brought forward.
    pub fn days(self) -> i64 {
        self.from.days_until(self.to)
    }

    /// Whole months; from one month's end to another's they are whole too.
    pub fn months(self) -> i64 {
        let (one, other) = if self.is_later() { (self.from, self.to) } else { (self.to, self.from) };
        let count = (i64::from(other.year) - i64::from(one.year)) * 12 + i64::from(other.month)
            - i64::from(one.month);
        let ends = Date::last_of(other.year, other.month) == Some(other);
        let whole = count - i64::from(other.day < one.day && !ends);
        if self.is_later() { whole } else { -whole }
    }
}

/// How often the deadline of one target or action was put off, and by how much altogether.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Slips {
    pub times: u16,
    pub days: i64,
    pub months: i64,
}

impl Slips {
    /// With one more move; only those that put it off count.
    pub fn and(self, slip: Option<Slip>) -> Slips {
        match slip.filter(|slip| slip.is_later()) {
            Some(slip) => Slips {
                times: self.times.saturating_add(1),
                days: self.days + slip.days(),
                months: self.months + slip.months(),
            },
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str) -> (&'static str, i64, i64) {
        let slip = Slip { from: from.parse().unwrap(), to: to.parse().unwrap() };
        (slip.direction().as_str(), slip.months(), slip.days())
    }

    #[test]
    fn a_move_is_told_in_days_and_months() {
        assert_eq!(check("2023-12-31", "2023-12-31"), ("same", 0, 0));
        assert_eq!(check("2023-12-31", "2024-02-29"), ("later", 2, 60));
        assert_eq!(check("2024-05-31", "2025-05-31"), ("year-on", 12, 365));
        assert_eq!(check("2024-05-31", "2025-05-15"), ("year-on", 11, 349));
        assert_eq!(check("2024-05-31", "2023-11-30"), ("earlier", -6, -183));
        assert_eq!(check("2024-01-10", "2024-01-25"), ("later", 0, 15));
        assert_eq!(check("2024-02-29", "2027-02-28"), ("later", 36, 1095));
    }

    #[test]
    fn only_putting_off_counts() {
        let slip = |from: &str, to: &str| Some(Slip { from: from.parse().unwrap(), to: to.parse().unwrap() });
        let slips = Slips::default().and(slip("2023-05-31", "2024-05-31")).and(None);
        let slips = slips.and(slip("2024-05-31", "2023-12-31")).and(slip("2023-12-31", "2024-01-31"));
        assert_eq!(slips, Slips { times: 2, days: 397, months: 13 });
    }
}
