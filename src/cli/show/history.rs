//! What happened, for people: one event a line, newest first; or one year after the other.

use crate::cli::command::save::{Summary, visible};
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::work::history::{Event, Happening, History, ItemState, Year};

/// What is said around events and years.
#[derive(Clone, Debug)]
pub enum Line {
    NoEvents,
    /// The clone lacks what came before.
    Shallow,
    /// The plan of this year does not have it.
    NotThere,
    Level {
        level: String,
    },
}

/// The whole answer.
pub fn human(history: &History, ui: &Ui) -> String {
    let mut lines = Vec::new();
    match history {
        History::Events { events, is_shallow, .. } => {
            if events.is_empty() {
                lines.push(Line::NoEvents.say(ui.lang));
            }
            events.iter().for_each(|event| self::event(event, ui, &mut lines));
            if *is_shallow {
                lines.push(ui.paint(Tone::Warn, &Line::Shallow.say(ui.lang)));
            }
        }
        History::Years { years, .. } => {
            for year in years {
                self::year(year, ui, &mut lines);
            }
        }
    }
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

fn year(year: &Year, ui: &Ui, lines: &mut Vec<String>) {
    let catalog = year.catalog.as_deref().map(|catalog| format!(" ({catalog})")).unwrap_or_default();
    let mut head = format!("{}{catalog}", year.period);
    let Some(place) = &year.place else {
        lines.push(format!("{}  {}", ui.paint(Tone::Heading, &head), Line::NotThere.say(ui.lang)));
        return;
    };
    if let Some(anchor) = place.anchor {
        head.push_str(&format!("  {anchor} {}", visible(&place.name)));
    }
    lines.push(ui.paint(Tone::Heading, &head));
    if let Some(level) = &place.level {
        lines.push(format!("  {}", Line::Level { level: level.clone() }.say(ui.lang)));
    }
    lines.extend(place.items.iter().map(|item| self::item(item, ui)));
}

fn item(item: &ItemState, ui: &Ui) -> String {
    let id =
        item.id.map(|id| format!(" {}", ui.paint(Tone::Quiet, &format!("{{#{id}}}")))).unwrap_or_default();
    let state = item.say(ui.lang);
    format!("  - {}{id}{state}", visible(&item.text))
}
