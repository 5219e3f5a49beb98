//! Approvals and what is said about them travel both ways; one name is never put on another object.

use super::Error;
use crate::approval::name::TagKind;
use crate::git::{ObjectId, Repo};

/// The tags of both copies, by what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// New here.
    pub came: Vec<String>,
    /// New there.
    pub sent: Vec<String>,
    /// Both have the name, on two different objects: each keeps its own.
    pub differing: Vec<String>,
    coming: Vec<(String, ObjectId)>,
}

/// The tags of ours, of every kind.
pub(super) fn ours(repo: &Repo) -> Result<Vec<(String, ObjectId)>, Error> {
    let mut all = Vec::new();
    for kind in TagKind::ALL {
        all.extend(repo.tags(&format!("{}/", kind.as_str()))?);
    }
    Ok(all)
}

/// What is where.
pub(super) fn compare(repo: &Repo, there: &[(String, ObjectId)]) -> Result<Tags, Error> {
    let here = ours(repo)?;
    let mut tags = Tags::default();
    for (name, id) in there.iter().filter(|(name, _)| TagKind::of(name).is_some()) {
        match here.iter().find(|(known, _)| known == name) {
            None => {
                tags.came.push(name.clone());
                tags.coming.push((name.clone(), *id));
            }
            Some((_, own)) if own != id => tags.differing.push(name.clone()),
            Some(_) => {}
        }
    }
    let unknown =
        here.into_iter().map(|(name, _)| name).filter(|name| there.iter().all(|(known, _)| known != name));
    tags.sent.extend(unknown);
    Ok(tags)
}

/// Takes those that are new here.
pub(super) fn take(repo: &Repo, tags: &mut Tags) -> Result<(), Error> {
    for (name, id) in std::mem::take(&mut tags.coming) {
        if !repo.take_tag(&name, id)? {
            tags.came.retain(|known| *known != name);
            tags.differing.push(name);
        }
    }
    Ok(())
}
