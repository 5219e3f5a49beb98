//! Rights that do not go as far: deputies, and the people who may recover a school.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

use caitien::approval::consent::{Consent, record_hash};
use caitien::approval::statement::Authority;
use caitien::signing::Purpose;

/// Thầy Bình signs for the principal: the plan of one year, from the second approval on.
const MANDATE: &str =
    "\n[[mandate]]\nperson = \"pho-hieu-truong\"\nperiods = [\"2024-2025\"]\nfrom-sequence = 2\n";

/// A school whose deputy has a mandate since the second record.
fn with_mandate() -> World {
    let world = approved();
    write_record(&world, &record(&world, 2, Who::Principal, MANDATE));
    world.commit_signed("Ủy quyền", Who::Principal);
    world
}

/// An approval that follows the one of this version, for the principal.
fn for_principal(world: &World, version: u32, sequence: u64, previous: u32, who: Who) {
    let before = id(world, &tag(previous));
    forge(world, &tag(version), who, |statement| {
        (statement.sequence, statement.previous) = (sequence, Some(before));
        (statement.trust_serial, statement.authority) = (2, Some(Authority::ForPrincipal));
    });
}

/// His mandate is for the plan of one year, and he signs the next one's; or in his own name; and nobody else signs for
/// the principal.
#[test]
fn a_deputy_outside_the_period() {
    let world = with_mandate();
    for_principal(&world, 2, 2, 1, Who::Deputy);
    stands(&world, &tag(2), "valid");
    let (second, other) = (id(&world, &tag(2)), format!("approved/{SCHOOL}/2025-2026/v1"));
    forge(&world, &other, Who::Deputy, |statement| {
        (statement.sequence, statement.previous) = (3, Some(second));
        (statement.trust_serial, statement.authority) = (2, Some(Authority::ForPrincipal));
    });
    refused(&world, &other, "not-entitled", Git::Accepts);
    let own_name = |statement: &mut caitien::approval::Statement| {
        (statement.sequence, statement.previous, statement.trust_serial) = (3, Some(second), 2);
    };
    forge(&world, &tag(3), Who::Deputy, own_name);
    refused(&world, &tag(3), "not-entitled", Git::Accepts);
    for_principal(&world, 4, 3, 2, Who::Principal);
    refused(&world, &tag(4), "not-entitled", Git::Accepts);
    for_principal(&world, 5, 3, 2, Who::Stranger);
    refused(&world, &tag(5), "unknown-key", Git::Accepts);
    stands(&world, &tag(2), "valid");
}

/// The mandate is over, and thầy Bình goes on: after the end, from a commit before the end, and in place of approvals
/// that he hides from those who never saw them.
#[test]
fn a_deputy_after_the_mandate_has_ended() {
    let world = with_mandate();
    for_principal(&world, 2, 2, 1, Who::Deputy);
    let before = world.git(["rev-parse", "HEAD"]);
    let last = id(&world, &tag(2));
    let ended = format!("{MANDATE}until-sequence = 2\nlast = \"{last}\"\n");
    write_record(&world, &record(&world, 3, Who::Principal, &ended));
    world.commit_signed("Hết ủy quyền", Who::Principal);
    stands(&world, &tag(2), "valid");
    let first = id(&world, &tag(1));
    forge(&world, &tag(3), Who::Deputy, |statement| {
        (statement.sequence, statement.previous) = (3, Some(last));
        (statement.trust_serial, statement.authority) = (3, Some(Authority::ForPrincipal));
    });
    refused(&world, &tag(3), "not-entitled", Git::Accepts);
    world.git(["checkout", "--quiet", before.trim()]);
    for_principal(&world, 4, 3, 2, Who::Deputy);
    // In place of his own second approval, another one.
    forge(&world, &tag(5), Who::Deputy, |statement| {
        (statement.sequence, statement.previous) = (2, Some(first));
        (statement.trust_serial, statement.authority) = (2, Some(Authority::ForPrincipal));
        statement.account.new += 1;
    });
    world.git(["checkout", "--quiet", "main"]);
    refused(&world, &tag(4), "not-entitled", Git::Accepts);
    refused(&world, &tag(5), "broken-chain", Git::Accepts);
    stands(&world, &tag(2), "valid");
    world.git(["tag", "-d", &tag(2)]);
    std::fs::remove_dir_all(world.path(".git/caitien")).unwrap();
    refused(&world, &tag(5), "broken-chain", Git::Accepts);
}

/// Thầy Bình may change who the staff are. He gives himself a mandate, a longer one, the id of a deputy who has one; he
/// makes himself the principal, or adds his key to hers.
#[test]
fn a_deputy_who_gives_himself_more_rights() {
    let may = "may-change-trust = true\n";
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    let left = MANDATE.replace("pho-hieu-truong", "da-nghi");
    let first = format!("{}{may}{left}", world.school_record());
    write_record(&world, &first);
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    let good = world.git(["rev-parse", "HEAD"]);
    let second = first.replace("serial = 1", "serial = 2");
    let (mai, binh) = (world.public_key(Who::Principal), world.public_key(Who::Deputy));
    let person = |id: &str, key: &str| {
        format!("\n[[person]]\nid = \"{id}\"\nname = \"X\"\nrole = \"staff\"\nkeys = [\"{key}\"]\n")
    };
    for text in [
        format!("{second}{MANDATE}"),
        second.replace("2024-2025", "2024-2030"),
        format!("{second}{}", person("da-nghi", &world.public_key(Who::Stranger))),
        second.replace(&mai, "x").replace(&binh, &mai).replace("\"x\"", &format!("\"{binh}\"")),
        second.replace(
            &format!("keys = [\"{mai}\"]"),
            &format!("keys = [\"{mai}\", \"{}\"]", world.public_key(Who::Stranger)),
        ),
        format!("{second}{}", status(&world, "status = \"compromised\"")),
    ] {
        assert_ne!(text, second);
        write_record(&world, &text);
        world.commit_signed("Sửa", Who::Deputy);
        refused(&world, &tag(1), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", good.trim()]);
    }
    // What he may do, he may.
    write_record(&world, &format!("{second}{}", person("giao-vien", &world.public_key(Who::Stranger))));
    world.commit_signed("Thêm giáo viên", Who::Deputy);
    stands(&world, &tag(1), "valid");
}

/// The second key of bà Hạnh.
fn second_key(world: &World) -> (String, caitien::signing::Signer) {
    let path = world.home().join("keys/thu-hai");
    let public = if path.exists() {
        std::fs::read_to_string(path.with_extension("pub")).unwrap().trim().to_owned()
    } else {
        caitien::signing::generate(&path, "").unwrap().to_line()
    };
    let opened = caitien::signing::KeyFile::read(&path).unwrap().open().unwrap();
    let caitien::signing::Locked::Open(signer) = opened else { panic!("the key has no passphrase") };
    (public, signer)
}

/// A record of a school that bà Hạnh (with two keys) and cô Lan may recover together.
fn guarded(world: &World, serial: u32, principal: Who, more: &str) -> String {
    let (hanh, lan) = (world.public_key(Who::Office), world.public_key(Who::FormerPrincipal));
    let people = format!(
        "\n[[person]]\nid = \"hanh\"\nname = \"Phạm Thị Hạnh\"\nrole = \"office\"\nkeys = [\"{hanh}\", \"{}\"]\n\
         \n[[person]]\nid = \"lan\"\nname = \"Lê Thị Lan\"\nrole = \"council\"\nkeys = [\"{lan}\"]\n\
         \n[recovery]\nthreshold = 2\npeople = [\"hanh\", \"lan\"]\n",
        second_key(world).0
    );
    record(world, serial, principal, &format!("{people}{more}"))
}

/// A school that two people may recover, with an approval of cô Mai.
fn with_guardians() -> World {
    let world = World::with_repository();
    world.write("caitien.toml", "schema = 1\n");
    write_record(&world, &guarded(&world, 1, Who::Principal, ""));
    world.commit_signed("Hồ sơ", Who::Principal);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    approve(&world, PERIOD, Who::Principal);
    world
}

/// What is to be consented to: that this record takes the place of the committed one.
fn wanted(world: &World, after: &str) -> Consent {
    let repo = caitien::git::Repo::open(world.folder()).unwrap();
    let root = caitien::work::trust::root_of(&repo, SCHOOL).unwrap().unwrap();
    let before = world.git(["show", &format!("HEAD:schools/{SCHOOL}/school.toml")]);
    let (before, after) = (record_hash(&before), record_hash(after));
    Consent { school: SCHOOL.into(), root, serial: 2, before, after }
}

/// Puts a consent into the folder of the second record.
fn consent(world: &World, person: &str, consent: &Consent, signer: &caitien::signing::Signer) {
    let text = consent.message(person);
    let signature = signer.sign_for(Purpose::Consent, text.as_bytes()).unwrap();
    world.write(&format!("schools/{SCHOOL}/recovery/2/{person}.sig"), &format!("{text}{signature}"));
}

/// Who may recover the school takes it over for thầy Bình; nobody needs cô Mai's lost key.
fn recovered(world: &World) -> String {
    let lost =
        status(world, &format!("status = \"retired\"\nfrom-sequence = 2\nlast = \"{}\"", id(world, &tag(1))));
    guarded(world, 2, Who::Stranger, &lost)
}

/// Commits the record with what consents there are, signed by nobody.
fn recover(world: &World, text: &str) {
    world.write(&format!("schools/{SCHOOL}/school.toml"), text);
    world.commit_all("Khôi phục");
}

/// Bà Hạnh has two keys and signs twice, or puts one consent in under two names. She is one person.
#[test]
fn two_keys_of_one_person_counted_twice() {
    let world = with_guardians();
    let text = recovered(&world);
    let wanted = wanted(&world, &text);
    let good = world.git(["rev-parse", "HEAD"]);
    let (hanh, lan) = (signer(&world, Who::Office), signer(&world, Who::FormerPrincipal));
    consent(&world, "hanh", &wanted, &hanh);
    consent(&world, "lan", &wanted, &second_key(&world).1);
    consent(&world, "hanh-2", &wanted, &hanh);
    recover(&world, &text);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
    world.git(["reset", "--quiet", "--hard", good.trim()]);
    consent(&world, "hanh", &wanted, &hanh);
    consent(&world, "lan", &wanted, &lan);
    recover(&world, &text);
    stands(&world, &tag(1), "valid-retired-key");
}

/// Consents to something else: to another serial, another school, another root, another record before or after; signed
/// by somebody outside the group, or as a commit is signed.
#[test]
fn a_consent_from_elsewhere() {
    let world = with_guardians();
    let text = recovered(&world);
    let right = wanted(&world, &text);
    let other = record_hash("x");
    let good = world.git(["rev-parse", "HEAD"]);
    let (hanh, lan) = (signer(&world, Who::Office), signer(&world, Who::FormerPrincipal));
    for wrong in [
        Consent { serial: 3, ..right.clone() },
        Consent { school: "mn-doi-thong".into(), ..right.clone() },
        Consent { root: other, ..right.clone() },
        Consent { before: other, ..right.clone() },
        Consent { after: other, ..right.clone() },
    ] {
        consent(&world, "hanh", &right, &hanh);
        consent(&world, "lan", &wrong, &lan);
        recover(&world, &text);
        refused(&world, &tag(1), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", good.trim()]);
    }
    for outsider in [Who::Principal, Who::Deputy, Who::Stranger] {
        consent(&world, "hanh", &right, &hanh);
        consent(&world, "lan", &right, &signer(&world, outsider));
        recover(&world, &text);
        refused(&world, &tag(1), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", good.trim()]);
    }
    consent(&world, "hanh", &right, &hanh);
    let message = right.message("lan");
    let as_commit = lan.sign(message.as_bytes()).unwrap();
    world.write(&format!("schools/{SCHOOL}/recovery/2/lan.sig"), &format!("{message}{as_commit}"));
    recover(&world, &text);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
}

/// Tùng has cô Mai's key. He takes the group away, puts his own people into it, changes its keys, calls them stolen, or
/// names an office with power over it; and then he is no longer stopped by anybody.
#[test]
fn a_thief_who_dissolves_the_recovery_group() {
    let world = with_guardians();
    let good = world.git(["rev-parse", "HEAD"]);
    let second = guarded(&world, 2, Who::Principal, "");
    let stranger = world.public_key(Who::Stranger);
    let stolen = |who: Who| {
        let key = fingerprint(&world, who);
        format!("\n[[key-status]]\nkey = \"{key}\"\nstatus = \"compromised\"\n")
    };
    let (group, _) = second.split_once("[recovery]").unwrap();
    for text in [
        group.to_owned(),
        second.replace(
            "threshold = 2\npeople = [\"hanh\", \"lan\"]",
            "threshold = 2\npeople = [\"hanh\", \"pho-hieu-truong\"]",
        ),
        second.replace(&world.public_key(Who::FormerPrincipal), &stranger),
        second.replace(
            &format!("[\"{}\"]", world.public_key(Who::FormerPrincipal)),
            &format!("[\"{}\", \"{stranger}\"]", world.public_key(Who::FormerPrincipal)),
        ),
        format!("{second}{}{}", stolen(Who::Office), stolen(Who::FormerPrincipal)),
        format!(
            "{second}{}",
            stolen(Who::FormerPrincipal).replace("compromised\"", "retired\"\nfrom-sequence = 1")
        ),
    ] {
        assert_ne!(text, second);
        write_record(&world, &text);
        world.commit_signed("Sửa nhóm", Who::Principal);
        refused(&world, &tag(1), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", good.trim()]);
    }
    world.write("caitien.toml", &settings_with_office(&world, Who::Stranger));
    world.git(["add", "."]);
    world.commit_signed("Cơ quan", Who::Principal);
    refused(&world, &tag(1), "trust-violation", Git::Accepts);
}

/// A thief with cô Mai's key has made himself the principal. The group still recovers the school, on top of his record.
#[test]
fn a_school_taken_back_from_a_thief() {
    let world = with_guardians();
    let own = guarded(&world, 2, Who::Stranger, &status(&world, "status = \"retired\"\nfrom-sequence = 2"));
    write_record(&world, &own);
    world.commit_signed("Bàn giao", Who::Principal);
    follow(&world, 2, Who::Stranger, 2);
    stands(&world, &tag(2), "valid");
    let stolen = format!(
        "\n[[key-status]]\nkey = \"{}\"\nstatus = \"compromised\"\n",
        fingerprint(&world, Who::Stranger)
    );
    let mai = status(&world, "status = \"retired\"\nfrom-sequence = 2");
    let text = guarded(&world, 3, Who::Deputy, &format!("{mai}{stolen}"));
    let text = text.replacen(
        &format!("keys = [\"{}\"]\n\n[[person]]\nid = \"hanh\"", world.public_key(Who::Deputy)),
        "keys = []\n\n[[person]]\nid = \"hanh\"",
        1,
    );
    let wanted = Consent { serial: 3, ..wanted(&world, &text) };
    for (person, who) in [("hanh", Who::Office), ("lan", Who::FormerPrincipal)] {
        let signed = wanted.message(person);
        let signature = signer(&world, who).sign_for(Purpose::Consent, signed.as_bytes()).unwrap();
        world.write(&format!("schools/{SCHOOL}/recovery/3/{person}.sig"), &format!("{signed}{signature}"));
    }
    recover(&world, &text);
    refused(&world, &tag(2), "key-compromised", Git::Accepts);
    stands(&world, &tag(1), "valid-retired-key");
}
