//! The same repository for another thread.

use std::path::PathBuf;
use std::sync::Arc;

use git2::Repository;

use super::assumed::Assumed;
use super::view::View;
use super::{Error, Repo};

/// Opens a repository as it was opened before; may be sent to other threads.
#[derive(Clone, Debug)]
pub struct Door {
    folder: PathBuf,
    found: Found,
    assumed: Assumed,
    view: Option<Arc<View>>,
    kept: Option<Arc<tempfile::TempDir>>,
}

impl Door {
    pub fn open(&self) -> Result<Repo, Error> {
        let repo = match self.found {
            Found::ByGit => Repo::open_in_hook(&self.folder)?,
            Found::InFolder => {
                let inner = Repository::open(&self.folder);
                Repo::wrap(inner.map_err(|source| Error::opening(&self.folder, &source))?)
            }
        };
        let (assumed, view, kept) = (self.assumed.clone(), self.view.clone(), self.kept.clone());
        Ok(Repo { assumed, view, kept, ..repo })
    }
}

/// How a repository was found; another thread finds it in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    InFolder,
    /// By the environment that git gives its hooks, with the objects that wait in quarantine.
    ByGit,
}

impl Repo {
    /// The same repository once more, for another thread.
    pub fn again(&self) -> Result<Repo, Error> {
        self.door().open()
    }

    /// How to open the same repository again, from any thread.
    pub fn door(&self) -> Door {
        let folder = self.inner.path().to_path_buf();
        let (assumed, view, kept) = (self.assumed.clone(), self.view.clone(), self.kept.clone());
        Door { folder, found: self.found, assumed, view, kept }
    }
}
