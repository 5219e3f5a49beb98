//! Prose sections of both plans, paired by what they are about, compared word by word.

use super::wording::{PieceSide, paragraphs, whole};
use super::{SectionChange, SectionStatus};
use crate::plan::{Plan, Section, SectionKind};

/// What changed in each section, in the order of the later plan; removed ones at the end.
pub(super) fn sections(before: &Plan, after: &Plan) -> Vec<SectionChange> {
    let mut free: Vec<&Section> = before.sections.iter().collect();
    let mut told = Vec::new();
    for section in &after.sections {
        let at = free.iter().position(|other| is_counterpart(other, section));
        match at.map(|at| free.remove(at)) {
            Some(other) => told.push(compared(other, section)),
            None => told.push(one_sided(section, SectionStatus::Added)),
        }
    }
    told.extend(free.into_iter().map(|section| one_sided(section, SectionStatus::Removed)));
    told
}

fn is_counterpart(one: &Section, other: &Section) -> bool {
    one.kind == other.kind && (one.kind != SectionKind::Other || one.heading == other.heading)
}

fn compared(before: &Section, after: &Section) -> SectionChange {
    let paragraphs = paragraphs(&before.text, &after.text);
    let status = if paragraphs.is_empty() { SectionStatus::Same } else { SectionStatus::Changed };
    SectionChange { kind: after.kind, heading: after.heading.clone(), status, paragraphs }
}

fn one_sided(section: &Section, status: SectionStatus) -> SectionChange {
    let side = if status == SectionStatus::Added { PieceSide::After } else { PieceSide::Before };
    let lines = section.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraphs = lines.map(|line| whole(side, line)).collect();
    SectionChange { kind: section.kind, heading: section.heading.clone(), status, paragraphs }
}
