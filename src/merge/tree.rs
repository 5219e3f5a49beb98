//! A plan as a tree of the things that people change one by one, without any place in a text.

use std::collections::BTreeSet;

use super::front;
use super::prose::chunks;
use crate::plan::item::{Detail, Field, FieldKey, Item, ItemId, Kind};
use crate::plan::{Anchor, CriterionId, Entry, Label, LabelKind, Plan};

/// What one thing is called in all three versions.
pub(super) type Token = usize;

/// One thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Root,
    Front,
    /// A piece of the front matter.
    Line {
        key: Option<String>,
        text: String,
    },
    Section {
        heading: String,
    },
    Standard {
        number: Option<u8>,
        name: String,
    },
    Criterion {
        id: CriterionId,
        name: String,
    },
    Label {
        kind: LabelKind,
        wording: &'static str,
        value: String,
    },
    Item {
        kind: Kind,
        id: Option<ItemId>,
        text: String,
        ordinal: Option<String>,
    },
    /// Of an item, or shared.
    Field {
        key: FieldKey,
        label: &'static str,
        value: String,
        more: String,
    },
    /// Of a merged plan: what stood under a label that is gone.
    Bare,
    /// Markdown: a piece of a section, of an item, or what else stands under a criterion.
    Note(String),
}

impl Value {
    /// Its natural place among its neighbours, where it has one.
    pub(super) fn rank(&self) -> Option<u32> {
        match self {
            Value::Standard { number, .. } => number.map(u32::from),
            Value::Criterion { id, .. } => Some(u32::from(id.standard) * 256 + u32::from(id.serial)),
            Value::Label { kind: LabelKind::Level, .. } => Some(0),
            Value::Label { kind: LabelKind::Items(kind), .. } => Some(1 + *kind as u32),
            Value::Label { kind: LabelKind::Shared, .. } => Some(u32::MAX),
            _ => None,
        }
    }

    pub(super) fn anchor(&self) -> Option<Anchor> {
        match self {
            Value::Standard { number, .. } => number.map(Anchor::Standard),
            Value::Criterion { id, .. } => Some(Anchor::Criterion(*id)),
            _ => None,
        }
    }

    pub(super) fn is_item(&self) -> bool {
        matches!(self, Value::Item { .. })
    }
}

/// One thing in one version, before the versions are paired.
#[derive(Clone, Debug)]
pub(super) struct RawNode {
    pub(super) value: Value,
    /// The root is its own parent.
    pub(super) parent: usize,
    /// A piece of a section that follows the one before it without a blank line.
    pub(super) tight: bool,
}

/// How finely the front matter is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Keys,
    /// As one piece: where its keys do not make sense one by one.
    Whole,
}

/// A version of a plan; parents stand before their children.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) nodes: Vec<RawNode>,
}

impl Raw {
    pub(super) fn of(plan: &Plan, grain: Grain) -> Raw {
        let mut raw = Raw::default();
        let root = raw.push(Value::Root, 0);
        let front = raw.push(Value::Front, root);
        raw.front(plan, grain, front);
        raw.prose(&plan.preamble, root);
        for section in &plan.sections {
            let at = raw.push(Value::Section { heading: section.heading.clone() }, root);
            raw.prose(&section.text, at);
            for standard in &section.standards {
                let (number, name) = (standard.number, standard.name.clone());
                let at = raw.push(Value::Standard { number, name }, at);
                raw.entries(&standard.entries, at);
                for criterion in &standard.criteria {
                    let (id, name) = (criterion.id, criterion.name.clone());
                    let at = raw.push(Value::Criterion { id, name }, at);
                    raw.entries(&criterion.entries, at);
                }
            }
        }
        raw
    }

    fn push(&mut self, value: Value, parent: usize) -> usize {
        self.nodes.push(RawNode { value, parent, tight: false });
        self.nodes.len() - 1
    }

    fn front(&mut self, plan: &Plan, grain: Grain, parent: usize) {
        match grain {
            Grain::Keys => {
                for line in front::lines(&plan.front) {
                    self.push(Value::Line { key: line.key, text: line.text }, parent);
                }
            }
            Grain::Whole if plan.front.source.is_empty() => {}
            Grain::Whole => {
                let key = Some(String::new());
                self.push(Value::Line { key, text: plan.front.source.clone() }, parent);
            }
        }
    }

    fn prose(&mut self, text: &str, parent: usize) {
        for chunk in chunks(text) {
            let at = self.push(Value::Note(chunk.text), parent);
            if let Some(node) = self.nodes.get_mut(at) {
                node.tight = chunk.tight;
            }
        }
    }

    fn entries(&mut self, entries: &[Entry], owner: usize) {
        let mut under = owner;
        for entry in entries {
            match entry {
                Entry::Label(label) => under = self.push(of_label(label), owner),
                Entry::Item(item) => self.item(item, under),
                Entry::Shared(field) => drop(self.push(of_field(field), under)),
                Entry::Note(note) => drop(self.push(Value::Note(note.markdown.clone()), under)),
            }
        }
    }

    fn item(&mut self, item: &Item, parent: usize) {
        let (text, ordinal) = (item.text.clone(), item.ordinal.clone());
        let at = self.push(Value::Item { kind: item.kind, id: item.id, text, ordinal }, parent);
        for detail in &item.details {
            let value = match detail {
                Detail::Field(field) => of_field(field),
                Detail::Note(note) => Value::Note(note.markdown.clone()),
            };
            self.push(value, at);
        }
    }

    pub(super) fn ids(&self) -> BTreeSet<ItemId> {
        let id = |node: &RawNode| match node.value {
            Value::Item { id, .. } => id,
            _ => None,
        };
        self.nodes.iter().filter_map(id).collect()
    }
}

fn of_label(label: &Label) -> Value {
    Value::Label { kind: label.kind, wording: label.wording, value: label.value.clone() }
}

fn of_field(field: &Field) -> Value {
    let (value, more) = (field.value.clone(), field.more.clone());
    Value::Field { key: field.key, label: field.label, value, more }
}

/// One thing of one version, by its token.
#[derive(Clone, Debug)]
pub(super) struct Node<'r> {
    pub(super) value: &'r Value,
    pub(super) parent: Token,
    pub(super) children: Vec<Token>,
    /// What stands before it under the same parent.
    pub(super) before: Option<Token>,
    pub(super) tight: bool,
}

/// A version of a plan whose things are known by tokens.
#[derive(Clone, Debug)]
pub(super) struct Tree<'r> {
    nodes: Vec<Option<Node<'r>>>,
}

impl<'r> Tree<'r> {
    /// `tokens` are those of the nodes; `count` how many there are in all versions.
    pub(super) fn new(raw: &'r Raw, tokens: &[Token], count: usize) -> Tree<'r> {
        let mut tree = Tree { nodes: vec![None; count] };
        let token_of = |at: usize| tokens.get(at).copied().unwrap_or_default();
        for (at, node) in raw.nodes.iter().enumerate() {
            let (token, parent) = (token_of(at), token_of(node.parent));
            let above = tree.nodes.get_mut(parent).and_then(Option::as_mut).filter(|_| at > 0);
            let before = above.and_then(|above| {
                above.children.push(token);
                above.children.iter().rev().nth(1).copied()
            });
            let (value, children, tight) = (&node.value, Vec::new(), node.tight);
            if let Some(slot) = tree.nodes.get_mut(token) {
                *slot = Some(Node { value, parent, children, before, tight });
            }
        }
        tree
    }

    pub(super) fn node(&self, token: Token) -> Option<&Node<'r>> {
        self.nodes.get(token)?.as_ref()
    }

    pub(super) fn value(&self, token: Token) -> Option<&'r Value> {
        self.node(token).map(|node| node.value)
    }

    pub(super) fn children(&self, token: Token) -> &[Token] {
        self.node(token).map(|node| node.children.as_slice()).unwrap_or_default()
    }
}
