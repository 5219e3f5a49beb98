//! What a Word file would change in its plan, for people: each change with the words before and after.

use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::import::back::Aside;
use crate::import::word::Pending;
use crate::merge::{Conflict, Part, Taken};
use crate::plan::parse::parse;
use crate::plan::{Item, Plan};
use crate::work::update::{Base, NewReview, Update};

/// One line.
#[derive(Clone, Debug)]
pub enum Line<'u> {
    Head {
        path: &'u str,
        base: Base,
        found: usize,
        printed: usize,
    },
    /// Changes under tracking that nobody had decided on in Word.
    Decided {
        count: usize,
        pending: Pending,
    },
    Changes {
        count: usize,
    },
    NoChanges,
    /// What is changed, added or removed.
    Change {
        mark: &'static str,
        part: &'u Part,
    },
    /// A field of an item that is new.
    Field {
        label: &'static str,
        value: String,
    },
    Before(&'u str),
    After(&'u str),
    Conflicts {
        count: usize,
    },
    Here(Option<&'u str>),
    There(Option<&'u str>),
    Asides {
        count: usize,
    },
    Aside(&'u Aside),
    Reviews {
        new: usize,
        known: usize,
    },
    Review(&'u NewReview),
    Renumbered {
        from: String,
        to: String,
    },
}

/// Words longer than this are cut on the terminal; the machine-readable answer has all.
const LONG: usize = 300;

/// All of it.
pub fn human(update: &Update, ui: &Ui) -> String {
    let mut lines = vec![(
        Tone::Heading,
        Line::Head {
            path: &update.place.inside,
            base: update.base,
            found: update.found,
            printed: update.printed,
        },
    )];
    if let (count @ 1.., Some(pending)) = (update.changes.len(), update.pending) {
        lines.push((Tone::Warn, Line::Decided { count, pending }));
    }
    match update.taken.len() {
        0 => lines.push((Tone::Quiet, Line::NoChanges)),
        count => lines.push((Tone::Heading, Line::Changes { count })),
    }
    let plan = parse(&update.text).plan;
    for taken in &update.taken {
        change(taken, &mut lines);
        fields_of_new(taken, &plan, &mut lines);
    }
    if !update.conflicts.is_empty() {
        lines.push((Tone::Bad, Line::Conflicts { count: update.conflicts.len() }));
        update.conflicts.iter().for_each(|one| conflict(one, &mut lines));
    }
    for one in &update.renumbered {
        let (from, to) = (one.from.to_string(), one.to.to_string());
        lines.push((Tone::Quiet, Line::Renumbered { from, to }));
    }
    if !update.asides.is_empty() {
        lines.push((Tone::Warn, Line::Asides { count: update.asides.len() }));
        lines.extend(update.asides.iter().map(|aside| (Tone::Quiet, Line::Aside(aside))));
    }
    let known = update.reviews.iter().filter(|review| review.known).count();
    if !update.reviews.is_empty() {
        let new = update.reviews.len() - known;
        lines.push((Tone::Heading, Line::Reviews { new, known }));
        let new = update.reviews.iter().filter(|review| !review.known);
        lines.extend(new.map(|review| (Tone::Quiet, Line::Review(review))));
    }
    let said = lines.iter().map(|(tone, line)| written(*tone, line, ui));
    said.collect::<Vec<_>>().join("\n")
}

fn written(tone: Tone, line: &Line<'_>, ui: &Ui) -> String {
    let indent = match line {
        Line::Change { .. } | Line::Aside(_) | Line::Review(_) => "  ",
        Line::Before(_) | Line::After(_) | Line::Field { .. } | Line::Here(_) | Line::There(_) => "      ",
        _ => "",
    };
    let lang: Lang = ui.lang;
    format!("{indent}{}", ui.paint(tone, &line.say(lang)))
}

fn change<'u>(taken: &'u Taken, lines: &mut Vec<(Tone, Line<'u>)>) {
    let (mark, tone) = match (&taken.before, &taken.after) {
        (None, _) => ("+", Tone::Good),
        (_, None) => ("−", Tone::Warn),
        _ => ("~", Tone::Heading),
    };
    lines.push((tone, Line::Change { mark, part: &taken.part }));
    lines.extend(taken.before.as_deref().map(|text| (Tone::Quiet, Line::Before(text))));
    lines.extend(taken.after.as_deref().map(|text| (Tone::Quiet, Line::After(text))));
}

/// An item that is new comes with its fields; those of one that changed are changes of their own.
fn fields_of_new<'u>(taken: &'u Taken, plan: &Plan, lines: &mut Vec<(Tone, Line<'u>)>) {
    let (None, Part::Item(named)) = (&taken.before, &taken.part) else { return };
    let item = named.id.and_then(|id| plan.item(id)).map(|placed| placed.item);
    for field in item.into_iter().flat_map(Item::fields) {
        lines.push((Tone::Quiet, Line::Field { label: field.label, value: field.value.clone() }));
    }
}

fn conflict<'u>(conflict: &'u Conflict, lines: &mut Vec<(Tone, Line<'u>)>) {
    lines.push((Tone::Bad, Line::Change { mark: "!", part: &conflict.part }));
    lines.push((Tone::Quiet, Line::Here(conflict.ours.as_deref())));
    lines.push((Tone::Quiet, Line::There(conflict.theirs.as_deref())));
}

/// At most so many letters of a text, on one line.
pub fn short(text: &str) -> String {
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", one.get(..end).unwrap_or_default()),
        None => one,
    }
}

impl Line<'_> {
    /// How a part is marked: removed, added or changed.
    pub fn stable(taken: &Taken) -> &'static str {
        match (&taken.before, &taken.after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}
