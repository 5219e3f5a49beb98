//! The repository as it would be: refs that are taken to stand where a push would put them, so that the push
//! can be judged before it is taken. Only this process sees them so; nothing is written.

use std::collections::BTreeMap;

use super::{ObjectId, Repo};

/// Full names of refs, each with what it is taken to name; None: taken to be gone.
pub(super) type Assumed = BTreeMap<String, Option<ObjectId>>;

impl Repo {
    /// Is the repository judged as it would be, and not as it is?
    pub fn is_assumed(&self) -> bool {
        !self.assumed.is_empty()
    }

    /// From now on this tag names this object, whatever the repository says: to judge a push before
    /// it is taken.
    pub fn assume_tag(&mut self, name: &str, target: ObjectId) {
        self.assume(&format!("refs/tags/{name}"), Some(target));
    }

    /// The same for any ref; None: it is taken to be gone.
    pub fn assume(&mut self, reference: &str, target: Option<ObjectId>) {
        self.assumed.insert(reference.to_owned(), target);
    }

    /// What is assumed of a ref: nothing, that it is gone, or what it names.
    pub(super) fn assumption(&self, reference: &str) -> Option<Option<ObjectId>> {
        self.assumed.get(reference).copied()
    }
}
