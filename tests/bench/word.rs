//! A plan to Word, back from Word and to a page: whole programs, against pandoc with the same file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::measure::{Row, Times, alternate, time};
use crate::plans::School;

/// A plan of 25 items.
const SHORT: &str = include_str!("../../templates/samples/th-van-may/2025-2026.md");

/// Which plan.
#[derive(Clone, Copy)]
pub(crate) enum Length {
    Short,
    Long,
}

impl Length {
    fn name(self) -> &'static str {
        match self {
            Length::Short => "25 items",
            Length::Long => "long plan",
        }
    }

    fn text(self) -> String {
        match self {
            Length::Short => SHORT.to_owned(),
            Length::Long => long(),
        }
    }
}

/// The plan of the year in which an invented school has gathered most weaknesses: about twenty pages.
fn long() -> String {
    let catalog = caitien::catalog::embedded("preschool-2018").unwrap();
    let mut school = School::new(7, catalog);
    (2000..2040).map(|year| school.plan(year)).max_by_key(String::len).unwrap_or_default()
}

/// Is there something to measure against?
pub(crate) fn has_pandoc() -> bool {
    let folder = std::env::temp_dir();
    time(&folder, "pandoc", &["--version"], None).is_some()
}

/// A folder with the plan and the Word file of it.
fn desk(target: &Path, ours: &str, length: Length) -> Option<PathBuf> {
    let folder = target.join("bench-word").join(length.name().replace(' ', "-"));
    fs::create_dir_all(&folder).ok()?;
    fs::write(folder.join("plan.md"), length.text()).ok()?;
    time(&folder, ours, &["export", "plan.md", "--to", "docx", "--output", "plan.docx", "--force"], None)?;
    Some(folder)
}

/// `export --to docx` or `--to html` : what pandoc makes of the same text.
pub(crate) fn out(target: &Path, ours: &str, (length, kind): (Length, &str)) -> Option<Row> {
    let folder = desk(target, ours, length)?;
    let (own, other) = (format!("ours.{kind}"), format!("theirs.{kind}"));
    let (own, other) = alternate(
        20,
        || time(&folder, ours, &["export", "plan.md", "--to", kind, "--output", &own, "--force"], None),
        || time(&folder, "pandoc", &["-s", "-f", "gfm", "plan.md", "-o", &other], None),
    )?;
    let size = length.text().len() / 1024;
    let note = format!("{size} KB, `export --to {kind}` : `pandoc -s -f gfm`");
    Some(Row {
        what: format!("plan to {kind}, {}", length.name()),
        ours: own,
        theirs: other,
        goal: 0.05,
        note,
    })
}

/// `import --dry-run` : pandoc's Markdown of the same Word file.
pub(crate) fn back(target: &Path, ours: &str, length: Length) -> Option<Row> {
    let folder = desk(target, ours, length)?;
    let (own, other) = alternate(
        20,
        || time(&folder, ours, &["import", "plan.docx", "--to", "read", "--dry-run"], None),
        || time(&folder, "pandoc", &["plan.docx", "-t", "gfm", "-o", "theirs.md"], None),
    )?;
    let note = "`import --dry-run` : `pandoc -t gfm`".into();
    Some(Row { what: format!("docx read, {}", length.name()), ours: own, theirs: other, goal: 0.2, note })
}

/// The PDF of the long plan by the engine in the program, against the second that is allowed.
pub(crate) fn pdf(target: &Path, ours: &str) -> Option<Row> {
    let folder = desk(target, ours, Length::Long)?;
    let mut allowed = Times::default();
    allowed.add(Duration::from_secs(1));
    let mut times = Times::default();
    for _ in 0..5 {
        times.add(time(
            &folder,
            ours,
            &["export", "plan.md", "--to", "pdf", "--output", "ours.pdf", "--force"],
            None,
        )?);
    }
    let note = "`export --to pdf` : the second that is allowed".into();
    Some(Row { what: "plan to pdf, long plan".into(), ours: times, theirs: allowed, goal: 1.0, note })
}
