//! Names of objects: twenty bytes, written as forty hexadecimal digits.
//!
//! ```
//! use caitien::git::ObjectId;
//! let id: ObjectId = "89e6c98d92887913cadf06b2adb97f26cde4849b".parse().unwrap();
//! assert_eq!(id.short(), "89e6c98");
//! ```

use std::fmt;
use std::str::FromStr;

use git2::Oid;

/// The name of any object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId([u8; 20]);

/// The name of an object that is known to be a commit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(ObjectId);

impl ObjectId {
    pub fn new(bytes: [u8; 20]) -> ObjectId {
        ObjectId(bytes)
    }

    pub fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The name that a file of these bytes has in any repository; None where the library refuses to say.
    pub fn of_blob(bytes: &[u8]) -> Option<ObjectId> {
        let oid = Oid::hash_object(git2::ObjectType::Blob, bytes).ok()?;
        oid.as_bytes().try_into().ok().map(ObjectId)
    }

    /// The first seven digits, for people.
    pub fn short(&self) -> String {
        self.to_string().chars().take(7).collect()
    }
}

impl CommitId {
    /// Calls an object a commit; that it is one, the caller has seen.
    pub fn new(id: ObjectId) -> CommitId {
        CommitId(id)
    }

    pub fn object(&self) -> ObjectId {
        self.0
    }

    /// The first seven digits, for people.
    pub fn short(&self) -> String {
        self.0.short()
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ObjectId({self})")
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CommitId({self})")
    }
}

impl FromStr for ObjectId {
    type Err = ();

    /// Reads forty hexadecimal digits; abbreviations are the repository's to resolve.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 40 || !text.is_ascii() {
            return Err(());
        }
        let mut bytes = [0; 20];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = text.get(at * 2..at * 2 + 2).ok_or(())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ())?;
        }
        Ok(ObjectId(bytes))
    }
}

impl FromStr for CommitId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().map(CommitId)
    }
}

impl From<Oid> for ObjectId {
    fn from(id: Oid) -> ObjectId {
        let mut bytes = [0; 20];
        for (own, theirs) in bytes.iter_mut().zip(id.as_bytes()) {
            *own = *theirs;
        }
        ObjectId::new(bytes)
    }
}

impl From<Oid> for CommitId {
    fn from(id: Oid) -> CommitId {
        CommitId::new(id.into())
    }
}

impl From<ObjectId> for Oid {
    fn from(id: ObjectId) -> Oid {
        // Twenty bytes are always an id.
        Oid::from_bytes(id.bytes()).unwrap_or(Oid::ZERO_SHA1)
    }
}

impl From<CommitId> for Oid {
    fn from(id: CommitId) -> Oid {
        id.object().into()
    }
}
