//! Where the words of a plan stand in its text, so that an edit on paper finds its way back.
//!
//! A plan keeps notes and sections as tidied Markdown; here each of their blocks is laid back on the lines of the text
//! that it comes from. The plan must have been read from this text. Nothing is printed here.

use crate::finding::Span;
use crate::plan::item::{Field, Item};
use crate::plan::markdown::prose::{Prose, ProseKind, prose};

/// The text of the plan that is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'a> {
    pub(super) text: &'a str,
}

impl<'a> Ground<'a> {
    /// The words in a span.
    pub(super) fn of(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// An item's sentence without its id.
    pub(super) fn sentence(&self, item: &Item) -> Span {
        if item.text.is_empty() {
            return Span::default();
        }
        let mut span = self.trimmed(item.text_span);
        if item.id.is_some() {
            let text = self.of(span);
            let trailing = text.strip_suffix('}').and_then(|open| open.rfind("{#"));
            match (trailing, text.find('}')) {
                (Some(at), _) => span.end = span.start + at,
                (None, Some(end)) if text.starts_with("{#") => span.start += end + 1,
                _ => {}
            }
            span = self.trimmed(span);
        }
        if self.of(span).starts_with("- ") {
            span.start += 2;
        }
        self.trimmed(span)
    }

    /// The last place of some words within a span; an empty span at its end where they are not there.
    pub(super) fn last(&self, words: &str, within: Span) -> Span {
        match self.of(within).rfind(words) {
            Some(at) => Span::new(within.start + at, within.start + at + words.len()),
            None => Span::new(within.end, within.end),
        }
    }

    fn trimmed(&self, span: Span) -> Span {
        let text = self.of(span);
        let lead = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
        let words = text.trim_matches([' ', '\t', '\n']);
        Span::new(span.start + lead, span.start + lead + words.len())
    }

    /// The blocks of Markdown that was tidied from the lines of a span, with their spans in the text.
    pub(super) fn prose(&self, markdown: &str, within: Span) -> Vec<Prose> {
        let mut blocks = prose(markdown);
        let Some(lines) = self.lines(markdown, within) else {
            // The Markdown is not of this text: then nothing can be put back.
            return blocks.into_iter().map(|block| Prose { span: Span::default(), ..block }).collect();
        };
        let back = |span: Span| Span::new(laid(&lines, span.start), laid(&lines, span.end));
        for block in &mut blocks {
            block.span = back(block.span);
            if let ProseKind::Table(rows) = &mut block.kind {
                rows.iter_mut().flatten().for_each(|cell| cell.span = back(cell.span));
            }
        }
        blocks
    }

    /// What is nested below a field.
    pub(super) fn more(&self, field: &Field) -> Vec<Prose> {
        self.prose(&field.more, Span::new(field.value_span.end, field.span.end))
    }

    /// The lines of tidied Markdown and where their ends stand. Tidying takes blank lines and blanks at the ends of
    /// lines away, and adds none, so that the lines with words are the same in the same order.
    fn lines(&self, markdown: &str, within: Span) -> Option<Vec<Line>> {
        let mut typed = with_words(self.of(within));
        let mut lines = Vec::new();
        for (start, line) in with_words(markdown) {
            let (raw_start, raw) = typed.next()?;
            if !raw.ends_with(line.trim_start_matches([' ', '\t'])) {
                return None;
            }
            let raw_start = within.start + raw_start;
            lines.push(Line { start, end: start + line.len(), raw_start, raw_end: raw_start + raw.len() });
        }
        Some(lines)
    }
}

/// A line of tidied Markdown and the line of the text that it comes from, without blanks at the ends.
struct Line {
    start: usize,
    end: usize,
    raw_start: usize,
    raw_end: usize,
}

/// A place in the Markdown as a place in the text, counted from its line's end.
fn laid(lines: &[Line], at: usize) -> usize {
    let line = lines.partition_point(|line| line.start <= at).checked_sub(1);
    line.and_then(|line| lines.get(line)).or(lines.first()).map_or(0, |line| {
        let behind = line.end.saturating_sub(at);
        line.raw_end.saturating_sub(behind).max(line.raw_start)
    })
}

/// The lines that say something, each with its start, without blanks at its end.
fn with_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let lines = text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line.trim_end_matches([' ', '\t']))
    });
    lines.filter(|(_, line)| !line.is_empty())
}

/// Where the text begins behind the front matter.
pub(super) fn body(text: &str) -> usize {
    let blank = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
    let mut at = blank;
    let mut fences = 0;
    for line in text.get(blank..).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        match line.trim_end() {
            "+++" if fences == 1 => return at,
            "+++" => fences = 1,
            _ if fences == 0 => return 0,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::item::{Detail, Kind};
    use crate::plan::parse::parse;
    use crate::plan::{Entries, Entry};

    const TEXT: &str = "+++\nschema = 1\n+++\n\nDẫn.\n\n## III. Nội dung\n\nMột  \n\n\n\n\tcâu.\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.1\n\n\
        **Giải pháp**\n\n- Làm\n  xong. {#a-1.1-2023-1}\n  - Chủ trì: HT\n\n    thêm **lời**\n  - việc\n    - con\n- {#a-1.1-2023-2} Hai.\n\nHết.\n";

    fn check(span: Span, expected: &str) {
        assert_eq!(span.of(&parse(TEXT).text), expected);
    }

    #[test]
    fn blocks_find_their_lines() {
        let parsed = parse(TEXT);
        let ground = Ground { text: &parsed.text };
        let section = &parsed.plan.sections[0];
        let start = section.standards[0].heading_span.start;
        let blocks = ground.prose(&section.text, Span::new(section.heading_span.end, start));
        check(blocks[0].span, "Một");
        check(blocks[1].span, "câu.");
        let criterion = parsed.plan.criteria().next().unwrap();
        let action = criterion.items_of(Kind::Action).next().unwrap();
        check(ground.sentence(action), "Làm\n  xong.");
        check(ground.sentence(criterion.items_of(Kind::Action).nth(1).unwrap()), "Hai.");
        check(ground.more(action.fields().next().unwrap())[0].span, "thêm **lời**");
        let Some(Detail::Note(note)) = action.details.get(1) else { panic!() };
        let blocks = ground.prose(&note.markdown, note.span);
        check(blocks[0].span, "việc");
        check(blocks[1].span, "con");
        let Some(Entry::Note(note)) = criterion.entries.last() else { panic!() };
        check(ground.prose(&note.markdown, note.span)[0].span, "Hết.");
        let preamble = Span::new(body(&parsed.text), section.span.start);
        check(ground.prose(&parsed.plan.preamble, preamble)[0].span, "Dẫn.");
    }

    #[test]
    fn a_text_without_front_matter_begins_at_its_beginning() {
        assert_eq!((body(""), body("+++\na"), body("a\n+++\n+++\n")), (0, 0, 0));
        assert_eq!(body("\n+++\na\n+++\nb"), 11);
    }
}
