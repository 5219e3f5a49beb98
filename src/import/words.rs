//! Counting words, so that none can get lost unseen.
//!
//! A word is a run of letters and digits, in lower case and NFC. Tags are not words.

use std::collections::HashMap;

use super::source::without_tags;
use crate::plan::spelling::nfc;

/// How often each word occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    counts: HashMap<String, usize>,
    total: usize,
}

impl Bag {
    pub(super) fn of(text: &str) -> Bag {
        let mut bag = Bag::default();
        for word in words(text) {
            *bag.counts.entry(word).or_default() += 1;
            bag.total += 1;
        }
        bag
    }

    pub(super) fn len(&self) -> usize {
        self.total
    }

    /// Takes one word out; false where none is left.
    pub(super) fn take(&mut self, word: &str) -> bool {
        match self.counts.get_mut(word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                self.total -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The words of a text in their order.
pub(super) fn words(text: &str) -> Vec<String> {
    // Line by line: a lone `<` must not swallow what stands below it.
    let bare: Vec<String> = text.lines().map(without_tags).map(|line| line.to_string()).collect();
    let split = nfc(&bare.join("\n")).to_lowercase();
    let split = split.split(|letter: char| !letter.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
