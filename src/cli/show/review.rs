//! A review for people: what changed since this reviewer last looked, item by item, and what was said.

use std::collections::BTreeMap;

use super::comment::{self, day, name};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::period::Period;
use crate::plan::ItemId;
use crate::plan::item::Anchor;
use crate::review::Says;
use crate::vetting::{Since, Stale};
use crate::work::review::{Against, Given, ItemView, Rest, Stand, View, Writing};

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        period: Period,
        name: String,
        against: Against,
        date: Option<Date>,
    },
    InReview {
        version: u32,
    },
    Counts {
        new: usize,
        changed: usize,
        footing: usize,
        gone: usize,
        same: usize,
    },
    NothingNew,
    Place {
        anchor: Option<Anchor>,
    },
    Before {
        text: String,
    },
    Field {
        label: &'static str,
        before: Option<String>,
        after: Option<String>,
    },
    Footing,
    Gone {
        item: ItemId,
        text: Option<String>,
    },
    Rest(Rest),
    Stands,
    /// What somebody says, of the whole or of an item.
    Stand {
        name: String,
        date: Option<Date>,
        says: Says,
        item: Option<ItemId>,
        stale: Option<Stale>,
    },
    OtherComments,
    Next {
        item: Option<ItemId>,
    },
    Given {
        says: Says,
        item: Option<ItemId>,
        period: Period,
        name: String,
    },
    KnownAlready,
}

/// What the reviewer is shown.
pub fn view(view: &View, only: Option<ItemId>, ui: &Ui) -> String {
    let date = match &view.against {
        Against::LastLook { date } => day(date),
        _ => None,
    };
    let head =
        Told::Head { period: view.place.period, name: safe(&view.by.1), against: view.against.clone(), date };
    let mut text = ui.paint(Tone::Heading, &head.say(ui.lang)) + "\n";
    if let Some(version) = view.submitted {
        text.push_str(&format!("{}\n", Told::InReview { version }.say(ui.lang)));
    }
    if only.is_none() {
        text.push_str(&format!("{}\n", counts(view).say(ui.lang)));
    }
    text.push_str(&items(view, only, ui));
    for gone in &view.gone {
        let told = Told::Gone { item: gone.id, text: gone.text.as_deref().map(safe) };
        text.push_str(&format!("\n  {} {}\n", ui.paint(Tone::Bad, "−"), told.say(ui.lang)));
    }
    if only.is_none() && view.rest != Rest::Same {
        text.push_str(&format!("\n{}\n", Told::Rest(view.rest.clone()).say(ui.lang)));
    }
    if !view.threads.is_empty() {
        text.push_str(&format!("\n{}\n", ui.paint(Tone::Heading, &Told::OtherComments.say(ui.lang))));
        text.extend(view.threads.iter().map(|thread| comment::of(thread, &view.names, ui)));
    }
    if only.is_none() && !view.stands.is_empty() {
        text.push_str(&format!("\n{}\n", ui.paint(Tone::Heading, &Told::Stands.say(ui.lang))));
        text.push_str(&stands(&view.stands, &view.names, ui));
    }
    text.push_str(&comment::flaws(&view.flawed, ui));
    text.push_str(&format!("\n{}\n", Told::Next { item: only }.say(ui.lang)));
    text
}

fn counts(view: &View) -> Told {
    let of = |since: Since| view.items.iter().filter(|item| item.since == since).count();
    let (new, changed, footing) = (of(Since::New), of(Since::Changed), of(Since::Footing));
    let gone = view.gone.len();
    if new + changed + footing + gone == 0 && view.rest == Rest::Same {
        return Told::NothingNew;
    }
    Told::Counts { new, changed, footing, gone, same: of(Since::Same) }
}

/// The items that are new or otherwise, those with open comments, and the one that was asked for.
fn items(view: &View, only: Option<ItemId>, ui: &Ui) -> String {
    let is_shown = |item: &&ItemView| only.is_some() || item.since != Since::Same || !item.threads.is_empty();
    let (mut text, mut place) = (String::new(), None);
    for item in view.items.iter().filter(is_shown) {
        if place != Some(item.anchor) {
            let heading = Told::Place { anchor: item.anchor }.say(ui.lang);
            text.push_str(&format!("\n{}\n", ui.paint(Tone::Heading, &heading)));
            place = Some(item.anchor);
        }
        text.push_str(&one(item, view, ui));
    }
    text
}

fn one(item: &ItemView, view: &View, ui: &Ui) -> String {
    let mark = match item.since {
        Since::New => ui.paint(Tone::Good, "+"),
        Since::Changed => ui.paint(Tone::Warn, "~"),
        Since::Footing => ui.paint(Tone::Warn, "≈"),
        Since::Same => "=".to_owned(),
    };
    let id = ui.paint(Tone::Command, &item.id.to_string());
    let mut text = format!("  {mark} {id}  {}\n", safe(&item.text));
    let mut line = |told: &Told| text.push_str(&format!("      {}\n", told.say(ui.lang)));
    if let Some(before) = item.before.as_ref().filter(|before| **before != item.text) {
        line(&Told::Before { text: safe(before) });
    }
    for field in &item.fields {
        let (before, after) = (field.before.as_deref().map(safe), field.after.as_deref().map(safe));
        line(&Told::Field { label: field.label, before, after });
    }
    if item.since == Since::Footing {
        line(&Told::Footing);
    }
    text.push_str(&stands(&item.stands, &view.names, ui));
    text.extend(item.threads.iter().map(|thread| comment::of(thread, &view.names, ui)));
    text
}

fn stands(stands: &[Stand], names: &BTreeMap<String, String>, ui: &Ui) -> String {
    let mut text = String::new();
    for stand in stands {
        let verdict = &stand.verdict;
        let told = Told::Stand {
            name: name(&stand.by, names),
            date: day(&verdict.date),
            says: verdict.says,
            item: verdict.item,
            stale: stand.stale,
        };
        let tone = match (stand.stale, verdict.says) {
            (Some(_), _) => Tone::Quiet,
            (None, Says::RequestChanges) => Tone::Bad,
            (None, _) => Tone::Good,
        };
        text.push_str(&format!("      {}\n", ui.paint(tone, &told.say(ui.lang))));
        text.push_str(&comment::body(&verdict.text, 10));
    }
    text
}

/// What was put down.
pub fn given(given: &Given, writing: Writing, ui: &Ui) -> String {
    let verdict = &given.verdict;
    let told = Told::Given {
        says: verdict.says,
        item: verdict.item,
        period: given.place.period,
        name: safe(&given.name),
    };
    let mut text = ui.paint(Tone::Good, &told.say(ui.lang)) + "\n";
    if given.known {
        text.push_str(&format!("{}\n", Told::KnownAlready.say(ui.lang)));
    } else if writing == Writing::Pretend {
        text.push_str(&comment::would_write(&given.path, &given.text, ui));
    }
    text
}

/// What to do next.
pub fn advice(given: &Given, ui: &Ui) {
    if given.written {
        ui.talk(&comment::Told::Save);
    }
}
