//! Where the working tree differs from the index. Folders are walked on all processors; the files
//! in them are compared with what git saw last, and read only where that differs.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use git2::{ObjectType, Oid};

use super::super::index::{Entry, Index, Stat};
use super::super::{ObjectId, Repo};
use super::{Here, SCOPE, StatusError};

/// Deeper than this nobody's plans lie; it bounds the walk.
const DEPTH: usize = 16;
/// With fewer files than this, threads cost more than they bring.
const FEW: usize = 256;

/// Larger files are taken for edited without reading them.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What the working tree has.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// By position in the index; what is not in it is missing.
    found: Vec<Here>,
    /// Files that the index does not know.
    pub(super) untracked: BTreeSet<String>,
}

impl Walked {
    pub(super) fn found(&self, at: usize) -> Here {
        self.found.get(at).copied().unwrap_or_default()
    }
}

/// Looks at every plan file of the working tree.
pub(super) fn walk(repo: &Repo, index: &Index, written: Option<&Metadata>) -> Result<Walked, StatusError> {
    let look = Look { root: repo.root(), index, written: written.map(modified) };
    let mut part = Part::default();
    let mut folders = Vec::new();
    for name in SCOPE {
        look.top(name, &mut part, &mut folders);
    }
    // The first levels are few; below them there is enough for every processor.
    while index.entries.len() > FEW
        && !folders.is_empty()
        && folders.len() < 64
        && folders.iter().any(|folder| folder.depth < 3)
    {
        let level = std::mem::take(&mut folders);
        for folder in level {
            look.folder(&folder, &mut part, &mut folders)?;
        }
    }
    let parts = in_parallel(&look, &folders)?;
    let mut walked = Walked { found: vec![Here::Missing; index.entries.len()], untracked: BTreeSet::new() };
    for (at, entry) in index.entries.iter().enumerate() {
        if let (true, Some(here)) = (entry.is_skipped, walked.found.get_mut(at)) {
            *here = Here::Same;
        }
    }
    for part in parts.into_iter().chain([part]) {
        walked.untracked.extend(part.untracked);
        for (at, here) in part.found {
            if let Some(place) = walked.found.get_mut(at) {
                *place = here;
            }
        }
    }
    Ok(walked)
}

fn in_parallel(look: &Look<'_>, folders: &[Folder]) -> Result<Vec<Part>, StatusError> {
    // Counting processors reads files too, so it is not done for a few.
    let is_much = look.index.entries.len() > FEW;
    let threads =
        if is_much { std::thread::available_parallelism().map_or(1, usize::from).min(8) } else { 1 };
    let next = AtomicUsize::new(0);
    let work = || -> Result<Part, StatusError> {
        let mut part = Part::default();
        while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut open = vec![folder.clone()];
            while let Some(folder) = open.pop() {
                look.folder(&folder, &mut part, &mut open)?;
            }
        }
        Ok(part)
    };
    if threads == 1 {
        return Ok(vec![work()?]);
    }
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut parts = vec![work()?];
        for other in others {
            // A panic on another thread is a panic here.
            parts.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(parts)
    })
}

/// What one thread found.
#[derive(Default)]
struct Part {
    found: Vec<(usize, Here)>,
    untracked: Vec<String>,
}

#[derive(Clone)]
struct Folder {
    path: PathBuf,
    /// From the root, with a final `/`.
    inside: String,
    depth: usize,
}

struct Look<'l> {
    root: &'l Path,
    index: &'l Index,
    /// When the index was written: a file as young as this may have changed unseen.
    written: Option<(u32, u32)>,
}

impl Look<'_> {
    fn top(&self, name: &str, part: &mut Part, folders: &mut Vec<Folder>) {
        let path = self.root.join(name);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                folders.push(Folder { path, inside: format!("{name}/"), depth: 1 });
            }
            Ok(metadata) => self.file(&path, name.to_owned(), &metadata, part),
            Err(_) => {}
        }
    }

    fn folder(&self, folder: &Folder, part: &mut Part, below: &mut Vec<Folder>) -> Result<(), StatusError> {
        let failed = |source| StatusError::Walk { path: folder.path.clone(), source };
        let entries = match fs::read_dir(&folder.path) {
            // It went away while we looked.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let inside = format!("{}{name}", folder.inside);
            if !entry.file_type().map_err(failed)?.is_dir() {
                if let Ok(metadata) = entry.metadata() {
                    self.file(&entry.path(), inside, &metadata, part);
                }
            } else if !name.starts_with('.') && folder.depth < DEPTH {
                let (path, depth) = (entry.path(), folder.depth + 1);
                below.push(Folder { path, inside: format!("{inside}/"), depth });
            }
        }
        Ok(())
    }

    fn file(&self, path: &Path, inside: String, metadata: &Metadata, part: &mut Part) {
        let Some(at) = self.index.find(inside.as_bytes()) else {
            let name = inside.rsplit('/').next().unwrap_or_default();
            if !name.starts_with('.') && metadata.is_file() {
                part.untracked.push(inside);
            }
            return;
        };
        let Some(entry) = self.index.entries.get(at) else { return };
        part.found.push((at, self.compare(path, metadata, entry)));
    }

    fn compare(&self, path: &Path, metadata: &Metadata, entry: &Entry) -> Here {
        if entry.is_intent {
            return Here::Other(None);
        }
        let is_racy = self.written.is_some_and(|written| entry.stat.modified >= written);
        if !is_racy && same(&entry.stat, metadata) {
            return Here::Same;
        }
        match hash(path) {
            Some(id) if id == entry.id => Here::Same,
            id => Here::Other(id),
        }
    }
}

/// Does the working tree's file have the content of this blob?
pub(in crate::git) fn has_content(repo: &Repo, path: &str, id: ObjectId) -> bool {
    hash(&repo.root().join(path)) == Some(id)
}

/// The blob id of a file, with the line ends that the repository keeps.
fn hash(path: &Path) -> Option<ObjectId> {
    let metadata = fs::symlink_metadata(path).ok()?;
    let bytes = if metadata.is_symlink() {
        fs::read_link(path).ok()?.to_str()?.as_bytes().to_vec()
    } else if metadata.len() > LARGEST {
        return None;
    } else {
        fs::read(path).ok()?
    };
    let bytes = if bytes.windows(2).any(|pair| pair == b"\r\n") { without_cr(&bytes) } else { bytes };
    Oid::hash_object(ObjectType::Blob, &bytes).ok().map(ObjectId::from)
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if *byte != b'\r' || rest.peek() != Some(&&b'\n') {
            kept.push(*byte);
        }
    }
    kept
}

#[expect(clippy::cast_possible_truncation, reason = "git keeps the low 32 bits of each number")]
fn size(metadata: &Metadata) -> u32 {
    metadata.len() as u32
}

#[cfg(unix)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "git keeps the low 32 bits of each number"
)]
fn same(stat: &Stat, metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let changed = (metadata.ctime() as u32, metadata.ctime_nsec() as u32);
    stat.size == size(metadata)
        && stat.modified == modified(metadata)
        && stat.changed == changed
        && stat.inode == metadata.ino() as u32
        && stat.mode & 0o170_000 == metadata.mode() & 0o170_000
}

#[cfg(not(unix))]
fn same(stat: &Stat, metadata: &Metadata) -> bool {
    stat.size == size(metadata) && stat.modified.0 == modified(metadata).0
}

#[cfg(unix)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "git keeps the low 32 bits of each number"
)]
fn modified(metadata: &Metadata) -> (u32, u32) {
    use std::os::unix::fs::MetadataExt;
    (metadata.mtime() as u32, metadata.mtime_nsec() as u32)
}

#[cfg(not(unix))]
#[expect(clippy::cast_possible_truncation, reason = "git keeps the low 32 bits of each number")]
fn modified(metadata: &Metadata) -> (u32, u32) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or((0, 0), |since| (since.as_secs() as u32, since.subsec_nanos()))
}
