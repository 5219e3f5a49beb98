//! The exit codes: an interface, documented in `docs/exit-codes.md`.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; the answer is yes. Also where the reader of our output went away.
    Yes = 0,
    /// The answer is no: findings at error level, not valid, refused, differences.
    No = 1,
    /// There could be no answer: wrong usage, an unreadable file, no repository.
    Cannot = 2,
    /// A bug of the program.
    Bug = 101,
    /// Only for git, which asked how to merge a file: stop, nothing was changed.
    Halt = 129,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        std::process::ExitCode::from(exit as u8)
    }
}
