//! What a commit says of itself, without its tree.

use super::CommitId;

/// A commit's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitInfo {
    pub id: CommitId,
    pub parents: Vec<CommitId>,
    pub author: Signature,
    pub committer: Signature,
    /// The whole message; bytes that are not UTF-8 are replaced.
    pub message: String,
}

impl CommitInfo {
    /// The message's first line.
    pub fn summary(&self) -> &str {
        self.message.lines().next().unwrap_or("").trim()
    }
}

/// Who did it, and when by that person's own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub email: String,
    /// Seconds since 1970.
    pub seconds: i64,
    /// Minutes east of Greenwich.
    pub offset: i32,
}

pub(super) fn signature(written: &git2::Signature<'_>) -> Signature {
    Signature {
        name: String::from_utf8_lossy(written.name_bytes()).into_owned(),
        email: String::from_utf8_lossy(written.email_bytes()).into_owned(),
        seconds: written.when().seconds(),
        offset: written.when().offset_minutes(),
    }
}
