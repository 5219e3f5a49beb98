//! The plans of one school as they are committed, with all that was written beside them.

use std::collections::BTreeMap;

use super::Error;
use super::followed::Place;
use crate::compare::{Prepared, Side};
use crate::continuity::Continuity;
use crate::folder::Inside;
use crate::git::ObjectId;
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::school::School;

/// A committed plan with its records.
pub(super) struct Committed {
    pub(super) period: Period,
    /// From the repository's root.
    pub(super) path: String,
    pub(super) blob: ObjectId,
    pub(super) plan: Plan,
    pub(super) progress: Progress,
}

impl Committed {
    /// The plan made ready for comparing.
    pub(super) fn prepared(&self) -> Prepared<'_> {
        Prepared::new(Side { plan: &self.plan, progress: &self.progress })
    }
}

/// A file that cannot be read; what it says was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub path: String,
    pub detail: String,
}

/// All that is committed about a school's plans.
#[derive(Default)]
pub(super) struct Files {
    /// Oldest first.
    pub(super) plans: Vec<Committed>,
    pub(super) continuity: Continuity,
    /// The school's own name, and its people's by their ids.
    pub(super) name: Option<String>,
    pub(super) people: BTreeMap<String, String>,
    pub(super) unread: Vec<Unread>,
}

/// Reads the files of one school, and nothing else.
pub(super) fn read(place: &Place<'_>) -> Result<Files, Error> {
    let mut files = Files::default();
    let mut progress: BTreeMap<Period, Progress> = BTreeMap::new();
    for file in place.repo.files(place.head, &place.folder)? {
        let Some(inside) = Inside::of(&file.path) else { continue };
        let text = || place.repo.blob(file.id).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match (inside.period, inside.file) {
            (Some(period), _) if inside.is_plan() => {
                let plan = parse(&text()?).plan;
                let progress = Progress::default();
                files.plans.push(Committed { period, path: file.path, blob: file.id, plan, progress });
            }
            (Some(period), "progress.toml") => match Progress::parse(&text()?) {
                Ok(records) => drop(progress.insert(period, records)),
                Err(invalid) => files.unread.push(Unread { path: file.path, detail: invalid.detail }),
            },
            (None, "continuity.toml") => match Continuity::parse(&text()?) {
                Ok(continuity) => files.continuity = continuity,
                Err(invalid) => files.unread.push(Unread { path: file.path, detail: invalid.detail }),
            },
            (None, "school.toml") => files.record(&text()?),
            _ => {}
        }
    }
    for plan in &mut files.plans {
        plan.progress = progress.remove(&plan.period).unwrap_or_default();
    }
    files.plans.sort_by_key(|plan| plan.period);
    Ok(files)
}

impl Files {
    /// Names are a courtesy to the reader: without a record that can be read there are none.
    fn record(&mut self, text: &str) {
        let Ok(school) = School::parse(text) else { return };
        self.name = Some(school.school.name);
        self.people = school.people.into_iter().map(|person| (person.id, person.name)).collect();
    }
}
