//! One weakness made ready for comparing: its words folded, its figures read.

use super::place::Place;
use super::words::Words;
use crate::plan::Placed;
use crate::reading::quantity::{Quantity, quantities};

/// One weakness of a plan.
pub(super) struct Entry<'p> {
    pub(super) placed: Placed<'p>,
    pub(super) place: Place,
    pub(super) words: Words,
    pub(super) quantities: Vec<Quantity>,
}

impl<'p> Entry<'p> {
    pub(super) fn new(placed: Placed<'p>, places: &[Place]) -> Self {
        let text = placed.item.text.as_str();
        let known = places.iter().find(|place| place.anchor == placed.anchor).cloned();
        let place = known.unwrap_or_else(|| Place::new(placed.anchor, ""));
        Entry { placed, place, words: Words::new(text), quantities: quantities(text) }
    }
}
