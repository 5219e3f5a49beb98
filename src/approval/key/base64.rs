//! Base64 with one spelling: padded, and no bits left over.

pub(super) const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes, padded.
pub fn encode(bytes: &[u8]) -> String {
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

/// Reads what [`encode`] writes, and nothing else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
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

    #[test]
    fn both_ways() {
        for bytes in [&b""[..], b"f", b"fo", b"foo", b"foob", &[0, 255, 128, 7]] {
            assert_eq!(decode(&encode(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(decode("Zh=="), None, "bits left over");
        assert_eq!(decode("Zg"), None, "no padding");
    }
}
