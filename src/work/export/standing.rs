//! How the text that is exported stands: a draft, the approved text, or one that was taken back.
//!
//! An approval counts for a text only if it verifies and the text is the very plan that was signed: the hash in the
//! signed statement decides, not where the file lies. The judging is [`crate::work::verify`]'s, anew each time: this ends
//! up on paper.

use std::path::Path;

use crate::approval::digest;
use crate::approval::mark::Mark;
use crate::approval::notice::Says;
use crate::approval::{ApprovalName, Statement, Verdict};
use crate::date::Date;
use crate::export::paper::StandingKind;
use crate::git::{self, Repo};
use crate::work::side::Found;
use crate::work::verify::{self, Judged, Scope, verify};

/// How a text stands.
#[derive(Debug, Default)]
pub struct Standing {
    pub state: State,
    /// The approval of this very text.
    pub approval: Option<Box<Approval>>,
}

/// How far the text has come.
#[derive(Debug, Default)]
pub enum State {
    /// Nobody approved it.
    #[default]
    Draft,
    /// Another text of this plan was approved, and holds.
    EditedSince {
        version: u32,
    },
    /// There is an approval of this text, and it does not hold.
    Rejected {
        version: u32,
        verdict: Verdict,
    },
    /// Approvals could not be judged here.
    Unjudged(verify::Error),
    Approved,
    /// All holds, but the school's root has not been pinned in this clone.
    Unpinned,
    /// A later version of the plan was approved.
    Superseded {
        by: ApprovalName,
    },
    Withdrawn {
        reason: String,
    },
}

/// An approval, with what its seal says.
#[derive(Debug)]
pub struct Approval {
    pub judged: Judged,
    pub statement: Statement,
    /// What the code on paper says.
    pub mark: Mark,
}

impl Standing {
    /// How the copy is told apart from others. What no longer holds is never printed as if it did.
    pub fn kind(&self) -> StandingKind {
        match self.state {
            State::Approved | State::Unpinned => StandingKind::Approved,
            State::Superseded { .. } | State::Withdrawn { .. } => StandingKind::Withdrawn,
            State::Draft | State::EditedSince { .. } | State::Rejected { .. } | State::Unjudged(_) => {
                StandingKind::Draft
            }
        }
    }

    /// The number and day that the clerk recorded for this approval, where that notice verifies.
    pub fn issued(&self) -> Option<(&str, Date)> {
        let notices = &self.approval.as_ref()?.judged.notices;
        notices.iter().filter(|notice| notice.verdict.is_in_order()).find_map(|notice| match &notice.says {
            Some(Says::Issued { number, date, .. }) => Some((number.as_str(), *date)),
            _ => None,
        })
    }
}

/// Judges the text. Outside of a repository nothing was approved.
pub(super) fn of(here: &Path, found: &Found) -> Standing {
    match judged(here, found) {
        Ok(standing) => standing,
        Err(verify::Error::Git(git::Error::NoRepository { .. }) | verify::Error::NoSuchSchool { .. }) => {
            Standing::default()
        }
        Err(error) => Standing { state: State::Unjudged(error), approval: None },
    }
}

fn judged(here: &Path, found: &Found) -> Result<Standing, verify::Error> {
    let Some(place) = &found.place else { return Ok(Standing::default()) };
    let repo = Repo::open(here)?;
    let scope = Scope::Plan { school: place.school.clone(), period: place.period };
    let mut judged = verify(&repo, &scope)?;
    judged.sort_by_key(|one| std::cmp::Reverse(version(one)));
    let newest = judged.iter().find(|one| holds(&one.verdict)).map(version);
    let plan = digest::plan(found.plan());
    let mut of_this_text = Vec::new();
    for one in judged {
        // Without a name there is nothing that it could approve.
        let (Some(name), Some(statement)) = (one.name.clone(), verify::said(&repo, &one.tag, one.id.into())?)
        else {
            continue;
        };
        if statement.content.plan == plan {
            let mark = Mark { name, tag: one.id.into(), plan, root: statement.root };
            of_this_text.push(Approval { judged: one, statement, mark });
        }
    }
    // The best that can be said of it: in force, then once in force; the newest of these.
    let best = of_this_text.into_iter().min_by_key(|one| rank(&one.judged.verdict));
    Ok(match (best, newest) {
        (Some(approval), _) => told(approval),
        (None, Some(version)) => Standing { state: State::EditedSince { version }, approval: None },
        (None, None) => Standing::default(),
    })
}

fn version(judged: &Judged) -> u32 {
    judged.name.as_ref().map_or(0, |name| name.version)
}

fn holds(verdict: &Verdict) -> bool {
    verdict.is_in_force() || matches!(verdict, Verdict::Unpinned { .. })
}

fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        verdict if holds(verdict) => 0,
        Verdict::Withdrawn { .. } | Verdict::Superseded { .. } => 1,
        _ => 2,
    }
}

fn told(approval: Approval) -> Standing {
    let state = match &approval.judged.verdict {
        verdict if verdict.is_in_force() => State::Approved,
        Verdict::Unpinned { .. } => State::Unpinned,
        Verdict::Superseded { by } => State::Superseded { by: by.clone() },
        Verdict::Withdrawn { reason } => State::Withdrawn { reason: reason.clone() },
        verdict => {
            let (version, verdict) = (version(&approval.judged), verdict.clone());
            // What does not hold puts no seal on paper.
            return Standing { state: State::Rejected { version, verdict }, approval: None };
        }
    };
    Standing { state, approval: Some(Box::new(approval)) }
}
