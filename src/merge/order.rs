//! In which order things stand that two people ordered: ours, unless only they reordered; what one side added stands
//! behind the neighbour behind which it was added, ours first.
//!
//! Criteria, standards and labels that both added at one place stand in their natural order instead. Where both sides
//! reordered the same list, ours holds: an order has no words that could be lost.

use std::collections::{HashMap, HashSet};

use super::three::Three;
use super::tree::Token;

/// What the order depends on beside the three lists.
pub(super) struct Facts<'f> {
    /// Does it stand in this list in the end?
    pub(super) stands: &'f dyn Fn(Token) -> bool,
    /// Its natural place, where it has one.
    pub(super) rank: &'f dyn Fn(Token) -> Option<u32>,
}

/// The tokens that stand, once each.
pub(super) fn order(lists: Three<&[Token]>, facts: &Facts<'_>) -> Vec<Token> {
    let kept = |list: &[Token]| -> Vec<Token> {
        list.iter().copied().filter(|token| (facts.stands)(*token)).collect()
    };
    let (ours, theirs) = (kept(lists.ours), kept(lists.theirs));
    if ours == theirs {
        return ours;
    }
    let sets = lists.map(|list| list.iter().copied().collect::<HashSet<Token>>());
    let common = |list: &[Token]| -> Vec<Token> {
        let shared =
            |token: &&Token| [&sets.base, &sets.ours, &sets.theirs].iter().all(|set| set.contains(token));
        list.iter().filter(shared).copied().collect()
    };
    let was = common(lists.base);
    let only_theirs = common(lists.ours) == was && common(lists.theirs) != was;
    let (backbone, other) = if only_theirs { (&theirs, &ours) } else { (&ours, &theirs) };
    let runs = Runs::of(backbone, other);
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    let mut own: Vec<Token> = Vec::new();
    let mut anchor = None;
    for token in backbone {
        if runs.is_anchor(*token) {
            runs.settle(anchor, &mut own, only_theirs, (facts, &mut all));
            all.push(*token);
            anchor = Some(*token);
        } else {
            own.push(*token);
        }
    }
    runs.settle(anchor, &mut own, only_theirs, (facts, &mut all));
    all
}

/// What stands in the other list only, by what it stands behind.
struct Runs {
    behind: HashMap<Option<Token>, Vec<Token>>,
}

impl Runs {
    fn of(backbone: &[Token], other: &[Token]) -> Runs {
        let places: HashSet<Token> = backbone.iter().copied().collect();
        let mut behind: HashMap<Option<Token>, Vec<Token>> = HashMap::from([(None, Vec::new())]);
        let mut anchor = None;
        for token in other {
            if places.contains(token) {
                anchor = Some(*token);
                behind.entry(anchor).or_default();
            } else {
                behind.entry(anchor).or_default().push(*token);
            }
        }
        Runs { behind }
    }

    /// Does it stand in both lists?
    fn is_anchor(&self, token: Token) -> bool {
        self.behind.contains_key(&Some(token))
    }

    /// Writes what stands between two neighbours that both lists have.
    fn settle(
        &self,
        anchor: Option<Token>,
        own: &mut Vec<Token>,
        only_theirs: bool,
        (facts, all): (&Facts<'_>, &mut Vec<Token>),
    ) {
        let own = std::mem::take(own);
        let other = self.behind.get(&anchor).map(Vec::as_slice).unwrap_or_default();
        let (ours, theirs) = if only_theirs { (other, own.as_slice()) } else { (own.as_slice(), other) };
        let mut theirs = theirs.iter().peekable();
        for token in ours {
            let rank = (facts.rank)(*token);
            let goes_first =
                |other: &&Token| (facts.rank)(**other).zip(rank).is_some_and(|(one, own)| one < own);
            while let Some(first) = theirs.next_if(|other| goes_first(other)) {
                all.push(*first);
            }
            all.push(*token);
        }
        all.extend(theirs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &[Token], ours: &[Token], theirs: &[Token], expected: &[Token]) {
        let facts =
            Facts { stands: &|token| token != 99, rank: &|token| (token > 50).then_some(token as u32) };
        assert_eq!(order(Three::new(base, ours, theirs), &facts), expected);
    }

    #[test]
    fn additions_stand_behind_their_neighbour_ours_first() {
        check(&[1, 2], &[1, 3, 2], &[1, 4, 2], &[1, 3, 4, 2]);
        check(&[1, 2], &[1, 2], &[0, 1, 2, 5], &[0, 1, 2, 5]);
        check(&[], &[1], &[2], &[1, 2]);
    }

    #[test]
    fn the_one_who_reordered_has_it() {
        check(&[1, 2, 3], &[1, 2, 4, 3], &[3, 2, 1], &[3, 2, 4, 1]);
        check(&[1, 2, 3], &[3, 2, 1], &[1, 5, 2, 3], &[3, 2, 1, 5]);
        check(&[1, 2, 3], &[3, 2, 1], &[2, 1, 3], &[3, 2, 1]);
    }

    #[test]
    fn what_has_a_natural_place_takes_it_and_what_is_gone_is_left_out() {
        check(&[51, 60], &[51, 54, 60], &[51, 53, 55, 60], &[51, 53, 54, 55, 60]);
        check(&[1, 99, 2], &[1, 99, 2], &[1, 2], &[1, 2]);
    }
}
