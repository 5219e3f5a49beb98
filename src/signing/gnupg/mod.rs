//! Signatures of OpenPGP (`gpg`) and X.509 (`gpgsm`), through those programs and git.
//!
//! Checking and signing are strangers to each other. [`Examiner`] checks among ourselves, with nothing of the person's, the machine's or the
//! judged repository's. [`Named`] finds a key among the person's own and has the person's program sign with it.

mod armour;
mod examiner;
mod keyring;
mod program;
mod status;

pub use examiner::Examiner;
pub use keyring::Named;
pub(super) use keyring::sign;
pub use program::Program;

/// What carries a signature.
#[derive(Clone, Copy, Debug)]
pub enum Carrier<'b> {
    /// A tag, whose signature stands behind what was signed.
    Tag { payload: &'b [u8] },
    /// Anything that is no object of git.
    Text { payload: &'b [u8] },
    /// A whole commit, its signature among its headers.
    Commit { bytes: &'b [u8] },
}
