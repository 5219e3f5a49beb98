//! The door through which `git`, `gpg` and `gpgsm` are run for signatures.
//!
//! For checking they run alone: with no environment but the search path, in a folder and a home of ours, without a
//! terminal. For signing they run as the person would run them, because the key, the token and its dialogue are the
//! person's. Arguments are lists, never text for a shell.

use std::env;
use std::fmt;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::signing::Error;

/// A program of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Git,
    Gpg,
    Gpgsm,
}

impl Program {
    pub fn name(self) -> &'static str {
        match self {
            Program::Git => "git",
            Program::Gpg => "gpg",
            Program::Gpgsm => "gpgsm",
        }
    }

    /// What distributions call the package.
    pub fn package(self) -> &'static str {
        match self {
            Program::Git => "git",
            Program::Gpg => "gnupg",
            Program::Gpgsm => "gpgsm",
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// What is kept of the environment for a program that runs alone: where programs are.
const KEPT: [&str; 3] = ["PATH", "SystemRoot", "PATHEXT"];

/// A program that sees nothing of the person's and nothing of any repository's.
pub(super) fn alone(program: Program, home: &Path) -> Command {
    let mut command = Command::new(program.name());
    command.env_clear();
    command.envs(KEPT.iter().filter_map(|name| Some((name, env::var_os(name)?))));
    for name in ["HOME", "GNUPGHOME", "TMPDIR", "TEMP", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
        command.env(name, home);
    }
    command.env("LC_ALL", "C").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
        .env("GIT_DIR", home.join("git"))
        .env("GIT_DEFAULT_HASH", "sha1")
        .env("GIT_NO_REPLACE_OBJECTS", "1");
    command.current_dir(home);
    command
}

/// A program as the person would run it.
pub(super) fn of_person(program: Program) -> Command {
    let mut command = Command::new(program.name());
    // The dialogue for a passphrase or a token's PIN must find its way to the terminal.
    if env::var_os("GPG_TTY").is_none()
        && std::io::stdin().is_terminal()
        && let Ok(terminal) = std::fs::read_link("/proc/self/fd/0")
    {
        command.env("GPG_TTY", terminal);
    }
    command
}

/// Runs it to its end.
pub(super) fn finish(program: Program, mut command: Command, input: &[u8]) -> Result<Output, Error> {
    let failed = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound => Error::NoProgram { program },
        _ => Error::RunProgram { program, source },
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut pipe) = child.stdin.take() {
        // A program that stops early says why itself.
        let _ = pipe.write_all(input);
    }
    child.wait_with_output().map_err(failed)
}

/// The last thing that a program said to people.
pub(super) fn detail(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let for_people = said.lines().filter(|line| !line.starts_with("[GNUPG:]") && !line.trim().is_empty());
    for_people.last().unwrap_or("").trim().chars().take(300).collect()
}
