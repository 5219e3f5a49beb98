//! Git objects as one compressed run of bytes: the body of a bundle. [door: miniz_oxide]
//!
//! Not a pack: a stranger's pack can ask for any amount of memory and time, and libgit2 sets no bounds to either.
//! Here every size is known before anything is made, nothing refers forward, and one pass unpacks all.
//!
//! Deflated as a whole, the objects follow each other, each as:
//!
//! - one letter for its kind: `c`ommit, t`r`ee, `b`lob, t`a`g;
//! - how many objects back its base stands; 0 where it has none;
//! - with a base: how many bytes at the beginning and at the end are the base's;
//! - how many bytes stand between them, and these bytes.
//!
//! Numbers are LEB128. An object's name is not written: it is the hash of what was unpacked.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use git2::{ObjectType, Oid};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::trust::{Kind, read_tree};
use super::{Error, ObjectId, ObjectKind, Repo};
use crate::approval::Id;

/// Objects by their names.
pub type Held = HashMap<ObjectId, Object>;

/// What an object is, and its bytes.
pub type Object = (ObjectKind, Arc<[u8]>);

/// Before the objects are put together again.
const MOST_DEFLATED: usize = 128 << 20;

/// All objects together.
const MOST_TOGETHER: usize = 512 << 20;

/// One object: no plan and no record is larger.
const MOST_EACH: usize = 16 << 20;

const MOST_OBJECTS: usize = 1 << 20;

/// Why bytes are no objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelFlaw {
    /// Not written as a parcel is.
    Shape,
    /// Larger than any school's history.
    Bomb,
}

/// One object on its way into a parcel.
#[derive(Clone, Debug)]
pub struct Packed {
    pub kind: ObjectKind,
    pub bytes: Vec<u8>,
    /// The place of an earlier object that is like it.
    pub base: Option<usize>,
}

/// Writes objects, in their order.
pub fn write(objects: &[Packed]) -> Vec<u8> {
    let mut plain = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        let base = object.base.and_then(|base| Some((at.checked_sub(base)?, objects.get(base)?)));
        plain.push(letter(object.kind));
        let mut middle = object.bytes.as_slice();
        match base {
            None => number(&mut plain, 0),
            Some((back, base)) => {
                let (start, end) = shared(&base.bytes, &object.bytes);
                [back, start, end].iter().for_each(|one| number(&mut plain, *one));
                middle = object.bytes.get(start..object.bytes.len() - end).unwrap_or_default();
            }
        }
        number(&mut plain, middle.len());
        plain.extend_from_slice(middle);
    }
    compress_to_vec(&plain, 9)
}

/// How many bytes at the beginning and at the end are the same; the two never overlap.
fn shared(one: &[u8], other: &[u8]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let left = one.len().min(other.len()) - start;
    let ends = one.iter().rev().zip(other.iter().rev());
    (start, ends.take(left).take_while(|(one, other)| one == other).count())
}

/// Unpacks a parcel; each object is named by the hash of its bytes.
pub fn read(deflated: &[u8]) -> Result<Held, ParcelFlaw> {
    let plain =
        decompress_to_vec_with_limit(deflated, MOST_DEFLATED).map_err(|error| match error.status {
            miniz_oxide::inflate::TINFLStatus::HasMoreOutput => ParcelFlaw::Bomb,
            _ => ParcelFlaw::Shape,
        })?;
    let mut reader = Reader { rest: &plain };
    let mut objects: Vec<Object> = Vec::new();
    let mut together = 0;
    while !reader.rest.is_empty() {
        let left = MOST_TOGETHER.saturating_sub(together).min(MOST_EACH);
        let (kind, bytes) = reader.object(&objects, left)?;
        together += bytes.len();
        if objects.len() == MOST_OBJECTS {
            return Err(ParcelFlaw::Bomb);
        }
        objects.push((kind, bytes.into()));
    }
    let named = objects.into_iter().map(|(kind, bytes)| {
        let id = Oid::hash_object(own_kind(kind), &bytes).map_err(|_| ParcelFlaw::Shape)?;
        Ok((ObjectId::from(id), (kind, bytes)))
    });
    named.collect()
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl Reader<'_> {
    fn take(&mut self, length: usize) -> Result<&[u8], ParcelFlaw> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(ParcelFlaw::Shape)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, ParcelFlaw> {
        let mut value = 0_usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.take(1)?.first().copied().unwrap_or_default();
            value |= usize::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Ok(value);
            }
        }
        Err(ParcelFlaw::Shape)
    }

    fn object(&mut self, before: &[Object], most: usize) -> Result<(ObjectKind, Vec<u8>), ParcelFlaw> {
        let kind = self.take(1)?.first().copied().and_then(of_letter).ok_or(ParcelFlaw::Shape)?;
        let (start, end) = match self.number()? {
            0 => (&[][..], &[][..]),
            back => {
                let at = before.len().checked_sub(back).ok_or(ParcelFlaw::Shape)?;
                let (_, base) = before.get(at).ok_or(ParcelFlaw::Shape)?;
                let (start, end) = (self.number()?, self.number()?);
                let end = base.len().checked_sub(end).and_then(|from| base.get(from..));
                (base.get(..start).ok_or(ParcelFlaw::Shape)?, end.ok_or(ParcelFlaw::Shape)?)
            }
        };
        let length = self.number()?;
        if start.len().saturating_add(end.len()).saturating_add(length) > most {
            return Err(ParcelFlaw::Bomb);
        }
        let bytes = [start, self.take(length)?, end].concat();
        Ok((kind, bytes))
    }
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = u8::try_from(value & 127).unwrap_or_default();
        value >>= 7;
        out.push(if value == 0 { low } else { low | 128 });
        if value == 0 {
            return;
        }
    }
}

fn letter(kind: ObjectKind) -> u8 {
    match kind {
        ObjectKind::Commit => b'c',
        ObjectKind::Tree => b'r',
        ObjectKind::Blob => b'b',
        ObjectKind::Tag => b'a',
    }
}

fn of_letter(letter: u8) -> Option<ObjectKind> {
    let all = [ObjectKind::Commit, ObjectKind::Tree, ObjectKind::Blob, ObjectKind::Tag];
    all.into_iter().find(|kind| self::letter(*kind) == letter)
}

fn own_kind(kind: ObjectKind) -> ObjectType {
    match kind {
        ObjectKind::Commit => ObjectType::Commit,
        ObjectKind::Tree => ObjectType::Tree,
        ObjectKind::Blob => ObjectType::Blob,
        ObjectKind::Tag => ObjectType::Tag,
    }
}

impl Repo {
    /// These objects of the repository in an order in which like follows like: commits from the oldest on, then
    /// whatever stood at one path over the years, then the rest.
    pub fn packed(&self, wanted: &BTreeSet<ObjectId>, tips: &[Id]) -> Result<Vec<Packed>, Error> {
        let mut order =
            Order { repo: self, wanted, placed: HashSet::new(), by_path: HashMap::new(), paths: Vec::new() };
        let mut ids: Vec<(ObjectId, Option<usize>)> = Vec::new();
        for commit in self.ancestry(tips)? {
            let id = commit.id.into();
            if wanted.contains(&id) && order.placed.insert(id) {
                ids.push((id, None));
            }
            order.tree(commit.tree.into(), "")?;
        }
        for path in &order.paths {
            let mut before = None;
            for id in order.by_path.get(path).into_iter().flatten() {
                ids.push((*id, before));
                before = Some(ids.len() - 1);
            }
        }
        let rest = wanted.iter().filter(|id| !order.placed.contains(*id)).map(|id| (*id, None));
        ids.extend(rest);
        let mut packed = Vec::with_capacity(ids.len());
        for (id, base) in ids {
            if let Some((kind, bytes)) = self.object(id)? {
                packed.push(Packed { kind, bytes, base });
            }
        }
        Ok(packed)
    }
}

/// Finds at which path an object stands.
struct Order<'o> {
    repo: &'o Repo,
    wanted: &'o BTreeSet<ObjectId>,
    placed: HashSet<ObjectId>,
    by_path: HashMap<String, Vec<ObjectId>>,
    /// In the order in which they were found.
    paths: Vec<String>,
}

impl Order<'_> {
    fn tree(&mut self, id: ObjectId, path: &str) -> Result<(), Error> {
        if !self.place(id, path) {
            return Ok(());
        }
        let Some((ObjectKind::Tree, bytes)) = self.repo.object(id)? else { return Ok(()) };
        for entry in read_tree(&bytes).unwrap_or_default() {
            let below = format!("{path}/{}", String::from_utf8_lossy(&entry.name));
            if entry.kind == Kind::Tree {
                self.tree(entry.id.into(), &below)?;
            } else {
                self.place(entry.id.into(), &below);
            }
        }
        Ok(())
    }

    fn place(&mut self, id: ObjectId, path: &str) -> bool {
        if !self.wanted.contains(&id) || !self.placed.insert(id) {
            return false;
        }
        if !self.by_path.contains_key(path) {
            self.paths.push(path.to_owned());
        }
        self.by_path.entry(path.to_owned()).or_default().push(id);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(text: &str, base: Option<usize>) -> Packed {
        Packed { kind: ObjectKind::Blob, bytes: text.as_bytes().to_vec(), base }
    }

    fn deflated(plain: &[u8]) -> Vec<u8> {
        compress_to_vec(plain, 1)
    }

    #[test]
    fn what_is_written_is_read() {
        let texts = ["một hai ba", "một tư ba", "", "mộ", "một hai ba bốn", "aaaa", "aaa", "aaaaaa"];
        let objects: Vec<Packed> =
            texts.iter().enumerate().map(|(at, text)| blob(text, at.checked_sub(1))).collect();
        let held = read(&write(&objects)).unwrap();
        assert_eq!(held.len(), texts.len());
        for text in texts {
            let id = Oid::hash_object(ObjectType::Blob, text.as_bytes()).unwrap().into();
            assert_eq!(held.get(&id).map(|(_, bytes)| bytes.to_vec()), Some(text.as_bytes().to_vec()));
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        for bad in [
            &b"x\0\0"[..],
            b"b",
            b"b\0",
            b"b\0\x05abc",
            b"b\x01\0\0\0",
            b"b\0\x01ab\x02\0\0\0",
            b"b\0\x01ab\x01\x02\0\0",
            b"b\0\x01ab\x01\0\x02\0",
            b"b\0\xff\xff\xff\xff\xff\xff\x01",
        ] {
            assert_eq!(read(&deflated(bad)).err(), Some(ParcelFlaw::Shape), "{bad:?}");
        }
        assert_eq!(read(b"nothing deflated").err(), Some(ParcelFlaw::Shape));
        let whole = write(&[blob("một hai ba", None)]);
        assert!((0..whole.len()).all(|end| read(&whole[..end]).is_err()));
    }

    #[test]
    fn bombs_are_refused_before_they_go_off() {
        // A declared size.
        let mut huge = b"b\0".to_vec();
        number(&mut huge, 1 << 30);
        assert_eq!(read(&deflated(&huge)).err(), Some(ParcelFlaw::Bomb));
        // Objects that repeat their base: each 10 MB, for a dozen bytes.
        let mut many = b"b\0".to_vec();
        number(&mut many, 10 << 20);
        many.extend(vec![0; 10 << 20]);
        for _ in 0..200 {
            many.extend(b"b\x01");
            number(&mut many, 10 << 20);
            many.extend(b"\0\0");
        }
        assert_eq!(read(&deflated(&many)).err(), Some(ParcelFlaw::Bomb));
        // A run of zeros, deflated a thousandfold.
        let zeros = deflated(&vec![0; MOST_DEFLATED + 1]);
        assert!(zeros.len() < 1 << 20);
        assert_eq!(read(&zeros).err(), Some(ParcelFlaw::Bomb));
    }
}
