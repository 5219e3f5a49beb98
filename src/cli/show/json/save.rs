//! What `save` saved, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::git::CommitId;
use crate::work::save::{Prepared, Saved, Story};

/// The answer of `save`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    /// The new commit; null where there was nothing to save, or with `--dry-run`.
    pub commit: Option<String>,
    /// The commit's message.
    pub message: String,
    pub files: Vec<File>,
    /// Changes that must be signed by somebody with the right, and were left as they are.
    pub unsigned: Vec<String>,
    /// HEAD is on no branch.
    pub detached: bool,
}

/// One file that is saved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub path: String,
    pub school: Option<String>,
    pub period: Option<String>,
    /// new-plan, edited-plan, removed-plan, progress, continuity, record, review, catalog, settings or other.
    pub story: &'static str,
    /// Was it brought into canonical form on the way?
    pub formatted: bool,
}

impl Answer {
    pub fn new(prepared: &Prepared, message: &str, commit: Option<CommitId>) -> Answer {
        let file = |saved: &Saved| File {
            path: saved.path.clone(),
            school: saved.school.clone(),
            period: saved.period.map(|period| period.to_string()),
            story: story(&saved.story),
            formatted: prepared.formatted.contains(&saved.path),
        };
        Answer {
            schema: 1,
            commit: commit.map(|commit| commit.to_string()),
            message: message.to_owned(),
            files: prepared.files.iter().map(file).collect(),
            unsigned: prepared.unsigned.clone(),
            detached: prepared.is_detached,
        }
    }
}

/// The stable name of what happened to a file.
pub(super) fn story(story: &Story) -> &'static str {
    match story {
        Story::NewPlan { .. } => "new-plan",
        Story::EditedPlan { .. } => "edited-plan",
        Story::RemovedPlan => "removed-plan",
        Story::Progress { .. } => "progress",
        Story::Continuity { .. } => "continuity",
        Story::Evidence { .. } => "evidence",
        Story::Kept => "kept",
        Story::Petitions { .. } => "petitions",
        Story::Record => "record",
        Story::Review => "review",
        Story::Catalog => "catalog",
        Story::Settings => "settings",
        Story::Other => "other",
    }
}
