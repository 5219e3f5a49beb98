//! What a save means, in English.

use crate::cli::command::watch::Talk;
use crate::cli::lang::En;
use crate::cli::show::watch::Word;
use crate::compare::meaning::Shift;
use crate::compare::{Ref, SectionStatus, Trend};
use crate::plan::item::{Anchor, Kind};
use crate::watch::{Means, WatchError};
use crate::work::watch::{Against, Tally};

impl En for Shift {
    fn en(&self) -> String {
        match self {
            Shift::Added { kind, item } => format!("{} added: {}", name(*kind, item), quoted(&item.text)),
            Shift::Removed { kind, item } => format!("{} removed: {}", name(*kind, item), quoted(&item.text)),
            Shift::Reworded { kind, item, before, trend } => {
                let trend = match trend {
                    Some(Trend::Improved) => " (better figures)",
                    Some(Trend::Worsened) => " (worse figures)",
                    Some(Trend::Unchanged) | None => "",
                };
                let (old, new) = (quoted(before), quoted(&item.text));
                format!("{} reworded{trend}: {old} → {new}", name(*kind, item))
            }
            Shift::Moved { kind, item, from } => {
                format!("{} moved from {} to {}", name(*kind, item), place(from), place(&item.criterion))
            }
            Shift::WithoutAction { weakness } => {
                format!("{} has no action any more", name(Kind::Weakness, weakness))
            }
            Shift::Deadline { action, before, after, later } => {
                let how = match later {
                    Some(true) => "has a later deadline",
                    Some(false) => "has an earlier deadline",
                    None => "has another schedule",
                };
                format!("{} {how}: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Budget { action, before, after, .. } => {
                format!("{} has another budget: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Lead { action, before, after } => {
                format!("{} has another lead: {}", name(Kind::Action, action), values(before, after))
            }
            Shift::Aim { target, before, after, raised } => {
                let how = if *raised { "asks for more" } else { "asks for less" };
                format!("{} {how}: {}", name(Kind::Target, target), values(before, after))
            }
            Shift::Level { criterion, before, after } => {
                format!("criterion {criterion} has another level: {}", values(before, after))
            }
            Shift::Front { key, before, after } => {
                format!("the front matter's `{key}` changed: {}", values(before, after))
            }
            Shift::Section { heading, status } => match status {
                SectionStatus::Added => format!("section “{heading}” added"),
                SectionStatus::Removed => format!("section “{heading}” removed"),
                SectionStatus::Changed | SectionStatus::Same => {
                    format!("section “{heading}” reads differently")
                }
            },
        }
    }
}

impl En for Word<'_> {
    fn en(&self) -> String {
        match self {
            Word::Gone => "the file is gone".into(),
            Word::Nothing => "saved; it says what it said before".into(),
            Word::Against(Against::Approved { tag }) => format!("against the approved version ({tag}):"),
            Word::Against(Against::Committed) => "against the last commit:".into(),
            Word::Against(Against::Nothing) => "against what it was:".into(),
            Word::Still(count) => format!("and {count} changes from before this save"),
            Word::Standing(Tally { errors: 0, warnings: 0, .. }) => "no errors or warnings left".into(),
            Word::Standing(tally) => format!("{} errors, {} warnings left", tally.errors, tally.warnings),
            Word::Undone(shift) => format!("taken back: {}", shift.en()),
        }
    }
}

impl En for Talk {
    fn en(&self) -> String {
        match self {
            Talk::Following { folder, means: Means::Events } => {
                format!("Following `{}`; each save gets an answer. Press Ctrl-C to stop.", folder.display())
            }
            Talk::Following { folder, means: Means::Polling(interval) } => format!(
                "Following `{}`, looking every {} seconds (a network drive, or the system does not report \
                 changes). Press Ctrl-C to stop.",
                folder.display(),
                interval.as_secs_f64()
            ),
            Talk::Keeping => "Keeping what is not saved yet; `caitien recover` brings it back.".into(),
            Talk::Ended => "Stopped following.".into(),
        }
    }
}

impl En for WatchError {
    fn en(&self) -> String {
        match self {
            WatchError::Follow { path, .. } => format!("cannot follow the folder `{}`", path.display()),
            WatchError::TakeInterrupt { .. } => "cannot take the signal of Ctrl-C".into(),
        }
    }
}

/// An item by its id, or by its place where it has none yet.
fn name(kind: Kind, item: &Ref) -> String {
    let word = kind.as_str();
    match (item.id, &item.criterion) {
        (Some(id), _) => format!("{word} {id}"),
        (None, Some(_)) => format!("{word} at {}", place(&item.criterion)),
        (None, None) => word.to_owned(),
    }
}

fn place(anchor: &Option<Anchor>) -> String {
    match anchor {
        Some(Anchor::Criterion(id)) => format!("criterion {id}"),
        Some(Anchor::Standard(number)) => format!("standard {number}"),
        None => "no criterion".into(),
    }
}

fn values(before: &str, after: &str) -> String {
    let shown = |value: &str| if value.trim().is_empty() { "(empty)".to_owned() } else { quoted(value) };
    format!("{} → {}", shown(before), shown(after))
}

/// The beginning of a sentence: enough to know which one it is.
fn quoted(text: &str) -> String {
    let mut words = text.chars();
    let beginning: String = words.by_ref().take(80).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("“{beginning}{more}”")
}
