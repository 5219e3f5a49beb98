//! Which actions of a plan are overdue, and which soon will be: what [`crate::deadline`] judges, held against today.

use std::path::Path;

use crate::date::Date;
use crate::deadline::{Deadline, deadlines};
use crate::folder;
use crate::period::Period;
use crate::petition::Petitions;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::tracking::waiting;

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
    let petitions = folder::read_text_if_there(&plan.with_file_name("petitions.toml")).ok().flatten();
    let petitions = petitions.and_then(|text| Petitions::parse(&text).ok()).unwrap_or_default();
    let plan = parse(&text).plan;
    // What waits for somebody outside the school is not the school's delay.
    let waits = |one: &Deadline<'_>| one.placed.item.id.is_some_and(|id| waiting(&petitions, id).is_some());
    let open = deadlines(&plan, &progress, Some(period)).into_iter();
    let open = open.filter(|one| !one.is_over() && !waits(one));
    let mut found: Vec<Due> = open.filter_map(|one| told(one, period, today)).collect();
    found.sort_by_key(|due| due.end);
    found
}

fn told(one: Deadline<'_>, period: Period, today: Date) -> Option<Due> {
    let end = one.end()?;
    let days = today.days_until(end);
    let (item, text, written) = (one.placed.item.id, one.placed.item.text.clone(), one.schedule.written);
    (days <= SOON).then_some(Due { period, item, text, written, end, days })
}
