//! Who may approve, what an approval says, and whether it holds. Pure: facts in, verdicts out.
//!
//! An approval is a signed tag that carries a [`statement`]. Git's own check of the signature is
//! not enough (a renamed, replayed or wrapped tag passes it), so the statement is judged against
//! the school's [`trust`] record, its place in the [`chain`] and the plan's [`digest`]. What comes
//! out is one [`verdict::Verdict`] for each approval. The contract is `docs/approval.md`.
//!
//! Nothing here reads git, verifies a signature or knows the time: dates never grant validity.

pub mod amend;
pub mod bundle;
mod canonical;
pub mod chain;
pub mod change;
pub mod consent;
pub mod digest;
pub mod extract;
pub mod hex;
pub mod judge;
pub mod key;
pub mod lineage;
pub mod mark;
pub mod name;
pub mod notice;
pub mod record;
pub mod roots;
pub mod statement;
pub mod submission;
pub mod syllable;
pub mod trust;
pub mod verdict;

pub use hex::{Hash, Id};
pub use key::{KeyKind, PublicKey};
pub use name::ApprovalName;
pub use statement::Statement;
pub use verdict::Verdict;
