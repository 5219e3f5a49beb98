//! A person's own GnuPG in a story: keys and certificates made on the spot, an agent that ends with the story.

use std::path::PathBuf;
use std::process::Stdio;

use super::approval_story::{PERIOD, place, plan, raw};
use super::world::{SCHOOL, Who, World};

use caitien::approval::PublicKey;
use caitien::approval::statement::Statement;
use caitien::git::tag::{Tagger, build, split};

/// The keyring of whoever sits at the keyboard.
pub(crate) struct Ring {
    home: PathBuf,
}

impl Drop for Ring {
    fn drop(&mut self) {
        let mut command = std::process::Command::new("gpgconf");
        command.env("GNUPGHOME", &self.home).args(["--kill", "all"]).stderr(Stdio::null());
        let _ = command.status();
    }
}

impl Ring {
    /// An empty one; the world's programs use it from now on.
    pub(crate) fn new(world: &mut World) -> Ring {
        let home = world.home().join("gnupg");
        std::fs::create_dir(&home).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700)).unwrap();
        }
        world.set("GNUPGHOME", home.to_str().unwrap());
        Ring { home }
    }

    /// Makes an OpenPGP key that only signs; returns its fingerprint's digits.
    pub(crate) fn openpgp(&self, world: &World, name: &str) -> String {
        self.gpg(world, &["--quick-gen-key", name, "ed25519", "sign", "never"]);
        self.digits(world, name)
    }

    /// The fingerprint of the key of this name.
    pub(crate) fn digits(&self, world: &World, name: &str) -> String {
        let listed = self.gpg(world, &["--with-colons", "--list-keys", name]);
        let line = listed.lines().find(|line| line.starts_with("fpr:")).unwrap();
        line.split(':').nth(9).unwrap().to_owned()
    }

    /// Runs `gpg` without asking anybody; it must succeed.
    pub(crate) fn gpg(&self, world: &World, arguments: &[&str]) -> String {
        let mut command = world.command("gpg");
        command.args(["--batch", "--quiet", "--yes", "--pinentry-mode", "loopback", "--passphrase", ""]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Makes a certificate that signs itself and is trusted here; returns its SHA-1, as `gpgsm` names it.
    pub(crate) fn x509(&self, world: &World, name: &str) -> String {
        self.certificate(world, name, "Not-After: 2040-01-01\n")
    }

    /// The same, with more lines in its request.
    pub(crate) fn certificate(&self, world: &World, name: &str, more: &str) -> String {
        let digits = self.made(world, name, more);
        let list = self.home.join("trustlist.txt");
        let known = std::fs::read_to_string(&list).unwrap_or_default();
        std::fs::write(&list, format!("{known}{digits} S relax\n")).unwrap();
        // The agent reads the list anew.
        let _ = world.command("gpgconf").args(["--reload", "gpg-agent"]).status();
        digits
    }

    /// Makes a certificate that another one of this ring, with this name, certifies.
    pub(crate) fn issued(&self, world: &World, name: &str, (issuer, issuer_name): (&str, &str)) -> String {
        let listed = with_input(world, "gpgsm", &["--with-colons", "--list-keys", issuer], b"");
        let listed = String::from_utf8(listed).unwrap();
        let line = listed.lines().find(|line| line.starts_with("grp:")).unwrap();
        let grip = line.split(':').nth(9).unwrap();
        let more = format!("Not-After: 2039-01-01\nIssuer-DN: CN={issuer_name}\nSigning-Key: {grip}\n");
        self.made(world, name, &more)
    }

    fn made(&self, world: &World, name: &str, more: &str) -> String {
        let request = format!(
            "Key-Type: RSA\nKey-Length: 2048\nSerial: random\nName-DN: CN={name}\nNot-Before: 2020-01-01\n{more}"
        );
        let usage = if more.contains("Key-Usage") { "" } else { "Key-Usage: sign\n" };
        let request = format!("{request}{usage}");
        world.write("../request", &request);
        let file = world.home().join("request");
        let made = with_input(world, "gpgsm", &[&CERTIFY[..], &[file.to_str().unwrap()]].concat(), b"");
        with_input(world, "gpgsm", &["--batch", "--quiet", "--import"], &made);
        PublicKey::from_certificate(made).unwrap().gnupg_name().unwrap()
    }
}

const CERTIFY: [&str; 6] =
    ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase-fd=0", "--generate-key"];

/// What a program makes of its input; it must succeed.
pub(crate) fn with_input(world: &World, program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut command = world.command(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The entry of a record for a key that a person names.
pub(crate) fn entry(world: &World, key: &str) -> String {
    world.run(["trust", "key", key]).ok().stdout.trim().to_owned()
}

/// A school with a committed plan, whose principal has this key, named as for `--key`, and signed the root with it.
pub(crate) fn school_of(world: &World, key: &str) {
    school_of_entry(world, &entry(world, key), key);
}

/// The same, with another entry in the record than the keyring would give.
pub(crate) fn school_of_entry(world: &World, entry: &str, key: &str) {
    world.git(["init", "--quiet", "--initial-branch=main"]);
    world.write("caitien.toml", "schema = 1\nlanguage = \"vi\"\n");
    let record = world.school_record().replace(&world.public_key(Who::Principal), entry);
    world.write(&format!("schools/{SCHOOL}/school.toml"), &record);
    world.write_plan(PERIOD, &plan());
    world.git(["add", "."]);
    commit(world, "Lập hồ sơ trường", key);
}

/// Commits what is staged, signed by git itself with a key of the ring.
pub(crate) fn commit(world: &World, message: &str, key: &str) {
    let (format, digits) = key.split_once(':').unwrap();
    let (format, key) = (format!("gpg.format={format}"), format!("user.signingkey={digits}"));
    world.git(["-c", &format, "-c", &key, "commit", "--quiet", "-S", "-m", message]);
}

/// A detached signature of some bytes, made as git has it made.
pub(crate) fn signature(world: &World, key: &str, more: &[&str], payload: &[u8]) -> String {
    let (kind, digits) = key.split_once(':').unwrap();
    let program = if kind == "x509" { "gpgsm" } else { "gpg" };
    let mut arguments = vec!["--batch", "--yes", "--armor", "--local-user", digits];
    arguments.extend(more);
    arguments.push("--detach-sign");
    String::from_utf8(with_input(world, program, &arguments, payload)).unwrap()
}

/// The bytes of an approval like the first one under another name, before anybody signed it.
pub(crate) fn payload(world: &World, tag: &str, change: impl FnOnce(&mut Statement)) -> String {
    let first = split(raw(world, &super::approval_story::tag(1)).as_bytes()).unwrap();
    let mut statement = Statement::parse(&first.message).unwrap();
    statement.name = tag.parse().unwrap();
    change(&mut statement);
    let tagger = Tagger { name: "x".into(), email: "x@example.org".into(), seconds: 1, offset: 420 };
    build(first.target, tag, &tagger, &statement.message("Trường Mầm non Hoa Sen"))
}

/// A second approval after the first one, in order but for who signed it and how.
pub(crate) fn second(world: &World, signed: impl FnOnce(&[u8]) -> String) -> String {
    let tag = super::approval_story::tag(2);
    let first = world.git(["rev-parse", &super::approval_story::tag(1)]).trim().parse().unwrap();
    let payload = payload(world, &tag, |statement| {
        (statement.sequence, statement.previous) = (2, Some(first));
    });
    let signature = signed(payload.as_bytes());
    place(world, &tag, &format!("{payload}{signature}"));
    tag
}
