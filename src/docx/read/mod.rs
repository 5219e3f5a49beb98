//! Reads Word documents: [`read`] makes a [`Document`] of the bytes of a `.docx` or `.docm`.
//!
//! The archive is opened in `package`, a part is pulled in `xml`, the document's blocks are read in `story` (`table`,
//! `inline`, `drawing`, `field`), with `styles` and `numbering` for what is not in the text, and `remark` for comments.
//! Everything is counted against `limit`. Nothing is fetched or run, entities do not exist, and the names in the
//! archive are never paths. It does NOT read the formats of before 2007; it says what such a file is.
//!
//! ```
//! use caitien::docx::read::{Error, Kind, read};
//! assert_eq!(read(b"%PDF-1.7").unwrap_err(), Error::Other { kind: Kind::Pdf });
//! ```

mod drawing;
mod field;
mod inline;
mod kind;
mod limit;
mod look;
mod numbering;
mod origin;
mod package;
mod property;
mod remark;
mod story;
mod styles;
mod symbol;
mod table;
mod xml;

use super::{Block, Document, Note, Oddity};
pub use kind::Kind;
pub use limit::Limit;
use numbering::Numbering;
pub use origin::{line, origin};
use package::{Package, Relation, Relations};
use story::{NoteKind, Story};
use styles::Styles;

/// Why a document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A file of another kind.
    Other { kind: Kind },
    /// Behind a password.
    Encrypted,
    /// The archive is damaged, at this part where it is known.
    Archive { part: String },
    /// A part is damaged, `at` so many bytes into it.
    Damaged { part: String, at: usize, flaw: Flaw },
    /// There is more of something than a plan can have.
    TooLarge { what: Limit, most: usize },
}

/// How a part is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not XML.
    Syntax,
    /// It ends too early.
    Cut,
    /// It is not in the encoding that it begins with.
    Encoding,
    /// It declares a document type, which Word never does and attacks do.
    DocumentType,
    /// It refers to an entity that nobody declared.
    Entity,
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Other { kind } => write!(out, "a file of another kind: {kind:?}"),
            Error::Encrypted => write!(out, "behind a password"),
            Error::Archive { part } => write!(out, "a damaged archive `{part}`"),
            Error::Damaged { part, at, flaw } => write!(out, "`{part}` is damaged at {at}: {flaw:?}"),
            Error::TooLarge { what, most } => write!(out, "more than {most}: {what:?}"),
        }
    }
}

impl std::error::Error for Error {}

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let relations = package.relations(&main)?;
    let other = kind::of_names(package.names());
    let Some(text) = package.text(&main)? else { return Err(Error::Other { kind: other }) };
    let own = |kind: &str, usual: &str| {
        let found = relations.values().filter(|one| one.kind == kind && !one.outside);
        found.map(|one| one.target.clone()).min().unwrap_or_else(|| usual.to_owned())
    };
    let (styles, numbering) = (own("styles", "word/styles.xml"), own("numbering", "word/numbering.xml"));
    let styles = Styles::read(package.text(&styles)?.as_deref(), &styles)?;
    let numbering = Numbering::read(package.text(&numbering)?.as_deref(), &numbering)?;
    let mut document = Document::default();
    property::read(&mut package, &mut document)?;
    let comments = remark::read(&mut package, &main, &mut document)?;
    oddities(&package, &relations, &mut document);
    let mut story = Story::new(&styles, numbering, comments, document);
    story.enter(relations.clone());
    let blocks = story.part(&text, &main)?;
    story.document.blocks = blocks;
    edges(&mut package, &relations, &mut story)?;
    notes(&mut package, &relations, &mut story)?;
    story.finish(&mut package)
}

/// The part that is the document: the package says which.
fn main_part(package: &mut Package<'_>) -> Result<String, Error> {
    let relations = package.relations("")?;
    let main = relations.into_values().filter(|one| one.kind == "officeDocument" && !one.outside);
    let main = main.map(|one| one.target).min().unwrap_or_else(|| "word/document.xml".to_owned());
    // A workbook has a main part too.
    if main.starts_with("xl/") || main.starts_with("ppt/") {
        return Err(Error::Other { kind: kind::of_names(package.names()) });
    }
    Ok(main)
}

/// Headers and footers, in the order of their names.
fn edges(package: &mut Package<'_>, relations: &Relations, story: &mut Story<'_>) -> Result<(), Error> {
    for (kind, of) in [("header", 0), ("footer", 1)] {
        for part in parts(relations, kind) {
            let Some(text) = package.text(&part)? else { continue };
            story.enter(package.relations(&part)?);
            let blocks = story.part(&text, &part)?;
            let edge: &mut Vec<Block> =
                if of == 0 { &mut story.document.headers } else { &mut story.document.footers };
            edge.extend(blocks);
        }
    }
    Ok(())
}

/// Footnotes and endnotes: those that the text calls by their numbers, then those that nothing calls.
fn notes(package: &mut Package<'_>, relations: &Relations, story: &mut Story<'_>) -> Result<(), Error> {
    let mut found: Vec<Note> = Vec::new();
    for (kind, of) in [("footnotes", NoteKind::Foot), ("endnotes", NoteKind::End)] {
        for part in parts(relations, kind) {
            let Some(text) = package.text(&part)? else { continue };
            story.enter(package.relations(&part)?);
            found.extend(story.notes(&text, &part, of)?);
        }
    }
    found.sort_by_key(|note| note.number);
    story.document.notes = found;
    Ok(())
}

fn parts(relations: &Relations, kind: &str) -> Vec<String> {
    let own = relations.values().filter(|one| one.kind == kind && !one.outside);
    let mut parts: Vec<String> = own.map(|one| one.target.clone()).collect();
    parts.sort();
    parts.dedup();
    parts
}

/// What the package holds or points to that a person should know of.
fn oddities(package: &Package<'_>, relations: &Relations, document: &mut Document) {
    if package.names().any(|name| name.ends_with("vbaproject.bin")) {
        document.oddities.push(Oddity::Macros);
    }
    let mut outside: Vec<&Relation> =
        relations.values().filter(|one| one.outside && one.kind != "hyperlink").collect();
    outside.sort_by(|one, other| one.target.cmp(&other.target));
    let outside = outside.into_iter().take(limit::ODDITIES);
    document
        .oddities
        .extend(outside.map(|one| Oddity::External { target: limit::cut(&one.target, limit::LONG) }));
}

#[cfg(test)]
mod tests;
