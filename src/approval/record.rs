//! A trust record that can be relied on: `school.toml` read without any guess, and the education
//! offices of `caitien.toml`.
//!
//! A plan with a flaw is still a plan; a record with a flaw gives nobody a right.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::hex::Id;
use super::key::{KeyKind, PublicKey, is_fingerprint};
use crate::period::Period;
use crate::school::{KeyState, KeyStatus, Mandate, Person, Role, School};

/// A valid record with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub school: School,
    /// Each key with the place of its person.
    keys: Vec<(PublicKey, usize)>,
    /// The periods of each mandate, in the record's order.
    mandates: Vec<Vec<Period>>,
}

/// By what right a person signs an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity<'r> {
    Principal,
    /// For the principal (KT.), under this mandate.
    Deputy(&'r Mandate),
}

/// Why a text is no valid record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordFlaw {
    /// Not a `school.toml`; the library's own words.
    Toml {
        detail: String,
    },
    Schema {
        schema: u32,
    },
    /// The record names another school than its folder.
    OtherSchool {
        school: String,
    },
    /// There must be exactly one principal.
    Principals {
        count: usize,
    },
    PrincipalWithoutKey,
    /// A key that is none.
    Key {
        person: String,
    },
    /// Two people share a key.
    SharedKey {
        fingerprint: String,
    },
    SamePerson {
        person: String,
    },
    /// A key status whose fingerprint or list of approvals is malformed, or that stands twice.
    Status {
        key: String,
    },
    /// A retired key without the sequence from which on it does not count.
    RetiredFromWhen {
        key: String,
    },
    /// A mandate without a person, with a period that is none, an order that cannot be, or that stands twice.
    Mandate {
        person: String,
    },
    /// Fewer than two consents, more than there are people, or somebody who has no key or is the principal.
    Recovery,
}

impl Record {
    /// Reads the record of the school whose folder has this name.
    pub fn read(text: &str, folder: &str) -> Result<Record, RecordFlaw> {
        let school = School::parse(text).map_err(|error| RecordFlaw::Toml { detail: error.detail })?;
        if school.schema != 1 {
            return Err(RecordFlaw::Schema { schema: school.schema });
        }
        if school.school.id != folder {
            return Err(RecordFlaw::OtherSchool { school: school.school.id });
        }
        let keys = keys(&school.people)?;
        let principals: Vec<usize> = places(&school.people, Role::Principal).collect();
        let [principal] = principals.as_slice() else {
            return Err(RecordFlaw::Principals { count: principals.len() });
        };
        if !keys.iter().any(|(_, place)| place == principal) {
            return Err(RecordFlaw::PrincipalWithoutKey);
        }
        check_statuses(&school.key_statuses)?;
        let mandates = mandates(&school)?;
        check_recovery(&school, &keys)?;
        Ok(Record { school, keys, mandates })
    }

    pub fn serial(&self) -> u32 {
        self.school.serial
    }

    /// The person who has this key.
    pub fn person(&self, key: &PublicKey) -> Option<&Person> {
        let (_, place) = self.keys.iter().find(|(known, _)| known == key)?;
        self.school.people.get(*place)
    }

    /// Is this a key of the principal?
    pub fn is_principal(&self, key: &PublicKey) -> bool {
        self.person(key).is_some_and(|person| person.role == Role::Principal)
    }

    /// The mandates of the person who has this key.
    fn mandates_of(&self, key: &PublicKey) -> impl Iterator<Item = (&Mandate, &[Period])> {
        let person = self.person(key).map(|person| person.id.as_str());
        let all = self.school.mandates.iter().zip(self.mandates.iter().map(Vec::as_slice));
        all.filter(move |(mandate, _)| person == Some(mandate.person.as_str()))
    }

    /// In what capacity this key signs the approval of this plan with this sequence, if in any. Whether it
    /// still counts is also a matter of its status and of later records.
    pub fn capacity(&self, key: &PublicKey, period: Period, sequence: u64) -> Option<Capacity<'_>> {
        if self.is_principal(key) {
            return Some(Capacity::Principal);
        }
        let mut mandates = self.mandates_of(key);
        let covering = mandates.find(|(mandate, periods)| {
            mandate.covers(sequence) && periods.iter().any(|known| known.covers(&period))
        });
        covering.map(|(mandate, _)| Capacity::Deputy(mandate))
    }

    /// Does this key sign for the school at all: the principal's, or that of a deputy with a mandate, be it
    /// over?
    pub fn has_signed(&self, key: &PublicKey) -> bool {
        self.is_principal(key) || self.mandates_of(key).next().is_some()
    }

    /// The mandate of this person that began with this sequence.
    pub fn mandate(&self, person: &str, from_sequence: u64) -> Option<&Mandate> {
        let mut mandates = self.school.mandates.iter();
        mandates.find(|mandate| mandate.person == person && mandate.from_sequence == from_sequence)
    }

    /// What the record says about a key that no longer signs.
    pub fn status(&self, key: &PublicKey) -> Option<&KeyStatus> {
        let fingerprint = key.fingerprint();
        self.school.key_statuses.iter().find(|status| status.key == fingerprint)
    }

    /// Every key with its person.
    pub fn keys(&self) -> impl Iterator<Item = (&PublicKey, &Person)> {
        self.keys.iter().filter_map(|(key, place)| Some((key, self.school.people.get(*place)?)))
    }
}

fn places(people: &[Person], role: Role) -> impl Iterator<Item = usize> {
    people.iter().enumerate().filter(move |(_, person)| person.role == role).map(|(place, _)| place)
}

fn keys(people: &[Person]) -> Result<Vec<(PublicKey, usize)>, RecordFlaw> {
    let mut keys: Vec<(PublicKey, usize)> = Vec::new();
    let mut ids = BTreeSet::new();
    for (place, person) in people.iter().enumerate() {
        if !ids.insert(&person.id) {
            return Err(RecordFlaw::SamePerson { person: person.id.clone() });
        }
        for line in &person.keys {
            let key = PublicKey::parse(line).ok_or_else(|| RecordFlaw::Key { person: person.id.clone() })?;
            if keys.iter().any(|(known, _)| *known == key) {
                return Err(RecordFlaw::SharedKey { fingerprint: key.fingerprint() });
            }
            keys.push((key, place));
        }
    }
    Ok(keys)
}

fn check_statuses(statuses: &[KeyStatus]) -> Result<(), RecordFlaw> {
    let mut known = BTreeSet::new();
    for status in statuses {
        let key = status.key.clone();
        let ids = status.reaffirmed.iter().chain(&status.last).all(|id| id.parse::<Id>().is_ok());
        let placed = status.last.is_none() || status.from_sequence.is_some();
        if !is_fingerprint(&key) || !known.insert(&status.key) || !ids || !placed {
            return Err(RecordFlaw::Status { key });
        }
        if status.status == KeyState::Retired && status.from_sequence.is_none() {
            return Err(RecordFlaw::RetiredFromWhen { key });
        }
    }
    Ok(())
}

fn mandates(school: &School) -> Result<Vec<Vec<Period>>, RecordFlaw> {
    let mut known = BTreeSet::new();
    let read = |mandate: &Mandate| {
        let flaw = || RecordFlaw::Mandate { person: mandate.person.clone() };
        let one = |text: &String| text.parse::<Period>().ok().filter(|period| period.to_string() == *text);
        let periods: Option<Vec<Period>> = mandate.periods.iter().map(one).collect();
        let until = mandate.until_sequence.unwrap_or(u64::MAX);
        // A mandate that was given and ended before anything was signed ends before it began.
        let ordered = mandate.from_sequence > 0 && until >= mandate.from_sequence - 1;
        let is_new = known.insert((mandate.person.clone(), mandate.from_sequence));
        let last = mandate.last.as_ref().is_none_or(|id| id.parse::<Id>().is_ok());
        let placed = last && (mandate.last.is_none() || mandate.until_sequence.is_some());
        let named = !mandate.person.is_empty() && ordered && is_new && placed;
        periods.filter(|periods| named && !periods.is_empty()).ok_or_else(flaw)
    };
    school.mandates.iter().map(read).collect()
}

fn check_recovery(school: &School, keys: &[(PublicKey, usize)]) -> Result<(), RecordFlaw> {
    let Some(recovery) = &school.recovery else { return Ok(()) };
    let mut known = BTreeSet::new();
    let sound = |id: &String| {
        let person = school.people.iter().position(|person| person.id == *id);
        let role = person.and_then(|place| school.people.get(place)).map(|person| person.role);
        let has_key = keys.iter().any(|(_, place)| Some(*place) == person);
        // The principal's key is what is lost when the group is needed.
        has_key && role != Some(Role::Principal)
    };
    let people = recovery.people.iter().all(|id| known.insert(id) && sound(id));
    let threshold = usize::try_from(recovery.threshold).unwrap_or(usize::MAX);
    let enough = threshold >= 2 && threshold <= recovery.people.len();
    if people && enough { Ok(()) } else { Err(RecordFlaw::Recovery) }
}

/// An education office of `caitien.toml`, with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub id: String,
    pub name: String,
    pub keys: Vec<PublicKey>,
}

#[derive(Deserialize)]
struct WrittenSettings {
    #[serde(default, rename = "office")]
    offices: Vec<WrittenOffice>,
}

#[derive(Deserialize)]
struct WrittenOffice {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    keys: Vec<String>,
}

/// The offices that a `caitien.toml` names. Its other settings say nothing about trust, so they
/// may be flawed; an office that cannot be read makes the list None: nobody knows who was meant.
pub fn read_offices(text: &str) -> Option<Vec<Office>> {
    let written: WrittenSettings = toml::from_str(text).ok()?;
    let office = |written: WrittenOffice| {
        let keys = written.keys.iter().map(|line| PublicKey::parse(line)).collect::<Option<_>>()?;
        Some(Office { id: written.id, name: written.name, keys })
    };
    written.offices.into_iter().map(office).collect()
}

/// Every key of another kind than SSH that a `school.toml` or `caitien.toml` names, whatever else is wrong with it: to look for
/// who signed, not to judge who may.
pub fn keys_named(text: &str) -> Vec<PublicKey> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default, rename = "person")]
        people: Vec<WithKeys>,
        #[serde(default, rename = "office")]
        offices: Vec<WithKeys>,
    }
    #[derive(Deserialize)]
    struct WithKeys {
        #[serde(default)]
        keys: Vec<String>,
    }
    // Almost no text names one.
    let kinds = [KeyKind::OpenPgp, KeyKind::X509];
    if !kinds.iter().any(|kind| text.contains(kind.word())) {
        return Vec::new();
    }
    let Ok(Named { people, offices }) = toml::from_str(text) else { return Vec::new() };
    let lines = people.iter().chain(&offices).flat_map(|one| &one.keys);
    lines.filter_map(|line| PublicKey::parse(line)).filter(|key| key.kind() != KeyKind::Ssh).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo";

    fn record(people: &str) -> Result<Record, RecordFlaw> {
        let head = "schema = 1\nserial = 1\n[school]\nid = \"th-a\"\nname = \"A\"\nlevel = \"primary\"\n";
        Record::read(&format!("{head}{people}"), "th-a")
    }

    fn person(id: &str, role: &str, key: &str) -> String {
        format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\nrole = \"{role}\"\nkeys = [\"{key}\"]\n")
    }

    #[test]
    fn a_flawed_record_gives_nobody_a_right() {
        let good = person("ht", "principal", A);
        assert!(record(&good).is_ok());
        assert_eq!(record(""), Err(RecordFlaw::Principals { count: 0 }));
        let shared = format!("{good}{}", person("pht", "deputy", A));
        assert!(matches!(record(&shared), Err(RecordFlaw::SharedKey { .. })));
        assert!(matches!(record(&format!("{good}{good}")), Err(RecordFlaw::SamePerson { .. })));
        assert!(matches!(record(&person("ht", "principal", "x")), Err(RecordFlaw::Key { .. })));
        let status = |status: &str| {
            let key = PublicKey::parse(A).unwrap().fingerprint();
            record(&format!("{good}[[key-status]]\nkey = \"{key}\"\n{status}"))
        };
        assert!(matches!(status("status = \"retired\"\n"), Err(RecordFlaw::RetiredFromWhen { .. })));
        assert!(status("status = \"compromised\"\n").is_ok());
        let id = "1".repeat(40);
        assert!(status(&format!("status = \"retired\"\nfrom-sequence = 2\nlast = \"{id}\"\n")).is_ok());
        for bad in
            ["reaffirmed = [\"abc\"]", "from-sequence = 2\nlast = \"abc\"", &format!("last = \"{id}\"")]
        {
            let bad = status(&format!("status = \"compromised\"\n{bad}\n"));
            assert!(matches!(bad, Err(RecordFlaw::Status { .. })));
        }
        assert!(matches!(Record::read("schema = 1", "th-a"), Err(RecordFlaw::Toml { .. })));
    }

    #[test]
    fn mandates_and_recovery_are_read_without_a_guess() {
        let other = A.replace("b7Qo", "b7Qp");
        let people = format!("{}{}", person("ht", "principal", A), person("pht", "deputy", &other));
        let mandate = |words: &str| record(&format!("{people}[[mandate]]\nperson = \"pht\"\n{words}\n"));
        let good = mandate("periods = [\"2024-2025\"]\nfrom-sequence = 2").unwrap();
        let (key, period) = (PublicKey::parse(&other).unwrap(), "2024-2025".parse().unwrap());
        assert!(matches!(good.capacity(&key, period, 2), Some(Capacity::Deputy(_))));
        assert_eq!(good.capacity(&key, period, 1), None);
        assert_eq!(good.capacity(&key, "2025-2026".parse().unwrap(), 2), None);
        for bad in [
            "periods = []\nfrom-sequence = 2",
            "periods = [\"2024–2025\"]\nfrom-sequence = 2",
            "periods = [\"2024-2025\"]\nfrom-sequence = 0",
            "periods = [\"2024-2025\"]\nfrom-sequence = 5\nuntil-sequence = 3",
        ] {
            assert!(matches!(mandate(bad), Err(RecordFlaw::Mandate { .. })), "{bad}");
        }
        assert!(matches!(mandate("periods = [\"2024-2025\"]"), Err(RecordFlaw::Toml { .. })));
        for bad in [
            "threshold = 1\npeople = [\"pht\"]",
            "threshold = 2\npeople = [\"pht\"]",
            "threshold = 2\npeople = [\"pht\", \"pht\"]",
            "threshold = 2\npeople = [\"pht\", \"ht\"]",
            "threshold = 2\npeople = [\"pht\", \"ai\"]",
        ] {
            assert_eq!(record(&format!("{people}[recovery]\n{bad}\n")), Err(RecordFlaw::Recovery), "{bad}");
        }
    }

    #[test]
    fn offices_are_read_whole_or_not_at_all() {
        let text = format!("schema = 1\n[[office]]\nid = \"pgd\"\nname = \"Phòng\"\nkeys = [\"{A}\"]\n");
        assert_eq!(read_offices(&text).map(|offices| offices.len()), Some(1));
        assert_eq!(read_offices("language = 7\n"), Some(Vec::new()));
        assert_eq!(read_offices(&text.replace("ssh-ed25519", "x")), None);
    }
}
