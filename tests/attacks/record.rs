//! Tùng smuggles a trust record in: through merges, through what git lets a repository's owner write beside its
//! history, through what lies at the record's path.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

const RECORD: &str = "schools/mn-hoa-sen/school.toml";

/// Whoever has pushed Tùng's record: his approval under it does not count, and neither does anything else until the
/// record is put back.
#[track_caller]
fn is_refused(world: &World, serial: u32) {
    follow(world, 2, Who::Stranger, serial);
    refused(world, &tag(2), "trust-violation", Git::Accepts);
    refused(world, &tag(1), "trust-violation", Git::Accepts);
}

/// A branch with one harmless commit.
fn branch(world: &World, name: &str) {
    world.git(["checkout", "--quiet", "-b", name, "main"]);
    world.write(&format!("{name}.md"), "x\n");
    world.commit_all("Ghi chú");
    world.git(["checkout", "--quiet", "main"]);
}

/// Neither branch has it; only the merge itself does.
#[test]
fn a_record_made_in_the_merge_itself() {
    let world = approved();
    branch(&world, "mot");
    world.git(["merge", "--quiet", "--no-ff", "--no-commit", "mot"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Nhập", Who::Stranger);
    is_refused(&world, 2);
}

/// Three branches at once; one of them has it.
#[test]
fn an_octopus_merge() {
    let world = approved();
    branch(&world, "mot");
    branch(&world, "hai");
    world.git(["checkout", "--quiet", "-b", "ba"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    world.git(["checkout", "--quiet", "main"]);
    world.git(["merge", "--quiet", "-m", "Nhập", "mot", "hai", "ba"]);
    assert_eq!(world.git(["rev-list", "--parents", "-1", "HEAD"]).split_whitespace().count(), 4);
    is_refused(&world, 2);
}

/// The history of another repository, put under the school's folder, or under a second folder of its name.
#[test]
fn a_subtree_merge() {
    for (prefix, serial) in [(format!("schools/{SCHOOL}"), 2), (format!("schools/phong/{SCHOOL}"), 1)] {
        let world = approved();
        world.git(["checkout", "--quiet", "--orphan", "kho-khac"]);
        world.git(["rm", "-rfq", "."]);
        world.write("school.toml", &record(&world, serial, Who::Stranger, ""));
        world.write(&format!("{PERIOD}/plan.md"), &plan());
        world.git(["add", "."]);
        world.commit_signed("Hồ sơ", Who::Stranger);
        world.git(["checkout", "--quiet", "main"]);
        world.git(["merge", "-q", "-s", "ours", "--no-commit", "--allow-unrelated-histories", "kho-khac"]);
        if serial == 2 {
            world.git(["rm", "-rq", &prefix]);
        }
        world.git(["read-tree", &format!("--prefix={prefix}"), "-u", "kho-khac"]);
        world.commit_signed("Nhập kho khác", Who::Stranger);
        is_refused(&world, serial);
    }
}

/// `refs/replace` lets git show another object under an id: a commit with Tùng's record, a tag with a good signature
/// in place of one without.
#[test]
fn a_replace_ref() {
    let world = approved();
    let honest = world.git(["rev-parse", "HEAD"]);
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    let false_one = world.git(["rev-parse", "HEAD"]);
    world.git(["reset", "--quiet", "--hard", honest.trim()]);
    world.git(["replace", honest.trim(), false_one.trim()]);
    assert!(world.git(["show", &format!("HEAD:{RECORD}")]).contains(&world.public_key(Who::Stranger)));
    follow(&world, 2, Who::Stranger, 2);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
    stands(&world, &tag(1), "valid");
    world.git(["tag", "-a", "-m", "Phê duyệt", &tag(3)]);
    world.git(["replace", &id(&world, &tag(3)).to_string(), &id(&world, &tag(1)).to_string()]);
    refused(&world, &tag(3), "unsigned", Git::Accepts);
}

/// Grafts give a commit other parents: here Tùng's record seems to come from the very beginning.
#[test]
fn a_graft() {
    let world = approved();
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    let head = world.git(["rev-parse", "HEAD"]);
    world.write(".git/info/grafts", &head);
    assert_eq!(world.git(["rev-list", "--count", "HEAD"]).trim(), "1");
    is_refused(&world, 2);
}

/// A line in `.git/shallow` cuts the history off in the same way. Half a history cannot be judged.
#[test]
fn a_shallow_boundary() {
    let world = approved();
    take_over(&world, Who::Stranger);
    world.commit_signed("Bàn giao", Who::Stranger);
    follow(&world, 2, Who::Stranger, 2);
    world.write(".git/shallow", &world.git(["rev-parse", "HEAD"]));
    assert!(world.run(["verify"]).cannot().stderr.contains("--unshallow"));
    assert!(git_accepts(&world, &tag(2)));
}

/// Attributes change what lies in the folder: words put in by `ident`, another encoding, a filter of Tùng's. Plans and
/// records are read as they are committed, and his program is not run.
#[test]
fn attributes_of_the_repository() {
    let world = approved();
    let mark = world.home().join("da-chay");
    let program = format!("touch {}; sed s/03/00/", mark.display());
    world.git(["config", "filter.tung.smudge", &program]);
    world.git(["config", "filter.tung.clean", &program]);
    world.git(["config", "diff.tung.textconv", &program]);
    for attribute in
        ["ident", "working-tree-encoding=UTF-16", "eol=crlf", "filter=tung", "diff=tung", "export-subst"]
    {
        world.write(".gitattributes", &format!("*.md {attribute}\n*.toml {attribute}\n"));
        world.write(".git/info/attributes", &format!("*.md {attribute}\n*.toml {attribute}\n"));
        world.run(["verify"]).ok();
        world.run(["status"]);
        world.run(["trust", "show"]).ok();
        stands(&world, &tag(1), "valid");
    }
    assert!(!mark.exists(), "a filter was run");
}

/// Objects borrowed from Tùng's own store: those that are what their names say change nothing, and one that is not
/// is found out.
#[test]
fn an_alternate_object_store() {
    let world = approved();
    let other = World::with_repository();
    other.write("x.md", "x\n");
    other.commit_all("Của Tùng");
    let store = other.path(".git/objects");
    world.write(".git/objects/info/alternates", &format!("{}\n", store.display()));
    stands(&world, &tag(1), "valid");
    // The school's record under its own name, but with Tùng's key; the true one is taken away.
    let blob = world.git(["rev-parse", &format!("HEAD:{RECORD}")]).trim().to_owned();
    lie(&world, &store, &blob, "blob", record(&world, 1, Who::Stranger, "").as_bytes());
    let out = world.run(["verify"]).cannot();
    assert!(out.stderr.contains(&blob[..7]), "{}", out.stderr);
    assert!(git_accepts(&world, &tag(1)), "git looks at the tag alone");
}

/// The record as it was, but with other line ends, or with a mark in front.
#[test]
fn a_record_with_crlf_or_a_byte_order_mark() {
    let world = approved();
    let text = world.school_record();
    for changed in
        [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.replace("serial = 1", "serial=1")]
    {
        write_record(&world, &changed);
        world.commit_signed("Không đổi gì", Who::Stranger);
        refused(&world, &tag(1), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    }
    // With the principal's signature and the next serial it is a record like any other, if it can be read.
    write_record(&world, &record(&world, 2, Who::Principal, "").replace('\n', "\r\n"));
    world.commit_signed("Đổi cách xuống dòng", Who::Principal);
    stands(&world, &tag(1), "valid");
}

/// A link, a repository of Tùng's, a folder, or nothing at the record's path; and a second one of the same name.
#[test]
fn a_link_or_a_submodule_in_place_of_the_record() {
    let world = approved();
    let target = world.git(["hash-object", "-w", "--stdin"].iter()).trim().to_owned();
    let head = world.git(["rev-parse", "HEAD"]).trim().to_owned();
    world.write("schools/tung/school.toml", &record(&world, 2, Who::Stranger, ""));
    for (mode, object) in [("120000", target.as_str()), ("160000", &head), ("0", &"0".repeat(40))] {
        world.git(["rm", "-q", "--cached", RECORD]);
        if mode != "0" {
            world.git(["update-index", "--add", "--cacheinfo", &format!("{mode},{object},{RECORD}")]);
        }
        world.commit_signed("Thay tệp", Who::Stranger);
        is_refused(&world, 2);
        world.git(["tag", "-d", &tag(2)]);
        world.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    }
    world.write(&format!("schools/cu/{SCHOOL}/school.toml"), &world.school_record());
    world.commit_all("Hai thư mục");
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
}
