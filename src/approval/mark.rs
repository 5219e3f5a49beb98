//! The words of an approval's code on paper: what a photo of the printed copy can be held against.
//!
//! The tag's id alone names the approval and all that it says; the plan's hash can be held against any copy of the
//! plan, and the root against a list that somebody keeps. All in capitals, because a QR code has a denser
//! alphabet for these; reading does not mind.
//!
//! ```
//! use caitien::approval::mark::Mark;
//! let words = format!("CAITIEN:TH-A/2023-2024/V1:TAG-{}:PLAN-{}:ROOT-{}", "0A".repeat(20), "1B".repeat(32), "2C".repeat(32));
//! let mark: Mark = words.parse().unwrap();
//! assert_eq!(mark.to_string(), words);
//! assert_eq!(mark.name.to_string(), "approved/th-a/2023-2024/v1");
//! assert!(words.replace("TAG", "TAX").parse::<Mark>().is_err());
//! ```

use std::fmt;
use std::str::FromStr;

use super::hex::{Hash, Id};
use super::name::{ApprovalName, TagKind};

/// What the code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub name: ApprovalName,
    /// The tag object.
    pub tag: Id,
    pub plan: Hash,
    pub root: Hash,
}

/// Does a text call itself such a code?
pub fn is_mark(text: &str) -> bool {
    text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("caitien:"))
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ApprovalName { school, period, version } = &self.name;
        let Mark { tag, plan, root, .. } = self;
        let words = format!("caitien:{school}/{period}/v{version}:tag-{tag}:plan-{plan}:root-{root}");
        out.write_str(&words.to_ascii_uppercase())
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let text = text.to_ascii_lowercase();
        let parts: Vec<&str> = text.split(':').collect();
        let ["caitien", name, tag, plan, root] = parts.as_slice() else { return Err(()) };
        Ok(Mark {
            name: ApprovalName::of_tag(&format!("approved/{name}"), TagKind::Approved).ok_or(())?,
            tag: tag.strip_prefix("tag-").ok_or(())?.parse()?,
            plan: plan.strip_prefix("plan-").ok_or(())?.parse()?,
            root: root.strip_prefix("root-").ok_or(())?.parse()?,
        })
    }
}
