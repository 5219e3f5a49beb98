//! A Word file that this program made, imported where its plan is not yet: the file carries the plan, so that nothing
//! has to be guessed.
//!
//! What stands on the page counts, not what is carried: the page is compared with the carried plan, and where they
//! differ the page is right. Whoever made the file carry another plan than it shows gains nothing by it.

use super::account;
use super::back::{self, Aside, Why};
use super::report::{Basis, Certainty, Fact, Leftover, LeftoverKind, Report, SectionFound, Topic};
use super::source::Line;
use super::word::Pending;
use super::{ImportedPlan, LEFTOVERS, Options};
use crate::docx::Document;
use crate::docx::read::origin;
use crate::export::paper::plan::{Form, Wanted, paper};
use crate::export::paper::wording::Wording;
use crate::export::paper::{Paper, Part, words};
use crate::finding::Span;
use crate::plan::parse::{Parsed, parse};
use crate::plan::{FrontMatter, Section, SectionKind, format};

/// The plan of a document that carries one; None where it carries none, where the page shows another, or where the
/// person wants it read as another plan than it says.
pub fn own(document: &Document, pending: Pending, options: &Options) -> Option<ImportedPlan> {
    let carried = parse(&origin(document)?.text);
    if carried.plan.sections.is_empty() || !suits(options, &carried.plan.front) {
        return None;
    }
    let wording = Wording::default();
    let of = |(name, value): &(String, String)| (name == "creator").then(|| value.clone());
    let school = document.properties.iter().find_map(of).unwrap_or_default();
    let page = paper(&Wanted::new(&carried, &school, Form::of(&carried.plan), &wording));
    let printed = back::Printed { plan: &carried.plan, text: &carried.text, paper: &page };
    let returned = back::read(&printed, document, pending);
    if returned.found * 2 < returned.printed || returned.found == 0 {
        return None;
    }
    let asides: Vec<Aside> = returned.asides.into_iter().filter(|aside| aside.why != Why::Kept).collect();
    let mut read = parse(&returned.text);
    if !asides.is_empty() {
        read.plan.sections.push(leftovers(&asides));
        read = parse(&format::write(&read.plan));
    }
    let lines = page_lines(document, pending);
    let form = form_words(&page);
    let mut report = report(&read, &asides, &school);
    report.words = account::count(&lines, &read.text, &form);
    let last = lines.last().map_or(1, |line| line.number);
    Some(ImportedPlan { text: read.text, plan: read.plan, report, lines: (1, last) })
}

/// Does what the person says of the plan fit what it says of itself?
fn suits(options: &Options, front: &FrontMatter) -> bool {
    options.school.is_none_or_same(front.school.as_ref())
        && options.catalog.is_none_or_same(front.catalog.as_ref())
        && options.period.is_none_or_same(front.period().as_ref())
}

/// What was not said agrees with everything.
trait Said<T> {
    fn is_none_or_same(&self, other: Option<&T>) -> bool;
}

impl<T: PartialEq> Said<T> for Option<T> {
    fn is_none_or_same(&self, other: Option<&T>) -> bool {
        self.is_none() || self.as_ref() == other
    }
}

fn leftovers(asides: &[Aside]) -> Section {
    let lines = asides.iter().map(|aside| format!("- Đoạn {}: {}", aside.paragraph, aside.text));
    Section {
        kind: SectionKind::Other,
        heading: LEFTOVERS.to_owned(),
        text: lines.collect::<Vec<_>>().join("\n"),
        standards: Vec::new(),
        span: Span::default(),
        heading_span: Span::default(),
    }
}

/// The paragraphs of the page as lines, for counting their words.
fn page_lines(document: &Document, pending: Pending) -> Vec<Line> {
    let paragraphs = back::paragraphs(document, pending);
    paragraphs.into_iter().map(|(number, text)| Line { number, text }).collect()
}

/// Everything that the form adds to the plan's words, and what the page says a second time.
fn form_words(page: &Paper) -> Vec<String> {
    let all = words::paragraphs(page).into_iter();
    let form = all.map(|paragraph| match paragraph.source.part {
        Part::Form | Part::Repeated | Part::Front(..) | Part::Standard(_) | Part::Level(_) => {
            format!("{} {}", paragraph.label, crate::plan::markdown::run::words(&paragraph.runs))
        }
        _ => paragraph.label.clone(),
    });
    form.collect()
}

fn report(read: &Parsed, asides: &[Aside], school: &str) -> Report {
    let front = &read.plan.front;
    let signer = front.signer.as_ref().map(|signer| signer.name.clone());
    let values = [
        (Topic::SchoolName, Some(school.to_owned()).filter(|name| !name.is_empty())),
        (Topic::School, front.school.clone()),
        (Topic::Title, front.title.clone()),
        (Topic::Period, front.period_text.clone()),
        (Topic::Catalog, front.catalog.clone()),
        (Topic::Place, front.place.clone()),
        (Topic::Number, front.number.clone()),
        (Topic::Date, front.date.map(|date| date.to_string())),
        (Topic::Signer, signer),
    ];
    let facts = values.into_iter().filter_map(|(topic, value)| {
        Some(Fact { topic, value: value?, line: None, certainty: Certainty::Certain, basis: Basis::Carried })
    });
    let sections = read.plan.sections.iter().map(|section| SectionFound {
        line: 1,
        printed: String::new(),
        heading: section.heading.clone(),
        kind: section.kind,
        certainty: Certainty::Certain,
    });
    let leftovers = asides.iter().map(|aside| Leftover {
        line: aside.paragraph,
        text: aside.text.clone(),
        kind: if aside.why == Why::Form { LeftoverKind::Form } else { LeftoverKind::Unplaced },
    });
    Report {
        facts: facts.collect(),
        sections: sections.collect(),
        leftovers: leftovers.collect(),
        ..Report::default()
    }
}
