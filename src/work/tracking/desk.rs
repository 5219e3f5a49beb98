//! A plan with everything that is recorded beside it, and the one way in which something is added.

use std::path::PathBuf;

use super::{Error, Spoken, Where, Writing};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::evidence::Register;
use crate::export::sheet::rows::Source;
use crate::folder::{self, PlanFile, SchoolFolder};
use crate::petition::Petitions;
use crate::plan::item::{ItemId, Kind};
use crate::plan::parse::parse;
use crate::plan::spelling::nearest;
use crate::plan::{Placed, Plan};
use crate::progress::Progress;
use crate::school::{Person, School};
use crate::work::choice::{self, Choice};
use crate::work::ledger;
use crate::work::who::who;

/// A file of records beside a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ledger {
    Progress,
    Evidence,
    Petitions,
}

impl Ledger {
    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Ledger::Progress => "progress.toml",
            Ledger::Evidence => "evidence.toml",
            Ledger::Petitions => "petitions.toml",
        }
    }

    /// What a new file begins with.
    fn head(self) -> &'static str {
        match self {
            Ledger::Progress => include_str!("../../../templates/progress.toml"),
            Ledger::Evidence => include_str!("../../../templates/evidence.toml"),
            Ledger::Petitions => include_str!("../../../templates/petitions.toml"),
        }
    }
}

/// A file that could not be understood and was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub ledger: Ledger,
    /// From the repository's root.
    pub path: String,
    pub detail: String,
}

/// What was added to a file, or would be.
#[derive(Clone, Debug)]
pub struct Put {
    pub ledger: Ledger,
    /// From the repository's root.
    pub path: String,
    /// The lines that were added; empty where the same stood there before.
    pub text: String,
    /// Two people's records of this file merge by themselves.
    pub merges: bool,
}

/// A plan and what lies beside it.
#[derive(Clone, Debug)]
pub struct Desk {
    pub root: PathBuf,
    pub school: SchoolFolder,
    pub record: School,
    pub place: PlanFile,
    pub plan: Plan,
    pub progress: Progress,
    pub register: Register,
    pub petitions: Petitions,
    pub unread: Vec<Unread>,
}

impl Desk {
    /// Opens the plan that is meant; of several schools, that of the one in whose plans the item stands.
    pub fn open(at: &Where<'_>, item: Option<ItemId>) -> Result<Desk, Error> {
        let choice = Choice { here: at.here, words: &[], school: at.school };
        let (root, school) = choice::school_of(&choice, item)?;
        Desk::of(root, school, at, item)
    }

    /// The same of a school that is known.
    pub fn of(
        root: PathBuf,
        school: SchoolFolder,
        at: &Where<'_>,
        item: Option<ItemId>,
    ) -> Result<Desk, Error> {
        let path = school.record();
        let record = School::parse(&folder::read_text(&path)?)
            .map_err(|source| Error::ReadSchool { path, detail: source.detail })?;
        let (place, plan) = chosen(&school, at, item)?;
        let mut desk = Desk {
            root,
            school,
            record,
            place,
            plan,
            progress: Progress::default(),
            register: Register::default(),
            petitions: Petitions::default(),
            unread: Vec::new(),
        };
        desk.progress = desk.read(Ledger::Progress, |text| Progress::parse(text).map_err(|flaw| flaw.detail));
        desk.register = desk.read(Ledger::Evidence, |text| Register::parse(text).map_err(|flaw| flaw.detail));
        desk.petitions =
            desk.read(Ledger::Petitions, |text| Petitions::parse(text).map_err(|flaw| flaw.detail));
        Ok(desk)
    }

    fn read<T: Default>(&mut self, ledger: Ledger, parse: impl Fn(&str) -> Result<T, String>) -> T {
        let read = folder::read_text_if_there(&self.place.beside(ledger.name()));
        let read = read.map_err(|error| error.to_string());
        let read = read.and_then(|text| text.map_or_else(|| Ok(T::default()), |text| parse(&text)));
        read.unwrap_or_else(|detail| {
            self.unread.push(Unread { ledger, path: self.place.beside_inside(ledger.name()), detail });
            T::default()
        })
    }

    /// The item that is meant.
    pub fn item(&self, id: ItemId) -> Result<Placed<'_>, Error> {
        if let Some(placed) = self.plan.item(id) {
            return Ok(placed);
        }
        let items = || self.plan.items().filter(|placed| placed.item.kind != Kind::Strength);
        let known: Vec<String> =
            items().filter_map(|placed| placed.item.id).map(|id| id.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let meant = nearest(&id.to_string(), &known).map(str::to_owned);
        let lacks_ids = items().any(|placed| placed.item.id.is_none());
        Err(Error::NoSuchItem { id, meant, period: self.place.period, lacks_ids })
    }

    /// Who speaks.
    pub fn who(&self, spoken: &Spoken<'_>) -> Result<&Person, Error> {
        Ok(who(&self.root, &self.record, spoken.by)?)
    }

    /// A person's name where the record has it.
    pub fn name(&self, id: &str) -> String {
        self.record.person(id).map_or(id, |person| person.name.as_str()).to_owned()
    }

    /// The catalogue by which the plan's criteria are numbered.
    pub fn catalog(&self) -> Result<Catalog, Error> {
        let id = self.plan.front.catalog.clone().unwrap_or_default();
        let (catalogs, _) = folder::catalogs(&self.root)?;
        catalogs.get(&id).cloned().ok_or(Error::UnknownCatalog { catalog: id })
    }

    /// What tables are made of.
    pub fn source(&self) -> Source<'_> {
        Source {
            plan: &self.plan,
            progress: &self.progress,
            school: &self.school.id,
            name: &self.record.school.name,
            period: Some(self.place.period),
        }
    }

    /// Adds a record to a file, or says what would be added. Nothing is added to a file that cannot be read.
    pub fn put(&self, ledger: Ledger, text: String, writing: Writing) -> Result<Put, Error> {
        if let Some(unread) = self.unread.iter().find(|unread| unread.ledger == ledger) {
            return Err(Error::Flawed { path: unread.path.clone(), detail: unread.detail.clone() });
        }
        if writing == Writing::Write && !text.is_empty() {
            ledger::append(&self.place.beside(ledger.name()), ledger.head(), &text)?;
        }
        Ok(Put {
            ledger,
            path: self.place.beside_inside(ledger.name()),
            text,
            merges: ledger::merges(&self.root, ledger.name()),
        })
    }

    /// Nothing is said of a day that has not come.
    pub fn day(spoken: &Spoken<'_>, today: Date) -> Result<Date, Error> {
        let day = spoken.date.unwrap_or(today);
        if day > today { Err(Error::Future { day, today }) } else { Ok(day) }
    }
}

/// Reads an id as people paste it.
pub fn item_id(word: &str) -> Result<ItemId, Error> {
    let plain = word.trim().trim_start_matches(['{', '#', '[']).trim_end_matches(['}', ']']);
    plain.parse().map_err(|()| Error::NotAnId { word: word.to_owned() })
}

/// The plan of the named period; else of the newest that has begun and has the item, else of the next one to begin.
fn chosen(school: &SchoolFolder, at: &Where<'_>, item: Option<ItemId>) -> Result<(PlanFile, Plan), Error> {
    let plans = school.plans()?;
    let read = |place: &PlanFile| Ok::<_, Error>(parse(&folder::read_text(&place.path)?).plan);
    let has: Vec<_> = plans.iter().map(|plan| plan.period).collect();
    if let Some(period) = at.period {
        let place = plans.into_iter().find(|plan| plan.period == period);
        let place = place.ok_or(Error::NoPlan { school: school.id.clone(), period: Some(period), has })?;
        let plan = read(&place)?;
        return Ok((place, plan));
    }
    let has_begun = |plan: &&PlanFile| begins(plan) <= at.today;
    let begun = plans.iter().rev().filter(has_begun);
    let order: Vec<&PlanFile> = begun.chain(plans.iter().filter(|plan| !has_begun(plan))).collect();
    for place in &order {
        let plan = read(place)?;
        if item.is_none_or(|id| plan.item(id).is_some()) {
            return Ok(((*place).clone(), plan));
        }
    }
    // No plan has it: the first one can at least say what was probably meant.
    let first = order.first().ok_or(Error::NoPlan { school: school.id.clone(), period: None, has })?;
    Ok(((*first).clone(), read(first)?))
}

/// A school year begins in August.
fn begins(plan: &PlanFile) -> Date {
    Date { year: plan.period.first(), month: 8, day: 1 }
}
