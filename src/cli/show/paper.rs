//! What a copy on paper says of itself: the line at the foot of each page, and the box with the approval's fingerprints.

use super::bundle::PageWord;
use super::export::Stands;
use super::notice::Told;
use super::verdict::safe;
use crate::cli::lang::{Lang, Say};
use crate::export::paper::{Seal, Standing};
use crate::work::export::{self, Approval};

/// The words of paper.
#[derive(Clone, Debug)]
pub enum PaperWord {
    /// At the foot of each page.
    Line(Stands),
    /// Above the facts of an approval, whether or not it still holds.
    Seal(Stands),
}

/// How a copy stands. Paper speaks the language of the plan, whatever that of the person is.
pub fn standing(standing: &export::Standing) -> Standing {
    let stands = Stands::of(standing);
    let seal = standing.approval.as_deref().map(|approval| seal(approval, &stands));
    Standing { kind: standing.kind(), line: PaperWord::Line(stands).say(Lang::Vi), seal }
}

fn seal(approval: &Approval, stands: &Stands) -> Seal {
    let (mark, judged) = (&approval.mark, &approval.judged);
    let fact = |word: PageWord, value: String| (word.say(Lang::Vi), value);
    let authority = approval.statement.authority;
    let authority = authority.map(|authority| format!("{} ", authority.as_str())).unwrap_or_default();
    let signer = judged.signer.as_ref().map(|signer| match &signer.name {
        Some(name) => format!("{authority}{} ({})", safe(name), signer.fingerprint),
        None => signer.fingerprint.clone(),
    });
    let mut facts = vec![
        fact(PageWord::Signer, signer.unwrap_or_else(|| PageWord::Unsigned.say(Lang::Vi))),
        fact(PageWord::Tag, format!("{} ({})", mark.name, mark.tag)),
        fact(PageWord::PlanHash, mark.plan.grouped()),
        fact(PageWord::Root, mark.root.syllables()),
    ];
    for notice in judged.notices.iter().filter(|notice| notice.verdict.is_in_order()) {
        let by = notice.signer.as_ref().and_then(|signer| signer.name.as_deref());
        let said = notice.says.as_ref().map(|says| Told::Said { says, by }.say(Lang::Vi));
        facts.extend(said.map(|said| fact(PageWord::Since, safe(&said))));
    }
    let heading = PaperWord::Seal(stands.clone()).say(Lang::Vi);
    Seal { heading, facts, code: mark.to_string() }
}
