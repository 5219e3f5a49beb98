//! One flow of text: the body, a header, the notes. Blocks in the order of the document, wrappers of any kind looked
//! through, every word kept.

use std::collections::HashMap;

use super::Error;
use super::field::Field;
use super::inline::Line;
use super::limit::{Counted, LISTED, NAME, ODDITIES, OPEN, PICTURE, cut};
use super::look::Says;
use super::numbering::Numbering;
use super::package::{Package, Relations};
use super::styles::{InList, Styles, in_list};
use super::xml::{Element, Node, Pull};
use crate::docx::{Block, Document, Note, Oddity, Paragraph};

/// The reader as it goes through the parts.
pub(super) struct Story<'s> {
    pub(super) styles: &'s Styles,
    pub(super) document: Document,
    /// What the part that is read points to.
    pub(super) relations: Relations,
    pub(super) counted: Counted,
    /// Places in the list of comments, by id.
    pub(super) comments: HashMap<String, usize>,
    /// Bookmarks that are open here: id and name.
    pub(super) marks: Vec<(String, String)>,
    /// Comments that are open here.
    pub(super) open_comments: Vec<usize>,
    pub(super) fields: Vec<Field>,
    numbering: Numbering,
    /// Numbers of notes, as the text calls them.
    notes: HashMap<(NoteKind, String), usize>,
    /// Parts of pictures and what they show, in the order of the document's list.
    pictures: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl<'s> Story<'s> {
    pub(super) fn new(
        styles: &'s Styles,
        numbering: Numbering,
        comments: HashMap<String, usize>,
        document: Document,
    ) -> Story<'s> {
        Story {
            styles,
            document,
            relations: Relations::new(),
            counted: Counted::default(),
            comments,
            marks: Vec::new(),
            open_comments: Vec::new(),
            fields: Vec::new(),
            numbering,
            notes: HashMap::new(),
            pictures: Vec::new(),
        }
    }

    /// Begins a part, with what it points to. What was open in another part is not open here.
    pub(super) fn enter(&mut self, relations: Relations) {
        self.relations = relations;
        self.marks.clear();
        self.open_comments.clear();
        self.fields.clear();
    }

    /// All blocks of a part.
    pub(super) fn part(&mut self, text: &str, part: &str) -> Result<Vec<Block>, Error> {
        let mut pull = Pull::new(text, part);
        let mut blocks = Vec::new();
        while let Node::Open(_) | Node::Text(_) | Node::Close = self.step(&mut pull, &mut blocks)? {}
        Ok(blocks)
    }

    /// Notes of a part, numbered as they are called; separators are none.
    pub(super) fn notes(&mut self, text: &str, part: &str, kind: NoteKind) -> Result<Vec<Note>, Error> {
        let mut pull = Pull::new(text, part);
        let mut notes = Vec::new();
        pull.child()?;
        while let Some(element) = pull.child()? {
            let drawn = element.get("type").is_some_and(|kind| kind != "normal");
            let id = element.get("id").unwrap_or_default();
            let mut blocks = Vec::new();
            self.blocks(&mut pull, &mut blocks)?;
            if !drawn && !blocks.is_empty() && notes.len() < LISTED {
                notes.push(Note { number: self.note(kind, &id), blocks });
            }
        }
        Ok(notes)
    }

    /// The number of a note: the one that it has, or the next.
    pub(super) fn note(&mut self, kind: NoteKind, id: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry((kind, cut(id, NAME))).or_insert(next)
    }

    /// Reads blocks up to the end of the element that was opened last.
    pub(super) fn blocks(&mut self, pull: &mut Pull<'_>, into: &mut Vec<Block>) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            self.one_block(pull, &element, into)?;
        }
        Ok(())
    }

    /// One step at the top of a part.
    fn step(&mut self, pull: &mut Pull<'_>, into: &mut Vec<Block>) -> Result<Node<'static>, Error> {
        match pull.next()? {
            Node::Open(element) => self.one_block(pull, &element, into).map(|()| Node::Close),
            Node::End => Ok(Node::End),
            _ => Ok(Node::Close),
        }
    }

    /// One block that was opened; what is none is looked through.
    pub(super) fn one_block(
        &mut self,
        pull: &mut Pull<'_>,
        element: &Element<'_>,
        into: &mut Vec<Block>,
    ) -> Result<(), Error> {
        match element.name() {
            "p" => self.paragraph(pull, into),
            "tbl" => {
                let table = self.table(pull)?;
                into.push(Block::Table(table));
                Ok(())
            }
            "sdtPr" | "sdtEndPr" | "customXmlPr" | "sectPr" | "tcPr" | "background" => pull.skip(),
            "AlternateContent" => self.alternate_blocks(pull, into),
            "altChunk" => {
                self.odd(Oddity::Object { name: "altChunk".to_owned() });
                pull.skip()
            }
            // Words that stand where only blocks may: a paragraph of their own.
            "r" | "t" | "hyperlink" | "fldSimple" => {
                let number = self.counted.paragraph()?;
                let mut line = Line::new(self.styles.usual(), self.styles);
                self.inline(pull, element, &mut line)?;
                close(Paragraph { number, ..Paragraph::default() }, line, into);
                Ok(())
            }
            "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => {
                self.range(element);
                pull.skip()
            }
            _ => self.blocks(pull, into),
        }
    }

    /// One of the branches, as Word does: the second only where the first gives nothing.
    fn alternate_blocks(&mut self, pull: &mut Pull<'_>, into: &mut Vec<Block>) -> Result<(), Error> {
        let before = into.len();
        while let Some(_branch) = pull.child()? {
            if into.len() == before { self.blocks(pull, into)? } else { pull.skip()? }
        }
        Ok(())
    }

    /// A paragraph, and behind it what stands in text boxes that hang on it.
    pub(super) fn paragraph(&mut self, pull: &mut Pull<'_>, into: &mut Vec<Block>) -> Result<(), Error> {
        // Counted where it begins: what hangs on it comes after it.
        let number = self.counted.paragraph()?;
        let style = self.styles.usual().to_owned();
        let mut paragraph = Paragraph { number, style, ..Paragraph::default() };
        let mut list = InList::default();
        let mut line = Line::new(&paragraph.style, self.styles);
        while let Some(element) = pull.child()? {
            if element.name() == "pPr" {
                list = self.paragraph_properties(pull, &mut paragraph)?;
                line.restyle(&paragraph.style, self.styles);
            } else {
                self.inline(pull, &element, &mut line)?;
            }
        }
        self.number(&mut paragraph, list);
        close(paragraph, line, into);
        Ok(())
    }

    fn paragraph_properties(
        &mut self,
        pull: &mut Pull<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<InList, Error> {
        let mut list = InList::default();
        while let Some(element) = pull.child()? {
            match element.name() {
                "pStyle" => {
                    paragraph.style = cut(&element.val().unwrap_or_default(), NAME);
                    pull.skip()?;
                }
                "numPr" => list = in_list(pull)?,
                "rPr" => paragraph.tracked = Says::read(pull)?.tracked,
                _ => pull.skip()?,
            }
        }
        Ok(list)
    }

    /// Gives the paragraph the label that its list prints. List `0` is none.
    fn number(&mut self, paragraph: &mut Paragraph, own: InList) {
        let of_style = self.styles.list(&paragraph.style);
        let level = own.level.or(of_style.level).unwrap_or(0);
        let Some(list) = own.list.or(of_style.list).filter(|list| list != "0") else { return };
        match self.numbering.next(&list, level) {
            Some(label) => {
                paragraph.label = label;
                paragraph.depth = u8::try_from(level).unwrap_or(u8::MAX);
            }
            None => self.odd(Oddity::Broken { what: format!("numId {}", cut(&list, NAME)) }),
        }
    }

    /// Begin and end of bookmarks and of what comments are about.
    pub(super) fn range(&mut self, element: &Element<'_>) {
        let id = cut(&element.get("id").unwrap_or_default(), NAME);
        match element.name() {
            "bookmarkStart" if self.marks.len() < OPEN => {
                let name = cut(&element.get("name").unwrap_or_default(), NAME);
                // Word's own marks of where the cursor was say nothing.
                if !name.is_empty() && !name.starts_with("_GoBack") {
                    // LibreOffice begins the bookmark of emptied words twice and ends it once; a name is one bookmark's.
                    self.marks.retain(|(_, open)| *open != name);
                    self.marks.push((id, name));
                }
            }
            "bookmarkEnd" => self.marks.retain(|(open, _)| *open != id),
            "commentRangeStart" if self.open_comments.len() < OPEN => {
                self.open_comments.extend(self.comments.get(&id));
            }
            "commentRangeEnd" => {
                let ended = self.comments.get(&id);
                self.open_comments.retain(|open| Some(open) != ended);
            }
            _ => {}
        }
    }

    /// The place of a picture in the document's list.
    pub(super) fn picture(&mut self, part: &str, words: &str) -> Option<usize> {
        if let Some(at) = self.pictures.iter().position(|(known, _)| known == part) {
            return Some(at);
        }
        if self.pictures.len() >= ODDITIES {
            return None;
        }
        self.pictures.push((part.to_owned(), words.to_owned()));
        Some(self.pictures.len() - 1)
    }

    /// The number of the paragraph that is read.
    pub(super) fn here(&self) -> usize {
        self.counted.paragraphs()
    }

    pub(super) fn odd(&mut self, oddity: Oddity) {
        if self.document.oddities.len() < ODDITIES && !self.document.oddities.contains(&oddity) {
            self.document.oddities.push(oddity);
        }
    }

    /// Takes the pictures out of the archive; what is missing there keeps its place, without bytes.
    pub(super) fn finish(mut self, package: &mut Package<'_>) -> Result<Document, Error> {
        for (part, words) in std::mem::take(&mut self.pictures) {
            let bytes = package.bytes(&part, PICTURE)?;
            if bytes.is_none() {
                self.odd(Oddity::Broken { what: cut(&part, NAME) });
            }
            let name = cut(part.rsplit('/').next().unwrap_or_default(), NAME);
            self.document.pictures.push(crate::docx::Picture {
                name,
                bytes: bytes.unwrap_or_default(),
                words,
            });
        }
        Ok(self.document)
    }
}

/// A paragraph with its pieces, and behind it what stands in text boxes that hang on it.
fn close(mut paragraph: Paragraph, line: Line, into: &mut Vec<Block>) {
    paragraph.pieces = line.pieces;
    into.push(Block::Paragraph(paragraph));
    into.extend(line.aside);
}
