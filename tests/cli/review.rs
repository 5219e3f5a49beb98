//! `review`: what changed since this reviewer looked, whose word still is of the text, and what a school asks before
//! approving.

use super::approval_story::*;
use super::review_story::*;
use super::world::{SCHOOL, Who, World};

/// How each item stands against the last look, for those that are not as they were.
fn news(world: &World, by: &str) -> Vec<(String, String)> {
    let json = world.run(["review", "--by", by, "--format", "json"]).ok().json();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let items = json["items"].as_array().unwrap().iter().map(|one| (text(one, "id"), text(one, "since")));
    items.filter(|(_, since)| since != "same").collect()
}

/// Items of which this person's word is of an earlier text, and how the word on the whole stands.
fn stale(world: &World, by: &str) -> (Vec<String>, Option<String>) {
    let key = world.key(Who::Principal);
    let out = world.run(["approve", PERIOD, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()]);
    let json = out.json();
    let said = json["reviewers"].as_array().unwrap().iter().find(|one| one["by"] == by).unwrap().clone();
    let items = said["stale_items"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned());
    (items.collect(), said["stale"].as_str().map(str::to_owned))
}

#[test]
fn mo_sees_what_changed_since_she_looked_and_nothing_else() {
    let world = with_people("");
    mo(&world);
    let first = world.run(["xem-xet"]).ok().stdout;
    assert!(first.contains("lần đầu xem, nên mọi mục đều là mới"), "{first}");
    assert!(news(&world, "mo").iter().all(|(_, since)| since == "new"));
    // Looking alone records nothing.
    assert!(files(&world).is_empty());
    let seen = world.run(["review", "--seen"]).ok();
    assert!(seen.stdout.contains("Ghi nhận: Lê Thị Mơ đã xem kế hoạch 2024-2025."), "{}", seen.stdout);
    world.run(["save"]).ok();
    assert_eq!(news(&world, "mo"), []);
    assert!(world.run(["review"]).ok().stdout.contains("Không có gì mới"));

    an(&world);
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    let old = world.read(&path).lines().find(|line| line.contains("{#w-1.8-2024-1}")).unwrap().to_owned();
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    say(&world, &[WEAKNESS, "Đã sửa theo biên bản."]);
    mo(&world);
    let changed = news(&world, "mo");
    assert!(changed.contains(&(WEAKNESS.to_owned(), "changed".to_owned())), "{changed:?}");
    assert!(
        changed.iter().all(|(id, since)| id == WEAKNESS || (id.starts_with("a-") && since == "footing")),
        "{changed:?}"
    );
    assert!(changed.len() > 1);
    let told = world.run(["review"]).ok().stdout;
    let before = old.trim_start_matches("- ").split(" {#").next().unwrap();
    for words in [
        "so với lần xem trước, 15/9/2026",
        &format!("trước: {before}"),
        "Đã sửa theo biên bản.",
        "điểm yếu hoặc mục tiêu mà giải pháp này dựa vào đã đổi",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    // Everybody's news are their own.
    assert!(news(&world, "an").iter().all(|(_, since)| since == "new"));
    // One item alone, and looking at it leaves the others.
    world.run(["review", WEAKNESS, "--seen"]).ok();
    assert!(news(&world, "mo").iter().all(|(_, since)| since == "footing"));
}

#[test]
fn a_word_goes_stale_only_where_the_text_changed() {
    let world = with_people("");
    mo(&world);
    let actions = news(&world, "mo");
    let action = actions.iter().find(|(id, _)| id.starts_with("a-1.8")).unwrap().0.clone();
    let other =
        actions.iter().find(|(id, _)| id.starts_with("a-") && !id.starts_with("a-1.8")).unwrap().0.clone();
    for item in [WEAKNESS, &action, &other] {
        world.run(["review", item, "--approve"]).ok();
    }
    world.run(["save"]).ok();
    assert_eq!(stale(&world, "mo").0, [""; 0]);
    an(&world);
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    assert_eq!(stale(&world, "mo").0, [WEAKNESS.to_owned(), action.clone()]);
    mo(&world);
    let told = world.run(["review", &action]).ok().stdout;
    assert!(told.contains("tán thành (nói về bản trước; điểm yếu hoặc mục tiêu bên trên đã sửa)"), "{told}");
    world.run(["review", WEAKNESS, "--approve"]).ok();
    world.run(["save"]).ok();
    assert_eq!(stale(&world, "mo").0, std::slice::from_ref(&action));
    world.run(["review", &action, "--request-changes", "Nêu rõ ai làm."]).ok();
    world.run(["save"]).ok();
    assert_eq!(stale(&world, "mo").0, [""; 0]);
    let page = world.run(["approve", PERIOD, "--dry-run"]).ok().stdout;
    assert!(page.contains("Ai đã xem xét:") && page.contains("Lê Thị Mơ (tự khai)"), "{page}");
}

#[test]
fn what_was_said_of_the_whole_lasts_until_anything_changes() {
    let world = with_people("");
    mo(&world);
    world.run(["review", "--approve", "Đủ rõ."]).ok();
    world.run(["save"]).ok();
    assert_eq!(stale(&world, "mo"), (Vec::new(), None));
    let again = world.run(["review", "--approve", "Đủ rõ."]).ok();
    assert!(again.stdout.contains("đã được ghi nhận từ trước"), "{}", again.stdout);
    assert_eq!(files(&world).len(), 1);
    an(&world);
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    world.write(&path, &world.read(&path).replacen("\n## ", "\n## Ghi thêm\n\nMột câu.\n\n## ", 1));
    world.run(["save"]).ok();
    assert_eq!(stale(&world, "mo"), (Vec::new(), Some("changed".into())));
    mo(&world);
    let told = world.run(["review"]).ok().stdout;
    assert!(told.contains("Phần lời ngoài các mục: đã sửa ở") && told.contains("Ghi thêm"), "{told}");
    assert!(told.contains("tán thành cả kế hoạch (nói về bản trước; văn bản đã sửa)"), "{told}");
}

#[test]
fn nobody_speaks_of_a_text_that_is_not_saved() {
    let world = with_people("");
    mo(&world);
    let path = format!("schools/{SCHOOL}/{PERIOD}/plan.md");
    world.write(&path, &world.read(&path).replace("{#w-1.8-2024-1}", "Chưa lưu. {#w-1.8-2024-1}"));
    let out = world.run(["review", "--approve"]).no();
    assert!(
        out.stderr.contains("còn sửa đổi chưa lưu") && out.stderr.contains("caitien save"),
        "{}",
        out.stderr
    );
    world.run(["review"]).ok();
    world.run(["save"]).ok();
    world.run(["review", "--approve", "--dry-run"]).ok();
    assert!(files(&world).is_empty());
    let out = world.run(["review", "--approve", WEAKNESS]).cannot();
    assert!(out.stderr.contains(&format!("caitien review {WEAKNESS} --approve")), "{}", out.stderr);
    world.run(["review", "--approve", "--seen"]).cannot();
    let out = world.run(["review", "w-9.9-2024-1", "--approve"]).cannot();
    assert!(out.stderr.contains("w-9.9-2024-1"), "{}", out.stderr);
    let out = world.run(["review", "Tốt", "--approve"]).cannot();
    assert!(out.stderr.contains("`Tốt` không phải mã"), "{}", out.stderr);
    world.run(["review", "--by", "ong-nao"]).cannot();
    assert!(files(&world).is_empty());
}

#[test]
fn the_first_look_after_an_approval_is_against_what_was_approved() {
    let world = with_people("");
    approve(&world, PERIOD, Who::Principal);
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    let told = world.run(["review", "--by", "mo"]).ok().stdout;
    assert!(told.contains("lần đầu xem; so với bản đã phê duyệt v1"), "{told}");
    let changed = news(&world, "mo");
    assert!(
        changed.contains(&(WEAKNESS.to_owned(), "changed".to_owned())) && changed.len() < 5,
        "{changed:?}"
    );
}

#[test]
fn what_the_school_asks_for_stops_the_approval_until_it_is_there() {
    let world = with_people(
        "\n[review]\nreviewers = 1\nnot-last-editor = true\nno-open-comments = true\nall-items-reviewed = true\nroles = [\"council\", \"staff\"]\n",
    );
    let codes = |world: &World| obstacles(world).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(codes(&world), ["reviewers", "not-reviewed"]);
    // An edited last, and the deputy is of no role that counts.
    world.run(["review", "--approve"]).ok();
    world.run(["review", "--approve", "--by", "pho-hieu-truong"]).ok();
    let id = say(&world, &[WEAKNESS, "Ai theo dõi?"]);
    assert_eq!(
        codes(&world),
        ["edited", "edited", "edited", "reviewers", "not-reviewed"],
        "only what is saved counts"
    );
    world.run(["save"]).ok();
    let stops = obstacles(&world);
    assert_eq!(codes(&world), ["reviewers", "open-comments", "not-reviewed"]);
    for words in [
        "Vũ Văn An không tính: là người sửa kế hoạch lần cuối",
        "Trần Văn Bình không tính: không thuộc vai trò",
    ] {
        assert!(stops[0].1.contains(words), "{stops:?}");
    }
    let key = world.key(Who::Principal);
    let page = world.run(["approve", PERIOD, "--yes", "--key", key.to_str().unwrap()]).no();
    assert!(
        page.stdout.contains("1 góp ý còn để ngỏ:") && page.stdout.contains("Ai theo dõi?"),
        "{}",
        page.stdout
    );
    mo(&world);
    world.run(["review", WEAKNESS, "--request-changes", "Chưa rõ."]).ok();
    world.run(["save"]).ok();
    assert!(codes(&world).contains(&"changes-requested".to_owned()), "{:?}", obstacles(&world));
    world.run(["review", "--approve"]).ok();
    world.run(["comment", "--resolve", &id, "Tổ trưởng theo dõi."]).ok();
    world.run(["save"]).ok();
    assert_eq!(obstacles(&world), []);
    // What she agreed with changes: she no longer counts.
    an(&world);
    edit(&world, "{#w-1.8-2024-1}", "Sửa lời. {#w-1.8-2024-1}");
    let stops = obstacles(&world);
    assert!(stops[0].1.contains("Lê Thị Mơ không tính: đã tán thành bản trước"), "{stops:?}");
    mo(&world);
    for (id, _) in news(&world, "mo") {
        world.run(["review", &id, "--approve"]).ok();
    }
    world.run(["save"]).ok();
    assert_eq!(obstacles(&world), [], "a yes to each item that changed mends the yes to the whole");
    // The settings on disk are not those that count.
    world.write("caitien.toml", "schema = 1\nlanguage = \"vi\"\n\n[review]\nreviewers = 9\n");
    assert_eq!(obstacles(&world), []);
}

#[test]
fn an_approval_binds_what_was_said_and_holds() {
    let world = with_people("\n[review]\nreviewers = 1\n");
    mo(&world);
    let id = say(&world, &[WEAKNESS, "Số liệu lấy từ đâu?"]);
    world.run(["review", "--approve"]).ok();
    world.run(["save"]).ok();
    approve(&world, PERIOD, Who::Principal);
    let statement = statement(&world, &tag(1));
    let bound: Vec<&str> = statement.content.reviews.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(bound.len(), 2);
    assert!(bound.contains(&id.as_str()) && bound.iter().any(|id| id.starts_with("v-")), "{bound:?}");
    assert_eq!(statement.account.open_comments, 1);
    assert_eq!(verdict(&world, &tag(1)), "valid");
    // What is said later changes nothing of it.
    world.run(["comment", "--resolve", &id]).ok();
    world.run(["save"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn a_name_is_proved_only_by_the_persons_own_signature() {
    let world = with_people("");
    let proof = |world: &World, by: &str| {
        let key = world.key(Who::Principal);
        let out =
            world.run(["approve", PERIOD, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()]);
        let json = out.json();
        let all = json["reviewers"].as_array().unwrap().clone();
        all.iter().find(|one| one["by"] == by).unwrap()["proof"].as_str().unwrap().to_owned()
    };
    world.run(["review", "--approve", "--by", "mo"]).ok();
    world.git(["add", "--all"]);
    // In Mơ's name, and signed with another's key.
    world.commit_signed("Ý kiến của Mơ", Who::Deputy);
    assert_eq!(proof(&world, "mo"), "claimed");
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    world.run(["review", "--approve", "--by", "mo"]).ok();
    world.git(["add", "--all"]);
    world.commit_signed("Ý kiến của Mơ", Who::Clerk);
    assert_eq!(proof(&world, "mo"), "verified", "the clerk's key file is Mơ's here");
    // Edited later by somebody else: no longer what she signed.
    let file = format!("{}/{}", reviews(), files(&world)[0]);
    world.write(&file, &world.read(&file).replace("says = \"approve\"", "says = \"request-changes\""));
    world.commit_all("Sửa lời người khác");
    assert_eq!(proof(&world, "mo"), "claimed");
}
