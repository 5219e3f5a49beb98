//! Private keys in files: read, unlock, make.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ssh_key::{Algorithm, LineEnding, PrivateKey};

use super::{Error, Failure, Signer, Way, own_key};
use crate::approval::{KeyKind, PublicKey};

/// A key file that was found and understood; nothing is unlocked yet.
pub struct KeyFile {
    path: PathBuf,
    public: PublicKey,
    private: Option<PrivateKey>,
}

/// A key file that is ready, or waits for its passphrase.
pub enum Locked {
    Open(Signer),
    /// Ask, then [`KeyFile::unlock`].
    Passphrase(Box<KeyFile>),
    /// The file names the public key only: the private one must be in the agent.
    InAgent(PublicKey),
}

impl KeyFile {
    /// Reads a private key file, or a public one whose private key an agent or GnuPG holds.
    pub fn read(path: &Path) -> Result<KeyFile, Error> {
        let failed = |source| Error::ReadKey { path: path.to_path_buf(), source };
        let bytes = fs::read(path).map_err(failed)?;
        let exported = PublicKey::from_export(&bytes).filter(|key| key.kind() != KeyKind::Ssh);
        let text = String::from_utf8(bytes).unwrap_or_default();
        let path = path.to_path_buf();
        if let Some(public) = exported {
            return Ok(KeyFile { path, public, private: None });
        }
        if let Some(public) = text.lines().next().and_then(PublicKey::parse) {
            return Ok(KeyFile { path, public, private: None });
        }
        match PrivateKey::from_openssh(&text) {
            Ok(private) => {
                let public = own_key(private.public_key().key_data());
                let public = public.ok_or_else(|| Error::NotAKey { path: path.clone() })?;
                Ok(KeyFile { path, public, private: Some(private) })
            }
            Err(_) => KeyFile::beside(path, &text),
        }
    }

    /// An older private format, which `ssh-keygen` can use: the public key stands beside it.
    fn beside(path: PathBuf, text: &str) -> Result<KeyFile, Error> {
        let public = fs::read_to_string(public_path(&path)).ok().as_deref().and_then(PublicKey::parse);
        match public.filter(|_| text.starts_with("-----BEGIN ")) {
            Some(public) => {
                let private = None;
                Ok(KeyFile { path, public, private })
            }
            None => Err(Error::NotAKey { path }),
        }
    }

    /// Known without any passphrase.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The signer, if no passphrase is needed.
    pub fn open(self) -> Result<Locked, Error> {
        if let Some(signer) = Signer::through_gnupg(self.public.clone()) {
            return Ok(Locked::Open(signer));
        }
        let Some(private) = &self.private else {
            let only_public =
                fs::read_to_string(&self.path).is_ok_and(|text| PublicKey::parse(&text).is_some());
            return Ok(if only_public {
                Locked::InAgent(self.public)
            } else {
                Locked::Open(Signer { public: self.public, way: Way::Keygen { path: self.path } })
            });
        };
        if needs_keygen(&private.algorithm()) {
            // It asks for the passphrase itself.
            return Ok(Locked::Open(Signer { public: self.public, way: Way::Keygen { path: self.path } }));
        }
        match self.private {
            Some(private) if !private.is_encrypted() => {
                let way = Way::InProcess(Box::new(private));
                Ok(Locked::Open(Signer { public: self.public, way }))
            }
            private => Ok(Locked::Passphrase(Box::new(KeyFile { private, ..self }))),
        }
    }

    /// The signer of an encrypted key. The passphrase is used once and kept nowhere.
    pub fn unlock(&self, passphrase: &str) -> Result<Signer, Error> {
        let wrong = || Error::WrongPassphrase { path: self.path.clone() };
        let private = self.private.as_ref().ok_or_else(wrong)?;
        let opened = private.decrypt(passphrase).map_err(|_| wrong())?;
        Ok(Signer { public: self.public.clone(), way: Way::InProcess(Box::new(opened)) })
    }
}

/// RSA cannot be signed with in process (a fault of the library), hardware keys live elsewhere.
fn needs_keygen(algorithm: &Algorithm) -> bool {
    matches!(algorithm, Algorithm::Rsa { .. } | Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256)
}

/// Makes an Ed25519 key without passphrase: the private file for its owner only, the public one
/// beside it with `.pub`. No file is ever replaced.
pub fn generate(path: &Path, comment: &str) -> Result<PublicKey, Error> {
    let failed = |source: ssh_key::Error| Error::Generate { source: Failure::new(&source) };
    let mut key = PrivateKey::random(&mut ssh_key::rand_core::OsRng, Algorithm::Ed25519).map_err(failed)?;
    key.set_comment(comment);
    let public = own_key(key.public_key().key_data());
    let public = public.ok_or_else(|| Error::NotAKey { path: path.to_path_buf() })?;
    let private = key.to_openssh(LineEnding::LF).map_err(failed)?;
    let beside = public_path(path);
    if beside.exists() {
        return Err(Error::Exists { path: beside });
    }
    write_new(path, private.as_bytes(), 0o600)?;
    let comment: String = comment.chars().filter(|letter| !letter.is_control()).collect();
    let line = format!("{} {comment}", public.to_line());
    write_new(&beside, format!("{}\n", line.trim_end()).as_bytes(), 0o644)?;
    Ok(public)
}

fn public_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".pub");
    name.into()
}

/// The whole file or none: written beside, then linked to its name, which fails where one stands.
fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Error> {
    let failed = |source: io::Error| match source.kind() {
        ErrorKind::AlreadyExists => Error::Exists { path: path.to_path_buf() },
        _ => Error::WriteKey { path: path.to_path_buf(), source },
    };
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(name);
    let written = write_private(&beside, bytes, mode).and_then(|()| fs::hard_link(&beside, path));
    // What was written beside is of no use once it is linked, or once it failed.
    let _ = fs::remove_file(&beside);
    written.map_err(failed)
}

fn write_private(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
