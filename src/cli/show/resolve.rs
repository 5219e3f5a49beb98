//! Open conflicts for people: both versions side by side, and what a choice came to.

use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::merge::choose::{Open, Pick};
use crate::work::resolve::Waiting;

/// What is wrong with the command line, and the ways around it.
#[derive(Clone, Debug)]
pub enum Stop {
    /// Neither mine nor theirs nor both.
    NoPick {
        item: String,
    },
    /// A person does it in an editor.
    InEditor,
    List,
    NamePlan,
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told<'o> {
    Nothing,
    Count {
        plans: usize,
        count: usize,
    },
    Plan {
        path: String,
    },
    /// Where it stands.
    Place {
        number: Option<usize>,
        open: &'o Open,
    },
    Mine(Option<&'o str>),
    Theirs(Option<&'o str>),
    How {
        item: String,
    },
    /// Which words stand now.
    Chosen {
        pick: Pick,
        open: &'o Open,
    },
    WouldChoose,
    Left {
        count: usize,
    },
    AllDone,
}

/// Which of the two.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub both: bool,
}

/// A choice that was written, or would be.
pub struct Chosen<'c> {
    pub plan: &'c Waiting,
    pub places: &'c [usize],
    pub pick: Pick,
    pub written: bool,
}

/// All that waits.
pub fn list(all: &[Waiting], ui: &Ui) -> String {
    let count = all.iter().map(|waiting| waiting.open.len()).sum();
    if count == 0 {
        return ui.paint(Tone::Good, &Told::Nothing.say(ui.lang));
    }
    let head = Told::Count { plans: all.len(), count }.say(ui.lang);
    let mut text = ui.paint(Tone::Heading, &head) + "\n";
    let mut number = 0;
    for waiting in all {
        text.push_str(&format!("\n{}\n", Told::Plan { path: waiting.plan.name() }.say(ui.lang)));
        for open in &waiting.open {
            number += 1;
            text.push_str(&versions(open, Some(number), ui));
        }
    }
    let first = all.first().and_then(|waiting| waiting.open.first());
    let item = first.and_then(|open| open.item).map_or("1".to_owned(), |id| id.to_string());
    text + "\n" + &Told::How { item }.say(ui.lang) + "\n"
}

/// One conflict with both versions.
pub fn versions(open: &Open, number: Option<usize>, ui: &Ui) -> String {
    let place = Told::Place { number, open }.say(ui.lang);
    let mut text = format!("  {} {place}\n", ui.paint(Tone::Bad, "!"));
    for (mark, line) in [("1", Told::Mine(open.mine.as_deref())), ("2", Told::Theirs(open.theirs.as_deref()))]
    {
        text.push_str(&format!("      {mark}. {}\n", line.say(ui.lang)));
    }
    text
}

/// The same for a question.
pub fn one(plan: &Waiting, open: &Open, (number, ui): (usize, &Ui)) -> String {
    format!("{}\n{}", Told::Plan { path: plan.plan.name() }.say(ui.lang), versions(open, Some(number), ui))
}

/// What was chosen.
pub fn chosen(chosen: &Chosen<'_>, left: usize, ui: &Ui) -> String {
    let mut text = String::new();
    for open in chosen.places.iter().filter_map(|at| chosen.plan.open.get(*at)) {
        let told = Told::Chosen { pick: chosen.pick, open }.say(ui.lang);
        text.push_str(&format!("{}\n", ui.paint(Tone::Good, &told)));
    }
    if chosen.written { text + &self::left(left, ui) } else { text + &Told::WouldChoose.say(ui.lang) }
}

/// How much waits still, and what to do next.
pub fn left(count: usize, ui: &Ui) -> String {
    if count == 0 { Told::AllDone.say(ui.lang) } else { Told::Left { count }.say(ui.lang) }
}
