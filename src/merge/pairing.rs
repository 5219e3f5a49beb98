//! Which things of three versions are the same thing: one token for each, shared by the versions that have it.
//!
//! Standards, criteria, labels, fields and keys are known by what they are called; items by their id; what has neither
//! (items without an id, paragraphs, sections) by its words: the same ones, then similar ones ([`super::meeting`]).

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::meeting::{Candidate, Meeting, Rule};
use super::three::Three;
use super::tree::{Raw, RawNode, Token, Value};
use crate::plan::item::{CriterionId, FieldKey};
use crate::plan::label::section;
use crate::plan::{LabelKind, SectionKind};

/// The tokens of each version's nodes, and how many there are.
pub(super) struct Tokens {
    pub(super) of: Three<Vec<Token>>,
    pub(super) count: usize,
}

/// What a thing is called where that is enough to know it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name<'r> {
    Root,
    Front,
    Key(&'r str),
    Standard(u8),
    /// What stands before the first standard of a section.
    Unnumbered(Token),
    Criterion(CriterionId),
    /// A criterion that stands once for each level.
    Levelled(CriterionId, &'r str),
    Label(Token, LabelKind),
    Field(Token, FieldKey),
}

/// Gives the tokens. The root's is 0.
pub(super) fn pair(raws: Three<&Raw>) -> Tokens {
    let mut pairing = Pairing {
        raws,
        tokens: raws.map(|raw| vec![usize::MAX; raw.nodes.len()]),
        known: HashMap::new(),
        next: 0,
    };
    pairing.named(|value| matches!(value, Value::Root | Value::Front | Value::Line { key: Some(_), .. }));
    pairing.met(Rule::Block, |value| matches!(value, Value::Line { key: None, .. }));
    pairing.met(Rule::Section, |value| matches!(value, Value::Section { .. }));
    pairing.named(|value| matches!(value, Value::Standard { .. }));
    pairing.named(|value| matches!(value, Value::Criterion { .. }));
    pairing.named(|value| matches!(value, Value::Label { .. }));
    pairing.met(Rule::Item, Value::is_item);
    pairing.named(|value| matches!(value, Value::Field { .. }));
    pairing.met(Rule::Block, |value| matches!(value, Value::Note(_)));
    Tokens { of: pairing.tokens, count: pairing.next }
}

struct Pairing<'r> {
    raws: Three<&'r Raw>,
    tokens: Three<Vec<Token>>,
    known: HashMap<(Name<'r>, u32), Token>,
    next: Token,
}

impl<'r> Pairing<'r> {
    /// Things that are known by name; the second of one name in a version is the second everywhere.
    fn named(&mut self, wanted: fn(&Value) -> bool) {
        let repeated = repeated_criteria(self.raws);
        let Three { base, ours, theirs } = self.raws.zip(self.tokens.as_ref().map(Vec::as_slice));
        let mut given: Vec<Vec<(usize, Token)>> = Vec::new();
        for (raw, tokens) in [base, ours, theirs] {
            let mut times: HashMap<Name<'r>, u32> = HashMap::new();
            let mut own = Vec::new();
            for (at, node) in raw.nodes.iter().enumerate().filter(|(_, node)| wanted(&node.value)) {
                let parent = tokens.get(node.parent).copied().unwrap_or_default();
                let Some(name) = name((raw, at), node, parent, &repeated) else { continue };
                let time = times.entry(name.clone()).or_default();
                let token = *self.known.entry((name, *time)).or_insert_with(|| {
                    self.next += 1;
                    self.next - 1
                });
                *time += 1;
                own.push((at, token));
            }
            given.push(own);
        }
        self.give(given);
    }

    /// Things that are known by their words, among those of one parent; items among all.
    fn met(&mut self, rule: Rule, wanted: fn(&Value) -> bool) {
        let mut scopes: BTreeMap<Token, Three<Vec<Candidate<'r>>>> = BTreeMap::new();
        let Three { base, ours, theirs } = self.raws.zip(self.tokens.as_ref().map(Vec::as_slice));
        type List<'r> = for<'a> fn(&'a mut Three<Vec<Candidate<'r>>>) -> &'a mut Vec<Candidate<'r>>;
        let lists: [List<'r>; 3] = [|all| &mut all.base, |all| &mut all.ours, |all| &mut all.theirs];
        for ((raw, tokens), list) in [base, ours, theirs].into_iter().zip(lists) {
            for (at, node) in raw.nodes.iter().enumerate().filter(|(_, node)| wanted(&node.value)) {
                let Some(candidate) = candidate((raw, tokens), at, node) else { continue };
                let scope = match raw.nodes.get(node.parent).map(|above| &above.value) {
                    _ if rule == Rule::Item => 0,
                    // Where its label is gone, a note stands under the one before.
                    Some(Value::Label { .. }) => raw
                        .nodes
                        .get(node.parent)
                        .map_or(0, |label| tokens.get(label.parent).copied().unwrap_or_default()),
                    _ => candidate.place,
                };
                list(scopes.entry(scope).or_default()).push(candidate);
            }
        }
        let mut given = vec![Vec::new(), Vec::new(), Vec::new()];
        for lists in scopes.values() {
            let met = Meeting::of(lists, rule, self.next);
            self.next = met.next;
            let Three { base, ours, theirs } = met.tokens;
            for (all, own) in given.iter_mut().zip([base, ours, theirs]) {
                all.extend(own);
            }
        }
        self.give(given);
    }

    fn give(&mut self, given: Vec<Vec<(usize, Token)>>) {
        let Three { base, ours, theirs } = &mut self.tokens;
        for (tokens, own) in [base, ours, theirs].into_iter().zip(given) {
            for (at, token) in own {
                if let Some(slot) = tokens.get_mut(at) {
                    *slot = token;
                }
            }
        }
    }
}

/// Criteria that stand more than once in any version.
fn repeated_criteria(raws: Three<&Raw>) -> Vec<CriterionId> {
    let mut repeated = Vec::new();
    for raw in [raws.base, raws.ours, raws.theirs] {
        let mut seen: HashMap<CriterionId, u32> = HashMap::new();
        for node in &raw.nodes {
            if let Value::Criterion { id, .. } = node.value {
                *seen.entry(id).or_default() += 1;
            }
        }
        repeated.extend(seen.into_iter().filter(|(_, times)| *times > 1).map(|(id, _)| id));
    }
    repeated
}

fn name<'r>(
    (raw, at): (&'r Raw, usize),
    node: &'r RawNode,
    parent: Token,
    repeated: &[CriterionId],
) -> Option<Name<'r>> {
    Some(match &node.value {
        Value::Root => Name::Root,
        Value::Front => Name::Front,
        Value::Line { key, .. } => Name::Key(key.as_deref()?),
        Value::Standard { number: Some(number), .. } => Name::Standard(*number),
        Value::Standard { number: None, .. } => Name::Unnumbered(parent),
        Value::Criterion { id, .. } if repeated.contains(id) => Name::Levelled(*id, level(raw, at)),
        Value::Criterion { id, .. } => Name::Criterion(*id),
        Value::Label { kind, .. } => Name::Label(parent, *kind),
        Value::Field { key, .. } => Name::Field(parent, *key),
        Value::Section { .. } | Value::Item { .. } | Value::Note(_) | Value::Bare => return None,
    })
}

/// The level that is written under a criterion.
fn level(raw: &Raw, criterion: usize) -> &str {
    let below = raw.nodes.iter().skip(criterion + 1).take_while(|node| node.parent >= criterion);
    let level = below.filter(|node| node.parent == criterion).find_map(|node| match &node.value {
        Value::Label { kind: LabelKind::Level, value, .. } => Some(value.as_str()),
        _ => None,
    });
    level.unwrap_or_default()
}

fn candidate<'r>((raw, tokens): (&'r Raw, &[Token]), at: usize, node: &'r RawNode) -> Option<Candidate<'r>> {
    let token = |at: usize| tokens.get(at).copied().unwrap_or_default();
    let plain = Candidate { at, id: None, place: token(node.parent), class: 0, text: "" };
    Some(match &node.value {
        Value::Line { text, .. } | Value::Note(text) => Candidate { text, ..plain },
        Value::Section { heading } => {
            let kind = section(heading);
            let class = if kind == SectionKind::Other { 0 } else { 1 + kind as u32 };
            Candidate { text: heading, class, ..plain }
        }
        Value::Item { kind, id, text, .. } => {
            // An item's place is its criterion; under which label it stands is its kind.
            let above = raw.nodes.get(node.parent)?;
            let under_label = matches!(above.value, Value::Label { .. });
            let place = token(if under_label { above.parent } else { node.parent });
            Candidate { text, id: *id, place, class: *kind as u32, ..plain }
        }
        _ => return None,
    })
}
