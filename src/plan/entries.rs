//! What stands under one standard or criterion: labels, items, shared fields, notes.
//!
//! Each block of the region becomes one or more entries in the order of the text; lines that no
//! block covers become notes, so that nothing is lost.

use std::ops::Range;

use super::Entry;
use super::item::{Detail, Field, Item, ItemId, Kind, Note};
use super::label::{self, Label, LabelKind};
use super::markdown::{Block, BlockKind};
use super::source::{Piece, Source};
use crate::finding::{Problem, Span};

/// The lines between two headings, and the blocks on them.
pub(super) struct Region<'s, 't> {
    pub(super) source: &'s Source<'t>,
    pub(super) lines: Range<usize>,
    pub(super) blocks: Vec<&'s Block>,
}

/// Reads a region.
pub(super) fn entries(region: &Region<'_, '_>) -> Vec<Entry> {
    let mut reader = Reader { source: region.source, entries: Vec::new(), under: None, direct: false };
    let mut at = region.lines.start;
    for block in &region.blocks {
        reader.uncovered(at..block.lines.start);
        reader.block(block);
        at = at.max(block.lines.end);
    }
    reader.uncovered(at..region.lines.end);
    reader.entries
}

struct Reader<'s, 't> {
    source: &'s Source<'t>,
    entries: Vec<Entry>,
    /// The label under which we are.
    under: Option<LabelKind>,
    /// Has nothing but paragraphs come since that label? Then a paragraph is an item too.
    direct: bool,
}

impl Reader<'_, '_> {
    /// Lines that the Markdown parser swallowed (link definitions): a note, if they say anything.
    fn uncovered(&mut self, lines: Range<usize>) {
        if lines.clone().any(|line| !self.source.is_blank(line)) {
            self.note(lines);
        }
    }

    fn note(&mut self, lines: Range<usize>) {
        let span = self.source.lines_span(&lines);
        let markdown = self.source.tidy(lines);
        self.entries.push(Entry::Note(Note { markdown, span }));
    }

    fn block(&mut self, block: &Block) {
        match (&block.kind, self.under) {
            (BlockKind::Paragraph, _) => self.paragraph(block),
            (BlockKind::List, Some(LabelKind::Items(kind))) => {
                self.direct = false;
                self.items(block, kind);
            }
            (BlockKind::List, Some(LabelKind::Shared)) => self.shared(block),
            _ => {
                self.direct = false;
                self.note(block.lines.clone());
            }
        }
    }

    fn items(&mut self, list: &Block, kind: Kind) {
        let mut at = list.lines.start;
        for block in &list.children {
            self.uncovered(at..block.lines.start);
            self.entries.push(Entry::Item(item(self.source, block, kind)));
            at = at.max(block.lines.end);
        }
        self.uncovered(at..list.lines.end);
    }

    fn shared(&mut self, list: &Block) {
        for detail in details_of_list(self.source, list, list.column) {
            self.entries.push(match detail {
                Detail::Field(field) => Entry::Shared(field),
                Detail::Note(note) => Entry::Note(note),
            });
        }
    }

    /// A paragraph may hold several lines that are labels each, as people type them without blank
    /// lines between; what is not a label is an item right after a label, and a note elsewhere.
    fn paragraph(&mut self, block: &Block) {
        let pieces = self.source.paragraph(block);
        let mut plain: Range<usize> = 0..0;
        for (at, piece) in pieces.iter().enumerate() {
            match read_label(piece) {
                Some(found) => {
                    self.plain(block, &pieces, plain);
                    plain = at + 1..at + 1;
                    self.label(found);
                }
                None => plain.end = at + 1,
            }
        }
        self.plain(block, &pieces, plain);
    }

    fn label(&mut self, found: FoundLabel<'_>) {
        let FoundLabel { mut label, value } = found;
        self.under = Some(label.kind);
        self.direct = matches!(label.kind, LabelKind::Items(_));
        let LabelKind::Items(kind) = label.kind else {
            label.value = value.text.to_owned();
            return self.entries.push(Entry::Label(label));
        };
        self.entries.push(Entry::Label(label));
        if !value.text.is_empty() {
            let item = self.sentence(kind, &[value]);
            self.entries.push(Entry::Item(item));
        }
    }

    fn plain(&mut self, block: &Block, pieces: &[Piece<'_>], which: Range<usize>) {
        let Some(lines) = pieces.get(which.clone()).filter(|lines| !lines.is_empty()) else { return };
        match self.under {
            Some(LabelKind::Items(kind)) if self.direct => {
                let item = self.sentence(kind, lines);
                self.entries.push(Entry::Item(item));
            }
            _ => self.note(block.lines.start + which.start..block.lines.start + which.end),
        }
    }

    /// An item that was typed as a sentence without a bullet.
    fn sentence(&self, kind: Kind, lines: &[Piece<'_>]) -> Item {
        let (id, text) = sentence(self.source, lines);
        let span = pieces_span(lines);
        Item { kind, id, text, ordinal: None, details: Vec::new(), span, text_span: span }
    }
}

struct FoundLabel<'t> {
    label: Label,
    value: Piece<'t>,
}

/// The label that a line is: `**Điểm yếu**`, `**Mức:** 3`, `**Mức: 3**`, and without bold where the
/// words stand alone before a colon.
fn read_label<'t>(piece: &Piece<'t>) -> Option<FoundLabel<'t>> {
    let text = piece.text;
    let mark = ["**", "__"].into_iter().find(|mark| text.starts_with(mark)).unwrap_or_default();
    let inner = text.get(mark.len()..)?;
    let end = match inner.find(mark).filter(|_| !mark.is_empty()) {
        Some(end) => end,
        None if mark.is_empty() => inner.len(),
        None => return None,
    };
    let (bold, after) = (inner.get(..end)?, inner.get(end + mark.len()..)?);
    let words_end = bold.find(':').unwrap_or(bold.len());
    let (wording, kind) = label::label(bold.get(..words_end)?)?;
    let inside = bold.get(words_end..)?.trim_start_matches([':', ' ', '\t']);
    let outside = after.trim_start_matches([':', ' ', '\t']);
    let colon = words_end < bold.len() || after.trim_start().starts_with(':');
    // "Mức độ …" or a bold beginning of a sentence is no label.
    let value = match (inside.is_empty(), outside.is_empty()) {
        (true, true) => "",
        (true, false) if colon => outside,
        (false, true) => inside,
        _ => return None,
    };
    let start = piece.start + (text.len() - value.len());
    let start = if value == inside && !value.is_empty() { start - mark.len() } else { start };
    let label = Label { kind, wording, value: String::new(), span: piece.span() };
    Some(FoundLabel { label, value: Piece { text: value.trim_end(), start } })
}

/// One item of a list, with its sentence, its fields and whatever else it holds.
fn item(source: &Source<'_>, block: &Block, kind: Kind) -> Item {
    let span = source.block_span(block);
    let first = block.children.first().filter(|child| child.kind == BlockKind::Paragraph);
    let pieces = first.map(|child| source.paragraph(child)).unwrap_or_default();
    // "Chủ trì: …" typed on a line of its own below the sentence, without a bullet, is a field.
    let cut = pieces.iter().skip(1).position(|piece| field_label(piece).is_some());
    let (own, typed) = pieces.split_at(cut.map_or(pieces.len(), |at| at + 1));
    let (id, text) = sentence(source, own);
    let text_span = if own.is_empty() { span } else { pieces_span(own) };
    let mut details: Vec<Detail> = fields_of_lines(typed);
    let content = content_column(block);
    let from = first.map_or(block.lines.start, |child| child.lines.end);
    let rest = block.children.get(usize::from(first.is_some())..).unwrap_or_default();
    details.extend(details_of(source, rest, from..block.lines.end, content));
    Item { kind, id, text, ordinal: ordinal(source, block), details, span, text_span }
}

fn content_column(block: &Block) -> usize {
    match block.kind {
        BlockKind::Item { content, .. } => content,
        _ => block.column,
    }
}

/// The number of an item of a numbered list, as typed.
fn ordinal(source: &Source<'_>, block: &Block) -> Option<String> {
    let BlockKind::Item { ordered: true, .. } = block.kind else { return None };
    let line = source.line(block.lines.start).get(block.column..)?;
    let end = line.find(['.', ')'])?;
    line.get(..=end).map(str::to_owned)
}

/// Lines that say `Chủ trì: …`; a line without a label goes on with the field before it.
fn fields_of_lines(pieces: &[Piece<'_>]) -> Vec<Detail> {
    let mut details: Vec<Detail> = Vec::new();
    for piece in pieces {
        match (field_label(piece), details.last_mut()) {
            (Some(field), _) => details.push(Detail::Field(field)),
            (None, Some(Detail::Field(field))) => {
                field.value.push(' ');
                field.value.push_str(piece.text);
                field.value_span.end = piece.span().end;
                field.span.end = piece.span().end;
            }
            _ => {}
        }
    }
    details
}

/// The field that one line is, if it begins with a known label and a colon.
fn field_label(piece: &Piece<'_>) -> Option<Field> {
    let text = piece.text.trim_start_matches('*');
    let (words, value) = text.split_once(':')?;
    let (label, key) = label::field(words)?;
    let value = value.trim_start_matches('*').trim_matches([' ', '\t']);
    let end = piece.span().end;
    let value_span = Span::new(end - value.len(), end);
    let value = value.to_owned();
    Some(Field { key, label, value, more: String::new(), span: piece.span(), value_span })
}

/// The blocks inside an item after its sentence; `column` is where the item's text begins.
fn details_of(source: &Source<'_>, blocks: &[Block], lines: Range<usize>, column: usize) -> Vec<Detail> {
    let mut details = Vec::new();
    let mut at = lines.start;
    for block in blocks {
        details.extend(uncovered(source, at..block.lines.start, column));
        match block.kind {
            BlockKind::List => details.extend(details_of_list(source, block, column)),
            _ => details.push(note(source, block.lines.clone(), Some((block, column)))),
        }
        at = at.max(block.lines.end);
    }
    details.extend(uncovered(source, at..lines.end, column));
    details
}

fn uncovered(source: &Source<'_>, lines: Range<usize>, column: usize) -> Option<Detail> {
    lines.clone().any(|line| !source.is_blank(line)).then(|| {
        let span = source.lines_span(&lines);
        Detail::Note(Note { markdown: source.cut(lines, column), span })
    })
}

/// A nested list: fields where the label is known, else notes that keep their bullet.
fn details_of_list(source: &Source<'_>, list: &Block, column: usize) -> Vec<Detail> {
    let mut details = Vec::new();
    let mut at = list.lines.start;
    for block in &list.children {
        details.extend(uncovered(source, at..block.lines.start, column));
        let field = field(source, block);
        details.push(field.unwrap_or_else(|| note(source, block.lines.clone(), Some((block, column)))));
        at = at.max(block.lines.end);
    }
    details.extend(uncovered(source, at..list.lines.end, column));
    details
}

/// The Markdown of a block as it would stand at the left margin. The first line of a block that
/// begins behind a bullet is cut at the block, not at its indentation.
fn note(source: &Source<'_>, lines: Range<usize>, block: Option<(&Block, usize)>) -> Detail {
    let span = source.lines_span(&lines);
    let Some((block, column)) = block else {
        return Detail::Note(Note { markdown: source.tidy(lines), span });
    };
    let first = source.line(lines.start);
    let lead = first.get(..block.column).unwrap_or_default();
    let behind_bullet = !lead.trim_matches([' ', '\t']).is_empty();
    let markdown = if behind_bullet {
        let head = first.get(block.column..).unwrap_or_default().trim_end_matches([' ', '\t']);
        let tail = source.cut(lines.start + 1..lines.end, column);
        format!("{head}\n{tail}").trim_end().to_owned()
    } else {
        source.cut(lines, column)
    };
    Detail::Note(Note { markdown, span })
}

fn field(source: &Source<'_>, block: &Block) -> Option<Detail> {
    let first = block.children.first().filter(|child| child.kind == BlockKind::Paragraph)?;
    if let BlockKind::Item { ordered: true, .. } = block.kind {
        return None;
    }
    let pieces = source.paragraph(first);
    let mut field = field_label(pieces.first()?)?;
    for piece in pieces.iter().skip(1) {
        field.value.push(' ');
        field.value.push_str(piece.text);
        field.value_span.end = piece.span().end;
    }
    let rest = first.lines.end..block.lines.end;
    field.more = source.cut(rest, content_column(block));
    field.span = source.block_span(block);
    Some(Detail::Field(field))
}

fn pieces_span(pieces: &[Piece<'_>]) -> Span {
    let start = pieces.first().map_or(0, |piece| piece.start);
    Span::new(start, pieces.last().map_or(start, |piece| piece.span().end))
}

/// The lines of a sentence as one line, and the id at its end or beginning.
fn sentence(source: &Source<'_>, pieces: &[Piece<'_>]) -> (Option<ItemId>, String) {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let last = at + 1 == pieces.len();
        // A backslash at a line's end is a hard break; on one line it has no meaning.
        let line = if last { piece.text } else { piece.text.strip_suffix('\\').unwrap_or(piece.text) };
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(line);
    }
    let (id, words) = take_id(source, &text, pieces_span(pieces));
    let words = words.trim_matches([' ', '\t']);
    (id, words.strip_prefix("- ").unwrap_or(words).to_owned())
}

/// Takes `{#…}` from the end or the beginning of a sentence. What is no id of ours stays in the
/// text, with a finding.
fn take_id<'t>(source: &Source<'_>, text: &'t str, span: Span) -> (Option<ItemId>, &'t str) {
    let trailing = text.strip_suffix('}').and_then(|open| open.rsplit_once("{#"));
    let leading = text.strip_prefix("{#").and_then(|open| open.split_once('}')).map(|(id, rest)| (rest, id));
    let Some((words, id)) = trailing.or(leading) else { return (None, text) };
    match id.trim().parse() {
        Ok(id) => (Some(id), words),
        Err(()) => {
            source.report(Problem::MalformedId { id: id.to_owned() }, span);
            (None, text)
        }
    }
}
