//! The report of an import for people: a few lines for each plan, what to look at first.

use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::import::Report;
use crate::import::report::{Certainty, Fact, LeftoverKind, Missing, Repair, RepairKind, Topic};
use crate::plan::Plan;
use crate::plan::item::Kind;
use crate::work::import::{Obstacle, Ready};

/// One line of the report.
#[derive(Clone, Debug)]
pub enum Line<'r> {
    From {
        file: String,
        lines: (usize, usize),
        to: Option<String>,
    },
    Obstacle(&'r Obstacle),
    /// School, period, number, place and date, edition.
    Who(Vec<String>),
    Found {
        sections: usize,
        standards: usize,
        criteria: usize,
        items: Vec<(Kind, usize)>,
    },
    Guess(&'r Fact),
    Empty(&'r Missing),
    Repaired {
        kind: RepairKind,
        repairs: Vec<&'r Repair>,
    },
    Weakness {
        anchor: String,
        line: usize,
        text: String,
    },
    Offered {
        anchor: Option<String>,
        line: usize,
        text: String,
    },
    Leftovers {
        unplaced: Vec<usize>,
        form: usize,
    },
    Words {
        read: usize,
        kept: usize,
        form: usize,
        lost: usize,
    },
}

/// At most so many offers are printed; JSON has all.
const OFFERS: usize = 5;

/// The report of all plans.
pub fn human(ready: &[Ready], ui: &Ui) -> String {
    ready.iter().map(|one| document(one, ui)).collect::<Vec<_>>().join("\n\n")
}

fn document(one: &Ready, ui: &Ui) -> String {
    let report = &one.imported.report;
    let to = one
        .place
        .as_ref()
        .map(|place| place.inside.clone())
        .or_else(|| Some(one.target.as_ref()?.display().to_string()));
    let file = one.file.display().to_string();
    let mut lines = vec![(Tone::Heading, Line::From { file, lines: one.imported.lines, to })];
    lines.extend(one.obstacle.as_ref().map(|obstacle| (Tone::Bad, Line::Obstacle(obstacle))));
    lines.push((Tone::Quiet, Line::Who(who(report))));
    lines.push((Tone::Quiet, found(report, &one.imported.plan)));
    lines.extend(guesses(report).map(|fact| (Tone::Warn, Line::Guess(fact))));
    lines.extend(report.missing.iter().map(|missing| (Tone::Warn, Line::Empty(missing))));
    lines.extend(repaired(report).into_iter().map(|line| (Tone::Quiet, line)));
    lines.extend(offers(report).into_iter().map(|line| (Tone::Warn, line)));
    lines.extend(leftovers(report).map(|line| (Tone::Warn, line)));
    let words = report.words;
    lines.push((
        Tone::Good,
        Line::Words { read: words.read, kept: words.kept, form: words.form, lost: words.lost() },
    ));
    let painted = lines.iter().enumerate().map(|(at, (tone, line))| {
        let text = line.say(ui.lang);
        let tone = if *tone == Tone::Quiet { None } else { Some(*tone) };
        let indent = if at == 0 { "" } else { "  " };
        format!("{indent}{}", tone.map_or(text.clone(), |tone| ui.paint(tone, &text)))
    });
    painted.collect::<Vec<_>>().join("\n")
}

fn who(report: &Report) -> Vec<String> {
    let value = |topic| report.fact(topic).map(|fact| fact.value.clone());
    let topics = [
        Topic::SchoolName,
        Topic::Period,
        Topic::Number,
        Topic::Place,
        Topic::Date,
        Topic::Catalog,
        Topic::Signer,
    ];
    topics.into_iter().filter_map(value).collect()
}

fn found<'r>(report: &Report, plan: &Plan) -> Line<'r> {
    let count = |kind| plan.items().filter(|placed| placed.item.kind == kind).count();
    let kinds = [Kind::Weakness, Kind::Target, Kind::Measure, Kind::Action];
    let items = kinds
        .into_iter()
        .map(|kind| (kind, count(kind)))
        .filter(|(kind, count)| *count > 0 || *kind == Kind::Weakness);
    Line::Found {
        sections: report.sections.len(),
        standards: plan.standards().count(),
        criteria: plan.criteria().count(),
        items: items.collect(),
    }
}

/// What a person should look at: readings that are not certain. The slug follows from the name.
fn guesses(report: &Report) -> impl Iterator<Item = &Fact> {
    let unsure = |fact: &&Fact| fact.certainty < Certainty::Certain && fact.topic != Topic::School;
    report.facts.iter().filter(unsure)
}

fn repaired(report: &Report) -> Vec<Line<'_>> {
    let mut kinds: Vec<RepairKind> = report.repairs.iter().map(|repair| repair.kind).collect();
    kinds.sort();
    kinds.dedup();
    let of = |kind| report.repairs.iter().filter(|repair| repair.kind == kind).collect();
    kinds.into_iter().map(|kind| Line::Repaired { kind, repairs: of(kind) }).collect()
}

fn offers(report: &Report) -> Vec<Line<'_>> {
    let unsure = report.weaknesses.iter().filter(|weakness| weakness.certainty < Certainty::Certain);
    let unsure = unsure.map(|weakness| Line::Weakness {
        anchor: weakness.anchor.map(|anchor| anchor.to_string()).unwrap_or_default(),
        line: weakness.lines.first().copied().unwrap_or_default(),
        text: weakness.text.clone(),
    });
    let offered = report.suggestions.iter().take(OFFERS).map(|offer| Line::Offered {
        anchor: offer.anchor.map(|anchor| anchor.to_string()),
        line: offer.line,
        text: offer.text.clone(),
    });
    unsure.chain(offered).collect()
}

fn leftovers(report: &Report) -> Option<Line<'_>> {
    let of = |kind| report.leftovers.iter().filter(move |leftover| leftover.kind == kind);
    let mut unplaced: Vec<usize> = of(LeftoverKind::Unplaced).map(|leftover| leftover.line).collect();
    unplaced.dedup();
    let form = of(LeftoverKind::Form).count();
    (form > 0 || !unplaced.is_empty()).then_some(Line::Leftovers { unplaced, form })
}

/// Line numbers in a row, the first few of many.
pub fn places(lines: &[usize], lang: Lang) -> String {
    let shown: Vec<String> = lines.iter().take(8).map(ToString::to_string).collect();
    let more = lines.len().saturating_sub(8);
    match (more, lang) {
        (0, _) => shown.join(", "),
        (more, Lang::Vi) => format!("{} và {more} dòng nữa", shown.join(", ")),
        (more, Lang::En) => format!("{} and {more} more", shown.join(", ")),
    }
}
