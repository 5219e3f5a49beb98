//! What is told of the records of a plan's year, whichever they are: where they were put, what to do next, what could not
//! be read.

use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::period::Period;
use crate::plan::item::Anchor;
use crate::plan::markdown::inline::inline;
use crate::plan::markdown::run::words;
use crate::reading::number;
use crate::work::tracking::{Desk, Ledger, Put, Unread, Writing};

use super::verdict::safe;

/// What is wrong with the command line, or stops one school of many.
#[derive(Clone, Debug)]
pub enum Stop {
    NotAStatus {
        typed: String,
    },
    NotAPercent {
        typed: String,
    },
    NoCode,
    /// Neither whom the school asked nor what was answered.
    NoPetition {
        item: String,
    },
    /// A school whose plan cannot be told of.
    School {
        id: String,
        detail: String,
    },
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        school: String,
        period: Period,
    },
    Anchor(Option<Anchor>),
    KnownAlready,
    WouldWrite {
        path: String,
    },
    Save,
    /// Git would not join two people's records of this file.
    NoUnion {
        file: &'static str,
    },
    Unread {
        path: String,
        detail: String,
    },
    /// Items that cannot be named yet.
    WithoutIds {
        count: usize,
        period: Period,
    },
}

/// The first line of a list.
pub fn head(desk: &Desk, ui: &Ui) -> String {
    let head = Told::Head { school: safe(&desk.record.school.name), period: desk.place.period };
    ui.paint(Tone::Heading, &head.say(ui.lang)) + "\n"
}

/// The lines that were or would be added.
pub fn lines(put: &Put, writing: Writing, ui: &Ui) -> String {
    if put.text.is_empty() {
        return Told::KnownAlready.say(ui.lang) + "\n";
    }
    if writing == Writing::Write {
        return String::new();
    }
    let mut text = format!("\n{}\n", Told::WouldWrite { path: put.path.clone() }.say(ui.lang));
    text.extend(put.text.lines().map(|line| format!("  {line}\n")));
    text
}

/// What to do next.
pub fn next(put: &Put, writing: Writing, ui: &Ui) {
    if writing == Writing::Write && !put.text.is_empty() {
        ui.talk(&Told::Save);
        // Progress records are merged by what they say, however a repository is set up.
        if !put.merges && put.ledger != Ledger::Progress {
            ui.talk(&Told::NoUnion { file: put.ledger.name() });
        }
    }
}

/// The files that were left out.
pub fn unread(unread: &[Unread], ui: &Ui) {
    for one in unread {
        ui.talk(&Told::Unread { path: one.path.clone(), detail: one.detail.clone() });
    }
}

/// A sentence of a plan without its Markdown.
pub fn plain(markdown: &str) -> String {
    safe(&words(&inline(markdown)))
}

/// An amount as it is written here.
pub fn dong(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{} đ", number::written(amount.unsigned_abs() as f64))
}
