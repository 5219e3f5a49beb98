//! A person's word for people: what was put down, what comparing says since then, what still needs a word.

use super::comparison::{excerpt, terminal};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::compare::Weakness;
use crate::continuity::{Outcome, Signed};
use crate::period::Period;
use crate::plan::ItemId;
use crate::plan::item::Anchor;
use crate::work::continuity::{Accounted, Linked, Pending, Recorded, Standing, Writing};
use crate::work::diff::Compared;

/// What is wrong with the command line.
#[derive(Clone, Debug)]
pub enum Stop {
    NotAPeriod {
        typed: String,
    },
    /// Neither resolved nor dropped.
    NoOutcome {
        item: String,
    },
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Linked {
        before: (ItemId, Period),
        after: (ItemId, Period),
        same: bool,
    },
    Accounted {
        item: ItemId,
        to: Period,
        outcome: Outcome,
    },
    /// By whom and why.
    Word {
        by: String,
        reason: String,
    },
    /// The same was decided before: nothing is added.
    KnownAlready,
    WouldWrite {
        path: String,
    },
    Now,
    /// What comparing would say.
    Then,
    Besides,
    Save,
    /// Git would not join two people's records of this file.
    NoUnion,
    Open {
        count: usize,
        from: Period,
        to: Period,
        standing: Standing,
    },
    NothingOpen {
        to: Period,
        from: Option<Period>,
    },
    NoPlan {
        school: String,
    },
    OpenWeakness {
        anchor: Option<Anchor>,
        since: Option<u16>,
        text: String,
    },
    /// What to type about one.
    Commands {
        item: ItemId,
    },
    /// It has no id by which to name it.
    NoId {
        from: Period,
    },
    /// The other way out.
    OrLink,
}

/// What was put down about two items.
pub fn linked(linked: &Linked, writing: Writing, ui: &Ui) -> String {
    let record = &linked.record;
    let (from, to) = record.periods;
    let said = Told::Linked { before: (record.before, from), after: (record.after, to), same: record.same };
    recorded(&said, (&linked.recorded, &record.signed), writing, ui)
}

/// What was put down about a weakness.
pub fn accounted(accounted: &Accounted, writing: Writing, ui: &Ui) -> String {
    let record = &accounted.record;
    let said = Told::Accounted { item: record.item, to: record.periods.1, outcome: record.outcome };
    recorded(&said, (&accounted.recorded, &record.signed), writing, ui)
}

fn recorded(said: &Told, (recorded, signed): (&Recorded, &Signed), writing: Writing, ui: &Ui) -> String {
    let mut text = ui.paint(Tone::Good, &said.say(ui.lang)) + "\n";
    let name = recorded.told.people.get(&signed.by).unwrap_or(&signed.by);
    let word = Told::Word { by: safe(name), reason: safe(&signed.reason) };
    text.push_str(&format!("  {}\n", word.say(ui.lang)));
    if recorded.text.is_empty() {
        text.push_str(&format!("{}\n", Told::KnownAlready.say(ui.lang)));
    } else if writing == Writing::Pretend {
        let path = recorded.path.clone();
        text.push_str(&format!("\n{}\n", Told::WouldWrite { path }.say(ui.lang)));
        text.extend(recorded.text.lines().map(|line| format!("  {line}\n")));
    }
    let now = if writing == Writing::Pretend { Told::Then } else { Told::Now };
    text.push_str(&entries(&now, &recorded.told, ui));
    text.push_str(&entries(&Told::Besides, &recorded.besides, ui));
    text
}

/// What comparing says of some items; nothing where it says nothing.
fn entries(heading: &Told, compared: &Compared, ui: &Ui) -> String {
    let entries = terminal::entries(&excerpt(compared, ui.lang), ui);
    if entries.is_empty() {
        return String::new();
    }
    format!("\n{}\n{entries}", ui.paint(Tone::Heading, &heading.say(ui.lang)))
}

/// What to do next.
pub fn advice(recorded: &Recorded, writing: Writing, ui: &Ui) {
    if writing == Writing::Write && !recorded.text.is_empty() {
        ui.talk(&Told::Save);
        if !recorded.merges {
            ui.talk(&Told::NoUnion);
        }
    }
}

/// What nobody has accounted for, each with what to type.
pub fn pending(pending: &Pending, ui: &Ui) -> String {
    let Some(to) = pending.to else {
        return Told::NoPlan { school: pending.school.clone() }.say(ui.lang);
    };
    let from = match pending.from {
        Some(from) if !pending.open.is_empty() => from,
        from => return ui.paint(Tone::Good, &Told::NothingOpen { to, from }.say(ui.lang)),
    };
    let head = Told::Open { count: pending.open.len(), from, to, standing: pending.standing };
    let mut text = ui.paint(Tone::Heading, &head.say(ui.lang)) + "\n";
    for weakness in &pending.open {
        text.push_str(&open(weakness, from, ui));
    }
    text + "\n" + &Told::OrLink.say(ui.lang) + "\n"
}

fn open(weakness: &Weakness, from: Period, ui: &Ui) -> String {
    let Some(side) = &weakness.before else { return String::new() };
    let since = side.id.map(|id| id.year);
    let said = Told::OpenWeakness { anchor: side.criterion, since, text: safe(&side.text) };
    let command = match side.id {
        Some(item) => Told::Commands { item },
        None => Told::NoId { from },
    };
    let command = command.say(ui.lang);
    let lines = command.lines().map(|line| format!("      {}\n", ui.paint(Tone::Command, line)));
    format!("\n  {} {}\n{}", ui.paint(Tone::Bad, "?"), said.say(ui.lang), lines.collect::<String>())
}
