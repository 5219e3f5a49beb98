//! What became of each weakness, from the links between the two plans and what was recorded.

use std::collections::BTreeMap;

use super::account::told_resolved;
use super::entry::Entry;
use super::figures::{Stated, figures, overall};
use super::matching::{Link, Rows, links};
use super::place::Editions;
use super::prepared::Prepared;
use super::{Evidence, Match, Ref, Status, Weakness};

/// The links between the weaknesses of two plans.
pub(super) fn linked(before: &Prepared<'_>, after: &Prepared<'_>) -> Vec<Link> {
    links(&Rows {
        before: &before.weaknesses,
        after: &after.weaknesses,
        editions: Editions::of(before.side.plan, after.side.plan),
    })
}

/// In how many consecutive plans each weakness of the later plan has stood. A piece keeps the
/// years of the whole, a merger takes the longest.
pub(super) fn years(links: &[Link], before: &[u16], after: usize) -> Vec<u16> {
    let year = |at: usize| {
        let stood = links.iter().filter(|link| link.after == at);
        let stood = stood.map(|link| before.get(link.before).copied().unwrap_or(1) + 1);
        stood.max().unwrap_or(1)
    };
    (0..after).map(year).collect()
}

/// Each weakness with its one status, in the order of the criteria of the earlier plan, then the
/// new ones.
pub(super) fn told(before: &Prepared<'_>, after: &Prepared<'_>, chain: (&[Link], &[u16])) -> Vec<Weakness> {
    let (links, years) = chain;
    let mut told = Vec::new();
    for (at, entry) in before.weaknesses.iter().enumerate() {
        let mine: Vec<&Link> = links.iter().filter(|link| link.before == at).collect();
        if mine.is_empty() {
            told.push(gone(entry, before, after));
        }
        for link in mine {
            let years = years.get(link.after).copied().unwrap_or(1);
            told.extend(after.weaknesses.get(link.after).map(|other| {
                let counterparts = counterparts(link, links, (before, after));
                Weakness { years, counterparts, ..carried(entry, other, link) }
            }));
        }
    }
    for (at, entry) in after.weaknesses.iter().enumerate() {
        if !links.iter().any(|link| link.after == at) {
            told.push(only(Status::New, entry));
        }
    }
    in_order(told)
}

/// By standard and criterion of where it stands now; within one, in the order found.
fn in_order(told: Vec<Weakness>) -> Vec<Weakness> {
    let mut groups: BTreeMap<_, Vec<Weakness>> = BTreeMap::new();
    for weakness in told {
        let key = weakness.criterion.map(super::standing);
        groups.entry(key).or_default().push(weakness);
    }
    groups.into_values().flatten().collect()
}

fn carried(before: &Entry<'_>, after: &Entry<'_>, link: &Link) -> Weakness {
    let stated = |entry: &Entry<'_>| -> (String, Vec<_>) {
        (entry.placed.item.text.clone(), entry.quantities.clone())
    };
    let (old, new) = (stated(before), stated(after));
    let figures =
        figures(Stated { text: &old.0, quantities: &old.1 }, Stated { text: &new.0, quantities: &new.1 });
    Weakness {
        status: Status::Carried,
        criterion: after.placed.anchor,
        trend: overall(&figures),
        figures,
        years: 2,
        matched: Some(link.matched),
        similarity: Some(f64::from((link.score * 100.0).round()) / 100.0),
        before: Some(Ref::of(&before.placed)),
        after: Some(Ref::of(&after.placed)),
        part: link.part,
        counterparts: Vec::new(),
        evidence: None,
        reused_id: link.matched == Match::Id && link.score < 0.1,
    }
}

fn only(status: Status, entry: &Entry<'_>) -> Weakness {
    let here = Some(Ref::of(&entry.placed));
    let (before, after) = if status == Status::New { (None, here) } else { (here, None) };
    Weakness {
        status,
        criterion: entry.placed.anchor,
        trend: None,
        figures: Vec::new(),
        years: 1,
        matched: None,
        similarity: None,
        before,
        after,
        part: None,
        counterparts: Vec::new(),
        evidence: None,
        reused_id: false,
    }
}

/// Only in the earlier plan: resolved where something says so, else dropped.
fn gone(entry: &Entry<'_>, before: &Prepared<'_>, after: &Prepared<'_>) -> Weakness {
    let record = entry.placed.item.id.and_then(|id| before.side.progress.last(id));
    let evidence = match record {
        Some(record) if record.status.is_done() => {
            Some(Evidence::Progress { date: record.date, note: record.note.clone() })
        }
        _ => told_resolved(entry, &after.accounts)
            .map(|account| Evidence::Account { sentence: account.sentence.clone() }),
    };
    let status = if evidence.is_some() { Status::Resolved } else { Status::Dropped };
    Weakness { evidence, ..only(status, entry) }
}

/// The other pieces that share an end with this link.
fn counterparts(link: &Link, links: &[Link], sides: (&Prepared<'_>, &Prepared<'_>)) -> Vec<Ref> {
    let others = links.iter().filter(|other| *other != link);
    let found = others.filter_map(|other| {
        let entry = if other.before == link.before {
            sides.1.weaknesses.get(other.after)
        } else if other.after == link.after {
            sides.0.weaknesses.get(other.before)
        } else {
            None
        };
        entry.map(|entry| Ref::of(&entry.placed))
    });
    found.collect()
}
