//! Things without a name meet by their words: equal ones first, then those that share enough words, then one that stands
//! alone between two neighbours that met.
//!
//! What it costs is bounded: where very many things are left over, only equal ones meet.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::three::Three;
use super::tree::Token;
use crate::compare::wording::shared;
use crate::plan::item::ItemId;

/// One thing that has no name of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'r> {
    /// Its node.
    pub(super) at: usize,
    pub(super) id: Option<ItemId>,
    /// What it stands under.
    pub(super) place: Token,
    /// Of items their kind; of sections what they are about, 0 for nothing that is known.
    pub(super) class: u32,
    pub(super) text: &'r str,
}

/// By what things of one sort meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Section,
    Item,
    Block,
}

/// Tokens for all candidates: old ones meet the base's, new ones of both sides each other.
pub(super) struct Meeting {
    pub(super) tokens: Three<Vec<(usize, Token)>>,
    /// The first token that is free.
    pub(super) next: Token,
}

/// From this share of common words on, two texts are versions of one.
const SIMILAR: f32 = 0.5;

/// More pairs than this are not looked at word by word.
const MOST_PAIRS: usize = 10_000;

impl Meeting {
    /// `next` is the first token that is free.
    pub(super) fn of(lists: &Three<Vec<Candidate<'_>>>, rule: Rule, next: Token) -> Meeting {
        let mut next = next;
        let mut fresh = || {
            next += 1;
            next - 1
        };
        let mut ours = Links::old(&lists.base, &lists.ours, rule);
        let mut theirs = Links::old(&lists.base, &lists.theirs, rule);
        let (new_ours, new_theirs) = (ours.left(), theirs.left());
        let (one, other) = (pick(&lists.ours, &new_ours), pick(&lists.theirs, &new_theirs));
        // Which of theirs is which of ours, of what both added.
        let twice: HashMap<usize, usize> = Links::new_ones(&one, &other, rule)
            .into_iter()
            .zip(&new_theirs)
            .filter_map(|(link, at)| Some((*at, *new_ours.get(link?)?)))
            .collect();
        if rule == Rule::Block {
            let (met_ours, met_theirs) = (ours.met.clone(), theirs.met.clone());
            let in_both: HashSet<usize> = twice.values().copied().collect();
            ours.alone(|at| in_both.contains(&at));
            theirs.alone(|at| twice.contains_key(&at));
            // Where the other side took the old one out, the new one is simply new.
            let (all_ours, all_theirs) = (ours.met.clone(), theirs.met.clone());
            ours.forget(|from| met_ours.get(from) == Some(&false) && all_theirs.get(from) == Some(&false));
            theirs.forget(|from| met_theirs.get(from) == Some(&false) && all_ours.get(from) == Some(&false));
        }
        let base: Vec<Token> = lists.base.iter().map(|_| fresh()).collect();
        let known = |link: &Option<usize>| link.and_then(|at| base.get(at).copied());
        let of_ours: Vec<Token> =
            ours.found.iter().map(|link| known(link).unwrap_or_else(&mut fresh)).collect();
        let mut of_theirs: Vec<Token> = Vec::new();
        for (at, link) in theirs.found.iter().enumerate() {
            let same = twice.get(&at).and_then(|ours| of_ours.get(*ours).copied());
            of_theirs.push(known(link).or(same).unwrap_or_else(&mut fresh));
        }
        let nodes = |side: &[Candidate<'_>], tokens: Vec<Token>| -> Vec<(usize, Token)> {
            side.iter().map(|one| one.at).zip(tokens).collect()
        };
        let tokens = Three {
            base: nodes(&lists.base, base.clone()),
            ours: nodes(&lists.ours, of_ours),
            theirs: nodes(&lists.theirs, of_theirs),
        };
        Meeting { tokens, next }
    }
}

fn pick<'r>(side: &[Candidate<'r>], which: &[usize]) -> Vec<Candidate<'r>> {
    which.iter().filter_map(|at| side.get(*at).copied()).collect()
}

/// Who of `to` is who of `from`.
struct Links<'c, 'r> {
    from: &'c [Candidate<'r>],
    to: &'c [Candidate<'r>],
    /// For each of `to`.
    found: Vec<Option<usize>>,
    /// For each of `from`: is it met?
    met: Vec<bool>,
}

impl<'c, 'r> Links<'c, 'r> {
    fn new(from: &'c [Candidate<'r>], to: &'c [Candidate<'r>]) -> Self {
        Links { from, to, found: vec![None; to.len()], met: vec![false; from.len()] }
    }

    /// A later version's things against the earlier one's.
    fn old(from: &'c [Candidate<'r>], to: &'c [Candidate<'r>], rule: Rule) -> Links<'c, 'r> {
        let mut links = Links::new(from, to);
        match rule {
            Rule::Section => {
                links.equal(|one| (one.class > 0).then_some(one.class));
                links.equal(|one| Some(one.text));
                links.similar(SIMILAR);
            }
            Rule::Item => {
                links.equal(|one| one.id);
                links.equal(|one| Some((one.place, one.class, one.text)));
                links.equal(|one| Some((one.class, one.text)));
                links.similar(SIMILAR);
            }
            Rule::Block => {
                links.equal(|one| Some((one.place, one.text)));
                links.equal(|one| Some(one.text));
                links.similar(SIMILAR);
            }
        }
        links
    }

    /// Who of `to` met nobody.
    fn left(&self) -> Vec<usize> {
        (0..self.to.len()).filter(|at| self.found.get(*at).is_some_and(Option::is_none)).collect()
    }

    /// What both sides added: only the very same is one.
    fn new_ones(from: &'c [Candidate<'r>], to: &'c [Candidate<'r>], rule: Rule) -> Vec<Option<usize>> {
        let mut links = Links::new(from, to);
        match rule {
            Rule::Section => links.equal(|one| (one.class > 0).then_some(one.class)),
            Rule::Item => links.equal(|one| one.id.map(|id| (id, one.text))),
            Rule::Block => {}
        }
        // Each clone gave its own id to what both added; the words say that it is one.
        let blind: Vec<Candidate<'r>> = from.iter().map(|one| Candidate { id: None, ..*one }).collect();
        let mut blind = Links { from: &blind, to, found: links.found, met: links.met };
        blind.equal(|one| Some((one.place, one.class, one.text)));
        if rule == Rule::Block {
            blind.equal(|one| Some(one.text));
        }
        blind.found
    }

    /// Two ids are two things, whatever the words say.
    fn may_meet(&self, from: usize, to: usize) -> bool {
        let (Some(one), Some(other)) = (self.from.get(from), self.to.get(to)) else { return false };
        let two_ids = one.id.is_some() && other.id.is_some() && one.id != other.id;
        !two_ids && self.met.get(from) == Some(&false)
    }

    fn link(&mut self, from: usize, to: usize) {
        if let (Some(met), Some(found)) = (self.met.get_mut(from), self.found.get_mut(to)) {
            (*met, *found) = (true, Some(from));
        }
    }

    /// The first of a key meets the first, the second the second.
    fn equal<K: Eq + Hash>(&mut self, key: impl Fn(&Candidate<'r>) -> Option<K>) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (at, one) in self.from.iter().enumerate().filter(|(at, _)| self.met.get(*at) == Some(&false)) {
            if let Some(key) = key(one) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (to, one) in self.to.iter().enumerate() {
            let unmet = self.found.get(to).is_some_and(Option::is_none);
            let Some(queue) = key(one).filter(|_| unmet).and_then(|key| waiting.get_mut(&key)) else {
                continue;
            };
            let turn = queue.iter().position(|from| self.may_meet(*from, to));
            if let Some(from) = turn.and_then(|turn| queue.remove(turn)) {
                self.link(from, to);
            }
        }
    }

    /// The pair that shares most words first.
    fn similar(&mut self, least: f32) {
        let left: Vec<usize> = (0..self.from.len()).filter(|at| self.met.get(*at) == Some(&false)).collect();
        let right = self.left();
        if left.len().saturating_mul(right.len()) > MOST_PAIRS {
            return;
        }
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for from in &left {
            for to in right.iter().filter(|to| self.may_meet(*from, **to)) {
                let (Some(one), Some(other)) = (self.from.get(*from), self.to.get(*to)) else { continue };
                let share = if one.class == other.class { shared(one.text, other.text) } else { 0.0 };
                // Of two that are alike, the one in the same place.
                let nearness = if one.place == other.place { 0.1 } else { 0.0 };
                pairs.extend((share >= least).then_some((share + nearness, *from, *to)));
            }
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (_, from, to) in pairs {
            if self.may_meet(from, to) && self.found.get(to).is_some_and(Option::is_none) {
                self.link(from, to);
            }
        }
    }

    fn forget(&mut self, is_wrong: impl Fn(usize) -> bool) {
        for link in self.found.iter_mut().filter(|link| link.is_some_and(&is_wrong)) {
            *link = None;
        }
    }

    /// One that was written anew between two neighbours that stayed, save what is known otherwise.
    fn alone(&mut self, is_known: impl Fn(usize) -> bool) {
        for to in self.left().into_iter().filter(|to| !is_known(*to)) {
            let link = |at: usize| self.found.get(at).copied();
            let before = if to == 0 { Some(0) } else { link(to - 1).flatten().map(|from| from + 1) };
            let after = link(to + 1).unwrap_or(Some(self.from.len()));
            let place = |list: &[Candidate<'_>], at: usize| list.get(at).map(|one| one.place);
            let fits =
                |from: &usize| after == Some(from + 1) && place(self.from, *from) == place(self.to, to);
            if let Some(from) = before.filter(|from| fits(from) && self.may_meet(*from, to)) {
                self.link(from, to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links from one row of texts to another; `a#` has an id.
    fn check(from: &[&'static str], to: &[&'static str], rule: Rule) -> Vec<Option<usize>> {
        let list = |texts: &[&'static str]| -> Vec<Candidate<'static>> {
            let one = |(at, text): (usize, &&'static str)| {
                let (text, id) =
                    text.split_once('#').map_or((*text, None), |(text, id)| (text, id.parse().ok()));
                Candidate { at, id, place: 1, class: 1, text }
            };
            texts.iter().enumerate().map(one).collect()
        };
        let (from, to) = (list(from), list(to));
        let mut links = Links::old(&from, &to, rule);
        if rule == Rule::Block {
            links.alone(|_| false);
        }
        links.found
    }

    #[test]
    fn ids_come_first_then_words() {
        let found = check(
            &["một#w-1.1-2023-1", "hai ba bốn", "năm"],
            &["năm", "hai ba năm", "khác hẳn#w-1.1-2023-1", "một#w-1.1-2023-2"],
            Rule::Item,
        );
        assert_eq!(found, [Some(2), Some(1), Some(0), None]);
    }

    #[test]
    fn a_paragraph_that_was_written_anew_is_known_by_its_neighbours() {
        assert_eq!(check(&["a", "b", "c"], &["a", "x", "c"], Rule::Block), [Some(0), Some(1), Some(2)]);
        assert_eq!(
            check(&["a", "b", "c"], &["a", "x", "y", "c"], Rule::Block),
            [Some(0), None, None, Some(2)]
        );
        assert_eq!(check(&["a"], &["x"], Rule::Item), [None]);
    }
}
