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

/// Sets the clock of the person's own `gpg`; None lets it run again.
fn set_clock(world: &World, at: Option<&str>) {
    let setting = at.map(|at| format!("faked-system-time {at}\n")).unwrap_or_default();
    std::fs::write(world.home().join("gnupg/gpg.conf"), setting).unwrap();
}

#[test]
fn a_strangers_key_counts_for_nothing_wherever_it_lies() {
    let Some((world, ring, _)) = approved_by_gpg() else { return };
    let stranger = format!("openpgp:{}", ring.openpgp(&world, "Mai <mai@example.edu.vn> gia"));
    let forged = second(&world, |payload| signature(&world, &stranger, &[], payload));
    assert_eq!(verdict(&world, &forged), "unknown-key");
    assert_eq!(world.try_git(["verify-tag", &forged]).code, Some(0), "it lies in the ring of whoever asks");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    for (key, value) in [
        ("gpg.program", "/bin/true"),
        ("gpg.openpgp.program", "/bin/true"),
        ("gpg.x509.program", "/bin/true"),
        ("gpg.minTrustLevel", "undefined"),
        ("gpg.format", "openpgp"),
        ("core.fsmonitor", "/bin/false"),
    ] {
        world.git(["config", key, value]);
    }
    assert_eq!(verdict(&world, &forged), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    world.run(["approve", PERIOD, "--yes", "--key", &stranger]).no();
}

#[test]
fn what_was_changed_after_signing() {
    let Some((world, _ring, _)) = approved_by_gpg() else { return };
    let bytes = raw(&world, &tag(1));
    world.git(["tag", "-d", &tag(1)]);
    place(&world, &tag(1), &bytes.replace("carried = 0", "carried = 9"));
    assert_eq!(verdict(&world, &tag(1)), "bad-signature");
}

#[test]
fn only_one_plain_signature_is_one() {
    let Some((world, ring, key)) = approved_by_gpg() else { return };
    let other = ring.openpgp(&world, "Bình <binh@example.edu.vn>");
    let sign = |more: &[&str], payload: &[u8]| signature(&world, &key, more, payload);
    let two = second(&world, |payload| sign(&["--local-user", &other], payload));
    assert_eq!(verdict(&world, &two), "bad-signature", "two in one block");
    let blocks = second(&world, |payload| sign(&[], payload).repeat(2));
    assert_eq!(verdict(&world, &blocks), "bad-signature", "two blocks");
    let sha1 = second(&world, |payload| sign(&["--digest-algo", "SHA1"], payload));
    assert_eq!(verdict(&world, &sha1), "bad-signature", "a digest that does not hold");
    assert_eq!(world.try_git(["verify-tag", &sha1]).code, Some(0), "git takes it");
    let ends = second(&world, |payload| sign(&["--default-sig-expire", "1d"], payload));
    assert_eq!(verdict(&world, &ends), "bad-signature", "it would hang on the clock");
    let text = second(&world, |payload| sign(&["--textmode"], payload));
    assert_eq!(verdict(&world, &text), "bad-signature", "made over another text than this one");
    let commented = second(&world, |payload| sign(&["--comment", "x"], payload));
    assert_eq!(verdict(&world, &commented), "bad-signature", "more than a signature");
    let message = |payload: &[u8]| {
        let made =
            with_input(&world, "gpg", &["--batch", "--armor", "--local-user", &key[8..], "--sign"], payload);
        String::from_utf8(made).unwrap()
    };
    let opaque = second(&world, message);
    assert_eq!(verdict(&world, &opaque), "bad-signature", "a message that brings its own text along");
    let disguised = second(&world, |_| message(b"anything").replace("PGP MESSAGE", "PGP SIGNATURE"));
    assert_eq!(verdict(&world, &disguised), "bad-signature", "the same, called a signature");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    let fine = second(&world, |payload| sign(&[], payload));
    assert_eq!(verdict(&world, &fine), "valid", "and made plainly it is one");
}

#[test]
fn a_subkey_signs_for_its_owner_once_the_record_has_it() {
    let Some((world, ring, key)) = approved_by_gpg() else { return };
    let before = entry(&world, &key);
    ring.gpg(&world, &["--quick-add-key", &key[8..], "ed25519", "sign", "never"]);
    // gpg takes the newest key; the record does not know it yet.
    edit_plan(&world, "Thêm một câu.");
    let out = world.run(["approve", PERIOD, "--yes", "--key", &key]).cannot();
    assert!(out.stderr.contains("không khớp khóa trong hồ sơ"), "{}", out.stderr);
    let early = second(&world, |payload| signature(&world, &key, &[], payload));
    assert_eq!(verdict(&world, &early), "unknown-key");
    world.git(["tag", "-d", &early]);
    // The principal brings it in.
    assert_ne!(before, entry(&world, &key));
    let change = ["trust", "change", "add-key", "hieu-truong", &key, "--key", &key, "--yes"];
    let told = world.run(change.iter().chain(&["--dry-run", "--format", "json"])).ok().json();
    assert_eq!(told["changes"][0]["change"], "key-renewed", "{told}");
    world.run(change).ok();
    assert!(!world.read(&format!("schools/{SCHOOL}/school.toml")).contains(&format!("{before}\"")));
    assert_eq!(verdict(&world, &tag(1)), "valid", "it is the same key");
    world.run(["approve", PERIOD, "--yes", "--key", &key]).ok();
    assert_eq!(verdict(&world, &tag(2)), "valid");
    let shown = world.run(["verify", &tag(2), "--format", "json"]).ok().json();
    assert_eq!(shown["approvals"][0]["signer"]["fingerprint"], *key, "a person is known by the primary key");
}

#[test]
fn dates_decide_nothing() {
    if !has_program("gpg") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    set_clock(&world, Some("20200601T000000"));
    ring.gpg(&world, &["--quick-gen-key", "Mai <mai@example.edu.vn>", "ed25519", "sign", "1y"]);
    let key = format!("openpgp:{}", ring.digits(&world, "Mai"));
    school_of(&world, &key);
    world.run(["approve", PERIOD, "--yes", "--key", &key]).ok();
    set_clock(&world, None);
    assert_eq!(verdict(&world, &tag(1)), "valid", "the key ran out long ago, and nobody retired it");
    let refused = world.run(["approve", PERIOD, "--yes", "--key", &key]);
    assert_ne!(refused.code, Some(0), "its owner's gpg does not sign with it any more");
    // A thief sets the clock back, and gains nothing: the record counts approvals.
    let status = format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"retired\"\nfrom-sequence = 2\n");
    let path = format!("schools/{SCHOOL}/school.toml");
    let record = world.read(&path).replace("serial = 1", "serial = 2");
    world.write(&path, &(record.replace(&entry(&world, &key), &world.public_key(Who::Principal)) + &status));
    world.git(["add", "."]);
    set_clock(&world, Some("20200701T000000"));
    commit(&world, "Đổi khóa", &key);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    let late = second(&world, |payload| signature(&world, &key, &[], payload));
    assert_eq!(
        verdict(&world, &late),
        "not-entitled",
        "dated before the retirement, and after it in the chain"
    );
}

#[test]
fn a_key_is_revoked_by_the_record_alone() {
    let Some((world, ring, key)) = approved_by_gpg() else { return };
    let line = entry(&world, &key);
    let revocation = world.home().join(format!("gnupg/openpgp-revocs.d/{}.rev", &key[8..]));
    let text = std::fs::read_to_string(&revocation).unwrap().replace(":-----BEGIN", "-----BEGIN");
    std::fs::write(&revocation, text).unwrap();
    ring.gpg(&world, &["--import", revocation.to_str().unwrap()]);
    assert_ne!(world.try_git(["verify-tag", &tag(1)]).code, Some(0), "git asks the ring");
    assert_eq!(verdict(&world, &tag(1)), "valid", "the record has not heard of it");
    let out = world.run(["trust", "key", &key]).cannot();
    assert!(out.stderr.contains("thu hồi"), "{}", out.stderr);
    let status = format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"compromised\"\n");
    let path = format!("schools/{SCHOOL}/school.toml");
    let record = world.read(&path).replace("serial = 1", "serial = 2");
    world.write(&path, &(record.replace(&line, &world.public_key(Who::Principal)) + &status));
    world.git(["add", "."]);
    world.commit_signed("Khóa bị lộ", Who::Stranger);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation", "a stranger says nothing");
}

#[test]
fn a_record_that_a_strangers_gpg_signed() {
    let Some((world, ring, key)) = approved_by_gpg() else { return };
    let stranger = format!("openpgp:{}", ring.openpgp(&world, "Lạ <la@example.org>"));
    let path = format!("schools/{SCHOOL}/school.toml");
    let (own, theirs) = (entry(&world, &key), entry(&world, &stranger));
    world.write(&path, &world.read(&path).replace(&own, &theirs).replace("serial = 1", "serial = 2"));
    world.git(["add", "."]);
    commit(&world, "Thay hiệu trưởng", &stranger);
    assert_eq!(verdict(&world, &tag(1)), "trust-violation");
    let forged = second(&world, |payload| signature(&world, &stranger, &[], payload));
    assert_ne!(verdict(&world, &forged), "valid");
    // With the principal's signature it is a handover.
    world.git(["reset", "--quiet", "--soft", "HEAD~1"]);
    let status = format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"retired\"\nfrom-sequence = 2\n");
    world.write(&path, &(world.read(&path) + &status));
    world.git(["add", "."]);
    commit(&world, "Thay hiệu trưởng", &key);
    let shown = world.run(["trust", "show", "--format", "json"]).ok().stdout;
    assert!(shown.contains(&stranger), "{shown}");
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
}

#[test]
fn a_key_that_binds_itself_with_sha1_is_not_taken() {
    if !has_program("gpg") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    ring.gpg(&world, &["--cert-digest-algo", "SHA1", "--quick-gen-key", "Mai", "rsa2048", "sign", "never"]);
    let key = format!("openpgp:{}", ring.digits(&world, "Mai"));
    let own = world.public_key(Who::Principal);
    let both = format!("{own}\", \"{}", entry(&world, &key));
    world.git(["init", "--quiet", "--initial-branch=main"]);
    world.write("caitien.toml", "schema = 1\n");
    world.write(&format!("schools/{SCHOOL}/school.toml"), &world.school_record().replace(&own, &both));
    world.write_plan(PERIOD, &plan());
    world.git(["add", "."]);
    world.commit_signed("Lập hồ sơ", Who::Principal);
    approve(&world, PERIOD, Who::Principal);
    let made = second(&world, |payload| signature(&world, &key, &[], payload));
    assert_eq!(verdict(&world, &made), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

/// A world in which only these programs are found.
fn with_programs_only(world: &mut World, names: &[&str]) {
    let folder = world.home().join("programs");
    std::fs::create_dir(&folder).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    for name in names {
        let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
        #[cfg(unix)]
        std::os::unix::fs::symlink(found.unwrap(), folder.join(name)).unwrap();
    }
    world.set("PATH", folder.to_str().unwrap());
}

#[test]
#[cfg(unix)]
fn where_gpg_is_missing_nothing_is_said_about_the_signature() {
    let Some((mut world, _ring, _)) = approved_by_gpg() else { return };
    with_programs_only(&mut world, &["git"]);
    let status = world.run(["status"]).ok();
    assert!(status.stdout.contains("`gpg`"), "{}", status.stdout);
    for arguments in [&["verify"][..], &["trust", "show"]] {
        let out = world.run(arguments).cannot();
        assert!(out.stderr.contains("`gpg`") && out.stderr.contains("apt install gnupg"), "{}", out.stderr);
        assert!(!out.stdout.contains("bad-signature"), "{}", out.stdout);
    }
}

#[test]
#[cfg(unix)]
fn no_program_is_asked_where_no_record_names_such_a_key() {
    if !has_program("gpg") {
        return;
    }
    let mut world = approved();
    let ring = Ring::new(&mut world);
    let stranger = format!("openpgp:{}", ring.openpgp(&world, "Lạ"));
    let forged = second(&world, |payload| signature(&world, &stranger, &[], payload));
    with_programs_only(&mut world, &[]);
    assert_eq!(verdict(&world, &forged), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid");
}

#[test]
fn a_repository_is_made_with_the_key() {
    if !has_program("gpg") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    let digits = ring.openpgp(&world, "Mai <mai@example.edu.vn>");
    let spaced: String = digits.to_lowercase().chars().flat_map(|digit| [digit, ' ']).collect();
    let key = format!("openpgp:{spaced}");
    let school = ["--name", "Trường Mầm non Hoa Sen", "--id", SCHOOL, "--principal", "Nguyễn Thị Mai"];
    let made = world.run(["init", "--key", &key].iter().chain(&school)).ok();
    assert!(made.stdout.contains(&format!("openpgp:{digits}")), "{}", made.stdout);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world.run(["approve", PERIOD, "--yes", "--key", &key]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    // A file of the exported key will do as well; a part of its digits will not.
    let exported = ring.gpg(&world, &["--armor", "--export", &digits]);
    world.write("../mai.asc", &exported);
    assert_eq!(entry(&world, "../mai.asc"), entry(&world, &key));
    edit_plan(&world, "Thêm.");
    world.run(["approve", PERIOD, "--yes", "--key", "../mai.asc"]).ok();
    assert_eq!(verdict(&world, &tag(2)), "valid");
    world.run(["trust", "key", &format!("openpgp:{}", &digits[24..])]).cannot();
    world.run(["trust", "key", &format!("openpgp:{}", "0".repeat(40))]).cannot();
    let ssh = world.run(["trust", "key", world.key(Who::Deputy).to_str().unwrap(), "--format", "json"]).ok();
    assert_eq!(ssh.json()["kind"], "ssh");
}

#[test]
fn recovery_people_consent_with_keys_of_their_own_kinds() {
    if !has_program("gpg") || !has_program("gpgsm") {
        return;
    }
    let mut world = approved();
    let ring = Ring::new(&mut world);
    let openpgp = format!("openpgp:{}", ring.openpgp(&world, "Bà Hạnh"));
    let x509 = format!("x509:{}", ring.x509(&world, "Co Lan"));
    let own = world.key(Who::Principal).display().to_string();
    let change =
        |key: &str, words: &[&str]| world.run(["trust", "change", "--yes", "--key", key].iter().chain(words));
    change(
        &own,
        &["add-person", "Bà Hạnh", "--id", "ba-hanh", "--role", "council", "--public-key", &openpgp],
    )
    .ok();
    change(&own, &["add-person", "Cô Lan", "--id", "co-lan", "--role", "council", "--public-key", &x509])
        .ok();
    change(&own, &["recovery", "ba-hanh", "co-lan", "pho-hieu-truong", "--threshold", "2"]).ok();
    let next = world.key(Who::FormerPrincipal).with_extension("pub").display().to_string();
    change(&openpgp, &["hand-over", "Nguyễn Thị Lan", "--public-key", &next, "--recover"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid", "one is not enough");
    world.run(["trust", "consent", "--yes", "--key", &x509]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
    approve_anew(&world);
}

/// The new principal goes on.
fn approve_anew(world: &World) {
    edit_plan(world, "Thêm.");
    approve(world, PERIOD, Who::FormerPrincipal);
    assert_eq!(verdict(world, &tag(2)), "valid");
}
