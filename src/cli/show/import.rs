//! The report of an import for people: a few lines for each plan, what to look at first.

use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::docx::{Comment, Oddity};
use crate::import::Report;
use crate::import::report::{Certainty, Fact, LeftoverKind, Missing, Repair, RepairKind, Topic};
use crate::import::word::{Pending, Place as Spot, Undecided};
use crate::office::Program;
use crate::plan::Plan;
use crate::plan::item::Kind;
use crate::work::import::{Obstacle, Ready, picture};

/// One line of the report.
#[derive(Clone, Debug)]
pub enum Line<'r> {
    From {
        file: String,
        from: Spot,
        until: Spot,
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
    Guess {
        fact: &'r Fact,
        at: Option<Spot>,
    },
    Empty {
        missing: &'r Missing,
        at: Option<Spot>,
    },
    Repaired {
        kind: RepairKind,
        repairs: Vec<&'r Repair>,
        at: Vec<Spot>,
    },
    Weakness {
        anchor: String,
        at: Spot,
        text: String,
    },
    Offered {
        anchor: Option<String>,
        at: Spot,
        text: String,
    },
    Leftovers {
        unplaced: Vec<Spot>,
        form: usize,
    },
    /// The program through which the file was read.
    Via(Program),
    /// Changes in a Word document that were decided on the command line.
    Changes {
        choice: Pending,
        changes: &'r [Undecided],
    },
    /// Comments of a Word document, with who is said to have written them.
    Comments(&'r [Comment]),
    Pictures(usize),
    Oddity(&'r Oddity),
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
    let (from, until) = (one.spot(one.imported.lines.0), one.spot(one.imported.lines.1));
    let mut lines = vec![(Tone::Heading, Line::From { file, from, until, to })];
    lines.extend(one.via.map(|program| (Tone::Warn, Line::Via(program))));
    lines.extend(one.obstacle.as_ref().map(|obstacle| (Tone::Bad, Line::Obstacle(obstacle))));
    lines.push((Tone::Quiet, Line::Who(who(report))));
    lines.push((Tone::Quiet, found(report, &one.imported.plan)));
    let spot = |line: usize| one.spot(line);
    let guess = |fact| (Tone::Warn, Line::Guess { fact, at: fact.line.map(spot) });
    lines.extend(guesses(report).map(guess));
    let empty = |missing: &'_ Missing| missing.printed.as_ref().map(|(line, _)| spot(*line));
    lines.extend(
        report.missing.iter().map(|missing| (Tone::Warn, Line::Empty { missing, at: empty(missing) })),
    );
    lines.extend(repaired(one).into_iter().map(|line| (Tone::Quiet, line)));
    lines.extend(of_word(one));
    lines.extend(offers(one).into_iter().map(|line| (Tone::Warn, line)));
    lines.extend(leftovers(one).map(|line| (Tone::Warn, line)));
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

fn repaired(one: &Ready) -> Vec<Line<'_>> {
    let report = &one.imported.report;
    let mut kinds: Vec<RepairKind> = report.repairs.iter().map(|repair| repair.kind).collect();
    kinds.sort();
    kinds.dedup();
    let of = |kind| -> Vec<&Repair> { report.repairs.iter().filter(|repair| repair.kind == kind).collect() };
    let line = |kind| {
        let repairs = of(kind);
        let at = repairs.iter().map(|repair| one.spot(repair.line)).collect();
        Line::Repaired { kind, repairs, at }
    };
    kinds.into_iter().map(line).collect()
}

/// What a Word document says beside its text.
fn of_word(one: &Ready) -> Vec<(Tone, Line<'_>)> {
    let Some(word) = &one.word else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(choice) = word.choice {
        lines.push((Tone::Warn, Line::Changes { choice, changes: &word.foreign.changes }));
    }
    if !word.foreign.comments.is_empty() {
        lines.push((Tone::Warn, Line::Comments(&word.foreign.comments)));
    }
    let pictures = picture::of(one).len();
    if pictures > 0 {
        lines.push((Tone::Quiet, Line::Pictures(pictures)));
    }
    lines.extend(word.oddities.iter().map(|oddity| (Tone::Warn, Line::Oddity(oddity))));
    lines
}

fn offers(one: &Ready) -> Vec<Line<'_>> {
    let report = &one.imported.report;
    let unsure = report.weaknesses.iter().filter(|weakness| weakness.certainty < Certainty::Certain);
    let unsure = unsure.map(|weakness| Line::Weakness {
        anchor: weakness.anchor.map(|anchor| anchor.to_string()).unwrap_or_default(),
        at: one.spot(weakness.lines.first().copied().unwrap_or_default()),
        text: weakness.text.clone(),
    });
    let offered = report.suggestions.iter().take(OFFERS).map(|offer| Line::Offered {
        anchor: offer.anchor.map(|anchor| anchor.to_string()),
        at: one.spot(offer.line),
        text: offer.text.clone(),
    });
    unsure.chain(offered).collect()
}

fn leftovers(one: &Ready) -> Option<Line<'_>> {
    let of = |kind| one.imported.report.leftovers.iter().filter(move |leftover| leftover.kind == kind);
    let mut unplaced: Vec<Spot> =
        of(LeftoverKind::Unplaced).map(|leftover| one.spot(leftover.line)).collect();
    unplaced.dedup();
    let form = of(LeftoverKind::Form).count();
    (form > 0 || !unplaced.is_empty()).then_some(Line::Leftovers { unplaced, form })
}

/// Places in a row, the first few of many, with how many there are beyond them.
pub fn places(spots: &[Spot]) -> (Vec<Spot>, usize) {
    let mut spots = spots.to_vec();
    spots.dedup();
    let more = spots.len().saturating_sub(8);
    spots.truncate(8);
    (spots, more)
}
