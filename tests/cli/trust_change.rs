//! Changing who signs for a school: people, keys, handover, deputies, recovery; by whose right, and by whose not.
//!
//! Cô Mai is the principal, thầy Bình her deputy, cô Lan comes after her, bà Hạnh sits in the office, Tùng is a stranger.

use super::approval_story::*;
use super::world::{Output, SCHOOL, Who, World};

/// `trust change` with a key, without a question.
fn change(world: &World, who: Who, words: &[&str]) -> Output {
    let key = world.key(who).display().to_string();
    let mut arguments = vec!["trust", "change", "--yes", "--key", &key];
    arguments.extend(words);
    world.run(arguments)
}

/// The answer of a rehearsal as JSON.
fn rehearse(world: &World, words: &[&str]) -> serde_json::Value {
    let mut arguments = vec!["trust", "change", "--dry-run", "--format", "json"];
    arguments.extend(words);
    world.run(arguments).json()
}

fn public(world: &World, who: Who) -> String {
    world.key(who).with_extension("pub").display().to_string()
}

fn lan(world: &World) -> Vec<String> {
    ["hand-over", "Nguyễn Thị Lan", "--public-key", &public(world, Who::FormerPrincipal)]
        .map(str::to_owned)
        .into()
}

fn hand_over(world: &World) {
    let words = lan(world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    change(world, Who::Principal, &words).ok();
}

/// `caitien.toml` names the office, with the founder's signature.
fn name_the_office(world: &World) {
    let key = world.public_key(Who::Office);
    let text = format!(
        "schema = 1\nlanguage = \"vi\"\n\n[[office]]\nid = \"pgd\"\nname = \"Phòng GDĐT\"\nkeys = [\"{key}\"]\n"
    );
    world.write("caitien.toml", &text);
    world.git(["add", "--all"]);
    world.commit_signed("Nêu cơ quan quản lý", Who::Principal);
}

#[test]
fn a_change_is_told_in_words_before_it_is_signed() {
    let world = approved();
    let out = world.run(["trust", "change", "mandate", "pho-hieu-truong", "2025-2026", "--dry-run"]).ok();
    assert!(
        out.stdout.contains("Trần Văn Bình ký thay hiệu trưởng (KT.) kế hoạch 2025-2026"),
        "{}",
        out.stdout
    );
    assert!(out.stdout.contains("cần chữ ký của: hiệu trưởng"), "{}", out.stdout);
    assert_eq!(world.git(["status", "--porcelain"]), "");
    let told = rehearse(&world, &["mandate", "pho-hieu-truong", "2025-2026"]);
    assert_eq!(told["changes"][0]["change"], "mandate-given");
    assert_eq!(told["changes"][0]["needs"], "authority");
    assert_eq!(told["signatories"], serde_json::json!(["principal"]), "there is no office and no group");
    assert_eq!(told["ready"], true);
    name_the_office(&world);
    let told = rehearse(&world, &["mandate", "pho-hieu-truong", "2025-2026"]);
    assert_eq!(told["signatories"], serde_json::json!(["principal", "office"]));
}

#[test]
fn a_handover_leaves_what_was_approved_good() {
    let world = approved();
    hand_over(&world);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    assert!(git_accepts(&world, &tag(1)));
    edit_plan(&world, "Thêm.");
    let old = world.key(Who::Principal).display().to_string();
    world.run(["approve", PERIOD, "--yes", "--key", &old]).no();
    approve(&world, PERIOD, Who::FormerPrincipal);
    assert_eq!(verdict(&world, &tag(2)), "valid");
    assert_eq!(verdict(&world, &tag(1)), "superseded");
    // Four principals later it is the same.
    let record = world.read(&format!("schools/{SCHOOL}/school.toml"));
    assert!(record.contains("serial = 2"), "{record}");
    world.run(["trust", "show"]).ok();
}

#[test]
fn nobody_without_the_right_changes_anything() {
    let world = approved();
    let words = lan(&world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    for who in [Who::Deputy, Who::Stranger, Who::FormerPrincipal] {
        let out = change(&world, who, &words).no();
        assert!(out.stdout.contains("không có quyền sửa hồ sơ"), "{}", out.stdout);
    }
    assert_eq!(world.git(["status", "--porcelain"]), "");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn a_deputy_with_the_right_changes_people_and_not_who_signs() {
    let world = approved();
    change(&world, Who::Principal, &["allow", "pho-hieu-truong"]).ok();
    change(&world, Who::Deputy, &["add-person", "Lò Văn Tâm", "--role", "nhan-vien"]).ok();
    let words = lan(&world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let out = change(&world, Who::Deputy, &words).no();
    assert!(out.stdout.contains("không được làm điều này"), "{}", out.stdout);
    // Nor by hand.
    let text = world.read(&format!("schools/{SCHOOL}/school.toml"));
    let own = text.replace("role = \"principal\"", "role = \"staff\"").replacen(
        "role = \"deputy\"",
        "role = \"principal\"",
        1,
    );
    write_record(&world, &own.replace("serial = 3", "serial = 4").replace("may-change-trust = true\n", ""));
    world.commit_signed("Tự lên hiệu trưởng", Who::Deputy);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
    assert!(git_accepts(&world, &tag(1)));
}

#[test]
fn a_deputy_signs_for_the_principal_within_the_mandate() {
    let world = with_plan();
    world.pin_root();
    let deputy = world.key(Who::Deputy).display().to_string();
    world.run(["approve", PERIOD, "--yes", "--key", &deputy]).no();
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", PERIOD]).ok();
    approve(&world, PERIOD, Who::Deputy);
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(raw(&world, &tag(1)).contains("\nauthority = \"KT.\"\n"));
    assert!(git_accepts(&world, &tag(1)));
    // The mandate ends: what was signed stays good, and no more is.
    change(&world, Who::Principal, &["end-mandate", "pho-hieu-truong"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    edit_plan(&world, "Thêm.");
    world.run(["approve", PERIOD, "--yes", "--key", &deputy]).no();
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    forge(&world, &tag(2), Who::Deputy, |statement| {
        (statement.sequence, statement.previous, statement.trust_serial) = (2, first, 3);
    });
    assert_eq!(verdict(&world, &tag(2)), "not-entitled");
    assert!(git_accepts(&world, &tag(2)));
    // And the deputy may leave the school without a word being lost.
    world.git(["tag", "-d", &tag(2)]);
    change(&world, Who::Principal, &["remove-person", "pho-hieu-truong"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
}

#[test]
fn a_deputy_outside_the_period_or_under_an_old_record_does_not() {
    let world = with_plan();
    world.pin_root();
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", "2030-2031"]).ok();
    let deputy = world.key(Who::Deputy).display().to_string();
    world.run(["approve", PERIOD, "--yes", "--key", &deputy]).no();
    approve(&world, PERIOD, Who::Principal);
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    let deputys = |statement: &mut caitien::approval::Statement| {
        (statement.sequence, statement.previous) = (2, first);
        statement.authority = Some(caitien::approval::statement::Authority::ForPrincipal);
    };
    forge(&world, &tag(2), Who::Deputy, deputys);
    assert_eq!(verdict(&world, &tag(2)), "not-entitled");
    let said = world.run(["verify", &tag(2)]).no();
    assert!(said.stdout.contains("không được giao ký thay (KT.) kế hoạch 2024-2025"), "{}", said.stdout);
    assert!(git_accepts(&world, &tag(2)));
    // The mandate comes, is ended, and the deputy goes back to the commit at which it still held.
    world.git(["tag", "-d", &tag(2)]);
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", PERIOD]).ok();
    let then = world.git(["rev-parse", "HEAD"]);
    change(&world, Who::Principal, &["end-mandate", "pho-hieu-truong"]).ok();
    world.git(["checkout", "--quiet", then.trim()]);
    forge(&world, &tag(3), Who::Deputy, |statement| {
        deputys(statement);
        statement.trust_serial = 3;
    });
    world.git(["checkout", "--quiet", "main"]);
    assert_eq!(verdict(&world, &tag(3)), "not-entitled");
    assert!(git_accepts(&world, &tag(3)));
}

#[test]
fn who_signed_in_what_capacity_is_signed_too() {
    let world = with_plan();
    world.pin_root();
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", PERIOD]).ok();
    approve(&world, PERIOD, Who::Deputy);
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    let claim = |who, authority| {
        forge(&world, &tag(2), who, |statement| {
            (statement.sequence, statement.previous, statement.authority) = (2, first, authority);
        });
        verdict(&world, &tag(2))
    };
    let kt = Some(caitien::approval::statement::Authority::ForPrincipal);
    assert_eq!(claim(Who::Deputy, None), "not-entitled");
    assert_eq!(claim(Who::Principal, kt), "not-entitled");
}

#[test]
fn a_stolen_key_at_a_known_and_at_an_unknown_time() {
    let world = approved();
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    name_the_office(&world);
    // Known: from the second approval on.
    let told = rehearse(&world, &["compromise-key", "hieu-truong", "--from", &tag(2)]);
    assert_eq!(told["falling"], serde_json::json!([tag(2)]));
    change(&world, Who::Office, &["compromise-key", "hieu-truong", "--from", &tag(2)]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert_eq!(verdict(&world, &tag(2)), "key-compromised");
    // Unknown: none counts, until each honest one is reaffirmed.
    change(&world, Who::Office, &["compromise-key", &fingerprint(&world, Who::Principal), "--unknown"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "key-compromised");
    change(&world, Who::Office, &["reaffirm", &tag(1)]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert_eq!(verdict(&world, &tag(2)), "key-compromised");
    assert!(git_accepts(&world, &tag(2)));
    // The thief changes nothing any more, and the key is never good again.
    let words = lan(&world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    change(&world, Who::Principal, &words).no();
    change(&world, Who::Office, &["retire-key", &fingerprint(&world, Who::Principal)]).no();
    // The office appoints somebody new, and the school goes on.
    change(&world, Who::Office, &words).ok();
    edit_plan(&world, "Thêm nữa.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    assert_eq!(verdict(&world, &tag(3)), "valid");
}

/// A school with a recovery group: thầy Bình, bà Hạnh and cô Lan, two of whom are enough.
fn with_group() -> World {
    let world = approved();
    let key = |who| public(&world, who);
    change(
        &world,
        Who::Principal,
        &["add-person", "Bà Hạnh", "--id", "ba-hanh", "--role", "office", "--public-key", &key(Who::Office)],
    )
    .ok();
    change(
        &world,
        Who::Principal,
        &["add-person", "Cô Lan", "--id", "co-lan", "--role", "council", "--public-key", &key(Who::Stranger)],
    )
    .ok();
    change(&world, Who::Principal, &["recovery", "pho-hieu-truong", "ba-hanh", "co-lan", "--threshold", "2"])
        .ok();
    world
}

#[test]
fn two_of_three_recover_a_school_whose_principal_lost_the_key() {
    let world = with_group();
    let words = lan(&world);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    change(&world, Who::Deputy, &words).no();
    words.push("--recover");
    // A stranger to the group begins nothing.
    change(&world, Who::FormerPrincipal, &words).no();
    assert_eq!(world.git(["status", "--porcelain"]), "");
    let out = change(&world, Who::Deputy, &words).ok();
    assert!(out.stdout.contains("(1/2)"), "{}", out.stdout);
    assert_eq!(verdict(&world, &tag(1)), "valid", "one consent changes nothing");
    let consent = |who: Who| {
        let key = world.key(who).display().to_string();
        world.run(["trust", "consent", "--yes", "--key", &key])
    };
    let shown = world.run(["trust", "consent", "--dry-run"]).ok();
    assert!(shown.stdout.contains("thêm Nguyễn Thị Lan, hiệu trưởng"), "{}", shown.stdout);
    assert!(shown.stdout.contains("đã đồng ý: Trần Văn Bình"), "{}", shown.stdout);
    let again = consent(Who::Deputy).no();
    assert!(again.stderr.contains("mỗi người chỉ tính một lần"), "{}", again.stderr);
    consent(Who::Principal).no();
    let out = consent(Who::Office).ok();
    assert!(out.stdout.contains("(2/2)") && out.stdout.contains("Đã lưu và ký hồ sơ"), "{}", out.stdout);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    assert_eq!(verdict(&world, &tag(2)), "valid");
    consent(Who::Stranger).no();
    let told = world.run(["trust", "show", "--format", "json"]).ok().json();
    let last = told["schools"][0]["steps"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["fingerprint"], serde_json::Value::Null);
    assert!(last["signed_by"].as_str().unwrap().contains("Trần Văn Bình"));
}

#[test]
fn a_consent_is_for_one_change_and_a_thief_does_not_dissolve_the_group() {
    let world = with_group();
    let words = lan(&world);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.push("--recover");
    change(&world, Who::Deputy, &words).ok();
    let folder = format!("schools/{SCHOOL}/recovery/5");
    // Bà Hạnh's consent to this does not carry another record.
    let key = world.key(Who::Office).display().to_string();
    world.run(["trust", "consent", "--yes", "--key", &key]).ok();
    let granted = world.read(&format!("schools/{SCHOOL}/school.toml"));
    let signature = world.read(&format!("{folder}/ba-hanh.sig"));
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    let other = granted.replace(
        &world.public_key(Who::FormerPrincipal).split(' ').take(2).collect::<Vec<_>>().join(" "),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo",
    );
    assert_ne!(other, granted);
    world.write(&format!("{folder}/ba-hanh.sig"), &signature);
    write_record(&world, &other);
    world.git(["commit", "--quiet", "-m", "Hồ sơ khác"]);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
    // The very record that they consented to is granted, whoever commits it.
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    world.write(&format!("{folder}/ba-hanh.sig"), &signature);
    write_record(&world, &granted);
    world.git(["commit", "--quiet", "-m", "Hồ sơ đã đồng ý"]);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    // Whoever holds the principal's key cannot take the group away.
    let world = with_group();
    change(&world, Who::Principal, &["remove-person", "ba-hanh"]).no();
    let own = public(&world, Who::FormerPrincipal);
    let out = change(&world, Who::Principal, &["add-key", "ba-hanh", &own]).no();
    assert!(out.stdout.contains("không được làm điều này"), "{}", out.stdout);
    change(&world, Who::Principal, &["recovery", "pho-hieu-truong", "co-lan"]).no();
}

#[test]
fn what_was_changed_by_hand_is_signed_or_told_why_not() {
    let world = approved();
    let path = format!("schools/{SCHOOL}/school.toml");
    let out = change(&world, Who::Principal, &["edited"]).no();
    assert!(out.stdout.contains("không có gì thay đổi"), "{}", out.stdout);
    let text = world.read(&path);
    world.write(&path, &text.replace("Trần Văn Bình", "Trần Thanh Bình # đổi tên"));
    let out = change(&world, Who::Principal, &["add-person", "Ai Đó"]).no();
    assert!(out.stdout.contains("có chỗ sửa chưa lưu"), "{}", out.stdout);
    world.write(&path, &text.replace("Trần Văn Bình", "Trần Thanh Bình"));
    change(&world, Who::Principal, &["edited"]).ok();
    assert!(world.read(&path).contains("serial = 2"));
    assert_eq!(verdict(&world, &tag(1)), "valid");
    // A key that has signed is not taken out by hand.
    let text = world.read(&path);
    world.write(&path, &text.replace(&world.public_key(Who::Principal), &world.public_key(Who::Stranger)));
    let out = change(&world, Who::Principal, &["edited"]).no();
    assert!(out.stdout.contains("không ai được làm điều này"), "{}", out.stdout);
    assert!(world.read(&path).contains("serial = 2"), "what somebody wrote stays as it is");
}

#[test]
fn an_office_appoints_and_a_failed_commit_takes_nothing_along() {
    let world = approved();
    name_the_office(&world);
    let words = lan(&world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    change(&world, Who::Office, &words).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    // A hook that refuses leaves the file as it was.
    world.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(world.path(".git/hooks/pre-commit"), mode).unwrap();
    }
    change(&world, Who::Office, &["add-person", "Ai Đó"]).no();
    assert_eq!(world.git(["status", "--porcelain", "--untracked-files=all", "schools"]), "");
}

#[test]
fn an_office_is_named_by_the_founder_and_by_nobody_else() {
    let world = approved();
    let office = |who: Who, words: &[&str]| {
        let key = world.key(who).display().to_string();
        let mut arguments = vec!["trust", "office", "--yes", "--key", &key];
        arguments.extend(words);
        world.run(arguments)
    };
    let key = public(&world, Who::Office);
    let add = ["add", "pgd", "Phòng GDĐT", "--public-key", &key];
    let before = world.git(["rev-parse", "HEAD"]);
    for who in [Who::Stranger, Who::Deputy, Who::Office] {
        office(who, &add).no();
        assert_eq!(world.git(["rev-parse", "HEAD"]), before, "it was taken back");
        assert_eq!(world.git(["status", "--porcelain"]), "");
    }
    office(Who::Principal, &add).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    office(Who::Principal, &["remove", "khong-co"]).no();
    office(Who::Office, &["add", "so", "Sở GDĐT", "--public-key", &public(&world, Who::Stranger)]).ok();
    let words = lan(&world);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    change(&world, Who::Office, &words).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    world.run(["trust", "office", "remove", "so", "--dry-run", "--format", "json"]).ok();
}

#[test]
fn mistakes_are_told() {
    let world = approved();
    change(&world, Who::Principal, &["remove-person", "khong-co"]).no();
    change(&world, Who::Principal, &["remove-person", "hieu-truong"]).no();
    change(&world, Who::Principal, &["hand-over", "Người Mới"]).cannot();
    change(&world, Who::Principal, &["mandate", "pho-hieu-truong", "năm nay"]).cannot();
    change(&world, Who::Principal, &["retire-key", "không phải khóa"]).cannot();
    change(&world, Who::Principal, &["compromise-key", "hieu-truong"]).cannot();
    change(&world, Who::Principal, &["reaffirm", "approved/khong/2024-2025/v1"]).cannot();
    world.run(["trust", "consent", "--dry-run"]).no();
    assert_eq!(world.git(["status", "--porcelain"]), "");
}
