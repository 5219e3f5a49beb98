//! Lives on a terminal: one line of marks over years for each, then the words.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Phrase;
use crate::cli::lang::Say;
use crate::cli::show::comparison::terminal;
use crate::cli::ui::{Tone, Ui};
use crate::export::Document;
use crate::export::chart::{Chart, Column, Key, Line, Row};

/// No line is wider.
const WIDE: usize = 78;
/// So many years fit on a line.
const YEARS: usize = 22;

/// The whole answer.
pub fn human(document: &Document, chart: Option<&Chart>, ui: &Ui) -> String {
    let middle = chart.map(|chart| grid(chart, ui)).unwrap_or_default();
    terminal::human_with(document, &middle, ui)
}

fn grid(chart: &Chart, ui: &Ui) -> String {
    let first = chart.columns.len().saturating_sub(YEARS);
    let mut text = String::new();
    let mut line = |words: &str| text.push_str(&format!("{words}\n"));
    if first > 0 {
        line(&ui.paint(Tone::Quiet, &Phrase::Newest { count: YEARS }.say(ui.lang)));
    }
    let years = years(chart, first);
    for group in &chart.groups {
        line("");
        line(&ui.paint(Tone::Heading, &cut(&group.heading, WIDE)));
        line(&ui.paint(Tone::Quiet, &format!("  {}", years.trim_end())));
        for row in &group.rows {
            let room = WIDE - 4 - row.id.width();
            let id = if row.id.is_empty() { String::new() } else { format!("  {}", row.id) };
            line(&format!("  {}{}", cut(&row.label, room), ui.paint(Tone::Quiet, &id)));
            let marks = marks(row, first, chart.columns.len());
            let badge = if row.badge.is_empty() { String::new() } else { format!("  {}", row.badge) };
            line(&format!("  {marks}{}", ui.paint(Tone::Warn, &badge)));
        }
    }
    line("");
    // No line leads from one row to another here; the marks say it.
    for (key, meaning) in chart.legend.iter().filter(|(key, _)| *key != Key::Line(Line::Tie)) {
        line(&ui.paint(Tone::Quiet, &format!("  {:<2} {meaning}", sign(*key))));
    }
    text
}

/// The last digits of the years, with a mark where years without a plan lie between two.
fn years(chart: &Chart, first: usize) -> String {
    let cell = |(at, column): (usize, &Column)| {
        let year = column.name.0.get(2..).unwrap_or_default();
        let has_gap = chart.columns.get(at + 1).is_some_and(|next| next.after_gap);
        format!("{year}{}", if has_gap { sign(Key::Gap) } else { " " })
    };
    chart.columns.iter().enumerate().skip(first).map(cell).collect()
}

/// One row: a mark for each year, with the line that leads to the next one.
fn marks(row: &Row, first: usize, count: usize) -> String {
    let cell = |column: usize| {
        let over = row.into_column(column).map(|span| stroke(span.line));
        let mark = row.mark(column).map_or(over.unwrap_or(" "), |mark| mark.shape.letter());
        let next = row.into_column(column + 1).map_or(" ", |span| stroke(span.line));
        format!("{mark}{next}{next}")
    };
    (first..count).map(cell).collect::<String>().trim_end().to_owned()
}

fn stroke(line: Line) -> &'static str {
    match line {
        Line::Thin | Line::Tie => "─",
        Line::Thick => "━",
        Line::Away => "·",
    }
}

fn sign(key: Key) -> &'static str {
    match key {
        Key::Shape(shape) => shape.letter(),
        Key::Line(Line::Thick) => "━━",
        Key::Line(Line::Away) => "··",
        Key::Line(Line::Thin | Line::Tie) => "┄┄",
        Key::Gap => "‖",
    }
}

/// A text of at most so many columns; control characters that a plan may hold are dropped.
fn cut(text: &str, room: usize) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if text.width() <= room {
        return text;
    }
    let mut wide = 1;
    let kept = text.chars().take_while(|letter| {
        wide += letter.width().unwrap_or(0);
        wide <= room
    });
    format!("{}…", kept.collect::<String>().trim_end())
}
