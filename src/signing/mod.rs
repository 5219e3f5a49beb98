//! Keys: sign with the principal's, verify with anybody's. [door: ssh-key, ssh-agent]
//!
//! A signature is in git's own form (for SSH, the namespace `git`), so that plain `git verify-tag` accepts it
//! as well. Signing with SSH keys goes three ways, the first that can: in process with a key file
//! ([`KeyFile`]), through an SSH agent ([`agent`]), and with `ssh-keygen` for keys that the library cannot use (RSA,
//! hardware keys, old file formats). Signatures of OpenPGP and X.509 are made and checked by GnuPG ([`gnupg`]). Who a key belongs to, and
//! what it may sign, is judged in `approval`; programs and key lists that a repository's
//! configuration names are never used here.

pub mod agent;
mod check;
pub mod gnupg;
mod key_file;
mod keygen;

use std::fmt;
use std::io;
use std::path::PathBuf;

use ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::approval::key::base64;
use crate::approval::{KeyKind, PublicKey};

pub use check::{Checked, check, check_consent, confirm};
pub use gnupg::{Carrier, Examiner, Named, Program};
pub use key_file::{KeyFile, Locked, generate};

/// What a signature is for. It is part of what is signed: a signature for one purpose is none for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A tag or a commit, as git has it.
    Git,
    /// A recovery person's consent.
    Consent,
}

impl Purpose {
    /// The namespace of SSH signatures.
    fn namespace(self) -> &'static str {
        match self {
            Purpose::Git => "git",
            Purpose::Consent => "caitien-consent",
        }
    }

    /// What carries a signature for this purpose, over what was framed.
    pub fn carrier(self, framed: &[u8]) -> Carrier<'_> {
        match self {
            Purpose::Git => Carrier::Tag { payload: framed },
            Purpose::Consent => Carrier::Text { payload: framed },
        }
    }

    /// What GnuPG signs, which knows no purposes: what is for git as it is, anything else under a line that no tag or
    /// commit begins with.
    pub fn framed(self, payload: &[u8]) -> Vec<u8> {
        match self {
            Purpose::Git => payload.to_vec(),
            Purpose::Consent => [self.namespace().as_bytes(), b"\n", payload].concat(),
        }
    }
}

/// Something that can sign.
pub struct Signer {
    public: PublicKey,
    way: Way,
}

enum Way {
    InProcess(Box<PrivateKey>),
    Agent {
        socket: PathBuf,
        key: Box<ssh_key::PublicKey>,
    },
    Keygen {
        path: PathBuf,
    },
    /// `gpg` or `gpgsm`, by the kind of the key.
    GnuPg,
}

/// Why something could not be done with a key; named after what was attempted.
#[derive(Debug)]
pub enum Error {
    ReadKey {
        path: PathBuf,
        source: io::Error,
    },
    /// The file is no key that is understood.
    NotAKey {
        path: PathBuf,
    },
    WrongPassphrase {
        path: PathBuf,
    },
    /// There is no agent: `SSH_AUTH_SOCK` is not set.
    NoAgent,
    ReachAgent {
        socket: PathBuf,
        source: Failure,
    },
    /// The agent holds none of the wanted keys.
    NotInAgent {
        wanted: Vec<String>,
    },
    Sign {
        source: Failure,
    },
    /// `ssh-keygen` is needed for this key and cannot be run.
    RunKeygen {
        source: io::Error,
    },
    /// `ssh-keygen` refused; its own words.
    Keygen {
        detail: String,
    },
    Generate {
        source: Failure,
    },
    /// A new key never replaces a file.
    Exists {
        path: PathBuf,
    },
    WriteKey {
        path: PathBuf,
        source: io::Error,
    },
    /// The program that this signature needs is not installed.
    NoProgram {
        program: Program,
    },
    RunProgram {
        program: Program,
        source: io::Error,
    },
    /// The program refused; its own words.
    ProgramRefused {
        program: Program,
        detail: String,
    },
    /// The person's keyring has no such key.
    NotInKeyring {
        key: String,
    },
    /// It is revoked, or of a kind that no record takes.
    UnfitKey {
        key: String,
    },
    /// No temporary folder in which a signature could be checked.
    PrepareRoom {
        source: io::Error,
    },
}

/// A library's own words, kept as the cause.
#[derive(Clone, Debug)]
pub struct Failure {
    message: String,
}

impl Failure {
    fn new(source: &dyn fmt::Display) -> Failure {
        Failure { message: source.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::ReadKey { path, .. } => write!(out, "cannot read the key `{}`", path.display()),
            Error::NotAKey { path } => write!(out, "`{}` is no key file", path.display()),
            Error::WrongPassphrase { path } => write!(out, "wrong passphrase for `{}`", path.display()),
            Error::NoAgent => write!(out, "there is no SSH agent"),
            Error::ReachAgent { socket, .. } => write!(out, "cannot use the agent at `{}`", socket.display()),
            Error::NotInAgent { .. } => write!(out, "the SSH agent has none of the wanted keys"),
            Error::Sign { .. } => write!(out, "cannot sign"),
            Error::RunKeygen { .. } => write!(out, "cannot run `ssh-keygen`"),
            Error::Keygen { detail } => write!(out, "`ssh-keygen` refused: {detail}"),
            Error::Generate { .. } => write!(out, "cannot make a key"),
            Error::Exists { path } => write!(out, "`{}` exists already", path.display()),
            Error::WriteKey { path, .. } => write!(out, "cannot write `{}`", path.display()),
            Error::NoProgram { program } => write!(out, "`{program}` is not installed"),
            Error::RunProgram { program, .. } => write!(out, "cannot run `{program}`"),
            Error::ProgramRefused { program, detail } => write!(out, "`{program}` refused: {detail}"),
            Error::NotInKeyring { key } => write!(out, "your keyring has no key {key}"),
            Error::UnfitKey { key } => write!(out, "the key {key} cannot be used"),
            Error::PrepareRoom { .. } => write!(out, "cannot make a temporary folder"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::ReadKey { source, .. }
            | Error::RunKeygen { source }
            | Error::WriteKey { source, .. }
            | Error::RunProgram { source, .. }
            | Error::PrepareRoom { source } => Some(source),
            Error::ReachAgent { source, .. } | Error::Sign { source } | Error::Generate { source } => {
                Some(source)
            }
            _ => None,
        }
    }
}

impl Signer {
    /// The key with which it signs.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The same signer under the key as a record names it: what it signs is held against that.
    pub fn known_as(mut self, named: &[PublicKey]) -> Signer {
        if let Some(key) = named.iter().find(|key| **key == self.public) {
            self.public = key.clone();
        }
        self
    }

    /// The armoured signature of a tag or commit; it ends with a newline.
    pub fn sign(&self, payload: &[u8]) -> Result<String, Error> {
        self.sign_for(Purpose::Git, payload)
    }

    /// The armoured signature of a payload for one purpose.
    pub fn sign_for(&self, purpose: Purpose, payload: &[u8]) -> Result<String, Error> {
        let namespace = purpose.namespace();
        match &self.way {
            Way::InProcess(key) => in_process(key, namespace, payload),
            Way::Agent { socket, key } => agent::sign(socket, key, (namespace, payload)),
            Way::Keygen { path } => keygen::sign(path, namespace, payload),
            Way::GnuPg => gnupg::sign(&self.public, &purpose.framed(payload)),
        }
    }

    /// A signer that has the person's `gpg` or `gpgsm` sign with this key; None for SSH keys.
    pub fn through_gnupg(public: PublicKey) -> Option<Signer> {
        (public.kind() != KeyKind::Ssh).then_some(Signer { public, way: Way::GnuPg })
    }
}

fn in_process(key: &PrivateKey, namespace: &str, payload: &[u8]) -> Result<String, Error> {
    let failed = |source: ssh_key::Error| Error::Sign { source: Failure::new(&source) };
    let signature = key.sign(namespace, HashAlg::Sha512, payload).map_err(failed)?;
    armour(&signature)
}

/// The text of an SSH signature, as OpenSSH writes it; it ends with a newline.
fn armour(signature: &ssh_key::SshSig) -> Result<String, Error> {
    let failed = |source: ssh_key::Error| Error::Sign { source: Failure::new(&source) };
    if signature.algorithm() == ssh_key::Algorithm::SkEcdsaSha2NistP256
        && let Some(bytes) = sk_ecdsa(signature)
    {
        let digits = base64::encode(&bytes);
        let lines: Vec<&str> =
            digits.as_bytes().chunks(70).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        return Ok(format!(
            "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
            lines.join("\n")
        ));
    }
    let mut text = signature.to_pem(LineEnding::LF).map_err(failed)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The bytes of a signature by a hardware key on P-256. The library reads what OpenSSH writes, but would write the
/// flags and the counter into the signature instead of behind it.
fn sk_ecdsa(signature: &ssh_key::SshSig) -> Option<Vec<u8>> {
    let string = |bytes: &[u8]| -> Option<Vec<u8>> {
        let length = u32::try_from(bytes.len()).ok()?;
        Some([&length.to_be_bytes()[..], bytes].concat())
    };
    let (numbers, trailer) = {
        let bytes = signature.signature_bytes();
        bytes.split_at_checked(bytes.len().checked_sub(5)?)?
    };
    let inner =
        [string(signature.algorithm().as_str().as_bytes())?, string(numbers)?, trailer.to_vec()].concat();
    let parts = [
        b"SSHSIG".to_vec(),
        signature.version().to_be_bytes().to_vec(),
        string(own_key(signature.public_key())?.blob())?,
        string(signature.namespace().as_bytes())?,
        string(signature.reserved())?,
        string(signature.hash_alg().as_str().as_bytes())?,
        string(&inner)?,
    ];
    Some(parts.concat())
}

/// Our value of a library's key.
fn own_key(key: &ssh_key::public::KeyData) -> Option<PublicKey> {
    let bytes = ssh_key::PublicKey::new(key.clone(), "").to_bytes().ok()?;
    PublicKey::from_blob(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("khoa");
        let public = generate(&path, "thử").unwrap();
        let Locked::Open(signer) = KeyFile::read(&path).unwrap().open().unwrap() else { panic!() };
        assert_eq!(signer.public_key(), &public);
        signer
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let signer = signer();
        let payload = b"object 1\n\nPhe duyet\n".to_vec();
        let armoured = signer.sign(&payload).unwrap();
        assert_eq!(check(&payload, &armoured), Checked::Good(signer.public_key().clone()));
        for at in 0..payload.len() * 8 {
            let mut flipped = payload.clone();
            flipped[at / 8] ^= 1 << (at % 8);
            assert_eq!(check(&flipped, &armoured), Checked::Broken, "bit {at} of the payload");
        }
        for at in 0..armoured.len() * 8 {
            let mut flipped = armoured.clone().into_bytes();
            flipped[at / 8] ^= 1 << (at % 8);
            let Ok(flipped) = String::from_utf8(flipped) else { continue };
            let checked = check(&payload, &flipped);
            assert!(!matches!(checked, Checked::Good(_)), "bit {at} of the signature");
        }
    }

    #[test]
    fn a_consent_is_no_tag_and_a_tag_no_consent() {
        let signer = signer();
        let consent = signer.sign_for(Purpose::Consent, b"x").unwrap();
        assert_eq!(check_consent(b"x", &consent), Checked::Good(signer.public_key().clone()));
        assert_eq!(check(b"x", &consent), Checked::Broken);
        assert_eq!(check_consent(b"x", &signer.sign(b"x").unwrap()), Checked::Broken);
    }

    #[test]
    fn another_namespace_is_another_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("khoa");
        generate(&path, "").unwrap();
        let key = PrivateKey::from_openssh(std::fs::read_to_string(&path).unwrap()).unwrap();
        let signature = key.sign("file", HashAlg::Sha512, b"x").unwrap();
        assert_eq!(check(b"x", &armour(&signature).unwrap()), Checked::Broken);
    }

    #[test]
    fn a_new_key_replaces_nothing_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("khoa");
        generate(&path, "").unwrap();
        assert!(matches!(generate(&path, ""), Err(Error::Exists { .. })));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "key and public key only");
    }
}
