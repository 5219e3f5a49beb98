//! What is wrong with a plan: pure rules over a parsed plan, one file for each family.
//!
//! A rule looks and reports; it never changes the plan and never reads a file. How much a finding
//! matters is in the table of `finding.rs`; what is said about it, in the languages.
//!
//! ```
//! use caitien::{catalog::Catalogs, check, plan::parse, progress::Progress};
//! let text = "+++\nschema = 1\nschool = \"th-song-cau\"\nperiod = \"2023\"\ncatalog = \"primary-2018\"\n+++\n";
//! let parsed = parse::parse(text);
//! let (catalogs, progress) = (Catalogs::default(), Progress::default());
//! let subject = check::Subject::of(&parsed, &catalogs, &progress);
//! let findings = check::check(&subject, &parsed.findings);
//! assert!(findings.iter().any(|finding| finding.code().as_str() == "invalid-period"));
//! ```
//!
//! What it does *not* do: it does not judge whether a plan is good, and what became of an item from one
//! plan to the next it asks `compare`.

mod around;
mod conflict;
mod continuity;
mod coping;
mod front_matter;
mod ids;
mod likeness;
mod mention;
mod record;
pub mod register;
mod review;
mod schools;
mod structure;
mod substance;
mod text;
mod years;

pub use continuity::unaccounted;
pub use coping::{Year, reaches_back};
pub use record::{Years, continuity, progress, school};
pub use review::review;
pub use schools::{KnownSchool, Schools};
pub use text::{Undecodable, decode};

use std::cell::OnceCell;
use std::sync::Arc;

use crate::catalog::{Catalog, Catalogs};
use crate::continuity::Continuity;
use crate::finding::{Finding, Lines, Problem, Span};
use crate::period::Period;
use crate::plan::parse::Parsed;
use crate::plan::{Anchor, Entry, Plan};
use crate::progress::Progress;

/// All that the rules may know of one plan.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub plan: &'a Plan,
    /// The normalised text that the plan's spans refer to.
    pub text: &'a str,
    /// The file's own text, where it is known: it alone shows what was normalised.
    pub original: Option<&'a str>,
    /// The name of the school's folder; None for a file outside a repository.
    pub school: Option<&'a str>,
    /// The period that the plan's folder names.
    pub period: Option<Period>,
    pub catalogs: &'a Catalogs,
    /// The last approved plan of the school before this one.
    pub before: Option<&'a Plan>,
    /// The school's plan before this one, where none was approved and this is its newest.
    pub draft_before: Option<&'a Plan>,
    /// What was recorded about the items, of the plan before and of this one.
    pub progress: &'a Progress,
    /// What people decided from year to year.
    pub continuity: &'a Continuity,
    /// The plan's own year and those before it, newest first, as far as something was copied; empty where
    /// nobody looked.
    pub lineage: &'a [Arc<Year>],
    /// The schools of the repository, where they are known.
    pub schools: Option<&'a Schools>,
}

/// Where nobody decided anything.
static NOTHING: Continuity = Continuity { links: Vec::new(), accounts: Vec::new() };

impl<'a> Subject<'a> {
    /// A plan alone, without a folder, a predecessor or its file's own text.
    pub fn of(parsed: &'a Parsed, catalogs: &'a Catalogs, progress: &'a Progress) -> Subject<'a> {
        Subject {
            plan: &parsed.plan,
            text: &parsed.text,
            original: None,
            school: None,
            period: None,
            catalogs,
            before: None,
            draft_before: None,
            progress,
            continuity: &NOTHING,
            lineage: &[],
            schools: None,
        }
    }
}

/// Everything that is wrong with a plan, what its parser found included, in the order of the file.
pub fn check(subject: &Subject<'_>, parsed: &[Finding]) -> Vec<Finding> {
    let mut look = Look::new(subject, parsed);
    front_matter::check(&mut look);
    structure::check(&mut look);
    substance::check(&mut look);
    years::check(&mut look);
    text::check(&mut look);
    conflict::check(&mut look);
    ids::check(&mut look);
    continuity::check(&mut look);
    coping::check(&mut look);
    schools::check(&mut look);
    look.finish()
}

/// One look at one plan: what the rules share, and what they found.
struct Look<'a> {
    subject: Subject<'a>,
    plan: &'a Plan,
    text: &'a str,
    /// The plan's own period, from its front matter or else its folder.
    period: Option<Period>,
    catalog: Option<&'a Catalog>,
    lines: OnceCell<Lines<'a>>,
    findings: Vec<Finding>,
}

impl<'a> Look<'a> {
    fn new(subject: &Subject<'a>, parsed: &[Finding]) -> Look<'a> {
        let front = &subject.plan.front;
        Look {
            subject: *subject,
            plan: subject.plan,
            text: subject.text,
            period: front.period().or(subject.period),
            catalog: front.catalog.as_deref().and_then(|id| subject.catalogs.get(id)),
            lines: OnceCell::new(),
            findings: parsed.to_vec(),
        }
    }

    fn report(&mut self, problem: Problem, span: Span) {
        self.findings.push(Finding::new(problem, span));
    }

    /// The line of a byte offset; the lines are counted once, and only where they are asked for.
    fn line(&self, offset: usize) -> usize {
        self.lines.get_or_init(|| Lines::new(self.text)).place(offset).line
    }

    /// What was found, in the order of the file, each thing once.
    fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| (finding.span, finding.code()));
        findings.dedup();
        findings
    }

    /// Is the plan written after the form of 2026?
    fn is_of_2026(&self) -> bool {
        self.catalog.is_some_and(|catalog| catalog.edition == "2026")
    }
}

/// The nearest place at or before a byte where the text can be cut.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..4).filter_map(|back| at.checked_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What stands under one heading of the content section.
#[derive(Clone, Copy)]
struct Group<'a> {
    /// None under a standard's heading that carries no number.
    anchor: Option<Anchor>,
    entries: &'a [Entry],
}

/// The headings of the content section, each standard before its criteria.
fn groups(plan: &Plan) -> impl Iterator<Item = Group<'_>> {
    plan.standards().flat_map(|standard| {
        let own = Group { anchor: standard.number.map(Anchor::Standard), entries: &standard.entries };
        let criteria = standard.criteria.iter().map(|criterion| Group {
            anchor: Some(Anchor::Criterion(criterion.id)),
            entries: &criterion.entries,
        });
        std::iter::once(own).chain(criteria)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    /// The front matter that the tests of the rules put before their text.
    pub(super) const FRONT: &str = "+++\nschema = 1\nschool = \"mn-hoa-sen\"\nperiod = \"2023-2024\"\ncatalog = \"preschool-2018\"\n+++\n\n";

    /// The codes that one family of rules finds in a text.
    pub(super) fn codes(text: &str, rule: fn(&mut Look<'_>)) -> Vec<&'static str> {
        codes_after(text, "", rule)
    }

    /// The same, with the last approved plan before it.
    pub(super) fn codes_after(text: &str, before: &str, rule: fn(&mut Look<'_>)) -> Vec<&'static str> {
        let (parsed, earlier) = (parse(text), parse(before));
        let (catalogs, progress) = (Catalogs::default(), Progress::default());
        let subject = Subject {
            original: Some(text),
            before: Some(&earlier.plan).filter(|_| !before.is_empty()),
            ..Subject::of(&parsed, &catalogs, &progress)
        };
        let mut look = Look::new(&subject, &[]);
        rule(&mut look);
        look.finish().iter().map(|finding| finding.code().as_str()).collect()
    }

    #[test]
    fn absurd_texts_take_no_absurd_time() {
        let head = format!("{FRONT}## I. Mục đích\n\n");
        for part in [
            "[H1 ",
            "[H1-2] ",
            "năm học 2019-2020 ",
            "Năm học 2019-2020 tiếp tục. ",
            "\u{200b}",
            "aä ",
            "{#w-1.5-2021-1} ",
        ] {
            let text = head.clone() + &part.repeat(5_000);
            let parsed = parse(&text);
            let (catalogs, progress) = (Catalogs::default(), Progress::default());
            let findings = check(&Subject::of(&parsed, &catalogs, &progress), &parsed.findings);
            assert!(findings.len() < 100, "{part}: {}", findings.len());
        }
        let many = "#### Tiêu chí 1.5\n\n**Kết quả cần đạt**\n\n".to_owned() + &"- Tốt hơn.\n".repeat(1_000);
        assert_eq!(
            codes(&format!("{FRONT}## III. Nội dung\n\n### Tiêu chuẩn 1\n\n{many}"), substance::check).len(),
            1_000
        );
    }

    #[test]
    fn an_empty_text_has_findings_and_nothing_breaks() {
        let parsed = parse("");
        let (catalogs, progress) = (Catalogs::default(), Progress::default());
        let findings = check(&Subject::of(&parsed, &catalogs, &progress), &parsed.findings);
        assert!(findings.iter().any(|finding| finding.code().as_str() == "missing-front-matter"));
        assert!(findings.windows(2).all(|pair| pair[0].span <= pair[1].span));
    }
}
