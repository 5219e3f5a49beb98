//! One moment in a schedule: a day, a month, a quarter, a semester, a school year, a phase.
//!
//! A school year lasts from September to May here. Its days are fixed anew each year by the
//! province, so a moment says what was meant, not when the first lesson is.

mod days;
mod years;

use crate::date::Date;
use crate::period::Period;
use crate::reading::token::{Piece, Token};

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
pub(in crate::reading) struct Moment {
    pub(in crate::reading) start: Date,
    pub(in crate::reading) end: Date,
    pub(in crate::reading) certainty: Certainty,
    pub(in crate::reading) grain: Grain,
}

/// How fine the words were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reading) enum Grain {
    Day,
    /// A month, a quarter, a year.
    Span,
    /// Two years with a dash.
    Pair,
}

/// Reads moments from tokens, one after the other.
pub(in crate::reading) struct Moments<'t> {
    pub(in crate::reading) tokens: &'t [Token],
    pub(in crate::reading) at: usize,
    pub(in crate::reading) period: Option<Period>,
}

use Certainty::Context;

impl<'t> Moments<'t> {
    fn piece(&self, ahead: usize) -> Option<&'t Piece> {
        self.tokens.get(self.at + ahead).map(|token| &token.piece)
    }

    pub(in crate::reading) fn word(&self, ahead: usize) -> &'t str {
        match self.piece(ahead) {
            Some(Piece::Word(word)) => word,
            _ => "",
        }
    }

    pub(in crate::reading) fn behind(&self) -> &'t str {
        match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map(|token| &token.piece) {
            Some(Piece::Word(word)) => word,
            _ => "",
        }
    }

    pub(in crate::reading) fn mark(&self, ahead: usize, wanted: char) -> bool {
        self.piece(ahead) == Some(&Piece::Mark(wanted))
    }

    /// A number of one or two digits, such as a day or a month.
    pub(in crate::reading) fn small(&self, ahead: usize) -> Option<u8> {
        match self.piece(ahead) {
            Some(Piece::Number { value, digits: 1 | 2 }) => u8::try_from(*value).ok(),
            _ => None,
        }
    }

    pub(in crate::reading) fn year(&self, ahead: usize) -> Option<u16> {
        match self.piece(ahead) {
            Some(Piece::Number { value: value @ 1950..=2150, digits: 4 }) => u16::try_from(*value).ok(),
            _ => None,
        }
    }

    pub(in crate::reading) fn take(&mut self, count: usize, moment: Option<Moment>) -> Option<Moment> {
        if moment.is_some() {
            self.at += count;
        }
        moment
    }

    /// The moment that begins here; None leaves the place as it is.
    pub(in crate::reading) fn next(&mut self) -> Option<Moment> {
        // What follows a slash is the rest of something that was no moment: `30/02/2024`, `2 lần/năm`.
        let behind = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if behind.is_some_and(|token| token.piece == Piece::Mark('/')) {
            return None;
        }
        match self.piece(0)? {
            Piece::Number { .. } => self.in_figures(),
            Piece::Word(_) => self.named(),
            Piece::Mark(_) => None,
        }
    }

    fn in_figures(&mut self) -> Option<Moment> {
        let found = self.days().or_else(|| self.day()).or_else(|| self.day_in_words());
        found.or_else(|| self.month_in_figures()).or_else(|| self.years())
    }

    fn named(&mut self) -> Option<Moment> {
        let edge = match self.word(0) {
            "dau" => Some(Edge::First),
            "giua" => Some(Edge::Middle),
            "cuoi" => Some(Edge::Last),
            _ => None,
        };
        // In "mỗi tháng 1 lần" no January is meant.
        if matches!(self.behind(), "moi" | "hang" | "tung")
            && matches!(self.word(0), "thang" | "tuan" | "quy" | "hoc" | "hk")
        {
            return None;
        }
        let begin = self.at;
        self.at += usize::from(edge.is_some());
        let found = match self.word(0) {
            "ngay" => {
                self.at += 1;
                self.days().or_else(|| self.day()).or_else(|| self.day_in_words())
            }
            "thang" | "t" => self.month().and_then(|moment| third(moment, edge)),
            "tuan" => self.week(),
            "quy" => self.quarter().and_then(|moment| cut(moment, edge)),
            "hoc" | "hk" | "ky" | "ki" | "hki" | "hkii" => {
                self.semester().and_then(|moment| cut(moment, edge))
            }
            "hai" | "ca" => self.both_semesters(),
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

    /// A year of two digits, where the plan's own time says the century.
    pub(in crate::reading) fn short_year(&self, ahead: usize) -> Option<u16> {
        let short = match self.piece(ahead) {
            Some(Piece::Number { value, digits: 2 }) => u16::try_from(*value).ok()?,
            _ => return None,
        };
        let period = self.period.filter(|_| short > 12)?;
        (period.first()..=period.last() + 1).contains(&(2000 + short)).then_some(2000 + short)
    }

    /// Two years with a dash, and how many tokens they take. `2023-24` is one too.
    pub(in crate::reading) fn pair(&self, ahead: usize) -> Option<(u16, u16, usize)> {
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
    pub(in crate::reading) fn year_of(&self, month: u8) -> Option<u16> {
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
        Some(Edge::Middle) if moment.start.month == 1 && moment.end.month == 12 => (moment.start.year, 6),
        Some(Edge::Middle) if moment.end.month == 5 && moment.start.month == 9 => (moment.start.year + 1, 1),
        Some(Edge::Middle) => {
            let middle = moment.start.month + (moment.end.month + 12 - moment.start.month) % 12 / 2;
            (moment.start.year + u16::from(middle > 12), (middle - 1) % 12 + 1)
        }
        Some(Edge::Last) => (moment.end.year, moment.end.month),
    };
    let certainty = moment.certainty.max(Context);
    let (start, end) = (Date::new(year, month, 1)?, Date::last_of(year, month)?);
    Some(span(start.max(moment.start), end.min(moment.end), certainty, Grain::Span))
}

/// The first, middle or last ten days of a month, as the calendar of works counts them.
fn third(moment: Moment, edge: Option<Edge>) -> Option<Moment> {
    let (first, last) = match edge {
        None => return Some(moment),
        Some(Edge::First) => (1, 10),
        Some(Edge::Middle) => (11, 20),
        Some(Edge::Last) => (21, moment.end.day),
    };
    // Of a list, the words belong to the first month or the last one.
    let of = if matches!(edge, Some(Edge::Last)) { moment.end } else { moment.start };
    let start = if matches!(edge, Some(Edge::Last)) && moment.start.month != of.month {
        moment.start
    } else {
        Date::new(of.year, of.month, first)?
    };
    let end =
        if moment.start.month == moment.end.month { Date::new(of.year, of.month, last)? } else { moment.end };
    Some(Moment { start, end, ..moment })
}
