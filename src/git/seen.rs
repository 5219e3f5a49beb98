//! What this clone remembers of approvals and trust: in the git directory, outside every tree.
//!
//! - `caitien.<school>.root` in the clone's own git configuration pins a school's root.
//! - `caitien/seen` in the common git directory (all linked worktrees share it) lists approvals, notices and
//!   trust records that were in order when they were judged here, one line each. It only grows: one
//!   write appends whole lines, so that two processes at once lose nothing.
//! - `caitien/bundles`, of the same form, lists what was in order in bundles. The repository itself need not
//!   have it, so nothing is missing where it has not; but a bundle that has less is an older one.
//! - `caitien/lock` keeps two approvals of one clone apart.
//!
//! Nothing here is needed to judge: where the directory cannot be written, less is noticed later.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use super::{Error, Repo};
use crate::approval::{Hash, Id};

/// What was in order in bundles.
const BUNDLES: &str = "bundles";

/// One thing that was seen, under one root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// An approval that was in order.
    Approval { root: Hash, tag: String, id: Id, sequence: u64 },
    /// A notice that was in order: about which approval's tag object, and made with which key.
    Notice { root: Hash, tag: String, id: Id, approval: Id, key: String },
    /// A granted trust record.
    Record { root: Hash, school: String, serial: u32, blob: Id },
}

impl Seen {
    /// One line, without its end.
    pub fn line(&self) -> String {
        match self {
            Seen::Approval { root, tag, id, sequence } => format!("approval {root} {tag} {id} {sequence} ."),
            Seen::Notice { root, tag, id, approval, key } => {
                format!("notice {root} {tag} {id} {approval} {key} .")
            }
            Seen::Record { root, school, serial, blob } => {
                format!("record {root} {school} {serial} {blob} .")
            }
        }
    }

    /// A line that was cut off by a full disk is no line: the dot at its end is missing.
    pub fn read(line: &str) -> Option<Seen> {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["approval", root, tag, id, sequence, "."] => Some(Seen::Approval {
                root: root.parse().ok()?,
                tag: (*tag).to_owned(),
                id: id.parse().ok()?,
                sequence: sequence.parse().ok()?,
            }),
            ["notice", root, tag, id, approval, key, "."] => Some(Seen::Notice {
                root: root.parse().ok()?,
                tag: (*tag).to_owned(),
                id: id.parse().ok()?,
                approval: approval.parse().ok()?,
                key: (*key).to_owned(),
            }),
            ["record", root, school, serial, blob, "."] => Some(Seen::Record {
                root: root.parse().ok()?,
                school: (*school).to_owned(),
                serial: serial.parse().ok()?,
                blob: blob.parse().ok()?,
            }),
            _ => None,
        }
    }
}

/// The pinned roots as they stand in git's configuration, read once.
pub struct Pins {
    config: git2::Config,
}

impl Pins {
    /// The pinned root of a school; None where none is pinned, or what stands there is none.
    pub fn root(&self, school: &str) -> Option<Hash> {
        Hash::parse_typed(&self.config.get_string(&key(school)).ok()?)
    }
}

fn key(school: &str) -> String {
    format!("caitien.{school}.root")
}

impl Repo {
    /// The roots that this clone trusts.
    pub fn pins(&self) -> Result<Pins, Error> {
        let config = self.inner.config().and_then(|mut config| config.snapshot());
        Ok(Pins { config: config.map_err(|source| Error::read_ref("config", &source))? })
    }

    /// Pins a school's root in the clone's own configuration.
    pub fn pin(&self, school: &str, root: Hash) -> Result<(), Error> {
        self.set_config(&key(school), &root.to_string())
    }

    /// All that was seen here; nothing where nothing can be read, and nothing while it is noted what a
    /// judgement reads: others have not this memory.
    pub fn seen(&self) -> Vec<Seen> {
        if self.is_noting() {
            return Vec::new();
        }
        String::from_utf8_lossy(&self.seen_text()).lines().filter_map(Seen::read).collect()
    }

    /// What was in order in the bundles that were judged here: never a part of this repository.
    pub fn seen_in_bundles(&self) -> Vec<Seen> {
        let bytes = std::fs::read(self.own_file(BUNDLES)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).lines().filter_map(Seen::read).collect()
    }

    /// The memory as it is written; empty where there is none.
    pub(super) fn seen_text(&self) -> Vec<u8> {
        std::fs::read(self.own_file("seen")).unwrap_or_default()
    }

    /// Every pinned root as it is written, with its key.
    pub(super) fn pinned_texts(&self) -> Result<Vec<(String, String)>, Error> {
        let failed = |source: git2::Error| Error::read_ref("config", &source);
        let mut config = self.inner.config().map_err(failed)?;
        let config = config.snapshot().map_err(failed)?;
        let mut found = Vec::new();
        let entries = config.entries(Some("^caitien\\.")).map_err(failed)?;
        entries
            .for_each(|entry| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                found.push((text(entry.name_bytes()), text(entry.value_bytes())));
            })
            .map_err(failed)?;
        Ok(found)
    }

    /// Remembers what is new. What was only looked at, its objects taken by their names, is not; and what a push
    /// would bring is not remembered: it may yet be refused, and would then look as if it had vanished.
    pub fn remember(&self, new: &[Seen]) -> io::Result<()> {
        let is_passing = self.is_assumed() || self.is_noting() || self.is_nowhere();
        if new.is_empty() || is_passing || super::ONLY_LOOKS.load(Ordering::Relaxed) {
            return Ok(());
        }
        let path = self.own_file(if self.is_viewed() { BUNDLES } else { "seen" });
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(&path)?;
        // A line that was cut off must not swallow the next one; empty lines are passed over.
        let mut text = String::from(if file.metadata()?.len() > 0 { "\n" } else { "" });
        for seen in new {
            text.push_str(&seen.line());
            text.push('\n');
        }
        file.write_all(text.as_bytes())
    }

    /// Waits until no other process approves in this clone; the lock falls with the value, or with
    /// the process.
    pub fn lock_approvals(&self) -> io::Result<Lock> {
        let path = self.own_file("lock");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
        file.lock()?;
        Ok(Lock { _file: file })
    }

    pub(super) fn own_file(&self, name: &str) -> PathBuf {
        self.common_dir().join("caitien").join(name)
    }
}

/// Held while an approval is made.
pub struct Lock {
    _file: File,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::hex::Hex;

    #[test]
    fn lines_are_read_back_and_broken_ones_are_none() {
        let approval = Seen::Approval {
            root: Hex([1; 32]),
            tag: "approved/th-a/2023-2024/v1".into(),
            id: Hex([2; 20]),
            sequence: 3,
        };
        let record =
            Seen::Record { root: Hex([1; 32]), school: "th-a".into(), serial: 2, blob: Hex([4; 20]) };
        let notice = Seen::Notice {
            root: Hex([1; 32]),
            tag: "withdrawn/th-a/2023-2024/v1".into(),
            id: Hex([2; 20]),
            approval: Hex([3; 20]),
            key: "SHA256:abc".into(),
        };
        for seen in [approval, record, notice] {
            let line = seen.line();
            assert_eq!(Seen::read(&line), Some(seen));
            assert!((0..line.len()).all(|end| Seen::read(&line[..end]).is_none()), "{line}");
        }
        assert_eq!(Seen::read(""), None);
    }
}
