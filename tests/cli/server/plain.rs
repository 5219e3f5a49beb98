//! Pushes to a path: what is refused, one matter after the other. Whoever pushes this way runs the hooks
//! himself, so nobody is known by name.

use std::io::Write;
use std::process::Stdio;

use super::front::Served;
use super::{TAG, change_record, refused, school};
use crate::approval_story::forge;
use crate::hook::PLAN;
use crate::world::{Output, SCHOOL, Who, World};

/// A server that has the main branch and one approval.
fn approved() -> Served {
    let served = Served::by_path(school());
    push(&served, &["main"]);
    served.administer(&["trust", "pin", "--school", SCHOOL, &served.world.root()]).ok();
    served.world.approve("2024-2025");
    push(&served, &[TAG]);
    served
}

#[track_caller]
fn push(served: &Served, refs: &[&str]) {
    served.push(Who::Principal, refs).ok();
}

/// The push is refused, and these words are said.
#[track_caller]
fn check(served: &Served, refs: &[&str], about: &[&str]) {
    refused(served, || served.push(Who::Principal, refs), about);
}

fn plan() -> String {
    format!("schools/{SCHOOL}/2024-2025/plan.md")
}

#[test]
fn a_push_is_judged_as_a_whole() {
    let served = Served::by_path(school());
    let bare = served.bare.display().to_string();
    let key = format!("caitien.{SCHOOL}.root");
    served.world.git(["--git-dir", &bare, "config", &key, &served.world.root()]);
    change_record(&served.world, 2, Who::Principal);
    served.world.approve("2024-2025");
    // Alone, the approval is one of a school that the server has never heard of.
    check(&served, &[TAG], &[TAG]);
    push(&served, &[TAG, "main", "main:nhap/mai"]);
    served.administer(&["verify"]).ok();
}

#[test]
fn where_only_update_asks_it_judges_each_ref_as_well_as_it_can() {
    let served = approved();
    served.administer(&["hook", "remove", "pre-receive"]).ok();
    let world = &served.world;
    world.write_plan("2024-2025", &PLAN.replace("**Mức:** 2", "**Mức:** 3"));
    world.commit_all("Sửa mức");
    world.approve("2024-2025");
    let second = TAG.replace("v1", "v2");
    push(&served, &["main", &second]);
    check(&served, &[&format!(":{second}")], &[&second, "hook declined"]);
    check(&served, &["+main~1:main"], &["refs/heads/main"]);
    check(&served, &["main:refs/heads/Approved/x"], &["approved/…"]);
    world.git(["rm", "--quiet", &plan()]);
    world.commit_all("Bỏ kế hoạch đã duyệt");
    check(&served, &["main"], &["refs/heads/main", "2024-2025"]);
    change_record(world, 2, Who::Stranger);
    check(&served, &["main"], &["refs/heads/main", SCHOOL]);
}

#[test]
fn a_withdrawn_approval_may_still_come_in() {
    let served = Served::by_path(school());
    push(&served, &["main"]);
    let world = &served.world;
    served.administer(&["trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    world.approve("2024-2025");
    let name = format!("withdrawn/{SCHOOL}/2024-2025/v1");
    let key = world.key(Who::Principal).display().to_string();
    world.run(["withdraw", "2024-2025", "--reason", "Sai số liệu", "--yes", "--key", &key]).ok();
    push(&served, &[TAG, &format!("refs/tags/{name}")]);
}

#[test]
fn notices_are_signed_tags_under_their_own_name() {
    let served = approved();
    let world = &served.world;
    let signing = format!("user.signingkey={}", world.key(Who::Office).display());
    let sign = |name: &str| {
        world.git(["-c", "gpg.format=ssh", "-c", &signing, "tag", "-s", "-m", "Đã nhận", name, "main"]);
    };
    for kind in ["withdrawn", "received", "issued"] {
        let name = format!("{kind}/{SCHOOL}/2024-2025/v1");
        let full = format!("refs/tags/{name}");
        check(&served, &[&format!("main:{full}")], &[&full]);
        world.git(["tag", "-a", "-m", "không ký", &name, "main"]);
        check(&served, &[&full], &[&full]);
        world.git(["tag", "-d", &name]);
        let other = format!("{kind}/{SCHOOL}/2024-2025/v2");
        sign(&other);
        check(&served, &[&format!("refs/tags/{other}:{full}")], &[&full]);
        let odd = format!("{kind}/{SCHOOL}/nam-nay");
        sign(&odd);
        check(&served, &[&format!("refs/tags/{odd}")], &[&odd]);
    }
}

#[test]
fn names_that_people_or_git_would_take_for_something_else() {
    let served = approved();
    for name in [
        "refs/heads/approved/mn-hoa-sen/2024-2025/v1",
        "refs/tags/Approved/mn-hoa-sen/2024-2025/v1",
        "refs/tags/approvеd/mn-hoa-sen/2024-2025/v1",
        "refs/tags/aproved/mn-hoa-sen/2024-2025/v1",
        "refs/tags/refs/tags/approved/mn-hoa-sen/2024-2025/v1",
        "refs/tags/approved/MN-Hoa-Sen/2024-2025/v1",
        "refs/tags/main",
        "refs/tags/origin/main",
        "refs/heads/Main",
        "refs/heads/HEAD",
        "refs/remotes/origin/main",
        "refs/ma\u{200b}in",
        "refs/heads/nhap\u{202e}x",
    ] {
        check(&served, &[&format!("main:{name}")], &["refs/"]);
    }
    let id = served.world.git(["rev-parse", "main"]);
    check(&served, &[&format!("main:refs/replace/{}", id.trim())], &["refs/replace/"]);
    // What was put there before the hook was, goes again; but not what a disk may take for an approval.
    let bare = served.bare.display().to_string();
    let (id, other) = (id.trim(), "1".repeat(40));
    served.world.git(["--git-dir", &bare, "update-ref", &format!("refs/replace/{other}"), id]);
    served.world.git(["--git-dir", &bare, "update-ref", "refs/tags/Approved/x", id]);
    push(&served, &[&format!(":refs/replace/{other}")]);
    check(&served, &[":refs/tags/Approved/x"], &["Approved"]);
}

#[test]
fn a_second_name_of_the_main_branch_is_no_way_around() {
    let served = approved();
    let bare = served.bare.display().to_string();
    served.world.git(["--git-dir", &bare, "symbolic-ref", "refs/heads/chinh", "refs/heads/main"]);
    check(&served, &["+main~1:chinh"], &["refs/heads/chinh", "refs/heads/main"]);
}

#[test]
fn an_approved_plan_stays_a_file_of_its_own_school_and_period() {
    let served = approved();
    let world = &served.world;
    let start = world.git(["rev-parse", "main"]);
    let back = || {
        world.git(["reset", "--quiet", "--hard", start.trim()]);
    };
    let plan = plan();
    let index = |mode: &str, object: &str, path: &str| {
        world.git(["update-index", "--add", "--cacheinfo", &format!("{mode},{object},{path}")]);
        world.git(["commit", "--quiet", "-m", "Thay"]);
    };
    let blob = world.git(["rev-parse", &format!("main:{plan}")]);
    let (blob, commit) = (blob.trim(), start.trim());
    index("120000", blob, &plan);
    check(&served, &["main"], &["refs/heads/main", "2024-2025"]);
    back();
    index("160000", commit, &plan);
    check(&served, &["main"], &["refs/heads/main", "2024-2025"]);
    back();
    for twin in ["Plan.md", "PLAN.MD", "plan.md."] {
        index("100644", blob, &plan.replace("plan.md", twin));
        check(&served, &["main"], &["refs/heads/main", twin]);
        back();
    }
    index("100644", blob, &plan.replace("schools/", "Schools/"));
    check(&served, &["main"], &["refs/heads/main", "Schools"]);
    back();
    for (old, new) in [("period = \"2024-2025\"", "period = \"2025-2026\""), ("mn-hoa-sen", "mn-khac")] {
        world.write_plan("2024-2025", &PLAN.replace(old, new));
        world.commit_all("Kế hoạch khác");
        check(&served, &["main"], &["refs/heads/main", "2024-2025"]);
        back();
    }
    world.write_plan("2024-2025", &PLAN.replace("**Mức:** 2", "**Mức:** 3"));
    world.commit_all("Sửa tiếp bản đã duyệt");
    push(&served, &["main"]);
}

#[test]
fn an_approval_and_the_loss_of_its_plan_do_not_come_together() {
    let served = Served::by_path(school());
    push(&served, &["main"]);
    let world = &served.world;
    served.administer(&["trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    world.approve("2024-2025");
    world.git(["rm", "--quiet", &plan()]);
    world.commit_all("Bỏ ngay");
    check(&served, &["main", TAG], &["refs/heads/main", "2024-2025"]);
    push(&served, &[TAG]);
}

#[test]
fn the_newest_record_is_not_lost_with_its_branch() {
    let served = approved();
    let world = &served.world;
    world.git(["checkout", "--quiet", "-b", "ban-giao"]);
    change_record(world, 2, Who::Principal);
    push(&served, &["ban-giao"]);
    check(&served, &[":ban-giao"], &["refs/heads/ban-giao", SCHOOL]);
    // Once the main branch has it, the other one may go; in one push, too.
    push(&served, &["ban-giao:main", ":ban-giao"]);
}

#[test]
fn a_default_branch_that_is_not_there_yet_leaves_main_protected() {
    let served = Served::by_path(school());
    let bare = served.bare.display().to_string();
    served.world.git(["--git-dir", &bare, "symbolic-ref", "HEAD", "refs/heads/trunk"]);
    push(&served, &["main"]);
    check(&served, &["+main~1:main"], &["refs/heads/main"]);
    served.policy("schema = 1\nprotected = []\n");
    push(&served, &["+main~1:main"]);
}

#[test]
fn where_nobody_is_named_nobody_is_let_in_by_name() {
    let served = Served::by_path(school());
    served.policy(&super::rules("CAITIEN_USER"));
    check(&served, &["main:nhap/x"], &["refs/heads/nhap/x"]);
    // By path the environment is the client's own: a name in it is worth nothing, and the docs say so.
    served.push_with(Who::Stranger, &[("CAITIEN_USER", "mai")], &["main"]).ok();
}

#[test]
fn a_chained_hook_hears_the_push_and_can_say_no() {
    let served = Served::by_path(school());
    let theirs = served.bare.join("hooks/pre-receive");
    served.administer(&["hook", "remove"]).ok();
    super::front::script(&theirs, "#!/bin/sh\ncat > heard\ntest ! -e closed\n");
    served.administer(&["hook", "install", "--chain"]).ok();
    push(&served, &["main"]);
    let heard = std::fs::read_to_string(served.bare.join("heard")).unwrap();
    assert!(heard.ends_with(" refs/heads/main\n"), "{heard}");
    check(&served, &["main:refs/tags/Approved/x"], &["approved/…"]);
    std::fs::write(served.bare.join("closed"), "").unwrap();
    check(&served, &["main:nhap/x"], &["declined"]);
}

#[test]
fn anothers_update_hook_stays_where_it_is() {
    let world = World::with_school();
    let bare = world.home().join("khac.git").display().to_string();
    world.git(["init", "--quiet", "--bare", &bare]);
    let update = world.home().join("khac.git/hooks/update");
    super::front::script(&update, "#!/bin/sh\nexit 0\n");
    let done = world.run(["-C", &bare, "hook", "install", "--format", "json"]).ok().json();
    let changes: Vec<String> =
        done["hooks"].as_array().unwrap().iter().map(|hook| hook["change"].to_string()).collect();
    assert_eq!(changes, ["\"installed\"", "\"left\""]);
    assert_eq!(std::fs::read_to_string(&update).unwrap(), "#!/bin/sh\nexit 0\n");
    assert!(world.home().join("khac.git/caitien/server.toml").exists());
    world.run(["-C", &bare, "hook", "install", "update"]).no();
}

#[test]
fn what_was_refused_leaves_nothing_behind() {
    let served = approved();
    let world = &served.world;
    world.write("ghi-chu.md", "rác");
    world.commit_all("Rác");
    let id = world.git(["rev-parse", "main"]);
    check(&served, &["main:refs/heads/HEAD"], &["refs/heads/HEAD"]);
    let bare = served.bare.display().to_string();
    world.try_git(["--git-dir", &bare, "cat-file", "-e", id.trim()]).no();
}

#[test]
fn a_stranger_does_not_found_the_school_anew_on_a_branch_of_his_own() {
    let served = approved();
    let world = &served.world;
    world.git(["checkout", "--quiet", "--orphan", "goc-khac"]);
    let record = world.school_record();
    let own = record.replace(&world.public_key(Who::Principal), &world.public_key(Who::Stranger));
    world.write(&format!("schools/{SCHOOL}/school.toml"), &own);
    world.git(["add", "."]);
    world.commit_signed("Lập lại hồ sơ", Who::Stranger);
    check(&served, &["goc-khac:nhap/la"], &["refs/heads/nhap/la", SCHOOL]);
    // Nor where nothing is pinned: the default branch says who is at home.
    let bare = served.bare.display().to_string();
    world.git(["--git-dir", &bare, "config", "--unset", &format!("caitien.{SCHOOL}.root")]);
    check(&served, &["goc-khac:nhap/la"], &["refs/heads/nhap/la", SCHOOL]);
}

#[test]
fn two_pushes_at_once_do_not_fork_the_chain() {
    let served = Served::by_path(school());
    push(&served, &["main"]);
    let world = &served.world;
    served.administer(&["trust", "pin", "--school", SCHOOL, &world.root()]).ok();
    // Mai approves from two clones that do not know of each other: both are the first approval.
    world.approve("2024-2025");
    let other = TAG.replace("v1", "v2");
    forge(world, &other["refs/tags/".len()..], Who::Principal, |statement| statement.account.new += 1);
    // Both are judged before either has its name; the second goes on when the first has got it.
    let waits = format!(
        "#!/bin/sh\ninput=$(cat)\necho \"$input\" | caitien hook run pre-receive || exit $?\ntouch judged.$$\n\
         while test \"$(ls judged.* | wc -l)\" -lt 2; do sleep 0.02; done\n\
         case $input in *v2) while ! git rev-parse --quiet --verify {TAG}; do sleep 0.02; done ;; esac\n"
    );
    super::front::script(&served.bare.join("hooks/pre-receive"), &waits);
    let push = |tag: &'static str| served.push(Who::Principal, &[tag]);
    let other: &'static str = other.leak();
    let outs = std::thread::scope(|scope| {
        let threads = [TAG, other].map(|tag| scope.spawn(move || push(tag)));
        threads.map(|thread| thread.join().unwrap())
    });
    assert_eq!(outs[0].code, Some(0), "{outs:?}");
    assert!(outs[1].code != Some(0) && outs[1].stderr.contains("forked-chain"), "{outs:?}");
    served.administer(&["verify"]).ok();
}

#[test]
fn by_path_the_hooks_keep_mistakes_out_and_not_people() {
    let served = approved();
    check(&served, &[&format!(":{TAG}")], &[TAG]);
    served.administer(&["verify"]).ok();
    // Whoever starts the receiving side himself starts it as he likes. Whoever looked before finds out.
    let config = "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=/dev/null";
    let receive = format!("--receive-pack=env {config} git-receive-pack");
    served.push(Who::Stranger, &[&receive, &format!(":{TAG}")]).ok();
    assert!(!served.refs().contains(TAG));
    let out = served.administer(&["verify"]).no();
    assert!(out.stdout.contains("broken-chain"), "{}", out.stdout);
}

#[test]
fn a_hook_without_its_program_lets_nothing_in() {
    let served = Served::by_path(school());
    let path = std::env::var("PATH").unwrap();
    let without: Vec<_> = std::env::split_paths(&path).filter(|at| !at.join("caitien").exists()).collect();
    let without = std::env::join_paths(without).unwrap();
    let path = [("PATH", without.to_str().unwrap())];
    refused(&served, || served.push_with(Who::Principal, &path, &["main"]), &["caitien"]);
}

/// What the hook says to these lines, as if git had asked.
fn asked(served: &Served, lines: &str) -> Output {
    let mut command = served.world.command(env!("CARGO_BIN_EXE_caitien"));
    command.env("GIT_DIR", &served.bare).args(["hook", "run", "pre-receive"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    Output::of(&command, &child.wait_with_output().unwrap())
}

#[test]
fn a_client_that_git_would_not_write_is_not_believed() {
    let served = approved();
    let world = &served.world;
    let zero = "0".repeat(40);
    let main = world.git(["rev-parse", "main"]).trim().to_owned();
    let before = world.git(["rev-parse", "main~1"]).trim().to_owned();
    let good = world.git(["rev-parse", TAG]).trim().to_owned();
    let new = TAG.replace("v1", "v9");
    // Two moves of one name, of which the last looks good.
    let twice = format!("{zero} {main} {new}\n{main} {good} {new}\n");
    assert!(asked(&served, &twice).no().stderr.contains(&new));
    // The branch is said to stand where it does not.
    let lie = format!("{before} {before} refs/heads/main\n{zero} {before} refs/heads/main\n");
    for line in lie.lines() {
        asked(&served, &format!("{line}\n")).no();
    }
    asked(&served, &format!("{main} {main} {TAG}\n")).no();
    asked(&served, &format!("{zero} {zero} {TAG}\n")).no();
    asked(&served, &format!("{zero} {main} refs/heads/nhap/x\n")).ok();
    asked(&served, "").ok();
    asked(&served, "rác\n").cannot();
    asked(&served, &format!("{zero} {main} refs/heads/nhap/x\nrác\n")).cannot();
}
