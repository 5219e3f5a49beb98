//! Hooks for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::show::hook::Done;

/// What was done about the hooks.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hooks {
    pub schema: u32,
    pub hooks: Vec<Hook>,
}

/// What was done about one hook.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hook {
    /// `pre-commit`, `pre-push`, `pre-receive` or `update`.
    pub hook: &'static str,
    /// The file that git runs.
    pub path: String,
    /// `installed`, `chained`, `kept`, `left`, `removed`, `restored` or `absent`.
    pub change: &'static str,
}

impl Hooks {
    pub fn new(done: &[Done]) -> Hooks {
        let hook = |done: &Done| Hook {
            hook: done.hook.as_str(),
            path: done.path.display().to_string(),
            change: done.change.as_str(),
        };
        Hooks { schema: 1, hooks: done.iter().map(hook).collect() }
    }
}
