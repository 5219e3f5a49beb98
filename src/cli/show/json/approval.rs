//! `approve` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::Approval;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::approval::Remedy;
use crate::work::approve::Approved;
use crate::work::rehearsal::Rehearsal;

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
    /// `not-principal`, `key-without-right`, `chain`.
    pub code: &'static str,
    /// The reason in the language of the call.
    pub message: String,
    /// The way forward.
    pub remedy: String,
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
            statement: rehearsal.statement.as_ref().map(|statement| statement.to_toml()),
            approval: approved.map(|approved| Approval::new(&approved.judged, lang)),
            pinned: approved.and_then(|approved| approved.pinned).map(|root| root.to_string()),
        }
    }
}
