//! What is wrong with a plan: pure rules over a parsed plan, one file for each family.
//!
//! A rule looks and reports; it never changes the plan and never reads a file. How much a finding
//! matters is in the table of `finding.rs`; what is said about it, in the languages.
//!
//! What it does *not* do: it does not judge whether a plan is good, and it does not compare two
//! plans item by item (that is `compare`).

use crate::catalog::Catalogs;
use crate::finding::Finding;
use crate::period::Period;
use crate::plan::Plan;
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
    /// What was recorded about the items, of the plan before and of this one.
    pub progress: &'a Progress,
}

/// Everything that is wrong with a plan, what its parser found included, in the order of the file.
pub fn check(_subject: &Subject<'_>, parsed: &[Finding]) -> Vec<Finding> {
    let mut findings = parsed.to_vec();
    findings.sort_by_key(|finding| (finding.span, finding.code()));
    findings.dedup();
    findings
}
