//! How far something came, and who says so.

use super::next::Next;
use super::told::Told;
use super::{Row, Scope};
use crate::compare::{Evidence, Trend};
use crate::continuity::Signed;
use crate::date::Date;
use crate::plan::spelling::fold;
use crate::progress::Status;

/// How far something came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Done,
    Partial,
    InProgress,
    /// Not reached, or not even begun.
    NotReached,
    Cancelled,
    /// Nobody recorded anything.
    Unknown,
}

impl Outcome {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Outcome; 6] = [
        Outcome::Done,
        Outcome::Partial,
        Outcome::InProgress,
        Outcome::NotReached,
        Outcome::Cancelled,
        Outcome::Unknown,
    ];

    /// What a record says.
    pub fn of(status: Status) -> Outcome {
        match status {
            Status::Done => Outcome::Done,
            Status::Partial => Outcome::Partial,
            Status::InProgress => Outcome::InProgress,
            Status::NotStarted => Outcome::NotReached,
            Status::Cancelled => Outcome::Cancelled,
        }
    }

    /// What column 10 of the form of 2026 says; anything but its three values is no answer.
    pub(super) fn stated(text: &str) -> Outcome {
        match fold(text).trim_end_matches('.') {
            "hoan thanh" | "da hoan thanh" => Outcome::Done,
            "dang thuc hien" => Outcome::InProgress,
            "chua hoan thanh" => Outcome::NotReached,
            _ => Outcome::Unknown,
        }
    }

    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Partial => "partial",
            Outcome::InProgress => "in-progress",
            Outcome::NotReached => "not-reached",
            Outcome::Cancelled => "cancelled",
            Outcome::Unknown => "unknown",
        }
    }
}

/// Who says how far it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The newest record about it.
    Record(Date),
    /// A person accounted for it when it left the plan.
    Account(Signed),
    /// The records about its targets: so many of so many were reached.
    Aims {
        done: usize,
        of: usize,
    },
    /// The plan's own column on completion.
    Stated,
    /// The later plan.
    Later,
    Nobody,
}

impl Basis {
    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Basis::Record(_) => "record",
            Basis::Account(_) => "account",
            Basis::Aims { .. } => "targets",
            Basis::Stated => "stated",
            Basis::Later => "later-plan",
            Basis::Nobody => "nobody",
        }
    }
}

/// How far a line of the report came. A person's account of how the weakness ended stands above
/// the records, these above their targets', and these above what the later plan lets see.
pub(super) fn judge(row: &Row) -> (Outcome, Basis) {
    let Some(told) = row.weakness.as_ref().or(row.aims.first()) else {
        return (Outcome::Unknown, Basis::Nobody);
    };
    if let Next::Resolved(Evidence::Recorded(signed)) = &told.next {
        return (Outcome::Done, Basis::Account(signed.clone()));
    }
    if let Some(record) = told.last() {
        return (told.outcome, Basis::Record(record.date));
    }
    if told.outcome != Outcome::Unknown {
        return (told.outcome, Basis::Stated);
    }
    match by_aims(row) {
        Some(judged) => judged,
        None if row.weakness.is_some() => by_later_plan(&told.next),
        None => (Outcome::Unknown, Basis::Nobody),
    }
}

/// What is known of all targets together; only where they are this weakness's own.
fn by_aims(row: &Row) -> Option<(Outcome, Basis)> {
    if row.scope != Scope::One {
        return None;
    }
    let known = row.aims.iter().map(|aim| aim.outcome).filter(|outcome| *outcome != Outcome::Unknown);
    let known: Vec<Outcome> = known.collect();
    let best = known.iter().min().copied()?;
    let worst = known.iter().max().copied()?;
    let done = known.iter().filter(|outcome| **outcome == Outcome::Done).count();
    let goes_on = matches!(row.next(), Next::Carried(_));
    let outcome = match best {
        // The targets are met; that the weakness itself goes on is not to be hidden by that.
        Outcome::Done if done == row.aims.len() && !goes_on => Outcome::Done,
        Outcome::Done | Outcome::Partial => Outcome::Partial,
        _ if best == worst => best,
        Outcome::InProgress => Outcome::InProgress,
        _ => Outcome::NotReached,
    };
    Some((outcome, Basis::Aims { done, of: row.aims.len() }))
}

fn by_later_plan(next: &Next) -> (Outcome, Basis) {
    match next {
        Next::Resolved(_) => (Outcome::Done, Basis::Later),
        Next::Carried(pieces) => {
            let better = pieces.iter().any(|piece| piece.trend == Some(Trend::Improved));
            let worse = pieces.iter().any(|piece| piece.trend == Some(Trend::Worsened));
            let outcome = if better && !worse { Outcome::Partial } else { Outcome::NotReached };
            (outcome, Basis::Later)
        }
        _ => (Outcome::Unknown, Basis::Nobody),
    }
}

/// The items of a line that can be said to be unfinished.
pub(super) fn is_open(told: &Told) -> bool {
    !matches!(told.outcome, Outcome::Done | Outcome::Unknown)
}
