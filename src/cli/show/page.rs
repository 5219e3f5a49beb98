//! The page of an approval: what stands on paper, put together from a bundle and its verdict.

use super::bundle::PageWord;
use super::notice::Told;
use super::verdict::{NextStep, Note, safe};
use crate::approval::bundle::Kind;
use crate::approval::{ApprovalName, Verdict};
use crate::cli::lang::{Lang, Say};
use crate::date::Date;
use crate::export::Tone;
use crate::export::approval::{Page, Root};
use crate::work::bundle::{About, Opened};
use crate::work::verify::Judged;

/// The file's page.
pub struct Of<'o> {
    pub opened: &'o Opened,
    pub about: &'o About,
    pub judged: &'o Judged,
    /// The file's name, as the receiver will type it.
    pub file: String,
    pub today: Date,
}

/// Puts the page together. The plan stands on it only where the verdict is good, or where all holds but the
/// root is to be compared: nobody is to read what was not approved under the school's name.
pub fn page(of: &Of<'_>, lang: Lang) -> Page {
    let say = |word: PageWord| word.say(lang);
    let name: &ApprovalName = &of.about.mark.name;
    let (period, version) = (name.period, name.version);
    let is_extract = of.opened.head.kind == Kind::Publication;
    let shown = of.opened.items().len();
    let holds = of.judged.verdict.is_good() || matches!(of.judged.verdict, Verdict::Unpinned { .. });
    let plan = of.about.plan.as_deref().filter(|_| holds);
    let (mark, tone) = look(&of.judged.verdict);
    let extract = || say(PageWord::Extract { shown, all: of.about.items });
    let next = NextStep::of(of.judged).say(lang);
    let alerts = is_extract.then(extract).into_iter().chain(Some(next).filter(|next| !next.is_empty()));
    Page {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        title: say(if is_extract {
            PageWord::ExtractTitle { period, version }
        } else {
            PageWord::Title { period, version }
        }),
        school: safe(&of.about.school),
        tone,
        mark,
        verdict: safe(&of.judged.verdict.say(lang)),
        code: of.judged.verdict.code(),
        alerts: alerts.map(|text| safe(&text)).collect(),
        facts: facts(of, lang),
        root: Root {
            label: say(PageWord::Root),
            syllables: of.about.mark.root.syllables().split(", ").map(str::to_owned).collect(),
            digits: of.about.mark.root.grouped(),
        },
        code_label: say(PageWord::Code),
        code_text: of.about.mark.to_string(),
        check: vec![
            say(PageWord::ProvesNothing),
            say(PageWord::HowToCheck { file: of.file.clone() }),
            say(PageWord::Call),
        ],
        plan_heading: match plan {
            Some(_) if is_extract => extract(),
            Some(_) => say(PageWord::Plan),
            None => say(PageWord::NotShown),
        },
        plan: plan.map(|text| body(text).to_owned()).unwrap_or_default(),
        footer: Note::Internal.say(lang),
    }
}

/// Who signed what, when it was judged, and what was said about the approval since, as far as it verifies.
fn facts(of: &Of<'_>, lang: Lang) -> Vec<(String, String)> {
    let signer = of.judged.signer.as_ref();
    let authority =
        of.about.authority.map(|authority| format!("{} ", authority.as_str())).unwrap_or_default();
    let signer = signer.map(|signer| match &signer.name {
        Some(name) => format!("{authority}{} ({})", safe(name), signer.fingerprint),
        None => signer.fingerprint.clone(),
    });
    let fact = |word: PageWord, value: String| (word.say(lang), value);
    let mut facts = vec![
        fact(PageWord::Signer, signer.unwrap_or_else(|| PageWord::Unsigned.say(lang))),
        fact(PageWord::Verified, day(of.today)),
        fact(PageWord::Tag, format!("{} ({})", of.about.mark.name, of.about.mark.tag)),
        fact(PageWord::PlanHash, of.about.mark.plan.to_string()),
        fact(PageWord::Items, of.about.items.to_string()),
    ];
    for notice in of.judged.notices.iter().filter(|notice| notice.verdict.is_in_order()) {
        let by = notice.signer.as_ref().and_then(|signer| signer.name.as_deref());
        let said = notice.says.as_ref().map(|says| Told::Said { says, by }.say(lang));
        facts.extend(said.map(|said| fact(PageWord::Since, safe(&said))));
    }
    facts
}

fn day(date: Date) -> String {
    format!("{}/{}/{}", date.day, date.month, date.year)
}

fn look(verdict: &Verdict) -> (&'static str, Tone) {
    match verdict {
        _ if verdict.is_in_force() => ("✓", Tone::Good),
        Verdict::Superseded { .. } => ("·", Tone::Plain),
        Verdict::Unpinned { .. } | Verdict::Withdrawn { .. } => ("?", Tone::Open),
        _ => ("✗", Tone::Alarm),
    }
}

/// The plan without its front matter.
fn body(text: &str) -> &str {
    let rest = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    rest.map_or(text, |(_, body)| body)
}
