//! What one thing says when two people have it: part by part, with a marker where both changed the same words.

use super::part::words;
use super::three::{Choice, Three};
use super::tree::Value;
use crate::compare::wording::woven;
use crate::plan::LabelKind;
use crate::plan::conflict::{BLOCK, FRONT, HEADING, ITEM, LABEL, LEVEL, LINE, Marker, Version};
use crate::plan::item::{ItemId, Kind};

/// What a thing says in the end.
pub(super) struct Settled {
    pub(super) value: Value,
    /// What theirs says, where both said something new.
    pub(super) clash: Option<Marker>,
}

/// Both have it; the base may not.
pub(super) fn settled(base: Option<&Value>, ours: &Value, theirs: &Value) -> Settled {
    let mut settled = match Three::new(base, Some(ours), Some(theirs)).choice() {
        Choice::Ours => Settled { value: ours.clone(), clash: None },
        Choice::Theirs => Settled { value: theirs.clone(), clash: None },
        Choice::Clash => parted(base, ours, theirs),
    };
    if let Value::Item { id: id @ None, .. } = &mut settled.value {
        *id = id_of(ours).or(id_of(theirs));
    }
    settled
}

/// An id is for life: whoever has it keeps it for both.
fn id_of(value: &Value) -> Option<ItemId> {
    match value {
        Value::Item { id, .. } => *id,
        _ => None,
    }
}

/// Both changed it, perhaps different parts of it.
fn parted(base: Option<&Value>, ours: &Value, theirs: &Value) -> Settled {
    match (ours, theirs) {
        (Value::Item { .. }, Value::Item { .. }) => item(base, ours, theirs),
        (Value::Field { .. }, Value::Field { .. }) => field(base, ours, theirs),
        (Value::Label { .. }, Value::Label { .. }) => label(base, ours, theirs),
        (Value::Note(own), Value::Note(other)) => {
            let base = match base {
                Some(Value::Note(text)) => text,
                _ => "",
            };
            match woven(base, own, other) {
                Some(text) => Settled { value: Value::Note(text), clash: None },
                None => clashing(ours, theirs, BLOCK),
            }
        }
        (Value::Line { .. }, _) => clashing(ours, theirs, &subject(ours)),
        _ => clashing(ours, theirs, HEADING),
    }
}

/// Ours stands, theirs is in the marker.
fn clashing(ours: &Value, theirs: &Value, what: &str) -> Settled {
    Settled { value: ours.clone(), clash: Some(marker(what, words(theirs))) }
}

fn marker(what: &str, text: String) -> Marker {
    Marker { what: what.to_owned(), version: Version::Other, text: Some(text) }
}

/// One part of a value: who changed it has it; ours where both did, with `true`.
fn part<T: PartialEq + Clone>(base: Option<&T>, ours: &T, theirs: &T) -> (T, bool) {
    match Three::new(base, Some(ours), Some(theirs)).choice() {
        Choice::Ours => (ours.clone(), false),
        Choice::Theirs => (theirs.clone(), false),
        Choice::Clash => (ours.clone(), true),
    }
}

fn item(base: Option<&Value>, ours: &Value, theirs: &Value) -> Settled {
    fn parts(value: &Value) -> Option<(&Kind, &Option<ItemId>, &String, &Option<String>)> {
        match value {
            Value::Item { kind, id, text, ordinal } => Some((kind, id, text, ordinal)),
            _ => None,
        }
    }
    let (Some(own), Some(other)) = (parts(ours), parts(theirs)) else { return clashing(ours, theirs, ITEM) };
    let was = base.and_then(parts);
    let (kind, _) = part(was.map(|was| was.0), own.0, other.0);
    // Ids and numbers are no words: ours does where both gave one.
    let (id, _) = part(was.map(|was| was.1), own.1, other.1);
    let (ordinal, _) = part(was.map(|was| was.3), own.3, other.3);
    let (text, clash) = part(was.map(|was| was.2), own.2, other.2);
    let clash = clash.then(|| marker(ITEM, other.2.clone()));
    Settled { value: Value::Item { kind, id, text, ordinal }, clash }
}

fn field(base: Option<&Value>, ours: &Value, theirs: &Value) -> Settled {
    fn parts(value: &Value) -> Option<(&&'static str, (&String, &String))> {
        match value {
            Value::Field { label, value, more, .. } => Some((label, (value, more))),
            _ => None,
        }
    }
    let (Value::Field { key, .. }, Some(own), Some(other)) = (ours, parts(ours), parts(theirs)) else {
        return clashing(ours, theirs, ITEM);
    };
    let was = base.and_then(parts);
    let (label, _) = part(was.as_ref().map(|was| was.0), own.0, other.0);
    let ((value, more), clash) = part(was.as_ref().map(|was| &was.1), &own.1, &other.1);
    let clash = clash.then(|| marker(label, words(theirs)));
    let (value, more) = (value.clone(), more.clone());
    Settled { value: Value::Field { key: *key, label, value, more }, clash }
}

fn label(base: Option<&Value>, ours: &Value, theirs: &Value) -> Settled {
    fn parts(value: &Value) -> Option<(LabelKind, &&'static str, &String)> {
        match value {
            Value::Label { kind, wording, value } => Some((*kind, wording, value)),
            _ => None,
        }
    }
    let (Some(own), Some(other)) = (parts(ours), parts(theirs)) else { return clashing(ours, theirs, LABEL) };
    let was = base.and_then(parts);
    let (wording, other_wording) = part(was.map(|was| was.1), own.1, other.1);
    let (value, other_value) = part(was.map(|was| was.2), own.2, other.2);
    let clash = if other_value {
        Some(marker(if own.0 == LabelKind::Level { LEVEL } else { LABEL }, other.2.clone()))
    } else {
        other_wording.then(|| marker(LABEL, (*other.1).to_owned()))
    };
    Settled { value: Value::Label { kind: own.0, wording, value }, clash }
}

/// What a marker about the whole of a thing speaks of.
pub(super) fn subject(value: &Value) -> String {
    match value {
        Value::Line { key: None, .. } => LINE.to_owned(),
        Value::Line { key: Some(key), .. } if key.is_empty() => FRONT.to_owned(),
        Value::Line { key: Some(key), .. } => key.clone(),
        Value::Field { label, .. } => (*label).to_owned(),
        Value::Item { .. } => ITEM.to_owned(),
        Value::Label { kind: LabelKind::Level, .. } => LEVEL.to_owned(),
        Value::Label { .. } => LABEL.to_owned(),
        Value::Note(_) => BLOCK.to_owned(),
        _ => HEADING.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::item::FieldKey;

    #[test]
    fn parts_of_one_thing_are_merged_one_by_one() {
        let value = |label, value: &str| Value::Field {
            key: FieldKey::Lead,
            label,
            value: value.into(),
            more: String::new(),
        };
        let base = value("Chủ trì", "A");
        let merged = settled(Some(&base), &value("Phụ trách", "A"), &value("Chủ trì", "B"));
        assert!(merged.clash.is_none());
        assert_eq!(merged.value, value("Phụ trách", "B"));
        let merged = settled(Some(&base), &value("Chủ trì", "C"), &value("Chủ trì", "B"));
        assert_eq!(merged.value, value("Chủ trì", "C"));
        assert_eq!(merged.clash.unwrap().bullet(), "- [XUNG ĐỘT] Chủ trì, bản kia ghi: B");
    }

    #[test]
    fn an_id_that_both_gave_is_no_conflict() {
        let item = |id: Option<&str>, text: &str| Value::Item {
            kind: Kind::Action,
            id: id.map(|id| id.parse().unwrap()),
            text: text.into(),
            ordinal: None,
        };
        let (one, other) = (Some("a-1.1-2023-1"), Some("a-1.1-2023-2"));
        let merged = settled(Some(&item(None, "A")), &item(one, "A"), &item(other, "B"));
        assert!(merged.clash.is_none());
        assert_eq!(merged.value, item(one, "B"));
    }
}
