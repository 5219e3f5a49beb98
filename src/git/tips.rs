//! Where the branches stand, as the repository is looked at.

use std::collections::BTreeSet;

use super::{Error, Repo};
use crate::approval::Id;

impl Repo {
    /// The tips of all branches, local and remote, with HEAD.
    pub fn tips(&self) -> Result<Vec<Id>, Error> {
        if let Some(view) = &self.view {
            return Ok(view.names().tips.clone());
        }
        let failed = |source: git2::Error| Error::read_ref("refs", &source);
        let mut tips = BTreeSet::new();
        if let Some(head) = self.head()? {
            tips.insert(Id::from(head.object()));
        }
        for glob in ["refs/heads/*", "refs/remotes/*"] {
            for reference in self.inner.references_glob(glob).map_err(failed)? {
                let reference = reference.map_err(failed)?;
                let assumed = reference.name().ok().and_then(|name| self.assumption(name));
                if let (Some(id), None) = (reference.target(), assumed) {
                    tips.insert(Id::from(super::ObjectId::from(id)));
                }
            }
        }
        let branches = self.assumed.iter().filter(|(name, _)| name.starts_with("refs/heads/"));
        tips.extend(branches.filter_map(|(_, target)| Some(Id::from((*target)?))));
        Ok(tips.into_iter().collect())
    }
}
