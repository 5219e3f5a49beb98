//! A shortened plan: chosen items under their criteria, and nothing else.
//!
//! What is kept of an item is what its hash covers ([`super::digest`]), so that each can be held against the
//! signed statement by itself. What no item's hash covers is left out: the names of standards and criteria, what
//! all actions of a criterion share, the numbers in front of a list. A plan's own strengths have no ids and
//! cannot be chosen.

use std::collections::BTreeSet;

use crate::finding::Span;
use crate::plan::item::{Item, ItemId};
use crate::plan::label::{Label, LabelKind, wording};
use crate::plan::{Criterion, Entry, Plan, Section, SectionKind, Standard};

/// The heading under which the items stand; a plan's own.
const HEADING: &str = "III. Nội dung kế hoạch cải tiến chất lượng giáo dục";

/// The plan with these items only; the ids that it does not have are the error.
pub fn extract(plan: &Plan, wanted: &BTreeSet<ItemId>) -> Result<Plan, Vec<ItemId>> {
    let known: BTreeSet<ItemId> = plan.items().filter_map(|placed| placed.item.id).collect();
    let unknown: Vec<ItemId> = wanted.difference(&known).copied().collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let standards = plan.standards().map(|standard| Standard {
        number: standard.number,
        name: String::new(),
        entries: chosen(&standard.entries, wanted),
        criteria: standard
            .criteria
            .iter()
            .map(|criterion| shortened(criterion, wanted))
            .filter(holds)
            .collect(),
        heading_span: Span::default(),
    });
    let standards =
        standards.filter(|standard| !standard.entries.is_empty() || !standard.criteria.is_empty());
    let section = Section {
        kind: SectionKind::Content,
        heading: HEADING.into(),
        text: String::new(),
        standards: standards.collect(),
        span: Span::default(),
        heading_span: Span::default(),
    };
    Ok(Plan { sections: vec![section], ..Plan::default() })
}

fn holds(criterion: &Criterion) -> bool {
    !criterion.entries.is_empty()
}

fn shortened(criterion: &Criterion, wanted: &BTreeSet<ItemId>) -> Criterion {
    Criterion {
        id: criterion.id,
        name: String::new(),
        entries: chosen(&criterion.entries, wanted),
        span: Span::default(),
        heading_span: Span::default(),
    }
}

/// The chosen items, each kind under its label.
fn chosen(entries: &[Entry], wanted: &BTreeSet<ItemId>) -> Vec<Entry> {
    let mut kept = Vec::new();
    let mut under = None;
    for entry in entries {
        let Entry::Item(item) = entry else { continue };
        if !item.id.is_some_and(|id| wanted.contains(&id)) {
            continue;
        }
        if under.replace(item.kind) != Some(item.kind) {
            let kind = LabelKind::Items(item.kind);
            let (value, span) = (String::new(), Span::default());
            kept.push(Entry::Label(Label { kind, wording: wording(kind), value, span }));
        }
        kept.push(Entry::Item(Item { ordinal: None, ..item.clone() }));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::digest;
    use crate::plan::format;
    use crate::plan::parse::parse;

    fn check(text: &str) {
        let plan = parse(text).plan;
        let hashes = digest::items(&plan);
        assert!(!hashes.is_empty());
        let all: BTreeSet<ItemId> = hashes.keys().copied().collect();
        for wanted in hashes.keys().map(|id| BTreeSet::from([*id])).chain([all]) {
            let written = format::write(&extract(&plan, &wanted).unwrap());
            let found = digest::items(&parse(&written).plan);
            assert_eq!(found.keys().copied().collect::<BTreeSet<_>>(), wanted, "{written}");
            assert!(found.iter().all(|(id, hash)| hashes.get(id) == Some(hash)), "{written}");
        }
    }

    #[test]
    fn each_item_keeps_its_hash_and_brings_nothing_along() {
        check(include_str!("../../templates/samples/mn-ben-mo/2024-2025.md"));
        check(include_str!("../../templates/samples/th-van-may/2025-2026.md"));
        check(
            "## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n**Điểm hạn chế**\n\n1. Một. {#w-S1-2021-1}\n   - Nguyên nhân: xa\n\n     - và nghèo\n\n   Ghi chú\n   hai dòng.\n2. Hai. {#w-S1-2021-2}\n\n\
             #### Tiêu chí 1.5: Lớp\n\nGhi chú riêng.\n\n**Điểm yếu**\n\n- A. {#w-1.5-2021-1}\n- A lần nữa. {#w-1.5-2021-1}\n",
        );
    }

    #[test]
    fn what_is_not_chosen_is_not_there() {
        let text = "+++\nschool = \"th-a\"\n+++\n\nLời mở đầu.\n\n## II. Căn cứ\n\nBí mật.\n\n## III. Nội dung\n\n\
            ### Tiêu chuẩn 1: Tên\n\n#### Tiêu chí 1.5: Lớp\n\n**Điểm mạnh**\n\n- Mạnh.\n\n**Điểm yếu**\n\n\
            - Chọn. {#w-1.5-2021-1}\n- Bỏ. {#w-1.5-2021-2}\n\n**Thực hiện chung**\n\n- Chủ trì: HT\n";
        let plan = parse(text).plan;
        let wanted = BTreeSet::from(["w-1.5-2021-1".parse().unwrap()]);
        assert_eq!(
            format::write(&extract(&plan, &wanted).unwrap()),
            "## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.5\n\n**Điểm yếu**\n\n- Chọn. {#w-1.5-2021-1}\n"
        );
        let unknown = "a-1.5-2021-1".parse().unwrap();
        assert_eq!(extract(&plan, &BTreeSet::from([unknown])), Err(vec![unknown]));
    }
}
