//! The lines of a section into Markdown that says the same words in the same order.
//!
//! Blank runs and page breaks go, bullets become one kind, tables become Markdown tables. Nothing
//! may turn into a heading, a code block or a label by accident.

use super::heading;
use super::ledger::Ledger;
use super::pattern::Pattern;
use super::report::RepairKind;
use super::source::{Line, bullet, goes_on, one_line, plain, without_tags};
use super::table::{Block, Row};

/// The Markdown of these blocks.
pub(super) fn markdown(blocks: &[Block], ledger: &mut Ledger) -> String {
    let mut writer = Writer::default();
    for block in blocks {
        match block {
            Block::Line(line) => writer.line(line, ledger),
            Block::Table(rows) => writer.paragraphs.push(table(rows)),
        }
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<String>,
    /// The lines of the list that is open.
    list: Vec<String>,
    /// The last line was not followed by a blank one.
    blank: bool,
}

impl Writer {
    fn line(&mut self, line: &Line, ledger: &mut Ledger) {
        let text = tidy(&line.text);
        if text.is_empty() {
            self.blank = true;
            return;
        }
        let last = self.list.last_mut().or(self.paragraphs.last_mut());
        // Word knows where its paragraphs end; a text that a converter made does not.
        let ended = self.blank && !ledger.places.is_empty();
        let joins = |last: &&mut String| {
            !ended && goes_on(last, &text) && !last.starts_with('|') && bullet(&text).is_none()
        };
        if let Some(last) = last.filter(joins) {
            if self.blank {
                ledger.repair(RepairKind::JoinedLines, line.number, &text, "");
            }
            last.push(' ');
            last.push_str(&text);
        } else if let Some((mark, rest)) = bullet(&text) {
            let under =
                matches!(mark, '+' | '◦' | '○') && self.list.iter().any(|item| item.starts_with("- "));
            self.list.push(format!("{}- {}", if under { "  " } else { "" }, safe(rest)));
        } else {
            self.close();
            self.paragraphs.push(paragraph(&line.text, &text));
        }
        self.blank = false;
    }

    fn close(&mut self) {
        if !self.list.is_empty() {
            self.paragraphs.push(std::mem::take(&mut self.list).join("\n"));
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.paragraphs.retain(|paragraph| !paragraph.is_empty());
        self.paragraphs.join("\n\n")
    }
}

/// A line's text without tags, rules and the half-closed bold of "*** Đối với …**".
fn tidy(text: &str) -> String {
    static ESCAPE: Pattern = Pattern::new(r#"\\([-+.()#!>~"'\[\],:/&%@$^=])"#);
    let text = ESCAPE.replace(&one_line(&without_tags(text)), "$1");
    if !text.contains(char::is_alphanumeric) {
        return String::new();
    }
    match text.strip_prefix("*** ").filter(|rest| rest.ends_with("**")) {
        Some(rest) => format!("**{rest}"),
        None => text,
    }
}

/// A paragraph, which must not become a section, a standard or a criterion.
fn paragraph(raw: &str, text: &str) -> String {
    if raw.trim_start().starts_with('#') {
        let words = plain(raw);
        let numbered = heading::numbered(&words).is_some() || heading::bare_criterion(&words).is_some();
        return if numbered { format!("**{words}**") } else { format!("### {words}") };
    }
    safe(text)
}

/// The same words, where their beginning could be read as a mark of Markdown.
fn safe(text: &str) -> String {
    let marks = text.starts_with(['>', '=', '~', '`', '+', '|', '#']) || text.starts_with("{#");
    if marks { format!("\\{text}") } else { text.to_owned() }
}

/// A table that is none of the plan's own, as a Markdown table.
pub(super) fn table(rows: &[Row]) -> String {
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.is_blank() && !row.is_rule()).collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells =
            (0..width).map(|column| row.cells.get(column).map_or(String::new(), |cell| cell_text(cell)));
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    lines.join("\n")
}

fn cell_text(cell: &str) -> String {
    let lines: Vec<String> = cell.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    lines.join("<br>").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let (lines, _) = super::super::source::lines(text);
        let blocks = super::super::table::blocks(&lines);
        assert_eq!(markdown(&blocks, &mut Ledger::default()), expected);
    }

    #[test]
    fn keeps_words_and_order_and_drops_layout() {
        check(
            "1. Một.\n\n\n\n- Hai;\n+ Ba;\n* Bốn.\n\n    Năm cấp lãnh\n\nđạo sáu.\n----\n",
            "1. Một.\n\n- Hai;\n  - Ba;\n- Bốn.\n\nNăm cấp lãnh đạo sáu.",
        );
        check(
            "*** Đối với ai**\n## Phụ lục con\n#### Tiêu chí 1.5: Lớp\n",
            "**Đối với ai**\n\n### Phụ lục con\n\n**Tiêu chí 1.5: Lớp**",
        );
        check("| a | b |\n|--|--|\n| c<br>d | e |\n", "| a | b |\n| --- | --- |\n| c<br>d | e |");
    }
}
