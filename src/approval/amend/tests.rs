//! Amending a record: what is written, what stays, and what can never come of it.

use super::*;
use crate::approval::change::{Right, changes};

const BEGIN: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Q";

const RECORD: &str = r#"# Hồ sơ của trường. Đừng xóa dòng này.
schema = 1
serial = 4 # tăng mỗi lần sửa

[school]
id = "th-a"
name = "Trường A" # tên đầy đủ
level = "primary"

# Cô Mai về trường năm 2019.
[[person]]
id = "mai"
name = "Nguyễn Thị Mai"
role = "principal"
keys = ["KEYo"]

[[person]]
id = "binh" # phụ trách chuyên môn
name = "Trần Văn Bình"
role = "deputy"
keys = ["KEYp"]
may-change-trust = true

[[person]]
id = "hanh"
name = "Lê Thị Hạnh"
role = "council"
keys = ["KEYq"]

[[mandate]]
person = "binh"
periods = ["2023-2024"] # khi cô Mai đi học
from-sequence = 2
"#;

fn text() -> String {
    RECORD.replace("KEY", BEGIN)
}

fn key(last: char) -> PublicKey {
    PublicKey::parse(&format!("{BEGIN}{last}")).unwrap()
}

fn person(id: &str, last: char) -> Person {
    Person {
        id: id.into(),
        name: format!("Người {id}"),
        role: Role::Staff,
        email: None,
        keys: vec![key(last).to_line()],
        standards: Vec::new(),
        criteria: Vec::new(),
        may_change_trust: false,
    }
}

/// Five approvals, so that the sixth is next.
fn chain() -> Standing {
    Standing { approvals: (1..=5).map(|sequence| (sequence, id(sequence))).collect() }
}

fn id(sequence: u64) -> Id {
    format!("{sequence:040x}").parse().unwrap()
}

fn check(amendment: &Amendment) -> Result<Record, AmendFlaw> {
    let text = text();
    let after = amend(&text, "th-a", (amendment, &chain()))?;
    let (before, record) = (Record::read(&text, "th-a").unwrap(), Record::read(&after, "th-a").unwrap());
    assert_eq!(record.serial(), 5);
    for comment in ["# Hồ sơ của trường", "# tăng mỗi lần sửa", "# tên đầy đủ", "# khi cô Mai đi học"]
    {
        assert!(after.contains(comment), "{comment} is lost in:\n{after}");
    }
    let changes = changes(&before, &record);
    assert!(!changes.is_empty(), "{amendment:?} changes nothing");
    assert!(changes.iter().all(|change| change.needs != Right::Nobody), "{changes:?}");
    Ok(record)
}

fn handover(to: Successor, former: Former) -> Record {
    check(&Amendment::HandOver { to, former }).unwrap()
}

#[test]
fn people_come_and_go() {
    let record = check(&Amendment::AddPerson { person: person("tung", 's') }).unwrap();
    assert_eq!(record.person(&key('s')).unwrap().name, "Người tung");
    let record = check(&Amendment::RemovePerson { id: "hanh".into() }).unwrap();
    assert!(record.school.person("hanh").is_none());
    assert!(record.status(&key('q')).is_none(), "who never signed needs no status");
    let flaw = |amendment| check(&amendment).unwrap_err();
    assert_eq!(flaw(Amendment::RemovePerson { id: "mai".into() }), AmendFlaw::WantsHandover);
    assert!(matches!(
        flaw(Amendment::AddPerson { person: person("mai", 's') }),
        AmendFlaw::PersonExists { .. }
    ));
    assert!(matches!(
        flaw(Amendment::AddPerson { person: person("tung", 'o') }),
        AmendFlaw::After(RecordFlaw::SharedKey { .. })
    ));
}

#[test]
fn a_deputy_who_leaves_takes_the_mandate_along() {
    let record = check(&Amendment::RemovePerson { id: "binh".into() }).unwrap();
    assert_eq!(record.school.mandates[0].until_sequence, Some(5));
    assert_eq!(record.status(&key('p')).unwrap().from_sequence, Some(6));
    let last = Some(id(5).to_string());
    assert_eq!((&record.school.mandates[0].last, &record.status(&key('p')).unwrap().last), (&last, &last));
}

#[test]
fn a_handover_retires_what_has_signed() {
    let new = Successor::New { person: person("tung", 's') };
    let record = handover(new.clone(), Former::Leaves);
    assert!(record.is_principal(&key('s')));
    assert_eq!(record.status(&key('o')).unwrap().from_sequence, Some(6));
    assert!(record.school.person("mai").is_none());
    let record = handover(new, Former::Stays { role: Role::Staff });
    assert_eq!(record.school.person("mai").unwrap().role, Role::Staff);
    assert!(record.status(&key('o')).is_some());
    let record = handover(Successor::Known { id: "binh".into() }, Former::Leaves);
    assert!(record.is_principal(&key('p')) && record.status(&key('p')).is_none());
    assert_eq!(record.school.mandates[0].until_sequence, Some(5), "who is principal signs for nobody else");
}

#[test]
fn keys_change() {
    let record = check(&Amendment::AddKey { person: "mai".into(), key: key('s') }).unwrap();
    assert!(record.is_principal(&key('s')) && record.is_principal(&key('o')));
    let fingerprint = key('o').fingerprint();
    let retire = |from_sequence| Amendment::RetireKey { fingerprint: fingerprint.clone(), from_sequence };
    assert_eq!(check(&retire(None)).unwrap().status(&key('o')).unwrap().from_sequence, Some(6));
    let early = check(&retire(Some(3))).unwrap();
    assert_eq!(early.status(&key('o')).unwrap().from_sequence, Some(3));
    assert_eq!(early.status(&key('o')).unwrap().last, Some(id(2).to_string()));
    assert_eq!(check(&retire(Some(1))).unwrap().status(&key('o')).unwrap().last, None);
    let stolen = Amendment::CompromiseKey { fingerprint: fingerprint.clone(), from_sequence: None };
    let record = check(&stolen).unwrap();
    assert_eq!(record.status(&key('o')).unwrap().status, KeyState::Compromised);
    let approvals: Vec<Id> = vec!["0123456789abcdef0123456789abcdef01234567".parse().unwrap()];
    let reaffirm = Amendment::Reaffirm { fingerprint: fingerprint.clone(), approvals };
    assert!(matches!(check(&reaffirm).unwrap_err(), AmendFlaw::NotCompromised { .. }));
    let stolen = amend(&text(), "th-a", (&stolen, &chain())).unwrap();
    let reaffirmed = Record::read(&amend(&stolen, "th-a", (&reaffirm, &chain())).unwrap(), "th-a").unwrap();
    assert_eq!(reaffirmed.status(&key('o')).unwrap().reaffirmed.len(), 1);
    assert!(matches!(amend(&stolen, "th-a", (&retire(None), &chain())), Err(AmendFlaw::Compromised { .. })));
    let nobody = Amendment::RetireKey { fingerprint: "SHA256:x".into(), from_sequence: None };
    assert!(matches!(check(&nobody).unwrap_err(), AmendFlaw::NoSuchKey { .. }));
}

#[test]
fn a_new_mandate_ends_the_old_one() {
    let periods = vec!["2025-2026".parse().unwrap()];
    let give = |person: &str| Amendment::GiveMandate { person: person.into(), periods: periods.clone() };
    let record = check(&give("binh")).unwrap();
    assert_eq!(record.school.mandates[0].until_sequence, Some(5));
    assert_eq!(record.school.mandates[1].from_sequence, 6);
    assert_eq!(check(&give("hanh")).unwrap_err(), AmendFlaw::NotADeputy { id: "hanh".into() });
    let record = check(&Amendment::EndMandate { person: "binh".into() }).unwrap();
    assert_eq!(record.school.mandates[0].until_sequence, Some(5));
    assert_eq!(
        check(&Amendment::EndMandate { person: "hanh".into() }).unwrap_err(),
        AmendFlaw::NoMandate { id: "hanh".into() }
    );
}

#[test]
fn rights_and_recovery() {
    let taken = Amendment::SetChangeRight { person: "binh".into(), right: ChangeRight::Taken };
    assert!(!check(&taken).unwrap().school.person("binh").unwrap().may_change_trust);
    let given = Amendment::SetChangeRight { person: "binh".into(), right: ChangeRight::Given };
    assert_eq!(check(&given).unwrap_err(), AmendFlaw::Nothing);
    let group = |people: &[&str]| Amendment::SetRecovery {
        threshold: 2,
        people: people.iter().map(|id| (*id).to_owned()).collect(),
    };
    assert_eq!(check(&group(&["binh", "hanh"])).unwrap().school.recovery.unwrap().people.len(), 2);
    assert_eq!(check(&group(&["mai", "hanh"])).unwrap_err(), AmendFlaw::After(RecordFlaw::Recovery));
}

#[test]
fn people_in_one_line_are_read_but_not_amended() {
    let inline = format!(
        "schema = 1\nserial = 1\nperson = [{{ id = \"mai\", name = \"Mai\", role = \"principal\", keys = [\"{BEGIN}o\"] }}]\n\
         [school]\nid = \"th-a\"\nname = \"A\"\nlevel = \"primary\"\n"
    );
    assert!(Record::read(&inline, "th-a").is_ok());
    let add = Amendment::AddPerson { person: person("tung", 's') };
    assert_eq!(amend(&inline, "th-a", (&add, &Standing::default())), Err(AmendFlaw::Layout));
}
