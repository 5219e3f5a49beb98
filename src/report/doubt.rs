//! Where the sources contradict each other: told, never smoothed.

use super::next::Next;
use super::told::Told;
use crate::compare::{Evidence, Figures, Trend};
use crate::date::Date;
use crate::progress::Status;

/// One contradiction about an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// Recorded as done, and it stands in the later plan.
    DoneYetCarried { date: Date, trend: Option<Trend>, figures: Vec<Figures> },
    /// Recorded as given up, and it stands in the later plan.
    GivenUpYetCarried { date: Date },
    /// The later plan says that it is done; the newest record does not.
    ToldDoneYetOpen { date: Date, status: Status, sentence: String },
    /// Done, with less than 100 %.
    DoneWithLess { date: Date, percent: u8 },
    /// 100 %, and not done.
    FullYetOpen { date: Date, status: Status },
}

impl Doubt {
    /// The stable name in machine-readable answers.
    pub fn code(&self) -> &'static str {
        match self {
            Doubt::DoneYetCarried { .. } => "done-yet-carried",
            Doubt::GivenUpYetCarried { .. } => "given-up-yet-carried",
            Doubt::ToldDoneYetOpen { .. } => "told-done-yet-open",
            Doubt::DoneWithLess { .. } => "done-with-less",
            Doubt::FullYetOpen { .. } => "full-yet-open",
        }
    }
}

/// What does not fit together about an item. That a target or an action is planned again after it
/// was reached is no contradiction; that a weakness is, is one.
pub(super) fn doubts(told: &Told) -> Vec<Doubt> {
    let Some(last) = told.last() else { return Vec::new() };
    let (date, status) = (last.date, last.status);
    let mut doubts = Vec::new();
    match (&told.next, status) {
        (Next::Carried(pieces), Status::Done) if told.ends_when_done() => {
            let trend = pieces.iter().find_map(|piece| piece.trend);
            let figures = pieces.iter().flat_map(|piece| piece.figures.clone()).collect();
            doubts.push(Doubt::DoneYetCarried { date, trend, figures });
        }
        (Next::Carried(_), Status::Cancelled) => doubts.push(Doubt::GivenUpYetCarried { date }),
        (Next::Resolved(Evidence::Account { sentence }), status) if !status.is_done() => {
            doubts.push(Doubt::ToldDoneYetOpen { date, status, sentence: sentence.clone() });
        }
        _ => {}
    }
    match (status, last.percent) {
        (Status::Done, Some(percent)) if percent < 100 => {
            doubts.push(Doubt::DoneWithLess { date, percent });
        }
        (Status::Partial | Status::InProgress | Status::NotStarted, Some(100)) => {
            doubts.push(Doubt::FullYetOpen { date, status });
        }
        _ => {}
    }
    doubts
}

impl Told {
    /// Is it a weakness, which is over once it is done?
    fn ends_when_done(&self) -> bool {
        self.kind == crate::plan::item::Kind::Weakness
    }
}
