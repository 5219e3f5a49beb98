//! What somebody said about a plan or an item of it (`reviews/<id>.md`): a comment, that one is resolved, a verdict.
//!
//! Each is a file of its own, so that two people's never conflict, and none is ever edited. Who said it is believed only
//! where the repository proves it: a name that a Word file carries is *claimed*. The other two kinds are in [`record`].
//!
//! ```
//! let text = "+++\nschema = 1\nitem = \"w-1.5-2021-1\"\nauthor = \"Lê Thị Mơ\"\nclaimed = true\n+++\n\nSố liệu lấy từ đâu?\n";
//! let review = caitien::review::Review::parse(text).unwrap();
//! assert_eq!(review.text, "Số liệu lấy từ đâu?");
//! assert!(review.claimed && review.resolved.is_none());
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::plan::item::ItemId;

pub mod record;

pub use record::{Record, Resolution, Says, Verdict};

/// One comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The item that it is about; None for the plan as a whole, or for words that are no item.
    pub item: Option<ItemId>,
    /// The words that it is about, as they stood then.
    pub about: String,
    /// The hash of the item, or of the plan, as it was read then; None for a comment that came from elsewhere.
    pub hash: Option<String>,
    /// A person's id in the school's record; of a claimed one, a name.
    pub author: String,
    /// The author's name is what a file said, and nothing proves it.
    pub claimed: bool,
    /// When it was written, as claimed: `2026-03-01T08:00:00Z`; empty where nothing says.
    pub date: String,
    /// The name of the file that it came in; empty for one that was written here.
    pub source: String,
    /// The id of the comment that it answers.
    pub answers: Option<String>,
    /// Who resolved it, where it is.
    pub resolved: Option<String>,
    pub text: String,
}

/// Why a text is no review; `span` are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidReview {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

/// The front matter as it is written. `resolved` is what earlier versions wrote, and what a Word file says; a comment
/// of ours is resolved by a file of its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    #[serde(rename = "sha256", default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    author: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    claimed: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
}

impl Review {
    /// Reads a comment's file.
    pub fn parse(text: &str) -> Result<Review, InvalidReview> {
        match Record::parse(text)? {
            Record::Comment(review) => Ok(review),
            _ => Err(record::invalid("not a comment")),
        }
    }

    /// The same, of a front matter that was parted from the text below it.
    fn from_parts(head: &str, body: &str) -> Result<Review, InvalidReview> {
        let written: Written = record::read(head)?;
        Ok(Review {
            item: written.item.as_deref().map(|id| record::item(id, head)).transpose()?,
            about: written.about,
            hash: written.hash,
            author: written.author,
            claimed: written.claimed,
            date: written.date,
            source: written.source,
            answers: written.answers,
            resolved: written.resolved,
            text: body.trim().to_owned(),
        })
    }

    /// The file.
    pub fn to_text(&self) -> String {
        let written = Written {
            schema: 1,
            item: self.item.map(|id| id.to_string()),
            about: self.about.clone(),
            hash: self.hash.clone(),
            author: self.author.clone(),
            claimed: self.claimed,
            date: self.date.clone(),
            source: self.source.clone(),
            answers: self.answers.clone(),
            resolved: self.resolved.clone(),
        };
        // Strings, numbers and truth values always can be written. What a Word file's comment is called is made of
        // these very bytes.
        let head = toml::to_string(&written).unwrap_or_default();
        format!("+++\n{head}+++\n\n{}\n", self.text.trim())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(author in "\\PC{0,20}", about in "\\PC{0,40}", text in "[^+\r]{0,80}", claimed: bool) {
            let review = Review {
                item: "w-1.5-2021-1".parse().ok(),
                about, author, claimed,
                hash: claimed.then(|| "ab".repeat(32)),
                resolved: claimed.then(|| "hieu-truong".to_owned()),
                text: text.trim().to_owned(),
                ..Review::default()
            };
            let written = review.to_text();
            prop_assert_eq!(Review::parse(&written), Ok(review));
            prop_assert_eq!(claimed, written.lines().any(|line| line.starts_with("resolved")) );
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, detail) in [
            ("Không có đầu.", "no `+++` on the first line"),
            ("+++\nschema = 1\n", "no second `+++`"),
            ("+++\nschema = 1\nauthor = \"A\"\nitem = \"x\"\n+++\n", "item: not an id"),
        ] {
            assert_eq!(Review::parse(text).unwrap_err().detail, detail);
        }
    }
}
