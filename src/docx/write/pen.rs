//! What writes the body of a document: its XML, and what the words need around it.
//!
//! The pen counts what must be unique in a file (bookmarks, pictures, relations) and writes paragraphs. It knows no
//! table and no page.

use std::collections::BTreeSet;

use crate::docx::{mark, style};
use crate::export::paper::{Paragraph, Part, Style};
use crate::plan::markdown::run::{Emphasis, Run};

use super::link;
use super::package::Relations;
use super::xml::Xml;

/// Word keeps no more levels of indentation apart.
const DEEPEST: u32 = 8;

pub(super) struct Pen {
    pub(super) xml: Xml,
    pub(super) relations: Relations,
    /// Pictures with their names under `word/media/`.
    pub(super) media: Vec<(String, Vec<u8>)>,
    /// The language of the words, where it is not that of the styles.
    language: Option<&'static str>,
    marks: BTreeSet<String>,
}

/// Must a paragraph stand on the page of the next one?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Free,
    Next,
}

impl Pen {
    /// A pen for a paper in this language (`vi`).
    pub(super) fn new(language: &str) -> Pen {
        Pen {
            xml: Xml::new(),
            relations: Relations::default(),
            media: Vec::new(),
            // The styles say Vietnamese.
            language: (language == "en").then_some("en-GB"),
            marks: BTreeSet::new(),
        }
    }

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, keep: Keep) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", style::id(paragraph.style, paragraph.depth));
        if keep == Keep::Next {
            self.xml.empty("w:keepNext", &[]);
        }
        if let Some(left) = indentation(paragraph) {
            self.xml.empty("w:ind", &[("w:left", &left.to_string())]);
        }
        self.xml.close("w:pPr");
        self.label(paragraph);
        self.marked(&paragraph.source.part, &paragraph.runs);
        self.xml.close("w:p");
    }

    /// An empty paragraph that takes no room but so many twips above it.
    pub(super) fn gap(&mut self, above: u32, keep: Keep) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", style::GAP);
        if keep == Keep::Next {
            self.xml.empty("w:keepNext", &[]);
        }
        if above > 0 {
            self.xml.empty("w:spacing", &[("w:before", &above.to_string())]);
        }
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    /// A paragraph of plain words in a style that no paper has: headers and footers.
    pub(super) fn line(&mut self, style: &str, words: &str) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", style);
        self.xml.close("w:pPr");
        if !words.is_empty() {
            self.run(words, Emphasis::default(), None);
        }
        self.xml.close("w:p");
    }

    /// What is printed before the words stands before the bookmark: it is no word of the plan.
    fn label(&mut self, paragraph: &Paragraph) {
        if paragraph.label.is_empty() {
            return;
        }
        let ends = paragraph.label.ends_with([' ', '\t', '\n', '\u{a0}']) || paragraph.runs.is_empty();
        let blank = if ends { "" } else { " " };
        self.run(&format!("{}{blank}", paragraph.label), Emphasis::default(), None);
    }

    /// The words inside their bookmark. A name stands once in a file; a second paragraph of the same part has none.
    fn marked(&mut self, part: &Part, runs: &[Run]) {
        let name = mark::name(part).filter(|name| self.marks.insert(name.clone()));
        let id = self.marks.len().to_string();
        if let Some(name) = &name {
            self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        }
        for same in runs.chunk_by(|one, other| one.link == other.link) {
            let target = same.first().and_then(|run| run.link.as_deref()).and_then(link::target);
            match target {
                Some(target) => self.link(&target, same),
                None => same.iter().for_each(|run| self.run(&run.text, run.emphasis, None)),
            }
        }
        if name.is_some() {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        }
    }

    fn link(&mut self, target: &str, runs: &[Run]) {
        let id = self.relations.link(target);
        self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        runs.iter().for_each(|run| self.run(&run.text, run.emphasis, Some(style::LINK)));
        self.xml.close("w:hyperlink");
    }

    pub(super) fn run(&mut self, text: &str, emphasis: Emphasis, style: Option<&str>) {
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.emphasis(emphasis, style);
        // Word knows the ends of lines and tabs as elements only.
        let text = if text.contains('\r') { &text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.empty("w:br", &[]);
            }
            for (at, piece) in line.split('\t').enumerate() {
                if at > 0 {
                    self.xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    self.xml.open("w:t", &[("xml:space", "preserve")]);
                    self.xml.text(piece);
                    self.xml.close("w:t");
                }
            }
        }
        self.xml.close("w:r");
    }

    /// The properties of a run, in the order that Word insists on.
    fn emphasis(&mut self, emphasis: Emphasis, style: Option<&str>) {
        let style = if emphasis.code { Some(style::CODE_WORDS) } else { style };
        if emphasis == Emphasis::default() && style.is_none() && self.language.is_none() {
            return;
        }
        self.xml.open("w:rPr", &[]);
        if let Some(style) = style {
            self.xml.value("w:rStyle", style);
        }
        if emphasis.bold {
            self.xml.empty("w:b", &[]);
            self.xml.empty("w:bCs", &[]);
        }
        if emphasis.italic {
            self.xml.empty("w:i", &[]);
            self.xml.empty("w:iCs", &[]);
        }
        if emphasis.strike {
            self.xml.empty("w:strike", &[]);
        }
        if let Some(language) = self.language {
            self.xml.value("w:lang", language);
        }
        self.xml.close("w:rPr");
    }
}

/// How far the whole paragraph is set in, in twips. A heading's depth is its level instead.
fn indentation(paragraph: &Paragraph) -> Option<u32> {
    let step = match paragraph.style {
        Style::Heading | Style::Section => return None,
        Style::TableCell | Style::TableLabel | Style::TableGroup | Style::TableHeader => 170,
        _ => 425,
    };
    let depth = u32::from(paragraph.depth).min(DEEPEST);
    (depth > 0).then_some(step * depth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::Source;

    /// The XML of one paragraph.
    fn written(paragraph: &Paragraph) -> String {
        let mut pen = Pen::new("vi");
        pen.paragraph(paragraph, Keep::Free);
        let text = String::from_utf8(pen.xml.finish().unwrap()).unwrap();
        text.split_once("?>").unwrap().1.to_owned()
    }

    fn run(text: &str, emphasis: Emphasis, link: Option<&str>) -> Run {
        Run { text: text.to_owned(), emphasis, link: link.map(str::to_owned) }
    }

    #[test]
    fn a_label_stands_before_the_bookmark_of_the_words() {
        let paragraph = Paragraph {
            style: Style::ListItem,
            label: "a)".to_owned(),
            depth: 1,
            runs: vec![Run::plain("Một\nhai\tba")],
            source: Source { part: Part::Note(3), ..Source::default() },
        };
        assert_eq!(
            written(&paragraph),
            "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:ind w:left=\"425\"/></w:pPr>\
             <w:r><w:t xml:space=\"preserve\">a) </w:t></w:r>\
             <w:bookmarkStart w:id=\"1\" w:name=\"ct_note_3\"/>\
             <w:r><w:t xml:space=\"preserve\">Một</w:t><w:br/><w:t xml:space=\"preserve\">hai</w:t><w:tab/>\
             <w:t xml:space=\"preserve\">ba</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>"
        );
    }

    #[test]
    fn emphasis_and_links_are_words_own_properties() {
        let bold = Emphasis { bold: true, strike: true, ..Emphasis::default() };
        let code = Emphasis { code: true, italic: true, ..Emphasis::default() };
        let to = Some("https://example.vn/a b");
        let runs = vec![run("x", bold, to), run("y", Emphasis::default(), to), run("z", code, None)];
        let text = written(&Paragraph { runs, ..Paragraph::default() });
        assert_eq!(text.matches("<w:hyperlink").count(), 1);
        assert!(text.contains("<w:rStyle w:val=\"Hyperlink\"/><w:b/><w:bCs/><w:strike/></w:rPr>"), "{text}");
        assert!(text.contains("<w:rStyle w:val=\"CodeWords\"/><w:i/><w:iCs/></w:rPr>"), "{text}");
    }

    #[test]
    fn a_part_that_stands_twice_is_marked_once() {
        let source = Source { part: Part::Note(1), ..Source::default() };
        let paragraph = Paragraph { runs: vec![Run::plain("x")], source, ..Paragraph::default() };
        let mut pen = Pen::new("en");
        pen.paragraph(&paragraph, Keep::Next);
        pen.paragraph(&paragraph, Keep::Free);
        let text = String::from_utf8(pen.xml.finish().unwrap()).unwrap();
        assert_eq!(text.matches("bookmarkStart").count(), 1);
        assert_eq!(text.matches("<w:keepNext/>").count(), 1);
        assert_eq!(text.matches("<w:lang w:val=\"en-GB\"/>").count(), 2);
    }
}
