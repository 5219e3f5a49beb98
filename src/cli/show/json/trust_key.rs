//! `trust key` for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::approval::{KeyKind, PublicKey};

/// The answer of `trust key --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub schema: u8,
    /// `ssh`, `openpgp` or `x509`.
    pub kind: &'static str,
    pub fingerprint: String,
    /// As it stands in a record's `keys`.
    pub line: String,
}

impl Answer {
    pub fn new(key: &PublicKey) -> Answer {
        let kind = match key.kind() {
            KeyKind::Ssh => "ssh",
            kind => kind.word(),
        };
        Answer { schema: 1, kind, fingerprint: key.fingerprint(), line: key.to_line() }
    }
}
