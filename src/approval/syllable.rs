//! Fingerprints as syllables, to be read out over the telephone: one syllable for each byte.
//!
//! Sixteen initials and sixteen rhymes, all in the level tone. They were chosen to stay apart where people
//! speak differently: no two initials that North or South say alike (tr/ch, s/x, l/n, d/gi/r/v), no two rhymes
//! that differ by an ending only (n/ng, ai/ay), and none that differ by diacritics only, so that they can be
//! typed without them.
//!
//! ```
//! use caitien::approval::syllable::{of_byte, to_bytes};
//! assert_eq!((of_byte(0x1f).as_str(), of_byte(0x33).as_str()), ("canh", "đô"));
//! assert_eq!(to_bytes("CANH, do"), Some(vec![0x1f, 0x33]));
//! ```

use crate::plan::spelling::fold;

/// The high half of the byte.
const INITIALS: [&str; 16] =
    ["b", "c", "ch", "đ", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "t", "th", "v", "x"];

/// The low half.
const RHYMES: [&str; 16] =
    ["a", "i", "ư", "ô", "ê", "ai", "ao", "âu", "eo", "ôi", "ia", "ua", "im", "ưng", "ong", "anh"];

/// The syllable of a byte, as it is spelled.
pub fn of_byte(byte: u8) -> String {
    let part = |parts: &[&'static str; 16], half: u8| parts.get(usize::from(half)).copied().unwrap_or("");
    let (initial, rhyme) = (part(&INITIALS, byte >> 4), part(&RHYMES, byte & 15));
    // Before i, e and ê the same sounds are spelled in another way.
    let is_front = rhyme.starts_with(['i', 'e', 'ê']);
    let initial = match initial {
        "c" if is_front => "k",
        "g" if is_front => "gh",
        "ng" if is_front => "ngh",
        initial => initial,
    };
    format!("{initial}{rhyme}")
}

/// The bytes of a text of syllables, in any case, with or without diacritics; blanks and punctuation stand
/// between them.
pub fn to_bytes(text: &str) -> Option<Vec<u8>> {
    let known: Vec<String> = (0..=u8::MAX).map(|byte| fold(&of_byte(byte))).collect();
    let byte = |word: &str| known.iter().position(|one| one == word).and_then(|at| u8::try_from(at).ok());
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(byte)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_are_different_without_diacritics() {
        let folded: BTreeSet<String> = (0..=u8::MAX).map(|byte| fold(&of_byte(byte))).collect();
        assert_eq!(folded.len(), 256);
        assert!(folded.iter().all(|one| one.bytes().all(|byte| byte.is_ascii_lowercase())));
        // Nobody could tell where one ends if a syllable were two others.
        for one in &folded {
            let split = |at: usize| folded.contains(&one[..at]) && folded.contains(&one[at..]);
            assert!(!(1..one.len()).any(split), "{one}");
        }
    }

    #[test]
    fn each_is_read_back_however_it_is_typed() {
        for byte in 0..=u8::MAX {
            let syllable = of_byte(byte);
            let typed = [syllable.clone(), syllable.to_uppercase(), fold(&syllable)];
            assert!(typed.iter().all(|typed| to_bytes(typed) == Some(vec![byte])), "{syllable}");
        }
        assert_eq!(to_bytes("ba-bi, Bư…bô"), Some(vec![0, 1, 2, 3]));
        for bad in ["ba bx", "ci", "qua", "ghư", "tra", "ba1"] {
            assert_eq!(to_bytes(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_table_never_changes() {
        // People keep fingerprints on paper.
        let all: String = (0..=u8::MAX).map(of_byte).collect::<Vec<_>>().join(" ");
        assert!(
            all.starts_with("ba bi bư bô bê bai bao bâu beo bôi bia bua bim bưng bong banh ca ki cư cô kê")
        );
        assert!(all.ends_with("xa xi xư xô xê xai xao xâu xeo xôi xia xua xim xưng xong xanh"));
        let sum: u64 = all.bytes().fold(0, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000_003);
        assert_eq!(sum, 699_224);
    }
}
