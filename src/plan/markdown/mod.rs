//! The one door to comrak: Markdown text to the few blocks that a plan is made of.
//!
//! Only the outline is taken from the parser (headings, paragraphs, lists and their nesting, with
//! their lines); the words are always cut from the text itself, so that nothing is re-escaped,
//! reordered or lost. Setext headings are off: a rule of hyphens under a sentence is what people
//! paste, not a heading they meant.

pub mod inline;
pub mod prose;
pub mod run;
mod write;

use std::ops::Range;

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos};
use comrak::{Arena, Options, format_html, parse_document};

use super::item::ItemId;

/// One block with the lines that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Lines counted from 0; the end is exclusive.
    pub lines: Range<usize>,
    /// The byte within its first line at which it begins.
    pub column: usize,
    /// Of lists their items, of items their blocks; nothing below that depth.
    pub children: Vec<Block>,
}

/// What a block is, as far as a plan cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading {
        level: u8,
    },
    Paragraph,
    List,
    /// `content` is the column (in bytes, from 0) at which the item's own text begins.
    Item {
        content: usize,
        ordered: bool,
    },
    Other,
}

/// The outline of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub blocks: Vec<Block>,
    /// For each line: does it stand in a code or HTML block, where every blank counts?
    pub verbatim: Vec<bool>,
}

/// Items within items are read this deep; what is deeper is kept as it is written.
const DEPTH: usize = 4;

/// Reads the outline of Markdown with LF line ends and without front matter.
pub fn outline(text: &str) -> Outline {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut verbatim = vec![false; text.split('\n').count()];
    for node in root.descendants() {
        let data = node.data();
        if matches!(data.value, NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_)) {
            for line in lines(&data.sourcepos) {
                if let Some(mark) = verbatim.get_mut(line) {
                    *mark = true;
                }
            }
        }
    }
    let blocks = root.children().map(|node| block(node, DEPTH)).collect();
    Outline { blocks, verbatim }
}

/// Markdown of a stranger as HTML in which nothing is active and nothing is fetched: HTML in it is shown as it was
/// typed, a link as its words and its address, a picture as its words.
pub fn html(text: &str) -> String {
    let arena = Arena::new();
    let mut options = options();
    options.render.escape = true;
    let root = parse_document(&arena, text, &options);
    let nodes: Vec<&AstNode<'_>> = root.descendants().collect();
    for node in nodes {
        let address = match &node.data().value {
            NodeValue::Link(link) => format!(" ({})", link.url),
            NodeValue::Image(_) => String::new(),
            _ => continue,
        };
        let inside: Vec<&AstNode<'_>> = node.children().collect();
        inside.into_iter().for_each(|child| node.insert_before(child));
        node.data_mut().value = NodeValue::Text(address.into());
    }
    let mut html = String::new();
    // Writing to a string cannot fail.
    let _ = format_html(root, &options, &mut html);
    with_small_ids(&html)
}

/// Items' ids stand back behind their sentences.
fn with_small_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut pieces = html.split("{#");
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        match piece.split_once('}').and_then(|(id, rest)| Some((id.parse::<ItemId>().ok()?, rest))) {
            Some((id, rest)) => out.push_str(&format!("<small>{id}</small>{rest}")),
            None => out.push_str(&format!("{{#{piece}")),
        }
    }
    out
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.parse.ignore_setext = true;
    options
}

fn block<'a>(node: &'a AstNode<'a>, depth: usize) -> Block {
    let data = node.data();
    let kind = match &data.value {
        NodeValue::Heading(heading) => BlockKind::Heading { level: heading.level },
        NodeValue::Paragraph => BlockKind::Paragraph,
        NodeValue::List(_) => BlockKind::List,
        NodeValue::Item(list) => BlockKind::Item {
            content: data.sourcepos.start.column.saturating_sub(1) + list.padding,
            ordered: list.list_type == ListType::Ordered,
        },
        _ => BlockKind::Other,
    };
    let nested = matches!(kind, BlockKind::List | BlockKind::Item { .. }) && depth > 0;
    let children =
        if nested { node.children().map(|child| block(child, depth - 1)).collect() } else { Vec::new() };
    Block {
        kind,
        lines: lines(&data.sourcepos),
        column: data.sourcepos.start.column.saturating_sub(1),
        children,
    }
}

/// The lines of a node. A list item may end "at column 0 of the next line", which is not its own.
fn lines(place: &Sourcepos) -> Range<usize> {
    let start = place.start.line.saturating_sub(1);
    let end = if place.end.column == 0 { place.end.line.saturating_sub(1) } else { place.end.line };
    start..end.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_outline_with_lines_and_columns() {
        let outline = outline("## Một\n\n- a\n  - b: c\n\n    d\n- e\n");
        let [heading, list] = outline.blocks.as_slice() else { panic!("{outline:?}") };
        assert_eq!(heading.kind, BlockKind::Heading { level: 2 });
        assert_eq!(list.children.len(), 2);
        assert_eq!(list.children[0].kind, BlockKind::Item { content: 2, ordered: false });
        assert_eq!(list.children[0].children[1].kind, BlockKind::List);
        assert_eq!(list.children[1].lines, 6..7);
    }

    #[test]
    fn nothing_of_a_strangers_text_is_active() {
        let text = "# a\n\n<script>alert(1)</script>\n\n- b <img src=x onerror=alert(1)> **c**\n- [d](javascript:alert(1)) ![e](http://x/y.png) <http://z>\n- [f](https://x \"onclick=x\") {#w-1.5-2021-1} {#<b>}\n\n\
            <a href=\"javascript:x\" onclick=\"y\">g</a>\n\n[h]: data:text/html,x\n[h]\n\n```\"><script>\n</script>\n```\n\n| a |\n| --- |\n| <iframe src=x> |\n";
        let html = html(text);
        for piece in html.split('<').skip(1) {
            let tag: String = piece.chars().take_while(|letter| *letter != '>').collect();
            let name: String =
                tag.trim_start_matches('/').chars().take_while(|letter| letter.is_alphanumeric()).collect();
            let known = [
                "h1", "p", "ul", "li", "strong", "pre", "code", "table", "thead", "tbody", "tr", "th", "td",
                "small",
            ];
            assert!(known.contains(&name.as_str()), "{tag}\n{html}");
            assert!(!tag.contains("src=") && !tag.contains("href="), "{tag}");
            assert!(!tag.contains(" on"), "{tag}");
        }
        assert!(
            html.contains("d (javascript:alert(1)) e") && html.contains("<small>w-1.5-2021-1</small>"),
            "{html}"
        );
    }

    #[test]
    fn a_rule_under_a_sentence_makes_no_heading() {
        let outline = outline("Câu.\n----\n");
        assert_eq!(outline.blocks[0].kind, BlockKind::Paragraph);
    }
}
