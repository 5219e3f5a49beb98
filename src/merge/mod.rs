//! Two people's versions of one plan as one, item by item: pure, text in and text out.
//!
//! Whoever changed a part alone has it; what both changed is a [`Conflict`]: ours stays in its place, theirs stands right
//! behind it in a marker ([`crate::plan::conflict`]). Before a merge is given out, the four texts are compared anew
//! ([`proof`]): whatever is missing is in [`Merged::lost`], and then a caller changes nothing. Texts that are no plans
//! are merged by line.
//!
//! ```
//! let plan = |lead: &str, time: &str| format!(
//!     "## III. Nội dung\n\n#### Tiêu chí 1.5\n\n**Giải pháp**\n\n- Mở lớp. {{#a-1.5-2023-1}}\n  - Chủ trì: {lead}\n  - Thời gian: {time}\n");
//! let merged = caitien::merge::merge(&plan("HT", "9/2023"), &plan("PHT", "9/2023"), &plan("HT", "10/2023"));
//! assert_eq!(merged.text, plan("PHT", "10/2023"));
//! assert!(merged.conflicts.is_empty() && merged.lost.is_empty());
//! ```
//!
//! The other files of a plan's folder are merged as what they are ([`mod@file`]): records one by one ([`records`]).
//!
//! Not here: reading files, choosing between two versions ([`choose`] finds the places).

pub mod choose;
mod fate;
pub mod file;
mod front;
mod grow;
mod lines;
mod meeting;
mod order;
mod pairing;
mod part;
mod proof;
mod prose;
pub mod records;
mod three;
mod tree;
mod value;
mod weave;

use std::collections::BTreeSet;

use three::Three;
use tree::{Grain, Raw, Tree};

use crate::finding::Code;
use crate::plan::format::{format, write};
use crate::plan::item::ItemId;
use crate::plan::parse::{Parsed, parse};

pub use part::{Conflict, Named, Part, Renumbered, Spot, Taken, Yields};
pub use proof::{Missing, proof};

/// What a merge gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    pub conflicts: Vec<Conflict>,
    /// What is missing in the text though nobody took it out. Unless it is empty, nothing may be changed.
    pub lost: Vec<Missing>,
    /// What came from theirs.
    pub taken: Vec<Taken>,
    /// New items of theirs that got another id.
    pub renumbered: Vec<Renumbered>,
}

/// The three versions.
#[derive(Clone, Copy)]
struct Texts<'t> {
    base: &'t str,
    ours: &'t str,
    theirs: &'t str,
}

/// Merges two versions that came from one.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    merge_beside(&BTreeSet::new(), base, ours, theirs)
}

/// The same, where other plans of the school use these ids: nothing new gets one of them.
pub fn merge_beside(taken: &BTreeSet<ItemId>, base: &str, ours: &str, theirs: &str) -> Merged {
    merge_among(Among { taken, yields: Yields::Other }, base, ours, theirs)
}

/// What a merge must know beyond the three texts.
#[derive(Clone, Copy, Debug)]
pub struct Among<'a> {
    /// The ids that other plans of the school use.
    pub taken: &'a BTreeSet<ItemId>,
    pub yields: Yields,
}

/// The same, where it is said whose new item gets another id when both sides gave one id to two things: what others
/// have seen already keeps its own.
pub fn merge_among(among: Among<'_>, base: &str, ours: &str, theirs: &str) -> Merged {
    let texts = Texts { base, ours, theirs };
    let sound = |merged: &Merged| merged.lost.is_empty();
    let merged = by_item(texts, Grain::Keys, among).filter(sound);
    let merged = merged.or_else(|| by_item(texts, Grain::Whole, among).filter(sound));
    let mut merged = merged.unwrap_or_else(|| lines::by_line(texts));
    // Where one side changed nothing, the other's bytes are the answer.
    let one_sided =
        if theirs == base || ours == theirs { Some(ours) } else { (ours == base).then_some(theirs) };
    if let Some(text) = one_sided {
        let taken = merged.taken;
        merged = Merged { text: text.to_owned(), taken, ..Merged::default() };
    }
    merged
}

/// More bytes and more lines than a plan ever has: such a text is merged by line.
const LARGEST: usize = 2 << 20;
const MOST_LINES: usize = 20_000;

/// Merges plans; None where one of them is none, or where the front matter makes no sense when merged so.
fn by_item(texts: Texts<'_>, grain: Grain, among: Among<'_>) -> Option<Merged> {
    let is_long = |text: &str| text.len() > LARGEST || text.lines().nth(MOST_LINES).is_some();
    let odd = |text: &str| is_long(text) || text.contains('\0');
    if [texts.base, texts.ours, texts.theirs].into_iter().any(odd) {
        return None;
    }
    let parsed = Three::new(texts.base, texts.ours, texts.theirs).map(parse);
    let sides = parsed.as_ref();
    if sides.ours.plan.sections.is_empty() || sides.theirs.plan.sections.is_empty() {
        return None;
    }
    let raws = sides.map(|parsed| Raw::of(&parsed.plan, grain));
    let tokens = pairing::pair(raws.as_ref());
    let trees = raws.as_ref().zip(tokens.of.as_ref()).map(|(raw, own)| Tree::new(raw, own, tokens.count));
    let (mut root, told) = weave::weave(&trees, tokens.count);
    let used: BTreeSet<ItemId> = [&raws.base, &raws.ours, &raws.theirs]
        .iter()
        .flat_map(|raw| raw.ids())
        .chain(among.taken.iter().copied())
        .collect();
    let renumbered = grow::renumber(&mut root, &trees, (&used, among.yields));
    let written = write(&grow::grow(root));
    let (text, merged) = settled(written, sides.ours, &used);
    let broken = |parsed: &Parsed| parsed.findings.iter().any(|one| one.code() == Code::InvalidFrontMatter);
    if broken(&merged) && !broken(sides.ours) && !broken(sides.theirs) {
        return None;
    }
    let lost = proof::of_plans(sides, &merged);
    Some(Merged { text, conflicts: told.conflicts, lost, taken: told.taken, renumbered })
}

/// The text to give out, and how it reads: canonical, or in our own way of writing where that is another one.
fn settled(written: String, ours: &Parsed, used: &BTreeSet<ItemId>) -> (String, Parsed) {
    let mut text = written;
    let mut read = parse(&text);
    if write(&read.plan) != text {
        text = format(&text, used).text;
        read = parse(&text);
    }
    let canonical = write(&ours.plan);
    if canonical != ours.text {
        let own = lines::as_we_write(&canonical, &ours.text, &text);
        let own_read = parse(&own);
        if write(&own_read.plan) == text {
            return (own, own_read);
        }
    }
    (text, read)
}

#[cfg(test)]
mod tests;
