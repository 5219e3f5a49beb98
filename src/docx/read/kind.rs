//! What a file is that calls itself a Word document and is none. Only the first bytes are looked at, and for archives
//! the names in them.

/// A kind of file that is not a Word document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Pdf,
    /// `.doc`, from before 2007.
    OldWord,
    Rtf,
    Html,
    /// `.odt`.
    OpenDocument,
    /// A workbook, `.xlsx`.
    Workbook,
    /// Slides, `.pptx`.
    Slides,
    /// An archive of something else.
    Archive,
    /// None that is known.
    Unknown,
}

/// What a file without the beginning of an archive is; None for a Word document behind a password.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Kind> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text =
        String::from_utf8_lossy(start).trim_start_matches(['\u{feff}', ' ', '\r', '\n']).to_lowercase();
    if start.starts_with(b"\xd0\xcf\x11\xe0") {
        return (!holds_wide(bytes, "EncryptedPackage")).then_some(Kind::OldWord);
    }
    Some(match () {
        () if text.contains("%pdf-") => Kind::Pdf,
        () if text.starts_with("{\\rt") => Kind::Rtf,
        () if text.contains("<html") || text.starts_with("<!doctype html") => Kind::Html,
        () => Kind::Unknown,
    })
}

/// What an archive without a Word document in it is.
pub(super) fn of_names<'n>(names: impl Iterator<Item = &'n str>) -> Kind {
    let mut kind = Kind::Archive;
    for name in names {
        match name {
            "content.xml" | "mimetype" => kind = Kind::OpenDocument,
            _ if name.starts_with("xl/") => return Kind::Workbook,
            _ if name.starts_with("ppt/") => return Kind::Slides,
            _ => {}
        }
    }
    kind
}

/// Does a name stand in the directory of an OLE file, whose names are UTF-16?
fn holds_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_others_are() {
        assert_eq!(of_bytes(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(of_bytes(b"{\\rtf1"), Some(Kind::Rtf));
        assert_eq!(of_bytes(b"\xef\xbb\xbf <HTML>"), Some(Kind::Html));
        assert_eq!(of_bytes(b""), Some(Kind::Unknown));
        assert_eq!(of_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1"), Some(Kind::OldWord));
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of_bytes(&[b"\xd0\xcf\x11\xe0".as_slice(), &wide].concat()), None);
        assert_eq!(of_names(["mimetype", "content.xml"].into_iter()), Kind::OpenDocument);
        assert_eq!(of_names(["[Content_Types].xml", "xl/workbook.xml"].into_iter()), Kind::Workbook);
    }
}
