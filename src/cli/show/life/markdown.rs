//! Lives as Markdown: a table of marks with their words, then the years.

use crate::cli::show::comparison::markdown::{escape, markdown_with};
use crate::export::Document;
use crate::export::chart::{Chart, Column, Row};

/// The whole answer.
pub fn markdown(document: &Document, chart: Option<&Chart>) -> String {
    markdown_with(document, &chart.map(tables).unwrap_or_default())
}

fn tables(chart: &Chart) -> String {
    let mut text = format!("\n## {}\n", escape(&chart.words.table));
    let columns: Vec<String> = chart.columns.iter().map(Column::full).collect();
    for group in &chart.groups {
        text.push_str(&format!("\n### {}\n\n", escape(&group.heading)));
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            chart.words.row,
            columns.join(" | "),
            chart.words.count
        ));
        text.push_str(&format!("| --- |{} ---: |\n", " :-: |".repeat(columns.len())));
        for row in &group.rows {
            text.push_str(&format!("| {} |{} {} |\n", label(row), cells(row, columns.len()), row.count));
        }
    }
    text
}

fn label(row: &Row) -> String {
    let words = escape(&row.label.split_whitespace().collect::<Vec<_>>().join(" "));
    if row.id.is_empty() { words } else { format!("{words} `{}`", row.id) }
}

fn cells(row: &Row, columns: usize) -> String {
    let cell = |column| match row.mark(column) {
        Some(mark) => format!(" {} {} |", mark.shape.letter(), escape(&mark.word)),
        None => " |".to_owned(),
    };
    (0..columns).map(cell).collect()
}
