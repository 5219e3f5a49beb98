//! The index file as bytes: which files git knows, what they looked like when it last looked, and
//! which of HEAD's trees it knows to be the same.
//!
//! libgit2 reads the index too, but hashes the whole file first and keeps what it knows about trees
//! to itself; in a repository of thousands of plans that is most of the time `status` takes. What is
//! not understood here (a split or sparse index, unknown extensions) is no error: [`Index::parse`]
//! gives None, and the caller asks the `git` program.
//!
//! Nothing is written.

use super::ObjectId;

/// A parsed index.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Sorted by path, as git keeps them.
    pub(super) entries: Vec<Entry>,
    /// What is known of whole folders; None where the index keeps no such knowledge.
    pub(super) root: Option<KnownTree>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: Vec<u8>,
    pub(super) id: ObjectId,
    pub(super) stat: Stat,
    /// Part of an unresolved merge.
    pub(super) is_conflict: bool,
    /// Not to be looked at: a sparse checkout left it out, or somebody said so.
    pub(super) is_skipped: bool,
    /// Announced by `git add -N`: there is no content in the index yet.
    pub(super) is_intent: bool,
}

/// What `lstat` said when git last looked. All numbers are cut to 32 bits, as git does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) changed: (u32, u32),
    pub(super) modified: (u32, u32),
    pub(super) inode: u32,
    pub(super) mode: u32,
    pub(super) size: u32,
}

/// A folder's tree object, where the index knows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct KnownTree {
    pub(super) name: Vec<u8>,
    /// None where a file below was staged since.
    pub(super) id: Option<ObjectId>,
    pub(super) folders: Vec<KnownTree>,
}

const TREE: &[u8] = b"TREE";
/// Extensions that may be passed over: caches, and knowledge that is not needed here.
const HARMLESS: &[&[u8]] = &[b"REUC", b"UNTR", b"FSMN", b"EOIE", b"IEOT"];

impl Index {
    /// Reads the bytes of an index file; None where they are not understood.
    pub(super) fn parse(bytes: &[u8]) -> Option<Index> {
        let mut reader = Reader { bytes: bytes.get(..bytes.len().checked_sub(20)?)?, at: 0 };
        if reader.take(4)? != b"DIRC" {
            return None;
        }
        let version = reader.number()?;
        let count = usize::try_from(reader.number()?).ok()?;
        if !(2..=4).contains(&version) {
            return None;
        }
        // An entry has at least 62 bytes: a lying count cannot make us reserve more.
        let mut entries: Vec<Entry> = Vec::with_capacity(count.min(bytes.len() / 62));
        for _ in 0..count {
            let before = entries.last().map_or(&[][..], |entry| entry.path.as_slice());
            let entry = reader.entry(version, before)?;
            entries.push(entry);
        }
        Some(Index { entries, root: reader.extensions()? })
    }

    /// The entry of a path.
    pub(super) fn find(&self, path: &[u8]) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.path.as_slice().cmp(path)).ok()
    }

    /// The positions of all entries whose paths begin with `prefix`.
    pub(super) fn under(&self, prefix: &[u8]) -> std::ops::Range<usize> {
        let start = self.entries.partition_point(|entry| entry.path.as_slice() < prefix);
        let rest = self.entries.get(start..).unwrap_or_default();
        start..start + rest.partition_point(|entry| entry.path.starts_with(prefix))
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    fn id(&mut self) -> Option<ObjectId> {
        Some(ObjectId::new(self.take(20)?.try_into().ok()?))
    }

    /// Up to the next byte of this value, which is passed over.
    fn until(&mut self, end: u8) -> Option<&'b [u8]> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest.iter().position(|byte| *byte == end)?;
        self.at += length + 1;
        rest.get(..length)
    }

    fn entry(&mut self, version: u32, before: &[u8]) -> Option<Entry> {
        let start = self.at;
        let changed = (self.number()?, self.number()?);
        let modified = (self.number()?, self.number()?);
        let _device = self.number()?;
        let (inode, mode) = (self.number()?, self.number()?);
        let _owner = self.take(8)?;
        let size = self.number()?;
        let id = self.id()?;
        let flags = u16::from_be_bytes(self.take(2)?.try_into().ok()?);
        let is_extended = version >= 3 && flags & 0x4000 != 0;
        let more = if is_extended { u16::from_be_bytes(self.take(2)?.try_into().ok()?) } else { 0 };
        let path = if version == 4 { self.shortened(before)? } else { self.until(0)?.to_vec() };
        if version < 4 {
            // Entries are padded with one to eight zeros to a multiple of eight bytes.
            let length = self.at - 1 - start;
            self.at = start + (length + 8) / 8 * 8;
        }
        Some(Entry {
            path,
            id,
            stat: Stat { changed, modified, inode, mode, size },
            is_conflict: flags & 0x3000 != 0,
            is_skipped: flags & 0x8000 != 0 || more & 0x4000 != 0,
            is_intent: more & 0x2000 != 0,
        })
    }

    /// A path of version 4: how much to cut from the path before, and what to add.
    fn shortened(&mut self, before: &[u8]) -> Option<Vec<u8>> {
        let mut byte = *self.take(1)?.first()?;
        let mut cut = usize::from(byte & 127);
        while byte & 128 != 0 {
            byte = *self.take(1)?.first()?;
            cut = cut.checked_add(1)?.checked_mul(128)?.checked_add(usize::from(byte & 127))?;
        }
        let mut path = before.get(..before.len().checked_sub(cut)?)?.to_vec();
        path.extend_from_slice(self.until(0)?);
        Some(path)
    }

    fn extensions(&mut self) -> Option<Option<KnownTree>> {
        let mut root = None;
        while self.at < self.bytes.len() {
            let name = self.take(4)?;
            let length = usize::try_from(self.number()?).ok()?;
            let data = self.take(length)?;
            if name == TREE {
                root = Reader { bytes: data, at: 0 }.tree(0);
            } else if !HARMLESS.contains(&name) {
                return None;
            }
        }
        Some(root)
    }

    fn tree(&mut self, depth: usize) -> Option<KnownTree> {
        if depth > 64 {
            return None;
        }
        let name = self.until(0)?.to_vec();
        let count = self.until(b' ')?;
        let folders: usize = std::str::from_utf8(self.until(b'\n')?).ok()?.parse().ok()?;
        let id = if count.starts_with(b"-") { None } else { Some(self.id()?) };
        let folders = (0..folders).map(|_| self.tree(depth + 1)).collect::<Option<Vec<_>>>()?;
        Some(KnownTree { name, id, folders })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_an_index_is_nothing() {
        assert!(Index::parse(b"").is_none());
        assert!(Index::parse(&[0; 64]).is_none());
        let mut lying = b"DIRC\0\0\0\x02\xff\xff\xff\xff".to_vec();
        lying.extend([0; 20]);
        assert!(Index::parse(&lying).is_none());
        let mut empty = b"DIRC\0\0\0\x02\0\0\0\0".to_vec();
        empty.extend([0; 20]);
        assert_eq!(Index::parse(&empty).map(|index| index.entries.len()), Some(0));
    }

    #[test]
    fn paths_of_version_four_build_on_each_other() {
        let mut reader = Reader { bytes: b"\x03c/d\0", at: 0 };
        assert_eq!(reader.shortened(b"a/b.md").as_deref(), Some(&b"a/bc/d"[..]));
        let mut reader = Reader { bytes: b"\x09x\0", at: 0 };
        assert_eq!(reader.shortened(b"a").as_deref(), None);
    }
}
