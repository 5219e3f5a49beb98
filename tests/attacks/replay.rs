//! The right tag in the wrong place or at the wrong time: other schools, other repositories, other readers.

use std::path::{Path, PathBuf};

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

/// A second school of the same repository, `mn-doi-thong`, with this principal.
fn second_school(world: &World, principal: Who) {
    let text = record(world, 1, principal, "").replace(SCHOOL, "mn-doi-thong");
    world.write("schools/mn-doi-thong/school.toml", &text);
    world.write(&format!("schools/mn-doi-thong/{PERIOD}/plan.md"), &plan().replace(SCHOOL, "mn-doi-thong"));
    world.git(["add", "."]);
    world.commit_signed("Trường thứ hai", principal);
}

/// Cô Mai's approval of her own plan, shown as the approval of the school next door.
#[test]
fn replayed_in_another_school_of_the_repository() {
    let world = approved();
    second_school(&world, Who::FormerPrincipal);
    let there = tag(1).replace(SCHOOL, "mn-doi-thong");
    // The very object under the other name, and the object with its own header changed as well.
    world.git(["update-ref", &format!("refs/tags/{there}"), &id(&world, &tag(1)).to_string()]);
    refused(&world, &there, "renamed", Git::Accepts);
    let bytes = raw(&world, &tag(1)).replace(&tag(1), &there);
    place(&world, &there, &bytes);
    refused(&world, &there, "bad-signature", Git::Refuses);
}

/// Cô Mai is a principal, but not of that school: her key is good, her statement is about the right plan.
#[test]
fn an_entitled_key_of_the_wrong_school() {
    let world = approved();
    second_school(&world, Who::FormerPrincipal);
    let there = tag(1).replace(SCHOOL, "mn-doi-thong");
    let repo = caitien::git::Repo::open(world.folder()).unwrap();
    let root = caitien::work::trust::root_of(&repo, "mn-doi-thong").unwrap().unwrap();
    let text = plan().replace(SCHOOL, "mn-doi-thong");
    let parsed = caitien::plan::parse::parse(&text).plan;
    let truthful = |statement: &mut caitien::approval::Statement| {
        statement.root = root;
        statement.content.plan = caitien::approval::digest::plan(&parsed);
        statement.content.items = caitien::approval::digest::items(&parsed);
    };
    forge(&world, &there, Who::FormerPrincipal, truthful);
    world.git(["config", "caitien.mn-doi-thong.root", &root.to_string()]);
    stands(&world, &there, "valid");
    world.git(["tag", "-d", &there]);
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    forge(&world, &there, Who::Principal, truthful);
    refused(&world, &there, "unknown-key", Git::Accepts);
    // Nor with the statement of her own school: the root in it is another one.
    forge(&world, &there, Who::FormerPrincipal, |statement| truthful_but_root(statement, truthful));
    refused(&world, &there, "foreign", Git::Accepts);
}

fn truthful_but_root(
    statement: &mut caitien::approval::Statement,
    truthful: impl Fn(&mut caitien::approval::Statement),
) {
    let root = statement.root;
    truthful(statement);
    statement.root = root;
}

/// Tùng lets the tag's name stand for another commit, for another tag object, for a tag of the old one.
#[test]
fn a_tag_that_was_moved() {
    let world = approved();
    let (old, bytes) = (id(&world, &tag(1)), raw(&world, &tag(1)));
    let head = world.git(["rev-parse", "HEAD"]);
    edit_plan(&world, "Bớt một điểm yếu.");
    let moved = bytes.replace(head.trim(), world.git(["rev-parse", "HEAD"]).trim());
    place(&world, &tag(1), &moved);
    refused(&world, &tag(1), "bad-signature", Git::Refuses);
    world.git(["update-ref", &format!("refs/tags/{}", tag(1)), "HEAD"]);
    refused(&world, &tag(1), "not-a-commit", Git::Refuses);
    world.git(["tag", "-d", &tag(1)]);
    // Signed anew by cô Mai's own key over the other plan: this clone has seen the first one.
    let key = world.key(Who::Principal);
    sign(&world, &tag(1), &restated(&world, &bytes), Who::Principal);
    refused(&world, &tag(1), "broken-chain", Git::Accepts);
    world.git(["update-ref", &format!("refs/tags/{}", tag(1)), &old.to_string()]);
    stands(&world, &tag(1), "valid");
    assert!(key.exists());
}

/// The statement of a tag object, about the plan as it lies in the folder now.
fn restated(world: &World, bytes: &str) -> String {
    let message = caitien::git::tag::split(bytes.as_bytes()).unwrap().message;
    let mut statement = caitien::approval::Statement::parse(&message).unwrap();
    let text = world.read(&format!("schools/{SCHOOL}/{PERIOD}/plan.md"));
    let parsed = caitien::plan::parse::parse(&text).plan;
    statement.content.plan = caitien::approval::digest::plan(&parsed);
    statement.content.items = caitien::approval::digest::items(&parsed);
    statement.message("Trường")
}

/// A reader's own clone of a repository, with the root pinned.
struct Reader<'w> {
    world: &'w World,
    folder: PathBuf,
}

impl<'w> Reader<'w> {
    fn clone(world: &'w World, from: &Path, name: &str) -> Reader<'w> {
        let folder = world.home().join(name);
        let url = format!("file://{}", from.display());
        world.git(["clone", "--quiet", &url, folder.to_str().unwrap()]);
        let reader = Reader { world, folder };
        reader.git(&["config", "remote.origin.tagOpt", "--no-tags"]);
        reader.git(&["config", "--add", "remote.origin.fetch", "+refs/tags/*:refs/tags/*"]);
        reader
    }

    fn pin(&self) {
        let root = statement(self.world, &tag(1)).root.to_string();
        self.git(&["config", &format!("caitien.{SCHOOL}.root"), &root]);
    }

    fn git(&self, arguments: &[&str]) {
        self.world.git(["-C", self.folder.to_str().unwrap()].iter().chain(arguments));
    }

    /// Each approval's verdict; the exit code must agree.
    fn verify(&self, more: &[&str]) -> Vec<(String, String)> {
        let arguments = ["-C", self.folder.to_str().unwrap(), "verify", "--format", "json"];
        let out = self.world.run(arguments.iter().chain(more));
        let json = out.json();
        assert_eq!(out.code == Some(0), json["good"].as_bool().unwrap(), "{}", out.stdout);
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let approvals = json["approvals"].as_array().unwrap();
        approvals.iter().map(|one| (text(&one["tag"]), text(&one["verdict"]))).collect()
    }
}

/// The server shows bà Hạnh one approval and the supervisor another, of the same name, both with cô Mai's key.
/// Neither can know it alone; the moment one of them fetches what the other has, it shows.
#[test]
fn two_histories_shown_to_two_readers() {
    let world = approved();
    let (hanh, loan) =
        (Reader::clone(&world, world.folder(), "hanh"), Reader::clone(&world, world.folder(), "loan"));
    hanh.pin();
    loan.pin();
    assert_eq!(hanh.verify(&[]), [(tag(1), "valid".into())]);
    forge(&world, &tag(1), Who::Principal, |statement| statement.account.new += 1);
    loan.git(&["fetch", "--quiet"]);
    assert_eq!(loan.verify(&[]), [(tag(1), "valid".into())]);
    let other = format!("+refs/tags/{0}:refs/tags/{0}", tag(1));
    loan.git(&["fetch", "--quiet", "../hanh", &other]);
    assert_eq!(loan.verify(&[]), [(tag(1), "broken-chain".into())]);
    hanh.git(&["fetch", "--quiet"]);
    assert_eq!(hanh.verify(&[]), [(tag(1), "broken-chain".into())]);
    assert!(git_accepts(&world, &tag(1)));
}

/// The server shows an old copy: the branch went back, the second approval and the handover are gone.
#[test]
fn a_stale_copy_after_a_newer_one_was_seen() {
    let world = approved();
    let old = world.git(["rev-parse", "HEAD"]);
    take_over(&world, Who::FormerPrincipal);
    world.commit_signed("Bàn giao", Who::Principal);
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    let hanh = Reader::clone(&world, world.folder(), "hanh");
    hanh.pin();
    let good = [(tag(1), "superseded".into()), (tag(2), "valid".into())];
    assert_eq!(hanh.verify(&[]), good);
    world.git(["reset", "--quiet", "--hard", old.trim()]);
    world.git(["tag", "-d", &tag(2)]);
    hanh.git(&["fetch", "--quiet", "--prune"]);
    hanh.git(&["reset", "--quiet", "--hard", "origin/main"]);
    let found = hanh.verify(&[]);
    assert_eq!(found, [(tag(1), "trust-violation".into()), (tag(2), "broken-chain".into())]);
    assert!(git_accepts(&world, &tag(1)));
    // Only the tag is missing, and an approval is all that the old server forgot.
    hanh.git(&["reset", "--quiet", "--hard", "ORIG_HEAD"]);
    assert_eq!(hanh.verify(&[])[1], (tag(2), "broken-chain".into()));
}

/// The branch went back behind the handover, but the tags that were made after it are still there, and lead to the newer
/// record. It is in force no more, and that shows.
#[test]
fn a_branch_that_went_back_behind_its_tags() {
    let world = approved();
    let old = world.git(["rev-parse", "HEAD"]);
    take_over(&world, Who::FormerPrincipal);
    world.commit_signed("Bàn giao", Who::Principal);
    edit_plan(&world, "Thêm.");
    approve(&world, PERIOD, Who::FormerPrincipal);
    stands(&world, &tag(2), "valid");
    world.git(["reset", "--quiet", "--hard", old.trim()]);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
    refused(&world, &tag(2), "trust-violation", Git::Accepts);
}

/// Tùng founds a repository of his own that looks like the school's, with cô Mai's name on his key.
#[test]
fn a_false_root_on_the_first_clone() {
    let honest = approved();
    let root = statement(&honest, &tag(1)).root.to_string();
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    write_record(&world, &record(&world, 1, Who::Stranger, ""));
    world.commit_signed("Hồ sơ", Who::Stranger);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Stranger);
    stands(&world, &tag(1), "valid");
    let hanh = Reader::clone(&world, world.folder(), "hanh");
    assert_eq!(hanh.verify(&[]), [(tag(1), "unpinned".into())]);
    assert!(git_accepts(&world, &tag(1)));
    // With the fingerprint that cô Mai told her, on the command line or pinned.
    assert_eq!(hanh.verify(&["--root", &root]), [(tag(1), "unpinned".into())]);
    hanh.git(&["config", &format!("caitien.{SCHOOL}.root"), &root]);
    assert_eq!(hanh.verify(&[]), [(tag(1), "foreign".into())]);
}

/// Tùng brings the folder on a stick, with his own root pinned in its git directory. Whoever names the true root on
/// the command line trusts that one and no other.
#[test]
fn a_root_that_was_pinned_by_whoever_brought_the_folder() {
    let honest = approved();
    let root = statement(&honest, &tag(1)).root.to_string();
    let world = World::with_repository();
    write_record(&world, &record(&world, 1, Who::Stranger, ""));
    world.commit_signed("Hồ sơ", Who::Stranger);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Stranger);
    let out = world.run(["verify", "--root", &root, "--format", "json"]).no();
    assert_eq!(out.json()["approvals"][0]["verdict"], "unpinned");
    assert!(git_accepts(&world, &tag(1)));
    // The same through a `.git` that is a file and names a folder of Tùng's.
    std::fs::rename(world.path(".git"), world.path("ghi-chu")).unwrap();
    world.write(".git", "gitdir: ghi-chu\n");
    let out = world.run(["verify", "--root", &root, "--format", "json"]).no();
    assert_eq!(out.json()["approvals"][0]["verdict"], "unpinned");
}
