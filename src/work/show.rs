//! Read one plan for showing: the plan, what is wrong with it, and the part that was asked for.

use std::collections::BTreeMap;
use std::path::Path;

use super::choice::{self, Choice, Chosen};
use super::review;
use crate::check::{self, Subject};
use crate::finding::Finding;
use crate::folder;
use crate::petition::Petitions;
use crate::plan::Plan;
use crate::plan::item::{Anchor, ItemId};
use crate::plan::parse::{Parsed, parse};
use crate::progress::Progress;
use crate::vetting::Look;
use crate::vetting::thread::threads;

/// A plan as it lies on disk.
#[derive(Clone, Debug)]
pub struct Shown {
    pub chosen: Chosen,
    pub parsed: Parsed,
    /// All that the rules find, what the parser found included.
    pub findings: Vec<Finding>,
    /// What was put to others; nothing where it cannot be read.
    pub petitions: Petitions,
}

/// The part of a plan that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// One criterion, or what hangs on a standard alone.
    Anchor(Anchor),
    Item(ItemId),
}

/// Why a plan cannot be shown.
#[derive(Debug)]
pub enum Error {
    Choice(choice::Error),
    Folder(folder::Error),
    /// Several plans fit, and one is needed.
    Several {
        names: Vec<String>,
    },
    /// The plan has no such criterion or item.
    NoPart {
        part: String,
        plan: String,
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

/// Divides what was typed into the part (`1.5`, `S3`, `w-1.5-2021-1`) and the words for the plan.
pub fn part_of(words: &[String]) -> (Part, Vec<String>) {
    let mut part = Part::Whole;
    let mut rest = Vec::new();
    for word in words {
        match (word.parse(), word.parse()) {
            (Ok(item), _) => part = Part::Item(item),
            (_, Ok(anchor)) => part = Part::Anchor(anchor),
            _ => rest.push(word.clone()),
        }
    }
    (part, rest)
}

/// Reads the plan that was chosen: the newest one where only the school is clear.
pub fn show(choice: &Choice<'_>, part: Part) -> Result<Shown, Error> {
    let mut chosen = choice::plans(choice)?;
    if choice.words.is_empty() && schools(&chosen) == 1 {
        chosen.drain(..chosen.len().saturating_sub(1));
    }
    let one = match (chosen.pop(), chosen.is_empty()) {
        (Some(one), true) => one,
        (one, _) => {
            let names = chosen.iter().chain(one.as_ref()).map(Chosen::name).collect();
            return Err(Error::Several { names });
        }
    };
    let parsed = parse(&folder::read_text(&one.path)?);
    let (findings, petitions) = (findings(choice.here, &one, &parsed)?, petitions(&one));
    let shown = Shown { findings, petitions, parsed, chosen: one };
    if !has(&shown, part) {
        let part = match part {
            Part::Item(id) => id.to_string(),
            Part::Anchor(anchor) => anchor.to_string(),
            Part::Whole => String::new(),
        };
        return Err(Error::NoPart { part, plan: shown.chosen.name() });
    }
    Ok(shown)
}

/// What was put to others of this plan.
pub(super) fn petitions(one: &Chosen) -> Petitions {
    let path = one.place.as_ref().map(|place| place.beside("petitions.toml"));
    let text = path.and_then(|path| folder::read_text_if_there(&path).ok().flatten());
    text.and_then(|text| Petitions::parse(&text).ok()).unwrap_or_default()
}

/// How many comments on an item are open; items without any are left out.
pub fn open_comments(shown: &Shown) -> Result<BTreeMap<ItemId, usize>, folder::Error> {
    let Some(place) = &shown.chosen.place else { return Ok(BTreeMap::new()) };
    let (book, _) = review::read(place)?;
    // Whether a comment is open hangs on no plan.
    let open = threads(&book, &Plan::default(), &Look::default()).into_iter().filter(|thread| thread.is_open);
    let mut counts = BTreeMap::new();
    for item in open.filter_map(|thread| thread.comment.item) {
        *counts.entry(item).or_insert(0) += 1;
    }
    Ok(counts)
}

fn schools(chosen: &[Chosen]) -> usize {
    let mut ids: Vec<&str> =
        chosen.iter().filter_map(|one| Some(one.place.as_ref()?.school.as_str())).collect();
    ids.dedup();
    ids.len()
}

/// All that the rules find in a plan by itself.
pub(super) fn findings(here: &Path, one: &Chosen, parsed: &Parsed) -> Result<Vec<Finding>, folder::Error> {
    let catalogs = match choice::root(here) {
        Some(root) => folder::catalogs(&root)?.0,
        None => Default::default(),
    };
    let progress = Progress::default();
    let subject = Subject {
        school: one.place.as_ref().map(|place| place.school.as_str()),
        period: one.place.as_ref().map(|place| place.period),
        ..Subject::of(parsed, &catalogs, &progress)
    };
    Ok(check::check(&subject, &parsed.findings))
}

fn has(shown: &Shown, part: Part) -> bool {
    let plan = &shown.parsed.plan;
    match part {
        Part::Whole => true,
        Part::Item(id) => plan.item(id).is_some(),
        Part::Anchor(Anchor::Criterion(id)) => plan.criterion(id).is_some(),
        Part::Anchor(Anchor::Standard(number)) => {
            plan.standards().any(|standard| standard.number == Some(number))
        }
    }
}
