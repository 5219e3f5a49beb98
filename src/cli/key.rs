//! The key that a person names on the command line, and the way from it to something that can sign.
//!
//! Every command that signs takes `--key FILE|agent|openpgp:…|x509:…` and means the same by it. Nothing is asked before it
//! is sure that there is something to sign: [`Key::read`] touches no private half, [`Key::signer`] does.

use std::path::Path;

use super::Context;
use super::error::CliError;
use super::show::approval::{Question, Stop};
use crate::approval::PublicKey;
use crate::signing::{KeyFile, Locked, Named, Signer, agent};
use crate::work::init::{self, read_key};

/// The key that was named.
pub enum Key {
    /// None yet: a rehearsal needs none.
    None,
    Agent,
    File(Box<KeyFile>),
    /// A key of the person's `gpg` or `gpgsm`.
    GnuPg(Box<PublicKey>),
}

/// Whether a key must be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    ToSign,
    /// A rehearsal goes without.
    ToShow,
}

impl Key {
    /// What was typed after `--key`; the agent where nothing was and there is one.
    pub fn read(context: &Context, typed: Option<&str>, need: Need) -> Result<Key, CliError> {
        match typed {
            None if need == Need::ToShow => Ok(Key::None),
            None if context.agent.is_some() => Ok(Key::Agent),
            None => Err(CliError::usage(Stop::NoKey)),
            Some("agent") => Ok(Key::Agent),
            Some(name) if Named::is_meant(name) => Ok(Key::GnuPg(Box::new(named(name)?))),
            Some(path) => Ok(Key::File(Box::new(KeyFile::read(&context.folder.join(Path::new(path)))?))),
        }
    }

    /// The public half, where it is known without asking anybody.
    pub fn public(&self) -> Option<&PublicKey> {
        match self {
            Key::File(file) => Some(file.public_key()),
            Key::GnuPg(key) => Some(key),
            Key::None | Key::Agent => None,
        }
    }

    /// The signer; `wanted` are the keys of the record, of which an agent may use the first that it holds.
    pub fn signer(self, context: &Context, wanted: &[PublicKey]) -> Result<Signer, CliError> {
        Ok(self.unlocked(context, wanted)?.known_as(wanted))
    }

    fn unlocked(self, context: &Context, wanted: &[PublicKey]) -> Result<Signer, CliError> {
        let socket = context.agent.as_deref();
        let file = match self {
            Key::None => return Err(CliError::usage(Stop::NoKey)),
            Key::GnuPg(key) => {
                return Signer::through_gnupg(*key).ok_or_else(|| CliError::usage(Stop::NoKey));
            }
            Key::Agent => return Ok(agent::signer(socket, wanted)?),
            Key::File(file) => file,
        };
        match file.open()? {
            Locked::Open(signer) => Ok(signer),
            Locked::InAgent(public) => Ok(agent::signer(socket, &[public])?),
            Locked::Passphrase(file) => {
                let question = Question::Passphrase { path: file.path().display().to_string() };
                let passphrase = context.ui.passphrase(&question, "--key agent")?;
                Ok(file.unlock(&passphrase)?)
            }
        }
    }
}

/// The key of the person's keyring that has this fingerprint.
pub fn named(typed: &str) -> Result<PublicKey, CliError> {
    let named =
        Named::parse(typed).ok_or_else(|| CliError::usage(Stop::NotAKeyName { typed: typed.to_owned() }))?;
    Ok(named.find()?)
}

/// A public key that a person names: by its fingerprint in a keyring, or by a file of either half.
pub fn public(context: &Context, typed: &Path) -> Result<PublicKey, CliError> {
    if let Some(name) = typed.to_str().filter(|name| Named::is_meant(name)) {
        return named(name);
    }
    let path = context.folder.join(typed);
    let file = read_key(&path)?;
    PublicKey::parse(&file.public).ok_or_else(|| CliError::from(init::Error::NotAKey { path }))
}
