//! The schools whose plans are looked at, with all their years: which plan is the newest, and whether what was
//! decided speaks of plans and items that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::check;
use crate::continuity::{Continuity, places};
use crate::evidence::{Register, bare};
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
    let mut findings = check::continuity(&text, &decided, &years, people.as_ref());
    findings.extend(unregistered(school, (&text, &decided)));
    findings.sort_by_key(|finding| finding.span);
    file(text, findings)
}

/// The codes of accounts that no register of their two periods has, where one is kept.
fn unregistered(school: &SchoolFolder, (text, decided): (&str, &Continuity)) -> Vec<Finding> {
    let register = |period: Period| {
        let text = folder::read_text_if_there(&school.plan(period).beside("evidence.toml"));
        Register::parse(&text.ok().flatten().unwrap_or_default()).unwrap_or_default()
    };
    let mut findings = Vec::new();
    let with_codes = decided.accounts.iter().zip(places(text).accounts);
    for (record, place) in with_codes.filter(|(record, _)| !record.evidence.is_empty()) {
        let both = Register {
            entries: [register(record.periods.0), register(record.periods.1)].map(|one| one.entries).concat(),
        };
        for code in record.evidence.iter().filter(|code| check::register::lacks(&both, code)) {
            let problem = Problem::UnregisteredEvidence { code: bare(code) };
            findings.push(Finding::new(problem, Span::new(place.start, place.end)));
        }
    }
    findings
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
