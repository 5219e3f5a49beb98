//! A paper as one self-contained HTML page: no script, no network, readable on a phone, and it prints on A4.
//!
//! The elements say what a thing is (a heading, a column's header, a list) and their classes name its style; how that
//! looks, and what stands around it, is `templates/paper.html`, which a school can replace. Whatever people wrote is
//! escaped here, so a school's template cannot forget to.

mod picture;
pub(super) mod table;

use std::fmt::Write;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

use super::{Block, Paper, Paragraph, Seal, Sheet, Standing, Style, link};
use crate::export::{Error, qr};
use crate::plan::markdown::run::Run;

const TEMPLATE: &str = include_str!("../../../../templates/paper.html");

/// Deeper than this nothing is set in further.
const DEEPEST: u8 = 6;

/// The whole page, by the school's template or by ours.
pub fn page(paper: &Paper, template: Option<&str>) -> Result<String, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    // The name's ending switches escaping on.
    templates.add_template("paper.html", template.unwrap_or(TEMPLATE)).map_err(failed)?;
    templates.get_template("paper.html").and_then(|page| page.render(whole(paper))).map_err(failed)
}

fn whole(paper: &Paper) -> Value {
    let properties = &paper.properties;
    context! {
        lang => paper.lang,
        title => properties.title.as_str(),
        subject => properties.subject.as_str(),
        author => properties.author.as_str(),
        keywords => properties.keywords.join(", "),
        standing => standing(&paper.standing),
        sheets => paper.sheets.iter().map(sheet).collect::<Vec<Value>>(),
    }
}

fn standing(standing: &Standing) -> Value {
    context! {
        kind => standing.kind.as_str(),
        line => standing.line.as_str(),
        // For the margin of printed pages, where only a style sheet can put words.
        line_css => Value::from_safe_string(css_string(&standing.line)),
        seal => standing.seal.as_ref().map(seal),
    }
}

fn seal(seal: &Seal) -> Value {
    let fact = |(label, value): &(String, String)| context! { label => label, value => value };
    context! {
        heading => seal.heading.as_str(),
        facts => seal.facts.iter().map(fact).collect::<Vec<Value>>(),
        code => seal.code.as_str(),
        qr => Value::from_safe_string(qr::svg(&seal.code)),
    }
}

fn sheet(sheet: &Sheet) -> Value {
    let mut body = String::new();
    blocks(&mut body, &sheet.blocks);
    context! { orientation => sheet.orientation.as_str(), body => Value::from_safe_string(body) }
}

/// A string of a style sheet: whatever is no letter and no digit is written by its number.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            letter if letter.is_alphanumeric() => out.push(letter),
            '\0' => {}
            // Writing into a text cannot fail, here and below.
            letter => _ = write!(out, "\\{:x} ", u32::from(letter)),
        }
    }
    out + "\""
}

/// What stands around things of a kind that follow one another.
fn around(block: &Block) -> Option<&'static str> {
    match block {
        Block::Paragraph(Paragraph { style: Style::ListItem, .. }) => Some("ul"),
        Block::Paragraph(Paragraph { style: Style::Quote, .. }) => Some("blockquote"),
        _ => None,
    }
}

fn blocks(out: &mut String, blocks: &[Block]) {
    let last_subject = blocks.iter().rposition(Block::is_subject);
    let mut open = None;
    for (index, one) in blocks.iter().enumerate() {
        let tag = around(one);
        if tag != open {
            turn(out, open, tag);
            open = tag;
        }
        let place = if Some(index) == last_subject { " last" } else { "" };
        block(out, one, place);
    }
    turn(out, open, None);
}

/// Closes one element and opens the next.
fn turn(out: &mut String, from: Option<&str>, to: Option<&str>) {
    if let Some(tag) = from {
        _ = writeln!(out, "</{tag}>");
    }
    if let Some(tag) = to {
        _ = writeln!(out, "<{tag}>");
    }
}

fn block(out: &mut String, block: &Block, place: &str) {
    match block {
        Block::Paragraph(one) => paragraph(out, one, place),
        Block::Table(one) => table::scrolled(out, one),
        Block::Picture(one) => picture::img(out, one),
        Block::Columns { left, right, share } => {
            let share = (*share).clamp(10, 90);
            _ = writeln!(out, "<div class=\"columns\" style=\"--left:{share}fr;--right:{}fr\">", 100 - share);
            for side in [left, right] {
                out.push_str("<div>\n");
                blocks(out, side);
                out.push_str("</div>\n");
            }
            out.push_str("</div>\n");
        }
    }
}

fn paragraph(out: &mut String, paragraph: &Paragraph, place: &str) {
    let depth = paragraph.depth.min(DEEPEST);
    let tag = match paragraph.style {
        Style::Kind => "h1",
        Style::Section => "h2",
        Style::Heading if depth == 0 => "h3",
        Style::Heading => "h4",
        Style::ListItem => "li",
        Style::Code => "pre",
        _ => "p",
    };
    _ = write!(out, "<{tag} class=\"{}{place}", paragraph.style.as_str());
    if depth > 0 {
        _ = write!(out, " d{depth}");
    }
    out.push_str("\">");
    // A rule under words is as long as they are, so they need an element of their own.
    let ruled = matches!(paragraph.style, Style::Motto | Style::Agency | Style::Subject);
    out.push_str(if ruled { "<span>" } else { "" });
    if !paragraph.label.is_empty() {
        out.push_str("<span class=\"label\">");
        escape(out, &paragraph.label);
        out.push_str("</span> ");
    }
    paragraph.runs.iter().for_each(|one| run(out, one));
    out.push_str(if ruled { "</span>" } else { "" });
    _ = writeln!(out, "</{tag}>");
}

fn run(out: &mut String, run: &Run) {
    let followed = link::followed(run.link.as_deref());
    if let Some(address) = followed {
        out.push_str("<a rel=\"noopener noreferrer nofollow\" href=\"");
        escape(out, address);
        out.push_str("\">");
    }
    let emphasis = run.emphasis;
    let marks =
        [(emphasis.bold, "b"), (emphasis.italic, "i"), (emphasis.strike, "s"), (emphasis.code, "code")];
    let tags: Vec<&str> = marks.iter().filter(|(on, _)| *on).map(|(_, tag)| *tag).collect();
    tags.iter().for_each(|tag| _ = write!(out, "<{tag}>"));
    escape(out, &run.text);
    tags.iter().rev().for_each(|tag| _ = write!(out, "</{tag}>"));
    if followed.is_some() {
        out.push_str("</a>");
    }
}

/// Text as text: nothing of it is an element, and a line break is one.
pub(super) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            '\r' | '\t' => out.push(' '),
            // A page may not hold them, and nobody can read them.
            letter if letter.is_control() => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::sample;

    /// The words of a page: no elements, no style sheet, entities resolved.
    fn words(page: &str) -> String {
        let body = page.split_once("</style>").unwrap().1;
        let mut out = String::new();
        for piece in body.split('<') {
            out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            out.push(' ');
        }
        let entities =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
        entities.iter().fold(out, |text, (entity, letter)| text.replace(entity, letter))
    }

    #[test]
    fn each_word_of_the_paper_is_on_the_page_in_order() {
        for paper in sample::papers() {
            sample::assert_in_order(&paper, &words(&page(&paper, None).unwrap()));
        }
    }

    #[test]
    fn what_people_wrote_is_escaped_and_nothing_is_fetched() {
        let hostile = "<script>alert(1)</script></style> \" onerror=x & {{ 7777*7 }} {% raw %} url(http://x)";
        let page = page(&sample::filled_with(hostile), None).unwrap();
        assert!(page.starts_with("<!doctype html>") && page.contains("&lt;script&gt;"));
        for forbidden in ["<script", "<link", "@import", "\" onerror", "54439", "<iframe"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!style.contains("url("), "{style}");
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(page.contains("default-src 'none'"));
        assert!(!page.contains("src=\"http"));
    }

    #[test]
    fn those_who_hear_the_page_are_told_what_is_what() {
        let page = page(&sample::plan(), None).unwrap();
        for told in [
            "<html lang=\"vi\">",
            "<h1 class=\"kind\">",
            "<h2 class=\"section\">",
            "<th scope=\"col\">",
            "<th scope=\"rowgroup\" colspan=\"9\">",
            "<caption>",
            "rowspan=\"2\"",
            "role=\"region\"",
            "<ul>\n<li class=\"list-item\">",
        ] {
            assert!(page.contains(told), "{told}\n{page}");
        }
        let heads = page.matches("<thead>").count();
        assert!(heads > 0 && heads == page.matches("</thead>").count());
        assert_eq!(page.matches("<tbody>").count(), page.matches("</tbody>").count());
    }

    #[test]
    fn a_school_may_bring_its_own_page_and_hears_what_is_wrong_with_it() {
        let paper = sample::plan();
        let own = "<p>{{ author }}</p>{% for sheet in sheets %}{{ sheet.body }}{% endfor %}";
        assert!(page(&paper, Some(own)).unwrap().starts_with("<p>"));
        let Err(Error::Template { detail }) = page(&paper, Some("{% for x in %}")) else {
            panic!("no error")
        };
        assert!(detail.contains("paper.html:1"), "{detail}");
    }

    #[test]
    fn a_string_of_a_style_sheet_cannot_be_left() {
        assert_eq!(css_string("Dự thảo"), "\"Dự\\20 thảo\"");
        assert_eq!(css_string("\"}</style>\0\n"), r#""\22 \7d \3c \2f style\3e \a ""#);
    }

    #[test]
    fn only_the_last_line_of_the_subject_has_the_rule() {
        let page = page(&sample::plan(), None).unwrap();
        assert_eq!(page.matches("class=\"subject last\"").count(), 1);
        assert!(page.find("class=\"subject\"").unwrap() < page.find("class=\"subject last\"").unwrap());
    }
}
