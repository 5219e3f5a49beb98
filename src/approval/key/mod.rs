//! Public keys as values: what a line of `school.toml` names, and its fingerprint.
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

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use sha1::Sha1;
use sha2::{Digest, Sha256};

pub mod base64;
pub mod openpgp;
pub mod x509;

/// The software with which a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// OpenSSH: a file, an agent, a FIDO or PKCS#11 token.
    Ssh,
    /// GnuPG's `gpg`.
    OpenPgp,
    /// GnuPG's `gpgsm`: certificates, as on the state's USB tokens.
    X509,
}

impl KeyKind {
    /// The word that begins a line of `school.toml`, and the fingerprint before its colon; not used for SSH.
    pub fn word(self) -> &'static str {
        match self {
            KeyKind::Ssh => "ssh",
            KeyKind::OpenPgp => "openpgp",
            KeyKind::X509 => "x509",
        }
    }
}

/// A public key. Two keys are the same where their [`PublicKey::fingerprint`] is: an OpenPGP key stays the same when its
/// owner adds a name, a subkey or a year to it, a renewed certificate is another key.
#[derive(Clone)]
pub struct PublicKey {
    kind: KeyKind,
    algorithm: String,
    /// The bytes between algorithm and comment; the exported key; the certificate.
    blob: Vec<u8>,
    /// What makes it the same key: the blob, or for OpenPGP the fingerprint.
    identity: Vec<u8>,
}

impl PublicKey {
    /// Reads an entry of `school.toml`: an `authorized_keys` line without options, whose comment is dropped, or
    /// `openpgp FINGERPRINT BASE64`, or `x509 FINGERPRINT BASE64`. The latter have one spelling.
    pub fn parse(line: &str) -> Option<PublicKey> {
        let mut words = line.split_ascii_whitespace();
        let (algorithm, second) = (words.next()?, words.next()?);
        let key = match algorithm {
            "openpgp" => PublicKey::from_openpgp(base64::decode(words.next()?)?)?,
            "x509" => PublicKey::from_certificate(base64::decode(words.next()?)?)?,
            _ => {
                let key = PublicKey::from_blob(base64::decode(second)?)?;
                return (key.algorithm == algorithm).then_some(key);
            }
        };
        let agrees = key.fingerprint().split_once(':') == Some((algorithm, second));
        (agrees && words.next().is_none()).then_some(key)
    }

    /// An SSH key from its binary form, which begins with the algorithm's name.
    pub fn from_blob(blob: Vec<u8>) -> Option<PublicKey> {
        let length = usize::try_from(u32::from_be_bytes(blob.get(..4)?.try_into().ok()?)).ok()?;
        let name = blob.get(4..length.checked_add(4)?)?;
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'@' | b'.');
        let algorithm = std::str::from_utf8(name).ok()?.to_owned();
        let (kind, identity) = (KeyKind::Ssh, blob.clone());
        let is_name = !name.is_empty() && name.iter().all(plain);
        is_name.then_some(PublicKey { kind, algorithm, blob, identity })
    }

    /// An exported OpenPGP key of version 4, public, with nothing in it that was revoked.
    pub fn from_openpgp(blob: Vec<u8>) -> Option<PublicKey> {
        let identity = openpgp::fingerprint(&blob)?.to_vec();
        Some(PublicKey { kind: KeyKind::OpenPgp, algorithm: "openpgp".into(), blob, identity })
    }

    /// A certificate in DER.
    pub fn from_certificate(blob: Vec<u8>) -> Option<PublicKey> {
        let identity = Sha256::digest(&blob).to_vec();
        let kind = KeyKind::X509;
        x509::is_certificate(&blob).then_some(PublicKey { kind, algorithm: "x509".into(), blob, identity })
    }

    /// The key in a file that people exported: an entry of `school.toml`, an SSH public key, an OpenPGP key or a
    /// certificate, armoured or not. What a record does not take is left out of an OpenPGP key.
    pub fn from_export(bytes: &[u8]) -> Option<PublicKey> {
        let text = std::str::from_utf8(bytes).unwrap_or("");
        if text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
            return PublicKey::from_openpgp(openpgp::tidy(&openpgp::unarmour(text)?)?);
        }
        if text.contains("-----BEGIN CERTIFICATE-----") {
            return PublicKey::from_certificate(x509::unarmour(text)?);
        }
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(key) = lines.next().and_then(PublicKey::parse) {
            return Some(key);
        }
        match bytes.first() {
            Some(0x30) => PublicKey::from_certificate(bytes.to_vec()),
            Some(0x80..) => PublicKey::from_openpgp(openpgp::tidy(bytes)?),
            _ => None,
        }
    }

    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub fn algorithm(&self) -> &str {
        &self.algorithm
    }

    /// The binary form.
    pub fn blob(&self) -> &[u8] {
        &self.blob
    }

    /// For SSH as `ssh-keygen -l` shows it, `SHA256:…`. For OpenPGP `openpgp:` and what `gpg` shows, for X.509 `x509:` and the
    /// certificate's SHA-256; both in capital hexadecimal digits without blanks.
    pub fn fingerprint(&self) -> String {
        match self.kind {
            KeyKind::Ssh => {
                let text = base64::encode(&Sha256::digest(&self.blob));
                format!("SHA256:{}", text.trim_end_matches('='))
            }
            kind => format!("{}:{}", kind.word(), capitals(&self.identity)),
        }
    }

    /// By which digits GnuPG names the key: the primary key's fingerprint, the certificate's SHA-1. None for SSH.
    pub fn gnupg_name(&self) -> Option<String> {
        match self.kind {
            KeyKind::Ssh => None,
            KeyKind::OpenPgp => Some(capitals(&self.identity)),
            KeyKind::X509 => Some(capitals(&Sha1::digest(&self.blob))),
        }
    }

    /// As it stands in `school.toml`, without a comment.
    pub fn to_line(&self) -> String {
        let blob = base64::encode(&self.blob);
        match self.kind {
            KeyKind::Ssh => format!("{} {blob}", self.algorithm),
            kind => format!("{} {} {blob}", kind.word(), capitals(&self.identity)),
        }
    }
}

fn capitals(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &PublicKey) -> bool {
        (self.kind, &self.identity) == (other.kind, &other.identity)
    }
}

impl Eq for PublicKey {}

impl PartialOrd for PublicKey {
    fn partial_cmp(&self, other: &PublicKey) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicKey {
    fn cmp(&self, other: &PublicKey) -> Ordering {
        (self.kind, &self.identity).cmp(&(other.kind, &other.identity))
    }
}

impl Hash for PublicKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.kind, &self.identity).hash(state);
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.fingerprint())
    }
}

/// Is this how a key's fingerprint is written? Each kind has one spelling.
pub fn is_fingerprint(text: &str) -> bool {
    let hex = |digits: &str, length: usize| {
        digits.len() == length && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
    };
    match text.split_once(':') {
        Some(("SHA256", digits)) => {
            digits.len() == 43 && digits.bytes().all(|byte| base64::ALPHABET.contains(&byte))
        }
        Some(("openpgp", digits)) => hex(digits, 40),
        Some(("x509", digits)) => hex(digits, 64),
        _ => false,
    }
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

    /// A self-signed certificate, made with GnuPG for these tests alone.
    const CERTIFICATE: &str = "MIIC1zCCAb+gAwIBAgIBATANBgkqhkiG9w0BAQsFADATMREwDwYDVQQDEwhLaG9hIFRodTAeFw0yNDAxMDEwMDAwMDBaFw00MDAx\
        MDEwMDAwMDBaMBMxETAPBgNVBAMTCEtob2EgVGh1MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1AWAyzpoiaorrzxd\
        h4OzCFcn7QWCp3FX0j/hY5MtQ7XSxXytnuV0z9nEH7/AtzPEnApAH1gIQNXEk0qElgJBMCyIk74TUXJunMjF2VjfRmvmciJJJXLL\
        aJCnHyztzLWID5fYJ4BSwNn14ScjP5FEtIGrcMNUv+L7SdVgd+hLlmo2Vaaj+Ta/tbrWnnhIEzKR1iGN3Bu1hM/LQNL9PLzq2q+d\
        eOPspAm0kL/xk7KAkd+hsq+h/FCRhv9j087K9q02k8ldo80+CBdwi0ZTbRXU6WUXEC70isIZLKXj3a95osgwRHErH5Ad2CUr4/R6\
        EUgt1ykclm/TPdTko1x3xjjivQIDAQABozYwNDARBgorBgEEAdpHAgIBBAMBAf8wDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8E\
        BAMCBsAwDQYJKoZIhvcNAQELBQADggEBAMkA+p1hlp0J2TByIaNu9A7XbwF9Pwrf7KxrNdKsjrih6Nn7dYMlsXJa5jgVjIIS2SCk\
        Xzahc9eub8S++EXHpv2roBVOoz1b/bb7M23wf8YVV/VfqrG5JQ4UcP4qmvXbrJc/AoXAJkwSSaojyyor1OLoXVIBaFjBnm3sj6Fn\
        6m4wO3iFTOReCAJCYbmuwcx+BNwFS0K5EIkz+jyPUd0Y7adTkL8BTKWHTAGj2qJE7I1SImoVIyOYkBQOAYPKFlgVIb3rkHq6WwUY\
        YG+TEmnMcXvuY+rQOHlLmBM95MqiUKSIkIqhKUxq/p3OV8DKqDZGx9Zki6+1iJ5v0LCXrfNIxlU=";
    const SHA256: &str = "79B79C3E237C975CC4486EC8091070F14F6CD37C5DFA2E4ECFB667F6EE17E1B5";

    #[test]
    fn other_kinds_have_one_spelling() {
        let (pgp, digits) = (openpgp::tests::KEY, openpgp::tests::FINGERPRINT);
        for (word, digits, blob) in [("openpgp", digits, pgp), ("x509", SHA256, CERTIFICATE)] {
            let line = format!("{word} {digits} {blob}");
            let key = PublicKey::parse(&line).unwrap();
            assert_eq!(key.to_line(), line);
            assert_eq!(key.fingerprint(), format!("{word}:{digits}"));
            assert!(is_fingerprint(&key.fingerprint()));
            for bad in [
                format!("{line} chú thích"),
                format!("{word} {blob}"),
                format!("{word} {} {blob}", digits.to_lowercase()),
                format!("{word} {} {blob}", digits.replacen('F', "E", 1)),
                format!("{word} {digits} {}", &blob[..blob.len() - 4]),
                format!("{word} {digits} {blob}AAAA"),
            ] {
                assert_eq!(PublicKey::parse(&bad), None, "{bad}");
            }
        }
        let key = PublicKey::parse(&format!("x509 {SHA256} {CERTIFICATE}")).unwrap();
        assert_eq!(key.gnupg_name().unwrap(), "F3138B5CDB8F1E93D9CEC43817DBD4229FC68629");
        let lower = format!("openpgp:{}", digits.to_lowercase());
        for bad in ["openpgp:", "x509:AB", "SHA256:", "pgp:x", &lower] {
            assert!(!is_fingerprint(bad), "{bad}");
        }
    }

    #[test]
    fn what_people_export_is_read() {
        let der = base64::decode(CERTIFICATE).unwrap();
        let pem = format!("-----BEGIN CERTIFICATE-----\n{CERTIFICATE}\n-----END CERTIFICATE-----\n");
        let (begin, end) = ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----");
        let pgp = openpgp::tests::KEY;
        let armoured = format!("{begin}\nComment: x\n\n{pgp}\n=abcd\n{end}\n");
        let certificate = PublicKey::from_export(&der).unwrap();
        let openpgp = PublicKey::from_export(&base64::decode(pgp).unwrap()).unwrap();
        for (text, key) in [(pem, &certificate), (armoured, &openpgp), (openpgp.to_line(), &openpgp)] {
            assert_eq!(PublicKey::from_export(text.as_bytes()).as_ref(), Some(key), "{text}");
        }
        assert_eq!(PublicKey::from_export(LINE.as_bytes()), PublicKey::parse(LINE));
        assert_eq!(PublicKey::from_export(b"x"), None);
    }
}
