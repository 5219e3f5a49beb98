//! Approvals and trust records that are signed with X.509, as the state's USB tokens can do, and what must not pass for
//! them.

use super::approval_story::*;
use super::ring::*;
use super::world::{SCHOOL, Who, World, has_program};

use caitien::approval::PublicKey;

/// A school whose principal has a certificate, with an approved plan; the key as `gpgsm` and as `caitien` name it.
fn approved_by_certificate() -> Option<(World, Ring, String, String)> {
    if !has_program("gpgsm") {
        return None;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    let named = format!("x509:{}", ring.x509(&world, "Nguyen Thi Mai"));
    school_of(&world, &named);
    let key = PublicKey::parse(&entry(&world, &named)).unwrap().fingerprint();
    world.run(["approve", PERIOD, "--yes", "--key", &key]).ok();
    Some((world, ring, named, key))
}

#[test]
fn a_principal_with_a_certificate() {
    let Some((mut world, _ring, _, key)) = approved_by_certificate() else { return };
    assert_eq!(verdict(&world, &tag(1)), "valid");
    let shown = world.run(["verify", "--format", "json"]).ok().json();
    assert_eq!(shown["approvals"][0]["signer"]["fingerprint"], *key);
    assert_eq!(world.try_git(["verify-tag", &tag(1)]).code, Some(0), "and git says the same in that ring");
    // Nobody's ring, nobody's list of authorities: only the record is asked.
    let nobody = world.home().join("nobody");
    world.set("GNUPGHOME", nobody.to_str().unwrap());
    assert_eq!(verdict(&world, &tag(1)), "valid");
    assert_ne!(world.try_git(["verify-tag", &tag(1)]).code, Some(0));
    let bytes = raw(&world, &tag(1));
    world.git(["tag", "-d", &tag(1)]);
    place(&world, &tag(1), &bytes.replace("carried = 0", "carried = 9"));
    assert_eq!(verdict(&world, &tag(1)), "bad-signature");
}

#[test]
fn another_certificate_of_the_same_name() {
    let Some((world, ring, _, _)) = approved_by_certificate() else { return };
    let other = format!("x509:{}", ring.x509(&world, "Nguyen Thi Mai"));
    let forged = second(&world, |payload| signature(&world, &other, &["--include-certs=1"], payload));
    assert_eq!(verdict(&world, &forged), "unknown-key");
    assert_eq!(world.try_git(["verify-tag", &forged]).code, Some(0), "it is trusted by whoever asks");
    for (key, value) in [("gpg.x509.program", "/bin/true"), ("gpg.program", "/bin/true")] {
        world.git(["config", key, value]);
    }
    assert_eq!(verdict(&world, &forged), "unknown-key");
    assert_eq!(verdict(&world, &tag(1)), "valid");
    world.run(["approve", PERIOD, "--yes", "--key", &other]).no();
}

#[test]
fn an_authority_gives_nobody_a_right() {
    if !has_program("gpgsm") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    // Two authorities certify a person of one name; the record names one certificate of the first.
    let authority = |name| ring.certificate(&world, name, "Key-Usage: sign, cert\nNot-After: 2040-01-01\n");
    let (first, other) = (authority("CA Mot"), authority("CA Hai"));
    let own = format!("x509:{}", ring.issued(&world, "Nguyen Thi Mai", (&first, "CA Mot")));
    let theirs = format!("x509:{}", ring.issued(&world, "Nguyen Thi Mai", (&other, "CA Hai")));
    let again = format!("x509:{}", ring.issued(&world, "Nguyen Thi Mai", (&first, "CA Mot")));
    school_of(&world, &own);
    world.run(["approve", PERIOD, "--yes", "--key", &own]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
    for forger in [theirs, again, format!("x509:{first}")] {
        let forged = second(&world, |payload| signature(&world, &forger, &["--disable-crl-checks"], payload));
        assert_eq!(verdict(&world, &forged), "unknown-key", "{forger}");
        world.git(["tag", "-d", &forged]);
    }
}

#[test]
fn only_one_plain_signature_is_one() {
    let Some((world, ring, named, _)) = approved_by_certificate() else { return };
    let other = ring.x509(&world, "Tran Van Binh");
    let sign = |more: &[&str], payload: &[u8]| signature(&world, &named, more, payload);
    let two = second(&world, |payload| sign(&["--local-user", &other], payload));
    assert_eq!(verdict(&world, &two), "bad-signature", "two signers");
    let blocks = second(&world, |payload| sign(&[], payload).repeat(2));
    assert_eq!(verdict(&world, &blocks), "bad-signature", "two blocks");
    let sha1 = second(&world, |payload| sign(&["--digest-algo", "SHA1"], payload));
    assert_eq!(verdict(&world, &sha1), "bad-signature", "a digest that does not hold");
    let opaque = second(&world, |payload| {
        let arguments = ["--batch", "--armor", "--local-user", &named[5..], "--sign"];
        String::from_utf8(with_input(&world, "gpgsm", &arguments, payload)).unwrap()
    });
    assert_eq!(verdict(&world, &opaque), "bad-signature", "a message that brings its own text along");
    let fine = second(&world, |payload| sign(&[], payload));
    assert_eq!(verdict(&world, &fine), "valid", "and made plainly it is one");
}

#[test]
fn dates_decide_nothing() {
    if !has_program("gpgsm") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    let conf = world.home().join("gnupg/gpgsm.conf");
    std::fs::write(&conf, "faked-system-time 20200601T000000\n").unwrap();
    let named = format!("x509:{}", ring.certificate(&world, "Nguyen Thi Mai", "Not-After: 2021-01-01\n"));
    school_of(&world, &named);
    world.run(["approve", PERIOD, "--yes", "--key", &named]).ok();
    std::fs::write(&conf, "").unwrap();
    assert_eq!(verdict(&world, &tag(1)), "valid", "the certificate ran out long ago, and nobody retired it");
    let line = entry(&world, &named);
    let key = PublicKey::parse(&line).unwrap().fingerprint();
    let status = format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"retired\"\nfrom-sequence = 2\n");
    let path = format!("schools/{SCHOOL}/school.toml");
    let record = world.read(&path).replace("serial = 1", "serial = 2");
    world.write(&path, &(record.replace(&line, &world.public_key(Who::Principal)) + &status));
    world.git(["add", "."]);
    std::fs::write(&conf, "faked-system-time 20200701T000000\n").unwrap();
    commit(&world, "Đổi khóa", &named);
    std::fs::write(&conf, "").unwrap();
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
}

#[test]
fn an_exported_certificate_stands_for_its_key() {
    if !has_program("gpgsm") {
        return;
    }
    let mut world = World::new();
    let ring = Ring::new(&mut world);
    let digits = ring.x509(&world, "Nguyen Thi Mai");
    let pem = with_input(&world, "gpgsm", &["--armor", "--export", &digits], b"");
    world.write("../mai.pem", std::str::from_utf8(&pem).unwrap());
    let school = ["--name", "Trường Mầm non Hoa Sen", "--id", SCHOOL, "--principal", "Nguyễn Thị Mai"];
    let key = format!("x509:{digits}");
    world.run(["init", "--key", "../mai.pem", "--sign-with", &key].iter().chain(&school)).ok();
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world.run(["approve", PERIOD, "--yes", "--key", "../mai.pem"]).ok();
    assert_eq!(verdict(&world, &tag(1)), "valid");
}
