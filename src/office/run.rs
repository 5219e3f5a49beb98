//! Running a program to its end, or to the end of its time.
//!
//! What it says goes to a file of ours, so that nobody waits for a full pipe. A program that takes too long or writes
//! too much is ended with all that it started.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Error, Program};

/// How long a program may take, and how much it may write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) time: Duration,
    pub(super) bytes: u64,
}

/// A program and where it writes.
pub(super) struct Job<'a> {
    pub(super) program: Program,
    pub(super) command: Command,
    /// A folder of ours for what it says.
    pub(super) room: &'a Path,
    /// The document that it is to write.
    pub(super) output: PathBuf,
    pub(super) limits: Limits,
}

const PAUSE: Duration = Duration::from_millis(15);

/// So much of what a program says is read.
const MOST_WORDS: u64 = 4_000;

/// The document that the program wrote.
pub(super) fn finish(mut job: Job) -> Result<Vec<u8>, Error> {
    let said = job.room.join("said");
    let prepared = |source| Error::Prepare { source };
    let words = File::create(&said).map_err(prepared)?;
    let command = &mut job.command;
    command.stdin(Stdio::null()).stdout(words.try_clone().map_err(prepared)?).stderr(words);
    command.current_dir(job.room);
    alone(command);
    let program = job.program;
    let mut child = command.spawn().map_err(|source| Error::Run { program, source })?;
    let answer = wait(&mut child, &job, &said);
    if matches!(answer, Err(Error::TimedOut { .. } | Error::TooMuch { .. })) {
        end(&mut child);
    }
    answer?;
    let megabytes = job.limits.bytes >> 20;
    let failed = |_| Error::Failed { program, detail: detail(&said) };
    let file = File::open(&job.output).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(job.limits.bytes + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > job.limits.bytes {
        return Err(Error::TooMuch { program, megabytes });
    }
    Ok(bytes)
}

fn wait(child: &mut Child, job: &Job, said: &Path) -> Result<(), Error> {
    let (program, limits) = (job.program, job.limits);
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) => return Err(Error::Failed { program, detail: detail(said) }),
            Ok(None) => thread::sleep(PAUSE),
            Err(source) => return Err(Error::Run { program, source }),
        }
        let size = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
        if size(&job.output).max(size(said)) > limits.bytes {
            return Err(Error::TooMuch { program, megabytes: limits.bytes >> 20 });
        }
        if start.elapsed() > limits.time {
            return Err(Error::TimedOut { program, seconds: limits.time.as_secs() });
        }
    }
}

/// What the program said last, where it said anything.
fn detail(said: &Path) -> String {
    let mut text = Vec::new();
    if let Ok(file) = File::open(said) {
        // What cannot be read is not said; the error is told anyway.
        let _ = file.take(MOST_WORDS).read_to_end(&mut text);
    }
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.len().saturating_sub(6);
    lines.into_iter().skip(last).collect::<Vec<_>>().join("\n").chars().take(600).collect()
}

/// A group of its own, so that all of it can be ended.
#[cfg(unix)]
fn alone(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn alone(_: &mut Command) {}

/// Ends the program and what it started. It has not been waited for, so its number is still its own.
fn end(child: &mut Child) {
    let id = child.id().to_string();
    let mut command = if cfg!(windows) {
        let mut command = Command::new("taskkill");
        command.args(["/T", "/F", "/PID", &id]);
        command
    } else {
        let mut command = Command::new("kill");
        command.args(["-KILL", "--", &format!("-{id}")]);
        command
    };
    // A group that has ended already is what is wanted.
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(script: &str, limits: Limits) -> (Result<Vec<u8>, Error>, tempfile::TempDir) {
        let room = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let output = room.path().join("out");
        let job = Job { program: Program::Typst, command, room: room.path(), output, limits };
        (finish(job), room)
    }

    const WIDE: Limits = Limits { time: Duration::from_secs(20), bytes: 1 << 20 };

    #[test]
    fn what_a_program_writes_is_the_answer() {
        assert_eq!(run("printf xin-chào > out", WIDE).0.unwrap(), "xin-chào".as_bytes());
    }

    #[test]
    fn a_program_that_fails_or_writes_nothing_is_told_in_its_own_words() {
        for script in ["echo 'cannot load' >&2; exit 3", "echo 'cannot load'"] {
            let (answer, _room) = run(script, WIDE);
            assert!(matches!(answer, Err(Error::Failed { detail, .. }) if detail == "cannot load"));
        }
    }

    #[test]
    fn a_program_without_end_is_ended_with_what_it_started() {
        let start = Instant::now();
        let limits = Limits { time: Duration::from_millis(300), ..WIDE };
        let (answer, room) = run("sh -c 'sleep 30; touch late' & echo $! > child; sleep 30", limits);
        assert!(matches!(answer, Err(Error::TimedOut { .. })));
        assert!(start.elapsed() < Duration::from_secs(15));
        let child = fs::read_to_string(room.path().join("child")).unwrap();
        // Dead, or a body that nobody has buried yet.
        let state = fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z ") || cfg!(not(target_os = "linux")), "{state}");
    }

    #[test]
    fn a_program_that_writes_without_end_is_ended() {
        let limits = Limits { bytes: 100_000, ..WIDE };
        for script in ["while :; do printf %01000d 1; done > out", "while :; do printf %01000d 1; done"] {
            assert!(matches!(run(script, limits).0, Err(Error::TooMuch { .. })), "{script}");
        }
        assert!(matches!(run("head -c 100001 /dev/zero > out", limits).0, Err(Error::TooMuch { .. })));
    }
}
