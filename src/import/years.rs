//! The years that a title names: one school year, a longer span, or both in one.

use super::pattern::{Pattern, group};
use super::report::{Basis, Certainty};
use crate::period::Period;

/// The period of a text and how it was read.
pub(super) fn period(text: &str) -> Option<(Period, Certainty, Basis)> {
    static SPAN: Pattern = Pattern::new(
        r"(?:^|[^\d/])((?:19|20)\d\d)\s*(?:[-–—−_]|đến)\s*(?:năm\s*)?((?:19|20)\d\d)(?:[^\d/]|$)",
    );
    let mut spans: Vec<Period> = Vec::new();
    for found in SPAN.all(text) {
        let years = (group(&found, 1).parse::<u16>(), group(&found, 2).parse::<u16>());
        if let (Ok(first), Ok(last)) = years
            && let Ok(period) = Period::new(first, last)
            && !spans.contains(&period)
        {
            spans.push(period);
        }
    }
    match spans.as_slice() {
        [] => None,
        [one] if one.is_school_year() => Some((*one, Certainty::Certain, Basis::Printed)),
        [one] => {
            let called_year = text.to_lowercase().contains("năm học");
            Some((*one, Certainty::Likely, if called_year { Basis::SpanCalledYear } else { Basis::Printed }))
        }
        several => joined(several).map(|period| (period, Certainty::Unsure, Basis::JoinedYears)),
    }
}

fn joined(spans: &[Period]) -> Option<Period> {
    let first = spans.iter().map(Period::first).min()?;
    let last = spans.iter().map(Period::last).max()?;
    Period::new(first, last).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_and_says_how_sure() {
        let read = |text: &str| period(text).map(|(period, certainty, _)| (period.to_string(), certainty));
        assert_eq!(read("Năm học 2023 – 2024"), Some(("2023-2024".into(), Certainty::Certain)));
        assert_eq!(read("Năm học 2024 – 2029"), Some(("2024-2029".into(), Certainty::Likely)));
        assert_eq!(
            read("năm học 2020-2021 và giai đoạn 2021-2025"),
            Some(("2020-2025".into(), Certainty::Unsure))
        );
        assert_eq!(read("Năm học 2O23-2024"), None);
        assert_eq!(read("Năm học 2024-2023"), None);
    }
}
