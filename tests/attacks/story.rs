//! How a story ends: what `caitien verify` says of a tag, and what plain git says beside it.

use super::approval_story::*;
use super::world::{SCHOOL, Who, World};

/// What plain `git verify-tag` says, with everybody's key in its list of allowed signers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Git {
    Accepts,
    Refuses,
}

/// The tag must get this verdict, which is a no, and git must say this.
#[track_caller]
pub(crate) fn refused(world: &World, tag: &str, code: &str, git: Git) {
    let out = world.run(["verify", tag, "--format", "json"]).no();
    assert_eq!(code_of(&out, tag), code, "{}", out.stdout);
    assert_eq!(git_accepts(world, tag), git == Git::Accepts, "git on {tag}");
}

/// The tag must hold, with this verdict, and git accepts it as well.
#[track_caller]
pub(crate) fn stands(world: &World, tag: &str, code: &str) {
    let out = world.run(["verify", tag, "--format", "json"]).ok();
    assert_eq!(code_of(&out, tag), code, "{}", out.stdout);
    assert!(git_accepts(world, tag), "git on {tag}");
}

#[track_caller]
fn code_of(out: &super::world::Output, tag: &str) -> String {
    let json = out.json();
    let one = &json["approvals"][0];
    assert_eq!(one["tag"], tag, "{}", out.stdout);
    one["verdict"].as_str().unwrap().to_owned()
}

/// A school in a repository where `caitien.toml` came in a commit of its own, before the school.
pub(crate) fn settings_first() -> World {
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    world.commit_all("Kho");
    world.write(&format!("schools/{SCHOOL}/school.toml"), &world.school_record());
    world.git(["add", "."]);
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    world
}

/// `caitien.toml` that names this person's key as an education office's.
pub(crate) fn settings_with_office(world: &World, who: Who) -> String {
    let key = world.public_key(who);
    format!("schema = 1\n\n[[office]]\nid = \"pgd\"\nname = \"Phòng GDĐT\"\nkeys = [\"{key}\"]\n")
}

/// A trust record with serial 2 that makes this person the principal, staged.
pub(crate) fn take_over(world: &World, who: Who) {
    let status = status(world, "status = \"retired\"\nfrom-sequence = 2");
    write_record(world, &record(world, 2, who, &status));
}

/// The id of the tag object.
pub(crate) fn id(world: &World, tag: &str) -> caitien::approval::Id {
    world.git(["rev-parse", &format!("refs/tags/{tag}")]).trim().parse().unwrap()
}

/// An approval of HEAD that follows the first one, by anybody.
pub(crate) fn follow(world: &World, version: u32, who: Who, serial: u32) -> String {
    let first = id(world, &tag(1));
    forge(world, &tag(version), who, |statement| {
        (statement.sequence, statement.previous) = (2, Some(first));
        statement.trust_serial = serial;
    })
}

/// Puts an object into a store whose bytes do not hash to its name, and takes the true one away from the world.
pub(crate) fn lie(world: &World, store: &std::path::Path, id: &str, kind: &str, bytes: &[u8]) {
    let own = World::with_repository();
    let path = own.path("x");
    std::fs::write(&path, bytes).unwrap();
    let stored = own.git(["hash-object", "-w", "--no-filters", "-t", kind, "--literally", "x"]);
    let (folder, file) = stored.trim().split_at(2);
    let from = own.path(&format!(".git/objects/{folder}/{file}"));
    let (folder, file) = id.split_at(2);
    let _ = std::fs::remove_file(world.path(&format!(".git/objects/{folder}/{file}")));
    std::fs::create_dir_all(store.join(folder)).unwrap();
    std::fs::copy(from, store.join(folder).join(file)).unwrap();
}
