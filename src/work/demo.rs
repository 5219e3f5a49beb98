//! The stage of the demo: a fresh folder with an empty repository, a place for keys, and a plan as
//! it comes out of Word; and what a careless or dishonest hand does to an approved plan.
//!
//! The acts in between are the commands themselves; `cli/command/demo.rs` runs them and tells the
//! story.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder;
use crate::git::tag::{self, TagError};
use crate::git::{self, ObjectId, Repo, commit};
use crate::signing::{self, KeyFile, Locked};

use super::samples::{Sample, WORD_TEXT};

/// Where everything of one demo lies.
#[derive(Clone, Debug)]
pub struct Stage {
    pub folder: PathBuf,
    /// The plan repository, in which the commands are run.
    pub repository: PathBuf,
}

/// The repository's folder, as seen from the stage.
pub const REPOSITORY: &str = "kho";

/// The principal's key, as seen from the repository.
pub const KEY: &str = "../khoa/hieu-truong";

/// The text out of Word, as seen from the repository.
pub const WORD_FILE: &str = "../tu-word/ke-hoach-2025-2026.txt";

/// Why there is no stage.
#[derive(Debug)]
pub enum Error {
    /// The folder is not empty; whatever lies there is left alone.
    NotEmpty {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
        source: std::io::Error,
    },
    /// A sample lacks what the story needs: a bug.
    NoSuchText {
        text: &'static str,
    },
    /// There is no such approval to tamper with.
    NoSuchTag {
        tag: String,
    },
    Folder(folder::Error),
    Git(git::Error),
    Commit(commit::Error),
    Tag(TagError),
    Sign(signing::Error),
}

impl From<TagError> for Error {
    fn from(error: TagError) -> Self {
        Error::Tag(error)
    }
}

impl From<signing::Error> for Error {
    fn from(error: signing::Error) -> Self {
        Error::Sign(error)
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Error::Folder(error)
    }
}

impl From<git::Error> for Error {
    fn from(error: git::Error) -> Self {
        Error::Git(error)
    }
}

impl From<commit::Error> for Error {
    fn from(error: commit::Error) -> Self {
        Error::Commit(error)
    }
}

/// Sets the stage in a folder that is empty or not there yet, or in a fresh temporary one.
pub fn set(into: Option<&Path>, person: &str) -> Result<Stage, Error> {
    let folder = match into {
        Some(folder) => empty(folder)?,
        None => folder::fresh("caitien-demo-")?,
    };
    let stage = Stage { repository: folder.join(REPOSITORY), folder };
    for path in [&stage.repository, &stage.folder.join("khoa")] {
        fs::create_dir_all(path).map_err(|source| Error::MakeFolder { path: path.clone(), source })?;
    }
    folder::replace(&stage.repository.join(WORD_FILE), WORD_TEXT.as_bytes())?;
    commit::init(&stage.repository)?;
    let repo = Repo::open(&stage.repository)?;
    // The demo must not depend on how this machine's git is set up, nor change that.
    let settings = [
        ("user.name", person),
        ("user.email", "hieu-truong@example.edu.vn"),
        ("commit.gpgsign", "false"),
        ("tag.gpgsign", "false"),
        ("gc.auto", "0"),
    ];
    for (key, value) in settings {
        repo.set_config(key, value)?;
    }
    Ok(stage)
}

fn empty(folder: &Path) -> Result<PathBuf, Error> {
    let made = |source| Error::MakeFolder { path: folder.to_path_buf(), source };
    fs::create_dir_all(folder).map_err(made)?;
    let mut entries = fs::read_dir(folder).map_err(made)?;
    match entries.next() {
        None => Ok(folder.to_path_buf()),
        Some(_) => Err(Error::NotEmpty { path: folder.to_path_buf() }),
    }
}

impl Stage {
    /// Lays a sample plan and its records where they belong.
    pub fn lay(&self, sample: &Sample) -> Result<(), Error> {
        let year = self.repository.join("schools").join(sample.school).join(sample.period);
        folder::replace(&year.join("plan.md"), sample.plan.as_bytes())?;
        if let Some(progress) = sample.progress {
            folder::replace(&year.join("progress.toml"), progress.as_bytes())?;
        }
        Ok(())
    }

    /// Changes one place of a file, as a hand in an editor would.
    pub fn edit(&self, inside: &str, old: &'static str, new: &str) -> Result<(), Error> {
        let path = self.repository.join(inside);
        let text = folder::read_text(&path)?;
        if !text.contains(old) {
            return Err(Error::NoSuchText { text: old });
        }
        folder::replace(&path, text.replacen(old, new, 1).as_bytes())?;
        Ok(())
    }

    /// Adds a record at the end of a year's progress.
    pub fn record(&self, school: &str, period: &str, record: &str) -> Result<(), Error> {
        let path = self.repository.join("schools").join(school).join(period).join("progress.toml");
        let text = folder::read_text_if_there(&path)?.unwrap_or_default();
        folder::replace(&path, format!("{text}{record}").as_bytes())?;
        Ok(())
    }

    /// The forger has the key: he signs the words of an approval again, upon the commit that is
    /// checked out, and puts the result in its place. Gives the genuine tag.
    pub fn forge(&self, name: &str) -> Result<ObjectId, Error> {
        let none = || Error::NoSuchTag { tag: name.to_owned() };
        let repo = Repo::open(&self.repository)?;
        let genuine = repo.reference(&format!("refs/tags/{name}"))?.ok_or_else(none)?;
        let (_, bytes) = repo.object(genuine)?.ok_or_else(none)?;
        let signed = tag::split(&bytes).ok_or_else(none)?;
        let head = repo.head()?.ok_or_else(none)?;
        let words = String::from_utf8(signed.payload).map_err(|_| none())?;
        let words = words.replacen(&signed.target.to_string(), &head.object().to_string(), 1);
        let Locked::Open(signer) = KeyFile::read(&self.repository.join(KEY))?.open()? else {
            return Err(none());
        };
        let signature = signer.sign(words.as_bytes())?;
        repo.forget_tag(name)?;
        repo.create_tag(name, format!("{words}{signature}").as_bytes())?;
        Ok(genuine)
    }

    /// Puts a tag's name on an object: a copy, or the genuine one again.
    pub fn point(&self, name: &str, id: ObjectId) -> Result<(), Error> {
        Ok(Repo::open(&self.repository)?.point_tag(name, id)?)
    }

    /// Takes a tag away.
    pub fn forget(&self, name: &str) -> Result<(), Error> {
        Ok(Repo::open(&self.repository)?.forget_tag(name)?)
    }
}
