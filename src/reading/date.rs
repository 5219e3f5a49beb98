//! Schedules and deadlines as people write them: `9/2023 – 5/2024`, `HK I`, `hằng tháng`,
//! `đến hết năm học 2028-2029`, `trước 31/12/2026`.
//!
//! ```
//! use caitien::reading::date::{Kind, read};
//! let period = "2023-2024".parse().ok();
//! let schedule = read("Tháng 9/2023 đến tháng 5/2024", period);
//! assert_eq!(schedule.kind, Kind::Range);
//! assert_eq!(schedule.start.unwrap().to_string(), "2023-09-01");
//! assert_eq!(schedule.end.unwrap().to_string(), "2024-05-31");
//! assert_eq!(read("hằng tháng", period).kind, Kind::Recurring);
//! assert_eq!(read("khi có điều kiện", period).kind, Kind::Unread);
//! ```

use std::ops::Range;

pub use super::frequency::Every;
use super::frequency::every;
pub use super::moment::Certainty;
use super::moment::{Grain, Moment, Moments};
use super::token::tokens;
use crate::date::Date;
use crate::period::Period;

/// A schedule: as written, and as far as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The text as it stands in the plan.
    pub written: String,
    pub kind: Kind,
    pub start: Option<Date>,
    /// The last day: the deadline.
    pub end: Option<Date>,
    pub certainty: Certainty,
    /// It says that it is done again and again (`hằng tháng`), alone or beside its days.
    pub recurring: bool,
    /// How often, where that is said: `hằng tháng`, `2 lần/năm`; not of `thường xuyên`.
    pub every: Option<Every>,
    /// The words that name days, in bytes of the text; None where none do.
    pub span: Option<Range<usize>>,
}

/// What sort of time was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing was written.
    Empty,
    /// From a first to a last day; one month or one school year too.
    Range,
    /// By a day: `trước 30/5`, `đến hết năm học 2028-2029`.
    Deadline,
    /// From a day on, without end: `từ tháng 6/2023 đến nay`.
    OpenEnd,
    /// Only how often: `hằng tháng`, `mỗi quý một lần`.
    Recurring,
    /// Going on, without days: `đang thực hiện`.
    Ongoing,
    /// It cannot be read.
    Unread,
}

impl Kind {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Empty => "empty",
            Kind::Range => "range",
            Kind::Deadline => "deadline",
            Kind::OpenEnd => "open-end",
            Kind::Recurring => "recurring",
            Kind::Ongoing => "ongoing",
            Kind::Unread => "unread",
        }
    }
}

impl Schedule {
    /// Was anything written that could not be understood at all?
    pub fn is_unread(&self) -> bool {
        self.kind == Kind::Unread
    }

    /// What was understood, written anew: read again, it is the same. None where there is nothing
    /// to write.
    ///
    /// ```
    /// use caitien::reading::date::read;
    /// let schedule = read("trước 30/5 hàng năm", "2023-2024".parse().ok());
    /// assert_eq!(schedule.canonical().as_deref(), Some("đến 30/05/2024, hằng năm"));
    /// ```
    pub fn canonical(&self) -> Option<String> {
        let day = |date: Date| format!("{:02}/{:02}/{:04}", date.day, date.month, date.year);
        let (start, end) = (self.start.map(day), self.end.map(day));
        let days = match (self.kind, start, end) {
            (Kind::Range, Some(start), Some(end)) if start == end => start,
            (Kind::Range, Some(start), Some(end)) => format!("{start} – {end}"),
            (Kind::Deadline, _, Some(end)) => format!("đến {end}"),
            (Kind::OpenEnd, Some(start), _) => format!("từ {start} trở đi"),
            (Kind::Ongoing, ..) => "đang thực hiện".into(),
            (Kind::Recurring, ..) => String::new(),
            _ => return None,
        };
        let often = match self.every {
            Some(every) => every.canonical(),
            None if self.recurring => "thường xuyên",
            None => return Some(days),
        };
        Some(if days.is_empty() { often.to_owned() } else { format!("{days}, {often}") })
    }
}

/// Reads a schedule; `period` is the plan's, from which a missing year is taken.
pub fn read(text: &str, period: Option<Period>) -> Schedule {
    let tokens = tokens(text);
    let mut reading = Reading::default();
    let mut moments = Moments { tokens: &tokens, at: 0, period };
    while moments.at < tokens.len().min(LONGEST + 1) {
        let at = moments.at;
        match moments.next() {
            Some(moment) => {
                reading.add(moment, at);
                reading.covers(&tokens, at..moments.at);
            }
            None => {
                reading.pass(&moments);
                moments.at += 1;
            }
        }
    }
    if tokens.len() > LONGEST {
        reading = Reading::default();
    }
    reading.finish(text)
}

/// What ties the next moment to what came before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    None,
    From,
    After,
    Until,
    Before,
}

/// More tokens than this are a report in prose, not a time.
const LONGEST: usize = 40;

/// A link that stands further before a moment does not speak of it.
const NEAR: usize = 4;

/// What was understood so far.
#[derive(Default)]
struct Reading {
    found: Option<Moment>,
    /// The link that waits for its moment, and where it stands.
    link: (Link, usize),
    deadline: bool,
    open: bool,
    recurring: bool,
    every: Option<Every>,
    ongoing: bool,
    span: Option<Range<usize>>,
}

impl Reading {
    fn covers(&mut self, tokens: &[super::token::Token], taken: Range<usize>) {
        let Some((first, last)) = tokens.get(taken.start).zip(tokens.get(taken.end.saturating_sub(1))) else {
            return;
        };
        let start = self.span.as_ref().map_or(first.span.start, |span| span.start.min(first.span.start));
        self.span = Some(start..last.span.end.max(start));
    }

    fn add(&mut self, moment: Moment, at: usize) {
        let (link, stands) = std::mem::take(&mut self.link);
        let link = if at <= stands + NEAR { link } else { Link::None };
        let end = match link {
            Link::Before if moment.grain != Grain::Day => moment.start.day_before().unwrap_or(moment.start),
            _ => moment.end,
        };
        let start = match link {
            Link::After => moment.end.day_after().unwrap_or(moment.end),
            _ => moment.start,
        };
        let Some(found) = &mut self.found else {
            self.deadline = matches!(link, Link::Until | Link::Before);
            // "từ năm học 2020-2021" has no end; "từ 2021-2025" has one.
            let closed = moment.grain == Grain::Pair && moment.end.year - moment.start.year > 1;
            self.open |= matches!(link, Link::From | Link::After) && !closed;
            self.found = Some(Moment { start, end, ..moment });
            return;
        };
        // "các năm học 2023-2024, 2024-2025": the second is a school year because the first is one.
        let same = (found.grain, moment.grain) == (Grain::Pair, Grain::Pair);
        found.certainty = if same { found.certainty } else { found.certainty.max(moment.certainty) };
        if link == Link::Until || link == Link::Before {
            // The last day is the one that is said, even where it comes too early.
            found.end = end;
            self.open = false;
            if end < found.start && found.certainty == Certainty::Context {
                found.start.year -= 1;
            }
        } else {
            found.start = found.start.min(start);
            found.end = found.end.max(end);
        }
    }

    /// Takes note of a word that is no moment.
    fn pass(&mut self, moments: &Moments<'_>) {
        let (word, next) = (moments.word(0), moments.word(1));
        let link = match word {
            "sau" => Link::After,
            "tu" => Link::From,
            "bat" if next == "dau" => Link::From,
            "den" | "toi" if next == "nay" => {
                self.open = true;
                Link::None
            }
            "den" | "toi" | "han" | "cham" | "muon" | "tre" | "het" | "deadline" => Link::Until,
            "hoan" if next == "thanh" => Link::Until,
            "ket" if next == "thuc" => Link::Until,
            "truoc" => Link::Before,
            _ if moments.mark(0, '-') && self.found.is_some() => Link::Until,
            _ => Link::None,
        };
        // "trước hết tháng 5", "đến hết": what was said first counts.
        let waits = matches!(self.link.0, Link::Before | Link::Until) && word == "het";
        if link != Link::None && !waits {
            self.link = (link, moments.at);
        }
        if let Some((recurs, every)) = every(moments) {
            self.recurring |= recurs;
            self.every = self.every.or(every);
        }
        self.ongoing |= word == "dang";
        self.open |= (word == "tiep" && next == "theo") || (word == "tro" && next == "di");
    }

    fn finish(self, text: &str) -> Schedule {
        let kind = match self.found {
            Some(_) if self.open => Kind::OpenEnd,
            Some(_) if self.deadline => Kind::Deadline,
            Some(_) => Kind::Range,
            None if self.recurring => Kind::Recurring,
            None if self.ongoing => Kind::Ongoing,
            None if text.trim().is_empty() => Kind::Empty,
            None => Kind::Unread,
        };
        Schedule {
            written: text.to_owned(),
            kind,
            start: self.found.filter(|_| kind != Kind::Deadline).map(|found| found.start),
            end: self.found.filter(|_| kind != Kind::OpenEnd).map(|found| found.end),
            certainty: self.found.map_or(Certainty::Stated, |found| found.certainty),
            recurring: self.recurring,
            every: self.every,
            span: self.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind start..end certainty`, with `*` where it recurs.
    fn check(text: &str) -> String {
        let schedule = read(text, "2023-2024".parse().ok());
        let day = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        let star = if schedule.recurring { "*" } else { "" };
        let certainty = match schedule.certainty {
            Certainty::Stated => "",
            Certainty::Context => " context",
            Certainty::Ambiguous => " ambiguous",
        };
        match (schedule.start, schedule.end) {
            (None, None) => format!("{}{star}", schedule.kind.as_str()),
            (start, end) => {
                format!("{}{star} {}..{}{certainty}", schedule.kind.as_str(), day(start), day(end))
            }
        }
    }

    #[test]
    fn reads_months() {
        for text in ["Tháng 9/2023", "9/2023", "trong tháng 9 năm 2023", "tháng 09/2023công bố", "T9/2023"]
        {
            assert_eq!(check(text), "range 2023-09-01..2023-09-30", "{text}");
        }
        assert_eq!(check("trong tháng 8, tháng 10/2023"), "range 2023-08-01..2023-10-31");
        assert_eq!(check("Trong tháng 8,9"), "range 2023-08-01..2023-09-30 context");
        assert_eq!(check("trong tháng 8"), "range 2023-08-01..2023-08-31 context");
        assert_eq!(check("tháng 13/2023"), "unread");
    }

    #[test]
    fn reads_ranges() {
        for text in [
            "Tháng 9/2023 đến tháng 5/2024.",
            "9/2023 – 5/2024",
            "9/2023-5/2024",
            "từ tháng 9/2023 đến 5/2024",
            "từ tháng 9 năm 2023 đến hết tháng 5 năm 2024",
        ] {
            assert_eq!(check(text), "range 2023-09-01..2024-05-31", "{text}");
        }
        assert_eq!(check("tháng 9 đến tháng 12"), "range 2023-09-01..2023-12-31 context");
        assert_eq!(check("tháng 6 đến tháng 9"), "range 2023-06-01..2023-09-30 context");
        assert_eq!(check("9-12/2023"), "range 2023-09-01..2023-12-31");
        assert_eq!(check("từ 15/9/2023 đến 20/10/2023"), "range 2023-09-15..2023-10-20");
        assert_eq!(check("5/2024 đến 9/2023"), "range 2024-05-01..2023-09-30");
    }

    #[test]
    fn reads_school_years_and_phases() {
        for text in ["Năm học 2023-2024", "năm học 2023 – 2024", "NH 2023-24"] {
            assert_eq!(check(text), "range 2023-09-01..2024-05-31", "{text}");
        }
        assert_eq!(check("cả năm học"), "range 2023-09-01..2024-05-31 context");
        assert_eq!(check("Trong năm học"), "range 2023-09-01..2024-05-31 context");
        assert_eq!(
            check("Thời gian thực hiện: năm học 2024-2025 Thời gian hoàn thành: đến hết năm học 2028-2029"),
            "range 2024-09-01..2029-05-31"
        );
        assert_eq!(check("đến hết năm học 2028-2029"), "deadline ..2029-05-31");
        assert_eq!(check("(năm 2022-2023)"), "range 2022-09-01..2023-05-31 ambiguous");
        assert_eq!(check("giai đoạn 2021-2025"), "range 2021-01-01..2025-12-31");
        assert_eq!(check("giai đoạn từ năm 2021 đến 2023"), "range 2021-01-01..2023-12-31 ambiguous");
        assert_eq!(check("từ 2021-2025"), "range 2021-09-01..2025-05-31 ambiguous");
        assert_eq!(check("năm 2021"), "range 2021-01-01..2021-12-31");
        assert_eq!(check("đến năm 2025"), "deadline ..2025-12-31");
        assert_eq!(check("trong 6 tháng đầu năm 2021"), "range 2021-01-01..2021-06-30");
        assert_eq!(check("hè 2024"), "range 2024-06-01..2024-08-31");
        assert_eq!(check("trong hè"), "range 2024-06-01..2024-08-31 ambiguous");
    }

    #[test]
    fn reads_quarters_and_semesters() {
        for text in ["quý III/2023", "Quý 3 năm 2023"] {
            assert_eq!(check(text), "range 2023-07-01..2023-09-30", "{text}");
        }
        for text in ["HK I", "học kỳ I", "học kì 1", "HK1", "HKI"] {
            assert_eq!(check(text), "range 2023-09-01..2024-01-15 context", "{text}");
        }
        assert_eq!(check("Học ký II năm học 2020-2021"), "range 2021-01-16..2021-05-31");
        assert_eq!(
            check("vào cuối học kì I và cuối năm học 2023-2024"),
            "range 2024-01-01..2024-05-31 context"
        );
    }

    #[test]
    fn reads_deadlines() {
        assert_eq!(check("trước 31/12/2026"), "deadline ..2026-12-31");
        assert_eq!(check("trước tháng 3/2024"), "deadline ..2024-02-29");
        assert_eq!(check("trước 30/5 hàng năm"), "deadline* ..2024-05-30 context");
        assert_eq!(check("hoàn thành 9/2023"), "deadline ..2023-09-30");
        assert_eq!(check("Chậm nhất ngày 07 tháng 9 năm 2023"), "deadline ..2023-09-07");
        assert_eq!(check("ngày 30/02/2024"), "unread");
        assert_eq!(check("Cuối năm học"), "range 2024-05-01..2024-05-31 context");
        assert_eq!(check("Dự kiến tháng 2/2024"), "range 2024-02-01..2024-02-29");
    }

    #[test]
    fn reads_open_ends_and_what_recurs() {
        assert_eq!(check("từ tháng 6/2023 đến nay"), "open-end 2023-06-01..");
        assert_eq!(check("Năm học 2020-2021 và những năm học tiếp theo"), "open-end 2020-09-01..");
        for text in [
            "hằng tháng",
            "Hàng năm",
            "mỗi quý một lần",
            "định kỳ",
            "2 lần/năm học",
            "thường xuyên",
            "Mỗi năm học",
        ] {
            assert_eq!(check(text), "recurring*", "{text}");
        }
        assert_eq!(check("hằng tháng trong năm học"), "range* 2023-09-01..2024-05-31 context");
        assert_eq!(check("Cuối mỗi năm học (tháng 6)"), "range* 2024-06-01..2024-06-30 context");
        assert_eq!(check("đang thực hiện"), "ongoing");
    }

    #[test]
    fn says_what_it_cannot_read() {
        for text in [
            "khi có kinh phí",
            "trong dịp tết Nguyên đán",
            "Trong những năm học tới",
            "Trước khi vào năm học mới",
            "giai đoạn tiếp theo",
            "tỷ lệ 1/1",
            "25/25 giáo viên",
            "&thdng 9 nam",
            "99999999999999999999",
        ] {
            assert_eq!(check(text), "unread", "{text}");
        }
        assert_eq!(check(" "), "empty");
        assert_eq!(read("tháng 9", None).kind, Kind::Unread);
    }
}
