//! Where plans stand, in English.

use crate::cli::command::save::visible;
use crate::cli::lang::En;
use crate::cli::show::status::{Counts, Line, NextStep};
use crate::git::status::ChangeKind;
use crate::work::status::{Error, Next, Notice, PlanStatus, Stage, Trust};
use crate::work::submission::InReview;

impl En for Line {
    fn en(&self) -> String {
        match self {
            Line::Notice(notice) => notice.en(),
            Line::NoSchools => "There is no school yet: add one with `caitien school add`".into(),
            Line::Others { paths } => {
                let shown: Vec<String> = paths.iter().take(5).map(|path| visible(path)).collect();
                let more = if paths.len() > 5 { ", …" } else { "" };
                format!("Other unsaved files: {}{more} → caitien save", shown.join(", "))
            }
            Line::Missing { .. } => "no plan yet".into(),
            Line::NextNew { period, previous, school } => {
                let from = previous.map(|previous| format!(" --from {previous}")).unwrap_or_default();
                let school = school.as_ref().map(|school| format!(" --school {school}")).unwrap_or_default();
                format!("caitien new {period}{from}{school}")
            }
            Line::Counts(counts) => counts.en(),
            Line::Attention { count } => format!("Need attention ({count}):"),
            Line::NoAttention => "No plan needs attention.".into(),
            Line::Due(due) => {
                let what = due.item.map_or_else(|| due.text.clone(), |id| format!("{id} {}", due.text));
                match due.days {
                    days if days < 0 => format!("overdue by {} days ({}): {what}", -days, due.written),
                    0 => format!("due today ({}): {what}", due.written),
                    days => format!("due in {days} days ({}): {what}", due.written),
                }
            }
            Line::MoreDue { count } => format!("… and {count} more that are overdue or soon will be"),
            Line::More { count: 0 } => "--all shows every school; name a school to see one.".into(),
            Line::More { count } => {
                format!("… and {count} more plans. --all shows every school; name a school to see one.")
            }
        }
    }
}

impl En for Counts {
    fn en(&self) -> String {
        let named = [
            (self.drafts, "drafts"),
            (self.submitted, "submitted"),
            (self.approved, "approved"),
            (self.rejected, "with an approval that does not verify"),
            (self.withdrawn, "with a withdrawn approval"),
        ];
        let parts: Vec<String> = named
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        let mut text = format!("{} schools, {} plans: {}", self.schools, self.plans, parts.join(", "));
        if self.unpinned > 0 {
            text.push_str(&format!(
                "\n  {} approvals of schools whose root is not pinned here",
                self.unpinned
            ));
        }
        if self.uncommitted > 0 {
            text.push_str(&format!("\n  {} plans with unsaved edits", self.uncommitted));
        }
        if self.missing > 0 {
            text.push_str(&format!("\n  {} schools without a plan for this school year", self.missing));
        }
        text
    }
}

impl En for Notice {
    fn en(&self) -> String {
        match self {
            Notice::NoCommits => "Nothing has been saved in this repository yet.".into(),
            Notice::Detached => {
                "The repository stands at an old revision, on no branch (`git switch main` returns).".into()
            }
            Notice::Unfinished(_) => "A merge or the like is unfinished: see `git status`.".into(),
            Notice::NotChecked { missing: Some(program) } => {
                format!(
                    "Approvals were not checked: `{program}` is not installed (`sudo apt install {}`).",
                    program.package()
                )
            }
            Notice::NotChecked { missing: None } => {
                "Approvals were not checked; see `caitien verify`.".into()
            }
            Notice::Shallow => {
                "This clone lacks the older history, so approvals cannot be judged: `git fetch --unshallow`."
                    .into()
            }
        }
    }
}

impl En for PlanStatus {
    fn en(&self) -> String {
        let mut parts = vec![stage(&self.stage)];
        if self.has_later_edits {
            parts.push("edited since".into());
        }
        if let Some(since) = self.in_review.as_ref().filter(|since| tells(&self.stage, since)) {
            parts.push(super::submit::edited(since));
        }
        if self.has_bad_notices {
            parts.push("with a notice that does not verify".into());
        }
        match self.uncommitted {
            Some(ChangeKind::Added) => parts.push("never saved".into()),
            Some(ChangeKind::Edited) => parts.push("unsaved edits".into()),
            Some(ChangeKind::Deleted) => parts.push("file deleted, unsaved".into()),
            Some(ChangeKind::Conflicted) => parts.push("two people edited the same place".into()),
            None if self.uncommitted_beside > 0 => parts.push("unsaved progress or comments".into()),
            None => {}
        }
        parts.join(", ")
    }
}

/// The stage says already that it was handed in; what was edited since, or that it was handed in again, it does not.
fn tells(stage: &Stage, since: &InReview) -> bool {
    since.is_edited() || !matches!(stage, Stage::Submitted { .. })
}

fn stage(stage: &Stage) -> String {
    match stage {
        Stage::Draft => "draft".into(),
        Stage::Submitted { version } => format!("submitted (v{version})"),
        Stage::Approved { version, trust, issued, received } => {
            let trust = match trust {
                Trust::Verified => "verified",
                Trust::Unpinned => "root not pinned",
                Trust::Unknown => "not verified",
            };
            let issued = if *issued { ", issued" } else { "" };
            let received = if *received { ", received" } else { "" };
            format!("approved v{version} ({trust}){issued}{received}")
        }
        Stage::Rejected { version, verdict } => {
            format!("approval v{version} does NOT verify ({})", verdict.code())
        }
        Stage::Withdrawn { version } => format!("approval v{version} withdrawn"),
    }
}

impl En for NextStep<'_> {
    fn en(&self) -> String {
        let (period, school) = (self.plan.period, &self.plan.school);
        let with = if self.several { format!(" --school {school}") } else { String::new() };
        match self.plan.next() {
            Next::Resolve => format!("open {} and keep what is right", visible(&self.plan.path)),
            Next::Save if self.several => format!("caitien save {school}"),
            Next::Save => "caitien save".into(),
            Next::Approve => format!("caitien approve {period}{with}"),
            Next::ApproveAgain => format!("caitien approve {period}{with} (if the edits need approval)"),
            Next::Pin => "caitien trust --help".into(),
            Next::Verify => format!("caitien verify {period}{with}"),
            Next::Nothing => String::new(),
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Status(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::NoSchool { id, meant: Some(meant) } => {
                format!("there is no school `{}`; was `{meant}` meant?", visible(id))
            }
            Error::NoSchool { id, meant: None } => format!("there is no school `{}`", visible(id)),
        }
    }
}
