//! The schools whose plans are looked at, with all their years: which plan is the newest, and whether what was
//! decided speaks of plans and items that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::check;
use crate::continuity::Continuity;
use crate::finding::{Finding, Problem, Span};
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::school::School;
use crate::work::check::{Checked, FileKind, Shared, invalid};
use crate::work::choice::Chosen;

/// Each school by its folder, with its plans, oldest first.
pub struct Years(BTreeMap<PathBuf, (SchoolFolder, Vec<PlanFile>)>);

impl Years {
    /// The schools of the plans that were chosen, where these are all that they have.
    pub fn whole(chosen: &[Chosen]) -> Years {
        let mut years: BTreeMap<PathBuf, (SchoolFolder, Vec<PlanFile>)> = BTreeMap::new();
        for place in chosen.iter().filter_map(|one| one.place.as_ref()) {
            let folder = place.school_folder();
            let school = years.entry(folder.path.clone()).or_insert_with(|| (folder, Vec::new()));
            school.1.push(place.clone());
        }
        Years(years)
    }

    /// The schools of the plans that were chosen, with the plans that were not.
    pub fn of(chosen: &[Chosen]) -> Years {
        let mut years = BTreeMap::new();
        for place in chosen.iter().filter_map(|one| one.place.as_ref()) {
            let folder = place.school_folder();
            years.entry(folder.path.clone()).or_insert_with(|| {
                let plans = folder.plans().unwrap_or_default();
                (folder, plans)
            });
        }
        Years(years)
    }

    /// The plan before a school's newest one; None for all others.
    pub fn draft_before(&self, place: &PlanFile) -> Option<&PlanFile> {
        let (_, plans) = self.0.get(&place.school_folder().path)?;
        let (newest, earlier) = plans.split_last()?;
        earlier.last().filter(|_| newest == place)
    }

    /// The files of decisions with what is wrong with them.
    pub fn decisions(&self, shared: &Shared) -> Vec<Checked> {
        let files = self.0.values().filter_map(|(school, plans)| decisions(school, plans));
        files.map(|file| file.kept(&shared.config)).collect()
    }
}

fn decisions(school: &SchoolFolder, plans: &[PlanFile]) -> Option<Checked> {
    let file =
        |text, findings| Some(Checked::new(school.continuity_inside(), text, findings, FileKind::Continuity));
    let text = match folder::read_text_if_there(&school.continuity()) {
        Ok(text) => text?,
        Err(error) => {
            let problem = Problem::UnreadableFile { detail: error.to_string() };
            return file(String::new(), vec![Finding::new(problem, Span::default())]);
        }
    };
    let decided = match Continuity::parse(&text) {
        Ok(decided) => decided,
        Err(flaw) => return file(text, vec![invalid(flaw.detail, flaw.span)]),
    };
    let people = folder::read_text(&school.record()).ok().and_then(|text| School::parse(&text).ok());
    let plans = spoken_of(&decided, plans);
    let years = plans.iter().map(|(period, plan)| (*period, plan)).collect();
    let findings = check::continuity(&text, &decided, &years, people.as_ref());
    file(text, findings)
}

/// The plans that the records speak of.
fn spoken_of(decided: &Continuity, plans: &[PlanFile]) -> Vec<(Period, Plan)> {
    let links = decided.links.iter().map(|record| record.periods);
    let periods = links.chain(decided.accounts.iter().map(|record| record.periods));
    let periods: BTreeSet<Period> = periods.flat_map(|(from, to)| [from, to]).collect();
    let wanted = plans.iter().filter(|plan| periods.contains(&plan.period));
    // A plan that cannot be read has findings of its own, and no items.
    let read =
        |plan: &PlanFile| (plan.period, parse(&folder::read_text(&plan.path).unwrap_or_default()).plan);
    wanted.map(read).collect()
}
