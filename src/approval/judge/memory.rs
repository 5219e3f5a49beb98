//! What was in order here before, or received by an office, and is gone or another thing now.

use std::collections::BTreeMap;

use super::{ApprovalName, Break, Facts, Hash, Heard, Id, Judgement, TagFacts, Verdict};

impl Facts<'_> {
    /// Was another object seen, or received, under this name?
    pub(super) fn replaced(&self, name: &ApprovalName, tag: &TagFacts, heard: &Heard) -> Option<Break> {
        let other = |(name, seen, _): &&(String, Id, Hash)| *name == tag.tag && *seen != tag.id;
        if let Some((_, seen, _)) = self.remembered().find(other) {
            return Some(Break::Changed { seen: *seen });
        }
        let received = heard.received.get(name).filter(|received| **received != tag.id);
        received.map(|id| Break::Received { id: *id })
    }

    /// Approvals that were seen here, or received, and are gone.
    pub(super) fn vanished(&self, heard: &Heard) -> Vec<Judgement> {
        let here = |tag: &str| self.tags.iter().any(|known| known.tag == tag);
        let mut gone: BTreeMap<String, (Id, Break)> = BTreeMap::new();
        for (tag, id, _) in self.remembered().filter(|(tag, _, _)| !here(tag)) {
            gone.insert(tag.clone(), (*id, Break::Gone { id: *id }));
        }
        for (name, id) in &heard.received {
            let tag = name.to_string();
            if !here(&tag) {
                gone.insert(tag, (*id, Break::Received { id: *id }));
            }
        }
        let judgement = |(tag, (id, what)): (String, (Id, Break))| Judgement {
            name: tag.parse().ok(),
            tag,
            id,
            commit: None,
            sequence: None,
            signer: None,
            person: None,
            verdict: Verdict::BrokenChain { what },
        };
        gone.into_iter().map(judgement).collect()
    }

    /// What was seen under the root that is pinned, or under one that the history has.
    fn remembered(&self) -> impl Iterator<Item = &(String, Id, Hash)> {
        self.seen.iter().filter(|(_, _, root)| self.is_own_root(*root))
    }

    /// Is this the root that is pinned, or one that the history has?
    pub(super) fn is_own_root(&self, root: Hash) -> bool {
        let mut records = self.lineage.records(self.school);
        self.pinned == Some(root) || records.any(|(_, granted)| granted.root == root)
    }
}
