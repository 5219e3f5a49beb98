//! Everything that a repository holds, for a machine that must not be silent: every approval, and every school's
//! record of trust, approved or not.

use std::collections::BTreeSet;

use super::facts;
use super::verify::{Error, Roots};
use crate::approval::Hash;
use crate::approval::trust::Violation;
use crate::git::Repo;

/// How a school's trust stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub school: String,
    pub root: Option<Hash>,
    /// None where all is in order.
    pub problem: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No record was granted.
    NoRoot,
    /// The root is neither pinned nor trusted for this call.
    Unpinned,
    Violated(Violation),
}

/// Every school that the history knows.
pub fn standings(repo: &Repo, roots: &Roots) -> Result<Vec<Standing>, Error> {
    let mut collected = facts::collect(repo, Some(&BTreeSet::new()))?;
    collected.trust(roots.listed.as_ref());
    let mut schools = collected.lineage.schools();
    schools.sort_unstable();
    let standing = |school: &str| {
        let in_force = collected.in_force(school);
        let root = in_force.as_ref().ok().and_then(|in_force| in_force.first());
        let root = root.and_then(|place| collected.lineage.granted(*place)).map(|granted| granted.root);
        let pinned = collected.pinned(school).filter(|_| roots.given.is_empty() || roots.listed.is_some());
        let trusted = |root: Hash| pinned == Some(root) || roots.given.contains(&root);
        let problem = match (in_force, root) {
            (Err(what), _) => Some(Problem::Violated(what)),
            (Ok(_), None) => Some(Problem::NoRoot),
            (Ok(_), Some(root)) => (!trusted(root)).then_some(Problem::Unpinned),
        };
        Standing { school: school.to_owned(), root, problem }
    };
    Ok(schools.into_iter().map(standing).collect())
}
