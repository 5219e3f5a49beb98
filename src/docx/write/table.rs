//! Tables with lines, and two columns side by side as a table without lines.
//!
//! Header rows are repeated on each page and known to screen readers as such; a row breaks over a page only where it
//! hardly fits on one. The widths are fixed, so that every program shows the same table.

use crate::export::paper::{Block, Reach, Style, Table};

use super::body::{Room, blocks};
use super::grid::{Grid, Slot};
use super::height;
use super::pen::{Keep, Pen};

const SHADE: &str = "F2F2F2";

/// A table as wide as its room.
pub(super) fn table(pen: &mut Pen, table: &Table, room: Room) {
    if table.rows.is_empty() {
        return;
    }
    let grid = Grid::of(table, room.width);
    let breaks = height::breaks(&grid, room.height);
    begin(pen, "PlanTable", &grid.widths, &table.caption);
    for (at, row) in grid.rows.iter().enumerate() {
        let header = at < grid.header;
        pen.xml.open("w:tr", &[]);
        if header || breaks.get(at) == Some(&false) {
            pen.xml.open("w:trPr", &[]);
            pen.xml.empty("w:cantSplit", &[]);
            if header {
                pen.xml.empty("w:tblHeader", &[]);
            }
            pen.xml.close("w:trPr");
        }
        // A group's row does not stay behind at the foot of a page. Word looks at all the paragraphs of a row.
        let keep =
            if row.iter().any(|slot| begins(slot, Style::TableGroup)) { Keep::Next } else { Keep::Free };
        for slot in row {
            cell(pen, slot, Room { width: grid.width(slot), ..room }, keep);
        }
        pen.xml.close("w:tr");
    }
    pen.xml.close("w:tbl");
}

/// Two columns that are read one after the other, from top to bottom; `share` of a hundred is the left one's.
pub(super) fn columns(pen: &mut Pen, sides: [&[Block]; 2], share: u16, room: Room) {
    let left = room.width * u32::from(share.clamp(5, 95)) / 100;
    let widths = [left, room.width - left];
    begin(pen, "Layout", &widths, "");
    pen.xml.open("w:tr", &[]);
    pen.xml.open("w:trPr", &[]);
    pen.xml.empty("w:cantSplit", &[]);
    pen.xml.close("w:trPr");
    for (side, width) in sides.into_iter().zip(widths) {
        let slot = Slot { start: 0, across: 1, reach: Reach::One, blocks: side.iter().collect() };
        cell(pen, &slot, Room { width, ..room }, Keep::Free);
    }
    pen.xml.close("w:tr");
    pen.xml.close("w:tbl");
}

/// The table's properties, in the order that Word insists on, and its columns.
pub(super) fn begin(pen: &mut Pen, style: &str, widths: &[u32], caption: &str) {
    let has_lines = style == "PlanTable";
    let width = widths.iter().sum::<u32>().to_string();
    let xml = &mut pen.xml;
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.value("w:tblStyle", style);
    xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    let first = if has_lines { "1" } else { "0" };
    let code = if has_lines { "0020" } else { "0000" };
    xml.empty(
        "w:tblLook",
        &[
            ("w:val", code),
            ("w:firstRow", first),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "0"),
        ],
    );
    if !caption.is_empty() {
        xml.value("w:tblCaption", caption);
        xml.value("w:tblDescription", caption);
    }
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
}

/// One cell. It ends with a paragraph, as Word insists.
pub(super) fn cell(pen: &mut Pen, slot: &Slot<'_>, room: Room, keep: Keep) {
    let xml = &mut pen.xml;
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &room.width.to_string()), ("w:type", "dxa")]);
    if slot.across > 1 {
        xml.value("w:gridSpan", &slot.across.to_string());
    }
    match slot.reach {
        Reach::One => {}
        Reach::Begins => xml.value("w:vMerge", "restart"),
        Reach::Continues => xml.empty("w:vMerge", &[]),
    }
    if begins(slot, Style::TableHeader) || begins(slot, Style::TableGroup) {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", SHADE)]);
    }
    if begins(slot, Style::TableHeader) {
        xml.value("w:vAlign", "center");
    }
    xml.close("w:tcPr");
    // Word sets the words of a cell in from its lines.
    let inside = Room { width: room.width.saturating_sub(2 * 57), ..room };
    blocks(pen, &slot.blocks, inside, keep);
    match slot.blocks.last() {
        None => pen.line("TableCell", ""),
        Some(Block::Table(_) | Block::Columns { .. }) => pen.gap(0, Keep::Free),
        Some(_) => {}
    }
    pen.xml.close("w:tc");
}

fn begins(slot: &Slot<'_>, style: Style) -> bool {
    matches!(slot.blocks.first(), Some(Block::Paragraph(paragraph)) if paragraph.style == style)
}
