//! Report what came of a plan: find it, the school's years before it and the plan after it, judge.
//!
//! A plan of several years is followed by the first plan that begins when it ends; a plan of one of
//! its own years is not what came after it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::choice::{self, Choice, Chosen};
use super::continuity;
use super::tracking::interim::{Interim, Review};
use super::tracking::{self, Where, Writing};
use crate::compare::{Chain, Prepared, Side};
use crate::config::Config;
use crate::continuity::Continuity;
use crate::date::Date;
use crate::folder::{self, PlanFile};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::parse::parse;
use crate::progress::Progress;
use crate::report::{Report, Source};
use crate::school::School;

/// What to report on, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub here: &'a Path,
    /// A period, or a plan's file.
    pub plan: &'a str,
    pub school: Option<&'a str>,
    pub until: Option<Date>,
    /// As a review within the year, made today.
    pub review: Option<(Review, Date)>,
}

/// A report with the names of its school and people.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The school's id.
    pub school: Option<String>,
    /// The school's own name, from its record.
    pub name: Option<String>,
    /// The plan's period; of a file outside of a repository, as its front matter says.
    pub period: Option<Period>,
    /// The school's people: names by their ids.
    pub people: BTreeMap<String, String>,
    /// The education offices that the repository names.
    pub offices: Vec<String>,
    pub report: Report,
    /// How the plan stood, where it is a review within the year.
    pub interim: Option<Interim>,
    /// What was wrong with a `progress.toml` or `continuity.toml`; it was left out.
    pub unread: Vec<(PathBuf, String)>,
}

/// Why there is no report.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    Tracking(tracking::Error),
    /// A review is made of the records beside a plan, and this file lies in no school's folder.
    NoRecords {
        path: PathBuf,
    },
    /// A plan of several years has several reviews.
    WhichDay {
        period: Period,
    },
    /// The word leads to several plans, and a report is about one.
    Several {
        names: Vec<String>,
    },
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Choice(error)
    }
}

impl From<tracking::Error> for Error {
    fn from(error: tracking::Error) -> Self {
        Error::Tracking(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// One plan with its records.
struct Found {
    plan: Plan,
    progress: Progress,
}

/// Makes the report.
pub fn report(wanted: &Wanted<'_>) -> Result<Reported, Error> {
    let chosen = chosen(wanted)?;
    if wanted.review.is_some() && chosen.place.is_none() {
        return Err(Error::NoRecords { path: chosen.path });
    }
    let interim = chosen.place.as_ref().map(|place| interim(wanted, place)).transpose()?.flatten();
    let until = interim.as_ref().map(|interim| interim.day).or(wanted.until);
    let mut reader = Reader::default();
    let mut years = Vec::new();
    let mut at = 0;
    let mut decided = Continuity::default();
    match &chosen.place {
        Some(place) => {
            let (before, after) = neighbours(place, until)?;
            at = before.len();
            for plan in &before {
                // Earlier years only tell how long a weakness has stood; their records are not asked.
                let plan = parse(&folder::read_text(&plan.path)?).plan;
                years.push(Found { plan, progress: Progress::default() });
            }
            for plan in std::iter::once(place).chain(&after) {
                years.push(reader.plan(&plan.path)?);
            }
            decided = reader.decided(place)?;
        }
        None => years.push(reader.plan(&chosen.path)?),
    }
    let prepared: Vec<Prepared<'_>> = years
        .iter()
        .map(|found| Prepared::new(Side { plan: &found.plan, progress: &found.progress }))
        .collect();
    let chain = Chain::new(&prepared.iter().collect::<Vec<_>>(), &decided);
    let report = Report::of(&Source { chain: &chain, at, until });
    let record = chosen.place.as_ref().and_then(school_record);
    let people = record.iter().flat_map(|record| &record.people);
    Ok(Reported {
        school: chosen.place.as_ref().map(|place| place.school.clone()).or(report.front.school.clone()),
        name: record.as_ref().map(|record| record.school.name.clone()),
        period: chosen.place.as_ref().map(|place| place.period).or(report.front.period()),
        people: people.map(|person| (person.id.clone(), person.name.clone())).collect(),
        offices: offices(wanted.here),
        report,
        interim,
        unread: reader.unread,
    })
}

/// How the plan stood, where a review is asked for.
fn interim(wanted: &Wanted<'_>, place: &PlanFile) -> Result<Option<Interim>, Error> {
    let Some((review, today)) = wanted.review else { return Ok(None) };
    let period = place.period;
    let day = wanted.until.or_else(|| review.last_day(period, today));
    let day = day.ok_or(Error::WhichDay { period })?;
    let at = Where {
        here: wanted.here,
        school: Some(&place.school),
        period: Some(period),
        today,
        writing: Writing::Pretend,
    };
    Ok(Some(tracking::interim::interim(&at, review, day)?))
}

/// The one plan that is meant.
fn chosen(wanted: &Wanted<'_>) -> Result<Chosen, Error> {
    let words = [wanted.plan.to_owned()];
    let choice = Choice { here: wanted.here, words: &words, school: wanted.school };
    let is_file = wanted.here.join(wanted.plan).is_file();
    if let (Ok(period), false) = (wanted.plan.parse::<Period>(), is_file) {
        return Ok(choice::plan_of(&choice, period)?.into());
    }
    let mut chosen = choice::plans(&choice)?;
    match (chosen.pop(), chosen.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(last), false) => {
            Err(Error::Several { names: chosen.iter().chain([&last]).map(Chosen::name).collect() })
        }
        (None, _) => Err(choice::Error::Unknown { word: wanted.plan.to_owned(), meant: None }.into()),
    }
}

/// The plans before it, as far as they follow each other, oldest first, and the one after it.
/// A report up to a day does not ask what came after.
fn neighbours(
    place: &PlanFile,
    until: Option<Date>,
) -> Result<(Vec<PlanFile>, Option<PlanFile>), folder::Error> {
    let plans = place.school_folder().plans()?;
    let mut before: Vec<PlanFile> = Vec::new();
    for earlier in plans.iter().rev().filter(|plan| plan.period < place.period) {
        let next = before.last().map_or(place.period, |plan| plan.period);
        if !earlier.period.is_followed_by(&next) {
            break;
        }
        before.push(earlier.clone());
    }
    before.reverse();
    let after = plans.into_iter().find(|plan| plan.period.first() >= place.period.last());
    Ok((before, after.filter(|_| until.is_none())))
}

/// The school's record, for its name and its people's; a report is readable without it.
fn school_record(place: &PlanFile) -> Option<School> {
    let text = folder::read_text_if_there(&place.school_folder().record()).ok()??;
    School::parse(&text).ok()
}

/// The names of the offices in the repository's settings; none where they cannot be read.
fn offices(here: &Path) -> Vec<String> {
    let text =
        choice::root(here).and_then(|root| folder::read_text_if_there(&root.join("caitien.toml")).ok()?);
    let config = Config::read(&text.unwrap_or_default()).0;
    config.offices.into_iter().map(|office| office.name).collect()
}

/// A file's name as people know it: of one year, with the year.
pub fn known_name(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let year = path.parent().and_then(name).filter(|year| year.parse::<Period>().is_ok());
    let file = name(path).unwrap_or_default();
    year.map_or(file.clone(), |year| format!("{year}/{file}"))
}

/// Reads plans with their records; what cannot be read of the records is left out, and told.
#[derive(Default)]
struct Reader {
    unread: Vec<(PathBuf, String)>,
}

impl Reader {
    fn plan(&mut self, path: &Path) -> Result<Found, Error> {
        let plan = parse(&folder::read_text(path)?).plan;
        let records = path.with_file_name("progress.toml");
        let text = match folder::read_text_if_there(&records) {
            Ok(text) => text.unwrap_or_default(),
            Err(error) => {
                self.unread.push((records, error.to_string()));
                return Ok(Found { plan, progress: Progress::default() });
            }
        };
        let progress = Progress::parse(&text).unwrap_or_else(|invalid| {
            self.unread.push((records, invalid.detail));
            Progress::default()
        });
        Ok(Found { plan, progress })
    }

    fn decided(&mut self, place: &PlanFile) -> Result<Continuity, Error> {
        let (decided, unread) = continuity::read(&place.school_folder())?;
        self.unread.extend(unread.map(|(path, invalid)| (path, invalid.detail)));
        Ok(decided)
    }
}
