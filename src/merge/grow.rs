//! A merged tree as a plan again, ready to be written.

use std::collections::{BTreeSet, HashMap};

use super::part::{Renumbered, Yields};
use super::three::Three;
use super::tree::{Token, Tree, Value};
use super::weave::Branch;
use crate::finding::Span;
use crate::plan::conflict::Version;
use crate::plan::item::{Detail, Field, Item, ItemId, Kind, Note};
use crate::plan::label::section;
use crate::plan::markdown::{BlockKind, outline};
use crate::plan::{Criterion, Entry, FrontMatter, Label, LabelKind, Plan, Section, Standard};

/// No text has been written yet, so nothing has a place in one.
const NOWHERE: Span = Span { start: 0, end: 0 };

/// The plan that a merged tree is.
pub(super) fn grow(root: Branch) -> Plan {
    let mut plan = Plan::default();
    let mut preamble = Prose::default();
    for branch in root.children {
        match branch.value {
            Value::Front => plan.front = front(branch.children),
            Value::Section { heading } => plan.sections.push(section_of(heading, branch.children)),
            Value::Note(text) => preamble.push(&text, branch.tight),
            _ => {}
        }
    }
    plan.preamble = preamble.text;
    plan
}

fn front(lines: Vec<Branch>) -> FrontMatter {
    let text = |branch: Branch| match branch.value {
        Value::Line { text, .. } => Some(text),
        _ => None,
    };
    let lines: Vec<String> = lines.into_iter().filter_map(text).collect();
    FrontMatter { source: lines.join("\n"), ..FrontMatter::default() }
}

/// Pieces of Markdown on their way to one text.
#[derive(Default)]
struct Prose {
    text: String,
}

impl Prose {
    fn push(&mut self, piece: &str, tight: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if tight { "\n" } else { "\n\n" });
        }
        self.text.push_str(piece);
    }
}

fn section_of(heading: String, children: Vec<Branch>) -> Section {
    let mut prose = Prose::default();
    let mut standards = Vec::new();
    for branch in children {
        match branch.value {
            Value::Note(text) => prose.push(&text, branch.tight),
            Value::Standard { number, name } => standards.push(standard(number, name, branch.children)),
            _ => {}
        }
    }
    let kind = section(&heading);
    Section { kind, heading, text: prose.text, standards, span: NOWHERE, heading_span: NOWHERE }
}

fn standard(number: Option<u8>, name: String, children: Vec<Branch>) -> Standard {
    let (below, own): (Vec<Branch>, Vec<Branch>) =
        children.into_iter().partition(|branch| matches!(branch.value, Value::Criterion { .. }));
    let criterion = |branch: Branch| match branch.value {
        Value::Criterion { id, name } => {
            let entries = entries(branch.children);
            Some(Criterion { id, name, entries, span: NOWHERE, heading_span: NOWHERE })
        }
        _ => None,
    };
    let criteria = below.into_iter().filter_map(criterion).collect();
    Standard { number, name, entries: entries(own), criteria, heading_span: NOWHERE }
}

/// What has no label comes first: behind one it would be read as what the label announces.
fn entries(children: Vec<Branch>) -> Vec<Entry> {
    let (labels, free): (Vec<Branch>, Vec<Branch>) =
        children.into_iter().partition(|branch| matches!(branch.value, Value::Label { .. } | Value::Bare));
    let mut all: Vec<Entry> = free.into_iter().filter_map(|branch| entry(branch, Kind::Strength)).collect();
    for branch in labels {
        let Value::Label { kind, wording, value } = branch.value else {
            branch.children.into_iter().for_each(|child| stray(&mut all, entry(child, Kind::Strength)));
            continue;
        };
        let items = if let LabelKind::Items(kind) = kind { kind } else { Kind::Strength };
        let mut below: Vec<Entry> =
            branch.children.into_iter().filter_map(|child| entry(child, items)).collect();
        let astray = below.iter().take_while(|entry| is_sentence(entry, kind)).count();
        below.drain(..astray).for_each(|note| stray(&mut all, Some(note)));
        all.push(Entry::Label(Label { kind, wording, value, span: NOWHERE }));
        all.append(&mut below);
    }
    all
}

/// A sentence right behind the label of items would be read as one of them: it stands before.
fn stray(all: &mut Vec<Entry>, note: Option<Entry>) {
    let is_label = |entry: &&Entry| matches!(entry, Entry::Label(Label { kind: LabelKind::Items(_), .. }));
    let labels = all.iter().rev().take_while(is_label).count();
    if let Some(note) = note {
        all.insert(all.len() - labels, note);
    }
}

fn is_sentence(entry: &Entry, under: LabelKind) -> bool {
    let Entry::Note(note) = entry else { return false };
    let first = outline(&note.markdown).blocks.into_iter().next();
    matches!(under, LabelKind::Items(_)) && first.is_some_and(|block| block.kind == BlockKind::Paragraph)
}

fn entry(branch: Branch, kind: Kind) -> Option<Entry> {
    Some(match branch.value {
        Value::Item { id, text, ordinal, .. } => {
            let details = branch.children.into_iter().filter_map(detail).collect();
            Entry::Item(Item { kind, id, text, ordinal, details, span: NOWHERE, text_span: NOWHERE })
        }
        Value::Field { key, label, value, more } => {
            Entry::Shared(Field { key, label, value, more, span: NOWHERE, value_span: NOWHERE })
        }
        Value::Note(markdown) => Entry::Note(Note { markdown, span: NOWHERE }),
        _ => return None,
    })
}

fn detail(branch: Branch) -> Option<Detail> {
    match branch.value {
        Value::Field { key, label, value, more } => {
            Some(Detail::Field(Field { key, label, value, more, span: NOWHERE, value_span: NOWHERE }))
        }
        Value::Note(markdown) => Some(Detail::Note(Note { markdown, span: NOWHERE })),
        _ => None,
    }
}

/// Gives a new item another id where the one that it brings stands on another item already. `taken` are ids that
/// nothing new may have.
pub(super) fn renumber(
    root: &mut Branch,
    trees: &Three<Tree<'_>>,
    (taken, yields): (&BTreeSet<ItemId>, Yields),
) -> Vec<Renumbered> {
    let has = |tree: &Tree<'_>, token: Option<Token>| token.is_some_and(|token| tree.node(token).is_some());
    // Whose the item is, where one side alone has it and may have to yield.
    let yielding = |token: Option<Token>| {
        let side = match (has(&trees.base, token), has(&trees.ours, token), has(&trees.theirs, token)) {
            (false, true, false) => Version::This,
            (false, false, _) => Version::Other,
            _ => return None,
        };
        let may = match yields {
            Yields::This => side == Version::This,
            Yields::Other => side == Version::Other,
            Yields::Words => true,
        };
        may.then_some(side)
    };
    let mut used: BTreeSet<ItemId> = BTreeSet::new();
    let mut waiting: Vec<(String, usize, ItemId)> = Vec::new();
    let mut count = 0;
    each_id(root, &mut |token, text, id| {
        match yielding(token) {
            None => drop(used.insert(*id)),
            Some(_) => waiting.push((text.to_owned(), count, *id)),
        }
        count += 1;
    });
    if yields == Yields::Words {
        waiting.sort();
    }
    let given = given(&waiting, &mut used, taken);
    let (mut renumbered, mut at) = (Vec::new(), 0);
    each_id(root, &mut |token, text, id| {
        if let (Some(to), Some(version)) = (given.get(&at), yielding(token)) {
            renumbered.push(Renumbered { version, text: text.to_owned(), from: *id, to: *to });
            *id = *to;
        }
        at += 1;
    });
    renumbered
}

/// Who comes to an id first has it; the new ids of the others, by their places.
fn given(
    waiting: &[(String, usize, ItemId)],
    used: &mut BTreeSet<ItemId>,
    taken: &BTreeSet<ItemId>,
) -> HashMap<usize, ItemId> {
    let mut avoided: BTreeSet<ItemId> = taken.union(used).copied().collect();
    let mut given = HashMap::new();
    for (_, at, id) in waiting {
        if used.insert(*id) {
            continue;
        }
        let mut free = (id.serial..u16::MAX).map(|serial| ItemId { serial, ..*id });
        if let Some(to) = free.find(|id| !avoided.contains(id)) {
            avoided.insert(to);
            used.insert(to);
            given.insert(*at, to);
        }
    }
    given
}

/// Shows every item that has an id.
fn each_id(branch: &mut Branch, look: &mut dyn FnMut(Option<Token>, &str, &mut ItemId)) {
    if let Value::Item { id: Some(id), text, .. } = &mut branch.value {
        look(branch.token, text, id);
    }
    for child in &mut branch.children {
        each_id(child, look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(value: Value, children: Vec<Branch>) -> Branch {
        Branch { token: None, value, children, tight: false }
    }

    #[test]
    fn a_sentence_whose_items_are_gone_does_not_become_one() {
        let label =
            Value::Label {
                kind: LabelKind::Items(Kind::Action), wording: "Giải pháp", value: String::new()
            };
        let note = |text: &str| branch(Value::Note(text.into()), Vec::new());
        let below = entries(vec![branch(label, vec![note("Câu."), note("> trích")]), note("Lời dẫn.")]);
        let shown: Vec<&str> = below
            .iter()
            .map(|entry| match entry {
                Entry::Label(label) => label.wording,
                Entry::Note(note) => note.markdown.as_str(),
                _ => "?",
            })
            .collect();
        assert_eq!(shown, ["Lời dẫn.", "Câu.", "Giải pháp", "> trích"]);
    }
}
