//! `caitien sync`: take in what others did, and give what is new here, in one word.

use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::lang::Say;
use crate::cli::show::{json, sync as show};
use crate::cli::{Context, Format};
use crate::git::Repo;
use crate::git::remote::RemoteError;
use crate::work::sync::{Error, Request, State, Writing, sync};

/// Take in what others did and send what is new here
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An address, a shared folder, or a `.bundle` file on a stick; else the one that is remembered
    #[arg(value_name = "WHERE")]
    pub place: Option<String>,
    /// Say what would come and go, change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// The message of a commit that joins two people's work.
pub struct JoinMessage<'m> {
    pub people: &'m [String],
}

/// The way forward.
#[derive(Clone, Debug)]
pub enum Advice {
    Save,
    /// Finish or drop what was begun with git.
    Finish,
    /// Save something first, or join somebody's.
    Begin,
    Branch,
    SayWhere,
    /// The other copy is another repository.
    Unrelated,
    /// Agree on one version of these files first.
    Agree,
    SaveThenSync,
    MoveAway,
    Again,
    CheckPlace,
    CheckKeys,
    CheckNetwork,
    AskServer,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Exit, CliError> {
    context.format_among(&[Format::Human, Format::Json])?;
    let repo = Repo::open(&context.folder)?;
    let writing = if args.dry_run { Writing::Pretend } else { Writing::Write };
    let message = |people: &[String]| JoinMessage { people }.say(context.lang());
    let request = Request { here: &context.folder, place: args.place.as_deref(), writing, message: &message };
    let synced = sync(&repo, &request)?;
    if context.format == Format::Json {
        context.ui.json(&json::sync::Answer::new(&synced, writing, context.lang()))?;
    } else {
        context.ui.answer(&show::synced(&synced, writing, &context.ui))?;
    }
    Ok(if synced.state == State::InStep && synced.tags.differing.is_empty() { Exit::Yes } else { Exit::No })
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        match error {
            Error::Git(error) => error.into(),
            Error::Commit(error) => error.into(),
            Error::Folder(error) => error.into(),
            Error::Remote(error) => error.into(),
            Error::Unsaved { .. } => CliError::refused(error).hint(Advice::Save),
            Error::Unfinished { .. } => CliError::refused(error).hint(Advice::Finish),
            Error::Unborn => CliError::usage(error).hint(Advice::Begin),
            Error::Detached => CliError::usage(error).hint(Advice::Branch),
            Error::Nowhere => CliError::usage(error).hint(Advice::SayWhere),
            Error::Unrelated => CliError::refused(error).hint(Advice::Unrelated),
            Error::Clashes { .. } => CliError::refused(error).hint(Advice::Agree),
            Error::Edited { .. } => CliError::refused(error).hint(Advice::SaveThenSync),
            Error::InTheWay { ref said } => {
                let causes = lines(said);
                causes.into_iter().fold(CliError::refused(error), CliError::because).hint(Advice::MoveAway)
            }
            Error::Restless => CliError::refused(error).hint(Advice::Again),
            Error::Bare | Error::Status(_) => CliError::usage(error),
        }
    }
}

impl From<RemoteError> for CliError {
    fn from(error: RemoteError) -> Self {
        let said = error.said().map(lines).unwrap_or_default();
        let hint = match &error {
            RemoteError::Git(_) => None,
            RemoteError::NoGit | RemoteError::RunGit { .. } => Some(Advice::CheckPlace),
            RemoteError::NotThere { .. } => Some(Advice::CheckPlace),
            RemoteError::Denied { .. } => Some(Advice::CheckKeys),
            RemoteError::Unreachable { .. } => Some(Advice::CheckNetwork),
            RemoteError::Refused { .. } => Some(Advice::AskServer),
            RemoteError::Busy => Some(Advice::Again),
        };
        let error = match error {
            RemoteError::Git(error) => return error.into(),
            RemoteError::NoGit => return crate::git::commit::Error::NoGit.into(),
            error @ (RemoteError::Refused { .. } | RemoteError::Busy) => CliError::refused(error),
            error => CliError::usage(error),
        };
        let error = said.into_iter().fold(error, CliError::because);
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

/// What a program said, line by line, without what says nothing to anybody.
fn lines(said: &str) -> Vec<String> {
    let lines = said.lines().map(|line| line.trim_start_matches("remote: ").trim_end());
    lines.filter(|line| !line.is_empty()).take(30).map(str::to_owned).collect()
}
