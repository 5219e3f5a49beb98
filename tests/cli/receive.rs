//! Receiving: an education office countersigns what verifies, and nothing else; what it received cannot vanish.

use caitien::approval::hex::Hex;
use caitien::approval::name::TagKind;
use caitien::approval::notice::Says;

use super::approval_story::*;
use super::notice_story::*;
use super::world::{SCHOOL, Who, World};

fn received(version: u32) -> String {
    notice_tag(TagKind::Received, version)
}

fn receive(world: &World, who: Who) -> super::world::Output {
    say(world, "receive", who, &[])
}

#[test]
fn the_office_confirms_what_verifies() {
    let world = approved_here();
    let out = say(&world, "nhan", Who::Office, &["--number", "123/CV-ĐẾN", "--note", "Đủ hồ sơ"]).ok();
    assert!(out.stdout.contains(&received(1)), "{}", out.stdout);
    assert_eq!(heard(&world, &received(1)), "good");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(git_accepts(&world, &received(1)));
    let said = world.run(["verify"]).ok().stdout;
    assert!(said.contains("Phòng GDĐT Điện Biên đã nhận, số đến 123/CV-ĐẾN: Đủ hồ sơ [good]"), "{said}");
    let json = world.run(["verify", "--format", "json"]).ok().json();
    let notice = &json["approvals"][0]["notices"][0];
    assert_eq!((&notice["number"], &notice["note"]), (&"123/CV-ĐẾN".into(), &"Đủ hồ sơ".into()));
    assert_eq!(standing(&world)["received"], true);
    assert!(raw(&world, &received(1)).contains("\ntagger Phòng GDĐT Điện Biên <"));
    assert_eq!(stops(&world, "receive", Who::Office, &[]), ["already-said"]);
    receive(&world, Who::Office).no();
}

#[test]
fn only_an_office_receives() {
    let world = approved_here();
    for who in [Who::Principal, Who::Deputy, Who::Clerk, Who::Stranger] {
        let out = receive(&world, who).no();
        assert!(out.stdout.contains("là việc của Phòng GDĐT Điện Biên"), "{who:?}: {}", out.stdout);
        let message = notice(&world, 1, Says::Received { number: None, note: None }).message("Trường");
        sign(&world, &received(1), &message, who);
        let expected = if who == Who::Stranger { "unknown-key" } else { "not-entitled" };
        assert_eq!(heard(&world, &received(1)), expected, "{who:?}");
        assert!(git_accepts(&world, &received(1)));
        assert_eq!(standing(&world)["received"], false, "a tag's name alone says nothing");
        world.git(["tag", "-d", &received(1)]);
    }
    let without = approved();
    let out = receive(&without, Who::Office).no();
    assert!(out.stdout.contains("[[office]]"), "{}", out.stdout);
    assert_eq!(stops(&without, "receive", Who::Office, &[]), ["nobody"]);
}

#[test]
fn an_office_that_only_another_history_names_is_none() {
    let world = approved();
    // A branch of another origin, on which a stranger is an office.
    world.git(["checkout", "--quiet", "--orphan", "la"]);
    world.git(["rm", "--quiet", "-r", "--cached", "."]);
    let office = format!(
        "schema = 1\n\n[[office]]\nid = \"pgd\"\nname = \"Phòng GDĐT\"\nkeys = [\"{}\"]\n",
        world.public_key(Who::Stranger)
    );
    world.write("caitien.toml", &office);
    world.git(["add", "caitien.toml"]);
    world.commit_signed("Cơ quan lạ", Who::Stranger);
    world.git(["checkout", "--quiet", "--force", "main"]);
    let mut other = notice(&world, 1, Says::Received { number: None, note: None });
    other.approval = Hex([7; 20]);
    sign(&world, &received(1), &other.message("Trường"), Who::Stranger);
    assert_eq!(heard(&world, &received(1)), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid", "nobody received anything else");
    assert!(git_accepts(&world, &received(1)));
}

#[test]
fn an_office_that_a_newer_branch_names_is_one() {
    let world = approved_here();
    world.git(["checkout", "--quiet", "-b", "moi"]);
    let more = format!(
        "\n[[office]]\nid = \"so\"\nname = \"Sở\"\nkeys = [\"{}\"]\n",
        world.public_key(Who::Stranger)
    );
    world.write("caitien.toml", &(world.read("caitien.toml") + &more));
    world.git(["add", "."]);
    world.commit_signed("Thêm cơ quan", Who::Principal);
    world.git(["checkout", "--quiet", "main"]);
    let message = notice(&world, 1, Says::Received { number: None, note: None }).message("Trường");
    sign(&world, &received(1), &message, Who::Stranger);
    assert_eq!(heard(&world, &received(1)), "good");
    assert!(git_accepts(&world, &received(1)));
}

#[test]
fn an_office_does_not_countersign_what_does_not_verify() {
    let world = approved_here();
    let pin = format!("caitien.{SCHOOL}.root");
    world.git(["config", "--unset", &pin]);
    let out = receive(&world, Who::Office).no();
    let root = statement(&world, &tag(1)).root;
    assert!(out.stdout.contains(&format!("caitien trust pin {root} --school {SCHOOL}")), "{}", out.stdout);
    assert_eq!(stops(&world, "receive", Who::Office, &[]), ["unpinned"]);
    assert!(stops(&world, "receive", Who::Office, &["--root", &root.grouped()]).is_empty());
    world.git(["config", &pin, &root.to_string()]);
    assert_eq!(stops(&world, "receive", Who::Office, &["--note", "a\u{7}"]), ["words"]);
    // A forged version stands above the good one.
    forge(&world, &tag(2), Who::Deputy, |statement| statement.sequence = 2);
    let out = receive(&world, Who::Office).no();
    assert!(out.stdout.contains("not-entitled"), "{}", out.stdout);
    assert_eq!(stops(&world, "receive", Who::Office, &[]), ["not-good"]);
    assert!(stops(&world, "receive", Who::Office, &["--version", "1"]).is_empty());
    world.git(["tag", "-d", &tag(2)]);
    withdraw(&world, Who::Principal).ok();
    assert_eq!(stops(&world, "receive", Who::Office, &[]), ["withdrawn"]);
    assert!(!world.git(["tag"]).contains("received/"));
}

#[test]
fn an_approval_that_was_received_cannot_vanish() {
    let world = approved_here();
    receive(&world, Who::Office).ok();
    // A fresh clone that never saw the approval.
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    world.git(["tag", "-d", &tag(1)]);
    assert_eq!(verdict(&world, &tag(1)), "broken-chain");
    assert_eq!(under(&world, &tag(1)), [("received".to_owned(), "no-approval".to_owned())]);
    assert_eq!(standing(&world)["state"], "rejected");
    // Another approval in its place is not the one that was received.
    approve_again(&world);
    assert_eq!(verdict(&world, &tag(1)), "broken-chain");
    assert_eq!(heard(&world, &received(1)), "no-approval");
    assert!(git_accepts(&world, &tag(1)) && git_accepts(&world, &received(1)));
}

/// The principal signs the first version once more, as if nothing had been.
fn approve_again(world: &World) {
    let away = received(1);
    let bytes = raw(world, &away);
    world.git(["tag", "-d", &away]);
    edit_plan(world, "Khác.");
    approve(world, PERIOD, Who::Principal);
    place(world, &away, &bytes);
}

#[test]
fn a_receipt_that_was_seen_is_missed() {
    let world = approved_here();
    receive(&world, Who::Office).ok();
    world.git(["tag", "-d", &received(1)]);
    assert_eq!(heard(&world, &received(1)), "broken-chain");
    assert_eq!(verdict(&world, &tag(1)), "valid", "the approval is what it was");
    world.run(["verify"]).no();
}

#[test]
fn the_offices_clone_may_be_bare() {
    let world = approved_here();
    let bare = world.home().join("phong.git").display().to_string();
    world.git(["clone", "--quiet", "--bare", ".", &bare]);
    let key = world.key(Who::Office).display().to_string();
    world.run(["-C", &bare, "receive", PERIOD, "--key", &key, "--yes"]).no();
    world.run(["-C", &bare, "trust", "pin", &world.root(), "--school", SCHOOL]).ok();
    world.run(["-C", &bare, "receive", PERIOD, "--key", &key, "--yes"]).ok();
    let judged = world.run(["-C", &bare, "verify", "--format", "json"]).ok().json();
    assert_eq!(judged["approvals"][0]["notices"][0]["verdict"], "good");
    assert_eq!(judged["notices_good"], true);
}

#[test]
fn of_several_schools_one_is_named() {
    let world = approved_here();
    world.git(["update-ref", &format!("refs/tags/approved/mn-khac/{PERIOD}/v1"), &tag(1)]);
    world.run(["receive", PERIOD, "--dry-run"]).ok();
    // Without folders only tags tell which schools there are.
    let bare = world.home().join("phong.git").display().to_string();
    world.git(["clone", "--quiet", "--bare", ".", &bare]);
    world.run(["-C", &bare, "trust", "pin", &world.root(), "--school", SCHOOL]).ok();
    let out = world.run(["-C", &bare, "receive", PERIOD, "--dry-run"]).cannot();
    assert!(out.stderr.contains("mn-khac") && out.stderr.contains("--school"), "{}", out.stderr);
    world.run(["-C", &bare, "receive", PERIOD, "--dry-run", "--school", SCHOOL]).ok();
}
