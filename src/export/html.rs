//! A document as one self-contained HTML page: no script, no network, readable on a phone, and
//! it prints well. The page is `templates/compare.html`; whatever people wrote is escaped there.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

use super::{Document, Entry, Error, Group, Line, Part, Tile};

const TEMPLATE: &str = include_str!("../../templates/compare.html");

/// The whole page.
pub fn page(document: &Document) -> Result<String, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    // The name's ending switches escaping on.
    templates.add_template("compare.html", TEMPLATE).map_err(failed)?;
    let template = templates.get_template("compare.html").map_err(failed)?;
    template.render(whole(document)).map_err(failed)
}

fn whole(document: &Document) -> Value {
    context! {
        lang => document.lang,
        title => document.title.as_str(),
        subtitle => document.subtitle.as_str(),
        tiles => row(&document.tiles, tile),
        lead => row(&document.lead, |sentence| Value::from(sentence.as_str())),
        parts => row(&document.parts, part),
        footer => document.footer.as_str(),
    }
}

fn row<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::from(items.iter().map(value).collect::<Vec<Value>>())
}

fn tile(tile: &Tile) -> Value {
    let (tone, number) = (tile.tone.as_str(), tile.number);
    context! { tone => tone, mark => tile.mark, number => number, label => tile.label.as_str() }
}

fn part(part: &Part) -> Value {
    let (heading, intro) = (part.heading.as_str(), part.intro.as_str());
    context! { heading => heading, intro => intro, groups => row(&part.groups, group) }
}

fn group(group: &Group) -> Value {
    context! { heading => group.heading.as_str(), entries => row(&group.entries, entry) }
}

fn entry(entry: &Entry) -> Value {
    context! {
        tone => entry.tone.as_str(),
        mark => entry.mark,
        label => entry.label.as_str(),
        facts => row(&entry.facts, |fact| Value::from(fact.as_str())),
        lines => row(&entry.lines, line),
        notes => row(&entry.notes, |note| Value::from(note.as_str())),
    }
}

fn line(line: &Line) -> Value {
    let run = |run: &super::Run| context! { side => run.side, text => run.text.as_str() };
    context! { label => line.label.as_str(), runs => row(&line.runs, run) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Entry, Group, Line, Part};

    #[test]
    fn what_people_wrote_is_escaped_and_nothing_is_fetched() {
        let line = Line::plain(String::new(), "<script>alert(1)</script> & \"x\"");
        let entry = Entry { lines: vec![line], ..Entry::default() };
        let group = Group { entries: vec![entry], ..Group::default() };
        let part = Part { groups: vec![group], ..Part::default() };
        let document =
            Document { lang: "vi", title: "So sánh".into(), parts: vec![part], ..Document::default() };
        let page = page(&document).unwrap();
        assert!(page.contains("&lt;script&gt;"));
        for forbidden in ["<script", "http://", "https://", "<link", "@import", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.starts_with("<!doctype html>"));
    }
}
