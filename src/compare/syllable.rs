//! A syllable as comparing sees it: where the tone mark sits, i or y, and letter case do not count.

use std::sync::LazyLock;

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
    hash_of(text.as_bytes())
}

fn hash_of(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
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
            let inside = is_inside(letter);
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
        let (mut marked, mut bare) = (Buffer::default(), Buffer::default());
        let mut tone = None;
        let (mut first, mut upper) = (None, true);
        let mut take = |letter: Letter| {
            tone = letter.tone.or(tone);
            if let Some(base) = letter.base {
                first = first.or(Some((base, letter.capital)));
                upper &= letter.capital || !base.is_lowercase();
                marked.push(base);
                bare.push(if base == 'đ' { 'd' } else { base });
            }
            letter.mark.into_iter().for_each(|mark| marked.push(mark));
        };
        for letter in word.chars() {
            match Letter::known(letter) {
                Some(letter) => take(letter),
                None => taken_apart(letter.encode_utf8(&mut [0; 4])).for_each(|part| take(Letter::of(part))),
            }
        }
        bare.i_for_y();
        let accented = tone.is_some() || marked.length != bare.length;
        marked.i_for_y();
        tone.into_iter().for_each(|tone| marked.push(tone));
        Syllable {
            marked: marked.hash(),
            bare: bare.hash(),
            capital: first.is_some_and(|(_, capital)| capital),
            upper: upper && first.is_some_and(|(base, _)| base.is_alphabetic()),
            number: first.is_some_and(|(base, _)| base.is_ascii_digit()),
            accented,
            letters: bare.length,
            start: 0,
            end: 0,
            opens: false,
            parted: false,
        }
    }
}

/// Does a character belong to a word? Those that Vietnamese is written with need no table.
fn is_inside(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1ea0}'..='\u{1ef9}' => true,
        letter => letter.is_alphanumeric(),
    }
}

/// A letter taken apart: its base in lower case, the mark that makes another letter of it, its tone.
#[derive(Clone, Copy, Debug, Default)]
struct Letter {
    base: Option<char>,
    mark: Option<char>,
    tone: Option<char>,
    capital: bool,
}

/// The letters with marks that Vietnamese is written with, by their number.
static LETTERS: LazyLock<[Vec<Letter>; 2]> = LazyLock::new(|| {
    let composed = |letter: char| {
        let parts = taken_apart(letter.encode_utf8(&mut [0; 4])).map(Letter::of).collect::<Vec<_>>();
        parts.into_iter().fold(Letter::default(), |whole, part| Letter {
            base: whole.base.or(part.base),
            mark: whole.mark.or(part.mark),
            tone: whole.tone.or(part.tone),
            capital: whole.capital || part.capital,
        })
    };
    [('\u{c0}'..='\u{24f}').map(composed).collect(), ('\u{1e00}'..='\u{1eff}').map(composed).collect()]
});

impl Letter {
    /// One that is looked up; None for the rest of the world.
    fn known(letter: char) -> Option<Letter> {
        let [latin, vietnamese] = &*LETTERS;
        match letter {
            '\0'..='\u{7f}' => {
                let base = Some(letter.to_ascii_lowercase());
                Some(Letter { base, capital: letter.is_ascii_uppercase(), ..Letter::default() })
            }
            '\u{c0}'..='\u{24f}' => latin.get(letter as usize - 0xc0).copied(),
            '\u{1e00}'..='\u{1eff}' => vietnamese.get(letter as usize - 0x1e00).copied(),
            _ => None,
        }
    }

    /// One part of a letter that was taken apart.
    fn of(part: char) -> Letter {
        match part {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                Letter { tone: Some(part), ..Letter::default() }
            }
            '\u{302}' | '\u{306}' | '\u{31b}' => Letter { mark: Some(part), ..Letter::default() },
            '\u{300}'..='\u{36f}' => Letter::default(),
            letter => {
                let base = letter.to_lowercase().next();
                Letter { base, capital: letter.is_uppercase(), ..Letter::default() }
            }
        }
    }
}

/// The letters of one syllable; what is longer than any word is cut.
struct Buffer {
    bytes: [u8; 48],
    length: usize,
}

impl Default for Buffer {
    fn default() -> Buffer {
        Buffer { bytes: [0; 48], length: 0 }
    }
}

impl Buffer {
    fn push(&mut self, letter: char) {
        let end = self.length + letter.len_utf8();
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            letter.encode_utf8(room);
            self.length = end;
        }
    }

    /// "kỳ" and "kì", "quy" and "qui" are the same; "thúy" and "thúi" are not.
    fn i_for_y(&mut self) {
        let Some((b'y', head)) = self.text().split_last() else { return };
        let vowel = match head {
            [.., b'a' | b'e' | b'i' | b'o' | b'u'] => true,
            // The circumflex, the breve and the horn.
            [.., 0xcc, 0x82 | 0x86 | 0x9b] => true,
            _ => false,
        };
        if (!vowel || head == b"qu")
            && let Some(last) = self.length.checked_sub(1).and_then(|at| self.bytes.get_mut(at))
        {
            *last = b'i';
        }
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    fn hash(&self) -> u64 {
        hash_of(self.text())
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
    fn characters_belong_to_words_as_everywhere() {
        for letter in ('\0'..='\u{2fff}').filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)) {
            assert_eq!(is_inside(letter), letter.is_alphanumeric(), "{letter:?}");
        }
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
