//! Puts down how far an item has come, and that another person verified it.

use super::desk::{Desk, Ledger, Put, item_id};
use super::{Error, Spoken, Where};
use crate::evidence::bare;
use crate::ledger::one_line;
use crate::plan::item::ItemId;
use crate::plan::spelling::nearest;
use crate::progress::{Record, Status, Verification};
use crate::reading::money;
use crate::school::Role;
use crate::tracking::lead::{lead, leads};
use crate::tracking::{Claim, claim, evidence, mark};

/// What is said of an item; as typed.
#[derive(Clone, Debug, Default)]
pub struct Said<'w> {
    /// None: as it stood before.
    pub status: Option<Status>,
    pub percent: Option<u8>,
    pub note: Option<&'w str>,
    pub evidence: &'w [String],
    pub spent: Option<&'w str>,
}

impl Said<'_> {
    /// Is nothing said at all?
    pub fn is_nothing(&self) -> bool {
        self.status.is_none()
            && self.percent.is_none()
            && self.note.is_none()
            && self.evidence.is_empty()
            && self.spent.is_none()
    }
}

/// What was put down, with the plan as it stands since then.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub desk: Desk,
    pub item: ItemId,
    pub put: Put,
    pub advice: Vec<Advice>,
}

/// What whoever recorded it should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// It was verified, and what is recorded now is not.
    NoLongerVerified,
    /// Another person has to verify it.
    AwaitsVerification,
    /// The very same was recorded before, so its money counts once.
    SpentOnce,
    /// Others are there to supervise: their names.
    SupervisorsVerify { names: Vec<String> },
}

/// The plan with everything beside it: for the list, or for one item's records.
pub fn look(at: &Where<'_>, word: Option<&str>) -> Result<(Desk, Option<ItemId>), Error> {
    let item = word.map(item_id).transpose()?;
    let desk = Desk::open(at, item)?;
    if let Some(item) = item {
        desk.item(item)?;
    }
    Ok((desk, item))
}

/// Puts down how far an item has come.
pub fn record(at: &Where<'_>, word: &str, said: &Said<'_>, spoken: &Spoken<'_>) -> Result<Recorded, Error> {
    let item = item_id(word)?;
    let mut desk = Desk::open(at, Some(item))?;
    desk.item(item)?;
    let last = desk.progress.last(item);
    let status = said.status.unwrap_or_else(|| before(last, said.percent));
    let record = Record {
        item,
        date: Desk::day(spoken, at.today)?,
        status,
        percent: said.percent.map(|percent| agreed(status, percent)).transpose()?,
        note: said.note.map(one_line).filter(|note| !note.is_empty()),
        evidence: said.evidence.iter().map(|code| registered(&desk, code)).collect::<Result<_, _>>()?,
        spent: said.spent.map(spent).transpose()?,
        by: Some(desk.who(spoken)?.id.clone()),
    };
    if record.status == Status::Cancelled && record.note.is_none() {
        return Err(Error::WhyCancelled { item });
    }
    // The newest record says how an item stands: one of an earlier day must not come behind it.
    if let Some(newest) =
        desk.progress.of(item).map(|record| record.date).max().filter(|day| *day > record.date)
    {
        return Err(Error::Earlier { item, day: record.date, newest });
    }
    let was_verified = last.is_some_and(|last| matches!(claim(&desk.progress, last), Claim::Verified(_)));
    let is_news = last != Some(&record);
    if is_news && desk.progress.of(item).any(|known| *known == record) {
        return Err(Error::SaidBefore { item });
    }
    let text = if is_news { record.written(&mark(&record.written(""))) } else { String::new() };
    let put = desk.put(Ledger::Progress, text, at.writing)?;
    let mut advice = Vec::new();
    if is_news {
        desk.progress.records.push(record);
    }
    if is_news && was_verified {
        advice.push(Advice::NoLongerVerified);
    } else if is_news && status.is_done() {
        advice.push(Advice::AwaitsVerification);
    } else if !is_news && said.spent.is_some() {
        advice.push(Advice::SpentOnce);
    }
    Ok(Recorded { desk, item, put, advice })
}

/// How it stood before; a percentage says that somebody began.
fn before(last: Option<&Record>, percent: Option<u8>) -> Status {
    match last.map(|record| record.status) {
        None => Status::InProgress,
        Some(Status::NotStarted) if percent.is_some_and(|percent| percent > 0) => Status::InProgress,
        Some(status) => status,
    }
}

fn agreed(status: Status, percent: u8) -> Result<u8, Error> {
    let contradicts = match status {
        Status::Done => percent < 100,
        Status::NotStarted => percent > 0,
        Status::InProgress | Status::Partial | Status::Cancelled => false,
    };
    if contradicts { Err(Error::Contradiction { status, percent }) } else { Ok(percent) }
}

/// A code that the register has, as it stands there.
fn registered(desk: &Desk, typed: &str) -> Result<String, Error> {
    let code = bare(typed);
    if evidence::find(&desk.register, &code).is_some() {
        return Ok(code);
    }
    let known: Vec<&str> = desk.register.entries.iter().map(|entry| entry.code.as_str()).collect();
    let meant = nearest(&code, &known).map(str::to_owned);
    Err(Error::NoSuchEvidence { code, meant, has_any: !known.is_empty() })
}

/// One amount that is meant once, as it was spent; a minus puts an earlier one right.
fn spent(written: &str) -> Result<i64, Error> {
    let text = written.trim();
    let (sign, plain) = text.strip_prefix(['-', '−']).map_or((1, text), |rest| (-1, rest.trim()));
    let read = money::read(plain);
    // "Gần 2 triệu" is written with its word in front.
    let is_exact = read.per.is_none() && read.canonical().is_some_and(|text| text.starts_with(is_digit));
    let amount = plain.parse().ok().or(read.amount.filter(|_| is_exact));
    let amount = amount.and_then(|amount: u64| i64::try_from(amount).ok());
    amount.map(|amount| sign * amount).ok_or_else(|| Error::NotMoney { written: written.to_owned() })
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Puts down that a person looked at what another one says is done.
pub fn verify(at: &Where<'_>, word: &str, how: &str, spoken: &Spoken<'_>) -> Result<Recorded, Error> {
    let item = item_id(word)?;
    let mut desk = Desk::open(at, Some(item))?;
    let placed = desk.item(item)?;
    let last = desk.progress.last(item).filter(|record| record.status.is_done());
    let Some(last) = last else {
        let status = desk.progress.last(item).map(|record| record.status);
        return Err(Error::NotDone { item, status });
    };
    let person = desk.who(spoken)?;
    if last.by.as_deref() == Some(person.id.as_str()) {
        return Err(Error::OwnClaim { item, name: person.name.clone() });
    }
    if let Some(lead) = lead(&placed).filter(|lead| leads(person, &desk.record, lead)) {
        return Err(Error::OwnItem { item, name: person.name.clone(), lead });
    }
    let verification = Verification {
        item,
        of: mark(&last.written("")),
        how: Some(one_line(how)).filter(|how| !how.is_empty()),
        date: Desk::day(spoken, at.today)?.max(last.date),
        by: person.id.clone(),
    };
    let mut advice = Vec::new();
    let supervisors = desk.record.people.iter().filter(|person| person.role == Role::Supervisor);
    let names: Vec<String> = supervisors.map(|person| person.name.clone()).collect();
    if person.role != Role::Supervisor && !names.is_empty() {
        advice.push(Advice::SupervisorsVerify { names });
    }
    let is_news = !matches!(claim(&desk.progress, last), Claim::Verified(_));
    let text = if is_news { verification.written(&mark(&verification.written(""))) } else { String::new() };
    let put = desk.put(Ledger::Progress, text, at.writing)?;
    if is_news {
        desk.progress.verifications.push(verification);
    }
    Ok(Recorded { desk, item, put, advice })
}
