//! What was edited between two states of one plan, counted by criterion, for a message in words.
//!
//! This is not the comparison of two years (`compare`): both sides are the same plan, before and
//! after some hours of work. Items are known by their id, or else by their words.
//!
//! ```
//! use caitien::plan::parse::parse;
//! use caitien::work::edits::{How, What, between};
//! let head = "+++\nperiod = \"2023-2024\"\n+++\n\n## III. Nội dung\n\n#### Tiêu chí 1.5: Lớp\n\n";
//! let (before, after) = (parse(head).plan, parse(&format!("{head}**Điểm yếu**\n\n- Còn ghép.\n")).plan);
//! let edits = between(&before, &after);
//! assert!(matches!(edits[0].what, What::Items { how: How::New, count: 1, .. }));
//! ```

use std::collections::{BTreeMap, HashMap};

use crate::plan::item::{Anchor, Detail, Item, ItemId, Kind};
use crate::plan::spelling::fold_words;
use crate::plan::{Entries, Entry, FrontMatter, Plan, SectionKind};

/// One thing that was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The criterion or standard; None outside of them.
    pub anchor: Option<Anchor>,
    pub what: What,
}

/// What kind of thing it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Items {
        kind: Kind,
        how: How,
        count: usize,
    },
    /// The level of a criterion, as written.
    Level {
        before: String,
        after: String,
    },
    /// Notes, shared fields and whatever else stands under a criterion.
    Notes,
    CriterionAdded,
    CriterionRemoved,
    Section {
        kind: SectionKind,
        heading: String,
        how: How,
    },
    /// The front matter.
    Head,
    /// Nothing but spacing and spelling of labels.
    Layout,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    New,
    Changed,
    Removed,
    /// It stands under another criterion now.
    Moved,
}

/// The edits that lead from one state of a plan to the other, in the order of the plan.
pub fn between(before: &Plan, after: &Plan) -> Vec<Edit> {
    let mut edits = Vec::new();
    if head(&before.front) != head(&after.front) {
        edits.push(Edit { anchor: None, what: What::Head });
    }
    sections(before, after, &mut edits);
    let mut counted = items(before, after);
    criteria(before, after, &mut counted);
    edits.extend(
        counted
            .into_iter()
            .flat_map(|(anchor, whats)| whats.into_iter().map(move |what| Edit { anchor, what })),
    );
    if edits.is_empty() {
        edits.push(Edit { anchor: None, what: What::Layout });
    }
    edits
}

/// The front matter without what depends on where it stands in a file.
fn head(front: &FrontMatter) -> FrontMatter {
    FrontMatter { source: String::new(), spans: BTreeMap::new(), ..front.clone() }
}

fn sections(before: &Plan, after: &Plan, edits: &mut Vec<Edit>) {
    let text = |plan: &Plan| {
        let sections = plan.sections.iter();
        sections
            .map(|section| {
                (fold_words(&section.heading), (section.kind, section.heading.clone(), section.text.clone()))
            })
            .collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (text(before), text(after));
    let mut push = |(kind, heading, _): &(SectionKind, String, String), how| {
        let what = What::Section { kind: *kind, heading: heading.clone(), how };
        edits.push(Edit { anchor: None, what });
    };
    for (key, section) in &after {
        match before.get(key) {
            Some(old) if fold_words(&old.2) == fold_words(&section.2) => {}
            Some(_) => push(section, How::Changed),
            None => push(section, How::New),
        }
    }
    for (_, section) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        push(section, How::Removed);
    }
}

type Counted = BTreeMap<Option<Anchor>, Vec<What>>;

/// How an item is known in both states.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Id(ItemId),
    Words(Kind, Option<Anchor>, String),
}

fn keyed(plan: &Plan) -> Vec<(Option<Anchor>, &Item)> {
    plan.items().map(|placed| (placed.anchor, placed.item)).collect()
}

fn items(before: &Plan, after: &Plan) -> Counted {
    let (old, new) = (keyed(before), keyed(after));
    let words = |anchor: Option<Anchor>, item: &Item| Key::Words(item.kind, anchor, fold_words(&item.text));
    let mut known: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, (anchor, item)) in old.iter().enumerate() {
        known.entry(words(*anchor, item)).or_default().push(at);
        if let Some(id) = item.id {
            known.entry(Key::Id(id)).or_default().push(at);
        }
    }
    let mut used = vec![false; old.len()];
    let mut counts: BTreeMap<(Option<Anchor>, Kind, How), usize> = BTreeMap::new();
    for (anchor, item) in &new {
        let mut take = |key: Key| {
            let at = *known.get(&key)?.iter().find(|at| used.get(**at) == Some(&false))?;
            *used.get_mut(at)? = true;
            old.get(at)
        };
        let found = item.id.and_then(|id| take(Key::Id(id))).or_else(|| take(words(*anchor, item)));
        let how = match found {
            None => How::New,
            Some((place, _)) if place != anchor => How::Moved,
            Some((_, before)) if said(before) != said(item) => How::Changed,
            Some(_) => continue,
        };
        *counts.entry((*anchor, item.kind, how)).or_default() += 1;
    }
    for ((anchor, item), _) in old.iter().zip(&used).filter(|(_, used)| !**used) {
        *counts.entry((*anchor, item.kind, How::Removed)).or_default() += 1;
    }
    let mut counted = Counted::new();
    for ((anchor, kind, how), count) in counts {
        counted.entry(anchor).or_default().push(What::Items { kind, how, count });
    }
    counted
}

/// The words of an item and its fields, without layout.
fn said(item: &Item) -> Vec<String> {
    let details = item.details.iter().map(|detail| match detail {
        Detail::Field(field) => format!("{}: {} {}", field.key.as_str(), field.value, field.more),
        Detail::Note(note) => note.markdown.clone(),
    });
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    std::iter::once(item.text.clone()).chain(details).map(words).collect()
}

fn criteria(before: &Plan, after: &Plan, counted: &mut Counted) {
    for new in after.criteria() {
        let anchor = Some(Anchor::Criterion(new.id));
        let Some(old) = before.criterion(new.id) else {
            if !counted.contains_key(&anchor) {
                counted.entry(anchor).or_default().push(What::CriterionAdded);
            }
            continue;
        };
        let levels = (old.level_text().unwrap_or("").trim(), new.level_text().unwrap_or("").trim());
        if levels.0 != levels.1 {
            let what = What::Level { before: levels.0.to_owned(), after: levels.1.to_owned() };
            counted.entry(anchor).or_default().push(what);
        }
        if rest(old.entries()) != rest(new.entries()) {
            counted.entry(anchor).or_default().push(What::Notes);
        }
    }
    for old in before.criteria().filter(|old| after.criterion(old.id).is_none()) {
        let anchor = Some(Anchor::Criterion(old.id));
        counted.entry(anchor).or_default().push(What::CriterionRemoved);
    }
}

/// Notes and shared fields.
fn rest(entries: &[Entry]) -> Vec<String> {
    let texts = entries.iter().filter_map(|entry| match entry {
        Entry::Note(note) => Some(fold_words(&note.markdown)),
        Entry::Shared(field) => Some(format!("{}: {}", field.key.as_str(), field.value.trim())),
        Entry::Label(_) | Entry::Item(_) => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse::parse;

    const HEAD: &str = "+++\nperiod = \"2023-2024\"\n+++\n\n## I. Mục đích\n\nA.\n\n## III. Nội dung\n\n#### Tiêu chí 1.5: Lớp\n\n";

    fn check(before: &str, after: &str, expected: &str) {
        let edits = between(&parse(before).plan, &parse(after).plan);
        let shown: Vec<String> = edits
            .iter()
            .map(|edit| {
                let anchor = edit.anchor.map_or("-".into(), |anchor| anchor.to_string());
                format!("{anchor} {:?}", edit.what)
            })
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn items_are_known_by_id_or_words() {
        let before = format!("{HEAD}**Mức:** 2\n\n**Điểm yếu**\n\n- Một. {{#w-1.5-2023-1}}\n- Hai.\n- Ba.\n");
        let after = format!(
            "{HEAD}**Mức:** 3\n\n**Điểm yếu**\n\n- Một rưỡi. {{#w-1.5-2023-1}}\n- Hai. {{#w-1.5-2023-2}}\n- Bốn.\n"
        );
        check(
            &before,
            &after,
            "1.5 Items { kind: Weakness, how: New, count: 1 }\n\
             1.5 Items { kind: Weakness, how: Changed, count: 1 }\n\
             1.5 Items { kind: Weakness, how: Removed, count: 1 }\n\
             1.5 Level { before: \"2\", after: \"3\" }",
        );
    }

    #[test]
    fn the_rest_of_a_plan() {
        let before = format!("{HEAD}Ghi chú.\n");
        check(&before, &format!("{HEAD}Ghi  chú.\n\n"), "- Layout");
        check(
            &before,
            &before.replace("A.", "B."),
            "- Section { kind: Purpose, heading: \"I. Mục đích\", how: Changed }",
        );
        check(&before, &before.replace("2023-2024", "2024-2025"), "- Head");
        check(&before, &before.replace("Ghi chú", "Khác"), "1.5 Notes");
        check(&before, &format!("{before}\n#### Tiêu chí 1.6: Khác\n"), "1.6 CriterionAdded");
    }
}
