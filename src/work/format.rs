//! Write plans in their canonical form: read, format, replace only what changed.

use std::collections::BTreeSet;

use super::choice::Chosen;
use super::review;
use crate::finding::{Code, Finding};
use crate::folder::{self, PlanFile};
use crate::plan::format::format;
use crate::plan::item::ItemId;
use crate::plan::parse::parse;

/// What formatting one file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub name: String,
    pub change: Change,
    /// How many items got an id.
    pub new_ids: usize,
    pub findings: Vec<Finding>,
}

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was canonical.
    None,
    /// It was written anew, or would be.
    Rewritten,
    /// It was left alone because a word would have been lost.
    LeftAlone,
}

/// Whether files are replaced or only judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Write,
    Judge,
}

/// Formats one plan's file.
pub fn run(chosen: &Chosen, mode: Mode) -> Result<Outcome, folder::Error> {
    let before = folder::read_text(&chosen.path)?;
    let taken = ids_of_other_plans(chosen)?;
    let formatted = format(&before, &taken);
    let left_alone = formatted.findings.iter().any(|finding| finding.code() == Code::NotFormatted);
    let change = match (left_alone, formatted.text == before) {
        (true, _) => Change::LeftAlone,
        (false, true) => Change::None,
        (false, false) => Change::Rewritten,
    };
    if change == Change::Rewritten && mode == Mode::Write {
        folder::replace_read(&chosen.path, before.as_bytes(), formatted.text.as_bytes())?;
    }
    let new_ids = count_ids(&formatted.text).saturating_sub(count_ids(&before));
    Ok(Outcome { name: chosen.name(), change, new_ids, findings: formatted.findings })
}

/// The canonical text of one plan's file, which stays as it is.
pub fn text(chosen: &Chosen) -> Result<String, folder::Error> {
    let before = folder::read_text(&chosen.path)?;
    Ok(format(&before, &ids_of_other_plans(chosen)?).text)
}

fn count_ids(text: &str) -> usize {
    parse(text).plan.items().filter(|placed| placed.item.id.is_some()).count()
}

/// The ids that the school's other plans use, and those of items that are gone and of which people spoke: an id is never given
/// twice.
pub fn ids_of_other_plans(chosen: &Chosen) -> Result<BTreeSet<ItemId>, folder::Error> {
    let mut taken = BTreeSet::new();
    let folders = chosen.place.as_ref().and_then(|place| place.path.parent()?.parent());
    let Some(school) = folders else { return Ok(taken) };
    let id = school.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let school = folder::SchoolFolder { id, inside: String::new(), path: school.to_path_buf() };
    for plan in school.plans()? {
        if plan.path != chosen.path {
            let text = folder::read_text(&plan.path)?;
            taken.extend(parse(&text).plan.items().filter_map(|placed| placed.item.id));
        }
    }
    if let Some(place) = &chosen.place {
        taken.extend(ids_spoken_of(place)?);
    }
    Ok(taken)
}

/// Ids that are gone from the plan, and of which people said something: a new item must not get their words.
fn ids_spoken_of(place: &PlanFile) -> Result<BTreeSet<ItemId>, folder::Error> {
    let (book, _) = review::read(place)?;
    let mut spoken: BTreeSet<ItemId> = book.comments.values().filter_map(|comment| comment.item).collect();
    spoken.extend(book.verdicts.values().flat_map(|verdict| verdict.items.keys().copied()));
    if spoken.is_empty() {
        return Ok(spoken);
    }
    let text = folder::read_text_if_there(&place.path)?.unwrap_or_default();
    let own: BTreeSet<ItemId> = parse(&text).plan.items().filter_map(|placed| placed.item.id).collect();
    spoken.retain(|id| !own.contains(id));
    Ok(spoken)
}
