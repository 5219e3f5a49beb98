//! What was in order here before, or received by an office, and is gone or another thing now.

use std::collections::BTreeMap;

use super::{Break, Facts, Hash, Id, Judgement, TagKind, Verdict};

impl Facts<'_> {
    /// Was another object seen, or received, under this name?
    pub(super) fn replaced(&self, tag: &str, id: Id) -> Option<Break> {
        if let Some((_, seen, _)) = self.remembered().find(|(name, seen, _)| name == tag && *seen != id) {
            return Some(Break::Changed { seen: *seen });
        }
        let other = self
            .receipts()
            .find(|notice| notice.notice.name.tag(TagKind::Approved) == tag && notice.notice.approval != id);
        other.map(|notice| Break::Received { id: notice.notice.approval })
    }

    /// Approvals that were seen here, or received, and are gone.
    pub(super) fn vanished(&self) -> Vec<Judgement> {
        let here = |tag: &str| self.tags.iter().any(|known| known.tag == tag);
        let mut gone: BTreeMap<String, (Id, Break)> = BTreeMap::new();
        for (tag, id, _) in self.remembered().filter(|(tag, _, _)| !here(tag)) {
            gone.insert(tag.clone(), (*id, Break::Gone { id: *id }));
        }
        for notice in self.receipts() {
            let (tag, id) = (notice.notice.name.tag(TagKind::Approved), notice.notice.approval);
            if !here(&tag) {
                gone.insert(tag, (id, Break::Received { id }));
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
        self.seen.iter().filter(|(_, _, root)| {
            self.pinned == Some(*root)
                || self.lineage.records(self.school).any(|(_, granted)| granted.root == *root)
        })
    }
}
