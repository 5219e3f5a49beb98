//! How targets and actions went through all years: which is which from each plan to the next, how
//! long a sentence has stood word for word, how often a deadline was put off.
//!
//! Made once for a chain, each plan from the one before it.

use std::collections::HashMap;

use super::pairing::{Pairing, Rows, pairings};
use super::prepared::Prepared;
use super::promise::Promise;
use super::slip::{Slip, Slips};
use crate::continuity::Continuity;

/// The targets, or the actions, of all plans of a chain.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// `pairs[i]` leads from plan `i` to plan `i + 1`.
    pub(super) pairs: Vec<Vec<Pairing>>,
    /// In how many consecutive plans, this one included, the sentence has stood word for word.
    pub(super) stood: Vec<Vec<u16>>,
    /// How often the deadline was put off, up to this plan.
    pub(super) slips: Vec<Vec<Slips>>,
}

/// The promises of one kind.
pub(super) type Of = for<'c, 'p> fn(&'c Prepared<'p>) -> &'c [Promise<'p>];

impl Course {
    pub(super) fn new(plans: &[&Prepared<'_>], continuity: &Continuity, of: Of) -> Course {
        let mut course = Course::default();
        if let Some(first) = plans.first() {
            course.stood.push(vec![1; of(first).len()]);
            course.slips.push(vec![Slips::default(); of(first).len()]);
        }
        for pair in plans.windows(2) {
            let [one, next] = pair else { continue };
            let rows = Rows { plans: (one, next), before: of(one), after: of(next), continuity };
            let found = pairings(&rows);
            let (stood, slips) = (course.stood_on(&rows), course.slipped(&rows, &found));
            course.stood.push(stood);
            course.slips.push(slips);
            course.pairs.push(found);
        }
        course
    }

    fn stood_on(&self, rows: &Rows<'_, '_, '_>) -> Vec<u16> {
        let years = self.stood.last().map_or(&[][..], Vec::as_slice);
        let texts = rows.before.iter().zip(years).map(|(one, years)| (one.text(), *years));
        let texts: HashMap<&str, u16> = texts.collect();
        let stood =
            rows.after.iter().map(|one| texts.get(one.text()).map_or(1, |years| years.saturating_add(1)));
        stood.collect()
    }

    fn slipped(&self, rows: &Rows<'_, '_, '_>, found: &[Pairing]) -> Vec<Slips> {
        let before = self.slips.last().map_or(&[][..], Vec::as_slice);
        let mut slips = vec![Slips::default(); rows.after.len()];
        for pairing in found {
            let sides = rows.before.get(pairing.before).zip(rows.after.get(pairing.after));
            if let (Some((one, next)), Some(place)) = (sides, slips.get_mut(pairing.after)) {
                let so_far = before.get(pairing.before).copied().unwrap_or_default();
                *place = so_far.and(slip(rows.plans, one, next));
            }
        }
        slips
    }
}

/// Where a deadline went, as far as both can be read. What is done again every year has no
/// deadline that could be put off.
pub(super) fn slip(
    plans: (&Prepared<'_>, &Prepared<'_>),
    one: &Promise<'_>,
    next: &Promise<'_>,
) -> Option<Slip> {
    if one.schedule.is_empty() || next.schedule.is_empty() {
        return None;
    }
    let (was, is) = (one.due(plans.0), next.due(plans.1));
    let once = !was.recurring || !is.recurring;
    was.end.zip(is.end).filter(|_| once).map(|(from, to)| Slip { from, to })
}
