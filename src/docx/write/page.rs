//! Pages: paper, margins, the number at the top, and how the copy stands at the foot.
//!
//! Nghị định 30: A4; 20 mm above and below, 30 mm on the left, 15 mm on the right; the number in the middle of the top
//! margin, from the second page on. The decree allows pages across for tables and knows no other margins for them: they
//! are those of the page as it is read.

use crate::export::paper::{Orientation, Standing, StandingKind};
use crate::plan::markdown::run::Emphasis;

use super::Error;
use super::body::{NAMESPACES, Room};
use super::pen::Pen;
use crate::docx::style;

/// Millimetres as twips, rounded up: a margin is never a hair too small.
const fn twips(millimetres: u32) -> u32 {
    (millimetres * 14_400).div_ceil(254)
}

/// A4.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;

/// A page with its margins, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    orientation: Orientation,
    width: u32,
    height: u32,
    top: u32,
    right: u32,
    bottom: u32,
    left: u32,
}

impl Size {
    pub(super) fn of(orientation: Orientation) -> Size {
        let (width, height) = match orientation {
            Orientation::Portrait => (SHORT, LONG),
            Orientation::Landscape => (LONG, SHORT),
        };
        let (top, bottom) = (twips(20), twips(20));
        Size { orientation, width, height, top, right: twips(15), bottom, left: twips(30) }
    }

    /// What is left between the margins.
    pub(super) fn room(self) -> Room {
        Room { width: self.width - self.left - self.right, height: self.height - self.top - self.bottom }
    }
}

/// The parts at the top and foot of the pages, by the ids of their relations.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) header: String,
    pub(super) first_header: String,
    pub(super) footer: String,
    pub(super) first_footer: String,
}

/// The end of a section that is not the last.
pub(super) fn end(pen: &mut Pen, size: Size, frame: &Frame, number: usize) {
    pen.xml.open("w:p", &[]);
    pen.xml.open("w:pPr", &[]);
    pen.xml.value("w:pStyle", style::GAP);
    section(pen, size, frame, number);
    pen.xml.close("w:pPr");
    pen.xml.close("w:p");
}

/// The properties of a section, in the order that Word insists on; `number` counts from 0.
pub(super) fn section(pen: &mut Pen, size: Size, frame: &Frame, number: usize) {
    let xml = &mut pen.xml;
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", &frame.header)]);
    if number == 0 {
        xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", &frame.first_header)]);
    }
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &frame.footer)]);
    if number == 0 {
        xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", &frame.first_footer)]);
    }
    xml.value("w:type", "nextPage");
    let text = |twips: u32| twips.to_string();
    let (width, height) = (text(size.width), text(size.height));
    match size.orientation {
        Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
        Orientation::Landscape => {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", "landscape")]);
        }
    }
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &text(size.top)),
            ("w:right", &text(size.right)),
            ("w:bottom", &text(size.bottom)),
            ("w:left", &text(size.left)),
            ("w:header", &text(size.top / 2)),
            ("w:footer", &text(twips(8))),
            ("w:gutter", "0"),
        ],
    );
    xml.empty("w:cols", &[("w:space", "720")]);
    if number == 0 {
        xml.empty("w:titlePg", &[]);
    }
    xml.close("w:sectPr");
}

/// The top of the pages from the second on: their number.
pub(super) fn header() -> Result<Vec<u8>, Error> {
    let mut pen = Pen::new("");
    pen.xml.open("w:hdr", NAMESPACES);
    pen.xml.open("w:p", &[]);
    pen.xml.open("w:pPr", &[]);
    pen.xml.value("w:pStyle", "Header");
    pen.xml.close("w:pPr");
    pen.xml.open("w:fldSimple", &[("w:instr", " PAGE ")]);
    pen.run("2", Emphasis::default(), None);
    pen.xml.close("w:fldSimple");
    pen.xml.close("w:p");
    pen.xml.close("w:hdr");
    pen.xml.finish()
}

/// The top of the first page: nothing, or a band that says that this is not the text in force.
pub(super) fn first_header(standing: &Standing) -> Result<Vec<u8>, Error> {
    let (style, words) = match standing.kind {
        StandingKind::Draft => ("BandDraft", &*standing.line),
        StandingKind::Withdrawn => ("BandWithdrawn", &*standing.line),
        StandingKind::None | StandingKind::Approved => ("Header", ""),
    };
    let style = if words.is_empty() { "Header" } else { style };
    alone("w:hdr", style, words)
}

/// The foot of the pages.
pub(super) fn footer(standing: &Standing) -> Result<Vec<u8>, Error> {
    alone("w:ftr", "Footer", &standing.line)
}

/// A part of one paragraph.
fn alone(root: &str, style: &str, words: &str) -> Result<Vec<u8>, Error> {
    let mut pen = Pen::new("");
    pen.xml.open(root, NAMESPACES);
    pen.line(style, words);
    pen.xml.close(root);
    pen.xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_are_those_of_the_decree() {
        let millimetres = |twips: u32| f64::from(twips) * 25.4 / 1440.0;
        let [upright, across] = [Orientation::Portrait, Orientation::Landscape].map(Size::of);
        for size in [upright, across] {
            for (margin, least) in
                [(size.top, 20.0), (size.bottom, 20.0), (size.left, 30.0), (size.right, 15.0)]
            {
                let found = millimetres(margin);
                assert!((least..least + 0.02).contains(&found), "{found} for {least}");
            }
        }
        assert_eq!((across.width, across.height), (upright.height, upright.width));
        assert_eq!(upright.room().width, 9_354);
    }

    #[test]
    fn the_first_page_says_of_a_draft_what_it_is() {
        let standing = |kind| Standing { kind, line: "Bản này".to_owned(), seal: None };
        let top = |kind| String::from_utf8(first_header(&standing(kind)).unwrap()).unwrap();
        assert!(top(StandingKind::Draft).contains("BandDraft"));
        assert!(top(StandingKind::Withdrawn).contains("BandWithdrawn"));
        for kind in [StandingKind::None, StandingKind::Approved] {
            assert!(!top(kind).contains("Bản này"));
            assert!(String::from_utf8(footer(&standing(kind)).unwrap()).unwrap().contains("Bản này"));
        }
    }
}
