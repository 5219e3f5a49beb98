//! The earlier years of one school, for what was copied from them: each plan is read once, and only as far back
//! as something was copied.
//!
//! All plans of a school are checked one after the other with one [`Past`], so that what was read of a year serves the
//! next one; it is let go with the school.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::approval::{Hash, digest};
use crate::check::{Year, reaches_back};
use crate::compare::copying::follows;
use crate::folder::{self, PlanFile};
use crate::period::Period;
use crate::plan::parse::{Parsed, parse};
use crate::progress::Progress;

/// What was read of one school's years.
#[derive(Default)]
pub struct Past {
    plans: OnceCell<Vec<PlanFile>>,
    years: RefCell<HashMap<Period, Option<Arc<Year>>>>,
    files: RefCell<HashMap<PathBuf, Option<State>>>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Absent,
    Holds(Hash),
}

impl Past {
    /// The plan whose time ends where this one's begins; of several the shortest.
    pub fn before(&self, place: &PlanFile) -> Option<&PlanFile> {
        let plans = self.plans.get_or_init(|| place.school_folder().plans().unwrap_or_default());
        let before = plans.iter().filter(|plan| follows(plan.period, place.period));
        before.max_by_key(|plan| plan.period)
    }

    /// A plan's own year and those before it, newest first, as far as something was copied.
    pub fn lineage(&self, place: &PlanFile, parsed: &Parsed, progress: &Progress) -> Vec<Arc<Year>> {
        let is_needed = self.before(place).is_some() || self.has_after(place);
        if !is_needed {
            return Vec::new();
        }
        let own = Arc::new(Year::new(parsed, progress, place.period));
        self.years.borrow_mut().insert(place.period, Some(own.clone()));
        let mut years = vec![own];
        let mut last = place;
        while reaches_back(&years)
            && let Some(before) = self.before(last)
            && let Some(year) = self.year(before)
        {
            years.push(year);
            last = before;
        }
        years
    }

    fn has_after(&self, place: &PlanFile) -> bool {
        self.plans.get().is_some_and(|plans| plans.iter().any(|plan| follows(place.period, plan.period)))
    }

    fn year(&self, place: &PlanFile) -> Option<Arc<Year>> {
        let known = self.years.borrow().get(&place.period).cloned();
        known.unwrap_or_else(|| {
            let year = read(place).map(Arc::new);
            self.years.borrow_mut().insert(place.period, year.clone());
            year
        })
    }

    /// What a file of the school holds now; None where it cannot be read.
    pub fn state(&self, path: &Path) -> Option<State> {
        let known = self.files.borrow().get(path).copied();
        known.unwrap_or_else(|| {
            let state = match folder::read(path) {
                Ok(bytes) => Some(State::Holds(digest::file("check-file", &bytes))),
                Err(folder::Error::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                    Some(State::Absent)
                }
                Err(_) => None,
            };
            self.files.borrow_mut().insert(path.to_path_buf(), state);
            state
        })
    }
}

/// An earlier year; a plan that cannot be read has none, and is reported where it is checked itself.
fn read(place: &PlanFile) -> Option<Year> {
    let size = std::fs::metadata(&place.path).ok()?.len();
    if size > super::check::LARGEST_PLAN {
        return None;
    }
    let parsed = parse(&folder::read_text(&place.path).ok()?);
    let records = folder::read_text_if_there(&place.progress()).ok().flatten().unwrap_or_default();
    let progress = Progress::parse(&records).unwrap_or_default();
    Some(Year::new(&parsed, &progress, place.period))
}
