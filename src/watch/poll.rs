//! Learning of saves by looking from time to time: for network drives, and where the system has no
//! watches left.
//!
//! A file was saved where its time of writing (in full, not in seconds) or its length is another
//! than at the last look. The library's own polling compares whole seconds and would miss the
//! second of two quick saves.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use super::event::Signal;
use super::{Message, Scope};

/// What tells one state of a file from another.
type Stamp = (Option<SystemTime>, u64);

/// A thread that looks; it ends when this is dropped.
pub(super) struct Poller {
    _end: Sender<()>,
}

impl Poller {
    /// Looks once now, and then at every interval.
    pub(super) fn start(scope: Scope<'_>, interval: Duration, report: Sender<Message>) -> Poller {
        let (root, tree, wanted) = (scope.root.to_path_buf(), scope.tree.to_owned(), scope.wanted);
        let look = move || stamps(Scope { root: &root, tree: &tree, wanted });
        let mut before = look();
        let (end, ended) = channel();
        std::thread::spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(interval) {
                let now = look();
                let signals = changes(&before, &now);
                before = now;
                if !signals.is_empty() && report.send(Message::Signals(signals)).is_err() {
                    return;
                }
            }
        });
        Poller { _end: end }
    }
}

fn changes(before: &HashMap<PathBuf, Stamp>, now: &HashMap<PathBuf, Stamp>) -> Vec<Signal> {
    let saved = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    saved.chain(gone).cloned().map(Signal::Touched).collect()
}

fn stamps(scope: Scope<'_>) -> HashMap<PathBuf, Stamp> {
    let mut files = Vec::new();
    scope.files_below(scope.root, &mut files);
    files.into_iter().filter_map(|path| stamp(&path).map(|stamp| (path, stamp))).collect()
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_time_or_length_is_a_save_and_so_is_a_loss() {
        let stamp = |length| (Some(SystemTime::UNIX_EPOCH), length);
        let map = |entries: &[(&str, u64)]| {
            entries.iter().map(|(path, length)| (PathBuf::from(path), stamp(*length))).collect()
        };
        let mut told = changes(&map(&[("a", 1), ("b", 2), ("c", 3)]), &map(&[("a", 1), ("b", 9), ("d", 1)]));
        told.sort_by_key(|signal| format!("{signal:?}"));
        let touched = |path: &str| Signal::Touched(path.into());
        assert_eq!(told, [touched("b"), touched("c"), touched("d")]);
    }
}
