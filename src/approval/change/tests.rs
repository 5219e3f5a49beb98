//! The changes between records, as code and right.

use super::*;
use crate::approval::record::Record;

const BEGIN: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Q";

fn key(last: char) -> String {
    format!("{BEGIN}{last}")
}

fn fingerprint(last: char) -> String {
    crate::approval::PublicKey::parse(&key(last)).unwrap().fingerprint()
}

fn person(id: &str, role: &str, keys: &str, more: &str) -> String {
    let keys: Vec<String> = keys.chars().map(|last| format!("\"{}\"", key(last))).collect();
    let keys = keys.join(", ");
    format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\nrole = \"{role}\"\nkeys = [{keys}]\n{more}")
}

fn record(people: &[String], more: &str) -> Record {
    let head = "schema = 1\nserial = 1\n[school]\nid = \"th-a\"\nname = \"A\"\nlevel = \"primary\"\n";
    Record::read(&format!("{head}{}{more}", people.concat()), "th-a").unwrap()
}

fn status(last: char, words: &str) -> String {
    format!("[[key-status]]\nkey = \"{}\"\n{words}\n", fingerprint(last))
}

/// The changes as `code right`.
fn check(before: &Record, after: &Record) -> Vec<String> {
    let told = |change: &TrustChange| format!("{} {}", change.what.code(), change.needs.as_str());
    changes(before, after).iter().map(told).collect()
}

fn principal() -> String {
    person("ht", "principal", "o", "")
}

fn deputy() -> String {
    person("pht", "deputy", "p", "")
}

const MANDATE: &str = "[[mandate]]\nperson = \"pht\"\nperiods = [\"2024-2025\"]\nfrom-sequence = 3\n";
const GROUP: &str = "[recovery]\nthreshold = 2\npeople = [\"ct\", \"pgd\"]\n";

fn group() -> [String; 2] {
    [person("ct", "council", "q", ""), person("pgd", "office", "r", "")]
}

#[test]
fn nothing_changes_from_a_record_to_itself() {
    let one = record(&[principal(), deputy()], MANDATE);
    assert!(check(&one, &one).is_empty());
}

#[test]
fn people_who_do_not_sign_are_a_small_matter() {
    let before = record(&[principal(), person("gv", "staff", "s", "")], "");
    let after = record(&[principal(), person("gv", "council", "t", ""), deputy()], "");
    let expected = ["role-changed people", "person-added people", "key-removed people"];
    assert_eq!(check(&before, &after), [&expected[..], &["key-added people"; 2]].concat());
}

#[test]
fn whoever_signs_is_a_matter_of_authority() {
    let before = record(&[principal(), deputy()], "");
    assert_eq!(check(&before, &record(&[principal(), deputy()], MANDATE)), ["mandate-given authority"]);
    let right = person("pht", "deputy", "p", "may-change-trust = true\n");
    assert_eq!(check(&before, &record(&[principal(), right.clone()], "")), ["right-given authority"]);
    let before = record(&[principal(), right], "");
    assert_eq!(
        check(&before, &record(&[principal()], "")),
        ["person-removed authority", "key-removed authority"]
    );
}

#[test]
fn a_deputy_makes_no_clerk() {
    let before = record(&[principal(), person("gv", "staff", "s", "")], "");
    let clerk = record(&[principal(), person("gv", "clerk", "s", "")], "");
    assert_eq!(check(&before, &clerk), ["role-changed authority"]);
    let added = record(&[principal(), person("gv", "staff", "s", ""), person("vt", "clerk", "t", "")], "");
    assert_eq!(check(&before, &added), ["person-added authority", "key-added authority"]);
    assert_eq!(check(&clerk, &before), ["role-changed authority"]);
}

#[test]
fn a_handover_needs_authority_and_forgets_nothing() {
    let before = record(&[principal()], "");
    let new = person("ht-2", "principal", "p", "");
    let retired = status('o', "status = \"retired\"\nfrom-sequence = 4");
    let whole = record(std::slice::from_ref(&new), &retired);
    assert_eq!(
        check(&before, &whole),
        [
            "person-removed authority",
            "person-added authority",
            "key-removed authority",
            "key-added authority",
            "key-retired authority"
        ]
    );
    assert!(check(&before, &record(&[new], "")).contains(&"key-forgotten nobody".to_owned()));
}

#[test]
fn a_mandate_ends_and_is_never_forgotten() {
    let before = record(&[principal(), deputy()], MANDATE);
    let ended = format!("{MANDATE}until-sequence = 5\n");
    assert_eq!(check(&before, &record(&[principal(), deputy()], &ended)), ["mandate-ended authority"]);
    assert_eq!(check(&before, &record(&[principal(), deputy()], "")), ["mandate-forgotten nobody"]);
    // The deputy may leave, once it is said from when on the key does not count.
    let without = record(&[principal()], &ended);
    assert!(check(&before, &without).contains(&"key-forgotten nobody".to_owned()));
    let retired = status('p', "status = \"retired\"\nfrom-sequence = 6");
    let without = record(&[principal()], &format!("{ended}{retired}"));
    assert!(!check(&before, &without).iter().any(|change| change.ends_with("nobody")));
}

#[test]
fn a_compromised_key_is_never_good_again() {
    let people = [person("ht", "principal", "op", "")];
    let before = record(&people, &status('o', "status = \"compromised\""));
    let nobody = |words: &str| check(&before, &record(&people, words));
    assert_eq!(nobody(""), ["status-lifted nobody"]);
    let retired = status('o', "status = \"retired\"\nfrom-sequence = 9");
    assert_eq!(nobody(&retired), ["status-lifted nobody"]);
    // Finding out when it was stolen, and what was signed before, is honest work.
    let known = status('o', "status = \"compromised\"\nfrom-sequence = 9");
    assert_eq!(nobody(&known), ["key-compromised authority"]);
    let id = "0123456789abcdef0123456789abcdef01234567";
    let words = format!("status = \"compromised\"\nreaffirmed = [\"{id}\"]");
    assert_eq!(nobody(&status('o', &words)), ["reaffirmed authority"]);
}

#[test]
fn a_retired_key_comes_back_only_where_it_signs_again() {
    let before = record(&[principal()], &status('p', "status = \"retired\"\nfrom-sequence = 2"));
    assert_eq!(check(&before, &record(&[principal()], "")), ["status-lifted nobody"]);
    let both = record(&[person("ht", "principal", "op", "")], "");
    assert_eq!(check(&before, &both), ["key-added authority", "status-lifted authority"]);
}

#[test]
fn the_principal_alone_does_not_touch_the_recovery_group() {
    let [council, office] = group();
    let people = [principal(), council.clone(), office.clone()];
    let before = record(&people, GROUP);
    assert_eq!(check(&record(&people, ""), &before), ["recovery-set authority"], "the first one may");
    assert_eq!(check(&before, &record(&people, "")), ["recovery-dropped guardians"]);
    let other = person("ct", "council", "t", "");
    let replaced = record(&[principal(), other, office], GROUP);
    assert_eq!(check(&before, &replaced), ["key-removed guardians", "key-added guardians"]);
    let removed = record(&[principal(), council], "");
    assert!(check(&before, &removed).contains(&"person-removed guardians".to_owned()));
    // Calling their keys stolen would silence them as well.
    let words = format!("{GROUP}{}", status('q', "status = \"compromised\""));
    assert_eq!(check(&before, &record(&people, &words)), ["key-compromised guardians"]);
}

#[test]
fn the_last_approval_of_a_key_is_a_matter_of_authority() {
    let words =
        |last: &str| format!("status = \"retired\"\nfrom-sequence = 2\nlast = \"{}\"", last.repeat(40));
    // A principal of the past may be a teacher today, and is not for the deputy to judge.
    let people = [principal(), person("gv", "staff", "p", "")];
    let before = record(&people, &status('p', &words("1")));
    assert_eq!(check(&before, &record(&people, &status('p', &words("2")))), ["key-retired authority"]);
    let stolen = status('p', "status = \"compromised\"");
    assert_eq!(check(&before, &record(&people, &stolen)), ["key-compromised authority"]);
    assert_eq!(check(&record(&people, ""), &record(&people, &stolen)), ["key-compromised people"]);
}

#[test]
fn nobody_slips_into_a_mandate_by_its_holders_id() {
    let retired = status('p', "status = \"retired\"\nfrom-sequence = 6");
    let before = record(&[principal()], &format!("{MANDATE}{retired}"));
    let slipped = record(&[principal(), person("pht", "staff", "s", "")], &format!("{MANDATE}{retired}"));
    assert_eq!(check(&before, &slipped), ["person-added authority", "key-added authority"]);
}

#[test]
fn rights_go_as_far_as_they_go() {
    let far = |signatory: Signatory| {
        [Right::People, Right::Authority, Right::Guardians, Right::Nobody].map(|right| signatory.has(right))
    };
    assert_eq!(far(Signatory::Deputy), [true, false, false, false]);
    assert_eq!(far(Signatory::Principal), [true, true, false, false]);
    assert_eq!(far(Signatory::Office), [true, true, true, false]);
    assert_eq!(far(Signatory::Recovery), [true, true, true, false]);
    let handover = changes(&record(&[principal(), deputy()], ""), &record(&[principal(), deputy()], MANDATE));
    assert_eq!(signatories(&handover), [Signatory::Principal, Signatory::Office, Signatory::Recovery]);
    assert!(beyond(&handover, Signatory::Deputy).is_some());
}
