//! X.509 as far as a record needs it: is this one certificate in DER, and nothing after it?
//!
//! Names, dates and issuers are not read: the record names the certificate itself.

/// The first element of some DER: its tag, its content, and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [tag, first, rest @ ..] = bytes else { return None };
    let count = usize::from(first & 0x7f);
    let (length, rest) = match first {
        0..=127 => (usize::from(*first), rest),
        // Short lengths have one spelling only, and none is longer than three bytes here.
        0x81..=0x83 => {
            let length = rest.get(..count)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
            let shortest = if length < 128 { 0 } else { length.ilog2() as usize / 8 + 1 };
            (shortest == count).then_some((length, rest.get(count..)?))?
        }
        _ => return None,
    };
    Some((*tag, rest.get(..length)?, rest.get(length..)?))
}

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;

/// A sequence of what was signed, the algorithm, and the signature; to the last byte.
pub(super) fn is_certificate(der: &[u8]) -> bool {
    let parts = || {
        let (outer, inside, after) = element(der)?;
        let (signed, _, rest) = element(inside)?;
        let (algorithm, _, rest) = element(rest)?;
        let (signature, _, rest) = element(rest)?;
        let tags = [outer, signed, algorithm, signature] == [SEQUENCE, SEQUENCE, SEQUENCE, BIT_STRING];
        Some(tags && after.is_empty() && rest.is_empty())
    };
    parts().unwrap_or(false)
}

/// The DER within a text with exactly one certificate.
pub(super) fn unarmour(text: &str) -> Option<Vec<u8>> {
    match certificates(text).as_mut_slice() {
        [one] => Some(std::mem::take(one)),
        _ => None,
    }
}

/// The DER of every certificate within a text.
pub fn certificates(text: &str) -> Vec<Vec<u8>> {
    let blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    let blocks = blocks.filter_map(|block| block.split_once("-----END CERTIFICATE-----"));
    let read = |(block, _): (&str, &str)| {
        let digits: String = block.split_ascii_whitespace().collect();
        super::base64::decode(&digits).filter(|der| is_certificate(der))
    };
    blocks.filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_certificate_to_the_last_byte() {
        let whole = [0x30, 8, 0x30, 0, 0x30, 0, 3, 2, 0, 1];
        assert!(is_certificate(&whole));
        assert!(!is_certificate(&whole[..9]));
        assert!(!is_certificate(&[&whole[..], &[0]].concat()));
        let long = [&[0x30, 0x81, 8][..], &whole[2..]].concat();
        assert!(!is_certificate(&long), "a length with two spellings");
        assert!(!is_certificate(&[0x30, 0x80, 0, 0]), "a length that is not told");
        assert!(!is_certificate(b""));
    }
}
