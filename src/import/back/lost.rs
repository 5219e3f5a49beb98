//! The last look: words of the file that are neither in the plan now, nor on the page that was printed, nor told.
//!
//! Reading is meant to find a place for every paragraph. This says what it did not, so that nothing is lost in silence;
//! it does not find a place.

use std::collections::HashSet;

use super::slot::{Slot, Slots, one_line};
use super::spot::{Spot, cell_text};
use super::{Aside, Why};
use crate::docx::{Document, read};
use crate::export::paper::Part;

/// The paragraphs with words that are nowhere.
pub(super) fn lost(spots: &[Spot], slots: &Slots, text: &str, asides: &[Aside]) -> Vec<Aside> {
    // The page writes the day in words, and numbers sections anew.
    let is_form = |slot: &&Slot| matches!(slot.part, Part::Form | Part::Front(..) | Part::SectionHeading(..));
    let form = slots.all.iter().filter(is_form);
    let form = form.map(|slot| format!("{} {}", slot.label, slot.text)).collect::<Vec<_>>().join(" ");
    let labels = slots.all.iter().map(|slot| slot.label.as_str()).collect::<Vec<_>>().join(" ");
    let told = asides.iter().map(|aside| aside.text.as_str()).collect::<Vec<_>>().join(" ");
    let kept = [text, &form, &labels, &told].map(|text| folded(&one_line(text)));
    let kept: HashSet<&str> = kept.iter().flat_map(|text| words(text)).collect();
    let is_lost = |spot: &&Spot| words(&folded(&spot.text)).any(|word| !kept.contains(word));
    let lost = spots.iter().filter(is_lost);
    lost.map(|spot| Aside { why: Why::NoPlace, text: spot.text.clone(), paragraph: spot.paragraph }).collect()
}

/// Words in the headers and footers that the page did not have there. The page numbers itself, and says how it stands.
pub(super) fn at_the_edges(document: &Document) -> Vec<Aside> {
    let own = read::line(document).map(one_line).unwrap_or_default();
    let edges = document.headers.iter().chain(&document.footers);
    let mut told: Vec<String> = Vec::new();
    for block in edges {
        let text = one_line(&cell_text(std::slice::from_ref(block)));
        let is_own = folded(&text) == folded(&own) || words(&text).next().is_none();
        if !is_own && !told.contains(&text) {
            told.push(text);
        }
    }
    told.into_iter().map(|text| Aside { why: Why::Form, text, paragraph: 0 }).collect()
}

/// The page prints capitals where the plan has none.
fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Those with letters: numbers are counted anew.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::Paper;

    #[test]
    fn a_word_that_is_nowhere_is_told_once() {
        let slots = Slots::of(&Paper::default());
        let spot = |text: &str| Spot { text: text.into(), paragraph: 3, ..Spot::default() };
        let spots = [spot("MUA THÊM bàn 12"), spot("Ghế mới"), spot("Tủ")];
        let told = [Aside { why: Why::Form, text: "Tủ".into(), paragraph: 9 }];
        let found = lost(&spots, &slots, "- Mua thêm **bàn**.", &told);
        assert_eq!(found, [Aside { why: Why::NoPlace, text: "Ghế mới".into(), paragraph: 3 }]);
    }
}
