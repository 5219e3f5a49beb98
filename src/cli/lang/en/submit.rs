//! Handing in, in English.

use crate::cli::lang::En;
use crate::cli::show::submit::{EditedInReview, Remedy, Stop, Told};
use crate::work::submission::InReview;
use crate::work::submit::{Error, Obstacle};

impl En for Told {
    fn en(&self) -> String {
        match self {
            Told::Head { period, version, school } => {
                format!("Handing in the plan {period}, {school}, number {version}")
            }
            Told::Made { period, version, name } => {
                format!(
                    "{name} handed in the plan {period}, number {version}. This text is kept as it is for review."
                )
            }
            Told::Despite { count, reason } => format!("Handed in with {count} errors, because: {reason}"),
            Told::Ready => "Nothing stops it.".into(),
            Told::Stopped { count } => format!("It cannot be handed in yet, for {count} reasons:"),
            Told::Push => "Reviewers type `caitien review`. Share it with `caitien sync`.".into(),
        }
    }
}

impl En for Stop {
    fn en(&self) -> String {
        match self {
            Stop::NoReason => "no reason was given; write `--despite \"…\"`: reviewers will read it".into(),
        }
    }
}

impl En for Obstacle {
    fn en(&self) -> String {
        match self {
            Obstacle::NotSaved { path } => format!("`{path}` has changes that are not saved"),
            Obstacle::AlreadySubmitted { version } => {
                format!("this very text was handed in, as number {version}")
            }
            Obstacle::AlreadyApproved { version } => format!("this very text was approved, as v{version}"),
            Obstacle::Findings { path, count } => format!("`{path}` has {count} errors"),
        }
    }
}

impl En for Remedy<'_> {
    fn en(&self) -> String {
        match self.0 {
            Obstacle::NotSaved { .. } => "save it with `caitien save`".into(),
            Obstacle::AlreadySubmitted { .. } | Obstacle::AlreadyApproved { .. } => {
                "there is no need to hand it in again".into()
            }
            Obstacle::Findings { .. } => {
                "see `caitien check`, mend, then `caitien save`; if it must go in as it is, add `--despite \"reason\"`".into()
            }
        }
    }
}

impl En for EditedInReview {
    fn en(&self) -> String {
        format!("The plan {} of {} is {}.", self.plan.period, self.plan.school, edited(&self.since))
    }
}

/// That a plan is in review, and which items were edited since.
pub(super) fn edited(since: &InReview) -> String {
    if !since.is_edited() {
        return format!("in review as number {}", since.version);
    }
    let mut what: Vec<String> = since.edited.iter().take(4).map(ToString::to_string).collect();
    if since.edited.len() > 4 {
        what.push(format!("{} more items", since.edited.len() - 4));
    }
    if since.rest_edited {
        what.push("the text outside of the items".into());
    }
    format!("in review as number {}, edited since: {}", since.version, what.join(", "))
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Review(error) => error.en(),
            Error::Choice(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Status(error) => error.en(),
            Error::Verify(error) => error.en(),
            Error::Moved => {
                "something else was handed in or saved meanwhile; look again, then try again".into()
            }
            Error::Tag(error) => error.en(),
        }
    }
}
