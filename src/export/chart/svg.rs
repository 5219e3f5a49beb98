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
    let render = |(at, sheet): (usize, &Sheet)| {
        template.render(value(chart, sheet, (at, all, stands))).map(|picture| allowed(&picture))
    };
    sheets.iter().enumerate().map(render).collect::<Result<_, _>>().map_err(failed)
}

/// The text without what no XML may hold, however it is written.
fn allowed(text: &str) -> String {
    let is_allowed = |letter: &char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => *letter >= ' ',
    };
    text.chars().filter(is_allowed).collect()
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
        name => layout::cut(&chart.title, 44),
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

#[cfg(test)]
mod tests {
    use super::super::{Column, Key, Line, Mark, Row, Rows, Shape, Span};
    use super::*;

    fn chart() -> Chart {
        let mark = |column, shape, word: &str| Mark { column, shape, word: word.into(), story: word.into() };
        let row = Row {
            number: 7,
            label: "Còn <02> lớp & \"kho\".".into(),
            story: "3 năm.".into(),
            badge: "3 năm".into(),
            spans: vec![
                Span { from: 0, to: 1, line: Line::Thin },
                Span { from: 1, to: 2, line: Line::Thick },
            ],
            marks: vec![
                mark(0, Shape::Begun, "mới"),
                mark(1, Shape::Worse, "xấu"),
                mark(2, Shape::Gone, "?"),
            ],
            ..Row::default()
        };
        let column =
            |year: u16| Column { name: (year.to_string(), (year + 1).to_string()), after_gap: year == 2024 };
        Chart {
            lang: "vi",
            title: "Điểm yếu".into(),
            columns: [2021, 2022, 2024].map(column).into(),
            groups: vec![Rows { heading: "Tiêu chí 1.5".into(), rows: vec![row] }],
            legend: vec![(Key::Line(Line::Thick), "từ ba năm".into())],
            ..Chart::default()
        }
    }

    #[test]
    fn a_small_picture() {
        let picture = picture(&chart()).unwrap();
        let (head, body) = picture.split_once("<style>").unwrap();
        let body = body.split_once("</style>").unwrap().1;
        insta::assert_snapshot!(format!("{head}{body}"), @r#"
        <svg xmlns="http://www.w3.org/2000/svg" class="lives" viewBox="0 0 708 150" width="708" height="150" role="graphics-document document" xml:lang="vi" aria-labelledby="title-1 desc-1">
        <title id="title-1">Điểm yếu</title>
        <desc id="desc-1"></desc>

        <rect width="100%" height="100%" fill="white"/>
        <text class="name" x="4" y="20" aria-hidden="true">Điểm yếu</text>
        <g aria-hidden="true">
        <path class="grid" d="M384 40V104"/>
        <path class="grid" d="M480 40V104"/>
        <path class="grid" d="M576 40V104"/>
        <path class="gap" d="M526 8V104M530 8V104"/>
        <text class="head" x="384" y="16">2021</text>
        <text class="head" x="384" y="30">–2022</text>
        <text class="head" x="480" y="16">2022</text>
        <text class="head" x="480" y="30">–2023</text>
        <text class="head" x="576" y="16">2024</text>
        <text class="head" x="576" y="30">–2025</text>
        <text class="group" x="4" y="58">Tiêu chí 1.5</text>
        </g>
        <g role="list">
        <g role="listitem"><title>Còn &lt;02&gt; lớp &amp; &quot;kho&quot;. 3 năm.</title><text x="10" y="88">Còn &lt;02&gt; lớp &amp; &quot;kho&quot;.</text><path class="thin" d="M384 84H480"/><path class="thick" d="M480 84H576"/><path class="inlay" d="M480 84H576"/><path class="begun" d="M384 84m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z"><title>mới</title></path><path class="worse" d="M480 84m0 8l8-14h-16z"><title>xấu</title></path><path class="gone" d="M576 84m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z"><title>?</title></path><path class="ink" d="M576 84m-5-5l10 10m0-10l-10 10"/><text class="badge" x="590" y="89">3 năm</text></g>
        </g>
        <g aria-hidden="true">
        <path class="thick" d="M10 126h28"/><path class="inlay" d="M10 126h28"/><text x="46" y="130">từ ba năm</text>
        </g>
        </svg>
        "#);
    }

    #[test]
    fn what_people_wrote_is_escaped() {
        let mut chart = chart();
        chart.groups[0].rows[0].label.push_str("\u{1}\u{ffff}");
        let picture = picture(&chart).unwrap();
        assert!(!picture.contains(['\u{1}', '\u{ffff}']));
        assert!(picture.contains("Còn &lt;02&gt; lớp &amp; &quot;kho&quot;."));
        assert!(!picture.contains("<02>"));
    }

    #[test]
    fn a_page_has_as_many_pieces_as_sheets_of_paper() {
        let mut chart = chart();
        let row = chart.groups[0].rows[0].clone();
        chart.groups[0].rows = (0..100).map(|number| Row { number, ..row.clone() }).collect();
        let pieces = pieces(&chart).unwrap();
        assert!(pieces.len() > 3, "{}", pieces.len());
        let rows: usize = pieces.iter().map(|piece| piece.matches("role=\"listitem\"").count()).sum();
        assert_eq!(rows, 100);
        assert!(pieces.iter().all(|piece| piece.contains("Tiêu chí 1.5")), "the heading stands on each");
        assert!(!pieces[1].contains("<style>"));
    }
}
