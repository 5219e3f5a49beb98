//! What the front matter needs beyond head and foot: the school's slug, the period, the edition.
//!
//! What is given on the command line wins; what is guessed says so; the rest is reported missing.

use super::edition::{self, Known};
use super::ledger::Ledger;
use super::report::{Basis, Certainty, Fact, Missing, Topic};
use super::school_name;
use super::source::Line;
use super::years;
use super::{Options, table};
use crate::plan::FrontMatter;

/// Completes the front matter from the whole text and from what was given.
pub(super) fn complete(
    lines: &[Line],
    head: &[Line],
    options: &Options,
    (front, ledger): (&mut FrontMatter, &mut Ledger),
) {
    front.schema = Some(1);
    let level = school(lines, head, options, (front, ledger));
    period(lines, head, options, (front, ledger));
    catalog(lines, level, options, (front, ledger));
    missing(front, ledger);
}

fn given(topic: Topic, value: String) -> Fact {
    Fact { topic, value, line: None, certainty: Certainty::Certain, basis: Basis::Given }
}

fn school(
    lines: &[Line],
    head: &[Line],
    options: &Options,
    (front, ledger): (&mut FrontMatter, &mut Ledger),
) -> Option<&'static str> {
    let found = school_name::find(head, lines);
    if let Some(found) = &found {
        let (certainty, basis) = if found.in_head {
            (Certainty::Certain, Basis::Printed)
        } else {
            (Certainty::Likely, Basis::Body)
        };
        let line = Some(found.line);
        ledger.fact(Fact { topic: Topic::SchoolName, value: found.name.clone(), line, certainty, basis });
    }
    let slug = found.as_ref().and_then(|found| Some((school_name::slug(&found.name)?, found.line)));
    match (&options.school, slug) {
        (Some(school), _) => {
            front.school = Some(school.clone());
            ledger.fact(given(Topic::School, school.clone()));
        }
        (None, Some((slug, line))) => {
            front.school = Some(slug.clone());
            ledger.fact(Fact {
                topic: Topic::School,
                value: slug,
                line: Some(line),
                certainty: Certainty::Likely,
                basis: Basis::SchoolName,
            });
        }
        (None, None) => {}
    }
    let cited = edition::cited_level(lines);
    let spoken = || lines.iter().find_map(|line| Some((school_name::level_in(&line.text)?, line.number)));
    let of_name = found.map(|found| (found.level, found.line, Basis::SchoolName));
    // "Secondary" of the circular is told more exactly by "cấp Trung học cơ sở".
    let exact = |(level, line): (&'static str, usize)| match spoken() {
        Some((spoken, line)) if level == "secondary" && spoken.ends_with("secondary") => {
            (spoken, line, Basis::Body)
        }
        _ => (level, line, Basis::Regulation),
    };
    let level = of_name
        .or_else(|| cited.map(exact))
        .or_else(|| spoken().map(|(level, line)| (level, line, Basis::Body)))?;
    let certainty = if level.2 == Basis::Body { Certainty::Likely } else { Certainty::Certain };
    ledger.fact(Fact {
        topic: Topic::Level,
        value: level.0.to_owned(),
        line: Some(level.1),
        certainty,
        basis: level.2,
    });
    Some(level.0)
}

fn period(
    lines: &[Line],
    head: &[Line],
    options: &Options,
    (front, ledger): (&mut FrontMatter, &mut Ledger),
) {
    let title_line = ledger.report.fact(Topic::Title).and_then(|fact| fact.line);
    let titled = front
        .title
        .as_deref()
        .and_then(years::period)
        .map(|(period, certainty, basis)| (period, certainty, basis, title_line));
    let found = match options.period {
        Some(period) => Some((period, Certainty::Certain, Basis::Given, None)),
        None => titled.or_else(|| in_body(lines, head)),
    };
    if let Some((period, certainty, basis, line)) = found {
        front.period_text = Some(period.to_string());
        ledger.fact(Fact { topic: Topic::Period, value: period.to_string(), line, certainty, basis });
    }
}

/// Without years in the title: the sentence that says in which year the plan is carried out.
fn in_body(
    lines: &[Line],
    head: &[Line],
) -> Option<(crate::period::Period, Certainty, Basis, Option<usize>)> {
    let speaks = |line: &&Line| {
        let text = crate::plan::spelling::fold_words(&line.text);
        text.contains("ke hoach cai tien chat luong") && text.contains("nam hoc")
    };
    let line = head.iter().chain(lines).find(speaks)?;
    let (period, _, basis) =
        years::period(&line.text).filter(|(_, _, basis)| *basis != Basis::JoinedYears)?;
    let basis = if basis == Basis::Printed { Basis::Body } else { basis };
    Some((period, Certainty::Unsure, basis, Some(line.number)))
}

fn catalog(
    lines: &[Line],
    level: Option<&'static str>,
    options: &Options,
    (front, ledger): (&mut FrontMatter, &mut Ledger),
) {
    let known = Known { level, date: front.date, period: front.period(), form_2026: has_form_2026(lines) };
    let found = match &options.catalog {
        Some(id) => {
            ledger.fact(given(Topic::Catalog, id.clone()));
            Some(id.clone())
        }
        None => edition::edition(lines, known).map(|found| {
            let (certainty, basis, line) = (found.certainty, found.basis, found.line);
            ledger.fact(Fact { topic: Topic::Catalog, value: found.id.clone(), line, certainty, basis });
            found.id
        }),
    };
    ledger.catalog = found.as_deref().and_then(edition::catalog);
    front.catalog = found;
}

fn has_form_2026(lines: &[Line]) -> bool {
    table::blocks(lines).iter().any(|block| match block {
        table::Block::Table(rows) => table::columns::header(rows).is_some_and(|header| {
            (header.is_improvement() && header.is_2026())
                || (header.is_priorities() && header.has(table::columns::Column::Cause))
        }),
        table::Block::Line(_) => false,
    })
}

/// What is still empty is said, each once.
fn missing(front: &FrontMatter, ledger: &mut Ledger) {
    let empty = [
        (Topic::School, front.school.is_none()),
        (Topic::Period, front.period_text.is_none()),
        (Topic::Catalog, front.catalog.is_none()),
        (Topic::Title, front.title.is_none()),
        (Topic::Place, front.place.is_none()),
        (Topic::Number, front.number.is_none()),
        (Topic::Date, front.date.is_none()),
        (Topic::Signer, front.signer.as_ref().is_none_or(|signer| signer.name.is_empty())),
        (Topic::Recipients, front.recipients.is_empty()),
    ];
    for (topic, is_empty) in empty {
        let said = ledger.report.missing.iter().any(|missing| missing.topic == topic);
        if is_empty && !said {
            ledger.report.missing.push(Missing { topic, printed: None });
        }
    }
}
