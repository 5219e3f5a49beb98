//! Quarters, semesters, school years, phases and summers.

use super::Certainty::{Ambiguous, Context, Stated};
use super::{Edge, Grain, Moment, Moments, cut, months, school_years, span};
use crate::date::Date;
use crate::period::Period;

impl Moments<'_> {
    /// `học kỳ I, II`, `hai học kỳ`: the school year.
    pub(super) fn both_semesters(&mut self) -> Option<Moment> {
        let skip = usize::from(self.word(0) == "ca")
            + usize::from(matches!(self.word(0), "ca") && self.word(1) == "hai");
        let skip = if self.word(0) == "hai" { 1 } else { skip };
        let named = self.word(skip) == "hoc" && matches!(self.word(skip + 1), "ky" | "ki");
        let period = self.period.filter(|period| skip > 0 && named && period.is_school_year())?;
        let digits = self.word(0) == "hai" || self.word(1) == "hai";
        let moment = school_years(period.first(), period.last(), Context).filter(|_| digits);
        self.take(skip + 2, moment)
    }

    pub(super) fn quarter(&mut self) -> Option<Moment> {
        let quarter = match self.word(1) {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            _ => self.small(1).filter(|quarter| (1..=4).contains(quarter))?,
        };
        let (first, last) = (quarter * 3 - 2, quarter * 3);
        let joint = ['/', '-', ',', '('].into_iter().any(|mark| self.mark(2, mark)) || self.word(2) == "nam";
        let joint = usize::from(joint);
        match self.year(2 + joint).filter(|_| self.pair(2 + joint).is_none()) {
            Some(year) => self.take(3 + joint, months(year, first, last, Stated)),
            None => {
                let moment = months(self.year_of(first)?, first, last, Context);
                self.take(2, moment)
            }
        }
    }

    /// `học kỳ I`, `HK1`, with or without its school year.
    pub(super) fn semester(&mut self) -> Option<Moment> {
        let (number, mut count) = match self.word(0) {
            "hki" => (1, 1),
            "hkii" => (2, 1),
            "hoc" if matches!(self.word(1), "ky" | "ki") => (self.ordinal(2)?, 3),
            "hk" | "ky" | "ki" => (self.ordinal(1)?, 2),
            _ => return None,
        };
        let both =
            (self.mark(count, ',') || self.mark(count, '-') || matches!(self.word(count), "va" | "den"))
                && number == 1;
        let second = count
            + 1
            + usize::from(matches!(self.word(count + 1), "hk"))
            + 2 * usize::from(self.word(count + 1) == "hoc");
        let both = both && (self.ordinal(second) == Some(2) || self.word(count + 1) == "hkii");
        if both {
            count = if self.word(count + 1) == "hkii" { count + 2 } else { second + 1 };
        }
        let plain = count;
        while matches!(self.word(count), "nam" | "hoc" | "nh")
            || ['/', ',', '('].into_iter().any(|mark| self.mark(count, mark))
        {
            count += 1;
        }
        let (period, certainty) = match self.pair(count) {
            Some((first, last, _)) => (Period::new(first, last).ok()?, Stated),
            None => (self.period.filter(Period::is_school_year)?, Context),
        };
        let (start, end) = if both {
            (Date::new(period.first(), 9, 1)?, Date::new(period.last(), 5, 31)?)
        } else if number == 1 {
            (Date::new(period.first(), 9, 1)?, Date::new(period.last(), 1, 15)?)
        } else {
            (Date::new(period.last(), 1, 16)?, Date::new(period.last(), 5, 31)?)
        };
        // "học kỳ I năm học" is of this one; "học kỳ I, năm 2024 …" goes on after it.
        let used = match self.pair(count) {
            Some(pair) => pair.2 + count,
            None if self.word(plain) == "nam" && self.word(plain + 1) == "hoc" => plain + 2,
            None => plain,
        };
        self.take(used, Some(Moment { start, end, certainty, grain: Grain::Span }))
    }

    pub(super) fn ordinal(&self, ahead: usize) -> Option<u8> {
        match self.word(ahead) {
            "i" => Some(1),
            "ii" => Some(2),
            _ => self.small(ahead).filter(|number| matches!(number, 1 | 2)),
        }
    }

    /// `năm học 2023-2024`, `cuối năm học`, `năm 2021`, `cả năm`.
    pub(super) fn year_in_words(&mut self, edge: Option<Edge>) -> Option<Moment> {
        let school = self.word(0) == "nh" || self.word(1) == "hoc";
        let count = if self.word(0) == "nam" && school { 2 } else { 1 };
        if let Some((first, last, used)) = self.pair(count) {
            let certainty = if school { Stated } else { Ambiguous };
            let moment = school_years(first, last, certainty).and_then(|moment| cut(moment, edge));
            return self.take(count + used, moment);
        }
        if let Some(year) = self.year(count) {
            let moment = months(year, 1, 12, if school { Ambiguous } else { Stated });
            return self.take(count + 1, moment.and_then(|moment| cut(moment, edge)));
        }
        if matches!(self.word(count), "tiep" | "toi" | "sau" | "moi" | "truoc") {
            return None;
        }
        let whole = school || edge.is_some() || matches!(self.behind(), "ca" | "trong" | "suot" | "quanh");
        let period =
            self.period.filter(|_| whole && !matches!(self.behind(), "hang" | "moi" | "nhung" | "cac"))?;
        let moment =
            school_years(period.first(), period.last(), Context).and_then(|moment| cut(moment, edge));
        self.take(count, moment)
    }

    /// `giai đoạn 2021-2025`: calendar years.
    pub(super) fn phase(&mut self) -> Option<Moment> {
        let skip = (2..5).find(|ahead| self.pair(*ahead).is_some())?;
        let (first, last, used) = self.pair(skip)?;
        let moment = span(Date::new(first, 1, 1)?, Date::new(last, 12, 31)?, Stated, Grain::Pair);
        self.take(skip + used, Some(moment))
    }

    pub(super) fn summer(&mut self) -> Option<Moment> {
        let joint = usize::from(self.word(1) == "nam");
        if let Some(year) = self.year(1 + joint) {
            return self.take(2 + joint, months(year, 6, 8, Stated));
        }
        let alone =
            matches!(self.behind(), "dip" | "trong" | "nghi" | "mua" | "ky") || self.tokens.len() == 1;
        let year = self.period.filter(|period| alone && period.is_school_year())?.last();
        self.take(1, months(year, 6, 8, Ambiguous))
    }

    /// `2021-2025` or `2021` alone; `6 tháng đầu năm 2021`.
    pub(super) fn years(&mut self) -> Option<Moment> {
        if let Some((first, last, used)) = self.pair(0) {
            return self.take(used, school_years(first, last, Ambiguous));
        }
        if let Some(year) = self.year(0) {
            return self.take(1, months(year, 1, 12, Ambiguous));
        }
        let half = self.small(0) == Some(6) && self.word(1) == "thang" && self.word(3) == "nam";
        let (first, last) = match self.word(2) {
            "dau" if half => (1, 6),
            "cuoi" if half => (7, 12),
            _ => return None,
        };
        match self.year(4) {
            Some(year) => self.take(5, months(year, first, last, Stated)),
            None => {
                let moment = months(self.year_of(first)?, first, last, Context);
                self.take(4, moment)
            }
        }
    }
}
