//! What became of each weakness, from the links between the two plans and what was recorded.

use std::collections::BTreeMap;

use super::chain::Chain;
use super::done::{Told, told_done};
use super::entry::Entry;
use super::figures::{figures, overall};
use super::matching::{Link, Recorded, Rows, links};
use super::place::Editions;
use super::prepared::Prepared;
use super::weights::Weights;
use super::{Evidence, Match, Ref, Return, Status, Weakness};
use crate::continuity::{Continuity, Outcome, Signed};
use crate::progress::{self, Record};

impl Weakness {
    /// Is it gone without anybody having said why?
    pub fn is_unexplained(&self) -> bool {
        self.status == Status::Dropped && self.explained.is_none()
    }
}

/// What the later plan tells of an earlier weakness being done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hint {
    /// A sentence of its account of results, and how surely it tells that.
    pub(super) told: Told,
    /// A later weakness that says in passing that this one is reached.
    pub(super) opposite: Option<usize>,
}

/// Two plans, linked.
pub(super) struct Linked {
    pub(super) links: Vec<Link>,
    pub(super) hints: Vec<Hint>,
}

/// The links between the weaknesses of two plans. What people recorded is never contradicted.
pub(super) fn linked(
    pair: (&Prepared<'_>, &Prepared<'_>),
    continuity: &Continuity,
    weights: &Weights,
) -> Linked {
    let told = told_done(&pair.0.weaknesses, &pair.1.accounts, weights);
    let rows = rows(pair, continuity, weights);
    let links = links(&rows);
    let hints = told.into_iter().zip(rows.opposites(&links)).map(|(told, opposite)| Hint { told, opposite });
    Linked { hints: hints.collect(), links }
}

/// What is to be linked, with all that was recorded about it.
pub(super) fn rows<'r, 'b, 'a>(
    pair: (&'r Prepared<'b>, &'r Prepared<'a>),
    continuity: &Continuity,
    weights: &'r Weights,
) -> Rows<'r, 'b, 'a> {
    let (before, after) = pair;
    let period = |plan: &Prepared<'_>| plan.side.plan.front.period();
    let periods = period(before).zip(period(after));
    let at = |plan: &Prepared<'_>, id| plan.weaknesses.iter().position(|one| one.placed.item.id == Some(id));
    let mut recorded = Recorded::default();
    for record in periods.map(|periods| continuity.links(periods)).unwrap_or_default() {
        let Some(pair) = at(before, record.before).zip(at(after, record.after)) else { continue };
        match record.same {
            true => recorded.same.push(pair),
            false => drop(recorded.different.insert(pair)),
        }
    }
    Rows {
        before: &before.weaknesses,
        after: &after.weaknesses,
        editions: Editions::of(before.side.plan, after.side.plan),
        recorded,
        done: done(pair, weights),
        weights,
    }
}

/// How surely something says of each earlier weakness that it was done.
fn done(pair: (&Prepared<'_>, &Prepared<'_>), weights: &Weights) -> Vec<f32> {
    let told = told_done(&pair.0.weaknesses, &pair.1.accounts, weights);
    let recorded = |entry: &Entry<'_>| record(entry, pair).is_some_and(|record| record.status.is_done());
    let each = pair.0.weaknesses.iter().zip(told);
    each.map(|(entry, told)| if recorded(entry) { 1.0 } else { told.chance }).collect()
}

/// The last thing that was recorded about a weakness, beside either plan.
fn record<'p>(entry: &Entry<'_>, pair: (&Prepared<'p>, &Prepared<'p>)) -> Option<&'p Record> {
    let id = entry.placed.item.id?;
    pair.1.side.progress.last(id).or_else(|| pair.0.side.progress.last(id))
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
pub(super) fn told(chain: &Chain<'_, '_>, at: usize) -> Vec<Weakness> {
    let (Some(before), Some(after)) = (chain.plans.get(at), chain.plans.get(at + 1)) else {
        return Vec::new();
    };
    let (links, years) = (chain.links.get(at), chain.stood.get(at + 1));
    let (links, years) = (links.map_or(&[][..], Vec::as_slice), years.map_or(&[][..], Vec::as_slice));
    let mut told = Vec::new();
    for (place, entry) in before.weaknesses.iter().enumerate() {
        let mine: Vec<&Link> = links.iter().filter(|link| link.before == place).collect();
        if mine.is_empty() {
            told.push(gone(entry, chain, (at, place)));
        }
        for link in mine {
            let years = years.get(link.after).copied().unwrap_or(1);
            told.extend(after.weaknesses.get(link.after).map(|other| {
                let counterparts = counterparts(link, links, (before, after));
                let linked = recorded(chain, at, (entry, other)).filter(|_| link.matched == Match::Link);
                Weakness { years, counterparts, linked, ..carried(entry, other, link) }
            }));
        }
    }
    for (place, entry) in after.weaknesses.iter().enumerate() {
        if !links.iter().any(|link| link.after == place) {
            let reopened = reopened(chain, (at + 1, place));
            told.push(Weakness { reopened, ..only(Status::New, entry) });
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
    let figures = figures((&before.placed.item.text, &before.told), (&after.placed.item.text, &after.told));
    Weakness {
        status: Status::Carried,
        criterion: after.placed.anchor,
        trend: overall(&figures),
        figures,
        years: 2,
        matched: Some(link.matched),
        similarity: Some(rounded(link.score)),
        linked: None,
        before: Some(Ref::of(&before.placed)),
        after: Some(Ref::of(&after.placed)),
        part: link.part,
        counterparts: Vec::new(),
        evidence: None,
        reused_id: link.matched == Match::Id && link.score < 0.1,
        reopened: None,
        explained: None,
        perhaps_resolved: None,
    }
}

/// Who decided that two weaknesses are one.
fn recorded(chain: &Chain<'_, '_>, at: usize, pair: (&Entry<'_>, &Entry<'_>)) -> Option<Signed> {
    let ids = pair.0.placed.item.id.zip(pair.1.placed.item.id)?;
    chain.continuity.link(ids, chain.periods(at)?).map(|record| record.signed.clone())
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
        linked: None,
        before,
        after,
        part: None,
        counterparts: Vec::new(),
        evidence: None,
        reused_id: false,
        reopened: None,
        explained: None,
        perhaps_resolved: None,
    }
}

/// Where a new weakness had stood before, if it had.
fn reopened(chain: &Chain<'_, '_>, back: (usize, usize)) -> Option<Return> {
    let comeback = chain.comebacks.iter().find(|comeback| comeback.back == back)?;
    let plan = chain.plans.get(comeback.left.0)?;
    Some(Return {
        period: plan.side.plan.front.period(),
        before: Ref::of(&plan.weaknesses.get(comeback.left.1)?.placed),
        matched: comeback.matched,
        similarity: rounded(comeback.score),
    })
}

/// Only in the earlier plan: resolved where something says so, else dropped. What a person
/// recorded of it stands above all else.
fn gone(entry: &Entry<'_>, chain: &Chain<'_, '_>, at: (usize, usize)) -> Weakness {
    let accounted = entry.placed.item.id.zip(chain.periods(at.0));
    let accounted = accounted.and_then(|(id, periods)| chain.continuity.account(id, periods));
    match accounted {
        Some(record) if record.outcome == Outcome::Resolved => {
            let evidence = Some(Evidence::Recorded(record.signed.clone()));
            Weakness { evidence, ..only(Status::Resolved, entry) }
        }
        Some(record) => Weakness { explained: Some(record.signed.clone()), ..only(Status::Dropped, entry) },
        None => unaccounted(entry, chain, at),
    }
}

fn unaccounted(entry: &Entry<'_>, chain: &Chain<'_, '_>, at: (usize, usize)) -> Weakness {
    let (Some(before), Some(after)) = (chain.plans.get(at.0), chain.plans.get(at.0 + 1)) else {
        return only(Status::Dropped, entry);
    };
    let hint = chain.hints.get(at.0).and_then(|hints| hints.get(at.1)).copied().unwrap_or_default();
    let told = after.accounts.get(hint.told.account).map(|account| account.sentence.clone());
    let record = record(entry, (before, after));
    let evidence = match record {
        Some(record) if record.status.is_done() => {
            Some(Evidence::Progress { date: record.date, note: record.note.clone() })
        }
        _ if hint.told.chance > chain.enough_done => {
            told.clone().map(|sentence| Evidence::Account { sentence })
        }
        _ => None,
    };
    if evidence.is_some() {
        return Weakness { evidence, ..only(Status::Resolved, entry) };
    }
    let opposite = hint.opposite.and_then(|at| after.weaknesses.get(at));
    let opposite = opposite.map(|entry| entry.placed.item.text.clone());
    let perhaps_resolved = opposite.or(told.filter(|_| hint.told.chance > PERHAPS));
    Weakness { explained: record.and_then(cancelled), perhaps_resolved, ..only(Status::Dropped, entry) }
}

/// From this chance on a sentence of the later plan is worth a person's look.
const PERHAPS: f32 = 0.15;

/// A record that the work was given up says why, where it has a note.
fn cancelled(record: &Record) -> Option<Signed> {
    let note = record.note.as_ref().filter(|note| !note.trim().is_empty())?;
    let by = record.by.clone().unwrap_or_default();
    let signed = || Signed { reason: note.clone(), date: record.date, by };
    (record.status == progress::Status::Cancelled).then(signed)
}

fn rounded(score: f32) -> f64 {
    f64::from((score * 100.0).round()) / 100.0
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
