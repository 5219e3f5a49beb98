//! A target or an action made ready for comparing. What is dear to read (its words, its figures,
//! its time, its money) is read when it is first asked for, and once: most of them stand unchanged.

use std::sync::OnceLock;

use super::place::Place;
use super::prepared::Prepared;
use super::words::Words;
use crate::plan::item::FieldKey;
use crate::plan::{Entry, Placed};
use crate::reading::date::{self, Schedule};
use crate::reading::money::{self, Money};
use crate::reading::quantity::{Quantity, quantities};

/// One target or action of a plan.
pub(super) struct Promise<'p> {
    pub(super) placed: Placed<'p>,
    /// As written; the action's own, else the one that the criterion's actions share.
    pub(super) schedule: &'p str,
    pub(super) budget: &'p str,
    pub(super) lead: &'p str,
    place: Option<Place>,
    words: OnceLock<Words>,
    quantities: OnceLock<Vec<Quantity>>,
    due: OnceLock<Schedule>,
    money: OnceLock<Money>,
}

impl<'p> Promise<'p> {
    pub(super) fn new(placed: Placed<'p>, places: &[Place]) -> Self {
        Promise {
            placed,
            schedule: field(&placed, FieldKey::Schedule),
            budget: field(&placed, FieldKey::Budget),
            lead: field(&placed, FieldKey::Lead),
            place: places.iter().find(|place| place.anchor == placed.anchor).cloned(),
            words: OnceLock::new(),
            quantities: OnceLock::new(),
            due: OnceLock::new(),
            money: OnceLock::new(),
        }
    }

    pub(super) fn text(&self) -> &'p str {
        &self.placed.item.text
    }

    pub(super) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Its words, weighed as its plan weighs them.
    pub(super) fn words(&self, plan: &Prepared<'_>) -> &Words {
        self.words.get_or_init(|| plan.words(self.text()))
    }

    pub(super) fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities(self.text()))
    }

    /// Its time, as understood in its plan.
    pub(super) fn due(&self, plan: &Prepared<'_>) -> &Schedule {
        self.due.get_or_init(|| date::read(self.schedule, plan.side.plan.front.period()))
    }

    pub(super) fn money(&self) -> &Money {
        self.money.get_or_init(|| money::read(self.budget))
    }
}

fn field<'p>(placed: &Placed<'p>, key: FieldKey) -> &'p str {
    let own = placed.item.fields().find(|field| field.key == key);
    let shared = || {
        placed.entries.iter().find_map(|entry| match entry {
            Entry::Shared(field) if field.key == key => Some(field),
            _ => None,
        })
    };
    own.or_else(shared).map_or("", |field| field.value.trim())
}
