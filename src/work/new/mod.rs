//! Makes the next plan: from the template of the edition in force, or from an earlier plan with
//! everything unsolved carried over.
//!
//! Which edition is in force is decided by the first of September of the period's first year. A
//! plan that is there already is never overwritten.

pub mod carry;
pub mod skeleton;

use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Catalogs};
use crate::date::Date;
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::period::Period;
use crate::plan::format::{assign_ids, format, write};
use crate::plan::parse::parse;
use crate::plan::{FrontMatter, Plan};
use crate::progress::{InvalidProgress, Progress};
use crate::school::{EducationLevel, InvalidSchool, School};
use crate::work::choice::Chosen;
use crate::work::format::ids_of_other_plans;

use carry::{Carried, Earlier, carry};
use skeleton::{Criteria, Head, skeleton};

/// The plan that is wanted.
pub struct Request<'r> {
    pub root: &'r Path,
    pub school: &'r SchoolFolder,
    pub period: Period,
    /// The edition to use; else the one in force.
    pub catalog: Option<&'r str>,
    /// The plan to carry over from.
    pub from: Option<Period>,
}

/// A plan that can be written.
#[derive(Clone, Debug)]
pub struct Draft {
    pub place: PlanFile,
    pub catalog: String,
    pub text: String,
    /// None for a plan from the template.
    pub carried: Option<Carried>,
    /// The latest plan before this one.
    pub previous: Option<Period>,
    /// Items of the earlier plan that had no id in its file.
    pub without_id: usize,
}

/// Why there is no draft.
#[derive(Debug)]
pub enum Error {
    Exists {
        place: PlanFile,
    },
    NoSource {
        period: Period,
        has: Vec<Period>,
    },
    /// The earlier plan is not earlier.
    SourceNotEarlier {
        from: Period,
        period: Period,
    },
    UnknownCatalog {
        id: String,
        known: Vec<String>,
    },
    /// No edition for this level is in force on that day.
    NoCatalog {
        level: EducationLevel,
        day: Date,
    },
    ReadSchool {
        path: PathBuf,
        source: InvalidSchool,
    },
    ReadProgress {
        path: PathBuf,
        source: InvalidProgress,
    },
    Folder(folder::Error),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// Drafts the plan without writing anything.
pub fn draft(request: &Request<'_>) -> Result<Draft, Error> {
    let place = request.school.plan(request.period);
    if std::fs::symlink_metadata(&place.path).is_ok() {
        return Err(Error::Exists { place });
    }
    let record = request.school.record();
    let school = School::parse(&folder::read_text(&record)?)
        .map_err(|source| Error::ReadSchool { path: record, source })?;
    let (catalogs, _) = folder::catalogs(request.root)?;
    let catalog = catalog(request, &catalogs, school.school.level)?;
    let plans = request.school.plans()?;
    let previous = plans.iter().rev().find(|plan| plan.period < request.period);
    let last = previous.map(read).transpose()?;
    let head = head(&school, last.as_ref().map(|plan| &plan.front));
    let mut draft = Draft {
        place,
        catalog: catalog.id.clone(),
        text: String::new(),
        carried: None,
        previous: previous.map(|plan| plan.period),
        without_id: 0,
    };
    match request.from {
        None => draft.text = skeleton(&head, request.period, catalog, Criteria::Listed),
        Some(from) => carry_over(
            request,
            &Sources { from, plans: &plans, head: &head, catalog, catalogs: &catalogs },
            &mut draft,
        )?,
    }
    let chosen = Chosen { path: draft.place.path.clone(), place: Some(draft.place.clone()) };
    draft.text = format(&draft.text, &ids_of_other_plans(&chosen)?).text;
    Ok(draft)
}

/// Writes a draft where no file is.
pub fn save(draft: &Draft) -> Result<(), folder::Error> {
    folder::create(&draft.place.path, draft.text.as_bytes())
}

/// All that carrying over needs.
struct Sources<'s> {
    from: Period,
    plans: &'s [PlanFile],
    head: &'s Head,
    catalog: &'s Catalog,
    catalogs: &'s Catalogs,
}

fn carry_over(request: &Request<'_>, sources: &Sources<'_>, draft: &mut Draft) -> Result<(), Error> {
    let (from, period) = (sources.from, request.period);
    if from >= period {
        return Err(Error::SourceNotEarlier { from, period });
    }
    let has = || sources.plans.iter().map(|plan| plan.period).collect();
    let source = sources.plans.iter().find(|plan| plan.period == from);
    let source = source.ok_or_else(|| Error::NoSource { period: from, has: has() })?;
    let mut plan = read(source)?;
    let progress = progress(source)?;
    let ids = |plan: &Plan| plan.items().filter(|placed| placed.item.id.is_some()).count();
    let had = ids(&plan);
    // The ids that formatting that file would give: so both plans agree when it is formatted.
    assign_ids(&mut plan, &ids_of_other_plans(&Chosen::from(source.clone()))?);
    draft.without_id = ids(&plan).saturating_sub(had);
    let old = plan.front.catalog.as_deref().and_then(|id| sources.catalogs.get(id));
    let mut next = parse(&skeleton(sources.head, period, sources.catalog, Criteria::LeftOut)).plan;
    let earlier = Earlier { plan: &plan, progress: &progress, period: from, catalog: old };
    draft.carried = Some(carry(&earlier, &mut next, sources.catalog));
    draft.text = write(&next);
    Ok(())
}

fn read(plan: &PlanFile) -> Result<Plan, folder::Error> {
    Ok(parse(&folder::read_text(&plan.path)?).plan)
}

fn progress(plan: &PlanFile) -> Result<Progress, Error> {
    let path = plan.progress();
    match folder::read_text_if_there(&path)? {
        Some(text) => Progress::parse(&text).map_err(|source| Error::ReadProgress { path, source }),
        None => Ok(Progress::default()),
    }
}

fn catalog<'c>(
    request: &Request<'_>,
    catalogs: &'c Catalogs,
    level: EducationLevel,
) -> Result<&'c Catalog, Error> {
    if let Some(id) = request.catalog {
        let known = || catalogs.ids().into_iter().map(str::to_owned).collect();
        return catalogs.get(id).ok_or_else(|| Error::UnknownCatalog { id: id.to_owned(), known: known() });
    }
    let day = Date { year: request.period.first(), month: 9, day: 1 };
    catalogs.in_force(level, day).ok_or(Error::NoCatalog { level, day })
}

/// The head of the new plan: the principal of today, place and recipients of the last plan.
fn head(school: &School, last: Option<&FrontMatter>) -> Head {
    let principal = school.principal().map(|person| person.name.clone());
    Head {
        school: school.school.id.clone(),
        name: school.school.name.clone(),
        place: last.and_then(|front| front.place.clone()),
        signer: principal.unwrap_or_default(),
        recipients: last.map(|front| front.recipients.clone()).unwrap_or_default(),
    }
}
