//! `account`: what is gone is explained by a person, or the plan is not approved.

use super::approval_story::*;
use super::world::{Output, SCHOOL, Who, World};

const NEXT: &str = "2025-2026";
const FILE: &str = "schools/mn-hoa-sen/continuity.toml";

/// The sample's next year as this school's; three weaknesses of the year before are gone.
fn next_plan() -> String {
    include_str!("../../templates/samples/mn-ben-mo/2025-2026.md").replace("mn-ben-mo", SCHOOL)
}

/// A school with an approved plan, and the next one committed.
fn with_next() -> World {
    let world = approved();
    world.write_plan(NEXT, &next_plan());
    world.commit_all("Kế hoạch năm sau");
    world
}

fn rehearse(world: &World) -> Output {
    let key = world.key(Who::Principal);
    world.run(["approve", NEXT, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()])
}

/// The codes and messages of what stops the approval.
fn obstacles(world: &World) -> Vec<(String, String)> {
    let json = rehearse(world).json();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let all = json["obstacles"].as_array().unwrap().clone();
    all.iter().map(|one| (text(one, "code"), text(one, "remedy"))).collect()
}

/// The ids that nobody has accounted for.
fn open(world: &World) -> Vec<String> {
    let out = world.run(["account", "--format", "json"]);
    let json = out.json();
    let ids: Vec<String> = json["open"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["before"]["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(out.code, Some(i32::from(!ids.is_empty())), "{}", out.stdout);
    ids
}

#[test]
fn nothing_is_approved_before_everything_is_accounted_for() {
    let world = with_next();
    let gone = open(&world);
    assert!(gone.len() >= 2, "{gone:?}");
    let stops = obstacles(&world);
    let unaccounted: Vec<_> = stops.iter().filter(|(code, _)| code == "unaccounted").collect();
    assert_eq!(unaccounted.len(), gone.len());
    assert!(unaccounted[0].1.contains(&format!("caitien account {}", gone[0])), "{stops:?}");
    let checked = world.run(["check", NEXT]).no();
    for id in &gone {
        assert!(checked.stdout.contains(&format!("caitien account {id} --resolved")), "{}", checked.stdout);
    }
    assert!(checked.stdout.contains("có từ năm 2024"), "{}", checked.stdout);
    // As the list says, one after the other.
    let told = world.run(["giai-trinh"]).no().stdout;
    assert!(told.contains(&format!("caitien account {} --dropped", gone[0])), "{told}");
    world
        .run(["account", &gone[0], "--resolved", "--reason", "Đã kiểm kê lại.", "--evidence", "[H1-1.6-02]"])
        .ok();
    for id in &gone[1..] {
        let by = ["--by", "pho-hieu-truong"];
        world.run([&["account", id, "--dropped", "--reason", "Chuyển cho tổ tự lo."], &by[..]].concat()).ok();
    }
    assert!(open(&world).is_empty());
    assert_eq!(obstacles(&world)[0].0, "edited", "what is not saved does not count");
    let saved = world.run(["save"]).ok();
    let sentence = format!("{SCHOOL}: ghi nhận {} lời giải trình điểm yếu", gone.len());
    assert!(saved.said().contains(&sentence), "{}", saved.said());
    assert_eq!(obstacles(&world), []);
    approve(&world, NEXT, Who::Principal);
    let account = statement(&world, &format!("approved/{SCHOOL}/{NEXT}/v1")).account;
    assert_eq!(account.dropped_explained as usize, gone.len() - 1);
    assert!(account.resolved >= 1 && account.carried >= 5, "{account:?}");
}

#[test]
fn the_comparison_shows_who_wrote_what() {
    let world = with_next();
    let gone = open(&world);
    world.run(["account", &gone[0], "--resolved", "--reason", "Đã kiểm kê lại."]).ok();
    world.run(["account", &gone[1], "--dropped", "--reason", "Chuyển cho tổ tự lo."]).ok();
    let told = world.run(["diff", PERIOD, NEXT]).ok().stdout;
    for words in
        ["Giải trình là đã khắc phục: Đã kiểm kê lại. (Nguyễn Thị Mai", "Lý do: Chuyển cho tổ tự lo."]
    {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let json = world.run(["diff", PERIOD, NEXT, "--format", "json"]).ok().json();
    let all = json["weaknesses"].as_array().unwrap().clone();
    let of = |id: &str| all.iter().find(|one| one["before"]["id"] == id).unwrap().clone();
    assert_eq!(
        (of(&gone[0])["status"].as_str(), of(&gone[0])["evidence"]["source"].as_str()),
        (Some("resolved"), Some("record"))
    );
    assert_eq!(of(&gone[1])["explained"]["by"], "hieu-truong");
    assert_eq!(of(&gone[1])["explained"]["date"], "2026-09-15");
    // The principal reads the reasons before signing, and what is signed covers them.
    world.run(["save"]).ok();
    let shown = |world: &World| {
        let text = rehearse(world).json()["statement"].as_str().unwrap().to_owned();
        text.lines().find(|line| line.starts_with("shown-sha256")).unwrap().to_owned()
    };
    let before = shown(&world);
    let page = world.run(["approve", NEXT, "--dry-run"]);
    assert!(page.stdout.contains("lý do: Chuyển cho tổ tự lo. (hieu-truong)"), "{}", page.stdout);
    world.write(FILE, &world.read(FILE).replace("Chuyển cho tổ tự lo.", "Không còn ai nhớ."));
    world.commit_all("Sửa lời");
    assert_ne!(before, shown(&world));
}

#[test]
fn a_later_account_replaces_an_earlier_one_and_both_stay() {
    let world = with_next();
    let id = &open(&world)[0];
    world.run(["account", id, "--dropped", "--reason", "Một."]).ok();
    let first = world.read(FILE);
    let again = world.run(["account", id, "--dropped", "--reason", "Một."]).ok();
    assert!(again.stdout.contains("đã được ghi nhận từ trước"), "{}", again.stdout);
    assert_eq!(world.read(FILE), first);
    world.run(["account", id, "--resolved", "--reason", "Hai \"lần\"."]).ok();
    assert!(world.read(FILE).starts_with(&first), "every earlier byte stays");
    let json = world.run(["diff", PERIOD, NEXT, "--format", "json"]).ok().json();
    let one = json["weaknesses"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["before"]["id"] == id.as_str())
        .unwrap()
        .clone();
    assert_eq!(one["evidence"]["reason"], "Hai \"lần\".");
}

#[test]
fn what_is_between_two_versions_of_one_plan_is_accounted_for_too() {
    let world = approved();
    let text = plan();
    let line = text.lines().find(|line| line.contains("w-1.8-2024-1")).unwrap();
    let cause = "  - Nguyên nhân: giáo viên chưa quen ghi phiếu quan sát.";
    world.write_plan(PERIOD, &text.replace(&format!("{line}\n{cause}\n"), ""));
    world.commit_all("Bỏ một điểm yếu");
    assert_eq!(open(&world), ["w-1.8-2024-1"]);
    let out = world.run(["account", "w-1.8-2024-1", "--dropped", "--reason", "Sáp nhập."]).ok();
    assert!(out.stdout.contains("Sáp nhập."), "{}", out.stdout);
    assert!(open(&world).is_empty());
    world.run(["save"]).ok();
    let key = world.key(Who::Principal);
    let out = world.run(["approve", PERIOD, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()]);
    assert!(!out.stdout.contains("\"unaccounted\""), "{}", out.stdout);
    assert!(out.stdout.contains("dropped-explained = 1"), "{}", out.stdout);
}

#[test]
fn what_cannot_be_accounted_for_is_refused() {
    let world = with_next();
    let gone = open(&world);
    let id = gone[0].as_str();
    let says = |arguments: &[&str], words: &str| {
        let out = world.run([&["account"], arguments].concat());
        assert_ne!(out.code, Some(0), "{arguments:?}: {}", out.said());
        assert!(out.stderr.contains(words), "{arguments:?}: {}", out.said());
    };
    let reason = ["--reason", "Vì thế."];
    says(&[id, reason[0], reason[1]], "--resolved");
    says(&[id, "--dropped"], "chưa nêu lý do");
    says(&[id, "--dropped", "--reason", "  "], "chưa nêu lý do");
    says(&[id, "--dropped", "--resolved", reason[0], reason[1]], "--resolved");
    says(&["w-2.2-2022-1", "--dropped", reason[0], reason[1]], "vẫn còn trong kế hoạch 2025-2026");
    says(&["w-9.9-2024-1", "--dropped", reason[0], reason[1]], "không kế hoạch nào");
    says(&[&id.replace("-1", "-7"), "--dropped", reason[0], reason[1]], "có phải ý là");
    says(&["diem-yeu", "--dropped", reason[0], reason[1]], "caitien show");
    says(&["a-1.5-2024-1", "--dropped", reason[0], reason[1]], "chỉ điểm yếu");
    says(&[id, "--dropped", "--by", "pho-hieu-truog", reason[0], reason[1]], "pho-hieu-truong");
    says(&[id, "--dropped", "--by", "ai-do", reason[0], reason[1]], "Trần Văn Bình");
    says(&[id, "--dropped", "--from", "2030-2031", reason[0], reason[1]], "không có kế hoạch 2030-2031");
    says(&[id, "--dropped", "--from", "năm ngoái", reason[0], reason[1]], "không phải năm học");
    world.git(["config", "user.email", "nguoi-la@example.org"]);
    says(&[id, "--dropped", reason[0], reason[1]], "nguoi-la@example.org");
    assert!(!world.path(FILE).exists(), "nothing was written");
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = with_next();
    let id = &open(&world)[0];
    let out = world.run(["account", id, "--dropped", "--reason", "Thôi.", "--dry-run"]).ok();
    assert!(out.stdout.contains("[[account]]") && out.stdout.contains("Lý do: Thôi."), "{}", out.stdout);
    assert!(!world.path(FILE).exists());
    let json = world
        .run(["account", id, "--dropped", "--reason", "Thôi.", "--dry-run", "--format", "json"])
        .ok()
        .json();
    assert_eq!(json["account"]["written"], false);
    assert_eq!(json["account"]["comparison"]["weaknesses"][0]["explained"]["reason"], "Thôi.");
}

#[test]
fn an_account_that_the_plan_contradicts_is_a_finding_and_has_no_effect() {
    let world = with_next();
    let id = &open(&world)[0];
    let record = |item: &str, to: &str, by: &str| {
        format!(
            "[[account]]\nitem = \"{item}\"\nfrom = \"{PERIOD}\"\nto = \"{to}\"\noutcome = \"dropped\"\nreason = \"Thôi.\"\n\
             date = 2025-09-10\nby = \"{by}\"\n\n"
        )
    };
    let text = record("w-2.2-2022-1", NEXT, "hieu-truong")
        + &record(id, "2031-2032", "ai-do")
        + &record("w-9.9-2024-1", NEXT, "hieu-truong");
    world.write(FILE, &text);
    let out = world.run(["check", "--format", "json"]);
    let json = out.json();
    let found: Vec<(String, u64)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["file"] == FILE)
        .map(|one| (one["code"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("contradicted-account", 1),
        ("record-without-plan", 10),
        ("unknown-person", 10),
        ("record-without-item", 19),
    ];
    let expected = expected.map(|(code, line)| (code.to_owned(), line));
    let mut found = found;
    found.sort_by_key(|one| (one.1, one.0.clone()));
    assert_eq!(found, expected, "{json:#}");
    assert_eq!(open(&world).len(), open(&world).len());
    world.write(FILE, "[[account]]\nitem = 3\n");
    let out = world.run(["check"]).no();
    assert!(out.stdout.contains(&format!("--> {FILE}:2")), "{}", out.stdout);
    let out = world.run(["account", id, "--dropped", "--reason", "Thôi."]).cannot();
    assert!(out.stderr.contains("caitien check"), "{}", out.stderr);
    let out = world.run(["diff", PERIOD, NEXT]).ok();
    assert!(out.stderr.contains("continuity.toml"), "{}", out.stderr);
    assert_eq!(world.read(FILE), "[[account]]\nitem = 3\n");
    world.commit_all("Sai mẫu");
    assert!(obstacles(&world).iter().any(|(code, _)| code == "findings"), "{:?}", obstacles(&world));
    world.write(FILE, "[[link]]\nitem = 3\n");
    world.run(["hook", "install"]).ok();
    world.run(["save"]).no();
}

#[test]
fn a_plan_after_a_draft_is_only_reminded() {
    let world = with_plan();
    world.write_plan(NEXT, &next_plan());
    world.commit_all("Kế hoạch năm sau");
    let gone = open(&world);
    assert!(!gone.is_empty());
    let hints = || world.run(["check", NEXT]).ok().stdout.matches("unexplained-weakness").count();
    assert_eq!(hints(), gone.len());
    world.run(["account", &gone[0], "--dropped", "--reason", "Thôi."]).ok();
    assert_eq!(hints(), gone.len() - 1, "and the memory of clean plans does not hide it");
    for id in &gone[1..] {
        world.run(["account", id, "--dropped", "--reason", "Thôi."]).ok();
    }
    assert_eq!(hints(), 0);
    world.write(FILE, "");
    assert_eq!(hints(), gone.len());
}

#[test]
fn every_school_keeps_its_own_word() {
    let world = with_next();
    let other = "mn-hoa-mai";
    let record = world.school_record().replace(SCHOOL, other);
    world.write(&format!("schools/{other}/school.toml"), &record);
    world.write(&format!("schools/{other}/{PERIOD}/plan.md"), &plan().replace(SCHOOL, other));
    let out = world.run(["account"]).cannot();
    assert!(out.stderr.contains("--school"), "{}", out.stderr);
    let ids = world.run(["account", "--school", SCHOOL, "--format", "json"]).no().json();
    let id = ids["open"][0]["before"]["id"].as_str().unwrap().to_owned();
    world.run(["account", &id, "--school", SCHOOL, "--dropped", "--reason", "Thôi."]).ok();
    assert!(world.path(FILE).exists());
    world.run(["account", "--school", other]).ok();
}
