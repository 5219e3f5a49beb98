//! How the list of education offices stands at one commit.

use super::{Found, Granted, GrantedOffices, Lineage, Moment, Settings, World, leads, newest};
use crate::approval::key::PublicKey;
use crate::approval::record::{Office, read_offices};
use crate::approval::trust::{Violation, is_office, may_found};

/// Judging the list of offices.
impl Lineage {
    pub(super) fn judge_settings(&mut self, at: &Moment<'_>, found: Option<Found>) -> usize {
        let parents: Vec<Settings> =
            at.parents.iter().filter_map(|parent| self.settings.get(parent.settings).cloned()).collect();
        let found = found.or(parents.first().map(|settings| settings.found)).unwrap_or_default();
        let offices = match found {
            Found::Absent => Some(Vec::new()),
            Found::Blob(_) | Found::Twice => at.text(found).and_then(read_offices),
        };
        let goods = parents.iter().filter_map(|settings| settings.good).collect();
        let before = |at: usize| self.lists.get(at).map(|list| list.before.as_slice());
        let tops = newest(goods, &|one, other| leads(one, other, &before));
        let judged = self.judge_offices(at, offices, &tops);
        let (good, bad) = match judged {
            Ok(good) => (good, None),
            Err(violation) => (tops.first().copied(), Some(violation)),
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
            return Ok(Some(*top));
        }
        let is_beginning = at.parents.iter().all(|parent| parent.schools.iter().all(|school| *school == 0));
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
        self.lists.push(GrantedOffices { offices, before: tops.to_vec(), founder });
        Ok(Some(self.lists.len() - 1))
    }

    fn may_change_offices(&self, at: &Moment<'_>, tops: &[usize], key: &PublicKey) -> bool {
        tops.iter().filter_map(|top| self.lists.get(*top)).all(|list| {
            let founds = match &list.founder {
                // The founder has this power as long as some school has that key for its principal.
                Some(founder) => {
                    founder == key && at.parents.iter().all(|one| self.is_some_principal(one, key))
                }
                None => at.parents.iter().all(|one| self.rooted_all(one, key)),
            };
            founds || is_office(&list.offices, key)
        })
    }

    fn is_some_principal(&self, world: &World, key: &PublicKey) -> bool {
        self.goods(world).any(|granted| may_found(&granted.record, &[], key))
    }

    /// Did this key bring in every school that is there, and is it still their principal's?
    fn rooted_all(&self, world: &World, key: &PublicKey) -> bool {
        let mut goods = self.goods(world).peekable();
        goods.peek().is_some() && goods.all(|granted| may_found(&granted.record, &[], key))
    }

    fn goods<'w>(&'w self, world: &'w World) -> impl Iterator<Item = &'w Granted> {
        let standings = world.schools.iter().filter_map(|at| self.standings.get(*at)?.as_ref());
        standings.filter_map(|standing| self.granted.get(standing.good?))
    }
}
