//! The rule that holds the years together: each weakness of the last approved plan must stand in
//! this one, or be resolved, or be dropped with a reason.

use std::collections::BTreeSet;

use super::Look;
use crate::compare::{Chain, Prepared, Side, Weakness};
use crate::finding::{Problem, Span};
use crate::plan::{Anchor, ItemId, Plan, SectionKind};
use crate::progress::Progress;

pub(super) fn check(look: &mut Look<'_>) {
    if let Some(before) = look.subject.before {
        for weakness in open(look, before) {
            let (id, text) = said(&weakness);
            let problem = Problem::UnaccountedWeakness {
                id: id.map(|id| id.to_string()),
                text,
                since: id.map(|id| id.year),
            };
            report(look, problem, &weakness);
        }
    } else if let Some(before) = look.subject.draft_before
        && let Some(from) = before.front.period()
    {
        for weakness in open(look, before) {
            let (id, text) = said(&weakness);
            report(
                look,
                Problem::UnexplainedWeakness { id: id.map(|id| id.to_string()), text, from },
                &weakness,
            );
        }
    }
}

/// The weaknesses that are gone without an explanation. Last resort is a sentence of the later plan that
/// names the weakness's id.
pub fn unaccounted<'w>(told: &'w [Weakness], later: &'w str) -> impl Iterator<Item = &'w Weakness> {
    let named = |weakness: &Weakness| said(weakness).0.is_some_and(|id| names(later, &id.to_string()));
    told.iter().filter(move |weakness| weakness.is_unexplained() && !named(weakness))
}

/// What nothing accounts for, as comparing tells it: so `check`, `diff` and `approve` say the same.
fn open(look: &Look<'_>, before: &Plan) -> Vec<Weakness> {
    if is_whole(look, before) {
        return Vec::new();
    }
    let nothing = Progress::default();
    let earlier = Prepared::new(Side { plan: before, progress: look.subject.progress });
    let later = Prepared::new(Side { plan: look.plan, progress: &nothing });
    let told = Chain::new(&[&earlier, &later], look.subject.continuity).weaknesses(0);
    unaccounted(&told, look.text).cloned().collect()
}

/// Does every earlier weakness stand here under its own id? Then there is nothing to compare.
fn is_whole(look: &Look<'_>, before: &Plan) -> bool {
    let kept: BTreeSet<ItemId> = look.plan.weaknesses().filter_map(|placed| placed.item.id).collect();
    let parted = look.subject.continuity.links.iter().filter(|record| !record.same);
    let parted: BTreeSet<ItemId> = parted.map(|record| record.before).collect();
    let stands = |id: ItemId| kept.contains(&id) && !parted.contains(&id);
    before.weaknesses().all(|placed| placed.item.id.is_some_and(stands))
}

fn said(weakness: &Weakness) -> (Option<ItemId>, String) {
    let before = weakness.before.as_ref();
    (before.and_then(|side| side.id), before.map(|side| side.text.clone()).unwrap_or_default())
}

/// Is the id in the text as a word of its own, and not as an item's mark?
fn names(text: &str, id: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '#');
    text.match_indices(id).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + id.len()..).and_then(|after| after.chars().next());
        let ends = after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
        before.is_none_or(|letter| !part(letter)) && ends
    })
}

fn report(look: &mut Look<'_>, problem: Problem, weakness: &Weakness) {
    let criterion = match weakness.before.as_ref().and_then(|side| side.criterion) {
        Some(Anchor::Criterion(id)) => look.plan.criterion(id).map(|criterion| criterion.heading_span),
        _ => None,
    };
    let content = || look.plan.section(SectionKind::Content).map(|section| section.heading_span);
    let span: Span = criterion.or_else(content).unwrap_or_default();
    look.report(problem, span);
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{FRONT, codes_after};

    fn plan(rest: &str) -> String {
        format!("{FRONT}{rest}")
    }

    fn check(now: &str) -> Vec<&'static str> {
        let head = "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n";
        let before = plan(&format!("{head}- Nhà trường còn 02 lớp mẫu giáo ghép. {{#w-1.5-2021-1}}\n"));
        codes_after(&plan(&now.replace("HEAD", head)), &before, super::check)
    }

    #[test]
    fn every_old_weakness_is_accounted_for() {
        assert_eq!(check("HEAD- Còn 01 lớp ghép. {#w-1.5-2021-1}\n"), [""; 0]);
        assert_eq!(
            check("HEAD- Nhà trường còn 01 lớp mẫu giáo ghép.\n"),
            [""; 0],
            "said again without its id"
        );
        assert_eq!(check("HEAD- Thiếu nhân viên y tế.\n"), ["unaccounted-weakness"]);
        assert_eq!(check("## II. Căn cứ\n\nĐã khắc phục điểm yếu w-1.5-2021-1.\n"), [""; 0]);
        assert_eq!(
            check("## II. Căn cứ\n\nĐã khắc phục điểm yếu w-1.5-2021-12.\n"),
            ["unaccounted-weakness"]
        );
    }

    #[test]
    fn an_id_counts_as_a_word_of_its_own() {
        assert!(super::names("Điểm yếu w-1.5-2021-1 không còn.", "w-1.5-2021-1"));
        assert!(super::names("(w-1.5-2021-1)", "w-1.5-2021-1"));
        assert!(!super::names("w-1.5-2021-12", "w-1.5-2021-1"));
        assert!(!super::names("câu {#w-1.5-2021-1}", "w-1.5-2021-1"));
    }
}
