//! Where the other copy is: a remote that git knows, an address, a folder, or a file on a stick.

use std::path::{Component, Path, PathBuf};

use super::{Error, Request};
use crate::git::Repo;
use crate::git::remote::is_bundle;

/// Where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Remote {
        /// As git knows it.
        name: Option<String>,
        address: String,
    },
    /// A file that holds a copy.
    Bundle { name: Option<String>, path: PathBuf },
}

impl Place {
    /// As typed, or what the branch follows, or else what is remembered.
    pub(super) fn find(repo: &Repo, request: &Request<'_>, branch: &str) -> Result<Place, Error> {
        let followed = || repo.upstream(branch).ok().flatten().map(|(remote, _)| remote);
        let known = |name: String| repo.remote_address(&name).map(|address| (name, address));
        let Some(typed) = request.place else {
            let (name, address) =
                followed().and_then(known).or_else(|| known("origin".to_owned())).ok_or(Error::Nowhere)?;
            return Ok(Place::of(Some(name), &address, repo.root()));
        };
        match known(typed.to_owned()) {
            Some((name, address)) => Ok(Place::of(Some(name), &address, repo.root())),
            None => Ok(Place::of(None, typed, request.here)),
        }
    }

    /// A place as typed in a folder.
    pub fn of(name: Option<String>, typed: &str, here: &Path) -> Place {
        let path = plain(&here.join(typed));
        let is_address = typed.contains("://");
        if is_bundle(typed) && !is_address {
            return Place::Bundle { name, path };
        }
        // `host:path` is an address unless a folder is called so.
        let address =
            if !is_address && path.exists() { path.display().to_string() } else { typed.to_owned() };
        Place::Remote { name, address }
    }

    pub fn is_bundle(&self) -> bool {
        matches!(self, Place::Bundle { .. })
    }

    /// The name under which git knows it.
    pub fn name(&self) -> Option<&String> {
        match self {
            Place::Remote { name, .. } | Place::Bundle { name, .. } => name.as_ref(),
        }
    }

    /// The address or the path, for people and for git's memory.
    pub fn address(&self) -> String {
        match self {
            Place::Remote { address, .. } => address.clone(),
            Place::Bundle { path, .. } => path.display().to_string(),
        }
    }

    /// What git is given: the name keeps what else the person set for it.
    pub(super) fn for_git(&self) -> String {
        match self {
            Place::Remote { name: Some(name), .. } => name.clone(),
            place => place.address(),
        }
    }

    /// Is there something to fetch? Only of a file it is known beforehand.
    pub(super) fn exists(&self) -> bool {
        match self {
            Place::Remote { .. } => true,
            Place::Bundle { path, .. } => path.exists(),
        }
    }

    /// Is it worth remembering?
    pub(super) fn is_new(&self, repo: &Repo) -> bool {
        self.name().is_none() && repo.remote_address("origin").is_none()
    }
}

/// A path without `..` in it, for people; links are not looked at.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
