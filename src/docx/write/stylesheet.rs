//! The style sheet of the file: ours, or a school's own, which must be one that Word opens.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Error, Look, StyleFlaw};

const OURS: &str = include_str!("../../../templates/docx/styles.xml");
/// Word's own largest have a hundred kilobytes.
const LARGEST: usize = 2_000_000;

/// The text of `word/styles.xml`.
pub(super) fn styles<'a>(look: &Look<'a>) -> Result<&'a str, Error> {
    let Some(own) = look.styles else { return Ok(OURS) };
    match flaw(own) {
        None => Ok(own),
        Some((flaw, at)) => Err(Error::Styles { flaw, at }),
    }
}

/// What is wrong with a school's own, and where.
fn flaw(text: &str) -> Option<(StyleFlaw, u64)> {
    if text.len() > LARGEST {
        return Some((StyleFlaw::TooLarge, 0));
    }
    let mut reader = Reader::from_str(text);
    let (mut depth, mut seen) = (0usize, 0usize);
    loop {
        let at = reader.buffer_position();
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let detail = error.to_string();
                return Some((StyleFlaw::Malformed { detail }, reader.error_position()));
            }
        };
        let (element, deeper) = match &event {
            Event::Start(element) => (Some(element), true),
            Event::Empty(element) => (Some(element), false),
            Event::DocType(_) => return Some((StyleFlaw::DocumentType, at)),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                (None, false)
            }
            Event::Eof if seen == 1 && depth == 0 => return None,
            Event::Eof => return Some((StyleFlaw::NotStyles, at)),
            _ => (None, false),
        };
        if let Some(element) = element {
            if depth == 0 {
                seen += 1;
                if element.name().as_ref() != "w:styles" {
                    return Some((StyleFlaw::NotStyles, at));
                }
            }
            depth += usize::from(deeper);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<StyleFlaw>) {
        assert_eq!(flaw(text).map(|(flaw, _)| flaw), expected, "{text}");
    }

    #[test]
    fn a_schools_own_styles_must_be_styles() {
        check(OURS, None);
        check("<w:styles/>", None);
        check("", Some(StyleFlaw::NotStyles));
        check("<html/>", Some(StyleFlaw::NotStyles));
        check("<w:styles/><w:styles/>", Some(StyleFlaw::NotStyles));
        check("<w:styles>", Some(StyleFlaw::NotStyles));
        check("<!DOCTYPE a [<!ENTITY b SYSTEM \"c\">]><w:styles/>", Some(StyleFlaw::DocumentType));
        check(&"<w:styles>".repeat(LARGEST / 10 + 1), Some(StyleFlaw::TooLarge));
        assert!(matches!(flaw("<w:styles></w:style>"), Some((StyleFlaw::Malformed { .. }, _))));
    }
}
