//! What happened, for people: one event a line, newest first.

use crate::cli::command::save::{Summary, visible};
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::work::history::{Event, Happening};

/// What is said around events.
#[derive(Clone, Debug)]
pub enum Line {
    NoEvents,
    /// The clone lacks what came before.
    Shallow,
}

/// The whole answer, with what stands below the events.
pub fn human(events: &[Event], below: Option<&Line>, ui: &Ui) -> String {
    let mut lines = Vec::new();
    if events.is_empty() {
        lines.push(Line::NoEvents.say(ui.lang));
    }
    events.iter().for_each(|event| self::event(event, ui, &mut lines));
    lines.extend(below.map(|line| ui.paint(Tone::Warn, &line.say(ui.lang))));
    lines.join("\n")
}

fn event(event: &Event, ui: &Ui, lines: &mut Vec<String>) {
    let head = format!("{}  {}", event.day, ui.paint(Tone::Quiet, &visible(&event.who)));
    match &event.what {
        Happening::Saved { files, .. } => {
            let words = Summary { files }.say(ui.lang);
            let mut words = words.lines().filter(|line| !line.is_empty());
            lines.push(format!("{head}  {}", words.next().unwrap_or_default()));
            lines.extend(words.map(|line| format!("    {line}")));
        }
        Happening::Tagged { .. } => {
            lines.push(format!("{head}  {}", ui.paint(Tone::Heading, &event.what.say(ui.lang))));
        }
    }
}
