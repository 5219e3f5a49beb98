//! What the files of `reviews/` say together of a plan: which comments are open, who looked at what, whose word is out of
//! date because the text has changed since, and what a school's policy still lacks.
//!
//! A look is of hashes, never of a date. When an item changes, what was said of it is stale, and so is what was said of
//! the actions that hang on it; of nothing else ([`look`]). Who a person is, and whether it is proved, is the caller's
//! business.

pub mod look;
pub mod policy;
pub mod reviewer;
pub mod thread;

use std::collections::BTreeMap;

use crate::review::{Record, Resolution, Review, Verdict};

pub use look::Look;
pub use policy::{Lack, LeftOut, People, Policy};
pub use reviewer::{Position, Reviewer, Since, Stale};
pub use thread::{Place, Thread};

/// The records of one plan, each by its id: its file's name without the ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    pub comments: BTreeMap<String, Review>,
    pub resolutions: BTreeMap<String, Resolution>,
    pub verdicts: BTreeMap<String, Verdict>,
}

impl Book {
    pub fn add(&mut self, id: String, record: Record) {
        match record {
            Record::Comment(comment) => drop(self.comments.insert(id, comment)),
            Record::Resolution(resolution) => drop(self.resolutions.insert(id, resolution)),
            Record::Verdict(verdict) => drop(self.verdicts.insert(id, verdict)),
        }
    }

    /// Everybody who gave a verdict or only looked, by id, each with the records in their order.
    pub fn reviewers(&self) -> Vec<Reviewer<'_>> {
        let mut all: BTreeMap<&str, Vec<(&str, &Verdict)>> = BTreeMap::new();
        for (id, verdict) in &self.verdicts {
            all.entry(&verdict.author).or_default().push((id, verdict));
        }
        all.into_iter().map(|(author, records)| Reviewer::new(author, records)).collect()
    }

    /// One person, who may not have looked yet.
    pub fn reviewer<'b>(&'b self, author: &'b str) -> Reviewer<'b> {
        let own = self.verdicts.iter().filter(|(_, verdict)| verdict.author == author);
        Reviewer::new(author, own.map(|(id, verdict)| (id.as_str(), verdict)).collect())
    }
}
