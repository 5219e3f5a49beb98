//! `remember` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::lang::{Lang, Say};
use crate::git::seen;
use crate::work::remember::{self, Compared, school};

/// The answer of `remember --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// What was not known here before; empty with `--list` and `--compare`.
    pub new: Vec<Seen>,
    /// All that is remembered.
    pub seen: Vec<Seen>,
    /// Is something that was seen here gone, or another one now?
    pub losses: bool,
    /// With `--compare`: what cannot both be true.
    pub differences: Vec<Difference>,
    /// With `--compare`: what only this clone, and what only the other reader has seen.
    pub only_here: Vec<Seen>,
    pub only_there: Vec<Seen>,
}

/// One thing that was seen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Seen {
    /// `approval`, `notice` or `record`.
    pub kind: &'static str,
    pub root: String,
    pub school: String,
    /// The tag of an approval or notice.
    pub tag: Option<String>,
    /// The tag object, or the record's blob.
    pub id: String,
    /// An approval's place in the chain.
    pub sequence: Option<u64>,
    /// A record's serial.
    pub serial: Option<u32>,
}

/// Two things that cannot both be true.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Difference {
    /// `root`, `name`, `successor` or `record`.
    pub code: &'static str,
    /// In the language of the call.
    pub message: String,
}

impl Answer {
    pub fn new(seen: &[seen::Seen]) -> Answer {
        Answer {
            schema: 1,
            new: Vec::new(),
            seen: list(seen),
            losses: false,
            differences: Vec::new(),
            only_here: Vec::new(),
            only_there: Vec::new(),
        }
    }

    pub fn compared(seen: &[seen::Seen], compared: &Compared, lang: Lang) -> Answer {
        let difference = |one: &remember::Difference| Difference { code: one.code(), message: one.say(lang) };
        Answer {
            differences: compared.differences.iter().map(difference).collect(),
            only_here: list(&compared.only_here),
            only_there: list(&compared.only_there),
            ..Answer::new(seen)
        }
    }
}

/// What was seen, one by one.
pub fn list(seen: &[seen::Seen]) -> Vec<Seen> {
    seen.iter().map(one).collect()
}

fn one(seen: &seen::Seen) -> Seen {
    let (kind, root, tag, id) = match seen {
        seen::Seen::Approval { root, tag, id, .. } => ("approval", root, Some(tag.clone()), id),
        seen::Seen::Notice { root, tag, id, .. } => ("notice", root, Some(tag.clone()), id),
        seen::Seen::Record { root, blob, .. } => ("record", root, None, blob),
    };
    let (sequence, serial) = match seen {
        seen::Seen::Approval { sequence, .. } => (Some(*sequence), None),
        seen::Seen::Notice { .. } => (None, None),
        seen::Seen::Record { serial, .. } => (None, Some(*serial)),
    };
    Seen { kind, root: root.to_string(), school: school(seen), tag, id: id.to_string(), sequence, serial }
}
