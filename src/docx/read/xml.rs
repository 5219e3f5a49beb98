//! One XML part, pulled node by node.
//!
//! Elements are known by their local names: the transitional and the strict form of Word's XML differ only in their
//! namespaces. A declaration of a document type is refused, so no entity of the file's own exists; depth is counted;
//! an element without content gives its end as any other does. It knows nothing of Word.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::limit::{DEPTH, Limit};
use super::{Error, Flaw};

/// What comes next in a part.
pub(super) enum Node<'x> {
    Open(Element<'x>),
    Close,
    Text(Cow<'x, str>),
    End,
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute, by its name without the prefix.
    pub(super) fn get(&self, wanted: &str) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find_map(|attribute| {
            let name = attribute.key.0;
            let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
            (local == wanted).then(|| match quick_xml::escape::unescape(&attribute.value) {
                Ok(text) => text.into_owned(),
                Err(_) => attribute.value.into_owned(),
            })
        })
    }

    /// `w:val`, the attribute that most elements have.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// `w:val` as a number.
    pub(super) fn number(&self) -> Option<usize> {
        self.val()?.trim().parse().ok()
    }

    /// Is this property on? It is unless it says otherwise.
    pub(super) fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// A part as it is read.
pub(super) struct Pull<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
    depth: usize,
}

impl<'x> Pull<'x> {
    /// Reads a text that came out of the part of this name.
    pub(super) fn new(text: &'x str, part: &'x str) -> Pull<'x> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Pull { reader, part, depth: 0 }
    }

    /// The next node. After the last it is `End`, again and again.
    pub(super) fn next(&mut self) -> Result<Node<'x>, Error> {
        loop {
            match self.reader.read_event() {
                Err(_) => return Err(self.damaged(Flaw::Syntax)),
                Ok(Event::DocType(_)) => return Err(self.damaged(Flaw::DocumentType)),
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(Error::TooLarge { what: Limit::Depth, most: DEPTH });
                    }
                    return Ok(Node::Open(Element(start)));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Ok(Event::Text(text)) => return Ok(Node::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Ok(Node::Text(text.into_inner())),
                Ok(Event::GeneralRef(name)) => return Ok(Node::Text(Cow::Owned(self.reference(&name)?))),
                Ok(Event::Eof) if self.depth > 0 => return Err(self.damaged(Flaw::Cut)),
                Ok(Event::Eof) => return Ok(Node::End),
                Ok(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// All text up to the end of the element that was opened last.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            match self.next()? {
                Node::Text(text) => all.push_str(&text),
                Node::End => break,
                _ => {}
            }
        }
        Ok(all)
    }

    /// The next child of the element that was opened last, if there is one more.
    pub(super) fn child(&mut self) -> Result<Option<Element<'x>>, Error> {
        loop {
            match self.next()? {
                Node::Open(element) => return Ok(Some(element)),
                Node::Close | Node::End => return Ok(None),
                Node::Text(_) => {}
            }
        }
    }

    fn reference(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<String, Error> {
        if let Ok(Some(letter)) = name.resolve_char_ref() {
            return Ok(letter.to_string());
        }
        let known = quick_xml::escape::resolve_predefined_entity(name);
        known.map(str::to_owned).ok_or_else(|| self.damaged(Flaw::Entity))
    }

    fn damaged(&self, flaw: Flaw) -> Error {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        Error::Damaged { part: self.part.to_owned(), at, flaw }
    }
}

/// The text of a part, whichever Unicode encoding it has.
pub(super) fn decode(bytes: Vec<u8>, part: &str) -> Result<String, Error> {
    let failed = |at| Error::Damaged { part: part.to_owned(), at, flaw: Flaw::Encoding };
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let pairs = rest.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
        String::from_utf16(&pairs.map(read).collect::<Vec<u16>>()).map_err(|_| failed(0))
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(&bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            std::str::from_utf8(rest).map(str::to_owned).map_err(|error| failed(error.valid_up_to() + 3))
        }
        _ => String::from_utf8(bytes).map_err(|error| failed(error.utf8_error().valid_up_to())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(text: &str) -> Result<String, Error> {
        let mut pull = Pull::new(text, "a.xml");
        let mut shown = String::new();
        loop {
            match pull.next()? {
                Node::Open(element) => shown.push_str(&format!("<{}", element.name())),
                Node::Close => shown.push('>'),
                Node::Text(text) => shown.push_str(&text),
                Node::End => return Ok(shown),
            }
        }
    }

    #[test]
    fn gives_names_without_prefixes_and_resolves_what_xml_knows() {
        assert_eq!(nodes("<w:a><b/>x&amp;&#x1b0;</w:a>").unwrap(), "<a<b>x&ư>");
        let mut pull = Pull::new("<w:a w:val='x&lt;y' r:id='7'/>", "a.xml");
        let Ok(Node::Open(element)) = pull.next() else { panic!("an element") };
        assert_eq!((element.val().as_deref(), element.get("id").as_deref()), (Some("x<y"), Some("7")));
    }

    #[test]
    fn refuses_document_types_entities_depth_and_damage() {
        let flaw = |text: &str| match nodes(text) {
            Err(Error::Damaged { flaw, .. }) => flaw,
            other => panic!("{other:?}"),
        };
        assert_eq!(flaw("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Flaw::DocumentType);
        assert_eq!(flaw("<a>&b;</a>"), Flaw::Entity);
        assert_eq!(flaw("<a><b>"), Flaw::Cut);
        assert_eq!(flaw("<a></b>"), Flaw::Syntax);
        assert_eq!(nodes(&"<a>".repeat(DEPTH + 1)), Err(Error::TooLarge { what: Limit::Depth, most: DEPTH }));
    }

    #[test]
    fn reads_utf16_and_says_where_utf8_ends() {
        let wide: Vec<u8> =
            std::iter::once(0xfeff_u16).chain("<a>ữ</a>".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(wide, "a.xml").unwrap(), "<a>ữ</a>");
        let failed = decode(b"<a>\xff".to_vec(), "a.xml").unwrap_err();
        assert_eq!(failed, Error::Damaged { part: "a.xml".into(), at: 3, flaw: Flaw::Encoding });
    }
}
