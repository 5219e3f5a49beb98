//! The report as Markdown, for an e-mail, a wiki or another tool.

use crate::export::{Document, Entry, Line};

/// The whole report.
pub fn markdown(document: &Document) -> String {
    markdown_with(document, "")
}

/// The same with Markdown of its own, made up already, between what leads in and the parts.
pub fn markdown_with(document: &Document, middle: &str) -> String {
    let mut text = format!("# {}\n", escape(&document.title));
    if !document.subtitle.is_empty() {
        text.push_str(&format!("\n{}\n", escape(&document.subtitle)));
    }
    if !document.tiles.is_empty() {
        text.push('\n');
    }
    for tile in &document.tiles {
        text.push_str(&format!("- {} **{}** {}\n", tile.mark, tile.number, escape(&tile.label)));
    }
    for sentence in &document.lead {
        text.push_str(&format!("\n{}\n", escape(sentence)));
    }
    text.push_str(middle);
    for part in &document.parts {
        text.push_str(&format!("\n## {}\n", escape(&part.heading)));
        if !part.intro.is_empty() {
            text.push_str(&format!("\n{}\n", escape(&part.intro)));
        }
        for group in &part.groups {
            if !group.heading.is_empty() {
                text.push_str(&format!("\n### {}\n", escape(&group.heading)));
            }
            text.push('\n');
            for entry in &group.entries {
                self::entry(&mut text, entry);
            }
        }
    }
    text.push_str(&format!("\n---\n\n{}\n", escape(&document.footer)));
    text
}

fn entry(text: &mut String, entry: &Entry) {
    let mut head: Vec<String> = Vec::new();
    if !entry.label.is_empty() {
        head.push(format!("{} **{}**", entry.mark, escape(&entry.label)));
    }
    head.extend(entry.facts.iter().map(|fact| escape(fact)));
    let mut lines: Vec<String> = Vec::new();
    if !head.is_empty() {
        lines.push(head.join(" · "));
    }
    lines.extend(entry.lines.iter().map(line));
    lines.extend(entry.notes.iter().map(|note| format!("*{}*", escape(note))));
    // Two blanks at a line's end break it inside a list item.
    text.push_str(&format!("- {}\n", lines.join("  \n  ")));
}

fn line(line: &Line) -> String {
    let label = if line.label.is_empty() { String::new() } else { format!("*{}* ", escape(&line.label)) };
    let runs = line.runs.iter().map(|run| {
        let (head, tail) = split_blanks(&run.text);
        match run.side {
            "before" if !head.is_empty() => format!("~~{}~~{tail}", escape(head)),
            "after" if !head.is_empty() => format!("**{}**{tail}", escape(head)),
            _ => escape(&run.text),
        }
    });
    label + &runs.collect::<String>()
}

/// A run's words and the blanks after them: marks must stand at words.
fn split_blanks(text: &str) -> (&str, &str) {
    let head = text.trim_end();
    (head, text.strip_prefix(head).unwrap_or_default())
}

/// What people wrote must not become a mark.
pub(in crate::cli::show) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
