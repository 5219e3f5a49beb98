//! How the list of education offices stands at one commit.

use super::{Found, Granted, GrantedOffices, Lineage, Moment, Settings, World, leads, newest};
use crate::approval::hex::Id;
use crate::approval::key::PublicKey;
use crate::approval::record::{Office, read_offices};
use crate::approval::trust::{Violation, is_office, may_found};

/// Judging the list of offices.
impl Lineage {
    /// The offices of every list that led to the one in force at HEAD, or that leads on from it to a tip; without
    /// HEAD, to any tip. What came along with a tag or with a branch of another origin names nobody here.
    pub fn known_offices(&self, head: Option<Id>, tips: &[Id]) -> Vec<Office> {
        let good = |tip: &Id| self.settings.get(self.kept.get(tip)?.settings)?.good;
        let before = |at: usize| self.lists.get(at).map(|list| list.before.as_slice());
        let mut ends: Vec<usize> = match head {
            None => tips.iter().filter_map(good).collect(),
            Some(head) => {
                let base = good(&head);
                let on = |end: &usize| base.is_some_and(|base| leads(base, *end, &before));
                tips.iter().filter_map(good).filter(on).chain(base).collect()
            }
        };
        ends.sort_unstable();
        ends.dedup();
        let known = (0..self.lists.len()).filter(|at| ends.iter().any(|end| leads(*at, *end, &before)));
        known.filter_map(|at| self.lists.get(at)).flat_map(|list| list.offices.clone()).collect()
    }

    pub(super) fn judge_settings(&mut self, at: &Moment<'_>, found: Option<Found>) -> usize {
        let first = at.parents.first().and_then(|parent| self.settings.get(parent.settings));
        let found = found.or(first.map(|settings| settings.found)).unwrap_or_default();
        let offices = match found {
            Found::Absent => Some(Vec::new()),
            Found::Blob(_) | Found::Twice => at.text(found).and_then(read_offices),
        };
        let goods = self.lists_that_count(at);
        let before = |at: usize| self.lists.get(at).map(|list| list.before.as_slice());
        let tops = newest(goods, &|one, other| leads(one, other, &before));
        let judged = self.judge_offices(at, offices, &tops);
        let (good, bad) = match judged {
            Ok(good) => (good, None),
            Err(violation) => (self.agreed(at), Some(violation)),
        };
        self.settings.push(Settings { good, bad, found });
        self.settings.len() - 1
    }

    fn judge_offices(
        &mut self,
        at: &Moment<'_>,
        offices: Option<Vec<Office>>,
        tops: &[usize],
    ) -> Result<Option<usize>, Violation> {
        let signer = at.signer();
        let fingerprint = signer.map(PublicKey::fingerprint);
        let refused = Violation::Offices { commit: at.commit, fingerprint };
        let Some(offices) = offices else { return Err(refused) };
        if let [top] = tops
            && self.lists.get(*top).is_some_and(|list| list.offices == offices)
        {
            let agreed = at.parents.iter().all(|parent| self.agrees(parent, *top));
            return if agreed { Ok(Some(*top)) } else { Err(refused) };
        }
        let is_beginning = is_beginning(at);
        let founder = match tops {
            [] if offices.is_empty() && !is_beginning => return Ok(None),
            [] if is_beginning => signer.cloned(),
            [] => {
                let founds = signer.is_some_and(|key| at.parents.iter().all(|one| self.rooted_all(one, key)));
                if !founds {
                    return Err(refused);
                }
                signer.cloned()
            }
            _ => {
                // Before the first school, nobody's right is at stake: its root pins what led to it.
                let may = is_beginning || signer.is_some_and(|key| self.may_change_offices(at, tops, key));
                if !may {
                    return Err(refused);
                }
                tops.first().and_then(|top| self.lists.get(*top)?.founder.clone())
            }
        };
        self.lists.push(GrantedOffices { offices, before: tops.to_vec(), founder, signer: signer.cloned() });
        Ok(Some(self.lists.len() - 1))
    }

    /// The parents' lists. A list that was made where no school was yet asked nobody for a right, so it counts
    /// only as long as there is no school.
    fn lists_that_count(&self, at: &Moment<'_>) -> Vec<usize> {
        let beginning = is_beginning(at);
        let parents = at.parents.iter().filter(|parent| beginning || has_schools(parent));
        parents.filter_map(|parent| self.good_list(parent)).collect()
    }

    /// The newest of the parents' lists to which every side agrees; what nobody agreed to gives no power, not
    /// even while it is refused.
    fn agreed(&self, at: &Moment<'_>) -> Option<usize> {
        let mut goods = self.lists_that_count(at);
        goods.retain(|list| at.parents.iter().all(|parent| self.agrees(parent, *list)));
        goods.into_iter().max()
    }

    fn good_list(&self, world: &World) -> Option<usize> {
        self.settings.get(world.settings)?.good
    }

    /// A list that comes from another side of a merge must have been made, change by change, by keys that this
    /// side empowers too: else whoever founds a school of his own on a branch names offices for all.
    fn agrees(&self, world: &World, top: usize) -> bool {
        if !has_schools(world) {
            return true;
        }
        let before = |at: usize| self.lists.get(at).map(|list| list.before.as_slice());
        let own = self.good_list(world);
        let mut open = vec![top];
        while let Some(at) = open.pop() {
            let Some(list) = self.lists.get(at) else { return false };
            if own.is_some_and(|own| leads(at, own, &before)) {
                continue;
            }
            let is_made = list.signer.as_ref().is_some_and(|key| match list.before.as_slice() {
                [] => self.rooted_all(world, key),
                tops => tops.iter().all(|top| self.gives_right(*top, world, key)),
            });
            if !is_made {
                return false;
            }
            open.extend(&list.before);
        }
        true
    }

    fn may_change_offices(&self, at: &Moment<'_>, tops: &[usize], key: &PublicKey) -> bool {
        tops.iter().all(|top| at.parents.iter().all(|parent| self.gives_right(*top, parent, key)))
    }

    /// May this key change a list, as the schools of this world have it?
    fn gives_right(&self, list: usize, world: &World, key: &PublicKey) -> bool {
        let Some(list) = self.lists.get(list) else { return false };
        let founds = match &list.founder {
            Some(founder) => founder == key && self.leads_as_ever(world, key),
            None => self.rooted_all(world, key),
        };
        founds || is_office(&list.offices, key)
    }

    /// Has some school people who may recover it? Whoever names an office would have power over them.
    fn is_guarded(&self, world: &World) -> bool {
        self.goods(world).any(|granted| granted.record.school.recovery.is_some())
    }

    /// Is this key the principal's in some school, and in every one that it ever led? A key that one school
    /// gave up must not come back to power through another one that its holder founds.
    fn leads_as_ever(&self, world: &World, key: &PublicKey) -> bool {
        if self.is_guarded(world) {
            return false;
        }
        let mut leads = false;
        for place in self.good_places(world) {
            let now = self.granted.get(place).is_some_and(|granted| may_found(&granted.record, &[], key));
            if !now && self.has_led(place, key) {
                return false;
            }
            leads |= now;
        }
        leads
    }

    /// Was this key the principal's in a record, or in one of those that led to it?
    fn has_led(&self, place: usize, key: &PublicKey) -> bool {
        let mut open = vec![place];
        while let Some(granted) = open.pop().and_then(|at| self.granted.get(at)) {
            if granted.record.is_principal(key) {
                return true;
            }
            open.extend(&granted.before);
        }
        false
    }

    /// Did this key bring in every school that is there, and is it still their principal's?
    fn rooted_all(&self, world: &World, key: &PublicKey) -> bool {
        let mut goods = self.goods(world).peekable();
        goods.peek().is_some()
            && !self.is_guarded(world)
            && goods.all(|granted| may_found(&granted.record, &[], key))
    }

    fn goods<'w>(&'w self, world: &'w World) -> impl Iterator<Item = &'w Granted> {
        self.good_places(world).filter_map(|place| self.granted.get(place))
    }

    fn good_places<'w>(&'w self, world: &'w World) -> impl Iterator<Item = usize> {
        let standings = world.schools.iter().filter_map(|at| self.standings.get(*at)?.as_ref());
        standings.filter_map(|standing| standing.good)
    }
}

/// Was there no school yet at any parent?
fn is_beginning(at: &Moment<'_>) -> bool {
    !at.parents.iter().any(|parent| has_schools(parent))
}

fn has_schools(world: &World) -> bool {
    world.schools.iter().any(|school| *school != 0)
}
