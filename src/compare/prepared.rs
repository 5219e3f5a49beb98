//! A plan made ready for comparing: its words folded once, for use on either side.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Side;
use super::account::{Account, accounts};
use super::entry::Entry;
use super::imprint::Imprint;
use super::place::Place;
use super::promise::Promise;
use super::words::Words;
use crate::plan::item::Kind;

/// A plan with its words folded.
pub struct Prepared<'p> {
    pub side: Side<'p>,
    pub(super) weaknesses: Vec<Entry<'p>>,
    pub(super) targets: Vec<Promise<'p>>,
    pub(super) actions: Vec<Promise<'p>>,
    /// What its section on results says about the year before.
    pub(super) accounts: Vec<Account>,
    /// In how many weaknesses a word stands.
    frequency: HashMap<u64, u16>,
    imprint: OnceLock<Imprint>,
}

impl<'p> Prepared<'p> {
    /// Folds the words of a plan.
    pub fn new(side: Side<'p>) -> Self {
        let places = Place::all(side.plan);
        let mut weaknesses: Vec<Entry<'p>> =
            side.plan.weaknesses().map(|placed| Entry::new(placed, &places)).collect();
        let mut frequency = HashMap::new();
        for feature in weaknesses.iter().flat_map(|entry| &entry.words.features) {
            *frequency.entry(feature.key).or_default() += 1;
        }
        for entry in &mut weaknesses {
            entry.words.weigh(|key| rarity(&frequency, key));
        }
        let promises = |kind| {
            let items = side.plan.items().filter(move |placed| placed.item.kind == kind);
            items.map(|placed| Promise::new(placed, &places)).collect()
        };
        let accounts = accounts(side.plan);
        Prepared {
            side,
            weaknesses,
            targets: promises(Kind::Target),
            actions: promises(Kind::Action),
            accounts,
            frequency,
            imprint: OnceLock::new(),
        }
    }

    /// What copying is told by; taken once.
    pub(super) fn imprint(&self) -> &Imprint {
        self.imprint.get_or_init(|| Imprint::new(self.side))
    }

    /// The words of any other sentence, weighed as the plan's own.
    pub(super) fn words(&self, text: &str) -> Words {
        let mut words = Words::new(text);
        words.weigh(|key| rarity(&self.frequency, key));
        words
    }
}

/// A word that many weaknesses have tells little about any of them.
fn rarity(frequency: &HashMap<u64, u16>, key: u64) -> f32 {
    let times = frequency.get(&key).copied().unwrap_or(1).max(1);
    1.0 / (1.0 + 0.4 * f32::from(times).ln())
}
