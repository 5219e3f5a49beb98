//! A results report as one self-contained HTML page that prints on A4 landscape: no script, no
//! network, and on a phone each line of its table becomes a card.
//!
//! A [`Paper`] is what all formats render: its sentences are made up already, in the reader's
//! language, by whoever asks (`cli/show/report`). The page is `templates/report.html`; whatever
//! people wrote is escaped there.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

use super::{Error, Tone};

const TEMPLATE: &str = include_str!("../../templates/report.html");

/// The report as a letter: head, figures, the table, what follows from it, foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// The language tag: `vi`.
    pub lang: &'static str,
    pub head: Head,
    pub opening: Vec<String>,
    /// What the reader must know before believing the rest.
    pub alerts: Vec<String>,
    pub totals: Totals,
    pub heading: String,
    /// The headings of the table, one for each cell of a line; the first is the running number's.
    pub columns: Vec<String>,
    pub groups: Vec<Group>,
    pub parts: Vec<Part>,
    pub foot: Foot,
    /// That the layout is no official one, and what else belongs under the line.
    pub notes: Vec<String>,
}

/// Who writes what to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The authority above; dots where it is to be filled in.
    pub authority: String,
    pub school: String,
    pub number: String,
    /// The nation's two lines.
    pub nation: [String; 2],
    pub place_and_date: String,
    /// The type of document, then its subject.
    pub kind: String,
    pub subject: Vec<String>,
    pub addressee: String,
    pub addressees: Vec<String>,
}

/// Figures for the school and each standard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub heading: String,
    pub sentences: Vec<String>,
    pub columns: Vec<String>,
    pub rows: Vec<TotalsRow>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TotalsRow {
    /// The school or the standard; empty where it is that of the row above.
    pub whose: String,
    pub what: String,
    pub numbers: Vec<usize>,
}

/// One standard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub heading: String,
    pub places: Vec<Place>,
}

/// One criterion: its lines, and what was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub heading: String,
    pub facts: String,
    pub lines: Vec<Line>,
    pub actions: Part,
}

/// One line of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub number: usize,
    pub cells: Vec<Vec<Text>>,
}

/// A heading with what stands below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub heading: String,
    pub intro: String,
    pub entries: Vec<Vec<Text>>,
}

/// A sentence and how it is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub voice: Voice,
    pub text: String,
}

/// How loud a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Plain,
    /// Beside the point: who wrote it, where it comes from.
    Soft,
    /// Somebody should look.
    Alarm,
    /// A verdict in a word or two.
    Badge(Tone),
}

impl Voice {
    fn class(self) -> String {
        match self {
            Voice::Plain => "plain".to_owned(),
            Voice::Soft => "soft".to_owned(),
            Voice::Alarm => "warn".to_owned(),
            Voice::Badge(tone) => format!("badge {}", tone.as_str()),
        }
    }
}

/// Where copies go and who signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foot {
    pub label: String,
    pub recipients: Vec<String>,
    pub title: String,
    pub name: String,
}

/// The whole page.
pub fn page(paper: &Paper) -> Result<String, Error> {
    let failed = |error: minijinja::Error| Error::Template { detail: error.to_string() };
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    // The name's ending switches escaping on.
    templates.add_template("report.html", TEMPLATE).map_err(failed)?;
    let template = templates.get_template("report.html").map_err(failed)?;
    template.render(whole(paper)).map_err(failed)
}

fn whole(paper: &Paper) -> Value {
    context! {
        lang => paper.lang,
        head => head(&paper.head),
        opening => texts(&paper.opening),
        alerts => texts(&paper.alerts),
        totals => totals(&paper.totals),
        heading => paper.heading.as_str(),
        columns => texts(&paper.columns),
        groups => row(&paper.groups, |group| context! {
            heading => group.heading.as_str(),
            places => row(&group.places, |one| place(one, &paper.columns)),
        }),
        parts => row(&paper.parts, part),
        foot => context! {
            label => paper.foot.label.as_str(),
            recipients => texts(&paper.foot.recipients),
            title => paper.foot.title.as_str(),
            name => paper.foot.name.as_str(),
        },
        notes => texts(&paper.notes),
    }
}

fn head(head: &Head) -> Value {
    context! {
        authority => head.authority.as_str(),
        school => head.school.as_str(),
        number => head.number.as_str(),
        nation => texts(&head.nation),
        place_and_date => head.place_and_date.as_str(),
        kind => head.kind.as_str(),
        subject => texts(&head.subject),
        addressee => head.addressee.as_str(),
        addressees => texts(&head.addressees),
    }
}

fn totals(totals: &Totals) -> Value {
    let one = |row: &TotalsRow| {
        let (whose, what) = (row.whose.as_str(), row.what.as_str());
        context! { whose => whose, what => what, numbers => Value::from(row.numbers.clone()) }
    };
    context! {
        heading => totals.heading.as_str(),
        sentences => texts(&totals.sentences),
        columns => texts(&totals.columns),
        rows => row(&totals.rows, one),
    }
}

fn place(place: &Place, columns: &[String]) -> Value {
    let line = |line: &Line| {
        let labels = columns.iter().skip(1);
        let cells = labels.zip(&line.cells).map(|(label, cell)| {
            context! { label => label.as_str(), texts => row(cell, text) }
        });
        context! { number => line.number, cells => Value::from(cells.collect::<Vec<Value>>()) }
    };
    context! {
        heading => place.heading.as_str(),
        facts => place.facts.as_str(),
        lines => row(&place.lines, line),
        actions => part(&place.actions),
    }
}

fn part(part: &Part) -> Value {
    context! {
        heading => part.heading.as_str(),
        intro => part.intro.as_str(),
        entries => row(&part.entries, |entry| row(entry, text)),
    }
}

fn text(text: &Text) -> Value {
    context! { class => text.voice.class(), text => text.text.as_str() }
}

fn texts(texts: &[String]) -> Value {
    row(texts, |text| Value::from(text.as_str()))
}

fn row<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::from(items.iter().map(value).collect::<Vec<Value>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_escaped_and_nothing_is_fetched() {
        let nasty = "<script>alert(1)</script> & \"x\"";
        let said = |voice| Text { voice, text: nasty.into() };
        let cells = vec![vec![said(Voice::Plain), said(Voice::Badge(Tone::Good))]];
        let line = Line { number: 1, cells };
        let actions = Part { entries: vec![vec![said(Voice::Soft)]], ..Part::default() };
        let place = Place { heading: nasty.into(), lines: vec![line], actions, ..Place::default() };
        let paper = Paper {
            lang: "vi",
            head: Head { school: nasty.into(), addressees: vec![nasty.into()], ..Head::default() },
            columns: vec!["TT".into(), nasty.into()],
            groups: vec![Group { heading: nasty.into(), places: vec![place] }],
            notes: vec![nasty.into()],
            ..Paper::default()
        };
        let page = page(&paper).unwrap();
        assert!(page.matches("&lt;script&gt;").count() >= 8, "{page}");
        for forbidden in ["<script", "http://", "https://", "<link", "@import", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.starts_with("<!doctype html>"));
    }
}
