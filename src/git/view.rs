//! A repository looked at through other names: to note what a judgement reads, or to judge what a file holds.
//!
//! - [`Repo::noting`] reads the repository under the names that a bundle will have and notes every object that
//!   is read: those are the bundle's, all and no others.
//! - [`Repo::holding`] finds the objects of a bundle before those of the repository, and the bundle's names
//!   beside its own: as if the bundle had been fetched, without writing anything.
//!
//! Outside of any repository, [`Repo::nowhere`] is an empty one.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use git2::Repository;

use super::parcel::Held;
use super::{CommitId, Error, Failure, ObjectId, ObjectKind, Repo};
use crate::approval::Id;

/// The names through which a repository is looked at.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub head: Option<Id>,
    /// Branch tips, HEAD among them.
    pub tips: Vec<Id>,
    /// Sorted by name.
    pub tags: Vec<(String, ObjectId)>,
}

/// How a repository is looked at.
#[derive(Debug)]
pub(super) struct View {
    names: Names,
    objects: Objects,
}

#[derive(Debug)]
enum Objects {
    /// The repository's own; what is read is noted.
    Noted(Mutex<BTreeSet<ObjectId>>),
    Held {
        objects: Held,
        beside: Beside,
    },
}

/// Whether the objects of the repository around a bundle are there too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    Repository,
}

/// What a view says of an object.
pub(super) enum Seen<'v> {
    Held(ObjectKind, &'v [u8]),
    /// Look for it in the repository.
    Elsewhere,
    Nowhere,
}

impl View {
    pub(super) fn find(&self, id: ObjectId) -> Seen<'_> {
        match &self.objects {
            Objects::Noted(_) => Seen::Elsewhere,
            Objects::Held { objects, beside } => match objects.get(&id) {
                Some((kind, bytes)) => Seen::Held(*kind, bytes),
                None if *beside == Beside::Repository => Seen::Elsewhere,
                None => Seen::Nowhere,
            },
        }
    }

    /// Notes that an object was found in the repository.
    pub(super) fn note(&self, id: ObjectId) {
        if let Objects::Noted(noted) = &self.objects {
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        }
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }
}

impl Repo {
    /// The same repository under other names; what is read through it is noted.
    pub fn noting(&self, names: Names) -> Result<Repo, Error> {
        let view = View { names, objects: Objects::Noted(Mutex::default()) };
        Ok(Repo { view: Some(Arc::new(view)), ..self.again()? })
    }

    /// The objects that were read so far.
    pub fn noted(&self) -> BTreeSet<ObjectId> {
        match self.view.as_ref().map(|view| &view.objects) {
            Some(Objects::Noted(noted)) => noted.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => BTreeSet::new(),
        }
    }

    /// The same repository with a bundle's objects and under its names.
    pub fn holding(&self, names: Names, objects: Held, beside: Beside) -> Result<Repo, Error> {
        let view = View { names, objects: Objects::Held { objects, beside } };
        Ok(Repo { view: Some(Arc::new(view)), ..self.again()? })
    }

    /// An empty repository of ours: it has the person's own git configuration and nothing else. It goes with
    /// the value.
    pub fn nowhere() -> Result<Repo, Error> {
        let failed = |message: String| Error::Open {
            folder: std::env::temp_dir(),
            source: Failure::of_words(&message),
        };
        let folder = tempfile::Builder::new().prefix("caitien-").tempdir();
        let folder = folder.map_err(|error| failed(error.to_string()))?;
        let inner =
            Repository::init_bare(folder.path()).map_err(|error| failed(error.message().to_owned()))?;
        Ok(Repo { kept: Some(Arc::new(folder)), ..Repo::wrap(inner) })
    }

    /// Is it looked at through other names than its own?
    pub fn is_viewed(&self) -> bool {
        self.view.is_some()
    }

    /// Is what is read noted?
    pub fn is_noting(&self) -> bool {
        matches!(self.view.as_ref().map(|view| &view.objects), Some(Objects::Noted(_)))
    }

    /// Is it an empty one of ours, which nobody will ever see again?
    pub fn is_nowhere(&self) -> bool {
        self.kept.is_some()
    }

    pub(super) fn viewed_head(&self) -> Option<Option<CommitId>> {
        let view = self.view.as_ref()?;
        Some(view.names().head.map(|head| CommitId::new(head.into())))
    }

    pub(super) fn viewed_tags(&self, prefix: &str) -> Option<Vec<(String, ObjectId)>> {
        let tags = self.view.as_ref()?.names().tags.iter();
        Some(tags.filter(|(name, _)| name.starts_with(prefix)).cloned().collect())
    }

    /// What a ref names in the view, if there is one.
    pub(super) fn viewed_reference(&self, name: &str) -> Option<Option<ObjectId>> {
        let mut tags = self.view.as_ref()?.names().tags.iter();
        let tag = name.strip_prefix("refs/tags/");
        Some(tags.find(|(known, _)| Some(known.as_str()) == tag).map(|(_, id)| *id))
    }

    /// What the view, if there is one, says of an object.
    pub(super) fn seen_in_view(&self, id: ObjectId) -> Seen<'_> {
        self.view.as_ref().map_or(Seen::Elsewhere, |view| view.find(id))
    }

    pub(super) fn note(&self, id: ObjectId) {
        if let Some(view) = &self.view {
            view.note(id);
        }
    }
}
