//! A line of inline Markdown to runs and back.
//!
//! [`inline`] reads, [`write()`] writes what [`inline`] reads back as the same runs; [`cell`] and [`write_cell`] do the
//! same for a cell of a Markdown table. Lines that follow the first one are read as they stand in a paragraph, whatever
//! list or quote they stand in. HTML comments vanish, `<br>` is a line break, other HTML is words. Nothing is followed
//! or fetched: where a link leads is kept as it is written.
//!
//! ```
//! use caitien::plan::markdown::inline::{inline, write};
//! let runs = inline("Còn **02 lớp** ghép");
//! assert_eq!((runs.len(), runs[1].emphasis.bold), (3, true));
//! assert_eq!(write(&runs), "Còn **02 lớp** ghép");
//! ```

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use super::options;
use super::run::{Emphasis, Run};

pub use super::write::{write, write_cell};

/// The runs of inline Markdown, in normal form: see [`normal`].
pub fn inline(text: &str) -> Vec<Run> {
    if text.contains(MARKS) { normal(&parsed(text)) } else { normal(&[Run::plain(text)]) }
}

/// The runs of a cell of a Markdown table, in which `\|` is a bar even in code.
pub fn cell(text: &str) -> Vec<Run> {
    if text.contains('|') { inline(&unescaped_bars(text)) } else { inline(text) }
}

/// Without one of these a text means what it says.
const MARKS: [char; 12] = ['\\', '`', '*', '_', '~', '[', ']', '<', '&', '\n', '\r', '\0'];

/// Runs that say the same are the same: no run is empty, neighbours differ, white space is never emphasised, no white
/// space stands at the ends or around a line break.
pub fn normal(runs: &[Run]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        let text = run.text.replace("\r\n", "\n").replace('\r', "\n");
        for (text, blank) in pieces(&text) {
            let (emphasis, link) =
                if blank { (Emphasis::default(), None) } else { (run.emphasis, run.link.clone()) };
            push(&mut out, Run { text: text.to_owned(), emphasis, link });
        }
    }
    let at_ends = tidied(out);
    let mut merged = Vec::new();
    at_ends.into_iter().for_each(|run| push(&mut merged, run));
    merged
}

/// A run's text in pieces that are words (with the blanks between them) or white space at the ends or at a break.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            pieces.push(("\n", true));
        }
        let words = line.trim();
        let lead = line.len() - line.trim_start().len();
        let (before, rest) = line.split_at_checked(lead).unwrap_or((line, ""));
        let (words, after) = rest.split_at_checked(words.len()).unwrap_or((rest, ""));
        pieces.extend([(before, true), (words, false), (after, true)]);
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.emphasis == run.emphasis && last.link == run.link => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// Takes white space from the ends of the whole and from around line breaks.
fn tidied(mut runs: Vec<Run>) -> Vec<Run> {
    let mut after_break = true;
    for run in &mut runs {
        let mut text = String::with_capacity(run.text.len());
        for letter in run.text.chars() {
            match letter {
                '\n' => text.truncate(text.trim_end_matches(is_blank).len()),
                letter if after_break && letter.is_whitespace() => continue,
                _ => {}
            }
            if letter != '\n' || !after_break || !text.is_empty() {
                text.push(letter);
            }
            after_break = letter == '\n';
        }
        run.text = text;
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() && letter != '\n'
}

/// The Markdown parser's own reading. The text is put behind a word, and its further lines behind an indentation, so
/// that nothing in it can open a block.
fn parsed(text: &str) -> Vec<Run> {
    let mut paragraph = String::with_capacity(text.len() + 16);
    for line in text.split(['\n', '\r']) {
        let line = match paragraph.is_empty() {
            true => line.trim_start_matches([' ', '\t']),
            // A mark of a quote at a further line's beginning is no word: unescaped it opens a quote.
            false => line.trim_start_matches([' ', '\t', '>']),
        };
        if !line.trim_matches([' ', '\t']).is_empty() {
            paragraph.push_str(if paragraph.is_empty() { WORD } else { "\n    " });
            paragraph.push_str(line);
        }
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &paragraph, &options());
    let mut runs = runs_of(root);
    if let Some(first) = runs.first_mut() {
        first.text = first.text.strip_prefix(WORD).map(str::to_owned).unwrap_or_default();
    }
    runs
}

const WORD: &str = "x ";

/// Walks without recursion: marks may be nested as deep as the text is long.
fn runs_of<'a>(root: &'a AstNode<'a>) -> Vec<Run> {
    let mut walk = Walk::default();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => walk.enter(&node.data().value),
            NodeEdge::End(node) => walk.leave(&node.data().value),
        }
    }
    walk.runs
}

#[derive(Default)]
struct Walk {
    runs: Vec<Run>,
    bold: usize,
    italic: usize,
    strike: usize,
    links: Vec<String>,
}

impl Walk {
    fn enter(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Text(text) => self.words(text, false),
            NodeValue::Code(code) => self.words(&code.literal, true),
            NodeValue::SoftBreak => self.words(" ", false),
            NodeValue::LineBreak => self.words("\n", false),
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => {}
            NodeValue::HtmlInline(html) if is_break(html) => self.words("\n", false),
            NodeValue::HtmlInline(html) => self.words(html, false),
            NodeValue::Strong => self.bold += 1,
            NodeValue::Emph => self.italic += 1,
            NodeValue::Strikethrough => self.strike += 1,
            NodeValue::Link(link) | NodeValue::Image(link) => self.links.push(link.url.clone()),
            _ => {}
        }
    }

    fn leave(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Strong => self.bold = self.bold.saturating_sub(1),
            NodeValue::Emph => self.italic = self.italic.saturating_sub(1),
            NodeValue::Strikethrough => self.strike = self.strike.saturating_sub(1),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                self.links.pop();
                // On paper nobody can point at a link to see its title.
                if !link.title.is_empty() {
                    self.words(&format!(" ({})", link.title), false);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str, code: bool) {
        let emphasis =
            Emphasis { bold: self.bold > 0, italic: self.italic > 0, strike: self.strike > 0, code };
        let link = self.links.last().filter(|url| !url.is_empty()).cloned();
        push(&mut self.runs, Run { text: text.to_owned(), emphasis, link });
    }
}

/// `<br>`, `<br/>`, `<BR />`.
fn is_break(html: &str) -> bool {
    let inside = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ', '\t', '\n']);
    inside.eq_ignore_ascii_case("br")
}

/// `\|` as `|`; a pair of backslashes before it belongs together.
fn unescaped_bars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek().copied()) {
            ('\\', Some('|')) => {}
            ('\\', Some(next)) => {
                out.extend(['\\', next]);
                letters.next();
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs as text: `b[…]` bold, `i[…]` italic, `s[…]` struck, `c[…]` code, `→` where a link leads.
    fn shown(runs: &[Run]) -> String {
        let marked = runs.iter().map(|run| {
            let flags = [
                (run.emphasis.bold, "b"),
                (run.emphasis.italic, "i"),
                (run.emphasis.strike, "s"),
                (run.emphasis.code, "c"),
            ];
            let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
            let link = run.link.as_ref().map(|link| format!("→{link}")).unwrap_or_default();
            if flags.is_empty() && link.is_empty() {
                run.text.clone()
            } else {
                format!("{flags}[{}]{link}", run.text)
            }
        });
        marked.collect()
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(&inline(text)), expected, "{text:?}");
    }

    #[test]
    fn reads_marks_as_emphasis() {
        check("Một câu thường.", "Một câu thường.");
        check("Còn **02 lớp** _ghép_ ~~cũ~~ `mã`", "Còn b[02 lớp] i[ghép] s[cũ] c[mã]");
        check("***cả hai***", "bi[cả hai]");
        check("**a *b* c**", "b[a] bi[b] b[c]");
        check(
            "[nối](http://a \"tên\") ![hình](x.png)",
            "[nối]→http://a [(tên)]→http://a [hình]→x.png".replace("[(tên)]→http://a", "(tên)").as_str(),
        );
        check("a&amp;b \\*c\\* 5 * 3", "a&b *c* 5 * 3");
    }

    #[test]
    fn nothing_at_the_beginning_is_a_block() {
        check("1. một", "1. một");
        check("- một", "- một");
        check("# một #", "# một #");
        check("> một", "> một");
        check("| a | b |\n|---|---|", "| a | b | |---|---|");
        check("[x]: http://y", "[x]: http://y");
        check("```", "```");
    }

    #[test]
    fn further_lines_are_read_as_in_their_paragraph() {
        check("một\n  hai", "một hai");
        check("một  \nhai\\\nba", "một\nhai\nba");
        check("một\n> hai\n  > - ba", "một hai - ba");
        check("một\n      - hai", "một - hai");
        check("`a\n  b`", "c[a b]");
    }

    #[test]
    fn comments_vanish_and_other_html_stays() {
        check("a <!-- b --> c", "a  c");
        check("a<br>b <BR /> c", "a\nb\nc");
        check("<b>a</b> <!-- hở", "<b>a</b> <!-- hở");
        check("a <!-- b\n\n c --> d", "a  d");
    }

    #[test]
    fn a_bar_in_a_cell_is_a_bar() {
        assert_eq!(shown(&cell("`a\\|b` c\\|d \\\\|")), "c[a|b] c|d \\|");
    }

    #[test]
    fn deep_nesting_is_bounded() {
        let deep = "*a ".repeat(20_000) + &"**b".repeat(20_000) + &"[".repeat(20_000);
        assert!(!inline(&deep).is_empty());
        assert!(!inline(&format!("{}a{}", "*_".repeat(10_000), "_*".repeat(10_000))).is_empty());
    }
}
