//! The rule that holds the years together: each weakness of the last approved plan must stand in
//! this one, or be resolved, or be dropped with a reason.

use std::collections::{BTreeSet, HashSet};

use super::Look;
use super::likeness::{overlap, words};
use crate::finding::{Problem, Span};
use crate::plan::{Anchor, Item, ItemId, SectionKind};
use crate::progress::Status;

/// From this share of common words on, a sentence is the same weakness said again.
const SAME: f64 = 0.6;

pub(super) fn check(look: &mut Look<'_>) {
    let Some(before) = look.subject.before else { return };
    let ids: HashSet<ItemId> = look.plan.items().filter_map(|placed| placed.item.id).collect();
    let open: Vec<_> = before
        .weaknesses()
        .filter(|placed| placed.item.id.is_none_or(|id| !ids.contains(&id) && !is_settled(look, id)))
        .collect();
    if open.is_empty() {
        return;
    }
    // A weakness that kept its id is taken; only new sentences can be an old one said again.
    let known: HashSet<ItemId> = before.weaknesses().filter_map(|placed| placed.item.id).collect();
    let fresh: Vec<BTreeSet<String>> = look
        .plan
        .weaknesses()
        .filter(|placed| placed.item.id.is_none_or(|id| !known.contains(&id)))
        .map(|placed| words(&placed.item.text))
        .collect();
    for placed in open {
        let said = words(&placed.item.text);
        if !fresh.iter().any(|other| overlap(&said, other) >= SAME) {
            report(look, placed.item, placed.anchor);
        }
    }
}

/// Does a record, or the new plan's own text, say what became of it?
fn is_settled(look: &Look<'_>, id: ItemId) -> bool {
    let recorded = look.subject.progress.last(id).is_some_and(|record| match record.status {
        Status::Done => true,
        Status::Cancelled => record.note.as_ref().is_some_and(|note| !note.trim().is_empty()),
        Status::NotStarted | Status::InProgress | Status::Partial => false,
    });
    recorded || names(look.text, &id.to_string())
}

/// Is this id written in the text, and not as the beginning of a longer one?
fn names(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| {
        let next = text.get(at + id.len()..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|next| next.is_ascii_digit())
    })
}

fn report(look: &mut Look<'_>, item: &Item, anchor: Option<Anchor>) {
    let criterion = match anchor {
        Some(Anchor::Criterion(id)) => look.plan.criterion(id).map(|criterion| criterion.heading_span),
        _ => None,
    };
    let content = || look.plan.section(SectionKind::Content).map(|section| section.heading_span);
    let span: Span = criterion.or_else(content).unwrap_or_default();
    let problem =
        Problem::UnaccountedWeakness { id: item.id.map(|id| id.to_string()), text: item.text.clone() };
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
}
