//! Is this signature what the key in it made of this payload?

use ssh_key::{Algorithm, SshSig};

use super::{Error, Examiner, Purpose, armour, own_key};
use crate::approval::{KeyKind, PublicKey};

/// What a signature is worth by itself, before anybody asks whose key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Made with this key over exactly this payload.
    Good(PublicKey),
    Broken,
    /// OpenPGP or X.509, and by none of the keys that are known here; [`check`] knows none.
    OtherKind,
}

/// Was this signature made with this key? Programs are run for keys of other kinds than SSH.
pub fn confirm(purpose: Purpose, payload: &[u8], armoured: &str, key: &PublicKey) -> Result<bool, Error> {
    let checked = match key.kind() {
        KeyKind::Ssh => check_for(purpose, payload, armoured),
        _ => Examiner::new(vec![key.clone()]).check(&purpose.carrier(&purpose.framed(payload)), armoured)?,
    };
    Ok(checked == Checked::Good(key.clone()))
}

/// Checks an armoured SSH signature of a tag or commit with the key that it carries.
pub fn check(payload: &[u8], armoured: &str) -> Checked {
    check_for(Purpose::Git, payload, armoured)
}

/// Checks the signature below a consent.
pub fn check_consent(payload: &[u8], armoured: &str) -> Checked {
    check_for(Purpose::Consent, payload, armoured)
}

fn check_for(purpose: Purpose, payload: &[u8], armoured: &str) -> Checked {
    if !armoured.starts_with("-----BEGIN SSH SIGNATURE-----") {
        return if armoured.starts_with("-----BEGIN ") { Checked::OtherKind } else { Checked::Broken };
    }
    good(purpose, payload, armoured).map_or(Checked::Broken, Checked::Good)
}

fn good(purpose: Purpose, payload: &[u8], armoured: &str) -> Option<PublicKey> {
    let signature = SshSig::from_pem(armoured).ok()?;
    // The library does not check that inner lengths are used up: single flipped bits would pass.
    // What OpenSSH would write must be what was read, to the letter, with one end of line: else whoever adds an
    // empty line has another object with the same good signature.
    if armour(&signature).ok()? != armoured {
        return None;
    }
    if signature.version() != 1 || !signature.reserved().is_empty() || !is_acceptable(&signature) {
        return None;
    }
    let key = ssh_key::PublicKey::new(signature.public_key().clone(), "");
    key.verify(purpose.namespace(), payload, &signature).ok()?;
    own_key(signature.public_key())
}

/// RSA with SHA-1 is refused, and a hardware key must have been touched, as OpenSSH has it.
fn is_acceptable(signature: &SshSig) -> bool {
    match signature.algorithm() {
        Algorithm::Rsa { hash } => hash.is_some(),
        Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256 => {
            let bytes = signature.signature_bytes();
            let flags = bytes.len().checked_sub(5).and_then(|at| bytes.get(at));
            flags.is_some_and(|flags| flags & 1 == 1)
        }
        _ => true,
    }
}
