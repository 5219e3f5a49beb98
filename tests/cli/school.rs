//! `school add`: one more school, never one twice.

use crate::world::{Who, World};

#[test]
fn adds_a_school_signed_by_its_own_principal() {
    let world = World::with_school();
    let key = world.key(Who::Office);
    let arguments = ["school", "add", "--name", "Trường Tiểu học Sông Cầu", "--principal", "Hà Văn Lý"];
    let out = world.run(arguments.into_iter().chain(["--key", key.to_str().unwrap()])).ok();
    assert!(out.stdout.contains("th-song-cau"), "{}", out.stdout);
    assert_eq!(world.git(["status", "--porcelain"]), "");
    assert_eq!(world.git(["log", "-1", "--format=%s"]), "Thêm trường: Trường Tiểu học Sông Cầu\n");
    assert!(world.git(["cat-file", "commit", "HEAD"]).contains("BEGIN SSH SIGNATURE"));
    let out = world.run(arguments).cannot();
    assert!(out.stderr.contains("đã có trường"), "{}", out.stderr);
}

#[test]
fn leaves_what_is_staged_alone() {
    let world = World::with_school();
    world.write("khác.txt", "đang làm dở\n");
    world.git(["add", "khác.txt"]);
    world.run(["school", "add", "--name", "Trường Mầm non B", "--principal", "B"]).ok();
    let staged = world.git(["-c", "core.quotePath=false", "diff", "--cached", "--name-only"]);
    assert_eq!(staged, "khác.txt\n");
}

#[test]
fn refuses_ids_that_are_no_folder_names() {
    let world = World::with_school();
    for id in ["../x", "Hoa Sen", "", "a/b", "-x"] {
        let id = format!("--id={id}");
        let arguments = ["school", "add", "--name", "Trường Mầm non B", "--principal", "B", &id];
        let out = world.run(arguments).cannot();
        assert!(out.stderr.contains("mã trường"), "{}", out.stderr);
    }
}
