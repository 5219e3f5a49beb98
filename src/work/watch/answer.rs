//! The answer to one save: one state of a file against the one before it. Pure.

use crate::compare::meaning::Shift;
use crate::finding::{Finding, Level};
use crate::folder::Inside;
use crate::period::Period;

/// With what a plan is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Its last approved version, by the tag's name.
    Approved { tag: String },
    /// The last commit: no version of it is approved yet.
    Committed,
    /// Nothing: it is new.
    Nothing,
}

/// How many findings of each level a file has now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
}

impl Tally {
    fn of(findings: &[Finding]) -> Tally {
        let count = |level| findings.iter().filter(|finding| finding.level() == level).count();
        Tally { errors: count(Level::Error), warnings: count(Level::Warning), hints: count(Level::Hint) }
    }
}

/// What one save of one file means.
#[derive(Clone, Debug)]
pub struct Answer {
    /// From the repository's root, with `/`.
    pub path: String,
    pub school: Option<String>,
    pub period: Option<Period>,
    /// The file is gone.
    pub gone: bool,
    /// The text that the spans of `appeared` refer to.
    pub text: String,
    pub appeared: Vec<Finding>,
    /// The text that the spans of `disappeared` refer to.
    pub text_before: String,
    pub disappeared: Vec<Finding>,
    pub standing: Tally,
    pub against: Against,
    /// What differs in meaning since this save.
    pub fresh: Vec<Shift>,
    /// What differed until this save and is as it was again.
    pub undone: Vec<Shift>,
    /// What differed before this save already, and still does.
    pub still: Vec<Shift>,
}

/// What was said about a file last.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The bytes themselves, to tell a save without a change.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
    pub(super) shifts: Vec<Shift>,
}

impl Answer {
    /// Did the save change anything that is told?
    pub fn says_something(&self) -> bool {
        self.gone
            || !(self.appeared.is_empty()
                && self.disappeared.is_empty()
                && self.fresh.is_empty()
                && self.undone.is_empty())
    }
}

/// What one state of a file says that the one before did not, and the other way round.
pub(super) fn difference(inside: &str, against: Against, before: Known, now: Known) -> Answer {
    let place = Inside::of(inside);
    let appeared = left_over((&now.findings, &now.text), (&before.findings, &before.text));
    let disappeared = left_over((&before.findings, &before.text), (&now.findings, &now.text));
    let (still, fresh) = now.shifts.iter().cloned().partition(|shift| before.shifts.contains(shift));
    let undone = before.shifts.into_iter().filter(|shift| !now.shifts.contains(shift)).collect();
    Answer {
        path: inside.to_owned(),
        school: place.map(|place| place.school.to_owned()),
        period: place.and_then(|place| place.period),
        gone: false,
        standing: Tally::of(&now.findings),
        text: now.text,
        appeared,
        text_before: before.text,
        disappeared,
        against,
        fresh,
        undone,
        still,
    }
}

/// The findings of one state that the other has not. The same problem about the same words is the
/// same finding wherever it stands: a line added above makes nothing new.
fn left_over(these: (&[Finding], &str), others: (&[Finding], &str)) -> Vec<Finding> {
    let mut rest: Vec<&Finding> = others.0.iter().collect();
    let mut left = Vec::new();
    for finding in these.0 {
        let words = finding.span.of(these.1);
        let same = |other: &&Finding| is_same(finding, words, other, others.1);
        match rest.iter().position(same) {
            Some(at) => drop(rest.swap_remove(at)),
            None => left.push(finding.clone()),
        }
    }
    left
}

fn is_same(finding: &Finding, words: &str, other: &Finding, text: &str) -> bool {
    if finding.code() != other.code() {
        return false;
    }
    finding.problem == other.problem && words == other.span.of(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Problem, Span};

    #[test]
    fn a_finding_that_moved_is_the_same_one() {
        let finding =
            |start| Finding::new(Problem::ActionWithoutLead { actions: 1 }, Span::new(start, start + 3));
        let (old, new) = ("abc xyz", "mới\nabc xyz");
        let at = new.find("abc").unwrap();
        assert_eq!(left_over((&[finding(at)], new), (&[finding(0)], old)), []);
        assert_eq!(left_over((&[finding(at)], new), (&[finding(4)], old)), [finding(at)]);
    }

    #[test]
    fn two_alike_are_two() {
        let finding = || Finding::new(Problem::EmptyFile, Span::default());
        assert_eq!(left_over((&[finding(), finding()], ""), (&[finding()], "")), [finding()]);
    }
}
