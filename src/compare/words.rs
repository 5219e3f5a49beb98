//! The words of a sentence as comparing needs them: spelling variants folded, words of the same
//! meaning made one, empty words left out, objects (a subject, a room, a post, a grade, a place) marked.
//!
//! A [`Words`] is made once for a text and used on either side of a comparison. What it does not
//! do: figures are not words here (`reading::quantity` reads them), except where a number names a
//! thing ("lớp 8", "5–6 tuổi").

use std::sync::LazyLock;

use super::frequency::telling;
use super::lexicon::{Class, Fields, Meaning, Spelling, abbreviation, longest};
use super::polarity::achieved;
use super::syllable::{Syllable, hash};

/// A word, or a row of syllables that mean one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) concept: u64,
    pub(super) class: Class,
    pub(super) weight: f32,
    /// The matters that it belongs to.
    pub(super) fields: Fields,
    /// Does it stand in a clause that tells of something reached?
    pub(super) achieved: bool,
    /// The syllables that it takes, as positions in the text's row of syllables.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Something that two texts may share, with what it is worth; sorted by `key` in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Feature {
    pub(super) key: u64,
    pub(super) weight: f32,
}

/// A token that says what a sentence is about, ready for being held against another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) concept: u64,
    pub(super) class: Class,
    pub(super) weight: f32,
    pub(super) fields: Fields,
    pub(super) achieved: bool,
    /// A bit for each of its syllables that tells something.
    pub(super) parts: u64,
    /// Which of the tokens it is.
    pub(super) token: usize,
}

impl Term {
    /// Is it more than a word that is said of anything, and no mere name?
    pub(super) fn is_specific(&self) -> bool {
        self.class > Class::Vague && self.class != Class::Name && self.class != Class::Grade
    }
}

/// One text, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The tokens that say what it is about.
    pub(super) terms: Vec<Term>,
    pub(super) tokens: Vec<Token>,
    pub(super) features: Vec<Feature>,
    /// Each syllable once, with what it tells; sorted.
    pub(super) syllables: Vec<Feature>,
    /// Every syllable without diacritics, figures left out: for "the same text" and copied runs.
    pub(super) bare: Vec<u64>,
    /// The same with figures, as one number.
    pub(super) fingerprint: u64,
    /// Every syllable, figures included; tokens point into it.
    all: Vec<u64>,
    /// The meanings that are not said of everything.
    pub(super) telling: Vec<u64>,
    /// The matters of those, and of all terms.
    pub(super) matters: (Fields, Fields),
}

const GENERIC: f32 = 0.25;
const VAGUE: f32 = 0.7;
const OBJECT: f32 = 1.2;
const NAME: f32 = 0.7;
const UNKNOWN: f32 = 0.6;
const NEIGHBOURS: f32 = 0.5;
const PART: f32 = 0.25;
/// From this on a syllable tells enough to make two longer words kin.
pub(super) const TELLING: f32 = 0.62;

impl Words {
    pub(super) fn new(text: &str) -> Words {
        let syllables = spelled_out(Syllable::all(text));
        let mut tokens = Reader { syllables: &syllables, spelling: spelling(&syllables) }.tokens();
        let reached = achieved(&syllables);
        for token in &mut tokens {
            token.achieved = reached.contains(&token.from);
        }
        let bare: Vec<u64> = syllables.iter().filter(|one| !one.number).map(|one| one.bare).collect();
        let mut once: Vec<Feature> =
            bare.iter().map(|key| Feature { key: *key, weight: telling(*key).powi(2) }).collect();
        once.sort_by_key(|one| one.key);
        once.dedup_by_key(|one| one.key);
        let all = syllables.iter().map(|one| if one.number { number(text, one) } else { one.bare });
        let fingerprint = all.fold(7, |sum: u64, one| sum.wrapping_mul(0x100_0000_01b3) ^ one);
        let all = syllables.iter().map(|one| one.bare).collect();
        Words {
            terms: Vec::new(),
            syllables: once,
            features: features(&tokens, &syllables),
            tokens,
            bare,
            fingerprint,
            all,
            telling: Vec::new(),
            matters: Default::default(),
        }
    }

    /// Weighs each feature by how rare it is, and makes the row's length one.
    pub(super) fn weigh(&mut self, rarity: impl Fn(u64) -> f32) {
        for feature in &mut self.features {
            feature.weight *= rarity(feature.key);
        }
        for token in &mut self.tokens {
            token.weight *= rarity(token.concept);
        }
        self.terms = self.told();
        let specific = self.terms.iter().filter(|term| term.is_specific());
        self.telling = specific.clone().map(|term| term.concept).collect();
        let all = |terms: &mut dyn Iterator<Item = &Term>| {
            terms.fold(Fields::default(), |all, term| all.with(term.fields))
        };
        self.matters = (all(&mut specific.clone()), all(&mut self.terms.iter()));
        let length = self.features.iter().map(|one| one.weight * one.weight).sum::<f32>().sqrt();
        if length > 0.0 {
            self.features.iter_mut().for_each(|one| one.weight /= length);
        }
    }

    /// Does a word of this meaning, or all the parts of it, stand here?
    pub(super) fn has(&self, key: u64) -> bool {
        self.features.binary_search_by_key(&key, |one| one.key).is_ok()
    }

    fn told(&self) -> Vec<Term> {
        let content = self.tokens.iter().enumerate();
        let terms = content.map(|(at, token)| Term {
            concept: token.concept,
            class: token.class,
            weight: token.weight,
            fields: token.fields,
            achieved: token.achieved,
            parts: self
                .bare_of(token)
                .iter()
                .filter(|part| token.class > Class::Generic && telling(**part) >= TELLING)
                .fold(0, |bits, part| bits | 1 << (part % 64)),
            token: at,
        });
        terms.collect()
    }

    /// What the table of frequencies calls each token.
    pub(super) fn names(&self, text: &str) -> Vec<String> {
        let syllables = spelled_out(Syllable::all(text));
        let names = self.tokens.iter().filter(|token| token.class < Class::Grade).map(|token| {
            let word =
                syllables.get(token.from).map_or("", |one| text.get(one.start..one.end).unwrap_or_default());
            super::lexicon::name(token.concept).unwrap_or_else(|| crate::plan::spelling::fold(word))
        });
        names.collect()
    }

    /// Have two words a telling syllable in common?
    pub(super) fn share_part(&self, one: &Term, other: (&Words, &Term)) -> bool {
        one.parts & other.1.parts != 0 && {
            let theirs = other.0.bare_of_token(other.1.token);
            self.bare_of_token(one.token)
                .iter()
                .any(|part| telling(*part) >= TELLING && theirs.contains(part))
        }
    }

    fn bare_of_token(&self, token: usize) -> &[u64] {
        self.tokens.get(token).map(|token| self.bare_of(token)).unwrap_or_default()
    }

    /// The syllables of a token, without diacritics.
    pub(super) fn bare_of(&self, token: &Token) -> &[u64] {
        self.all.get(token.from..token.to).unwrap_or_default()
    }

    /// The tokens that say what the sentence is about.
    pub(super) fn content(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.class > Class::Generic)
    }

    /// How much its content weighs.
    pub(super) fn weight(&self) -> f32 {
        self.content().map(|token| token.weight).sum()
    }
}

/// Abbreviations as the words that they stand for, so that phrases of both are found alike.
pub(super) fn spelled_out(syllables: Vec<Syllable>) -> Vec<Syllable> {
    if !syllables.iter().any(|one| one.upper) {
        return syllables;
    }
    let mut long = Vec::with_capacity(syllables.len() + 8);
    for one in syllables {
        match abbreviation(&one).filter(|_| one.upper) {
            Some(words) => long.extend(words.iter().map(|word| Syllable {
                start: one.start,
                end: one.end,
                opens: one.opens,
                parted: one.parted,
                accented: false,
                ..*word
            })),
            None => long.push(one),
        }
    }
    long
}

/// "03" and "3" are the same number; "2,0" and "2.0" are too.
fn number(text: &str, syllable: &Syllable) -> u64 {
    let digits = text.get(syllable.start..syllable.end).unwrap_or_default();
    hash(digits.trim_start_matches('0'))
}

/// A text without a single diacritic was typed without; a short one may be an abbreviation.
fn spelling(syllables: &[Syllable]) -> Spelling {
    let bare = syllables.len() >= 4 && syllables.iter().all(|one| !one.accented);
    if bare { Spelling::Bare } else { Spelling::Marked }
}

struct Reader<'s> {
    syllables: &'s [Syllable],
    spelling: Spelling,
}

impl Reader<'_> {
    fn tokens(&self) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < self.syllables.len() {
            let known = self.known(at);
            let (length, token) = self
                .age_or_grade(at)
                .or_else(|| self.name(at, known))
                .or_else(|| known.map(|meaning| self.meant(at, meaning)))
                .unwrap_or_else(|| self.unknown(at));
            tokens.extend(token);
            at += length;
        }
        tokens
    }

    fn known(&self, at: usize) -> Option<Meaning> {
        longest(self.syllables.get(at..)?, self.spelling)
    }

    fn meant(&self, at: usize, meaning: Meaning) -> (usize, Option<Token>) {
        let weight = match meaning.class {
            Class::Stop => return (meaning.syllables, None),
            Class::Generic => GENERIC,
            Class::Vague => VAGUE,
            Class::Same => 1.0,
            _ => OBJECT,
        };
        let to = at + meaning.syllables;
        let token = Token {
            weight: weight * telling(meaning.concept),
            fields: meaning.fields,
            ..self.token(meaning.concept, meaning.class, (at, to))
        };
        (meaning.syllables, Some(token))
    }

    fn unknown(&self, at: usize) -> (usize, Option<Token>) {
        let token = self.syllables.get(at).filter(|one| !one.number).map(|one| Token {
            weight: UNKNOWN * telling(one.bare),
            ..self.token(one.bare, Class::Same, (at, at + 1))
        });
        (1, token)
    }

    fn token(&self, concept: u64, class: Class, span: (usize, usize)) -> Token {
        let (from, to) = span;
        Token { concept, class, weight: OBJECT, fields: Fields::default(), achieved: false, from, to }
    }

    /// A place or a person: capitals where no sentence begins, or two in a row.
    fn name(&self, at: usize, known: Option<Meaning>) -> Option<(usize, Option<Token>)> {
        if known.is_some_and(|meaning| meaning.syllables > 1) {
            return None;
        }
        let run = self.syllables.get(at..)?;
        let first = run.first()?;
        let names = |one: &&Syllable| one.capital && (!one.upper || one.letters == 1) && !one.number;
        let mut length = run.iter().take_while(names).count();
        if let Some(stop) = run.iter().skip(1).take(length).position(|one| one.parted) {
            length = length.min(stop + 1);
        }
        let is = |one: &Syllable, words: &[&str]| words.iter().any(|word| hash(word) == one.bare);
        // "Điểm Pá Hộc …", "Bếp Bãi Soi …": the sentence's first word is no part of the name.
        if first.opens && (known.is_some() || is(first, &DESIGNATORS)) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|before| self.syllables.get(before));
        let designated = before.is_some_and(|before| is(before, &DESIGNATORS)) && !first.opens;
        if !(length >= 2 && !begins_office(first) || length == 1 && designated) {
            return None;
        }
        let concept = run.iter().take(length).fold(11, |sum: u64, one| sum.wrapping_mul(31) ^ one.bare);
        Some((length, Some(Token { weight: NAME, ..self.token(concept, Class::Name, (at, at + length)) })))
    }

    /// "lớp 8", "khối 9", "5–6 tuổi", "24 tháng".
    fn age_or_grade(&self, at: usize) -> Option<(usize, Option<Token>)> {
        let word = |step: usize| self.syllables.get(at + step);
        let is = |step: usize, text: &str| word(step).is_some_and(|one| one.bare == hash(text));
        let number = |step: usize| word(step).filter(|one| one.number);
        if is(0, "lop") || is(0, "khoi") {
            let grade = number(1).filter(|one| one.letters <= 2 && !is(2, "tuoi") && number(2).is_none())?;
            return Some((2, Some(self.object(at, 2, grade.bare ^ 1))));
        }
        let first = number(0).filter(|one| one.letters <= 2)?;
        let through = usize::from(is(1, "den"));
        let span = if number(1 + through).is_some() { 2 + through } else { 1 };
        let ages = is(span, "tuoi") || is(span, "thang") && !is(span + 1, "nam");
        ages.then(|| (span + 1, Some(self.object(at, span + 1, first.bare ^ 2))))
    }

    fn object(&self, at: usize, length: usize, concept: u64) -> Token {
        Token { weight: 1.0, ..self.token(concept, Class::Grade, (at, at + length)) }
    }
}

/// Words before a name of one syllable.
const DESIGNATORS: [&str; 14] =
    ["day", "khu", "nha", "diem", "thon", "ban", "ap", "xom", "buon", "lang", "xa", "phuong", "to", "truong"];

/// Capitalised words that begin the name of an office, not of a place.
const ORGANISATIONS: [&str; 19] = [
    "luật",
    "thông",
    "nghị",
    "chuẩn",
    "điều",
    "quyết",
    "ban",
    "hội",
    "phòng",
    "sở",
    "bộ",
    "trường",
    "đoàn",
    "đội",
    "chi",
    "công",
    "ủy",
    "trung",
    "đảng",
];

/// The same by their letters and tone, and without any marks.
static OFFICES: LazyLock<Vec<Syllable>> =
    LazyLock::new(|| ORGANISATIONS.iter().flat_map(|word| Syllable::all(word)).collect());

/// Does this syllable begin the name of an office?
fn begins_office(one: &Syllable) -> bool {
    OFFICES.iter().any(|word| if one.accented { word.marked == one.marked } else { word.bare == one.bare })
}

/// What two texts may share: the tokens, neighbours of unknown words, and the parts of known ones.
fn features(tokens: &[Token], syllables: &[Syllable]) -> Vec<Feature> {
    let mut features: Vec<Feature> =
        tokens.iter().map(|token| Feature { key: token.concept, weight: token.weight }).collect();
    for (one, next) in tokens.iter().zip(tokens.iter().skip(1)) {
        if one.to == next.from && one.class == Class::Same && next.class == Class::Same {
            let key = one.concept.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ next.concept;
            features.push(Feature { key, weight: NEIGHBOURS });
        }
    }
    for token in tokens.iter().filter(|token| token.class > Class::Generic && token.to > token.from + 1) {
        let parts = syllables.get(token.from..token.to).unwrap_or_default();
        features.extend(parts.iter().map(|part| Feature { key: part.bare, weight: PART }));
    }
    features.sort_by(|one, other| one.key.cmp(&other.key).then(other.weight.total_cmp(&one.weight)));
    features.dedup_by_key(|one| one.key);
    features
}
