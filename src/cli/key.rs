//! The key that a person names on the command line, and the way from it to something that can sign.
//!
//! Every command that signs takes `--key FILE|agent` and means the same by it. Nothing is asked before it
//! is sure that there is something to sign: [`read`] touches no private half, [`signer`] does.

use std::path::Path;

use super::Context;
use super::error::CliError;
use super::show::approval::{Question, Stop};
use crate::approval::PublicKey;
use crate::signing::{KeyFile, Locked, Signer, agent};

/// The key that was named.
pub enum Key {
    /// None yet: a rehearsal needs none.
    None,
    Agent,
    File(Box<KeyFile>),
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
            Some(path) => Ok(Key::File(Box::new(KeyFile::read(&context.folder.join(Path::new(path)))?))),
        }
    }

    /// The public half, where it is known without asking anybody.
    pub fn public(&self) -> Option<&PublicKey> {
        match self {
            Key::File(file) => Some(file.public_key()),
            Key::None | Key::Agent => None,
        }
    }

    /// The signer; `wanted` are the keys of which an agent may use the first that it holds.
    pub fn signer(self, context: &Context, wanted: &[PublicKey]) -> Result<Signer, CliError> {
        let socket = context.agent.as_deref();
        let file = match self {
            Key::None => return Err(CliError::usage(Stop::NoKey)),
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
