//! What the hooks say, as people read it after `git commit` and `git push`.

use std::path::PathBuf;

use crate::cli::lang::Say;
use crate::cli::show::finding::{Source, render};
use crate::cli::ui::{Tone, Ui};
use crate::git::driver::Set;
use crate::git::hooks::{Change, Hook};
use crate::merge::file::Refusal;
use crate::server::name::is_hidden;
use crate::work::hook::{Refused, Staged};

/// What was done about one hook.
#[derive(Clone, Debug)]
pub struct Done {
    pub hook: Hook,
    pub path: PathBuf,
    pub change: Change,
}

/// What is said beside the answers.
#[derive(Clone, Debug)]
pub enum Talk {
    /// The folder of hooks is used by other repositories too.
    Shared {
        folder: PathBuf,
    },
    /// There is no hook of ours to remove.
    NoneOfOurs,
    /// The commented policy of a server lies here now.
    PolicyWritten {
        path: PathBuf,
    },
    /// Git's own merges ask us now, or no longer.
    Driver {
        set: Set,
    },
    /// `.gitattributes` does not say so.
    NoAttributes {
        lines: Vec<&'static str>,
    },
    AttributesAdded {
        lines: Vec<&'static str>,
    },
    /// Both versions stand in the file.
    MergeConflicts {
        path: String,
        count: usize,
    },
    /// Git's merge stops.
    MergeRefused {
        path: String,
        why: Refusal,
    },
}

/// The words around a refusal.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    /// The commit was stopped: so many errors in so many files.
    CommitStopped { errors: usize, files: usize },
    /// So many errors more are not shown.
    More { errors: usize },
    /// What to do about a stopped commit.
    CommitWay,
    /// The push was refused, for so many refs.
    PushRefused { refs: usize },
}

/// Errors that are shown in full; a commit's message must stay readable.
const SHOWN: usize = 10;

/// What was done about each hook.
pub fn done(done: &[Done], ui: &Ui) -> String {
    done.iter().map(|done| done.say(ui.lang) + "\n").collect()
}

/// What is wrong with what is staged.
pub fn staged(staged: &[Staged], ui: &Ui) -> String {
    let mut blocks = Vec::new();
    let mut errors = 0;
    for file in staged {
        let source = Source::new(&file.path, &file.text);
        for finding in file.errors() {
            errors += 1;
            if errors <= SHOWN {
                blocks.push(render(finding, &source, ui.lang));
            }
        }
    }
    let files = staged.iter().filter(|file| file.has_errors()).count();
    if errors > SHOWN {
        blocks.push(Word::More { errors: errors - SHOWN }.say(ui.lang));
    }
    let stopped = Word::CommitStopped { errors, files }.say(ui.lang);
    blocks.push(format!("{}\n{}", ui.paint(Tone::Bad, &stopped), Word::CommitWay.say(ui.lang)));
    blocks.join("\n\n") + "\n"
}

/// Why a push is refused: each bad ref once, with everything that is wrong with it.
pub fn refused(refused: &[Refused], ui: &Ui) -> String {
    let mut lines = Vec::new();
    let mut refs = 0;
    let mut last = None;
    for Refused { reference, why } in refused {
        if last != Some(reference) {
            refs += 1;
            lines.push(format!("- {}", plain(reference)));
        }
        last = Some(reference);
        lines.push(format!("  {}", plain(&why.say(ui.lang))));
    }
    lines.insert(0, ui.paint(Tone::Bad, &Word::PushRefused { refs }.say(ui.lang)));
    lines.join("\n") + "\n"
}

/// A text of strangers without the power to rearrange what people read.
fn plain(name: &str) -> String {
    let letter = |letter: char| match is_hidden(letter) {
        true => letter.escape_unicode().to_string(),
        false => letter.to_string(),
    };
    name.chars().map(letter).collect()
}
