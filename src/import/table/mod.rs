//! Tables as converters leave them: rows of cells, whatever the marks between the cells were.
//!
//! [`blocks`] cuts lines into tables and the lines between them. A cell's paragraphs are the lines
//! of its text. What the columns mean is read in [`columns`]; rows are put right in [`rows`].

pub(super) mod align;
pub(super) mod columns;
mod fields;
mod html;
mod marks;
pub(super) mod rows;

use super::source::Line;

/// One row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins.
    pub(super) line: usize,
    /// One text per cell; paragraphs of a cell are its lines.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The texts of the cells that hold any, each once: converters repeat merged cells.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        for cell in self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
            if texts.last() != Some(&cell) {
                texts.push(cell);
            }
        }
        texts
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The rule of hyphens between a Markdown table's header and its rows.
    pub(super) fn is_rule(&self) -> bool {
        let is_rule = |cell: &str| cell.chars().all(|letter| "-:=— ".contains(letter));
        !self.is_blank()
            && self.cells.iter().all(|cell| is_rule(cell.trim()))
            && self.cells.concat().contains(['-', '='])
    }
}

/// A piece of the file: a table, or a line that is in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Line(Line),
    Table(Vec<Row>),
}

impl Block {
    /// The line on which it begins.
    pub(super) fn line(&self) -> usize {
        match self {
            Block::Line(line) => line.number,
            Block::Table(rows) => rows.first().map_or(0, |row| row.line),
        }
    }
}

/// Cuts lines into tables and the lines between them.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let ends = html::ends(lines);
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let end = ends.get(ends.partition_point(|end| *end < at)).map(|end| end - at);
        let found = end
            .and_then(|end| html::table(rest, end))
            .or_else(|| marks::grid(rest))
            .or_else(|| marks::pipes(rest))
            .or_else(|| marks::tabs(rest));
        match found {
            Some((rows, used)) if used > 0 => {
                blocks.push(Block::Table(rows));
                at += used;
            }
            _ => {
                blocks.push(Block::Line(line.clone()));
                at += 1;
            }
        }
    }
    blocks
}
