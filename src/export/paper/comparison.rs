//! A comparison as paper: title, figures in a small table, then part by part what became of each item.
//!
//! Words that only the earlier plan has are struck through, words that only the later one has are bold: the marks read
//! in black and white too. A comparison is nobody's official paper, so it has neither the nation's lines nor a place to
//! sign.

use super::{Block, Cell, Paper, Paragraph, Properties, Row, Sheet, Style, Table};
use crate::export::{self, Document, Entry, Group, Line, Part};
use crate::plan::markdown::run::{Emphasis, Run};

/// The whole comparison.
pub fn paper(document: &Document) -> Paper {
    let mut blocks = vec![line(Style::Kind, &document.title)];
    blocks.extend(filled(Style::Subject, &document.subtitle));
    if !document.tiles.is_empty() {
        blocks.push(Block::Table(tiles(document)));
    }
    blocks.extend(document.lead.iter().flat_map(|sentence| filled(Style::Body, sentence)));
    blocks.extend(document.parts.iter().flat_map(part));
    blocks.extend(filled(Style::Small, &document.footer));
    Paper {
        lang: document.lang,
        properties: Properties {
            title: document.title.clone(),
            subject: String::new(),
            author: document.subtitle.clone(),
            ..Properties::default()
        },
        sheets: vec![Sheet { blocks, ..Sheet::default() }],
        ..Paper::default()
    }
}

fn line(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::form(style, text))
}

/// A paragraph; none where it would say nothing.
fn filled(style: Style, text: &str) -> Option<Block> {
    (!text.is_empty()).then(|| line(style, text))
}

/// The figures: what is counted above how many.
fn tiles(document: &Document) -> Table {
    let cell = |style: Style, text: String| Cell { blocks: vec![line(style, &text)], ..Cell::default() };
    let labels = document
        .tiles
        .iter()
        .map(|tile| cell(Style::TableHeader, format!("{} {}", tile.mark, tile.label).trim().to_owned()));
    let numbers = document.tiles.iter().map(|tile| cell(Style::TableCentre, tile.number.to_string()));
    Table {
        caption: document.title.clone(),
        widths: vec![1; document.tiles.len()],
        header: 1,
        rows: vec![Row { cells: labels.collect() }, Row { cells: numbers.collect() }],
    }
}

fn part(part: &Part) -> Vec<Block> {
    let mut blocks = vec![line(Style::Section, &part.heading)];
    blocks.extend(filled(Style::Body, &part.intro));
    blocks.extend(part.groups.iter().flat_map(group));
    blocks
}

fn group(group: &Group) -> Vec<Block> {
    let mut blocks: Vec<Block> = filled(Style::Heading, &group.heading).into_iter().collect();
    blocks.extend(group.entries.iter().flat_map(entry));
    blocks
}

/// The verdict with its facts, then the sentences and remarks below it.
fn entry(entry: &Entry) -> Vec<Block> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut head: Vec<Run> = Vec::new();
    if !entry.label.is_empty() {
        head.push(Run::bold(&entry.label));
    }
    for fact in entry.facts.iter().filter(|fact| !fact.is_empty()) {
        head.push(Run::plain(if head.is_empty() { fact.clone() } else { format!(" · {fact}") }));
    }
    if !head.is_empty() {
        paragraphs.push(item(head));
    }
    paragraphs.extend(entry.lines.iter().map(|line| item(runs(line))));
    paragraphs.extend(entry.notes.iter().map(|note| item(vec![italic(note)])));
    for (at, paragraph) in paragraphs.iter_mut().enumerate() {
        match at {
            0 if entry.mark.is_empty() => paragraph.label = "-".to_owned(),
            0 => paragraph.label = entry.mark.to_owned(),
            _ => paragraph.depth = 1,
        }
    }
    paragraphs.into_iter().map(Block::Paragraph).collect()
}

fn item(runs: Vec<Run>) -> Paragraph {
    Paragraph { style: Style::ListItem, runs, ..Paragraph::default() }
}

fn runs(line: &Line) -> Vec<Run> {
    let label = (!line.label.is_empty()).then(|| italic(&format!("{} ", line.label)));
    label.into_iter().chain(line.runs.iter().map(marked)).collect()
}

fn italic(text: &str) -> Run {
    Run { emphasis: Emphasis { italic: true, ..Emphasis::default() }, ..Run::plain(text) }
}

fn marked(run: &export::Run) -> Run {
    let emphasis = match run.side {
        "before" => Emphasis { strike: true, ..Emphasis::default() },
        "after" => Emphasis { bold: true, ..Emphasis::default() },
        _ => Emphasis::default(),
    };
    Run { emphasis, ..Run::plain(&run.text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Tile, Tone};

    /// Each paragraph of the paper with its style, one a line; struck words in `~`, bold ones in `*`.
    fn check(document: &Document) -> Vec<String> {
        let mark = |run: &Run| match run.emphasis {
            Emphasis { strike: true, .. } => format!("~{}~", run.text),
            Emphasis { bold: true, .. } => format!("*{}*", run.text),
            _ => run.text.clone(),
        };
        let told = |block: &Block| match block {
            Block::Paragraph(one) => {
                let words: String = one.runs.iter().map(mark).collect();
                format!("{:?} {}{} {words}", one.style, one.label, "·".repeat(one.depth.into()))
            }
            Block::Table(table) => format!("Table {}x{}", table.rows.len(), table.widths.len()),
            _ => String::new(),
        };
        paper(document).sheets[0].blocks.iter().map(told).collect()
    }

    #[test]
    fn what_changed_is_marked_and_nothing_is_left_out() {
        let run = |side, text: &str| export::Run { side, text: text.into() };
        let lines = vec![
            Line {
                label: "trước:".into(),
                runs: vec![run("both", "Còn "), run("before", "04"), run("both", " lớp")],
            },
            Line {
                label: "nay:".into(),
                runs: vec![run("both", "Còn "), run("after", "03"), run("both", " lớp")],
            },
        ];
        let entry = Entry {
            mark: "→",
            label: "chuyển tiếp".into(),
            facts: vec!["2 năm".into()],
            lines,
            notes: vec!["Xem lại.".into()],
            ..Entry::default()
        };
        let plain = Entry { lines: vec![Line::plain(String::new(), "Một.")], ..Entry::default() };
        let groups = vec![Group { heading: "Tiêu chí 1.5".into(), entries: vec![entry, plain] }];
        let tile = |label: &str| Tile { tone: Tone::Open, mark: "→", number: 3, label: label.into() };
        let document = Document {
            lang: "vi",
            title: "So sánh".into(),
            subtitle: "Trường A".into(),
            tiles: vec![tile("chuyển tiếp"), tile("mới")],
            lead: vec!["Ba.".into()],
            parts: vec![export::Part { heading: "Theo tiêu chí".into(), intro: String::new(), groups }],
            footer: "Lập bằng chương trình.".into(),
        };
        assert_eq!(
            check(&document),
            [
                "Kind  So sánh",
                "Subject  Trường A",
                "Table 2x2",
                "Body  Ba.",
                "Section  Theo tiêu chí",
                "Heading  Tiêu chí 1.5",
                "ListItem → *chuyển tiếp* · 2 năm",
                "ListItem · trước: Còn ~04~ lớp",
                "ListItem · nay: Còn *03* lớp",
                "ListItem · Xem lại.",
                "ListItem - Một.",
                "Small  Lập bằng chương trình.",
            ]
        );
    }
}
