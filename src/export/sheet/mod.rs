//! A plan, a comparison or a report as rows, for people who count.
//!
//! A [`Workbook`] is what the formats render: [`csv`] its first sheet, [`xlsx`] all of them. What can be counted is a
//! number, a day or an amount there; what could not be read stays the text that somebody wrote, and nothing is
//! guessed. [`ics`] makes a calendar of the same deadlines.
//!
//! It holds items and what belongs to them. The prose of the sections and the notes of a criterion are no rows: for
//! the whole plan there are the paper and the JSON. The words of headings come from whoever asks ([`Words`]), in the
//! reader's language.

mod budget;
pub mod comparison;
pub mod csv;
pub mod ics;
mod line;
pub mod report;
pub mod rows;
pub mod xlsx;

pub use budget::{Planned, planned};

use crate::compare::{self, Trend};
use crate::date::Date;
use crate::plan::item::Kind;
use crate::progress::Status;

/// Tables under one title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    pub title: String,
    /// The school.
    pub author: String,
    /// The first one alone says all that a flat file can.
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<Column>,
    /// Each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// In letters.
    pub width: u16,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(u64),
    Date(Date),
    /// In đồng.
    Money(u64),
    /// The same where it may be less than nothing.
    Balance(i64),
    Percent(u8),
}

/// A word that the tables need, to be said in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The name of a table.
    Sheet(SheetName),
    Heading(Heading),
    Kind(Kind),
    Status(Status),
    Became(compare::Status),
    Trend(Trend),
    /// Money of which nobody says where it comes from.
    NoSource,
    /// What hangs under no standard.
    NoStandard,
    Total,
    Yes,
    /// A day before which a calendar reminds: the deadline of this.
    Deadline,
}

/// Which table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetName {
    Items,
    Budget,
    Deadlines,
    Comparison,
    Results,
    Totals,
    /// What stands behind the table of a report.
    Rest,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    School,
    Period,
    Id,
    Kind,
    Standard,
    StandardName,
    Criterion,
    CriterionName,
    Level,
    Text,
    Cause,
    /// The targets of the same criterion.
    Targets,
    Lead,
    Partners,
    /// The time as written.
    Schedule,
    Start,
    End,
    Recurring,
    /// The money as written.
    Budget,
    /// The amount that was understood and that may be added up.
    Amount,
    Source,
    Conditions,
    Resources,
    Evidence,
    Completion,
    Note,
    /// By the newest record.
    Status,
    Percent,
    RecordedOn,
    Recorded,
    /// How many actions.
    Actions,
    /// Actions with money whose amount cannot be added up.
    Uncounted,
    /// As it was recorded during the year.
    Spent,
    /// What is planned less what was spent.
    Rest,
    /// A comparison: the two plans, then each item on both sides.
    EarlierPlan,
    LaterPlan,
    Became,
    Trend,
    IdBefore,
    IdAfter,
    Before,
    After,
    /// In how many plans in a row.
    Years,
    /// The figures of both sides.
    Figures,
    /// Why it counts as resolved, or was dropped.
    Reason,
    ScheduleBefore,
    ScheduleAfter,
    BudgetBefore,
    BudgetAfter,
    LeadBefore,
    LeadAfter,
    /// A report: the criterion with its level and counts.
    Place,
    /// What was done.
    Done,
    /// The heading of what stands behind the table.
    Part,
    /// One thing that is told there.
    Told,
}

/// Says a word.
pub type Words<'w> = &'w dyn Fn(Word) -> String;

impl Sheet {
    /// A table without rows.
    pub fn of(words: Words<'_>, name: SheetName, headings: &[Heading]) -> Sheet {
        let column =
            |heading: &Heading| Column { title: words(Word::Heading(*heading)), width: heading.width() };
        Sheet {
            name: words(Word::Sheet(name)),
            columns: headings.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }
}

impl Cell {
    /// A text; nothing where it says nothing.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// What a file without types writes: days as `2024-05-31`, amounts in digits.
    pub fn written(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) | Cell::Money(number) => number.to_string(),
            Cell::Balance(balance) => balance.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Percent(percent) => format!("{percent}%"),
        }
    }
}

impl Heading {
    /// How wide such a column reads well.
    fn width(self) -> u16 {
        match self {
            Heading::Standard | Heading::Criterion | Heading::Level | Heading::Percent | Heading::Years => 9,
            Heading::Recurring | Heading::Actions | Heading::Uncounted | Heading::Trend => 12,
            Heading::Period | Heading::Start | Heading::End | Heading::RecordedOn => 12,
            Heading::School | Heading::Id | Heading::IdBefore | Heading::IdAfter | Heading::Kind => 16,
            Heading::Status | Heading::Became | Heading::EarlierPlan | Heading::LaterPlan => 16,
            Heading::Amount | Heading::Budget | Heading::Schedule | Heading::Completion => 18,
            Heading::Spent | Heading::Rest => 18,
            Heading::ScheduleBefore | Heading::ScheduleAfter => 18,
            Heading::BudgetBefore | Heading::BudgetAfter => 18,
            Heading::Lead | Heading::Partners | Heading::Source | Heading::Conditions => 24,
            Heading::LeadBefore | Heading::LeadAfter | Heading::Figures => 24,
            Heading::Evidence | Heading::Part | Heading::StandardName => 24,
            Heading::CriterionName | Heading::Place | Heading::Resources | Heading::Cause => 30,
            Heading::Note | Heading::Recorded | Heading::Reason => 36,
            Heading::Targets | Heading::Done => 44,
            Heading::Text | Heading::Before | Heading::After => 52,
            Heading::Told => 90,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Words for tests: the names of the values themselves.
    pub(in crate::export) fn words(word: Word) -> String {
        format!("{word:?}").replace(['(', ')'], " ").trim().to_owned()
    }

    #[test]
    fn cells_without_types_are_written_as_programs_read_them() {
        let date = "2024-05-31".parse().unwrap();
        let cells = [Cell::Empty, Cell::text(" "), Cell::text("a"), Cell::Money(1_000), Cell::Date(date)];
        let written: Vec<String> = cells.iter().map(Cell::written).collect();
        assert_eq!(written, ["", "", "a", "1000", "2024-05-31"]);
        assert_eq!((Cell::Number(3).written(), Cell::Percent(60).written()), ("3".into(), "60%".into()));
    }
}
