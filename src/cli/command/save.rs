//! `caitien save`: save what was edited, with a message that says what changed.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::json;
use crate::cli::show::submit::EditedInReview;
use crate::cli::ui::Tone;
use crate::cli::{Context, Format};
use crate::folder::PlanFile;
use crate::git::{CommitId, Repo};
use crate::work::save::{self, Error, Formatting, Prepared, Request, Saved};
use crate::work::submission;

/// Save what was edited, with a message that says what changed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these files, periods or schools
    #[arg(value_name = "PATH")]
    words: Vec<String>,
    /// Your own message instead of the one made of the changes
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// Say what would be saved, save nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not format the plans first
    #[arg(long)]
    no_format: bool,
}

/// What is said about saving.
#[derive(Clone, Debug)]
pub enum Message {
    Nothing,
    Saved {
        commit: CommitId,
    },
    WouldSave,
    Formatted {
        count: usize,
    },
    /// Changes of rights are signed by a command of their own.
    Unsigned {
        path: String,
    },
    /// HEAD is on no branch.
    Detached,
    /// What hooks said.
    EmptyMessage,
}

/// The message of a commit: what happened, in words.
pub struct Summary<'s> {
    pub files: &'s [Saved],
}

/// What stands in the way of saving, and the way around it.
#[derive(Clone, Debug)]
pub enum Advice {
    FinishOperation,
    ResolveConflicts,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    if args.message.as_ref().is_some_and(|message| message.trim().is_empty()) {
        return Err(CliError::usage(Message::EmptyMessage));
    }
    let repo = Repo::open(&context.folder)?;
    let formatting = match (args.dry_run, args.no_format) {
        (_, true) => Formatting::Skip,
        (true, false) => Formatting::Pretend,
        (false, false) => Formatting::Write,
    };
    let request = Request { here: &context.folder, words: &args.words, formatting };
    let prepared = save::prepare(&repo, &request)?;
    let message =
        args.message.clone().unwrap_or_else(|| Summary { files: &prepared.files }.say(context.lang()));
    let mut commit = None;
    if !prepared.files.is_empty() && !args.dry_run {
        let committed = save::commit(&repo, &prepared, &message)?;
        if !committed.said.is_empty() {
            context.ui.talk_text(&committed.said);
        }
        commit = Some(committed.id);
    }
    if context.format == Format::Json {
        context.ui.json(&json::save::Answer::new(&prepared, &message, commit))?;
    } else {
        context.ui.answer(&told(context, &prepared, &message, commit))?;
    }
    for path in &prepared.unsigned {
        context.ui.talk(&Message::Unsigned { path: path.clone() });
    }
    edited_in_review(context, &repo, &prepared)?;
    if prepared.is_detached && commit.is_some() {
        context.ui.talk(&Message::Detached);
    }
    // Nothing but what must be signed: the answer to "save this" is no.
    let is_refused = prepared.files.is_empty() && !prepared.unsigned.is_empty();
    Ok(if is_refused { Exit::No } else { Exit::Yes })
}

/// Reviewers look at the text that was handed in: whoever edits on should know.
fn edited_in_review(context: &Context, repo: &Repo, prepared: &Prepared) -> Result<(), CliError> {
    let place = |file: &Saved| {
        let (school, period) = (file.school.clone()?, file.period?);
        let (inside, path) = (file.path.clone(), repo.root().join(&file.path));
        inside.ends_with("/plan.md").then_some(PlanFile { school, period, inside, path })
    };
    let plans: Vec<PlanFile> = prepared.files.iter().filter_map(place).collect();
    for (plan, since) in submission::edited_in_review(repo.root(), &plans)? {
        context.ui.talk(&EditedInReview { plan, since });
    }
    Ok(())
}

fn told(context: &Context, prepared: &Prepared, message: &str, commit: Option<CommitId>) -> String {
    let lang = context.lang();
    if prepared.files.is_empty() {
        return Message::Nothing.say(lang);
    }
    let head = match commit {
        Some(commit) => context.ui.paint(Tone::Good, &Message::Saved { commit }.say(lang)),
        None => context.ui.paint(Tone::Heading, &Message::WouldSave.say(lang)),
    };
    let mut lines = vec![format!("{head} {}", message.trim())];
    const SHOWN: usize = 20;
    for file in prepared.files.iter().take(SHOWN) {
        lines.push(context.ui.paint(Tone::Quiet, &format!("  {}", visible(&file.path))));
    }
    if prepared.files.len() > SHOWN {
        lines.push(context.ui.paint(Tone::Quiet, &format!("  … +{}", prepared.files.len() - SHOWN)));
    }
    if !prepared.formatted.is_empty() {
        lines.push(Message::Formatted { count: prepared.formatted.len() }.say(lang));
    }
    lines.join("\n")
}

/// A name on one line, with nothing in it that could play tricks on a terminal.
pub(crate) fn visible(name: &str) -> String {
    let is_trick = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = |letter: char| match is_trick(letter) {
        true => letter.escape_unicode().to_string(),
        false => letter.to_string(),
    };
    name.chars().map(shown).collect()
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            Error::Commit(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Unfinished { .. } => CliError::refused(error).hint(Advice::FinishOperation),
            Error::Conflicts { .. } => CliError::refused(error).hint(Advice::ResolveConflicts),
            error => CliError::usage(error),
        }
    }
}
