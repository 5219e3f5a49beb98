//! The last approved plan before another one: what continuity is measured against.
//!
//! A clone without approvals, or a folder that is no git repository, has none, and that is no
//! error. Whether an approval holds is judged in [`super::verify`]; nothing is trusted here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::recall::recall;
use super::verify::{self, Judged};
use crate::folder::PlanFile;
use crate::git::{self, Repo};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;

/// The last approved plan before another one, with what was recorded about its items.
#[derive(Clone, Debug, Default)]
pub struct Approved {
    pub plan: Plan,
    pub progress: Progress,
}

/// The approvals of a repository, judged once for all plans.
#[derive(Default)]
pub struct Approvals {
    /// One repository serves all threads in turn; None where there are no approvals.
    repo: Option<Mutex<Repo>>,
    by_school: HashMap<String, Vec<Judged>>,
}

impl Approvals {
    /// Judges the approvals of the repository at a folder: of one school, or of all.
    pub fn read(root: &Path, school: Option<&str>) -> Result<Approvals, verify::Error> {
        let repo = match Repo::open(root) {
            Ok(repo) => repo,
            Err(git::Error::NoRepository { .. }) => return Ok(Approvals::default()),
            Err(error) => return Err(error.into()),
        };
        let tags = match school {
            Some(school) => repo.tags(&format!("approved/{school}/"))?,
            None => repo.tags("approved/")?,
        };
        if tags.is_empty() {
            return Ok(Approvals::default());
        }
        let mut by_school: HashMap<String, Vec<Judged>> = HashMap::new();
        for judged in recall(&repo)? {
            if let Some(name) = &judged.name {
                by_school.entry(name.school.to_string()).or_default().push(judged);
            }
        }
        Ok(Approvals { repo: Some(Mutex::new(repo)), by_school })
    }

    /// The last approved plan before this one. A plan that stands as it was approved has none: what
    /// it owed to its predecessor was judged when it was approved.
    pub fn before(&self, place: &PlanFile, text: &str) -> Option<Approved> {
        let judged = self.by_school.get(&place.school)?;
        if self.stands_approved(judged, place, text) {
            return None;
        }
        self.as_approved(&verify::newest(judged.clone(), Some(place.period))?, place)
            .map(|(_, before)| before)
    }

    /// All approved plans against which a plan is held when it is approved: the last version of its own period,
    /// and the plan before it. None where it stands as it was approved.
    pub fn bases(&self, place: &PlanFile, text: &str) -> Vec<(Period, Approved)> {
        let Some(judged) = self.by_school.get(&place.school) else { return Vec::new() };
        if self.stands_approved(judged, place, text) {
            return Vec::new();
        }
        let is_own = |one: &&Judged| one.name.as_ref().is_some_and(|name| name.period == place.period);
        let own = verify::newest(judged.iter().filter(is_own).cloned().collect(), None);
        let before = verify::newest(judged.clone(), Some(place.period));
        [own, before].iter().flatten().filter_map(|one| self.as_approved(one, place)).collect()
    }

    /// A plan as it was approved.
    fn as_approved(&self, judged: &Judged, place: &PlanFile) -> Option<(Period, Approved)> {
        let period = judged.name.as_ref()?.period;
        let plan = self.text(judged, place, (period, "plan.md"))?;
        let beside = place.path.parent()?.parent()?.join(period.to_string()).join("progress.toml");
        // Records come after the approval, so they are read where they are newest: on disk.
        let records = crate::folder::read_text_if_there(&beside).ok().flatten().unwrap_or_default();
        let progress = Progress::parse(&records).unwrap_or_default();
        Some((period, Approved { plan: parse(&plan).plan, progress }))
    }

    /// Was this plan, or one of the school's before it, ever approved?
    pub fn has_any(&self, place: &PlanFile, text: &str) -> bool {
        let Some(judged) = self.by_school.get(&place.school) else { return false };
        self.stands_approved(judged, place, text) || !self.bases(place, text).is_empty()
    }

    /// What [`Approvals::before`] depends on, beside the plan's own text: the school's approvals that hold.
    pub fn state(&self, place: &PlanFile) -> String {
        let judged = self.by_school.get(&place.school).map(Vec::as_slice).unwrap_or_default();
        let one = |one: &Judged| format!("{} {} {}\n", one.tag, one.id, one.verdict.code());
        judged.iter().map(one).collect()
    }

    /// The records of the approved plan that comes before this one.
    pub fn records_before(&self, place: &PlanFile) -> Option<PathBuf> {
        let newest = verify::newest(self.by_school.get(&place.school)?.clone(), Some(place.period))?;
        let period = newest.name.as_ref()?.period;
        Some(place.path.parent()?.parent()?.join(period.to_string()).join("progress.toml"))
    }

    fn stands_approved(&self, judged: &[Judged], place: &PlanFile, text: &str) -> bool {
        let own = |one: &&Judged| one.name.as_ref().is_some_and(|name| name.period == place.period);
        let newest = judged.iter().filter(own).max_by_key(|one| one.name.as_ref().map(|name| name.version));
        newest.is_some_and(|one| {
            let holds = one.verdict.is_in_force();
            holds && self.text(one, place, (place.period, "plan.md")).as_deref() == Some(text)
        })
    }

    /// A file of the school at an approved commit.
    fn text(&self, judged: &Judged, place: &PlanFile, (period, file): (Period, &str)) -> Option<String> {
        let school = place.inside.strip_suffix(&format!("/{}/plan.md", place.period))?;
        let repo = self.repo.as_ref()?.lock().ok()?;
        let bytes = repo.read(judged.commit?, &format!("{school}/{period}/{file}")).ok()??;
        String::from_utf8(bytes).ok()
    }
}
