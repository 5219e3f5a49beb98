//! One file of `reviews/`, whatever it says: a comment, that a comment is resolved, or a verdict with what was looked at.
//!
//! The front matter's `kind` tells them apart; a comment has none. Hashes are texts here: what they are made of is
//! `vetting`'s business.
//!
//! ```
//! use caitien::review::{Record, Says};
//! let text = "+++\nschema = 1\nkind = \"verdict\"\nsays = \"approve\"\nauthor = \"mo\"\nturn = 1\nplan-sha256 = \"00\"\n\
//!             \n[items]\n\"w-1.5-2021-1\" = \"aa\"\n+++\n\nĐủ rõ.\n";
//! let Record::Verdict(verdict) = Record::parse(text).unwrap() else { panic!() };
//! assert_eq!((verdict.says, verdict.items.len()), (Says::Approve, 1));
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{InvalidReview, Review};
use crate::plan::item::ItemId;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    Comment(Review),
    Resolution(Resolution),
    Verdict(Verdict),
}

/// Somebody says that a comment needs nothing more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The id of the comment.
    pub of: String,
    /// The answers to it that were there: one that came later opens it again.
    pub read: Vec<String>,
    pub author: String,
    pub date: String,
    /// How; may be empty.
    pub text: String,
}

/// Somebody looked at a plan, or at one item of it, and perhaps says what becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub says: Says,
    /// The item that it is about; None for the plan as a whole.
    pub item: Option<ItemId>,
    pub author: String,
    pub date: String,
    /// One more than that of this person's record before: clocks may be wrong.
    pub turn: u32,
    /// The commit in which the plan stood so, to find its words again; nothing hangs on it.
    pub commit: Option<String>,
    /// What was looked at.
    pub plan: String,
    /// All of the plan that is no item; only of a look at the whole.
    pub rest: Option<String>,
    pub items: BTreeMap<ItemId, String>,
    /// For each action what it hangs on.
    pub footing: BTreeMap<ItemId, String>,
    /// Why; may be empty.
    pub text: String,
}

/// What a verdict says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// Only that it was looked at.
    #[default]
    Seen,
    Approve,
    RequestChanges,
}

impl Says {
    /// The stable name in files and machine-readable answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Says::Seen => "seen",
            Says::Approve => "approve",
            Says::RequestChanges => "request-changes",
        }
    }
}

#[derive(Deserialize)]
struct WrittenKind {
    schema: Option<i64>,
    kind: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenResolution {
    schema: u32,
    kind: String,
    of: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    read: Vec<String>,
    author: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenVerdict {
    schema: u32,
    kind: String,
    says: Says,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    author: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    turn: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commit: Option<String>,
    plan_sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rest_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    items: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    footing: BTreeMap<String, String>,
}

impl Record {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Record, InvalidReview> {
        let text = text.replace("\r\n", "\n");
        let rest = text.strip_prefix("+++\n").ok_or_else(|| invalid("no `+++` on the first line"))?;
        let (head, body) = rest.split_once("\n+++").ok_or_else(|| invalid("no second `+++`"))?;
        let WrittenKind { schema, kind } = read(head)?;
        match (schema, kind.as_deref()) {
            (Some(1), None) => Review::from_parts(head, body).map(Record::Comment),
            (Some(1), Some("resolution")) => resolution(head, body).map(Record::Resolution),
            (Some(1), Some("verdict")) => verdict(head, body).map(Record::Verdict),
            (Some(1), Some(kind)) => Err(at(&format!("kind: `{kind}` is not known"), head, kind)),
            (Some(schema), _) => Err(at(&format!("schema: {schema} is not known"), head, "schema")),
            (None, _) => Err(invalid("missing field `schema`")),
        }
    }

    /// The file.
    pub fn to_text(&self) -> String {
        match self {
            Record::Comment(comment) => comment.to_text(),
            Record::Resolution(one) => written(
                &WrittenResolution {
                    schema: 1,
                    kind: "resolution".to_owned(),
                    of: one.of.clone(),
                    read: one.read.clone(),
                    author: one.author.clone(),
                    date: one.date.clone(),
                },
                &one.text,
            ),
            Record::Verdict(one) => written(
                &WrittenVerdict {
                    schema: 1,
                    kind: "verdict".to_owned(),
                    says: one.says,
                    item: one.item.map(|id| id.to_string()),
                    author: one.author.clone(),
                    date: one.date.clone(),
                    turn: one.turn,
                    commit: one.commit.clone(),
                    plan_sha256: one.plan.clone(),
                    rest_sha256: one.rest.clone(),
                    items: one.items.iter().map(|(id, hash)| (id.to_string(), hash.clone())).collect(),
                    footing: one.footing.iter().map(|(id, hash)| (id.to_string(), hash.clone())).collect(),
                },
                &one.text,
            ),
        }
    }

    /// Who speaks.
    pub fn author(&self) -> &str {
        match self {
            Record::Comment(one) => &one.author,
            Record::Resolution(one) => &one.author,
            Record::Verdict(one) => &one.author,
        }
    }
}

fn resolution(head: &str, body: &str) -> Result<Resolution, InvalidReview> {
    let written: WrittenResolution = read(head)?;
    let WrittenResolution { of, read, author, date, .. } = written;
    Ok(Resolution { of, read, author, date, text: body.trim().to_owned() })
}

fn verdict(head: &str, body: &str) -> Result<Verdict, InvalidReview> {
    let written: WrittenVerdict = read(head)?;
    let by_item = |hashes: BTreeMap<String, String>| {
        hashes
            .into_iter()
            .map(|(id, hash)| Ok((item(&id, head)?, hash)))
            .collect::<Result<_, InvalidReview>>()
    };
    Ok(Verdict {
        says: written.says,
        item: written.item.as_deref().map(|id| item(id, head)).transpose()?,
        author: written.author,
        date: written.date,
        turn: written.turn,
        commit: written.commit,
        plan: written.plan_sha256,
        rest: written.rest_sha256,
        items: by_item(written.items)?,
        footing: by_item(written.footing)?,
        text: body.trim().to_owned(),
    })
}

/// What comes before the front matter, in bytes.
const BEFORE: usize = "+++\n".len();

pub(super) fn invalid(detail: &str) -> InvalidReview {
    InvalidReview { detail: detail.to_owned(), span: None }
}

/// The flaw of words that stand in the front matter.
fn at(detail: &str, head: &str, words: &str) -> InvalidReview {
    let span = head.find(words).map(|at| at + BEFORE..at + BEFORE + words.len());
    InvalidReview { detail: detail.to_owned(), span }
}

pub(super) fn read<T: DeserializeOwned>(head: &str) -> Result<T, InvalidReview> {
    let moved = |span: Range<usize>| span.start + BEFORE..span.end + BEFORE;
    toml::from_str(head).map_err(|error: toml::de::Error| InvalidReview {
        detail: error.message().to_owned(),
        span: error.span().map(moved),
    })
}

pub(super) fn item(id: &str, head: &str) -> Result<ItemId, InvalidReview> {
    id.parse().map_err(|()| at("item: not an id", head, id))
}

pub(super) fn written(head: &impl Serialize, body: &str) -> String {
    // Strings, numbers and truth values always can be written.
    let head = toml::to_string(head).unwrap_or_default();
    let (head, body) = (head.trim_end(), body.trim());
    if body.is_empty() { format!("+++\n{head}\n+++\n") } else { format!("+++\n{head}\n+++\n\n{body}\n") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(record: Record) {
        let text = record.to_text();
        assert_eq!(Record::parse(&text), Ok(record.clone()), "{text}");
        assert_eq!(Record::parse(&text.replace('\n', "\r\n")), Ok(record), "as Windows has it: {text}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(author in "\\PC{0,20}", says in 0..3_usize, whole: bool, text in "[^\r]{0,80}") {
            let says = [Says::Seen, Says::Approve, Says::RequestChanges][says];
            let hashes: BTreeMap<ItemId, String> = [("w-1.5-2021-1".parse().unwrap(), "ab".repeat(32))].into();
            let id = hashes.keys().next().copied().filter(|_| !whole);
            let text = text.trim().to_owned();
            check(Record::Verdict(Verdict {
                says, item: id, author: author.clone(), turn: 3, plan: "cd".repeat(32), text: text.clone(),
                rest: whole.then(|| "ef".repeat(32)), commit: whole.then(|| "0".repeat(40)),
                items: hashes.clone(), footing: if whole { BTreeMap::new() } else { hashes },
                ..Verdict::default()
            }));
            let read = if whole { vec!["c-1".to_owned()] } else { Vec::new() };
            check(Record::Resolution(Resolution { of: "c-0".into(), read, author: author.clone(), text: text.clone(), ..Resolution::default() }));
            check(Record::Comment(Review { author, item: id, text, ..Review::default() }));
        }
    }

    #[test]
    fn says_where_it_is_wrong() {
        let flaw = |text: &str| {
            let flaw = Record::parse(text).unwrap_err();
            (flaw.detail, flaw.span.and_then(|span| text.get(span).map(str::to_owned)))
        };
        let (detail, at) = flaw("+++\nschema = 1\nkind = \"lời phê\"\nauthor = \"mo\"\n+++\n");
        assert_eq!((detail.as_str(), at.as_deref()), ("kind: `lời phê` is not known", Some("lời phê")));
        let (detail, at) =
            flaw("+++\nschema = 1\nkind = \"resolution\"\nauthor = \"mo\"\nof = \"c\"\nxong = 1\n+++\n");
        assert!(
            detail.starts_with("unknown field `xong`") && at.as_deref() == Some("xong"),
            "{detail} {at:?}"
        );
        let (detail, at) = flaw("+++\nschema = 2\nauthor = \"mo\"\n+++\n");
        assert_eq!((detail.as_str(), at.as_deref()), ("schema: 2 is not known", Some("schema")));
        assert_eq!(flaw("+++\nschema = 1\nauthor = \"A\"\nitem = \"x-1\"\n+++\n").1.as_deref(), Some("x-1"));
    }
}
