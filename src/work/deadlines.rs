//! Which actions of a plan are overdue, and which soon will be: by the one reading of its times and
//! by what was recorded of them.
//!
//! Work that is done or given up has no deadline any more, and what recurs never is overdue.

use std::path::Path;

use crate::date::Date;
use crate::folder;
use crate::period::Period;
use crate::plan::item::{FieldKey, ItemId, Kind};
use crate::plan::parse::parse;
use crate::plan::{Entry, Placed};
use crate::progress::{Progress, Status};
use crate::reading::date;

/// A deadline that has passed, or will soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub period: Period,
    pub item: Option<ItemId>,
    pub text: String,
    /// The time as written.
    pub written: String,
    pub end: Date,
    /// Until then; negative once it has passed.
    pub days: i64,
}

/// So many days before a deadline it is told.
const SOON: i64 = 14;

/// The deadlines of one plan that somebody should know today, the oldest first. A plan that cannot
/// be read has none: `check` says what is wrong with it.
pub fn due(plan: &Path, period: Period, today: Date) -> Vec<Due> {
    let Ok(text) = folder::read_text(plan) else { return Vec::new() };
    let records = folder::read_text_if_there(&plan.with_file_name("progress.toml")).ok().flatten();
    let progress = records.and_then(|text| Progress::parse(&text).ok()).unwrap_or_default();
    let plan = parse(&text).plan;
    let actions = plan.items().filter(|placed| placed.item.kind == Kind::Action);
    let mut found: Vec<Due> = actions
        .filter(|placed| !is_over(placed.item.id, &progress))
        .filter_map(|placed| told(&placed, period, today))
        .collect();
    found.sort_by_key(|due| due.end);
    found
}

fn is_over(id: Option<ItemId>, progress: &Progress) -> bool {
    let last = id.and_then(|id| progress.last(id));
    last.is_some_and(|record| record.status.is_done() || record.status == Status::Cancelled)
}

fn told(placed: &Placed<'_>, period: Period, today: Date) -> Option<Due> {
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == FieldKey::Schedule => Some(field),
            _ => None,
        })
    };
    let field = placed.item.fields().find(|field| field.key == FieldKey::Schedule).or_else(shared)?;
    let schedule = date::read(&field.value, Some(period));
    let end = schedule.end.filter(|_| !schedule.recurring)?;
    let days = today.days_until(end);
    let (item, text, written) = (placed.item.id, placed.item.text.clone(), schedule.written);
    (days <= SOON).then_some(Due { period, item, text, written, end, days })
}
