//! What is told about an export, and what an approved copy says of itself on paper.

use std::path::Path;

use crate::approval::ApprovalName;
use crate::cli::command::export::To;
use crate::date::Date;
use crate::work::export::{Remark, Saved, Standing, State};

/// What a file tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Plan,
    Comparison,
    Report,
}

impl Subject {
    /// The stable name in machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::Plan => "plan",
            Subject::Comparison => "comparison",
            Subject::Report => "report",
        }
    }
}

/// What is told of a file that was made.
#[derive(Clone, Debug)]
pub enum Told {
    Saved {
        path: String,
        bytes: usize,
        saved: Saved,
    },
    /// How the exported text stands.
    Stands(Stands),
    /// What is in a calendar, and what is not.
    Calendar {
        events: usize,
        recurring: usize,
        unread: usize,
    },
    /// What a person should know about the form that was used.
    Remark(Remark),
    /// How what is edited in Word comes back.
    EditInWord {
        path: String,
    },
}

/// Why nothing is written.
#[derive(Clone, Debug)]
pub enum Stop {
    /// There is no file of this kind of that.
    NoSuchKind {
        to: To,
        subject: Subject,
    },
    /// A comparison and a report are of a plan that is named.
    WhichPlan,
    /// The file's text and the answer for programs would stand in one stream.
    TwoAnswers,
    NotForATerminal {
        to: To,
    },
}

/// How to go on where a file that may have been edited is in the way.
#[derive(Clone, Debug)]
pub enum Way {
    /// What was edited can be brought back from it.
    TakeIn {
        path: String,
    },
    OtherName,
    /// Get something that makes PDFs.
    Install,
}

impl Way {
    /// By the file's ending: what people edit in Word comes back, tables do not.
    pub fn of(path: &Path) -> Way {
        let comes_back = path.extension().is_some_and(|ending| ending == "docx");
        if comes_back { Way::TakeIn { path: path.display().to_string() } } else { Way::OtherName }
    }
}

/// How a text stands, in what a sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    Draft,
    EditedSince { version: u32 },
    Rejected { version: u32 },
    Unjudged,
    Approved { version: u32, issued: Option<(String, Date)> },
    Unpinned { version: u32 },
    Superseded { version: u32, by: ApprovalName },
    Withdrawn { version: u32, reason: String },
}

impl Told {
    /// How the exported text stands.
    pub fn stands(standing: &Standing) -> Told {
        Told::Stands(Stands::of(standing))
    }
}

impl Stands {
    pub fn of(standing: &Standing) -> Stands {
        let version = standing.approval.as_ref().map_or(0, |approval| approval.mark.name.version);
        match &standing.state {
            State::Draft => Stands::Draft,
            State::EditedSince { version } => Stands::EditedSince { version: *version },
            State::Rejected { version, .. } => Stands::Rejected { version: *version },
            State::Unjudged(_) => Stands::Unjudged,
            State::Approved => Stands::Approved {
                version,
                issued: standing.issued().map(|(number, date)| (number.to_owned(), date)),
            },
            State::Unpinned => Stands::Unpinned { version },
            State::Superseded { by } => Stands::Superseded { version, by: by.clone() },
            State::Withdrawn { reason } => Stands::Withdrawn { version, reason: reason.clone() },
        }
    }

    /// The stable name in machine-readable answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Stands::Draft => "draft",
            Stands::EditedSince { .. } => "edited-since",
            Stands::Rejected { .. } => "rejected",
            Stands::Unjudged => "unjudged",
            Stands::Approved { .. } => "approved",
            Stands::Unpinned { .. } => "unpinned",
            Stands::Superseded { .. } => "superseded",
            Stands::Withdrawn { .. } => "withdrawn",
        }
    }
}
