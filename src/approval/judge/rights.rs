//! Who may make a notice about an approval.

use super::facts::Facts;
use super::notices::statement;
use crate::approval::hex::Id;
use crate::approval::key::PublicKey;
use crate::approval::lineage::Granted;
use crate::approval::name::TagKind;
use crate::approval::notice::{NoRightToNotice, NoticeVerdict};
use crate::approval::trust::is_office;
use crate::school::{KeyState, KeyStatus, Role};

/// The approval that a notice is about, as far as the right to make it depends on it.
pub(super) struct About {
    /// The record under which it was made.
    pub(super) place: usize,
    /// None where the approval is not here.
    pub(super) sequence: Option<u64>,
    /// The notice's own tag, where there is one already.
    pub(super) notice: Option<Id>,
    /// Has a later approval signed that the notice was there?
    pub(super) is_bound: bool,
}

/// A key that may make a notice today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitled {
    pub key: PublicKey,
    /// The person's or the office's name.
    pub name: String,
    pub email: Option<String>,
    /// Is it in the record in force, or in force as an office?
    pub is_current: bool,
}

/// The keys that may make a notice of this kind about an approval, those of today's record first.
pub fn entitled(facts: &Facts<'_>, kind: TagKind, approval: Id) -> Vec<Entitled> {
    let tag = facts.tags.iter().find(|tag| tag.id == approval);
    let Some(statement) = tag.and_then(statement) else { return Vec::new() };
    let mut records = facts.lineage.records(facts.school);
    let serial = |granted: &Granted| granted.record.serial() == statement.trust_serial;
    let Some((place, _)) = records.find(|(at, granted)| serial(granted) && facts.is_on_line(*at)) else {
        return Vec::new();
    };
    if kind == TagKind::Received {
        let keys = facts.offices_now.iter().flat_map(|office| {
            office.keys.iter().map(|key| Entitled {
                key: key.clone(),
                name: office.name.clone(),
                email: None,
                is_current: true,
            })
        });
        return keys.collect();
    }
    let about = About { place, sequence: Some(statement.sequence), notice: None, is_bound: false };
    let now = facts.in_force.as_deref().unwrap_or_default();
    let mut found: Vec<Entitled> = Vec::new();
    let mut records: Vec<_> = facts.lineage.records(facts.school).collect();
    records.sort_by_key(|(at, _)| (!now.contains(at), std::cmp::Reverse(*at)));
    for (at, granted) in records {
        for (key, person) in granted.record.keys() {
            let is_new = !found.iter().any(|known| known.key == *key);
            if is_new && facts.may_notice(kind, key, &about).is_ok() {
                let (name, email) = (person.name.clone(), person.email.clone());
                found.push(Entitled { key: key.clone(), name, email, is_current: now.contains(&at) });
            }
        }
    }
    found
}

/// The roles that make notices of a kind.
fn roles(kind: TagKind) -> &'static [Role] {
    match kind {
        TagKind::Withdrawn => &[Role::Principal],
        TagKind::Issued => &[Role::Clerk, Role::Principal],
        // Offices are no people of the school.
        TagKind::Received | TagKind::Approved => &[],
    }
}

impl<'a> Facts<'a> {
    /// May this key make such a notice?
    pub(super) fn may_notice(
        &self,
        kind: TagKind,
        key: &PublicKey,
        about: &About,
    ) -> Result<(), NoticeVerdict> {
        if kind == TagKind::Received && is_office(self.offices, key) {
            return Ok(());
        }
        let compromised = about.notice.map_or_else(
            || self.is_compromised_now(&key.fingerprint()),
            |id| !about.is_bound && self.is_disowned(&key.fingerprint(), id),
        );
        if compromised {
            return Err(NoticeVerdict::KeyCompromised { fingerprint: key.fingerprint() });
        }
        let has_role = |granted: &Granted| {
            granted.record.person(key).is_some_and(|person| roles(kind).contains(&person.role))
        };
        let mut known: Vec<(usize, &Granted)> = self.lineage.records(self.school).collect();
        known.retain(|(at, granted)| self.is_on_line(*at) && has_role(granted));
        let Some((_, last)) = known.last() else { return Err(self.no_right_to_notice(key)) };
        let name = self.owner(key).unwrap_or_default();
        let refused = |why| Err(NoticeVerdict::NotEntitled { name: name.clone(), why });
        if !known.iter().any(|(at, _)| self.lineage.is_ancestor(about.place, *at)) {
            return refused(NoRightToNotice::Before { serial: last.record.serial() });
        }
        let fingerprint = key.fingerprint();
        let retired = self.statuses(&fingerprint).filter(|status| status.status == KeyState::Retired);
        let retired = retired.filter_map(|status| status.from_sequence).min();
        match (retired, about.sequence) {
            (Some(from_sequence), Some(sequence)) if sequence >= from_sequence => {
                refused(NoRightToNotice::Retired { from_sequence })
            }
            _ => Ok(()),
        }
    }

    fn no_right_to_notice(&self, key: &PublicKey) -> NoticeVerdict {
        let records: Vec<(usize, &Granted)> = self.lineage.records(self.school).collect();
        let person = records.iter().rev().find_map(|(_, granted)| granted.record.person(key));
        if let Some(person) = person {
            let why = NoRightToNotice::Role(person.role);
            return NoticeVerdict::NotEntitled { name: person.name.clone(), why };
        }
        match self.offices.iter().find(|office| office.keys.contains(key)) {
            Some(office) => {
                NoticeVerdict::NotEntitled { name: office.name.clone(), why: NoRightToNotice::Office }
            }
            None => NoticeVerdict::UnknownKey { fingerprint: Some(key.fingerprint()) },
        }
    }

    /// Whose key this is, by the newest record that has it, or by the offices.
    pub(super) fn owner(&self, key: &PublicKey) -> Option<String> {
        let records: Vec<(usize, &Granted)> = self.lineage.records(self.school).collect();
        let on_line = records.iter().rev().filter(|(at, _)| self.is_on_line(*at));
        let person = on_line
            .filter_map(|(_, granted)| granted.record.person(key))
            .map(|person| person.name.clone())
            .next();
        let office = || self.offices.iter().find(|office| office.keys.contains(key));
        person.or_else(|| office().map(|office| office.name.clone()))
    }

    /// Is this record in force, or one of those that led to it?
    pub(super) fn is_on_line(&self, place: usize) -> bool {
        let now = self.in_force.as_deref().unwrap_or_default();
        now.iter().any(|now| self.lineage.is_ancestor(place, *now))
    }

    /// Is this key compromised by a record in force, and the notice not reaffirmed?
    pub(super) fn is_disowned(&self, fingerprint: &str, id: Id) -> bool {
        let compromised = |status: &&'a KeyStatus| status.status == KeyState::Compromised;
        let reaffirmed = |status: &KeyStatus| status.reaffirmed.iter().any(|known| known.parse() == Ok(id));
        self.statuses(fingerprint).filter(compromised).any(|status| !reaffirmed(status))
    }

    fn is_compromised_now(&self, fingerprint: &str) -> bool {
        self.statuses(fingerprint).any(|status| status.status == KeyState::Compromised)
    }

    /// What the records in force say about a key that no longer signs.
    fn statuses(&self, fingerprint: &str) -> impl Iterator<Item = &'a KeyStatus> {
        let of = |granted: &'a Granted| {
            granted
                .record
                .school
                .key_statuses
                .iter()
                .filter(|status| status.key == fingerprint)
                .collect::<Vec<_>>()
        };
        self.now().flat_map(of).collect::<Vec<_>>().into_iter()
    }
}
