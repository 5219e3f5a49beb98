//! Makes a signed tag: builds what is signed, has it signed, looks at the signature once more, and gives the
//! tag its name. Both or nothing, and never over another tag.
//!
//! What the message says, and who may sign it, is the caller's business.

use std::fmt;

use crate::approval::Id;
use crate::git::tag::{self, TagError, Tagger};
use crate::git::{ObjectId, Repo};
use crate::signing::{self, Purpose, Signer, confirm};

/// What a tag says.
#[derive(Clone, Copy, Debug)]
pub struct TagText<'t> {
    /// Without `refs/tags/`.
    pub name: &'t str,
    /// What it points to.
    pub commit: Id,
    pub message: &'t str,
}

/// Why there is no such tag.
#[derive(Debug)]
pub enum Error {
    Sign(signing::Error),
    /// What came back is no signature of the payload.
    BadSignature,
    Write(TagError),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Sign(source) => source.fmt(out),
            Error::BadSignature => write!(out, "the signature that was made is not good"),
            Error::Write(source) => source.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

/// Signs the tag and names it.
pub fn make(repo: &Repo, text: &TagText<'_>, tagger: &Tagger, signer: &Signer) -> Result<ObjectId, Error> {
    let payload = tag::build(text.commit, text.name, tagger, text.message);
    let signature = signer.sign(payload.as_bytes()).map_err(Error::Sign)?;
    if !confirm(Purpose::Git, payload.as_bytes(), &signature, signer.public_key()).map_err(Error::Sign)? {
        return Err(Error::BadSignature);
    }
    repo.create_tag(text.name, format!("{payload}{signature}").as_bytes()).map_err(Error::Write)
}
