//! What was put to those who can decide, for people: what still waits first.

use super::tracking::{head, lines, plain};
use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::date::Date;
use crate::petition::{Answer, Petition};
use crate::plan::item::ItemId;
use crate::tracking::answers;
use crate::work::tracking::petition::Recorded;
use crate::work::tracking::{Desk, Writing};

/// What is told.
#[derive(Clone, Debug)]
pub enum Line {
    None,
    Counts {
        waiting: usize,
        answered: usize,
    },
    Item {
        id: ItemId,
        text: String,
    },
    Asked {
        to: String,
        date: Date,
        name: String,
    },
    About(String),
    Waits {
        days: i64,
    },
    Answered {
        date: Date,
        answer: String,
    },
    PutAsked {
        item: ItemId,
        to: String,
    },
    PutAnswer {
        item: ItemId,
        to: String,
    },
    /// What to type when an answer comes.
    Command {
        item: ItemId,
    },
}

/// All petitions, those without an answer first.
pub fn list(desk: &Desk, today: Date, ui: &Ui) -> String {
    let mut text = head(desk, ui);
    let all = &desk.petitions.petitions;
    if all.is_empty() {
        return text + &Line::None.say(ui.lang) + "\n";
    }
    let is_open = |petition: &&Petition| answers(&desk.petitions, petition).next().is_none();
    let (open, answered): (Vec<&Petition>, Vec<&Petition>) = all.iter().partition(is_open);
    let counts = Line::Counts { waiting: open.len(), answered: answered.len() };
    text.push_str(&format!("{}\n", counts.say(ui.lang)));
    text.extend(open.iter().chain(&answered).map(|petition| one(desk, petition, today, ui)));
    text
}

fn one(desk: &Desk, petition: &Petition, today: Date, ui: &Ui) -> String {
    let words = desk.plan.item(petition.item).map(|placed| plain(&placed.item.text)).unwrap_or_default();
    let item = Line::Item { id: petition.item, text: words }.say(ui.lang);
    let name = safe(&desk.name(&petition.by));
    let asked = Line::Asked { to: safe(&petition.to), date: petition.date, name };
    let mut text = format!("\n  {item}\n      {}\n", asked.say(ui.lang));
    if let Some(about) = &petition.about {
        text.push_str(&format!("      {}\n", Line::About(safe(about)).say(ui.lang)));
    }
    let answers: Vec<&Answer> = answers(&desk.petitions, petition).collect();
    for answer in &answers {
        let said = Line::Answered { date: answer.date, answer: safe(&answer.answer) };
        text.push_str(&format!("      {}\n", ui.paint(Tone::Good, &said.say(ui.lang))));
    }
    if answers.is_empty() {
        let waits = Line::Waits { days: petition.date.days_until(today) }.say(ui.lang);
        let command = Line::Command { item: petition.item }.say(ui.lang);
        text.push_str(&format!("      {}\n", ui.paint(Tone::Warn, &waits)));
        text.push_str(&format!("      {}\n", ui.paint(Tone::Command, &command)));
    }
    text
}

/// What was put down.
pub fn recorded(recorded: &Recorded, writing: Writing, ui: &Ui) -> String {
    let (item, to) = (recorded.petition.item, safe(&recorded.petition.to));
    let said = match &recorded.answer {
        Some(_) => Line::PutAnswer { item, to },
        None => Line::PutAsked { item, to },
    };
    let mut text = ui.paint(Tone::Good, &said.say(ui.lang)) + "\n";
    let about = recorded
        .answer
        .as_ref()
        .map(|answer| Line::Answered { date: answer.date, answer: safe(&answer.answer) });
    let about = about.or(recorded.petition.about.as_deref().map(|about| Line::About(safe(about))));
    text.extend(about.map(|about| format!("  {}\n", about.say(ui.lang))));
    text + &lines(&recorded.put, writing, ui)
}
