//! Files of an export: those that are read for it (templates), and the one that is written.

use std::path::{Path, PathBuf};

use super::Error;
use crate::folder::{self, SchoolFolder};
use crate::work::choice::{self, Choice};

/// What happens to a file of the same name that holds something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Written,
    Replaced,
    /// It was there already, byte for byte.
    Same,
}

/// Writes a file whole or not at all. A file that holds anything else is kept: it may have been edited in Word, and
/// that work must not be lost by exporting again.
pub fn save(path: &Path, bytes: &[u8], existing: Existing) -> Result<Saved, Error> {
    match folder::read(path) {
        Ok(there) if there == bytes => Ok(Saved::Same),
        Ok(_) if existing == Existing::Replace => {
            folder::replace(path, bytes)?;
            Ok(Saved::Replaced)
        }
        Ok(_) => Err(Error::Differs { path: path.to_path_buf() }),
        Err(folder::Error::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            folder::create(path, bytes)?;
            Ok(Saved::Written)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the templates of a school lie: its own come before the repository's.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    home: Option<(PathBuf, SchoolFolder)>,
}

impl Templates {
    /// Those of a school; none outside of a repository, or where the school is not clear.
    pub fn of(here: &Path, school: &str) -> Templates {
        let choice = Choice { here, words: &[], school: Some(school) };
        Templates { home: choice::school(&choice).ok() }
    }

    /// A template's text, with where it was found.
    pub fn text(&self, name: &str) -> Result<Option<(PathBuf, String)>, Error> {
        let Some((root, school)) = &self.home else { return Ok(None) };
        Ok(folder::template(root, school, name)?)
    }

    /// A picture that a template names.
    pub fn bytes(&self, name: &str) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
        let Some((root, school)) = &self.home else { return Ok(None) };
        Ok(folder::template_bytes(root, school, name)?)
    }
}
