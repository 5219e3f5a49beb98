//! The text of one plan as lines and blocks, and the ways in which words are cut from it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use super::markdown::{Block, Outline};
use super::spelling::nfc;
use crate::finding::{Finding, Problem, Span};

/// NFC with LF line ends and without a byte order mark; the lines stay where they are.
pub(super) fn normalise(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = nfc(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

/// The body of a plan's text. Lines are counted from 0 within the body.
pub(super) struct Source<'t> {
    text: &'t str,
    /// The byte range of each line, without its line end.
    lines: Vec<Range<usize>>,
    outline: Outline,
    findings: RefCell<Vec<Finding>>,
}

impl<'t> Source<'t> {
    /// The body is what begins at this byte.
    pub(super) fn new(text: &'t str, body: usize, outline: fn(&str) -> Outline) -> Self {
        let mut lines = Vec::new();
        let mut at = body;
        for line in text.get(body..).unwrap_or_default().split('\n') {
            lines.push(at..at + line.len());
            at += line.len() + 1;
        }
        let outline = outline(text.get(body..).unwrap_or_default());
        Source { text, lines, outline, findings: RefCell::default() }
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.outline.blocks
    }

    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn line(&self, at: usize) -> &'t str {
        self.lines.get(at).and_then(|range| self.text.get(range.clone())).unwrap_or_default()
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.line(at).trim_matches([' ', '\t']).is_empty()
    }

    fn is_verbatim(&self, at: usize) -> bool {
        self.outline.verbatim.get(at).copied().unwrap_or_default()
    }

    /// The byte at which a column of a line stands in the text.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let range = self.lines.get(line).or(self.lines.last()).cloned().unwrap_or_default();
        (range.start + column).min(range.end)
    }

    /// From the first line to the end of the last one that is not blank.
    pub(super) fn lines_span(&self, lines: &Range<usize>) -> Span {
        let last = lines.clone().rev().find(|line| !self.is_blank(*line)).unwrap_or(lines.start);
        Span::new(self.offset(lines.start, 0), self.offset(last, usize::MAX / 2))
    }

    /// From the block's first character to the end of its last line.
    pub(super) fn block_span(&self, block: &Block) -> Span {
        let end = self.lines_span(&block.lines).end;
        Span::new(self.offset(block.lines.start, block.column), end)
    }

    pub(super) fn report(&self, problem: Problem, span: Span) {
        self.findings.borrow_mut().push(Finding::new(problem, span));
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// The words of an ATX heading, without its hashes.
    pub(super) fn heading(&self, block: &Block) -> String {
        let line = self.line(block.lines.start).get(block.column..).unwrap_or_default();
        let words = line.trim_matches([' ', '\t']).trim_start_matches('#').trim_start_matches([' ', '\t']);
        let open = words.trim_end_matches('#');
        // A closing run of hashes counts only after a blank.
        let closed = open.is_empty() || open.ends_with([' ', '\t']);
        if closed { open.trim_end_matches([' ', '\t']).to_owned() } else { words.to_owned() }
    }

    /// Lines as canonical Markdown: no blanks at line ends (save a hard break's two), one blank
    /// line where there were several, none at the ends. Code and HTML stay as they are.
    pub(super) fn tidy(&self, lines: Range<usize>) -> String {
        self.cut(lines, 0)
    }

    /// The same, with up to `indent` columns of leading blanks taken from every line: what stood
    /// inside an item, as it would stand at the left margin.
    pub(super) fn cut(&self, lines: Range<usize>, indent: usize) -> String {
        let mut text = String::new();
        let mut blank = false;
        for at in lines {
            if self.is_verbatim(at) {
                text.push_str(if blank && !text.is_empty() { "\n" } else { "" });
                text.push_str(&unindented(self.line(at), indent));
                text.push('\n');
                blank = false;
            } else if self.is_blank(at) {
                blank = true;
            } else {
                text.push_str(if blank && !text.is_empty() { "\n" } else { "" });
                text.push_str(with_hard_break(&unindented(self.line(at), indent)));
                text.push('\n');
                blank = false;
            }
        }
        text.truncate(text.trim_end_matches(['\n', ' ', '\t']).len());
        text
    }

    /// The lines of a paragraph as single lines: without indentation, without bullet on the first.
    pub(super) fn paragraph(&self, block: &Block) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        for at in block.lines.clone() {
            let column = if at == block.lines.start { block.column } else { 0 };
            let line = self.line(at).get(column..).unwrap_or_default();
            let text = line.trim_matches([' ', '\t']);
            let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
            pieces.push(Piece { text, start: self.offset(at, column + lead) });
        }
        pieces
    }
}

/// One line of a paragraph, without blanks at its ends, and the byte at which it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Piece<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// Two or more blanks at the end of a line are a hard break and stay as two; other blanks go.
fn with_hard_break(line: &str) -> &str {
    let bare = line.trim_end_matches([' ', '\t']);
    match line.get(bare.len()..) {
        Some(tail) if tail.starts_with("  ") => line.get(..bare.len() + 2).unwrap_or(bare),
        _ => bare,
    }
}

/// The line with up to `indent` leading columns taken off; a tab reaches to the next multiple of 4.
fn unindented(line: &str, indent: usize) -> Cow<'_, str> {
    let mut column = 0;
    if indent == 0 {
        return Cow::Borrowed(line);
    }
    for (at, letter) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        if column >= indent || !matches!(letter, ' ' | '\t') {
            let left = column.saturating_sub(indent);
            return if left == 0 {
                Cow::Borrowed(rest)
            } else {
                format!("{}{rest}", " ".repeat(left)).into()
            };
        }
        column += if letter == '\t' { 4 - column % 4 } else { 1 };
    }
    Cow::Borrowed("")
}

#[cfg(test)]
mod tests {
    use super::super::markdown::outline;
    use super::*;

    #[test]
    fn tidies_prose_and_leaves_code_alone() {
        let text = "a  \nb \n\n\n\nc\n```\n x \n\n\ny\n```\n\n";
        let source = Source::new(text, 0, outline);
        assert_eq!(source.tidy(0..source.line_count()), "a  \nb\n\nc\n```\n x \n\n\ny\n```");
    }

    #[test]
    fn unindents_by_columns() {
        assert_eq!(unindented("\tx", 2), "  x");
        assert_eq!(unindented("  x", 4), "x");
        assert_eq!(unindented("      x", 4), "  x");
    }
}
