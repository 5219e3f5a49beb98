//! A syllable as comparing sees it: where the tone mark sits, i or y, and letter case do not count.

use crate::plan::spelling::taken_apart;

/// One syllable (or number, or abbreviation) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    /// Its letters and tone, spelling variants folded.
    pub(super) marked: u64,
    /// Its letters without any diacritics.
    pub(super) bare: u64,
    /// Does it begin with a capital letter?
    pub(super) capital: bool,
    /// Are all its letters capitals, as in an abbreviation?
    pub(super) upper: bool,
    pub(super) number: bool,
    /// Has it a mark that a keyboard without Vietnamese cannot type?
    pub(super) accented: bool,
    /// Its length in letters of the folded form; equal to the typed length for plain ASCII.
    pub(super) letters: usize,
    /// Where it stands in its text, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Does a sentence begin with it?
    pub(super) opens: bool,
    /// Does punctuation of any kind stand before it?
    pub(super) parted: bool,
}

/// FNV-1a: the same on every machine and in every run.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// For tables whose keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByHash;

impl std::hash::BuildHasher for ByHash {
    type Hasher = Given;

    fn build_hasher(&self) -> Given {
        Given(0)
    }
}

/// The key itself.
pub(super) struct Given(u64);

impl std::hash::Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| sum.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

impl Syllable {
    /// All syllables of a text. A text need not be NFC.
    pub(super) fn all(text: &str) -> Vec<Syllable> {
        let mut found = Vec::new();
        let mut opens = true;
        let mut parted = true;
        let mut start = None;
        for (at, letter) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
            let inside = letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    let word = text.get(from..at).unwrap_or_default();
                    found.push(Syllable { start: from, end: at, opens, parted, ..Syllable::of(word) });
                    start = None;
                    opens = false;
                    parted = false;
                }
                _ => {}
            }
            opens |= matches!(letter, '.' | ';' | ':' | '!' | '?' | '\n');
            parted |= !inside && !letter.is_whitespace();
        }
        found
    }

    fn of(word: &str) -> Syllable {
        let mut marked = String::with_capacity(word.len() + 4);
        let mut bare = String::with_capacity(word.len());
        let mut tone = None;
        let (mut first, mut upper) = (None, true);
        for letter in taken_apart(word) {
            match letter {
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(letter),
                '\u{302}' | '\u{306}' | '\u{31b}' => marked.push(letter),
                '\u{300}'..='\u{36f}' => {}
                letter => {
                    first = first.or(Some(letter));
                    upper &= !letter.is_lowercase();
                    for low in letter.to_lowercase() {
                        marked.push(low);
                        bare.push(if low == 'đ' { 'd' } else { low });
                    }
                }
            }
        }
        i_for_y(&mut bare);
        let accented = tone.is_some() || marked.len() != bare.len();
        i_for_y(&mut marked);
        marked.extend(tone);
        Syllable {
            marked: hash(&marked),
            bare: hash(&bare),
            capital: first.is_some_and(char::is_uppercase),
            upper: upper && first.is_some_and(char::is_alphabetic),
            number: first.is_some_and(|letter| letter.is_ascii_digit()),
            accented,
            letters: bare.len(),
            start: 0,
            end: 0,
            opens: false,
            parted: false,
        }
    }
}

/// "kỳ" and "kì", "quy" and "qui" are the same; "thúy" and "thúi" are not.
fn i_for_y(syllable: &mut String) {
    let Some(head) = syllable.strip_suffix('y') else { return };
    let vowel = head.chars().next_back().is_some_and(|letter| "aeiou\u{302}\u{306}\u{31b}".contains(letter));
    if !vowel || head == "qu" {
        let length = head.len();
        syllable.truncate(length);
        syllable.push('i');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let key = |text: &str| Syllable::all(text).iter().map(|one| one.marked).collect::<Vec<_>>();
        key(one) == key(other)
    }

    #[test]
    fn spelling_variants_are_the_same() {
        assert!(same("hoà, kỳ, quy định, tỷ lệ", "Hòa kì qui định tỉ lệ"));
        assert!(same("kê\u{301} hoa\u{323}ch", "kế hoạch"));
        assert!(!same("cô", "có"));
        assert!(!same("thúy", "thúi"));
    }

    #[test]
    fn knows_capitals_and_numbers() {
        let found = Syllable::all("Điểm Huổi Lụa, GV: 06/29");
        let shape: Vec<_> = found.iter().map(|one| (one.capital, one.upper, one.number)).collect();
        assert_eq!(shape.len(), 6);
        assert_eq!(shape[1], (true, false, false));
        assert_eq!(shape[3], (true, true, false));
        assert_eq!(shape[4], (false, false, true));
    }
}
