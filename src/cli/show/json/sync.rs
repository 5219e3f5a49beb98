//! What a sync came to, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::resolve::Conflict;
use super::update::{Change, change};
use crate::cli::command::save::Summary;
use crate::cli::lang::{Lang, Say};
use crate::cli::show::sync::saved;
use crate::plan::conflict::Version;
use crate::work::sync::{self, State, Synced, Writing};

/// The answer of `sync`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this form.
    pub schema: u32,
    /// The other copy: an address, a folder or a file.
    pub place: String,
    pub branch: String,
    /// in-step, conflicts (somebody has to choose; nothing was sent) or tags-differ (the file holds another tag
    /// under a name of ours and was not written).
    pub state: &'static str,
    /// Was anything changed? Not in a dry run.
    pub written: bool,
    /// What came, by the people who wrote it as git claims.
    pub came: Vec<By>,
    pub sent: Vec<By>,
    /// Files that one side had deleted and the other edited.
    pub kept: Vec<Kept>,
    pub renumbered: Vec<Renumbered>,
    /// What waits for a choice.
    pub conflicts: Vec<Plan>,
    pub tags: Tags,
    /// Is the place known as `origin` since now?
    pub remembered: bool,
    /// Was an interrupted move finished first?
    pub resumed: bool,
    /// Was there nothing at the place before?
    pub first: bool,
}

/// What one person wrote.
#[derive(Debug, Serialize, JsonSchema)]
pub struct By {
    /// As the commits claim.
    pub person: String,
    pub files: Vec<File>,
}

/// A file that a person changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    pub path: String,
    /// What happened, in the language of the answer.
    pub summary: String,
    /// Of plans the parts that changed.
    pub changes: Vec<Change>,
}

/// A file that stays.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kept {
    pub path: String,
    /// Who edited it: ours or theirs.
    pub edited: &'static str,
}

/// A new item that got another id.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Renumbered {
    pub path: String,
    pub text: String,
    pub from: String,
    pub to: String,
    /// Whose item it is: ours or theirs.
    pub of: &'static str,
}

/// A plan in which something waits.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Plan {
    pub path: String,
    pub conflicts: Vec<Conflict>,
}

/// Approvals and what is said about them, by their tags' names.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tags {
    pub came: Vec<String>,
    pub sent: Vec<String>,
    /// Both have the name, on two different objects.
    pub differing: Vec<String>,
}

impl Answer {
    pub fn new(synced: &Synced, writing: Writing, lang: Lang) -> Answer {
        let kept = |one: &sync::Kept| Kept { path: one.path.clone(), edited: side(one.by) };
        let renumbered = |one: &sync::Numbered| Renumbered {
            path: one.path.clone(),
            text: one.item.text.clone(),
            from: one.item.from.to_string(),
            to: one.item.to.to_string(),
            of: side(one.item.version),
        };
        let conflicts = synced.open.iter().map(|(path, open)| Plan {
            path: path.clone(),
            conflicts: open.iter().enumerate().map(|(at, one)| Conflict::new(at + 1, one)).collect(),
        });
        Answer {
            schema: 1,
            place: synced.place.address(),
            branch: synced.branch.clone(),
            state: match synced.state {
                State::InStep => "in-step",
                State::Conflicts => "conflicts",
                State::TagsDiffer => "tags-differ",
            },
            written: writing == Writing::Write,
            came: synced.came.iter().map(|by| By::new(by, lang)).collect(),
            sent: synced.sent.iter().map(|by| By::new(by, lang)).collect(),
            kept: synced.kept.iter().map(kept).collect(),
            renumbered: synced.renumbered.iter().map(renumbered).collect(),
            conflicts: conflicts.collect(),
            tags: Tags {
                came: synced.tags.came.clone(),
                sent: synced.tags.sent.clone(),
                differing: synced.tags.differing.clone(),
            },
            remembered: synced.remembered,
            resumed: synced.resumed,
            first: synced.is_first,
        }
    }
}

fn side(version: Version) -> &'static str {
    match version {
        Version::This => "ours",
        Version::Other => "theirs",
    }
}

impl By {
    fn new(by: &sync::By, lang: Lang) -> By {
        let file = |file: &sync::Touched| File {
            path: file.path.clone(),
            summary: Summary { files: &[saved(file)] }.say(lang),
            changes: file.changes.iter().map(|taken| change(taken, lang)).collect(),
        };
        By { person: by.person.clone(), files: by.files.iter().map(file).collect() }
    }
}
