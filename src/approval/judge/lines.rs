//! Which approvals lead to which: each names the one before by its object's id, and so the whole past for good.
//!
//! A trust record that says that a key signs no more names the last approval before. Whatever else was signed
//! with the key counts only if it leads there: a thief, or a deputy whose time is over, could else make another
//! past for those who never saw the true one.

use std::collections::{HashMap, HashSet};

use super::{Break, Facts, Granted, KeyStatus, Object, PublicKey, Verdict};
use crate::approval::hex::Id;
use crate::approval::record::Capacity;

/// For each approval that some record in force calls the last of a key: those that lead to it, and itself.
pub(super) struct Lines {
    to: HashMap<Id, HashSet<Id>>,
}

impl Lines {
    pub(super) fn of(facts: &Facts<'_>) -> Lines {
        let mut before: HashMap<Id, Id> = HashMap::new();
        for tag in facts.tags {
            if let Object::Tag(signed) = &tag.object
                && let Ok(statement) = &signed.statement
                && let Some(previous) = statement.previous
            {
                before.insert(tag.id, previous);
            }
        }
        let records = facts.lineage.records(facts.school).map(|(_, granted)| &granted.record.school);
        let ends = records.flat_map(|record| {
            let statuses = record.key_statuses.iter().filter_map(|status| status.last.as_ref());
            statuses.chain(record.mandates.iter().filter_map(|mandate| mandate.last.as_ref()))
        });
        let ends: HashSet<Id> = ends.filter_map(|id| id.parse().ok()).collect();
        Lines { to: ends.into_iter().map(|end| (end, line(end, &before))).collect() }
    }

    /// Is this approval on the way to every one of these ends?
    pub(super) fn lead_to(&self, id: Id, ends: Vec<Id>) -> Result<(), Verdict> {
        let beside = |end: &Id| !self.to.get(end).is_some_and(|line| line.contains(&id));
        match ends.into_iter().find(beside) {
            Some(last) => Err(Verdict::BrokenChain { what: Break::Beside { last } }),
            None => Ok(()),
        }
    }
}

fn line(end: Id, before: &HashMap<Id, Id>) -> HashSet<Id> {
    let mut line = HashSet::from([end]);
    let mut at = end;
    while let Some(previous) = before.get(&at).copied().filter(|previous| line.insert(*previous)) {
        at = previous;
    }
    line
}

impl Facts<'_> {
    /// The last approvals that records name where they say that the key signs no more, or that the mandate is over.
    /// What was reaffirmed stands by itself.
    pub(super) fn ends(
        &self,
        at: &Granted,
        key: &PublicKey,
        (capacity, sequence): (Capacity<'_>, u64),
    ) -> Vec<Id> {
        let mut ends = Vec::new();
        for record in std::iter::once(at).chain(self.now()).map(|granted| &granted.record) {
            let before = |status: &&KeyStatus| status.from_sequence.is_some_and(|from| sequence < from);
            ends.extend(record.status(key).filter(before).and_then(|status| status.last.as_ref()));
            if let Capacity::Deputy(mandate) = capacity {
                let now = record.mandate(&mandate.person, mandate.from_sequence);
                ends.extend(now.and_then(|mandate| mandate.last.as_ref()));
            }
        }
        ends.into_iter().filter_map(|id| id.parse().ok()).collect()
    }
}
