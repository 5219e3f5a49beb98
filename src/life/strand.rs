//! Which occurrences of weaknesses make one life.
//!
//! Links between neighbours are taken best first, each end once: they are the life itself. What is
//! left over ties one life to another: a piece that was split off, or one that was merged in.

use std::collections::HashMap;

use crate::compare::{Chain, Comeback, Link, Match};

/// A weakness of a plan: the plan's place in the chain, its own in the plan.
pub(super) type Place = (usize, usize);

/// All occurrences of one chain, in lives.
#[derive(Default)]
pub(super) struct Strands {
    /// The occurrences of each life, oldest first.
    pub(super) lives: Vec<Vec<Place>>,
    /// The life of each occurrence.
    pub(super) life: HashMap<Place, usize>,
    /// The occurrences of other lives that came into this one, or into which it went.
    pub(super) from: HashMap<Place, Vec<Place>>,
    pub(super) into: HashMap<Place, Vec<Place>>,
    /// What brought an occurrence here from the plan before.
    pub(super) link: HashMap<Place, Link>,
    /// What came back, and how.
    pub(super) back: HashMap<Place, Comeback>,
}

/// Follows all occurrences of a chain; `counts` are the numbers of weaknesses of its plans.
pub(super) fn strands(chain: &Chain<'_, '_>, counts: &[usize]) -> Strands {
    let mut strands = Strands::default();
    let mut before: HashMap<Place, Place> = HashMap::new();
    for (plan, links) in chain.links.iter().enumerate() {
        strands.join(plan, links, &mut before);
    }
    strands.return_to(&chain.comebacks, &mut before);
    for (plan, count) in counts.iter().enumerate() {
        for place in (0..*count).map(|at| (plan, at)) {
            let known = before.get(&place).and_then(|earlier| strands.life.get(earlier)).copied();
            let life = known.unwrap_or(strands.lives.len());
            match strands.lives.get_mut(life) {
                Some(occurrences) => occurrences.push(place),
                None => strands.lives.push(vec![place]),
            }
            strands.life.insert(place, life);
        }
    }
    strands
}

impl Strands {
    fn join(&mut self, plan: usize, links: &[Link], before: &mut HashMap<Place, Place>) {
        let mut best: Vec<&Link> = links.iter().collect();
        best.sort_by(|one, other| rank(one).cmp(&rank(other)).then(other.score.total_cmp(&one.score)));
        let mut gone_on = vec![false; links.iter().map(|link| link.before + 1).max().unwrap_or(0)];
        for link in best {
            let (from, to) = ((plan, link.before), (plan + 1, link.after));
            let Some(taken) = gone_on.get_mut(link.before) else { continue };
            if *taken || before.contains_key(&to) {
                self.from.entry(to).or_default().push(from);
                self.into.entry(from).or_default().push(to);
            } else {
                *taken = true;
                before.insert(to, from);
            }
            // The best link is the first one; what it says of figures is what is told.
            self.link.entry(to).or_insert(*link);
        }
    }

    /// One that came back goes on with its life; a second one that claims it only has a piece of it.
    fn return_to(&mut self, comebacks: &[Comeback], before: &mut HashMap<Place, Place>) {
        let mut best: Vec<&Comeback> = comebacks.iter().collect();
        best.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.back.cmp(&other.back)));
        let mut taken: std::collections::HashSet<Place> = before.values().copied().collect();
        for comeback in best {
            if before.contains_key(&comeback.back) || self.link.contains_key(&comeback.back) {
                continue;
            }
            self.back.insert(comeback.back, *comeback);
            if taken.insert(comeback.left) {
                before.insert(comeback.back, comeback.left);
            } else {
                self.from.entry(comeback.back).or_default().push(comeback.left);
            }
        }
    }
}

/// The same id goes before all, then what is whole before what is a piece, then the evidence.
fn rank(link: &Link) -> (bool, bool, Match, usize, usize) {
    (link.matched != Match::Id, link.part.is_some(), link.matched, link.before, link.after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::continuity::Continuity;

    const PLANS: usize = 6;
    const WIDE: usize = 5;

    fn links() -> impl Strategy<Value = Vec<Vec<Link>>> {
        let one = (0..WIDE, 0..WIDE, any::<bool>(), 0_u8..100).prop_map(|(before, after, id, score)| Link {
            before,
            after,
            matched: if id { Match::Id } else { Match::SameMeaning },
            score: f32::from(score) / 100.0,
            chance: 1.0,
            part: None,
        });
        let year = prop::collection::vec(one, 0..8).prop_map(|mut links| {
            links.sort_by_key(|link| (link.before, link.after));
            links.dedup_by_key(|link| (link.before, link.after));
            links
        });
        prop::collection::vec(year, PLANS - 1)
    }

    fn comebacks() -> impl Strategy<Value = Vec<Comeback>> {
        let one = ((0..3_usize, 0..WIDE), (3..PLANS, 0..WIDE), 0_u8..100).prop_map(|(left, back, score)| {
            Comeback { left, back, matched: Match::SameText, score: f32::from(score) / 100.0 }
        });
        prop::collection::vec(one, 0..4)
    }

    proptest! {
        #[test]
        fn every_weakness_of_every_year_is_in_one_life_and_every_link_is_told(
            links in links(), comebacks in comebacks()
        ) {
            let continuity = Continuity::default();
            let mut chain = Chain::new(&[], &continuity);
            (chain.links, chain.comebacks) = (links, comebacks);
            let strands = strands(&chain, &[WIDE; PLANS]);
            let mut all: Vec<Place> = strands.lives.iter().flatten().copied().collect();
            prop_assert_eq!(all.len(), PLANS * WIDE);
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), PLANS * WIDE);
            for (life, places) in strands.lives.iter().enumerate() {
                for place in places {
                    prop_assert_eq!(strands.life[place], life);
                }
                // One weakness a plan, in the order of the plans.
                prop_assert!(places.windows(2).all(|pair| pair[0].0 < pair[1].0));
            }
            for (plan, links) in chain.links.iter().enumerate() {
                for link in links {
                    let (from, to) = ((plan, link.before), (plan + 1, link.after));
                    let tied = strands.from.get(&to).is_some_and(|from_all| from_all.contains(&from))
                        && strands.into.get(&from).is_some_and(|into| into.contains(&to));
                    prop_assert!(tied || strands.life[&from] == strands.life[&to]);
                }
            }
        }
    }
}
