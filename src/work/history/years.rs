//! One criterion or item, plan by plan.
//!
//! An item is followed by its id; a criterion within one edition by its number and between two
//! editions by its name, never by its number.

use super::plans::Committed;
use super::{ItemState, Place, Subject, Year};
use crate::catalog::{self, Catalog};
use crate::plan::item::{Anchor, CriterionId, Item, ItemId, Kind};
use crate::plan::spelling::fold_words;
use crate::plan::{Entries, Entry, Plan};

/// How it stood in each plan.
pub(super) fn years(plans: &[Committed], subject: Subject) -> Vec<Year> {
    // A number means what it means in the newest plan that has it.
    let reference = match subject {
        Subject::Place(Anchor::Criterion(id)) => {
            plans.iter().rev().find(|plan| plan.plan.criterion(id).is_some())
        }
        _ => None,
    };
    let year = |committed: &Committed| Year {
        period: committed.period,
        catalog: committed.plan.front.catalog.clone(),
        place: match subject {
            Subject::Item(id) => item_place(committed, id),
            Subject::Place(anchor) => place(committed, anchor, reference),
            Subject::School | Subject::Plan(_) | Subject::Weaknesses => None,
        },
    };
    plans.iter().map(year).collect()
}

fn item_place(committed: &Committed, id: ItemId) -> Option<Place> {
    let placed = committed.plan.item(id)?;
    let name = match placed.anchor {
        Some(Anchor::Criterion(id)) => committed.plan.criterion(id).map(|criterion| criterion.name.clone()),
        _ => None,
    };
    let items = vec![state(committed, placed.item)];
    Some(Place { anchor: placed.anchor, name: name.unwrap_or_default(), level: None, items })
}

fn place(committed: &Committed, anchor: Anchor, reference: Option<&Committed>) -> Option<Place> {
    let plan = &committed.plan;
    let (anchor, name, level, entries) = match anchor {
        Anchor::Standard(number) => {
            let standard = plan.standards().find(|standard| standard.number == Some(number))?;
            (anchor, standard.name.clone(), None, standard.entries())
        }
        Anchor::Criterion(id) => {
            let reference = reference?;
            let same_edition = plan.front.catalog == reference.plan.front.catalog;
            let wanted = official_name(&reference.plan, id);
            let criterion = plan.criteria().find(|criterion| match same_edition {
                true => criterion.id == id,
                false => fold_words(&official_name(plan, criterion.id)) == fold_words(&wanted),
            })?;
            let level = criterion.level_text().map(str::to_owned).filter(|level| !level.is_empty());
            (Anchor::Criterion(criterion.id), criterion.name.clone(), level, criterion.entries())
        }
    };
    let items = entries.iter().filter_map(|entry| match entry {
        Entry::Item(item) if item.kind != Kind::Strength => Some(state(committed, item)),
        _ => None,
    });
    Some(Place { anchor: Some(anchor), name, level, items: items.collect() })
}

/// The name of a criterion in its edition, or else as the plan has it.
fn official_name(plan: &Plan, id: CriterionId) -> String {
    let edition: Option<&Catalog> = plan.front.catalog.as_deref().and_then(catalog::embedded);
    let official = edition.and_then(|edition| edition.criterion(id)).map(|criterion| criterion.name.clone());
    official.or_else(|| plan.criterion(id).map(|criterion| criterion.name.clone())).unwrap_or_default()
}

fn state(committed: &Committed, item: &Item) -> ItemState {
    let record = item.id.and_then(|id| committed.progress.last(id));
    ItemState {
        kind: item.kind,
        id: item.id,
        text: item.text.clone(),
        status: record.map(|record| (record.status, record.date, record.percent)),
    }
}
