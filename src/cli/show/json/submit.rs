//! Handing in, for programs: `submit`.

use schemars::JsonSchema;
use serde::Serialize;

use super::approval::Obstacle;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::submit::Remedy;
use crate::work::submit::{self, Rehearsal};

/// The answer of `submit`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    pub school: String,
    pub period: String,
    /// The name that the submission has or would have.
    pub tag: String,
    pub version: u32,
    /// The commit that is or would be frozen.
    pub commit: Option<String>,
    /// Of the plan.
    pub plan_sha256: String,
    pub by: String,
    /// Was the tag made?
    pub made: bool,
    /// not-saved, already-submitted, already-approved or findings.
    pub obstacles: Vec<Obstacle>,
    /// Findings at error level that are left as they are, as `code file:line`.
    pub accepted: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

impl Answer {
    pub fn new(rehearsal: &Rehearsal, made: bool, lang: Lang) -> Answer {
        let submission = &rehearsal.submission;
        let obstacle = |obstacle: &submit::Obstacle| Obstacle {
            code: obstacle.code(),
            message: obstacle.say(lang),
            remedy: Remedy(obstacle).say(lang),
        };
        Answer {
            schema: 1,
            school: submission.school.clone(),
            period: submission.period.to_string(),
            tag: submission.tag(),
            version: submission.version,
            commit: rehearsal.commit.map(|commit| commit.to_string()),
            plan_sha256: submission.plan.to_string(),
            by: submission.by.clone(),
            made,
            obstacles: rehearsal.obstacles.iter().map(obstacle).collect(),
            accepted: submission.accepted.clone(),
            reason: submission.reason.clone(),
        }
    }
}
