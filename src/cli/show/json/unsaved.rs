//! What was kept of unsaved work, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::git::unsaved::Moment;
use crate::work::unsaved::{Standing, Version};

/// The answer of `recover`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    /// How many versions there are; more than are listed, unless `--all`.
    pub count: usize,
    /// The newest first; with a version named, this one.
    pub versions: Vec<Entry>,
}

/// What one file held at some moment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry {
    pub number: usize,
    /// The name of the text, which stays the same however the list grows.
    pub name: String,
    /// The file, from the repository's root.
    pub file: String,
    /// Seconds since 1970, in UTC.
    pub kept: i64,
    /// `on-disk`, `saved` or `only-kept`.
    pub standing: &'static str,
}

impl Answer {
    pub fn listed(versions: &[&Version], count: usize) -> Answer {
        Answer { schema: 1, count, versions: versions.iter().map(|version| Entry::new(version)).collect() }
    }

    pub fn recovered(version: &Version) -> Answer {
        Answer { schema: 1, count: 1, versions: vec![Entry::new(version)] }
    }
}

impl Entry {
    fn new(version: &Version) -> Entry {
        let Moment { seconds, .. } = version.moment;
        Entry {
            number: version.number,
            name: version.blob.to_string(),
            file: version.path.clone(),
            kept: seconds,
            standing: match version.standing {
                Standing::OnDisk => "on-disk",
                Standing::Saved => "saved",
                Standing::OnlyKept => "only-kept",
            },
        }
    }
}
