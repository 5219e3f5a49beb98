//! Which kinds of pictures go to paper.

use super::Picture;

/// A kind of picture, by its first bytes and never by a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
}

impl Kind {
    /// The ending of the names of such files.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
        }
    }
}

impl Picture {
    /// None for what no format takes.
    pub fn kind(&self) -> Option<Kind> {
        match self.bytes.as_slice() {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        let kind = |bytes: &[u8]| Picture { bytes: bytes.to_vec(), width: 10, words: String::new() }.kind();
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n rest"), Some(Kind::Png));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some(Kind::Jpeg));
        assert_eq!(kind(b"GIF89a"), None);
        assert_eq!(kind(b""), None);
    }
}
