//! Approvals and trust records that are signed with OpenPGP, and what must not pass for them.

use super::approval_story::*;
use super::ring::*;
use super::world::{SCHOOL, Who, World, has_program};

/// A school whose principal has an OpenPGP key, with an approved plan; the key as it is named.
fn approved_by_gpg() -> Option<(World, Ring, String)> {
    if !has_program("gpg") {
        return None;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    let key = format!("openpgp:{}", ring.openpgp(&world, "Mai <mai@example.edu.vn>"));
    school_of(&world, &key);
    world.run(["approve", PERIOD, "--yes", "--key", &key]).ok();
    Some((world, ring, key))
}

#[test]
fn a_principal_with_an_openpgp_key() {
    let Some((mut world, _ring, key)) = approved_by_gpg() else { return };
    assert_eq!(verdict(&world, &tag(1)), "valid");
    let shown = world.run(["verify", "--format", "json"]).ok().json();
    assert_eq!(shown["approvals"][0]["signer"]["fingerprint"], *key);
    assert_eq!(world.try_git(["verify-tag", &tag(1)]).code, Some(0), "and git says the same in that ring");
    world.run(["trust", "show"]).ok();
    // It is judged alike where nobody has any key, whatever the clock says.
    let nobody = world.home().join("nobody");
    let temporary = world.home().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    world.set("GNUPGHOME", nobody.to_str().unwrap());
    world.set("TMPDIR", temporary.to_str().unwrap());
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert!(!nobody.exists());
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0, "nothing is left behind");
    assert_eq!(servants(&temporary), 0, "nor any agent");
}

/// Processes that were told to work in a folder.
fn servants(folder: &std::path::Path) -> usize {
    let Ok(processes) = std::fs::read_dir("/proc") else { return 0 };
    let lines = processes.flatten().filter_map(|one| std::fs::read(one.path().join("cmdline")).ok());
    let folder = folder.to_str().unwrap();
    lines.filter(|line| String::from_utf8_lossy(line).contains(folder)).count()
}
