//! A signature's block of text, read strictly: exactly one block to the last byte, as GnuPG writes it, and for OpenPGP
//! exactly one signature of a document in it.
//!
//! What a program would pass over (a second block, a second signature, a message that brings its own text along, comments)
//! never reaches it.

use crate::approval::KeyKind;
use crate::approval::key::{base64, openpgp};

/// Digests that a signature may be made with: SHA-256, SHA-384, SHA-512. OpenPGP's numbers, and GnuPG's for X.509.
pub(super) const DIGESTS: [u8; 3] = [8, 9, 10];

/// Letters in a line, as GnuPG breaks them.
const WIDTH: usize = 64;

/// Longer than this no signature is read.
const LONGEST: usize = 65_536;

/// Of which kind the signature is; None where it is not written as it should be.
pub(super) fn read(armoured: &str) -> Option<KeyKind> {
    if armoured.len() > LONGEST {
        return None;
    }
    if let Some(inside) = block(armoured, "PGP SIGNATURE") {
        let bytes = openpgp_bytes(inside)?;
        let packets = openpgp::packets(&bytes)?;
        let [only] = packets.as_slice() else { return None };
        let (kind, digest) = only.signature()?;
        return (kind == 0 && DIGESTS.contains(&digest)).then_some(KeyKind::OpenPgp);
    }
    let bytes = lines(block(armoured, "SIGNED MESSAGE")?)?;
    (bytes.first() == Some(&0x30)).then_some(KeyKind::X509)
}

/// What stands between the first and the last line.
fn block<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let inside = text.strip_prefix(&format!("-----BEGIN {name}-----\n"))?;
    inside.strip_suffix(&format!("-----END {name}-----\n"))
}

/// No headers, then the bytes, then a checksum, which the program checks.
fn openpgp_bytes(inside: &str) -> Option<Vec<u8>> {
    let inside = inside.strip_prefix('\n')?;
    let (digits, checksum) = inside.split_once("\n=")?;
    let checksum = checksum.strip_suffix('\n')?;
    let is_checksum = checksum.len() == 4 && base64::decode(checksum).is_some();
    is_checksum.then_some(())?;
    lines(&format!("{digits}\n"))
}

/// Lines of one length, the last one perhaps shorter.
fn lines(text: &str) -> Option<Vec<u8>> {
    let digits: String = text.lines().collect();
    let bytes = base64::decode(&digits)?;
    let mut again = String::with_capacity(text.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % WIDTH == 0 {
            again.push('\n');
        }
        again.push(digit);
    }
    (again + "\n" == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a signature of version 4, of this kind, with this digest.
    fn signature(kind: u8, digest: u8) -> Vec<u8> {
        vec![0x88, 8, 4, kind, 22, digest, 0, 0, 0, 0]
    }

    fn armour(bytes: &[u8]) -> String {
        let digits = base64::encode(bytes);
        format!("-----BEGIN PGP SIGNATURE-----\n\n{digits}\n=abcd\n-----END PGP SIGNATURE-----\n")
    }

    #[test]
    fn one_signature_of_a_document() {
        let good = armour(&signature(0, 8));
        assert_eq!(read(&good), Some(KeyKind::OpenPgp));
        let two = [signature(0, 8), signature(0, 8)].concat();
        let message = [&[0xcb, 1, b'x'][..], &signature(0, 8)].concat();
        for bad in [armour(&two), armour(&message), armour(&signature(1, 8)), armour(&signature(0, 2))] {
            assert_eq!(read(&bad), None, "{bad}");
        }
        for (from, to) in [
            ("\n\n", "\nComment: x\n\n"),
            ("-----\n\n", "-----\n"),
            ("SIGNATURE-----\n", "SIGNATURE-----\r\n"),
            ("\n=abcd", ""),
            ("PGP SIGNATURE", "PGP MESSAGE"),
        ] {
            assert_eq!(read(&good.replace(from, to)), None, "{from:?}");
        }
        assert_eq!(read(&format!("{good}x")), None);
        assert_eq!(read(&format!("{good}{good}")), None);
        assert_eq!(read(&format!("\n{good}")), None);
    }

    #[test]
    fn a_signed_message_is_one_block() {
        let digits = base64::encode(&[0x30; 60]);
        let (first, rest) = digits.split_at(WIDTH);
        let text = |inside: &str| {
            format!("-----BEGIN SIGNED MESSAGE-----\n{inside}\n-----END SIGNED MESSAGE-----\n")
        };
        assert_eq!(read(&text(&format!("{first}\n{rest}"))), Some(KeyKind::X509));
        for bad in [digits.clone(), format!("{first}\n{rest}\n"), format!("{first}\n{rest}="), String::new()]
        {
            assert_eq!(read(&text(&bad)), None, "{bad}");
        }
    }
}
