//! The box that tells an approved copy from a draft: facts of the approval, and the QR code that leads to it.

use crate::export::paper::{Block, Paragraph, Reach, Seal, Style};
use crate::plan::markdown::run::Run;

use super::body::Room;
use super::grid::Slot;
use super::pen::{Keep, Pen};
use super::{Error, picture, table};
use crate::docx::style;

/// The side of the code in millimetres, quiet zone included, and of its cell in twips.
const CODE: u16 = 28;
const CODE_CELL: u32 = 1_760;
/// The room between the foot and the box.
const ABOVE: u32 = 240;

/// Writes the box. It is one row that may not break, so it stands on one page.
pub(super) fn seal(pen: &mut Pen, seal: &Seal, room: Room) -> Result<(), Error> {
    let widths = [room.width.saturating_sub(CODE_CELL), CODE_CELL];
    pen.gap(ABOVE, Keep::Free);
    table::begin(pen, "PlanTable", &widths, &seal.heading);
    pen.xml.open("w:tr", &[]);
    pen.xml.open("w:trPr", &[]);
    pen.xml.empty("w:cantSplit", &[]);
    pen.xml.close("w:trPr");
    let facts = facts(seal);
    let left = Slot { start: 0, across: 1, reach: Reach::One, blocks: facts.iter().collect() };
    table::cell(pen, &left, Room { width: widths[0], ..room }, Keep::Free);
    code(pen, seal, Room { width: widths[1], ..room })?;
    pen.xml.close("w:tr");
    pen.xml.close("w:tbl");
    Ok(())
}

fn facts(seal: &Seal) -> Vec<Block> {
    let paragraph = |runs| Block::Paragraph(Paragraph { style: Style::Seal, runs, ..Paragraph::default() });
    let fact = |(label, value): &(String, String)| {
        let label = label.trim_end().trim_end_matches(':');
        paragraph(vec![Run::plain(format!("{label}: ")), Run::bold(value.as_str())])
    };
    [paragraph(vec![Run::bold(seal.heading.as_str())])]
        .into_iter()
        .chain(seal.facts.iter().map(fact))
        .collect()
}

fn code(pen: &mut Pen, seal: &Seal, room: Room) -> Result<(), Error> {
    pen.xml.open("w:tc", &[]);
    pen.xml.open("w:tcPr", &[]);
    pen.xml.empty("w:tcW", &[("w:w", &room.width.to_string()), ("w:type", "dxa")]);
    pen.xml.value("w:vAlign", "center");
    pen.xml.close("w:tcPr");
    pen.xml.open("w:p", &[]);
    pen.xml.open("w:pPr", &[]);
    pen.xml.value("w:pStyle", style::id(Style::Seal, 0));
    pen.xml.value("w:jc", "center");
    pen.xml.close("w:pPr");
    picture::code(pen, &seal.code, CODE, room)?;
    pen.xml.close("w:p");
    pen.xml.close("w:tc");
    Ok(())
}
