//! A results report as people read it: one letter, rendered for a terminal, as Markdown or as HTML.
//!
//! First the figures for the school and each standard, then every criterion line by line, then what
//! goes on, what nobody explained, and where the sources contradict each other.

mod after;
mod head;
mod interim;
mod line;
pub mod markdown;
mod phrase;
pub mod terminal;
mod totals;

pub use interim::Added;
pub use phrase::{Column, Fact, Phrase};

use crate::cli::lang::{Lang, Say};
use crate::export::Tone;
use crate::export::report::{Group, Paper, Place, Text, Voice};
use crate::period::Period;
use crate::report::{Counted, Outcome, Percent, Report, Row, Span};
use crate::work::report::{Reported, known_name};

/// The whole report in one language.
pub fn paper(reported: &Reported, lang: Lang) -> Paper {
    let teller = Teller { reported, lang };
    let mut parts = teller.interim();
    parts.extend(teller.parts());
    let has_lines = reported.report.places().next().is_some();
    // The chapters are counted as they are there: figures, the table, and what follows.
    let mut chapter = 0;
    let mut numbered = |heading: String| {
        chapter += 1;
        format!("{}. {heading}", ROMAN.get(chapter - 1).copied().unwrap_or_default())
    };
    let mut totals = teller.totals();
    totals.heading = numbered(totals.heading);
    let heading = if has_lines { numbered(teller.say(Phrase::TableHeading)) } else { String::new() };
    for part in &mut parts {
        part.heading = numbered(std::mem::take(&mut part.heading));
    }
    Paper {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        head: teller.head(),
        opening: teller.opening(),
        alerts: teller.alerts(),
        totals,
        heading,
        columns: teller.columns(),
        groups: teller.groups(),
        parts,
        foot: teller.foot(),
        notes: teller.notes(),
    }
}

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

struct Teller<'r> {
    reported: &'r Reported,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, phrase: Phrase) -> String {
        phrase.say(self.lang)
    }

    fn fact(&self, voice: Voice, fact: Fact) -> Text {
        Text { voice, text: fact.say(self.lang) }
    }

    fn soft(&self, fact: Fact) -> Text {
        self.fact(Voice::Soft, fact)
    }

    fn report(&self) -> &Report {
        &self.reported.report
    }

    fn later(&self) -> Option<Period> {
        self.report().later.as_ref().and_then(|later| later.period)
    }

    fn span(&self) -> Span {
        Span::of(self.reported.period, self.report().until)
    }

    /// A person's name where the school's record has it.
    fn person(&self, id: &str) -> Option<String> {
        Some(id)
            .filter(|id| !id.is_empty())
            .map(|id| self.reported.people.get(id).cloned().unwrap_or_else(|| id.to_owned()))
    }

    fn columns(&self) -> Vec<String> {
        let form = self.report().form;
        let column = |column| self.say(Phrase::Column(column, form));
        vec![
            column(Column::Number),
            column(Column::Weakness),
            column(Column::Target),
            column(Column::Result),
            column(Column::Percent),
            column(Column::Reason),
            self.say(Phrase::NextColumn { span: self.span(), later: self.later() }),
            column(Column::Evidence),
        ]
    }

    fn groups(&self) -> Vec<Group> {
        let mut number = 0;
        let groups = self.report().standards.iter().map(|standard| Group {
            heading: self.say(Phrase::Standard { number: standard.number, name: standard.name.clone() }),
            places: standard.places.iter().map(|place| self.place(place, &mut number)).collect(),
        });
        groups.collect()
    }

    fn place(&self, place: &crate::report::Place, number: &mut usize) -> Place {
        let (anchor, name) = (place.anchor, place.name.clone());
        let lines = place.rows.iter().map(|row| {
            *number += 1;
            self.line(*number, place, row)
        });
        Place {
            lines: lines.collect(),
            heading: self.say(Phrase::Criterion { anchor, name }),
            facts: self.facts(place),
            actions: self.actions(place),
        }
    }

    /// The level, and how many of how many.
    fn facts(&self, place: &crate::report::Place) -> String {
        let form = self.report().form;
        let mut facts: Vec<String> = Vec::new();
        facts.extend(place.level.clone().map(|level| self.say(Phrase::Level(level))));
        for counted in [Counted::Weaknesses, Counted::Targets] {
            let tally = place.tally(counted);
            if tally.total() > 1 {
                facts.push(self.say(Phrase::Short { counted, form, tally }));
            }
        }
        if facts.is_empty() { String::new() } else { format!("({})", facts.join("; ")) }
    }

    fn alerts(&self) -> Vec<String> {
        let unread = self.reported.unread.iter().map(|(path, detail)| {
            self.say(Phrase::Unread { path: known_name(path), detail: detail.clone() })
        });
        unread.collect()
    }

    fn notes(&self) -> Vec<String> {
        let report = self.report();
        let mut notes = Vec::new();
        if let Some(until) = report.until.filter(|_| report.left_out > 0) {
            notes.push(self.say(Phrase::LeftOut { count: report.left_out, until }));
        }
        if let Some(catalog) = report.later.as_ref().and_then(|later| later.other_catalog.clone()) {
            notes.push(self.say(Phrase::OtherCatalog { catalog }));
        }
        if report.rows().any(is_derived) {
            notes.push(self.say(Phrase::DerivedNote));
        }
        notes.push(self.say(Phrase::OwnLayout));
        notes
    }
}

/// Was its percentage worked out from figures?
fn is_derived(row: &Row) -> bool {
    matches!(row.percent, Percent::Derived { .. })
}

fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Done => Tone::Good,
        Outcome::Partial | Outcome::InProgress => Tone::Open,
        Outcome::NotReached => Tone::Alarm,
        Outcome::Cancelled | Outcome::Unknown => Tone::Plain,
    }
}
