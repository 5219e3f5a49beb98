//! Which words of school plans mean the same, and what they are worth: `lexicon.txt`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::syllable::{Syllable, hash};

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
}

/// Spellings by their first syllable, longest first; each is a row of syllable hashes.
type Table = HashMap<u64, Vec<(Vec<u64>, Meaning)>>;

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

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(include_str!("lexicon.txt")));

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

/// Was a text typed with diacritics?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Marked,
    Bare,
}

fn read(text: &str) -> Lexicon {
    let mut lexicon = Lexicon { exact: Table::new(), folded: Table::new() };
    let mut class = Class::Same;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with('[') {
            class = Class::parse(line.trim());
            continue;
        }
        // Stop words are nothing, each for itself; elsewhere a line is one meaning.
        let concept = hash(line.split('|').next().unwrap_or_default().trim());
        for spelling in line.split('|') {
            let syllables = Syllable::all(spelling);
            let meaning = Meaning { syllables: syllables.len(), concept, class };
            insert(&mut lexicon.exact, syllables.iter().map(|one| one.marked).collect(), meaning);
            if meaning.syllables > 1
                || spelling.trim().len() == syllables.iter().map(|one| one.letters).sum::<usize>()
            {
                insert(&mut lexicon.folded, syllables.iter().map(|one| one.bare).collect(), meaning);
            }
        }
    }
    for rows in lexicon.exact.values_mut().chain(lexicon.folded.values_mut()) {
        rows.sort_by_key(|(_, meaning)| std::cmp::Reverse(meaning.syllables));
    }
    lexicon
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
