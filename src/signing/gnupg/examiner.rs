//! Checks signatures of OpenPGP and X.509 by git's own verification, among ourselves: in a home with only the keys that
//! were handed in, and a bare repository with only the objects in question.
//!
//! The programs start no agent and no other service, ask no network, and stand still in time: their clock says 2100,
//! whatever the machine's says, so that a verdict of today is the verdict of any day. A key that has run out until
//! then, and they all have, is as good as one that has not.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use super::program::{Program, alone, detail, finish};
use super::status::{self, Status};
use super::{Carrier, armour};
use crate::approval::key::base64;
use crate::approval::{KeyKind, PublicKey};
use crate::signing::{Checked, Error};

/// The settings of our home. Revoked, expired, trusted: nothing of that is the program's to decide.
const GPG: &str = "batch\nno-tty\nno-autostart\ndisable-dirmngr\ntrust-model always\nno-auto-check-trustdb\n\
    faked-system-time 4102444800\nignore-time-conflict\nignore-valid-from\nweak-digest SHA1\nweak-digest RIPEMD160\n";
const GPGSM: &str = "batch\nno-tty\nno-autostart\ndisable-dirmngr\ndisable-crl-checks\ndisable-policy-checks\n\
    faked-system-time 4102444800\n";

/// Where signatures of other kinds than SSH are checked against keys that some trust record names. Nothing is made and no program runs before
/// there is such a signature and such a key.
#[derive(Default)]
pub struct Examiner {
    keys: Vec<PublicKey>,
    openpgp: Mutex<Option<Arc<Room>>>,
    x509: Mutex<Option<Arc<Room>>>,
}

impl Examiner {
    /// With these keys; SSH keys among them play no part.
    pub fn new(mut keys: Vec<PublicKey>) -> Examiner {
        keys.retain(|key| key.kind() != KeyKind::Ssh);
        Examiner { keys, openpgp: Mutex::default(), x509: Mutex::default() }
    }

    /// What a signature is worth; [`Checked::OtherKind`] where none of the keys made it.
    pub fn check(&self, carrier: &Carrier<'_>, armoured: &str) -> Result<Checked, Error> {
        let Some(kind) = armour::read(armoured) else { return Ok(Checked::Broken) };
        let Some(room) = self.room(kind)? else { return Ok(Checked::OtherKind) };
        Ok(match room.judge(carrier, armoured)? {
            Status::Bad => Checked::Broken,
            Status::UnknownKey => Checked::OtherKind,
            Status::Good { name } => self.named(&name, kind).map_or(Checked::OtherKind, Checked::Good),
        })
    }

    /// The one key that GnuPG gives this name. Where two certificates share one, by whatever art, neither is meant.
    fn named(&self, name: &str, kind: KeyKind) -> Option<PublicKey> {
        let is_named = |key: &&PublicKey| key.kind() == kind && key.gnupg_name().as_deref() == Some(name);
        let mut found = self.keys.iter().filter(is_named);
        let first = found.next()?;
        found.all(|other| other == first).then(|| first.clone())
    }

    fn room(&self, kind: KeyKind) -> Result<Option<Arc<Room>>, Error> {
        let keys: Vec<&PublicKey> = self.keys.iter().filter(|key| key.kind() == kind).collect();
        let place = match kind {
            _ if keys.is_empty() => return Ok(None),
            KeyKind::Ssh => return Ok(None),
            KeyKind::OpenPgp => &self.openpgp,
            KeyKind::X509 => &self.x509,
        };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = place.as_ref() {
            return Ok(Some(room.clone()));
        }
        let room = Arc::new(Room::new(kind, &keys)?);
        *place = Some(room.clone());
        Ok(Some(room))
    }
}

/// A folder for its owner only, with the settings, the keys, and a repository in `git`. It goes when it is dropped.
struct Room {
    folder: TempDir,
    kind: KeyKind,
}

impl Room {
    fn new(kind: KeyKind, keys: &[&PublicKey]) -> Result<Room, Error> {
        let failed = |source| Error::PrepareRoom { source };
        let folder = tempfile::Builder::new().prefix("caitien-").tempdir().map_err(failed)?;
        // An empty common.conf keeps newer versions from moving keys into a service.
        for (file, text) in [("gpg.conf", GPG), ("gpgsm.conf", GPGSM), ("common.conf", "")] {
            fs::write(folder.path().join(file), text).map_err(failed)?;
        }
        let room = Room { folder, kind };
        let (program, input) = match kind {
            KeyKind::X509 => (Program::Gpgsm, keys.iter().flat_map(|key| pem(key)).collect()),
            _ => (Program::Gpg, keys.iter().flat_map(|key| key.blob()).copied().collect::<Vec<u8>>()),
        };
        // Its exit code says whether all keys were taken. One that was not is one that never signed.
        room.run(program, &["--import"], &input)?;
        let made = room.run(Program::Git, &["init", "--quiet", "--bare", "--template=", "git"], b"")?;
        if made.status.success() {
            return Ok(room);
        }
        Err(Error::ProgramRefused { program: Program::Git, detail: detail(&made) })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, program: Program, arguments: &[&str], input: &[u8]) -> Result<Output, Error> {
        let mut command = alone(program, self.path());
        command.args(arguments);
        finish(program, command, input)
    }

    fn judge(&self, carrier: &Carrier<'_>, armoured: &str) -> Result<Status, Error> {
        let said = match carrier {
            Carrier::Tag { payload } => {
                let bytes = [payload, armoured.as_bytes()].concat();
                self.git("tag", "verify-tag", &bytes)?.stderr
            }
            Carrier::Commit { bytes } => self.git("commit", "verify-commit", bytes)?.stderr,
            Carrier::Text { payload } => self.text(payload, armoured)?.stdout,
        };
        Ok(status::read(&String::from_utf8_lossy(&said), self.kind))
    }

    /// Puts an object into the repository and has git verify it. What git itself makes of the lines is not asked: it
    /// knows nothing of trust records.
    fn git(&self, kind: &str, verb: &str, bytes: &[u8]) -> Result<Output, Error> {
        let store = ["hash-object", "-w", "--stdin", "--literally", "-t", kind];
        let stored = self.run(Program::Git, &store, bytes)?;
        let id = String::from_utf8_lossy(&stored.stdout).trim().to_owned();
        if !stored.status.success() || id.len() != 40 {
            return Err(Error::ProgramRefused { program: Program::Git, detail: detail(&stored) });
        }
        self.run(Program::Git, &[verb, "--raw", &id], b"")
    }

    /// What git would ask about a text, were it an object.
    fn text(&self, payload: &[u8], armoured: &str) -> Result<Output, Error> {
        let failed = |source| Error::PrepareRoom { source };
        let mut file = tempfile::NamedTempFile::new_in(self.path()).map_err(failed)?;
        file.write_all(armoured.as_bytes()).map_err(failed)?;
        let program = if self.kind == KeyKind::X509 { Program::Gpgsm } else { Program::Gpg };
        let name = file.path().to_string_lossy();
        self.run(program, &["--status-fd=1", "--verify", &name, "-"], payload)
    }
}

/// A certificate as text, so that several can be handed over at once.
fn pem(key: &PublicKey) -> Vec<u8> {
    let digits = base64::encode(key.blob());
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            text.push('\n');
        }
        text.push(digit);
    }
    text.push_str("\n-----END CERTIFICATE-----\n");
    text.into_bytes()
}
