//! The head and the foot of the page back into the front matter.

use super::edits::{Edits, Splice};
use super::{Aside, Why};
use crate::plan::Plan;

/// A value of the front matter that reads otherwise now.
pub(super) fn changed(plan: &Plan, (key, place): (&'static str, usize), text: &str, edits: &mut Edits) {
    let Some(value) = value(plan, (key, place), text) else {
        return edits.asides.push(Aside { why: Why::Form, text: text.to_owned(), paragraph: 0 });
    };
    match plan.front.spans.get(key) {
        Some(span) => edits.splices.push(Splice { span: *span, text: value }),
        // A key that the front matter does not have yet goes behind the last one that it has.
        None => {
            let Some(end) = plan.front.spans.values().map(|span| span.end).max() else { return };
            edits.splices.push(Splice {
                span: crate::finding::Span::new(end, end),
                text: format!("\n{key} = {value}"),
            });
        }
    }
}

/// A recipient that is gone is gone; everything else of the front matter stays: an empty line in Word is no decision.
pub(super) fn gone(plan: &Plan, (key, place): (&'static str, usize), text: &str, edits: &mut Edits) {
    match (key, plan.front.spans.get(key)) {
        ("recipients", Some(span)) => {
            let rest = plan.front.recipients.iter().enumerate().filter(|(at, _)| *at != place);
            let list: Vec<String> = rest.map(|(_, value)| quoted(value)).collect();
            edits.splices.push(Splice { span: *span, text: format!("[{}]", list.join(", ")) });
        }
        _ if text.is_empty() => {}
        _ => edits.asides.push(Aside { why: Why::Kept, text: text.to_owned(), paragraph: 0 }),
    }
}

/// The value in TOML.
fn value(plan: &Plan, (key, place): (&'static str, usize), text: &str) -> Option<String> {
    match key {
        "recipients" => {
            let mut list = plan.front.recipients.clone();
            let text = text.trim_start_matches(['-', ' ']).trim_end_matches([';', '.']).to_owned();
            match list.get_mut(place) {
                Some(old) => *old = text,
                None => list.push(text),
            }
            Some(format!("[{}]", list.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")))
        }
        _ => Some(quoted(text)),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A heading keeps the number that the plan writes, where the page only corrected it.
pub(super) fn renumbered(written: &str, printed: &str, now: &str) -> String {
    let number = |text: &str| text.split_once(". ").map(|(number, _)| number.to_owned());
    match (number(written), number(printed), number(now)) {
        (Some(own), Some(printed), Some(new)) if printed == new && own != printed => {
            format!("{own}. {}", now.split_once(". ").map_or("", |(_, words)| words))
        }
        _ => now.to_owned(),
    }
}
