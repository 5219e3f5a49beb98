//! The one door out for everything that could not be done.
//!
//! Lower floors raise small enums named after what was attempted. Here they become a kind (which
//! decides the exit code), a sentence, its causes, and hints with the command to type.

use std::path::PathBuf;

use super::exit::Exit;
use super::lang::{Lang, Say};
use crate::git::hooks::HookError;
use crate::watch::WatchError;
use crate::work::{self, approve, choice, diff, show, signed_tag, trust, verify};
use crate::{export, folder, git, server, signing};

/// What stopped a command.
pub struct CliError {
    kind: Kind,
    message: Box<dyn Say>,
    causes: Vec<String>,
    hints: Vec<Box<dyn Say>>,
}

/// Why it stopped; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The answer is no: a safety stop, or a condition that does not hold.
    Refused,
    /// Wrong usage, or the world around is not as needed.
    Usage,
    /// A bug.
    Internal,
    /// The reader of our output went away; nothing to say.
    BrokenPipe,
}

impl CliError {
    /// The answer is no.
    pub fn refused(message: impl Say + 'static) -> Self {
        CliError::new(Kind::Refused, message)
    }

    /// There can be no answer as things stand.
    pub fn usage(message: impl Say + 'static) -> Self {
        CliError::new(Kind::Usage, message)
    }

    /// A bug of ours.
    pub fn internal(message: impl Say + 'static) -> Self {
        CliError::new(Kind::Internal, message)
    }

    fn new(kind: Kind, message: impl Say + 'static) -> Self {
        CliError { kind, message: Box::new(message), causes: Vec::new(), hints: Vec::new() }
    }

    /// Adds the way forward.
    pub fn hint(mut self, hint: impl Say + 'static) -> Self {
        self.hints.push(Box::new(hint));
        self
    }

    /// Adds an error's own text and those of its sources as causes.
    pub fn caused_by(mut self, source: &(dyn std::error::Error + 'static)) -> Self {
        let mut next = Some(source);
        while let Some(error) = next {
            self.causes.push(error.to_string());
            next = error.source();
        }
        self
    }

    /// Adds what a program said as a cause.
    pub fn because(mut self, said: String) -> Self {
        self.causes.push(said);
        self
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn exit(&self) -> Exit {
        match self.kind {
            Kind::Refused => Exit::No,
            Kind::Usage => Exit::Cannot,
            Kind::Internal => Exit::Bug,
            Kind::BrokenPipe => Exit::Yes,
        }
    }

    /// The sentence alone.
    pub fn message(&self, lang: Lang) -> String {
        self.message.say(lang)
    }

    pub(super) fn causes(&self) -> &[String] {
        &self.causes
    }

    pub(super) fn hints(&self, lang: Lang) -> impl Iterator<Item = String> {
        self.hints.iter().map(move |hint| hint.say(lang))
    }
}

impl From<std::io::Error> for CliError {
    /// An error of writing to the terminal or a pipe; files are read and written on lower floors.
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            CliError::new(Kind::BrokenPipe, Trouble::Output)
        } else {
            CliError::usage(Trouble::Output).caused_by(&error)
        }
    }
}

impl From<git::Error> for CliError {
    fn from(error: git::Error) -> Self {
        let hint = match &error {
            git::Error::NoRepository { .. } => Some(Hint::Init),
            git::Error::NotOwned { folder } => Some(Hint::TrustFolder { folder: folder.clone() }),
            git::Error::Unsupported { .. } => Some(Hint::StoreAsFiles),
            git::Error::NoSuchRevision { .. } => Some(Hint::ListRevisions),
            git::Error::ReadObject { .. } => Some(Hint::RepairObjects),
            _ => None,
        };
        with_hint(error, hint)
    }
}

impl From<signing::Error> for CliError {
    fn from(error: signing::Error) -> Self {
        let hint = match &error {
            signing::Error::NoProgram { program } => Some(Hint::InstallProgram { program: *program }),
            _ => None,
        };
        with_hint(error, hint)
    }
}

impl From<verify::Error> for CliError {
    fn from(error: verify::Error) -> Self {
        match error {
            verify::Error::Git(error) => error.into(),
            verify::Error::Signature(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}

impl From<approve::Error> for CliError {
    fn from(error: approve::Error) -> Self {
        match error {
            approve::Error::Tag(error) => error.into(),
            approve::Error::Verify(error) => error.into(),
            error @ (approve::Error::Moved | approve::Error::OtherKey { .. }) => CliError::refused(error),
            error => CliError::usage(error),
        }
    }
}

impl From<signed_tag::Error> for CliError {
    fn from(error: signed_tag::Error) -> Self {
        match error {
            signed_tag::Error::Sign(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}

impl From<trust::change::Error> for CliError {
    fn from(error: trust::change::Error) -> Self {
        use trust::change::Error;
        match error {
            Error::Folder(error) => error.into(),
            Error::Commit(error) => error.into(),
            Error::Verify(error) => error.into(),
            error @ Error::Lock { .. } => CliError::usage(error),
            error => CliError::refused(error),
        }
    }
}

impl From<trust::office::Error> for CliError {
    fn from(error: trust::office::Error) -> Self {
        match error {
            trust::office::Error::Change(error) => error.into(),
            error => CliError::refused(error),
        }
    }
}

impl From<trust::recovery::Error> for CliError {
    fn from(error: trust::recovery::Error) -> Self {
        use trust::recovery::Error;
        match error {
            Error::Sign(error) => error.into(),
            Error::Change(error) => error.into(),
            Error::Verify(error) => error.into(),
            error => CliError::refused(error),
        }
    }
}

impl From<show::Error> for CliError {
    fn from(error: show::Error) -> Self {
        match error {
            show::Error::Choice(error) => error.into(),
            show::Error::Folder(error) => error.into(),
            error => CliError::usage(error),
        }
    }
}

impl From<export::Error> for CliError {
    /// Our own template does not render: nobody outside can mend that.
    fn from(error: export::Error) -> Self {
        let (export::Error::Template { detail } | export::Error::Sheet { detail }) = error;
        let mut error = CliError::internal(Trouble::Output);
        error.causes.push(detail);
        error
    }
}

impl From<diff::Error> for CliError {
    fn from(error: diff::Error) -> Self {
        match error {
            diff::Error::Choice(error) => error.into(),
            diff::Error::Folder(error) => error.into(),
            diff::Error::Git(error) => error.into(),
            diff::Error::Verify(error) => error.into(),
            diff::Error::DoesNotHold { .. } => CliError::refused(error),
            diff::Error::NotAtRevision { .. } => CliError::usage(error).hint(Hint::ListRevisions),
            _ => CliError::usage(error),
        }
    }
}

impl From<choice::Error> for CliError {
    fn from(error: choice::Error) -> Self {
        match error {
            choice::Error::Folder(error) => error.into(),
            choice::Error::NoRepository { .. } => CliError::usage(error).hint(Hint::Init),
            error => CliError::usage(error),
        }
    }
}

impl From<git::commit::Error> for CliError {
    fn from(error: git::commit::Error) -> Self {
        use git::commit::Error;
        let hint = match &error {
            Error::NoGit => Some(Hint::InstallGit),
            Error::NoIdentity => Some(Hint::SayWhoYouAre),
            Error::HookRefused { .. } => Some(Hint::MendAndSave),
            Error::Locked { lock } => Some(Hint::Unlock { lock: lock.clone() }),
            Error::NotSigned { .. } => Some(Hint::SigningKey),
            _ => None,
        };
        let said = error.said().map(lines);
        let is_no = matches!(error, Error::HookRefused { .. });
        let mut error = with_hint(error, hint);
        error.causes.extend(said.unwrap_or_default());
        error.kind = if is_no { Kind::Refused } else { error.kind };
        error
    }
}

/// The lines that say something.
fn lines(said: &str) -> Vec<String> {
    let lines = said.lines().map(|line| line.trim_end_matches(['?', '\r', ' ']));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

impl From<folder::Error> for CliError {
    fn from(error: folder::Error) -> Self {
        let hint = match &error {
            folder::Error::Changed { .. } => Some(Hint::Again),
            folder::Error::Exists { .. } => Some(Hint::MoveAway),
            folder::Error::NotUtf8 { path } => Some(Hint::SaveAsUtf8 { path: path.clone() }),
            _ => None,
        };
        with_hint(error, hint)
    }
}

impl From<WatchError> for CliError {
    fn from(error: WatchError) -> Self {
        with_hint(error, None)
    }
}

impl From<HookError> for CliError {
    fn from(error: HookError) -> Self {
        let (hint, is_no) = match &error {
            HookError::Foreign { hook, .. } => (Some(Hint::CallFromHook { line: hook.line() }), true),
            HookError::LocalTaken { .. } => (Some(Hint::MoveAway), true),
            _ => (None, false),
        };
        let mut error = with_hint(error, hint);
        error.kind = if is_no { Kind::Refused } else { error.kind };
        error
    }
}

impl From<server::Error> for CliError {
    /// A policy that is flawed lets nobody do anything: the answer is no.
    fn from(error: server::Error) -> Self {
        let is_no = matches!(error, server::Error::Flawed { .. });
        let mut error = with_hint(error, None);
        error.kind = if is_no { Kind::Refused } else { error.kind };
        error
    }
}

impl From<work::hook::Error> for CliError {
    fn from(error: work::hook::Error) -> Self {
        match error {
            work::hook::Error::Git(error) => error.into(),
            work::hook::Error::Verify(error) => error.into(),
        }
    }
}

/// An error of a lower floor that has sentences of its own; its sources are the causes.
fn with_hint<E: std::error::Error + Say + 'static>(error: E, hint: Option<Hint>) -> CliError {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(source) = next {
        causes.push(source.to_string());
        next = source.source();
    }
    let error = CliError { causes, ..CliError::usage(error) };
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// The way forward from what the world around did not allow.
#[derive(Clone, Debug)]
pub enum Hint {
    /// Make a repository, or go to one.
    Init,
    /// Tell git that this folder of another user is safe.
    TrustFolder {
        folder: PathBuf,
    },
    /// Clone into the storage that is understood.
    StoreAsFiles,
    /// See which commits there are.
    ListRevisions,
    /// Find out what is damaged, fetch it again.
    RepairObjects,
    /// Read it and try again.
    Again,
    /// Move the file away if it is not wanted.
    MoveAway,
    InstallGit,
    /// A program that some signatures need.
    InstallProgram {
        program: signing::Program,
    },
    /// Tell git the name and address of the person.
    SayWhoYouAre,
    /// Mend what the hook found, then save again.
    MendAndSave,
    /// Wait for the other process; remove the lock if there is none.
    Unlock {
        lock: PathBuf,
    },
    /// See to the key with which git signs.
    SigningKey,
    SaveAsUtf8 {
        path: PathBuf,
    },
    /// Add this line to the hook that is there, or let it run first.
    CallFromHook {
        line: String,
    },
}

/// What any command can run into. A command's own messages are enums in its own file.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Output could not be written.
    Output,
    /// The command line is wrong; the text says how.
    Usage(String),
    /// This command has no answer in that format.
    Format { format: &'static str },
    /// A question had to be asked and there is no terminal; the flag that answers it.
    NotInteractive { flag: &'static str },
    /// Exactly one file can be printed.
    OneFile,
    /// No finding has this code; perhaps another one was meant.
    UnknownFinding { code: String, meant: Option<String> },
    /// Nothing here yet.
    NotBuilt { command: &'static str },
}
