//! The laws of the files that several people only add to: what stood there stays to the last byte, what is added is read
//! again, and what two people added is joined by git's `union` merge into both.

use caitien::date::Date;
use caitien::ledger::{added, one_line};
use caitien::progress::{Progress, Record, Status, Verification};
use caitien::tracking::mark;
use proptest::prelude::*;

fn record() -> impl Strategy<Value = Record> {
    let statuses = prop::sample::select(vec![Status::InProgress, Status::Partial, Status::Done]);
    let words = prop::option::of("[\\PC\n\t]{0,40}");
    (statuses, prop::option::of(0..=100_u8), words, prop::option::of(any::<i32>()), 1..=28_u8).prop_map(
        |(status, percent, note, spent, day)| Record {
            item: "a-1.5-2024-1".parse().unwrap(),
            date: Date { year: 2025, month: 3, day },
            status,
            percent,
            note: note.map(|note| one_line(&note)).filter(|note| !note.is_empty()),
            evidence: vec!["H1-1.5-01".into()],
            spent: spent.map(i64::from),
            by: Some("hoa".into()),
        },
    )
}

fn written(record: &Record) -> String {
    record.written(&mark(&record.written("")))
}

/// What git makes of two additions to one text.
fn union(base: &str, ours: &str, theirs: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut git = std::process::Command::new("git");
    git.current_dir(folder.path()).args(["merge-file", "--union", "-p", "ours", "base", "theirs"]);
    String::from_utf8(git.output().unwrap().stdout).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_added_is_read_again_and_what_stood_there_stays(records in prop::collection::vec(record(), 1..5)) {
        let mut text = String::from("# sổ");
        for record in &records {
            let longer = added(&text, &written(record));
            prop_assert!(longer.starts_with(&text));
            text = longer;
        }
        prop_assert_eq!(Progress::parse(&text).unwrap().records, records);
    }

    #[test]
    fn two_peoples_additions_are_both_read(base in record(), one in record(), other in record()) {
        let base = added("# sổ\n", &written(&base));
        let (ours, theirs) = (added(&base, &written(&one)), added(&base, &written(&other)));
        let merged = union(&base, &ours, &theirs);
        let read = Progress::parse(&merged).unwrap_or_else(|flaw| panic!("{flaw:?} in\n{merged}"));
        prop_assert!(read.records.contains(&one) && read.records.contains(&other), "{}", merged);
    }

    #[test]
    fn a_verification_joins_a_newer_record_and_never_covers_it(claim in record(), newer in record()) {
        let claim = Record { status: Status::Done, ..claim };
        let newer = Record { status: Status::Done, note: Some("Sau đó.".into()), ..newer };
        prop_assume!(claim != newer);
        let word = Verification {
            item: claim.item,
            of: mark(&claim.written("")),
            how: None,
            date: Date { year: 2025, month: 3, day: 29 },
            by: "mo".into(),
        };
        let base = added("", &written(&claim));
        let ours = added(&base, &word.written(&mark(&word.written(""))));
        let merged = union(&base, &ours, &added(&base, &written(&newer)));
        let read = Progress::parse(&merged).unwrap();
        let worth = |record: &Record| caitien::tracking::claim(&read, record).as_str();
        prop_assert_eq!((worth(&claim), worth(&newer)), ("verified", "claimed"));
    }
}
