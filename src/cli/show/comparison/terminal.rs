//! The report for a terminal: short lines, marks and words before colours.

use unicode_width::UnicodeWidthStr;

use crate::cli::ui::{Tone as Paint, Ui};
use crate::export::{Document, Entry, Line, Part, Tone};

/// The widest line; longer sentences are broken between words.
const WIDE: usize = 75;

/// The report. Prose and unchanged detail are left to the other formats where they are long.
pub fn human(document: &Document, ui: &Ui) -> String {
    human_with(document, "", ui)
}

/// The same with a text of its own, made up already, between what leads in and the parts.
pub fn human_with(document: &Document, middle: &str, ui: &Ui) -> String {
    let mut page = Page { text: String::new(), ui };
    page.line(0, Paint::Heading, &document.title);
    if !document.subtitle.is_empty() {
        page.line(0, Paint::Quiet, &document.subtitle);
    }
    if !document.tiles.is_empty() {
        page.gap();
    }
    for tile in &document.tiles {
        let number = format!("{} {:>3}", tile.mark, tile.number);
        let number = page.ui.paint(paint(tile.tone), &number);
        page.text.push_str(&format!("  {number}  {}\n", tile.label));
    }
    page.gap();
    for sentence in &document.lead {
        page.plain(0, sentence);
    }
    page.text.push_str(middle);
    for part in &document.parts {
        page.part(part);
    }
    page.text
}

/// Only the entries, without any heading.
pub fn entries(document: &Document, ui: &Ui) -> String {
    let mut page = Page { text: String::new(), ui };
    let groups = document.parts.iter().flat_map(|part| &part.groups);
    groups.flat_map(|group| &group.entries).for_each(|entry| page.entry(entry));
    page.text
}

struct Page<'u> {
    text: String,
    ui: &'u Ui,
}

impl Page<'_> {
    fn gap(&mut self) {
        self.text.push('\n');
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

    fn part(&mut self, part: &Part) {
        self.gap();
        self.line(0, Paint::Heading, &part.heading.to_uppercase());
        if !part.intro.is_empty() {
            self.line(0, Paint::Quiet, &part.intro);
        }
        for group in &part.groups {
            if !group.heading.is_empty() {
                self.gap();
                self.line(0, Paint::Heading, &group.heading);
            }
            for entry in &group.entries {
                self.entry(entry);
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.head(entry);
        for line in &entry.lines {
            self.said(line);
        }
        for note in &entry.notes {
            self.line(4, Paint::Quiet, note);
        }
    }

    /// The label and the facts; a fact that no longer fits on the line begins another one.
    fn head(&mut self, entry: &Entry) {
        let label = Some(&entry.label).filter(|label| !label.is_empty());
        let label = label.map(|label| (paint(entry.tone), format!("{} {label}", entry.mark)));
        let facts = entry.facts.iter().map(|fact| (Paint::Quiet, fact.clone()));
        let mut wide = 0;
        for (tone, words) in label.into_iter().chain(facts) {
            let words = rows(&words, usize::MAX).concat();
            if wide > 0 && wide + 3 + words.width() <= WIDE {
                self.text.push_str(" · ");
                wide += 3;
            } else if wide > 0 {
                self.text.push_str("\n    ");
                wide = 2;
            } else {
                self.text.push_str("  ");
            }
            wide += words.width();
            self.text.push_str(&self.ui.paint(tone, &words));
        }
        if wide > 0 {
            self.text.push('\n');
        }
    }

    /// A sentence; in prose, what stands on one side only is bracketed.
    fn said(&mut self, line: &Line) {
        let prose = line.label.is_empty();
        let runs = line.runs.iter().map(|run| match run.side {
            "before" if prose => format!("[-{}-]{}", run.text.trim_end(), blank_after(&run.text)),
            "after" if prose => format!("{{+{}+}}{}", run.text.trim_end(), blank_after(&run.text)),
            _ => run.text.clone(),
        });
        let text = runs.collect::<String>();
        let text = if prose { text } else { format!("{} {text}", line.label) };
        self.plain(4, &text);
    }
}

fn blank_after(text: &str) -> &'static str {
    if text.ends_with(' ') { " " } else { "" }
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

/// A text in rows of at most this width; control characters that a plan may hold are dropped.
pub(in crate::cli::show) fn rows(text: &str, wide: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|letter| !letter.is_control()).collect();
        let Some(row) = rows.last_mut() else { break };
        if !row.is_empty() && row.width() + 1 + word.width() > wide {
            rows.push(word);
            continue;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(&word);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn breaks_between_words() {
        assert_eq!(rows("một hai ba bốn", 8), ["một hai", "ba bốn"]);
        assert_eq!(rows("", 8), [""]);
    }
}
