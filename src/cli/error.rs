//! The one door out for everything that could not be done.
//!
//! Lower floors raise small enums named after what was attempted. Here they become a kind (which
//! decides the exit code), a sentence, its causes, and hints with the command to type.

use super::exit::Exit;
use super::lang::{Lang, Say};

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
    /// Nothing here yet.
    NotBuilt { command: &'static str },
}
