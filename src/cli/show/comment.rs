//! Comments for people: what was said of what, who answered, what is open.

use std::collections::BTreeMap;

use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::period::Period;
use crate::plan::ItemId;
use crate::review::{Record, Review, Says};
use crate::vetting::{Place, Thread};
use crate::work::review::{Commented, Flawed, Listed, Writing};

/// What is wrong with the command line.
#[derive(Clone, Debug)]
pub enum Stop {
    NotAnId {
        word: String,
    },
    /// An id stands where the reason belongs.
    PlaceAfterOption {
        word: String,
        says: Says,
    },
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        period: Period,
        open: usize,
        resolved: usize,
    },
    /// … of one item.
    HeadOfItem {
        item: ItemId,
        period: Period,
        open: usize,
        resolved: usize,
    },
    None {
        period: Period,
    },
    Whole,
    /// The item of these comments is gone.
    Orphaned {
        item: ItemId,
    },
    Changed {
        about: String,
    },
    /// The plan as a whole reads otherwise since.
    PlanChanged,
    GoneAbout {
        about: String,
    },
    Who {
        name: String,
        date: Option<Date>,
        /// The file that a claimed name comes from.
        source: Option<String>,
    },
    Resolved {
        name: String,
        date: Option<Date>,
    },
    Claimed,
    Next,
    Flawed {
        file: String,
        detail: String,
    },
    Commented {
        id: String,
        item: Option<ItemId>,
        period: Period,
    },
    Answered {
        id: String,
    },
    ResolvedNow {
        id: String,
    },
    ResolvedBefore {
        id: String,
    },
    SaidBefore {
        id: String,
    },
    WouldWrite {
        path: String,
    },
    Save,
}

/// The list of all threads.
pub fn listed(listed: &Listed, only: Option<ItemId>, ui: &Ui) -> String {
    let period = listed.place.period;
    let open = listed.threads.iter().filter(|thread| thread.is_open).count();
    let resolved = listed.threads.len() - open;
    let head = match only {
        _ if listed.threads.is_empty() => Told::None { period },
        Some(item) => Told::HeadOfItem { item, period, open, resolved },
        None => Told::Head { period, open, resolved },
    };
    let mut text = ui.paint(Tone::Heading, &head.say(ui.lang)) + "\n";
    let mut place = None;
    for thread in &listed.threads {
        let here = Some((thread.is_open, thread.comment.item));
        if place != here {
            text.push_str(&format!("\n{}\n", about(thread, &listed.items, ui)));
            place = here;
        }
        text.push_str(&of(thread, &listed.names, ui));
    }
    text.push_str(&flaws(&listed.flawed, ui));
    if !listed.threads.is_empty() {
        text.push_str(&format!("\n{}\n", ui.paint(Tone::Quiet, &Told::Claimed.say(ui.lang))));
        text.push_str(&format!("{}\n", Told::Next.say(ui.lang)));
    }
    text
}

/// The files that are no reviews.
pub(super) fn flaws(flawed: &[Flawed], ui: &Ui) -> String {
    let line = |(file, flaw): &Flawed| {
        let told = Told::Flawed { file: safe(file), detail: safe(&flaw.detail) };
        format!("\n{}\n", ui.paint(Tone::Warn, &told.say(ui.lang)))
    };
    flawed.iter().map(line).collect()
}

fn about(thread: &Thread, items: &BTreeMap<ItemId, String>, ui: &Ui) -> String {
    let Some(id) = thread.comment.item else { return ui.paint(Tone::Heading, &Told::Whole.say(ui.lang)) };
    match items.get(&id) {
        Some(sentence) => format!("{}  {}", ui.paint(Tone::Heading, &id.to_string()), safe(sentence)),
        None => ui.paint(Tone::Warn, &Told::Orphaned { item: id }.say(ui.lang)),
    }
}

/// One thread, indented.
pub(super) fn of(thread: &Thread, names: &BTreeMap<String, String>, ui: &Ui) -> String {
    let mark = if thread.is_open { ui.paint(Tone::Warn, "○") } else { ui.paint(Tone::Good, "✓") };
    let mut text = format!("  {mark} {}\n", said_by((&thread.id, &thread.comment), names, ui));
    text.push_str(&body(&thread.comment.text, 6));
    for (id, answer) in &thread.answers {
        text.push_str(&format!("      ↳ {}\n", said_by((id, answer), names, ui)));
        text.push_str(&body(&answer.text, 10));
    }
    let about = safe(&thread.comment.about);
    let note = match (thread.place, thread.comment.item) {
        (Place::Stands, _) => None,
        (Place::Changed, None) => Some(Told::PlanChanged),
        (Place::Changed, Some(_)) => Some(Told::Changed { about }),
        (Place::Gone, _) => (!about.is_empty()).then_some(Told::GoneAbout { about }),
    };
    if let Some(note) = note {
        text.push_str(&format!("      {}\n", ui.paint(Tone::Warn, &note.say(ui.lang))));
    }
    for (_, one) in thread.resolutions.iter().filter(|_| !thread.is_open) {
        let told = Told::Resolved { name: name(&one.author, names), date: day(&one.date) };
        text.push_str(&format!("      {}\n", ui.paint(Tone::Good, &told.say(ui.lang))));
        text.push_str(&body(&one.text, 10));
    }
    text
}

fn said_by((id, said): (&str, &Review), names: &BTreeMap<String, String>, ui: &Ui) -> String {
    let source = said.claimed.then(|| safe(&said.source));
    let name = if said.claimed { safe(&said.author) } else { name(&said.author, names) };
    let who = Told::Who { name, date: day(&said.date), source };
    format!("{}  {}", ui.paint(Tone::Command, id), who.say(ui.lang))
}

pub(super) fn body(text: &str, indent: usize) -> String {
    let lines = text.lines().map(|line| {
        if line.trim().is_empty() { "\n".to_owned() } else { format!("{:indent$}{}\n", "", safe(line)) }
    });
    lines.collect()
}

/// A person's name, or the id where nobody has it.
pub(super) fn name(id: &str, names: &BTreeMap<String, String>) -> String {
    safe(names.get(id).map_or(id, String::as_str))
}

/// The day of a moment as it is written.
pub(super) fn day(moment: &str) -> Option<Date> {
    moment.get(..10)?.parse().ok()
}

/// What was said just now.
pub fn said(said: &Commented, writing: Writing, ui: &Ui) -> String {
    let id = said.id.clone();
    let told = match &said.record {
        Record::Resolution(_) if said.known => Told::ResolvedBefore { id },
        Record::Resolution(one) => Told::ResolvedNow { id: one.of.clone() },
        _ if writing == Writing::Write && !said.written => Told::SaidBefore { id },
        Record::Comment(Review { answers: Some(answered), .. }) => Told::Answered { id: answered.clone() },
        Record::Comment(Review { item, .. }) => {
            Told::Commented { id, item: *item, period: said.place.period }
        }
        Record::Verdict(_) => Told::SaidBefore { id },
    };
    let mut text = ui.paint(Tone::Good, &told.say(ui.lang)) + "\n";
    if let Some(thread) = &said.thread {
        text.push_str(&of(thread, &said.names, ui));
    }
    if writing == Writing::Pretend && !said.known {
        text.push_str(&would_write(&said.path, &said.text, ui));
    }
    text
}

pub(super) fn would_write(path: &str, text: &str, ui: &Ui) -> String {
    let head = Told::WouldWrite { path: path.to_owned() }.say(ui.lang);
    let lines = text.lines().map(|line| format!("  {}\n", safe(line)));
    format!("\n{head}\n{}", lines.collect::<String>())
}

/// What to do next.
pub fn advice(said: &Commented, ui: &Ui) {
    if said.written {
        ui.talk(&Told::Save);
    }
}
