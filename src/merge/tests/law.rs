//! The laws of merging, over generated plans and generated edits.

use proptest::prelude::*;

use super::super::*;
use super::draft::{chaos, draft, edited, edits, own};

/// Merged by item, without any way around.
fn by_item(base: &str, ours: &str, theirs: &str) -> Merged {
    let among = Among { taken: &BTreeSet::new(), yields: Yields::Other };
    super::super::by_item(Texts { base, ours, theirs }, Grain::Keys, among).unwrap()
}

fn is_canonical(text: &str) -> bool {
    format(text, &BTreeSet::new()).text == text
}

/// The words that one side alone brought.
fn new_words(text: &str, who: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.contains(who)).map(str::to_owned).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let mut texts: Vec<String> = parse(text).plan.items().map(|placed| placed.item.text.clone()).collect();
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_sides_edits_are_taken_as_they_are(draft in draft(), edits in edits()) {
        let (base, text) = (draft.text(), edited(&draft, &edits, "Ta").text());
        prop_assume!(is_canonical(&base) && is_canonical(&text));
        for [base, ours, theirs] in [[&base, &base, &text], [&base, &text, &base], [&base, &text, &text]] {
            let merged = by_item(base, ours, theirs);
            prop_assert_eq!(&merged.text, &text);
            prop_assert_eq!((merged.conflicts, merged.lost), (vec![], vec![]));
        }
    }

    #[test]
    fn nothing_of_either_side_is_lost(draft in draft(), both in edits(), ours in edits(), theirs in edits()) {
        let shared = edited(&draft, &both[..both.len() / 3], "Chung");
        let base = draft.text();
        let (ours, theirs) = (edited(&shared, &ours, "Ta").text(), edited(&shared, &theirs, "Bạn").text());
        prop_assume!(is_canonical(&base) && is_canonical(&ours) && is_canonical(&theirs));
        let merged = by_item(&base, &ours, &theirs);
        prop_assert_eq!(&merged.lost, &vec![], "\n{}", merged.text);
        prop_assert!(is_canonical(&merged.text), "{}", merged.text);
        for word in new_words(&ours, "Ta").iter().chain(&new_words(&theirs, "Bạn")) {
            prop_assert!(merged.text.contains(word.as_str()), "{word} is lost in\n{}", merged.text);
        }
        for word in new_words(&ours, "Chung").iter().filter(|word| theirs.contains(word.as_str())) {
            prop_assert!(merged.text.contains(word.as_str()), "{word} is lost in\n{}", merged.text);
        }
        let markers = crate::plan::conflict::markers(&merged.text);
        prop_assert_eq!(markers.len(), merged.conflicts.len(), "{}", merged.text);
        prop_assert!(markers.iter().all(|found| found.marker.is_some()));

        let swapped = by_item(&base, &theirs, &ours);
        prop_assert_eq!(sentences_of(&merged), sentences_of(&swapped));
        let mut conflicts: Vec<Conflict> = merged.conflicts.clone();
        let mut mirrored: Vec<Conflict> =
            swapped.conflicts.into_iter().map(|one| Conflict { ours: one.theirs, theirs: one.ours, ..one }).collect();
        conflicts.sort();
        mirrored.sort();
        prop_assert_eq!(&conflicts, &mirrored);

        if merged.conflicts.is_empty() {
            prop_assert_eq!(&by_item(&base, &merged.text, &theirs).text, &merged.text);
        }
    }

    #[test]
    fn who_keeps_to_other_items_never_meets_a_conflict(draft in draft(), ours in edits(), theirs in edits()) {
        let base = draft.text();
        let ours = edited(&draft, &own(&ours, 0), "Ta").text();
        let theirs = edited(&draft, &own(&theirs, 1), "Bạn").text();
        let merged = by_item(&base, &ours, &theirs);
        prop_assert_eq!((&merged.conflicts, &merged.lost), (&vec![], &vec![]), "{}", merged.text);
    }

    #[test]
    fn any_texts_are_merged_without_loss(base in chaos(), ours in chaos(), theirs in chaos()) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(merged.lost, vec![], "\n{}", merged.text);
        let [ours, theirs] = [format!("{base}\n{ours}"), format!("{theirs}\n{base}")];
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(merged.lost, vec![], "\n{}", merged.text);
    }
}

/// Every sentence that stands in a merged plan as an item, or in a marker.
fn sentences_of(merged: &Merged) -> Vec<String> {
    let mut all = sentences(&merged.text);
    all.extend(crate::plan::conflict::markers(&merged.text).into_iter().filter_map(|found| {
        found
            .marker
            .filter(|marker| marker.what == crate::plan::conflict::ITEM)
            .and_then(|marker| marker.text)
    }));
    all.sort();
    all
}
