//! What `init` and `school add` made, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::work::init;

/// The answer of `init` and `school add`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Made {
    /// The version of this form.
    pub schema: u32,
    /// The repository's top folder.
    pub root: String,
    /// The school's id.
    pub school: String,
    /// The files that were made, from the repository's root.
    pub files: Vec<String>,
    /// The commit that brought them in: for the school, the root of trust.
    pub commit: String,
    /// Was it signed with the principal's (or the office's) key?
    pub signed: bool,
    /// The fingerprint of the principal's key, if one was given.
    pub key: Option<String>,
    /// The fingerprint of the school's root of trust, pinned in this clone; none where the commit
    /// was not signed by somebody with the right.
    pub trust_root: Option<String>,
}

impl Made {
    pub fn of(made: &init::Made) -> Made {
        Made {
            schema: 1,
            root: made.root.display().to_string(),
            school: made.school.clone(),
            files: made.files.clone(),
            commit: made.commit.to_string(),
            signed: made.signed,
            key: made.key.clone(),
            trust_root: made.trust_root.map(|root| root.to_string()),
        }
    }
}
