//! About how high a row will be, to tell rows that fit on a page from those that must be allowed to break.
//!
//! A row that may not break and is higher than a page is cut off by some programs. Letters are counted, nothing is laid
//! out: an estimate is enough, because a row in doubt may break.

use crate::export::paper::{Block, Paragraph, Reach};

use super::grid::{Grid, Slot};

/// An average letter and a line of words in a table, in twips: 12 points, single spacing.
const LETTER: usize = 115;
const LINE: usize = 290;

/// For each row: may it break over a page of this height (twips)?
pub(super) fn breaks(grid: &Grid<'_>, page: u32) -> Vec<bool> {
    // Half of it: header rows take a part, and an estimate may be wrong by a quarter.
    let most = usize::try_from(page).unwrap_or(usize::MAX) / 2;
    rows(grid).into_iter().map(|height| height > most).collect()
}

/// The height of each row. What a cell that reaches down holds more than its rows do makes the last of them higher.
fn rows(grid: &Grid<'_>) -> Vec<usize> {
    let mut heights: Vec<usize> = Vec::with_capacity(grid.rows.len());
    // What is left of the cells that reach down, by their first column.
    let mut left = vec![0usize; grid.widths.len()];
    for (at, row) in grid.rows.iter().enumerate() {
        let mut height = LINE;
        for slot in row {
            let own = cell(&slot.blocks, grid.width(slot));
            let rest = left.get(slot.start).copied().unwrap_or(0);
            let needed = if slot.reach == Reach::Continues { rest } else { own };
            if !goes_on(grid, at, slot) {
                height = height.max(needed);
            }
        }
        for slot in row {
            let own = cell(&slot.blocks, grid.width(slot));
            if let Some(rest) = left.get_mut(slot.start) {
                let needed = if slot.reach == Reach::Continues { *rest } else { own };
                *rest = needed.saturating_sub(height);
            }
        }
        heights.push(height);
    }
    heights
}

/// Does the cell reach into the row below?
fn goes_on(grid: &Grid<'_>, row: usize, slot: &Slot<'_>) -> bool {
    let below = grid.rows.get(row + 1).and_then(|row| row.iter().find(|other| other.start == slot.start));
    slot.reach != Reach::One && below.is_some_and(|other| other.reach == Reach::Continues)
}

fn cell(blocks: &[&Block], width: u32) -> usize {
    blocks.iter().map(|block| self::block(block, width)).fold(0, usize::saturating_add)
}

fn block(block: &Block, width: u32) -> usize {
    match block {
        Block::Paragraph(paragraph) => self::paragraph(paragraph, width),
        Block::Table(table) => rows(&Grid::of(table, width)).into_iter().fold(0, usize::saturating_add),
        Block::Columns { left, right, .. } => {
            let side = |blocks: &[Block]| {
                blocks.iter().map(|block| self::block(block, width / 2)).fold(0, usize::saturating_add)
            };
            side(left).max(side(right))
        }
        Block::Picture(picture) => usize::from(picture.width) * 57,
    }
}

fn paragraph(paragraph: &Paragraph, width: u32) -> usize {
    let in_a_line = (usize::try_from(width).unwrap_or(usize::MAX) / LETTER).max(1);
    let text = paragraph.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let lines = text.split('\n').map(|line| line.chars().count() / in_a_line + 1).sum::<usize>();
    (lines + paragraph.label.chars().count() / in_a_line).saturating_mul(LINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::{Cell, Row, Style, Table};

    fn cell(reach: Reach, letters: usize) -> Cell {
        let words = Paragraph::form(Style::TableCell, "x".repeat(letters));
        let blocks = if reach == Reach::Continues { Vec::new() } else { vec![Block::Paragraph(words)] };
        Cell { across: 1, reach, blocks }
    }

    #[track_caller]
    fn check(rows: &[[(Reach, usize); 2]], expected: &[bool]) {
        let row = |row: &[(Reach, usize); 2]| Row {
            cells: row.iter().map(|(reach, letters)| cell(*reach, *letters)).collect(),
        };
        let table = Table { widths: vec![1, 1], rows: rows.iter().map(row).collect(), ..Table::default() };
        // Cells of twenty letters a line, a page of forty lines.
        assert_eq!(breaks(&Grid::of(&table, 2 * 2_300), 40 * 290), expected);
    }

    #[test]
    fn only_a_row_of_half_a_page_may_break() {
        check(&[[(Reach::One, 100), (Reach::One, 300)]], &[false]);
        check(&[[(Reach::One, 100), (Reach::One, 500)]], &[true]);
    }

    #[test]
    fn a_cell_that_reaches_down_makes_its_last_row_higher() {
        let tall = (Reach::Begins, 700);
        check(&[[tall, (Reach::One, 100)], [(Reach::Continues, 0), (Reach::One, 100)]], &[false, true]);
        check(&[[tall, (Reach::One, 380)], [(Reach::Continues, 0), (Reach::One, 380)]], &[false, false]);
    }
}
