//! Whether a figure counts what is reached or what is lacking, as the words round it say.
//!
//! "Mới có 5/12 tổ nộp đúng hạn" counts what is reached, "5/12 tổ nộp trễ" what is lacking. The word
//! right before the figure speaks first where it is plain ("thiếu", "mới có"), then what is said of
//! the things counted, then the rest of the clause. The words are in `figures.txt`. Nothing is
//! decided here about which figures belong together.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::syllable::hash;
use crate::plan::spelling::fold;
use crate::reading::number::Spelling;
use crate::reading::token::Word;

/// Does a figure count what is reached or what is lacking?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Reached,
    Lack,
}

/// What a row of words tells of a figure; a section of `figures.txt` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Missing,
    Only,
    Lack,
    Reached,
    Need,
    Has,
    Whole,
    PartOf,
    Denial,
    /// Words that may stand between a cue and its figure.
    About,
    /// Words with which another thought begins.
    Break,
    /// Pairs of words of which neither is a cue: "thiết bị".
    Nothing,
}

impl Cue {
    const NAMED: [(&'static str, Cue); 12] = [
        ("[missing]", Cue::Missing),
        ("[only]", Cue::Only),
        ("[lack]", Cue::Lack),
        ("[reached]", Cue::Reached),
        ("[need]", Cue::Need),
        ("[has]", Cue::Has),
        ("[whole]", Cue::Whole),
        ("[part-of]", Cue::PartOf),
        ("[denial]", Cue::Denial),
        ("[about]", Cue::About),
        ("[break]", Cue::Break),
        ("[nothing]", Cue::Nothing),
    ];

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// No row of words is longer.
const LONGEST: usize = 4;

/// What each row of words tells, by its hash; with diacritics and without.
struct Table {
    marked: HashMap<u64, u16>,
    bare: HashMap<u64, u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { marked: HashMap::new(), bare: HashMap::new() };
    let mut bit = 0;
    for line in include_str!("figures.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some((_, cue)) = Cue::NAMED.iter().find(|(name, _)| *name == line) {
            bit = cue.bit();
            continue;
        }
        for phrase in line.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let key = |spelled: &str| row(spelled.split(' ').map(hash));
            *table.marked.entry(key(phrase)).or_default() |= bit;
            *table.bare.entry(key(&fold(phrase))).or_default() |= bit;
        }
    }
    table
});

/// The key of a row of words.
fn row(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(17, |key, word| (key ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23))
}

/// The words of a sentence, for asking about its figures.
pub(super) struct Said<'r, 't> {
    pub(super) words: &'r [Word<'t>],
    hashes: Vec<u64>,
    pub(super) spelling: Spelling,
}

impl<'r, 't> Said<'r, 't> {
    pub(super) fn new(words: &'r [Word<'t>], spelling: Spelling) -> Self {
        let hashes = words.iter().map(|word| match spelling {
            Spelling::Marked => hash(&word.text.to_lowercase()),
            Spelling::Bare => hash(&word.folded),
        });
        Said { words, hashes: hashes.collect(), spelling }
    }

    /// Is what a figure counts said right before it, so that nothing else can be meant?
    pub(super) fn is_plain(&self, at: usize) -> bool {
        self.follows(at, Cue::Missing) || self.follows(at, Cue::Only)
    }

    /// What the figure that takes the words from `at` to `end` counts.
    pub(super) fn sense(&self, at: usize, end: usize) -> Option<Sense> {
        let clause = self.clause_start(at)..self.clause_end(end);
        if self.follows(at, Cue::Missing) {
            return Some(Sense::Lack);
        }
        if clause.start == at && self.opens_bracket(at) {
            // "mới có một em đến lớp (25,1%)": what went before says it.
            let told = self.last(self.clause_start(at - 1)..at);
            if told.is_some() {
                return told;
            }
        }
        let behind = self.first(end..clause.end);
        if self.follows(at, Cue::Only) {
            // "chỉ còn 3 lớp chưa có": the lack itself is counted.
            let lack = matches!(behind, Some((place, Sense::Lack)) if place <= end + 3);
            return Some(if lack { Sense::Lack } else { Sense::Reached });
        }
        let found = behind.map(|(_, sense)| sense);
        // "13 lượt nộp hồ sơ chậm": what is said last of them counts, unless they plainly reach it.
        if found == Some(Sense::Lack) || !self.holds(behind, clause.end) && self.lacks(end..clause.end) {
            return Some(Sense::Lack);
        }
        // "còn 2 lớp có …" is about what is left to do, "còn 15 máy chạy được" is not.
        let plainly =
            behind.is_some_and(|(place, _)| self.plain_cue(place, clause.end).is_some_and(|cue| cue.1 > 1));
        if at > 0 && self.is(at - 1, "còn") && !plainly {
            return Some(Sense::Lack);
        }
        let before = self.last(clause.start..at);
        // A predicate may stand behind a comma: "8/19 nhóm, lớp chưa có camera".
        let beyond = || {
            let next = clause.end..self.words.len();
            self.first(next).filter(|_| !self.breaks(clause.end)).map(|(_, sense)| sense)
        };
        before.or(found).or_else(beyond).or_else(|| self.last(0..clause.start))
    }

    /// Is what is said of them said in more than one word: "chạy được", "đúng hạn"?
    fn holds(&self, behind: Option<(usize, Sense)>, end: usize) -> bool {
        let strong = |place: usize| {
            let long = self.plain_cue(place, end).is_some_and(|cue| cue.1 > 1);
            long || self.is(place, "đạt") || self.is(place, "đủ")
        };
        behind.is_some_and(|(place, sense)| sense == Sense::Reached && strong(place))
    }

    fn lacks(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| self.cue(at, range.end).is_some_and(|cue| cue.0 == Sense::Lack))
    }

    /// Is a word this one, however it is spelled?
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        let wanted = match self.spelling {
            Spelling::Marked => hash(word),
            Spelling::Bare => hash(&fold(word)),
        };
        self.hashes.get(at) == Some(&wanted)
    }

    /// Do words of this kind stand right before a place, perhaps with "khoảng" or "gần" between?
    pub(super) fn follows(&self, at: usize, cue: Cue) -> bool {
        let vague = at > 0 && self.tells(at - 1..at, Cue::About);
        let at = if vague { at - 1 } else { at };
        let parted = at
            .checked_sub(1)
            .and_then(|place| self.words.get(place))
            .is_none_or(|word| word.ends_clause() && !word.gap.contains('('));
        !parted
            && (1..=LONGEST.min(at)).any(|length| {
                let from = at - length;
                self.tells(from..at, cue) && !(from > 0 && self.tells(from - 1..from, Cue::Denial))
            })
    }

    fn tells(&self, range: Range<usize>, cue: Cue) -> bool {
        self.bits(range) & cue.bit() != 0
    }

    fn bits(&self, range: Range<usize>) -> u16 {
        let table = if self.spelling == Spelling::Marked { &TABLE.marked } else { &TABLE.bare };
        let Some(words) = self.hashes.get(range) else { return 0 };
        table.get(&row(words.iter().copied())).copied().unwrap_or_default()
    }

    fn breaks(&self, at: usize) -> bool {
        (1..=2).any(|length| at + length <= self.words.len() && self.tells(at..at + length, Cue::Break))
    }

    fn opens_bracket(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|place| self.words.get(place)).is_some_and(|word| word.gap.contains('('))
    }

    fn clause_start(&self, at: usize) -> usize {
        let stop =
            |place: &usize| self.words.get(*place).is_some_and(Word::ends_clause) || self.breaks(*place);
        (0..at).rev().find(stop).map_or(0, |place| place + 1)
    }

    fn clause_end(&self, from: usize) -> usize {
        let stop =
            |place: &usize| self.words.get(*place).is_some_and(Word::ends_clause) || self.breaks(*place + 1);
        (from.saturating_sub(1)..self.words.len()).find(stop).map_or(self.words.len(), |place| place + 1)
    }

    fn first(&self, range: Range<usize>) -> Option<(usize, Sense)> {
        range.clone().find_map(|at| self.cue(at, range.end).map(|(sense, _)| (at, sense)))
    }

    fn last(&self, range: Range<usize>) -> Option<Sense> {
        let mut at = range.start;
        let mut found = None;
        while at < range.end {
            match self.cue(at, range.end) {
                Some((sense, length)) => {
                    found = Some(sense);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest cue that begins at a word. "Chưa" and "không" take what they deny with them.
    fn cue(&self, at: usize, end: usize) -> Option<(Sense, usize)> {
        let (sense, length) = self.plain_cue(at, end)?;
        if length > 1 || !self.tells(at..at + 1, Cue::Denial) {
            return Some((sense, length));
        }
        let denied =
            (at + 1..end.min(at + 4)).find_map(|place| self.plain_cue(place, end).map(|cue| (place, cue)));
        let Some((place, (Sense::Reached, more))) = denied else { return Some((sense, length)) };
        let mut last = place + more;
        while let Some((Sense::Reached, more)) = self.plain_cue(last, end) {
            last += more;
        }
        Some((Sense::Lack, last - at))
    }

    fn plain_cue(&self, at: usize, end: usize) -> Option<(Sense, usize)> {
        let pairs = [at.checked_sub(1).map(|from| from..at + 1), Some(at..at + 2)];
        if pairs.into_iter().flatten().any(|pair| self.tells(pair, Cue::Nothing)) {
            return None;
        }
        (1..=LONGEST).rev().filter(|length| at + length <= end).find_map(|length| {
            let bits = self.bits(at..at + length);
            let sense = match () {
                () if bits & Cue::Lack.bit() != 0 => Sense::Lack,
                () if bits & Cue::Reached.bit() != 0 => Sense::Reached,
                () => return None,
            };
            Some((sense, length))
        })
    }
}
