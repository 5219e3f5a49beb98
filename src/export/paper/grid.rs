//! A table as the formats with spans see it: which cell covers which columns and rows.
//!
//! A [`Table`] says of each row how its cells reach; HTML and Typst want to know of the first cell of several rows how
//! many it covers. A table that breaks the rules of the model (a row that is too short, a cell that continues nothing)
//! becomes one that keeps them, and no words are lost on the way.

use std::collections::BTreeMap;

use super::{Block, Cell, Paragraph, Reach, Row, Style, Table};

/// No official form has more; a cell that claims to be wider is one of a damaged table.
const MOST_COLUMNS: usize = 64;

/// Rows with the cells that begin in them.
#[derive(Debug, PartialEq)]
pub struct Grid<'a> {
    pub columns: usize,
    /// So many of the first rows are repeated on each page.
    pub header: usize,
    pub rows: Vec<Line<'a>>,
}

/// One row.
#[derive(Debug, PartialEq)]
pub struct Line<'a> {
    pub cells: Vec<Place<'a>>,
    pub role: Role,
}

/// What a row is to its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Header,
    /// A row that names the rows below it, over all columns or nearly all.
    Group,
    Body,
}

/// A cell that begins in its row.
#[derive(Debug, PartialEq)]
pub struct Place<'a> {
    pub across: usize,
    pub down: usize,
    pub blocks: &'a [Block],
}

impl<'a> Grid<'a> {
    pub fn new(table: &'a Table) -> Grid<'a> {
        let columns = table.rows.iter().map(width).max().unwrap_or(0).max(table.widths.len()).max(1);
        let header = table.header.min(table.rows.len());
        let below = continued(table, header);
        let mut covered = BTreeMap::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, (row, below)) in table.rows.iter().zip(below).enumerate() {
            if index == header {
                covered.clear();
            }
            let cells = placed(row, columns, &below, &mut covered);
            let role = match () {
                () if index < header => Role::Header,
                () if is_group(&cells, columns) => Role::Group,
                () => Role::Body,
            };
            rows.push(Line { cells, role });
        }
        Grid { columns, header, rows }
    }

    /// Does each cell stand in one row and one column?
    pub fn is_plain(&self) -> bool {
        let plain =
            |line: &Line| line.cells.len() == self.columns && line.cells.iter().all(|cell| cell.down == 1);
        self.rows.iter().all(plain)
    }
}

fn across(cell: &Cell) -> usize {
    cell.across.clamp(1, MOST_COLUMNS)
}

fn width(row: &Row) -> usize {
    row.cells.iter().map(across).sum()
}

/// For each row and each column at which a cell begins: how many rows below continue that cell. A header is repeated
/// alone, so no cell reaches out of it.
fn continued(table: &Table, header: usize) -> Vec<BTreeMap<usize, usize>> {
    let mut below: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut all = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate().rev() {
        if index + 1 == header {
            below.clear();
        }
        let mut counts = BTreeMap::new();
        let mut here = BTreeMap::new();
        let mut column = 0;
        for cell in &row.cells {
            let wide = across(cell);
            let count = below.get(&column).filter(|(other, _)| *other == wide).map_or(0, |(_, count)| *count);
            counts.insert(column, count);
            if cell.reach == Reach::Continues && cell.blocks.is_empty() {
                here.insert(column, (wide, count + 1));
            }
            column += wide;
        }
        below = here;
        all.push(counts);
    }
    all.reverse();
    all
}

/// The cells that begin in a row; `covered` remembers the columns that cells from above still cover.
fn placed<'a>(
    row: &'a Row,
    columns: usize,
    below: &BTreeMap<usize, usize>,
    covered: &mut BTreeMap<usize, usize>,
) -> Vec<Place<'a>> {
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for cell in &row.cells {
        let wide = across(cell);
        let left = covered.get(&column).copied().unwrap_or(0);
        if left > 0 {
            covered.insert(column, left - 1);
        } else {
            let reaches = cell.reach == Reach::Begins;
            let more = below.get(&column).copied().filter(|_| reaches).unwrap_or(0);
            covered.insert(column, more);
            cells.push(Place { across: wide, down: more + 1, blocks: &cell.blocks });
        }
        column += wide;
    }
    while column < columns {
        cells.push(Place { across: 1, down: 1, blocks: &[] });
        column += 1;
    }
    cells
}

/// A number may stand before the name of a group; no cell reaches over it.
fn is_group(cells: &[Place], columns: usize) -> bool {
    let names = |cell: &Place| cell.names_group() && cell.across * 2 >= columns;
    cells.iter().any(names) && cells.iter().all(|cell| cell.down == 1)
}

impl Place<'_> {
    /// Does it name the rows below?
    pub fn names_group(&self) -> bool {
        let group =
            |block: &Block| matches!(block, Block::Paragraph(Paragraph { style: Style::TableGroup, .. }));
        self.blocks.iter().any(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One letter for each cell's reach: `o`ne, `b`egins, `c`ontinues; a digit before it says how wide it is.
    fn table(header: usize, rows: &[&str]) -> Table {
        let row = |text: &&str| {
            let cell = |word: &str| {
                let (digits, letter) = word.split_at(word.len() - 1);
                let reach = match letter {
                    "b" => Reach::Begins,
                    "c" => Reach::Continues,
                    _ => Reach::One,
                };
                let blocks = match reach {
                    Reach::Continues => Vec::new(),
                    _ => vec![Block::Paragraph(Paragraph::form(Style::TableCell, "x"))],
                };
                Cell { across: digits.parse().unwrap_or(1), reach, blocks }
            };
            Row { cells: text.split_whitespace().map(cell).collect() }
        };
        Table { header, rows: rows.iter().map(row).collect(), ..Table::default() }
    }

    fn check(header: usize, rows: &[&str], expected: &[&str]) {
        let table = table(header, rows);
        let grid = Grid::new(&table);
        let line = |line: &Line| {
            let cells = line.cells.iter().map(|cell| format!("{}x{}", cell.across, cell.down));
            cells.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(grid.rows.iter().map(line).collect::<Vec<_>>(), expected, "{rows:?}");
    }

    #[test]
    fn cells_reach_down_over_the_rows_that_continue_them() {
        check(0, &["b o", "c o", "c o", "b o"], &["1x3 1x1", "1x1", "1x1", "1x1 1x1"]);
        check(0, &["2b o", "2c o"], &["2x2 1x1", "1x1"]);
        // Two cells in a row, the second right below the first: none swallows the other.
        check(0, &["b o", "c o", "b o", "c o"], &["1x2 1x1", "1x1", "1x2 1x1", "1x1"]);
    }

    #[test]
    fn a_broken_table_becomes_a_sound_one() {
        check(0, &["c o", "c o"], &["1x1 1x1", "1x1 1x1"]);
        check(0, &["o o o", "o"], &["1x1 1x1 1x1", "1x1 1x1 1x1"]);
        check(0, &["2b o", "c c o"], &["2x1 1x1", "1x1 1x1 1x1"]);
        check(0, &["o o", "c o"], &["1x1 1x1", "1x1 1x1"]);
        check(1, &["b o", "c o", "c o"], &["1x1 1x1", "1x1 1x1", "1x1 1x1"]);
        check(2, &["b o", "c o", "b o", "c o"], &["1x2 1x1", "1x1", "1x2 1x1", "1x1"]);
    }

    proptest! {
        /// Whatever the table says: each square is covered exactly once, and each block is kept.
        #[test]
        fn every_square_is_covered_once(
            header in 0_usize..4,
            rows in proptest::collection::vec(
                proptest::collection::vec(("[123]", "[obc]").prop_map(|(wide, reach)| wide + &reach), 0..4), 0..7)
        ) {
            let rows: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
            let table = table(header, &rows.iter().map(String::as_str).collect::<Vec<_>>());
            let grid = Grid::new(&table);
            let mut taken = vec![vec![false; grid.columns]; grid.rows.len()];
            for (y, line) in grid.rows.iter().enumerate() {
                for cell in &line.cells {
                    let x = taken[y].iter().position(|taken| !taken).expect("room for the cell");
                    for row in &mut taken[y..y + cell.down] {
                        for square in &mut row[x..x + cell.across] {
                            prop_assert!(!*square);
                            *square = true;
                        }
                    }
                }
            }
            prop_assert!(taken.iter().flatten().all(|taken| *taken));
            let blocks = |cells: usize, more: &[Block]| cells + more.len();
            let before = table.rows.iter().flat_map(|row| &row.cells).fold(0, |sum, cell| blocks(sum, &cell.blocks));
            let after = grid.rows.iter().flat_map(|line| &line.cells).fold(0, |sum, cell| blocks(sum, cell.blocks));
            prop_assert_eq!(before, after);
        }
    }
}
