//! Approving: what stops it, what it shows, and by which keys it can be signed.

use super::approval_story::*;
use super::world::{SCHOOL, Who, World, has_program};

/// The codes of what stands in the way, by a rehearsal with the principal's key.
fn obstacles(world: &World, period: &str) -> Vec<String> {
    let key = world.key(Who::Principal);
    let arguments = ["approve", period, "--dry-run", "--format", "json", "--key", key.to_str().unwrap()];
    let out = world.run(arguments);
    let json = out.json();
    let codes =
        json["obstacles"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned());
    let codes: Vec<String> = codes.collect();
    assert_eq!(out.code, Some(i32::from(!codes.is_empty())), "{}", out.said());
    codes
}

#[test]
fn a_rehearsal_shows_the_statement_and_changes_nothing() {
    let world = with_plan();
    let out = world.run(["approve", PERIOD, "--dry-run"]).ok();
    assert!(out.stdout.contains("plan-sha256 = "), "{}", out.stdout);
    assert_eq!(world.git(["tag"]), "");
    assert!(!world.path(".git/caitien/lock").exists());
}

#[test]
fn what_is_not_committed_is_not_approved() {
    let world = World::with_school();
    world.write_plan(PERIOD, &plan());
    assert_eq!(obstacles(&world, PERIOD), ["not-committed"]);
    world.commit_all("Kế hoạch");
    assert!(obstacles(&world, PERIOD).is_empty());
    world.write_plan(PERIOD, &plan().replacen("03 lớp", "02 lớp", 1));
    assert_eq!(obstacles(&world, PERIOD), ["edited"]);
    world.run(["approve", PERIOD, "--yes", "--key", world.key(Who::Principal).to_str().unwrap()]).no();
    assert_eq!(world.git(["tag"]), "");
}

#[test]
fn a_plan_with_errors_is_not_approved() {
    let world = World::with_school();
    world.write_plan(PERIOD, &plan().replacen("catalog = \"", "catalog = \"khong-co-", 1));
    world.commit_all("Kế hoạch");
    assert!(obstacles(&world, PERIOD).contains(&"findings".to_owned()));
}

#[test]
fn the_same_plan_is_not_approved_twice() {
    let world = approved();
    assert_eq!(obstacles(&world, PERIOD), ["already-approved"]);
}

#[test]
fn a_weakness_does_not_vanish_without_a_word() {
    let world = approved();
    let weakness = "w-1.8-2024-1";
    let text = plan();
    let line = text.lines().find(|line| line.contains(weakness)).unwrap().to_owned();
    let cause = "  - Nguyên nhân: giáo viên chưa quen ghi phiếu quan sát.";
    let without = text.replace(&format!("{line}\n{cause}\n"), "");
    assert_ne!(without, text);
    world.write_plan(PERIOD, &without);
    world.commit_all("Bỏ một điểm yếu");
    assert!(obstacles(&world, PERIOD).contains(&"unaccounted".to_owned()));
    world.write(
        &format!("schools/{SCHOOL}/{PERIOD}/progress.toml"),
        &format!(
            "[[record]]\nitem = \"{weakness}\"\ndate = 2025-05-20\nstatus = \"cancelled\"\nnote = \"Sáp nhập.\"\n"
        ),
    );
    world.commit_all("Nêu lý do");
    assert!(!obstacles(&world, PERIOD).contains(&"unaccounted".to_owned()));
}

#[test]
fn only_the_principals_key_approves() {
    let world = with_plan();
    for who in [Who::Deputy, Who::Stranger] {
        let out = world.run(["approve", PERIOD, "--yes", "--key", world.key(who).to_str().unwrap()]).no();
        assert!(out.said().contains("không phải khóa của hiệu trưởng"), "{}", out.said());
    }
    world.run(["approve", PERIOD, "--yes"]).cannot();
    world.run(["approve", PERIOD, "--yes", "--key", "khong-co"]).cannot();
    world.run(["approve", PERIOD, "--yes", "--key", "caitien.toml"]).cannot();
    assert_eq!(world.git(["tag"]), "");
}

#[test]
fn nobody_approves_under_a_record_without_right() {
    let world = with_plan();
    write_record(&world, &record(&world, 2, Who::Stranger, ""));
    world.git(["commit", "--quiet", "-m", "Sửa hồ sơ"]);
    assert_eq!(obstacles(&world, PERIOD), ["trust-violation"]);
    world.run(["approve", PERIOD, "--yes", "--key", world.key(Who::Stranger).to_str().unwrap()]).no();
}

#[test]
fn without_a_terminal_it_asks_for_a_flag() {
    let world = with_plan();
    let out = world.run(["approve", PERIOD, "--key", world.key(Who::Principal).to_str().unwrap()]).cannot();
    assert!(out.stderr.contains("--yes"), "{}", out.stderr);
    assert_eq!(world.git(["tag"]), "");
}

#[test]
fn a_locked_key_asks_for_its_passphrase() {
    if !has_program("ssh-keygen") {
        return;
    }
    let world = with_plan();
    let key = world.key(Who::Principal);
    let status =
        world.command("ssh-keygen").args(["-q", "-p", "-P", "", "-N", "bi mat", "-f"]).arg(&key).status();
    assert!(status.unwrap().success());
    let out = world.run(["approve", PERIOD, "--yes", "--key", key.to_str().unwrap()]).cannot();
    assert!(out.stderr.contains("--key agent"), "{}", out.stderr);
    let file = caitien::signing::KeyFile::read(&key).unwrap();
    assert!(file.unlock("sai").is_err());
    let signature = file.unlock("bi mat").unwrap().sign(b"x").unwrap();
    assert!(matches!(caitien::signing::check(b"x", &signature), caitien::signing::Checked::Good(_)));
}

#[test]
fn keys_of_other_kinds() {
    if !has_program("ssh-keygen") {
        return;
    }
    for kind in ["rsa", "ecdsa"] {
        let world = World::with_repository();
        let key = world.key(Who::Principal);
        for path in [key.clone(), key.with_extension("pub")] {
            std::fs::remove_file(path).unwrap();
        }
        let made = world.command("ssh-keygen").args(["-q", "-t", kind, "-N", "", "-f"]).arg(&key).status();
        assert!(made.unwrap().success());
        world.write("caitien.toml", "schema = 1\n");
        world.write(&format!("schools/{SCHOOL}/school.toml"), &world.school_record());
        world.write_plan(PERIOD, &plan());
        world.git(["add", "."]);
        world.commit_signed("Hồ sơ", Who::Principal);
        approve(&world, PERIOD, Who::Principal);
        assert_eq!(verdict(&world, &tag(1)), "valid", "{kind}");
        assert!(git_accepts(&world, &tag(1)), "{kind}");
    }
}

#[test]
fn through_an_agent() {
    if !has_program("ssh-agent") || !has_program("ssh-add") {
        return;
    }
    let mut world = with_plan();
    let socket = world.home().join("agent");
    let mut agent = world.command("ssh-agent").arg("-D").arg("-a").arg(&socket).spawn().unwrap();
    for _ in 0..100 {
        if std::os::unix::net::UnixStream::connect(&socket).is_ok() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    world.set("SSH_AUTH_SOCK", socket.to_str().unwrap());
    let empty = world.run(["approve", PERIOD, "--yes", "--key", "agent"]);
    let added = world.command("ssh-add").arg("-q").arg(world.key(Who::Principal)).status().unwrap().success();
    let made = world.run(["approve", PERIOD, "--yes", "--key", "agent"]);
    agent.kill().unwrap();
    agent.wait().unwrap();
    empty.cannot();
    assert!(added);
    made.ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(git_accepts(&world, &tag(1)));
}

#[test]
fn two_at_once_make_no_fork() {
    let world = with_plan();
    let next = "2026-2027";
    let text = include_str!("../../templates/samples/mn-ben-mo/2026-2027.md").replace("mn-ben-mo", SCHOOL);
    world.write_plan(next, &text);
    world.commit_all("Hai kế hoạch");
    let key = world.key(Who::Principal);
    let start = |period: &str| {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        command.args(["approve", period, "--yes", "--key", key.to_str().unwrap()]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut both = [start(PERIOD), start(next)];
    let done = both.iter_mut().filter(|_| true).map(|one| one.wait().unwrap().success());
    let done = done.filter(|success| *success).count();
    assert!(done >= 1, "at least one goes through");
    let found = verdicts(&world);
    assert_eq!(found.len(), done);
    assert!(found.iter().all(|(_, verdict)| verdict == "valid"), "{found:?}");
}
