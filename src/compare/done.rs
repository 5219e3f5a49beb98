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
        meeting.rare,
        signs.get(Sign::SameObject),
        signs.get(Sign::SameName),
        signs.get(Sign::OtherObject),
        signs.get(Sign::OtherName),
        signs.get(Sign::OtherGrade),
        f32::from(u8::from(is_partial(&weakness.quantities, account))),
        f32::from(u8::from(account.plainly)),
    ]
}

/// The sentence that tells best that this weakness is gone, with its chance.
pub(super) fn told_done<'a>(
    weakness: &Entry<'_>,
    accounts: &'a [Account],
    weights: &Weights,
) -> Option<(&'a Account, f32)> {
    let told = accounts.iter().map(|account| (account, chance(weights.done(&done_signs(weakness, account)))));
    told.max_by(|one, other| one.1.total_cmp(&other.1))
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
