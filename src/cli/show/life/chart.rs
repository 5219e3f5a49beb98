//! The picture: from lives to rows, marks and lines, with their words.

use std::collections::BTreeSet;

use super::{CHRONIC, Phrase, Teller, period};
use crate::cli::lang::{Lang, Say};
use crate::cli::show::comparison::Phrase as Fact;
use crate::export::chart::{Chart, Column, Key, Line, Mark, Row, Rows, Shape, Span, Tie, Words};
use crate::life::{Group, Leaving, Left, Life, LifeYear, State};
use crate::work::history::{Followed, Told};

/// The picture of the lives that are meant, with those that are tied to them; None where there is
/// nothing to be drawn.
pub fn chart(followed: &Followed, lang: Lang) -> Option<Chart> {
    let told = followed.told.as_ref().filter(|told| !told.meant.is_empty())?;
    let teller = Teller { followed, lang };
    let drawn = |at: usize| told.meant.contains(&at) || told.tied.contains(&at);
    let groups = told.lives.groups(drawn);
    let groups: Vec<Rows> = groups.iter().map(|group| teller.rows(told, group)).collect();
    let column = |plan: &crate::life::PlanYear| Column {
        name: (plan.period.first().to_string(), plan.period.last().to_string()),
        after_gap: plan.after_gap,
    };
    Some(Chart {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        title: teller.say(Phrase::Title(teller.heading())),
        summary: teller.lead(told).join(" "),
        columns: told.lives.plans.iter().map(column).collect(),
        legend: teller.legend(told, &groups),
        groups,
        words: teller.words(told),
    })
}

impl Teller<'_> {
    fn words(&self, told: &Told) -> Words {
        Words {
            row: self.say(Phrase::RowHead),
            count: self.say(Phrase::CountHead { yearly: told.lives.is_yearly() }),
            gap: self.say(Phrase::Gap),
            legend: self.say(Phrase::Legend),
            picture: self.say(Phrase::Picture),
            table: self.say(Phrase::Table),
        }
    }

    /// What the marks and lines mean, as far as they occur.
    fn legend(&self, told: &Told, groups: &[Rows]) -> Vec<(Key, String)> {
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let shapes: BTreeSet<Shape> = rows().flat_map(|row| &row.marks).map(|mark| mark.shape).collect();
        let has = |line: Line| match line {
            Line::Tie => rows().any(|row| !row.ties.is_empty()),
            line => rows().flat_map(|row| &row.spans).any(|span| span.line == line),
        };
        let marks = shapes.into_iter().map(|shape| (Key::Shape(shape), self.say(Phrase::Meaning(shape))));
        let lines = [Line::Thick, Line::Away, Line::Tie].into_iter().filter(|line| has(*line));
        let lines = lines.map(|line| (Key::Line(line), self.say(Phrase::LineMeaning(line))));
        let has_gap = told.lives.plans.iter().any(|plan| plan.after_gap);
        let gap = has_gap.then(|| (Key::Gap, self.say(Phrase::Gap)));
        marks.chain(lines).chain(gap).collect()
    }

    fn rows(&self, told: &Told, group: &Group<'_>) -> Rows {
        let editions: BTreeSet<_> = told.lives.plans.iter().map(|plan| &plan.catalog).collect();
        let edition = group.catalog.filter(|_| editions.len() > 1).map(str::to_owned);
        let (anchor, name) = (group.criterion, group.name.to_owned());
        let rows = group.lives.iter().filter_map(|at| Some(self.row(told, *at, told.lives.lives.get(*at)?)));
        Rows { heading: self.say(Phrase::Group { anchor, name, edition }), rows: rows.collect() }
    }

    fn row(&self, told: &Told, number: usize, life: &Life) -> Row {
        let yearly = told.lives.is_yearly();
        let longest = life.longest();
        let count = self.say(Phrase::Years { count: longest, yearly });
        let years = life.years.iter().enumerate();
        let marks: Vec<Mark> = years.flat_map(|(at, year)| self.marks(told, year, at)).collect();
        let stories: Vec<&str> = marks.iter().map(|mark| mark.story.as_str()).collect();
        Row {
            number,
            label: life.last().map(|year| year.text.clone()).unwrap_or_default(),
            id: life.id().map(|id| id.to_string()).unwrap_or_default(),
            story: format!("{count}: {}.", stories.join("; ")),
            badge: if longest >= CHRONIC { count } else { String::new() },
            count: longest.to_string(),
            spans: spans(life),
            ties: ties(told, number, life),
            marks,
        }
    }

    /// The mark of a year, and that of the next plan where it had left.
    fn marks(&self, told: &Told, year: &LifeYear, at: usize) -> Vec<Mark> {
        let figures = year.figures.iter().map(|pair| {
            let (before, after, unit) = (pair.before.clone(), pair.after.clone(), pair.unit.clone());
            Fact::Figures { before, after, unit, trend: pair.trend }.say(self.lang)
        });
        let here = self.mark(told, (year.plan, shape(year, at == 0)), figures.collect());
        let left = year.left.as_ref().map(|left| self.mark(told, (left.plan, left_shape(left)), Vec::new()));
        std::iter::once(here).chain(left).collect()
    }

    fn mark(&self, told: &Told, (column, shape): (usize, Shape), figures: Vec<String>) -> Mark {
        let period = period(told, column);
        let story = self.say(Phrase::Mark { period, shape, figures });
        Mark { column, shape, word: self.say(Phrase::Word(shape)), story }
    }
}

/// The mark of a year; `is_first` of its life.
pub(super) fn shape(year: &LifeYear, is_first: bool) -> Shape {
    match year.state {
        _ if is_first && !year.from.is_empty() => Shape::Parted,
        State::New => Shape::Begun,
        State::Carried => Shape::Going,
        State::Unchanged => Shape::Same,
        State::Improved => Shape::Better,
        State::Worsened => Shape::Worse,
        State::Reopened => Shape::Back,
    }
}

/// The mark of how it left.
pub(super) fn left_shape(leaving: &Leaving) -> Shape {
    match &leaving.how {
        Left::Resolved(_) => Shape::Solved,
        Left::Dropped { explained: Some(_), .. } => Shape::GoneExplained,
        Left::Dropped { explained: None, .. } => Shape::Gone,
        Left::Merged => Shape::Joined,
    }
}

fn spans(life: &Life) -> Vec<Span> {
    let line = |stood: u16| if stood >= CHRONIC { Line::Thick } else { Line::Thin };
    let mut spans = Vec::new();
    for (at, year) in life.years.iter().enumerate() {
        let next = life.years.get(at + 1);
        match (&year.left, next) {
            (Some(left), next) => {
                spans.push(Span { from: year.plan, to: left.plan, line: line(year.stood) });
                let back = next.filter(|next| next.plan > left.plan);
                spans.extend(back.map(|next| Span { from: left.plan, to: next.plan, line: Line::Away }));
            }
            (None, Some(next)) => {
                spans.push(Span { from: year.plan, to: next.plan, line: line(next.stood) });
            }
            (None, None) => {}
        }
    }
    spans
}

/// Where pieces of other lives come into this one.
fn ties(told: &Told, number: usize, life: &Life) -> Vec<Tie> {
    let tie = |year: &LifeYear, other: usize| {
        let years = &told.lives.lives.get(other)?.years;
        let source = years.iter().rev().find(|from| from.plan < year.plan && from.into.contains(&number))?;
        // What was merged ends beside this row; a piece that was split off begins where it left.
        let ended = source.left.as_ref().is_some_and(|left| left.how == Left::Merged);
        Some(Tie { row: other, from: year.plan, to: if ended { year.plan } else { source.plan } })
    };
    let all = life.years.iter().flat_map(|year| year.from.iter().map(move |other| (year, *other)));
    all.filter_map(|(year, other)| tie(year, other)).collect()
}
