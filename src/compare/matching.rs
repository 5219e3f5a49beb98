//! Which weakness is which: a ladder of evidence, from the id down to the meaning.
//!
//! The same id, else the same text in the same criterion, else the best one-to-one assignment by
//! meaning, in the same criterion more readily than elsewhere. What is then left over may be a
//! piece of a weakness that was split, or of several that were merged.

use std::collections::BTreeSet;

use super::assign::Gains;
use super::entry::Entry;
use super::likeness::cosine;
use super::piece::{Piece, piece_signs};
use super::place::{Editions, Nearness};
use super::signs::{Refusal, Sign, Signs, refusal, signs};
use super::weights::{Weights, chance};
use super::{Match, Part};

/// Two items that are one and the same; positions in the two rows of entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub before: usize,
    pub after: usize,
    pub matched: Match,
    /// How alike the words are, 0 to 1.
    pub score: f32,
    /// How likely it is that they are one, 0 to 1.
    pub chance: f32,
    pub part: Option<Part>,
}

/// What people recorded about two rows; positions in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorded {
    pub(super) same: Vec<(usize, usize)>,
    pub(super) different: BTreeSet<(usize, usize)>,
}

/// Two rows of weaknesses.
pub(super) struct Rows<'r, 'b, 'a> {
    pub(super) before: &'r [Entry<'b>],
    pub(super) after: &'r [Entry<'a>],
    pub(super) editions: Editions,
    pub(super) recorded: Recorded,
    /// How surely something says of each earlier one that it was done.
    pub(super) done: Vec<f32>,
    pub(super) weights: &'r Weights,
}

/// Two weaknesses that may be one, with what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub before: usize,
    pub after: usize,
    pub signs: Signs,
    /// What forbids it, whatever speaks for it.
    pub refused: Option<Refusal>,
    /// The logarithm of the odds, from the two alone and among their rivals.
    pub alone: f32,
    pub score: f32,
}

impl Rows<'_, '_, '_> {
    /// The pairs that the ladder's higher rungs leave open, and all links.
    pub(super) fn open(&self) -> (Vec<Candidate>, Vec<Link>) {
        let mut found = Found::default();
        self.by_record(&mut found);
        self.by_id(&mut found);
        self.by_text(&mut found);
        (self.candidates(&found), links(self))
    }

    /// For each earlier item a later one that says the opposite of it, if there is one.
    /// What is linked is not asked.
    pub(super) fn opposites(&self, links: &[Link]) -> Vec<Option<usize>> {
        let mut found = vec![None; self.before.len()];
        let before = links.iter().map(|link| link.before).collect();
        for candidate in self.candidates(&Found { before, ..Found::default() }) {
            if let (Some(Refusal::Reached), Some(place)) =
                (candidate.refused, found.get_mut(candidate.before))
            {
                *place = place.or(Some(candidate.after));
            }
        }
        found
    }

    /// The signs of two items, and how they fit by themselves.
    pub(super) fn fit(&self, before: usize, after: usize) -> (Signs, f32) {
        let (Some(one), Some(other)) = (self.before.get(before), self.after.get(after)) else {
            return (Signs([0.0; Sign::ALL.len()]), 0.0);
        };
        let mut signs = signs(one, other, self.editions);
        signs.set(Sign::ToldDone, self.done.get(before).copied().unwrap_or_default());
        let fit = self.weights.first(&signs);
        (signs, fit)
    }
}

/// All links of two rows, in the order of the earlier row.
pub(super) fn links(rows: &Rows<'_, '_, '_>) -> Vec<Link> {
    let mut found = Found::default();
    rows.by_record(&mut found);
    rows.by_id(&mut found);
    rows.by_text(&mut found);
    rows.by_meaning(&mut found);
    rows.pieces(&mut found);
    found.links.sort_by_key(|link| (link.before, link.after));
    found.links
}

#[derive(Default)]
struct Found {
    links: Vec<Link>,
    before: BTreeSet<usize>,
    after: BTreeSet<usize>,
}

impl Found {
    fn add(&mut self, link: Link) {
        self.before.insert(link.before);
        self.after.insert(link.after);
        self.links.push(link);
    }

    fn is_free(&self, before: usize, after: usize) -> bool {
        !self.before.contains(&before) && !self.after.contains(&after)
    }
}

impl<'r, 'b, 'a> Rows<'r, 'b, 'a> {
    /// What a person recorded as the same; one may be linked to several.
    fn by_record(&self, found: &mut Found) {
        for (before, after) in &self.recorded.same {
            let (Some(one), Some(other)) = (self.before.get(*before), self.after.get(*after)) else {
                continue;
            };
            let score = if same_text(one, other) { 1.0 } else { cosine(&one.words, &other.words) };
            let joined = |link: &&Link| link.before == *before || link.after == *after;
            let part = found.links.iter().find(joined).map(|link| match link.before == *before {
                true => Part::Split,
                false => Part::Merge,
            });
            found.add(Link {
                before: *before,
                after: *after,
                matched: Match::Link,
                score,
                chance: 1.0,
                part,
            });
        }
    }

    /// May these two be one at all?
    fn may(&self, before: usize, after: usize) -> bool {
        !self.recorded.different.contains(&(before, after))
    }

    fn by_id(&self, found: &mut Found) {
        for (before, one) in self.before.iter().enumerate() {
            let id = one.placed.item.id;
            let same = |(_, other): &(usize, &Entry<'_>)| id.is_some() && other.placed.item.id == id;
            if let Some((after, other)) = self.after.iter().enumerate().find(same)
                && found.is_free(before, after)
                && self.may(before, after)
            {
                let score = if same_text(one, other) { 1.0 } else { cosine(&one.words, &other.words) };
                found.add(Link { before, after, matched: Match::Id, score, chance: 1.0, part: None });
            }
        }
    }

    fn by_text(&self, found: &mut Found) {
        for (before, one) in self.before.iter().enumerate() {
            for (after, other) in self.after.iter().enumerate() {
                if found.is_free(before, after)
                    && self.may(before, after)
                    && same_text(one, other)
                    && self.nearness(one, other) == Nearness::Same
                {
                    found.add(Link {
                        before,
                        after,
                        matched: Match::SameText,
                        score: 1.0,
                        chance: 1.0,
                        part: None,
                    });
                }
            }
        }
    }

    fn by_meaning(&self, found: &mut Found) {
        let candidates = self.candidates(found);
        let mut gains = Gains::new(self.before.len(), self.after.len());
        for candidate in candidates.iter().filter(|one| one.score > self.weights.enough) {
            gains.set(candidate.before, candidate.after, candidate.score - self.weights.enough);
        }
        for (before, after) in gains.best() {
            let (Some(one), Some(other)) = (self.before.get(before), self.after.get(after)) else { continue };
            let matched = self.rung(self.nearness(one, other));
            let of = |candidate: &&Candidate| candidate.before == before && candidate.after == after;
            let chance = candidates.iter().find(of).map_or(0.0, |candidate| chance(candidate.score));
            let score = if same_text(one, other) { 1.0 } else { cosine(&one.words, &other.words) };
            found.add(Link { before, after, matched, score, chance, part: None });
        }
    }

    /// All pairs of free items that share anything, with what speaks for them.
    fn candidates(&self, found: &Found) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for (before, one) in self.before.iter().enumerate().filter(|(at, _)| !found.before.contains(at)) {
            for (after, other) in self.after.iter().enumerate().filter(|(at, _)| !found.after.contains(at)) {
                candidates.extend(self.candidate((before, one), (after, other)));
            }
        }
        self.among_rivals(&mut candidates, found);
        candidates
    }

    fn candidate(&self, one: (usize, &Entry<'_>), other: (usize, &Entry<'_>)) -> Option<Candidate> {
        let nearness = self.nearness(one.1, other.1);
        if nearness != Nearness::Same && !one.1.words.may_be_about(&other.1.words) {
            return None;
        }
        let mut signs = signs(one.1, other.1, self.editions);
        if nearness != Nearness::Same && signs.get(Sign::Shared) + signs.get(Sign::Kindred) <= 0.0 {
            return None;
        }
        signs.set(Sign::ToldDone, self.done.get(one.0).copied().unwrap_or_default());
        let recorded = (!self.may(one.0, other.0)).then_some(Refusal::Recorded);
        let refused = recorded.or_else(|| refusal(&signs, &one.1.words, &other.1.words));
        let alone = if refused.is_some() { f32::NEG_INFINITY } else { self.weights.first(&signs) };
        Some(Candidate { before: one.0, after: other.0, signs, refused, alone, score: alone })
    }

    /// Weighs each pair again, knowing how well others of the same row or column fit.
    fn among_rivals(&self, candidates: &mut [Candidate], found: &Found) {
        let chances: Vec<(usize, usize, f32)> =
            candidates.iter().map(|one| (one.before, one.after, chance(one.alone))).collect();
        for candidate in candidates.iter_mut().filter(|one| one.refused.is_none()) {
            let rivals = chances
                .iter()
                .filter(|(before, after, _)| (*before == candidate.before) != (*after == candidate.after));
            let rival = rivals.map(|rival| rival.2).fold(0.0, f32::max);
            candidate.signs.set(Sign::Rival, rival - chance(candidate.alone));
            if self.is_alone(candidate, found) {
                candidate.signs.set(Sign::Alone, 1.0);
            }
            candidate.score = self.weights.second(&candidate.signs);
        }
    }

    /// Are the two the only ones that are left in their criterion?
    fn is_alone(&self, candidate: &Candidate, found: &Found) -> bool {
        let (Some(one), Some(other)) = (self.before.get(candidate.before), self.after.get(candidate.after))
        else {
            return false;
        };
        let here = self.before.iter().enumerate().filter(|(at, entry)| {
            !found.before.contains(at) && self.nearness(entry, other) == Nearness::Same
        });
        let there =
            self.after.iter().enumerate().filter(|(at, entry)| {
                !found.after.contains(at) && self.nearness(one, entry) == Nearness::Same
            });
        self.nearness(one, other) == Nearness::Same && here.count() == 1 && there.count() == 1
    }

    fn rung(&self, nearness: Nearness) -> Match {
        rung(nearness, self.editions, false)
    }

    fn nearness(&self, one: &Entry<'_>, other: &Entry<'_>) -> Nearness {
        one.place.nearness(&other.place, self.editions)
    }

    /// Second pass: what is left may be a piece of a split or of a merger.
    fn pieces(&self, found: &mut Found) {
        let whole = found.links.clone();
        for after in 0..self.after.len() {
            if !found.after.contains(&after)
                && let Some(link) = self.best_piece(&whole, |link| (link.before, after, link.after))
            {
                found.add(link);
            }
        }
        for before in 0..self.before.len() {
            if !found.before.contains(&before)
                && let Some(link) = self.best_piece(&whole, |link| (before, link.after, link.before))
            {
                found.add(link);
            }
        }
    }

    /// The linked weakness of which this one is best seen as a further piece. `parts` names, for
    /// a link, the pair to judge and the piece that is linked already.
    fn best_piece(&self, whole: &[Link], parts: impl Fn(&Link) -> (usize, usize, usize)) -> Option<Link> {
        let pieces = whole.iter().filter_map(|link| {
            let (before, after, sibling) = parts(link);
            if !self.may(before, after) {
                return None;
            }
            let (one, other) = (self.before.get(before)?, self.after.get(after)?);
            let split = before == link.before;
            let elsewhere = self.nearness(one, other) != Nearness::Same;
            if !one.words.may_meet(&other.words) || elsewhere && !one.words.may_be_about(&other.words) {
                return None;
            }
            let (signs, fit) = self.fit(before, after);
            if refusal(&signs, &one.words, &other.words).is_some() {
                return None;
            }
            let told = if split {
                piece_signs(&Piece {
                    piece: other,
                    whole: one,
                    sibling: self.after.get(sibling)?,
                    signs: &signs,
                    fit,
                })
            } else {
                piece_signs(&Piece {
                    piece: one,
                    whole: other,
                    sibling: self.before.get(sibling)?,
                    signs: &signs,
                    fit,
                })
            };
            let score = self.weights.piece(&told);
            let matched = self.rung(self.nearness(one, other));
            let part = Some(if split { Part::Split } else { Part::Merge });
            let alike = cosine(&one.words, &other.words);
            (score > 0.0).then_some(Link {
                before,
                after,
                matched,
                score: alike,
                chance: chance(score),
                part,
            })
        });
        pieces.max_by(|one, other| one.chance.total_cmp(&other.chance))
    }
}

/// The rung on which the meaning of two sentences meets.
pub(super) fn rung(nearness: Nearness, editions: Editions, same_text: bool) -> Match {
    match (nearness, editions) {
        (Nearness::Same, _) if same_text => Match::SameText,
        (Nearness::Same, _) => Match::SameMeaning,
        (_, Editions::Same) => Match::OtherCriterion,
        (_, Editions::Different) => Match::OtherEdition,
    }
}

/// The same words and figures; the words count, not the punctuation.
pub(super) fn same_text(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    one.words.fingerprint == other.words.fingerprint
}
