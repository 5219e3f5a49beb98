//! What `save` says, and the message of a commit, in English.

use crate::cli::command::save::{Advice, Message, Summary, visible};
use crate::cli::lang::En;
use crate::git::status::{Operation, StatusError};
use crate::plan::item::{Anchor, Kind};
use crate::work::edits::{Edit, How, What};
use crate::work::save::{Error, Saved, Story};

/// A subject line longer than this goes on in the body.
const LINE: usize = 100;

impl En for Message {
    fn en(&self) -> String {
        match self {
            Message::Nothing => "Nothing new to save.".into(),
            Message::Saved { commit } => format!("Saved ({}):", commit.short()),
            Message::WouldSave => "Would save:".into(),
            Message::Formatted { count } => format!("Formatted {count} plans; new items have ids."),
            Message::Unsigned { path } => {
                let command = match path.as_str() {
                    "caitien.toml" => "caitien trust office add",
                    _ => "caitien trust change edited",
                };
                format!("`{}` was not saved: people, rights and keys change by the signature of somebody with the right. Type `{}` with `--key KEY`.", visible(path), command)
            }
            Message::Detached => "Note: the repository stands at an old revision, on no branch; what was saved is easily lost. \
                Type `git switch -c my-edits` to keep it on a branch."
                .into(),
            Message::EmptyMessage => "the message must not be empty".into(),
        }
    }
}

impl En for Advice {
    fn en(&self) -> String {
        match self {
            Advice::FinishOperation => {
                "see `git status`; finish it, or give it up with `git merge --abort` (or `git rebase --abort`)".into()
            }
            Advice::ResolveConflicts => {
                "open each file, keep what is right between <<<<<<< and >>>>>>>, delete the marks, then `git add FILE`".into()
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Unfinished { operation } => {
                format!("refusing to save in the middle of a {}", unfinished(*operation))
            }
            Error::Conflicts { paths } => {
                let paths: Vec<String> = paths.iter().map(|path| visible(path)).collect();
                format!("refusing to save: two people edited the same place in {}", paths.join(", "))
            }
            Error::Unknown { word } => format!("there is no file, period or school `{}`", visible(word)),
            Error::Bare => "a bare repository has no files to save".into(),
            Error::Status(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Commit(error) => error.en(),
            Error::Folder(error) => error.en(),
        }
    }
}

impl En for StatusError {
    fn en(&self) -> String {
        match self {
            StatusError::Git(error) => error.en(),
            StatusError::Program(error) => error.en(),
            StatusError::Bare => "a bare repository has no files to look at".into(),
            StatusError::Walk { path, source } => format!("cannot look at `{}` ({source})", path.display()),
        }
    }
}

fn unfinished(operation: Operation) -> &'static str {
    match operation {
        Operation::Merge => "merge",
        Operation::Rebase => "rebase",
        Operation::CherryPick => "cherry-pick",
        Operation::Revert => "revert",
        Operation::Bisect => "bisect",
    }
}

impl En for Summary<'_> {
    fn en(&self) -> String {
        let sentences: Vec<String> = self.files.iter().map(sentence).collect();
        let whole = sentences.join("; ");
        if whole.chars().count() <= LINE && self.files.len() <= 3 {
            return whole;
        }
        let head = match self.files {
            [file] => format!("{}: edit the plan", name(file)),
            files => format!("Save {} files", files.len()),
        };
        let mut lines = vec![head, String::new()];
        lines.extend(sentences.iter().take(200).map(|sentence| format!("- {sentence}")));
        if sentences.len() > 200 {
            lines.push(format!("- … and {} more files", sentences.len() - 200));
        }
        lines.join("\n")
    }
}

fn name(file: &Saved) -> String {
    match (&file.school, file.period) {
        (Some(school), Some(period)) => format!("{} {period}", visible(school)),
        (Some(school), None) => visible(school),
        _ => visible(&file.path),
    }
}

fn sentence(file: &Saved) -> String {
    let name = name(file);
    match &file.story {
        Story::NewPlan { weaknesses, actions } => {
            format!("Make the plan {name} ({weaknesses} weaknesses, {actions} actions)")
        }
        Story::EditedPlan { edits } => {
            format!("{name}: {}", edits.iter().map(edit).collect::<Vec<_>>().join("; "))
        }
        Story::RemovedPlan => format!("Remove the plan {name}"),
        Story::Progress { added } if *added > 0 => format!("{name}: {added} progress records"),
        Story::Progress { .. } => format!("{name}: edit progress records"),
        Story::Continuity { links, accounts } => match decided(*links, *accounts) {
            Some(what) => format!("{name}: record {what}"),
            None => format!("{name}: edit what was decided from year to year"),
        },
        Story::Evidence { added } if *added > 0 => {
            format!("{name}: {added} entries of the register of evidence")
        }
        Story::Evidence { .. } => format!("{name}: edit the register of evidence"),
        Story::Kept => format!("{name}: keep a copy of evidence"),
        Story::Petitions { petitions, answers } => match petitioned(*petitions, *answers) {
            Some(what) => format!("{name}: record {what}"),
            None => format!("{name}: edit petitions"),
        },
        Story::Record => format!("{name}: edit the school's record"),
        Story::Review => format!("{name}: review comment"),
        Story::Catalog => format!("Catalogue {}", visible(&file.path)),
        Story::Settings => "Edit the repository's settings".into(),
        Story::Other => format!("Save {}", visible(&file.path)),
    }
}

/// What people decided anew; None where records were taken out or changed.
fn decided(links: i64, accounts: i64) -> Option<String> {
    let part = |count: i64, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let parts =
        [part(accounts, "accounts of weaknesses"), part(links, "decisions on which weaknesses are one")];
    let whole = links >= 0 && accounts >= 0 && links + accounts > 0;
    whole.then(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What was put to others and answered; None where records were taken out or changed.
fn petitioned(petitions: i64, answers: i64) -> Option<String> {
    let part = |count: i64, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let parts = [part(petitions, "petitions"), part(answers, "answers to petitions")];
    let whole = petitions >= 0 && answers >= 0 && petitions + answers > 0;
    whole.then(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

pub(super) fn edit(edit: &Edit) -> String {
    let place = edit.anchor.map(place).unwrap_or_else(|| "outside of standards".into());
    match &edit.what {
        What::Items { kind, how, count } => {
            let noun = noun(*kind, *count);
            match how {
                How::New => format!("{count} new {noun} in {place}"),
                How::Changed => format!("{count} {noun} edited in {place}"),
                How::Removed => format!("{count} {noun} removed from {place}"),
                How::Moved => format!("{count} {noun} moved to {place}"),
            }
        }
        What::Level { before, after } if before.is_empty() => format!("level of {place}: {after}"),
        What::Level { before, after } => format!("level of {place}: {before} → {after}"),
        What::Notes => format!("notes edited in {place}"),
        What::CriterionAdded => format!("{place} added"),
        What::CriterionRemoved => format!("{place} removed"),
        What::Section { heading, how, .. } => {
            let verb = match how {
                How::New => "added",
                How::Removed => "removed",
                How::Changed | How::Moved => "edited",
            };
            format!("section “{}” {verb}", visible(heading))
        }
        What::Head => "front matter edited".into(),
        What::Layout => "layout".into(),
    }
}

/// `criterion 1.5` or `standard 3`.
pub(super) fn place(anchor: Anchor) -> String {
    match anchor {
        Anchor::Standard(number) => format!("standard {number}"),
        Anchor::Criterion(id) => format!("criterion {id}"),
    }
}

/// The word for a kind of item, in singular or plural.
pub(super) fn noun(kind: Kind, count: usize) -> &'static str {
    match (kind, count) {
        (Kind::Strength, 1) => "strength",
        (Kind::Strength, _) => "strengths",
        (Kind::Weakness, 1) => "weakness",
        (Kind::Weakness, _) => "weaknesses",
        (Kind::Target, 1) => "target",
        (Kind::Target, _) => "targets",
        (Kind::Measure, 1) => "measure",
        (Kind::Measure, _) => "measures",
        (Kind::Action, 1) => "action",
        (Kind::Action, _) => "actions",
    }
}
