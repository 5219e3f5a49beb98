//! How much a word tells in this domain: one that stands in every other weakness tells little.
//!
//! `frequency.txt` is written by the program that chooses the weights (`tests/matching`), from the
//! part of the labelled plans that is for choosing.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllable::{ByHash, hash};

/// Words by their hash, with what one of them tells.
static TELLING: LazyLock<HashMap<u64, f32, ByHash>> = LazyLock::new(|| {
    let rows = include_str!("frequency.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once(' '));
    let read = rows.filter_map(|(share, word)| Some((hash(word.trim()), share.parse::<f32>().ok()?)));
    read.map(|(word, share)| (word, of_share(share))).collect()
});

/// What a word tells that stands in so many of a thousand weaknesses.
fn of_share(share: f32) -> f32 {
    1.0 - 0.13 * (1.0 + share).ln()
}

/// From 0 to 1: a word that is not in the table is rare and tells all.
pub(super) fn telling(word: u64) -> f32 {
    TELLING.get(&word).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_tell_less() {
        assert!(of_share(300.0) < of_share(3.0));
        assert!(of_share(1000.0) > 0.0);
        assert!((telling(hash("vòi phun")) - 1.0).abs() < 1e-6);
    }
}
