//! How much is read of what strangers wrote: whoever may push can push a hundred megabytes that take up a few
//! kilobytes, and nothing that is judged is near that size.

use git2::ErrorCode;

use super::view::Seen;
use super::{Error, ObjectId, Repo};

/// A tag, a trust record, the settings, a consent.
pub const STATEMENT: usize = 1 << 20;

/// A plan. The longest ones that are known have two hundred kilobytes.
pub const PLAN: usize = 4 << 20;

/// What goes with a plan and is only hashed.
pub const ATTACHED: usize = 16 << 20;

impl Repo {
    /// How many bytes an object has, without reading them; None where there is no such object.
    pub fn size(&self, id: ObjectId) -> Result<Option<usize>, Error> {
        match self.seen_in_view(id) {
            Seen::Held(_, bytes) => return Ok(Some(bytes.len())),
            Seen::Nowhere => return Ok(None),
            Seen::Elsewhere => {}
        }
        match self.inner.odb().and_then(|store| store.read_header(id.into())) {
            Ok((size, _)) => Ok(Some(size)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(Error::read_object(&id.to_string(), &error)),
        }
    }

    /// The bytes of a blob; None where there are more than so many.
    pub fn blob_within(&self, id: ObjectId, most: usize) -> Result<Option<Vec<u8>>, Error> {
        if self.size(id)?.is_some_and(|size| size > most) {
            return Ok(None);
        }
        self.blob(id).map(Some)
    }
}
