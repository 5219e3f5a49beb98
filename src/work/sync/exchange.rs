//! One copy and another: what lies there, and sending what is new here.

use super::{Error, Place, Tags};
use crate::folder;
use crate::git::remote::{self, Incoming, Pushed, Turn};
use crate::git::{CommitId, Repo};

/// This copy, and the other one.
pub(super) struct Exchange<'e> {
    pub(super) repo: &'e Repo,
    pub(super) turn: &'e Turn,
    pub(super) place: &'e Place,
    /// The branch here.
    pub(super) branch: &'e str,
}

/// What lies there.
pub(super) struct There {
    /// The branch there that belongs to ours.
    branch: String,
    /// None where there is no such branch yet.
    pub(super) tip: Option<CommitId>,
    pub(super) tags: Vec<(String, crate::git::ObjectId)>,
    /// Is anything there at all?
    exists: bool,
}

impl Exchange<'_> {
    pub(super) fn fetch(&self) -> Result<There, Error> {
        let nothing = Incoming::default();
        let exists = self.place.exists();
        let Incoming { branches, tags } =
            if exists { remote::fetch(self.repo, self.turn, &self.place.for_git())? } else { nothing };
        let followed = self.repo.upstream(self.branch)?;
        let followed = followed.filter(|(remote, _)| self.place.name() == Some(remote)).map(|(_, name)| name);
        let find = |name: &str| branches.iter().find(|(known, _)| known == name);
        let only = || branches.first().filter(|_| branches.len() == 1);
        let found = followed.as_deref().and_then(find).or_else(|| find(self.branch)).or_else(only);
        let branch = found.map_or(self.branch, |(name, _)| name.as_str()).to_owned();
        let tip = found.map(|(_, commit)| *commit);
        if let (Some(remote), Some(tip)) = (self.place.name(), tip) {
            self.repo.note_remote_branch(remote, &branch, tip);
        }
        Ok(There { branch, tip, tags, exists })
    }

    pub(super) fn send(&self, head: CommitId, there: &There, tags: &Tags) -> Result<Pushed, Error> {
        let is_known = there.tip == Some(head);
        if is_known && tags.sent.is_empty() && there.exists {
            return Ok(Pushed::Done);
        }
        if let Place::Bundle { path, .. } = self.place {
            let own = crate::work::sync::tags::ours(self.repo)?;
            let tags = own.into_iter().map(|(name, _)| format!("refs/tags/{name}"));
            let refs: Vec<String> =
                ["HEAD".to_owned(), format!("refs/heads/{}", self.branch)].into_iter().chain(tags).collect();
            let bytes = remote::bundle(self.repo, self.turn, &refs)?;
            folder::replace(path, &bytes)?;
            return Ok(Pushed::Done);
        }
        let commit = Some(head).filter(|_| !is_known);
        let order = (commit, there.branch.as_str(), tags.sent.as_slice());
        let pushed = remote::push(self.repo, self.turn, &self.place.for_git(), order)?;
        if let (Pushed::Done, Some(remote)) = (&pushed, self.place.name()) {
            self.repo.note_remote_branch(remote, &there.branch, head);
        }
        Ok(pushed)
    }
}
