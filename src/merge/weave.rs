//! Three trees as one: what each thing says in the end, in which order, with a marker where two people said different things.
//!
//! What stands is known already ([`super::fate`]); how it is written as a plan comes after ([`super::grow`]).

use super::fate::{Fate, Fates};
use super::order::{Facts, order};
use super::part::{Conflict, Part, Taken, named, part, place, words};
use super::prose::is_list_item;
use super::three::{Choice, Three};
use super::tree::{Token, Tree, Value};
use super::value::{Settled, settled, subject};
use crate::plan::LabelKind;
use crate::plan::conflict::{Marker, PLACE, Version};

/// One thing of the merged plan with what stands below it.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// None for a marker.
    pub(super) token: Option<Token>,
    pub(super) value: Value,
    pub(super) children: Vec<Branch>,
    /// It follows the piece before it without a blank line.
    pub(super) tight: bool,
}

/// What is told about a merge.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) conflicts: Vec<Conflict>,
    pub(super) taken: Vec<Taken>,
}

/// Merges the trees.
pub(super) fn weave(trees: &Three<Tree<'_>>, count: usize) -> (Branch, Told) {
    let fates = Fates::of(trees, count);
    let mut weaver = Weaver { trees, fates, told: Told::default() };
    let root = weaver.branch(0).into_iter().next();
    for token in 0..count {
        weaver.tell_deleted(token);
    }
    let empty = Branch { token: Some(0), value: Value::Root, children: Vec::new(), tight: false };
    (root.unwrap_or(empty), weaver.told)
}

struct Weaver<'t, 'r> {
    trees: &'t Three<Tree<'r>>,
    fates: Fates,
    told: Told,
}

impl<'r> Weaver<'_, 'r> {
    fn values(&self, token: Token) -> Three<Option<&'r Value>> {
        self.trees.as_ref().map(|tree| tree.value(token))
    }

    /// A thing with all below it, and the markers behind it.
    fn branch(&mut self, token: Token) -> Vec<Branch> {
        let Some((value, markers)) = self.settle(token) else { return Vec::new() };
        let mut branch = Branch { token: Some(token), value, children: Vec::new(), tight: false };
        let mut behind = Vec::new();
        let note = |written: String| {
            let (value, children) = (Value::Note(written), Vec::new());
            Branch { token: None, value, children, tight: false }
        };
        for marker in &markers {
            match &mut branch.value {
                Value::Line { text, .. } => *text = format!("{text}\n{}", marker.comment()),
                Value::Item { .. } => branch.children.push(note(marker.bullet())),
                Value::Field { .. } => behind.push(note(marker.bullet())),
                Value::Note(_) => behind.push(note(marker.quote())),
                _ => branch.children.push(note(marker.quote())),
            }
        }
        for child in self.children(token) {
            branch.children.extend(self.branch(child));
        }
        self.tighten(&mut branch.children);
        if self.is_bare(&branch) {
            branch.value = Value::Bare;
        }
        let mut all = vec![branch];
        all.extend(behind);
        all
    }

    /// A label that one side alone has, with nothing left below it but what needs no label?
    fn is_bare(&self, branch: &Branch) -> bool {
        let (Some(token), Value::Label { value, .. }) = (branch.token, &branch.value) else { return false };
        let values = self.values(token);
        let tree = if values.ours.is_some() { &self.trees.ours } else { &self.trees.theirs };
        let had_items =
            tree.children(token).iter().any(|child| !matches!(tree.value(*child), Some(Value::Note(_))));
        let is_one_sided = values.ours.is_none() || values.theirs.is_none();
        let is_told = matches!(self.fates.fate(token), Fate::Contested(_)) || !value.is_empty();
        let needs_none = branch.children.iter().all(|child| matches!(child.value, Value::Note(_)));
        is_one_sided && (values.base.is_some() || had_items) && !is_told && needs_none
    }

    /// What stands under a thing, in order.
    fn children(&self, token: Token) -> Vec<Token> {
        let lists = self.trees.as_ref().map(|tree| tree.children(token));
        let stands = |child: Token| self.fates.stands_under(child, token);
        let rank = |child: Token| self.values(child).oldest().and_then(Value::rank);
        order(lists, &Facts { stands: &stands, rank: &rank })
    }

    /// Pieces of a section follow each other as they did where they were neighbours before.
    fn tighten(&self, children: &mut [Branch]) {
        let mut before: Option<(Option<Token>, bool)> = None;
        for child in children {
            let is_list_item = matches!(&child.value, Value::Note(text) if is_list_item(text));
            if let (Some((Some(last), after_item)), Some(own)) = (before, child.token) {
                child.tight = self.is_tight(last, own).unwrap_or_else(|| {
                    let was = self.trees.as_ref().map(|tree| tree.node(own).is_some_and(|node| node.tight));
                    after_item && is_list_item && (was.ours || was.theirs)
                });
            }
            before = Some((child.token, is_list_item));
        }
    }

    /// Was there no blank line between these two? None where they were no neighbours.
    fn is_tight(&self, last: Token, own: Token) -> Option<bool> {
        let said = self.trees.as_ref().map(|tree| {
            let node = tree.node(own)?;
            (node.before == Some(last)).then_some(node.tight)
        });
        match said.choice() {
            Choice::Theirs => said.theirs.or(said.ours),
            Choice::Ours | Choice::Clash => said.ours.or(said.theirs),
        }
    }

    fn settle(&mut self, token: Token) -> Option<(Value, Vec<Marker>)> {
        let values = self.values(token);
        let mut markers = Vec::new();
        let value = match (values.ours, values.theirs) {
            (Some(ours), Some(theirs)) => {
                let Settled { value, clash } = settled(values.base, ours, theirs);
                if clash.is_some() {
                    self.tell_conflict(token, values);
                } else if value != *ours {
                    self.tell_taken(token, Some(ours), Some(&value));
                }
                markers.extend(clash);
                value
            }
            (Some(ours), None) => ours.clone(),
            (None, Some(theirs)) => {
                self.tell_added(token, theirs);
                theirs.clone()
            }
            (None, None) => return None,
        };
        if let Fate::Contested(version) | Fate::Needed(version) = self.fates.fate(token) {
            self.tell_conflict(token, values);
            markers.push(Marker { what: subject(&value), version, text: None });
        }
        markers.extend(self.moved(token));
        Some((value, markers))
    }

    /// An item that they moved, or that both moved.
    fn moved(&mut self, token: Token) -> Option<Marker> {
        let item = self.values(token).oldest().and_then(named)?;
        let place = |tree: &Tree<'_>| Some(place(tree, tree.node(token)?.parent));
        let places = self.trees.as_ref().map(place);
        let parents = self.trees.as_ref().map(|tree| tree.node(token).map(|node| node.parent));
        if self.fates.is_torn(token) {
            let Three { base, ours, theirs } = places;
            let marker = Marker { what: PLACE.to_owned(), version: Version::Other, text: theirs.clone() };
            self.told.conflicts.push(Conflict { part: Part::Place(item), base, ours, theirs });
            return Some(marker);
        }
        if parents.ours.is_some() && parents.theirs.is_some() && parents.choice() == Choice::Theirs {
            let (before, after) = (places.ours, places.theirs);
            self.told.taken.push(Taken { part: Part::Place(item), before, after });
        }
        None
    }

    fn tell_conflict(&mut self, token: Token, values: Three<Option<&Value>>) {
        let both = values.ours.is_some() && values.theirs.is_some();
        let part = match part(self.trees, token) {
            Some(Part::Item(item)) if both => Part::ItemText(item),
            Some(part) => part,
            None => return,
        };
        let Three { base, ours, theirs } = values.map(|value| value.map(words));
        self.told.conflicts.push(Conflict { part, base, ours, theirs });
    }

    fn tell_taken(&mut self, token: Token, before: Option<&Value>, after: Option<&Value>) {
        let part = match part(self.trees, token) {
            Some(Part::Item(item)) if before.is_some() && after.is_some() => Part::ItemText(item),
            Some(part) => part,
            None => return,
        };
        self.told.taken.push(Taken { part, before: before.map(words), after: after.map(words) });
    }

    fn tell_added(&mut self, token: Token, theirs: &Value) {
        let item = self.values(self.fates.parent(token));
        let with_item = item.theirs.is_some_and(Value::is_item) && item.ours.is_none();
        if self.values(token).base.is_none() && !with_item && is_worth_telling(theirs) {
            self.tell_taken(token, None, Some(theirs));
        }
    }

    /// What they deleted, each thing once: not the fields of an item that is gone as a whole.
    fn tell_deleted(&mut self, token: Token) {
        let values = self.values(token);
        let (Some(_), Some(ours), None) = (values.base, values.ours, values.theirs) else { return };
        let parent = self.fates.parent(token);
        let with_item =
            self.values(parent).ours.is_some_and(Value::is_item) && self.fates.fate(parent) == Fate::Gone;
        if self.fates.fate(token) == Fate::Gone && !with_item && is_worth_telling(ours) {
            self.tell_taken(token, Some(ours), None);
        }
    }
}

/// Labels come and go with what stands under them.
fn is_worth_telling(value: &Value) -> bool {
    match value {
        Value::Label { kind, .. } => *kind == LabelKind::Level,
        Value::Line { key: None, text } => !text.is_empty(),
        _ => true,
    }
}
