//! The head of a bundle: one file that carries what judging a school's approvals takes.
//!
//! The first line is a mark with a checksum of all that follows it and the length of the TOML head, which comes
//! next; the rest are the objects as bytes, which `git/parcel.rs` reads. Nothing in the head is believed: it says which names
//! the objects have, and what they are worth is judged as in a repository.
//!
//! A publication is a bundle without plans: the chosen items stand in the head, and each is held against its
//! hash in the signed statement.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest;
use super::hex::{Hash, Id};
use super::name::{ApprovalName, TagKind};

/// How the first line begins.
const MARK: &str = "# caitien bundle v1 ";

/// No file larger than this is read.
pub const MOST_BYTES: usize = 32 << 20;

/// No head longer than this is read.
const MOST_HEAD: usize = 1 << 20;

/// No more tags than this belong to one school.
pub const MOST_TAGS: usize = 4096;

/// No more branches than this.
const MOST_TIPS: usize = 64;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The plan with its approval and everything that proves it.
    Bundle,
    /// Chosen items of the plan, and what proves them.
    Publication,
}

/// What stands at the top of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub kind: Kind,
    /// The approval that the file is about.
    pub approval: ApprovalName,
    /// The commit that is HEAD.
    pub head: Id,
    /// Commits of other branches, where a newer trust record stands there.
    pub tips: Vec<Id>,
    /// The school's tags: approvals and what was said about them since.
    pub tags: Vec<(String, Id)>,
    /// The chosen items as Markdown; of a publication only.
    pub items: Option<String>,
}

/// Why a file is no bundle that can be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It does not begin with the mark.
    NotABundle,
    /// Larger than any bundle is.
    TooLarge { most: usize },
    /// The checksum does not fit: cut off, or changed on the way.
    Damaged,
    /// Not the keys and values of a head; the library's own words.
    Head { detail: String },
    /// A value that cannot be right.
    Value { key: &'static str },
    /// More of it than a school can have.
    TooMany { key: &'static str, most: usize },
    /// The objects cannot be read.
    Objects,
    /// What is in them would be larger than any school's history.
    Bomb,
    /// An object that judging needs is not in the file.
    Missing { id: Id },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    kind: Kind,
    approval: String,
    head: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tips: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    items: Option<String>,
    tags: BTreeMap<String, String>,
}

/// Does a file that begins with these bytes call itself a bundle?
pub fn is_marked(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK.as_bytes())
}

/// The checksum of what follows it.
fn checksum(rest: &[u8]) -> Hash {
    digest::file("bundle", rest)
}

/// The whole file.
pub fn write(head: &Head, objects: &[u8]) -> Result<Vec<u8>, Flaw> {
    let written = Written {
        schema: 1,
        kind: head.kind,
        approval: head.approval.to_string(),
        head: head.head.to_string(),
        tips: head.tips.iter().map(Id::to_string).collect(),
        items: head.items.clone(),
        tags: head.tags.iter().map(|(tag, id)| (tag.clone(), id.to_string())).collect(),
    };
    let text = toml::to_string(&written).map_err(|error| Flaw::Head { detail: error.to_string() })?;
    let mut rest = format!(" {}\n{text}", text.len()).into_bytes();
    rest.extend_from_slice(objects);
    let mut bytes = format!("{MARK}{}", checksum(&rest)).into_bytes();
    bytes.extend(rest);
    if bytes.len() > MOST_BYTES {
        return Err(Flaw::TooLarge { most: MOST_BYTES });
    }
    // What could not be read back is not written.
    read(&bytes).map(|_| bytes.clone())
}

/// Takes a file apart: its head, and the bytes of its objects.
pub fn read(bytes: &[u8]) -> Result<(Head, &[u8]), Flaw> {
    if !is_marked(bytes) {
        return Err(Flaw::NotABundle);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Flaw::TooLarge { most: MOST_BYTES });
    }
    let (stated, rest) =
        bytes.get(MARK.len()..).and_then(|rest| rest.split_at_checked(64)).ok_or(Flaw::Damaged)?;
    if std::str::from_utf8(stated).ok().and_then(|text| text.parse().ok()) != Some(checksum(rest)) {
        return Err(Flaw::Damaged);
    }
    let end = rest.iter().take(24).position(|byte| *byte == b'\n').ok_or(Flaw::Value { key: "length" })?;
    let length =
        rest.get(..end).and_then(|text| std::str::from_utf8(text).ok()?.strip_prefix(' ')?.parse().ok());
    let length: usize = length.ok_or(Flaw::Value { key: "length" })?;
    if length > MOST_HEAD {
        return Err(Flaw::TooMany { key: "head", most: MOST_HEAD });
    }
    let (text, objects) = rest
        .get(end + 1..)
        .and_then(|rest| rest.split_at_checked(length))
        .ok_or(Flaw::Value { key: "length" })?;
    let text = std::str::from_utf8(text).map_err(|_| Flaw::Head { detail: "not UTF-8".into() })?;
    let written: Written =
        toml::from_str(text).map_err(|error| Flaw::Head { detail: error.message().to_owned() })?;
    Ok((written.into_head()?, objects))
}

impl Written {
    fn into_head(self) -> Result<Head, Flaw> {
        let value = |key| Flaw::Value { key };
        if self.schema != 1 {
            return Err(value("schema"));
        }
        for (key, count, most) in [("tags", self.tags.len(), MOST_TAGS), ("tips", self.tips.len(), MOST_TIPS)]
        {
            if count > most {
                return Err(Flaw::TooMany { key, most });
            }
        }
        let approval: ApprovalName = self.approval.parse().map_err(|()| value("approval"))?;
        let id = |key, text: &str| text.parse::<Id>().map_err(|()| value(key));
        let tags = self.tags.iter().map(|(tag, text)| {
            let known = school_of(tag).is_some_and(|school| school == approval.school);
            if known { Ok((tag.clone(), id("tags", text)?)) } else { Err(value("tags")) }
        });
        if self.items.is_some() != (self.kind == Kind::Publication) {
            return Err(value("items"));
        }
        if !self.tags.contains_key(&self.approval) {
            return Err(value("approval"));
        }
        Ok(Head {
            kind: self.kind,
            head: id("head", &self.head)?,
            tips: self.tips.iter().map(|text| id("tips", text)).collect::<Result<_, _>>()?,
            tags: tags.collect::<Result<_, _>>()?,
            items: self.items,
            approval,
        })
    }
}

/// The school that a tag about approvals is named after.
pub fn school_of(tag: &str) -> Option<&str> {
    let rest = TagKind::ALL.iter().find_map(|kind| tag.strip_prefix(kind.as_str())?.strip_prefix('/'))?;
    rest.split('/').next().filter(|school| crate::school::is_slug(school))
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    fn sample() -> Head {
        Head {
            kind: Kind::Publication,
            approval: "approved/th-a/2023-2024/v2".parse().unwrap(),
            head: Hex([1; 20]),
            tips: vec![Hex([2; 20])],
            tags: vec![
                ("approved/th-a/2023-2024/v2".into(), Hex([3; 20])),
                ("withdrawn/th-a/2023-2024/v1".into(), Hex([4; 20])),
            ],
            items: Some("## III. Nội dung\n\n\n- “a” {#w-1.5-2021-1}\n'''\n\"\"\"\n".into()),
        }
    }

    /// A file with this text in the place of the head.
    fn with_head(text: &str) -> Vec<u8> {
        let rest = format!(" {}\n{text}objects", text.len());
        format!("{MARK}{}{rest}", checksum(rest.as_bytes())).into_bytes()
    }

    #[test]
    fn what_is_written_is_read() {
        let objects = b"\n\n\0bytes\n\n";
        let file = write(&sample(), objects).unwrap();
        assert_eq!(read(&file), Ok((sample(), objects.as_slice())));
        let bundle = Head { kind: Kind::Bundle, items: None, tips: Vec::new(), ..sample() };
        assert_eq!(read(&write(&bundle, b"").unwrap()), Ok((bundle, &b""[..])));
    }

    #[test]
    fn whatever_is_changed_shows() {
        let file = write(&sample(), b"objects").unwrap();
        for at in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[at / 8] ^= 1 << (at % 8);
            assert!(read(&flipped).is_err(), "bit {at}");
        }
        for end in 0..file.len() {
            assert!(read(&file[..end]).is_err(), "cut off at {end}");
        }
        assert_eq!(read(&[file.as_slice(), b"x"].concat()), Err(Flaw::Damaged));
    }

    #[test]
    fn heads_are_read_strictly() {
        let text = String::from_utf8(write(&sample(), b"").unwrap()).unwrap();
        let head = text.split_once('\n').unwrap().1.to_owned();
        assert!(read(&with_head(&head)).is_ok());
        let refuse = |from: &str, to: &str| {
            let changed = head.replacen(from, to, 1);
            assert_ne!(changed, head, "{from}");
            read(&with_head(&changed)).unwrap_err()
        };
        assert_eq!(refuse("schema = 1", "schema = 2"), Flaw::Value { key: "schema" });
        assert!(matches!(refuse("kind = \"publication\"", "kind = \"x\""), Flaw::Head { .. }));
        assert_eq!(refuse("kind = \"publication\"", "kind = \"bundle\""), Flaw::Value { key: "items" });
        assert_eq!(refuse("\"approved/th-a", "\"approved/th-b"), Flaw::Value { key: "approval" });
        assert_eq!(refuse("\"withdrawn/th-a", "\"heads/th-a"), Flaw::Value { key: "tags" });
        assert_eq!(refuse("0101", "010G"), Flaw::Value { key: "head" });
        assert!(matches!(refuse("[tags]", "more = 1\n[tags]"), Flaw::Head { .. }));
        assert_eq!(read(b"PACK"), Err(Flaw::NotABundle));
    }

    #[test]
    fn ten_thousand_tags_are_too_many() {
        let tag = |at: usize| (format!("approved/th-a/2023-2024/v{}", at + 1), Hex([1; 20]));
        let head = Head { tags: (0..10_000).map(tag).collect(), ..sample() };
        assert_eq!(write(&head, b""), Err(Flaw::TooMany { key: "tags", most: MOST_TAGS }));
    }
}
