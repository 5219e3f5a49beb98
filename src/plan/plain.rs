//! The outline of a text whose lines are all of the plain kinds that the formatter writes: headings,
//! sentences at the left margin, lists of single lines with at most one list below each item.
//!
//! Most plans of a repository are such texts, and their outline can be seen line by line; the
//! Markdown parser needs five times as long. At the first line that could be anything else there is
//! no answer, and the parser ([`super::markdown`]) reads the text. A property test holds the two to
//! the same answer. What Markdown means is not decided here.

use super::markdown::{Block, BlockKind, Outline};

/// The outline, where every line is plain.
pub(super) fn outline(text: &str) -> Option<Outline> {
    let mut reader = Reader::default();
    let mut count = 0;
    for line in text.split('\n') {
        reader.line(count, line)?;
        count += 1;
    }
    Some(Outline { blocks: reader.blocks, verbatim: vec![false; count] })
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Was the line before blank?
    after_blank: bool,
}

/// The kind of a list: bullets of one sort, or numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// Bytes up to the item's own text.
    width: usize,
    ordered: bool,
}

impl Reader {
    fn line(&mut self, at: usize, line: &str) -> Option<()> {
        let blank = line.is_empty();
        if blank && self.after_blank {
            return None;
        }
        if !blank {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let rest = line.get(indent..)?;
            match indent {
                0 => self.outer(at, rest)?,
                _ => self.inner(at, indent, rest)?,
            }
        }
        self.after_blank = blank;
        Some(())
    }

    /// A line at the left margin.
    fn outer(&mut self, at: usize, line: &str) -> Option<()> {
        if let Some(level) = heading(line) {
            self.blocks.push(block(BlockKind::Heading { level }, at, 0));
            return Some(());
        }
        let is_open = at > 0 && !self.after_blank;
        if let Some(marker) = marker(line) {
            let words = line.get(marker.width..)?;
            // What a list does to a sentence right above it is for the parser to say.
            let follows_sentence = is_open && self.last_is(&BlockKind::Paragraph);
            return (is_plain(words) && !follows_sentence).then(|| self.item(at, marker));
        }
        if !is_plain(line) {
            return None;
        }
        match self.blocks.last_mut() {
            Some(last) if is_open && last.kind == BlockKind::Paragraph => last.lines.end = at + 1,
            // A sentence right below an item goes on with it.
            Some(last) if is_open && last.kind == BlockKind::List => return None,
            _ => self.blocks.push(block(BlockKind::Paragraph, at, 0)),
        }
        Some(())
    }

    fn last_is(&self, kind: &BlockKind) -> bool {
        self.blocks.last().is_some_and(|last| last.kind == *kind)
    }

    /// An item of the list that is open, or of a new one.
    fn item(&mut self, at: usize, marker: Marker) {
        let goes_on = self.blocks.last().is_some_and(|last| {
            let ordered = |item: &Block| matches!(item.kind, BlockKind::Item { ordered, .. } if ordered);
            last.kind == BlockKind::List
                && last.children.first().is_some_and(|first| ordered(first) == marker.ordered)
        });
        if !goes_on {
            self.blocks.push(block(BlockKind::List, at, 0));
        }
        if let Some(list) = self.blocks.last_mut() {
            list.children.push(item(at, 0, marker));
            list.lines.end = at + 1;
        }
    }

    /// An indented line: an item of the list below the last item, right after it.
    fn inner(&mut self, at: usize, indent: usize, line: &str) -> Option<()> {
        let marker = marker(line).filter(|marker| !marker.ordered && !self.after_blank)?;
        let list = self.blocks.last_mut().filter(|last| last.kind == BlockKind::List)?;
        let outer = list.children.last_mut()?;
        let fits = matches!(outer.kind, BlockKind::Item { content, .. } if content == indent);
        if !fits || !is_plain(line.get(marker.width..)?) {
            return None;
        }
        if outer.children.last().is_some_and(|last| last.kind == BlockKind::Paragraph) {
            outer.children.push(block(BlockKind::List, at, indent));
        }
        let below = outer.children.last_mut()?;
        below.children.push(item(at, indent, marker));
        (below.lines.end, outer.lines.end, list.lines.end) = (at + 1, at + 1, at + 1);
        Some(())
    }
}

fn block(kind: BlockKind, at: usize, column: usize) -> Block {
    Block { kind, lines: at..at + 1, column, children: Vec::new() }
}

/// An item with one sentence.
fn item(at: usize, column: usize, marker: Marker) -> Block {
    let content = column + marker.width;
    let children = vec![block(BlockKind::Paragraph, at, content)];
    Block { children, ..block(BlockKind::Item { content, ordered: marker.ordered }, at, column) }
}

/// `#` to `######` and a blank.
fn heading(line: &str) -> Option<u8> {
    let level = line.len() - line.trim_start_matches('#').len();
    let words = line.get(level..)?.strip_prefix(' ')?;
    u8::try_from(level).ok().filter(|level| (1..=6).contains(level) && is_plain(words))
}

/// `- ` or `12. `.
fn marker(line: &str) -> Option<Marker> {
    if line.starts_with("- ") {
        return Some(Marker { width: 2, ordered: false });
    }
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let ordered = (1..=9).contains(&digits) && line.get(digits..)?.starts_with(". ");
    ordered.then_some(Marker { width: digits + 2, ordered: true })
}

/// Does a line begin like a sentence: with nothing that could open any other block?
fn is_plain(words: &str) -> bool {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if first.is_ascii_digit() => {
            let rest = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
            !rest.is_empty() && !rest.starts_with(['.', ')'])
        }
        Some('*') => letters.next() == Some('*') && letters.next().is_some_and(char::is_alphabetic),
        Some(first) => first.is_ascii_alphabetic() || matches!(first, '(' | '{' | '"') || !first.is_ascii(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::markdown;
    use super::*;

    #[test]
    fn a_plan_in_canonical_form_is_plain() {
        let text = "## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.5-2021-1}\n  \
                    - Nguyên nhân: xa.\n- 100% phòng.\n\n## IV. Căn cứ\n\n1. Một.\n2. Hai.\n\nMột câu\nhai dòng.\n";
        assert_eq!(outline(text), Some(markdown::outline(text)));
    }

    #[test]
    fn what_could_be_anything_else_is_left_to_the_parser() {
        for text in [
            "* a",
            "a\n- b",
            "- a\nb",
            "- a\n\n  - b",
            "  - a",
            "- - -",
            "```",
            "| a |",
            "[x]: y",
            "- 1. a",
            "---",
            " a",
        ] {
            assert_eq!(outline(text), None, "{text:?}");
        }
    }

    /// What a line may begin with or hold.
    const PARTS: [&str; 38] = [
        "# ",
        "## ",
        "- ",
        "- ",
        "- ",
        "* ",
        "1. ",
        "2. ",
        "12) ",
        "  ",
        "  - ",
        "   - ",
        "    ",
        "\t",
        "> ",
        "a",
        "điểm yếu",
        "Hai lớp ghép.",
        "**Điểm yếu**",
        "---",
        "| a | b |",
        "|-|-|",
        "```",
        "<div>",
        "<!--",
        "[x]: y",
        "\\",
        "_",
        "=",
        "02 lớp",
        "\u{a0}",
        "\0",
        "– ",
        "{#w-1}",
        " ",
        "(a)",
        "1.",
        "\"t\"",
    ];

    const PLAIN: [&str; 9] =
        ["", "", "## Một", "Câu.", "**Điểm yếu**", "- Mục.", "  - Chủ trì: A", "1. Một.", "   - Ba"];

    fn line() -> impl Strategy<Value = String> {
        let any =
            prop::collection::vec(prop::sample::select(&PARTS[..]), 1..3).prop_map(|parts| parts.concat());
        prop_oneof![1 => any, 6 => prop::sample::select(&PLAIN[..]).prop_map(str::to_owned)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_parsers_outline(lines in prop::collection::vec(line(), 0..14)) {
            let text = lines.join("\n");
            if let Some(outline) = outline(&text) {
                prop_assert_eq!(outline, markdown::outline(&text), "{:?}", text);
            }
        }
    }
}
