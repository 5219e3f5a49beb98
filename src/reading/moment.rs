//! One moment in a schedule: a day, a month, a quarter, a semester, a school year, a phase.
//!
//! A school year lasts from September to May here. Its days are fixed anew each year by the
//! province, so a moment says what was meant, not when the first lesson is.

use super::token::Token;
use crate::date::Date;
use crate::period::Period;

/// How sure the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The text says it all.
    Stated,
    /// The year comes from the plan's period.
    Context,
    /// It could mean something else: `năm 2022-2023` is two calendar years or one school year.
    Ambiguous,
}

impl Certainty {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Stated => "stated",
            Certainty::Context => "context",
            Certainty::Ambiguous => "ambiguous",
        }
    }
}

/// A span of days that a few words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) certainty: Certainty,
    pub(super) grain: Grain,
}

/// How fine the words were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// A month, a quarter, a year.
    Span,
    /// Two years with a dash.
    Pair,
}

/// Reads moments from tokens, one after the other.
pub(super) struct Moments<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) period: Option<Period>,
}

use Certainty::{Ambiguous, Context, Stated};

impl Moments<'_> {
    pub(super) fn word(&self, ahead: usize) -> &str {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    pub(super) fn behind(&self) -> &str {
        match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    pub(super) fn mark(&self, ahead: usize, wanted: char) -> bool {
        self.tokens.get(self.at + ahead) == Some(&Token::Mark(wanted))
    }

    /// A number of one or two digits, such as a day or a month.
    fn small(&self, ahead: usize) -> Option<u8> {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Number { value, digits: 1 | 2 }) => u8::try_from(*value).ok(),
            _ => None,
        }
    }

    fn year(&self, ahead: usize) -> Option<u16> {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Number { value: value @ 1990..=2100, digits: 4 }) => u16::try_from(*value).ok(),
            _ => None,
        }
    }

    fn take(&mut self, count: usize, moment: Option<Moment>) -> Option<Moment> {
        if moment.is_some() {
            self.at += count;
        }
        moment
    }

    /// The moment that begins here; None leaves the place as it is.
    pub(super) fn next(&mut self) -> Option<Moment> {
        // What follows a slash is the rest of something that was no moment: `30/02/2024`, `2 lần/năm`.
        if self.at > 0 && self.tokens.get(self.at - 1) == Some(&Token::Mark('/')) {
            return None;
        }
        match self.tokens.get(self.at)? {
            Token::Number { .. } => self.day().or_else(|| self.month_in_figures()).or_else(|| self.years()),
            Token::Word(_) => self.named(),
            Token::Mark(_) => None,
        }
    }

    fn named(&mut self) -> Option<Moment> {
        let edge = match self.word(0) {
            "dau" => Some(Edge::First),
            "giua" => Some(Edge::Middle),
            "cuoi" => Some(Edge::Last),
            _ => None,
        };
        let begin = self.at;
        self.at += usize::from(edge.is_some());
        let found = match self.word(0) {
            "ngay" => {
                self.at += 1;
                self.day().or_else(|| self.day_in_words())
            }
            "thang" | "t" => self.month(),
            "quy" => self.quarter(),
            "hoc" | "hk" | "ky" | "ki" | "hki" | "hkii" => self.semester(),
            "nam" | "nh" => self.year_in_words(edge),
            "giai" if self.word(1) == "doan" => self.phase(),
            "he" => self.summer(),
            _ => None,
        };
        if found.is_none() {
            self.at = begin;
        }
        found
    }

    /// `07/9/2023`, `07-09-2023`, `7.9.2023`, or `30/5` where it can only be a day.
    fn day(&mut self) -> Option<Moment> {
        let (day, month) = (self.small(0)?, self.small(2)?);
        let mark = ['/', '-', '.'].into_iter().find(|mark| self.mark(1, *mark))?;
        if self.mark(3, mark)
            && let Some(year) = self.year(4)
        {
            return self.take(5, one_day(year, month, day, Stated));
        }
        let is_day = day > 12 || matches!(self.behind(), "ngay" | "truoc" | "den" | "tu" | "han");
        if mark != '/' || !is_day || self.mark(3, '/') {
            return None;
        }
        let year = self.year_of(month)?;
        self.take(3, one_day(year, month, day, Context))
    }

    /// After `ngày`: `07 tháng 9 năm 2023`.
    fn day_in_words(&mut self) -> Option<Moment> {
        let day = self.small(0)?;
        let month = self.small(2).filter(|_| self.word(1) == "thang")?;
        match self.year(4).filter(|_| self.word(3) == "nam") {
            Some(year) => self.take(5, one_day(year, month, day, Stated)),
            None => {
                let moment = one_day(self.year_of(month)?, month, day, Context);
                self.take(3, moment)
            }
        }
    }

    /// `9/2023`, or several months of one year: `9-12/2023`.
    fn month_in_figures(&mut self) -> Option<Moment> {
        let month = self.small(0)?;
        if let Some(year) = self.year(2).filter(|_| self.mark(1, '/') || self.mark(1, '.')) {
            return self.take(3, months(year, month, month, Stated));
        }
        let last = self.small(2).filter(|_| self.mark(1, '-'))?;
        let year = self.year(4).filter(|_| self.mark(3, '/'))?;
        self.take(5, months(year, month, last, Stated))
    }

    /// `tháng 9/2023`, `tháng 10 năm 2023`, `tháng 8`; of a list, its first.
    fn month(&mut self) -> Option<Moment> {
        let month = self.small(1).filter(|month| (1..=12).contains(month))?;
        if self.mark(2, '/') || self.mark(2, '-') || self.mark(2, '.') {
            if let Some(year) = self.year(3) {
                return self.take(4, months(year, month, month, Stated));
            }
        } else if let Some(year) = self.year(3).filter(|_| self.word(2) == "nam") {
            return self.take(4, months(year, month, month, Stated));
        }
        let (last, count) = self.month_list(month);
        if let Some(year) =
            self.year(count + 1).filter(|_| self.mark(count, '/') || self.word(count) == "nam")
        {
            return self.take(count + 2, months(year, month, last, Stated));
        }
        let start = months(self.year_of(month)?, month, month, Context)?;
        let end = months(self.year_of(last)?, last, last, Context)?;
        self.take(count, Some(Moment { end: end.end, ..start }))
    }

    /// The last month of `tháng 8, 9` or `tháng 8, tháng 10`, and how many tokens the list has.
    fn month_list(&self, first: u8) -> (u8, usize) {
        let (mut last, mut count) = (first, 2);
        loop {
            let joined = self.mark(count, ',') || self.mark(count, ';') || self.word(count) == "va";
            let next = count + 1 + usize::from(self.word(count + 1) == "thang");
            match self.small(next).filter(|month| joined && (1..=12).contains(month)) {
                Some(month) => (last, count) = (month, next + 1),
                None => return (last, count),
            }
        }
    }

    fn quarter(&mut self) -> Option<Moment> {
        let quarter = match self.word(1) {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            _ => self.small(1).filter(|quarter| (1..=4).contains(quarter))?,
        };
        let (first, last) = (quarter * 3 - 2, quarter * 3);
        let joint = usize::from(self.mark(2, '/') || self.mark(2, '-') || self.word(2) == "nam");
        match self.year(2 + joint) {
            Some(year) => self.take(3 + joint, months(year, first, last, Stated)),
            None => {
                let moment = months(self.year_of(first)?, first, last, Context);
                self.take(2, moment)
            }
        }
    }

    /// `học kỳ I`, `HK1`, with or without its school year.
    fn semester(&mut self) -> Option<Moment> {
        let (number, mut count) = match self.word(0) {
            "hki" => (1, 1),
            "hkii" => (2, 1),
            "hoc" if matches!(self.word(1), "ky" | "ki") => (self.ordinal(2)?, 3),
            "hk" | "ky" | "ki" => (self.ordinal(1)?, 2),
            _ => return None,
        };
        while matches!(self.word(count), "nam" | "hoc" | "nh")
            || self.mark(count, '/')
            || self.mark(count, ',')
        {
            count += 1;
        }
        let (period, certainty) = match self.pair(count) {
            Some((first, last, _)) => (Period::new(first, last).ok()?, Stated),
            None => (self.period.filter(Period::is_school_year)?, Context),
        };
        let (start, end) = if number == 1 {
            (Date::new(period.first(), 9, 1)?, Date::new(period.last(), 1, 15)?)
        } else {
            (Date::new(period.last(), 1, 16)?, Date::new(period.last(), 5, 31)?)
        };
        let used =
            if certainty == Stated { self.pair(count).map_or(0, |pair| pair.2) + count } else { count };
        self.take(used, Some(Moment { start, end, certainty, grain: Grain::Span }))
    }

    fn ordinal(&self, ahead: usize) -> Option<u8> {
        match self.word(ahead) {
            "i" => Some(1),
            "ii" => Some(2),
            _ => self.small(ahead).filter(|number| matches!(number, 1 | 2)),
        }
    }

    /// `năm học 2023-2024`, `cuối năm học`, `năm 2021`, `cả năm`.
    fn year_in_words(&mut self, edge: Option<Edge>) -> Option<Moment> {
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
    fn phase(&mut self) -> Option<Moment> {
        let skip = (2..5).find(|ahead| self.pair(*ahead).is_some())?;
        let (first, last, used) = self.pair(skip)?;
        let moment = span(Date::new(first, 1, 1)?, Date::new(last, 12, 31)?, Stated, Grain::Pair);
        self.take(skip + used, Some(moment))
    }

    fn summer(&mut self) -> Option<Moment> {
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
    fn years(&mut self) -> Option<Moment> {
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

    /// Two years with a dash, and how many tokens they take. `2023-24` is one too.
    fn pair(&self, ahead: usize) -> Option<(u16, u16, usize)> {
        let first = self.year(ahead)?;
        if !self.mark(ahead + 1, '-') && !self.mark(ahead + 1, '/') {
            return None;
        }
        let last = self.year(ahead + 2).or_else(|| {
            let short = self.small(ahead + 2).map(u16::from)?;
            (first % 100 + 1 == short).then_some(first + 1)
        })?;
        (last > first).then_some((first, last, 3))
    }

    /// The calendar year of a month within the plan's school year.
    fn year_of(&self, month: u8) -> Option<u16> {
        let period = self.period.filter(Period::is_school_year)?;
        Some(if month >= 7 { period.first() } else { period.last() })
    }
}

/// A part of a year: `đầu`, `giữa`, `cuối`.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Middle,
    Last,
}

fn span(start: Date, end: Date, certainty: Certainty, grain: Grain) -> Moment {
    Moment { start, end, certainty, grain }
}

fn one_day(year: u16, month: u8, day: u8, certainty: Certainty) -> Option<Moment> {
    let date = Date::new(year, month, day)?;
    Some(span(date, date, certainty, Grain::Day))
}

/// From a month to another of the same year, or of the year before where that is the only sense.
fn months(year: u16, first: u8, last: u8, certainty: Certainty) -> Option<Moment> {
    let begin = if first > last { year - 1 } else { year };
    Some(span(Date::new(begin, first, 1)?, Date::last_of(year, last)?, certainty, Grain::Span))
}

fn school_years(first: u16, last: u16, certainty: Certainty) -> Option<Moment> {
    Some(span(Date::new(first, 9, 1)?, Date::new(last, 5, 31)?, certainty, Grain::Pair))
}

/// The first, middle or last month of a longer span; of a school year's middle, January.
fn cut(moment: Moment, edge: Option<Edge>) -> Option<Moment> {
    let (year, month) = match edge {
        None => return Some(moment),
        Some(Edge::First) => (moment.start.year, moment.start.month),
        Some(Edge::Middle) if moment.start.month == 1 => (moment.start.year, 6),
        Some(Edge::Middle) => (moment.start.year + 1, 1),
        Some(Edge::Last) => (moment.end.year, moment.end.month),
    };
    let certainty = moment.certainty.max(Context);
    Some(span(Date::new(year, month, 1)?, Date::last_of(year, month)?, certainty, Grain::Span))
}
