//! Puts down that two items of two plans are, or are not, one and the same.

use super::desk::{Desk, Record, item, mark, one};
use super::{Error, Recorded, Where, Word};
use crate::continuity::{LinkRecord, Periods};
use crate::period::Period;
use crate::plan::{ItemId, Kind};

/// What a person says of two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Same,
    Different,
}

/// What was put down about two items.
#[derive(Clone, Debug)]
pub struct Linked {
    pub record: LinkRecord,
    pub recorded: Recorded,
}

/// Puts it down, or says what that would do.
pub fn link(
    at: &Where<'_>,
    (before, after): (&str, &str),
    verdict: Verdict,
    word: &Word<'_>,
) -> Result<Linked, Error> {
    let (before, after) = (item(at, before)?, item(at, after)?);
    if before.kind != after.kind {
        return Err(Error::DifferentKinds { before, after });
    }
    if before.kind == Kind::Measure {
        return Err(Error::NotCompared { id: before });
    }
    let desk = Desk::open(at, Some(before))?;
    let periods = periods(&desk, at, (before, after))?;
    let years = (desk.year(periods.0)?, desk.year(periods.1)?);
    let same = verdict == Verdict::Same;
    let known = desk.decided.link((before, after), periods);
    if same && before == after && known.is_none_or(|known| known.same) && reads_as_one(&desk, before, periods)
    {
        return Err(Error::AlreadyOne { id: before });
    }
    let record = LinkRecord { before, after, periods, same, signed: desk.signed(word)? };
    let is_news =
        known.is_none_or(|known| (known.same, &known.signed.reason) != (same, &record.signed.reason));
    let text = if is_news { record.written(&mark(&record.written(""))) } else { String::new() };
    let mut decided = desk.decided.clone();
    decided.links.push(record.clone());
    let items = vec![before, after];
    let recorded = desk.put(&Record { years, items, decided, text, writing: at.writing })?;
    Ok(Linked { record, recorded })
}

/// One id and one sentence: nobody would take them for two things.
fn reads_as_one(desk: &Desk, id: ItemId, periods: Periods) -> bool {
    let text = |period| desk.year(period).ok()?.plan.item(id).map(|placed| placed.item.text.clone());
    text(periods.0) == text(periods.1)
}

/// The two plans: as named, else the only neighbours in which the items stand.
fn periods(desk: &Desk, at: &Where<'_>, (before, after): (ItemId, ItemId)) -> Result<Periods, Error> {
    for id in [before, after] {
        if desk.stands(id).is_empty() {
            return Err(desk.no_such_item(id));
        }
    }
    named(desk, (at.from, before))?;
    named(desk, (at.to, after))?;
    if let (Some(from), Some(to)) = (at.from, at.to) {
        return match from.cmp(&to) {
            std::cmp::Ordering::Less => Ok((from, to)),
            std::cmp::Ordering::Equal => Err(Error::SamePlan { period: from }),
            std::cmp::Ordering::Greater => Err(Error::NotLater { from, to }),
        };
    }
    let (earlier, later) = (desk.stands(before), desk.stands(after));
    let all = desk.periods();
    let neighbours = all.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((*from, *to)),
        _ => None,
    });
    let fits = |pair: &Periods| {
        let named = at.from.is_none_or(|from| from == pair.0) && at.to.is_none_or(|to| to == pair.1);
        named && earlier.contains(&pair.0) && later.contains(&pair.1)
    };
    let found = one(neighbours.filter(fits).collect())?;
    found.ok_or_else(|| apart((before, earlier), (after, later)))
}

fn named(desk: &Desk, (period, id): (Option<Period>, ItemId)) -> Result<(), Error> {
    let Some(period) = period else { return Ok(()) };
    desk.year(period)?;
    let stands = desk.stands(id);
    if stands.contains(&period) { Ok(()) } else { Err(Error::NotIn { id, period, stands }) }
}

fn apart(before: (ItemId, Vec<Period>), after: (ItemId, Vec<Period>)) -> Error {
    match (before.1.as_slice(), after.1.as_slice()) {
        ([one], [other]) if one == other => Error::SamePlan { period: *one },
        _ => Error::Apart { before, after },
    }
}
