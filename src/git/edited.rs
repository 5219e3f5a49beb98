//! Which files of the working tree are not as they are committed, found by git's own stored times
//! and sizes: without reading what did not change.

use git2::{Status, StatusOptions, StatusShow};

use super::{Error, Repo};

impl Repo {
    /// The files, new ones included, that differ from HEAD; ignored ones are passed over. From the
    /// repository's root, with `/`; names that are not UTF-8 are not ours.
    pub fn edited_files(&self) -> Result<Vec<String>, Error> {
        let mut options = StatusOptions::new();
        options.show(StatusShow::IndexAndWorkdir).include_untracked(true).recurse_untracked_dirs(true);
        let failed = |source: git2::Error| Error::read_ref("index", &source);
        let statuses = self.inner.statuses(Some(&mut options)).map_err(failed)?;
        let differs = |status: Status| status != Status::CURRENT && !status.is_ignored();
        let edited = statuses.iter().filter(|entry| differs(entry.status()));
        Ok(edited.filter_map(|entry| entry.path().ok().map(str::to_owned)).collect())
    }
}
