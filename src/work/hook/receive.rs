//! What a server judges before it takes a push: all refs together, or one.
//!
//! First what can be said of a ref alone: its name, who moves it, whether a protected thing would go. Then
//! what they say together: every ref is taken to be where the push would put it, and approvals, trust records
//! and approved plans are judged as a reader would find them afterwards.

use std::collections::{HashMap, HashSet};

use super::branch::{Branches, home, is_rewritten, starts};
use super::change::RefChange;
use super::refusal::{Refusal, Refused};
use super::{Error, assume_predecessors, notice, plans};
use crate::approval::name::TagKind;
use crate::approval::{ApprovalName, Id, Verdict};
use crate::git::{Head, ObjectKind, Repo};
use crate::server::name::{NameFlaw, flaw};
use crate::server::{Pattern, Policy, Right};
use crate::work::facts;
use crate::work::notices::assume_noticed;
use crate::work::verify::{self, Judged, Scope};

/// What holds on this server, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'p> {
    pub policy: &'p Policy,
    /// Who pushes, as the front end says.
    pub who: Option<&'p str>,
}

/// Is this the only look at the push?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nobody looked before.
    Whole,
    /// `pre-receive` has judged all refs together; one alone could only be judged worse.
    Second,
}

/// The reasons not to take this push; one is enough to take nothing.
pub fn pre_receive(repo: &mut Repo, changes: &[RefChange], rules: Rules<'_>) -> Result<Vec<Refused>, Error> {
    let (changes, protected) = (as_it_is(repo, changes)?, protected(repo, rules.policy)?);
    let mut refused = each_alone(repo, &changes, (rules, &protected))?;
    refused.extend(together(repo, &changes, (&refused, &protected))?);
    let places: HashMap<&str, usize> =
        changes.iter().enumerate().map(|(at, change)| (change.name.as_str(), at)).collect();
    refused.sort_by_key(|refused| places.get(refused.reference.as_str()).copied());
    Ok(refused)
}

/// The reasons not to take this ref, where git asks about each by itself.
pub fn update(
    repo: &mut Repo,
    change: &RefChange,
    rules: Rules<'_>,
    look: Look,
) -> Result<Vec<Refused>, Error> {
    let changes = as_it_is(repo, std::slice::from_ref(change))?;
    let protected = protected(repo, rules.policy)?;
    let mut refused = each_alone(repo, &changes, (rules, &protected))?;
    if look == Look::Whole {
        if let (Some(new), Some((tag, _))) = (change.new, change.trusted_tag()) {
            assume_predecessors(repo, new)?;
            assume_noticed(repo, tag, new)?;
        }
        refused.extend(together(repo, &changes, (&refused, &protected))?);
    } else if refused.is_empty() {
        refused.extend(overtaken(repo, &changes)?);
    }
    Ok(refused)
}

/// Two pushes may be judged at the same time, and each be good without the other: what has come in
/// meanwhile and has the same predecessor is found when the ref is about to move.
fn overtaken(repo: &mut Repo, changes: &[RefChange]) -> Result<Vec<Refused>, Error> {
    let new: Vec<(&str, &RefChange)> = changes.iter().filter_map(new_approval).collect();
    for (_, change) in &new {
        repo.assume(&change.name, change.new);
    }
    let judged = judged(repo, &new, false)?;
    let mut refused = Vec::new();
    for one in new {
        let found = not_good(repo, one, &judged)?;
        let is_fork = |refused: &Refused| {
            matches!(refused.why, Refusal::NotGood { verdict: Verdict::ForkedChain { .. } })
        };
        refused.extend(found.filter(is_fork));
    }
    Ok(refused)
}

/// The changes as they start from what the repository has, whatever whoever pushes says it has.
fn as_it_is(repo: &Repo, changes: &[RefChange]) -> Result<Vec<RefChange>, Error> {
    let one = |change: &RefChange| Ok(RefChange { old: repo.reference(&change.name)?, ..change.clone() });
    changes.iter().map(one).collect()
}

/// The protected branches: those that the policy names, or the default one. Where that one does not exist,
/// the names that people use for it stand in for it.
fn protected(repo: &Repo, policy: &Policy) -> Result<Vec<Pattern>, Error> {
    if let Some(named) = &policy.protected {
        return Ok(named.clone());
    }
    let names = match repo.head_state()? {
        Head::Branch { branch, .. } => vec![branch],
        Head::Unborn { branch } => vec![branch, "main".into(), "master".into()],
        Head::Detached { .. } => vec!["main".into(), "master".into()],
    };
    Ok(names.iter().filter_map(|name| Pattern::parse(name)).collect())
}

fn is_protected(change: &RefChange, protected: &[Pattern]) -> bool {
    change.branch().is_some_and(|branch| protected.iter().any(|pattern| pattern.matches(branch)))
}

fn each_alone(
    repo: &Repo,
    changes: &[RefChange],
    (rules, protected): (Rules<'_>, &[Pattern]),
) -> Result<Vec<Refused>, Error> {
    let mut refused = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for change in changes {
        *times.entry(&change.name).or_default() += 1;
    }
    for change in changes {
        // Git moves them one after the other: each must be judged, and only one can be.
        let found = match times.get(change.name.as_str()) {
            Some(1) => alone(repo, change, (rules, protected))?,
            _ => vec![Refusal::Twice],
        };
        refused.extend(found.into_iter().map(|why| Refused { reference: change.name.clone(), why }));
    }
    Ok(refused)
}

/// What can be said of one ref without the others.
fn alone(
    repo: &Repo,
    change: &RefChange,
    (rules, protected): (Rules<'_>, &[Pattern]),
) -> Result<Vec<Refusal>, Error> {
    if let Some(flaw) = flaw(&change.name, protected).filter(|flaw| is_held_against(flaw, change)) {
        return Ok(vec![Refusal::Name { flaw }]);
    }
    if let Some(target) = repo.stands_for(&change.name)? {
        return Ok(vec![Refusal::StandsFor { target }]);
    }
    let mut refusals = Vec::new();
    match rules.policy.right(rules.who, &change.name) {
        Right::Granted => {}
        Right::Unknown => refusals.push(Refusal::Unknown),
        Right::Denied { who } => refusals.push(Refusal::NoRight { who }),
    }
    if let Some((tag, folder)) = change.trusted_tag() {
        refusals.extend(trusted(repo, change, (tag, folder))?);
    } else if change.branch().is_some() {
        refusals.extend(branch(repo, change, protected)?);
    }
    Ok(refusals)
}

/// A name that nobody should have given may go again, unless something else would go with it on a disk
/// that knows no case.
fn is_held_against(flaw: &NameFlaw, change: &RefChange) -> bool {
    let is_branch = change.branch().is_some();
    match flaw {
        NameFlaw::Lookalike { .. } => change.new.is_some() || !is_branch,
        NameFlaw::Shadow { .. } => change.new.is_some() || is_branch,
        NameFlaw::Elsewhere | NameFlaw::Hidden | NameFlaw::Ambiguous => change.new.is_some(),
    }
}

fn trusted(repo: &Repo, change: &RefChange, (tag, folder): (&str, &str)) -> Result<Option<Refusal>, Error> {
    let Some(new) = change.new else { return Ok(Some(Refusal::Deleted)) };
    if change.old.is_some_and(|old| old != new) {
        return Ok(Some(Refusal::Moved));
    }
    if folder != TagKind::Approved.as_str() {
        return Ok(notice::judge(repo, tag, new)?);
    }
    Ok(ApprovalName::of_tag(tag, TagKind::Approved).is_none().then_some(Refusal::NoApproval))
}

fn branch(repo: &Repo, change: &RefChange, protected: &[Pattern]) -> Result<Option<Refusal>, Error> {
    let is_protected = is_protected(change, protected);
    let Some(new) = change.new else { return Ok(is_protected.then_some(Refusal::ProtectedDeleted)) };
    if repo.kind(new)? != Some(ObjectKind::Commit) {
        return Ok(Some(Refusal::NoCommit));
    }
    Ok((is_protected && is_rewritten(repo, change)?).then_some(Refusal::ProtectedRewritten))
}

/// What all refs say together, once each is where the push would put it.
fn together(
    repo: &mut Repo,
    changes: &[RefChange],
    (refused, protected): (&[Refused], &[Pattern]),
) -> Result<Vec<Refused>, Error> {
    // What would go, or is not what its name says, is refused already: the others are judged without it.
    let impossible = refused.iter().filter(|refused| is_impossible(&refused.why));
    let impossible: HashSet<&str> = impossible.map(|refused| refused.reference.as_str()).collect();
    let is_possible = |change: &&RefChange| !impossible.contains(change.name.as_str());
    let changes: Vec<&RefChange> = changes.iter().filter(is_possible).collect();
    let head = repo.head()?.map(|head| Id::from(head.object()));
    for change in &changes {
        repo.assume(&change.name, change.new);
    }
    let branches: Vec<&RefChange> =
        changes.iter().copied().filter(|change| change.branch().is_some()).collect();
    let guarded: Vec<&RefChange> =
        branches.iter().copied().filter(|change| is_protected(change, protected)).collect();
    let new: Vec<(&str, &RefChange)> = changes.iter().filter_map(|change| new_approval(change)).collect();
    let mut found = Vec::new();
    let judged = judged(repo, &new, !guarded.is_empty())?;
    found.extend(new.iter().filter_map(|(tag, change)| not_good(repo, (tag, change), &judged).transpose()));
    let mut found = found.into_iter().collect::<Result<Vec<Refused>, Error>>()?;
    found.extend(notice::not_good(repo, &changes, refused)?);
    if branches.is_empty() {
        return Ok(found);
    }
    let tips = repo.tips()?;
    let mut commits = starts(&branches, &tips);
    commits.extend(head);
    let (lineage, places) = facts::history(repo, &commits)?;
    let home = home(repo, &lineage, head)?;
    found.extend(Branches { changes: &branches, lineage: &lineage, tips: &tips, home: &home }.judge());
    let stands =
        |judged: &Judged| judged.verdict.is_good() || matches!(judged.verdict, Verdict::Unpinned { .. });
    let approved: Vec<Judged> = judged.into_iter().filter(stands).collect();
    for change in guarded {
        found.extend(plans::lost(repo, change, &places, &approved)?);
    }
    Ok(found)
}

fn is_impossible(why: &Refusal) -> bool {
    matches!(
        why,
        Refusal::NoCommit
            | Refusal::Name { .. }
            | Refusal::Twice
            | Refusal::ProtectedDeleted
            | Refusal::StandsFor { .. }
            | Refusal::Moved
            | Refusal::Deleted
            | Refusal::NoApproval
            | Refusal::NoNotice { .. }
    )
}

/// An approval that the push would bring.
fn new_approval(change: &RefChange) -> Option<(&str, &RefChange)> {
    let (tag, _) = change.trusted_tag()?;
    let is_new = change.old.is_none() && change.new.is_some();
    (is_new && ApprovalName::of_tag(tag, TagKind::Approved).is_some()).then_some((tag, change))
}

/// The verdicts that the push is judged by.
fn judged(repo: &Repo, new: &[(&str, &RefChange)], all: bool) -> Result<Vec<Judged>, Error> {
    let mut schools = new.iter().filter_map(|(tag, _)| ApprovalName::school_of(tag));
    let scope = match (all, schools.next()) {
        (true, _) => Scope::All,
        (false, None) => return Ok(Vec::new()),
        (false, Some(school)) if schools.all(|other| other == school) => Scope::School(school.to_owned()),
        (false, Some(_)) => Scope::All,
    };
    Ok(verify::verify(repo, &scope)?)
}

/// Why an approval is not taken. One that was taken back later is: it was in order, and the next one may
/// name it as its predecessor.
fn not_good(
    repo: &Repo,
    (tag, change): (&str, &RefChange),
    judged: &[Judged],
) -> Result<Option<Refused>, Error> {
    let verdict = judged.iter().find(|judged| judged.tag == tag).map(|judged| &judged.verdict);
    let why = match verdict {
        Some(verdict) if verdict.is_good() => return Ok(None),
        Some(Verdict::Withdrawn { .. }) if is_pinned(repo, tag)? => return Ok(None),
        Some(verdict) => Refusal::NotGood { verdict: verdict.clone() },
        None => Refusal::NoApproval,
    };
    Ok(Some(Refused { reference: change.name.clone(), why }))
}

fn is_pinned(repo: &Repo, tag: &str) -> Result<bool, Error> {
    let pins = repo.pins()?;
    Ok(ApprovalName::school_of(tag).is_some_and(|school| pins.root(school).is_some()))
}
