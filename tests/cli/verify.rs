//! Every verdict has a story that must produce it, and beside it what plain `git verify-tag` says.

use super::approval_story::*;
use super::world::{SCHOOL, Who, World};

use caitien::approval::Statement;
use caitien::approval::hex::Hex;
use caitien::approval::notice::{Notice, Says};

#[test]
fn valid() {
    let world = approved();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(git_accepts(&world, &tag(1)));
    let said = world.run(["verify"]).ok();
    assert!(said.stdout.contains("hợp lệ") && said.stdout.contains("[valid]"), "{}", said.stdout);
    assert!(said.stderr.contains("không thay chữ ký"), "{}", said.stderr);
}

#[test]
fn superseded() {
    let world = approved();
    edit_plan(&world, "Thêm một câu.");
    approve(&world, PERIOD, Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "superseded");
    assert_eq!(verdict(&world, &tag(2)), "valid");
    assert!(git_accepts(&world, &tag(1)));
}

#[test]
fn unpinned_and_pinned_by_hand() {
    let world = approved();
    world.git(["config", "--unset", &format!("caitien.{SCHOOL}.root")]);
    assert_eq!(verdict(&world, &tag(1)), "unpinned");
    assert!(git_accepts(&world, &tag(1)));
    let root = statement(&world, &tag(1)).root;
    world.run(["verify", "--root", &root.grouped()]).ok();
    world.run(["trust", "pin", &Hex([7; 32]).to_string()]).no();
    assert_eq!(verdict(&world, &tag(1)), "unpinned");
    world.run(["trust", "pin", &root.to_string()]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    world.run(["trust", "show"]).ok();
}

#[test]
fn another_root_is_pinned() {
    let world = approved();
    world.git(["config", &format!("caitien.{SCHOOL}.root"), &Hex([7; 32]).to_string()]);
    assert_eq!(verdict(&world, &tag(1)), "foreign");
}

#[test]
fn unsigned() {
    let world = approved();
    world.git(["tag", "-a", "-m", "Phê duyệt", &tag(2)]);
    assert_eq!(verdict(&world, &tag(2)), "unsigned");
    assert!(!git_accepts(&world, &tag(2)));
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn bad_signature() {
    let world = approved();
    let bytes = raw(&world, &tag(1));
    world.git(["tag", "-d", &tag(1)]);
    place(&world, &tag(1), &bytes.replace("carried = 0", "carried = 9"));
    assert_eq!(verdict(&world, &tag(1)), "bad-signature");
    assert!(!git_accepts(&world, &tag(1)));
}

#[test]
fn unknown_key() {
    let world = approved();
    forge(&world, &tag(2), Who::Stranger, |statement| statement.sequence = 2);
    assert_eq!(verdict(&world, &tag(2)), "unknown-key");
    assert!(git_accepts(&world, &tag(2)));
    assert_eq!(verdict(&world, &tag(1)), "valid", "a stranger's tag spoils nothing");
}

#[test]
fn not_entitled() {
    let world = approved();
    forge(&world, &tag(2), Who::Deputy, |statement| statement.sequence = 2);
    assert_eq!(verdict(&world, &tag(2)), "not-entitled");
    assert!(git_accepts(&world, &tag(2)));
}

#[test]
fn renamed() {
    let world = approved();
    let id = world.git(["rev-parse", &tag(1)]);
    for other in [tag(2), format!("approved/{SCHOOL}/2025-2026/v1"), "approved/th-khac/2024-2025/v1".into()] {
        world.git(["update-ref", &format!("refs/tags/{other}"), id.trim()]);
        assert_eq!(verdict(&world, &other), "renamed", "{other}");
        assert!(git_accepts(&world, &other), "{other}");
    }
    world.git(["update-ref", "refs/tags/phe-duyet", id.trim()]);
    assert_eq!(verdict(&world, "phe-duyet"), "renamed");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn foreign() {
    // The same school id in another repository, with a root of its own.
    let here = approved();
    let there = World::with_repository();
    there.write("caitien.toml", "schema = 1\n");
    there.write(&format!("schools/{SCHOOL}/school.toml"), &(here.school_record() + "# khác\n"));
    there.write_plan(PERIOD, &plan());
    there.git(["add", "."]);
    there.commit_signed("Hồ sơ", Who::Principal);
    forge_from(&here, &there);
    assert_eq!(verdict(&there, &tag(1)), "foreign");
    assert!(git_accepts(&there, &tag(1)));
    // And a repository that has no such school.
    let empty = World::with_repository();
    empty.write("caitien.toml", "schema = 1\n");
    empty.commit_all("Kho");
    forge_from(&here, &empty);
    assert_eq!(verdict(&empty, &tag(1)), "foreign");
}

/// The approval of one repository, signed again over another one's commit.
fn forge_from(here: &World, there: &World) {
    let message = statement(here, &tag(1)).message("Trường");
    sign(there, &tag(1), &message, Who::Principal);
}

#[test]
fn replayed_with_its_history() {
    let here = approved();
    let there = World::with_repository();
    there.write("caitien.toml", "schema = 1\n");
    there.commit_all("Kho");
    let from = here.folder().display().to_string();
    there.git(["fetch", "--quiet", &from, "refs/tags/*:refs/tags/*"]);
    // All that is needed to judge it came along; but the school is not at home here.
    assert_eq!(verdict(&there, &tag(1)), "foreign");
    assert!(git_accepts(&there, &tag(1)));
    // The same where a school of that name is at home, with another root.
    there.write(&format!("schools/{SCHOOL}/school.toml"), &(here.school_record() + "# khác\n"));
    there.git(["add", "."]);
    there.commit_signed("Hồ sơ", Who::Principal);
    assert_eq!(verdict(&there, &tag(1)), "foreign");
}

#[test]
fn not_a_commit() {
    let world = approved();
    world.git(["tag", &tag(2)]);
    assert_eq!(verdict(&world, &tag(2)), "not-a-commit");
    let key = world.key(Who::Principal);
    let signing = format!("user.signingkey={}", key.display());
    let nested = ["-c", "gpg.format=ssh", "-c", &signing, "tag", "-s", "-m", "x"];
    world.git(nested.iter().chain(&[tag(3).as_str(), tag(1).as_str()]));
    assert_eq!(verdict(&world, &tag(3)), "not-a-commit");
    assert!(git_accepts(&world, &tag(3)));
    world.git(nested.iter().chain(&[tag(4).as_str(), "HEAD^{tree}"]));
    assert_eq!(verdict(&world, &tag(4)), "not-a-commit");
    place_broken(&world);
    assert_eq!(verdict(&world, &tag(5)), "not-a-commit");
}

/// A tag of a commit that is not there.
fn place_broken(world: &World) {
    let head = world.git(["rev-parse", "HEAD"]);
    let bytes = raw(world, &tag(1)).replace(head.trim(), &"1".repeat(40));
    let path = world.path("thẻ");
    std::fs::write(&path, bytes).unwrap();
    let id = world.git(["hash-object", "-t", "tag", "-w", "--literally", "thẻ"]);
    std::fs::remove_file(path).unwrap();
    world.git(["update-ref", &format!("refs/tags/{}", tag(5)), id.trim()]);
}

#[test]
fn content_mismatch() {
    let world = approved();
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    forge(&world, &tag(2), Who::Principal, |statement| {
        (statement.sequence, statement.previous) = (2, first);
        statement.content.plan = Hex([9; 32]);
    });
    assert_eq!(verdict(&world, &tag(2)), "content-mismatch");
    assert!(git_accepts(&world, &tag(2)));
    forge(&world, &tag(3), Who::Principal, |statement| {
        (statement.sequence, statement.previous) = (2, first);
        *statement.content.items.values_mut().next().unwrap() = Hex([9; 32]);
    });
    assert_eq!(verdict(&world, &tag(3)), "content-mismatch");
    sign(&world, &tag(4), "Phê duyệt\n", Who::Principal);
    assert_eq!(verdict(&world, &tag(4)), "content-mismatch", "signed by hand, without a statement");
    // An edited plan under an old statement.
    world.write_plan(PERIOD, &plan().replacen("03 lớp", "01 lớp", 1));
    world.commit_all("Sửa");
    forge(&world, &tag(5), Who::Principal, |statement| (statement.sequence, statement.previous) = (2, first));
    assert_eq!(verdict(&world, &tag(5)), "content-mismatch");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn broken_chain_when_an_approval_vanishes() {
    let world = approved();
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::Principal);
    world.git(["tag", "-d", &tag(1)]);
    let both = [(tag(1), "broken-chain".to_owned()), (tag(2), "broken-chain".to_owned())];
    let mut found = verdicts(&world);
    found.sort();
    assert_eq!(found, both);
    assert!(git_accepts(&world, &tag(2)));
    // The last one leaves no gap: only memory notices.
    let world = approved();
    world.run(["verify"]).ok();
    world.git(["tag", "-d", &tag(1)]);
    assert_eq!(verdicts(&world), [(tag(1), "broken-chain".to_owned())]);
}

#[test]
fn broken_chain_when_an_approval_is_replaced() {
    // This clone has seen the first one.
    let other = approved();
    let first = statement(&other, &tag(1)).content.plan;
    forge(&other, &tag(1), Who::Principal, |statement| statement.account.new += 1);
    assert_eq!(statement(&other, &tag(1)).content.plan, first);
    assert_eq!(verdict(&other, &tag(1)), "broken-chain");
    assert!(git_accepts(&other, &tag(1)));
}

#[test]
fn broken_chain_by_gap_and_wrong_predecessor() {
    let world = approved();
    forge(&world, &tag(2), Who::Principal, |statement| {
        (statement.sequence, statement.previous) = (3, Some(Hex([5; 20])));
    });
    assert_eq!(verdict(&world, &tag(2)), "broken-chain");
    assert!(git_accepts(&world, &tag(2)));
}

#[test]
fn forked_chain() {
    let world = approved();
    forge(&world, &tag(2), Who::Principal, |statement| statement.account.new += 1);
    assert_eq!(verdict(&world, &tag(1)), "forked-chain");
    assert_eq!(verdict(&world, &tag(2)), "forked-chain");
    assert!(git_accepts(&world, &tag(2)));
}

#[test]
fn valid_retired_key_and_a_former_principal() {
    let world = approved();
    let old = world.git(["rev-parse", "HEAD"]);
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Bàn giao", Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    assert!(git_accepts(&world, &tag(1)));
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    // Under the new record, and under the old one from a commit before the handover.
    let sequel = |statement: &mut caitien::approval::Statement| {
        (statement.sequence, statement.previous) = (2, first);
    };
    forge(&world, &tag(2), Who::Principal, |statement| {
        sequel(statement);
        statement.trust_serial = 2;
    });
    assert_eq!(verdict(&world, &tag(2)), "not-entitled");
    assert!(git_accepts(&world, &tag(2)));
    world.git(["checkout", "--quiet", old.trim()]);
    forge(&world, &tag(3), Who::Principal, sequel);
    world.git(["checkout", "--quiet", "main"]);
    assert_eq!(verdict(&world, &tag(3)), "not-entitled");
    // The new principal goes on.
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    assert_eq!(verdict(&world, &tag(4)), "valid");
}

#[test]
fn a_key_that_was_dropped_without_a_word() {
    let world = approved();
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, ""));
    world.commit_signed("Thay hiệu trưởng", Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation", "nothing says that it came before");
    let said = world.run(["verify"]).no();
    assert!(said.stdout.contains("không ghi thôi dùng từ lần phê duyệt nào"), "{}", said.stdout);
    // Saying it mends what was done.
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Thay hiệu trưởng", Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
}

#[test]
fn key_compromised() {
    for (words, expected) in [
        ("status = \"compromised\"", "key-compromised"),
        ("status = \"compromised\"\nfrom-sequence = 1", "key-compromised"),
        ("status = \"compromised\"\nfrom-sequence = 2", "valid"),
        ("status = \"compromised\"\nreaffirmed = [\"ID\"]", "valid"),
    ] {
        let world = approved();
        let id = world.git(["rev-parse", &tag(1)]);
        let status = status(&world, &words.replace("ID", id.trim()));
        write_record(&world, &record(&world, 2, Who::FormerPrincipal, &status));
        world.commit_signed("Khóa bị lộ", Who::Principal);
        assert_eq!(verdict(&world, &tag(1)), expected, "{words}");
        assert!(git_accepts(&world, &tag(1)));
    }
}

#[test]
fn trust_violation_by_an_edit_without_the_right() {
    for (who, serial) in
        [(None, 2), (Some(Who::Stranger), 2), (Some(Who::Deputy), 2), (Some(Who::Principal), 3)]
    {
        let world = approved();
        let before = world.git(["rev-parse", "HEAD"]);
        write_record(&world, &record(&world, serial, Who::Stranger, ""));
        match who {
            Some(who) => world.commit_signed("Sửa", who),
            None => drop(world.git(["commit", "--quiet", "-m", "Sửa"])),
        }
        let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
        forge(&world, &tag(2), Who::Stranger, |statement| {
            (statement.sequence, statement.previous, statement.trust_serial) = (2, first, serial);
        });
        assert_eq!(verdict(&world, &tag(2)), "trust-violation", "{who:?}");
        assert!(git_accepts(&world, &tag(2)));
        assert_eq!(verdict(&world, &tag(1)), "trust-violation", "the record at HEAD has no right");
        // Undoing it heals what was approved before.
        world.git(["checkout", before.trim(), "--", "schools"]);
        world.commit_all("Hoàn lại");
        assert_eq!(verdict(&world, &tag(1)), "valid", "{who:?}");
        assert_eq!(verdict(&world, &tag(2)), "trust-violation", "{who:?}");
    }
}

#[test]
fn trust_violation_by_a_merge_that_goes_back() {
    let world = approved();
    world.git(["branch", "old"]);
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Bàn giao", Who::Principal);
    world.git(["checkout", "--quiet", "old"]);
    world.write("ghi-chu.md", "x");
    world.commit_all("Khác");
    world.git(["checkout", "--quiet", "main"]);
    // Both ways round: what counts is the record that the merge keeps.
    world.git(["merge", "--quiet", "--no-ff", "-m", "Nhập", "old"]);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    world.git(["merge", "--quiet", "--no-commit", "--no-ff", "old"]);
    world.git(["checkout", "old", "--", "schools"]);
    world.commit_signed("Nhập lùi", Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
    assert!(git_accepts(&world, &tag(1)));
}

#[test]
fn trust_violation_when_a_newer_record_is_forgotten() {
    let world = approved();
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Bàn giao", Who::Principal);
    world.run(["verify"]).ok();
    world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
}

#[test]
fn trust_violation_by_an_office_that_nobody_named() {
    let world = approved();
    let office = format!(
        "schema = 1\nlanguage = \"vi\"\n\n[[office]]\nid = \"pgd\"\nname = \"Phòng GDĐT\"\nkeys = [\"{}\"]\n",
        world.public_key(Who::Office)
    );
    world.write("caitien.toml", &office);
    world.commit_all("Thêm cơ quan");
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
    // With the founder's signature it is one, and may hand the school over.
    world.git(["reset", "--quiet", "--soft", "HEAD~1"]);
    world.commit_signed("Thêm cơ quan", Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "valid");
    let retired = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &retired));
    world.commit_signed("Bàn giao", Who::Office);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    // But it does not approve.
    let first = Some(world.git(["rev-parse", &tag(1)]).trim().parse().unwrap());
    forge(&world, &tag(2), Who::Office, |statement| {
        (statement.sequence, statement.previous, statement.trust_serial) = (2, first, 2);
    });
    assert_eq!(verdict(&world, &tag(2)), "not-entitled");
}

#[test]
fn withdrawn() {
    let world = approved();
    let approval = world.git(["rev-parse", &tag(1)]).trim().parse().unwrap();
    let Statement { name, root, .. } = statement(&world, &tag(1));
    let says = Says::Withdrawn { reason: "Sai số liệu".into() };
    let notice = Notice { name, root, approval, says };
    let withdrawn = tag(1).replace("approved/", "withdrawn/");
    sign(&world, &withdrawn, &notice.message("Trường"), Who::Deputy);
    assert_eq!(verdict(&world, &tag(1)), "valid", "a deputy takes nothing back");
    sign(&world, &withdrawn, &notice.message("Trường"), Who::Principal);
    assert_eq!(verdict(&world, &tag(1)), "withdrawn");
}

#[test]
fn what_the_repository_configures_is_not_used() {
    let world = approved();
    forge(&world, &tag(2), Who::Stranger, |statement| statement.sequence = 2);
    let allowed = world.home().join("own");
    std::fs::write(&allowed, format!("mai@example.edu.vn {}\n", world.public_key(Who::Stranger))).unwrap();
    for (key, value) in [
        ("gpg.ssh.program", "/bin/true"),
        ("gpg.ssh.allowedSignersFile", allowed.to_str().unwrap()),
        ("gpg.program", "/bin/true"),
        ("gpg.format", "ssh"),
    ] {
        world.git(["config", key, value]);
    }
    assert_eq!(verdict(&world, &tag(2)), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn worktrees_bare_clones_and_shallow_ones() {
    let world = approved();
    world.git(["worktree", "add", "--quiet", "../cay-khac"]);
    let there = world.home().join("cay-khac");
    world.run(["-C", there.to_str().unwrap(), "verify"]).ok();
    let bare = world.home().join("may-chu.git");
    world.git(["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let out = world.run(["-C", bare.to_str().unwrap(), "verify", "--format", "json"]).no();
    assert_eq!(out.json()["approvals"][0]["verdict"], "unpinned");
    let shallow = world.home().join("nong");
    let url = format!("file://{}", world.folder().display());
    world.git(["clone", "--quiet", "--depth", "1", &url, shallow.to_str().unwrap()]);
    let out = world.run(["-C", shallow.to_str().unwrap(), "verify"]).cannot();
    assert!(out.stderr.contains("--unshallow"), "{}", out.stderr);
}

#[test]
fn what_is_not_there() {
    let world = approved();
    world.run(["verify", "approved/mn-hoa-sen/2024-2025/v9"]).cannot();
    world.run(["verify", "mn-khong-co"]).cannot();
    world.run(["verify", "2030-2031"]).no();
    world.run(["verify", PERIOD]).ok();
    world.run(["verify", SCHOOL]).ok();
    world.run(["verify", "--root", "xyz"]).cannot();
    let empty = World::with_school();
    empty.run(["verify"]).ok();
}
