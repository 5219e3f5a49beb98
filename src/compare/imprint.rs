//! The imprint of a plan: what stands under each of its criteria, as hashes that stay the same when only
//! ids, dates and years, punctuation or diacritics change.
//!
//! Figures count: "còn 03 lớp ghép" and "còn 02 lớp ghép" leave two imprints. Only of actions there is a
//! second hash without any figure. What is copied from which year is judged in `copying`.

use std::hash::Hasher;

use super::Side;
use crate::finding::Span;
use crate::period::Period;
use crate::plan::item::{Anchor, Detail, Field, FieldKey, Item, Kind};
use crate::plan::label::{LabelKind, is_undecided};
use crate::plan::spelling::fold;
use crate::plan::{Entry, Plan};
use crate::progress::{Progress, Status};

/// One year of a school, ready to be held against others.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    pub(super) period: Option<Period>,
    pub(super) marks: Vec<Mark>,
}

/// What stands under one criterion, or under a standard alone.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) anchor: Anchor,
    /// Its heading.
    pub(super) span: Span,
    /// Weaknesses, targets, measures and actions, in the order of the file.
    pub(super) lines: Vec<Line>,
    /// Everything under the heading, in whatever order.
    pub(super) whole: u64,
    /// Its actions without their figures; None without any.
    pub(super) actions: Option<u64>,
    /// Nothing but general duties, which stand in every plan of every year.
    pub(super) is_duty: bool,
    /// Something was recorded as done, or begun, about one of its items.
    pub(super) is_moving: bool,
    /// A value of last year waits to be decided anew.
    pub(super) is_undecided: bool,
}

/// One item.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) hashes: Hashes,
}

impl Imprint {
    /// Takes the imprint of a plan, with what was recorded in its own year.
    pub fn new(side: Side<'_>) -> Imprint {
        let mut marks: Vec<Heading<'_>> = Vec::new();
        for (anchor, span, entries) in headings(side.plan) {
            // One criterion under two levels is one criterion.
            match marks.iter_mut().find(|mark| mark.anchor == anchor) {
                Some(mark) => mark.entries.extend(entries),
                None => marks.push(Heading { anchor, span, entries: entries.iter().collect() }),
            }
        }
        let marks = marks.iter().filter_map(|heading| heading.mark(side.progress)).collect();
        Imprint { period: side.plan.front.period(), marks }
    }

    /// The period that the plan itself names.
    pub fn period(&self) -> Option<Period> {
        self.period
    }

    /// The same, for a plan that does not name its period: the one that its folder names.
    pub fn within(self, period: Period) -> Imprint {
        Imprint { period: self.period.or(Some(period)), ..self }
    }
}

fn headings(plan: &Plan) -> impl Iterator<Item = (Anchor, Span, &[Entry])> {
    plan.standards().flat_map(|standard| {
        let own = standard.number.map(Anchor::Standard);
        let own = own.map(|anchor| (anchor, standard.heading_span, standard.entries.as_slice()));
        let criteria = standard.criteria.iter().map(|criterion| {
            (Anchor::Criterion(criterion.id), criterion.heading_span, criterion.entries.as_slice())
        });
        own.into_iter().chain(criteria)
    })
}

struct Heading<'p> {
    anchor: Anchor,
    span: Span,
    entries: Vec<&'p Entry>,
}

impl Heading<'_> {
    /// None where nothing is planned: no item, or strengths only.
    fn mark(&self, progress: &Progress) -> Option<Mark> {
        let items = || {
            self.entries.iter().filter_map(|entry| match entry {
                Entry::Item(item) if item.kind != Kind::Strength => Some(item),
                _ => None,
            })
        };
        let lines: Vec<Line> = items().map(line).collect();
        let is_moving = items().any(|item| is_moving(item, progress));
        let of = |kind| lines.iter().filter(move |line: &&Line| line.kind == kind);
        let mut actions: Vec<u64> = of(Kind::Action).map(|line| line.hashes.plain).collect();
        let actions = (!actions.is_empty()).then(|| joined(&mut actions));
        let has_weakness = of(Kind::Weakness).any(Line::says_something);
        let is_duty =
            !has_weakness && lines.iter().all(|line| line.hashes.is_duty || line.kind == Kind::Weakness);
        (!lines.is_empty()).then(|| Mark {
            anchor: self.anchor,
            span: self.span,
            whole: self.whole(&lines),
            actions,
            is_duty,
            is_moving,
            is_undecided: self.is_undecided(),
            lines,
        })
    }

    /// `lines` are its items, in their order: their sentences are hashed already.
    fn whole(&self, lines: &[Line]) -> u64 {
        let mut lines = lines.iter();
        let mut parts = Vec::new();
        for entry in &self.entries {
            match entry {
                Entry::Item(item) if item.kind != Kind::Strength => {
                    parts.extend(lines.next().map(|line| of_item(item, line.hashes.figures)));
                }
                Entry::Shared(field) => parts.extend(of_field(field)),
                Entry::Note(note) => parts.extend(of_note(&note.markdown)),
                Entry::Label(label) if label.kind == LabelKind::Level => {
                    parts.push(tagged("level", &label.value));
                }
                Entry::Label(_) | Entry::Item(_) => {}
            }
        }
        joined(&mut parts)
    }

    fn is_undecided(&self) -> bool {
        let waits = |field: &Field| is_undecided(&field.value);
        self.entries.iter().any(|entry| match entry {
            Entry::Item(item) => item.fields().any(waits),
            Entry::Shared(field) => waits(field),
            Entry::Label(label) => is_undecided(&label.value),
            Entry::Note(_) => false,
        })
    }
}

impl Line {
    /// Is it a sentence, and not "Không", "Không có điểm yếu"?
    pub(super) fn says_something(&self) -> bool {
        self.hashes.words > 3 && !(self.hashes.words < 8 && fold(&self.text).starts_with("khong co diem"))
    }
}

fn line(item: &Item) -> Line {
    Line { kind: item.kind, text: item.text.clone(), span: item.text_span, hashes: Hashes::of(&item.text) }
}

fn is_moving(item: &Item, progress: &Progress) -> bool {
    let last = item.id.and_then(|id| progress.last(id));
    last.is_some_and(|record| record.status != Status::NotStarted)
}

/// An item with its fields, but for when it is to be done and how far it has come.
fn of_item(item: &Item, said: u64) -> u64 {
    let mut parts: Vec<u64> = Vec::new();
    for detail in &item.details {
        match detail {
            Detail::Field(field) => parts.extend(of_field(field)),
            Detail::Note(note) => parts.extend(of_note(&note.markdown)),
        }
    }
    let fields = joined(&mut parts);
    let mut hasher = Fnv::default();
    hasher.write(item.kind.as_str().as_bytes());
    hasher.write_u64(said);
    hasher.write_u64(fields);
    hasher.finish()
}

fn of_field(field: &Field) -> Option<u64> {
    let is_time = matches!(field.key, FieldKey::Schedule | FieldKey::Status);
    (!is_time && !field.value.trim().is_empty()).then(|| tagged(field.key.as_str(), &field.value))
}

fn of_note(markdown: &str) -> Option<u64> {
    (!markdown.trim_start().starts_with("<!--")).then(|| tagged("note", markdown))
}

fn tagged(tag: &str, text: &str) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(tag.as_bytes());
    hasher.write_u64(Hashes::of(text).figures);
    hasher.finish()
}

/// One hash for several, in whatever order they come.
fn joined(parts: &mut [u64]) -> u64 {
    parts.sort_unstable();
    let mut hasher = Fnv::default();
    parts.iter().for_each(|part| hasher.write_u64(*part));
    hasher.finish()
}

/// The hashes of a sentence: of its words and figures, and of its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hashes {
    pub(super) figures: u64,
    pub(super) plain: u64,
    pub(super) words: usize,
    /// A general duty: nothing to count in it, and words that would fit any school in any year.
    pub(super) is_duty: bool,
}

/// With these words begin the sentences that every plan has.
const DUTIES: &[&str] = &[
    "tiep tuc duy tri",
    "tiep tuc phat huy",
    "tiep tuc thuc hien",
    "tiep tuc nang cao",
    "tiep tuc tang cuong",
    "duy tri",
    "phat huy",
    "giu vung",
    "tang cuong",
    "nang cao",
    "thuc hien tot",
    "thuc hien nghiem",
    "thuc hien day du",
    "thuc hien dung",
    "thuong xuyen",
    "bao dam",
    "dam bao",
    "lam tot",
    "chi dao",
    "quan triet",
];

/// A longer sentence says something of its own, however it begins.
const LONGEST_DUTY: usize = 20;

impl Hashes {
    pub(super) fn of(text: &str) -> Hashes {
        let folded = fold(text);
        let (mut figures, mut plain) = (Fnv::default(), Fnv::default());
        let (mut words, mut counts) = (0, 0);
        let mut last = "";
        for token in tokens(&folded) {
            match token {
                Token::Word(word) => {
                    figures.word(word);
                    plain.word(word);
                    words += 1;
                    last = word;
                }
                Token::Figure(figure) if !is_of_a_date(figure, last) => {
                    parts(figure).for_each(|part| figures.word(part));
                    counts += 1;
                }
                Token::Figure(_) => {}
            }
        }
        let begins = || DUTIES.iter().any(|duty| folded.starts_with(duty));
        let is_duty = counts == 0 && words <= LONGEST_DUTY && begins();
        Hashes { figures: figures.finish(), plain: plain.finish(), words, is_duty }
    }
}

enum Token<'t> {
    Word(&'t str),
    /// Digits, also several runs of them: `31/12/2023`, `8,3`, `2.000.000`.
    Figure(&'t str),
}

fn tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let (word, mut after) = rest.split_at_checked(end)?;
        if !is_number(word) {
            rest = after;
            return Some(Token::Word(word));
        }
        let mut length = end;
        while let Some(more) = further_digits(after) {
            length += more;
            after = after.get(more..)?;
        }
        let (figure, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(Token::Figure(figure))
    })
}

/// How long a separator and the digits after it are, at the beginning of a text.
fn further_digits(text: &str) -> Option<usize> {
    let separator = text.chars().next().filter(|letter| "/.,-–".contains(*letter))?.len_utf8();
    let digits = text.get(separator..)?;
    let end = digits.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(digits.len());
    digits.get(..end).filter(|digits| is_number(digits)).map(|_| separator + end)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Does a figure say when, and not how many?
fn is_of_a_date(figure: &str, before: &str) -> bool {
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    matches!(before, "ngay" | "thang") || figure.split(|letter: char| !letter.is_ascii_digit()).any(year)
}

/// The numbers of a figure, each in one spelling.
fn parts(figure: &str) -> impl Iterator<Item = &str> {
    figure.split(|letter: char| !letter.is_ascii_digit()).map(|part| {
        let plain = part.trim_start_matches('0');
        if plain.is_empty() { "0" } else { plain }
    })
}

/// FNV-1a: the same on every machine, and quick on short words.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn word(&mut self, word: &str) {
        self.write(word.as_bytes());
        self.write(b" ");
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Hashes;

    /// Are two sentences the same with their figures, and without?
    fn check(one: &str, other: &str) -> (bool, bool) {
        let (one, other) = (Hashes::of(one), Hashes::of(other));
        (one.figures == other.figures, one.plain == other.plain)
    }

    #[test]
    fn spelling_punctuation_and_dates_do_not_count() {
        assert_eq!(check("Còn 02 lớp ghép.", "con 2 LỚP ghép;"), (true, true));
        assert_eq!(check("Xong trước 31/12/2022", "Xong trước 30/11/2023."), (true, true));
        assert_eq!(check("Từ tháng 9 năm 2022", "Từ tháng 10 năm 2023"), (true, true));
        assert_eq!(check("Năm học 2022-2023 tuyển sinh", "Năm học 2023 – 2024 tuyển sinh"), (true, true));
        assert_eq!(check("Thiếu nhà kho", "Thie\u{302}\u{301}u nha\u{300} kho"), (true, true));
    }

    #[test]
    fn figures_and_words_count() {
        assert_eq!(check("Còn 02 lớp ghép.", "Còn 01 lớp ghép."), (false, true));
        assert_eq!(check("Trẻ thấp còi 8,3%", "Trẻ thấp còi 8,1%"), (false, true));
        assert_eq!(check("Kinh phí 15.000.000 đ", "Kinh phí 25.000.000 đ"), (false, true));
        assert_eq!(check("Đã có nhà kho", "Chưa có nhà kho"), (false, false));
        assert_eq!(check("ab c", "a bc"), (false, false));
    }

    #[test]
    fn a_general_duty_counts_nothing_and_fits_anywhere() {
        assert!(Hashes::of("Tiếp tục duy trì nền nếp sinh hoạt chuyên môn.").is_duty);
        assert!(!Hashes::of("Duy trì 100% trẻ ăn bán trú.").is_duty);
        assert!(!Hashes::of("Xin kinh phí lát lại sân điểm Khe Lá.").is_duty);
    }
}
