//! Real servers: sshd with git-shell, a web server with git http-backend, gitolite, and a plain path. The same
//! stories are told over each of them.
#![cfg(unix)]

mod front;
mod job;
mod plain;
mod process;

use front::Served;

use crate::hook::{PLAN, change_record};
use crate::world::{Output, SCHOOL, Who, World};

const TAG: &str = "refs/tags/approved/mn-hoa-sen/2024-2025/v1";

/// Mai has the main branch and the approvals, everybody has drafts.
fn rules(identity: &str) -> String {
    format!(
        "schema = 1\nidentity = \"{identity}\"\nprotected = [\"main\"]\n\n[[may]]\nwho = [\"mai\"]\n\
         refs = [\"refs/heads/main\", \"refs/tags/approved/**\"]\n\n[[may]]\nwho = [\"@all\"]\n\
         refs = [\"refs/heads/nhap/**\"]\n"
    )
}

/// A school with a committed plan, whose root is pinned in its own clone.
fn school() -> World {
    let world = World::with_school();
    world.write_plan("2024-2025", PLAN);
    world.commit_all("Kế hoạch");
    world.pin_root();
    world
}

/// The push was refused, and the server says so about this ref; nothing on the server changed.
#[track_caller]
fn refused(served: &Served, push: impl FnOnce() -> Output, about: &[&str]) -> Output {
    let before = served.refs();
    let out = push();
    assert_ne!(out.code, Some(0), "it was taken: {out:?}");
    assert!(about.iter().all(|word| out.stderr.contains(word)), "{about:?} in:\n{}", out.stderr);
    assert_eq!(served.refs(), before);
    out
}

/// Everything that must hold on a server that knows who pushes, whatever stands in front of it.
fn every_story(served: &Served) {
    mai_opens_the_main_branch_and_binh_may_not(served);
    a_good_approval_is_taken(served);
    of_ten_refs_one_is_bad(served);
    nothing_approved_is_deleted_or_replaced(served);
    the_main_branch_is_not_rewritten(served);
    the_trust_record_does_not_go_back(served);
    a_flawed_policy_stops_everything(served);
}

fn mai_opens_the_main_branch_and_binh_may_not(served: &Served) {
    refused(served, || served.push(Who::Deputy, &["main"]), &["refs/heads/main", "`binh`"]);
    served.push(Who::Principal, &["main"]).ok();
    served.push(Who::Deputy, &["main:nhap/binh"]).ok();
    served.administer(&["trust", "pin", "--school", SCHOOL, &served.world.root()]).ok();
}

fn a_good_approval_is_taken(served: &Served) {
    served.world.approve("2024-2025");
    refused(served, || served.push(Who::Deputy, &[TAG]), &[TAG, "`binh`"]);
    served.push(Who::Principal, &["main", TAG]).ok();
    served.administer(&["verify"]).ok();
}

fn of_ten_refs_one_is_bad(served: &Served) {
    let world = &served.world;
    let forged = format!("approved/{SCHOOL}/2024-2025/v2");
    world.git(["tag", "-a", "-m", "không có chữ ký", &forged]);
    let mut refs: Vec<String> = (1..10).map(|at| format!("main:refs/heads/nhap/{at}")).collect();
    refs.insert(4, format!("refs/tags/{forged}"));
    let refs: Vec<&str> = refs.iter().map(String::as_str).collect();
    let out = refused(served, || served.push(Who::Principal, &refs), &[&forged, "unsigned"]);
    assert!(!out.stderr.contains("- refs/heads/nhap"), "a good ref is blamed:\n{}", out.stderr);
    world.git(["tag", "-d", &forged]);
    served.push(Who::Principal, &["main:refs/heads/nhap/1", "main:refs/heads/nhap/2"]).ok();
}

fn nothing_approved_is_deleted_or_replaced(served: &Served) {
    let world = &served.world;
    refused(served, || served.push(Who::Principal, &[&format!(":{TAG}")]), &[TAG]);
    world.git(["tag", "-a", "-m", "thay", "thay", "main"]);
    refused(served, || served.push(Who::Principal, &[&format!("+refs/tags/thay:{TAG}")]), &[TAG]);
    let path = format!("schools/{SCHOOL}/2024-2025/plan.md");
    world.git(["rm", "--quiet", &path]);
    world.commit_all("Bỏ kế hoạch đã duyệt");
    refused(served, || served.push(Who::Principal, &["main"]), &["refs/heads/main", "2024-2025"]);
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
}

fn the_main_branch_is_not_rewritten(served: &Served) {
    refused(served, || served.push(Who::Principal, &["+main~1:main"]), &["refs/heads/main"]);
    refused(served, || served.push(Who::Principal, &[":main"]), &["refs/heads/main"]);
    served.push(Who::Deputy, &["+main~1:nhap/binh"]).ok();
    served.push(Who::Deputy, &[":nhap/binh"]).ok();
}

fn the_trust_record_does_not_go_back(served: &Served) {
    change_record(&served.world, 2, Who::Principal);
    served.push(Who::Principal, &["main"]).ok();
    served.push(Who::Deputy, &["main:nhap/ho-so"]).ok();
    refused(served, || served.push(Who::Deputy, &["+main~1:nhap/ho-so"]), &["nhap/ho-so", SCHOOL]);
    change_record(&served.world, 3, Who::Stranger);
    refused(served, || served.push(Who::Principal, &["main"]), &["refs/heads/main", SCHOOL]);
    served.world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
}

fn a_flawed_policy_stops_everything(served: &Served) {
    let path = served.bare.join("caitien/server.toml");
    let good = std::fs::read_to_string(&path).unwrap();
    served.policy(&good.replace("protected", "protect"));
    refused(served, || served.push(Who::Principal, &["main:nhap/mai"]), &["server.toml:3", "`protect`"]);
    served.policy(&good);
    served.push(Who::Principal, &["main:nhap/mai"]).ok();
}

#[test]
fn over_ssh_with_git_shell() {
    let Some(served) = Served::over_ssh(school()) else { return };
    served.policy(&rules("CAITIEN_USER"));
    every_story(&served);
    // Binh says that he is Mai, and that the server's hooks lie elsewhere.
    let lies = [
        ("CAITIEN_USER", "mai"),
        ("LOGNAME", "mai"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.hooksPath"),
        ("GIT_CONFIG_VALUE_0", "/dev/null"),
        ("LC_ALL", "en_US.UTF-8"),
    ];
    served.world.write("ghi-chu.md", "thêm");
    served.world.commit_all("Thêm");
    refused(&served, || served.push_with(Who::Deputy, &lies, &["main"]), &["refs/heads/main", "`binh`"]);
    // One account for each person: sshd itself names the account.
    served.policy(&rules("LOGNAME"));
    let root = format!("`{}`", front::account());
    refused(&served, || served.push_with(Who::Principal, &lies, &["main"]), &["refs/heads/main", &root]);
}

#[test]
fn over_http_with_a_password() {
    let Some(served) = Served::over_http(school()) else { return };
    served.policy(&rules("REMOTE_USER"));
    every_story(&served);
    refused(
        &served,
        || served.push_with(Who::Principal, &[front::NOBODY], &["main:nhap/x"]),
        &["Authentication failed"],
    );
    let lies = [("Remote_User", "mai"), ("REMOTE_USER", "mai"), ("X_Remote_User", "mai")];
    served.world.write("ghi-chu.md", "thêm");
    served.world.commit_all("Thêm");
    refused(&served, || served.push_with(Who::Deputy, &lies, &["main"]), &["refs/heads/main", "`binh`"]);
}

#[test]
fn in_gitolite() {
    let Some(served) = Served::in_gitolite(school()) else { return };
    served.policy(&rules("GL_USER"));
    every_story(&served);
    let lies = [("GL_USER", "mai"), ("GL_BYPASS_ACCESS_CHECKS", "1"), ("GL_ADMIN_BASE", "/tmp")];
    served.world.write("ghi-chu.md", "thêm");
    served.world.commit_all("Thêm");
    refused(&served, || served.push_with(Who::Deputy, &lies, &["main"]), &["refs/heads/main", "`binh`"]);
}
