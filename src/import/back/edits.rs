//! What a Word file changes in a plan, as values: replaced words, removed and new items, new order.

use std::collections::{BTreeMap, BTreeSet};

use super::Aside;
use super::front::Front;
use crate::finding::Span;
use crate::plan::item::{Anchor, CriterionId, FieldKey, Kind};

/// New Markdown for a piece of the plan's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) span: Span,
    pub(super) text: String,
}

/// Everything that changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    pub(super) front: Front,
    pub(super) splices: Vec<Splice>,
    /// Items that are gone, by their place among all items of the plan.
    pub(super) removed: BTreeSet<usize>,
    /// Fields that are gone: the item's place, the field's place among its details.
    pub(super) fields_removed: BTreeSet<(usize, usize)>,
    pub(super) shared_removed: BTreeSet<(CriterionId, usize)>,
    pub(super) criteria_removed: BTreeSet<CriterionId>,
    /// The items of one kind at one place, in the order of the page.
    pub(super) lists: BTreeMap<(Anchor, Kind), Vec<Seen>>,
    pub(super) fields_added: Vec<(usize, NewField)>,
    pub(super) notes_added: Vec<(Anchor, String)>,
    pub(super) levels: BTreeMap<CriterionId, String>,
    /// New criteria and standards with their names.
    pub(super) criteria_added: BTreeMap<CriterionId, String>,
    pub(super) standards_added: BTreeMap<u8, String>,
    pub(super) asides: Vec<Aside>,
}

/// An item as it comes on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// By its place among all items of the plan.
    Old(usize),
    New(NewItem),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NewItem {
    /// Inline Markdown.
    pub(super) text: String,
    pub(super) fields: Vec<NewField>,
    /// The item in whose row it stands, and whose fields it shares.
    pub(super) beside: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NewField {
    pub(super) key: FieldKey,
    /// The canonical spelling of its label.
    pub(super) label: &'static str,
    pub(super) value: String,
}
