//! Whether a sentence of the later plan's own account tells that a weakness is gone.

use super::account::Account;
use super::entry::Entry;
use super::named::named_signs;
use super::signs::{Meeting, Sign, Signs, objects};
use super::weights::{Weights, chance};
use super::words::Words;
use crate::reading::quantity::{Kind, Quantity};

named_signs! { DoneSign:
    /// Always 1.
    Always = "always",
    /// Which part of the weakness the sentence says too.
    Told = "told",
    /// What both say, of all that is said.
    Shared = "shared-words",
    /// What one says in a word of the same matter.
    Related = "same-matter",
    /// What one says in a word that has a syllable in common.
    Kindred = "kindred-words",
    /// Which part of its telling syllables the sentence has.
    Syllables = "shared-syllables",
    /// What the most telling word tells that both have.
    Rare = "telling-word",
    /// The same subject, room, post or council.
    SameObject = "same-object",
    /// The same place or person.
    SameName = "same-name",
    /// Another subject, room, post or council.
    OtherObject = "other-object",
    /// Another place or person.
    OtherName = "other-name",
    /// Another grade or age.
    OtherGrade = "other-grade",
    /// Only a part of it was done, by the figures.
    Partly = "partly",
    /// The sentence says in plain words that something was reached.
    Plainly = "plainly",
    /// The sentence fits another weakness better (or less, below 0).
    Rival = "rival",
    /// Another sentence fits the weakness better (or less, below 0).
    OtherSentence = "other-sentence",
}

/// The signs of a weakness and a sentence, each at its place in [`DoneSign::ALL`].
pub(super) fn done_signs(weakness: &Entry<'_>, account: &Account) -> Vec<f32> {
    let meeting = Meeting::of(&weakness.words, &account.words);
    let mut signs = Signs([0.0; Sign::ALL.len()]);
    objects(&weakness.words, &account.words, &mut signs);
    vec![
        1.0,
        meeting.covered.0,
        meeting.shared,
        meeting.related,
        meeting.kindred,
        told_syllables(&weakness.words, &account.words),
        meeting.rare,
        signs.get(Sign::SameObject),
        signs.get(Sign::SameName),
        signs.get(Sign::OtherObject),
        signs.get(Sign::OtherName),
        signs.get(Sign::OtherGrade),
        f32::from(u8::from(is_partial(&weakness.quantities, account))),
        f32::from(u8::from(account.plainly)),
        0.0,
        0.0,
    ]
}

/// Which sentence tells best of a weakness that it is gone, and how surely.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) account: usize,
    pub(super) chance: f32,
}

/// For each weakness, all sentences with their signs; the rivals known.
pub(super) fn done_table(
    weaknesses: &[Entry<'_>],
    accounts: &[Account],
    weights: &Weights,
) -> Vec<Vec<Vec<f32>>> {
    let mut table: Vec<Vec<Vec<f32>>> = weaknesses
        .iter()
        .map(|weakness| accounts.iter().map(|account| done_signs(weakness, account)).collect())
        .collect();
    let chances: Vec<Vec<f32>> =
        table.iter().map(|row| row.iter().map(|signs| chance(weights.done_first(signs))).collect()).collect();
    let best_but = |row: &mut dyn Iterator<Item = (usize, f32)>, not: usize| {
        row.filter(|(at, _)| *at != not).map(|(_, chance)| chance).fold(0.0, f32::max)
    };
    for (at, row) in table.iter_mut().enumerate() {
        let Some(mine) = chances.get(at) else { continue };
        for (account, signs) in row.iter_mut().enumerate() {
            let own = mine.get(account).copied().unwrap_or_default();
            let column = chances.iter().map(|row| row.get(account).copied().unwrap_or_default());
            let rival = best_but(&mut column.enumerate(), at) - own;
            let other = best_but(&mut mine.iter().copied().enumerate(), account) - own;
            for (sign, value) in [(DoneSign::Rival, rival), (DoneSign::OtherSentence, other)] {
                if let Some(place) = signs.get_mut(sign as usize) {
                    *place = value;
                }
            }
        }
    }
    table
}

/// For each weakness the sentence that tells best that it is gone.
pub(super) fn told_done(weaknesses: &[Entry<'_>], accounts: &[Account], weights: &Weights) -> Vec<Told> {
    let table = done_table(weaknesses, accounts, weights);
    let best = table.iter().map(|row| {
        let told = row
            .iter()
            .enumerate()
            .map(|(account, signs)| Told { account, chance: chance(weights.done(signs)) });
        told.max_by(|one, other| one.chance.total_cmp(&other.chance)).unwrap_or_default()
    });
    best.collect()
}

/// Which part of the telling syllables of a weakness a sentence has.
fn told_syllables(weakness: &Words, account: &Words) -> f32 {
    let has = |key: u64| account.syllables.binary_search_by_key(&key, |one| one.key).is_ok();
    let all: f32 = weakness.syllables.iter().map(|one| one.weight).sum();
    let told: f32 = weakness.syllables.iter().filter(|one| has(one.key)).map(|one| one.weight).sum();
    if all > 0.0 { told / all } else { 0.0 }
}

/// "Được bổ sung 01 giáo viên" does not end a lack of three; "đã lắp 5/12 phòng" is not all.
fn is_partial(weakness: &[Quantity], account: &Account) -> bool {
    let part = |one: &Quantity| one.kind == Kind::Share && one.whole.is_some_and(|whole| one.value < whole);
    let fewer = |told: &Quantity| {
        weakness.iter().any(|lack| {
            let counts = lack.kind == Kind::Number && told.kind == Kind::Number;
            counts && lack.lacking && told.value < lack.value && same_noun(&lack.noun, &told.noun)
        })
    };
    account.quantities.iter().any(|told| part(told) || fewer(told))
}

fn same_noun(one: &str, other: &str) -> bool {
    let first = |noun: &str| Words::new(noun).tokens.first().map(|token| token.concept);
    first(one).is_some() && first(one) == first(other)
}
