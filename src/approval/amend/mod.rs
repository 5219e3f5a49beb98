//! Amending a trust record: what somebody wants, applied to the text of `school.toml`. Comments and layout
//! stay; the serial rises by one; what has signed is never forgotten, so that no honest change turns an
//! earlier approval invalid.
//!
//! Who may make the amendment is not asked here: that is a matter of what it changes ([`super::change`]).

mod document;
mod offices;

use document::Document;

pub use offices::{OfficeAmendment, amend_offices};

use super::hex::Id;
use super::key::PublicKey;
use super::record::{Record, RecordFlaw};
use crate::approval::KeyKind;
use crate::period::Period;
use crate::plan::item::CriterionId;
use crate::school::{KeyState, Person, Role};

/// What is wanted of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    AddPerson {
        person: Person,
    },
    /// With whatever keys have signed retired, and mandates ended.
    RemovePerson {
        id: String,
    },
    /// The school has a new principal. The former one's keys retire; the person leaves the record, or stays
    /// in another role.
    HandOver {
        to: Successor,
        former: Former,
    },
    AddKey {
        person: String,
        key: PublicKey,
    },
    RetireKey {
        fingerprint: String,
        /// None: from the next approval on.
        from_sequence: Option<u64>,
    },
    /// Stolen: from a known approval on, or nobody knows since when.
    CompromiseKey {
        fingerprint: String,
        from_sequence: Option<u64>,
    },
    /// These approvals of a compromised key were honest.
    Reaffirm {
        fingerprint: String,
        approvals: Vec<Id>,
    },
    /// A deputy signs these plans for the principal, from the next approval on.
    GiveMandate {
        person: String,
        periods: Vec<Period>,
    },
    /// … and no longer does.
    EndMandate {
        person: String,
    },
    SetChangeRight {
        person: String,
        right: ChangeRight,
    },
    /// What a person drafts: all of it, in the place of what was assigned before.
    Assign {
        person: String,
        standards: Vec<u8>,
        criteria: Vec<CriterionId>,
    },
    SetRecovery {
        threshold: u32,
        people: Vec<String>,
    },
}

/// Whether a deputy may change the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRight {
    Given,
    Taken,
}

/// The new principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    /// Somebody of the record.
    Known {
        id: String,
    },
    New {
        person: Person,
    },
}

/// What becomes of the former principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Former {
    Leaves,
    Stays { role: Role },
}

/// Why a record cannot be amended so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmendFlaw {
    /// The record as it stands is not valid.
    Before(RecordFlaw),
    /// … or would not be afterwards.
    After(RecordFlaw),
    NoSuchPerson {
        id: String,
    },
    PersonExists {
        id: String,
    },
    /// No key of the record has this fingerprint.
    NoSuchKey {
        fingerprint: String,
    },
    /// The person is the principal already.
    AlreadyPrincipal {
        id: String,
    },
    /// Only a handover makes or removes a principal.
    WantsHandover,
    /// Only a deputy signs for the principal or changes the record.
    NotADeputy {
        id: String,
    },
    NoMandate {
        id: String,
    },
    /// A key cannot be reaffirmed that is not compromised.
    NotCompromised {
        fingerprint: String,
    },
    /// A compromised key is never good again, nor merely retired.
    Compromised {
        fingerprint: String,
    },
    /// The file is written in a way that can be read but not amended (people in one line, say).
    Layout,
    /// It says what it said before.
    Nothing,
}

/// Where the school's chain of approvals stands, oldest first: what a key that ends is bound to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Each approval that counts with its sequence.
    pub approvals: Vec<(u64, Id)>,
}

impl Standing {
    /// The sequence that the next approval will have.
    pub fn next(&self) -> u64 {
        let last = self.approvals.iter().map(|(sequence, _)| *sequence).max();
        last.unwrap_or(0).saturating_add(1)
    }

    /// The last approval before this sequence.
    fn before(&self, sequence: u64) -> Option<Id> {
        let earlier = self.approvals.iter().filter(|(known, _)| *known < sequence);
        earlier.max_by_key(|(known, _)| *known).map(|(_, id)| *id)
    }
}

/// The record's new text.
pub fn amend(
    text: &str,
    folder: &str,
    (amendment, chain): (&Amendment, &Standing),
) -> Result<String, AmendFlaw> {
    let record = Record::read(text, folder).map_err(AmendFlaw::Before)?;
    let mut document = Document::read(text).ok_or(AmendFlaw::Layout)?;
    let mut amending = Amending { record: &record, document: &mut document, chain };
    amending.apply(amendment)?;
    if document.text() == text {
        return Err(AmendFlaw::Nothing);
    }
    document.set_serial(record.serial().saturating_add(1));
    let text = document.text();
    Record::read(&text, folder).map_err(AmendFlaw::After)?;
    Ok(text)
}

/// The same record with the serial that a change by hand must have.
pub fn with_serial(text: &str, serial: u32) -> Option<String> {
    let mut document = Document::read(text)?;
    document.set_serial(serial);
    Some(document.text())
}

struct Amending<'a> {
    record: &'a Record,
    document: &'a mut Document,
    chain: &'a Standing,
}

impl Amending<'_> {
    fn apply(&mut self, amendment: &Amendment) -> Result<(), AmendFlaw> {
        match amendment {
            Amendment::AddPerson { person } if person.role == Role::Principal => {
                Err(AmendFlaw::WantsHandover)
            }
            Amendment::AddPerson { person } => self.add(person),
            Amendment::RemovePerson { id } => self.remove(id),
            Amendment::HandOver { to, former } => self.hand_over(to, *former),
            Amendment::AddKey { person, key } => {
                let id = self.person(person)?.id.clone();
                let is_theirs = self.record.person(key).is_some_and(|person| person.id == id);
                // An OpenPGP key that its owner has added to is still the same one.
                match (is_theirs, key.kind()) {
                    (true, KeyKind::OpenPgp) => self.document.renew_key(&id, key),
                    _ => self.document.push_key(&id, &key.to_line()),
                }
                .ok_or(AmendFlaw::Layout)
            }
            Amendment::RetireKey { fingerprint, from_sequence } => {
                self.known(fingerprint)?;
                self.retire(fingerprint, from_sequence.unwrap_or(self.chain.next()))
            }
            Amendment::CompromiseKey { fingerprint, from_sequence } => {
                self.known(fingerprint)?;
                let end = from_sequence.map(|from| (from, self.chain.before(from)));
                self.document.set_status(fingerprint, KeyState::Compromised, end);
                Ok(())
            }
            Amendment::Reaffirm { fingerprint, approvals } => self.reaffirm(fingerprint, approvals),
            Amendment::GiveMandate { person, periods } => {
                let id = self.deputy(person)?;
                self.end_mandates(&id);
                self.document.push_mandate(&id, periods, self.chain.next());
                Ok(())
            }
            Amendment::EndMandate { person } => {
                let id = self.person(person)?.id.clone();
                if self.end_mandates(&id) { Ok(()) } else { Err(AmendFlaw::NoMandate { id }) }
            }
            Amendment::SetChangeRight { person, right } => {
                let id = self.deputy(person)?;
                self.document.set_change_right(&id, *right).ok_or(AmendFlaw::Layout)
            }
            Amendment::Assign { person, standards, criteria } => {
                let id = self.person(person)?.id.clone();
                self.document.set_work(&id, standards, criteria).ok_or(AmendFlaw::Layout)
            }
            Amendment::SetRecovery { threshold, people } => {
                let known = people.iter().map(|id| self.person(id).map(|person| person.id.clone()));
                let people = known.collect::<Result<Vec<_>, _>>()?;
                self.document.set_recovery(*threshold, &people);
                Ok(())
            }
        }
    }

    fn person(&self, id: &str) -> Result<&Person, AmendFlaw> {
        self.record.school.person(id).ok_or_else(|| AmendFlaw::NoSuchPerson { id: id.to_owned() })
    }

    fn deputy(&self, id: &str) -> Result<String, AmendFlaw> {
        let person = self.person(id)?;
        if person.role == Role::Deputy {
            Ok(person.id.clone())
        } else {
            Err(AmendFlaw::NotADeputy { id: id.into() })
        }
    }

    fn known(&self, fingerprint: &str) -> Result<(), AmendFlaw> {
        let is_key = self.record.keys().any(|(key, _)| key.fingerprint() == fingerprint);
        let has_status = self.record.school.key_statuses.iter().any(|status| status.key == fingerprint);
        if is_key || has_status {
            return Ok(());
        }
        Err(AmendFlaw::NoSuchKey { fingerprint: fingerprint.to_owned() })
    }

    fn add(&mut self, person: &Person) -> Result<(), AmendFlaw> {
        if self.record.school.person(&person.id).is_some() {
            return Err(AmendFlaw::PersonExists { id: person.id.clone() });
        }
        self.document.push_person(person);
        Ok(())
    }

    fn remove(&mut self, id: &str) -> Result<(), AmendFlaw> {
        if self.person(id)?.role == Role::Principal {
            return Err(AmendFlaw::WantsHandover);
        }
        self.leave(id)
    }

    /// Takes a person out; keys that have signed retire, mandates end.
    fn leave(&mut self, id: &str) -> Result<(), AmendFlaw> {
        self.retire_signing_keys(id)?;
        self.end_mandates(id);
        self.document.remove_person(id).ok_or(AmendFlaw::Layout)
    }

    fn retire_signing_keys(&mut self, id: &str) -> Result<(), AmendFlaw> {
        let own = self.record.keys().filter(|(key, person)| person.id == id && self.record.has_signed(key));
        let open = own.filter(|(key, _)| self.record.status(key).is_none());
        let fingerprints: Vec<String> = open.map(|(key, _)| key.fingerprint()).collect();
        fingerprints.iter().try_for_each(|fingerprint| self.retire(fingerprint, self.chain.next()))
    }

    fn retire(&mut self, fingerprint: &str, from: u64) -> Result<(), AmendFlaw> {
        let statuses = &self.record.school.key_statuses;
        let known = statuses.iter().find(|status| status.key == fingerprint);
        if known.is_some_and(|status| status.status == KeyState::Compromised) {
            return Err(AmendFlaw::Compromised { fingerprint: fingerprint.to_owned() });
        }
        self.document.set_status(fingerprint, KeyState::Retired, Some((from, self.chain.before(from))));
        Ok(())
    }

    /// Ends what is open with the approval before the next; true where something was.
    fn end_mandates(&mut self, id: &str) -> bool {
        let open = |mandate: &&crate::school::Mandate| {
            mandate.person == id && mandate.until_sequence.is_none_or(|until| until >= self.chain.next())
        };
        let begun: Vec<u64> =
            self.record.school.mandates.iter().filter(open).map(|mandate| mandate.from_sequence).collect();
        for from in &begun {
            let until = self.chain.next().saturating_sub(1).max(from.saturating_sub(1));
            self.document.end_mandate((id, *from), until, self.chain.before(until.saturating_add(1)));
        }
        !begun.is_empty()
    }

    fn reaffirm(&mut self, fingerprint: &str, approvals: &[Id]) -> Result<(), AmendFlaw> {
        let statuses = &self.record.school.key_statuses;
        let known = statuses.iter().find(|status| status.key == fingerprint);
        if known.is_none_or(|status| status.status != KeyState::Compromised) {
            return Err(AmendFlaw::NotCompromised { fingerprint: fingerprint.to_owned() });
        }
        self.document.reaffirm(fingerprint, approvals).ok_or(AmendFlaw::Layout)
    }

    fn hand_over(&mut self, to: &Successor, former: Former) -> Result<(), AmendFlaw> {
        let principal = self.record.school.principal().map(|person| person.id.clone()).unwrap_or_default();
        match to {
            Successor::Known { id } if *id == principal => {
                return Err(AmendFlaw::AlreadyPrincipal { id: id.clone() });
            }
            Successor::Known { id } => {
                let id = self.person(id)?.id.clone();
                self.end_mandates(&id);
                self.document.set_role(&id, Role::Principal).ok_or(AmendFlaw::Layout)?;
            }
            Successor::New { person } => {
                self.add(&Person { role: Role::Principal, ..person.clone() })?;
            }
        }
        match former {
            Former::Leaves => self.leave(&principal),
            Former::Stays { role } => {
                self.retire_signing_keys(&principal)?;
                self.document.set_role(&principal, role).ok_or(AmendFlaw::Layout)
            }
        }
    }
}

#[cfg(test)]
mod tests;
