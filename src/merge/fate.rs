//! What stands in the merged plan, and under what: each thing's presence in the three versions, judged.
//!
//! What one side deleted is gone, unless the other changed it; what one side added stands; a heading stands as long as
//! anything stands below it. What it says is not judged here.

use std::collections::BTreeSet;

use super::three::{Choice, Three};
use super::tree::{Token, Tree, Value};
use crate::plan::conflict::Version;

/// What becomes of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Gone,
    Stands,
    /// That side deleted it, the other changed it.
    Contested(Version),
    /// That side deleted the heading, the other has something new below it.
    Needed(Version),
}

/// The fate and the parent of every token, and which items both sides moved, each to another place.
pub(super) struct Fates {
    fates: Vec<Fate>,
    parents: Vec<Token>,
    torn: BTreeSet<Token>,
}

impl Fates {
    pub(super) fn of(trees: &Three<Tree<'_>>, count: usize) -> Fates {
        let mut fates = Fates { fates: Vec::new(), parents: Vec::new(), torn: BTreeSet::new() };
        for token in 0..count {
            let fate = fates.inside_item(trees, token).unwrap_or_else(|| fate(trees, token));
            fates.fates.push(fate);
            let parent = fates.parent_of(trees, token);
            fates.parents.push(parent);
        }
        let mut contested_below = vec![false; count];
        for token in 0..count {
            fates.hold_up(trees, token, &mut contested_below);
        }
        fates.silence(trees, &contested_below);
        fates
    }

    pub(super) fn fate(&self, token: Token) -> Fate {
        self.fates.get(token).copied().unwrap_or(Fate::Gone)
    }

    pub(super) fn stands_under(&self, token: Token, parent: Token) -> bool {
        self.fate(token) != Fate::Gone && self.parents.get(token) == Some(&parent)
    }

    /// Did both move it, each to another place?
    pub(super) fn is_torn(&self, token: Token) -> bool {
        self.torn.contains(&token)
    }

    pub(super) fn parent(&self, token: Token) -> Token {
        self.parents.get(token).copied().unwrap_or_default()
    }

    /// What stands inside an item that one side deleted goes with the item: the other side alone says what it holds.
    /// Items have their tokens before what is inside them.
    fn inside_item(&self, trees: &Three<Tree<'_>>, token: Token) -> Option<Fate> {
        let item = trees.as_ref().map(|tree| tree.node(token).map(|node| node.parent)).oldest()?;
        let has = trees.as_ref().map(|tree| tree.value(item).is_some_and(Value::is_item));
        let stands = |tree: &Tree<'_>| match self.fate(item) {
            Fate::Gone => Fate::Gone,
            _ if tree.node(token).is_some() => Fate::Stands,
            _ => Fate::Gone,
        };
        match (has.base, has.ours, has.theirs) {
            (true, true, false) => Some(stands(&trees.ours)),
            (true, false, true) => Some(stands(&trees.theirs)),
            (true, false, false) => Some(Fate::Gone),
            _ => None,
        }
    }

    fn parent_of(&mut self, trees: &Three<Tree<'_>>, token: Token) -> Token {
        let parents = trees.as_ref().map(|tree| tree.node(token).map(|node| node.parent));
        let (Some(ours), Some(theirs)) = (parents.ours, parents.theirs) else {
            return parents.ours.or(parents.theirs).or(parents.base).unwrap_or_default();
        };
        match parents.choice() {
            Choice::Ours => ours,
            Choice::Theirs => theirs,
            Choice::Clash => {
                self.torn.insert(token);
                ours
            }
        }
    }

    /// What stands needs all that is above it.
    fn hold_up(&mut self, trees: &Three<Tree<'_>>, token: Token, contested_below: &mut [bool]) {
        let contested = match self.fate(token) {
            Fate::Gone => return,
            fate => matches!(fate, Fate::Contested(_)) || self.is_torn(token),
        };
        let mut at = token;
        // A plan is seven things deep.
        for _ in 0..8 {
            let above = self.parent(at);
            if above == at {
                break;
            }
            if let Some(told) = contested_below.get_mut(above).filter(|_| contested) {
                *told = true;
            }
            if let Some(fate) = self.fates.get_mut(above).filter(|fate| **fate == Fate::Gone) {
                let deleted_here = trees.ours.node(above).is_none();
                *fate = Fate::Needed(if deleted_here { Version::This } else { Version::Other });
            }
            at = above;
        }
    }

    /// A label that is needed again, and a heading over something that is contested itself, say nothing more.
    fn silence(&mut self, trees: &Three<Tree<'_>>, contested_below: &[bool]) {
        for (token, fate) in self.fates.iter_mut().enumerate() {
            let value = trees.as_ref().map(|tree| tree.value(token)).oldest();
            let is_label = !matches!(
                value,
                Some(
                    Value::Section { .. } | Value::Standard { number: Some(_), .. } | Value::Criterion { .. }
                )
            );
            let told_below = contested_below.get(token) == Some(&true);
            if matches!(fate, Fate::Needed(_)) && (is_label || told_below) {
                *fate = Fate::Stands;
            }
        }
    }
}

fn fate(trees: &Three<Tree<'_>>, token: Token) -> Fate {
    let has = trees.as_ref().map(|tree| tree.node(token).is_some());
    match (has.base, has.ours, has.theirs) {
        (_, true, true) | (false, true, false) | (false, false, true) => Fate::Stands,
        (true, true, false) if !is_same([&trees.base, &trees.ours], token) => Fate::Contested(Version::Other),
        (true, false, true) if !is_same([&trees.base, &trees.theirs], token) => {
            Fate::Contested(Version::This)
        }
        _ => Fate::Gone,
    }
}

/// Does a thing stand in both as it was: its words, of an item also its place and all that it holds?
fn is_same(trees: [&Tree<'_>; 2], token: Token) -> bool {
    let [Some(one), Some(other)] = trees.map(|tree| tree.node(token)) else { return false };
    let alike = |one: Token| {
        let [left, right] = trees.map(|tree| tree.value(one));
        left == right
    };
    let held = !one.value.is_item()
        || one.parent == other.parent
            && one.children == other.children
            && one.children.iter().all(|child| alike(*child));
    one.value == other.value && held
}

#[cfg(test)]
mod tests {
    use super::super::pairing::pair;
    use super::super::tree::{Grain, Raw};
    use super::*;
    use crate::plan::parse::parse;

    /// The fates of the items of three bodies, by their sentence in the oldest version.
    fn check(bodies: [&str; 3], expected: &[(&str, Fate)]) {
        let [base, ours, theirs] = bodies.map(|body| {
            let text = format!("## III. Nội dung\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n{body}");
            Raw::of(&parse(&text).plan, Grain::Keys)
        });
        let raws = Three::new(&base, &ours, &theirs);
        let tokens = pair(raws);
        let trees = raws.zip(tokens.of.as_ref()).map(|(raw, own)| Tree::new(raw, own, tokens.count));
        let fates = Fates::of(&trees, tokens.count);
        let mut found = Vec::new();
        for token in 0..tokens.count {
            let value = trees.as_ref().map(|tree| tree.value(token)).oldest();
            if let Some(Value::Item { text, .. }) = value {
                found.push((text.as_str(), fates.fate(token)));
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn deleted_and_untouched_is_gone_deleted_and_changed_is_contested() {
        let two = "- A. {#a-1.1-2023-1}\n- B. {#a-1.1-2023-2}\n";
        let one = "- B. {#a-1.1-2023-2}\n";
        check([two, two, one], &[("A.", Fate::Gone), ("B.", Fate::Stands)]);
        let edited = "- A. {#a-1.1-2023-1}\n  - Chủ trì: HT\n- B. {#a-1.1-2023-2}\n";
        check([two, edited, one], &[("A.", Fate::Contested(Version::Other)), ("B.", Fate::Stands)]);
        check([two, one, edited], &[("A.", Fate::Contested(Version::This)), ("B.", Fate::Stands)]);
        check([one, one, two], &[("B.", Fate::Stands), ("A.", Fate::Stands)]);
    }
}
