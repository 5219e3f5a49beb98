//! What is in a file that is imported: text in UTF-8 or as Word's "Unicode text", or a Word document.
//!
//! The first bytes say which, not the name: a document under another name is still one. A file that calls itself a Word
//! document and is none is refused with what it is.

use std::path::Path;

use super::{Error, picture};
use crate::docx::{Document, Oddity, read};
use crate::folder;
use crate::import::word::{self, Foreign, Pending};

/// Larger texts are no plans: five hundred times the longest real one that was met.
const LARGEST_TEXT: u64 = 20;
/// Pictures make documents larger.
const LARGEST_WORD: u64 = 100;
const MILLION: u64 = 1024 * 1024;

/// What a file holds.
pub(super) enum Source {
    Text(String),
    Word(Box<Word>),
}

/// A Word document as it is imported.
#[derive(Clone, Debug)]
pub struct Word {
    pub foreign: Foreign,
    /// How the changes were decided that nobody had decided on.
    pub choice: Option<Pending>,
    pub oddities: Vec<Oddity>,
    pub pictures: Vec<crate::docx::Picture>,
}

/// Reads a file; `name` is how the person called it.
pub(super) fn read(path: &Path, name: &Path, choice: Option<Pending>) -> Result<Source, Error> {
    let failed = |source| folder::Error::Read { path: name.to_path_buf(), source };
    let too_large = |most| Error::TooLarge { path: name.to_path_buf(), most };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST_WORD * MILLION {
        return Err(too_large(LARGEST_WORD));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    if is_document(&bytes, name) {
        let document = read::read(&bytes).map_err(|error| Error::Word { path: name.to_path_buf(), error })?;
        return word(document, name, choice).map(|word| Source::Word(Box::new(word)));
    }
    if size > LARGEST_TEXT * MILLION {
        return Err(too_large(LARGEST_TEXT));
    }
    text(bytes, name).map(Source::Text)
}

/// A document by its first bytes, or what calls itself one.
fn is_document(bytes: &[u8], name: &Path) -> bool {
    let known: [&[u8]; 4] = [b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf"];
    let end = name.extension().and_then(|end| end.to_str()).map(str::to_lowercase).unwrap_or_default();
    known.iter().any(|start| bytes.starts_with(start))
        || matches!(end.as_str(), "docx" | "docm" | "dotx" | "doc" | "odt" | "rtf" | "pdf")
}

/// A document as text, where every change in it is decided.
fn word(mut document: Document, name: &Path, choice: Option<Pending>) -> Result<Word, Error> {
    picture::rename(&mut document.pictures);
    let foreign = word::text(&document, choice.unwrap_or(Pending::Accept));
    if choice.is_none() && !foreign.changes.is_empty() {
        return Err(Error::Undecided { path: name.to_path_buf(), changes: foreign.changes });
    }
    let choice = choice.filter(|_| !foreign.changes.is_empty());
    Ok(Word { foreign, choice, oddities: document.oddities, pictures: document.pictures })
}

fn text(bytes: Vec<u8>, name: &Path) -> Result<String, Error> {
    if let Some(text) = utf16(&bytes) {
        return Ok(text);
    }
    if bytes.iter().take(8000).any(|byte| *byte == 0) {
        return Err(Error::NotText { path: name.to_path_buf() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        let last = valid.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(last).chars().count() + 1;
        Error::NotUtf8 { path: name.to_path_buf(), line, column }
    })
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (start, little) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, true),
        [0xfe, 0xff, rest @ ..] => (rest, false),
        _ => return None,
    };
    let units = start.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
    let read = |pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    String::from_utf16(&units.map(read).collect::<Vec<u16>>()).ok()
}
