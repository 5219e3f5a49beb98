//! A chart as SVG: lines and outlines only, nothing fetched, nothing run. What people wrote is
//! escaped by the template, `templates/lives.svg`.

use minijinja::{Environment, Value, context};

use super::Chart;
use super::layout::{self, Drawn, DrawnKey, DrawnRow, Sheet, Text};
use crate::export::Error;

const TEMPLATE: &str = include_str!("../../../templates/lives.svg");
/// The style of a picture that stands alone; a page carries it once for all its pictures.
pub(in crate::export) const STYLE: &str = include_str!("../../../templates/lives.css");

/// The whole picture as a file of its own.
pub fn picture(chart: &Chart) -> Result<String, Error> {
    write(chart, &[layout::whole(chart)], Stands::Alone).map(|pictures| pictures.concat())
}

/// The picture for a page, in pieces that fit on a sheet of paper each.
pub(in crate::export) fn pieces(chart: &Chart) -> Result<Vec<String>, Error> {
    write(chart, &layout::pages(chart), Stands::InPage)
}

/// The legend's keys for a page, each drawn in a field of 28 × 20.
pub(in crate::export) fn keys(chart: &Chart) -> Value {
    let one = |(key, text): &(super::Key, String)| {
        context! { drawn => row(&layout::key(*key, (0, 10)), drawn_value), text => text.as_str() }
    };
    row(&chart.legend, one)
}

fn write(chart: &Chart, sheets: &[Sheet], stands: Stands) -> Result<Vec<String>, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let mut templates = Environment::new();
    // The name's ending switches escaping on.
    templates.add_template("lives.xml", TEMPLATE).map_err(failed)?;
    let template = templates.get_template("lives.xml").map_err(failed)?;
    let all = sheets.len();
    let render = |(at, sheet): (usize, &Sheet)| template.render(value(chart, sheet, (at, all, stands)));
    sheets.iter().enumerate().map(render).collect::<Result<_, _>>().map_err(failed)
}

/// Where a picture is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Alone,
    InPage,
}

fn value(chart: &Chart, sheet: &Sheet, (at, all, stands): (usize, usize, Stands)) -> Value {
    let part = if all > 1 { format!(" ({}/{all})", at + 1) } else { String::new() };
    context! {
        lang => chart.lang,
        part => at + 1,
        title => format!("{}{part}", chart.title),
        summary => chart.summary.as_str(),
        style => if stands == Stands::Alone { STYLE } else { "" },
        is_alone => stands == Stands::Alone,
        width => sheet.width,
        height => sheet.height,
        grid => row(&sheet.grid, drawn_value),
        heads => row(&sheet.heads, text),
        groups => row(&sheet.groups, text),
        rows => row(&sheet.rows, drawn_row),
        ties => row(&sheet.ties, drawn_value),
        keys => row(&sheet.keys, |key: &DrawnKey| {
            context! { drawn => row(&key.drawn, drawn_value), text => text(&key.text) }
        }),
    }
}

fn row<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::from(items.iter().map(value).collect::<Vec<Value>>())
}

fn drawn_value(one: &Drawn) -> Value {
    let (path, ink, story) = (one.path.as_str(), one.ink.as_str(), one.story.as_str());
    context! { class => one.class, path => path, ink => ink, story => story }
}

fn text(text: &Text) -> Value {
    context! { x => text.x, y => text.y, text => text.text.as_str() }
}

fn drawn_row(one: &DrawnRow) -> Value {
    context! {
        number => one.number,
        label => one.label.as_str(),
        story => one.story.as_str(),
        texts => row(&one.texts, text),
        lines => row(&one.lines, drawn_value),
        marks => row(&one.marks, drawn_value),
        badge => one.badge.as_ref().map(text),
    }
}
