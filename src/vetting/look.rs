//! What somebody sees who looks at a plan, as hashes: each item, what each action hangs on, and the rest.
//!
//! An action *hangs on* the weaknesses and targets under its own heading (a criterion, or a standard by itself), and on
//! what the actions under that heading share (`Thực hiện chung`). Whether one of them is changed, added or taken away,
//! somebody who said yes to the action said it to something else. Nothing else hangs on anything.

use std::collections::BTreeMap;

use crate::approval::Hash;
use crate::approval::digest::{self, Encoder};
use crate::plan::item::{ItemId, Kind};
use crate::plan::{Entry, Placed, Plan, format};
use crate::review::Verdict;

/// What a plan looks like; hashes as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub plan: String,
    /// The plan without its items: front matter, sections, names, strengths, notes, what actions share.
    pub rest: String,
    pub items: BTreeMap<ItemId, String>,
    /// For each action what it hangs on.
    pub footing: BTreeMap<ItemId, String>,
}

impl Look {
    /// Looks at a plan.
    pub fn of(plan: &Plan) -> Look {
        let items = digest::items(plan);
        let actions = plan.items().filter(|placed| placed.item.kind == Kind::Action);
        let footing =
            actions.filter_map(|placed| Some((placed.item.id?, footing(&placed, &items).to_string())));
        Look {
            plan: digest::plan(plan).to_string(),
            rest: rest(plan).to_string(),
            footing: footing.collect(),
            items: items.iter().map(|(id, hash)| (*id, hash.to_string())).collect(),
        }
    }

    /// The hashes that a verdict on one item, or on the whole, is of.
    pub fn verdict(&self, item: Option<ItemId>) -> Verdict {
        let only = |hashes: &BTreeMap<ItemId, String>| -> BTreeMap<ItemId, String> {
            let meant = hashes.iter().filter(|(id, _)| item.is_none_or(|item| item == **id));
            meant.map(|(id, hash)| (*id, hash.clone())).collect()
        };
        Verdict {
            item,
            plan: self.plan.clone(),
            rest: item.is_none().then(|| self.rest.clone()),
            items: only(&self.items),
            footing: only(&self.footing),
            ..Verdict::default()
        }
    }
}

/// What an action hangs on. Items without an id cannot be followed, and are in no look.
fn footing(action: &Placed<'_>, hashes: &BTreeMap<ItemId, Hash>) -> Hash {
    let mut below: BTreeMap<ItemId, Hash> = BTreeMap::new();
    let mut shared = Vec::new();
    for entry in action.entries {
        match entry {
            Entry::Item(item) if matches!(item.kind, Kind::Weakness | Kind::Target) => {
                below.extend(item.id.and_then(|id| Some((id, *hashes.get(&id)?))));
            }
            Entry::Shared(field) => shared.push(field),
            _ => {}
        }
    }
    let mut encoder = Encoder::new("footing");
    encoder.number(below.len() as u64);
    for (id, hash) in below {
        encoder.text(&id.to_string());
        encoder.bytes(&hash.0);
    }
    encoder.number(shared.len() as u64);
    for field in shared {
        encoder.text(field.key.as_str());
        encoder.text(field.label);
        encoder.text(&field.value);
        encoder.text(&field.more);
    }
    encoder.hash()
}

fn rest(plan: &Plan) -> Hash {
    let mut plan = plan.clone();
    let is_rest = |entry: &Entry| !matches!(entry, Entry::Item(item) if item.id.is_some());
    for standard in plan.sections.iter_mut().flat_map(|section| &mut section.standards) {
        standard.entries.retain(is_rest);
        for criterion in &mut standard.criteria {
            criterion.entries.retain(is_rest);
        }
    }
    let mut encoder = Encoder::new("rest");
    encoder.text(&format::write(&plan));
    encoder.hash()
}
