//! SSH public keys as values: what a line of `school.toml` names, and its fingerprint.
//!
//! ```
//! use caitien::approval::PublicKey;
//! let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo an@example.org";
//! let key = PublicKey::parse(line).unwrap();
//! assert_eq!(key.algorithm(), "ssh-ed25519");
//! assert!(key.fingerprint().starts_with("SHA256:"));
//! ```
//!
//! Whether a signature was made with a key is the business of `signing`.

use std::fmt;

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A public key: the bytes between algorithm and comment. Two keys are the same where these are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey {
    algorithm: String,
    blob: Vec<u8>,
}

impl PublicKey {
    /// Reads an `authorized_keys` line without options; the comment is dropped.
    pub fn parse(line: &str) -> Option<PublicKey> {
        let mut words = line.split_ascii_whitespace();
        let algorithm = words.next()?;
        let key = PublicKey::from_blob(decode_base64(words.next()?)?)?;
        (key.algorithm == algorithm).then_some(key)
    }

    /// A key from its binary form, which begins with the algorithm's name.
    pub fn from_blob(blob: Vec<u8>) -> Option<PublicKey> {
        let length = usize::try_from(u32::from_be_bytes(blob.get(..4)?.try_into().ok()?)).ok()?;
        let name = blob.get(4..length.checked_add(4)?)?;
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'@' | b'.');
        let algorithm = std::str::from_utf8(name).ok()?.to_owned();
        (!name.is_empty() && name.iter().all(plain)).then_some(PublicKey { algorithm, blob })
    }

    pub fn algorithm(&self) -> &str {
        &self.algorithm
    }

    /// The binary form.
    pub fn blob(&self) -> &[u8] {
        &self.blob
    }

    /// As `ssh-keygen -l` shows it: `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        let text = encode_base64(&Sha256::digest(&self.blob));
        format!("SHA256:{}", text.trim_end_matches('='))
    }

    /// As it stands in `school.toml`, without a comment.
    pub fn to_line(&self) -> String {
        format!("{} {}", self.algorithm, encode_base64(&self.blob))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.fingerprint())
    }
}

/// Is this how a key's fingerprint is written?
pub fn is_fingerprint(text: &str) -> bool {
    let digits = text.strip_prefix("SHA256:").unwrap_or("");
    digits.len() == 43 && digits.bytes().all(|byte| ALPHABET.contains(&byte))
}

fn encode_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut wide = [0; 3];
        wide.iter_mut().zip(group).for_each(|(to, from)| *to = *from);
        let number = u32::from_be_bytes([0, wide[0], wide[1], wide[2]]);
        for at in 0..4 {
            let digit = usize::try_from((number >> (18 - 6 * at)) & 63).unwrap_or_default();
            let letter = ALPHABET.get(digit).copied().filter(|_| at <= group.len()).unwrap_or(b'=');
            text.push(char::from(letter));
        }
    }
    text
}

/// Strict: padded, and no bits left over, so that a key has one spelling.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    let (mut number, mut bits) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = ALPHABET.iter().position(|known| *known == digit)?;
        number = (number << 6) | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((number >> bits) & 255).ok()?);
            number &= (1 << bits) - 1;
        }
    }
    (number == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBuq2cgZvDGjr2ob94jGhSZZsAjsYQUhcJEkzCxlb7Qo";

    #[test]
    fn a_line_survives_and_its_comment_does_not_matter() {
        let key = PublicKey::parse(&format!("  {LINE} một chú thích")).unwrap();
        assert_eq!(key.to_line(), LINE);
        assert_eq!(Some(&key), PublicKey::parse(LINE).as_ref());
        assert!(is_fingerprint(&key.fingerprint()));
    }

    #[test]
    fn what_is_not_a_key_is_none() {
        let other = LINE.replace("ssh-ed25519 ", "ssh-rsa ");
        let cut = &LINE[..LINE.len() - 1];
        for bad in ["", "ssh-ed25519", "ssh-ed25519 AAAA", "no-pty ssh-ed25519 AAAA", &other, cut] {
            assert_eq!(PublicKey::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn base64_both_ways() {
        for bytes in [&b""[..], b"f", b"fo", b"foo", b"foob", &[0, 255, 128, 7]] {
            assert_eq!(decode_base64(&encode_base64(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(decode_base64("Zh=="), None, "bits left over");
    }
}
