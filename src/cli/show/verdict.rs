//! Verdicts for people: one line for each approval, its next step, the machine code beside it.

use crate::approval::Verdict;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::notice;
use crate::cli::ui::{Tone, Ui};
use crate::period::Period;
use crate::school::Role;
use crate::work::verify::{Judged, JudgedNotice};

/// What to do about a verdict; empty where nothing is to be done.
pub struct NextStep<'v> {
    pub verdict: &'v Verdict,
    /// Whose approval it is, by the school's code; empty where the tag has no readable name.
    pub school: &'v str,
}

impl<'v> NextStep<'v> {
    pub fn of(judged: &'v Judged) -> NextStep<'v> {
        let school = judged.name.as_ref().map_or("", |name| name.school.as_str());
        NextStep { verdict: &judged.verdict, school }
    }
}

/// A role's name for people.
pub struct RoleName(pub Role);

/// What is said beside the verdicts.
#[derive(Clone, Debug)]
pub enum Note {
    Internal,
    NotRemembered,
    Nothing,
    Total {
        good: usize,
        all: usize,
    },
    Next,
    /// What stands by itself: a withdrawal, a receipt or an issue that was asked for, or whose approval is not here.
    Strays,
    ApprovedPlan {
        period: Period,
        version: u32,
    },
    SignedBy {
        name: String,
    },
}

/// All verdicts, school by school, each with its notices; then the notices about nothing that is here.
pub fn render(judged: &[Judged], strays: &[JudgedNotice], ui: &Ui) -> String {
    let mut text = String::new();
    let mut school = None;
    for one in judged {
        let own = one.name.as_ref().map(|name| name.school.as_str());
        if school != own {
            text.push_str(&ui.paint(Tone::Heading, &safe(own.unwrap_or(""))));
            text.push('\n');
            school = own;
        }
        line(one, ui, &mut text);
    }
    if !strays.is_empty() {
        text.push_str(&format!("{}\n", ui.paint(Tone::Heading, &Note::Strays.say(ui.lang))));
    }
    for stray in strays {
        text.push_str(&format!("  {}\n", notice::line(stray, ui)));
    }
    text
}

/// One approval: sign, plan, sentence, code; below it what to do.
fn line(one: &Judged, ui: &Ui, text: &mut String) {
    let (mark, tone) = match &one.verdict {
        Verdict::Valid | Verdict::ValidRetiredKey { .. } => ("✓", Tone::Good),
        Verdict::Superseded { .. } => ("·", Tone::Quiet),
        Verdict::Unpinned { .. } | Verdict::Withdrawn { .. } => ("?", Tone::Warn),
        _ => ("✗", Tone::Bad),
    };
    let plan = match &one.name {
        Some(name) => Note::ApprovedPlan { period: name.period, version: name.version }.say(ui.lang),
        None => safe(&one.tag),
    };
    let signer = one.signer.as_ref().and_then(|signer| signer.name.clone());
    let signer = signer.map(|name| format!(", {}", Note::SignedBy { name: safe(&name) }.say(ui.lang)));
    let code = ui.paint(Tone::Quiet, &format!("[{}]", one.verdict.code()));
    let sentence = safe(&one.verdict.say(ui.lang));
    text.push_str(&format!(
        "  {} {plan}: {sentence}{} {code}\n",
        ui.paint(tone, mark),
        signer.unwrap_or_default()
    ));
    for notice in &one.notices {
        text.push_str(&format!("      {}\n", notice::line(notice, ui)));
    }
    let next = NextStep::of(one).say(ui.lang);
    if !next.is_empty() {
        let label = Note::Next.say(ui.lang);
        text.push_str(&format!("      {label} {}\n", next.replace('\n', "\n        ")));
    }
}

/// A text out of a repository, without what could move the cursor or turn the line around.
pub fn safe(text: &str) -> String {
    let harmless = |letter: &char| {
        let turns =
            matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !letter.is_control() && !turns
    };
    text.chars().filter(harmless).collect()
}

/// The next step in one text, for programs.
pub fn next_step(judged: &Judged, lang: Lang) -> Option<String> {
    Some(NextStep::of(judged).say(lang)).filter(|text| !text.is_empty())
}
