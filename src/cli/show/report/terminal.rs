//! The report for a terminal: short lines, marks and words before colours. Head and foot of the
//! letter are left to the forms that are printed.

use crate::cli::show::comparison::terminal::rows;
use crate::cli::ui::{Tone as Paint, Ui};
use crate::export::Tone;
use crate::export::report::{Line, Paper, Part, Place, Text, Voice};

/// The widest line; longer sentences are broken between words.
const WIDE: usize = 75;

/// The whole report.
pub fn human(paper: &Paper, ui: &Ui) -> String {
    let mut page = Page { text: String::new(), ui, columns: &paper.columns };
    let mut subject = paper.head.subject.iter();
    let first = subject.next().map_or("", String::as_str);
    page.line(0, Paint::Heading, format!("{} {first}", paper.head.kind).trim_end());
    for line in subject {
        page.line(0, Paint::Heading, line);
    }
    page.line(0, Paint::Quiet, &paper.head.school);
    for alert in &paper.alerts {
        page.line(0, Paint::Bad, &format!("! {alert}"));
    }
    page.heading(&paper.totals.heading);
    for sentence in &paper.totals.sentences {
        page.plain(0, sentence);
    }
    if !paper.groups.is_empty() {
        page.heading(&paper.heading);
    }
    for group in &paper.groups {
        page.gap();
        page.line(0, Paint::Heading, &group.heading);
        for place in &group.places {
            page.place(place);
        }
    }
    for part in &paper.parts {
        page.heading(&part.heading);
        if !part.intro.is_empty() {
            page.line(0, Paint::Quiet, &part.intro);
        }
        page.entries(2, part);
    }
    page.gap();
    for note in &paper.notes {
        page.line(0, Paint::Quiet, note);
    }
    page.text
}

struct Page<'p> {
    text: String,
    ui: &'p Ui,
    columns: &'p [String],
}

impl Page<'_> {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.line(0, Paint::Heading, &text.to_uppercase());
    }

    fn line(&mut self, indent: usize, tone: Paint, text: &str) {
        for row in rows(text, WIDE - indent) {
            let painted = self.ui.paint(tone, &row);
            self.text.push_str(&format!("{:indent$}{painted}\n", ""));
        }
    }

    fn plain(&mut self, indent: usize, text: &str) {
        for row in rows(text, WIDE - indent) {
            self.text.push_str(&format!("{:indent$}{row}\n", ""));
        }
    }

    fn place(&mut self, place: &Place) {
        if !place.heading.is_empty() {
            self.gap();
            self.line(0, Paint::Heading, format!("{} {}", place.heading, place.facts).trim_end());
        }
        for line in &place.lines {
            self.told(line);
        }
        if !place.actions.entries.is_empty() {
            let heading = place.actions.heading.clone();
            self.line(2, Paint::Quiet, &heading);
            self.entries(4, &place.actions);
        }
    }

    /// A line of the table: each cell under the name of its column.
    fn told(&mut self, line: &Line) {
        let labels: Vec<String> = self.columns.iter().skip(1).cloned().collect();
        for (at, (label, cell)) in labels.iter().zip(&line.cells).enumerate() {
            let Some((first, more)) = cell.split_first() else { continue };
            let number = if at == 0 { format!("{:>2}.", line.number) } else { "   ".to_owned() };
            let wide = 5 + label.chars().count() + first.text.chars().count();
            let painted = self.ui.paint(Paint::Quiet, &format!("{label}:"));
            self.text.push_str(&format!("{number} {painted}"));
            // A short answer stands beside its label, a long one below it.
            if wide < WIDE {
                let from = self.text.len();
                self.said(0, first);
                self.text.insert(from, ' ');
            } else {
                self.gap();
                self.said(6, first);
            }
            for text in more {
                self.said(6, text);
            }
        }
    }

    fn entries(&mut self, indent: usize, part: &Part) {
        for entry in &part.entries {
            for (at, text) in entry.iter().enumerate() {
                let dotted = Text { voice: text.voice, text: format!("- {}", text.text) };
                if at == 0 { self.said(indent, &dotted) } else { self.said(indent + 2, text) }
            }
        }
    }

    fn said(&mut self, indent: usize, text: &Text) {
        match text.voice {
            Voice::Plain => self.plain(indent, &text.text),
            Voice::Soft => self.line(indent, Paint::Quiet, &text.text),
            Voice::Alarm => self.line(indent, Paint::Bad, &format!("! {}", text.text)),
            Voice::Badge(tone) => self.line(indent, paint(tone), &text.text),
        }
    }
}

fn paint(tone: Tone) -> Paint {
    match tone {
        Tone::Plain => Paint::Quiet,
        Tone::Good => Paint::Good,
        Tone::Open => Paint::Warn,
        Tone::Alarm => Paint::Bad,
        Tone::New => Paint::Command,
    }
}
