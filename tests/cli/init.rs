//! `init`: a repository with its first school, and what it must never touch.

use crate::world::{Who, World};

const SCHOOL: [&str; 4] = ["--name", "Trường Mầm non Mây Trắng", "--principal", "Lê Thị An"];

fn init(world: &World, more: &[&str]) -> crate::world::Output {
    let mut arguments = vec!["init"];
    arguments.extend(SCHOOL);
    arguments.extend(more);
    world.run(arguments)
}

#[test]
fn makes_a_repository_whose_root_the_principal_signed() {
    let world = World::new();
    let key = world.key(Who::Principal);
    let out = init(&world, &["--key", key.to_str().unwrap()]).ok();
    assert!(out.stdout.contains("mn-may-trang"), "{}", out.stdout);
    assert!(out.stdout.contains("caitien new 2026-2027"), "{}", out.stdout);
    assert_eq!(world.git(["status", "--porcelain"]), "");
    assert_eq!(world.git(["branch", "--show-current"]).trim(), "main");
    assert!(world.git(["cat-file", "commit", "HEAD"]).contains("BEGIN SSH SIGNATURE"));
    let record = world.read("schools/mn-may-trang/school.toml");
    let school = caitien::school::School::parse(&record).unwrap();
    assert_eq!(school.serial, 1);
    assert_eq!(school.principal().unwrap().keys, [world.public_key(Who::Principal)]);
    assert!(world.read("caitien.toml").contains("schema = 1"));
}

#[test]
fn says_in_json_what_it_made() {
    let world = World::new();
    let json = init(&world, &["--format", "json", "--level", "mam-non", "--id", "mn-x"]).ok().json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["school"], "mn-x");
    assert_eq!(json["signed"], false);
    assert_eq!(json["commit"].as_str().unwrap(), world.git(["rev-parse", "HEAD"]).trim());
}

#[test]
fn without_a_key_it_says_that_approvals_will_not_verify() {
    let world = World::new();
    let out = init(&world, &[]).ok();
    assert!(out.stdout.contains("chưa kiểm chứng được"), "{}", out.stdout);
}

#[test]
fn makes_a_key_when_asked() {
    if !crate::world::has_program("ssh-keygen") {
        return;
    }
    let world = World::new();
    let path = world.home().join("khóa mới");
    init(&world, &["--new-key", path.to_str().unwrap()]).ok();
    assert!(path.exists());
    assert!(world.git(["cat-file", "commit", "HEAD"]).contains("BEGIN SSH SIGNATURE"));
    let again = World::new();
    let out = init(&again, &["--new-key", path.to_str().unwrap()]).cannot();
    assert!(!out.stderr.is_empty());
}

#[test]
fn never_touches_an_existing_repository() {
    let world = World::with_school();
    let before = world.git(["rev-parse", "HEAD"]);
    let out = init(&world, &[]).cannot();
    assert!(out.stderr.contains("caitien school add"), "{}", out.stderr);
    assert_eq!(world.git(["rev-parse", "HEAD"]), before);
    assert_eq!(world.git(["status", "--porcelain"]), "");
}

#[test]
fn refuses_inside_another_repository_and_in_a_bare_one() {
    let world = World::with_school();
    let out = init(&world, &["sub"]).cannot();
    assert!(out.stderr.contains("nằm bên trong"), "{}", out.stderr);
    let bare = World::new();
    bare.git(["init", "--quiet", "--bare", "."]);
    let out = init(&bare, &[]).cannot();
    assert!(out.stderr.contains("bare"), "{}", out.stderr);
}

#[test]
fn keeps_what_lies_in_the_folder() {
    let world = World::new();
    world.write("README.md", "của tôi\n");
    world.write("thư mục/ghi chú.txt", "đừng đụng\n");
    init(&world, &[]).ok();
    assert_eq!(world.read("README.md"), "của tôi\n");
    let status = world.git(["-c", "core.quotePath=false", "status", "--porcelain"]);
    assert_eq!(status, "?? README.md\n?? \"thư mục/\"\n");
}

#[test]
fn a_missing_answer_names_the_flag() {
    let world = World::new();
    let out = world.run(["init", "--name", "Trường Mầm non A"]).cannot();
    assert!(out.stderr.contains("--principal"), "{}", out.stderr);
    let out = world.run(["init", "--name", "Trường Hoa Sen", "--principal", "A"]).cannot();
    assert!(out.stderr.contains("--level"), "{}", out.stderr);
    assert!(!world.path(".git").exists());
}

#[test]
fn without_an_identity_it_says_what_to_type_and_leaves_nothing() {
    let world = World::new();
    std::fs::write(world.home().join(".gitconfig"), "[user]\n\tuseConfigOnly = true\n").unwrap();
    let out = init(&world, &[]).cannot();
    assert!(out.stderr.contains("git config --global user.name"), "{}", out.stderr);
    assert!(!world.path("caitien.toml").exists());
    std::fs::write(world.home().join(".gitconfig"), "[user]\n\tname = A\n\temail = a@b.vn\n").unwrap();
    init(&world, &[]).ok();
}

#[test]
fn a_key_that_cannot_sign_leaves_nothing_behind() {
    let world = World::new();
    let key = world.home().join("hỏng");
    std::fs::write(&key, "không phải khóa\n").unwrap();
    std::fs::write(world.home().join("hỏng.pub"), world.public_key(Who::Principal)).unwrap();
    let out = init(&world, &["--key", key.to_str().unwrap()]).cannot();
    assert!(out.stderr.contains("không ký được"), "{}", out.stderr);
    assert!(!world.path("schools").exists() && !world.path("caitien.toml").exists());
    let good = world.key(Who::Principal);
    init(&world, &["--key", good.to_str().unwrap()]).ok();
}

#[test]
fn odd_names_of_folders_are_only_names() {
    for name in ["kế hoạch 'năm \"học\"", "-C", "dòng\nhai", "\u{202e}đảo", "$(touch x)", ":(top)a*"]
    {
        let world = World::named(name);
        init(&world, &[]).ok();
        assert_eq!(world.git(["status", "--porcelain"]), "", "{name:?}");
    }
}
