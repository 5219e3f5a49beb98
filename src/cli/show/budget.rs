//! Money planned, spent and left, for people. Totals are of what could be read, and say so.

use super::tracking::{dong, head, plain};
use super::verdict::safe;
use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::period::Period;
use crate::plan::item::ItemId;
use crate::tracking::money::{By, Money, Sum};
use crate::work::tracking::Desk;

/// What is told.
#[derive(Clone, Debug)]
pub enum Line {
    Title {
        period: Period,
    },
    Columns,
    By(By),
    Source(String),
    Standard(Option<u8>, String),
    Total,
    /// The plan names no money and nobody recorded any.
    Nothing,
    Unread {
        count: usize,
    },
    UnreadItem {
        id: Option<ItemId>,
        text: String,
        written: String,
    },
    /// What the totals are made of.
    OnlyRead,
    Overspent,
    /// Nothing of what is planned could be read.
    Unknown,
    /// What the star behind an amount means.
    Incomplete,
}

/// Planned, spent, left. Where some of what is planned could not be read, nobody knows what is left.
pub fn amounts(sum: &Sum, lang: Lang) -> [String; 3] {
    let unknown = || Line::Unknown.say(lang);
    let planned = dong(i64::try_from(sum.planned).unwrap_or(i64::MAX));
    let planned = match (sum.unread, sum.planned) {
        (0, _) => planned,
        (_, 0) => unknown(),
        _ => format!("{planned} *"),
    };
    [planned, dong(sum.spent), sum.rest().map_or_else(unknown, dong)]
}

/// The title of the table.
pub fn title(desk: &Desk, lang: Lang) -> String {
    Line::Title { period: desk.place.period }.say(lang)
}

/// The whole answer.
pub fn human(desk: &Desk, money: &Money, ui: &Ui) -> String {
    let mut text = head(desk, ui);
    if money.sums.is_empty() {
        return text + &Line::Nothing.say(ui.lang) + "\n";
    }
    for by in [By::Source, By::Standard] {
        text.push_str(&format!("\n{}\n", ui.paint(Tone::Heading, &Line::By(by).say(ui.lang))));
        let name = |sum: &Sum| match by {
            By::Source => Line::Source(plain(&sum.source)).say(ui.lang),
            By::Standard => Line::Standard(sum.standard.0, plain(&sum.standard.1)).say(ui.lang),
        };
        let sums: Vec<(String, Sum)> = money.by(by).into_iter().map(|sum| (name(&sum), sum)).collect();
        text.push_str(&table(&sums, Some(&money.total), ui));
    }
    if !money.unread.is_empty() {
        let heading = Line::Unread { count: money.unread.len() }.say(ui.lang);
        text.push_str(&format!("\n{}\n", ui.paint(Tone::Warn, &heading)));
        for one in &money.unread {
            let line =
                Line::UnreadItem { id: one.id, text: plain(&one.text), written: cut(&plain(&one.written)) };
            text.push_str(&format!("  {}\n", line.say(ui.lang)));
        }
    }
    text.push_str(&format!("\n{}\n", ui.paint(Tone::Quiet, &Line::OnlyRead.say(ui.lang))));
    text
}

/// The first words of a long text.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// More letters than this of what was written nobody reads in a list.
const LONGEST: usize = 90;

/// The plans of a school, one a line.
pub fn years(years: &[(Desk, Money)], ui: &Ui) -> String {
    let Some((first, _)) = years.first() else { return String::new() };
    let mut text = ui.paint(Tone::Heading, &safe(&first.record.school.name)) + "\n";
    let sums: Vec<(String, Sum)> =
        years.iter().map(|(desk, money)| (desk.place.period.to_string(), money.total.clone())).collect();
    text.push_str(&table(&sums, None, ui));
    text.push_str(&format!("\n{}\n", ui.paint(Tone::Quiet, &Line::OnlyRead.say(ui.lang))));
    text
}

/// Rows with their amounts in columns, and the total below them.
fn table(sums: &[(String, Sum)], total: Option<&Sum>, ui: &Ui) -> String {
    let columns = Line::Columns.say(ui.lang);
    let mut rows: Vec<Vec<String>> = vec![columns.split('|').map(str::to_owned).collect()];
    let row = |name: &str, sum: &Sum| {
        let [planned, spent, rest] = amounts(sum, ui.lang);
        vec![name.to_owned(), planned, spent, rest]
    };
    rows.extend(sums.iter().map(|(name, sum)| row(name, sum)));
    rows.extend(total.map(|total| row(&Line::Total.say(ui.lang), total)));
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..4).map(|at| width(at).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in &rows {
        text.push(' ');
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
            let cell = if at == 0 { format!("{cell}{gap}") } else { format!("{gap}{cell}") };
            text.push_str(&format!(" {cell} "));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    if sums.iter().any(|(_, sum)| sum.unread > 0) {
        text.push_str(&format!("  {}\n", ui.paint(Tone::Warn, &Line::Incomplete.say(ui.lang))));
    }
    if sums.iter().any(|(_, sum)| sum.rest().is_some_and(|rest| rest < 0)) {
        text.push_str(&format!("  {}\n", ui.paint(Tone::Bad, &Line::Overspent.say(ui.lang))));
    }
    text
}
