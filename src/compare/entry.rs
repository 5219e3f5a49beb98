//! One weakness made ready for comparing: its words folded, its figures read.

use super::measure;
use super::place::Place;
use super::words::Words;
use crate::plan::Placed;
use crate::reading::quantity::{Kind, Quantity, quantities};

/// One weakness of a plan.
pub(super) struct Entry<'p> {
    pub(super) placed: Placed<'p>,
    pub(super) place: Place,
    pub(super) words: Words,
    pub(super) quantities: Vec<Quantity>,
    pub(super) measures: Vec<Measure>,
    /// What it measures, for the trend.
    pub(super) told: Vec<measure::Measure>,
}

/// What is needed of a quantity to see whether another one counts the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) value: f64,
    pub(super) whole: Option<f64>,
    /// What is counted.
    pub(super) unit: Option<u64>,
    pub(super) percent: bool,
}

impl<'p> Entry<'p> {
    pub(super) fn new(placed: Placed<'p>, places: &[Place]) -> Self {
        let text = placed.item.text.as_str();
        let known = places.iter().find(|place| place.anchor == placed.anchor).cloned();
        let place = known.unwrap_or_else(|| Place::new(placed.anchor, ""));
        let quantities = quantities(text);
        let measures = quantities.iter().filter(|one| !one.required).map(outline).collect();
        let told = measure::measures(text, &quantities);
        Entry { placed, place, words: Words::new(text), quantities, measures, told }
    }
}

fn outline(quantity: &Quantity) -> Measure {
    let unit = Words::new(&quantity.noun).tokens.first().map(|token| token.concept);
    Measure {
        value: quantity.value,
        whole: quantity.whole,
        unit: unit.filter(|_| quantity.kind != Kind::Percent),
        percent: quantity.kind == Kind::Percent,
    }
}
