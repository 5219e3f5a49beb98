//! The body: sheets one after the other, and the blocks in them.

use crate::export::paper::{Block, Paper, Style};

use super::pen::{Keep, Pen};
use super::{Error, line, page, picture, seal, table};

/// The room between the last words and the recipients and signature, in twips.
const ABOVE_FOOT: u32 = 240;

/// The room that blocks have, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) width: u32,
    /// That of the page between its margins.
    pub(super) height: u32,
}

/// Writes `word/document.xml`.
pub(super) fn body(pen: &mut Pen, paper: &Paper, frame: &page::Frame) -> Result<(), Error> {
    pen.xml.open("w:document", NAMESPACES);
    pen.xml.open("w:body", &[]);
    let last = paper.sheets.len().saturating_sub(1);
    for (at, sheet) in paper.sheets.iter().enumerate() {
        let size = page::Size::of(sheet.orientation);
        let content: Vec<&Block> = sheet.blocks.iter().collect();
        blocks(pen, &content, size.room(), Keep::Free);
        if at < last {
            // The section's end is a paragraph of its own, so that no paragraph of the plan carries it.
            page::end(pen, size, frame, at);
        }
    }
    if let Some(seal) = &paper.standing.seal {
        seal::seal(pen, seal, last_size(paper).room())?;
    }
    // Word wants a paragraph between a table and the end.
    pen.gap(0, Keep::Free);
    page::section(pen, last_size(paper), frame, last);
    pen.xml.close("w:body");
    pen.xml.close("w:document");
    Ok(())
}

/// Blocks from top to bottom, in the page or in a cell; `keep` says whether all stand on the page of what comes next.
pub(super) fn blocks(pen: &mut Pen, blocks: &[&Block], room: Room, keep: Keep) {
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1);
        match block {
            Block::Paragraph(paragraph) => {
                // A signature never stands alone on a page: what is before it goes with it.
                let before_foot = matches!(next, Some(Block::Columns { .. }));
                pen.paragraph(paragraph, if before_foot { Keep::Next } else { keep });
                if !goes_on(paragraph.style, next) {
                    line::below(pen, paragraph, room.width);
                }
                if before_foot {
                    pen.gap(ABOVE_FOOT, Keep::Next);
                }
            }
            Block::Table(table) => table::table(pen, table, room),
            Block::Columns { left, right, share } => table::columns(pen, [left, right], *share, room),
            Block::Picture(shown) => {
                pen.xml.open("w:p", &[]);
                pen.xml.open("w:pPr", &[]);
                pen.xml.value("w:jc", "center");
                pen.xml.close("w:pPr");
                picture::picture(pen, shown, room);
                pen.xml.close("w:p");
            }
        }
        // Two tables without a paragraph between them are one in Word.
        if is_table(block) && next.is_some_and(|next| is_table(next)) {
            pen.gap(0, Keep::Free);
        }
    }
}

/// Does the next block go on with what this one says? A title of two lines has one rule.
fn goes_on(style: Style, next: Option<&&Block>) -> bool {
    matches!(next, Some(Block::Paragraph(paragraph)) if paragraph.style == style)
}

fn is_table(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Columns { .. })
}

fn last_size(paper: &Paper) -> page::Size {
    page::Size::of(paper.sheets.last().map(|sheet| sheet.orientation).unwrap_or_default())
}

/// What the names in a part begin with.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];
