//! A first copy of a repository, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::work::join::Joined;

/// The answer of `join`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    pub place: String,
    /// The folder of the copy.
    pub root: String,
    pub schools: Vec<String>,
    /// How many plans there are.
    pub plans: usize,
    /// Does git know who saves here?
    pub identity: bool,
}

impl Answer {
    pub fn new(joined: &Joined) -> Answer {
        Answer {
            schema: 1,
            place: joined.place.address(),
            root: joined.root.display().to_string(),
            schools: joined.schools.clone(),
            plans: joined.plans,
            identity: joined.knows_me,
        }
    }
}
