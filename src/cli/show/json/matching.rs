//! `diff --explain` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison::Ref;
use crate::compare::explain::{Explained as Told, Refusal, Stands, Weighed};
use crate::compare::{Match, Part};
use crate::work::diff::Why;

/// Why weaknesses were, or were not, taken for one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u32,
    pub from: String,
    pub to: String,
    /// Each weakness that is meant; several where the words stand in several.
    pub explained: Vec<Explained>,
}

/// One weakness and its candidates.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explained {
    /// before or after: in which plan it stands.
    pub side: &'static str,
    pub item: Ref,
    /// The likeliest first.
    pub candidates: Vec<Candidate>,
    /// How many more there are, less likely still.
    pub more: usize,
}

/// One weakness of the other plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Candidate {
    pub item: Ref,
    /// Were the two matched?
    pub chosen: bool,
    /// The rung of the ladder on which they met: id, link, same-text, same-meaning, other-criterion,
    /// other-edition; null where they did not.
    pub rung: Option<&'static str>,
    /// split or merge.
    pub part: Option<&'static str>,
    /// How likely it is that they are one, 0 to 1.
    pub chance: f64,
    /// What forbids it: recorded, other-object, other-filling, reached, boilerplate.
    pub refused: Option<&'static str>,
    /// What was weighed; the weightiest first.
    pub signs: Vec<Sign>,
    /// Words that both say.
    pub shared: Vec<String>,
    /// Words of the weakness in question of which the other one says one of the same matter.
    pub akin: Vec<String>,
    pub only_item: Vec<String>,
    pub only_other: Vec<String>,
}

/// One sign and what it adds to the logarithm of the odds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sign {
    pub name: &'static str,
    pub adds: f64,
}

impl Answer {
    pub fn new(why: &Why) -> Answer {
        let explained = why.explained.iter().map(Explained::from).collect();
        Answer { schema: 1, from: why.from.clone(), to: why.to.clone(), explained }
    }
}

impl From<&Told> for Explained {
    fn from(told: &Told) -> Explained {
        Explained {
            side: match told.stands {
                Stands::Before => "before",
                Stands::After => "after",
            },
            item: Ref::from(&told.item),
            candidates: told.candidates.iter().map(Candidate::from).collect(),
            more: told.more,
        }
    }
}

impl From<&Weighed> for Candidate {
    fn from(one: &Weighed) -> Candidate {
        let rounded = |value: f32| f64::from((value * 100.0).round()) / 100.0;
        Candidate {
            item: Ref::from(&one.other),
            chosen: one.matched.is_some(),
            rung: one.matched.map(Match::rung),
            part: one.part.map(|part| match part {
                Part::Split => "split",
                Part::Merge => "merge",
            }),
            chance: rounded(one.chance),
            refused: one.refused.map(Refusal::as_str),
            signs: one
                .signs
                .iter()
                .map(|(sign, adds)| Sign { name: sign.as_str(), adds: rounded(*adds) })
                .collect(),
            shared: one.shared.clone(),
            akin: one.akin.clone(),
            only_item: one.only_item.clone(),
            only_other: one.only_other.clone(),
        }
    }
}
