//! One file into its plans: where a second title begins after the sections of the first.

use super::head;
use super::heading::{self, SectionHeading};
use super::source::Line;
use crate::plan::SectionKind;

/// The ranges of lines (by place, not by number) of the plans of a file.
pub(super) fn split(lines: &[Line]) -> Vec<std::ops::Range<usize>> {
    let sections: Vec<Option<SectionHeading>> =
        lines.iter().map(|line| heading::section(&line.text)).collect();
    let mut starts = vec![0];
    let mut seen: Vec<SectionKind> = Vec::new();
    for at in 0..lines.len() {
        let section = sections.get(at).and_then(Option::as_ref).map(|section| section.kind);
        let titled = head::is_title(lines, at) && !seen.is_empty() && opens(&sections, at);
        let again = section.is_some_and(|kind| restarts(kind, &seen));
        if titled || again {
            starts.push(with_head(lines, at));
            seen.clear();
        }
        seen.extend(section);
    }
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Do the sections begin anew behind a title?
fn opens(sections: &[Option<SectionHeading>], at: usize) -> bool {
    let next = sections.iter().skip(at + 1).flatten().next();
    next.is_some_and(|next| {
        next.printed == "I"
            || matches!(next.kind, SectionKind::Purpose | SectionKind::General | SectionKind::Basis)
    })
}

/// Without a title: the first section comes again after the last.
fn restarts(kind: SectionKind, seen: &[SectionKind]) -> bool {
    kind == SectionKind::Purpose && seen.contains(&kind) && seen.contains(&SectionKind::Implementation)
}

/// The first line of the head above a title.
fn with_head(lines: &[Line], title: usize) -> usize {
    let mut start = title;
    for (at, line) in lines.iter().enumerate().take(title).rev() {
        if line.is_blank() {
            continue;
        }
        if !head::is_head(line) {
            break;
        }
        start = at;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_before_the_head_of_the_second_plan() {
        let one = "PHÒNG GD&ĐT SÔNG CẦU\nSố: 1/KH-X\n\nKẾ HOẠCH\nCải tiến chất lượng giáo dục năm học 2020-2021\nI. MỤC ĐÍCH, YÊU CẦU\nA.\nIII. TỔ CHỨC THỰC HIỆN\nB.\nNguyễn Văn An\n";
        let (lines, _) = super::super::source::lines(&format!("{one}{one}"));
        assert_eq!(split(&lines), [0..10, 10..20]);
        let (lines, _) = super::super::source::lines(one);
        assert_eq!(split(&lines), std::iter::once(0..10).collect::<Vec<_>>());
    }
}
