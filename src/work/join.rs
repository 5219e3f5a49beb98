//! A first copy of a school's repository: from an address, a shared folder, or a file on a stick.
//!
//! Nothing that lies in the folder is touched: it must not be there yet, or be empty.

use std::path::{Path, PathBuf};

use super::sync::Place;
use crate::folder;
use crate::git::commit::identity;
use crate::git::remote::{RemoteError, copy};
use crate::git::{self, Repo};

/// A copy that was made.
#[derive(Clone, Debug)]
pub struct Joined {
    pub place: Place,
    pub root: PathBuf,
    /// The schools in it, by name.
    pub schools: Vec<String>,
    /// How many plans there are.
    pub plans: usize,
    /// Git knows who saves here.
    pub knows_me: bool,
}

/// Why there is no copy.
#[derive(Debug)]
pub enum Error {
    /// Something lies in the folder already.
    NotEmpty {
        folder: PathBuf,
    },
    /// No name for a folder can be made of this.
    NoName {
        place: String,
    },
    /// Nothing was ever saved at that place.
    Empty {
        place: String,
    },
    Remote(RemoteError),
    Git(git::Error),
    Folder(folder::Error),
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<RemoteError> for Error {
    fn from(error: RemoteError) -> Self {
        Error::Remote(error)
    }
}

/// Gets a copy. `program` is the path of this program where its name would not be found.
pub fn join(
    here: &Path,
    typed: &str,
    wanted: Option<&Path>,
    program: Option<&Path>,
) -> Result<Joined, Error> {
    let place = Place::of(None, typed, here);
    let folder = match wanted {
        Some(folder) => here.join(folder),
        None => here.join(name(typed).ok_or_else(|| Error::NoName { place: typed.to_owned() })?),
    };
    let is_free = match std::fs::read_dir(&folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => std::fs::symlink_metadata(&folder).is_err(),
    };
    if !is_free {
        return Err(Error::NotEmpty { folder });
    }
    copy(&place.address(), &folder)?;
    let repo = Repo::open(&folder)?;
    if repo.head()?.is_none() {
        drop(repo);
        // We made it a moment ago, and nothing is in it.
        let _ = std::fs::remove_dir_all(&folder);
        return Err(Error::Empty { place: place.address() });
    }
    repo.set_merge_driver(program)?;
    let schools = folder::find_schools(repo.root())?;
    let mut plans = 0;
    for school in &schools {
        plans += school.plans()?.len();
    }
    Ok(Joined {
        place,
        root: repo.root().to_path_buf(),
        schools: schools.into_iter().map(|school| school.id).collect(),
        plans,
        knows_me: identity(&repo).is_ok(),
    })
}

/// `truong` of `git@may-chu:kho/truong.git` and of `E:/truong.bundle`.
fn name(typed: &str) -> Option<&str> {
    let last = typed.trim_end_matches(['/', '\\']).rsplit(['/', '\\', ':']).next()?;
    let name = last.strip_suffix(".git").or_else(|| last.strip_suffix(".bundle")).unwrap_or(last);
    Some(name).filter(|name| !name.is_empty() && *name != "." && *name != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_after_the_place() {
        let names =
            ["git@may-chu:kho/truong.git", "https://x.vn/truong/", "E:\\truong.bundle", "../.."].map(name);
        assert_eq!(names, [Some("truong"), Some("truong"), Some("truong"), None]);
    }
}
