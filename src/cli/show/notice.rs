//! Notices for people: what was said about an approval, what stops saying it, what was made.

use crate::approval::name::TagKind;
use crate::approval::notice::Says;
use crate::approval::{ApprovalName, Hash};
use crate::cli::lang::Say;
use crate::cli::show::verdict::safe;
use crate::cli::ui::{Tone, Ui};
use crate::work::notices::{Obstacle, Rehearsal};
use crate::work::verify::JudgedNotice;

/// What `withdraw`, `receive` and `issue` tell.
#[derive(Clone, Debug)]
pub enum Told<'t> {
    /// What is about to be said, about which approval.
    About {
        kind: TagKind,
        name: &'t ApprovalName,
        school: &'t str,
    },
    /// What a notice says, and who says it.
    Said {
        says: &'t Says,
        by: Option<&'t str>,
    },
    /// A notice that is gone, or that says nothing that can be read.
    Nameless {
        kind: TagKind,
        period: String,
    },
    /// The file that was hashed.
    Pdf {
        hash: Hash,
    },
    Obstacles {
        count: usize,
    },
    Ready,
    Statement,
    Made {
        tag: &'t str,
    },
    /// An issue without the signed file: it can be added by nobody later.
    NoPdf,
    Push,
}

/// What the person is asked.
#[derive(Clone, Debug)]
pub enum Question {
    Make { kind: TagKind, name: ApprovalName },
}

/// Why such a command stops before it has looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The person said no.
    Declined,
    /// Not one day.
    NotADay { text: String },
}

/// What to do about an obstacle.
pub struct Remedy<'o>(pub &'o Obstacle);

/// One notice as it stands under its approval: sign, sentence, code.
pub fn line(notice: &JudgedNotice, ui: &Ui) -> String {
    let (mark, tone) = match &notice.verdict {
        verdict if verdict.is_good() => ("✓", Tone::Good),
        verdict if verdict.is_in_order() => ("?", Tone::Warn),
        _ => ("✗", Tone::Bad),
    };
    let by = notice.signer.as_ref().and_then(|signer| signer.name.as_deref());
    let said = match &notice.says {
        Some(says) if notice.verdict.is_in_order() => Told::Said { says, by }.say(ui.lang),
        _ => {
            let period = notice.name.as_ref().map(|name| format!("{} (v{})", name.period, name.version));
            let period = period.unwrap_or_else(|| notice.tag.clone());
            format!(
                "{}: {}",
                Told::Nameless { kind: notice.kind, period }.say(ui.lang),
                notice.verdict.say(ui.lang)
            )
        }
    };
    let code = ui.paint(Tone::Quiet, &format!("[{}]", notice.verdict.code()));
    format!("{} {} {code}", ui.paint(tone, mark), safe(&said))
}

/// What is about to be said, and what stops it.
pub fn rehearsal(rehearsal: &Rehearsal, ui: &Ui) -> String {
    let mut text = String::new();
    if let Some(name) = &rehearsal.name {
        let (kind, school) = (rehearsal.kind, safe(&rehearsal.school_name));
        let about = Told::About { kind, name, school: &school }.say(ui.lang);
        text.push_str(&format!("{}\n", ui.paint(Tone::Heading, &about)));
    }
    if let Some((notice, _)) = &rehearsal.notice {
        let said = Told::Said { says: &notice.says, by: None }.say(ui.lang);
        text.push_str(&format!("  {}\n", safe(&said)));
        if let Says::Issued { pdf: Some(hash), .. } = &notice.says {
            text.push_str(&format!("  {}\n", Told::Pdf { hash: *hash }.say(ui.lang)));
        }
    }
    if rehearsal.obstacles.is_empty() {
        text.push_str(&format!("{}\n", ui.paint(Tone::Good, &Told::Ready.say(ui.lang))));
        return text;
    }
    let count = rehearsal.obstacles.len();
    text.push_str(&format!("{}\n", ui.paint(Tone::Bad, &Told::Obstacles { count }.say(ui.lang))));
    for obstacle in &rehearsal.obstacles {
        text.push_str(&format!("  {} {}\n", ui.paint(Tone::Bad, "✗"), safe(&obstacle.say(ui.lang))));
        text.push_str(&format!("      → {}\n", Remedy(obstacle).say(ui.lang)));
    }
    text
}

/// The statement that would be signed.
pub fn statement(rehearsal: &Rehearsal, ui: &Ui) -> String {
    let Some((notice, _)) = &rehearsal.notice else { return String::new() };
    format!("{}\n{}", ui.paint(Tone::Heading, &Told::Statement.say(ui.lang)), notice.to_toml())
}

impl Obstacle {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::NotApproved { .. } => "not-approved",
            Obstacle::Taken { verdict, .. } if verdict.is_in_order() => "already-said",
            Obstacle::Taken { .. } => "name-taken",
            Obstacle::Withdrawn { .. } => "withdrawn",
            Obstacle::NotGood { .. } => "not-good",
            Obstacle::Unpinned { .. } => "unpinned",
            Obstacle::OtherRoot { .. } => "other-root",
            Obstacle::Trust { .. } => "trust-violation",
            Obstacle::Words { .. } => "words",
            Obstacle::Nobody { .. } => "nobody",
            Obstacle::NoRight { .. } => "no-right",
        }
    }
}
