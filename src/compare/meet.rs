//! Whether two sentences have anything in common at all, before anything is weighed, and the words
//! that they are told by.

use std::cmp::Ordering;

use super::lexicon::Class;
use super::syllable::Syllable;
use super::words::{Feature, TELLING, Term, Words, spelled_out};

impl Words {
    /// Have two sentences a word or a telling syllable in common? Most pairs have not, and nothing
    /// else need be asked of them.
    pub(super) fn may_meet(&self, other: &Words) -> bool {
        let telling = TELLING * TELLING;
        meet(&self.features, &other.features, 0.0) || meet(&self.syllables, &other.syllables, telling)
    }

    /// Might they say anything in common that is not said of everything? Where they stand in
    /// different places, nothing less makes them one.
    pub(super) fn may_be_about(&self, other: &Words) -> bool {
        self.matters.0.meet(other.matters.1)
            || self.telling.iter().any(|concept| other.has(*concept))
            || meet(&self.syllables, &other.syllables, TELLING * TELLING)
    }

    /// The words that tell something, as the text writes them; the weightiest first.
    pub(super) fn told_in(&self, text: &str) -> Vec<(&Term, String)> {
        let syllables = spelled_out(Syllable::all(text));
        let written = |term: &Term| {
            let token = self.tokens.get(term.token)?;
            let (first, last) = (syllables.get(token.from)?, syllables.get(token.to.checked_sub(1)?)?);
            text.get(first.start..last.end).map(str::to_owned)
        };
        let content = self.terms.iter().filter(|term| term.class > Class::Stop);
        let mut told: Vec<(&Term, String)> =
            content.filter_map(|term| written(term).map(|word| (term, word))).collect();
        told.sort_by(|one, other| other.0.weight.total_cmp(&one.0.weight));
        told
    }
}

/// Have two sorted rows a key in common that weighs at least so much?
fn meet(one: &[Feature], other: &[Feature], least: f32) -> bool {
    let (mut left, mut right) = (one, other);
    while let (Some((first, rest)), Some((second, others))) = (left.split_first(), right.split_first()) {
        match first.key.cmp(&second.key) {
            Ordering::Less => left = rest,
            Ordering::Greater => right = others,
            Ordering::Equal if first.weight >= least => return true,
            Ordering::Equal => (left, right) = (rest, others),
        }
    }
    false
}
