//! The order of a school's approvals: each names the one before, so that a gap or a fork shows.
//!
//! Approvals that do not count (made with a compromised key, say) may be predecessors, because they
//! were there; but they fork nothing: whoever stole a key cannot spoil the honest chain.
//!
//! Two clones that approve without knowing of each other make a fork. It is healed by taking all of its
//! sides back but one: that one stands, and what follows the others does not.

use std::collections::{BTreeMap, HashMap};

use super::hex::Id;
use super::name::ApprovalName;
use super::verdict::Break;
use crate::period::Period;

/// One approval's place as its statement has it.
#[derive(Clone, Debug)]
pub struct Link {
    pub name: ApprovalName,
    pub id: Id,
    pub sequence: u64,
    pub previous: Option<Id>,
    pub trust_serial: u32,
    /// False where everything but its right to count is in order.
    pub counts: bool,
    /// Taken back by a later signed tag.
    pub withdrawn: bool,
}

/// How a link stands in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Sound,
    Broken(Break),
    Forked {
        other: ApprovalName,
    },
    /// Made under an older trust record than its predecessor.
    OlderTrust {
        before: u32,
        after: u32,
    },
}

/// The place of each link, in the order in which they were given.
pub fn places(links: &[Link]) -> Vec<Place> {
    let mut chain = Chain {
        links,
        by_id: links.iter().enumerate().map(|(at, link)| (link.id, at)).collect(),
        forks: forks(links),
        known: vec![None; links.len()],
    };
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|at| links.get(*at).map(|link| link.sequence));
    for at in order {
        chain.place(at);
    }
    let known = chain.known.into_iter();
    known.map(|known| known.map_or(Place::Broken(Break::FirstHasPredecessor), |known| known.place)).collect()
}

/// The counting link at the end of a sound chain: the one that the next approval follows.
pub fn last<'l>(links: &'l [Link], places: &[Place]) -> Option<&'l Link> {
    let sound = links.iter().zip(places).filter(|(link, place)| link.counts && **place == Place::Sound);
    sound.map(|(link, _)| link).max_by_key(|link| link.sequence)
}

struct Chain<'l> {
    links: &'l [Link],
    by_id: HashMap<Id, usize>,
    forks: HashMap<usize, usize>,
    known: Vec<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    place: Place,
    /// The highest version of each plan up to here.
    versions: BTreeMap<Period, u32>,
}

/// Counting links that share their predecessor, each with another one of them; save the only one of them that
/// was not taken back.
fn forks(links: &[Link]) -> HashMap<usize, usize> {
    let mut beside: HashMap<Option<Id>, Vec<usize>> = HashMap::new();
    for (at, link) in links.iter().enumerate().filter(|(_, link)| link.counts) {
        beside.entry(link.previous).or_default().push(at);
    }
    let mut forks = HashMap::new();
    for sides in beside.values().filter(|sides| sides.len() > 1) {
        let stands = |at: &&usize| links.get(**at).is_some_and(|link| !link.withdrawn);
        let standing: Vec<usize> = sides.iter().filter(stands).copied().collect();
        let healed = if let [one] = standing.as_slice() { Some(*one) } else { None };
        for at in sides.iter().filter(|at| Some(**at) != healed) {
            let other = healed.or_else(|| sides.iter().find(|other| *other != at).copied());
            forks.extend(other.map(|other| (*at, other)));
        }
    }
    forks
}

impl Chain<'_> {
    /// Lower sequences are placed before higher ones, so a right predecessor is known.
    fn place(&mut self, at: usize) {
        let Some(link) = self.links.get(at) else { return };
        let before = link.previous.and_then(|id| self.by_id.get(&id)).copied();
        let mut versions = BTreeMap::new();
        let mut place = match (link.previous, before) {
            (None, _) if link.sequence == 1 => Place::Sound,
            (None, _) => Place::Broken(Break::NoPredecessor { sequence: link.sequence }),
            (Some(_), _) if link.sequence == 1 => Place::Broken(Break::FirstHasPredecessor),
            (Some(previous), None) => Place::Broken(Break::Missing { sequence: link.sequence, previous }),
            (Some(_), Some(before)) => self.after(link, before, &mut versions),
        };
        let earlier = versions.get(&link.name.period).copied().unwrap_or(0);
        if place == Place::Sound && earlier >= link.name.version {
            place = Place::Broken(Break::VersionOrder { earlier });
        }
        if let (Place::Sound, Some(other)) = (&place, self.forks.get(&at).and_then(|at| self.links.get(*at)))
        {
            place = Place::Forked { other: other.name.clone() };
        }
        versions.insert(link.name.period, earlier.max(link.name.version));
        if let Some(known) = self.known.get_mut(at) {
            *known = Some(Known { place, versions });
        }
    }

    fn after(&self, link: &Link, before: usize, versions: &mut BTreeMap<Period, u32>) -> Place {
        let (Some(previous), Some(known)) = (self.links.get(before), self.known.get(before)) else {
            return Place::Broken(Break::NoPredecessor { sequence: link.sequence });
        };
        let Some(known) = known.as_ref().filter(|_| previous.sequence + 1 == link.sequence) else {
            let (sequence, previous) = (link.sequence, previous.sequence);
            return Place::Broken(Break::Gap { sequence, previous });
        };
        versions.clone_from(&known.versions);
        match &known.place {
            Place::Sound if previous.trust_serial > link.trust_serial => {
                Place::OlderTrust { before: previous.trust_serial, after: link.trust_serial }
            }
            Place::Sound => Place::Sound,
            Place::Forked { other } => Place::Forked { other: other.clone() },
            Place::Broken(_) | Place::OlderTrust { .. } => {
                Place::Broken(Break::Earlier { at: previous.name.clone() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    fn link(version: u32, sequence: u64, previous: Option<u8>, own: u8) -> Link {
        Link {
            name: format!("approved/th-a/2023-2024/v{version}").parse().unwrap(),
            id: Hex([own; 20]),
            sequence,
            previous: previous.map(|id| Hex([id; 20])),
            trust_serial: 1,
            counts: true,
            withdrawn: false,
        }
    }

    fn check(links: &[Link]) -> Vec<Place> {
        places(links)
    }

    #[test]
    fn a_whole_chain_is_sound_in_any_order() {
        let links = [link(3, 3, Some(2), 3), link(1, 1, None, 1), link(2, 2, Some(1), 2)];
        assert_eq!(check(&links), [Place::Sound, Place::Sound, Place::Sound]);
        assert_eq!(last(&links, &check(&links)).unwrap().sequence, 3);
    }

    #[test]
    fn gaps_are_found_and_passed_on() {
        let places = check(&[link(1, 1, None, 1), link(3, 3, Some(2), 3), link(4, 4, Some(3), 4)]);
        assert_eq!(places[0], Place::Sound);
        assert!(matches!(places[1], Place::Broken(Break::Missing { sequence: 3, .. })));
        assert!(matches!(places[2], Place::Broken(Break::Earlier { .. })));
        let skipped = check(&[link(1, 1, None, 1), link(2, 3, Some(1), 2)]);
        assert_eq!(skipped[1], Place::Broken(Break::Gap { sequence: 3, previous: 1 }));
        assert_eq!(check(&[link(1, 1, Some(9), 1)]), [Place::Broken(Break::FirstHasPredecessor)]);
        assert_eq!(check(&[link(1, 2, None, 1)]), [Place::Broken(Break::NoPredecessor { sequence: 2 })]);
        let circle = check(&[link(1, 2, Some(2), 1), link(2, 2, Some(1), 2)]);
        assert!(circle.iter().all(|place| matches!(place, Place::Broken(_))), "{circle:?}");
    }

    #[test]
    fn a_fork_taints_both_sides_and_what_follows() {
        let places = check(&[
            link(1, 1, None, 1),
            link(2, 2, Some(1), 2),
            link(3, 2, Some(1), 3),
            link(4, 3, Some(3), 4),
        ]);
        assert_eq!(places[0], Place::Sound);
        assert!(places[1..].iter().all(|place| matches!(place, Place::Forked { .. })), "{places:?}");
    }

    #[test]
    fn a_fork_is_healed_by_taking_the_other_side_back() {
        let mut links = [
            link(1, 1, None, 1),
            link(2, 2, Some(1), 2),
            link(3, 2, Some(1), 3),
            link(4, 3, Some(3), 4),
            link(5, 3, Some(2), 5),
        ];
        assert!(check(&links)[1..].iter().all(|place| matches!(place, Place::Forked { .. })));
        links[2].withdrawn = true;
        let places = check(&links);
        assert_eq!((&places[1], &places[4]), (&Place::Sound, &Place::Sound));
        assert!(matches!(places[2], Place::Forked { .. }));
        assert!(matches!(places[3], Place::Forked { .. }), "it follows what was taken back");
        assert_eq!(last(&links, &places).unwrap().id, links[4].id);
        // Taking back what nothing competes with changes no place.
        links[2].counts = false;
        links[1].withdrawn = true;
        assert_eq!(check(&links)[4], Place::Sound);
    }

    #[test]
    fn a_stolen_key_forks_nothing() {
        let mut stolen = link(2, 2, Some(1), 9);
        stolen.counts = false;
        let places = check(&[link(1, 1, None, 1), link(3, 2, Some(1), 2), stolen]);
        assert_eq!(places[1], Place::Sound);
    }

    #[test]
    fn versions_and_trust_only_go_up() {
        let places = check(&[link(2, 1, None, 1), link(1, 2, Some(1), 2)]);
        assert_eq!(places[1], Place::Broken(Break::VersionOrder { earlier: 2 }));
        let mut links = [link(1, 1, None, 1), link(2, 2, Some(1), 2)];
        links[0].trust_serial = 2;
        assert_eq!(check(&links)[1], Place::OlderTrust { before: 2, after: 1 });
    }
}
