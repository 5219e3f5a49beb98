//! A document as one self-contained HTML page: no script, no network, readable on a phone, and
//! it prints well. The page is `templates/compare.html`, with a picture `templates/lives.html`;
//! whatever people wrote is escaped there.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

use super::chart::{Chart, Row, svg};
use super::{Document, Entry, Error, Group, Line, Part, Tile};

/// The templates; the ending of their names switches escaping on.
const TEMPLATES: [(&str, &str); 2] = [
    ("compare.html", include_str!("../../templates/compare.html")),
    ("lives.html", include_str!("../../templates/lives.html")),
];

/// The whole page.
pub fn page(document: &Document) -> Result<String, Error> {
    render("compare.html", whole(document))
}

/// The page with a picture, and with a table that says the same.
pub fn chart_page(document: &Document, chart: &Chart) -> Result<String, Error> {
    let pictures = svg::pieces(chart)?;
    let picture = context! { picture_style => Value::from_safe_string(svg::STYLE.to_owned()) };
    let chart = context! { chart => pictured(chart, &pictures) };
    render("lives.html", context! { ..whole(document), ..picture, ..chart })
}

fn render(name: &str, value: Value) -> Result<String, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    for (name, template) in TEMPLATES {
        templates.add_template(name, template).map_err(failed)?;
    }
    templates.get_template(name).and_then(|template| template.render(value)).map_err(failed)
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

fn pictured(chart: &Chart, pictures: &[String]) -> Value {
    let words = &chart.words;
    let columns: Vec<String> = chart.columns.iter().map(super::chart::Column::full).collect();
    let groups = row(&chart.groups, |group| {
        let rows = row(&group.rows, |one| table_row(one, chart.columns.len()));
        context! { heading => group.heading.as_str(), rows => rows }
    });
    context! {
        words => context! {
            row => words.row.as_str(),
            count => words.count.as_str(),
            legend => words.legend.as_str(),
            picture => words.picture.as_str(),
            table => words.table.as_str(),
        },
        keys => svg::keys(chart),
        pictures => row(pictures, |picture| Value::from(picture.as_str())),
        columns => columns,
        groups => groups,
    }
}

fn table_row(one: &Row, columns: usize) -> Value {
    let mark = |column: usize| {
        let mark = one.mark(column);
        mark.map(|mark| context! { letter => mark.shape.letter(), word => mark.word.as_str() })
    };
    context! {
        number => one.number,
        label => one.label.as_str(),
        id => one.id.as_str(),
        count => one.count.as_str(),
        marks => (0..columns).map(mark).map(Value::from).collect::<Vec<Value>>(),
    }
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
