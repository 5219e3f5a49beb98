//! A paper as Markdown of the GitHub kind: for forges, for mail, for who reads it in a terminal.
//!
//! It is a copy to read; the plan's own file is Markdown already and says more. Tables are Markdown tables, and HTML
//! only where cells are merged, which Markdown cannot say. Every letter that people wrote shows as it is.

mod letter;
mod table;

use std::fmt::Write;

use super::{Block, Paper, Paragraph, Seal, Style, link};
use crate::plan::markdown::run::Run;
use letter::{closed, escaped, guarded, marked, trimmed};

/// The whole text.
pub fn text(paper: &Paper) -> String {
    let mut out = String::new();
    for sheet in &paper.sheets {
        blocks(&mut out, &sheet.blocks);
    }
    if let Some(one) = &paper.standing.seal {
        seal(&mut out, one);
    }
    if !paper.standing.line.is_empty() {
        part(&mut out, &format!("---\n\n{}", marked("*", &escaped(paper.standing.line.trim()), None, None)));
    }
    out
}

/// Adds a block with an empty line before it.
fn part(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

fn blocks(out: &mut String, blocks: &[Block]) {
    // How deep the item above stands: an item may be one deeper, or it would be code.
    let mut above: Option<u8> = None;
    for block in blocks {
        if let Block::Paragraph(one) = block
            && is_bullet(one)
        {
            let depth = above.map_or(0, |above| one.depth.min(above.saturating_add(1)));
            match above {
                None => part(out, &bullet(one, depth)),
                Some(_) => _ = writeln!(out, "{}", bullet(one, depth)),
            }
            above = Some(depth);
            continue;
        }
        above = None;
        match block {
            Block::Paragraph(one) => part(out, &paragraph(one)),
            Block::Table(one) => part(out, &table::text(one)),
            Block::Columns { left, right, .. } => {
                self::blocks(out, left);
                self::blocks(out, right);
            }
            Block::Picture(picture) => part(out, &guarded(&escaped(&picture.words))),
        }
    }
}

/// An item of a list without numbers. Numbers are the form's own and stay words: Markdown would count anew.
fn is_bullet(paragraph: &Paragraph) -> bool {
    paragraph.style == Style::ListItem && matches!(paragraph.label.trim(), "-" | "–" | "+" | "*" | "•" | "")
}

fn bullet(paragraph: &Paragraph, depth: u8) -> String {
    let marker = if paragraph.label.trim() == "+" { '+' } else { '-' };
    let indent = "  ".repeat(usize::from(depth));
    let lines = guarded(&runs(&paragraph.runs, Emphasis::Shown)).replace('\n', &format!("\n{indent}  "));
    format!("{indent}{marker} {lines}")
}

fn paragraph(paragraph: &Paragraph) -> String {
    let heading = |mark: &str| match closed(&line(paragraph).replace("\\\n", " ")).as_str() {
        "" => String::new(),
        text => format!("{mark} {text}"),
    };
    match paragraph.style {
        Style::Kind => heading("#"),
        Style::Section => heading("##"),
        Style::Heading if paragraph.depth == 0 => heading("###"),
        Style::Heading => heading("####"),
        Style::Code => code(paragraph),
        Style::Quote => format!("> {}", guarded(&line(paragraph)).replace('\n', "\n> ")),
        _ => guarded(&line(paragraph)),
    }
}

/// The words of a paragraph, in the way of writing that its style asks for.
fn line(paragraph: &Paragraph) -> String {
    let mark = match paragraph.style {
        Style::Nation
        | Style::Motto
        | Style::Agency
        | Style::Subject
        | Style::TableHeader
        | Style::TableGroup
        | Style::TableLabel
        | Style::SignerTitle
        | Style::SignerName => "**",
        Style::PlaceAndDate | Style::Basis => "*",
        Style::RecipientsLabel => "***",
        _ => "",
    };
    // A heading is bold as it is, and a mark inside a mark may not be one.
    let is_held =
        !mark.is_empty() || matches!(paragraph.style, Style::Kind | Style::Section | Style::Heading);
    let label = escaped(paragraph.label.trim());
    let runs = runs(&paragraph.runs, if is_held { Emphasis::Held } else { Emphasis::Shown });
    let gap = if label.is_empty() || runs.is_empty() { "" } else { " " };
    let words = label + gap + &runs;
    match trimmed(&words) {
        "" => String::new(),
        words => marked(mark, words, None, None),
    }
}

/// A block of code in a fence that is longer than any in it.
fn code(paragraph: &Paragraph) -> String {
    let words = crate::plan::markdown::run::words(&paragraph.runs);
    let words = if paragraph.label.is_empty() { words } else { format!("{} {words}", paragraph.label) };
    let longest = words.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}", words.trim_end_matches('\n'))
}

/// Are bold and italics written, or does the whole line have a way of writing already?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emphasis {
    Shown,
    Held,
}

/// Runs as Markdown. Blanks at the ends of bold words stand outside the marks, where they must.
fn runs(runs: &[Run], emphasis: Emphasis) -> String {
    let mut out = String::new();
    for (index, run) in runs.iter().enumerate() {
        let words = run.text.trim();
        let (lead, rest) =
            run.text.split_once(words).filter(|_| !words.is_empty()).unwrap_or((&run.text, ""));
        out.push_str(&escaped(lead));
        let next = || runs.iter().skip(index + 1).flat_map(|next| next.text.chars()).next();
        let after = rest.chars().next().or_else(next);
        let text = marked(marks(run, emphasis), &escaped(words), out.chars().next_back(), after);
        match link::followed(run.link.as_deref()).filter(|_| !words.is_empty()) {
            // Between pointed brackets an address needs no escaping: it holds none and no blank.
            Some(address) => _ = write!(out, "[{text}](<{}>)", address.replace('&', "\\&")),
            None => out.push_str(&text),
        }
        out.push_str(&escaped(rest));
    }
    trimmed(&out).to_owned()
}

/// The marks before the words. Code in a line is left as words: its marks could not hold every letter.
fn marks(run: &Run, shown: Emphasis) -> &'static str {
    let emphasis = run.emphasis;
    match (emphasis.bold, emphasis.italic, emphasis.strike) {
        _ if shown == Emphasis::Held => "",
        (true, true, true) => "***~~",
        (true, true, false) => "***",
        (true, false, true) => "**~~",
        (true, false, false) => "**",
        (false, true, true) => "*~~",
        (false, true, false) => "*",
        (false, false, true) => "~~",
        (false, false, false) => "",
    }
}

fn seal(out: &mut String, seal: &Seal) {
    let fact = |(label, value): &(String, String)| escaped(label.trim()) + " " + &escaped(value.trim());
    let mut lines = vec![marked("**", &escaped(seal.heading.trim()), None, None)];
    lines.extend(seal.facts.iter().map(fact));
    lines.push(escaped(seal.code.trim()));
    lines.retain(|line| !line.trim().is_empty());
    // Each fact on a line of its own.
    part(out, &format!("> {}", guarded(&lines.join("\\\n")).replace('\n', "\n> ")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::sample;
    use crate::plan::markdown::html;
    use proptest::prelude::*;

    /// What a reader sees of Markdown.
    fn seen(markdown: &str) -> String {
        let mut out = String::new();
        // An address behind its words is this reader's own.
        let page = html(markdown).replace(" (https://example.vn/ke-hoach)", "");
        for piece in page.split('<') {
            out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        }
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        entities.iter().fold(out, |text, (entity, letter)| text.replace(entity, letter))
    }

    #[test]
    fn each_word_of_the_paper_is_in_the_text_in_order() {
        for paper in sample::papers() {
            sample::assert_in_order(&paper, &seen(&text(&paper)));
        }
    }

    fn check(blocks: Vec<Block>, expected: &str) {
        let sheets = vec![crate::export::paper::Sheet { blocks, ..Default::default() }];
        assert_eq!(text(&Paper { sheets, ..Paper::default() }), expected);
    }

    fn item(depth: u8, label: &str, text: &str) -> Block {
        let form = Paragraph::form(Style::ListItem, text);
        Block::Paragraph(Paragraph { depth, label: label.into(), ..form })
    }

    #[test]
    fn an_item_is_at_most_one_deeper_than_the_one_above() {
        let items = vec![item(3, "-", "một"), item(3, "+", "hai"), item(0, "-", "ba"), item(0, "1.", "bốn")];
        check(items, "- một\n  + hai\n- ba\n\n1\\. bốn\n");
    }

    #[test]
    fn styles_are_told_by_marks() {
        let one = |style, text: &str| Block::Paragraph(Paragraph::form(style, text));
        let blocks = vec![
            one(Style::Kind, "KẾ HOẠCH"),
            one(Style::Subject, "Năm học 2023-2024"),
            one(Style::Section, "TỔ CHỨC"),
            one(Style::SignatureRoom, ""),
            one(Style::Code, "a ``` b"),
        ];
        check(blocks, "# KẾ HOẠCH\n\n**Năm học 2023-2024**\n\n## TỔ CHỨC\n\n````\na ``` b\n````\n");
    }

    proptest! {
        /// Whatever people write, it shows as it is.
        #[test]
        fn any_words_are_seen_as_they_were_written(
            pieces in proptest::collection::vec(("[-a1 .)*_`~<>&#|\\\\\\[\\]!:=+$\n]{0,8}", 0_u8..8), 1..4)
        ) {
            let run = |(words, bits): &(String, u8)| Run {
                text: words.clone(),
                emphasis: crate::plan::markdown::run::Emphasis {
                    bold: bits & 1 > 0, italic: bits & 2 > 0, strike: bits & 4 > 0, code: false,
                },
                link: None,
            };
            let runs: Vec<Run> = pieces.iter().map(run).collect();
            let all = crate::plan::markdown::run::words(&runs);
            for style in [Style::Body, Style::ListItem, Style::Heading, Style::Basis, Style::Quote] {
                let one = Paragraph { style, runs: runs.clone(), ..Paragraph::default() };
                let sheets = vec![crate::export::paper::Sheet { blocks: vec![Block::Paragraph(one)], ..Default::default() }];
                let text = text(&Paper { sheets, ..Paper::default() });
                let squeeze = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(squeeze(&seen(&text)), squeeze(&all), "{:?} {}", style, text);
            }
        }
    }
}
