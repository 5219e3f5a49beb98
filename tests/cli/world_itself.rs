//! The world of the tests keeps its promises.

use crate::world::{SCHOOL, Who, World};

#[test]
fn a_school_stands_committed_and_signed() {
    let world = World::with_school();
    assert_eq!(world.git(["status", "--porcelain"]), "");
    let commit = world.git(["cat-file", "commit", "HEAD"]);
    assert!(commit.contains("-----BEGIN SSH SIGNATURE-----"), "{commit}");
    assert!(commit.contains("+0700"), "{commit}");
    let repo = caitien::git::Repo::open(world.folder()).unwrap();
    let head = repo.head().unwrap().unwrap();
    let path = format!("schools/{SCHOOL}/school.toml");
    let record = repo.read(head, &path).unwrap().unwrap();
    assert_eq!(String::from_utf8(record).unwrap(), world.school_record());
    assert_eq!(repo.files(head, "schools").unwrap().len(), 1);
    assert_eq!(repo.commit(head).unwrap().summary(), "Lập hồ sơ trường");
    assert!(world.public_key(Who::Stranger).starts_with("ssh-ed25519 "));
}

#[test]
fn ids_and_paths_are_scrubbed() {
    let world = World::with_repository();
    let text = format!("{} at 89e6c98d92887913cadf06b2adb97f26cde4849b.", world.folder().display());
    assert_eq!(world.scrub(&text), "~/kho at <id>.");
}
