//! The plan that `new` made, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::period::Period;
use crate::work::new::{Draft, carry};

/// The answer of `new`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Made {
    /// The version of this form.
    pub schema: u32,
    pub school: String,
    pub period: String,
    /// The edition of the criteria.
    pub catalog: String,
    /// The file, from the repository's root.
    pub path: String,
    /// The plan that was carried over.
    pub from: Option<String>,
    pub carried: Option<Carried>,
    /// The whole text.
    pub text: String,
}

/// What was carried over, counted.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Carried {
    pub weaknesses: usize,
    pub targets: usize,
    pub actions: usize,
    /// Items that are done, and left out.
    pub resolved: usize,
    /// Criteria that the new edition does not have under the same name.
    pub unplaced: usize,
    /// Fields that are marked for a new decision.
    pub undecided: usize,
}

impl Made {
    pub fn of(draft: &Draft, from: Option<Period>) -> Made {
        Made {
            schema: 1,
            school: draft.place.school.clone(),
            period: draft.place.period.to_string(),
            catalog: draft.catalog.clone(),
            path: draft.place.inside.clone(),
            from: from.map(|from| from.to_string()),
            carried: draft.carried.map(Carried::from),
            text: draft.text.clone(),
        }
    }
}

impl From<carry::Carried> for Carried {
    fn from(carried: carry::Carried) -> Carried {
        let carry::Carried { weaknesses, targets, actions, resolved, unplaced, undecided } = carried;
        Carried { weaknesses, targets, actions, resolved, unplaced, undecided }
    }
}
