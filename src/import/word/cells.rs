//! Tables as HTML, each row on one line of the text, so that a line's place is a row.
//!
//! A cell that is covered from above becomes an empty one, as the reader of HTML would make it; what a damaged file
//! hides in a covered cell is kept. A table inside a cell becomes lines of the cell.

use super::super::report::RepairKind;
use super::super::source::repair;
use super::paragraph::apart;
use super::{Place, Unit, Writer};
use crate::docx::{Block, Cell, Row, Table};

/// What stands between the cells of a nested table, and between its paragraphs.
const BETWEEN: &str = " | ";

impl<'d> Writer<'d> {
    /// A table of the body.
    pub(super) fn table(&mut self, table: &'d Table) {
        self.tables += 1;
        let number = self.tables;
        self.place = Place::Row { table: number, row: 0 };
        self.line("<table>");
        for (at, row) in table.rows.iter().enumerate() {
            self.place = Place::Row { table: number, row: at + 1 };
            if !self.decide_row(row, self.place) {
                continue;
            }
            let cells: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            self.line(&format!("<tr>{}</tr>", cells.concat()));
        }
        self.place = Place::Row { table: number, row: 0 };
        self.line("</table>");
        self.line("");
    }

    fn cell(&mut self, cell: &'d Cell) -> String {
        let mut lines = Vec::new();
        for unit in self.units(&cell.blocks, Some(self.place)) {
            match unit {
                Unit::Words { label, pieces, .. } => lines.extend(self.lines(label, &pieces)),
                Unit::Table(inner) => {
                    let line = self.next_line();
                    let shown = inner.rows.iter().map(words).collect::<Vec<_>>().join("; ");
                    self.foreign.repairs.push(repair(RepairKind::NestedTable, line, &shown, ""));
                    lines.extend(self.flat(inner));
                }
            }
        }
        let inside: String = lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        match cell.across {
            0 | 1 => format!("<td>{inside}</td>"),
            across => format!("<td colspan=\"{across}\">{inside}</td>"),
        }
    }

    /// A table as lines, one for each row.
    pub(super) fn flat(&mut self, table: &'d Table) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &table.rows {
            if !self.decide_row(row, self.place) {
                continue;
            }
            let mut cells = Vec::new();
            for cell in &row.cells {
                let mut inside = Vec::new();
                for unit in self.units(&cell.blocks, Some(self.place)) {
                    inside.extend(self.unit_lines(unit));
                }
                let inside = inside.join(" ");
                if !inside.trim().is_empty() {
                    cells.push(inside);
                }
            }
            if !cells.is_empty() {
                lines.push(cells.join(BETWEEN));
            }
        }
        lines
    }
}

/// The words of a row, for people.
pub(super) fn words(row: &Row) -> String {
    fn of(blocks: &[Block], into: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    into.push(paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect());
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        of(&cell.blocks, into);
                    }
                }
            }
        }
    }
    let mut found = Vec::new();
    for cell in &row.cells {
        of(&cell.blocks, &mut found);
    }
    found.retain(|text| !text.trim().is_empty());
    found.join(BETWEEN)
}

fn escaped(text: &str) -> String {
    apart(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\t', " ")
}
