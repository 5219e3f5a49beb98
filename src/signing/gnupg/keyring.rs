//! The person's own keys, asked of the person's own programs: to find a key by its fingerprint, and to sign with it.
//!
//! Nothing that is found here gives anybody a right; only a trust record does.

use super::program::{Program, detail, finish, of_person};
use crate::approval::key::x509;
use crate::approval::{KeyKind, PublicKey};
use crate::signing::Error;

/// A key that a person names by its fingerprint: `openpgp:…` or `x509:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    kind: KeyKind,
    digits: String,
}

impl Named {
    /// Reads what people type: blanks and small letters do not matter, but all digits must be there. A
    /// certificate may be named by its SHA-1 as well, which is what `gpgsm` shows first.
    pub fn parse(typed: &str) -> Option<Named> {
        let (word, digits) = typed.split_once(':')?;
        let (kind, lengths) = match word {
            "openpgp" => (KeyKind::OpenPgp, &[40][..]),
            "x509" => (KeyKind::X509, &[40, 64][..]),
            _ => return None,
        };
        let plain = digits.chars().filter(|letter| !letter.is_whitespace() && *letter != ':');
        let digits: String = plain.map(|letter| letter.to_ascii_uppercase()).collect();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_hex && lengths.contains(&digits.len())).then_some(Named { kind, digits })
    }

    /// Does a text begin like the name of such a key?
    pub fn is_meant(typed: &str) -> bool {
        typed.starts_with("openpgp:") || typed.starts_with("x509:")
    }

    fn is(&self, key: &PublicKey) -> bool {
        let fingerprint = key.fingerprint();
        let own = fingerprint.split_once(':').map(|(_, digits)| digits);
        own == Some(&self.digits) || key.gnupg_name().as_ref() == Some(&self.digits)
    }

    /// The public key, exported from the person's keyring.
    pub fn find(&self) -> Result<PublicKey, Error> {
        let missing = || Error::NotInKeyring { key: format!("{}:{}", self.kind.word(), self.digits) };
        if self.kind == KeyKind::X509 {
            let exported = run(Program::Gpgsm, &["--batch", "--armor", "--export"], b"")?;
            let text = String::from_utf8_lossy(&exported.stdout).into_owned();
            let keys = x509::certificates(&text).into_iter().filter_map(PublicKey::from_certificate);
            return keys.into_iter().find(|key| self.is(key)).ok_or_else(missing);
        }
        let digits = format!("0x{}", self.digits);
        let export = ["--batch", "--no-armor", "--export-options", "export-minimal", "--export", &digits];
        let exported = run(Program::Gpg, &export, b"")?;
        if exported.stdout.is_empty() {
            return Err(missing());
        }
        let key = PublicKey::from_export(&exported.stdout);
        let unfit = || Error::UnfitKey { key: format!("{}:{}", self.kind.word(), self.digits) };
        key.filter(|key| self.is(key)).ok_or_else(unfit)
    }
}

/// Has the person's program sign; what comes back is not looked at here.
pub(in crate::signing) fn sign(key: &PublicKey, payload: &[u8]) -> Result<String, Error> {
    let name = key.gnupg_name().unwrap_or_default();
    let (program, arguments) = match key.kind() {
        KeyKind::X509 => (Program::Gpgsm, &CMS[..]),
        _ => (Program::Gpg, &OPENPGP[..]),
    };
    let arguments: Vec<&str> =
        arguments.iter().copied().chain(["--local-user", &name, "--detach-sign"]).collect();
    let output = run(program, &arguments, payload)?;
    let armoured = String::from_utf8(output.stdout.clone()).unwrap_or_default().replace("\r\n", "\n");
    let is_made = String::from_utf8_lossy(&output.stderr).contains("[GNUPG:] SIG_CREATED ");
    if output.status.success() && is_made {
        return Ok(armoured);
    }
    Err(Error::ProgramRefused { program, detail: detail(&output) })
}

/// The person's settings may say otherwise, and then nobody could read the signature strictly.
const OPENPGP: [&str; 9] = [
    "--status-fd=2",
    "--batch",
    "--armor",
    "--no-comments",
    "--no-emit-version",
    "--no-textmode",
    "--no-ask-sig-expire",
    "--default-sig-expire=0",
    "--digest-algo=SHA512",
];

/// No lists of revoked certificates are fetched: nobody but the trust record decides, and there may be no network.
const CMS: [&str; 6] =
    ["--status-fd=2", "--batch", "--armor", "--disable-crl-checks", "--disable-dirmngr", "--include-certs=1"];

fn run(program: Program, arguments: &[&str], input: &[u8]) -> Result<std::process::Output, Error> {
    let mut command = of_person(program);
    command.args(arguments);
    finish(program, command, input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_by_all_its_digits() {
        let digits = "f35a 76a0 ec70 1000 04b8 2c34 162c 4b21 53c2 212b";
        let named = Named::parse(&format!("openpgp:{digits}")).unwrap();
        assert_eq!(named.digits, "F35A76A0EC70100004B82C34162C4B2153C2212B");
        assert!(Named::parse(&format!("x509:{digits}")).is_some());
        for bad in ["openpgp:162C4B2153C2212B", "openpgp:", "x509:An", "SHA256:x", "an@example.org"] {
            assert_eq!(Named::parse(bad), None, "{bad}");
        }
    }
}
