//! A change of a trust record for people: what would change, who may sign it, what stands in the way.

use crate::approval::amend::OfficeAmendment;
use crate::approval::change::Signatory;
use crate::cli::lang::Say;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::git::CommitId;
use crate::work::trust::proposal::{Obstacle, Proposal};
use crate::work::trust::recovery::Recovering;

/// Why a change is not even proposed.
#[derive(Clone, Debug)]
pub enum Stop {
    /// The person said no.
    Declined,
    NoPeriod {
        text: String,
    },
    /// No id can be made of this name.
    NoId {
        name: String,
    },
    NewPrincipalWithoutKey {
        name: String,
    },
    /// Neither a fingerprint nor a file nor a person.
    NoSuchKey {
        which: String,
    },
    /// The person has none, or several.
    WhichKey {
        person: String,
        keys: Vec<String>,
    },
    NoRecord {
        detail: String,
    },
    /// The tag is no approval that was signed.
    /// Neither a standard nor a criterion.
    NoPart {
        text: String,
    },
    NoSequence {
        tag: String,
    },
    /// Approvals of one key are reaffirmed at a time.
    SeveralKeys,
}

/// Questions.
#[derive(Clone, Copy, Debug)]
pub enum Question {
    Change,
    Consent,
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// The subject line of the commit.
    Commit {
        name: String,
        serial: u32,
    },
    Heading {
        name: String,
        serial: u32,
    },
    NothingChanges,
    WhoSigns {
        signatories: Vec<Signatory>,
    },
    /// With these keys of the record.
    Falls {
        count: usize,
    },
    Ready,
    Obstacles {
        count: usize,
    },
    Changed {
        serial: u32,
        commit: CommitId,
    },
    /// Others must get the new record.
    Send,
    Group {
        threshold: u32,
        names: Vec<String>,
    },
    Consenting {
        names: Vec<String>,
    },
    Consented {
        name: String,
        count: usize,
        threshold: u32,
    },
    /// What the next one of the group types.
    More {
        school: String,
    },
}

/// What is told of education offices.
#[derive(Clone, Debug)]
pub enum OfficeMessage {
    Change { amendment: OfficeAmendment },
    WhoSigns,
    Saved { commit: CommitId },
}

/// What to do about an obstacle.
pub struct Remedy<'o>(pub &'o Obstacle);

/// Everything that is known before a key is touched.
pub fn proposal(proposal: &Proposal, ui: &Ui) -> String {
    let mut text = changes(proposal, ui);
    if !proposal.falling.is_empty() {
        let falls = Message::Falls { count: proposal.falling.len() }.say(ui.lang);
        text.push_str(&format!("{}\n", ui.paint(Tone::Warn, &falls)));
        for one in &proposal.falling {
            text.push_str(&format!("  {}\n", safe(&one.tag)));
        }
    }
    if proposal.obstacles.is_empty() {
        text.push_str(&format!("{}\n", ui.paint(Tone::Good, &Message::Ready.say(ui.lang))));
        return text;
    }
    let count = proposal.obstacles.len();
    text.push_str(&format!("{}\n", ui.paint(Tone::Bad, &Message::Obstacles { count }.say(ui.lang))));
    for obstacle in &proposal.obstacles {
        text.push_str(&format!("  {} {}\n", ui.paint(Tone::Bad, "✗"), safe(&obstacle.say(ui.lang))));
        text.push_str(&format!("      → {}\n", Remedy(obstacle).say(ui.lang)));
    }
    text
}

/// What would change, and who may sign that.
fn changes(proposal: &Proposal, ui: &Ui) -> String {
    let (name, serial) = (safe(&proposal.name), proposal.serial);
    let mut text = ui.paint(Tone::Heading, &Message::Heading { name, serial }.say(ui.lang));
    text.push('\n');
    for change in &proposal.changes {
        text.push_str(&format!("  - {}\n", safe(&change.say(ui.lang))));
    }
    if proposal.changes.is_empty() && proposal.obstacles.is_empty() {
        text.push_str(&format!("  {}\n", Message::NothingChanges.say(ui.lang)));
    }
    if !proposal.signatories.is_empty() {
        let signatories = proposal.signatories.clone();
        text.push_str(&format!("{}\n", Message::WhoSigns { signatories }.say(ui.lang)));
    }
    text
}

/// What lies before the recovery people, and how far they are.
pub fn recovering(recovering: &Recovering, ui: &Ui) -> String {
    let mut text = changes(&recovering.proposal, ui);
    let (threshold, names) = (recovering.threshold, recovering.group.clone());
    text.push_str(&format!("{}\n", Message::Group { threshold, names }.say(ui.lang)));
    let names = recovering.consenting.clone();
    text.push_str(&format!("{}\n", Message::Consenting { names }.say(ui.lang)));
    text
}

impl Obstacle {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::NoRecord => "no-record",
            Obstacle::Bare => "bare",
            Obstacle::Unfinished { .. } => "unfinished",
            Obstacle::Edited { .. } => "edited",
            Obstacle::Trust { .. } => "trust-violation",
            Obstacle::Amend { .. } => "cannot-amend",
            Obstacle::Nobody { .. } => "nobody-may",
            Obstacle::NoRight { .. } => "no-right",
        }
    }
}
