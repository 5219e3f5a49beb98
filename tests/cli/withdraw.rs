//! Withdrawing: who may take an approval back, what stops it, and what a stranger, a thief or a former principal cannot
//! do with such a tag; beside it what plain `git verify-tag` says.

use caitien::approval::hex::Hex;
use caitien::approval::name::TagKind;
use caitien::approval::notice::Says;

use super::approval_story::*;
use super::notice_story::*;
use super::world::{SCHOOL, Who, World};

fn withdrawn(version: u32) -> String {
    notice_tag(TagKind::Withdrawn, version)
}

/// The next record, with another principal and words about the old principal's key.
fn hand_over(world: &World, serial: u32, words: &str) {
    let words = if words.is_empty() { String::new() } else { status(world, words) };
    write_record(world, &record(world, serial, Who::FormerPrincipal, &(clerk(world) + &words)));
    world.commit_signed("Bàn giao", Who::Principal);
}

#[test]
fn the_principal_takes_an_approval_back_and_says_why() {
    let world = approved_here();
    let before = world.git(["cat-file", "tag", &tag(1)]);
    let out = withdraw(&world, Who::Principal).ok();
    assert!(out.stdout.contains(&format!("Đã ghi: `{}`", withdrawn(1))), "{}", out.stdout);
    assert!(out.stderr.contains("caitien sync"), "{}", out.stderr);
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    assert_eq!(heard(&world, &withdrawn(1)), "good");
    assert_eq!(under(&world, &tag(1)), [("withdrawn".to_owned(), "good".to_owned())]);
    assert_eq!(world.git(["cat-file", "tag", &tag(1)]), before, "the approval stays as it is");
    // Git finds both good: it does not know that one takes the other back.
    assert!(git_accepts(&world, &tag(1)) && git_accepts(&world, &withdrawn(1)));
    let said = world.run(["verify", PERIOD]).no().stdout;
    assert!(said.contains("đã được rút lại: Sai số liệu") && said.contains("Nguyễn Thị Mai ký"), "{said}");
    assert_eq!(standing(&world)["state"], "withdrawn");
    let told = world.run(["history", PERIOD]).ok().stdout;
    assert!(told.contains("rút phê duyệt kế hoạch 2024-2025 v1: Sai số liệu"), "{told}");
    let english = world.run(["--lang", "en", "verify", PERIOD]).no().stdout;
    assert!(english.contains("withdrawn: Sai số liệu, signed by Nguyễn Thị Mai"), "{english}");
}

#[test]
fn it_is_said_once_and_the_next_approval_names_it() {
    let world = approved_here();
    world
        .run([
            "rut-lai",
            PERIOD,
            "--reason",
            "x",
            "--yes",
            "--key",
            world.key(Who::Principal).to_str().unwrap(),
        ])
        .ok();
    assert_eq!(stops(&world, "withdraw", Who::Principal, &["--reason", "Lại"]), ["already-said"]);
    withdraw(&world, Who::Principal).no();
    edit_plan(&world, "Sửa lại số liệu.");
    approve(&world, PERIOD, Who::Principal);
    assert_eq!(verdict(&world, &tag(2)), "valid");
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    let id = world.git(["rev-parse", &withdrawn(1)]);
    let named = format!("withdrawn = {{ \"2024-2025/v1\" = \"{}\" }}", id.trim());
    assert!(raw(&world, &tag(2)).contains(&named), "{}", raw(&world, &tag(2)));
    // And only once.
    edit_plan(&world, "Sửa thêm.");
    approve(&world, PERIOD, Who::Principal);
    assert!(!raw(&world, &tag(3)).contains("withdrawn = "));
    assert!(git_accepts(&world, &tag(3)));
}

#[test]
fn a_rehearsal_shows_the_statement_and_changes_nothing() {
    let world = approved_here();
    let out = world.run(["withdraw", PERIOD, "--reason", "Sai “số”", "--dry-run"]).ok();
    assert!(
        out.stdout.contains("Không có gì cản trở") && out.stdout.contains("reason = \"Sai “số”\""),
        "{}",
        out.stdout
    );
    assert_eq!(world.git(["tag"]).trim(), tag(1));
    assert!(world.run(["withdraw", PERIOD, "--reason", "x", "--yes"]).cannot().stderr.contains("--key"));
    let key = world.key(Who::Principal).display().to_string();
    let asked = world.run(["withdraw", PERIOD, "--reason", "x", "--key", &key]).cannot();
    assert!(asked.stderr.contains("--yes"), "{}", asked.stderr);
    assert_eq!(world.git(["tag"]).trim(), tag(1));
}

#[test]
fn what_stops_a_withdrawal() {
    let world = approved_here();
    for who in [Who::Deputy, Who::Clerk, Who::Office, Who::Stranger, Who::FormerPrincipal] {
        let out = withdraw(&world, who).no();
        assert!(out.stdout.contains("rút lại là việc của Nguyễn Thị Mai"), "{who:?}: {}", out.stdout);
        assert_eq!(stops(&world, "withdraw", who, &["--reason", "x"]), ["no-right"]);
    }
    for reason in ["", "  ", "a\u{1b}[2Jb", "a\nb", "a\u{202e}b", &"x".repeat(1_001)] {
        assert_eq!(stops(&world, "withdraw", Who::Principal, &["--reason", reason]), ["words"], "{reason:?}");
    }
    let reason = ["--reason", "x"];
    let with = |more: &[&'static str]| [&reason[..], more].concat();
    assert_eq!(stops(&world, "withdraw", Who::Principal, &with(&["--version", "7"])), ["not-approved"]);
    say(&world, "withdraw", Who::Principal, &with(&["--school", "mn-khac"])).cannot();
    let key = world.key(Who::Principal).display().to_string();
    for bad in ["2030-2031", "hôm qua", "approved/mn-hoa-sen"] {
        world.run(["withdraw", bad, "--reason", "x", "--key", &key, "--yes"]).cannot();
    }
    world.git(["config", "--unset", &format!("caitien.{SCHOOL}.root")]);
    let out = withdraw(&world, Who::Principal).no();
    assert!(out.stdout.contains("caitien trust pin"), "{}", out.stdout);
    world.git(["config", &format!("caitien.{SCHOOL}.root"), &Hex([7; 32]).to_string()]);
    assert_eq!(stops(&world, "withdraw", Who::Principal, &reason), ["other-root"]);
    assert_eq!(world.git(["tag"]).trim(), tag(1), "nothing was made on the way");
    // A root that is given by hand will do for the call; the approval may be named by its tag.
    world.git(["config", "--unset", &format!("caitien.{SCHOOL}.root")]);
    let root = statement(&world, &tag(1)).root.to_string();
    world.run(["withdraw", &tag(1), "--reason", "x", "--key", &key, "--yes", "--root", &root]).ok();
}

#[test]
fn nobody_withdraws_under_a_record_without_right() {
    let world = approved_here();
    write_record(&world, &record(&world, 2, Who::Stranger, ""));
    world.git(["commit", "--quiet", "-m", "Sửa hồ sơ"]);
    let codes = stops(&world, "withdraw", Who::Stranger, &["--reason", "x"]);
    assert!(codes.contains(&"trust-violation".to_owned()), "{codes:?}");
    withdraw(&world, Who::Principal).no();
    forged_withdrawal(&world, 1, Who::Stranger);
    assert_eq!(heard(&world, &withdrawn(1)), "trust-violation");
    assert!(git_accepts(&world, &withdrawn(1)));
}

#[test]
fn the_next_principal_takes_back_what_the_last_one_approved() {
    let world = approved_here();
    hand_over(&world, 2, "status = \"retired\"\nfrom-sequence = 2");
    withdraw(&world, Who::FormerPrincipal).ok();
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
}

#[test]
fn a_former_principal_takes_back_only_what_came_before() {
    let world = approved_here();
    hand_over(&world, 2, "status = \"retired\"\nfrom-sequence = 2");
    edit_plan(&world, "Của hiệu trưởng mới.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    // Not what the new principal approved, whether or not our program is asked.
    assert_eq!(stops(&world, "withdraw", Who::Principal, &["--reason", "x"]), ["no-right"]);
    forged_withdrawal(&world, 2, Who::Principal);
    assert_eq!(heard(&world, &withdrawn(2)), "not-entitled");
    assert!(git_accepts(&world, &withdrawn(2)));
    assert_eq!(verdict(&world, &tag(2)), "valid");
    // But what he approved himself.
    say(&world, "withdraw", Who::Principal, &["--version", "1", "--reason", "Sai"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
}

#[test]
fn a_principal_whose_key_is_retired_too_late_takes_nothing_back_that_came_after() {
    let world = approved_here();
    hand_over(&world, 2, "status = \"retired\"\nfrom-sequence = 5");
    edit_plan(&world, "Của hiệu trưởng mới.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    forged_withdrawal(&world, 2, Who::Principal);
    assert_eq!(heard(&world, &withdrawn(2)), "not-entitled");
    assert!(git_accepts(&world, &withdrawn(2)));
    assert_eq!(verdict(&world, &tag(2)), "valid");
    // Nor when it is attached to a commit of his own time.
    world.git(["checkout", "--quiet", &format!("{}^{{commit}}", tag(1))]);
    let says = Says::Withdrawn { reason: "Rút".into() };
    let message = notice(&world, 2, says).message("Trường");
    sign(&world, &withdrawn(2), &message, Who::Principal);
    world.git(["checkout", "--quiet", "main"]);
    assert_eq!(heard(&world, &withdrawn(2)), "not-entitled");
    assert_eq!(verdict(&world, &tag(2)), "valid");
}

#[test]
fn the_name_is_taken_back_whatever_object_bears_it() {
    let world = approved_here();
    let mut other = notice(&world, 1, Says::Withdrawn { reason: "Rút".into() });
    other.approval = Hex([7; 20]);
    let approved = raw(&world, &tag(1));
    sign(&world, &withdrawn(1), &other.message("Trường"), Who::Principal);
    assert_eq!(heard(&world, &withdrawn(1)), "no-approval");
    assert!(git_accepts(&world, &withdrawn(1)));
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    assert_eq!(raw(&world, &tag(1)), approved);
}

#[test]
fn a_former_principal_spoils_no_name_with_an_approval_of_his_own() {
    let world = approved_here();
    let old = world.git(["rev-parse", "HEAD"]);
    hand_over(&world, 2, "status = \"retired\"\nfrom-sequence = 2");
    edit_plan(&world, "Của hiệu trưởng mới.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    let true_one = raw(&world, &tag(2));
    // A reader is shown the former principal's own tag under that name, taken back, and later the true one.
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    world.git(["tag", "-d", &tag(2)]);
    world.git(["checkout", "--quiet", old.trim()]);
    forge(&world, &tag(2), Who::Principal, |_| {});
    sign(
        &world,
        &withdrawn(2),
        &notice(&world, 2, Says::Withdrawn { reason: "Rút".into() }).message("Trường"),
        Who::Principal,
    );
    world.git(["checkout", "--quiet", "main"]);
    assert_eq!(heard(&world, &withdrawn(2)), "good", "of his own it may be");
    world.git(["tag", "-d", &tag(2), &withdrawn(2)]);
    place(&world, &tag(2), &true_one);
    assert_ne!(verdict(&world, &tag(2)), "withdrawn");
}

#[test]
fn a_thief_takes_nothing_back() {
    let world = approved_here();
    hand_over(&world, 2, "status = \"compromised\"\nfrom-sequence = 2");
    let id = forged_withdrawal(&world, 1, Who::Principal);
    assert_eq!(heard(&world, &withdrawn(1)), "key-compromised");
    assert!(git_accepts(&world, &withdrawn(1)));
    assert_eq!(verdict(&world, &tag(1)), "valid", "it came before the theft");
    // The name is taken, and the program says what to do.
    let out = withdraw(&world, Who::FormerPrincipal).no();
    assert!(out.stdout.contains("reaffirmed") && out.stdout.contains("git tag -d"), "{}", out.stdout);
    assert_eq!(stops(&world, "withdraw", Who::FormerPrincipal, &["--reason", "x"]), ["name-taken"]);
    // Where it was the principal after all, the record says so.
    let words = format!("status = \"compromised\"\nfrom-sequence = 2\nreaffirmed = [\"{id}\"]");
    let status = status(&world, &words);
    write_record(&world, &record(&world, 3, Who::FormerPrincipal, &(clerk(&world) + &status)));
    world.commit_signed("Xác nhận lại", Who::FormerPrincipal);
    assert_eq!(heard(&world, &withdrawn(1)), "good");
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
}

#[test]
fn a_withdrawal_that_a_later_approval_names_outlives_the_theft_of_its_key() {
    let world = approved_here();
    withdraw(&world, Who::Principal).ok();
    edit_plan(&world, "Sửa.");
    approve(&world, PERIOD, Who::Principal);
    hand_over(&world, 2, "status = \"compromised\"\nfrom-sequence = 3");
    assert_eq!(heard(&world, &withdrawn(1)), "good");
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    assert_eq!(verdict(&world, &tag(2)), "valid");
}

#[test]
fn a_withdrawal_that_was_seen_cannot_be_hidden_or_replaced() {
    let world = approved_here();
    withdraw(&world, Who::Principal).ok();
    let bytes = raw(&world, &withdrawn(1));
    world.run(["verify"]).no();
    world.git(["tag", "-d", &withdrawn(1)]);
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    assert_eq!(under(&world, &tag(1)), [("withdrawn".to_owned(), "broken-chain".to_owned())]);
    assert_eq!(heard(&world, &withdrawn(1)), "broken-chain");
    let said = world.run(["verify"]).no().stdout;
    assert!(said.contains("nay đã mất"), "{said}");
    assert_eq!(standing(&world)["state"], "withdrawn");
    assert_eq!(stops(&world, "withdraw", Who::Principal, &["--reason", "x"]), ["name-taken"]);
    // Another one in its place is found too.
    forged_withdrawal(&world, 1, Who::Principal);
    assert_eq!(heard(&world, &withdrawn(1)), "broken-chain");
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    // The true one back in its place heals it.
    world.git(["tag", "-d", &withdrawn(1)]);
    place(&world, &withdrawn(1), &bytes);
    assert_eq!(heard(&world, &withdrawn(1)), "good");
}

#[test]
fn a_memory_of_a_thiefs_withdrawal_takes_nothing_back() {
    let world = approved_here();
    forged_withdrawal(&world, 1, Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "withdrawn", "nobody knows of the theft yet");
    world.git(["tag", "-d", &withdrawn(1)]);
    hand_over(&world, 2, "status = \"compromised\"\nfrom-sequence = 2");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(under(&world, &tag(1)).is_empty(), "and nothing is missed");
}

#[test]
fn a_withdrawal_that_a_later_approval_names_cannot_be_hidden_from_a_fresh_clone() {
    let world = approved_here();
    withdraw(&world, Who::Principal).ok();
    edit_plan(&world, "Sửa.");
    approve(&world, PERIOD, Who::Principal);
    let bytes = raw(&world, &withdrawn(1));
    world.git(["tag", "-d", &withdrawn(1)]);
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
    assert_eq!(under(&world, &tag(1)), [("withdrawn".to_owned(), "broken-chain".to_owned())]);
    let said = world.run(["verify"]).no().stdout;
    assert!(said.contains("một lần phê duyệt sau có ghi thẻ"), "{said}");
    assert_eq!(verdict(&world, &tag(2)), "valid");
    // Another withdrawal in its place is not the one that was named.
    forged_withdrawal(&world, 1, Who::Principal);
    assert_eq!(heard(&world, &withdrawn(1)), "broken-chain");
    world.git(["tag", "-d", &withdrawn(1)]);
    place(&world, &withdrawn(1), &bytes);
    assert_eq!(heard(&world, &withdrawn(1)), "good");
}

#[test]
fn what_does_not_verify_is_shown_and_takes_nothing_back() {
    let world = approved_here();
    let says = || Says::Withdrawn { reason: "Rút".into() };
    let good = notice(&world, 1, says()).message("Trường");
    let sign_with = |message: &str, who: Who| {
        sign(&world, &withdrawn(1), message, who);
    };
    let check = |expected: &str, git: bool| {
        assert_eq!(heard(&world, &withdrawn(1)), expected);
        assert_eq!(git_accepts(&world, &withdrawn(1)), git, "{expected}");
        assert_eq!(verdict(&world, &tag(1)), "valid", "{expected}");
        assert_eq!(under(&world, &tag(1)), [("withdrawn".to_owned(), expected.to_owned())]);
        // Everything that was asked about holds only if this holds too.
        world.run(["verify", PERIOD]).no();
        assert_eq!(standing(&world)["bad_notices"], true, "{expected}");
        assert_eq!(standing(&world)["next"], "verify", "{expected}");
    };
    sign_with(&good, Who::Stranger);
    check("unknown-key", true);
    for who in [Who::Deputy, Who::Clerk, Who::Office] {
        sign_with(&good, who);
        check("not-entitled", true);
    }
    let mut foreign = notice(&world, 1, says());
    foreign.root = Hex([7; 32]);
    sign_with(&foreign.message("Trường"), Who::Principal);
    check("foreign", true);
    sign_with(&good.replacen("version = 1", "version = 2", 1), Who::Principal);
    check("renamed", true);
    for bad in [
        good.replacen("reason", "extra = 1\nreason", 1),
        good.replacen("reason = \"Rút\"\n", "", 1),
        good.replacen("+++\n", "+++\n+++\n", 1),
        good.replacen("schema = 1", "schema = 2", 1),
        good.replace('\n', "\r\n"),
        "không có gì\n".to_owned(),
    ] {
        sign_with(&bad, Who::Principal);
        check("content-mismatch", true);
    }
    sign_with(&good, Who::Principal);
    let bytes = raw(&world, &withdrawn(1));
    world.git(["tag", "-d", &withdrawn(1)]);
    place(&world, &withdrawn(1), &bytes.replace("Rút\"", "Khác\""));
    check("bad-signature", false);
    world.git(["tag", "-d", &withdrawn(1)]);
    world.git(["tag", "-a", "-m", "Rút", &withdrawn(1)]);
    check("unsigned", false);
    world.git(["tag", "-f", &withdrawn(1), "HEAD"]);
    check("not-a-commit", false);
    let key = format!("user.signingkey={}", world.key(Who::Principal).display());
    world.git(["-c", "gpg.format=ssh", "-c", &key, "tag", "-f", "-s", "-m", "x", &withdrawn(1), &tag(1)]);
    check("not-a-commit", true);
}

#[test]
fn a_withdrawal_is_neither_renamed_nor_attached_elsewhere() {
    let world = approved_here();
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    // Of the first version, attached to the commit of the second.
    let says = Says::Withdrawn { reason: "Rút".into() };
    sign(&world, &withdrawn(1), &notice(&world, 1, says).message("Trường"), Who::Principal);
    assert_eq!(heard(&world, &withdrawn(1)), "no-approval");
    world.git(["tag", "-d", &withdrawn(1)]);
    forged_withdrawal(&world, 1, Who::Principal);
    let id = world.git(["rev-parse", &withdrawn(1)]);
    let other = [
        withdrawn(2),
        "withdrawn/mn-khac/2024-2025/v1".into(),
        "withdrawn/x".into(),
        notice_tag(TagKind::Issued, 1),
    ];
    for name in other {
        world.git(["update-ref", &format!("refs/tags/{name}"), id.trim()]);
        assert_eq!(heard(&world, &name), "renamed", "{name}");
        assert!(git_accepts(&world, &name), "{name}");
    }
    assert_eq!(verdict(&world, &tag(2)), "valid");
    // About something that is not here at all.
    let mut absent = notice(&world, 2, Says::Withdrawn { reason: "Rút".into() });
    absent.name.version = 9;
    sign(&world, &withdrawn(9), &absent.message("Trường"), Who::Principal);
    assert_eq!(heard(&world, &withdrawn(9)), "no-approval");
    let all = world.run(["verify"]).no().stdout;
    assert!(all.contains("Ghi nhận sau phê duyệt:") && all.contains("[no-approval]"), "{all}");
    world.run(["verify", "withdrawn/mn-hoa-sen/2020-2021/v1"]).cannot();
}

#[test]
fn an_approval_on_a_forked_chain_can_be_taken_back() {
    let world = approved_here();
    forge(&world, &tag(2), Who::Principal, |statement| statement.account.new += 1);
    assert_eq!(verdict(&world, &tag(2)), "forked-chain");
    assert_eq!(stops(&world, "issue", Who::Clerk, &["--number", "1", "--date", "7/9/2024"]), ["not-good"]);
    withdraw(&world, Who::Principal).ok();
    assert_eq!(heard(&world, &withdrawn(2)), "good");
    assert_eq!(verdict(&world, &tag(2)), "withdrawn");
    assert_eq!(verdict(&world, &tag(1)), "superseded", "one side is left, of an older version");
}

#[test]
fn two_at_once_make_one_withdrawal() {
    let world = approved_here();
    let key = world.key(Who::Principal);
    let start = |reason: &str| {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(["withdraw", PERIOD, "--reason", reason, "--yes", "--key", key.to_str().unwrap()]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut both = [start("một"), start("hai")];
    let done = both.iter_mut().map(|one| one.wait().unwrap().success()).filter(|done| *done).count();
    assert_eq!(done, 1);
    assert_eq!(heard(&world, &withdrawn(1)), "good");
}

#[test]
fn a_push_brings_only_notices_that_verify() {
    let world = approved_here();
    let server = world.home().join("chung.git").display().to_string();
    world.git(["init", "--quiet", "--bare", "--initial-branch=main", &server]);
    world.run(["-C", &server, "hook", "install"]).ok();
    world.git(["remote", "add", "chung", &server]);
    world.git(["push", "--quiet", "chung", "main"]);
    world.run(["-C", &server, "trust", "pin", &world.root(), "--school", SCHOOL]).ok();
    let push = |refs: &[&str]| {
        let mut arguments = vec!["push", "--quiet", "--no-verify", "chung"];
        arguments.extend(refs);
        world.try_git(arguments)
    };
    forged_withdrawal(&world, 1, Who::Deputy);
    push(&[&tag(1)]).ok();
    let out = push(&[&withdrawn(1)]);
    assert!(out.code != Some(0) && out.stderr.contains("not-entitled"), "{}", out.stderr);
    world.git(["tag", "-d", &withdrawn(1)]);
    // The next version and its withdrawal in one push.
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    withdraw(&world, Who::Principal).ok();
    push(&["main", &withdrawn(2), &tag(2)]).ok();
    let judged = world.run(["-C", &server, "verify", "--format", "json"]).no().json();
    assert_eq!(judged["approvals"][1]["verdict"], "withdrawn", "{judged}");
    assert_eq!(judged["approvals"][1]["notices"][0]["verdict"], "good", "{judged}");
    // A name that is none is refused as well, by the clone's own hook too.
    world.git(["update-ref", "refs/tags/issued/rac", withdrawn(2).as_str()]);
    assert_ne!(push(&["refs/tags/issued/rac"]).code, Some(0));
}

#[test]
fn a_fork_is_healed_by_taking_one_side_back() {
    let world = approved();
    forge(&world, &tag(2), Who::Principal, |statement| statement.account.new += 1);
    assert_eq!(verdict(&world, &tag(1)), "forked-chain");
    let key = world.key(Who::Principal).display().to_string();
    let words = ["--version", "2", "--reason", "Hai máy cùng phê duyệt", "--yes", "--key", &key];
    world.run(["withdraw", PERIOD].iter().chain(&words)).ok();
    assert_eq!(
        verdict(&world, &tag(1)),
        "superseded",
        "the higher version was meant last, and is taken back"
    );
    assert_eq!(verdict(&world, &tag(2)), "withdrawn");
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    assert_eq!(verdict(&world, &tag(3)), "valid");
}
