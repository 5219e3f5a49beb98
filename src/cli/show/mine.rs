//! What is left for one person, for people.

use crate::cli::lang::Say;
use crate::cli::show::status::Line;
use crate::cli::ui::{Tone, Ui};
use crate::work::mine::{Mine, Part};

/// What is said.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        name: String,
        period: String,
        left: usize,
        parts: usize,
    },
    /// Nothing was assigned to this person.
    NoParts {
        id: String,
    },
    Part(Part),
    AllDone,
}

/// The answer as lines of text.
pub fn human(mine: &Mine, ui: &Ui) -> String {
    let left: Vec<&Part> = mine.parts.iter().filter(|part| !part.is_done()).collect();
    let (name, period) = (mine.person.name.clone(), mine.period.to_string());
    let head = Told::Head { name, period, left: left.len(), parts: mine.parts.len() };
    let mut lines = vec![ui.paint(Tone::Heading, &head.say(ui.lang))];
    if mine.parts.is_empty() {
        lines.push(Told::NoParts { id: mine.person.id.clone() }.say(ui.lang));
    } else if left.is_empty() {
        lines.push(ui.paint(Tone::Good, &Told::AllDone.say(ui.lang)));
    }
    for part in left {
        let tone = if part.errors > 0 { Tone::Bad } else { Tone::Warn };
        lines.push(ui.paint(tone, &Told::Part(part.clone()).say(ui.lang)));
    }
    lines.extend(mine.due.iter().map(|due| Line::Due(due.clone()).say(ui.lang)));
    lines.join("\n")
}
