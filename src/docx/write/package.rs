//! The file around the parts: content types, relations, and the zip archive. [door: zip]
//!
//! The same parts give the same bytes: the order is fixed, and no clock is read.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Error;
use super::xml::Xml;

const RELATIONS: &str = "application/vnd.openxmlformats-package.relationships+xml";
/// What a relation is begins with this, unless the package itself defines it.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Parts below this many bytes are not compressed.
const SMALL: usize = 2_048;

/// A Word file as its parts.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<Part>,
}

struct Part {
    /// From the root, without a slash before it.
    name: String,
    /// None for what the ending of the name says already.
    content_type: Option<String>,
    bytes: Vec<u8>,
}

impl Package {
    pub(super) fn add(&mut self, name: &str, content_type: String, bytes: Vec<u8>) {
        self.parts.push(Part { name: name.to_owned(), content_type: Some(content_type), bytes });
    }

    /// A part that is known by the ending of its name.
    pub(super) fn add_plain(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push(Part { name: name.to_owned(), content_type: None, bytes });
    }

    /// The relations of a part (`word/document.xml`), or of the package itself (empty).
    pub(super) fn add_relations(&mut self, of: &str, relations: &Relations) -> Result<(), Error> {
        let (folder, name) =
            of.rsplit_once('/').map_or((String::new(), of), |(folder, name)| (format!("{folder}/"), name));
        let bytes = relations.xml()?;
        self.parts.push(Part { name: format!("{folder}_rels/{name}.rels"), content_type: None, bytes });
        Ok(())
    }

    /// The archive. What says how to read the rest comes first.
    pub(super) fn zip(self) -> Result<Vec<u8>, Error> {
        let types = Part { name: "[Content_Types].xml".to_owned(), content_type: None, bytes: self.types()? };
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for part in [types].into_iter().chain(self.parts) {
            archive
                .start_file(&*part.name, options(part.bytes.len()))
                .map_err(|source| Error::Zip { source })?;
            archive.write_all(&part.bytes).map_err(|source| Error::Write { source })?;
        }
        Ok(archive.finish().map_err(|source| Error::Zip { source })?.into_inner())
    }

    fn types(&self) -> Result<Vec<u8>, Error> {
        let mut xml = Xml::new();
        xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
        for (ending, what) in
            [("rels", RELATIONS), ("xml", "application/xml"), ("png", "image/png"), ("jpeg", "image/jpeg")]
        {
            xml.empty("Default", &[("Extension", ending), ("ContentType", what)]);
        }
        for part in &self.parts {
            if let Some(what) = &part.content_type {
                xml.empty("Override", &[("PartName", &format!("/{}", part.name)), ("ContentType", what)]);
            }
        }
        xml.close("Types");
        xml.finish()
    }
}

/// How a part of this size is kept. To make a small one smaller takes longer than to write the rest of the file.
fn options(size: usize) -> SimpleFileOptions {
    let method = if size < SMALL { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644)
}

/// What a part points at, each under an id of its own.
#[derive(Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
}

struct Relation {
    kind: String,
    target: String,
    mode: Mode,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Internal,
    External,
}

impl Relations {
    /// Points at a part of the file; the answer is the id.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        let kind = match kind {
            "core-properties" => format!("{PACKAGE}/relationships/metadata/{kind}"),
            _ => format!("{OFFICE}/{kind}"),
        };
        self.add(Relation { kind, target: target.to_owned(), mode: Mode::Internal })
    }

    /// Points at a place outside, which nobody fetches before a person clicks.
    pub(super) fn link(&mut self, target: &str) -> String {
        let kind = format!("{OFFICE}/hyperlink");
        self.add(Relation { kind, target: target.to_owned(), mode: Mode::External })
    }

    fn add(&mut self, relation: Relation) -> String {
        self.all.push(relation);
        format!("rId{}", self.all.len())
    }

    fn xml(&self) -> Result<Vec<u8>, Error> {
        let mut xml = Xml::new();
        xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
        for (at, Relation { kind, target, mode }) in self.all.iter().enumerate() {
            let id = format!("rId{}", at + 1);
            let mut attributes = vec![("Id", &*id), ("Type", &**kind), ("Target", &**target)];
            if *mode == Mode::External {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes);
        }
        xml.close("Relationships");
        xml.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let made = || {
            let mut relations = Relations::default();
            assert_eq!(relations.part("officeDocument", "word/document.xml"), "rId1");
            assert_eq!(relations.link("https://example.vn/a?b=1&c"), "rId2");
            let mut package = Package::default();
            package.add_relations("", &relations).unwrap();
            package.add_relations("word/document.xml", &relations).unwrap();
            package.add("word/document.xml", "application/x".to_owned(), b"<a/>".to_vec());
            package.zip().unwrap()
        };
        let bytes = made();
        assert_eq!(bytes, made());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
        assert!(
            read("_rels/.rels").contains("Target=\"https://example.vn/a?b=1&amp;c\" TargetMode=\"External\"")
        );
        assert!(read("[Content_Types].xml").contains("PartName=\"/word/document.xml\""));
        assert!(read("word/_rels/document.xml.rels").contains("relationships/officeDocument"));
    }
}
