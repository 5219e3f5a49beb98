//! Bytes with one spelling: lower-case hexadecimal, of fixed length.
//!
//! ```
//! use caitien::approval::Id;
//! let id: Id = "0123456789abcdef0123456789abcdef01234567".parse().unwrap();
//! assert_eq!(id.to_string(), "0123456789abcdef0123456789abcdef01234567");
//! assert!("0123456789ABCDEF0123456789abcdef01234567".parse::<Id>().is_err());
//! ```

use std::fmt;
use std::str::FromStr;

use super::syllable;

/// A number of `N` bytes, written in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// The id of a git object.
pub type Id = Hex<20>;

/// A SHA-256.
pub type Hash = Hex<32>;

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |four: u8| char::from(DIGITS.get(usize::from(four)).copied().unwrap_or(b'0'));
        // One write for all of it: these stand by the thousand in statements.
        let mut text = String::with_capacity(2 * N);
        for byte in self.0 {
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
        }
        out.write_str(&text)
    }
}

/// The value of a digit in its one spelling.
fn digit(digit: u8) -> Result<u8, ()> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(()),
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl<const N: usize> FromStr for Hex<N> {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = text.as_bytes();
        if bytes.len() != 2 * N {
            return Err(());
        }
        let mut value = [0; N];
        for (byte, pair) in value.iter_mut().zip(bytes.chunks_exact(2)) {
            let [high, low] = pair else { return Err(()) };
            *byte = (digit(*high)? << 4) | digit(*low)?;
        }
        Ok(Hex(value))
    }
}

impl Hash {
    /// Reads a fingerprint as people copy it or hear it: as hexadecimal digits (blanks, colons and hyphens
    /// between them and capital letters do not matter) or as 32 [`syllable`]s.
    pub fn parse_typed(text: &str) -> Option<Hash> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, ':' | '-'))
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        plain.parse().ok().or_else(|| Some(Hex(syllable::to_bytes(text)?.try_into().ok()?)))
    }

    /// As 32 syllables in groups of four, to be read out.
    pub fn syllables(&self) -> String {
        let syllables: Vec<String> = self.0.iter().map(|byte| syllable::of_byte(*byte)).collect();
        syllables.chunks(4).map(|group| group.join(" ")).collect::<Vec<_>>().join(", ")
    }

    /// In groups of eight digits, to be compared by eye or read out.
    pub fn grouped(&self) -> String {
        let text = self.to_string();
        let mut grouped = String::with_capacity(text.len() + 8);
        for (at, digit) in text.chars().enumerate() {
            if at > 0 && at % 8 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::spelling::fold;

    #[test]
    fn what_is_read_out_is_typed_in_and_every_wrong_syllable_shows() {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(0_u8..).for_each(|(byte, at)| *byte = at.wrapping_mul(37).wrapping_add(11));
        let hash = Hex(bytes);
        let said = hash.syllables();
        for typed in [said.clone(), said.to_uppercase(), fold(&said), said.replace([' ', ','], "-")] {
            assert_eq!(Hash::parse_typed(&typed), Some(hash), "{typed}");
        }
        let words: Vec<&str> = said.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        assert_eq!(words.len(), 32);
        for at in 0..32 {
            for byte in 0..=u8::MAX {
                let other = syllable::of_byte(byte);
                let mut heard = words.clone();
                heard[at] = &other;
                let read = Hash::parse_typed(&heard.join(" "));
                assert_eq!(read == Some(hash), byte == hash.0[at], "{at} {other}");
                assert!(read.is_some());
            }
            let mut short = words.clone();
            short.remove(at);
            assert_eq!(Hash::parse_typed(&short.join(" ")), None);
        }
    }

    #[test]
    fn one_spelling_in_files_several_from_people() {
        let hash = Hex([0xab; 32]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(Hash::parse_typed(&hash.grouped().to_uppercase()), Some(hash));
        for bad in ["", "ab", &"AB".repeat(32), &"ab".repeat(33), &"zz".repeat(32)] {
            assert!(bad.parse::<Hash>().is_err(), "{bad}");
        }
    }
}
