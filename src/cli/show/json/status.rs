//! Where plans stand, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::git::status::{ChangeKind, Operation};
use crate::work::deadlines;
use crate::work::status::{Next, Notice, PlanStatus, SchoolStatus, Stage, Status, Trust};
use crate::work::submission;

/// The answer of `status`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub schools: Vec<School>,
    /// Edited files that belong to no plan.
    pub others: Vec<String>,
    /// no-commits, detached, shallow, merge, rebase, cherry-pick, revert or bisect.
    pub notices: Vec<&'static str>,
}

/// One school.
#[derive(Debug, Serialize, JsonSchema)]
pub struct School {
    pub school: String,
    /// Newest first.
    pub plans: Vec<Plan>,
    /// The current period, where no plan covers it.
    pub missing: Option<String>,
    /// Deadlines of the current plan's actions that have passed, or will within two weeks.
    pub due: Vec<Due>,
}

/// An action that is not recorded as done or cancelled, and its deadline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Due {
    pub period: String,
    pub item: Option<String>,
    pub text: String,
    /// The time as written.
    pub written: String,
    /// The last day, as understood.
    pub end: String,
    /// Until then; negative once it has passed.
    pub days: i64,
}

/// One plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Plan {
    pub period: String,
    pub path: String,
    /// draft, submitted, approved, rejected or withdrawn.
    pub state: &'static str,
    /// The newest version that was submitted or approved.
    pub version: Option<u32>,
    /// The verdict about the approval: verified, unpinned, unknown, or the code of a verdict.
    pub verdict: Option<&'static str>,
    /// By notices that verify.
    pub issued: bool,
    pub received: bool,
    /// A withdrawal, a receipt or an issue of the approval does not verify.
    pub bad_notices: bool,
    /// The committed plan is another than the approved one.
    pub later_edits: bool,
    /// It was handed in and not approved since.
    pub in_review: Option<InReview>,
    /// added, edited, deleted or conflicted: the working tree differs from what is committed.
    pub uncommitted: Option<&'static str>,
    /// Other unsaved files of the period.
    pub uncommitted_beside: usize,
    /// resolve, save, approve, approve-again, pin, verify or nothing.
    pub next: &'static str,
}

/// What was edited since a plan was handed in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InReview {
    pub version: u32,
    /// Items that read otherwise now, new ones and those that are gone included.
    pub edited: Vec<String>,
    /// So does the plan outside of its items.
    pub rest_edited: bool,
}

impl InReview {
    fn of(since: &submission::InReview) -> InReview {
        InReview {
            version: since.version,
            edited: since.edited.iter().map(ToString::to_string).collect(),
            rest_edited: since.rest_edited,
        }
    }
}

impl Answer {
    pub fn of(status: &Status) -> Answer {
        Answer {
            schema: 1,
            schools: status.schools.iter().map(School::of).collect(),
            others: status.others.clone(),
            notices: status.notices.iter().map(|notice| self::notice(*notice)).collect(),
        }
    }
}

impl School {
    fn of(school: &SchoolStatus) -> School {
        School {
            school: school.id.clone(),
            plans: school.plans.iter().map(Plan::of).collect(),
            missing: school.missing.map(|period| period.to_string()),
            due: school.due.iter().map(Due::of).collect(),
        }
    }
}

impl Due {
    fn of(due: &deadlines::Due) -> Due {
        Due {
            period: due.period.to_string(),
            item: due.item.map(|id| id.to_string()),
            text: due.text.clone(),
            written: due.written.clone(),
            end: due.end.to_string(),
            days: due.days,
        }
    }
}

impl Plan {
    fn of(plan: &PlanStatus) -> Plan {
        let (state, version, verdict) = stage(&plan.stage);
        let (issued, received) = match plan.stage {
            Stage::Approved { issued, received, .. } => (issued, received),
            _ => (false, false),
        };
        Plan {
            period: plan.period.to_string(),
            path: plan.path.clone(),
            state,
            version,
            verdict,
            issued,
            received,
            bad_notices: plan.has_bad_notices,
            later_edits: plan.has_later_edits,
            in_review: plan.in_review.as_ref().map(InReview::of),
            uncommitted: plan.uncommitted.map(change),
            uncommitted_beside: plan.uncommitted_beside,
            next: next(plan.next()),
        }
    }
}

fn stage(stage: &Stage) -> (&'static str, Option<u32>, Option<&'static str>) {
    match stage {
        Stage::Draft => ("draft", None, None),
        Stage::Submitted { version } => ("submitted", Some(*version), None),
        Stage::Approved { version, trust, .. } => ("approved", Some(*version), Some(self::trust(*trust))),
        Stage::Rejected { version, verdict } => ("rejected", Some(*version), Some(verdict.code())),
        Stage::Withdrawn { version } => ("withdrawn", Some(*version), None),
    }
}

fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Verified => "verified",
        Trust::Unpinned => "unpinned",
        Trust::Unknown => "unknown",
    }
}

pub(super) fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Edited => "edited",
        ChangeKind::Deleted => "deleted",
        ChangeKind::Conflicted => "conflicted",
    }
}

fn next(next: Next) -> &'static str {
    match next {
        Next::Resolve => "resolve",
        Next::Save => "save",
        Next::Approve => "approve",
        Next::ApproveAgain => "approve-again",
        Next::Pin => "pin",
        Next::Verify => "verify",
        Next::Nothing => "nothing",
    }
}

fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::NoCommits => "no-commits",
        Notice::Detached => "detached",
        Notice::Shallow => "shallow",
        Notice::NotChecked { .. } => "not-checked",
        Notice::Unfinished(Operation::Merge) => "merge",
        Notice::Unfinished(Operation::Rebase) => "rebase",
        Notice::Unfinished(Operation::CherryPick) => "cherry-pick",
        Notice::Unfinished(Operation::Revert) => "revert",
        Notice::Unfinished(Operation::Bisect) => "bisect",
    }
}
