//! The repository itself lies: objects that are not what their names say, files beside the history, HEAD.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World, has_program};

const PLAN_PATH: &str = "schools/mn-hoa-sen/2024-2025/plan.md";

/// Two texts under one object id, as a collision of SHA-1 would make them. No such pair of git objects is known (the
/// published PDFs do not collide as blobs, whose bytes begin with their length), so this story cannot have one. What it
/// shows is both halves of the defence: an object whose bytes do not hash to its name is refused where approvals are
/// judged; and where object names are believed, as they would have to be for a true pair, the SHA-256 in the statement
/// refuses the other text. Not shown: that the hash function of the library notices such an attack by itself.
#[test]
fn two_plans_under_one_object_id() {
    let world = approved();
    let blob = world.git(["rev-parse", &format!("HEAD:{PLAN_PATH}")]).trim().to_owned();
    let other = plan().replacen("03 lớp", "00 lớp", 1);
    lie(&world, &world.path(".git/objects"), &blob, "blob", other.as_bytes());
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    assert!(world.git(["cat-file", "blob", &blob]).contains("00 lớp"), "git shows the other text");
    assert!(git_accepts(&world, &tag(1)));
    // `status` believes the names of objects; the statement does not agree.
    let out = world.run(["status", "--format", "json"]);
    assert!(out.stdout.contains("content-mismatch"), "{}", out.said());
    let out = world.run(["verify", &tag(1)]).cannot();
    assert!(out.stderr.contains(&blob[..7]), "{}", out.stderr);
}

/// The statement agrees with the text that lies under a false name, and `status` has looked at it. What was only looked at
/// is not remembered as judged.
#[test]
fn a_look_is_no_judgement() {
    let world = approved();
    let commit = world.git(["rev-parse", "HEAD"]);
    let honest = world.git(["rev-parse", &format!("HEAD:{PLAN_PATH}")]).trim().to_owned();
    edit_plan(&world, "Một câu khác.");
    let blob = world.git(["rev-parse", &format!("HEAD:{PLAN_PATH}")]).trim().to_owned();
    // The statement is of the first text, the commit names the second, and the store shows the first under its name.
    follow(&world, 2, Who::Principal, 1);
    assert_ne!(honest, blob);
    lie(&world, &world.path(".git/objects"), &blob, "blob", plan().as_bytes());
    world.run(["status"]).ok();
    let out = world.run(["verify", &tag(2)]).cannot();
    assert!(out.stderr.contains(&blob[..7]), "{}", out.stderr);
    assert!(git_accepts(&world, &tag(2)) && !commit.is_empty());
}

/// A commit whose bytes do not hash to its name says that cô Mai made Tùng the principal. `status` has seen it, and what it
/// saw is no knowledge for `verify`.
#[test]
fn a_commit_that_lies_and_was_looked_at() {
    let world = approved();
    let head = world.git(["rev-parse", "HEAD"]).trim().to_owned();
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Principal);
    let false_one = world.git(["cat-file", "commit", "HEAD"]);
    world.git(["reset", "--quiet", "--hard", &head]);
    edit_plan(&world, "Một câu.");
    let honest = world.git(["rev-parse", "HEAD"]).trim().to_owned();
    edit_plan(&world, "Hai câu.");
    lie(&world, &world.path(".git/objects"), &honest, "commit", false_one.as_bytes());
    assert!(
        world.git(["show", "HEAD~1:schools/mn-hoa-sen/school.toml"]).contains("serial = 2"),
        "git believes it"
    );
    world.run(["status"]);
    let out = world.run(["verify"]).cannot();
    assert!(out.stderr.contains(&honest[..7]), "{}", out.stderr);
    assert!(git_accepts(&world, &tag(1)));
}

/// Objects that are missing or garbage: no answer, and never a good one.
#[test]
fn missing_and_damaged_objects() {
    let world = approved();
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    for what in ["HEAD", "HEAD^{tree}", "HEAD~1", "HEAD:schools", &format!("HEAD:{PLAN_PATH}"), "tag"] {
        for garbage in [None, Some(&b"x\x9cgarbage"[..]), Some(b"")] {
            let revision = if what == "tag" { tag(1) } else { what.to_owned() };
            let id = world.git(["rev-parse", &revision]);
            let (folder, file) = id.trim().split_at(2);
            let path = world.path(&format!(".git/objects/{folder}/{file}"));
            let sound = std::fs::read(&path).unwrap();
            std::fs::remove_file(&path).unwrap();
            if let Some(bytes) = garbage {
                std::fs::write(&path, bytes).unwrap();
            }
            let out = world.run(["verify", "--format", "json"]);
            if out.code == Some(1) {
                assert_eq!((what, &out.json()["approvals"][0]["verdict"]), ("tag", &"not-a-commit".into()));
            } else {
                assert_eq!(out.code, Some(2), "{what}: {}", out.said());
            }
            let _ = std::fs::remove_file(&path);
            std::fs::write(&path, sound).unwrap();
        }
    }
    stands(&world, &tag(1), "valid");
}

/// A commit-graph file that gives Tùng's record another past: as if it had been there from the beginning.
#[test]
fn a_commit_graph_that_lies() {
    if !has_program("sha1sum") {
        return;
    }
    let world = approved();
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    follow(&world, 2, Who::Stranger, 2);
    world.git(["commit-graph", "write", "--reachable"]);
    let path = world.path(".git/objects/info/commit-graph");
    let mut bytes = std::fs::read(&path).unwrap();
    let number = |at: usize| u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let chunks = usize::from(bytes[6]);
    let entries = (0..chunks).map(|chunk| 8 + 12 * chunk);
    let data = entries.clone().find(|at| &bytes[*at..at + 4] == b"CDAT").map(|at| number(at + 4)).unwrap();
    let count = (number(8 + 12 * chunks + 4) - 20 - data) / 36;
    let count = count.min(world.git(["rev-list", "--count", "--all"]).trim().parse().unwrap());
    for commit in 0..count {
        // Tree, first parent, second parent: no commit has any.
        let parents = data + 36 * commit + 20;
        bytes[parents..parents + 4].copy_from_slice(&0x7000_0000_u32.to_be_bytes());
    }
    let end = bytes.len() - 20;
    let body = world.home().join("body");
    std::fs::write(&body, &bytes[..end]).unwrap();
    let sum = world.command("sha1sum").arg(&body).output().unwrap().stdout;
    let sum: caitien::approval::Id = String::from_utf8(sum).unwrap()[..40].parse().unwrap();
    bytes[end..].copy_from_slice(&sum.0);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(world.git(["rev-list", "--count", "HEAD"]).trim(), "1", "git believes it");
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
}

/// HEAD stands nowhere in particular: on a commit, on a tag, on a branch that is not there yet.
#[test]
fn head_elsewhere() {
    let world = approved();
    world.git(["checkout", "--quiet", "--detach"]);
    stands(&world, &tag(1), "valid");
    world.write(".git/HEAD", &format!("ref: refs/tags/{}\n", tag(1)));
    stands(&world, &tag(1), "valid");
    world.write(".git/HEAD", "ref: refs/heads/khong-co\n");
    stands(&world, &tag(1), "valid");
    // Before the school was founded there is no record in force that the approval could belong to …
    let world = settings_first();
    world.git(["checkout", "--quiet", "HEAD~2"]);
    assert!(matches!(verdict(&world, &tag(1)).as_str(), "valid" | "foreign"));
    // … and on Tùng's own commit the record is his.
    world.git(["checkout", "--quiet", "main"]);
    world.git(["checkout", "--quiet", "-b", "tung"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
}

/// A `.git` that leads to another repository: that one is judged, with its own pins, whatever lies around it.
#[test]
fn a_git_file_that_leads_elsewhere() {
    let world = approved();
    let there = world.home().join("khac");
    std::fs::create_dir_all(there.join("schools").join(SCHOOL)).unwrap();
    std::fs::write(there.join(".git"), format!("gitdir: {}\n", world.path(".git").display())).unwrap();
    let own = record(&world, 2, Who::Stranger, "");
    std::fs::write(there.join(format!("schools/{SCHOOL}/school.toml")), own).unwrap();
    let verify = |folder: &std::path::Path| world.run(["-C", folder.to_str().unwrap(), "verify"]);
    verify(&there).ok();
    for text in ["gitdir: /khong/co\n", "gitdir: .\n", "gitdir: .git\n", "rác", "", "gitdir: ../khac/.git\n"]
    {
        std::fs::write(there.join(".git"), text).unwrap();
        verify(&there).cannot();
    }
}

/// Kinds of storage that cannot be read here, and a repository of somebody else: no answer, not a good one.
#[test]
fn repositories_that_are_not_judged() {
    let sha256 = World::new();
    sha256.git(["init", "-q", "--object-format=sha256"]);
    sha256.run(["verify"]).cannot();
    let reftable = World::new();
    if reftable.try_git(["init", "-q", "--ref-format=reftable"]).code == Some(0) {
        reftable.run(["verify"]).cannot();
    }
    let world = approved();
    let is_root = world.command("id").arg("-u").output().unwrap().stdout == b"0\n";
    if is_root && has_program("chown") {
        world.command("chown").args(["-R", "65534:65534", "."]).status().unwrap();
        let out = world.run(["verify"]).cannot();
        assert!(out.stderr.contains("safe.directory"), "{}", out.stderr);
    }
}
