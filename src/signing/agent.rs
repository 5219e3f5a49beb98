//! Signing through an SSH agent: the private key never comes here, hardware tokens included.

use std::path::{Path, PathBuf};

use ssh_agent_client_rs::{Client, Identity};
use ssh_key::{HashAlg, SshSig};

use super::{Error, Failure, Signer, Way, armour, own_key};
use crate::approval::PublicKey;

/// A signer for the first of the wanted keys that the agent holds. `socket` is what
/// `SSH_AUTH_SOCK` says.
pub fn signer(socket: Option<&Path>, wanted: &[PublicKey]) -> Result<Signer, Error> {
    let socket = socket.ok_or(Error::NoAgent)?;
    let held = identities(socket)?;
    for key in wanted {
        if let Some((public, theirs)) = held.iter().find(|(public, _)| public == key) {
            let way = Way::Agent { socket: PathBuf::from(socket), key: Box::new(theirs.clone()) };
            return Ok(Signer { public: public.clone(), way });
        }
    }
    Err(Error::NotInAgent { wanted: wanted.iter().map(PublicKey::fingerprint).collect() })
}

fn identities(socket: &Path) -> Result<Vec<(PublicKey, ssh_key::PublicKey)>, Error> {
    let listed = connect(socket)?.list_all_identities().map_err(|source| reach(socket, &source))?;
    let own = listed.into_iter().filter_map(|identity| match identity {
        Identity::PublicKey(key) => Some((own_key(key.key_data())?, key.into_owned())),
        // A certificate's key is listed by itself as well.
        Identity::Certificate(_) => None,
    });
    Ok(own.collect())
}

pub(super) fn sign(
    socket: &Path,
    key: &ssh_key::PublicKey,
    (namespace, payload): (&str, &[u8]),
) -> Result<String, Error> {
    let failed = |source: ssh_key::Error| Error::Sign { source: Failure::new(&source) };
    let data = SshSig::signed_data(namespace, HashAlg::Sha512, payload).map_err(failed)?;
    let signature = connect(socket)?.sign(key, &data).map_err(|source| reach(socket, &source))?;
    let whole = SshSig::new(key.key_data().clone(), namespace, HashAlg::Sha512, signature);
    armour(&whole.map_err(failed)?)
}

fn connect(socket: &Path) -> Result<Client, Error> {
    Client::connect(socket).map_err(|source| reach(socket, &source))
}

fn reach(socket: &Path, source: &ssh_agent_client_rs::Error) -> Error {
    Error::ReachAgent { socket: socket.to_path_buf(), source: Failure::new(source) }
}
