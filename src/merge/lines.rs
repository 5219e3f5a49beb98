//! Merging by line: what is left for texts that are no plans, and how a text's own bytes survive a merge of what they say.

use super::part::{Conflict, Part, Taken};
use super::proof::of_lines;
use super::three::Three;
use super::{Merged, Texts};
use crate::compare::wording::{Stretch, merged_lines};
use crate::plan::conflict::{LINES, Version};

/// Merges line by line; both versions of a conflict stand between the markers that git writes.
pub(super) fn by_line(texts: Texts<'_>) -> Merged {
    let mut merged = Merged::default();
    for stretch in merged_lines(texts.base, texts.ours, texts.theirs) {
        match stretch {
            Stretch::Agreed(text) => merged.text.push_str(&text),
            Stretch::Clash { base, ours, theirs } => {
                closed(&mut merged.text);
                let sides = [(LINES, Version::This, &ours), ("=======\n", Version::Other, &theirs)];
                for (marker, version, text) in sides {
                    merged.text.push_str(marker);
                    if marker == LINES {
                        merged.text.push_str(&format!("{}\n", version.wording()));
                    }
                    merged.text.push_str(text);
                    closed(&mut merged.text);
                }
                merged.text.push_str(&format!(">>>>>>> {}\n", Version::Other.wording()));
                let [base, ours, theirs] = [base, ours, theirs].map(Some);
                merged.conflicts.push(Conflict { part: Part::Lines, base, ours, theirs });
            }
        }
    }
    if merged.text != texts.ours {
        merged.taken.push(Taken { part: Part::Lines, before: None, after: None });
    }
    merged.lost = of_lines(Three::new(texts.base, texts.ours, texts.theirs), &merged.text);
    merged
}

fn closed(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// A merged plan in our own way of writing: what the merge did not touch keeps its bytes. `canonical` is how our text
/// would be written canonically, `merged` the merged plan so written.
pub(super) fn as_we_write(canonical: &str, ours: &str, merged: &str) -> String {
    let text = |stretch| match stretch {
        Stretch::Agreed(text) => text,
        Stretch::Clash { theirs, .. } => theirs,
    };
    merged_lines(canonical, ours, merged).into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_both_changed_stand_side_by_side() {
        let merged = by_line(Texts { base: "a\nb\nc", ours: "a\nx\nc", theirs: "a\ny\nc" });
        assert_eq!(merged.text, "a\n<<<<<<< bản này\nx\n=======\ny\n>>>>>>> bản kia\nc");
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.lost, []);
    }

    #[test]
    fn what_a_merge_did_not_touch_keeps_its_bytes() {
        let (canonical, ours) = ("a\n\n- b\n- c\n\nd\n", "a\n* b\n* c\n\nd\n");
        assert_eq!(as_we_write(canonical, ours, "a\n\n- b\n- c\n\nd\n\ne\n"), "a\n* b\n* c\n\nd\n\ne\n");
    }
}
