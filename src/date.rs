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
    /// The day of a moment, given in seconds since 1970 and by the clock of a place so many minutes
    /// east of Greenwich.
    ///
    /// ```
    /// use caitien::date::Date;
    /// assert_eq!(Date::of_moment(1_694_044_800, 7 * 60).to_string(), "2023-09-07");
    /// ```
    pub fn of_moment(seconds: i64, offset: i32) -> Self {
        // Days since 1 March of year 0 of a calendar that repeats every 400 years.
        let days = seconds.saturating_add(i64::from(offset) * 60).div_euclid(86_400).saturating_add(719_468);
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let small = |number: i64| u8::try_from(number).unwrap_or(1);
        Date { year: u16::try_from(year).unwrap_or_default(), month: small(month), day: small(day) }
    }

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

    /// The day after; None after the last day of year 65535.
    pub fn day_after(&self) -> Option<Self> {
        if let Some(next) = Date::new(self.year, self.month, self.day + 1) {
            return Some(next);
        }
        match self.month {
            12 => Date::new(self.year.checked_add(1)?, 1, 1),
            month => Date::new(self.year, month + 1, 1),
        }
    }

    /// How many days lie between two days: negative where the other one is earlier.
    ///
    /// ```
    /// use caitien::date::Date;
    /// let day = |text: &str| text.parse::<Date>().unwrap();
    /// assert_eq!(day("2023-12-31").days_until(day("2024-03-01")), 61);
    /// ```
    pub fn days_until(&self, other: Date) -> i64 {
        other.number() - self.number()
    }

    /// The days since the first of March of year 0.
    fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leaps + (153 * month + 2) / 5 + i64::from(self.day) - 1
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
