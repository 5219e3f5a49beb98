//! Days, weeks and months: `07/9/2023`, `15–20/10`, `tuần 2 tháng 10`, `tháng 9, 10/2023`.

use super::Certainty::{self, Ambiguous, Context, Stated};
use super::{Grain, Moment, Moments, months, one_day, span};
use crate::date::Date;

impl Moments<'_> {
    /// `07/9/2023`, `07-09-2023`, `7.9.2023`, `30/5/24`, or `30/5` where it can only be a day.
    pub(super) fn day(&mut self) -> Option<Moment> {
        let (day, month) = (self.small(0)?, self.small(2)?);
        let mark = ['/', '-', '.'].into_iter().find(|mark| self.mark(1, *mark))?;
        if self.mark(3, mark)
            && let Some(year) = self.year(4).or_else(|| self.short_year(4).filter(|_| mark == '/'))
        {
            return self.take(5, one_day(year, month, day, Stated));
        }
        let is_day = day > 12
            || matches!(self.behind(), "ngay" | "truoc" | "den" | "tu" | "han" | "sau" | "het" | "nhat");
        if mark != '/' || !is_day || self.mark(3, '/') {
            return None;
        }
        let (year, certainty) =
            self.year_ahead(3, month).or_else(|| Some((self.year_of(month)?, Context)))?;
        let moment = one_day(year, month, day, certainty);
        let count = if self.word(3) == "nam" && self.year(4).is_some() { 5 } else { 3 };
        self.take(count, moment)
    }

    /// `15-20/10/2023`, `5–10/9`: days of one month.
    pub(super) fn days(&mut self) -> Option<Moment> {
        let (first, last) = (self.small(0)?, self.small(2).filter(|_| self.mark(1, '-'))?);
        let month = self.small(4).filter(|_| self.mark(3, '/'))?;
        let (year, certainty, count) = match self.year(6).filter(|_| self.mark(5, '/')) {
            Some(year) => (year, Stated, 7),
            None => (self.year_of(month)?, Context, 5),
        };
        let (start, end) = (Date::new(year, month, first)?, Date::new(year, month, last)?);
        let moment = (start < end).then(|| span(start, end, certainty, Grain::Span));
        self.take(count, moment)
    }

    /// `07 tháng 9 năm 2023`, after `ngày` or alone.
    pub(super) fn day_in_words(&mut self) -> Option<Moment> {
        let day = self.small(0)?;
        let month = self.small(2).filter(|_| self.word(1) == "thang")?;
        let joint = usize::from(self.word(3) == "nam" || self.mark(3, '/') || self.mark(3, '-'));
        match self.year(3 + joint).filter(|_| joint == 1) {
            Some(year) => self.take(5, one_day(year, month, day, Stated)),
            None => {
                let stated = self.year_ahead(3, month);
                let (year, certainty) = stated.or_else(|| Some((self.year_of(month)?, Context)))?;
                self.take(3, one_day(year, month, day, certainty))
            }
        }
    }

    /// `tuần 2 tháng 10`, `tuần cuối tháng 5/2024`: seven days from the first of the month on.
    pub(super) fn week(&mut self) -> Option<Moment> {
        let begin = self.at;
        self.at += 1 + usize::from(self.word(1) == "thu");
        let week = match self.word(0) {
            "dau" => 1,
            "cuoi" => 5,
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            _ => self.small(0).filter(|week| (1..=5).contains(week)).unwrap_or(0),
        };
        self.at += 1 + usize::from(matches!(self.word(1), "cua" | "trong"));
        let month = (week > 0 && self.word(0) == "thang").then(|| self.month()).flatten();
        let found = month.and_then(|month| {
            let (year, number) = (month.start.year, month.start.month);
            let last = if week == 5 { month.end } else { Date::new(year, number, week * 7)? };
            let first = if week == 5 { last.day.saturating_sub(6) } else { week * 7 - 6 };
            let month = (month.start.month == month.end.month).then_some(month)?;
            Some(Moment { start: Date::new(year, number, first)?, end: last, ..month })
        });
        if found.is_none() {
            self.at = begin;
        }
        found
    }

    /// `9/2023`, or several months of one year: `9-12/2023`.
    pub(super) fn month_in_figures(&mut self) -> Option<Moment> {
        let month = self.small(0)?;
        if let Some(year) =
            self.year(2).filter(|_| self.mark(1, '/') || self.mark(1, '.') || self.mark(1, '-'))
        {
            return self.take(3, months(year, month, month, Stated));
        }
        if let Some(year) = self.short_year(2).filter(|_| self.mark(1, '/') && !self.mark(3, '/')) {
            return self.take(3, months(year, month, month, Ambiguous));
        }
        let last = self.small(2).filter(|_| self.mark(1, '-'))?;
        let year = self.year(4).filter(|_| self.mark(3, '/'))?;
        self.take(5, months(year, month, last, Stated))
    }

    /// `tháng 9/2023`, `tháng 10 năm 2023`, `tháng 8`; `tháng 9-12/2023`; `tháng 8, 9`.
    pub(super) fn month(&mut self) -> Option<Moment> {
        let month = self.small(1).filter(|month| (1..=12).contains(month))?;
        if self.mark(2, '/') || self.mark(2, '-') || self.mark(2, '.') {
            if let Some(year) = self.year(3) {
                return self.take(4, months(year, month, month, Stated));
            }
        } else if let Some(year) = self.year(3).filter(|_| self.word(2) == "nam") {
            return self.take(4, months(year, month, month, Stated));
        }
        let (last, count) = self.month_list(month);
        let joint = usize::from(self.mark(count, '/') || self.word(count) == "nam" || self.mark(count, '-'));
        if let Some(year) = self.year(count + 1).filter(|_| joint == 1) {
            return self.take(count + 2, months(year, month, last, Stated));
        }
        if let Some((year, certainty)) = self.year_ahead(count, last).filter(|_| month <= last) {
            return self.take(count, months(year, month, last, certainty));
        }
        let start = months(self.year_of(month)?, month, month, Context)?;
        let end = months(self.year_of(last)?, last, last, Context)?;
        self.take(count, Some(Moment { end: end.end, ..start }))
    }

    /// The last month of `tháng 8, 9` or `tháng 8, tháng 10`, and how many tokens the list has.
    pub(super) fn month_list(&self, first: u8) -> (u8, usize) {
        let (mut last, mut count) = (first, 2);
        loop {
            let joined = self.mark(count, ',')
                || self.mark(count, ';')
                || self.word(count) == "va"
                || self.mark(count, '-') && count == 2 && self.word(count + 1) != "thang";
            let next = count + 1 + usize::from(matches!(self.word(count + 1), "thang" | "t"));
            // In "tháng 9, 10/2023" the ten is a month, in "tháng 9, 15/10" it is a day.
            let day = self.mark(next + 1, '/') && self.year(next + 2).is_none();
            match self.small(next).filter(|month| joined && !day && (1..=12).contains(month)) {
                Some(month) => (last, count) = (month, next + 1),
                None => return (last, count),
            }
        }
    }

    /// The year that the end of a range states for its beginning: in "tháng 9 đến tháng 5/2024" the
    /// September of 2023.
    pub(super) fn year_ahead(&self, ahead: usize, month: u8) -> Option<(u16, Certainty)> {
        let mut at = ahead;
        let mut through = false;
        while self.mark(at, '-') || matches!(self.word(at), "den" | "toi" | "het" | "ngay" | "thang" | "t") {
            through |= self.mark(at, '-') || matches!(self.word(at), "den" | "toi");
            at += 1;
        }
        let joint = |at: usize| {
            self.mark(at, '/') || self.mark(at, '.') || self.mark(at, '-') || self.word(at) == "nam"
        };
        // "5/2024", or a day before it: "20/5/2024", "20 tháng 5 năm 2024".
        let first = self.small(at)?;
        let (last, year) = match self.small(at + 2).filter(|_| joint(at + 1) || self.word(at + 1) == "thang")
        {
            Some(last) => (last, self.year(at + 4).filter(|_| joint(at + 3))?),
            None => (first, self.year(at + 2).filter(|_| joint(at + 1))?),
        };
        (through && (1..=12).contains(&last)).then(|| (if month > last { year - 1 } else { year }, Stated))
    }
}
