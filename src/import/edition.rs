//! Which edition of which regulation a plan follows: as cited, by the form, or as in force.

use super::pattern::{Pattern, group};
use super::report::{Basis, Certainty};
use super::source::Line;
use crate::catalog::{Catalog, Catalogs};
use crate::date::Date;
use crate::period::Period;
use crate::school::EducationLevel;

/// What is known before the content is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// From the school's name or the text: `preschool`, `primary`, `lower-secondary` …
    pub(super) level: Option<&'static str>,
    pub(super) date: Option<Date>,
    pub(super) period: Option<Period>,
    /// A table of the form of 2026 was seen.
    pub(super) form_2026: bool,
}

/// An edition, why it is believed, and the line that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) id: String,
    pub(super) certainty: Certainty,
    pub(super) basis: Basis,
    pub(super) line: Option<usize>,
}

/// The regulations that a text cites, with the line of the first citation.
#[derive(Clone, Copy, Debug, Default)]
struct Cited {
    /// Level of the circular of 2018.
    level: Option<(&'static str, usize)>,
    amended: Option<usize>,
    replaced: Option<usize>,
    /// Criteria 3.4 to 3.6 exist only as issued in 2018.
    has_old_criteria: bool,
}

/// The level that the cited circular is for.
pub(super) fn cited_level(lines: &[Line]) -> Option<(&'static str, usize)> {
    cited(lines).level
}

fn cited(lines: &[Line]) -> Cited {
    static CIRCULAR: Pattern =
        Pattern::new(r"(?:^|\D)(1[789]|22|57)\s*/\s*(2018|2024|2026)(?:\s*/\s*TT|\D|$)");
    static OLD: Pattern = Pattern::new(r"(?i)ti[êe]u chu?[ẩaíi]n?\s*3\.[456]\b");
    let mut cited = Cited::default();
    for line in lines {
        for found in CIRCULAR.all(&line.text) {
            match (group(&found, 1), group(&found, 2)) {
                ("17", "2018") => cited.level = cited.level.or(Some(("primary", line.number))),
                ("18", "2018") => cited.level = cited.level.or(Some(("secondary", line.number))),
                ("19", "2018") => cited.level = cited.level.or(Some(("preschool", line.number))),
                ("22", "2024") => cited.amended = cited.amended.or(Some(line.number)),
                ("57", "2026") => cited.replaced = cited.replaced.or(Some(line.number)),
                _ => {}
            }
        }
        cited.has_old_criteria |= OLD.is_match(&line.text);
    }
    cited
}

/// The edition, where enough is known.
pub(super) fn edition(lines: &[Line], known: Known) -> Option<Edition> {
    let cited = cited(lines);
    let level = known.level.or(cited.level.map(|(level, _)| level))?;
    let school = match level {
        "preschool" => EducationLevel::Preschool,
        "primary" => EducationLevel::Primary,
        _ => EducationLevel::Secondary,
    };
    let of = |year: &str| match (year, school) {
        ("2026", EducationLevel::Preschool) => "preschool-2026".to_owned(),
        ("2026", _) => "general-2026".to_owned(),
        (year, school) => format!("{}-{year}", school.as_str()),
    };
    let day = known.date.or_else(|| known.period.and_then(|period| Date::new(period.first(), 9, 1)));
    let in_force =
        day.and_then(|day| Catalogs::default().in_force(school, day).map(|catalog| catalog.id.clone()));
    let found = |year: &str, certainty, basis, line| Some(Edition { id: of(year), certainty, basis, line });
    match (cited.replaced, known.form_2026, cited.amended, cited.level) {
        (Some(line), _, _, _) => found("2026", Certainty::Certain, Basis::Regulation, Some(line)),
        (None, true, _, _) => found("2026", Certainty::Likely, Basis::Form, None),
        (None, false, Some(line), _) => found("2024", Certainty::Certain, Basis::Regulation, Some(line)),
        (None, false, None, Some((_, line))) => {
            let own = of("2018");
            let now = in_force.as_deref().is_none_or(|id| id == own) || cited.has_old_criteria;
            // The amended circular is mostly cited by its old number alone.
            match (now, in_force) {
                (false, Some(id)) if id.ends_with("2024") => Some(Edition {
                    id,
                    certainty: Certainty::Unsure,
                    basis: Basis::InForce,
                    line: Some(line),
                }),
                _ => found("2018", Certainty::Certain, Basis::Regulation, Some(line)),
            }
        }
        _ => {
            in_force.map(|id| Edition { id, certainty: Certainty::Likely, basis: Basis::InForce, line: None })
        }
    }
}

/// The embedded edition with this id.
pub(super) fn catalog(id: &str) -> Option<&'static Catalog> {
    crate::catalog::embedded(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, known: Known, expected: Option<(&str, Certainty)>) {
        let (lines, _) = super::super::source::lines(text);
        let found = edition(&lines, known);
        assert_eq!(found.as_ref().map(|found| (found.id.as_str(), found.certainty)), expected, "{text}");
    }

    #[test]
    fn follows_the_citation_then_the_form_then_the_day() {
        let school = Known { level: Some("preschool"), ..Known::default() };
        let autumn = |year: u16| Known { date: Date::new(year, 9, 10), ..school };
        check("Thông tư số 19/2018/TT-BGDĐT", autumn(2024), Some(("preschool-2018", Certainty::Certain)));
        check("Thông tư 19/2018/TT-BGDĐT", autumn(2025), Some(("preschool-2024", Certainty::Unsure)));
        check(
            "Thông tư 19/2018/TT-BGDĐT, Thông tư 22/2024/TT-BGDĐT",
            autumn(2025),
            Some(("preschool-2024", Certainty::Certain)),
        );
        check("Thông tư 57/2026/TT-BGDĐT", autumn(2026), Some(("preschool-2026", Certainty::Certain)));
        check(
            "",
            Known { form_2026: true, level: Some("primary"), ..Known::default() },
            Some(("general-2026", Certainty::Likely)),
        );
        check("", autumn(2023), Some(("preschool-2018", Certainty::Likely)));
        check("Thông tư số 18/2018/TT-BGDĐT", Known::default(), Some(("secondary-2018", Certainty::Certain)));
        check("", Known::default(), None);
    }
}
