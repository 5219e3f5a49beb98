//! Puts down what became of a weakness that the later plan no longer has.

use super::desk::{Desk, Record, Year, item, mark, one};
use super::pending::approved;
use super::{Error, Recorded, Where, Word};
use crate::compare::{Ref, Status, Weakness};
use crate::continuity::{AccountRecord, Outcome, Periods};
use crate::plan::{ItemId, Kind};

/// What was put down about a weakness.
#[derive(Clone, Debug)]
pub struct Accounted {
    pub record: AccountRecord,
    pub recorded: Recorded,
}

/// Puts it down, or says what that would do.
pub fn account(
    at: &Where<'_>,
    word: &str,
    (outcome, evidence): (Outcome, &[String]),
    spoken: &Word<'_>,
) -> Result<Accounted, Error> {
    let item = item(at, word)?;
    if item.kind != Kind::Weakness {
        return Err(Error::NotAWeakness { id: item });
    }
    let desk = Desk::open(at, Some(item))?;
    let approved = approved(&desk, at.to)?;
    let periods = periods(&desk, at, item, &approved)?;
    let to = desk.year(periods.1)?;
    let from = approved.iter().find(|year| year.place.period == periods.0 && year.plan.item(item).is_some());
    let from = match from {
        Some(year) => year,
        None => desk.year(periods.0)?,
    };
    let evidence = evidence.iter().map(|code| code.trim().trim_matches(['[', ']']).to_owned()).collect();
    let record = AccountRecord { item, periods, outcome, evidence, signed: desk.signed(spoken)? };
    let says = |one: &AccountRecord| (one.outcome, one.evidence.clone(), one.signed.reason.clone());
    let known = desk.decided.account(item, periods);
    let is_news = known.is_none_or(|known| says(known) != says(&record));
    let text = if is_news { record.written(&mark(&record.written(""))) } else { String::new() };
    let mut decided = desk.decided.clone();
    decided.accounts.push(record.clone());
    let recorded =
        desk.put(&Record { years: (from, to), items: vec![item], decided, text, writing: at.writing })?;
    Ok(Accounted { record, recorded })
}

/// The plan in which it stood last and the one that no longer has it: as named, else the only such pair.
fn periods(desk: &Desk, at: &Where<'_>, id: ItemId, approved: &[Year]) -> Result<Periods, Error> {
    let is_there = |year: &Year| year.plan.item(id).is_some();
    if !desk.years.iter().chain(approved).any(is_there) {
        return Err(desk.no_such_item(id));
    }
    for period in [at.from, at.to].into_iter().flatten() {
        desk.year(period)?;
    }
    let mut pairs: Vec<Periods> = Vec::new();
    let mut stands = None;
    let newest = desk.years.iter().rfind(|year| at.to.is_none_or(|to| to == year.place.period));
    let neighbours = desk.years.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((from, to)),
        _ => None,
    });
    // The approved plan comes last: what was left out on the way to it is already a pair.
    for (from, to) in neighbours.chain(approved.iter().filter_map(|base| Some((base, newest?)))) {
        let pair = (from.place.period, to.place.period);
        let named = at.from.is_none_or(|from| from == pair.0) && at.to.is_none_or(|to| to == pair.1);
        if !named || !is_there(from) || pairs.iter().any(|known| known.1 == pair.1) {
            continue;
        }
        match carried(desk, (from, to), id) {
            Some(weakness) => stands = Some((pair.1, weakness.after)),
            None => pairs.push(pair),
        }
    }
    match (one(pairs)?, stands) {
        (Some(pair), _) => Ok(pair),
        (None, Some((period, item))) => Err(Error::Stands { id, period, item }),
        (None, None) => Err(nowhere(desk, at, id)),
    }
}

/// As what a weakness stands in the later plan, if it does.
fn carried(desk: &Desk, years: (&Year, &Year), id: ItemId) -> Option<Weakness> {
    let told = desk.compare(years, &desk.decided).weaknesses;
    let is_meant = |side: &Option<Ref>| side.as_ref().is_some_and(|side| side.id == Some(id));
    told.into_iter().find(|one| one.status == Status::Carried && is_meant(&one.before))
}

/// It stands only in the newest plan, or not in the one that was named.
fn nowhere(desk: &Desk, at: &Where<'_>, id: ItemId) -> Error {
    let stands = desk.stands(id);
    match (at.from, desk.years.last()) {
        (Some(period), _) if !stands.contains(&period) => Error::NotIn { id, period, stands },
        (_, Some(newest)) => {
            let item = newest.plan.item(id).map(|placed| Ref::of(&placed));
            Error::Stands { id, period: stands.last().copied().unwrap_or(newest.place.period), item }
        }
        (_, None) => desk.no_such_item(id),
    }
}
