//! A folder of ours in which a program works, thrown away afterwards.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Error;

/// Larger documents are nobody's plan.
const LARGEST_INPUT: u64 = 100 << 20;

pub(super) struct Room {
    folder: TempDir,
}

impl Room {
    pub(super) fn new() -> Result<Room, Error> {
        let folder = tempfile::Builder::new().prefix("caitien-").tempdir();
        Ok(Room { folder: folder.map_err(|source| Error::Prepare { source })? })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file of ours in the room, or a folder's in it.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.path().join(name);
        let prepared = |source| Error::Prepare { source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(prepared)?;
        }
        fs::write(&path, bytes).map_err(prepared)?;
        Ok(path)
    }

    /// A copy of a document under a plain name: whatever it is called, the program does not take its name for an
    /// option or an address.
    pub(super) fn copy(&self, document: &Path) -> Result<PathBuf, Error> {
        let failed = |source| Error::Read { path: document.to_owned(), source };
        let file = fs::File::open(document).map_err(failed)?;
        // A pipe would never end.
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(failed(io::Error::from(ErrorKind::InvalidInput)));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST_INPUT + 1).read_to_end(&mut bytes).map_err(failed)?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_INPUT {
            return Err(failed(io::Error::from(ErrorKind::FileTooLarge)));
        }
        self.put(&plain_name(document), &bytes)
    }
}

/// `input` with the ending of the document, by which programs tell kinds.
fn plain_name(document: &Path) -> String {
    let ending = document.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let plain =
        !ending.is_empty() && ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain { format!("input.{}", ending.to_ascii_lowercase()) } else { "input".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ending_of_a_name_is_kept() {
        for (name, plain) in [
            ("Kế hoạch.DOCX", "input.docx"),
            ("-env:x.doc", "input.doc"),
            ("http://a.vn/x.odt", "input.odt"),
            ("x.do;c", "input"),
            ("x", "input"),
            ("x.toolong", "input"),
        ] {
            assert_eq!(plain_name(Path::new(name)), plain);
        }
    }

    #[test]
    fn a_document_is_copied_and_the_room_is_thrown_away() {
        let home = tempfile::tempdir().unwrap();
        let document = home.path().join("--help.docx");
        fs::write(&document, b"x").unwrap();
        let room = Room::new().unwrap();
        let copy = room.copy(&document).unwrap();
        assert_eq!(fs::read(&copy).unwrap(), b"x");
        assert!(matches!(room.copy(home.path()), Err(Error::Read { .. })));
        let folder = room.path().to_owned();
        drop(room);
        assert!(!folder.exists() && document.exists());
    }
}
