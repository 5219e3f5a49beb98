//! A table as Word wants it: every row covers every column, and what reaches down continues what began.
//!
//! A paper's table may be ragged; Word repairs such a file in front of its reader, or refuses it. Nothing is left out
//! here: a row that is too long makes the table wider, and where Word allows no more columns the last cell takes in
//! the rest.

use crate::export::paper::{Block, Reach, Table};

/// The most columns that Word has.
const MOST: usize = 63;

/// A table with all its cells in place.
pub(super) struct Grid<'t> {
    /// The width of each column, in twips; together the width of the room.
    pub(super) widths: Vec<u32>,
    /// Rows that are repeated on each page.
    pub(super) header: usize,
    pub(super) rows: Vec<Vec<Slot<'t>>>,
}

/// A cell in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot<'t> {
    /// The first column that it covers.
    pub(super) start: usize,
    pub(super) across: usize,
    pub(super) reach: Reach,
    pub(super) blocks: Vec<&'t Block>,
}

impl<'t> Grid<'t> {
    /// The table in a room of so many twips.
    pub(super) fn of(table: &'t Table, room: u32) -> Grid<'t> {
        let longest =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.across.max(1)).sum()).max();
        let columns = longest.unwrap_or(0).max(table.widths.len()).clamp(1, MOST);
        let mut rows: Vec<Vec<Slot<'_>>> = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut slots: Vec<Slot<'_>> = Vec::new();
            let mut start = 0;
            for cell in &row.cells {
                match slots.last_mut().filter(|_| start >= columns) {
                    Some(last) => last.blocks.extend(&cell.blocks),
                    None => {
                        let across = cell.across.clamp(1, columns - start);
                        slots.push(Slot {
                            start,
                            across,
                            reach: cell.reach,
                            blocks: cell.blocks.iter().collect(),
                        });
                        start += across;
                    }
                }
            }
            if start < columns {
                slots.push(Slot { start, across: columns - start, reach: Reach::One, blocks: Vec::new() });
            }
            join(&mut slots, rows.last().map_or(&[], Vec::as_slice));
            rows.push(slots);
        }
        Grid { widths: widths(&table.widths, columns, room), header: table.header.min(rows.len()), rows }
    }

    /// The width of a cell, in twips.
    pub(super) fn width(&self, slot: &Slot<'_>) -> u32 {
        self.widths.iter().skip(slot.start).take(slot.across).sum()
    }
}

/// A cell continues only one of the same columns in the row above; any other begins anew, and so does one with words.
fn join(slots: &mut [Slot<'_>], above: &[Slot<'_>]) {
    for slot in slots.iter_mut().filter(|slot| slot.reach == Reach::Continues) {
        let same = |other: &&Slot<'_>| (other.start, other.across) == (slot.start, slot.across);
        let continues = above.iter().find(same).is_some_and(|other| other.reach != Reach::One);
        if !continues || !slot.blocks.is_empty() {
            slot.reach = Reach::Begins;
        }
    }
}

/// The shares as twips that add up to the room. A column without a share gets an average one.
fn widths(shares: &[u16], columns: usize, room: u32) -> Vec<u32> {
    let given: Vec<u64> = shares.iter().take(columns).map(|share| u64::from(*share).max(1)).collect();
    let average = given.iter().sum::<u64>().checked_div(given.len() as u64).unwrap_or(1).max(1);
    let all: Vec<u64> = given.into_iter().chain(std::iter::repeat(average)).take(columns).collect();
    let whole: u64 = all.iter().sum();
    let (mut so_far, mut cut) = (0u64, 0u32);
    let mut widths = Vec::with_capacity(columns);
    for share in all {
        so_far += share;
        // Cutting the room at the sums loses nothing to rounding.
        let next = u32::try_from(u64::from(room) * so_far / whole).unwrap_or(room);
        widths.push(next - cut);
        cut = next;
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::paper::{Cell, Paragraph, Row, Style};

    fn cell(across: usize, reach: Reach, word: &str) -> Cell {
        let words = (!word.is_empty()).then(|| Block::Paragraph(Paragraph::form(Style::TableCell, word)));
        Cell { across, reach, blocks: words.into_iter().collect() }
    }

    fn any_table() -> impl Strategy<Value = Table> {
        let reach = prop_oneof![Just(Reach::One), Just(Reach::Begins), Just(Reach::Continues)];
        let cell =
            (0usize..5, reach, "[a-z]{0,2}").prop_map(|(across, reach, word)| cell(across, reach, &word));
        let row = proptest::collection::vec(cell, 0..40).prop_map(|cells| Row { cells });
        (proptest::collection::vec(any::<u16>(), 0..12), 0usize..4, proptest::collection::vec(row, 0..6))
            .prop_map(|(widths, header, rows)| Table { widths, header, rows, ..Table::default() })
    }

    proptest! {
        #[test]
        fn every_row_covers_every_column(table in any_table(), room in 100u32..20_000) {
            let grid = Grid::of(&table, room);
            prop_assert_eq!(grid.widths.iter().sum::<u32>(), room);
            prop_assert!(grid.widths.len() <= MOST && grid.header <= grid.rows.len());
            prop_assert_eq!(grid.rows.len(), table.rows.len());
            for (row, given) in grid.rows.iter().zip(&table.rows) {
                let mut next = 0;
                for slot in row {
                    prop_assert_eq!(slot.start, next);
                    next += slot.across;
                }
                prop_assert_eq!(next, grid.widths.len());
                let blocks: Vec<&Block> = row.iter().flat_map(|slot| slot.blocks.iter().copied()).collect();
                let all: Vec<&Block> = given.cells.iter().flat_map(|cell| &cell.blocks).collect();
                prop_assert_eq!(blocks, all);
            }
            for pair in grid.rows.windows(2) {
                for slot in pair[1].iter().filter(|slot| slot.reach == Reach::Continues) {
                    let above = pair[0].iter().find(|other| other.start == slot.start).unwrap();
                    prop_assert!(above.across == slot.across && above.reach != Reach::One);
                    prop_assert!(slot.blocks.is_empty());
                }
            }
        }
    }

    #[test]
    fn shares_add_up_to_the_room() {
        assert_eq!(widths(&[1, 1, 1], 3, 100), [33, 33, 34]);
        assert_eq!(widths(&[10, 30], 3, 600), [100, 300, 200]);
        assert_eq!(widths(&[], 2, 10), [5, 5]);
    }
}
