//! What a merge speaks of: which part of a plan, and what became of it.

use super::three::Three;
use super::tree::{Token, Tree, Value};
use crate::plan::conflict::Version;
use crate::plan::item::{FieldKey, ItemId};
use crate::plan::{Anchor, LabelKind};

/// An item as people know it: its id, and its sentence as it was before either side touched it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub id: Option<ItemId>,
    pub text: String,
}

/// What a paragraph or a heading belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// Before the first section.
    Preamble,
    /// A section, by its heading.
    Section(String),
    /// A criterion, or a standard alone.
    Anchor(Anchor),
}

/// A part of a plan that one person may change without touching another's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A key of the front matter; a comment as it stands; empty for the block as a whole.
    Front(String),
    /// A heading's words, or all that a heading stands over.
    Heading(Spot),
    /// Markdown of a section, or beside the items of a criterion.
    Prose(Spot),
    Level(Spot),
    /// Which words a label uses.
    Label(Spot, LabelKind),
    /// A field under `Thực hiện chung`.
    Shared(Spot, FieldKey),
    /// An item as a whole.
    Item(Named),
    ItemText(Named),
    Field(Named, FieldKey),
    /// Other Markdown inside an item.
    ItemNote(Named),
    /// Where an item stands: the criterion and the label.
    Place(Named),
    /// Lines of a text that could not be read as a plan.
    Lines,
}

/// Both sides changed one part, each in another way; ours stands in the text, theirs in a marker behind it. What one side
/// deleted and the other changed stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    pub part: Part,
    /// None where it is new.
    pub base: Option<String>,
    /// None where we deleted it.
    pub ours: Option<String>,
    /// None where they deleted it.
    pub theirs: Option<String>,
}

/// A change of theirs that the merged text has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    pub part: Part,
    /// As ours had it; None for what they added.
    pub before: Option<String>,
    /// None for what they deleted.
    pub after: Option<String>,
}

/// Whose new item gets another id, where both sides gave one id to two new things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yields {
    /// Ours: theirs has been seen by others.
    This,
    Other,
    /// The one whose words come later: whoever merges, the same one yields.
    Words,
}

/// A new item whose id a new item of the other side has too: it got another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// Whose item it is.
    pub version: Version,
    pub text: String,
    pub from: ItemId,
    pub to: ItemId,
}

/// The words of a value, for people.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Root | Value::Front | Value::Bare => String::new(),
        Value::Line { text, .. } | Value::Item { text, .. } | Value::Note(text) => text.clone(),
        Value::Section { heading } => heading.clone(),
        Value::Standard { name, .. } | Value::Criterion { name, .. } => name.clone(),
        Value::Label { kind: LabelKind::Level, value, .. } => value.clone(),
        Value::Label { wording, .. } => (*wording).to_owned(),
        Value::Field { value, more, .. } if more.is_empty() => value.clone(),
        Value::Field { value, more, .. } if more.starts_with("- ") => format!("{value}\n{more}"),
        Value::Field { value, more, .. } => format!("{value}\n\n{more}"),
    }
}

/// The part that a token is: named after the oldest version that has it.
pub(super) fn part(trees: &Three<Tree<'_>>, token: Token) -> Option<Part> {
    let tree = trees.as_ref().map(|tree| tree.node(token).map(|_| tree)).oldest()?;
    let value = tree.value(token)?;
    Some(match value {
        Value::Root | Value::Front | Value::Bare => return None,
        Value::Line { key: Some(key), .. } => Part::Front(key.clone()),
        Value::Line { key: None, text } => Part::Front(text.clone()),
        Value::Section { .. } | Value::Standard { .. } | Value::Criterion { .. } => {
            Part::Heading(spot(tree, token))
        }
        Value::Label { kind: LabelKind::Level, .. } => Part::Level(spot(tree, token)),
        Value::Label { kind, .. } => Part::Label(spot(tree, token), *kind),
        Value::Item { .. } => Part::Item(named(value)?),
        Value::Field { key, .. } => match above(tree, token).and_then(named) {
            Some(item) => Part::Field(item, *key),
            None => Part::Shared(spot(tree, token), *key),
        },
        Value::Note(_) => match above(tree, token).and_then(named) {
            Some(item) => Part::ItemNote(item),
            None => Part::Prose(spot(tree, token)),
        },
    })
}

fn above<'r>(tree: &Tree<'r>, token: Token) -> Option<&'r Value> {
    tree.value(tree.node(token)?.parent)
}

/// An item as people know it.
pub(super) fn named(value: &Value) -> Option<Named> {
    match value {
        Value::Item { id, text, .. } => Some(Named { id: *id, text: text.clone() }),
        _ => None,
    }
}

/// The criterion, standard or section that a token belongs to, or is.
fn spot(tree: &Tree<'_>, token: Token) -> Spot {
    let mut at = token;
    while let Some(node) = tree.node(at) {
        if let Value::Section { heading } = node.value {
            return Spot::Section(heading.clone());
        }
        if let Some(anchor) = node.value.anchor() {
            return Spot::Anchor(anchor);
        }
        if node.parent == at {
            break;
        }
        at = node.parent;
    }
    Spot::Preamble
}

/// A place as people name it: the criterion, and the label.
pub(super) fn place(tree: &Tree<'_>, token: Token) -> String {
    let label = match tree.value(token) {
        Some(Value::Label { wording, .. }) => format!(", {wording}"),
        _ => String::new(),
    };
    match spot(tree, token) {
        Spot::Anchor(anchor) => format!("{anchor}{label}"),
        Spot::Section(heading) => format!("{heading}{label}"),
        Spot::Preamble => label.trim_start_matches(", ").to_owned(),
    }
}
