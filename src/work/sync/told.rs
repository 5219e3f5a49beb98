//! Who wrote what, as the commits between two states claim.

use std::collections::BTreeMap;

use super::Error;
use crate::folder::Inside;
use crate::git::history::FileStep;
use crate::git::{CommitId, Repo};
use crate::merge::{Part, Taken, merge};
use crate::plan::conflict::MARKER;
use crate::work::save::{Story, story};

/// What one person wrote.
#[derive(Clone, Debug)]
pub struct By {
    /// The name in the commits: a claim and no proof.
    pub person: String,
    pub files: Vec<Touched>,
}

/// A file that a person changed.
#[derive(Clone, Debug)]
pub struct Touched {
    /// From the repository's root.
    pub path: String,
    /// Of plans the parts that changed; empty for a plan that is new or gone.
    pub changes: Vec<Taken>,
    pub story: Story,
}

/// More commits than these are not looked at one by one.
const MOST: usize = 300;

/// What each person wrote in the commits that lead to `to` and not to `from`; commits that only join are nobody's work.
pub(super) fn by_person(repo: &Repo, from: CommitId, to: CommitId) -> Result<Vec<By>, Error> {
    let mut people: Vec<(String, BTreeMap<String, Gathered>)> = Vec::new();
    for commit in repo.between(Some(from), to, MOST)? {
        if commit.parents.len() > 1 {
            continue;
        }
        let name = commit.author.name.clone();
        let at = people.iter().position(|(known, _)| *known == name).unwrap_or(people.len());
        if at == people.len() {
            people.push((name, BTreeMap::new()));
        }
        let Some((_, files)) = people.get_mut(at) else { continue };
        for step in repo.steps(&commit)? {
            let gathered = files.remove(&step.path);
            let more = gather(repo, &step, gathered)?;
            files.insert(step.path, more);
        }
    }
    let told = |(person, files): (String, BTreeMap<String, Gathered>)| {
        let files = files.into_iter().map(|(path, gathered)| {
            let changes = gathered.changes.into_iter().filter(|(_, (before, after))| before != after);
            let changes = changes.map(|(part, (before, after))| Taken { part, before, after }).collect();
            Touched { path, changes, story: gathered.story }
        });
        By { person, files: files.collect() }
    };
    Ok(people.into_iter().map(told).filter(|by| !by.files.is_empty()).collect())
}

/// The names in the commits that lead to `tip` and not to `head`.
pub(super) fn people(repo: &Repo, head: CommitId, tip: CommitId) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    for commit in repo.between(Some(head), tip, MOST)? {
        if commit.parents.len() < 2 && !names.contains(&commit.author.name) {
            names.push(commit.author.name);
        }
    }
    Ok(names)
}

/// What became of a file over several commits.
struct Gathered {
    changes: BTreeMap<Part, (Option<String>, Option<String>)>,
    story: Story,
}

fn gather(repo: &Repo, step: &FileStep, before: Option<Gathered>) -> Result<Gathered, Error> {
    let old = step.before.map(|id| repo.blob(id)).transpose()?;
    let new = step.after.map(|id| repo.blob(id)).transpose()?;
    let is_plan = Inside::of(&step.path).is_some_and(|place| place.is_plan());
    let mut changes = before.as_ref().map(|before| before.changes.clone()).unwrap_or_default();
    if let (true, Some(old), Some(new)) = (is_plan, &old, &new) {
        let [old, new] = [old, new].map(|bytes| String::from_utf8_lossy(bytes));
        let marked = |text: &Option<String>| text.as_ref().is_some_and(|text| text.contains(MARKER));
        // A marker that came or went is no news of the plan.
        let taken = merge(&old, &old, &new).taken.into_iter();
        for taken in taken.filter(|taken| !marked(&taken.before) && !marked(&taken.after)) {
            let first = changes.remove(&taken.part).map_or(taken.before, |(first, _)| first);
            changes.insert(taken.part, (first, taken.after));
        }
    }
    let now = story(&step.path, old.as_deref(), new.as_deref());
    let story = match (before.map(|before| before.story), now) {
        (Some(Story::Progress { added }), Story::Progress { added: more }) => {
            Story::Progress { added: added + more }
        }
        (
            Some(Story::Continuity { links, accounts }),
            Story::Continuity { links: more, accounts: others },
        ) => Story::Continuity { links: links + more, accounts: accounts + others },
        (Some(new @ Story::NewPlan { .. }), Story::EditedPlan { .. }) => new,
        (_, now) => now,
    };
    Ok(Gathered { changes, story })
}
