//! A recovery person's consent to one change of a school's trust record, and when enough of them consent.
//!
//! A consent is a file `recovery/<serial>/<person>.sig` in the school's folder, at the commit that brings the
//! new record in: a line for people and a statement, as approvals have them, and an SSH signature below. It
//! names the root and both records by their hashes, so it consents to that one change and to nothing else.
//! What counts is people, not keys: who has two keys is still one.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::digest;
use super::hex::Hash;
use super::key::PublicKey;
use super::record::Record;
use super::statement::{StatementFlaw, block, check_schema, flaw, quoted, value};

/// What is consented to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub school: String,
    /// The fingerprint of the school's root.
    pub root: Hash,
    /// Of the new record.
    pub serial: u32,
    /// The hashes of the two records' texts.
    pub before: Hash,
    pub after: Hash,
}

/// A consent with the key whose signature below it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedConsent {
    pub consent: Consent,
    pub signer: PublicKey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "schema")]
    _schema: u32,
    school: String,
    root: String,
    serial: u32,
    before_sha256: String,
    after_sha256: String,
}

/// The hash of a record's text.
pub fn record_hash(text: &str) -> Hash {
    digest::file("record", text.as_bytes())
}

impl Consent {
    /// Reads the text above the signature.
    pub fn parse(message: &str) -> Result<Consent, StatementFlaw> {
        let block = block(message).ok_or(StatementFlaw::Shape)?;
        check_schema(block)?;
        let written: Written = toml::from_str(block).map_err(|error| flaw(&error))?;
        Ok(Consent {
            school: written.school,
            root: value("root", &written.root)?,
            serial: written.serial,
            before: value("before-sha256", &written.before_sha256)?,
            after: value("after-sha256", &written.after_sha256)?,
        })
    }

    /// The text to sign; `person` is the name of who consents, for people only.
    pub fn message(&self, person: &str) -> String {
        let person: String = person.chars().filter(|letter| !letter.is_control()).collect();
        format!(
            "Đồng ý thay hồ sơ tin cậy số {} của trường {}: {person}\n\n+++\nschema = 1\nschool = {}\n\
             root = \"{}\"\nserial = {}\nbefore-sha256 = \"{}\"\nafter-sha256 = \"{}\"\n+++\n",
            self.serial,
            self.school,
            quoted(&self.school),
            self.root,
            self.serial,
            self.before,
            self.after
        )
    }
}

/// The people of the record's recovery group who consent to exactly this change, each once.
pub fn consenting<'r>(record: &'r Record, consents: &[SignedConsent], wanted: &Consent) -> BTreeSet<&'r str> {
    let Some(group) = &record.school.recovery else { return BTreeSet::new() };
    let to_this = consents.iter().filter(|signed| signed.consent == *wanted);
    let by = to_this.filter(|signed| record.status(&signed.signer).is_none());
    let people = by.filter_map(|signed| record.person(&signed.signer)).map(|person| person.id.as_str());
    people.filter(|id| group.people.iter().any(|known| known == id)).collect()
}

/// Are they enough?
pub fn is_quorum(record: &Record, people: &BTreeSet<&str>) -> bool {
    let threshold = record.school.recovery.as_ref().map(|group| group.threshold);
    threshold.is_some_and(|threshold| usize::try_from(threshold).is_ok_and(|wanted| people.len() >= wanted))
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    const KEYS: [&str; 3] = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qp",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qq",
    ];

    fn record() -> Record {
        let text = format!(
            "schema = 1\nserial = 1\n[school]\nid = \"th-a\"\nname = \"A\"\nlevel = \"primary\"\n\
             [[person]]\nid = \"ht\"\nname = \"HT\"\nrole = \"principal\"\nkeys = [\"{}\"]\n\
             [[person]]\nid = \"ct\"\nname = \"CT\"\nrole = \"council\"\nkeys = [\"{}\", \"{}\"]\n\
             [[person]]\nid = \"pgd\"\nname = \"PGD\"\nrole = \"office\"\nkeys = [\"{}\"]\n\
             [recovery]\nthreshold = 2\npeople = [\"ct\", \"pgd\"]\n",
            KEYS[0],
            KEYS[1],
            KEYS[2],
            KEYS[0].replace("b7Qo", "b7Qr"),
        );
        Record::read(&text, "th-a").unwrap()
    }

    fn wanted() -> Consent {
        let (root, before, after) = (Hex([1; 32]), Hex([2; 32]), Hex([3; 32]));
        Consent { school: "th-a".into(), root, serial: 2, before, after }
    }

    fn by(key: &str, consent: Consent) -> SignedConsent {
        SignedConsent { consent, signer: PublicKey::parse(key).unwrap() }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Consent::parse(&wanted().message("Bà\nHạnh")), Ok(wanted()));
        assert!(
            Consent::parse(&wanted().message("x").replace("serial = 2", "serial = 2\nmore = 1")).is_err()
        );
    }

    #[test]
    fn two_keys_of_one_person_count_once() {
        let (record, office) = (record(), KEYS[0].replace("b7Qo", "b7Qr"));
        let twice = [by(KEYS[1], wanted()), by(KEYS[2], wanted())];
        assert_eq!(consenting(&record, &twice, &wanted()), BTreeSet::from(["ct"]));
        assert!(!is_quorum(&record, &consenting(&record, &twice, &wanted())));
        let both = [by(KEYS[1], wanted()), by(&office, wanted())];
        assert!(is_quorum(&record, &consenting(&record, &both, &wanted())));
    }

    #[test]
    fn a_consent_to_something_else_is_none() {
        let (record, office) = (record(), KEYS[0].replace("b7Qo", "b7Qr"));
        let others: [fn(&mut Consent); 5] = [
            |one| one.serial = 3,
            |one| one.after = Hex([9; 32]),
            |one| one.before = Hex([9; 32]),
            |one| one.root = Hex([9; 32]),
            |one| one.school = "th-b".into(),
        ];
        for change in others {
            let mut other = wanted();
            change(&mut other);
            let consents = [by(KEYS[1], wanted()), by(&office, other)];
            assert!(!is_quorum(&record, &consenting(&record, &consents, &wanted())));
        }
        let principal = [by(KEYS[1], wanted()), by(KEYS[0], wanted())];
        assert!(!is_quorum(&record, &consenting(&record, &principal, &wanted())), "not of the group");
    }
}
