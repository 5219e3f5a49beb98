//! Rules on the `+++` block: what must be there, and what must agree with the folder, the
//! catalogues and the plan's own time.

use super::Look;
use crate::catalog::{self, Catalog};
use crate::date::Date;
use crate::finding::{Code, Problem};
use crate::period::Period;
use crate::plan::spelling::nearest;
use crate::school::is_slug;

/// The keys without which a plan is nobody's and of no time.
const NEEDED: [&str; 4] = ["schema", "school", "period", "catalog"];

pub(super) fn check(look: &mut Look<'_>) {
    let unread = [Code::MissingFrontMatter, Code::UnclosedFrontMatter, Code::InvalidFrontMatter];
    if !look.findings.iter().any(|finding| unread.contains(&finding.code())) {
        missing_keys(look);
    }
    identity(look);
    edition(look);
    document(look);
}

fn missing_keys(look: &mut Look<'_>) {
    let front = &look.plan.front;
    for key in NEEDED {
        if !front.spans.contains_key(key) {
            look.report(Problem::MissingKey { key: key.to_owned() }, front.span(key));
        }
    }
}

/// Schema, school and period, and whether they agree with the folder.
fn identity(look: &mut Look<'_>) {
    let front = &look.plan.front;
    if let Some(schema) = front.schema.filter(|schema| *schema != 1) {
        look.report(Problem::UnknownSchema { schema }, front.span("schema"));
    }
    if let Some(school) = &front.school {
        let span = front.span("school");
        match look.subject.school {
            Some(folder) if folder != school => {
                let problem = Problem::SchoolFolder { school: school.clone(), folder: folder.to_owned() };
                look.report(problem, span);
            }
            None if !is_slug(school) => {
                look.report(Problem::InvalidSchoolId { school: school.clone() }, span);
            }
            _ => {}
        }
    }
    let Some(text) = &front.period_text else { return };
    match (text.parse::<Period>(), look.subject.period) {
        (Err(_), _) => look.report(Problem::InvalidPeriod { period: text.clone() }, front.span("period")),
        (Ok(period), Some(folder)) if period != folder => {
            let problem = Problem::PeriodFolder { period: period.to_string(), folder: folder.to_string() };
            look.report(problem, front.span("period"));
        }
        _ => {}
    }
}

fn edition(look: &mut Look<'_>) {
    let front = &look.plan.front;
    let Some(id) = &front.catalog else { return };
    let Some(catalog) = look.catalog else {
        let meant = nearest(id, &look.subject.catalogs.ids()).map(str::to_owned);
        return look.report(Problem::UnknownCatalog { catalog: id.clone(), meant }, front.span("catalog"));
    };
    let (from, until) = (catalog.effective, last_day(catalog));
    let in_force = match (front.date, look.period) {
        (Some(day), _) => from <= day && until.is_none_or(|end| day < end),
        (None, Some(period)) => was_in_force(from, until, period),
        (None, None) => true,
    };
    if !in_force {
        let problem = Problem::CatalogNotInForce { catalog: id.clone(), from, until, day: front.date };
        look.report(problem, front.span("catalog"));
    }
}

/// From when on the edition no longer holds: its repeal, or the next edition for the same schools.
/// A repository's own catalogue holds as long as it says.
fn last_day(catalog: &Catalog) -> Option<Date> {
    let is_embedded = catalog::embedded(&catalog.id).is_some();
    let next = catalog::embedded_ids()
        .filter(|_| is_embedded)
        .filter_map(catalog::embedded)
        .filter(|other| other.level == catalog.level && other.effective > catalog.effective)
        .map(|other| other.effective)
        .min();
    [catalog.repealed_from, next].into_iter().flatten().min()
}

/// Was the edition in force on some day on which a plan of this period may have been written: from
/// the summer before it to the end of its first school year?
fn was_in_force(from: Date, until: Option<Date>, period: Period) -> bool {
    let (Some(first), Some(last)) = (Date::new(period.first(), 6, 1), Date::new(period.first() + 1, 5, 31))
    else {
        return true;
    };
    from <= last && until.is_none_or(|end| first < end)
}

/// Date and number.
fn document(look: &mut Look<'_>) {
    let front = &look.plan.front;
    if let (Some(date), Some(period)) = (front.date, look.period) {
        // A plan may be written in the spring before, or late in its last summer.
        let first = Date { year: period.first(), month: 1, day: 1 };
        let last = Date { year: period.last(), month: 8, day: 31 };
        if date < first || date > last {
            look.report(Problem::DateOutsidePeriod { date, period }, front.span("date"));
        }
    }
    if let Some(number) = front.number.as_ref().filter(|number| number.contains(char::is_whitespace)) {
        let tidy = number.split_whitespace().collect();
        look.report(Problem::NumberSpacing { number: number.clone(), tidy }, front.span("number"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::codes;

    fn check(front: &str) -> Vec<&'static str> {
        codes(&format!("+++\n{front}\n+++\n"), super::check)
    }

    /// A good block with one line replaced (or added).
    fn with(line: &str) -> Vec<&'static str> {
        let key = line.split(' ').next().unwrap_or_default();
        let good =
            ["schema = 1", "school = \"mn-a\"", "period = \"2023-2024\"", "catalog = \"preschool-2018\""];
        let others: Vec<&str> = good.into_iter().filter(|other| !other.starts_with(key)).collect();
        check(&format!("{}\n{line}", others.join("\n")))
    }

    #[test]
    fn demands_the_needed_keys_and_no_more() {
        assert_eq!(check(""), ["missing-key"; 4]);
        assert_eq!(with("title = \"Kế hoạch\""), [""; 0]);
        assert_eq!(with("school = 5"), [""; 0], "a wrong type is the reader's finding, not a missing key");
    }

    #[test]
    fn demands_values_that_mean_something() {
        assert_eq!(with("schema = 2"), ["unknown-schema"]);
        assert_eq!(with("school = \"Trường Hoa Sen\""), ["invalid-school-id"]);
        assert_eq!(with("period = \"2023\""), ["invalid-period"]);
        assert_eq!(with("period = \"2023–2024\""), [""; 0]);
        assert_eq!(with("catalog = \"preschol-2018\""), ["unknown-catalog"]);
    }

    #[test]
    fn the_edition_must_be_in_force_at_the_plans_date() {
        assert_eq!(with("period = \"2024-2025\""), [""; 0], "the next edition came in January");
        assert_eq!(with("period = \"2025-2026\""), ["catalog-not-in-force"]);
        assert_eq!(with("period = \"2017-2018\""), ["catalog-not-in-force"]);
        let dated = |day: &str| {
            check(&format!(
                "schema = 1\nschool = \"mn-a\"\nperiod = \"2024-2025\"\ncatalog = \"preschool-2018\"\ndate = {day}"
            ))
        };
        assert_eq!(dated("2024-09-05"), [""; 0]);
        assert_eq!(dated("2025-02-03"), ["catalog-not-in-force"]);
    }

    #[test]
    fn date_and_number_must_be_plausible() {
        assert_eq!(with("date = 2023-08-31"), [""; 0]);
        assert_eq!(with("date = 2019-09-05"), ["date-outside-period"]);
        assert_eq!(with("number = \"109/KH-MNTX\""), [""; 0]);
        assert_eq!(with("number = \"109 /KH-MNTX\""), ["number-spacing"]);
    }
}
