//! How one school's record stands at one commit.

use super::{Found, Granted, Lineage, Moment, Standing, World, newest};
use crate::approval::hex::{Hash, Id};
use crate::approval::key::PublicKey;
use crate::approval::record::{Record, RecordFlaw};
use crate::approval::trust::{Violation, may_change, may_found, root_fingerprint};

/// Judging the record of one school.
impl Lineage {
    pub(super) fn standing_at(&self, world: &World, school: usize) -> Option<&Standing> {
        self.standings.get(*world.schools.get(school)?)?.as_ref()
    }

    /// None where no parent ever had the school and the commit has none either. `world` is the
    /// commit's own, with its settings judged already.
    pub(super) fn judge_record(
        &mut self,
        at: &Moment<'_>,
        school: usize,
        found: Option<Found>,
        world: &World,
    ) -> Option<Standing> {
        let parents: Vec<&Standing> =
            at.parents.iter().filter_map(|parent| self.standing_at(parent, school)).collect();
        // What no parent differs from, all of them have.
        let found = found.or(parents.first().map(|standing| standing.found)).unwrap_or_default();
        if parents.is_empty() && found == Found::Absent {
            return None;
        }
        let goods = parents.iter().filter_map(|standing| standing.good).collect();
        let tops = newest(goods, &|one, other| self.is_ancestor(one, other));
        let judged = match tops.as_slice() {
            [] => self.found(at, school, found, world),
            tops => self.change(at, school, found, tops),
        };
        let (good, bad) = match judged {
            Ok(good) => (Some(good), None),
            Err(violation) => (tops.first().copied(), Some(violation)),
        };
        Some(Standing { good, bad, found })
    }

    /// The first record of a school.
    fn found(
        &mut self,
        at: &Moment<'_>,
        school: usize,
        found: Found,
        world: &World,
    ) -> Result<usize, Violation> {
        let commit = at.commit;
        let (blob, record, text) = self.read(at, school, found)?;
        if record.serial() != 1 {
            return Err(Violation::RootSerial { commit, serial: record.serial() });
        }
        let Some(signer) = at.signer() else { return Err(Violation::RootUnsigned { commit }) };
        if !may_found(&record, self.offices_of(world), signer) {
            return Err(Violation::RootByStranger { commit, fingerprint: signer.fingerprint() });
        }
        let root = root_fingerprint(&record.school.school.id, commit, text);
        let signer = signer.clone();
        Ok(self.grant(school, Granted { record, blob, commit, before: Vec::new(), root, signer }))
    }

    /// A record where there was one: kept, brought back, or new.
    fn change(
        &mut self,
        at: &Moment<'_>,
        school: usize,
        found: Found,
        tops: &[usize],
    ) -> Result<usize, Violation> {
        let commit = at.commit;
        let before = tops.iter().filter_map(|top| self.granted.get(*top)).map(|top| top.record.serial());
        let before = before.max().unwrap_or(0);
        if let Found::Blob(blob) = found
            && let Some(kept) = self.kept_record(school, blob, tops)
        {
            return match tops {
                [top] if *top == kept => Ok(kept),
                _ if tops.contains(&kept) => Err(Violation::TwoLines { commit }),
                _ => {
                    let after = self.granted.get(kept).map_or(0, |granted| granted.record.serial());
                    Err(Violation::WentBack { commit, before, after })
                }
            };
        }
        let (blob, record, _) = self.read(at, school, found)?;
        let after = record.serial();
        if after < before {
            return Err(Violation::WentBack { commit, before, after });
        }
        if after.checked_sub(1) != Some(before) {
            return Err(Violation::Serial { commit, before, after });
        }
        let signer = self.empowered(at, school, tops, after)?;
        let roots: Vec<Hash> = tops.iter().filter_map(|top| Some(self.granted.get(*top)?.root)).collect();
        let root = roots.first().copied().filter(|first| roots.iter().all(|root| root == first));
        let root = root.ok_or(Violation::TwoLines { commit })?;
        Ok(self.grant(school, Granted { record, blob, commit, before: tops.to_vec(), root, signer }))
    }

    fn grant(&mut self, school: usize, granted: Granted) -> usize {
        let at = self.granted.len();
        self.granted.push(granted);
        if let Some(records) = self.records.get_mut(school) {
            records.push(at);
        }
        at
    }

    /// The granted record of this blob, newest first, among those that led here.
    fn kept_record(&self, school: usize, blob: Id, tops: &[usize]) -> Option<usize> {
        let known = self.records.get(school).into_iter().flatten().rev().copied();
        let mut same = known.filter(|place| self.granted.get(*place).is_some_and(|one| one.blob == blob));
        same.find(|place| tops.iter().any(|top| self.is_ancestor(*place, *top)))
    }

    /// The signer, if every one of the records before gives the right.
    fn empowered(
        &self,
        at: &Moment<'_>,
        school: usize,
        tops: &[usize],
        serial: u32,
    ) -> Result<PublicKey, Violation> {
        let commit = at.commit;
        let Some(signer) = at.signer() else { return Err(Violation::Unsigned { commit, serial }) };
        for parent in at.parents {
            let good = self.standing_at(parent, school).and_then(|standing| standing.good);
            let Some(good) = good.filter(|good| tops.contains(good)) else { continue };
            let Some(granted) = self.granted.get(good) else { continue };
            if !may_change(&granted.record, self.offices_of(parent), signer) {
                let name = granted.record.person(signer).map(|person| person.name.clone());
                let fingerprint = signer.fingerprint();
                return Err(Violation::NotEmpowered { commit, serial, fingerprint, name });
            }
        }
        Ok(signer.clone())
    }

    fn read<'s>(
        &self,
        at: &Moment<'s>,
        school: usize,
        found: Found,
    ) -> Result<(Id, Record, &'s str), Violation> {
        let commit = at.commit;
        let blob = match found {
            Found::Absent => return Err(Violation::Removed { commit }),
            Found::Twice => return Err(Violation::TwoFolders { commit }),
            Found::Blob(blob) => blob,
        };
        let folder = self.names.get(school).map_or("", String::as_str);
        let unreadable = RecordFlaw::Toml { detail: "not UTF-8".into() };
        let text = at.sources.texts.get(&blob).ok_or(Violation::Flawed { commit, flaw: unreadable })?;
        let record = Record::read(text, folder).map_err(|flaw| Violation::Flawed { commit, flaw })?;
        Ok((blob, record, text))
    }
}
