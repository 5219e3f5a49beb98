//! Whether a plan is in review, and what was edited since it was handed in.
//!
//! Told by the tags of this one plan: the newest `submitted/…` opens a review, an approval of that text or of a later one
//! closes it. What a tag says gives nobody a right, so nothing is verified here.

use std::collections::BTreeSet;
use std::path::Path;

use crate::approval::name::{ApprovalName, TagKind};
use crate::approval::submission::Submission;
use crate::folder::{self, PlanFile};
use crate::git::{CommitId, Error, Repo};
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
    let versions =
        tags.iter().filter_map(|(tag, _)| Some((Submission::version_of(tag, school, period)?, tag)));
    let Some((version, tag)) = versions.max() else { return Ok(None) };
    // A tag of no commit is none of ours.
    Ok(repo.resolve(&format!("refs/tags/{tag}")).ok().map(|commit| (version, commit)))
}

/// The commit of the newest version that a tag calls approved.
pub fn newest_approved(repo: &Repo, school: &str, period: Period) -> Result<Option<(u32, CommitId)>, Error> {
    let tags = repo.tags(&format!("{}/{school}/{period}/", TagKind::Approved.as_str()))?;
    let versions = tags.iter().filter_map(|(tag, _)| Some((tag.parse::<ApprovalName>().ok()?.version, tag)));
    let Some((version, tag)) = versions.max() else { return Ok(None) };
    Ok(repo.resolve(&format!("refs/tags/{tag}")).ok().map(|commit| (version, commit)))
}

/// Is the plan in review, and what was edited since?
pub fn in_review(repo: &Repo, subject: &Subject<'_>) -> Result<Option<InReview>, Error> {
    let Some(submitted) = newest(repo, subject.school, subject.period)? else { return Ok(None) };
    let approved = newest_approved(repo, subject.school, subject.period)?.map(|(_, commit)| commit);
    in_review_since(repo, subject, (submitted, approved))
}

/// The same, where it is known already which version was handed in and which approved.
pub fn in_review_since(
    repo: &Repo,
    subject: &Subject<'_>,
    ((version, commit), approved): ((u32, CommitId), Option<CommitId>),
) -> Result<Option<InReview>, Error> {
    if approved.map_or(Ok(false), |approved| repo.is_ancestor(commit, approved))? {
        return Ok(None);
    }
    let same = InReview { version, edited: BTreeSet::new(), rest_edited: false };
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

/// The plans among these that are in review and were edited since, as they lie on disk. Without any submission in the
/// repository, nothing is looked at.
pub fn edited_in_review(root: &Path, plans: &[PlanFile]) -> Result<Vec<(PlanFile, InReview)>, Error> {
    let repo = match Repo::open(root) {
        Err(Error::NoRepository { .. }) => return Ok(Vec::new()),
        opened => opened?,
    };
    let tags = repo.tags(Submission::ALL)?;
    let mut found = Vec::new();
    for plan in plans {
        let prefix = Submission::prefix(&plan.school, plan.period);
        if !tags.iter().any(|(tag, _)| tag.starts_with(&prefix)) {
            continue;
        }
        let text = folder::read_text_if_there(&plan.path).ok().flatten();
        let (school, period, path) = (plan.school.as_str(), plan.period, plan.inside.as_str());
        let subject = Subject { school, period, path, text: text.as_deref() };
        found.extend(in_review(&repo, &subject)?.filter(InReview::is_edited).map(|one| (plan.clone(), one)));
    }
    Ok(found)
}
