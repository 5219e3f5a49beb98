//! Trust records and lists of offices: what is read is written and read back the same; nothing changes from a record to
//! itself, and the way from one to another can be told. Two records stand one behind the other, with a line `=====` between.

#![no_main]

use caitien::approval::change::changes;
use caitien::approval::record::{Record, read_offices};
use caitien::school::School;
use libfuzzer_sys::fuzz_target;

fn record(text: &str) -> Option<Record> {
    let id = School::parse(text).ok()?.school.id;
    let record = Record::read(text, &id).ok()?;
    let again = Record::read(&record.school.to_toml(), &id);
    assert_eq!(again, Ok(record.clone()), "written otherwise than read");
    assert!(changes(&record, &record).is_empty());
    let principals = record.keys().filter(|(key, _)| record.is_principal(key)).count();
    assert!(principals > 0, "a record without the principal's key");
    for (key, person) in record.keys() {
        assert_eq!(record.person(key).map(|person| &person.id), Some(&person.id), "a key of two people");
    }
    Some(record)
}

fuzz_target!(|text: &str| {
    let (one, other) = text.split_once("\n=====\n").unwrap_or((text, ""));
    if let (Some(one), Some(other)) = (record(one), record(other)) {
        let there = changes(&one, &other);
        assert!(!there.is_empty() || one.school.serial != other.school.serial || one.school == other.school);
        let _ = changes(&other, &one);
    }
    let _ = read_offices(text);
});
