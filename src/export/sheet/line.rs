//! One item with all that belongs to it: its place, its fields (own or shared), what was recorded last.

use crate::deadline;
use crate::plan::item::{Detail, Field, FieldKey, Item, Kind};
use crate::plan::markdown::inline::inline;
use crate::plan::markdown::run::words;
use crate::plan::{Anchor, Criterion, Entries, Entry, Placed, Plan, Standard};
use crate::progress::{Progress, Record};
use crate::reading::date::Schedule;

use super::budget::Budget;
use super::rows::Source;

/// An item on its way to become a row.
pub(super) struct Line<'p> {
    pub(super) item: &'p Item,
    pub(super) standard: &'p Standard,
    pub(super) criterion: Option<&'p Criterion>,
    entries: &'p [Entry],
    pub(super) schedule: Option<Schedule>,
    pub(super) budget: Budget,
    pub(super) last: Option<&'p Record>,
}

/// Every item, in the order of the plan.
pub(super) fn lines<'p>(source: &Source<'p>) -> Vec<Line<'p>> {
    let plan: &'p Plan = source.plan;
    let progress: &'p Progress = source.progress;
    let mut lines = Vec::new();
    for standard in plan.standards() {
        let own = std::iter::once((None, standard.entries()));
        let below = standard.criteria.iter().map(|one| (Some(one), one.entries()));
        for (criterion, entries) in own.chain(below) {
            // Money that all actions of a criterion share is spent once: it is counted with the first of them.
            let mut shares = true;
            for item in entries.iter().filter_map(item_of) {
                let mut line = Line {
                    item,
                    standard,
                    criterion,
                    entries,
                    schedule: None,
                    budget: Budget::default(),
                    last: item.id.and_then(|id| progress.last(id)),
                };
                let placed = Placed { anchor: line.anchor(), item, entries };
                line.schedule =
                    line.has_shared().then(|| deadline::schedule(&placed, source.period)).flatten();
                line.budget = Budget::of(&line);
                if line.budget.is_shared && !std::mem::take(&mut shares) {
                    line.budget = line.budget.counted_elsewhere();
                }
                lines.push(line);
            }
        }
    }
    lines
}

fn item_of(entry: &Entry) -> Option<&Item> {
    match entry {
        Entry::Item(item) => Some(item),
        _ => None,
    }
}

impl<'p> Line<'p> {
    fn anchor(&self) -> Option<Anchor> {
        let own = self.standard.number.map(Anchor::Standard);
        self.criterion.map(|one| Anchor::Criterion(one.id)).or(own)
    }

    /// Do the fields of `Thực hiện chung` hold for it?
    fn has_shared(&self) -> bool {
        self.item.kind == Kind::Action
    }

    /// Its fields of this key; where it has none, the shared ones.
    pub(super) fn fields(&self, key: FieldKey) -> Vec<&'p Field> {
        let own: Vec<&Field> = self.item.fields().filter(|field| field.key == key).collect();
        if !own.is_empty() || !self.has_shared() {
            return own;
        }
        let shared = self.entries.iter().filter_map(|entry| match entry {
            Entry::Shared(field) if field.key == key => Some(field),
            _ => None,
        });
        shared.collect()
    }

    /// Does it say this of itself?
    pub(super) fn says(&self, key: FieldKey) -> bool {
        self.item.field(key).is_some()
    }

    /// What its fields of this key say.
    pub(super) fn said(&self, key: FieldKey) -> String {
        let fields = self.fields(key).into_iter();
        let texts: Vec<String> = fields.flat_map(|field| [plain(&field.value), field.more.clone()]).collect();
        joined(texts.iter().map(String::as_str))
    }

    /// Its sentence.
    pub(super) fn text(&self) -> String {
        plain(&self.item.text)
    }

    /// What was noted: the fields so called, and whatever else stands inside the item.
    pub(super) fn noted(&self) -> String {
        let notes = self.item.details.iter().filter_map(|detail| match detail {
            Detail::Note(note) => Some(note.markdown.as_str()),
            Detail::Field(_) => None,
        });
        joined(std::iter::once(self.said(FieldKey::Note).as_str()).chain(notes))
    }

    /// The sentences of the items of a kind under the same heading.
    pub(super) fn beside(&self, kind: Kind) -> String {
        let items = self.entries.iter().filter_map(item_of).filter(|item| item.kind == kind);
        let texts: Vec<String> = items.map(|item| plain(&item.text)).collect();
        joined(texts.iter().map(String::as_str))
    }

    /// The level of its criterion.
    pub(super) fn level(&self) -> Option<u8> {
        self.criterion.and_then(Entries::level)
    }

    /// The level as written.
    pub(super) fn level_text(&self) -> &'p str {
        self.criterion.and_then(Entries::level_text).unwrap_or_default()
    }
}

/// The words of a line of Markdown: a table shows no emphasis.
fn plain(markdown: &str) -> String {
    words(&inline(markdown))
}

/// What is there, one a line.
pub(super) fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
