//! What is drawn: pictures, text boxes and embedded objects, in the form of today (DrawingML) and in the old one (VML).
//! A drawing is looked through for these; lines and shapes are nothing to read.

use super::Error;
use super::inline::Line;
use super::limit::{LONG, NAME, cut};
use super::story::Story;
use super::xml::{Element, Pull};
use crate::docx::Oddity;

impl Story<'_> {
    /// A `w:drawing`, `w:pict` or `w:object` that was opened, to its end.
    pub(super) fn drawing(&mut self, pull: &mut Pull<'_>, line: &mut Line) -> Result<(), Error> {
        let mut words = String::new();
        self.drawn(pull, line, &mut words)
    }

    fn drawn(&mut self, pull: &mut Pull<'_>, line: &mut Line, words: &mut String) -> Result<(), Error> {
        self.each(pull, |story, pull, element| match element.name() {
            "txbxContent" => story.inline(pull, element, line),
            "AlternateContent" => story.drawn_branch(pull, line, words),
            "docPr" | "cNvPr" => {
                if words.is_empty() {
                    *words = cut(&element.get("descr").unwrap_or_default(), LONG);
                }
                pull.skip()
            }
            "blip" | "imagedata" => {
                let title = element.get("title").unwrap_or_default();
                let words = if words.is_empty() { &title } else { &*words };
                let words = cut(words, LONG);
                story.image(element, line, &words)?;
                story.drawn(pull, line, &mut String::new())
            }
            "OLEObject" => {
                let name = cut(&element.get("ProgID").unwrap_or_default(), NAME);
                story.odd(Oddity::Object { name });
                pull.skip()
            }
            // Words that stand in a drawing without a text box, such as those of WordArt.
            "textpath" => {
                let text = cut(&element.get("string").unwrap_or_default(), LONG);
                story.say(line, &text)?;
                pull.skip()
            }
            _ => story.drawn(pull, line, words),
        })
    }

    /// One branch of several: the first that gives anything.
    fn drawn_branch(
        &mut self,
        pull: &mut Pull<'_>,
        line: &mut Line,
        words: &mut String,
    ) -> Result<(), Error> {
        let before = line.size();
        while let Some(_branch) = pull.child()? {
            if line.size() == before { self.drawn(pull, line, words)? } else { pull.skip()? }
        }
        Ok(())
    }

    fn image(&mut self, element: &Element<'_>, line: &mut Line, words: &str) -> Result<(), Error> {
        let id = element.get("embed").or_else(|| element.get("id")).or_else(|| element.get("link"));
        let Some(id) = id else { return Ok(()) };
        let Some(relation) = self.relations.get(&id) else {
            self.odd(Oddity::Broken { what: cut(&id, NAME) });
            return Ok(());
        };
        if relation.outside {
            let target = cut(&relation.target, LONG);
            self.odd(Oddity::External { target });
            return Ok(());
        }
        let part = relation.target.clone();
        match self.picture(&part, words) {
            Some(place) => self.place_picture(line, place),
            None => Ok(()),
        }
    }
}
