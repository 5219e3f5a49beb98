//! `approve` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::comment::Thread;
use super::verdict::Approval;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::approval::Remedy;
use crate::work::approve::Approved;
use crate::work::rehearsal::{Proof, Rehearsal, Said};

/// The answer of `approve --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// The name that the approval has or would have.
    pub tag: String,
    /// Does nothing stand in the way?
    pub ready: bool,
    /// The commit that is or would be approved.
    pub commit: Option<String>,
    pub obstacles: Vec<Obstacle>,
    /// The comments that are open.
    pub open_comments: Vec<Thread>,
    /// What people said of the plan.
    pub reviewers: Vec<Reviewer>,
    /// The TOML that is or would be signed.
    pub statement: Option<String>,
    /// The approval that was made; none in a rehearsal.
    pub approval: Option<Approval>,
    /// The root that was pinned on the way.
    pub pinned: Option<String>,
}

/// Something that stops it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Obstacle {
    /// `no-commit`, `not-committed`, `edited`, `unreadable`, `findings`, `no-ids`,
    /// `already-approved`, `unaccounted`, `no-record`, `trust-violation`, `unpinned`, `other-root`,
    /// `not-principal`, `key-without-right`, `chain`, `reviewers`, `changes-requested`, `open-comments`, `not-reviewed`.
    pub code: &'static str,
    /// The reason in the language of the call.
    pub message: String,
    /// The way forward.
    pub remedy: String,
}

/// What one person said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reviewer {
    /// The id in the school's record, as the files say.
    pub by: String,
    /// Null for somebody who is not in it.
    pub name: Option<String>,
    /// verified (all of it came in with commits signed with the person's own key) or claimed.
    pub proof: &'static str,
    /// seen, approve or request-changes: the last word on the whole plan, else the last of any kind.
    pub says: &'static str,
    /// Null where it is about the whole plan.
    pub item: Option<String>,
    pub date: String,
    /// changed, footing or gone: it was said of an earlier text.
    pub stale: Option<&'static str>,
    /// Items whose last word is of an earlier text.
    pub stale_items: Vec<String>,
    /// How many changes are asked for in this very text.
    pub requests: usize,
}

impl Reviewer {
    fn new(said: &Said) -> Reviewer {
        Reviewer {
            by: said.by.clone(),
            name: said.name.clone(),
            proof: match said.proof {
                Proof::Verified => "verified",
                Proof::Claimed => "claimed",
            },
            says: said.verdict.says.as_str(),
            item: said.verdict.item.map(|id| id.to_string()),
            date: said.verdict.date.clone(),
            stale: said.stale.map(super::review::stale),
            stale_items: said.stale_items.iter().map(ToString::to_string).collect(),
            requests: said.requests,
        }
    }
}

impl Answer {
    pub fn new(rehearsal: &Rehearsal, approved: Option<&Approved>, lang: Lang) -> Answer {
        let obstacle = |obstacle: &crate::work::rehearsal::Obstacle| Obstacle {
            code: obstacle.code(),
            message: obstacle.say(lang),
            remedy: Remedy(obstacle).say(lang),
        };
        Answer {
            schema: 1,
            tag: rehearsal.name.to_string(),
            ready: rehearsal.obstacles.is_empty(),
            commit: rehearsal.commit.map(|commit| commit.to_string()),
            obstacles: rehearsal.obstacles.iter().map(obstacle).collect(),
            open_comments: rehearsal.reviewed.threads.iter().map(Thread::new).collect(),
            reviewers: rehearsal.reviewed.reviewers.iter().map(Reviewer::new).collect(),
            statement: rehearsal.statement.as_ref().map(|statement| statement.to_toml()),
            approval: approved.map(|approved| Approval::new(&approved.judged, lang)),
            pinned: approved.and_then(|approved| approved.pinned).map(|root| root.to_string()),
        }
    }
}
