//! An approval for people: what is approved, what stops it, what was made.

use crate::approval::ApprovalName;
use crate::approval::Hash;
use crate::cli::lang::Say;
use crate::cli::show::comment::day;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::compare::{Evidence, Status, Weakness};
use crate::date::Date;
use crate::plan::ItemId;
use crate::review::Says;
use crate::vetting::{Lack, Stale};
use crate::work::rehearsal::{Obstacle, Proof, Rehearsal, Said};

/// What `approve`, `verify` and `trust` ask and tell, and why they stop.
#[derive(Clone, Debug)]
pub enum Stop {
    NotAFingerprint {
        text: String,
    },
    /// Not all digits of a key's fingerprint.
    NotAKeyName {
        typed: String,
    },
    /// No key was named.
    NoKey,
    /// The person said no.
    Declined,
    /// One plan is approved at a time.
    OnePlan {
        count: usize,
    },
    /// The file lies in no repository.
    NoPlace,
    OtherRootPinned {
        pinned: Hash,
    },
    NotTheRoot {
        here: Option<Hash>,
    },
}

/// Questions.
#[derive(Clone, Debug)]
pub enum Question {
    Approve { name: ApprovalName },
    Passphrase { path: String },
}

/// What is told on the way.
#[derive(Clone, Debug)]
pub enum Told {
    Plan {
        name: ApprovalName,
        school: String,
    },
    Against {
        before: Option<ApprovalName>,
    },
    Counts {
        carried: usize,
        resolved: usize,
        dropped: usize,
        new: usize,
    },
    Weakness {
        status: Status,
        text: String,
    },
    /// What a person wrote about the weakness above.
    Reason {
        reason: String,
    },
    More {
        count: usize,
    },
    Obstacles {
        count: usize,
    },
    Ready,
    Statement,
    /// The hashes that are not listed one by one.
    Items {
        count: usize,
    },
    Made {
        name: ApprovalName,
        sequence: u64,
    },
    Pinned {
        root: Hash,
    },
    AlreadyPinned,
    /// What to do with the line of a key.
    KeyLine {
        fingerprint: String,
    },
    /// What to do with the new approval.
    Push,
    /// So many comments are open; their list follows.
    OpenComments {
        count: usize,
    },
    OpenComment {
        item: Option<ItemId>,
        text: String,
    },
    /// What people said; their list follows.
    Reviewers,
    Reviewer {
        name: String,
        says: Says,
        item: Option<ItemId>,
        date: Option<Date>,
        stale: Option<Stale>,
        proof: Proof,
    },
    StaleItems {
        items: Vec<ItemId>,
    },
}

/// What to do about an obstacle.
pub struct Remedy<'o>(pub &'o Obstacle);

/// At most this many weaknesses of one status are listed.
const LISTED: usize = 8;

/// What the principal is shown before the question.
pub fn plan(rehearsal: &Rehearsal, ui: &Ui) -> String {
    let (name, school) = (rehearsal.name.clone(), safe(&rehearsal.school_name));
    let mut text = ui.paint(Tone::Heading, &Told::Plan { name, school }.say(ui.lang));
    text.push('\n');
    let Some(shown) = &rehearsal.shown else { return text };
    text.push_str(&format!("{}\n", Told::Against { before: rehearsal.before.clone() }.say(ui.lang)));
    let counts = Told::Counts {
        carried: shown.count(Status::Carried),
        resolved: shown.count(Status::Resolved),
        dropped: shown.count(Status::Dropped),
        new: shown.count(Status::New),
    };
    text.push_str(&format!("  {}\n", counts.say(ui.lang)));
    for status in Status::ALL {
        let mut of = shown.weaknesses.iter().filter(|weakness| weakness.status == status);
        for weakness in of.by_ref().take(LISTED) {
            text.push_str(&format!("  {}\n", Told::Weakness { status, text: words(weakness) }.say(ui.lang)));
            if let Some(reason) = reason(weakness) {
                text.push_str(&format!("      {}\n", Told::Reason { reason }.say(ui.lang)));
            }
        }
        let more = of.count();
        if more > 0 {
            text.push_str(&format!("    {}\n", Told::More { count: more }.say(ui.lang)));
        }
    }
    text
}

fn words(weakness: &Weakness) -> String {
    let side = weakness.after.as_ref().or(weakness.before.as_ref());
    let place = weakness.criterion.map(|anchor| format!("{anchor}: ")).unwrap_or_default();
    side.map(|side| format!("{place}{}", safe(&side.text))).unwrap_or_default()
}

/// What a person wrote about it.
fn reason(weakness: &Weakness) -> Option<String> {
    let accounted = match &weakness.evidence {
        Some(Evidence::Recorded(signed)) => Some(signed),
        _ => weakness.explained.as_ref().or(weakness.linked.as_ref()),
    };
    accounted.map(|signed| safe(&format!("{} ({})", signed.reason, signed.by)))
}

/// What was said of the plan: open comments, who looked at what, and whose word is of an earlier text.
pub fn reviewed(rehearsal: &Rehearsal, ui: &Ui) -> String {
    let reviewed = &rehearsal.reviewed;
    let mut text = String::new();
    let count = reviewed.threads.len();
    if count > 0 {
        text.push_str(&format!("{}\n", Told::OpenComments { count }.say(ui.lang)));
    }
    for thread in reviewed.threads.iter().take(LISTED) {
        let (item, words) = (thread.comment.item, safe(&thread.comment.text.replace('\n', " ")));
        text.push_str(&format!("  ○ {}\n", Told::OpenComment { item, text: words }.say(ui.lang)));
    }
    if count > LISTED {
        text.push_str("    …\n");
    }
    if !reviewed.reviewers.is_empty() {
        text.push_str(&format!("{}\n", Told::Reviewers.say(ui.lang)));
    }
    text.extend(reviewed.reviewers.iter().map(|one| reviewer(one, ui)));
    text
}

fn reviewer(one: &Said, ui: &Ui) -> String {
    let told = Told::Reviewer {
        name: safe(one.name.as_ref().unwrap_or(&one.by)),
        says: one.verdict.says,
        item: one.verdict.item,
        date: day(&one.verdict.date),
        stale: one.stale,
        proof: one.proof,
    };
    let mut text = format!("  {}\n", told.say(ui.lang));
    if !one.stale_items.is_empty() {
        text.push_str(&format!(
            "      {}\n",
            Told::StaleItems { items: one.stale_items.clone() }.say(ui.lang)
        ));
    }
    text
}

/// What stops it, each with the way forward; or that nothing does.
pub fn obstacles(rehearsal: &Rehearsal, ui: &Ui) -> String {
    if rehearsal.obstacles.is_empty() {
        return format!("{}\n", ui.paint(Tone::Good, &Told::Ready.say(ui.lang)));
    }
    let count = rehearsal.obstacles.len();
    let mut text = ui.paint(Tone::Bad, &Told::Obstacles { count }.say(ui.lang));
    text.push('\n');
    for obstacle in &rehearsal.obstacles {
        text.push_str(&format!("  {} {}\n", ui.paint(Tone::Bad, "✗"), safe(&obstacle.say(ui.lang))));
        text.push_str(&format!("      → {}\n", Remedy(obstacle).say(ui.lang)));
    }
    text
}

/// The statement that would be signed.
pub fn statement(rehearsal: &Rehearsal, ui: &Ui) -> String {
    let Some(statement) = &rehearsal.statement else { return String::new() };
    let toml = statement.to_toml();
    let count = statement.content.items.len();
    // Dozens of hashes in one line say nothing to people; programs get them all.
    let items = format!("items = {{ {} }}", Told::Items { count }.say(ui.lang));
    let lines = toml.lines().map(|line| if line.starts_with("items = ") { items.as_str() } else { line });
    let lines: Vec<&str> = lines.collect();
    format!("{}\n{}\n", ui.paint(Tone::Heading, &Told::Statement.say(ui.lang)), lines.join("\n"))
}

impl Obstacle {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::NoCommit => "no-commit",
            Obstacle::NotCommitted { .. } => "not-committed",
            Obstacle::Edited { .. } => "edited",
            Obstacle::Unreadable { .. } => "unreadable",
            Obstacle::Findings { .. } => "findings",
            Obstacle::NoIds { .. } => "no-ids",
            Obstacle::AlreadyApproved { .. } => "already-approved",
            Obstacle::Unaccounted { .. } => "unaccounted",
            Obstacle::NoRecord { .. } => "no-record",
            Obstacle::Trust { .. } => "trust-violation",
            Obstacle::Unpinned { .. } => "unpinned",
            Obstacle::OtherRoot { .. } => "other-root",
            Obstacle::NotPrincipal { .. } => "not-principal",
            Obstacle::KeyWithoutRight { .. } => "key-without-right",
            Obstacle::Chain { .. } => "chain",
            Obstacle::Review { lack } => match lack {
                Lack::Reviewers { .. } => "reviewers",
                Lack::ChangesRequested { .. } => "changes-requested",
                Lack::OpenComments { .. } => "open-comments",
                Lack::NotReviewed { .. } => "not-reviewed",
            },
        }
    }
}
