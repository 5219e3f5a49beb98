//! Choosing between two versions: the conflicts that wait in the plans of the working tree, and a plan's file with a choice
//! written into it.
//!
//! A file is replaced whole, and only where it still holds what was read. What is not chosen keeps its bytes.

use std::path::Path;

use crate::folder;
use crate::merge::choose::{Open, Pick, Stuck, choose, open};
use crate::period::Period;
use crate::plan::item::ItemId;
use crate::plan::spelling::fold_words;
use crate::work::choice::{self, Choice, Chosen};

/// Where to look; as typed.
#[derive(Clone, Copy, Debug)]
pub struct Where<'w> {
    pub here: &'w Path,
    pub school: Option<&'w str>,
    pub period: Option<Period>,
}

/// A plan in which something waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub plan: Chosen,
    pub text: String,
    pub open: Vec<Open>,
}

/// Which of the conflicts; as typed.
#[derive(Clone, Copy, Debug)]
pub struct Which<'w> {
    /// An item's id, or a number of the list.
    pub item: &'w str,
    /// A field's label.
    pub field: Option<&'w str>,
}

/// Why nothing was chosen.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    /// Neither an id nor a number of the list with an open conflict.
    NoSuch {
        item: String,
        field: Option<String>,
    },
    /// It waits in several plans.
    Several {
        item: String,
        plans: Vec<String>,
    },
    Stuck {
        plan: String,
        line: usize,
        why: Stuck,
    },
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

/// The plans in which something waits, in order.
pub fn waiting(place: &Where<'_>) -> Result<Vec<Waiting>, Error> {
    let period = place.period.map(|period| period.to_string());
    let words: Vec<String> = period.into_iter().collect();
    let chosen = choice::plans(&Choice { here: place.here, words: &words, school: place.school })?;
    let mut all = Vec::new();
    for plan in chosen {
        let text = folder::read_text(&plan.path)?;
        let open = open(&text);
        if !open.is_empty() {
            all.push(Waiting { plan, text, open });
        }
    }
    Ok(all)
}

/// The conflicts that are meant, each by its plan and its place there.
pub fn find(all: &[Waiting], which: &Which<'_>) -> Result<Vec<(usize, usize)>, Error> {
    let places =
        all.iter().enumerate().flat_map(|(plan, waiting)| (0..waiting.open.len()).map(move |at| (plan, at)));
    let places: Vec<(usize, usize)> = places.collect();
    let number = which.item.parse::<usize>().ok().and_then(|number| places.get(number.checked_sub(1)?));
    let id: Option<ItemId> = which.item.trim_matches(['{', '#', '}']).parse().ok();
    let is_it = |(plan, at): &(usize, usize)| {
        let one = all.get(*plan).and_then(|waiting| waiting.open.get(*at));
        one.is_some_and(|one| {
            id.is_some()
                && one.item == id
                && which.field.is_none_or(|field| fold_words(field) == fold_words(&one.what))
        })
    };
    let found = match number {
        Some(place) => vec![*place],
        None => places.iter().copied().filter(is_it).collect(),
    };
    let (item, field) = (which.item.to_owned(), which.field.map(str::to_owned));
    let mut plans: Vec<usize> = found.iter().map(|(plan, _)| *plan).collect();
    plans.dedup();
    match plans.len() {
        0 => Err(Error::NoSuch { item, field }),
        1 => Ok(found),
        _ => {
            let names = plans.iter().filter_map(|plan| all.get(*plan)).map(|waiting| waiting.plan.name());
            Err(Error::Several { item, plans: names.collect() })
        }
    }
}

/// The plan's text with these conflicts decided.
pub fn decided(waiting: &Waiting, places: &[usize], pick: Pick) -> Result<String, Error> {
    let mut places = places.to_vec();
    // From the last one on: those before keep their places.
    places.sort_unstable();
    let mut text = waiting.text.clone();
    for at in places.into_iter().rev() {
        text = choose(&text, at, pick).map_err(|why| Error::Stuck {
            plan: waiting.plan.name(),
            line: waiting.open.get(at).map_or(0, |one| one.line),
            why,
        })?;
    }
    Ok(text)
}

/// Writes it, if the file still holds what was read.
pub fn write(waiting: &Waiting, text: &str) -> Result<(), Error> {
    Ok(folder::replace_read(&waiting.plan.path, waiting.text.as_bytes(), text.as_bytes())?)
}
