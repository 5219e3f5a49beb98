//! Rules on sections, standards and criteria: is everything there, once, in its place, and called
//! as the catalogue's edition calls it?

use std::collections::BTreeMap;

use super::Look;
use crate::finding::{Problem, Span};
use crate::plan::spelling::same_words;
use crate::plan::{Anchor, Criterion, Entries, Entry, LabelKind, SectionKind, Standard};

/// The sections of the form of 2018, and of that of 2026.
const FORM_2018: &[SectionKind] =
    &[SectionKind::Purpose, SectionKind::Basis, SectionKind::Content, SectionKind::Implementation];
const FORM_2026: &[SectionKind] = &[
    SectionKind::General,
    SectionKind::Basis,
    SectionKind::Purpose,
    SectionKind::Priorities,
    SectionKind::Content,
    SectionKind::Supervision,
    SectionKind::Implementation,
    SectionKind::Reporting,
];

pub(super) fn check(look: &mut Look<'_>) {
    sections(look);
    let mut seen = Seen::default();
    for standard in look.plan.standards() {
        self::standard(look, standard, &mut seen);
        for criterion in &standard.criteria {
            self::criterion(look, standard, criterion);
            level(look, criterion);
            duplicate_criterion(look, criterion, &mut seen);
        }
    }
    let all = look.catalog.map_or(0, |catalog| catalog.criteria().count());
    if look.is_of_2026() && all > 0 && seen.criteria.len() >= all {
        let span = content_heading(look);
        look.report(Problem::CoversEverything { criteria: all }, span);
    }
}

/// What stood above already: the heading's place and the level that it was for.
#[derive(Default)]
struct Seen {
    standards: BTreeMap<u8, Span>,
    criteria: BTreeMap<crate::plan::CriterionId, Vec<(Span, Option<String>)>>,
}

/// The heading that is missed, in the words of the form.
fn heading(kind: SectionKind, of_2026: bool) -> &'static str {
    match (kind, of_2026) {
        (SectionKind::General, _) => "I. Thông tin chung",
        (SectionKind::Purpose, false) => "I. Mục đích, yêu cầu",
        (SectionKind::Purpose, true) => "III. Mục đích, yêu cầu",
        (SectionKind::Basis, _) => "II. Căn cứ xây dựng kế hoạch",
        (SectionKind::Priorities, _) => "IV. Tóm tắt các vấn đề trọng tâm cần cải tiến",
        (SectionKind::Content, false) => "III. Nội dung kế hoạch cải tiến chất lượng giáo dục",
        (SectionKind::Content, true) => "V. Kế hoạch cải tiến chất lượng",
        (SectionKind::Supervision, _) => "VI. Theo dõi và đánh giá thực hiện",
        (SectionKind::Implementation, false) => "IV. Tổ chức thực hiện",
        (SectionKind::Implementation, true) => "VII. Tổ chức thực hiện",
        (SectionKind::Reporting, _) => "VIII. Cơ chế đánh giá và báo cáo",
        (SectionKind::Other, _) => "",
    }
}

fn sections(look: &mut Look<'_>) {
    let of_2026 = look.is_of_2026();
    let end = Span::new(look.text.len(), look.text.len());
    for kind in if of_2026 { FORM_2026 } else { FORM_2018 } {
        let mut found = look.plan.sections.iter().filter(|section| section.kind == *kind);
        match (found.next(), found.next()) {
            (None, _) if *kind == SectionKind::Content => look.report(Problem::MissingContent, end),
            (None, _) => {
                look.report(Problem::MissingSection { section: heading(*kind, of_2026) }, end);
            }
            (Some(first), Some(second)) => {
                let line = look.line(first.heading_span.start);
                let problem = Problem::DuplicateSection { section: heading(*kind, of_2026), line };
                look.report(problem, second.heading_span);
            }
            _ => {}
        }
    }
}

fn content_heading(look: &Look<'_>) -> Span {
    look.plan.section(SectionKind::Content).map(|section| section.heading_span).unwrap_or_default()
}

fn standard(look: &mut Look<'_>, standard: &Standard, seen: &mut Seen) {
    let Some(number) = standard.number else { return };
    let span = standard.heading_span;
    // The table of 2018 groups by level, so a standard may come again for another level.
    let levelled = standard.criteria.iter().any(|criterion| criterion.level_text().is_some());
    match seen.standards.get(&number) {
        Some(first) if !levelled => {
            let line = look.line(first.start);
            look.report(Problem::DuplicateStandard { number, line }, span);
        }
        Some(_) => {}
        None => {
            seen.standards.insert(number, span);
        }
    }
    let Some(catalog) = look.catalog else { return };
    match catalog.standard(number) {
        None => look.report(Problem::UnknownStandard { number, catalog: catalog.id.clone() }, span),
        Some(known) => name(look, Anchor::Standard(number), [&standard.name, &known.name], span),
    }
}

fn criterion(look: &mut Look<'_>, standard: &Standard, criterion: &Criterion) {
    let span = criterion.heading_span;
    if let Some(number) = standard.number.filter(|number| *number != criterion.id.standard) {
        look.report(Problem::WrongStandard { criterion: criterion.id.to_string(), standard: number }, span);
    }
    if criterion.entries.is_empty() {
        look.report(Problem::EmptyCriterion { criterion: criterion.id.to_string() }, span);
    }
    let Some(catalog) = look.catalog else { return };
    match catalog.criterion(criterion.id) {
        None => {
            let problem = Problem::UnknownCriterion {
                criterion: criterion.id.to_string(),
                catalog: catalog.id.clone(),
            };
            look.report(problem, span);
        }
        Some(known) => name(look, Anchor::Criterion(criterion.id), [&criterion.name, &known.name], span),
    }
}

/// The name as written against the name in the catalogue; case, marks and punctuation are free,
/// and a heading may do without a name.
fn name(look: &mut Look<'_>, anchor: Anchor, [written, name]: [&str; 2], span: Span) {
    if !written.is_empty() && written != name && !same_words(written, name) {
        let (written, name) = (written.to_owned(), name.to_owned());
        look.report(Problem::WrongName { anchor: anchor.to_string(), written, name }, span);
    }
}

/// `Mức: 3`, or several levels, all of which the criterion must have.
fn level(look: &mut Look<'_>, criterion: &Criterion) {
    let label = criterion.entries.iter().find_map(|entry| match entry {
        Entry::Label(label) if label.kind == LabelKind::Level => Some(label),
        _ => None,
    });
    let Some(label) = label.filter(|label| !label.value.trim().is_empty()) else { return };
    let known = look.catalog.and_then(|catalog| catalog.criterion(criterion.id));
    let levels = known.map_or(&[][..], |known| &known.levels);
    let mut written =
        label.value.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut any = false;
    let good = written.all(|part| {
        any = true;
        // Level 4 of the circulars of 2018 is the school's, not a criterion's; plans name it all the same.
        part.parse::<u8>().is_ok_and(|level| match levels {
            [] => (1..=4).contains(&level),
            levels => levels.contains(&level) || (level == 4 && levels.len() > 2),
        })
    });
    if !good || !any {
        let problem = Problem::UnknownLevel {
            criterion: criterion.id.to_string(),
            written: label.value.clone(),
            levels: levels.to_vec(),
        };
        look.report(problem, label.span);
    }
}

fn duplicate_criterion(look: &mut Look<'_>, criterion: &Criterion, seen: &mut Seen) {
    let level = criterion.level_text().map(str::to_owned);
    let places = seen.criteria.entry(criterion.id).or_default();
    // Two places are one slip, unless each says a level of its own.
    let first = places.iter().find(|(_, other)| level.is_none() || other.is_none() || *other == level);
    let first = first.map(|(span, _)| *span);
    match first {
        Some(first) => {
            let line = look.line(first.start);
            let problem = Problem::DuplicateCriterion { criterion: criterion.id.to_string(), line };
            look.report(problem, criterion.heading_span);
        }
        // There are four levels; a longer list would only be walked again and again.
        None if places.len() < 8 => places.push((criterion.heading_span, level)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes};

    const AROUND: [&str; 2] = [
        "## I. Mục đích, yêu cầu\n\n## II. Căn cứ xây dựng kế hoạch\n\n## III. Nội dung\n\n",
        "\n\n## VI. Tổ chức thực hiện\n",
    ];

    /// The codes of a content section in an otherwise whole plan.
    fn check(content: &str) -> Vec<&'static str> {
        let [above, below] = AROUND;
        codes(&format!("{FRONT}{above}{content}{below}"), super::check)
    }

    const S1: &str = "### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n";

    #[test]
    fn the_form_has_its_sections_once() {
        assert_eq!(check(""), [""; 0]);
        let bare = codes(FRONT, super::check);
        assert_eq!(bare, ["missing-content", "missing-section", "missing-section", "missing-section"]);
        assert_eq!(check("## Tổ chức thực hiện\n"), ["duplicate-section"]);
        assert_eq!(check("## Phụ lục\n\n## Phụ lục\n"), [""; 0]);
    }

    #[test]
    fn the_form_of_2026_has_others() {
        let front = FRONT.replace("preschool-2018", "preschool-2026");
        let [above, below] = AROUND;
        let found = codes(&format!("{front}{above}{below}"), super::check);
        assert_eq!(found, ["missing-section"; 4]);
    }

    #[test]
    fn standards_and_criteria_are_those_of_the_edition() {
        assert_eq!(
            check(&format!("{S1}#### Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo\n\nGhi chú.\n")),
            [""; 0]
        );
        assert_eq!(
            check(&format!("{S1}#### Tiêu chí 1.5: TỔ CHỨC NHÓM TRẺ, và lớp mẫu giáo.\n\nx\n")),
            [""; 0]
        );
        assert_eq!(check(&format!("{S1}#### Tiêu chí 1.5\n\nx\n")), [""; 0]);
        assert_eq!(check(&format!("{S1}#### Tiêu chí 1.5: Lớp học\n\nx\n")), ["wrong-name"]);
        assert_eq!(check(&format!("{S1}#### Tiêu chí 1.99: Lớp\n\nx\n")), ["unknown-criterion"]);
        assert_eq!(check(&format!("{S1}#### Tiêu chí 2.1\n\nx\n")), ["wrong-standard"]);
        assert_eq!(check("### Tiêu chuẩn 9: Khác\n\nx\n"), ["unknown-standard"]);
        assert_eq!(check("### Tiêu chuẩn 1: Nhà trường\n\nx\n"), ["wrong-name"]);
    }

    #[test]
    fn nothing_stands_twice_but_for_two_levels() {
        let twice = format!("{S1}#### Tiêu chí 1.5\n\nx\n\n#### Tiêu chí 1.5\n\ny\n");
        assert_eq!(check(&twice), ["duplicate-criterion"]);
        let level = |level| format!("{S1}#### Tiêu chí 1.5\n\n**Mức:** {level}\n\nx\n\n");
        assert_eq!(check(&format!("{}{}", level(1), level(2))), [""; 0]);
        assert_eq!(check(&format!("{}{}", level(1), level(1))), ["duplicate-criterion"]);
        assert_eq!(check(&format!("{S1}x\n\n{S1}y\n")), ["duplicate-standard"]);
    }

    #[test]
    fn levels_are_those_of_the_criterion() {
        let level = |level| check(&format!("{S1}#### Tiêu chí 1.5\n\n**Mức:** {level}\n\nx\n"));
        assert_eq!(level("3"), ["unknown-level"; 0]);
        assert_eq!(level("Mức 1, 2"), ["unknown-level"; 0]);
        assert_eq!(level("7"), ["unknown-level"]);
        assert_eq!(level("cao"), ["unknown-level"]);
        assert_eq!(check(&format!("{S1}#### Tiêu chí 1.5\n")), ["empty-criterion"]);
    }
}
