//! Which weakness is which: a ladder of evidence, from the id down to the meaning.
//!
//! The same id, else the same text in the same criterion, else the best one-to-one assignment by
//! meaning, in the same criterion more readily than elsewhere. What is then left over may be a
//! piece of a weakness that was split, or of several that were merged.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::lexicon::Class;
use super::likeness::{Likeness, cosine, likeness, stands_in};
use super::place::{Editions, Nearness};
use super::{Match, Part};

/// Two items that are one and the same; positions in the two rows of entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub before: usize,
    pub after: usize,
    pub matched: Match,
    /// 0 to 1.
    pub score: f32,
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
}

/// From which likeness on two sentences are taken for one weakness. The same criterion is
/// evidence in itself; another one asks for more.
fn enough(nearness: Nearness, editions: Editions) -> f32 {
    match (nearness, editions) {
        (Nearness::Same, _) => 0.17,
        (Nearness::Near, Editions::Different) => 0.20,
        (Nearness::Far, Editions::Different) => 0.30,
        (Nearness::Near, Editions::Same) => 0.30,
        (Nearness::Far, Editions::Same) => 0.36,
    }
}

/// The same for a further piece of a weakness that is linked already.
fn piece_enough(nearness: Nearness) -> f32 {
    if nearness == Nearness::Same { 0.16 } else { 0.24 }
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
            found.add(Link { before: *before, after: *after, matched: Match::Link, score, part });
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
                found.add(Link { before, after, matched: Match::Id, score, part: None });
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
                    found.add(Link { before, after, matched: Match::SameText, score: 1.0, part: None });
                }
            }
        }
    }

    fn by_meaning(&self, found: &mut Found) {
        let mut gains = BTreeMap::new();
        for (before, one) in self.before.iter().enumerate().filter(|(at, _)| !found.before.contains(at)) {
            for (after, other) in self.after.iter().enumerate().filter(|(at, _)| !found.after.contains(at)) {
                if let Some(gain) = self.gain(one, other).filter(|_| self.may(before, after)) {
                    gains.insert((before, after), gain);
                }
            }
        }
        for (before, after) in assign(&gains) {
            let (Some(one), Some(other)) = (self.before.get(before), self.after.get(after)) else { continue };
            let nearness = self.nearness(one, other);
            let matched = self.rung(nearness);
            let score = if same_text(one, other) { 1.0 } else { cosine(&one.words, &other.words) };
            found.add(Link { before, after, matched, score, part: None });
        }
    }

    /// What speaks for two sentences being one weakness; None where too little does, or something
    /// speaks against it.
    fn gain(&self, one: &Entry<'_>, other: &Entry<'_>) -> Option<f32> {
        let nearness = self.nearness(one, other);
        let score = cosine(&one.words, &other.words);
        if score < enough(nearness, self.editions) {
            return None;
        }
        let alike = likeness(&one.words, &other.words);
        if alike.other_object || alike.other_filling {
            return None;
        }
        let bonus = match nearness {
            Nearness::Same => 0.25,
            Nearness::Near => 0.05,
            Nearness::Far => 0.0,
        };
        (nearness == Nearness::Same || is_specific(one, other)).then_some(score + bonus)
    }

    fn rung(&self, nearness: Nearness) -> Match {
        match (nearness, self.editions) {
            (Nearness::Same, _) => Match::SameMeaning,
            (_, Editions::Same) => Match::OtherCriterion,
            (_, Editions::Different) => Match::OtherEdition,
        }
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
            let (piece, joined) = if split { (other, one) } else { (one, other) };
            let sibling = if split { self.after.get(sibling)? } else { self.before.get(sibling)? };
            let nearness = self.nearness(one, other);
            if cosine(&one.words, &other.words) < piece_enough(nearness) {
                return None;
            }
            let alike = likeness(&one.words, &other.words);
            let fits = is_piece(piece, joined, sibling, (split, alike))
                && (nearness == Nearness::Same || is_specific(one, other));
            let matched = self.rung(nearness);
            let part = Some(if split { Part::Split } else { Part::Merge });
            fits.then_some(Link { before, after, matched, score: alike.score, part })
        });
        pieces.max_by(|one, other| one.score.total_cmp(&other.score))
    }
}

/// Is `piece` said in `joined`, and in words that its sibling does not have?
fn is_piece(piece: &Entry<'_>, joined: &Entry<'_>, sibling: &Entry<'_>, of: (bool, Likeness)) -> bool {
    let (split, alike) = of;
    let told = if split { alike.after_covered } else { alike.before_covered };
    let own = joined
        .words
        .content()
        .filter(|token| stands_in(token, &piece.words) && !stands_in(token, &sibling.words));
    let own: f32 = own.map(|token| token.weight).sum();
    let others = joined
        .words
        .content()
        .filter(|token| stands_in(token, &sibling.words) && !stands_in(token, &piece.words));
    let others: f32 = others.map(|token| token.weight).sum();
    let least = (0.18 * joined.words.weight()).min(0.7);
    told >= 0.4 && own >= least && others >= least * 0.5 && !alike.other_object && !alike.other_filling
}

/// Do two sentences share more than words that are said of anything? A boilerplate sentence under
/// two criteria is two weaknesses.
fn is_specific(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let shared =
        one.words.content().filter(|token| is_telling(token.class) && stands_in(token, &other.words));
    shared.map(|token| token.weight).sum::<f32>() >= 0.8
}

/// A place is where many things are lacking; it tells nothing by itself.
fn is_telling(class: Class) -> bool {
    class > Class::Vague && class != Class::Name && class != Class::Grade
}

/// The same words and figures; the words count, not the punctuation.
fn same_text(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    one.words.fingerprint == other.words.fingerprint
}

/// The assignment, one to one, that gains most: greedy, then improved while two exchanges help.
fn assign(gains: &BTreeMap<(usize, usize), f32>) -> Vec<(usize, usize)> {
    let mut order: Vec<(&(usize, usize), &f32)> = gains.iter().collect();
    order.sort_by(|one, other| other.1.total_cmp(one.1).then(one.0.cmp(other.0)));
    let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for ((one, other), _) in order {
        if !before.contains(one) && !after.contains(other) {
            before.insert(*one);
            after.insert(*other);
            chosen.push((*one, *other));
        }
    }
    for _ in 0..8 {
        if !exchange(&mut chosen, gains) && !augment(&mut chosen, gains) {
            break;
        }
    }
    chosen
}

/// Crosses two chosen pairs where that gains more.
fn exchange(chosen: &mut [(usize, usize)], gains: &BTreeMap<(usize, usize), f32>) -> bool {
    let gain = |pair: (usize, usize)| gains.get(&pair).copied();
    let mut better = false;
    for at in 1..chosen.len() {
        let (head, tail) = chosen.split_at_mut(at);
        let Some(second) = tail.first_mut() else { continue };
        for first in head {
            let crossed = gain((first.0, second.1)).zip(gain((second.0, first.1)));
            let now = gain(*first).unwrap_or_default() + gain(*second).unwrap_or_default();
            if crossed.is_some_and(|(one, other)| one + other > now + 1e-6) {
                std::mem::swap(&mut first.1, &mut second.1);
                better = true;
            }
        }
    }
    better
}

/// Gives up one pair for two where both of its ends have another free partner.
fn augment(chosen: &mut Vec<(usize, usize)>, gains: &BTreeMap<(usize, usize), f32>) -> bool {
    let used_before: BTreeSet<usize> = chosen.iter().map(|pair| pair.0).collect();
    let used_after: BTreeSet<usize> = chosen.iter().map(|pair| pair.1).collect();
    let best = |fits: &dyn Fn(&(usize, usize)) -> bool| {
        let free = gains.iter().filter(|(pair, _)| fits(pair));
        free.max_by(|one, other| one.1.total_cmp(other.1)).map(|(pair, gain)| (*pair, *gain))
    };
    for at in 0..chosen.len() {
        let Some(pair) = chosen.get(at).copied() else { continue };
        let one = best(&|other| other.0 == pair.0 && !used_after.contains(&other.1));
        let other = best(&|other| other.1 == pair.1 && !used_before.contains(&other.0));
        let (Some((one, first)), Some((other, second))) = (one, other) else { continue };
        if first + second > gains.get(&pair).copied().unwrap_or_default() + 0.1 {
            chosen.swap_remove(at);
            chosen.extend([one, other]);
            return true;
        }
    }
    false
}
