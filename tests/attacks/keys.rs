//! Keys that were retired, expired, stolen; clocks that lie.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

use caitien::approval::notice::{Notice, Says};
use caitien::approval::statement::Statement;

/// A school with three approvals by cô Mai.
fn three_approvals() -> World {
    let world = approved();
    for words in ["Thêm một câu.", "Thêm hai câu."] {
        edit_plan(&world, words);
        approve(&world, PERIOD, Who::Principal);
    }
    world
}

/// Forgets what this clone has seen, as a fresh clone has.
fn fresh(world: &World) {
    let _ = std::fs::remove_dir_all(world.path(".git/caitien"));
}

/// Cô Mai has retired and lost her key; Tùng dates his tag to the time when it was good. Git believes the date.
#[test]
fn back_dated_with_an_expired_key() {
    let world = approved();
    let before = world.git(["rev-parse", "HEAD"]);
    take_over(&world, Who::FormerPrincipal);
    world.commit_signed("Bàn giao", Who::Principal);
    let key = world.public_key(Who::Principal);
    let allowed = world.home().join("hieu-luc");
    std::fs::write(&allowed, format!("mai@example.edu.vn valid-before=\"20200101\" {key}\n")).unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
    world.git(["checkout", "--quiet", before.trim()]);
    follow(&world, 2, Who::Principal, 1);
    world.git(["checkout", "--quiet", "main"]);
    // The tag says that it was made in 1970; the list says that the key was good until 2020.
    assert_eq!(world.try_git(["-c", &setting, "verify-tag", &tag(2)]).code, Some(0));
    refused(&world, &tag(2), "not-entitled", Git::Accepts);
    follow(&world, 3, Who::Principal, 2);
    refused(&world, &tag(3), "not-entitled", Git::Accepts);
    assert_eq!(verdict(&world, &tag(1)), "valid-retired-key");
}

/// The clock says 1970, or 2100, for the program, for git, and in the tag itself. No verdict depends on it.
#[test]
fn a_clock_set_to_1970_and_2100() {
    for (now, seconds) in [
        ("1970-01-01T07:00:01+07:00[+07:00]", "@1 +0700"),
        ("2100-12-31T23:59:59+07:00[+07:00]", "@4133955599 +0700"),
    ] {
        let mut world = with_plan().at(now);
        world.set("GIT_COMMITTER_DATE", seconds);
        world.set("GIT_AUTHOR_DATE", seconds);
        edit_plan(&world, "Thêm.");
        approve(&world, PERIOD, Who::Principal);
        stands(&world, &tag(1), "valid");
        follow(&world, 2, Who::Stranger, 1);
        refused(&world, &tag(2), "unknown-key", Git::Accepts);
        take_over(&world, Who::FormerPrincipal);
        world.commit_signed("Bàn giao", Who::Principal);
        stands(&world, &tag(1), "valid-retired-key");
        follow(&world, 3, Who::Principal, 2);
        refused(&world, &tag(3), "not-entitled", Git::Accepts);
        let world = world.at("2026-09-15T08:00:00+07:00[+07:00]");
        stands(&world, &tag(1), "valid-retired-key");
    }
}

/// It is known that Tùng has had the key since the third approval. What he signs from there on does not count,
/// wherever he puts it; what cô Mai signed before does.
#[test]
fn a_key_stolen_at_a_known_time() {
    let world = three_approvals();
    let stolen = status(&world, "status = \"compromised\"\nfrom-sequence = 3");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &stolen));
    world.commit_signed("Khóa bị lộ", Who::Principal);
    stands(&world, &tag(1), "superseded");
    stands(&world, &tag(2), "valid");
    refused(&world, &tag(3), "key-compromised", Git::Accepts);
    let (second, third) = (id(&world, &tag(2)), id(&world, &tag(3)));
    for (version, sequence, previous) in [(4, 3, second), (5, 4, third), (6, 9, third)] {
        forge(&world, &tag(version), Who::Principal, |statement| {
            (statement.sequence, statement.previous) = (sequence, Some(previous));
            statement.trust_serial = 2;
        });
        refused(&world, &tag(version), "not-entitled", Git::Accepts);
    }
    // The thief's fork of the honest chain spoils nothing.
    stands(&world, &tag(2), "valid");
}

/// Tùng hides the honest approvals from a clone that has never seen them, and signs others in their place, with
/// sequences from before the theft, on a branch that grew from the old record.
#[test]
fn a_stolen_key_and_hidden_approvals() {
    for state in ["compromised", "retired"] {
        let world = three_approvals();
        let last = id(&world, &tag(3));
        let words = format!("status = \"{state}\"\nfrom-sequence = 4\nlast = \"{last}\"");
        write_record(&world, &record(&world, 2, Who::FormerPrincipal, &status(&world, &words)));
        world.commit_signed("Bàn giao", Who::Principal);
        let holds = if state == "retired" { "valid-retired-key" } else { "valid" };
        stands(&world, &tag(1), "superseded");
        stands(&world, &tag(3), holds);
        world.git(["checkout", "--quiet", "-b", "tung", &format!("{}^{{commit}}", tag(1))]);
        edit_plan(&world, "Không còn điểm yếu nào.");
        let text = world.read(&format!("schools/{SCHOOL}/{PERIOD}/plan.md"));
        let parsed = caitien::plan::parse::parse(&text).plan;
        let first = id(&world, &tag(1));
        forge(&world, &tag(4), Who::Principal, |statement| {
            (statement.sequence, statement.previous) = (2, Some(first));
            statement.content.plan = caitien::approval::digest::plan(&parsed);
            statement.content.items = caitien::approval::digest::items(&parsed);
        });
        world.git(["checkout", "--quiet", "main"]);
        // Beside the honest ones it is refused and spoils none of them; alone it is refused as well.
        refused(&world, &tag(4), "broken-chain", Git::Accepts);
        stands(&world, &tag(3), holds);
        world.git(["tag", "-d", &tag(2), &tag(3)]);
        fresh(&world);
        refused(&world, &tag(4), "broken-chain", Git::Accepts);
    }
}

/// Nobody knows since when: none counts with that key, except those that were looked at and named.
#[test]
fn a_key_stolen_at_an_unknown_time() {
    let world = three_approvals();
    let second = id(&world, &tag(2));
    let words = format!("status = \"compromised\"\nreaffirmed = [\"{second}\"]");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &status(&world, &words)));
    world.commit_signed("Khóa bị lộ", Who::Principal);
    refused(&world, &tag(1), "key-compromised", Git::Accepts);
    stands(&world, &tag(2), "valid");
    refused(&world, &tag(3), "key-compromised", Git::Accepts);
    // An imitation of the one that was reaffirmed has another id.
    let old = world.git(["rev-parse", &format!("{}^{{commit}}", tag(2))]);
    world.git(["tag", "-d", &tag(2)]);
    world.git(["checkout", "--quiet", old.trim()]);
    follow(&world, 2, Who::Principal, 1);
    world.git(["checkout", "--quiet", "main"]);
    refused(&world, &tag(2), "key-compromised", Git::Accepts);
}

/// Tùng has the key and tries to lift what is said about it: with a record of his own, with a withdrawal, with the
/// old record.
#[test]
fn a_thief_who_lifts_the_status_of_the_stolen_key() {
    let world = approved();
    let stolen = status(&world, "status = \"compromised\"\nfrom-sequence = 2");
    write_record(&world, &record(&world, 2, Who::FormerPrincipal, &stolen));
    world.commit_signed("Khóa bị lộ", Who::Principal);
    let good = world.git(["rev-parse", "HEAD"]);
    // A withdrawal with a stolen key takes nothing back.
    let Statement { name, root, .. } = statement(&world, &tag(1));
    let says = Says::Withdrawn { reason: "không có lý do".into() };
    let notice = Notice { name, root, approval: id(&world, &tag(1)), says };
    let withdrawal = tag(1).replace("approved/", "withdrawn/");
    sign(&world, &withdrawal, &notice.message("Trường"), Who::Principal);
    stands(&world, &tag(1), "valid");
    for text in [record(&world, 3, Who::Principal, ""), record(&world, 3, Who::Stranger, "")] {
        write_record(&world, &text);
        world.commit_signed("Trả lại khóa", Who::Principal);
        follow(&world, 2, Who::Principal, 3);
        refused(&world, &tag(2), "trust-violation", Git::Accepts);
        world.git(["reset", "--quiet", "--hard", good.trim()]);
        // From a branch it reaches nobody either: the record in force is HEAD's.
        refused(&world, &tag(2), "trust-violation", Git::Accepts);
        stands(&world, &tag(1), "valid");
    }
}

/// An approval that cô Mai took back, dressed in another signature of the same words that nobody needs her key for:
/// an empty line behind it, or the second form that every ECDSA signature has. It has another id, and the
/// withdrawal names the old one.
#[test]
fn an_approval_that_was_withdrawn_in_another_dress() {
    let world = World::with_repository();
    let key = world.home().join("keys/ecdsa");
    let made = world.command("ssh-keygen").args(["-q", "-t", "ecdsa", "-N", "", "-f"]).arg(&key).status();
    assert!(made.unwrap().success());
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let own = world.school_record().replace(&world.public_key(Who::Principal), public.trim());
    world.write("caitien.toml", "schema = 1\n");
    write_record(&world, &own);
    let signing = format!("user.signingkey={}", key.display());
    world.git(["-c", "gpg.format=ssh", "-c", &signing, "commit", "--quiet", "-S", "-m", "Hồ sơ"]);
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world.run(["approve", PERIOD, "--yes", "--key", key.to_str().unwrap()]).ok();
    let (bytes, approval) = (raw(&world, &tag(1)), id(&world, &tag(1)));
    let Statement { name, root, .. } = statement(&world, &tag(1));
    let notice = Notice { name, root, approval, says: Says::Withdrawn { reason: "Sai số liệu".into() } };
    let withdrawal = tag(1).replace("approved/", "withdrawn/");
    let commit = world.git(["rev-parse", "HEAD"]).trim().parse().unwrap();
    let tagger = caitien::git::tag::Tagger { name: "x".into(), email: "x".into(), seconds: 1, offset: 0 };
    let payload = caitien::git::tag::build(commit, &withdrawal, &tagger, &notice.message("Trường"));
    let caitien::signing::Locked::Open(signer) =
        caitien::signing::KeyFile::read(&key).unwrap().open().unwrap()
    else {
        panic!("no passphrase was given")
    };
    place(&world, &withdrawal, &format!("{payload}{}", signer.sign(payload.as_bytes()).unwrap()));
    let allowed = world.home().join("mai");
    std::fs::write(&allowed, format!("mai@example.edu.vn {public}")).unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
    let git = || world.try_git(["-c", &setting, "verify-tag", &tag(1)]).code == Some(0);
    assert_eq!((verdict(&world, &tag(1)).as_str(), git()), ("withdrawn", true));
    for dressed in [format!("{bytes}\n"), other_signature(&bytes)] {
        assert_ne!(dressed, bytes);
        world.git(["tag", "-d", &tag(1)]);
        place(&world, &tag(1), &dressed);
        fresh(&world);
        let found = verdict(&world, &tag(1));
        assert!(matches!(found.as_str(), "withdrawn" | "bad-signature"), "{found}");
        assert!(git(), "plain git accepts both");
    }
}

/// The tag with the other of the two signatures (r, s) and (r, n − s).
fn other_signature(bytes: &str) -> String {
    const ORDER: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
        0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let tag = caitien::git::tag::split(bytes.as_bytes()).unwrap();
    let old = ssh_key::SshSig::from_pem(tag.signature.unwrap()).unwrap();
    let body = old.signature_bytes();
    let length = |at: usize| u32::from_be_bytes(body[at..at + 4].try_into().unwrap()) as usize;
    let r = &body[..4 + length(0)];
    let s = &body[r.len() + 4..];
    let mut padded = [0_u8; 32];
    let s: Vec<u8> = s.iter().copied().skip_while(|byte| *byte == 0).collect();
    padded[32 - s.len()..].copy_from_slice(&s);
    let mut other = Vec::new();
    let mut borrow = 0_i16;
    for at in (0..32).rev() {
        let difference = i16::from(ORDER[at]) - i16::from(padded[at]) - borrow;
        borrow = i16::from(difference < 0);
        other.insert(0, difference.rem_euclid(256) as u8);
    }
    let mut number: Vec<u8> = other.into_iter().skip_while(|byte| *byte == 0).collect();
    if number[0] >= 0x80 {
        number.insert(0, 0);
    }
    let body = [r, &(number.len() as u32).to_be_bytes(), &number].concat();
    let signature = ssh_key::Signature::new(old.algorithm(), body).unwrap();
    let new = ssh_key::SshSig::new(old.public_key().clone(), "git", old.hash_alg(), signature).unwrap();
    let pem = new.to_pem(ssh_key::LineEnding::LF).unwrap();
    format!("{}{}\n", String::from_utf8(tag.payload).unwrap(), pem.trim_end())
}
