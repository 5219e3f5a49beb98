//! Why a weakness was, or was not, taken for one of the other plan: `diff --explain`.

use crate::cli::lang::{Lang, Say};
use crate::cli::ui::{Tone, Ui};
use crate::compare::Match;
use crate::compare::explain::{Explained, Refusal, Sign, Stands, Weighed};
use crate::work::diff::Why;

/// What is said round the sentences.
#[derive(Clone, Debug)]
pub enum Phrase<'w> {
    /// The weakness that is asked about: in which plan and under which criterion it stands.
    Head {
        period: &'w str,
        criterion: Option<String>,
        id: Option<String>,
    },
    NoCandidate {
        period: &'w str,
    },
    /// How likely two are one, and on which rung they met.
    Met {
        percent: u8,
        matched: Match,
    },
    NotMet {
        percent: u8,
    },
    Refused(Refusal),
    Shared(String),
    Akin(String),
    OnlyItem(String),
    OnlyOther(String),
    For(String),
    Against(String),
    More(usize),
    /// How to correct it.
    Correct,
    Sign(Sign),
}

/// Everything that was weighed, for people.
pub fn render(why: &Why, lang: Lang, ui: &Ui) -> String {
    let mut text = String::new();
    for one in &why.explained {
        explained(one, why, (lang, ui), &mut text);
    }
    text.push_str(&Phrase::Correct.say(lang));
    text
}

fn explained(one: &Explained, why: &Why, face: (Lang, &Ui), text: &mut String) {
    let (lang, ui) = face;
    let (here, there) = match one.stands {
        Stands::Before => (&why.from, &why.to),
        Stands::After => (&why.to, &why.from),
    };
    let head = Phrase::Head {
        period: here,
        criterion: one.item.criterion.map(|anchor| anchor.to_string()),
        id: one.item.id.map(|id| id.to_string()),
    };
    text.push_str(&format!("{}\n  {}\n", ui.paint(Tone::Heading, &head.say(lang)), safe(&one.item.text)));
    if one.candidates.is_empty() {
        text.push_str(&format!("\n  {}\n", Phrase::NoCandidate { period: there }.say(lang)));
    }
    for candidate in &one.candidates {
        weighed(candidate, face, text);
    }
    if one.more > 0 {
        text.push_str(&format!("\n  {}\n", Phrase::More(one.more).say(lang)));
    }
    text.push('\n');
}

fn weighed(one: &Weighed, face: (Lang, &Ui), text: &mut String) {
    let (lang, ui) = face;
    let percent = (one.chance * 100.0).round().clamp(0.0, 100.0) as u8;
    let (mark, tone, verdict) = match (one.matched, one.refused) {
        (Some(matched), _) => ("=", Tone::Good, Phrase::Met { percent, matched }),
        (None, Some(refused)) => ("x", Tone::Bad, Phrase::Refused(refused)),
        (None, None) => ("?", Tone::Quiet, Phrase::NotMet { percent }),
    };
    let place = one.other.criterion.map(|anchor| format!("{anchor} ")).unwrap_or_default();
    text.push_str(&format!("\n  {mark} {place}{}\n", safe(&one.other.text)));
    let mut line = |words: String| text.push_str(&format!("      {words}\n"));
    line(ui.paint(tone, &verdict.say(lang)));
    for (words, phrase) in [
        (&one.shared, Phrase::Shared as fn(String) -> Phrase<'static>),
        (&one.akin, Phrase::Akin),
        (&one.only_item, Phrase::OnlyItem),
        (&one.only_other, Phrase::OnlyOther),
    ] {
        if !words.is_empty() {
            line(phrase(safe(&words.join(" · "))).say(lang));
        }
    }
    for (phrase, sign) in [(Phrase::For as fn(String) -> Phrase<'static>, 1.0), (Phrase::Against, -1.0)] {
        let told = one.signs.iter().filter(|(_, added)| added * sign > 0.0).take(4);
        let told: Vec<String> =
            told.map(|(name, added)| format!("{} ({added:+.1})", Phrase::Sign(*name).say(lang))).collect();
        if !told.is_empty() {
            line(phrase(told.join(", ")).say(lang));
        }
    }
}

/// Text from a plan, without what a terminal would obey.
fn safe(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}
