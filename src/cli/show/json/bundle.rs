//! `bundle` and `publish` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::Approval;
use crate::approval::bundle::Kind;
use crate::cli::lang::Lang;
use crate::work::bundle::Made;

/// The answer of `bundle --format json` and `publish --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// The file that was written.
    pub file: String,
    /// `bundle` or `publication`.
    pub kind: &'static str,
    /// The approval that the file is about.
    pub approval: String,
    pub bytes: usize,
    /// How many git objects it holds.
    pub objects: usize,
    /// The verdict as this clone sees it; a reader may still have to pin the root.
    pub judged: Option<Approval>,
}

/// The stable name of a kind.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Bundle => "bundle",
        Kind::Publication => "publication",
    }
}

impl Answer {
    pub fn new(made: &Made, file: &str, lang: Lang) -> Answer {
        Answer {
            schema: 1,
            file: file.to_owned(),
            kind: kind(made.head.kind),
            approval: made.head.approval.to_string(),
            bytes: made.bytes.len(),
            objects: made.objects,
            judged: made.judged.first().map(|one| Approval::new(one, lang)),
        }
    }
}
