//! What is known beside the objects that are judged: what was seen here before, what the repository around a file
//! has, what a publication shows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Collected, ReadTag, school_of};
use crate::approval::hex::{Hash, Id};
use crate::approval::judge::{FoundContent, Object, SeenNotice, TagFacts};
use crate::approval::name::ApprovalName;
use crate::git::Repo;
use crate::git::seen::Seen;
use crate::plan::item::ItemId;

/// What is known beside the objects where a file is judged, and not a repository.
#[derive(Default)]
pub struct Aside {
    /// Of a publication: the approval whose items are shown, with their hashes. No plan is read then.
    pub extract: Option<(String, BTreeMap<ItemId, Hash>)>,
    /// What the repository around has under a name that the file gives to something else.
    pub around: Vec<Seen>,
}

/// What was remembered of one school.
#[derive(Default)]
pub(super) struct SeenHere {
    pub(super) approvals: Vec<(String, Id, Hash)>,
    pub(super) notices: Vec<SeenNotice>,
    /// Those of them that were judged as a part of this repository, with their plans.
    pub(super) read: BTreeSet<Id>,
    /// Approvals that are not among those that are judged, though nothing needs to have vanished.
    elsewhere: Vec<(ApprovalName, Hash)>,
    /// Root, serial, blob.
    pub(super) records: Vec<(Hash, u32, Id)>,
}

/// Nothing is read of any plan: the file shows these items of one approval, and no more.
pub(super) fn with_extract(
    mut tags: Vec<ReadTag>,
    extract: &(String, BTreeMap<ItemId, Hash>),
) -> Vec<ReadTag> {
    for tag in &mut tags {
        if let ReadTag::Approval(TagFacts { tag, object: Object::Tag(signed), .. }, _) = tag {
            let shown = if *tag == extract.0 { extract.1.clone() } else { BTreeMap::new() };
            signed.found = FoundContent::Extract(shown);
        }
    }
    tags
}

/// Where something was seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whence {
    Here,
    Bundle,
}

/// What was seen of the wanted schools. What is not among the names of a file, or was only ever in another one,
/// needs not have vanished.
pub(super) fn seen(
    repo: &Repo,
    is_wanted: impl Fn(&str) -> bool,
    (names, aside): (&BTreeSet<&str>, &Aside),
) -> BTreeMap<String, SeenHere> {
    let mut here: BTreeMap<String, SeenHere> = BTreeMap::new();
    let own = repo.seen().into_iter().map(|seen| (seen, Whence::Here));
    let bundles = repo.seen_in_bundles().into_iter().map(|seen| (seen, Whence::Bundle));
    let around = aside.around.iter().map(|seen| (seen.clone(), Whence::Bundle));
    for (seen, whence) in own.chain(bundles).chain(around) {
        let may_lack = whence == Whence::Bundle || repo.is_viewed();
        match seen {
            Seen::Approval { root, tag, id, .. } => {
                let Some(school) = school_of(&tag).filter(|school| is_wanted(school)) else { continue };
                let known = here.entry(school.to_owned()).or_default();
                match tag.parse() {
                    Ok(name) if may_lack && !names.contains(tag.as_str()) => {
                        known.elsewhere.push((name, root))
                    }
                    _ => {
                        if whence == Whence::Here {
                            known.read.insert(id);
                        }
                        known.approvals.push((tag, id, root));
                    }
                }
            }
            Seen::Notice { root, tag, id, approval, key } => {
                let Some(school) = school_of(&tag).filter(|school| is_wanted(school)) else { continue };
                let (school, may_lack) = (school.to_owned(), may_lack && !names.contains(tag.as_str()));
                let notice = SeenNotice { tag, id, root, approval, key, may_lack };
                here.entry(school).or_default().notices.push(notice);
            }
            // A repository that lags behind a bundle is no violation; a bundle that lags behind is one.
            Seen::Record { root, school, serial, blob } if is_wanted(&school) => {
                if !may_lack || repo.is_viewed() {
                    here.entry(school).or_default().records.push((root, serial, blob));
                }
            }
            Seen::Record { .. } => {}
        }
    }
    here
}

impl Collected {
    /// A higher version of the same plan that is known to be there, although not among those that are judged.
    pub fn newer_elsewhere(&self, name: &ApprovalName) -> Option<&ApprovalName> {
        let here = |root: &Hash| {
            let mut records = self.lineage.records(&name.school);
            records.any(|(_, granted)| granted.root == *root)
        };
        let known = self.seen.get(&name.school)?.elsewhere.iter().filter(|(_, root)| here(root));
        let same = known.map(|(known, _)| known).filter(|known| known.period == name.period);
        same.filter(|known| known.version > name.version).max_by_key(|known| known.version)
    }

    /// Was this seen before?
    pub fn has_seen(&self, school: &str, new: &Seen) -> bool {
        let Some(seen) = self.seen.get(school) else { return false };
        match new {
            Seen::Approval { root, tag, id, .. } => {
                seen.approvals.iter().any(|known| (&known.0, &known.1, &known.2) == (tag, id, root))
            }
            Seen::Notice { root, tag, id, .. } => {
                seen.notices.iter().any(|known| (&known.root, &known.tag, &known.id) == (root, tag, id))
            }
            Seen::Record { root, serial, blob, .. } => seen.records.contains(&(*root, *serial, *blob)),
        }
    }
}
