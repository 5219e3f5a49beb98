//! Nothing is lost: the words of the file are counted against those of the finished plan, and what
//! is missing is put where a person will see it.

use super::ledger::Ledger;
use super::report::{Leftover, LeftoverKind, Words};
use super::source::{Line, one_line, without_tags};
use super::word::Place;
use super::words::{Bag, words};
use crate::finding::Span;
use crate::plan::format;
use crate::plan::{Plan, Section, SectionKind};

/// The heading of the section that holds what found no place.
pub const LEFTOVERS: &str = "Phần chưa xếp được chỗ khi nhập";

/// Adds the section of leftovers and counts; afterwards no word of the lines is missing.
pub(super) fn settle(lines: &[Line], plan: &mut Plan, ledger: &mut Ledger) {
    let bare = format::write(plan);
    let own = std::mem::take(&mut ledger.report.leftovers);
    ledger.report.leftovers = own.clone();
    for leftover in missing(lines, &bare, &own, &ledger.form) {
        ledger.report.leftovers.push(leftover);
    }
    ledger.report.leftovers.sort_by_key(|leftover| (leftover.kind, leftover.line));
    if !ledger.report.leftovers.is_empty() {
        plan.sections.push(section(&ledger.report.leftovers, &ledger.places));
    }
    ledger.report.words = count(lines, &format::write(plan), &ledger.form);
}

/// Lines with words that neither the plan nor the leftovers have: the net under everything else.
fn missing(lines: &[Line], written: &str, leftovers: &[Leftover], form: &[String]) -> Vec<Leftover> {
    let mut known = Bag::of(written);
    let set_aside = leftovers.iter().map(|leftover| leftover.text.as_str());
    let (mut aside, mut form) =
        (Bag::of(&set_aside.collect::<Vec<_>>().join("\n")), Bag::of(&form.join("\n")));
    let mut found = Vec::new();
    for line in lines {
        let lost =
            words(&line.text).iter().any(|word| !known.take(word) && !aside.take(word) && !form.take(word));
        if lost {
            let text = one_line(&without_tags(&line.text));
            found.push(Leftover { line: line.number, text, kind: LeftoverKind::Unplaced });
        }
    }
    found
}

/// How many words went in and came out.
pub(super) fn count(lines: &[Line], written: &str, form: &[String]) -> Words {
    let mut known = Bag::of(written);
    let (written, mut form) = (known.len(), Bag::of(&form.join("\n")));
    let mut counted = Words { written, ..Words::default() };
    for word in lines.iter().flat_map(|line| words(&line.text)) {
        counted.read += 1;
        if known.take(&word) {
            counted.kept += 1;
        } else if form.take(&word) {
            counted.form += 1;
        }
    }
    counted
}

/// Where a person finds a line. It stands in the plan, so it is in the language of plans.
fn whereabouts(line: usize, places: &[Place]) -> String {
    match line.checked_sub(1).and_then(|at| places.get(at)) {
        None | Some(Place::Line(_)) => format!("Dòng {line}"),
        Some(Place::Header) => "Đầu trang".to_owned(),
        Some(Place::Footer) => "Chân trang".to_owned(),
        Some(Place::Paragraph(number)) => format!("Đoạn {number}"),
        Some(Place::Row { table, row: 0 }) => format!("Bảng {table}"),
        Some(Place::Row { table, row }) => format!("Bảng {table}, hàng {row}"),
        Some(Place::Note(number)) => format!("Chú thích {number}"),
    }
}

fn section(leftovers: &[Leftover], places: &[Place]) -> Section {
    let of = |kind: LeftoverKind| {
        let own = leftovers.iter().filter(move |leftover| leftover.kind == kind);
        own.map(|leftover| format!("- {}: {}", whereabouts(leftover.line, places), leftover.text))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let mut parts = vec![of(LeftoverKind::Unplaced)];
    let form = of(LeftoverKind::Form);
    if !form.is_empty() {
        parts.push("### Khuôn mẫu của văn bản gốc (có thể xóa)".to_owned());
        parts.push(form);
    }
    parts.retain(|part| !part.is_empty());
    let (span, standards) = (Span::default(), Vec::new());
    let heading = LEFTOVERS.to_owned();
    Section {
        kind: SectionKind::Other,
        heading,
        text: parts.join("\n\n"),
        standards,
        span,
        heading_span: span,
    }
}
