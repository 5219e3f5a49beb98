//! The name of an approval: `approved/<school>/<period>/v<n>`. Names are never used again.
//!
//! ```
//! use caitien::approval::ApprovalName;
//! let name: ApprovalName = "approved/mn-thanh-xuong/2023-2024/v1".parse().unwrap();
//! assert_eq!((name.school.as_str(), name.version), ("mn-thanh-xuong", 1));
//! assert!("approved/mn-thanh-xuong/2023-2024/v01".parse::<ApprovalName>().is_err());
//! ```

use std::fmt;
use std::str::FromStr;

use crate::period::Period;
use crate::school::is_slug;

/// Which plan was approved, and the how-manieth approval of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApprovalName {
    pub school: String,
    pub period: Period,
    pub version: u32,
}

/// The tags that say something about an approval, by the first part of their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TagKind {
    Approved,
    Withdrawn,
    Received,
    Issued,
}

impl TagKind {
    pub const ALL: [TagKind; 4] = [TagKind::Approved, TagKind::Withdrawn, TagKind::Received, TagKind::Issued];

    /// The kinds that say something about an approval that is there already.
    pub const NOTICES: [TagKind; 3] = [TagKind::Withdrawn, TagKind::Received, TagKind::Issued];

    /// What kind a tag would be by the folder that it lies in, whatever the rest of its name is.
    pub fn of(tag: &str) -> Option<TagKind> {
        let (folder, _) = tag.split_once('/')?;
        TagKind::ALL.into_iter().find(|kind| kind.as_str() == folder)
    }

    /// The first part of the tag's name.
    pub fn as_str(self) -> &'static str {
        match self {
            TagKind::Approved => "approved",
            TagKind::Withdrawn => "withdrawn",
            TagKind::Received => "received",
            TagKind::Issued => "issued",
        }
    }
}

impl ApprovalName {
    /// The tag of this kind about this approval.
    pub fn tag(&self, kind: TagKind) -> String {
        format!("{}/{}/{}/v{}", kind.as_str(), self.school, self.period, self.version)
    }

    /// Reads a tag's name of one kind; there is one spelling.
    pub fn of_tag(tag: &str, kind: TagKind) -> Option<ApprovalName> {
        let mut parts = tag.strip_prefix(kind.as_str())?.strip_prefix('/')?.split('/');
        let (school, period, version) = (parts.next()?, parts.next()?, parts.next()?);
        let version = version.strip_prefix('v')?.parse().ok()?;
        let name = ApprovalName { school: school.to_owned(), period: period.parse().ok()?, version };
        (is_slug(school) && version > 0 && name.tag(kind) == tag).then_some(name)
    }

    /// The school that a tag's name speaks of, even where the rest of the name is wrong.
    pub fn school_of(tag: &str) -> Option<&str> {
        let school = tag.strip_prefix("approved/")?.split('/').next()?;
        is_slug(school).then_some(school)
    }
}

impl fmt::Display for ApprovalName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.tag(TagKind::Approved))
    }
}

impl FromStr for ApprovalName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        ApprovalName::of_tag(text, TagKind::Approved).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_spelling() {
        let name: ApprovalName = "approved/th-a/2023-2024/v12".parse().unwrap();
        assert_eq!(name.to_string(), "approved/th-a/2023-2024/v12");
        assert_eq!(name.tag(TagKind::Withdrawn), "withdrawn/th-a/2023-2024/v12");
        let issued = ApprovalName::of_tag("issued/th-a/2023-2024/v12", TagKind::Issued);
        assert_eq!(issued.as_ref(), Some(&name));
        assert_eq!(TagKind::of("issued/rác"), Some(TagKind::Issued));
        assert_eq!(TagKind::of("issued"), None);
        for bad in [
            "approved/th-a/2023-2024/v0",
            "approved/th-a/2023-2024/v+1",
            "approved/th-a/2023–2024/v1",
            "approved/th-a/2023-2024/v1/x",
            "approved/Th-a/2023-2024/v1",
            "approved/th-a/2023-2024",
            "Approved/th-a/2023-2024/v1",
            "withdrawn/th-a/2023-2024/v1",
        ] {
            assert!(bad.parse::<ApprovalName>().is_err(), "{bad}");
        }
    }
}
