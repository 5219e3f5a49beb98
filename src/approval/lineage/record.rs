//! How one school's record stands at one commit.

use super::{Found, Granted, Grantor, Lineage, Moment, Standing, World, newest};
use crate::approval::change::{Signatory, beyond, changes};
use crate::approval::consent::{Consent, consenting, is_quorum, record_hash};
use crate::approval::hex::{Hash, Id};
use crate::approval::record::{Office, Record, RecordFlaw};
use crate::approval::trust::{Violation, may_found, root_fingerprint, signatory};

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
        let by = Grantor::Key(signer.clone());
        Ok(self.grant(school, Granted { record, blob, commit, before: Vec::new(), root, by }))
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
        let (blob, record, text) = self.read(at, school, found)?;
        let after = record.serial();
        if after < before {
            return Err(Violation::WentBack { commit, before, after });
        }
        if after.checked_sub(1) != Some(before) {
            return Err(Violation::Serial { commit, before, after });
        }
        let by = self.empowered(at, school, tops, (&record, text))?;
        let roots: Vec<Hash> = tops.iter().filter_map(|top| Some(self.granted.get(*top)?.root)).collect();
        let root = roots.first().copied().filter(|first| roots.iter().all(|root| root == first));
        let root = root.ok_or(Violation::TwoLines { commit })?;
        Ok(self.grant(school, Granted { record, blob, commit, before: tops.to_vec(), root, by }))
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

    /// By whose right the new record stands, if every one of the records before gives it: the signer's for
    /// all that is changed, or that of the recovery people.
    fn empowered(
        &self,
        at: &Moment<'_>,
        school: usize,
        tops: &[usize],
        (record, text): (&Record, &str),
    ) -> Result<Grantor, Violation> {
        let mut refused = None;
        for parent in at.parents {
            let good = self.standing_at(parent, school).and_then(|standing| standing.good);
            let Some(good) = good.filter(|good| tops.contains(good)) else { continue };
            let Some(granted) = self.granted.get(good) else { continue };
            refused = refused.or(self.refused(at, granted, self.offices_of(parent), record));
        }
        let consenting = || self.recovery(at, school, tops, (record, text));
        match (refused, at.signer()) {
            (None, Some(signer)) => Ok(Grantor::Key(signer.clone())),
            (refused, _) => consenting().map(Grantor::Recovery).ok_or_else(|| {
                refused.unwrap_or(Violation::Unsigned { commit: at.commit, serial: record.serial() })
            }),
        }
    }

    /// Why the signer may not make this record out of that one.
    fn refused(
        &self,
        at: &Moment<'_>,
        before: &Granted,
        offices: &[Office],
        record: &Record,
    ) -> Option<Violation> {
        let (commit, serial) = (at.commit, record.serial());
        let Some(signer) = at.signer() else { return Some(Violation::Unsigned { commit, serial }) };
        let name = before.record.person(signer).map(|person| person.name.clone());
        let Some(signatory) = signatory(&before.record, offices, signer) else {
            let fingerprint = signer.fingerprint();
            return Some(Violation::NotEmpowered { commit, serial, fingerprint, name });
        };
        let changes = changes(&before.record, record);
        let change = beyond(&changes, signatory)?;
        let name = name.unwrap_or_else(|| signer.fingerprint());
        Some(Violation::BeyondRight { commit, serial, name, change: Box::new(change.clone()) })
    }

    /// The recovery people who consent, if they are enough under every record before, and may change this.
    fn recovery(
        &self,
        at: &Moment<'_>,
        school: usize,
        tops: &[usize],
        (record, text): (&Record, &str),
    ) -> Option<Vec<String>> {
        let id = self.names.get(school)?;
        let consents = at.sources.consents.get(&(at.commit, id.clone()))?;
        let mut names = Vec::new();
        for top in tops {
            let before = self.granted.get(*top)?;
            let hash = record_hash(at.sources.texts.get(&before.blob)?);
            let (root, serial, after) = (before.root, record.serial(), record_hash(text));
            let wanted = Consent { school: id.clone(), root, serial, before: hash, after };
            let people = consenting(&before.record, consents, &wanted);
            let changes = changes(&before.record, record);
            if !is_quorum(&before.record, &people) || beyond(&changes, Signatory::Recovery).is_some() {
                return None;
            }
            let name = |id: &&str| before.record.school.person(id).map(|person| person.name.clone());
            names = people.iter().filter_map(name).collect();
        }
        Some(names)
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
        let unreadable = RecordFlaw::Toml { detail: "not UTF-8, or far too long".into() };
        let text = at.sources.texts.get(&blob).ok_or(Violation::Flawed { commit, flaw: unreadable })?;
        let record = Record::read(text, folder).map_err(|flaw| Violation::Flawed { commit, flaw })?;
        Ok((blob, record, text))
    }
}
