//! The words of a paper in the order in which they are read: what every format must print.
//!
//! ```
//! use caitien::export::paper::{Block, Paper, Paragraph, Sheet, Style, words::words};
//! let blocks = vec![Block::Paragraph(Paragraph::form(Style::Kind, "KẾ HOẠCH"))];
//! let paper = Paper { sheets: vec![Sheet { blocks, ..Sheet::default() }], ..Paper::default() };
//! assert_eq!(words(&paper), ["KẾ", "HOẠCH"]);
//! ```

use super::{Block, Paper, Paragraph};
use crate::plan::markdown::run;

/// Labels and runs, cut at white space. Tables are read row by row, of two columns the left one first. What is said of
/// the copy at the foot of each page and in the box at the end is no part of it.
pub fn words(paper: &Paper) -> Vec<String> {
    let mut words = Vec::new();
    for paragraph in paragraphs(paper) {
        let text = format!("{} {}", paragraph.label, run::words(&paragraph.runs));
        words.extend(text.split_whitespace().map(str::to_owned));
    }
    words
}

/// The paragraphs in the order in which they are read.
pub fn paragraphs(paper: &Paper) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    for sheet in &paper.sheets {
        collect(&sheet.blocks, &mut found);
    }
    found
}

/// Tables stand in cells at most once, so that this ends soon.
pub(super) fn collect<'p>(blocks: &'p [Block], found: &mut Vec<&'p Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Columns { left, right, .. } => {
                collect(left, found);
                collect(right, found);
            }
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| collect(&cell.blocks, found));
            }
            Block::Picture(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Row, Sheet, Style, Table};
    use super::*;
    use crate::plan::markdown::run::Run;

    #[test]
    fn words_come_in_reading_order() {
        let form = |text: &str| Block::Paragraph(Paragraph::form(Style::Body, text));
        let cell = |text: &str| Cell { blocks: vec![form(text)], ..Cell::default() };
        let listed = Paragraph { label: "1.".into(), ..Paragraph::form(Style::ListItem, "bốn\u{a0}năm") };
        let glued = Paragraph { runs: vec![Run::bold("sá"), Run::plain("u")], ..Paragraph::default() };
        let row = Row {
            cells: vec![cell("ba"), Cell { blocks: vec![Block::Paragraph(listed)], ..Cell::default() }],
        };
        let blocks = vec![
            Block::Columns { left: vec![form("một")], right: vec![form("hai")], share: 40 },
            Block::Table(Table { rows: vec![row], ..Table::default() }),
            Block::Paragraph(glued),
        ];
        let paper = Paper { sheets: vec![Sheet { blocks, ..Sheet::default() }], ..Paper::default() };
        assert_eq!(words(&paper), ["một", "hai", "ba", "1.", "bốn", "năm", "sáu"]);
    }
}
