//! Lines of a text, and which block stands before which.

use std::ops::Range;

use crate::plan::markdown::{Block, BlockKind, outline};

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Where the line of a byte ends, its end included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// Whole lines from the one of the first byte to the one of the last.
pub(super) fn lines(text: &str, span: Range<usize>) -> Range<usize> {
    let start = line_start(text, span.start);
    let ends_here = span.end > start && text.get(..span.end).is_some_and(|before| before.ends_with('\n'));
    start..if ends_here { span.end } else { line_end(text, span.end) }
}

/// The line before a line, blank ones passed over.
pub(super) fn line_before(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text.get(..start)?.trim_end();
    (!before.is_empty()).then(|| line_start(text, before.len())..line_end(text, before.len()))
}

/// The lines with one blank line behind them, where there is one before them too.
pub(super) fn with_gap(text: &str, lines: Range<usize>) -> Range<usize> {
    let blank_before = text.get(..lines.start).is_some_and(|before| before.ends_with("\n\n"));
    let after = text.get(lines.end..).unwrap_or_default();
    match (blank_before, after.starts_with('\n'), after.is_empty()) {
        (true, true, _) => lines.start..lines.end + 1,
        (true, false, true) => lines.start - 1..lines.end,
        _ => lines,
    }
}

/// The block that stands before the one that begins at this byte's line.
pub(super) fn block_before(text: &str, start: usize) -> Option<Range<usize>> {
    let body = body(text);
    let rest = text.get(body..)?;
    let number = text.get(body..start)?.matches('\n').count();
    let outline = outline(rest);
    let found = sibling(&outline.blocks, number)?;
    let starts: Vec<usize> =
        std::iter::once(0).chain(rest.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let place = |line: usize| body + starts.get(line).copied().unwrap_or(rest.len());
    let (from, to) = (place(found.start), place(found.end));
    let held = text.get(from..to)?.trim_end();
    Some(from..line_end(text, from + held.len()))
}

/// Where the front matter ends.
fn body(text: &str) -> usize {
    let end = text.strip_prefix("+++\n").and_then(|rest| rest.find("\n+++\n"));
    end.map_or(0, |end| end + "+++\n".len() + "\n+++\n".len())
}

fn sibling(blocks: &[Block], line: usize) -> Option<Range<usize>> {
    let at = blocks.iter().position(|block| block.lines.contains(&line))?;
    let block = blocks.get(at)?;
    if block.lines.start != line {
        return sibling(&block.children, line);
    }
    let before = blocks.get(at.checked_sub(1)?)?;
    let last = before.children.last().filter(|_| before.kind == BlockKind::List);
    Some(last.map_or(before.lines.clone(), |item| item.lines.clone()))
}
