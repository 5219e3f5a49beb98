//! Whether a plan is in review, and what was edited since it was handed in.
//!
//! Told by the tags of this one plan: the newest `submitted/…` opens a review, an approval of that text or of a later one
//! closes it. What a tag says gives nobody a right, so nothing is verified here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::approval::name::{ApprovalName, TagKind};
use crate::approval::submission::Submission;
use crate::folder::{self, PlanFile};
use crate::git::trust::Trees;
use crate::git::{CommitId, Error, ObjectId, Repo};
use crate::period::Period;
use crate::plan::ItemId;
use crate::plan::parse::parse;
use crate::vetting::Look;

/// A plan that was handed in and not approved since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InReview {
    pub version: u32,
    /// The items that read otherwise now, new ones and those that are gone included.
    pub edited: BTreeSet<ItemId>,
    /// So does the plan outside of its items.
    pub rest_edited: bool,
}

impl InReview {
    /// It reads as it was handed in.
    pub fn unedited(version: u32) -> InReview {
        InReview { version, edited: BTreeSet::new(), rest_edited: false }
    }

    /// Was anything edited?
    pub fn is_edited(&self) -> bool {
        self.rest_edited || !self.edited.is_empty()
    }
}

/// A plan in the repository, and how it reads now.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    pub school: &'s str,
    pub period: Period,
    /// From the repository's root.
    pub path: &'s str,
    /// The text now; None where the file is gone.
    pub text: Option<&'s str>,
}

/// The newest version that was handed in, with its commit.
pub fn newest(repo: &Repo, school: &str, period: Period) -> Result<Option<(u32, CommitId)>, Error> {
    let tags = repo.tags(&Submission::prefix(school, period))?;
    let version = |tag: &str| Submission::version_of(tag, school, period);
    let newest = tags.iter().filter_map(|(tag, id)| Some((version(tag)?, *id))).max();
    // A tag of no commit is none of ours.
    Ok(newest.and_then(|(version, id)| Some((version, repo.commit_behind(id)?))))
}

/// The commit of the newest version that a tag calls approved.
pub fn newest_approved(repo: &Repo, school: &str, period: Period) -> Result<Option<(u32, CommitId)>, Error> {
    let tags = repo.tags(&format!("{}/{school}/{period}/", TagKind::Approved.as_str()))?;
    let version = |tag: &str| tag.parse::<ApprovalName>().ok().map(|name| name.version);
    let newest = tags.iter().filter_map(|(tag, id)| Some((version(tag)?, *id))).max();
    Ok(newest.and_then(|(version, id)| Some((version, repo.commit_behind(id)?))))
}

/// Was that text, or a later one, approved?
pub fn is_over(repo: &Repo, submitted: CommitId, approved: Option<CommitId>) -> Result<bool, Error> {
    approved.map_or(Ok(false), |approved| repo.is_ancestor(submitted, approved))
}

/// What was edited since the version that was handed in; None where that text, or a later one, was approved.
pub fn in_review_since(
    repo: &Repo,
    subject: &Subject<'_>,
    ((version, commit), approved): ((u32, CommitId), Option<CommitId>),
) -> Result<Option<InReview>, Error> {
    if is_over(repo, commit, approved)? {
        return Ok(None);
    }
    let same = InReview::unedited(version);
    let then = repo.read(commit, subject.path)?.unwrap_or_default();
    let now = subject.text.unwrap_or_default();
    if then == now.as_bytes() {
        return Ok(Some(same));
    }
    let look = |text: &str| Look::of(&parse(text).plan);
    let (then, now) = (look(&String::from_utf8_lossy(&then)), look(now));
    let ids = then.items.keys().chain(now.items.keys());
    let edited = ids.filter(|id| then.items.get(id) != now.items.get(id)).copied().collect();
    Ok(Some(InReview { edited, rest_edited: then.rest != now.rest, ..same }))
}

/// The plans among these that are in review and were edited since, as they lie on disk. The tags are listed once, and a
/// plan that stands as it was handed in is not read.
pub fn edited_in_review(root: &Path, plans: &[PlanFile]) -> Result<Vec<(PlanFile, InReview)>, Error> {
    let repo = match Repo::open(root) {
        Err(Error::NoRepository { .. }) => return Ok(Vec::new()),
        opened => opened?,
    };
    let mut submitted: BTreeMap<(String, Period), (u32, ObjectId)> = BTreeMap::new();
    for (tag, id) in repo.tags(Submission::ALL)? {
        let Some((school, period, version)) = Submission::read_tag(&tag) else { continue };
        let newest = submitted.entry((school, period)).or_insert((version, id));
        *newest = (*newest).max((version, id));
    }
    let mut trees = Trees::new(&repo);
    let mut found = Vec::new();
    for plan in plans {
        let Some((version, id)) = submitted.get(&(plan.school.clone(), plan.period)) else { continue };
        let Some(commit) = repo.commit_behind(*id) else { continue };
        let text = folder::read_text_if_there(&plan.path).ok().flatten();
        let tree = trees.of_commit(commit.object().into())?;
        let then: Option<ObjectId> = trees.file(tree, &plan.inside)?.map(ObjectId::from);
        if then.is_some() && then == text.as_ref().and_then(|text| ObjectId::of_blob(text.as_bytes())) {
            continue;
        }
        let (school, period, path) = (plan.school.as_str(), plan.period, plan.inside.as_str());
        let approved = newest_approved(&repo, school, period)?.map(|(_, commit)| commit);
        let subject = Subject { school, period, path, text: text.as_deref() };
        let since = in_review_since(&repo, &subject, ((*version, commit), approved))?;
        found.extend(since.filter(InReview::is_edited).map(|one| (plan.clone(), one)));
    }
    Ok(found)
}
