//! From the raw events of the file system to one answer for each save. Pure: no file is touched,
//! and the moment is a parameter (a duration since any fixed start).
//!
//! An editor's save is a burst of events, and every editor has another burst: written in place,
//! written beside and renamed, moved away and written anew. What ends a save is a file that was
//! closed after writing or got its name; then only a short *grace* is waited for. Anything else
//! may be half a save and needs a longer *quiet*. Each event of a path puts its moment off again.
//!
//! ```
//! use caitien::watch::event::{Coalescer, Pace, Signal};
//! use std::time::Duration;
//! let ms = Duration::from_millis;
//! let mut coalescer = Coalescer::new(Pace { grace: ms(5), quiet: ms(30) });
//! coalescer.touch("plan.md".into(), ms(0));
//! coalescer.settle("plan.md".into(), ms(2));
//! assert_eq!(coalescer.next_due(), Some(ms(7)));
//! assert_eq!(coalescer.take_due(ms(7)), [std::path::PathBuf::from("plan.md")]);
//! assert_eq!(Signal::Lost, Signal::Lost);
//! ```
//!
//! It does not know which files matter, nor whether their content changed: the loop does.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind};

/// What one raw event says about a path, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Closed after writing: the save is probably complete.
    Written(PathBuf),
    /// It got or lost this name: a complete save, or a whole folder that moved.
    Renamed(PathBuf),
    /// It changed, and more may follow.
    Touched(PathBuf),
    /// A folder appeared or vanished: what is in it may have no event of its own.
    Folder(PathBuf),
    /// Events were lost: look at everything again.
    Lost,
}

/// What a raw event means; empty for what says nothing about content (reading, our own included).
pub fn classify(event: &Event) -> Vec<Signal> {
    if event.need_rescan() {
        return vec![Signal::Lost];
    }
    let signal: fn(PathBuf) -> Signal = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Signal::Written,
        EventKind::Access(_) => return Vec::new(),
        EventKind::Modify(ModifyKind::Name(_)) => Signal::Renamed,
        // A change of rights or owner is no save.
        EventKind::Modify(ModifyKind::Metadata(_)) => return Vec::new(),
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => Signal::Folder,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => Signal::Touched,
        EventKind::Any | EventKind::Other => Signal::Touched,
    };
    event.paths.iter().cloned().map(signal).collect()
}

/// How long to wait after the last event of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// After a save that looks complete.
    pub grace: Duration,
    /// After anything else.
    pub quiet: Duration,
}

impl Pace {
    /// Measured over the ways in which editors save: one answer for each, mostly within 5 ms.
    pub const USUAL: Pace = Pace { grace: Duration::from_millis(5), quiet: Duration::from_millis(30) };
}

/// The paths that something happened to, each with the moment from which it may be looked at.
#[derive(Clone, Debug)]
pub struct Coalescer {
    pace: Pace,
    due: BTreeMap<PathBuf, Duration>,
}

impl Coalescer {
    pub fn new(pace: Pace) -> Self {
        Coalescer { pace, due: BTreeMap::new() }
    }

    /// A save of this path looks complete.
    pub fn settle(&mut self, path: PathBuf, now: Duration) {
        self.put_off(path, now + self.pace.grace);
    }

    /// Something happened to this path, and more may follow.
    pub fn touch(&mut self, path: PathBuf, now: Duration) {
        self.put_off(path, now + self.pace.quiet);
    }

    /// Looks at this path not before the moment, whatever was planned.
    pub fn put_off(&mut self, path: PathBuf, until: Duration) {
        self.due.insert(path, until);
    }

    /// The next moment at which a path may be looked at.
    pub fn next_due(&self) -> Option<Duration> {
        self.due.values().min().copied()
    }

    /// The paths that are due, in the order of their names; they are forgotten here.
    pub fn take_due(&mut self, now: Duration) -> Vec<PathBuf> {
        let due: Vec<PathBuf> =
            self.due.iter().filter(|(_, at)| **at <= now).map(|(path, _)| path.clone()).collect();
        for path in &due {
            self.due.remove(path);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag, MetadataKind, RenameMode};

    const OPEN: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));
    const READ: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Read));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const DATA: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const RIGHTS: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    const CREATE: EventKind = EventKind::Create(CreateKind::File);
    const REMOVE: EventKind = EventKind::Remove(RemoveKind::File);
    const NAMED: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const AWAY: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));

    /// Plays events `(ms, kind, path)`, looking whenever something is due; gives `ms path` for
    /// each look, which is what a person would see as one answer.
    fn play(events: &[(u64, EventKind, &str)]) -> Vec<String> {
        let mut coalescer = Coalescer::new(Pace::USUAL);
        let mut looks = Vec::new();
        let mut look_until = |coalescer: &mut Coalescer, until: Duration| {
            while let Some(due) = coalescer.next_due().filter(|due| *due < until) {
                for path in coalescer.take_due(due) {
                    looks.push(format!("{} {}", due.as_millis(), path.display()));
                }
            }
        };
        for (at, kind, path) in events {
            let now = Duration::from_millis(*at);
            look_until(&mut coalescer, now);
            for signal in classify(&Event::new(*kind).add_path((*path).into())) {
                match signal {
                    Signal::Written(path) | Signal::Renamed(path) => coalescer.settle(path, now),
                    Signal::Touched(path) | Signal::Folder(path) => coalescer.touch(path, now),
                    Signal::Lost => {}
                }
            }
        }
        look_until(&mut coalescer, Duration::MAX);
        looks
    }

    #[test]
    fn written_in_place_is_one_save_soon_after_closing() {
        let events = [(0, OPEN, "a"), (0, DATA, "a"), (2, DATA, "a"), (4, DATA, "a"), (4, CLOSE, "a")];
        assert_eq!(play(&events), ["9 a"]);
    }

    #[test]
    fn written_beside_and_renamed_is_one_save_of_the_name() {
        let events = [(0, CREATE, "t"), (1, DATA, "t"), (3, AWAY, "t"), (3, NAMED, "a")];
        assert_eq!(play(&events), ["8 a", "8 t"]);
    }

    #[test]
    fn moved_away_and_written_anew_is_one_save() {
        let vim = [(0, AWAY, "a"), (0, NAMED, "a~"), (1, CREATE, "a"), (2, DATA, "a"), (3, CLOSE, "a")];
        let looks: Vec<String> = play(&vim).into_iter().filter(|look| look.ends_with(" a")).collect();
        assert_eq!(looks, ["8 a"]);
    }

    #[test]
    fn a_file_that_stays_open_is_looked_at_when_it_is_quiet() {
        assert_eq!(play(&[(0, DATA, "a"), (10, DATA, "a"), (20, DATA, "a")]), ["50 a"]);
    }

    #[test]
    fn reading_and_change_of_rights_are_no_saves() {
        assert_eq!(play(&[(0, OPEN, "a"), (1, READ, "a"), (2, RIGHTS, "a")]), [""; 0]);
    }

    #[test]
    fn removal_waits_for_a_possible_return() {
        assert_eq!(play(&[(0, REMOVE, "a")]), ["30 a"]);
        assert_eq!(play(&[(0, REMOVE, "a"), (10, CREATE, "a"), (11, CLOSE, "a")]), ["16 a"]);
    }

    #[test]
    fn each_file_of_a_burst_is_looked_at_once() {
        let events = [(0, CLOSE, "a"), (0, CLOSE, "b"), (1, CLOSE, "c")];
        assert_eq!(play(&events), ["5 a", "5 b", "6 c"]);
    }

    #[test]
    fn an_overflow_means_to_look_at_everything() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(classify(&event), [Signal::Lost]);
    }
}
