//! The hooks as git runs them: real commits, and real pushes to a bare repository.

use std::path::{Path, PathBuf};

use crate::world::{Output, SCHOOL, Who, World};

pub(crate) const PLAN: &str = "\
+++
schema = 1
school = \"mn-hoa-sen\"
period = \"2024-2025\"
catalog = \"preschool-2018\"
title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2024–2025\"
+++

## I. Mục đích, yêu cầu

Từng bước khắc phục những điểm yếu mà báo cáo tự đánh giá đã nêu.

## II. Căn cứ xây dựng kế hoạch

Báo cáo tự đánh giá năm 2024 của nhà trường.

## III. Nội dung kế hoạch cải tiến chất lượng giáo dục

### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường

#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo

**Mức:** 2

**Điểm yếu**

- Hai lớp mẫu giáo ở điểm trường Khe Vàng còn ghép ba độ tuổi. {#w-1.5-2021-1}

**Kết quả cần đạt**

- Còn 01 lớp ghép vào tháng 5/2025. {#t-1.5-2024-1}

**Giải pháp**

- Dồn dịch trẻ năm tuổi về điểm trường trung tâm. {#a-1.5-2024-1}
  - Chủ trì: Phó hiệu trưởng
  - Thời gian: 9/2024 – 12/2024

## IV. Tổ chức thực hiện

Hiệu trưởng phân công, theo dõi và báo cáo kết quả với hội đồng trường.
";

fn flawed() -> String {
    PLAN.replace("#### Tiêu chí 1.5", "#### Tiêu chí 1.55")
}

fn plan_path() -> String {
    format!("schools/{SCHOOL}/2024-2025/plan.md")
}

/// A school's clone with our hooks.
fn world() -> World {
    let world = World::with_school();
    world.run(["hook", "install"]).ok();
    world
}

fn commit(world: &World, message: &str) -> Output {
    world.try_git(["commit", "--quiet", "-m", message])
}

/// A bare repository with the server's hook, known to the clone as `chung`.
fn server(world: &World) -> PathBuf {
    let path = world.home().join("chung.git");
    let shown = path.display().to_string();
    world.git(["init", "--quiet", "--bare", "--initial-branch=main", &shown]);
    world.run(["-C", &shown, "hook", "install"]).ok();
    world.git(["remote", "add", "chung", &shown]);
    path
}

fn push(world: &World, refs: &[&str]) -> Output {
    // What stays home is another story: here the server has to say no.
    let mut arguments = vec!["push", "--quiet", "--no-verify", "chung"];
    arguments.extend(refs);
    world.try_git(arguments)
}

#[cfg(unix)]
fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn installs_what_belongs_into_a_clone_and_says_where() {
    let world = World::with_school();
    let out = world.run(["hook", "install", "--format", "json"]).ok();
    let hooks = out.json();
    let names: Vec<&str> =
        hooks["hooks"].as_array().unwrap().iter().map(|hook| hook["hook"].as_str().unwrap()).collect();
    assert_eq!(names, ["pre-commit", "pre-push"]);
    let script = world.read(".git/hooks/pre-commit");
    assert_eq!(script, "#!/bin/sh\nexec caitien hook run pre-commit \"$@\"\n");
    let again = world.run(["hook", "install", "--format", "json"]).ok();
    assert_eq!(again.json()["hooks"][0]["change"], "kept");
    world.run(["moc", "go-bo"]).ok();
    assert!(!world.path(".git/hooks/pre-commit").exists());
}

#[test]
fn a_rehearsal_installs_nothing() {
    let world = World::with_school();
    world.run(["hook", "install", "--dry-run"]).ok();
    assert!(!world.path(".git/hooks/pre-commit").exists());
}

#[test]
fn installs_where_git_itself_looks() {
    let world = World::with_school();
    let home = world.home().display().to_string();
    for (value, folder) in [
        ("moc-cua-kho", world.path("moc-cua-kho")),
        ("~/moc-chung", world.home().join("moc-chung")),
        (&format!("{home}/tuyet-doi"), world.home().join("tuyet-doi")),
    ] {
        world.git(["config", "core.hooksPath", value]);
        world.run(["hook", "install"]).ok();
        assert!(folder.join("pre-commit").exists(), "{value}");
        let git = world.git(["rev-parse", "--git-path", "hooks/pre-commit"]);
        assert_eq!(world.path(git.trim()), folder.join("pre-commit"));
    }
}

#[test]
fn a_linked_worktree_shares_the_hooks() {
    let world = World::with_school();
    world.git(["worktree", "add", "--quiet", "../nhanh-khac"]);
    let other = world.home().join("nhanh-khac").display().to_string();
    world.run(["-C", &other, "hook", "install"]).ok();
    assert!(world.path(".git/hooks/pre-commit").exists());
}

#[test]
fn a_commit_with_errors_is_stopped_and_one_without_passes() {
    let world = world();
    world.write_plan("2024-2025", &flawed());
    world.git(["add", "."]);
    let out = commit(&world, "Sai tiêu chí").no();
    assert!(out.stderr.contains("unknown-criterion"), "{}", out.stderr);
    assert!(out.stderr.contains(&plan_path()), "{}", out.stderr);
    world.write_plan("2024-2025", PLAN);
    world.git(["add", "."]);
    commit(&world, "Đúng").ok();
}

#[test]
fn what_is_staged_counts_and_not_what_lies_on_disk() {
    let world = world();
    world.write_plan("2024-2025", &flawed());
    world.git(["add", "."]);
    world.write_plan("2024-2025", PLAN);
    commit(&world, "Sai trong phần sắp lưu").no();
    world.git(["add", "."]);
    world.write_plan("2024-2025", &flawed());
    commit(&world, "Sai chỉ ở trên đĩa").ok();
    // `commit FILE` makes its commit from another index than the repository's own.
    let path = plan_path();
    world.try_git(["commit", "--quiet", "-m", "Sai", "--", &path]).no();
}

#[test]
fn the_staged_settings_hold() {
    let world = world();
    world.write_plan("2024-2025", &flawed());
    let allow = "schema = 1\n[[allow]]\ncode = \"unknown-criterion\"\nreason = \"Tiêu chí của tỉnh\"\n";
    world.write("caitien.toml", allow);
    world.git(["add", "schools"]);
    commit(&world, "Thiết lập chưa được đưa vào").no();
    world.git(["add", "."]);
    commit(&world, "Cả thiết lập").ok();
}

#[test]
fn a_repository_without_plans_is_left_alone() {
    let world = World::with_repository();
    world.run(["hook", "install"]).ok();
    world.write("plan.md", "không phải kế hoạch");
    world.git(["add", "."]);
    let out = commit(&world, "Việc khác").ok();
    assert_eq!(out.stderr, "");
}

#[cfg(unix)]
#[test]
fn a_hook_that_is_there_is_never_overwritten() {
    let world = World::with_school();
    let theirs = "#!/bin/sh\necho của tôi >> \"$HOME/da-chay\"\n";
    executable(&world.path(".git/hooks/pre-commit"), theirs);
    let out = world.run(["hook", "install"]).no();
    assert!(out.stderr.contains("caitien hook run pre-commit \"$@\" || exit $?"), "{}", out.stderr);
    assert_eq!(world.read(".git/hooks/pre-commit"), theirs);
    assert!(!world.path(".git/hooks/pre-push").exists(), "half an installation");
    world.run(["hook", "install", "--chain"]).ok();
    assert_eq!(world.read(".git/hooks/pre-commit.local"), theirs);
    world.write_plan("2024-2025", PLAN);
    world.git(["add", "."]);
    commit(&world, "Cả hai móc").ok();
    assert_eq!(std::fs::read_to_string(world.home().join("da-chay")).unwrap(), "của tôi\n");
    world.run(["hook", "remove"]).ok();
    assert_eq!(world.read(".git/hooks/pre-commit"), theirs);
}

#[cfg(unix)]
#[test]
fn a_chained_hook_can_say_no_and_gets_the_same_input() {
    let world = World::with_school();
    let path = server(&world);
    let theirs = "#!/bin/sh\ncat > \"$HOME/da-nghe\"\nexit 1\n";
    executable(&world.path(".git/hooks/pre-push"), theirs);
    world.run(["hook", "install", "--chain"]).ok();
    world.try_git(["push", "--quiet", "chung", "main"]).no();
    let heard = std::fs::read_to_string(world.home().join("da-nghe")).unwrap();
    assert!(heard.starts_with("refs/heads/main "), "{heard}");
    let main = path.join("refs/heads/main");
    assert!(!main.exists());
}

#[test]
fn a_bare_repository_gets_the_servers_hook() {
    let world = World::with_school();
    let path = server(&world);
    assert!(path.join("hooks/update").exists());
    assert!(!path.join("hooks/pre-commit").exists());
}

#[test]
fn a_tag_that_only_looks_like_an_approval_stays_home_and_is_not_taken() {
    let world = world();
    server(&world);
    let tag = format!("approved/{SCHOOL}/2024-2025/v1");
    world.write_plan("2024-2025", PLAN);
    world.commit_all("Kế hoạch");
    world.git(["tag", "-a", "-m", "không có chữ ký", &tag]);
    let out = world.try_git(["push", "--quiet", "chung", &tag]).no();
    assert!(out.stderr.contains(&tag), "{}", out.stderr);
    push(&world, &["main"]).ok();
    let out = push(&world, &[&tag]);
    assert_ne!(out.code, Some(0));
    assert!(out.stderr.contains(&tag), "{}", out.stderr);
    // Nor under another name than its own.
    world.git(["tag", "-a", "-m", "khác", "ban-thu"]);
    let out = push(&world, &[&format!("refs/tags/ban-thu:refs/tags/{tag}")]);
    assert_ne!(out.code, Some(0));
    push(&world, &["ban-thu"]).ok();
}

#[test]
fn tags_that_trust_hangs_on_are_neither_moved_nor_deleted() {
    let world = World::with_school();
    let path = server(&world);
    push(&world, &["main"]).ok();
    for kind in ["approved", "withdrawn", "received"] {
        let tag = format!("{kind}/{SCHOOL}/2024-2025/v1");
        // Put there by hand, as from before the hook was installed.
        let shown = path.display().to_string();
        world.git(["--git-dir", &shown, "tag", "-a", "-m", "cũ", &tag, "main"]);
        let out = push(&world, &[&format!(":refs/tags/{tag}")]);
        assert_ne!(out.code, Some(0), "{tag} was deleted");
        world.git(["tag", "-a", "-m", "mới", &tag]);
        let out = push(&world, &[&format!("+refs/tags/{tag}")]);
        assert_ne!(out.code, Some(0), "{tag} was moved");
        assert!(out.stderr.contains(&tag), "{}", out.stderr);
    }
}

#[test]
fn other_tags_and_branches_pass() {
    let world = world();
    server(&world);
    world.git(["tag", "ban-nhap"]);
    world.git(["push", "--quiet", "chung", "main", "ban-nhap"]);
    world.git(["push", "--quiet", "chung", ":ban-nhap"]);
}

/// Writes the next trust record and commits it, signed by somebody.
pub(crate) fn change_record(world: &World, serial: u32, who: Who) {
    let record = world.school_record().replace("serial = 1", &format!("serial = {serial}"));
    let record = record.replace("Trần Văn Bình", &format!("Người giữ hồ sơ số {serial}"));
    world.write(&format!("schools/{SCHOOL}/school.toml"), &record);
    world.git(["add", "."]);
    world.commit_signed(&format!("Hồ sơ số {serial}"), who);
}

#[test]
fn a_trust_record_changed_by_its_principal_is_taken_and_by_a_stranger_refused() {
    let world = World::with_school();
    server(&world);
    push(&world, &["main"]).ok();
    change_record(&world, 2, Who::Principal);
    push(&world, &["main"]).ok();
    change_record(&world, 3, Who::Stranger);
    let out = push(&world, &["main"]);
    assert_ne!(out.code, Some(0));
    assert!(out.stderr.contains(SCHOOL), "{}", out.stderr);
    // Nor does it come in beside the main branch.
    assert_ne!(push(&world, &["main:nhanh-khac"]).code, Some(0));
}

#[test]
fn an_unsigned_change_and_a_jump_in_the_serial_are_refused() {
    let world = World::with_school();
    server(&world);
    push(&world, &["main"]).ok();
    change_record(&world, 4, Who::Principal);
    assert_ne!(push(&world, &["main"]).code, Some(0));
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    let record = world.school_record().replace("serial = 1", "serial = 2");
    world.write(&format!("schools/{SCHOOL}/school.toml"), &record);
    world.commit_all("Không có chữ ký");
    assert_ne!(push(&world, &["main"]).code, Some(0));
}

#[test]
fn a_forced_push_does_not_bring_an_older_record_back() {
    let world = World::with_school();
    server(&world);
    change_record(&world, 2, Who::Principal);
    push(&world, &["main"]).ok();
    let out = push(&world, &["+main~1:main"]);
    assert_ne!(out.code, Some(0), "the record went back to serial 1");
    world.write_plan("2024-2025", PLAN);
    world.commit_all("Kế hoạch");
    push(&world, &["main", "main:nhap"]).ok();
    // Records or not, the default branch keeps what it has; other branches may be rewritten.
    push(&world, &["+main~1:main"]).no();
    push(&world, &["+main~1:nhap"]).ok();
}

#[test]
fn offices_are_not_added_by_a_stranger() {
    let world = World::with_school();
    server(&world);
    push(&world, &["main"]).ok();
    let key = world.public_key(Who::Stranger);
    let settings =
        format!("schema = 1\n\n[[office]]\nid = \"phong\"\nname = \"Phòng\"\nkeys = [\"{key}\"]\n");
    world.write("caitien.toml", &settings);
    world.git(["add", "."]);
    world.commit_signed("Tự thêm cơ quan", Who::Stranger);
    assert_ne!(push(&world, &["main"]).code, Some(0));
}

/// A school with a committed plan, whose root is pinned.
fn approving() -> World {
    let world = world();
    world.write_plan("2024-2025", PLAN);
    world.commit_all("Kế hoạch");
    world.pin_root();
    world
}

#[test]
fn a_good_approval_leaves_and_is_taken_by_a_server_that_pinned_the_root() {
    let world = approving();
    let server = server(&world).display().to_string();
    push(&world, &["main"]).ok();
    world.approve("2024-2025");
    let tag = format!("approved/{SCHOOL}/2024-2025/v1");
    let out = world.try_git(["push", "--quiet", "chung", &tag]);
    assert_ne!(out.code, Some(0), "a server that trusts no root cannot say that it holds");
    assert!(out.stderr.contains("unpinned"), "{}", out.stderr);
    world.run(["-C", &server, "trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    world.try_git(["push", "--quiet", "chung", &tag]).ok();
    // What was refused must not look as if it had vanished.
    world.run(["-C", &server, "verify"]).ok();
}

#[test]
fn an_approval_under_another_name_is_refused() {
    let world = approving();
    let server = server(&world).display().to_string();
    push(&world, &["main"]).ok();
    world.run(["-C", &server, "trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    world.approve("2024-2025");
    let tag = format!("refs/tags/approved/{SCHOOL}/2024-2025/v1");
    let other = format!("refs/tags/approved/{SCHOOL}/2024-2025/v2");
    let out = push(&world, &[&format!("{tag}:{other}")]);
    assert_ne!(out.code, Some(0));
    assert!(out.stderr.contains("renamed"), "{}", out.stderr);
    world.try_git(["push", "--quiet", "chung", &format!("{tag}:{other}")]).no();
}

#[test]
fn branch_and_a_chain_of_approvals_come_in_one_push() {
    let world = approving();
    let server = server(&world).display().to_string();
    push(&world, &["main"]).ok();
    world.run(["-C", &server, "trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    world.approve("2024-2025");
    world.write_plan("2024-2025", &PLAN.replace("**Mức:** 2", "**Mức:** 3"));
    world.commit_all("Sửa mức");
    world.approve("2024-2025");
    let tags = [1, 2].map(|version| format!("refs/tags/approved/{SCHOOL}/2024-2025/v{version}"));
    world.try_git(["push", "--quiet", "chung", &tags[1], &tags[0], "main"]).ok();
    world.run(["-C", &server, "verify"]).ok();
}
