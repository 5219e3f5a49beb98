//! Remembering: what is new is written down, and two readers who were shown two histories find out.

use super::approval_story::*;
use super::notice_story::*;
use super::world::{SCHOOL, Who, World};

fn file(world: &World, name: &str) -> String {
    world.home().join(name).display().to_string()
}

fn write(world: &World, name: &str) -> String {
    let path = file(world, name);
    world.run(["remember", "--write", &path]).ok();
    path
}

fn kinds(list: &serde_json::Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_new_is_told_once() {
    let world = approved_here();
    say(&world, "receive", Who::Office, &[]).ok();
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    let json = world.run(["remember", "--format", "json"]).ok().json();
    assert_eq!(kinds(&json["new"]), ["record", "approval", "notice"], "{json}");
    let again = world.run(["ghi-nho"]).ok();
    assert!(again.stdout.contains("Không có gì mới; máy này đang nhớ 3 điều."), "{}", again.stdout);
    let list = world.run(["remember", "--list"]).ok().stdout;
    assert!(list.contains("phê duyệt `approved/") && list.contains("hồ sơ số 1"), "{list}");
    let json = world.run(["remember", "--list", "--format", "json"]).ok().json();
    assert_eq!((kinds(&json["seen"]).len(), kinds(&json["new"]).len()), (3, 0));
}

#[test]
fn what_is_gone_is_told() {
    let world = approved_here();
    world.run(["remember"]).ok();
    world.git(["tag", "-d", &tag(1)]);
    let out = world.run(["remember"]).no();
    assert!(out.stderr.contains("nay đã mất"), "{}", out.stderr);
    assert_eq!(world.run(["remember", "--format", "json"]).no().json()["losses"], true);
}

#[test]
fn a_bare_clone_remembers_too() {
    let world = approved_here();
    let bare = file(&world, "phong.git");
    world.git(["clone", "--quiet", "--bare", ".", &bare]);
    let json = world.run(["-C", &bare, "remember", "--format", "json"]).ok().json();
    assert_eq!(kinds(&json["new"]), ["record", "approval"]);
    let there = file(&world, "thay.txt");
    world.run(["-C", &bare, "remember", "--write", &there]).ok();
    let out = world.run(["remember", "--compare", &there]).ok();
    assert!(out.stdout.contains("không có gì mâu thuẫn"), "{}", out.stdout);
}

#[test]
fn a_file_that_is_there_is_not_overwritten_and_rubbish_is_not_read() {
    let world = approved_here();
    let path = write(&world, "thay.txt");
    let before = std::fs::read_to_string(&path).unwrap();
    world.run(["remember", "--write", &path]).cannot();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    for bad in
        ["", "rác\n", &before.replacen("caitien-seen 1", "caitien-seen 2", 1), &(before.clone() + "rác\n")]
    {
        std::fs::write(&path, bad).unwrap();
        world.run(["remember", "--compare", &path]).cannot();
    }
    world.run(["remember", "--compare", &file(&world, "khong-co")]).cannot();
    world.run(["remember", "--list", "--write", &file(&world, "x")]).cannot();
}

#[test]
fn two_readers_who_were_shown_two_histories_find_out() {
    let world = approved_here();
    let copy = world.home().join("kho-khac");
    world.git(["clone", "--quiet", ".", copy.to_str().unwrap()]);
    // One reader is shown one second approval, the other another one.
    edit_plan(&world, "Một đằng.");
    approve(&world, PERIOD, Who::Principal);
    let there = copy.display().to_string();
    let root = statement(&world, &tag(1)).root.to_string();
    world.run(["-C", &there, "trust", "pin", &root, "--school", SCHOOL]).ok();
    let inside = copy.join(format!("schools/{SCHOOL}/{PERIOD}/plan.md"));
    let text = std::fs::read_to_string(&inside).unwrap();
    std::fs::write(&inside, text.replacen("\n## ", "\n## Ghi thêm\n\nMột nẻo.\n\n## ", 1)).unwrap();
    world.git(["-C", &there, "commit", "--quiet", "-am", "Sửa"]);
    let key = world.key(Who::Principal).display().to_string();
    world.run(["-C", &there, "approve", PERIOD, "--yes", "--key", &key]).ok();
    // Each of them finds its own in order, and git finds both good.
    world.run(["verify"]).ok();
    world.run(["-C", &there, "verify"]).ok();
    assert!(git_accepts(&world, &tag(2)));
    let theirs = file(&world, "ben-kia.txt");
    world.run(["-C", &there, "remember", "--write", &theirs]).ok();
    let out = world.run(["remember", "--compare", &theirs, "--format", "json"]).no();
    let json = out.json();
    let codes: Vec<&str> =
        json["differences"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["name", "successor"], "{json}");
    let said = world.run(["remember", "--compare", &theirs]).no().stdout;
    assert!(said.contains("cùng tên") && said.contains("vị trí thứ 2"), "{said}");
}

#[test]
fn another_successor_under_another_name() {
    let world = approved_here();
    edit_plan(&world, "Sửa.");
    approve(&world, PERIOD, Who::Principal);
    let theirs = write(&world, "ben-kia.txt");
    let text = std::fs::read_to_string(&theirs).unwrap();
    // The other reader's second approval has another name and object; the first is the same.
    let id = world.git(["rev-parse", &tag(2)]).trim().to_owned();
    let other = text.replace(&tag(2), &tag(3)).replace(&id, &"ab".repeat(20));
    std::fs::write(&theirs, other).unwrap();
    let json = world.run(["remember", "--compare", &theirs, "--format", "json"]).no().json();
    assert_eq!(json["differences"].as_array().unwrap().len(), 1);
    assert_eq!(json["differences"][0]["code"], "successor");
    assert_eq!(kinds(&json["only_there"]), ["approval"]);
}

#[test]
fn another_root_and_another_record() {
    let world = approved_here();
    let theirs = write(&world, "ben-kia.txt");
    let text = std::fs::read_to_string(&theirs).unwrap();
    let root = statement(&world, &tag(1)).root.to_string();
    let blob = world.git(["rev-parse", &format!("HEAD:schools/{SCHOOL}/school.toml")]).trim().to_owned();
    for (from, to, code) in
        [(root.as_str(), "ab".repeat(32), "root"), (blob.as_str(), "ab".repeat(20), "record")]
    {
        std::fs::write(&theirs, text.replace(from, &to)).unwrap();
        let json = world.run(["remember", "--compare", &theirs, "--format", "json"]).no().json();
        assert_eq!(json["differences"][0]["code"], code, "{json}");
    }
}

#[test]
fn who_has_only_seen_less_is_not_contradicted() {
    let world = approved_here();
    let theirs = write(&world, "ben-kia.txt");
    withdraw(&world, Who::Principal).ok();
    let out = world.run(["remember", "--compare", &theirs]).ok();
    assert!(out.stdout.contains("Chỉ bên này từng thấy (1)"), "{}", out.stdout);
    let ours = write(&world, "ben-nay.txt");
    // What only the other one has seen is told, with what to do: here a withdrawal.
    world.git(["tag", "-d", &notice_tag(caitien::approval::name::TagKind::Withdrawn, 1)]);
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    let out = world.run(["remember", "--compare", &ours]).ok();
    assert!(out.stdout.contains("Chỉ bên kia từng thấy (1)"), "{}", out.stdout);
    assert!(out.stdout.contains("rút lại `withdrawn/"), "{}", out.stdout);
}
