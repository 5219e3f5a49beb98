//! What speaks for or against two sentences being one weakness: a handful of named signs, each a
//! number from 0 to about 1, weighed by [`super::weights`].

use super::entry::Entry;
use super::lexicon::Class;
use super::named::named_signs;
use super::place::{Editions, Nearness};
use super::words::{Feature, Term, Words};

named_signs! { Sign:
    /// Always 1: how likely it is before anything is known.
    Always = "always",
    /// What both say, of all that is said.
    Shared = "shared-words",
    /// Which part of the one that is covered less the other says too.
    CoveredLess = "covered-less",
    /// Which part of the one that is covered more the other says too.
    CoveredMore = "covered-more",
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
    /// The same syllables.
    Syllables = "shared-syllables",
    /// The same row of words.
    Copied = "copied",
    /// The longest row of words that both have, without a break.
    Run = "run",
    /// Such a row, and something else said beside it on both sides.
    RunSwapped = "run-swapped",
    /// The one was plainly written from the other.
    Retyped = "retyped",
    /// The same row of words with something else put in.
    Swapped = "swapped",
    /// The same kind of complaint.
    SameComplaint = "same-complaint",
    /// Figures of the same thing.
    SameFigures = "same-figures",
    /// What one laments the other says is reached.
    Flipped = "flipped",
    /// In another criterion about the same matter.
    MovedNear = "moved-near",
    /// In another criterion about something else.
    MovedFar = "moved-far",
    /// In a criterion of another edition that has the same number and matter.
    EditionSame = "edition-same",
    /// In a criterion of another edition about the same matter.
    EditionNear = "edition-near",
    /// In a criterion of another edition about something else.
    EditionFar = "edition-far",
    /// Something says that the earlier one was done.
    ToldDone = "told-done",
    /// Another pair of the same row or column fits better (or less, below 0).
    Rival = "rival",
    /// The only ones that are left in one criterion.
    Alone = "alone",
}

/// The signs that two sentences bear, each at its place in [`Sign::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs(pub [f32; Sign::ALL.len()]);

impl Signs {
    /// One of them.
    pub fn get(&self, sign: Sign) -> f32 {
        self.0.get(sign as usize).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, sign: Sign, value: f32) {
        if let Some(place) = self.0.get_mut(sign as usize) {
            *place = value;
        }
    }
}

/// Why two sentences are not taken for one weakness, however many words they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// A person recorded that they are not.
    Recorded,
    /// The same sentence about another subject, room, post, council, place or grade.
    OtherObject,
    /// The same beginning or end, and something else said on both sides.
    OtherFilling,
    /// What the one laments the other says is reached.
    Reached,
    /// A sentence that fits any criterion, standing in two of them.
    Boilerplate,
}

impl Refusal {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Refusal::Recorded => "recorded",
            Refusal::OtherObject => "other-object",
            Refusal::OtherFilling => "other-filling",
            Refusal::Reached => "reached",
            Refusal::Boilerplate => "boilerplate",
        }
    }
}

/// Is there something that no likeness makes up for?
pub(super) fn refusal(signs: &Signs, one: &Words, other: &Words) -> Option<Refusal> {
    let clash =
        [Sign::OtherObject, Sign::OtherName, Sign::OtherGrade].iter().any(|sign| signs.get(*sign) >= 1.0);
    let elsewhere = PLACES.iter().any(|sign| signs.get(*sign) > 0.0);
    if signs.get(Sign::Retyped) >= 0.5 && clash {
        Some(Refusal::OtherObject)
    } else if signs.get(Sign::Flipped) >= 0.4 {
        Some(Refusal::Reached)
    } else if signs.get(Sign::Swapped) >= 1.0 {
        Some(Refusal::OtherFilling)
    } else if elsewhere && !is_specific(one, other) {
        Some(Refusal::Boilerplate)
    } else {
        None
    }
}

/// The signs that two items stand in different places.
pub(super) const PLACES: [Sign; 4] = [Sign::MovedNear, Sign::MovedFar, Sign::EditionNear, Sign::EditionFar];

/// Do two sentences share more than words that are said of anything?
fn is_specific(one: &Words, other: &Words) -> bool {
    one.terms.iter().filter(|term| term.is_specific()).any(|term| found(one, term, other).0 >= Found::Matter)
}

/// How the words of two sentences meet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meeting {
    pub(super) shared: f32,
    pub(super) all: (f32, f32),
    pub(super) covered: (f32, f32),
    pub(super) related: f32,
    pub(super) kindred: f32,
    pub(super) rare: f32,
    reached: f32,
    /// What each says that the other does not say, nor any word akin to it.
    pub(super) foreign: (f32, f32),
}

/// How a term of one sentence is found in the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    Not,
    /// A word of the same matter.
    Matter,
    /// A word with a telling syllable in common.
    Part,
    Same,
}

/// How `term` of `one` is best found in `other`, and whether there in a clause of things reached.
pub(super) fn found(one: &Words, term: &Term, other: &Words) -> (Found, bool) {
    let mut best = (Found::Not, false);
    for candidate in &other.terms {
        let kind = if candidate.concept == term.concept {
            Found::Same
        } else if one.share_part(term, (other, candidate)) {
            Found::Part
        } else if term.fields.meet(candidate.fields) {
            Found::Matter
        } else {
            continue;
        };
        if kind > best.0 {
            best = (kind, candidate.achieved);
        }
    }
    // Parts of a longer word of the other one: "thủ quỹ" in "quỹ".
    if best.0 < Found::Part && term.class > Class::Vague && other.has(term.concept) {
        best.0 = Found::Part;
    }
    best
}

impl Meeting {
    pub(super) fn of(one: &Words, other: &Words) -> Meeting {
        let mut meeting = Meeting::default();
        let (shared, left) = meeting.side(one, other);
        let (back, right) = meeting.side(other, one);
        meeting.all = (left.0, right.0);
        meeting.foreign = (left.1, right.1);
        let share = |part: f32, all: f32| if all > 0.0 { part / all } else { 0.0 };
        let total = left.0 + right.0;
        meeting.covered = (share(shared, left.0), share(back, right.0));
        meeting.shared = share(shared + back, total);
        meeting.related = share(meeting.related, total);
        meeting.kindred = share(meeting.kindred, total);
        meeting.reached = share(meeting.reached, shared + back);
        meeting
    }

    /// What of `one` is in `other`; all that `one` says, and what of it the other lacks.
    fn side(&mut self, one: &Words, other: &Words) -> (f32, (f32, f32)) {
        let (mut shared, mut all, mut foreign) = (0.0, 0.0, 0.0);
        for term in &one.terms {
            all += term.weight;
            let (kind, achieved) = found(one, term, other);
            match kind {
                Found::Same => {
                    shared += term.weight;
                    if term.class != Class::Name {
                        self.rare = self.rare.max(term.weight);
                    }
                    if achieved != term.achieved {
                        self.reached += term.weight;
                    }
                }
                Found::Part => {
                    self.kindred += term.weight;
                    foreign += 0.5 * term.weight;
                }
                Found::Matter => {
                    self.related += term.weight;
                    foreign += 0.8 * term.weight;
                }
                Found::Not => foreign += term.weight,
            }
        }
        (shared, (all, foreign))
    }
}

/// The signs that two weaknesses bear, as far as they can be told from the two alone.
pub(super) fn signs(one: &Entry<'_>, other: &Entry<'_>, editions: Editions) -> Signs {
    let meeting = Meeting::of(&one.words, &other.words);
    let mut signs = Signs([0.0; Sign::ALL.len()]);
    signs.set(Sign::Always, 1.0);
    signs.set(Sign::Shared, meeting.shared);
    signs.set(Sign::CoveredLess, meeting.covered.0.min(meeting.covered.1));
    signs.set(Sign::CoveredMore, meeting.covered.0.max(meeting.covered.1));
    signs.set(Sign::Related, meeting.related);
    signs.set(Sign::Kindred, meeting.kindred);
    signs.set(Sign::Rare, meeting.rare);
    objects(&one.words, &other.words, &mut signs);
    signs.set(Sign::Syllables, overlap(&one.words.syllables, &other.words.syllables));
    if meeting.shared > 0.1 {
        let (copied, run) = copied(&one.words.bare, &other.words.bare);
        let run = (f32::from(run) / 7.0).min(1.0);
        let foreign = meeting.foreign.0.min(meeting.foreign.1);
        let retyped = ((copied - 0.4) / 0.3).clamp(0.0, 1.0);
        signs.set(Sign::Copied, copied);
        signs.set(Sign::Run, run);
        signs.set(Sign::RunSwapped, run * foreign.min(2.0));
        signs.set(Sign::Retyped, retyped);
        signs.set(Sign::Swapped, retyped * foreign.min(1.5));
    }
    signs.set(Sign::SameComplaint, complaint(&one.words, &other.words));
    signs.set(Sign::SameFigures, same_figures(one, other));
    signs.set(Sign::Flipped, meeting.reached);
    let place = match (one.place.nearness(&other.place, editions), editions) {
        (Nearness::Same, Editions::Same) => None,
        (Nearness::Near, Editions::Same) => Some(Sign::MovedNear),
        (Nearness::Far, Editions::Same) => Some(Sign::MovedFar),
        (Nearness::Same, Editions::Different) => Some(Sign::EditionSame),
        (Nearness::Near, Editions::Different) => Some(Sign::EditionNear),
        (Nearness::Far, Editions::Different) => Some(Sign::EditionFar),
    };
    if let Some(place) = place {
        signs.set(place, 1.0);
    }
    signs
}

pub(super) fn objects(one: &Words, other: &Words, signs: &mut Signs) {
    let groups: [(&[Class], Option<Sign>, Sign); 3] = [
        (
            &[Class::Subject, Class::Room, Class::Post, Class::Council],
            Some(Sign::SameObject),
            Sign::OtherObject,
        ),
        (&[Class::Name], Some(Sign::SameName), Sign::OtherName),
        (&[Class::Grade], None, Sign::OtherGrade),
    ];
    for (classes, same, different) in groups {
        let (mut shared, mut clash) = (0.0_f32, 0.0_f32);
        for class in classes {
            let of = |words: &Words| words.terms.iter().filter(|term| term.class == *class).count() as f32;
            let both = one.terms.iter().filter(|term| term.class == *class && other.has(term.concept)).count()
                as f32;
            let (here, there) = (of(one), of(other));
            shared += both;
            if here > 0.0 && there > 0.0 {
                // Each names one that the other does not: another thing; less so beside a common one.
                let apart = (here - both).min(there - both).clamp(0.0, 1.0);
                clash += if both > 0.0 { 0.5 * apart } else { 1.0 };
            }
        }
        if let Some(same) = same {
            signs.set(same, shared.min(2.0));
        }
        signs.set(different, clash.min(2.0));
    }
}

/// Of all syllables of two texts, by what they tell, the part that both have.
fn overlap(one: &[Feature], other: &[Feature]) -> f32 {
    let all: f32 = one.iter().chain(other).map(|one| one.weight).sum();
    let (mut left, mut right, mut shared) = (one, other, 0.0);
    while let (Some((first, rest)), Some((second, others))) = (left.split_first(), right.split_first()) {
        match first.key.cmp(&second.key) {
            std::cmp::Ordering::Less => left = rest,
            std::cmp::Ordering::Greater => right = others,
            std::cmp::Ordering::Equal => {
                shared += 2.0 * first.weight;
                (left, right) = (rest, others);
            }
        }
    }
    if all > 0.0 { shared / all } else { 0.0 }
}

/// Which part of the complaints is of the same kind: "thiếu" and "chưa đủ".
fn complaint(one: &Words, other: &Words) -> f32 {
    let generic = |words: &Words| -> Vec<u64> {
        words.tokens.iter().filter(|token| token.class == Class::Generic).map(|token| token.concept).collect()
    };
    let (here, there) = (generic(one), generic(other));
    let shared = here.iter().filter(|concept| there.contains(concept)).count() as f32;
    let all = here.len().max(there.len()).max(1) as f32;
    shared / all
}

/// Figures that count the same: the same unit, and more where the whole is the same too.
fn same_figures(one: &Entry<'_>, other: &Entry<'_>) -> f32 {
    let mut best = 0.0_f32;
    for measure in &one.measures {
        for theirs in &other.measures {
            let unit = measure.unit.is_some() && measure.unit == theirs.unit;
            let whole = measure.whole.is_some() && measure.whole == theirs.whole;
            let value = (measure.value - theirs.value).abs() < 1e-9;
            let percent = measure.percent && theirs.percent;
            let score =
                [(unit, 0.5), (whole, 0.7), (value && unit, 0.3), (percent, 0.3), (value && percent, 0.4)];
            best = best.max(score.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum());
        }
    }
    best
}

/// Which part of the shorter row of syllables is found, in order, in the longer one; and how long
/// the longest row without a break is.
pub(super) fn copied(one: &[u64], other: &[u64]) -> (f32, u16) {
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return (0.0, 0);
    }
    let mut row = [(0_u16, 0_u16); 64];
    let mut longest = 0;
    for left in one.iter().take(63) {
        let (mut corner, mut beside) = ((0, 0), 0);
        for (cell, right) in row.iter_mut().skip(1).zip(other) {
            let above = *cell;
            *cell = if left == right { (corner.0 + 1, corner.1 + 1) } else { (above.0.max(beside), 0) };
            longest = longest.max(cell.1);
            (corner, beside) = (above, cell.0);
        }
    }
    let all = row.iter().map(|cell| cell.0).max().unwrap_or_default();
    (f32::from(all) / shorter as f32, longest)
}
