//! What a paragraph is made of: runs, and everything that wraps them or stands between them.
//!
//! Words of one look, link and change are one piece, however Word cut them into runs. A wrapper that is not known is
//! looked through, because its words are words of the document.

use super::Error;
use super::limit::{LONG, cut};
use super::look::{Look, Says, tracked};
use super::story::{NoteKind, Story};
use super::styles::Styles;
use super::symbol::sign;
use super::xml::{Element, Node, Pull};
use crate::docx::{Block, Oddity, Piece, Tracked};

/// A paragraph as it is read.
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// Blocks of the text boxes that hang on this paragraph.
    pub(super) aside: Vec<Block>,
    style: String,
    /// The look of a run that says nothing of itself.
    usual: Look,
    look: Look,
    link: Option<String>,
    tracked: Option<Tracked>,
}

impl Line {
    pub(super) fn new(style: &str, styles: &Styles) -> Line {
        let usual = styles.look(style, &Says::default());
        Line {
            pieces: Vec::new(),
            aside: Vec::new(),
            style: style.to_owned(),
            look: usual.clone(),
            usual,
            link: None,
            tracked: None,
        }
    }

    /// How much was read into it: does a branch give anything?
    pub(super) fn size(&self) -> (usize, usize, usize) {
        let last = self.pieces.last().map_or(0, |last| last.text.len());
        (self.pieces.len(), self.aside.len(), last)
    }

    /// The paragraph has this style.
    pub(super) fn restyle(&mut self, style: &str, styles: &Styles) {
        if style != self.style {
            self.usual = styles.look(style, &Says::default());
            self.look = self.usual.clone();
            style.clone_into(&mut self.style);
        }
    }
}

impl Story<'_> {
    /// One element inside a paragraph that was opened, to its end.
    pub(super) fn inline(
        &mut self,
        pull: &mut Pull<'_>,
        element: &Element<'_>,
        line: &mut Line,
    ) -> Result<(), Error> {
        match element.name() {
            "r" => {
                line.look = line.usual.clone();
                self.inside(pull, line)?;
                line.look = line.usual.clone();
                Ok(())
            }
            "rPr" => {
                let says = Says::read(pull)?;
                line.look = self.styles.look(&line.style, &says);
                Ok(())
            }
            "t" | "delText" => {
                let text = pull.text()?;
                self.say(line, &text)
            }
            "hyperlink" => {
                let link = element.get("id").and_then(|id| self.relations.get(&id));
                let outer = line.link.clone();
                line.link = link.map(|link| cut(&link.target, LONG)).or(outer.clone());
                self.inside(pull, line)?;
                line.link = outer;
                Ok(())
            }
            "ins" | "del" | "moveTo" | "moveFrom" => {
                let outer = line.tracked.take();
                line.tracked = tracked(element).or_else(|| outer.clone());
                self.inside(pull, line)?;
                line.tracked = outer;
                Ok(())
            }
            "fldSimple" | "fldChar" | "instrText" => self.field(pull, element, line),
            "AlternateContent" => self.alternate(pull, line),
            "drawing" | "pict" | "object" => self.drawing(pull, line),
            "txbxContent" => self.text_box(pull, line),
            "tbl" => {
                let table = self.table(pull)?;
                line.aside.push(Block::Table(table));
                Ok(())
            }
            name if is_property(name) => pull.skip(),
            _ => self.sign(pull, element, line),
        }
    }

    /// The elements that fields are made of.
    fn field(&mut self, pull: &mut Pull<'_>, element: &Element<'_>, line: &mut Line) -> Result<(), Error> {
        match element.name() {
            "fldSimple" => {
                self.open_field(&element.get("instr").unwrap_or_default());
                self.inside(pull, line)?;
                self.fields.pop();
                Ok(())
            }
            "fldChar" => {
                self.field_mark(element);
                pull.skip()
            }
            _ => {
                let text = pull.text()?;
                self.instruct(&text);
                Ok(())
            }
        }
    }

    /// Elements that stand for letters or point to something; the rest is looked through.
    fn sign(&mut self, pull: &mut Pull<'_>, element: &Element<'_>, line: &mut Line) -> Result<(), Error> {
        match element.name() {
            "tab" | "ptab" => self.say(line, "\t")?,
            "br" | "cr" => self.say(line, "\n")?,
            "noBreakHyphen" => self.say(line, "-")?,
            "softHyphen" => self.say(line, "\u{ad}")?,
            "sym" => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let font = element.get("font").unwrap_or_default();
                if let Some(sign) = code.and_then(|code| sign(&font, code)) {
                    self.say(line, &sign.to_string())?;
                }
            }
            "footnoteReference" => self.call(line, NoteKind::Foot, element)?,
            "endnoteReference" => self.call(line, NoteKind::End, element)?,
            "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => self.range(element),
            "altChunk" | "subDoc" => self.odd(Oddity::Object { name: element.name().to_owned() }),
            _ => return self.inside(pull, line),
        }
        pull.skip()
    }

    /// Everything up to the end of the element that was opened last.
    fn inside(&mut self, pull: &mut Pull<'_>, line: &mut Line) -> Result<(), Error> {
        while let Some(element) = pull.child()? {
            self.inline(pull, &element, line)?;
        }
        Ok(())
    }

    /// Adds words in the look that holds here.
    pub(super) fn say(&mut self, line: &mut Line, text: &str) -> Result<(), Error> {
        if text.is_empty() || self.in_page_number() {
            return Ok(());
        }
        let text = match &line.look.font {
            Some(font) if is_symbol(font) => {
                text.chars().map(|letter| sign(font, u32::from(letter)).unwrap_or(letter)).collect()
            }
            _ => text.to_owned(),
        };
        for place in &self.open_comments {
            if let Some(comment) = self.document.comments.get_mut(*place)
                && comment.about.len() < LONG
            {
                comment.about.push_str(&cut(&text, LONG));
            }
        }
        let piece = Piece { text, ..self.piece(line) };
        match line.pieces.last_mut() {
            Some(last) if continues(last, &piece) => last.text.push_str(&piece.text),
            _ => {
                self.counted.piece()?;
                line.pieces.push(piece);
            }
        }
        Ok(())
    }

    /// A piece without words in the look that holds here.
    fn piece(&self, line: &Line) -> Piece {
        Piece {
            text: String::new(),
            emphasis: line.look.emphasis,
            link: line.link.clone().or_else(|| self.field_link()),
            font: line.look.font.clone(),
            hidden: line.look.hidden,
            marks: self.marks.iter().map(|(_, name)| name.clone()).collect(),
            tracked: line.tracked.clone(),
            note: None,
            comments: self.open_comments.clone(),
            picture: None,
        }
    }

    fn call(&mut self, line: &mut Line, kind: NoteKind, element: &Element<'_>) -> Result<(), Error> {
        let number = self.note(kind, &element.get("id").unwrap_or_default());
        self.counted.piece()?;
        let piece = Piece { note: Some(number), ..self.piece(line) };
        line.pieces.push(piece);
        Ok(())
    }

    /// A picture that stands here.
    pub(super) fn place_picture(&mut self, line: &mut Line, place: usize) -> Result<(), Error> {
        self.counted.piece()?;
        let piece = Piece { picture: Some(place), ..self.piece(line) };
        line.pieces.push(piece);
        Ok(())
    }

    /// One branch of several: the first that gives anything.
    fn alternate(&mut self, pull: &mut Pull<'_>, line: &mut Line) -> Result<(), Error> {
        let before = line.size();
        while let Some(_branch) = pull.child()? {
            if line.size() == before { self.inside(pull, line)? } else { pull.skip()? }
        }
        Ok(())
    }

    /// The text of a text box becomes blocks behind the paragraph that it hangs on.
    fn text_box(&mut self, pull: &mut Pull<'_>, line: &mut Line) -> Result<(), Error> {
        let fields = std::mem::take(&mut self.fields);
        let paragraph = self.here();
        let mut blocks = Vec::new();
        self.blocks(pull, &mut blocks)?;
        self.fields = fields;
        if blocks.iter().any(has_words) {
            self.odd(Oddity::TextBox { paragraph });
            line.aside.append(&mut blocks);
        }
        Ok(())
    }

    /// Reads what is drawn at the top of `w:drawing` and its like: see `drawing`.
    pub(super) fn each(
        &mut self,
        pull: &mut Pull<'_>,
        mut step: impl FnMut(&mut Self, &mut Pull<'_>, &Element<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        loop {
            match pull.next()? {
                Node::Open(element) => step(self, pull, &element)?,
                Node::Close | Node::End => return Ok(()),
                Node::Text(_) => {}
            }
        }
    }
}

/// Do these words go on with the piece before them?
fn continues(last: &Piece, next: &Piece) -> bool {
    last.note.is_none()
        && last.picture.is_none()
        && last.emphasis == next.emphasis
        && last.hidden == next.hidden
        && last.font == next.font
        && last.link == next.link
        && last.tracked == next.tracked
        && last.marks == next.marks
        && last.comments == next.comments
}

fn is_symbol(font: &str) -> bool {
    matches!(font, "Wingdings" | "Wingdings 2" | "Symbol")
}

/// Elements that say how something is, and hold no words of the document.
fn is_property(name: &str) -> bool {
    matches!(
        name,
        "pPr"
            | "sdtPr"
            | "sdtEndPr"
            | "smartTagPr"
            | "customXmlPr"
            | "rubyPr"
            | "sectPr"
            | "delInstrText"
            | "annotationRef"
            | "footnoteRef"
            | "endnoteRef"
            | "commentReference"
            | "proofErr"
            | "lastRenderedPageBreak"
            | "ffData"
            | "fldData"
            | "ctrlPr"
    )
}

fn has_words(block: &Block) -> bool {
    match block {
        Block::Table(table) => !table.rows.is_empty(),
        Block::Paragraph(paragraph) => !paragraph.pieces.is_empty(),
    }
}
