//! The archive: which parts there are, what points to what, and the bytes of a part, counted as they are inflated.
//!
//! Names in the archive are looked up and never used as paths.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limit::{ALL, ENTRIES, LISTED, Limit, PART};
use super::xml::{Pull, decode};
use super::{Error, kind};

/// An opened archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Places by name in lower case: names of parts differ in nothing else.
    places: HashMap<String, usize>,
    inflated: usize,
}

/// What one part says of others, by id.
pub(super) type Relations = HashMap<String, Relation>;

/// A pointer from one part to another part or to something outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// The last word of its type: `image`, `hyperlink`, `header`.
    pub(super) kind: String,
    /// The name of a part, or an address outside.
    pub(super) target: String,
    pub(super) outside: bool,
}

impl<'b> Package<'b> {
    /// Opens the archive, or says what the file is instead.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Error> {
        if !bytes.starts_with(b"PK") {
            return Err(kind::of_bytes(bytes).map_or(Error::Encrypted, |kind| Error::Other { kind }));
        }
        // The directory is counted before a library builds a table of it.
        let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").take(ENTRIES + 1).count();
        if entries > ENTRIES {
            return Err(Error::TooLarge { what: Limit::Entries, most: ENTRIES });
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Archive { part: String::new() })?;
        let names = archive.file_names().enumerate();
        let places = names.filter_map(|(at, name)| Some((name.ok()?.to_lowercase(), at))).collect();
        Ok(Package { archive, places, inflated: 0 })
    }

    /// The names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The text of a part; None where there is no such part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Error> {
        self.bytes(part, PART)?.map(|bytes| decode(bytes, part)).transpose()
    }

    /// The bytes of a part, at most so many.
    pub(super) fn bytes(&mut self, part: &str, most: usize) -> Result<Option<Vec<u8>>, Error> {
        let Some(place) = self.places.get(&part.to_lowercase()).copied() else { return Ok(None) };
        let broken = || Error::Archive { part: part.to_owned() };
        let entry = self.archive.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::Encrypted,
            _ => broken(),
        })?;
        // What the archive says of its sizes is not believed: inflating stops where the room ends.
        let most = most.min(ALL.saturating_sub(self.inflated));
        let mut bytes = Vec::new();
        entry.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() > most {
            return Err(Error::TooLarge { what: Limit::Bytes, most });
        }
        self.inflated += bytes.len();
        Ok(Some(bytes))
    }

    /// What a part points to; empty where it points to nothing.
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, Error> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let of = format!("{folder}{slash}_rels/{name}.rels");
        let mut found = Relations::new();
        let Some(text) = self.text(&of)? else { return Ok(found) };
        let mut pull = Pull::new(&text, &of);
        pull.child()?;
        while let Some(element) = pull.child()? {
            if let (Some(id), Some(kind), Some(target)) =
                (element.get("Id"), element.get("Type"), element.get("Target"))
                && found.len() < LISTED
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let outside = element.get("TargetMode").is_some_and(|mode| mode == "External");
                let target = if outside { target } else { resolved(folder, &target) };
                found.insert(id, Relation { kind, target, outside });
            }
            pull.skip()?;
        }
        Ok(found)
    }
}

/// The name of a part that is named from a folder: `../media/a.png`, `/word/a.xml`.
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_found_from_where_they_stand() {
        assert_eq!(resolved("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolved("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolved("word", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../../../etc/passwd"), "etc/passwd");
    }
}
