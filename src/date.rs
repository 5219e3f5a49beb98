//! A calendar day, and the reading order of days. No clock is read here.
//!
//! ```
//! use caitien::date::Date;
//! let day: Date = "2023-09-07".parse().unwrap();
//! assert_eq!(day.vietnamese(), "ngày 07 tháng 9 năm 2023");
//! assert!(Date::new(2023, 2, 29).is_none());
//! ```

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// None where there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        exists.then_some(Date { year, month, day })
    }

    /// The last day of a month; None where there is no such month.
    pub fn last_of(year: u16, month: u8) -> Option<Self> {
        Date::new(year, month, if (1..=12).contains(&month) { days_in(year, month) } else { 0 })
    }

    /// The day before; None before the first day of year 0.
    pub fn day_before(&self) -> Option<Self> {
        match (self.day, self.month) {
            (1, 1) => Date::new(self.year.checked_sub(1)?, 12, 31),
            (1, month) => Date::last_of(self.year, month - 1),
            (day, month) => Date::new(self.year, month, day - 1),
        }
    }

    /// As the decree on clerical work writes it: zero before days under 10 and months 1 and 2.
    pub fn vietnamese(&self) -> String {
        let month = if self.month < 3 { format!("{:02}", self.month) } else { self.month.to_string() };
        format!("ngày {:02} tháng {month} năm {}", self.day, self.year)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = ();

    /// Reads `2023-09-07` and nothing else; dates as people write them are read elsewhere.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let part = parts.next().filter(|part| part.len() == length).ok_or(())?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part).ok_or(())
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let date = Date::new(
            year.parse().map_err(|_| ())?,
            month.parse().map_err(|_| ())?,
            day.parse().map_err(|_| ())?,
        );
        date.filter(|_| parts.next().is_none()).ok_or(())
    }
}
