//! The words around a year, and what they make of it: work to be done in that year, what is to be reached by
//! its end, or a look back.
//!
//! ```text
//! Thực hiện trong năm học 2022-2023 …      →  work to be done
//! So với cuối năm học 2022-2023, …         →  what the target is measured by
//! ```

use super::floor;
use crate::finding::Span;
use crate::plan::spelling::{fold, fold_words};

/// So many bytes before and after a year are looked at, at most.
pub(super) const NEAR: usize = 240;

/// A year's sentence before and after it, folded.
pub(super) struct Around {
    before: String,
    after: String,
    is_in_heading: bool,
}

impl Around {
    pub(super) fn new(text: &str, year: Span) -> Around {
        Around {
            before: fold(sentence_before(text, year.start)),
            after: format!(" {}", fold(without_id(sentence_after(text, year.end)))),
            is_in_heading: line_before(text, year.start).trim_start().starts_with('#'),
        }
    }

    /// Do the words around a year speak of the plan's own work?
    pub(super) fn is_slip(&self) -> bool {
        let before = &self.before;
        if !(before.ends_with("nam hoc") || before.ends_with("nam hoc:")) {
            return false;
        }
        // What was done is said right after the year; further on it is another thought.
        let near: String = self.after.chars().take(40).collect();
        let going_on = GOING_ON.iter().any(|words| near.contains(words));
        let stated = STATED.iter().any(|words| near.contains(words)) && !going_on;
        let is_done = stated || DONE.iter().any(|words| near.contains(words));
        let to_do = TO_DO.iter().any(|words| before.ends_with(words));
        let begins = before.trim_start_matches(|letter: char| !letter.is_alphabetic()) == "nam hoc";
        !self.looks_back() && !is_done && (to_do || (begins && going_on))
    }

    /// Is the year that by which a target is to be reached, and not what it is measured by?
    pub(super) fn is_goal(&self) -> bool {
        let before = self.before.trim_start_matches(|letter: char| !letter.is_alphabetic());
        let measured = MEASURED_BY.iter().any(|words| before.contains(words));
        BY_THEN.iter().any(|words| before.ends_with(words)) && !measured
    }

    /// Does the year stand in a heading that does not look back?
    pub(super) fn is_heading(&self) -> bool {
        self.is_in_heading && self.before.ends_with("nam hoc") && !self.looks_back()
    }

    /// May the sentence be left over, if it stands in last year's plan word for word? One that looks back, or names
    /// another document, may well say the same in two years.
    pub(super) fn may_be_left_over(&self) -> bool {
        let looks_back = LOOKING_BACK.iter().filter(|words| !matches!(**words, "can cu" | "theo ke hoach"));
        let looks_back = looks_back.into_iter().any(|words| self.before.contains(words));
        let near: String = self.after.chars().take(40).collect();
        let is_done = STATED.iter().chain(DONE).any(|words| near.contains(words));
        let names_paper = names_a_paper(&self.before) || names_a_paper(&self.after);
        self.before.contains("nam hoc") && !looks_back && !is_done && !names_paper
    }

    fn looks_back(&self) -> bool {
        LOOKING_BACK.iter().any(|words| self.before.contains(words))
    }
}

/// The words around a year, and the year: the same for the same sentence in two plans.
pub(super) fn sentence(text: &str, year: Span) -> String {
    let (before, after) = (sentence_before(text, year.start), sentence_after(text, year.end));
    fold_words(&format!("{before} {} {}", year.of(text), without_id(after)))
}

/// An item's id says when it was first recorded, and is no word of its sentence.
fn without_id(text: &str) -> &str {
    text.split("{#").next().unwrap_or(text)
}

/// A dispatch or a law with its number: `2159/sgddt-qlcl`.
fn names_a_paper(folded: &str) -> bool {
    let number = |(at, _): (usize, &str)| {
        let digit = folded.get(..at).is_some_and(|head| head.ends_with(|last: char| last.is_ascii_digit()));
        let letter = folded.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        digit && letter
    };
    folded.match_indices('/').any(number)
        || ["thong tu", "nghi quyet", "nghi dinh", "chi thi", "huong dan"]
            .iter()
            .any(|words| folded.contains(words))
}

/// Words before the year by whose end something is to be reached.
const BY_THEN: &[&str] = &[
    "den cuoi nam hoc",
    "den het nam hoc",
    "het nam hoc",
    "cuoi nam hoc",
    "ket thuc nam hoc",
    "trong nam hoc",
    "phan dau nam hoc",
];

/// Words that measure what is to be reached by an earlier year.
const MEASURED_BY: &[&str] = &[
    "so voi",
    "tu ",
    "hon ",
    "bang ",
    "nhu ",
    "ket qua",
    "da ",
    "hien trang",
    "thuc trang",
    "tinh den",
    "(",
    "so lieu",
    "giam so",
];

/// Words before a year that look back, or that name another document.
const LOOKING_BACK: &[&str] = &[
    "ket qua",
    "da ",
    "dat duoc",
    "bao cao",
    "so voi",
    "tong ket",
    "quyet dinh",
    "can cu",
    "cong van",
    "thong tu",
    "nghi quyet",
    "theo ke hoach",
    "ton tai",
    "han che",
    "diem yeu cua",
    "thanh tich",
    "hien trang",
    "thuc trang",
    "tu nam hoc",
    "tu dau nam hoc",
    "ke tu",
    "cuoi nam hoc",
    "ket thuc nam hoc",
    "sau nam hoc",
    "truoc nam hoc",
    "den nam hoc",
    "tu danh gia",
    "danh gia ngoai",
    "cua nam hoc",
    "bang nam hoc",
    "hon nam hoc",
    "nhu nam hoc",
    "cac nam hoc",
    "rut kinh nghiem",
    "so lieu",
    "thong ke",
];

/// Words after a year that look back, and those that do so unless work follows.
const DONE: &[&str] = &[" da ", "dat duoc", " vua qua", " truoc do"];
const STATED: &[&str] = &[" la ", " dat ", " co ", "khong dat", "chi dat"];

/// Words before a year that speak of work to be done.
const TO_DO: &[&str] = &[
    "thuc hien trong nam hoc",
    "thuc hien nam hoc",
    "trong nam hoc",
    "cho nam hoc",
    "phan dau nam hoc",
    "vao nam hoc",
];

/// Words after a year that speak of work to be done.
const GOING_ON: &[&str] = &[
    "tiep tuc",
    "nhung nam tiep",
    "nhung nam hoc tiep",
    "cac nam tiep",
    "nam tiep theo",
    " se ",
    "phoi hop",
    "tham muu",
    "phan cong",
    "to chuc",
    "xay dung",
    "trien khai",
    "chi dao",
    "thuc hien",
];

/// The line up to a place, or its end where it is long.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let from = floor(text, at.saturating_sub(NEAR));
    text.get(from..at).and_then(|head| head.rsplit('\n').next()).unwrap_or_default()
}

/// The sentence up to a place, or its end where it is long.
pub(super) fn sentence_before(text: &str, at: usize) -> &str {
    let from = floor(text, at.saturating_sub(NEAR));
    let head = text.get(from..at).unwrap_or_default();
    let start = head.rfind(['\n', '.', ';', '!', '?', '|']).map_or(0, |end| end + 1);
    head.get(start..).unwrap_or_default()
}

/// The sentence from a place on, or its beginning where it is long.
pub(super) fn sentence_after(text: &str, at: usize) -> &str {
    let to = floor(text, at.saturating_add(NEAR));
    let rest = text.get(at..to).unwrap_or_default();
    rest.split(['\n', '.', ';', '!', '?', '|']).next().unwrap_or_default()
}
