//! Whether a target asks for more or for less than before.
//!
//! "Giảm còn 01 lớp ghép" asks for more than "giảm còn 02"; "đạt 90%" asks for more than "đạt 85%".
//! The words before the figure say which way is better, then the sentence, then what is counted.
//! Figures of another unit are not held against each other.

use std::cmp::Ordering;

use super::Change;
use super::promise::Promise;
use crate::plan::spelling::{fold, fold_words};
use crate::reading::quantity::{Bound, Kind, Quantity};

/// Which way a target leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Better {
    More,
    Less,
}

/// The figures of a target that are others than before, and comparable.
pub(super) fn aims(before: &Promise<'_>, after: &Promise<'_>) -> Vec<Change> {
    let (old, new) = (aimed(before), aimed(after));
    let mut free: Vec<&Quantity> = new;
    let mut found = Vec::new();
    for one in &old {
        let fits = |other: &&&Quantity| one.compare(other).is_some() && same_object(one, other);
        let alone = |other: &&&Quantity| old.len() == 1 && free.len() == 1 && one.compare(other).is_some();
        let Some(other) = free.iter().find(fits).or_else(|| free.iter().find(alone)).copied() else {
            continue;
        };
        free.retain(|one| *one != other);
        found.extend(change((before.text(), one), (after.text(), other)));
    }
    found
}

/// What a target wants; in "từ 60% lên 75%" the sixty are where it starts.
fn aimed<'q>(promise: &'q Promise<'_>) -> Vec<&'q Quantity> {
    let starts = |one: &Quantity| {
        let head = promise.text().get(..one.span.start).unwrap_or_default();
        fold_words(tail(head)).ends_with("tu") && one.range.is_none()
    };
    let all: Vec<&Quantity> = promise.quantities().iter().collect();
    let wanted: Vec<&Quantity> = all.iter().copied().filter(|one| !starts(one)).collect();
    if wanted.is_empty() { all } else { wanted }
}

/// The last few words of a text.
fn tail(text: &str) -> &str {
    let blanks = text.trim_end().rmatch_indices(' ').nth(3);
    blanks.and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

/// Do both count one thing, as far as the words after them tell?
fn same_object(one: &Quantity, other: &Quantity) -> bool {
    let first = |one: &Quantity| {
        let noun = fold_words(&one.noun);
        noun.split(' ').take(2).collect::<Vec<_>>().join(" ")
    };
    let (one, other) = (first(one), first(other));
    one == other || one.is_empty() || other.is_empty() || one.split(' ').next() == other.split(' ').next()
}

fn change(before: (&str, &Quantity), after: (&str, &Quantity)) -> Option<Change> {
    let order = before.1.compare(after.1)?;
    let (was, is) = (better(before.0, before.1), better(after.0, after.1));
    if order == Ordering::Equal || was.zip(is).is_some_and(|(was, is)| was != is) {
        return None;
    }
    let more = order == Ordering::Less;
    let raised = more == (is.or(was).unwrap_or(Better::More) == Better::More);
    let written = |text: &str, one: &Quantity| text.get(one.span.clone()).unwrap_or_default().to_owned();
    Some(Change::Aim { before: written(before.0, before.1), after: written(after.0, after.1), raised })
}

/// Words right before a figure, and what they want of it.
const BEFORE: [(&str, Better); 27] = [
    ("giam con", Better::Less),
    ("giam xuong", Better::Less),
    ("xuong con", Better::Less),
    ("xuong duoi", Better::Less),
    ("xuong", Better::Less),
    ("chi con", Better::Less),
    ("con duoi", Better::Less),
    ("con", Better::Less),
    ("duoi", Better::Less),
    ("khong qua", Better::Less),
    ("khong vuot qua", Better::Less),
    ("toi da", Better::Less),
    // So much less than before: the more the better.
    ("giam", Better::More),
    ("giam duoc", Better::More),
    ("giam them", Better::More),
    ("giam it nhat", Better::More),
    ("tang", Better::More),
    ("them", Better::More),
    ("len", Better::More),
    ("it nhat", Better::More),
    ("toi thieu", Better::More),
    ("dat", Better::More),
    ("tren", Better::More),
    ("hon", Better::More),
    ("bo sung", Better::More),
    ("mua", Better::More),
    ("tu", Better::More),
];

/// Words of a whole sentence, where none stand right before the figure.
const ANYWHERE: [(&str, Better); 16] = [
    ("giam", Better::Less),
    ("ha thap", Better::Less),
    ("keo giam", Better::Less),
    ("suy dinh duong", Better::Less),
    ("beo phi", Better::Less),
    ("thap coi", Better::Less),
    ("nhe can", Better::Less),
    ("bo hoc", Better::Less),
    ("luu ban", Better::Less),
    ("lop ghep", Better::Less),
    ("si so", Better::Less),
    ("vang", Better::Less),
    ("tang", Better::More),
    ("nang", Better::More),
    ("dat", Better::More),
    ("huy dong", Better::More),
];

fn better(text: &str, one: &Quantity) -> Option<Better> {
    match one.bound {
        Bound::AtLeast if one.kind != Kind::Share => return Some(Better::More),
        Bound::AtMost => return Some(Better::Less),
        _ => {}
    }
    let head = text.get(..one.span.start).unwrap_or_default();
    let clause = head.rsplit([',', ';', ':', '(']).next().unwrap_or(head);
    let clause = format!(" {}", fold_words(clause));
    let said = BEFORE.iter().filter(|(words, _)| clause.ends_with(&format!(" {words}")));
    if let Some((_, better)) = said.max_by_key(|(words, _)| words.len()) {
        return Some(*better);
    }
    let whole = fold(text);
    let first = ANYWHERE.iter().filter_map(|(words, better)| Some((whole.find(words)?, *better)));
    first.min_by_key(|(at, _)| *at).map(|(_, better)| better)
}
