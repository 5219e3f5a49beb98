//! What is in a file that is imported: text in UTF-8 or as Word's "Unicode text", or a Word document.
//!
//! The first bytes say which, not the name: a document under another name is still one. A file that calls itself a Word
//! document and is none is refused with what it is. Documents of other kinds are read through the programs that can:
//! LibreOffice makes a Word document of them, pdftotext makes text of a PDF.

use std::path::Path;

use super::{Error, picture};
use crate::docx::read::{self, Kind};
use crate::docx::{Document, Oddity};
use crate::folder;
use crate::import::own::own;
use crate::import::word::{self, Foreign, Pending, Place};
use crate::import::{ImportedPlan, Options};
use crate::office::{self, Program};

/// Larger texts are no plans: five hundred times the longest real one that was met.
const LARGEST_TEXT: u64 = 20;
/// Pictures make documents larger.
const LARGEST_WORD: u64 = 100;
const MILLION: u64 = 1024 * 1024;

/// What a file holds.
pub(super) enum Content {
    Text(String),
    Word(Box<Word>),
}

/// What a file holds, and who made that of it.
pub(super) struct Source {
    pub(super) content: Content,
    pub(super) via: Option<Program>,
}

/// A Word document as it is imported.
#[derive(Clone, Debug)]
pub struct Word {
    pub foreign: Foreign,
    /// How the changes were decided that nobody had decided on.
    pub choice: Option<Pending>,
    pub oddities: Vec<Oddity>,
    pub pictures: Vec<crate::docx::Picture>,
    /// The plan that the document carries because this program made it.
    pub(super) own: Option<Box<ImportedPlan>>,
}

/// How a document is to be read.
#[derive(Clone, Copy)]
pub(super) struct How<'h> {
    /// What becomes of changes that nobody has decided on.
    pub(super) choice: Option<Pending>,
    pub(super) options: &'h Options,
}

/// Reads a file; `name` is how the person called it.
pub(super) fn read(path: &Path, name: &Path, how: How<'_>) -> Result<Source, Error> {
    let failed = |source| folder::Error::Read { path: name.to_path_buf(), source };
    let too_large = |most| Error::TooLarge { path: name.to_path_buf(), most };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST_WORD * MILLION {
        return Err(too_large(LARGEST_WORD));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    if is_document(&bytes, name) {
        return match read::read(&bytes) {
            Ok(document) => Ok(Source { content: word(document, name, how)?, via: None }),
            Err(read::Error::Other { kind }) if !ends_as(name, &["docx", "docm", "dotx"]) => {
                other(path, name, kind, how)
            }
            Err(error) => Err(Error::Word { path: name.to_path_buf(), error }),
        };
    }
    if size > LARGEST_TEXT * MILLION {
        return Err(too_large(LARGEST_TEXT));
    }
    Ok(Source { content: Content::Text(text(bytes, name)?), via: None })
}

/// A document of another kind, through the program that reads it.
fn other(path: &Path, name: &Path, kind: Kind, how: How<'_>) -> Result<Source, Error> {
    let failed = |source| Error::Through { path: name.to_path_buf(), kind, source };
    match kind {
        Kind::Pdf => {
            let text = office::pdf_text(path).map_err(failed)?;
            if !text.contains(char::is_alphanumeric) {
                return Err(Error::Scan { path: name.to_path_buf() });
            }
            Ok(Source { content: Content::Text(text), via: Some(Program::PdfToText) })
        }
        Kind::OldWord | Kind::Rtf | Kind::Html | Kind::OpenDocument => {
            let bytes = office::convert(path, "docx").map_err(failed)?;
            let document =
                read::read(&bytes).map_err(|error| Error::Word { path: name.to_path_buf(), error })?;
            Ok(Source { content: word(document, name, how)?, via: Some(Program::LibreOffice) })
        }
        Kind::Workbook | Kind::Slides | Kind::Archive | Kind::Unknown => {
            Err(Error::Word { path: name.to_path_buf(), error: read::Error::Other { kind } })
        }
    }
}

/// A document by its first bytes, or what calls itself one.
fn is_document(bytes: &[u8], name: &Path) -> bool {
    let known: [&[u8]; 4] = [b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf"];
    known.iter().any(|start| bytes.starts_with(start))
        || ends_as(name, &["docx", "docm", "dotx", "doc", "odt", "rtf", "pdf"])
}

fn ends_as(name: &Path, ends: &[&str]) -> bool {
    let end = name.extension().and_then(|end| end.to_str()).map(str::to_lowercase).unwrap_or_default();
    ends.contains(&end.as_str())
}

/// A document as text, where every change in it is decided.
fn word(mut document: Document, name: &Path, How { choice, options }: How<'_>) -> Result<Content, Error> {
    picture::rename(&mut document.pictures);
    let foreign = word::text(&document, choice.unwrap_or(Pending::Accept));
    if choice.is_none() && !foreign.changes.is_empty() {
        return Err(Error::Undecided { path: name.to_path_buf(), changes: foreign.changes });
    }
    if let Some(own) = own(&document, choice.unwrap_or(Pending::Accept), options) {
        let places = (1..=own.lines.1).map(Place::Paragraph).collect();
        let foreign = Foreign { places, ..foreign };
        let (own, pictures) = (Some(Box::new(own)), Vec::new());
        return Ok(Content::Word(Box::new(Word {
            foreign,
            choice,
            oddities: document.oddities,
            pictures,
            own,
        })));
    }
    let choice = choice.filter(|_| !foreign.changes.is_empty());
    let (oddities, pictures) = (document.oddities, document.pictures);
    Ok(Content::Word(Box::new(Word { foreign, choice, oddities, pictures, own: None })))
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
