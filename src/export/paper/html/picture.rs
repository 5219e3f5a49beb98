//! A picture inside a page, so that the page needs no second file.

use std::fmt::Write;

use super::escape;
use crate::export::paper::Picture;
use crate::export::paper::picture::Kind;

/// The picture, or the words for it where it is none that a browser shows.
pub(super) fn img(out: &mut String, picture: &Picture) {
    let Some(kind) = picture.kind() else {
        out.push_str("<p class=\"picture\">");
        escape(out, &picture.words);
        return out.push_str("</p>\n");
    };
    let media = match kind {
        Kind::Png => "image/png",
        Kind::Jpeg => "image/jpeg",
    };
    let width = picture.width;
    _ = write!(out, "<p class=\"picture\"><img style=\"width:{width}mm\" src=\"data:{media};base64,");
    base64(out, &picture.bytes);
    out.push_str("\" alt=\"");
    escape(out, &picture.words);
    out.push_str("\"></p>\n");
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as the letters of an address.
fn base64(out: &mut String, bytes: &[u8]) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let letter = ALPHABET.get(sextet).map_or('=', |letter| char::from(*letter));
            out.push(if place > three.len() { '=' } else { letter });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_letters_as_the_standard_says() {
        for (bytes, letters) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            let mut out = String::new();
            base64(&mut out, bytes.as_bytes());
            assert_eq!(out, letters);
        }
    }

    #[test]
    fn what_is_no_picture_is_told_in_words() {
        let mut out = String::new();
        img(
            &mut out,
            &Picture { bytes: b"<svg onload=x>".to_vec(), width: 20, words: "Biểu <trưng>".into() },
        );
        assert_eq!(out, "<p class=\"picture\">Biểu &lt;trưng&gt;</p>\n");
        let mut out = String::new();
        img(
            &mut out,
            &Picture { bytes: b"\x89PNG\r\n\x1a\n".to_vec(), width: 20, words: "Biểu trưng".into() },
        );
        assert!(
            out.contains("data:image/png;base64,iVBORw0KGgo=") && out.contains("alt=\"Biểu trưng\""),
            "{out}"
        );
    }
}
