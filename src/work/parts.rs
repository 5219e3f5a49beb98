//! Who drafts which part of a plan: what was assigned, what nobody has, and edits in somebody else's part.
//!
//! Parts are told in `school.toml`; changing that is a change of the trust record, made elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::check::{Checked, FileKind};
use super::choice::{self, Choice, Chosen};
use super::named::school_record;
use super::who::is_theirs;
use crate::config::Config;
use crate::finding::{Finding, Problem, Span};
use crate::folder;
use crate::git::{self, Repo};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::item::{Anchor, CriterionId};
use crate::plan::parse::parse;
use crate::school::{Person, Role, School};
use crate::work::edits::between;

/// Who drafts what in a school.
#[derive(Clone, Debug)]
pub struct Assigned {
    pub school: String,
    /// Those who draft something, in the order of the record.
    pub people: Vec<Person>,
    /// The newest plan.
    pub period: Option<Period>,
    /// Its criteria that nobody drafts, with their names.
    pub nobodys: Vec<(CriterionId, String)>,
}

/// Why it cannot be told.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
}

impl From<choice::Error> for Error {
    fn from(error: choice::Error) -> Self {
        Error::Choice(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

/// Who drafts what in the one school that is meant.
pub fn assigned(here: &Path, school: Option<&str>) -> Result<Assigned, Error> {
    let (_, school) = choice::school(&Choice { here, words: &[], school })?;
    let record = School::parse(&folder::read_text(&school.record())?).ok();
    let newest = school.plans()?.pop();
    let plan = newest.as_ref().map(|place| folder::read_text(&place.path)).transpose()?;
    let plan = plan.map(|text| parse(&text).plan).unwrap_or_default();
    let drafts_anything = |person: &&Person| !person.standards.is_empty() || !person.criteria.is_empty();
    let people: Vec<Person> =
        record.iter().flat_map(|record| &record.people).filter(drafts_anything).cloned().collect();
    let has = |id: CriterionId| people.iter().any(|person| person.drafts(Anchor::Criterion(id)));
    let criteria = plan.standards().flat_map(|standard| &standard.criteria);
    let nobodys = criteria.filter(|one| !has(one.id)).map(|one| (one.id, one.name.clone())).collect();
    Ok(Assigned { school: school.id, people, period: newest.map(|place| place.period), nobodys })
}

/// The plans that differ from HEAD, as HEAD has them; and who sits here.
#[derive(Default)]
pub struct Parts {
    email: Option<String>,
    before: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Nothing where there is no git, or nobody knows who sits here: then nobody is warned.
    pub fn read(root: &Path) -> Parts {
        Parts::of(root).unwrap_or_default()
    }

    fn of(root: &Path) -> Result<Parts, git::status::StatusError> {
        let repo = Repo::open(root)?;
        let (email, head) = (repo.config("user.email")?, repo.head()?);
        let mut before = BTreeMap::new();
        let Some(head) = head.filter(|_| email.is_some()) else { return Ok(Parts::default()) };
        for change in git::status::survey(&repo)?.changes {
            if change.path.ends_with("/plan.md")
                && let Some(bytes) = repo.read(head, &change.path)?
            {
                before.insert(change.path, bytes);
            }
        }
        Ok(Parts { email, before })
    }

    /// Adds a warning to a plan's file for each part of it that is somebody else's and was edited here.
    pub(super) fn warn(&self, chosen: &Chosen, mut checked: Vec<Checked>, config: &Config) -> Vec<Checked> {
        let Some(place) = &chosen.place else { return checked };
        let Some(before) = self.before.get(&place.inside) else { return checked };
        let Some(record) = school_record(place) else { return checked };
        let Ok(text) = folder::read_text(&place.path) else { return checked };
        let parsed = parse(&text);
        let before = parse(&String::from_utf8_lossy(before)).plan;
        let edited: BTreeSet<Anchor> =
            between(&before, &parsed.plan).into_iter().filter_map(|edit| edit.anchor).collect();
        let found: Vec<Finding> =
            edited.into_iter().filter_map(|part| self.finding(part, &record, &parsed.plan)).collect();
        let file = checked.iter_mut().find(|file| file.kind == FileKind::Plan);
        if let Some(file) = file.filter(|_| !found.is_empty()) {
            // A plan that was known to be clean was not read for its text.
            file.text = parsed.text;
            file.switched_off += found.len();
            let kept = config.keep(found);
            file.switched_off -= kept.len();
            file.findings.extend(kept);
            file.findings.sort_by_key(|finding| finding.span);
        }
        checked
    }

    fn finding(&self, part: Anchor, record: &School, plan: &Plan) -> Option<Finding> {
        let mut me = record.people.iter().filter(|person| is_theirs(person, self.email.as_deref()));
        let (me, None) = (me.next()?, me.next()) else { return None };
        let leads = matches!(me.role, Role::Principal | Role::Deputy);
        let others: Vec<&str> = record.drafters(part).map(|person| person.name.as_str()).collect();
        if leads || me.drafts(part) || others.is_empty() {
            return None;
        }
        let problem = Problem::OthersPart { part: part.to_string(), people: others.join(", ") };
        Some(Finding::new(problem, heading(plan, part)))
    }
}

/// Where a part begins; nowhere where it was taken out.
fn heading(plan: &Plan, part: Anchor) -> Span {
    let criterion = |id| {
        let mut criteria = plan.standards().flat_map(|standard| &standard.criteria);
        criteria.find(|one| one.id == id).map(|one| one.heading_span)
    };
    let found = match part {
        Anchor::Criterion(id) => criterion(id),
        Anchor::Standard(number) => {
            plan.standards().find(|one| one.number == Some(number)).map(|one| one.heading_span)
        }
    };
    found.unwrap_or_default()
}
