//! Tag and commit objects as bytes: build a tag, split what was signed from its signature.
//!
//! Splitting follows git's own rules, read strictly: in a tag the signature begins at the *last*
//! line that starts with a marker; in a commit it is the `gpgsig` header. Objects are read from the
//! object store and checked against their id; grafts and replacement refs play no part.

use std::fmt;

use git2::{ErrorCode, ObjectType};

use super::view::Seen;
use super::{CommitId, Error, ObjectId, ObjectKind, Repo, object_kind};
use crate::approval::Id;

/// The lines with which git lets a signature begin.
const MARKERS: [&str; 4] = [
    "-----BEGIN SSH SIGNATURE-----",
    "-----BEGIN PGP SIGNATURE-----",
    "-----BEGIN PGP MESSAGE-----",
    "-----BEGIN SIGNED MESSAGE-----",
];

impl From<ObjectId> for Id {
    fn from(id: ObjectId) -> Id {
        crate::approval::hex::Hex(*id.bytes())
    }
}

impl From<Id> for ObjectId {
    fn from(id: Id) -> ObjectId {
        ObjectId::new(id.0)
    }
}

/// An annotated tag, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagObject {
    /// What it points to, and what it says that is.
    pub target: Id,
    pub kind: String,
    /// The name in its own header.
    pub name: String,
    /// The message without the signature.
    pub message: String,
    /// The bytes that were signed.
    pub payload: Vec<u8>,
    /// From its marker to the end.
    pub signature: Option<String>,
}

/// Who makes a tag, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagger {
    pub name: String,
    pub email: String,
    /// Seconds since 1970.
    pub seconds: i64,
    /// Minutes east of Greenwich.
    pub offset: i32,
}

impl fmt::Display for Tagger {
    /// As git writes it; what would break the line is left out.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |text: &str| {
            let kept = text.chars().filter(|letter| !letter.is_control() && !matches!(letter, '<' | '>'));
            kept.collect::<String>().trim().to_owned()
        };
        let (sign, minutes) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
        let zone = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
        write!(out, "{} <{}> {} {zone}", plain(&self.name), plain(&self.email), self.seconds)
    }
}

/// The bytes to sign of a tag that points to a commit.
pub fn build(commit: Id, name: &str, tagger: &Tagger, message: &str) -> String {
    format!("object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n{message}")
}

/// Takes a tag object apart; None where git could not have written it.
pub fn split(bytes: &[u8]) -> Option<TagObject> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = signature_start(text);
    let (payload, signature) = text.split_at_checked(start.unwrap_or(text.len()))?;
    let (head, message) = payload.split_once("\n\n")?;
    let mut lines = head.split('\n');
    let mut header = |key: &str| lines.next()?.strip_prefix(key)?.strip_prefix(' ');
    let target = header("object")?.parse().ok()?;
    let (kind, name, _) = (header("type")?, header("tag")?, header("tagger")?);
    if lines.next().is_some() {
        return None;
    }
    Some(TagObject {
        target,
        kind: kind.to_owned(),
        name: name.to_owned(),
        message: message.to_owned(),
        payload: payload.as_bytes().to_vec(),
        signature: start.map(|_| signature.to_owned()),
    })
}

fn signature_start(text: &str) -> Option<usize> {
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if MARKERS.iter().any(|marker| line.starts_with(marker)) {
            start = Some(at);
        }
        at += line.len();
    }
    start
}

/// A text that was signed, and the armoured signature below it.
pub fn split_signed(bytes: &[u8]) -> Option<(&str, &str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.split_at_checked(signature_start(text)?)
}

/// A commit's skeleton, read from its raw bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCommit {
    pub tree: Id,
    pub parents: Vec<Id>,
}

/// Reads tree and parents; None where git could not have written it.
pub fn read_commit(bytes: &[u8]) -> Option<RawCommit> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let id = |line: &[u8], key: &str| -> Option<Id> {
        std::str::from_utf8(line).ok()?.strip_prefix(key)?.parse().ok()
    };
    let tree = id(lines.next()?, "tree ")?;
    let mut parents = Vec::new();
    for line in lines {
        if !line.starts_with(b"parent ") {
            return line.starts_with(b"author ").then_some(RawCommit { tree, parents });
        }
        parents.push(id(line, "parent ")?);
    }
    None
}

/// The signed bytes of a commit and its signature. None for an unsigned commit, and for one whose
/// headers hold more than one signature.
pub fn split_commit(bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    let mut payload = Vec::with_capacity(bytes.len());
    let mut signature: Option<String> = None;
    let (mut in_headers, mut in_signature) = (true, false);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if in_headers && in_signature && line.starts_with(b" ") {
            signature.as_mut()?.push_str(std::str::from_utf8(line.get(1..)?).ok()?);
            continue;
        }
        in_signature = false;
        in_headers &= line != b"\n";
        if in_headers && line.starts_with(b"gpgsig") {
            let first = std::str::from_utf8(line.strip_prefix(b"gpgsig ")?).ok()?;
            if signature.replace(first.to_owned()).is_some() {
                return None;
            }
            in_signature = true;
            continue;
        }
        payload.extend_from_slice(line);
    }
    Some((payload, signature?))
}

/// Why a tag could not be made.
#[derive(Debug)]
pub enum TagError {
    /// There is a tag of this name; names are never used again.
    Exists {
        tag: String,
    },
    Write {
        tag: String,
        source: super::Failure,
    },
}

impl fmt::Display for TagError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TagError::Exists { tag } => write!(out, "the tag `{tag}` exists already"),
            TagError::Write { tag, .. } => write!(out, "cannot write the tag `{tag}`"),
        }
    }
}

impl std::error::Error for TagError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            TagError::Exists { .. } => None,
            TagError::Write { source, .. } => Some(source),
        }
    }
}

impl Repo {
    /// Stores a signed tag and gives it its name: both or nothing, and never over another tag.
    pub fn create_tag(&self, name: &str, bytes: &[u8]) -> Result<ObjectId, TagError> {
        let reference = format!("refs/tags/{name}");
        let failed = |source: git2::Error| match source.code() {
            ErrorCode::Exists => TagError::Exists { tag: name.to_owned() },
            _ => TagError::Write { tag: name.to_owned(), source: super::Failure::new(&source) },
        };
        // A tag object without a ref is harmless: git's housekeeping takes it away.
        let id = self.inner.odb().and_then(|store| store.write(ObjectType::Tag, bytes)).map_err(failed)?;
        self.inner.reference(&reference, id, false, "approve").map_err(failed)?;
        Ok(id.into())
    }

    /// The commit that an object is, or that a tag leads to; None where it leads to none.
    pub fn commit_behind(&self, id: ObjectId) -> Option<CommitId> {
        let object = self.inner.find_object(id.into(), None).ok()?;
        object.peel_to_commit().ok().map(|commit| commit.id().into())
    }

    /// What kind of object an id names; None where there is none.
    pub fn kind(&self, id: ObjectId) -> Result<Option<ObjectKind>, Error> {
        match self.seen_in_view(id) {
            Seen::Held(kind, _) => return Ok(Some(kind)),
            Seen::Nowhere => return Ok(None),
            Seen::Elsewhere => {}
        }
        let header = self.inner.odb().and_then(|store| store.read_header(id.into()));
        match header {
            Ok((_, kind)) => {
                self.note(id);
                Ok(object_kind(kind))
            }
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::read_object(&id.to_string(), &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

    fn tagger() -> Tagger {
        Tagger {
            name: "Mai <x>\nHà".into(),
            email: "mai@example.edu.vn".into(),
            seconds: 1_700_000_000,
            offset: 420,
        }
    }

    #[test]
    fn a_tag_that_was_built_is_taken_apart() {
        let payload = build(COMMIT.parse().unwrap(), "approved/th-a/2023-2024/v1", &tagger(), "một\n\nhai\n");
        assert!(payload.contains("\ntagger Mai xHà <mai@example.edu.vn> 1700000000 +0700\n"));
        let signed = format!("{payload}-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n");
        let tag = split(signed.as_bytes()).unwrap();
        assert_eq!((tag.name.as_str(), tag.message.as_str()), ("approved/th-a/2023-2024/v1", "một\n\nhai\n"));
        assert_eq!(tag.payload, payload.as_bytes());
        assert!(tag.signature.unwrap().ends_with("SIGNATURE-----\n"));
        assert_eq!(split(payload.as_bytes()).unwrap().signature, None);
    }

    #[test]
    fn the_last_marker_begins_the_signature() {
        let text = format!(
            "object {COMMIT}\ntype commit\ntag x\ntagger a <b> 1 +0000\n\n-----BEGIN PGP SIGNATURE-----\nrest\n\
             -----BEGIN SSH SIGNATURE-----\nabc\n"
        );
        let tag = split(text.as_bytes()).unwrap();
        assert_eq!(tag.message, "-----BEGIN PGP SIGNATURE-----\nrest\n");
        assert_eq!(tag.signature.as_deref(), Some("-----BEGIN SSH SIGNATURE-----\nabc\n"));
    }

    #[test]
    fn foreign_headers_are_refused() {
        for bad in [
            String::new(),
            format!("object {COMMIT}\ntype commit\ntag x\n\nmột"),
            format!("object {COMMIT}\ntype commit\ntag x\ntagger a <b> 1 +0000\nextra y\n\nmột"),
            format!("type commit\nobject {COMMIT}\ntag x\ntagger a <b> 1 +0000\n\nmột"),
        ] {
            assert_eq!(split(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn a_commits_signature_is_lifted_out() {
        let commit = format!(
            "tree {COMMIT}\nparent {COMMIT}\nauthor a <b> 1 +0000\ncommitter a <b> 1 +0000\n\
             gpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----\n\ngpgsig no header\n"
        );
        let (payload, signature) = split_commit(commit.as_bytes()).unwrap();
        assert_eq!(signature, "-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n");
        let payload = String::from_utf8(payload).unwrap();
        assert!(payload.ends_with("committer a <b> 1 +0000\n\ngpgsig no header\n"), "{payload}");
        assert_eq!(read_commit(commit.as_bytes()).unwrap().parents.len(), 1);
        let twice = commit.replacen("gpgsig ", "gpgsig x\ngpgsig ", 1);
        assert_eq!(split_commit(twice.as_bytes()), None);
        assert_eq!(split_commit(payload.as_bytes()), None);
    }
}
