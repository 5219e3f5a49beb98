//! Handing in, for people.

use super::verdict::safe;
use crate::cli::lang::Say;
use crate::cli::ui::{Tone, Ui};
use crate::folder::PlanFile;
use crate::period::Period;
use crate::work::submission::InReview;
use crate::work::submit::{Obstacle, Rehearsal};

/// What is wrong with the command line.
#[derive(Clone, Debug)]
pub enum Stop {
    NoReason,
}

/// What is told.
#[derive(Clone, Debug)]
pub enum Told {
    Head {
        period: Period,
        version: u32,
        school: String,
    },
    Made {
        period: Period,
        version: u32,
        name: String,
    },
    /// Errors that were left as they are.
    Despite {
        count: usize,
        reason: String,
    },
    Ready,
    Stopped {
        count: usize,
    },
    Push,
}

/// What to do about an obstacle.
pub struct Remedy<'o>(pub &'o Obstacle);

/// A plan that is in review and was edited since.
pub struct EditedInReview {
    pub plan: PlanFile,
    pub since: InReview,
}

/// What would be handed in, or was, and what stops it.
pub fn rehearsal(rehearsal: &Rehearsal, made: bool, ui: &Ui) -> String {
    let submission = &rehearsal.submission;
    let (period, version) = (submission.period, submission.version);
    let mut text = String::new();
    if made {
        let told = Told::Made { period, version, name: safe(&rehearsal.by.0) };
        text.push_str(&format!("{}\n", ui.paint(Tone::Good, &told.say(ui.lang))));
    } else {
        let told = Told::Head { period, version, school: safe(&rehearsal.school_name) };
        text.push_str(&format!("{}\n", ui.paint(Tone::Heading, &told.say(ui.lang))));
    }
    if let Some(reason) = &submission.reason {
        let told = Told::Despite { count: submission.accepted.len(), reason: safe(reason) };
        text.push_str(&format!("  {}\n", told.say(ui.lang)));
        text.extend(submission.accepted.iter().map(|one| format!("    {}\n", safe(one))));
    }
    if rehearsal.obstacles.is_empty() {
        if !made {
            text.push_str(&format!("{}\n", ui.paint(Tone::Good, &Told::Ready.say(ui.lang))));
        }
        return text;
    }
    let stopped = Told::Stopped { count: rehearsal.obstacles.len() };
    text.push_str(&format!("{}\n", ui.paint(Tone::Bad, &stopped.say(ui.lang))));
    for obstacle in &rehearsal.obstacles {
        text.push_str(&format!("  {} {}\n", ui.paint(Tone::Bad, "✗"), safe(&obstacle.say(ui.lang))));
        text.push_str(&format!("      → {}\n", Remedy(obstacle).say(ui.lang)));
    }
    text
}
