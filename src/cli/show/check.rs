//! What checking came to, for a terminal and for GitHub's annotations.

use super::finding::{self, Remedy, Source};
use super::json;
use crate::cli::lang::{Lang, Say};
use crate::finding::{Finding, Level};
use crate::work::check::{Checked, FileKind};

/// What was counted over all files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub plans: usize,
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
    /// Findings that `caitien.toml` switches off.
    pub switched_off: usize,
}

impl Counts {
    /// The counts of one file.
    pub fn of(checked: &Checked) -> Counts {
        Counts {
            plans: usize::from(checked.kind == FileKind::Plan),
            errors: checked.count(Level::Error),
            warnings: checked.count(Level::Warning),
            hints: checked.count(Level::Hint),
            switched_off: checked.switched_off,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(all: I) -> Counts {
        all.fold(Counts::default(), |sum, one| Counts {
            plans: sum.plans + one.plans,
            errors: sum.errors + one.errors,
            warnings: sum.warnings + one.warnings,
            hints: sum.hints + one.hints,
            switched_off: sum.switched_off + one.switched_off,
        })
    }
}

/// The approvals cannot be read, so continuity was not checked.
pub struct NoContinuity {
    pub detail: String,
}

/// The findings of one file for people, with a blank line after each.
pub fn human(checked: &Checked, lang: Lang) -> String {
    let source = Source::new(&checked.name, &checked.text);
    checked.findings.iter().map(|finding| finding::render(finding, &source, lang) + "\n\n").collect()
}

/// The findings of one file as commands that GitHub shows beside the changed lines.
pub fn github(checked: &Checked, lang: Lang) -> String {
    let source = Source::new(&checked.name, &checked.text);
    checked.findings.iter().map(|finding| annotation(finding, &source, lang) + "\n").collect()
}

fn annotation(finding: &Finding, source: &Source<'_>, lang: Lang) -> String {
    let command = match finding.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let place = source.lines.place(finding.span.start);
    let (message, remedy) = (finding.problem.say(lang), Remedy(&finding.problem).say(lang));
    format!(
        "::{command} file={},line={},col={},title={}::{}",
        property(source.path),
        place.line,
        place.column,
        finding.code(),
        data(&format!("{message}\n{remedy}"))
    )
}

/// Escapes as GitHub's own toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The findings of one file for programs.
pub fn wire(checked: &Checked, lang: Lang) -> Vec<json::finding::Finding> {
    let source = Source::new(&checked.name, &checked.text);
    checked.findings.iter().map(|finding| json::finding::Finding::new(finding, &source, lang)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Problem, Span};

    #[test]
    fn annotations_are_one_line_each() {
        let problem = Problem::UnreadableMoney { written: "100%\n::error::".into() };
        let checked = Checked {
            name: "schools/a,b/2023-2024/plan.md".into(),
            text: "một\nhai ba\n".into(),
            findings: vec![Finding::new(problem, Span::new(9, 11))],
            switched_off: 0,
            kind: FileKind::Plan,
        };
        insta::assert_snapshot!(github(&checked, Lang::En), @"::warning file=schools/a%2Cb/2023-2024/plan.md,line=2,col=4,title=unreadable-money::the money “100%25%0A::error::” cannot be read%0Awrite `2.000.000 đ`, `15 triệu đồng` or `Không`");
    }
}
