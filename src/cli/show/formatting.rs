//! What formatting came to, to be said.

use crate::work::format::{Change, Mode, Outcome};

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Formatted {
    pub outcome: Outcome,
    pub mode: Mode,
}

/// What became of all of them.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    pub files: usize,
    pub changed: usize,
    pub mode: Mode,
}

impl Total {
    pub fn of(outcomes: &[Outcome], mode: Mode) -> Total {
        let changed = outcomes.iter().filter(|outcome| outcome.change == Change::Rewritten).count();
        Total { files: outcomes.len(), changed, mode }
    }
}
