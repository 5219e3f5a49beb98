//! A plan that went to Word and comes back: what was edited there, put into the plan that was printed.
//!
//! The Word file is compared with the page that the plan gave when it was exported, paragraph by paragraph: what reads
//! the same keeps its bytes in the plan, so that a file in which nothing was edited changes nothing, and what Word
//! cannot say (ids, keys that are not printed) is kept. The result is the plan as the editor of the Word file wants it;
//! bringing it together with what others did meanwhile is the business of `merge`.
//!
//! What has no place in a plan (words of the form, a paragraph in the head) is given back as an [`Aside`], never dropped.

mod apply;
mod cell;
mod edits;
mod front;
mod ladder;
mod lost;
mod moved;
mod pair;
mod rows;
mod slot;
mod spot;
mod words;

use crate::docx::Document;
use crate::export::paper::Paper;
use crate::import::word::Pending;
use crate::plan::Plan;
use crate::plan::item::{Anchor, Kind};
use edits::Edits;
use slot::Slots;

/// The plan that was printed.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'p> {
    /// As [`crate::plan::parse::parse`] gives it, with the text to which its spans refer.
    pub plan: &'p Plan,
    pub text: &'p str,
    /// The page that it gave.
    pub paper: &'p Paper,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The edited plan; the very text of the printed one where nothing was edited. New items have no id yet.
    pub text: String,
    /// What was found in the file and is not in the plan.
    pub asides: Vec<Aside>,
    /// How many of the plan's printed paragraphs were found again, of how many.
    pub found: usize,
    pub printed: usize,
}

/// Words that did not find their way into the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub why: Why,
    pub text: String,
    /// The paragraph of the Word file; 0 where the words stand in none.
    pub paragraph: usize,
}

/// Why words are not in the plan, or still are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Words of the form: the head, a column's header. Templates say those.
    Form,
    /// No criterion to put them under.
    NoPlace,
    /// Gone from the page, and kept in the plan all the same: a value of the front matter.
    Kept,
    /// Taking this edit would have changed the structure of the plan.
    Structure,
    /// A picture that was put in; the words are what it is called in the file.
    Picture,
}

/// Reads the edits of a Word file into the plan that it was made of.
pub fn read(printed: &Printed<'_>, document: &Document, pending: Pending) -> Returned {
    let slots = Slots::of(printed.paper);
    let read = spot::read(document, pending);
    let pairs = pair::pair(&slots, &read);
    let own = |at: &usize| slots.get(*at).is_some_and(|slot| !slot.is_form());
    let all = (0..slots.all.len()).filter(own).count();
    let found = (0..slots.all.len()).filter(own);
    let found = found.filter(|at| pairs.spots_of.get(*at).is_some_and(|spots| !spots.is_empty())).count();
    let items: Vec<(Option<Anchor>, Kind)> =
        printed.plan.items().map(|placed| (placed.anchor, placed.item.kind)).collect();
    let mut edits = Edits::default();
    edits.asides.extend(read.pictures.iter().map(|(paragraph, name)| Aside {
        why: Why::Picture,
        text: name.clone(),
        paragraph: *paragraph,
    }));
    let sides =
        words::Sides { plan: printed.plan, text: printed.text, slots: &slots, read: &read, pairs: &pairs };
    words::read(&sides, &mut edits);
    rows::read(&rows::Known { slots: &slots, items: &items }, &read, &pairs, &mut edits);
    let text = if changes(&edits, &items) { applied(printed, &mut edits) } else { printed.text.to_owned() };
    let mut asides = edits.asides;
    asides.extend(lost::lost(&read.spots, &slots, &text, &asides));
    asides.extend(footnotes(document));
    asides.extend(lost::at_the_edges(document));
    Returned { text, asides, found, printed: all }
}

/// A plan has no footnotes, so those of the file were put in, and a person must say where they belong.
fn footnotes(document: &Document) -> impl Iterator<Item = Aside> {
    let texts = document.notes.iter().map(|note| slot::one_line(&spot::cell_text(&note.blocks)));
    let told = texts.filter(|text| !text.is_empty());
    told.map(|text| Aside { why: Why::NoPlace, text, paragraph: 0 })
}

/// The paragraphs of a document that are compared, by their numbers.
pub(super) fn paragraphs(document: &Document, pending: Pending) -> Vec<(usize, String)> {
    spot::read(document, pending).spots.into_iter().map(|spot| (spot.paragraph, spot.text)).collect()
}

/// Is there anything to do? Lists that name every item in its order are none.
fn changes(edits: &Edits, items: &[(Option<Anchor>, Kind)]) -> bool {
    let in_order = edits.lists.iter().all(|((anchor, kind), list)| {
        let own = |place: &usize| items.get(*place) == Some(&(Some(*anchor), *kind));
        let places: Vec<usize> = list
            .iter()
            .filter_map(|seen| match seen {
                edits::Seen::Old(place) => Some(*place),
                edits::Seen::New(_) => None,
            })
            .collect();
        places.len() == list.len() && places.is_sorted() && places.iter().all(own)
    });
    !in_order
        || !edits.splices.is_empty()
        || !edits.removed.is_empty()
        || !edits.fields_removed.is_empty()
        || !edits.shared_removed.is_empty()
        || !edits.criteria_removed.is_empty()
        || !edits.fields_added.is_empty()
        || !edits.notes_added.is_empty()
        || !edits.levels.is_empty()
        || !edits.criteria_added.is_empty()
        || !edits.standards_added.is_empty()
}

/// An edit of words that would change the structure is left out, and said to be.
fn applied(printed: &Printed<'_>, edits: &mut Edits) -> String {
    if let Some(text) = apply::apply(printed.text, printed.plan, edits) {
        return text;
    }
    let all = std::mem::take(&mut edits.splices);
    for splice in all {
        edits.splices.push(splice);
        if apply::apply(printed.text, printed.plan, edits).is_none()
            && let Some(refused) = edits.splices.pop()
        {
            edits.asides.push(Aside { why: Why::Structure, text: refused.text, paragraph: 0 });
        }
    }
    apply::apply(printed.text, printed.plan, edits).unwrap_or_else(|| printed.text.to_owned())
}

#[cfg(test)]
mod tests;
