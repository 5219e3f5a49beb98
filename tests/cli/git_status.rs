//! Our own reading of index and working tree says what `git status` says, whatever the state.

use std::collections::BTreeMap;

use caitien::git::Repo;
use caitien::git::status::{ChangeKind, changes};

use crate::world::World;

/// What git says of the plan files, in our words.
fn as_git_says(world: &World) -> BTreeMap<String, char> {
    let scope = ["schools", "catalogs", "caitien.toml"];
    let head = [
        "-c",
        "core.quotePath=false",
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
    ];
    let out = world.git(head.into_iter().chain(scope));
    let mut said = BTreeMap::new();
    for line in out.split('\0').filter(|line| line.len() > 3) {
        let kind = match &line[..2] {
            "AD" => continue,
            "UU" | "AA" | "DD" | "AU" | "UA" | "DU" | "UD" => 'U',
            "??" | "A " | "AM" | " A" => 'A',
            "D " | " D" | "MD" => 'D',
            _ => 'M',
        };
        said.insert(line[3..].to_owned(), kind);
    }
    said
}

fn as_we_say(world: &World) -> BTreeMap<String, char> {
    let repo = Repo::open(world.folder()).unwrap();
    let letter = |kind| match kind {
        ChangeKind::Added => 'A',
        ChangeKind::Edited => 'M',
        ChangeKind::Deleted => 'D',
        ChangeKind::Conflicted => 'U',
    };
    changes(&repo).unwrap().into_iter().map(|change| (change.path, letter(change.kind))).collect()
}

#[track_caller]
fn check(world: &World, expected: &[(&str, char)]) {
    let expected: BTreeMap<String, char> =
        expected.iter().map(|(path, kind)| ((*path).to_owned(), *kind)).collect();
    assert_eq!(as_we_say(world), expected);
    assert_eq!(as_git_says(world), expected, "git agrees");
}

fn plans() -> World {
    let world = World::with_school();
    for year in 2018..2026 {
        world.write(&format!("schools/a/{year}-{}/plan.md", year + 1), &format!("{year}\n"));
    }
    world.write("schools/mn-hoa-sen/2020-2021/plan.md", "một\n");
    world.write("ngoài.txt", "không phải kế hoạch\n");
    world.commit_all("Kế hoạch");
    world
}

#[test]
fn every_kind_of_change_is_seen_as_git_sees_it() {
    for version in ["2", "3", "4"] {
        let world = plans();
        world.git(["update-index", "--index-version", version]);
        check(&world, &[]);
        world.write("schools/a/2018-2019/plan.md", "2019\n");
        world.write("schools/a/2019-2020/plan.md", "dài hơn trước\n");
        world.git(["add", "schools/a/2019-2020/plan.md"]);
        std::fs::remove_file(world.path("schools/a/2020-2021/plan.md")).unwrap();
        world.git(["rm", "-q", "schools/a/2021-2022/plan.md"]);
        world.write("schools/a/2026-2027/plan.md", "mới\n");
        world.write("schools/b/2026-2027/plan.md", "mới, đã chuẩn bị\n");
        world.git(["add", "schools/b"]);
        world.write("schools/a/2026-2027/ghi chú \"lạ\"\n.md", "tên lạ\n");
        world.git(["add", "-N", "schools/a/2026-2027/plan.md"]);
        world.write("ngoài.txt", "đổi\n");
        check(
            &world,
            &[
                ("schools/a/2018-2019/plan.md", 'M'),
                ("schools/a/2019-2020/plan.md", 'M'),
                ("schools/a/2020-2021/plan.md", 'D'),
                ("schools/a/2021-2022/plan.md", 'D'),
                ("schools/a/2026-2027/plan.md", 'A'),
                ("schools/a/2026-2027/ghi chú \"lạ\"\n.md", 'A'),
                ("schools/b/2026-2027/plan.md", 'A'),
            ],
        );
    }
}

#[test]
fn touching_a_file_changes_nothing() {
    let world = plans();
    let text = world.read("schools/a/2018-2019/plan.md");
    std::thread::sleep(std::time::Duration::from_millis(20));
    world.write("schools/a/2018-2019/plan.md", &text);
    check(&world, &[]);
}

#[test]
fn an_edit_of_the_same_length_right_after_a_commit_is_seen() {
    let world = plans();
    for round in 0..5 {
        world.write("schools/a/2018-2019/plan.md", &format!("201{round}\n"));
        check(&world, &[("schools/a/2018-2019/plan.md", 'M')]);
        world.commit_all("x");
    }
}

#[test]
fn ignored_files_are_nobodys_change() {
    let world = plans();
    world.write(".gitignore", "*.bak\n");
    world.write("schools/a/2018-2019/plan.md.bak", "cũ\n");
    check(&world, &[]);
}

#[test]
fn without_commits_everything_is_new() {
    let world = World::with_repository();
    check(&world, &[]);
    world.write("schools/a/2018-2019/plan.md", "một\n");
    check(&world, &[("schools/a/2018-2019/plan.md", 'A')]);
    world.git(["add", "."]);
    check(&world, &[("schools/a/2018-2019/plan.md", 'A')]);
    std::fs::remove_file(world.path("schools/a/2018-2019/plan.md")).unwrap();
    check(&world, &[]);
}

#[test]
fn a_conflict_is_a_conflict() {
    let world = plans();
    world.git(["checkout", "-q", "-b", "khác"]);
    world.write("schools/a/2018-2019/plan.md", "bên kia\n");
    world.commit_all("bên kia");
    world.git(["checkout", "-q", "main"]);
    world.write("schools/a/2018-2019/plan.md", "bên này\n");
    world.commit_all("bên này");
    world.try_git(["merge", "khác"]).no();
    check(&world, &[("schools/a/2018-2019/plan.md", 'U')]);
}

#[test]
fn a_folder_in_place_of_a_file_and_back() {
    let world = plans();
    std::fs::remove_file(world.path("schools/mn-hoa-sen/2020-2021/plan.md")).unwrap();
    world.write("schools/mn-hoa-sen/2020-2021/plan.md/x", "thư mục\n");
    check(
        &world,
        &[("schools/mn-hoa-sen/2020-2021/plan.md", 'D'), ("schools/mn-hoa-sen/2020-2021/plan.md/x", 'A')],
    );
    world.git(["add", "-A"]);
    check(
        &world,
        &[("schools/mn-hoa-sen/2020-2021/plan.md", 'D'), ("schools/mn-hoa-sen/2020-2021/plan.md/x", 'A')],
    );
}

#[test]
fn many_files_are_walked_on_many_threads() {
    let world = World::with_repository();
    for school in 0..80 {
        for year in 2018..2023 {
            world.write(&format!("schools/s{school}/{year}-{}/plan.md", year + 1), "một\n");
        }
    }
    world.commit_all("x");
    check(&world, &[]);
    world.write("schools/s41/2018-2019/plan.md", "hai\n");
    world.write("schools/s79/2030-2031/plan.md", "mới\n");
    check(&world, &[("schools/s41/2018-2019/plan.md", 'M'), ("schools/s79/2030-2031/plan.md", 'A')]);
}

#[test]
fn an_index_that_we_do_not_read_is_gits_to_read() {
    let world = plans();
    world.git(["update-index", "--split-index"]);
    world.write("schools/a/2018-2019/plan.md", "đổi\n");
    check(&world, &[("schools/a/2018-2019/plan.md", 'M')]);
}

#[test]
fn staged_and_put_back_is_no_change() {
    let world = plans();
    let text = world.read("schools/a/2018-2019/plan.md");
    world.write("schools/a/2018-2019/plan.md", "đổi\n");
    world.git(["add", "."]);
    world.write("schools/a/2018-2019/plan.md", &text);
    assert_eq!(as_we_say(&world), BTreeMap::new(), "against HEAD, not against the index");
}
