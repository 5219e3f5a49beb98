//! Puts down that something was put to those who can decide, and what they answered.

use super::desk::{Desk, Ledger, Put, item_id};
use super::{Error, Spoken, Where};
use crate::ledger::one_line;
use crate::petition::{Answer, Petition};
use crate::plan::item::ItemId;
use crate::plan::spelling::same_words;
use crate::tracking::{answers, mark};

/// What was put down, with the plan as it stands since then.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub desk: Desk,
    pub petition: Petition,
    pub answer: Option<Answer>,
    pub put: Put,
}

/// Puts down whom the school asked.
pub fn ask(
    at: &Where<'_>,
    word: &str,
    (to, about): (&str, Option<&str>),
    spoken: &Spoken<'_>,
) -> Result<Recorded, Error> {
    let item = item_id(word)?;
    let mut desk = Desk::open(at, Some(item))?;
    desk.item(item)?;
    let to = one_line(to);
    if to.is_empty() {
        return Err(Error::NobodyAsked);
    }
    let petition = Petition {
        item,
        to,
        about: about.map(one_line).filter(|about| !about.is_empty()),
        date: Desk::day(spoken, at.today)?,
        by: desk.who(spoken)?.id.clone(),
    };
    let is_news = !desk.petitions.petitions.contains(&petition);
    let text = if is_news { petition.written(&mark(&petition.written(""))) } else { String::new() };
    let put = desk.put(Ledger::Petitions, text, at.writing)?;
    if is_news {
        desk.petitions.petitions.push(petition.clone());
    }
    Ok(Recorded { desk, petition, answer: None, put })
}

/// Puts down what was answered.
pub fn answer(
    at: &Where<'_>,
    word: &str,
    (to, said): (Option<&str>, &str),
    spoken: &Spoken<'_>,
) -> Result<Recorded, Error> {
    let item = item_id(word)?;
    let mut desk = Desk::open(at, Some(item))?;
    desk.item(item)?;
    let said = one_line(said);
    if said.is_empty() {
        return Err(Error::NoAnswer);
    }
    let petition = meant(&desk, item, to)?.clone();
    let answer = Answer {
        item,
        of: mark(&petition.written("")),
        answer: said,
        date: Desk::day(spoken, at.today)?.max(petition.date),
        by: desk.who(spoken)?.id.clone(),
    };
    let text = answer.written(&mark(&answer.written("")));
    let put = desk.put(Ledger::Petitions, text, at.writing)?;
    desk.petitions.answers.push(answer.clone());
    Ok(Recorded { desk, petition, answer: Some(answer), put })
}

/// The petition that is answered: the only open one, or the newest one to whom was named; whoever has answered may
/// do so again.
fn meant<'d>(desk: &'d Desk, item: ItemId, to: Option<&str>) -> Result<&'d Petition, Error> {
    let open = desk.petitions.petitions.iter().filter(|one| one.item == item);
    let open = open.filter(|one| answers(&desk.petitions, one).next().is_none());
    let open: Vec<&Petition> = open.filter(|one| to.is_none_or(|to| same_words(to, &one.to))).collect();
    let named = |one: &&Petition| one.item == item && to.is_some_and(|to| same_words(to, &one.to));
    let answered = desk.petitions.petitions.iter().rfind(named);
    let newest = open.last().copied().or(answered).ok_or(Error::NoPetition { item })?;
    if open.iter().any(|one| !same_words(&one.to, &newest.to)) {
        return Err(Error::WhoAnswered { item, to: open.iter().map(|one| one.to.clone()).collect() });
    }
    Ok(newest)
}
