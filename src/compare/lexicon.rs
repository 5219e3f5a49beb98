//! Which words of school plans mean the same, and what they are worth: `lexicon.txt`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllable::{ByHash, Syllable, hash};

/// What a word is worth, and whether it names one object among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// No meaning of its own.
    Stop,
    /// Said of anything: "công tác", "hạn chế".
    Generic,
    /// A thing, but one that any criterion may speak of: "hồ sơ", "kiểm tra".
    Vague,
    /// Any other word.
    Same,
    Subject,
    Room,
    Post,
    Council,
    /// A grade or an age ("lớp 8", "5–6 tuổi"); not in the file.
    Grade,
    /// A place or a person; not in the file.
    Name,
}

impl Class {
    fn parse(name: &str) -> Class {
        match name {
            "[stop]" => Class::Stop,
            "[generic]" => Class::Generic,
            "[vague]" => Class::Vague,
            "[subject]" => Class::Subject,
            "[room]" => Class::Room,
            "[post]" => Class::Post,
            "[council]" => Class::Council,
            _ => Class::Same,
        }
    }
}

/// A spelling that was found: how many syllables it takes, and what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) syllables: usize,
    pub(super) concept: u64,
    pub(super) class: Class,
    pub(super) fields: Fields,
}

/// The matters that a word belongs to; a bit for each line of `fields.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields([u64; 4]);

impl Fields {
    /// The bit of one line; lines beyond the last bit count for nothing.
    fn one(line: usize) -> Fields {
        let mut fields = Fields::default();
        if let Some(part) = fields.0.get_mut(line / 64) {
            *part = 1 << (line % 64);
        }
        fields
    }

    pub(super) fn with(self, other: Fields) -> Fields {
        let mut fields = self;
        for (part, more) in fields.0.iter_mut().zip(other.0) {
            *part |= more;
        }
        fields
    }

    /// Do both belong to a common matter?
    pub(super) fn meet(self, other: Fields) -> bool {
        self.0.iter().zip(other.0).any(|(one, other)| one & other != 0)
    }
}

/// Spellings by the hashes of their syllables, one after the other.
#[derive(Default)]
struct Table {
    meanings: HashMap<u64, Meaning, ByHash>,
    /// For a first syllable the lengths of spellings that begin with it; a bit each.
    lengths: HashMap<u64, u16, ByHash>,
}

/// The hash of a row of syllables that is one longer.
fn longer(row: u64, syllable: u64) -> u64 {
    (row.rotate_left(7) ^ syllable).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Table {
    /// The first line that lists a spelling wins.
    fn add(&mut self, syllables: &[Syllable], spelling: Spelling, meaning: Meaning) {
        let Some(first) = syllables.first() else { return };
        let row = syllables.iter().fold(0, |row, one| longer(row, spelling.key(one)));
        self.meanings.entry(row).or_insert(meaning);
        *self.lengths.entry(spelling.key(first)).or_default() |=
            1_u16.checked_shl(syllables.len() as u32).unwrap_or(0);
    }

    fn get(&self, syllables: &[Syllable], spelling: Spelling) -> Option<Meaning> {
        let lengths = *self.lengths.get(&spelling.key(syllables.first()?))?;
        let (mut row, mut best) = (0, None);
        for (at, one) in syllables.iter().take(LONGEST).enumerate() {
            row = longer(row, spelling.key(one));
            let rest = lengths >> (at + 1);
            if rest & 1 == 1 {
                best = self.meanings.get(&row).copied().or(best);
            }
            if rest <= 1 {
                break;
            }
        }
        best
    }
}

/// No spelling has more syllables.
const LONGEST: usize = 15;

/// Abbreviations by their letters, each with the syllables that it stands for.
static ABBREVIATIONS: LazyLock<HashMap<u64, Vec<Syllable>>> = LazyLock::new(|| {
    let rows = include_str!("abbreviations.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = rows.filter_map(|line| line.split_once('='));
    let read =
        |(short, long): (&str, &str)| Some((Syllable::all(short).first()?.marked, Syllable::all(long)));
    pairs.filter_map(read).collect()
});

/// What an abbreviation stands for.
pub(super) fn abbreviation(syllable: &Syllable) -> Option<&'static [Syllable]> {
    ABBREVIATIONS.get(&syllable.marked).map(Vec::as_slice)
}

struct Lexicon {
    table: Table,
    fields: HashMap<u64, Fields, ByHash>,
}

/// With diacritics.
static MARKED: LazyLock<Lexicon> =
    LazyLock::new(|| read(include_str!("lexicon.txt"), include_str!("fields.txt")));

/// Without; few plans are typed so, so it is made when the first one is read.
static BARE: LazyLock<Table> =
    LazyLock::new(|| folded(include_str!("lexicon.txt"), include_str!("fields.txt")));

/// The longest known spelling at the start of these syllables.
pub(super) fn longest(syllables: &[Syllable], spelling: Spelling) -> Option<Meaning> {
    match spelling {
        Spelling::Marked => MARKED.table.get(syllables, spelling),
        Spelling::Bare => BARE.get(syllables, spelling),
    }
}

/// The spelling by which the lexicon calls a meaning.
pub(super) fn name(concept: u64) -> Option<String> {
    let rows = include_str!("lexicon.txt").lines().filter(|line| !line.starts_with(['#', '[']));
    let first = rows.map(|line| line.split('|').next().unwrap_or_default().trim());
    first
        .chain(include_str!("fields.txt").split(['|', '\n', ':']).map(str::trim))
        .find(|word| hash(word) == concept)
        .map(str::to_owned)
}

/// Was a text typed with diacritics?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Marked,
    Bare,
}

impl Spelling {
    fn key(self, syllable: &Syllable) -> u64 {
        match self {
            Spelling::Marked => syllable.marked,
            Spelling::Bare => syllable.bare,
        }
    }
}

/// Every spelling of the lexicon, with what its line means.
fn spellings(text: &str) -> impl Iterator<Item = (&str, u64, Class)> {
    let mut class = Class::Same;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows = lines.filter_map(move |line| {
        if line.starts_with('[') {
            class = Class::parse(line.trim());
            return None;
        }
        let concept = hash(line.split('|').next().unwrap_or_default().trim());
        Some(line.split('|').map(move |spelling| (spelling.trim(), concept, class)))
    });
    rows.flatten()
}

/// Every word of the matters, with the number of its line.
fn matters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let lines = text.lines().filter(|line| !line.starts_with(['#', '[']) && !line.trim().is_empty());
    let words = lines.enumerate().flat_map(|(at, line)| {
        let line = line.split_once(':').map_or(line, |(_, words)| words);
        line.split('|').map(move |word| (word.trim(), at))
    });
    words.filter(|(word, _)| !word.is_empty())
}

fn read(text: &str, fields: &str) -> Lexicon {
    let mut lexicon = Lexicon { table: Table::default(), fields: HashMap::default() };
    lexicon.table.meanings.reserve(16_384);
    for (spelling, concept, class) in spellings(text) {
        let syllables = Syllable::all(spelling);
        let meaning = Meaning { syllables: syllables.len(), concept, class, fields: Fields::default() };
        lexicon.table.add(&syllables, Spelling::Marked, meaning);
    }
    for (word, at) in matters(fields) {
        let syllables = Syllable::all(word);
        let row = syllables.iter().fold(0, |row, one| longer(row, one.marked));
        let concept = lexicon.table.meanings.get(&row).map_or(hash(word), |known| known.concept);
        // A word that the lexicon does not know is a word of its own.
        let own =
            Meaning { syllables: syllables.len(), concept, class: Class::Same, fields: Fields::default() };
        lexicon.table.add(&syllables, Spelling::Marked, own);
        let known = lexicon.fields.entry(concept).or_default();
        *known = known.with(Fields::one(at));
    }
    for meaning in lexicon.table.meanings.values_mut() {
        meaning.fields = lexicon.fields.get(&meaning.concept).copied().unwrap_or_default();
    }
    lexicon
}

/// The same without diacritics; only spellings of two syllables and more, and those that have none
/// anyway: short ones are ambiguous.
fn folded(text: &str, fields: &str) -> Table {
    let mut table = Table::default();
    let marked = &MARKED.table;
    let words = spellings(text).map(|(spelling, _, _)| spelling).chain(matters(fields).map(|(word, _)| word));
    for spelling in words {
        let syllables = Syllable::all(spelling);
        let plain = syllables.iter().all(|one| !one.accented);
        let row = syllables.iter().fold(0, |row, one| longer(row, one.marked));
        if let Some(meaning) = marked.meanings.get(&row).filter(|_| syllables.len() > 1 || plain) {
            table.add(&syllables, Spelling::Bare, *meaning);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(text: &str) -> Option<u64> {
        let syllables = Syllable::all(text);
        longest(&syllables, Spelling::Marked).map(|meaning| meaning.concept)
    }

    #[test]
    fn spellings_of_one_line_are_one_meaning() {
        assert_eq!(concept("sổ đỏ"), concept("giấy chứng nhận quyền sử dụng đất"));
        assert_eq!(concept("Mỹ thuật"), concept("mĩ thuật"));
        assert_ne!(concept("âm nhạc"), concept("mĩ thuật"));
        assert_eq!(concept("vòi phun"), None);
    }

    #[test]
    fn no_spelling_stands_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with(['#', '['])) {
            for spelling in line.split('|').filter(|spelling| !spelling.trim().is_empty()) {
                let row: Vec<u64> = Syllable::all(spelling).iter().map(|one| one.marked).collect();
                let first = seen.insert(row, spelling);
                assert!(first.is_none(), "{spelling} stands twice");
            }
        }
    }
}
