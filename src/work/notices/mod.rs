//! Notices about an approval: `withdraw`, `receive`, `issue`. Rehearse, sign what was ready, and judge what a push
//! would bring.
//!
//! A notice is attached to the approved commit and names the approval's tag object. The working tree plays no part,
//! so all of this works in bare clones too.

mod choose;
mod make;
mod pdf;
mod push;

use std::collections::BTreeSet;

use crate::approval::hex::{Hash, Id};
use crate::approval::judge::{Entitled, Facts, Judgement, Object, Whole, entitled, judge_all};
use crate::approval::key::PublicKey;
use crate::approval::name::ApprovalName;
use crate::approval::name::TagKind;
use crate::approval::notice::{Notice, NoticeVerdict, Says};
use crate::approval::statement::Statement;
use crate::approval::trust::Violation;
use crate::approval::verdict::{Stranger, Verdict};
use crate::git::Repo;
use crate::period::Period;

use super::facts;
use super::verify::Error;

pub use choose::{ChoiceError, Meant, Typed, choose};
pub use make::{Made, MakeError, make};
pub use pdf::{PdfAnswer, hash_file, look_up};
pub use push::{assume_noticed, judge_pushed};

/// What is to be said about which approval.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub meant: &'a Meant,
    pub says: &'a Says,
    /// The key that is to sign, where it is known already.
    pub key: Option<&'a PublicKey>,
    /// Roots that are trusted for this call.
    pub roots: &'a [Hash],
}

/// Something that stops a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no such approval.
    NotApproved { period: Period, version: Option<u32> },
    /// The notice is there already, or was: names are never used again.
    Taken { tag: String, verdict: NoticeVerdict },
    /// The approval was taken back.
    Withdrawn { name: ApprovalName, reason: String },
    /// The approval does not verify.
    NotGood { name: ApprovalName, verdict: Verdict },
    /// Somebody must say first that this root is the school's.
    Unpinned { school: String, root: Hash },
    /// Another root is pinned.
    OtherRoot { root: Hash, pinned: Hash },
    /// The school's record was changed by somebody without the right.
    Trust { what: Violation },
    /// Words that a notice cannot carry.
    Words { key: &'static str },
    /// Nobody has a key for this.
    Nobody { kind: TagKind },
    /// The key may not make it; these may.
    NoRight { kind: TagKind, fingerprint: String, who: Vec<String> },
}

/// Everything that is known before a key is touched.
#[derive(Debug)]
pub struct Rehearsal {
    pub kind: TagKind,
    pub school_name: String,
    pub obstacles: Vec<Obstacle>,
    /// The approval that it would be about.
    pub name: Option<ApprovalName>,
    pub verdict: Option<Verdict>,
    /// What would be signed, over which commit; None where not even that is known.
    pub notice: Option<(Notice, Id)>,
    /// The keys that may sign.
    pub entitled: Vec<Entitled>,
    /// What judging depended on, to see whether another process was faster.
    state: Hash,
}

/// A rehearsal that nothing stops: only this can be signed.
#[derive(Debug)]
pub struct Ready {
    pub rehearsal: Rehearsal,
    pub notice: Notice,
    pub commit: Id,
}

impl Rehearsal {
    /// The way to signing, if there is no obstacle.
    pub fn ready(self) -> Result<Ready, Box<Rehearsal>> {
        match self.notice.clone() {
            Some((notice, commit)) if self.obstacles.is_empty() => {
                Ok(Ready { notice, commit, rehearsal: self })
            }
            _ => Err(Box::new(self)),
        }
    }

    /// The keys that may sign, those of today's record first.
    pub fn keys(&self) -> Vec<PublicKey> {
        self.entitled.iter().map(|one| one.key.clone()).collect()
    }
}

/// Goes through a notice without making it.
pub fn rehearse(repo: &Repo, wanted: &Wanted<'_>) -> Result<Rehearsal, Error> {
    let state = repo.approval_state()?;
    let school = &wanted.meant.school;
    let collected = facts::collect(repo, Some(&BTreeSet::from([school.clone()])))?;
    if !collected.knows(school) {
        return Err(Error::NoSuchSchool { school: school.clone() });
    }
    let facts = collected.facts(school, wanted.roots);
    let whole = judge_all(&facts);
    let mut rehearsal = Rehearsal {
        kind: wanted.says.kind(),
        school_name: school_name(&facts),
        obstacles: Vec::new(),
        name: None,
        verdict: None,
        notice: None,
        entitled: Vec::new(),
        state,
    };
    if let Err(what) = &facts.in_force {
        rehearsal.obstacles.push(Obstacle::Trust { what: what.clone() });
    }
    if let Some(key) = wanted.says.flaw() {
        rehearsal.obstacles.push(Obstacle::Words { key });
    }
    let meant = approval(&whole, wanted.meant);
    let Some((approval, name)) = meant.and_then(|one| Some((one, one.name.clone()?))) else {
        let Meant { period, version, .. } = *wanted.meant;
        rehearsal.obstacles.push(Obstacle::NotApproved { period, version });
        return Ok(rehearsal);
    };
    rehearsal.name = Some(name.clone());
    rehearsal.verdict = Some(approval.verdict.clone());
    rehearsal.obstacles.extend(about_approval(rehearsal.kind, &whole, (approval, &name)));
    rehearsal.entitled = entitled(&facts, rehearsal.kind, approval.id);
    rehearsal.obstacles.extend(about_key(&rehearsal, wanted.key));
    if let (Some(statement), Some(commit)) = (statement(&facts, approval.id), approval.commit) {
        let says = wanted.says.clone();
        let notice = Notice { name, root: statement.root, approval: approval.id, says };
        rehearsal.notice = Some((notice, commit));
    }
    Ok(rehearsal)
}

fn school_name(facts: &Facts<'_>) -> String {
    let place = facts.in_force.as_ref().ok().and_then(|places| places.first());
    let granted = place.and_then(|place| facts.lineage.granted(*place));
    granted.map_or(facts.school.to_owned(), |granted| granted.record.school.school.name.clone())
}

/// The approval that is meant: of that version, or the newest.
fn approval<'w>(whole: &'w Whole, meant: &Meant) -> Option<&'w Judgement> {
    let of_plan = whole.approvals.iter().filter(|one| {
        let name = one.name.as_ref();
        name.is_some_and(|name| {
            name.period == meant.period && meant.version.is_none_or(|version| version == name.version)
        })
    });
    of_plan.max_by_key(|one| one.name.as_ref().map(|name| name.version))
}

/// What in the approval itself, and in what was said about it before, stops a notice.
fn about_approval(
    kind: TagKind,
    whole: &Whole,
    (approval, name): (&Judgement, &ApprovalName),
) -> Vec<Obstacle> {
    let tag = name.tag(kind);
    let taken = whole.notices.iter().find(|one| one.tag == tag);
    let mut obstacles = Vec::new();
    let school = name.school.clone();
    let name = name.clone();
    match &approval.verdict {
        verdict if verdict.is_good() => {}
        Verdict::Unpinned { root } => obstacles.push(Obstacle::Unpinned { school, root: *root }),
        Verdict::Foreign { what: Stranger::NotPinned { root, pinned } } => {
            obstacles.push(Obstacle::OtherRoot { root: *root, pinned: *pinned });
        }
        // That it is taken says so already.
        Verdict::Withdrawn { .. } if kind == TagKind::Withdrawn && taken.is_some() => {}
        Verdict::Withdrawn { reason } => {
            obstacles.push(Obstacle::Withdrawn { name, reason: reason.clone() });
        }
        // The school's record is named as an obstacle of its own.
        Verdict::TrustViolation { .. } if approval.commit.is_none() => {}
        // The chain may be mended later, and would then make it good again.
        Verdict::BrokenChain { .. } | Verdict::ForkedChain { .. }
            if kind == TagKind::Withdrawn && approval.commit.is_some() => {}
        verdict => obstacles.push(Obstacle::NotGood { name, verdict: verdict.clone() }),
    }
    obstacles.extend(taken.map(|one| Obstacle::Taken { tag, verdict: one.verdict.clone() }));
    obstacles
}

fn about_key(rehearsal: &Rehearsal, key: Option<&PublicKey>) -> Option<Obstacle> {
    let kind = rehearsal.kind;
    let mut who: Vec<String> = Vec::new();
    for one in rehearsal.entitled.iter().filter(|one| one.is_current) {
        if !who.contains(&one.name) {
            who.push(one.name.clone());
        }
    }
    match key {
        _ if rehearsal.entitled.is_empty() => Some(Obstacle::Nobody { kind }),
        Some(key) if !rehearsal.entitled.iter().any(|one| one.key == *key) => {
            Some(Obstacle::NoRight { kind, fingerprint: key.fingerprint(), who })
        }
        _ => None,
    }
}

fn statement<'f>(facts: &Facts<'f>, id: Id) -> Option<&'f Statement> {
    let tag = facts.tags.iter().find(|tag| tag.id == id)?;
    match &tag.object {
        Object::Tag(signed) => signed.statement.as_ref().ok(),
        Object::Other(_) => None,
    }
}
