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

    fn with(self, other: Fields) -> Fields {
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

/// Spellings by their first syllable, longest first; each is a row of syllable hashes.
type Table = HashMap<u64, Vec<(Vec<u64>, Meaning)>, ByHash>;

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
    /// With diacritics.
    exact: Table,
    /// Without; only spellings of two syllables and more, because short ones are ambiguous.
    folded: Table,
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| read(include_str!("lexicon.txt"), include_str!("fields.txt")));

/// The longest known spelling at the start of these syllables. `exact` says whether the text was
/// typed with diacritics.
pub(super) fn longest(syllables: &[Syllable], spelling: Spelling) -> Option<Meaning> {
    let (table, key): (&Table, fn(&Syllable) -> u64) = match spelling {
        Spelling::Marked => (&LEXICON.exact, |syllable| syllable.marked),
        Spelling::Bare => (&LEXICON.folded, |syllable| syllable.bare),
    };
    let first = syllables.first()?;
    let fits = |(row, meaning): &&(Vec<u64>, Meaning)| {
        syllables.get(..meaning.syllables).is_some_and(|part| part.iter().map(key).eq(row.iter().copied()))
    };
    table.get(&key(first))?.iter().find(fits).map(|(_, meaning)| *meaning)
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

fn read(text: &str, matters: &str) -> Lexicon {
    let mut lexicon = Lexicon { exact: Table::default(), folded: Table::default() };
    let mut class = Class::Same;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with('[') {
            class = Class::parse(line.trim());
            continue;
        }
        // Stop words are nothing, each for itself; elsewhere a line is one meaning.
        let concept = hash(line.split('|').next().unwrap_or_default().trim());
        for spelling in line.split('|') {
            lexicon.add(spelling, Meaning { syllables: 0, concept, class, fields: Fields::default() });
        }
    }
    let mut fields: HashMap<u64, Fields> = HashMap::new();
    let lines = matters.lines().filter(|line| !line.starts_with(['#', '[']) && !line.trim().is_empty());
    for (at, line) in lines.enumerate() {
        let line = line.split_once(':').map_or(line, |(_, words)| words);
        for spelling in line.split('|').map(str::trim).filter(|spelling| !spelling.is_empty()) {
            let concept = lexicon.concept(spelling);
            let known = fields.entry(concept).or_default();
            *known = known.with(Fields::one(at));
        }
    }
    for rows in lexicon.exact.values_mut().chain(lexicon.folded.values_mut()) {
        for (_, meaning) in rows {
            meaning.fields = fields.get(&meaning.concept).copied().unwrap_or_default();
        }
    }
    for rows in lexicon.exact.values_mut().chain(lexicon.folded.values_mut()) {
        rows.sort_by_key(|(_, meaning)| std::cmp::Reverse(meaning.syllables));
    }
    lexicon
}

impl Lexicon {
    fn add(&mut self, spelling: &str, meaning: Meaning) {
        let syllables = Syllable::all(spelling);
        let meaning = Meaning { syllables: syllables.len(), ..meaning };
        insert(&mut self.exact, syllables.iter().map(|one| one.marked).collect(), meaning);
        // A single syllable without its marks may be many words.
        let plain = spelling.trim().len() == syllables.iter().map(|one| one.letters).sum::<usize>();
        if meaning.syllables > 1 || plain {
            insert(&mut self.folded, syllables.iter().map(|one| one.bare).collect(), meaning);
        }
    }

    /// The meaning of a spelling; one that is not known yet becomes a word of its own.
    fn concept(&mut self, spelling: &str) -> u64 {
        let row: Vec<u64> = Syllable::all(spelling).iter().map(|one| one.marked).collect();
        let rows = row.first().and_then(|first| self.exact.get(first));
        let known = rows.and_then(|rows| rows.iter().find(|(known, _)| *known == row));
        if let Some((_, meaning)) = known {
            return meaning.concept;
        }
        let concept = hash(spelling);
        self.add(spelling, Meaning { syllables: 0, concept, class: Class::Same, fields: Fields::default() });
        concept
    }
}

fn insert(table: &mut Table, row: Vec<u64>, meaning: Meaning) {
    if let Some(first) = row.first() {
        let rows = table.entry(*first).or_default();
        // The first line that lists a spelling wins.
        if !rows.iter().any(|(known, _)| *known == row) {
            rows.push((row, meaning));
        }
    }
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
