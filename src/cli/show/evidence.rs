//! The register of evidence, for people.

use super::tracking::{head, lines};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::evidence::{Code, Entry, Form};
use crate::tracking::evidence::{doubled, live};
use crate::work::tracking::evidence::{Added, State};
use crate::work::tracking::{Desk, Writing};

/// What is told.
#[derive(Clone, Debug)]
pub enum Line {
    /// No entry yet.
    Empty,
    Count(usize),
    Place(String),
    Link(String),
    File {
        path: String,
        sha256: String,
    },
    By {
        date: Date,
        name: String,
    },
    /// Another entry has this code too.
    Doubled,
    Added {
        code: String,
        name: String,
    },
    Kept {
        path: String,
    },
    Proposed {
        code: String,
    },
    Checked {
        files: usize,
        changed: usize,
        missing: usize,
    },
    State(State),
    /// What to type about a file that was changed on purpose.
    Renew {
        code: String,
        path: String,
    },
}

/// A code as a text cites it.
pub fn cited(entry: &Entry) -> String {
    match entry.read_code().map(|code| code.form) {
        Some(Form::Of2026) => format!("({})", entry.code),
        _ => format!("[{}]", safe(&entry.code)),
    }
}

/// The whole register.
pub fn list(desk: &Desk, ui: &Ui) -> String {
    let mut text = head(desk, ui);
    let mut entries = live(&desk.register);
    if entries.is_empty() {
        return text + &Line::Empty.say(ui.lang) + "\n";
    }
    let twice: Vec<&str> = doubled(&desk.register).iter().map(|entry| entry.code.as_str()).collect();
    entries.sort_by_key(|entry| (entry.read_code(), entry.code.clone()));
    text.push_str(&format!("{}\n", Line::Count(entries.len()).say(ui.lang)));
    for entry in entries {
        text.push_str(&one(desk, entry, ui));
        if twice.contains(&entry.code.as_str()) {
            text.push_str(&format!("      {}\n", ui.paint(Tone::Warn, &Line::Doubled.say(ui.lang))));
        }
    }
    text
}

fn one(desk: &Desk, entry: &Entry, ui: &Ui) -> String {
    let held = &entry.held;
    let mut text = format!("  {} {}\n", ui.paint(Tone::Heading, &cited(entry)), safe(&entry.name));
    let facts = [
        held.place.as_deref().map(|place| Line::Place(safe(place))),
        held.link.as_deref().map(|link| Line::Link(safe(link))),
        held.file.as_ref().map(|file| Line::File { path: safe(&file.path), sha256: file.sha256.clone() }),
        Some(Line::By { date: entry.date, name: safe(&desk.name(&entry.by)) }),
    ];
    for fact in facts.into_iter().flatten() {
        text.push_str(&format!("      {}\n", ui.paint(Tone::Quiet, &fact.say(ui.lang))));
    }
    text
}

/// What was added.
pub fn added(added: &Added, writing: Writing, ui: &Ui) -> String {
    let said = Line::Added { code: cited(&added.entry), name: safe(&added.entry.name) };
    let mut text = ui.paint(Tone::Good, &said.say(ui.lang)) + "\n";
    if let (Some(kept), Writing::Write) = (&added.kept, writing) {
        text.push_str(&format!("  {}\n", Line::Kept { path: safe(kept) }.say(ui.lang)));
    }
    if let Some(file) = &added.entry.held.file {
        let file = Line::File { path: safe(&file.path), sha256: file.sha256.clone() };
        text.push_str(&format!("  {}\n", ui.paint(Tone::Quiet, &file.say(ui.lang))));
    }
    text + &lines(&added.put, writing, ui)
}

/// The next free code.
pub fn proposed(code: Code, ui: &Ui) -> String {
    Line::Proposed { code: code.to_string() }.say(ui.lang)
}

/// What became of the files.
pub fn checked(desk: &Desk, checked: &[(Entry, State)], ui: &Ui) -> String {
    let count = |wanted: &[State]| checked.iter().filter(|(_, state)| wanted.contains(state)).count();
    let files = checked.len() - count(&[State::NoFile]);
    let (changed, missing) = (count(&[State::Changed]), count(&[State::Missing, State::Unreadable]));
    let summary = Line::Checked { files, changed, missing };
    let mut text = head(desk, ui) + &summary.say(ui.lang) + "\n";
    for (entry, state) in checked {
        let (Some(file), State::Changed | State::Missing | State::Unreadable) = (&entry.held.file, state)
        else {
            continue;
        };
        let said = ui.paint(Tone::Bad, &Line::State(*state).say(ui.lang));
        text.push_str(&format!("  {} {}: {said} ({})\n", cited(entry), safe(&entry.name), safe(&file.path)));
        if *state == State::Changed {
            let renew = Line::Renew { code: entry.code.clone(), path: safe(&file.path) };
            text.push_str(&format!("      {}\n", ui.paint(Tone::Command, &renew.say(ui.lang))));
        }
    }
    text
}
