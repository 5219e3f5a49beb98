//! Following the working tree: waits for saves and hands out what was saved, once for each.
//!
//! The loop takes raw events ([`event`] makes saves of them), reads the files that are due, and
//! passes on only those whose content is not the content that it passed on before. Where the
//! system gives no events (network drives, no watches left) it looks from time to time.
//!
//! It does not know what a plan is: the caller says which paths matter.

pub mod event;
mod mount;
mod poll;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use event::{Coalescer, Pace, Signal, classify};
use poll::Poller;

/// A file that vanished or is empty may be half a save: it is believed only after this time.
const DOUBT: Duration = Duration::from_millis(150);
/// When to look into a new folder: before and after the system surely reports on it.
const NEW_FOLDER: [Duration; 2] = [Duration::from_millis(30), Duration::from_millis(400)];
/// What is longer than this is no text that people write; it is not read.
pub const LONGEST: u64 = 32 << 20;

/// What to follow.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The folder whose own files are followed, without what is in its other folders.
    pub root: &'a Path,
    /// The folder below the root that is followed with all that is in it; may appear later.
    pub tree: &'a str,
    /// Which files matter.
    pub wanted: fn(&Path) -> bool,
}

/// How to learn of saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system reports them.
    Events,
    /// Looking at this interval.
    Polling(Duration),
}

/// Why watching could not begin or go on.
#[derive(Debug)]
pub enum WatchError {
    /// The folder cannot be followed.
    Follow { path: PathBuf, source: notify::Error },
    /// The signal of Ctrl-C cannot be taken.
    TakeInterrupt { source: ctrlc::Error },
}

impl std::fmt::Display for WatchError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WatchError::Follow { path, .. } => write!(out, "cannot follow {}", path.display()),
            WatchError::TakeInterrupt { .. } => out.write_str("cannot take the signal of Ctrl-C"),
        }
    }
}

impl std::error::Error for WatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WatchError::Follow { source, .. } => Some(source),
            WatchError::TakeInterrupt { source } => Some(source),
        }
    }
}

/// One file as it was found after a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    pub path: PathBuf,
    pub content: Content,
}

/// What stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// There is no file of this name any more.
    Gone,
    /// It cannot be read; the system's own words.
    Unreadable(String),
    /// Longer than any text that people write.
    TooLong(u64),
}

/// What the loop is told from outside.
enum Message {
    Signals(Vec<Signal>),
    Stop,
}

/// A running watch.
pub struct Watch<'a> {
    scope: Scope<'a>,
    means: Means,
    source: Source,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    start: Instant,
    coalescer: Coalescer,
    /// New folders, with the moments at which to look into them.
    folders: Vec<(Duration, PathBuf)>,
    /// Files that are doubted (vanished or empty) and were put off once.
    doubted: Vec<PathBuf>,
    /// The content that was handed out last, by its hash.
    seen: HashMap<PathBuf, u64>,
}

impl<'a> Watch<'a> {
    /// Begins to follow. Asked for events, it still polls on a network drive and where the system
    /// has no more watches; [`Watch::means`] tells.
    pub fn start(scope: Scope<'a>, asked: Means) -> Result<Watch<'a>, WatchError> {
        let (sender, receiver) = channel();
        let mountinfo = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let remote = mount::is_remote(scope.root, &mountinfo);
        let means = if asked == Means::Events && remote { POLLING } else { asked };
        let (source, means) = match means {
            Means::Polling(interval) => (Source::poll(scope, interval, &sender), means),
            Means::Events => match follow(scope, &sender) {
                Ok(watcher) => (Source::Reports(watcher), means),
                // The system has no watches left: looking still works.
                Err(_) if scope.root.is_dir() => (Source::poll(scope, POLLING_INTERVAL, &sender), POLLING),
                Err(error) => return Err(error),
            },
        };
        Ok(Watch {
            scope,
            means,
            source,
            sender,
            receiver,
            start: Instant::now(),
            coalescer: Coalescer::new(Pace::USUAL),
            folders: Vec::new(),
            doubted: Vec::new(),
            seen: HashMap::new(),
        })
    }

    /// How it learns of saves.
    pub fn means(&self) -> Means {
        self.means
    }

    /// Ends the watch at Ctrl-C: `next` then gives nothing more.
    pub fn stop_at_interrupt(&self) -> Result<(), WatchError> {
        let sender = self.sender.clone();
        // A send fails only where the watch has ended already.
        ctrlc::set_handler(move || drop(sender.send(Message::Stop)))
            .map_err(|source| WatchError::TakeInterrupt { source })
    }

    /// Waits for the next saves; several files that are due together come together. None at the
    /// end of the watch.
    pub fn next_saves(&mut self) -> Option<Vec<Save>> {
        loop {
            let mut message = self.receive();
            // All that waits is heard before anything is looked at: it may put a look off.
            while let Some(heard) = message {
                match heard {
                    Message::Signals(signals) => signals.into_iter().for_each(|signal| self.take(signal)),
                    Message::Stop => return None,
                }
                message = self.receiver.try_recv().ok();
            }
            self.look_into_folders();
            let due = self.coalescer.take_due(self.start.elapsed());
            let saves: Vec<Save> = due.into_iter().filter_map(|path| self.look(path)).collect();
            if !saves.is_empty() {
                return Some(saves);
            }
        }
    }

    /// The next message, or nothing where something is due before one comes.
    fn receive(&self) -> Option<Message> {
        let folder = self.folders.iter().map(|(at, _)| *at).min();
        let due = [self.coalescer.next_due(), folder].into_iter().flatten().min();
        let wait = due.map_or(Duration::from_secs(3600), |due| due.saturating_sub(self.start.elapsed()));
        match self.receiver.recv_timeout(wait) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            // Cannot be: this very struct holds a sender.
            Err(RecvTimeoutError::Disconnected) => Some(Message::Stop),
        }
    }

    fn take(&mut self, signal: Signal) {
        let now = self.start.elapsed();
        match signal {
            Signal::Written(path) if self.is_wanted(&path) => self.coalescer.settle(path, now),
            Signal::Renamed(path) if self.is_wanted(&path) => self.coalescer.settle(path, now),
            Signal::Touched(path) if self.is_wanted(&path) => self.coalescer.touch(path, now),
            Signal::Renamed(path) | Signal::Folder(path) => self.expect_folder(path, now),
            Signal::Lost => self.expect_folder(self.scope.root.to_path_buf(), now),
            Signal::Written(_) | Signal::Touched(_) => {}
        }
    }

    fn is_wanted(&self, path: &Path) -> bool {
        (self.scope.wanted)(path)
    }

    fn expect_folder(&mut self, folder: PathBuf, now: Duration) {
        let tree = self.scope.root.join(self.scope.tree);
        if folder == tree {
            self.source.follow_tree(&tree);
        } else if folder != self.scope.root && !folder.starts_with(&tree) {
            return;
        }
        for wait in NEW_FOLDER {
            self.folders.push((now + wait, folder.clone()));
        }
    }

    /// Everything in a new folder may have been saved, and everything that was in a vanished one.
    fn look_into_folders(&mut self) {
        let now = self.start.elapsed();
        let (due, later) = std::mem::take(&mut self.folders).into_iter().partition(|(at, _)| *at <= now);
        self.folders = later;
        let due: Vec<(Duration, PathBuf)> = due;
        for (_, folder) in due {
            let mut files: Vec<PathBuf> =
                self.seen.keys().filter(|path| path.starts_with(&folder)).cloned().collect();
            self.scope.files_below(&folder, &mut files);
            for file in files {
                self.coalescer.settle(file, now);
            }
        }
    }

    /// Reads a file that is due; nothing where its content was handed out already.
    fn look(&mut self, path: PathBuf) -> Option<Save> {
        let content = read(&path);
        let doubtful = match &content {
            Content::Gone => true,
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Unreadable(_) | Content::TooLong(_) => false,
        };
        let was_doubted = self.doubted.iter().position(|doubted| *doubted == path);
        if let Some(at) = was_doubted {
            self.doubted.swap_remove(at);
        } else if doubtful {
            self.doubted.push(path.clone());
            self.coalescer.put_off(path, self.start.elapsed() + DOUBT);
            return None;
        }
        let hash = hash(&content);
        let before = self.seen.insert(path.clone(), hash);
        (before != Some(hash)).then_some(Save { path, content })
    }
}

/// How often to look where the system does not report.
const POLLING_INTERVAL: Duration = Duration::from_secs(2);
/// Looking at the usual interval.
pub const POLLING: Means = Means::Polling(POLLING_INTERVAL);

/// From where the signals come.
enum Source {
    Reports(RecommendedWatcher),
    Looks { _poller: Poller },
}

impl Source {
    fn poll(scope: Scope<'_>, interval: Duration, sender: &Sender<Message>) -> Source {
        Source::Looks { _poller: Poller::start(scope, interval, sender.clone()) }
    }

    /// Follows a tree that has just appeared.
    fn follow_tree(&mut self, tree: &Path) {
        if let Source::Reports(watcher) = self {
            // It may follow the tree already, or the tree may be gone again; both change nothing.
            let _ = watcher.watch(tree, RecursiveMode::Recursive);
        }
    }
}

impl Scope<'_> {
    /// The files that matter in a folder, and in those below it that belong to the tree.
    fn files_below(&self, folder: &Path, found: &mut Vec<PathBuf>) {
        let tree = self.root.join(self.tree);
        // What cannot be listed has nothing to say now; a later event will name it.
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && path.starts_with(&tree) {
                self.files_below(&path, found);
            } else if !is_folder && (self.wanted)(&path) {
                found.push(path);
            }
        }
    }
}

fn follow(scope: Scope<'_>, sender: &Sender<Message>) -> Result<RecommendedWatcher, WatchError> {
    let failed = |source| WatchError::Follow { path: scope.root.to_path_buf(), source };
    let sender = sender.clone();
    let report = move |event: notify::Result<notify::Event>| {
        // An error here is a watch that could not be added: some events will be missing.
        let signals = event.map_or_else(|_| vec![Signal::Lost], |event| classify(&event));
        if !signals.is_empty() {
            // A send fails only where the watch has ended already.
            let _ = sender.send(Message::Signals(signals));
        }
    };
    let mut watcher = RecommendedWatcher::new(report, Config::default()).map_err(failed)?;
    watcher.watch(scope.root, RecursiveMode::NonRecursive).map_err(failed)?;
    let tree = scope.root.join(scope.tree);
    if tree.is_dir() {
        watcher.watch(&tree, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok(watcher)
}

fn read(path: &Path) -> Content {
    match read_file(path) {
        Ok(content) => content,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Content::Gone,
        Err(error) => Content::Unreadable(error.to_string()),
    }
}

fn read_file(path: &Path) -> std::io::Result<Content> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        // Opening a pipe of this name would wait for its writer.
        return Ok(Content::Gone);
    }
    if metadata.len() > LONGEST {
        return Ok(Content::TooLong(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    std::fs::File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Content::Bytes(bytes))
}

fn hash(content: &Content) -> u64 {
    let mut hasher = DefaultHasher::new();
    match content {
        Content::Bytes(bytes) => bytes.hash(&mut hasher),
        Content::Gone => "gone".hash(&mut hasher),
        Content::Unreadable(words) => words.hash(&mut hasher),
        Content::TooLong(length) => length.hash(&mut hasher),
    }
    hasher.finish()
}
