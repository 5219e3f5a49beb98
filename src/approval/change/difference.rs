//! What is different between two trust records, and the right that each difference needs.

use super::{Right, TrustChange, What};
use crate::approval::key::PublicKey;
use crate::approval::record::Record;
use crate::school::{KeyState, KeyStatus, Person, Role};

/// What a new record changes, in the order in which people are told.
pub fn changes(before: &Record, after: &Record) -> Vec<TrustChange> {
    let mut found = Changes { before, after, list: Vec::new() };
    found.school();
    found.people();
    found.keys();
    found.mandates();
    found.statuses();
    found.recovery();
    found.list
}

struct Changes<'r> {
    before: &'r Record,
    after: &'r Record,
    list: Vec<TrustChange>,
}

/// Does a person of this role sign something that counts: approvals, or the number and date of issue?
fn signs(role: Role) -> bool {
    matches!(role, Role::Principal | Role::Clerk)
}

impl Changes<'_> {
    fn add(&mut self, needs: Right, what: What) {
        self.list.push(TrustChange { what, needs });
    }

    fn school(&mut self) {
        let (old, new) = (&self.before.school.school, &self.after.school.school);
        if old.name != new.name {
            let (before, after) = (old.name.clone(), new.name.clone());
            self.add(Right::Authority, What::SchoolRenamed { before, after });
        }
        if old.level != new.level {
            self.add(Right::Authority, What::LevelChanged);
        }
    }

    /// The right that it takes to change what a person of the earlier record is or has.
    fn about(&self, person: &Person) -> Right {
        let school = &self.before.school;
        let guards = |id: &String| school.recovery.as_ref().is_some_and(|group| group.people.contains(id));
        let has_mandate = school.mandates.iter().any(|mandate| mandate.person == person.id);
        if guards(&person.id) {
            Right::Guardians
        } else if signs(person.role) || person.may_change_trust || has_mandate {
            Right::Authority
        } else {
            Right::People
        }
    }

    /// The right that it takes to bring somebody in. Whoever takes the id of a deputy who has left takes the mandate.
    fn about_new(&self, person: &Person) -> Right {
        let mandates = [&self.before.school.mandates, &self.after.school.mandates];
        let has_mandate = mandates.into_iter().flatten().any(|mandate| mandate.person == person.id);
        if signs(person.role) || has_mandate { Right::Authority } else { Right::People }
    }

    fn people(&mut self) {
        for person in &self.before.school.people {
            if self.after.school.person(&person.id).is_none() {
                let (name, role) = (person.name.clone(), person.role);
                self.add(self.about(person), What::PersonRemoved { name, role });
            }
        }
        for person in &self.after.school.people {
            match self.before.school.person(&person.id) {
                Some(old) => self.person(old, person),
                None => self.new_person(person),
            }
        }
    }

    fn new_person(&mut self, person: &Person) {
        let (name, role) = (person.name.clone(), person.role);
        let right = self.about_new(person);
        self.add(right, What::PersonAdded { name: name.clone(), role });
        if person.may_change_trust {
            self.add(Right::Authority, What::RightGiven { name });
        }
    }

    fn person(&mut self, old: &Person, new: &Person) {
        let name = || new.name.clone();
        if old.role != new.role {
            let is_signing = [old.role, new.role].into_iter().any(signs);
            let right = if is_signing { Right::Authority } else { self.about(old).min(Right::Authority) };
            let (before, after) = (old.role, new.role);
            self.add(right, What::RoleChanged { name: name(), before, after });
        }
        if !old.may_change_trust && new.may_change_trust {
            self.add(Right::Authority, What::RightGiven { name: name() });
        }
        if old.may_change_trust && !new.may_change_trust {
            self.add(Right::Authority, What::RightTaken { name: name() });
        }
        let about = self.about(old).min(Right::Authority);
        if (&old.name, &old.email) != (&new.name, &new.email) {
            self.add(about, What::DetailsChanged { name: name() });
        }
        if (&old.standards, &old.criteria) != (&new.standards, &new.criteria) {
            let (standards, criteria) = (new.standards.clone(), new.criteria.clone());
            self.add(about, What::WorkAssigned { name: name(), standards, criteria });
        }
    }

    fn keys(&mut self) {
        let owner = |record: &Record, key: &PublicKey| record.person(key).map(|person| person.id.clone());
        for (key, person) in self.before.keys() {
            let (name, fingerprint) = (person.name.clone(), key.fingerprint());
            let now = owner(self.after, key);
            let still = if self.before.is_principal(key) {
                self.after.is_principal(key)
            } else {
                now.as_ref() == Some(&person.id)
            };
            if self.before.has_signed(key) && self.after.status(key).is_none() && !still {
                self.add(Right::Nobody, What::KeyForgotten { name, fingerprint });
            } else if now.as_ref() != Some(&person.id) {
                self.add(self.about(person), What::KeyRemoved { name, fingerprint });
            }
        }
        for (key, person) in self.after.keys() {
            if owner(self.before, key).as_ref() != Some(&person.id) {
                let right = match self.before.school.person(&person.id) {
                    Some(old) => self.about(old),
                    None => self.about_new(person),
                };
                let (name, fingerprint) = (person.name.clone(), key.fingerprint());
                self.add(right, What::KeyAdded { name, fingerprint });
            } else if !self.before.keys().any(|(known, _)| known == key && known.blob() == key.blob()) {
                let (name, fingerprint) = (person.name.clone(), key.fingerprint());
                self.add(self.about(person), What::KeyRenewed { name, fingerprint });
            }
        }
    }

    fn name(&self, id: &str) -> String {
        let person = self.after.school.person(id).or_else(|| self.before.school.person(id));
        person.map_or_else(|| id.to_owned(), |person| person.name.clone())
    }

    fn mandates(&mut self) {
        for mandate in &self.after.school.mandates {
            let (name, given) = (self.name(&mandate.person), mandate.clone());
            let what = match self.before.mandate(&mandate.person, mandate.from_sequence) {
                None => What::MandateGiven { name, mandate: given },
                Some(old) if old == mandate => continue,
                Some(old) if old.until_sequence.is_none() && old.periods == mandate.periods => {
                    What::MandateEnded { name, mandate: given }
                }
                Some(_) => What::MandateChanged { name, mandate: given },
            };
            self.add(Right::Authority, what);
        }
        for mandate in &self.before.school.mandates {
            if self.after.mandate(&mandate.person, mandate.from_sequence).is_none() {
                let (name, mandate) = (self.name(&mandate.person), mandate.clone());
                self.add(Right::Nobody, What::MandateForgotten { name, mandate });
            }
        }
    }

    /// What the earlier record's person of this key is decides who may say something about it.
    fn about_key(&self, fingerprint: &str) -> Right {
        let mut keys = self.before.keys();
        let owner = keys.find(|(key, _)| key.fingerprint() == fingerprint).map(|(_, person)| person);
        owner.map_or(Right::Authority, |person| self.about(person))
    }

    fn statuses(&mut self) {
        let (old, new) = (&self.before.school.key_statuses, &self.after.school.key_statuses);
        for status in new {
            let before = old.iter().find(|known| known.key == status.key);
            if before != Some(status) {
                self.status(before, status);
            }
        }
        for status in old.iter().filter(|status| !new.iter().any(|kept| kept.key == status.key)) {
            let (fingerprint, was) = (status.key.clone(), status.status);
            let mut keys = self.after.keys().map(|(key, _)| key);
            let signs = keys.any(|key| key.fingerprint() == fingerprint && self.after.has_signed(key));
            let may_return = was == KeyState::Retired && signs;
            let needs = if may_return { Right::Authority } else { Right::Nobody };
            self.add(needs, What::StatusLifted { fingerprint, was });
        }
    }

    fn status(&mut self, before: Option<&KeyStatus>, status: &KeyStatus) {
        let fingerprint = || status.key.clone();
        // What is said already may be said of a principal of the past, whatever that person is today.
        let least = if before.is_some() { Right::Authority } else { Right::People };
        let right = self.about_key(&status.key).max(least);
        let was = before.map(|before| (before.status, before.from_sequence, before.last.as_ref()));
        if was.is_some_and(|(was, ..)| was == KeyState::Compromised) && status.status == KeyState::Retired {
            let was = KeyState::Compromised;
            self.add(Right::Nobody, What::StatusLifted { fingerprint: fingerprint(), was });
        } else if was != Some((status.status, status.from_sequence, status.last.as_ref())) {
            let from_sequence = status.from_sequence;
            self.add(
                right,
                match status.status {
                    KeyState::Retired => What::KeyRetired {
                        fingerprint: fingerprint(),
                        from_sequence: from_sequence.unwrap_or(1),
                    },
                    KeyState::Compromised => {
                        What::KeyCompromised { fingerprint: fingerprint(), from_sequence }
                    }
                },
            );
        }
        let known = before.map(|before| before.reaffirmed.as_slice()).unwrap_or_default();
        for approval in status.reaffirmed.iter().filter(|id| !known.contains(id)).cloned() {
            self.add(Right::Authority, What::Reaffirmed { fingerprint: fingerprint(), approval });
        }
        for approval in known.iter().filter(|id| !status.reaffirmed.contains(id)).cloned() {
            self.add(Right::Authority, What::ReaffirmationTaken { fingerprint: fingerprint(), approval });
        }
    }

    fn recovery(&mut self) {
        let (old, new) = (&self.before.school.recovery, &self.after.school.recovery);
        // The first group takes nothing from anybody.
        let right = if old.is_some() { Right::Guardians } else { Right::Authority };
        match new {
            _ if old == new => {}
            None => self.add(right, What::RecoveryDropped),
            Some(group) => {
                let names = group.people.iter().map(|id| self.name(id)).collect();
                self.add(right, What::RecoverySet { threshold: group.threshold, names });
            }
        }
    }
}
