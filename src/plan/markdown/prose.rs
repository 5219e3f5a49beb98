//! The Markdown of a section or a note as the blocks that are printed.
//!
//! Each block, and each cell of a table, says where its inline Markdown stands, so that an edited paragraph can be put
//! back: new inline Markdown at that span changes that block and no other. HTML comments vanish; nothing else does.
//! Lines that the Markdown parser takes for itself (definitions of links) are paragraphs here. Lists and quotes may be
//! nested as deep as they like: blocks come in one row, each with its depth.
//!
//! ```
//! use caitien::plan::markdown::prose::{ProseKind, prose};
//! let blocks = prose("Một câu.\n\n1. Một việc.\n   - Con.\n");
//! assert_eq!((blocks[1].kind.clone(), blocks[1].label.as_str()), (ProseKind::Item, "1."));
//! assert_eq!((blocks[2].depth, blocks[2].label.as_str()), (1, "-"));
//! ```

use std::ops::Range;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, parse_document};

use super::inline::{cell, inline};
use super::run::Run;
use super::{lines, options};
use crate::finding::Span;

/// A block as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub kind: ProseKind,
    /// In how many lists it is set in: 0 for what stands at the margin and for the items of an outer list.
    pub depth: u8,
    /// What is printed before an item: its number as typed, or `-`. Of code the language that was named.
    pub label: String,
    /// The words; of a table empty, of code as they stand.
    pub runs: Vec<Run>,
    /// The inline Markdown of the runs: [`inline`] of this span gives them, save of code and of a rule.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProseKind {
    Heading {
        level: u8,
    },
    Paragraph,
    /// The first paragraph of a list item.
    Item,
    Quote,
    Code,
    /// HTML that is not a comment, as it was typed.
    Html,
    /// A line across the page; it has no words.
    Rule,
    /// Rows of cells, as many in each; the first row is the header.
    Table(Vec<Vec<ProseCell>>),
}

/// A cell of a Markdown table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProseCell {
    /// What [`cell`] reads in the span.
    pub runs: Vec<Run>,
    pub span: Span,
}

/// The blocks of a text with LF line ends, in its order.
pub fn prose(text: &str) -> Vec<Prose> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut reader = Reader::new(text);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => reader.enter(node),
            NodeEdge::End(node) => reader.leave(&node.data().value),
        }
    }
    reader.finish()
}

struct Reader<'t> {
    text: &'t str,
    /// The byte range of each line.
    lines: Vec<Range<usize>>,
    /// Up to which byte each line is in a block already.
    taken: Vec<usize>,
    blocks: Vec<Prose>,
    lists: usize,
    quotes: usize,
    /// The label of the item that is open and has no words yet.
    label: Option<String>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            lines.push(at..at + line.len());
            at += line.len() + 1;
        }
        let taken = lines.iter().map(|line| line.start).collect();
        Reader { text, lines, taken, blocks: Vec::new(), lists: 0, quotes: 0, label: None }
    }

    fn enter<'a>(&mut self, node: &'a AstNode<'a>) {
        let data = node.data();
        let range = lines(&data.sourcepos);
        let column = data.sourcepos.start.column.saturating_sub(1);
        match &data.value {
            NodeValue::List(_) => self.lists += 1,
            NodeValue::BlockQuote => self.quotes += 1,
            NodeValue::Item(list) => {
                let ordered = list.list_type == ListType::Ordered;
                self.item(range.start, column, ordered, node.first_child().map(line_of));
            }
            NodeValue::Paragraph => {
                let kind = if self.quotes > 0 { ProseKind::Quote } else { ProseKind::Paragraph };
                self.words(kind, range, column);
            }
            NodeValue::Heading(heading) => self.heading(heading.level, range, column),
            NodeValue::HtmlBlock(_) => self.words(ProseKind::Html, range, column),
            NodeValue::CodeBlock(code) => {
                let literal = code.literal.trim_end_matches('\n');
                // A fence that nothing closes in a list ends too early by the parser's own count.
                let inner = usize::from(code.fenced) + literal.lines().count();
                let range = range.start..range.end.max(range.start + inner);
                self.literal(code.info.trim(), literal, range, column);
            }
            NodeValue::ThematicBreak => {
                let span = self.span(&range, column);
                self.take(&range);
                self.push(ProseKind::Rule, String::new(), Vec::new(), span);
            }
            NodeValue::Table(_) => self.table(node, range),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::List(_) => self.lists = self.lists.saturating_sub(1),
            NodeValue::BlockQuote => self.quotes = self.quotes.saturating_sub(1),
            NodeValue::Item(_) => self.label = None,
            _ => {}
        }
    }

    /// An item with a first paragraph is that paragraph; else its label stands alone, with whatever else is on its line.
    fn item(&mut self, line: usize, column: usize, ordered: bool, child: Option<(usize, bool)>) {
        let (label, start) = self.marker(line, column, ordered);
        if let Some((first, is_paragraph)) = child
            && is_paragraph
            && first == line
        {
            self.label = Some(label);
            return;
        }
        let end = self.lines.get(line).map_or(start, |line| line.end);
        let has_child_here = child.is_some_and(|(first, _)| first == line);
        let span = self.trimmed(Span::new(start, if has_child_here { start } else { end }));
        if let Some(taken) = self.taken.get_mut(line) {
            *taken = if has_child_here { start } else { end };
        }
        let runs = inline(span.of(self.text));
        self.push(ProseKind::Item, label, runs, span);
    }

    /// The marker of an item as it is printed, and where the text begins behind it.
    fn marker(&self, line: usize, column: usize, ordered: bool) -> (String, usize) {
        let range = self.lines.get(line).cloned().unwrap_or_default();
        let start = (range.start + column).min(range.end);
        let rest = Span::new(start, range.end).of(self.text);
        let length = if ordered { rest.find(['.', ')']).map_or(0, |end| end + 1) } else { rest.len().min(1) };
        let typed = rest.get(..length).unwrap_or_default();
        let label = if ordered { typed.to_owned() } else { "-".to_owned() };
        (label, start + typed.len())
    }

    fn words(&mut self, kind: ProseKind, range: Range<usize>, column: usize) {
        let span = self.span(&range, column);
        self.take(&range);
        let runs = inline(span.of(self.text));
        match (self.label.take(), kind) {
            (Some(label), ProseKind::Paragraph | ProseKind::Quote) => {
                self.push(ProseKind::Item, label, runs, span);
            }
            // A block of comments prints nothing.
            (_, kind) if runs.is_empty() && kind == ProseKind::Html => {}
            (_, kind) => self.push(kind, String::new(), runs, span),
        }
    }

    fn heading(&mut self, level: u8, range: Range<usize>, column: usize) {
        let line = self.span(&range, column);
        self.take(&range);
        let words = line.of(self.text).trim_start_matches('#');
        let start = line.end - words.len();
        let open = words.trim_end_matches('#');
        // A closing run of hashes counts only after a blank.
        let words = if open.is_empty() || open.ends_with([' ', '\t']) { open } else { words };
        let span = self.trimmed(Span::new(start, start + words.len()));
        let runs = inline(span.of(self.text));
        self.push(ProseKind::Heading { level }, String::new(), runs, span);
    }

    fn literal(&mut self, info: &str, literal: &str, range: Range<usize>, column: usize) {
        let span = self.span(&range, column);
        self.take(&range);
        let runs = if literal.is_empty() { Vec::new() } else { vec![Run::plain(literal)] };
        self.push(ProseKind::Code, info.to_owned(), runs, span);
    }

    /// Cells are cut from the rows' own lines: the parser drops cells that the header has no column for.
    fn table<'a>(&mut self, node: &'a AstNode<'a>, range: Range<usize>) {
        self.take(&range);
        let mut rows: Vec<Vec<ProseCell>> = Vec::new();
        for row in node.children() {
            let start = row.data().sourcepos.start;
            let line = self.span(&lines(&row.data().sourcepos), start.column.saturating_sub(1));
            let width = rows.first().map_or(usize::MAX, Vec::len);
            rows.push(cells(self.text, line, width));
        }
        let span = self.span(&range, node.data().sourcepos.start.column.saturating_sub(1));
        self.push(ProseKind::Table(rows), String::new(), Vec::new(), span);
    }

    fn push(&mut self, kind: ProseKind, label: String, runs: Vec<Run>, span: Span) {
        let outer = usize::from(kind == ProseKind::Item);
        let depth = u8::try_from(self.lists.saturating_sub(outer)).unwrap_or(u8::MAX);
        self.blocks.push(Prose { kind, depth, label, runs, span });
    }

    fn take(&mut self, range: &Range<usize>) {
        let lines = self.taken.iter_mut().zip(&self.lines).take(range.end).skip(range.start);
        lines.for_each(|(taken, line)| *taken = line.end);
    }

    /// From a column of the first line to the end of the last one, without blanks at the ends.
    fn span(&self, range: &Range<usize>, column: usize) -> Span {
        let first = self.lines.get(range.start).cloned().unwrap_or_default();
        let last = self.lines.get(range.end.saturating_sub(1)).unwrap_or(&first);
        self.trimmed(Span::new((first.start + column).min(first.end), last.end))
    }

    fn trimmed(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let lead = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
        let words = text.trim_matches([' ', '\t', '\n']);
        Span::new(span.start + lead, span.start + lead + words.len())
    }

    /// The blocks, with a paragraph for each line that is in none.
    fn finish(mut self) -> Vec<Prose> {
        self.lists = 0;
        for (line, taken) in self.lines.iter().zip(std::mem::take(&mut self.taken)) {
            let rest = Span::new(taken, line.end).of(self.text);
            let words = rest.trim_start_matches([' ', '\t', '>']);
            let span = self.trimmed(Span::new(line.end - words.len(), line.end));
            let runs = inline(span.of(self.text));
            if !runs.is_empty() {
                let (kind, label) = (ProseKind::Paragraph, String::new());
                self.blocks.push(Prose { kind, depth: 0, label, runs, span });
            }
        }
        self.blocks.sort_by_key(|block| block.span.start);
        self.blocks
    }
}

/// The first line of a node, and whether it is a paragraph.
fn line_of<'a>(node: &'a AstNode<'a>) -> (usize, bool) {
    let data = node.data();
    (data.sourcepos.start.line.saturating_sub(1), matches!(data.value, NodeValue::Paragraph))
}

/// The cells of a row, at most `width` and at least as many where that is known. What goes on behind the last column
/// belongs to its cell.
fn cells(text: &str, row: Span, width: usize) -> Vec<ProseCell> {
    let line = row.of(text);
    let mut start = row.start + usize::from(line.starts_with('|'));
    let mut cells = Vec::new();
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let here = row.start + at;
        if letter == '|' && before != '\\' && here >= start && cells.len() + 1 < width {
            cells.push(prose_cell(text, Span::new(start, here)));
            start = here + 1;
        }
        before = letter;
    }
    let rest = Span::new(start, row.end);
    let bare = rest.of(text).trim_end_matches([' ', '\t']);
    let closed = bare.strip_suffix('|').filter(|inside| !inside.ends_with('\\'));
    match closed {
        Some(inside) => cells.push(prose_cell(text, Span::new(start, start + inside.len()))),
        None if !bare.is_empty() || (width != usize::MAX && cells.len() < width) => {
            cells.push(prose_cell(text, rest));
        }
        None => {}
    }
    while width != usize::MAX && cells.len() < width {
        cells.push(ProseCell { runs: Vec::new(), span: Span::new(row.end, row.end) });
    }
    cells
}

fn prose_cell(text: &str, span: Span) -> ProseCell {
    let inside = span.of(text);
    let lead = inside.len() - inside.trim_start_matches([' ', '\t']).len();
    let words = inside.trim_matches([' ', '\t']);
    let span = Span::new(span.start + lead, span.start + lead + words.len());
    ProseCell { runs: cell(words), span }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::run::words;
    use super::*;

    fn shown(text: &str) -> String {
        let block = |block: &Prose| {
            let kind = match &block.kind {
                ProseKind::Heading { level } => format!("h{level}"),
                ProseKind::Paragraph => "p".into(),
                ProseKind::Item => "i".into(),
                ProseKind::Quote => "q".into(),
                ProseKind::Code => "c".into(),
                ProseKind::Html => "x".into(),
                ProseKind::Rule => "r".into(),
                ProseKind::Table(rows) => {
                    let row = |row: &Vec<ProseCell>| {
                        row.iter().map(|cell| words(&cell.runs)).collect::<Vec<_>>().join(",")
                    };
                    format!("t[{}]", rows.iter().map(row).collect::<Vec<_>>().join("/"))
                }
            };
            let label = if block.label.is_empty() { String::new() } else { format!("({})", block.label) };
            format!("{kind}{}{label}:{}", block.depth, words(&block.runs))
        };
        prose(text).iter().map(block).collect::<Vec<_>>().join("\n")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text:?}");
    }

    #[test]
    fn gives_blocks_in_a_row() {
        check(
            "### Một ##\n\nCâu **đậm**\nhai dòng.\n\n- a\n  1) b\n\n     c\n- d\n\n> e\n> f\n\n---\n\n```sh\nx  y\n\nz\n```\n",
            "h30:Một\np0:Câu đậm hai dòng.\ni0(-):a\ni1(1)):b\np2:c\ni0(-):d\nq0:e f\nr0:\nc0(sh):x  y\n\nz",
        );
    }

    #[test]
    fn a_fence_that_nothing_closes_is_read_once() {
        check("- ```\n    một\n\n", "i0(-):\nc1:  một");
    }

    #[test]
    fn comments_vanish_and_other_html_is_kept() {
        check("<!-- a\n\nb -->\n\nc <!-- d --> e\n\n<div>f</div>\n", "p0:c  e\nx0:<div>f</div>");
        check("<!-- a --> sau\n\n<!-- hở\n\nb\n", "x0:sau\nx0:<!-- hở b");
    }

    #[test]
    fn tables_keep_every_cell() {
        check(
            "trước\n| a | **b** |\n| --- | --- |\n| c\\|d | `e\\|f` | g |\n| h |\ni | j\n",
            "p0:trước\nt[a,b/c|d,e|f | g/h,/i,j]0:",
        );
        check("- | a |\n  | - |\n  | b |\n", "i0(-):\nt[a/b]1:");
    }

    #[test]
    fn definitions_and_empty_items_are_kept() {
        check("[x]: http://y 'tên'\n\n[x]\n", "p0:[x]: http://y 'tên'\np0:[x]");
        check("- [x]: http://y\n-\n- # b\n", "i0(-):[x]: http://y\ni0(-):\ni0(-):\nh11:b");
        check("> [x]: http://y\n", "p0:[x]: http://y");
    }

    #[test]
    fn new_words_at_a_span_change_that_block_only() {
        let text = "Một.\n\n- hai\n  tiếp\n  - ba\n\n| a | b |\n| - | - |\n| c | d |\n\n> e\n> f\n\n## g #\n";
        let blocks = prose(text);
        for (at, block) in blocks.iter().enumerate() {
            let spans: Vec<Span> = match &block.kind {
                ProseKind::Table(rows) => rows.iter().flatten().map(|cell| cell.span).collect(),
                _ => vec![block.span],
            };
            for span in spans {
                let mut edited = text.to_owned();
                edited.replace_range(span.start..span.end, "mới");
                let after = prose(&edited);
                assert_eq!(after.len(), blocks.len(), "{edited}");
                for (other, (one, two)) in blocks.iter().zip(&after).enumerate() {
                    let same = (&one.runs, &one.label, one.depth) == (&two.runs, &two.label, two.depth);
                    let in_table = matches!(block.kind, ProseKind::Table(_));
                    assert!(same == (other != at || in_table), "{edited}");
                }
            }
        }
    }

    #[test]
    fn deep_nesting_is_bounded() {
        let quotes = format!("{}a", "> ".repeat(3_000));
        assert_eq!(words(&prose(&quotes)[0].runs), "a");
        let lists = format!("{}a", "- ".repeat(1_000));
        assert!(prose(&lists).last().is_some_and(|block| block.depth > 90));
        let wide = format!("{}|\n{}|\n{}", "|a".repeat(2_000), "|-".repeat(2_000), "|\n".repeat(2_000));
        assert!(!prose(&wide).is_empty());
    }

    /// The words of a text, sorted: runs of letters and digits.
    fn sorted(text: &str) -> Vec<String> {
        let mut words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    }

    fn all_words(blocks: &[Prose]) -> String {
        let mut all = String::new();
        let mut add = |runs: &[Run]| {
            for run in runs {
                all.push_str(&format!("{} {} ", run.text, run.link.as_deref().unwrap_or_default()));
            }
        };
        for block in blocks {
            add(&[Run::plain(block.label.as_str())]);
            add(&block.runs);
            if let ProseKind::Table(rows) = &block.kind {
                rows.iter().flatten().for_each(|cell| add(&cell.runs));
            }
        }
        all
    }

    fn line() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "một ",
            "hai",
            "**ba**",
            " ",
            "    ",
            "\t",
            "- ",
            "* ",
            "12) ",
            "1. ",
            "> ",
            "# ",
            "### ",
            "```",
            "~~~",
            "---",
            "| ",
            "|",
            "| - | - |",
            "|-|",
            "a | b",
            "`c",
            "`",
            "[x]: ",
            "[x]",
            "(y)",
            "\\",
            "\\|",
            "<div>",
            "</div>",
            "_e_",
            "~f~",
            "=",
            "lớp",
            "\u{a0}",
            "{#w-1}",
            "*",
            "<br>",
        ]);
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Words without their marks: what emphasis or code cuts in two is one word on paper, so letters are counted.
        #[test]
        fn no_word_is_lost_and_none_is_added(lines in prop::collection::vec(line(), 0..9)) {
            let text = lines.join("\n");
            let blocks = prose(&text);
            let letters = |text: &str| {
                let mut letters: Vec<char> = sorted(&text.replace("<br>", " ")).concat().chars().collect();
                letters.sort_unstable();
                letters
            };
            prop_assert_eq!(letters(&all_words(&blocks)), letters(&text), "{:?}\n{:#?}", text, blocks);
        }

        #[test]
        fn the_spans_say_the_runs(lines in prop::collection::vec(line(), 0..9)) {
            let text = lines.join("\n");
            let mut at = 0;
            for block in prose(&text) {
                prop_assert!(block.span.start >= at, "{:?}", text);
                at = block.span.start;
                match &block.kind {
                    ProseKind::Code | ProseKind::Rule => {}
                    ProseKind::Table(rows) => for each in rows.iter().flatten() {
                        prop_assert_eq!(cell(each.span.of(&text)), each.runs.clone(), "{:?}", text);
                    },
                    _ => prop_assert_eq!(inline(block.span.of(&text)), block.runs, "{:?}", text),
                }
            }
        }
    }
}
