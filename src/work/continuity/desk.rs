//! The desk at which a person's word is put down: a school with its people, its plans and what was decided.

use std::path::PathBuf;

use super::{Error, Recorded, Where, Word, Writing};
use crate::approval::digest;
use crate::compare::{Chain, Comparison, ItemChange, Prepared, Ref, Side, Weakness};
use crate::continuity::{Continuity, Periods, Signed};
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::period::Period;
use crate::plan::parse::parse;
use crate::plan::spelling::nearest;
use crate::plan::{ItemId, Kind, Plan};
use crate::progress::Progress;
use crate::school::School;
use crate::work::choice::{self, Choice};
use crate::work::diff::Compared;
use crate::work::ledger;
use crate::work::who::who;

/// What a new file begins with.
const HEAD: &str = include_str!("../../../templates/continuity.toml");

/// One plan of the school, as it lies on disk.
pub(super) struct Year {
    pub(super) place: PlanFile,
    pub(super) plan: Plan,
    pub(super) progress: Progress,
}

pub(super) struct Desk {
    pub(super) root: PathBuf,
    pub(super) school: SchoolFolder,
    pub(super) record: School,
    /// Oldest first.
    pub(super) years: Vec<Year>,
    pub(super) decided: Continuity,
}

impl Desk {
    /// Opens the desk of the school that was named, else of the one in whose plans the item stands.
    pub(super) fn open(at: &Where<'_>, item: Option<ItemId>) -> Result<Desk, Error> {
        let choice = Choice { here: at.here, words: &[], school: at.school };
        let (root, school) = choice::school_of(&choice, item)?;
        let path = school.record();
        let record = School::parse(&folder::read_text(&path)?)
            .map_err(|source| Error::ReadSchool { path: path.clone(), source })?;
        let (decided, flaw) = super::read(&school)?;
        if let Some((_, source)) = flaw {
            return Err(Error::Flawed { path: school.continuity_inside(), source });
        }
        let mut years = Vec::new();
        for place in school.plans()? {
            let plan = parse(&folder::read_text(&place.path)?).plan;
            let progress = folder::read_text_if_there(&place.progress())?.unwrap_or_default();
            years.push(Year { place, plan, progress: Progress::parse(&progress).unwrap_or_default() });
        }
        Ok(Desk { root, school, record, years, decided })
    }

    pub(super) fn periods(&self) -> Vec<Period> {
        self.years.iter().map(|year| year.place.period).collect()
    }

    /// The plans in which an item stands.
    pub(super) fn stands(&self, id: ItemId) -> Vec<Period> {
        let years = self.years.iter().filter(|year| year.plan.item(id).is_some());
        years.map(|year| year.place.period).collect()
    }

    pub(super) fn year(&self, period: Period) -> Result<&Year, Error> {
        let year = self.years.iter().find(|year| year.place.period == period);
        year.ok_or_else(|| Error::NoPlan { period, has: self.periods() })
    }

    /// The plans with items that have no id yet.
    pub(super) fn without_ids(&self) -> Vec<Period> {
        let lacks = |year: &&Year| {
            let mut items = year.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
            items.any(|placed| placed.item.id.is_none())
        };
        self.years.iter().filter(lacks).map(|year| year.place.period).collect()
    }

    /// No plan has this item: which one was meant?
    pub(super) fn no_such_item(&self, id: ItemId) -> Error {
        let known = self.years.iter().flat_map(|year| year.plan.items());
        let known: Vec<String> = known
            .filter_map(|placed| placed.item.id)
            .filter(|known| known.kind == id.kind)
            .map(|id| id.to_string())
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let meant = nearest(&id.to_string(), &known).and_then(|meant| meant.parse().ok());
        Error::NoSuchItem { id, meant, without: self.without_ids() }
    }

    /// Who says it, when and why.
    pub(super) fn signed(&self, word: &Word<'_>) -> Result<Signed, Error> {
        let reason = word.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(Error::NoReason);
        }
        let by = who(&self.root, &self.record, word.by)?.id.clone();
        Ok(Signed { reason, date: word.today, by })
    }

    /// What comparing two plans says under some decisions.
    pub(super) fn compare(&self, (from, to): (&Year, &Year), decided: &Continuity) -> Comparison {
        // The years before count in how long a weakness has stood.
        let earlier = self.years.iter().filter(|year| year.place.period < from.place.period);
        let chain: Vec<&Year> = earlier.chain([from, to]).collect();
        let prepared: Vec<Prepared<'_>> = chain
            .iter()
            .map(|year| Prepared::new(Side { plan: &year.plan, progress: &year.progress }))
            .collect();
        Chain::new(&prepared.iter().collect::<Vec<_>>(), decided).last()
    }

    /// Puts a record down, or says what it would be and do.
    pub(super) fn put(&self, record: &Record<'_>) -> Result<Recorded, Error> {
        let periods = (record.years.0.place.period, record.years.1.place.period);
        let before = self.compare(record.years, &self.decided);
        let after = self.compare(record.years, &record.decided);
        let named = |side: &Option<Ref>| {
            let id = side.as_ref().and_then(|side| side.id);
            id.is_some_and(|id| record.items.contains(&id))
        };
        let about = |one: &Weakness| named(&one.before) || named(&one.after);
        let about_item = |one: &ItemChange| named(&one.before) || named(&one.after);
        let mut told = after.clone();
        told.weaknesses.retain(about);
        told.targets.retain(about_item);
        told.actions.retain(about_item);
        let mut besides = after;
        besides.weaknesses.retain(|one| !about(one) && !before.weaknesses.iter().any(|old| same(old, one)));
        let known = |old: &[ItemChange], one: &ItemChange| old.iter().any(|old| same_item(old, one));
        besides.targets.retain(|one| !about_item(one) && !known(&before.targets, one));
        besides.actions.retain(|one| !about_item(one) && !known(&before.actions, one));
        if record.writing == Writing::Write && !record.text.is_empty() {
            ledger::append(&self.school.continuity(), HEAD, &record.text)?;
        }
        Ok(Recorded {
            school: self.school.id.clone(),
            path: self.school.continuity_inside(),
            periods,
            text: record.text.clone(),
            told: self.compared(record.years, told),
            besides: self.compared(record.years, besides),
            merges: ledger::merges(&self.root, "continuity.toml"),
        })
    }

    fn compared(&self, (from, to): (&Year, &Year), mut comparison: Comparison) -> Compared {
        comparison.sections.clear();
        Compared::of_school(&self.record, (&from.plan, &to.plan), comparison)
    }
}

/// A record that is about to be put down.
pub(super) struct Record<'d> {
    pub(super) years: (&'d Year, &'d Year),
    pub(super) items: Vec<ItemId>,
    /// All decisions, this one included.
    pub(super) decided: Continuity,
    /// The lines to add; none where the same was decided before.
    pub(super) text: String,
    pub(super) writing: Writing,
}

/// The mark that keeps the lines of a record apart from those of another: a hash of what it says.
pub(super) fn mark(text: &str) -> String {
    digest::file("continuity-record", text.as_bytes()).to_string().chars().take(8).collect()
}

fn same(one: &Weakness, other: &Weakness) -> bool {
    (one.status, &one.before, &one.after) == (other.status, &other.before, &other.after)
}

fn same_item(one: &ItemChange, other: &ItemChange) -> bool {
    (one.status, &one.before, &one.after) == (other.status, &other.before, &other.after)
}

/// Reads an id; the plans without ids help to say what to do.
pub(super) fn item(at: &Where<'_>, word: &str) -> Result<ItemId, Error> {
    let plain = word.trim().trim_start_matches("{#").trim_end_matches('}');
    plain.parse().map_err(|()| {
        let without = Desk::open(at, None).map(|desk| desk.without_ids()).unwrap_or_default();
        Error::NotAnId { word: word.to_owned(), without }
    })
}

/// The one pair of plans that is meant.
pub(super) fn one(mut pairs: Vec<Periods>) -> Result<Option<Periods>, Error> {
    match pairs.len() {
        0 | 1 => Ok(pairs.pop()),
        _ => Err(Error::Several { pairs }),
    }
}
