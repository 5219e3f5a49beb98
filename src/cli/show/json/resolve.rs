//! Open conflicts for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::show::resolve::Chosen;
use crate::merge::choose::{Open, Pick};
use crate::work::resolve::Waiting;

/// The answer of `resolve`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    /// What was chosen; null for the list.
    pub chosen: Option<Choice>,
    /// What waits still.
    pub plans: Vec<Plan>,
}

/// A choice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choice {
    pub path: String,
    /// mine, theirs or both.
    pub pick: &'static str,
    /// Was it written? Not in a dry run.
    pub written: bool,
    pub conflicts: Vec<Conflict>,
}

/// A plan in which something waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Plan {
    pub path: String,
    pub conflicts: Vec<Conflict>,
}

/// One conflict.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Conflict {
    /// By which it can be named.
    pub number: usize,
    pub item: Option<String>,
    /// A field's label, a key, or what else it is about, as the marker says it.
    pub what: String,
    /// The line of the marker in the file, from 1.
    pub line: usize,
    /// What was written here; null where it was deleted.
    pub mine: Option<String>,
    /// What came from the other side; null where it was deleted.
    pub theirs: Option<String>,
    /// May both stand?
    pub both: bool,
}

impl Conflict {
    pub fn new(number: usize, open: &Open) -> Conflict {
        Conflict {
            number,
            item: open.item.map(|id| id.to_string()),
            what: open.what.clone(),
            line: open.line,
            mine: open.mine.clone(),
            theirs: open.theirs.clone(),
            both: open.allows_both(),
        }
    }
}

impl Answer {
    pub fn new(all: &[Waiting], chosen: Option<&Chosen<'_>>) -> Answer {
        let mut number = 0;
        let mut numbered = |open: &Open| {
            number += 1;
            Conflict::new(number, open)
        };
        let plan = |waiting: &Waiting| Plan {
            path: waiting.plan.name(),
            conflicts: waiting.open.iter().map(&mut numbered).collect(),
        };
        let plans = all.iter().map(plan).collect();
        let choice = |chosen: &Chosen<'_>| Choice {
            path: chosen.plan.plan.name(),
            pick: match chosen.pick {
                Pick::Mine => "mine",
                Pick::Theirs => "theirs",
                Pick::Both => "both",
            },
            written: chosen.written,
            conflicts: chosen
                .places
                .iter()
                .filter_map(|at| Some(Conflict::new(at + 1, chosen.plan.open.get(*at)?)))
                .collect(),
        };
        Answer { schema: 1, chosen: chosen.map(choice), plans }
    }
}
