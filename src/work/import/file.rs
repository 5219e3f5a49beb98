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
    let bytes = bytes(path, name)?;
    if !is_document(&bytes, name) {
        if bytes.len() as u64 > LARGEST_TEXT * MILLION {
            return Err(Error::TooLarge { path: name.to_path_buf(), most: LARGEST_TEXT });
        }
        return Ok(Source { content: Content::Text(text(bytes, name)?), via: None });
    }
    match read::read(&bytes) {
        Err(read::Error::Other { kind: Kind::Pdf }) if !is_called_word(name) => {
            let failed = |source| Error::Through { path: name.to_path_buf(), kind: Kind::Pdf, source };
            let text = office::pdf_text(path).map_err(failed)?;
            if !text.contains(char::is_alphanumeric) {
                return Err(Error::Scan { path: name.to_path_buf() });
            }
            Ok(Source { content: Content::Text(text), via: Some(Program::PdfToText) })
        }
        found => {
            let (document, via) = readable(found, path, name)?;
            Ok(Source { content: word(document, name, how)?, via })
        }
    }
}

/// The Word document that a file is, or that LibreOffice makes of it, with who made it.
pub(in crate::work) fn document(path: &Path, name: &Path) -> Result<(Document, Option<Program>), Error> {
    readable(read::read(&bytes(path, name)?), path, name)
}

fn bytes(path: &Path, name: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| folder::Error::Read { path: name.to_path_buf(), source };
    if std::fs::metadata(path).map_err(failed)?.len() > LARGEST_WORD * MILLION {
        return Err(Error::TooLarge { path: name.to_path_buf(), most: LARGEST_WORD });
    }
    Ok(std::fs::read(path).map_err(failed)?)
}

/// A document of another kind goes through LibreOffice; one that only calls itself a Word document does not.
fn readable(
    found: Result<Document, read::Error>,
    path: &Path,
    name: &Path,
) -> Result<(Document, Option<Program>), Error> {
    let failed = |error| Error::Word { path: name.to_path_buf(), error };
    match found {
        Ok(document) => Ok((document, None)),
        Err(read::Error::Other {
            kind: kind @ (Kind::OldWord | Kind::Rtf | Kind::Html | Kind::OpenDocument),
        }) if !is_called_word(name) => {
            let through = |source| Error::Through { path: name.to_path_buf(), kind, source };
            let bytes = office::convert(path, "docx").map_err(through)?;
            Ok((read::read(&bytes).map_err(failed)?, Some(Program::LibreOffice)))
        }
        Err(error) => Err(failed(error)),
    }
}

fn is_called_word(name: &Path) -> bool {
    ends_as(name, &["docx", "docm", "dotx"])
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
    let changes = word::undecided(&document);
    if choice.is_none() && !changes.is_empty() {
        return Err(Error::Undecided { path: name.to_path_buf(), changes });
    }
    let pending = choice.unwrap_or(Pending::Accept);
    let choice = choice.filter(|_| !changes.is_empty());
    let own = own(&document, pending, options).map(Box::new);
    let foreign = match &own {
        Some(own) => Foreign {
            places: (1..=own.lines.1).map(Place::Paragraph).collect(),
            changes,
            comments: document.comments.clone(),
            ..Foreign::default()
        },
        None => word::text(&document, pending),
    };
    // The pictures of a page of ours are its own; one that was put in is told.
    let pictures = if own.is_some() { Vec::new() } else { document.pictures };
    Ok(Content::Word(Box::new(Word { foreign, choice, oddities: document.oddities, pictures, own })))
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
