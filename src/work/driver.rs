//! Merging one file for git, as `sync` would: for `git merge`, `rebase` and `cherry-pick` by hand.

use std::collections::BTreeSet;
use std::path::Path;

use super::choice::Chosen;
use super::format::ids_of_other_plans;
use super::sync::union::form;
use crate::folder::{self, Inside, PlanFile};
use crate::merge::file::{self, Form, Outcome, Refusal, Sides, Text, marked_lines};
use crate::merge::{Among, Yields};
use crate::plan::conflict::Version;
use crate::plan::item::ItemId;

/// The three versions.
#[derive(Clone, Debug)]
pub struct Files {
    pub base: String,
    pub ours: String,
    pub theirs: String,
}

/// What git gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Merged(String),
    /// Both versions stand in the text, marked.
    Conflicts {
        text: String,
        count: usize,
    },
    /// Nothing may be changed.
    Refused(Refusal),
}

/// Merges a file at this path of the repository.
pub fn merge(root: &Path, path: &Path, files: &Files, yields: Yields) -> Answer {
    let inside = path.to_str().unwrap_or_default().replace('\\', "/");
    // Git asks only about what both have; an absent base is an empty file.
    let sides = Sides {
        base: Some(files.base.as_bytes()),
        ours: Some(files.ours.as_bytes()),
        theirs: Some(files.theirs.as_bytes()),
    };
    let form = match form(&inside) {
        // Whoever asks about another file wants what he would get of a text.
        Form::Trust => Form::Text,
        form => form,
    };
    let taken = ids_beside(root, path, &inside);
    match file::merge(form, sides, Among { taken: &taken, yields }) {
        Outcome::Of(Version::This) | Outcome::Kept(Version::This) => Answer::Merged(files.ours.clone()),
        Outcome::Of(Version::Other) | Outcome::Kept(Version::Other) => Answer::Merged(files.theirs.clone()),
        Outcome::Merged(text) => answer(text),
        Outcome::Refused(Refusal::Lines) => answer(marked_lines(&files.base, &files.ours, &files.theirs)),
        Outcome::Refused(why) => Answer::Refused(why),
    }
}

fn answer(text: Text) -> Answer {
    match text.conflicts.len() {
        0 => Answer::Merged(text.text),
        count => Answer::Conflicts { text: text.text, count },
    }
}

/// The ids of the school's other plans, as they lie on disk; what cannot be read has none.
fn ids_beside(root: &Path, path: &Path, inside: &str) -> BTreeSet<ItemId> {
    let place = Inside::of(inside).filter(Inside::is_plan);
    let plan = place.and_then(|place| {
        let (school, path) = (place.school.to_owned(), root.join(path));
        Some(PlanFile { school, period: place.period?, inside: inside.to_owned(), path })
    });
    plan.and_then(|plan| ids_of_other_plans(&Chosen::from(plan)).ok()).unwrap_or_default()
}

/// Adds lines to `.gitattributes`; what stands there stays.
pub fn add_attributes(root: &Path, lines: &[&str]) -> Result<(), folder::Error> {
    let path = root.join(".gitattributes");
    let new: String = lines.iter().map(|line| format!("{line}\n")).collect();
    match folder::read_text_if_there(&path)? {
        None => folder::create(&path, new.as_bytes()),
        Some(text) => {
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            folder::replace_read(&path, text.as_bytes(), format!("{text}{gap}{new}").as_bytes())
        }
    }
}
