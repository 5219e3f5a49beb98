//! What `sync` says, in English.

use crate::cli::command::save::visible;
use crate::cli::command::sync::{Advice, JoinMessage};
use crate::cli::lang::En;
use crate::cli::show::sync::Told;
use crate::cli::show::update::short;
use crate::git::remote::RemoteError;
use crate::git::status::Operation;
use crate::merge::file::Refusal;
use crate::plan::conflict::Version;
use crate::work::sync::Error;

impl En for JoinMessage<'_> {
    fn en(&self) -> String {
        match self.people {
            [] => "Sync: take in the work of others".into(),
            people => format!("Sync: take in the work of {}", people.join(", ")),
        }
    }
}

impl En for Told<'_> {
    fn en(&self) -> String {
        match self {
            Told::InStep { place } => format!("In step with {}.", visible(place)),
            Told::WouldBeInStep { place } => {
                format!("What a sync with {} would do; nothing is changed.", visible(place))
            }
            Told::Conflicts { count } => format!(
                "Places that two people changed, each in another way: {count}. Both versions stand in the plan here; nothing was sent."
            ),
            Told::TagsDiffer { place } => {
                format!("Not written to {}: it holds another approval under a name of ours.", visible(place))
            }
            Told::NothingCame => "Nothing new from others.".into(),
            Told::CameHead => "Taken in:".into(),
            Told::WouldCome => "Would be taken in:".into(),
            Told::SentHead => "Sent:".into(),
            Told::WouldSend => "Would be sent:".into(),
            Told::FirstSent => "There was nothing there before: all that is here is the first copy.".into(),
            Told::Person { name, count } => format!("{} ({count})", visible(name)),
            Told::Change { mark, part } => format!("{mark} {}", part.en()),
            Told::Words { before, after } => words(*before, *after),
            Told::More { count } => format!("… and {count} more (see `caitien history`)"),
            Told::Kept(kept) => {
                let (one, other) = sides(kept.by);
                format!("Kept `{}`: edited {one}, deleted {other}.", visible(&kept.path))
            }
            Told::Numbered(one) => {
                let (whose, _) = sides(one.item.version);
                format!(
                    "Two people used the id {}: “{}” ({whose}) is {} now.",
                    one.item.from,
                    short(&one.item.text),
                    one.item.to
                )
            }
            Told::TagsCame { count } => {
                format!("Proofs of approval taken in: {count} (see `caitien verify`).")
            }
            Told::TagsSent { count } => format!("Proofs of approval sent: {count}."),
            Told::TagDiffers { name } => format!(
                "WARNING: {} is another one there than here. Neither is overwritten. Ask the principal, and see `caitien verify`.",
                visible(name)
            ),
            Told::Remembered { address } => {
                format!("Remembered; from now on `caitien sync` is enough. ({})", visible(address))
            }
            Told::Resumed => "The last sync was interrupted; it is finished now.".into(),
            Told::ConflictPlan { path } => format!("To be chosen in {}:", visible(path)),
            Told::Resolve => {
                "Next: `caitien resolve` to choose, then `caitien save`, then `caitien sync`.".into()
            }
        }
    }
}

fn words(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{} → {}", short(before), short(after)),
        (None, Some(text)) => short(text),
        (Some(text), None) => format!("(removed) {}", short(text)),
        (None, None) => String::new(),
    }
}

fn sides(version: Version) -> (&'static str, &'static str) {
    match version {
        Version::This => ("here", "there"),
        Version::Other => ("there", "here"),
    }
}

impl En for Advice {
    fn en(&self) -> String {
        match self {
            Advice::Save => "save first: `caitien save`, then `caitien sync` again".into(),
            Advice::Finish => {
                "see `git status`; finish it, or drop it with `git merge --abort` (or `git rebase --abort`)".into()
            }
            Advice::Begin => {
                "if the school has a repository elsewhere: `caitien join WHERE`; if this is a new one: `caitien save` first".into()
            }
            Advice::Branch => "go back to the main branch with `git switch main` and try again".into(),
            Advice::SayWhere => {
                "name the place once: `caitien sync ADDRESS`, a shared folder, or a file on a stick: `caitien sync /media/usb/school.bundle`".into()
            }
            Advice::Unrelated => {
                "if the place was mistyped, type it again; to work on that repository, get a copy of it: `caitien join WHERE FOLDER`".into()
            }
            Advice::Agree => {
                "agree with each other: one of you puts the file back to what the other side has (`caitien history FILE` tells who changed it), saves, and runs `caitien sync`; changes of people and keys are made again by the principal afterwards".into()
            }
            Advice::SaveThenSync => "save these files with `caitien save`, then `caitien sync` again".into(),
            Advice::MoveAway => "save those files with `caitien save`, or move them away, then `caitien sync` again".into(),
            Advice::Again => "wait a moment and run `caitien sync` again".into(),
            Advice::CheckPlace => "check the address or the drive; all that is saved here is safe".into(),
            Advice::CheckKeys => {
                "ask whoever runs the server whether you may enter; all that is saved here is safe".into()
            }
            Advice::CheckNetwork => {
                "check the network and try again; go on working and saving, and `caitien sync` when it is back".into()
            }
            Advice::AskServer => {
                "all that is saved here is safe; mend what is said above, or ask whoever runs the server, then `caitien sync` again".into()
            }
        }
    }
}

impl En for Error {
    fn en(&self) -> String {
        match self {
            Error::Bare => "a bare repository has no files to sync".into(),
            Error::Unsaved { paths } => format!("not synced: there are unsaved edits in {}", few(paths)),
            Error::Unfinished { operation } => format!("not synced: {} is unfinished", unfinished(*operation)),
            Error::Unborn => "nothing has been saved here yet, so there is nothing to sync".into(),
            Error::Detached => "not synced: HEAD is on no branch".into(),
            Error::Nowhere => "where to sync with is not known".into(),
            Error::Unrelated => "not synced: the other place is another repository, with another beginning".into(),
            Error::Clashes { files } => {
                let files = files.iter().map(|(path, why)| format!("`{}` ({})", visible(path), clash(why)));
                format!("not synced, nothing changed: both sides changed {}", files.collect::<Vec<_>>().join(", "))
            }
            Error::Edited { paths } => format!("the last sync was interrupted, and since then somebody edited {}", few(paths)),
            Error::InTheWay { .. } => {
                "not synced, nothing changed: files that are not in the repository stand where new ones belong".into()
            }
            Error::Restless => "not sent: somebody was faster every time; their work has been taken in".into(),
            Error::Remote(error) => error.en(),
            Error::Commit(error) => error.en(),
            Error::Status(error) => error.en(),
            Error::Git(error) => error.en(),
            Error::Folder(error) => error.en(),
        }
    }
}

fn few(paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(5).map(|path| format!("`{}`", visible(path))).collect();
    let more = paths.len().saturating_sub(5);
    if more > 0 { format!("{} and {more} more files", shown.join(", ")) } else { shown.join(", ") }
}

pub(super) fn clash(why: &Refusal) -> String {
    match why {
        Refusal::Trust => "rights and keys are never guessed".into(),
        Refusal::Lines => "the same lines".into(),
        Refusal::NotText => "no text".into(),
        Refusal::Lost(count) => format!("{count} places would be lost"),
    }
}

fn unfinished(operation: Operation) -> &'static str {
    match operation {
        Operation::Merge => "a merge",
        Operation::Rebase => "a rebase",
        Operation::CherryPick => "a cherry-pick",
        Operation::Revert => "a revert",
        Operation::Bisect => "a bisection",
    }
}

impl En for RemoteError {
    fn en(&self) -> String {
        match self {
            RemoteError::NoGit => "there is no `git` program on this machine".into(),
            RemoteError::RunGit { source } => format!("cannot run `git` ({source})"),
            RemoteError::NotThere { place, .. } => format!("there is no repository at {}", visible(place)),
            RemoteError::Denied { place, .. } => format!("{} does not let you in", visible(place)),
            RemoteError::Unreachable { place, .. } => format!("cannot reach {}", visible(place)),
            RemoteError::Refused { place, .. } => format!("not sent: {} refuses it", visible(place)),
            RemoteError::Busy => "another sync is at work in this repository".into(),
            RemoteError::Git(error) => error.en(),
        }
    }
}
