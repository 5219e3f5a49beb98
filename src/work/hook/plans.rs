//! Approved plans on a protected branch: a later commit may write the plan's next version, but the plan
//! of that school and period stays there, as a file that every disk can hold.

use std::collections::BTreeSet;

use super::Error;
use super::change::RefChange;
use super::refusal::{PlanLost, Refusal, Refused};
use crate::approval::{ApprovalName, Id};
use crate::git::Repo;
use crate::git::look::Look;
use crate::git::trust::{Places, Trees};
use crate::plan::parse::parse;
use crate::work::verify::Judged;

/// So much of a stranger's words is repeated to him.
const SHOWN: usize = 40;

/// The approved plans that the change would take from the branch.
pub(super) fn lost(
    repo: &Repo,
    change: &RefChange,
    places: &Places,
    approved: &[Judged],
) -> Result<Vec<Refused>, Error> {
    let Some(new) = change.new else { return Ok(Vec::new()) };
    let mut trees = Trees::new(repo);
    let after = trees.of_commit(Id::from(new))?;
    let before = change.old.map(|old| trees.of_commit(Id::from(old))).transpose()?;
    let history: BTreeSet<Id> =
        repo.ancestry(&[Id::from(new)])?.into_iter().map(|commit| commit.id).collect();
    let mut plans: BTreeSet<(&str, crate::period::Period)> = BTreeSet::new();
    for judged in approved {
        let (Some(name), Some(commit)) = (&judged.name, judged.commit) else { continue };
        let is_there = match before {
            Some(tree) => path(&mut trees, tree, (places, name))?
                .map(|path| trees.look(tree, &path))
                .transpose()?
                .is_some_and(|look| look != Look::Nothing),
            None => false,
        };
        if is_there || history.contains(&Id::from(commit.object())) {
            plans.insert((&name.school, name.period));
        }
    }
    let mut refused = Vec::new();
    for (school, period) in plans {
        let name = ApprovalName { school: school.to_owned(), period, version: 1 };
        let why = match path(&mut trees, after, (places, &name))? {
            None => Some(PlanLost::Gone),
            Some(path) => fault(repo, &name, trees.look(after, &path)?)?,
        };
        if let Some(why) = why {
            let why = Refusal::PlanLost { school: name.school, period, why };
            refused.push(Refused { reference: change.name.clone(), why });
        }
    }
    Ok(refused)
}

/// Where the plan stands in a tree.
fn path(
    trees: &mut Trees<'_>,
    tree: Id,
    (places, name): (&Places, &ApprovalName),
) -> Result<Option<String>, Error> {
    let folder = places.folder(trees, tree, &name.school)?;
    Ok(folder.map(|folder| format!("{folder}/{}/plan.md", name.period)))
}

/// What is wrong with what stands there.
fn fault(repo: &Repo, name: &ApprovalName, look: Look) -> Result<Option<PlanLost>, Error> {
    let blob = match look {
        Look::Nothing => return Ok(Some(PlanLost::Gone)),
        Look::Other => return Ok(Some(PlanLost::NoFile)),
        Look::Twin(name) => return Ok(Some(PlanLost::Twin { name })),
        Look::File(blob) => blob,
    };
    let Ok(text) = String::from_utf8(repo.blob(blob.into())?) else { return Ok(Some(PlanLost::Unreadable)) };
    let front = parse(&text).plan.front;
    if front.school.as_ref() == Some(&name.school) && front.period() == Some(name.period) {
        return Ok(None);
    }
    let shown = |text: Option<String>| text.unwrap_or_default().chars().take(SHOWN).collect();
    let (school, period) = (shown(front.school), shown(front.period_text));
    Ok(Some(PlanLost::OtherPlan { school, period }))
}
