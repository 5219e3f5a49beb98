//! What this clone has seen: judge it all now and write down what is new; list it; write it into a file for another
//! reader; hold it against what another reader has seen.
//!
//! Two readers who are shown two histories each find their own in order. They find out by comparing: a name with two
//! objects, a place in the chain with two approvals, a serial with two records, a school with two roots.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::verify::{self, Examined, Scope, examine};
use crate::approval::{Hash, Id};
use crate::folder;
use crate::git::Repo;
use crate::git::seen::Seen;

/// The first line of the file that readers exchange.
const HEAD: &str = "caitien-seen 1";

/// Why it could not be done.
#[derive(Debug)]
pub enum Error {
    Verify(verify::Error),
    Folder(folder::Error),
    /// The file is not one that `remember --write` wrote.
    NotSeen {
        path: String,
        line: usize,
    },
    /// The git directory cannot be written.
    NotWritten,
}

impl From<verify::Error> for Error {
    fn from(error: verify::Error) -> Error {
        Error::Verify(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Error {
        Error::Folder(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Verify(source) => source.fmt(out),
            Error::Folder(source) => source.fmt(out),
            Error::NotSeen { path, line } => {
                write!(out, "`{path}`, line {line}: not what `remember --write` writes")
            }
            Error::NotWritten => write!(out, "the git directory cannot be written"),
        }
    }
}

impl std::error::Error for Error {}

/// What judging everything now gives.
#[derive(Debug)]
pub struct Remembered {
    pub examined: Examined,
    /// All that is remembered, what is new included.
    pub seen: Vec<Seen>,
}

impl Remembered {
    /// Is something that was seen here gone, or another one now?
    pub fn has_losses(&self) -> bool {
        use crate::approval::notice::NoticeVerdict;
        use crate::approval::trust::Violation;
        use crate::approval::verdict::{Break, Verdict};
        let lost = |what: &Break| {
            matches!(
                what,
                Break::Gone { .. } | Break::Changed { .. } | Break::Received { .. } | Break::Named { .. }
            )
        };
        let approval = |verdict: &Verdict| match verdict {
            Verdict::BrokenChain { what } => lost(what),
            Verdict::TrustViolation { what } => matches!(what, Violation::Forgotten { .. }),
            _ => false,
        };
        self.examined.judged.iter().any(|one| approval(&one.verdict))
            || self.examined.notices().any(|one| match &one.verdict {
                NoticeVerdict::BrokenChain { what } => lost(what),
                _ => false,
            })
    }
}

/// Judges everything and writes down what is new.
pub fn remember(repo: &Repo) -> Result<Remembered, Error> {
    let examined = examine(repo, &Scope::All, &[])?;
    if !examined.remembered {
        return Err(Error::NotWritten);
    }
    Ok(Remembered { examined, seen: repo.seen() })
}

/// Writes what was seen into a new file.
pub fn write(seen: &[Seen], path: &Path) -> Result<(), Error> {
    let lines: BTreeSet<String> = seen.iter().map(Seen::line).collect();
    let mut text = format!("{HEAD}\n");
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    Ok(folder::create(path, text.as_bytes())?)
}

/// Reads what another reader wrote; every line must be one.
pub fn read(path: &Path) -> Result<Vec<Seen>, Error> {
    let text = folder::read_text(path)?;
    let flaw = |line: usize| Error::NotSeen { path: path.display().to_string(), line: line + 1 };
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, line)| line != HEAD) {
        return Err(flaw(0));
    }
    lines.map(|(at, line)| Seen::read(line).ok_or_else(|| flaw(at))).collect()
}

/// What cannot both be true of one history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// One school, two roots.
    Root { school: String, here: Hash, there: Hash },
    /// One name, two tags.
    Name { tag: String, here: Id, there: Id },
    /// One predecessor, two approvals that follow it.
    Successor { sequence: u64, here: (String, Id), there: (String, Id) },
    /// One serial, two trust records.
    Record { school: String, serial: u32, here: Id, there: Id },
}

impl Difference {
    /// The stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Difference::Root { .. } => "root",
            Difference::Name { .. } => "name",
            Difference::Successor { .. } => "successor",
            Difference::Record { .. } => "record",
        }
    }
}

/// Two readers' memories held against each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub differences: Vec<Difference>,
    /// What only one of them has seen: no contradiction, but one of them has less than there is.
    pub only_here: Vec<Seen>,
    pub only_there: Vec<Seen>,
}

/// Holds what was seen here against what another reader has seen.
pub fn compare(here: &[Seen], there: &[Seen]) -> Compared {
    let (one, other) = (Index::of(here), Index::of(there));
    let mut differences = Vec::new();
    for (school, roots) in &one.roots {
        let theirs = other.roots.get(school);
        let new = theirs.iter().flat_map(|theirs| theirs.difference(roots)).next();
        if let (Some(here), Some(there)) = (roots.first(), new) {
            differences.push(Difference::Root { school: school.clone(), here: *here, there: *there });
        }
    }
    for (key, here) in &one.tags {
        if let Some(there) = other.tags.get(key).filter(|there| *there != here) {
            differences.push(Difference::Name { tag: key.1.clone(), here: *here, there: *there });
        }
    }
    for (key, here) in &one.places {
        if let Some(there) = other.places.get(key).filter(|there| *there != here) {
            let (here, there) = (here.clone(), there.clone());
            differences.push(Difference::Successor { sequence: key.2, here, there });
        }
    }
    for (key, here) in &one.records {
        if let Some(there) = other.records.get(key).filter(|there| *there != here) {
            let (school, serial) = (key.1.clone(), key.2);
            differences.push(Difference::Record { school, serial, here: *here, there: *there });
        }
    }
    let only = |one: &[Seen], other: &[Seen]| {
        let other: BTreeSet<&Seen> = other.iter().collect();
        let own: BTreeSet<&Seen> = one.iter().filter(|seen| !other.contains(*seen)).collect();
        own.into_iter().cloned().collect()
    };
    Compared { differences, only_here: only(here, there), only_there: only(there, here) }
}

/// What one reader has seen, to be looked up. Where a memory holds two objects of a name, the first one seen counts.
#[derive(Default)]
struct Index {
    roots: BTreeMap<String, BTreeSet<Hash>>,
    tags: BTreeMap<(Hash, String), Id>,
    /// By root, school and sequence.
    places: BTreeMap<(Hash, String, u64), (String, Id)>,
    records: BTreeMap<(Hash, String, u32), Id>,
}

impl Index {
    fn of(seen: &[Seen]) -> Index {
        let mut index = Index::default();
        for seen in seen {
            let (Seen::Approval { root, .. } | Seen::Notice { root, .. } | Seen::Record { root, .. }) = seen;
            let school = school(seen);
            index.roots.entry(school.clone()).or_default().insert(*root);
            match seen {
                Seen::Approval { tag, id, sequence, .. } => {
                    index.tags.entry((*root, tag.clone())).or_insert(*id);
                    index.places.entry((*root, school, *sequence)).or_insert((tag.clone(), *id));
                }
                Seen::Notice { tag, id, .. } => {
                    index.tags.entry((*root, tag.clone())).or_insert(*id);
                }
                Seen::Record { serial, blob, .. } => {
                    index.records.entry((*root, school, *serial)).or_insert(*blob);
                }
            }
        }
        index
    }
}

/// The school that was seen.
pub fn school(seen: &Seen) -> String {
    match seen {
        Seen::Record { school, .. } => school.clone(),
        Seen::Approval { tag, .. } | Seen::Notice { tag, .. } => {
            tag.split('/').nth(1).unwrap_or_default().to_owned()
        }
    }
}
