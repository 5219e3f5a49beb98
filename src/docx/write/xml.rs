//! A part of a Word file being written: elements, attributes, text. [door: quick_xml]
//!
//! Names come from this program, words from people. What XML 1.0 cannot hold is replaced by `U+FFFD`, visibly, and
//! never makes the writing fail.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Error;

/// What an XML text begins with.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    failed: Option<std::io::Error>,
}

/// Attributes: name and value.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A text with its declaration.
    pub(super) fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new(Vec::new()), failed: None };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element that holds a value alone, the usual one in Word files.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub(super) fn text(&mut self, text: &str) {
        let allowed = allowed(text);
        self.event(Event::Text(BytesText::from_escaped(partial_escape(&*allowed))));
    }

    /// An element with words in it.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.text(text);
        self.close(name);
    }

    /// The bytes, or what went wrong on the way.
    pub(super) fn finish(self) -> Result<Vec<u8>, Error> {
        match self.failed {
            None => Ok(self.writer.into_inner()),
            Some(source) => Err(Error::Write { source }),
        }
    }

    /// Writing stops to matter once it has failed; the first failure is what is told.
    fn event(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event) {
            self.failed.get_or_insert(error);
        }
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        // A line end in an attribute would be read as a blank anyway.
        let flat = value.contains(['\n', '\r', '\t']).then(|| value.replace(['\n', '\r', '\t'], " "));
        start.push_attribute((*key, &*allowed(flat.as_deref().unwrap_or(value))));
    }
    start
}

/// The text with a visible sign in place of what no XML may hold.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => letter >= ' ',
    };
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let replaced = |letter| if is_allowed(letter) { letter } else { char::REPLACEMENT_CHARACTER };
    Cow::Owned(text.chars().map(replaced).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_never_fail() {
        let mut xml = Xml::new();
        xml.open("w:t", &[("w:val", "a\"<\nb")]);
        xml.text("1 < 2 & \u{1}\u{ffff}\r</w:t>");
        xml.close("w:t");
        let text = String::from_utf8(xml.finish().unwrap()).unwrap();
        let body = text.split_once("?>").unwrap().1;
        assert_eq!(
            body,
            "<w:t w:val=\"a&quot;&lt; b\">1 &lt; 2 &amp; \u{fffd}\u{fffd}&#13;&lt;/w:t&gt;</w:t>"
        );
    }
}
