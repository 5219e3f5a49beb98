//! SSH keys that live elsewhere than in files: on a PKCS#11 token behind an agent, and on FIDO tokens.
//!
//! A FIDO token is not at hand here. Its signatures are built in software, byte for byte as OpenSSH describes them, and
//! `ssh-keygen` is asked whether it takes them for such; no real token has signed anything.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::approval_story::*;
use super::ring::second;
use super::world::{SCHOOL, Who, World, has_program};

use ed25519_dalek::Signer as _;
use sha2::{Digest, Sha256, Sha512};

/// An agent of its own, ended with the story.
struct Agent(std::process::Child);

impl Agent {
    fn start(world: &mut World) -> Agent {
        let socket = world.home().join("agent");
        let agent = world
            .command("ssh-agent")
            .arg("-D")
            .arg("-a")
            .arg(&socket)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let agent = Agent(agent);
        for _ in 0..200 {
            if std::os::unix::net::UnixStream::connect(&socket).is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        world.set("SSH_AUTH_SOCK", socket.to_str().unwrap());
        agent
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// SoftHSM's module, where the distribution puts it.
fn module() -> Option<PathBuf> {
    let places = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];
    let found = places.iter().map(PathBuf::from).find(|path| path.exists());
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "SoftHSM's module is missing in CI");
    found
}

const PIN: &str = "1234";

/// A token with a key of this type, which the agent holds; the key's public line.
fn token(world: &mut World, module: &Path, key_type: &str) -> String {
    let tokens = world.home().join("tokens");
    std::fs::create_dir(&tokens).unwrap();
    world.write("../softhsm.conf", &format!("directories.tokendir = {}\n", tokens.display()));
    let conf = world.home().join("softhsm.conf");
    world.set("SOFTHSM2_CONF", conf.to_str().unwrap());
    let agent_asks = world.home().join("ask");
    world.write("../ask", &format!("#!/bin/sh\necho {PIN}\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&agent_asks, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    world.set("SSH_ASKPASS", agent_asks.to_str().unwrap());
    world.set("SSH_ASKPASS_REQUIRE", "force");
    let run = |program: &str, arguments: &[&str]| {
        let output = world.command(program).args(arguments).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let module = module.to_str().unwrap();
    run("softhsm2-util", &["--init-token", "--free", "--label", "khoa", "--pin", PIN, "--so-pin", PIN]);
    let make =
        ["--module", module, "--login", "--pin", PIN, "--keypairgen", "--key-type", key_type, "--id", "01"];
    run("pkcs11-tool", &make);
    run("ssh-keygen", &["-D", module]).lines().next().unwrap().trim().to_owned()
}

#[test]
fn a_key_on_a_pkcs11_token() {
    let programs = ["softhsm2-util", "pkcs11-tool", "ssh-agent"];
    let Some(module) = module().filter(|_| programs.iter().all(|name| has_program(name))) else { return };
    for key_type in ["rsa:2048", "EC:prime256v1"] {
        let mut world = World::with_repository();
        let line = token(&mut world, &module, key_type);
        let _agent = Agent::start(&mut world);
        let added = world.command("ssh-add").arg("-qs").arg(&module).output().unwrap();
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        world.write("caitien.toml", "schema = 1\n");
        let record = world.school_record().replace(&world.public_key(Who::Principal), &line);
        world.write(&format!("schools/{SCHOOL}/school.toml"), &record);
        world.write_plan(PERIOD, &plan());
        world.git(["add", "."]);
        // git itself asks the agent for the root's signature.
        let key = format!("user.signingkey=key::{line}");
        world.git(["-c", "gpg.format=ssh", "-c", &key, "commit", "--quiet", "-S", "-m", "Hồ sơ"]);
        world.run(["approve", PERIOD, "--yes", "--key", "agent"]).ok();
        assert_eq!(verdict(&world, &tag(1)), "valid", "{key_type}");
        assert!(git_takes(&world, &tag(1), &line), "{key_type}");
        // The token is drawn: nobody signs, and everybody judges.
        world.command("ssh-add").arg("-qe").arg(&module).status().unwrap();
        edit_plan(&world, "Thêm.");
        world.run(["approve", PERIOD, "--yes", "--key", "agent"]).cannot();
        assert_eq!(verdict(&world, &tag(1)), "valid");
    }
}

/// What plain git says of a tag, with this key allowed.
fn git_takes(world: &World, tag: &str, line: &str) -> bool {
    let allowed = world.home().join("allowed");
    std::fs::write(&allowed, format!("someone@example.org {line}\n")).unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={}", allowed.display());
    world.try_git(["-c", &setting, "verify-tag", tag]).code == Some(0)
}

/// A text of the SSH protocol: its length, then itself.
fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

/// A FIDO token in software.
enum Fido {
    Ed25519(ed25519_dalek::SigningKey),
    P256(p256::ecdsa::SigningKey),
}

const TOUCHED: u8 = 1;

impl Fido {
    fn all() -> [Fido; 2] {
        let p256 = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        [Fido::Ed25519(ed25519_dalek::SigningKey::from_bytes(&[7; 32])), Fido::P256(p256)]
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Fido::Ed25519(_) => "sk-ssh-ed25519@openssh.com",
            Fido::P256(_) => "sk-ecdsa-sha2-nistp256@openssh.com",
        }
    }

    fn blob(&self) -> Vec<u8> {
        let key = match self {
            Fido::Ed25519(key) => string(key.verifying_key().as_bytes()),
            Fido::P256(key) => {
                let point = key.verifying_key().to_encoded_point(false);
                [string(b"nistp256"), string(point.as_bytes())].concat()
            }
        };
        [string(self.algorithm().as_bytes()), key, string(b"ssh:")].concat()
    }

    fn line(&self) -> String {
        caitien::approval::PublicKey::from_blob(self.blob()).unwrap().to_line()
    }

    /// The armoured signature, with these flags.
    fn sign(&self, flags: u8, payload: &[u8]) -> String {
        let hash = Sha512::digest(payload);
        let message =
            [b"SSHSIG", &string(b"git")[..], &string(b""), &string(b"sha512"), &string(&hash)].concat();
        let trailer = [&[flags][..], &9_u32.to_be_bytes()].concat();
        let signed = [&Sha256::digest(b"ssh:")[..], &trailer, &Sha256::digest(&message)].concat();
        let inner = match self {
            Fido::Ed25519(key) => string(&key.sign(&signed).to_bytes()),
            Fido::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(&signed);
                let (r, s) = signature.split_bytes();
                string(&[number(&r), number(&s)].concat())
            }
        };
        let signature = [string(self.algorithm().as_bytes()), inner, trailer].concat();
        let whole = [
            b"SSHSIG\0\0\0\x01",
            &string(&self.blob())[..],
            &string(b"git"),
            &string(b""),
            &string(b"sha512"),
            &string(&signature),
        ];
        let text = caitien::approval::key::base64::encode(&whole.concat());
        let lines: Vec<&str> =
            text.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
        format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
    }
}

/// A number of the SSH protocol: without leading zeros, but for one that keeps it positive.
fn number(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap();
    let bytes = &bytes[start..];
    if bytes[0] & 0x80 == 0 { string(bytes) } else { string(&[&[0], bytes].concat()) }
}

#[test]
fn a_fido_key_counts_only_when_it_was_touched() {
    for fido in Fido::all() {
        let world = World::with_repository();
        let line = fido.line();
        let own = world.public_key(Who::Principal);
        let record = world.school_record().replace(&own, &format!("{own}\", \"{line}"));
        world.write("caitien.toml", "schema = 1\n");
        world.write(&format!("schools/{SCHOOL}/school.toml"), &record);
        world.write_plan(PERIOD, &plan());
        world.git(["add", "."]);
        world.commit_signed("Hồ sơ", Who::Principal);
        approve(&world, PERIOD, Who::Principal);
        let touched = second(&world, |payload| fido.sign(TOUCHED, payload));
        if has_program("ssh-keygen") {
            assert!(git_takes(&world, &touched, &line), "{line}");
        }
        assert_eq!(verdict(&world, &touched), "valid", "{line}");
        let alone = second(&world, |payload| fido.sign(0, payload));
        assert_eq!(verdict(&world, &alone), "bad-signature", "{line}");
        let another = second(&world, |payload| fido.sign(TOUCHED, &[payload, b"x"].concat()));
        assert_eq!(verdict(&world, &another), "bad-signature", "{line}");
    }
}

#[test]
fn a_fido_key_that_no_record_names() {
    let world = approved();
    let [fido, _] = Fido::all();
    let forged = second(&world, |payload| fido.sign(TOUCHED, payload));
    assert_eq!(verdict(&world, &forged), "unknown-key");
}
