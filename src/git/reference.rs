//! Refs as any git client may move them: for the demo's forger, and for taking his work back.
//!
//! Approvals are never written this way: [`Repo::create_tag`] makes a name once and for all. Here a
//! name is put on another object or taken away, which is exactly what verification must find out.

use git2::ErrorCode;

use super::tag::TagError;
use super::{Error, Failure, ObjectId, Repo};

impl Repo {
    /// Puts a tag's name on an object, whatever it named before.
    pub fn point_tag(&self, name: &str, id: ObjectId) -> Result<(), TagError> {
        let reference = format!("refs/tags/{name}");
        let pointed = self.inner.reference(&reference, id.into(), true, "tag");
        pointed.map(|_| ()).map_err(|source| failed(name, &source))
    }

    /// Takes a tag's name away; the object stays in the store.
    pub fn forget_tag(&self, name: &str) -> Result<(), TagError> {
        match self.inner.find_reference(&format!("refs/tags/{name}")) {
            Ok(mut reference) => reference.delete().map_err(|source| failed(name, &source)),
            Err(source) if source.code() == ErrorCode::NotFound => Ok(()),
            Err(source) => Err(failed(name, &source)),
        }
    }

    /// The ref that a ref stands for, where it is only another name; None for an ordinary or absent one.
    pub fn stands_for(&self, name: &str) -> Result<Option<String>, Error> {
        let failed = |source: git2::Error| Error::read_ref(name, &source);
        match self.inner.find_reference(name) {
            Ok(reference) => Ok(reference.symbolic_target().map_err(failed)?.map(str::to_owned)),
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }
}

fn failed(name: &str, source: &git2::Error) -> TagError {
    TagError::Write { tag: name.to_owned(), source: Failure::new(source) }
}
