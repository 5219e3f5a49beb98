//! How wide the columns of a table are, from the words in them.
//!
//! No column is narrower than its longest word as long as the page has the room, and the rest goes to the columns that
//! have most to say. Everything is counted in whole numbers, so that the same table has the same widths everywhere.

use super::{Block, Orientation, Reach, Row, Style, words};
use crate::plan::markdown::run;
use crate::plan::spelling::taken_apart;

/// A letter's width is counted in tenths of a digit's: a line of a page at 12 points has room for so many.
fn room(orientation: Orientation) -> u64 {
    match orientation {
        Orientation::Portrait => 750,
        Orientation::Landscape => 1160,
    }
}

/// The blank at both sides of a cell's words, in the same measure.
const PADDING: u64 = 18;

/// A single word does not take more than this share of the line, in percent.
const MOST: u64 = 30;

/// The widths of so many columns, which add up to 1000 or a little less.
pub(super) fn widths(rows: &[Row], columns: usize, orientation: Orientation) -> Vec<u16> {
    let room = room(orientation);
    let mut wants = vec![Want::default(); columns.max(1)];
    // From below, so that a cell that reaches down knows over how many rows it does.
    let mut covered = vec![0u64; columns.max(1)];
    for row in rows.iter().rev() {
        let mut at = 0;
        for cell in &row.cells {
            if let (1, Some(want), Some(below)) = (cell.across, wants.get_mut(at), covered.get_mut(at)) {
                match cell.reach {
                    Reach::Continues => *below += 1,
                    _ => want.add(&cell.blocks, std::mem::take(below) + 1),
                }
            }
            at += cell.across;
        }
    }
    let count = wants.len() as u64;
    let floors: Vec<u64> =
        wants.iter().map(|want| (want.longest + PADDING).min(room * MOST.max(100 / count) / 100)).collect();
    let taken: u64 = floors.iter().sum();
    let rest = room.saturating_sub(taken);
    let shares: Vec<u64> = wants.iter().zip(&floors).map(|(want, floor)| want.share(*floor)).collect();
    let all: u64 = shares.iter().sum::<u64>().max(1);
    let whole = (taken + rest).max(1);
    let width = |(floor, share): (&u64, &u64)| (floor + rest * share / all) * 1000 / whole;
    floors.iter().zip(&shares).map(|pair| u16::try_from(width(pair)).unwrap_or(1000).max(1)).collect()
}

/// What a column wants.
#[derive(Clone, Copy, Default)]
struct Want {
    longest: u64,
    /// The longest paragraph.
    line: u64,
    /// The widths of all words, and in how many cells there are any.
    mass: u64,
    cells: u64,
    /// The cell with the most words, for each row that it reaches over.
    most: u64,
}

impl Want {
    fn add(&mut self, blocks: &[Block], rows: u64) {
        let mut paragraphs = Vec::new();
        words::collect(blocks, &mut paragraphs);
        let mut whole = 0;
        for paragraph in paragraphs {
            let text = format!("{} {}", paragraph.label, run::words(&paragraph.runs));
            // Bold letters are wider.
            let bold = matches!(paragraph.style, Style::TableHeader | Style::TableLabel);
            let mut line = 0;
            for word in text.split_whitespace() {
                let width = word.chars().map(letter_width).sum::<u64>() * if bold { 11 } else { 10 } / 10;
                self.longest = self.longest.max(width);
                line += width + letter_width(' ');
            }
            self.line = self.line.max(line.saturating_sub(letter_width(' ')));
            whole += line;
        }
        self.cells += u64::from(whole > 0);
        self.mass += whole / rows;
        self.most = self.most.max(whole / rows);
    }

    /// What it has to say beyond one word a line: an ordinary cell and the longest one count as much, but a single cell
    /// does not count more than four ordinary ones.
    fn share(&self, floor: u64) -> u64 {
        let mean = self.mass / self.cells.max(1);
        if self.line + PADDING <= floor { 0 } else { 2 * mean + self.most.min(4 * mean) }
    }
}

/// The width of a letter in tenths of a digit's, roughly as Times New Roman has it.
fn letter_width(letter: char) -> u64 {
    let base = taken_apart(letter.encode_utf8(&mut [0; 4])).next().unwrap_or(letter);
    match base {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | ';' | '/' | '(' | ')' | '-' | '[' | ']'
        | '\'' => 6,
        ' ' => 5,
        'm' | 'w' => 15,
        'M' | 'W' => 18,
        'r' | 's' => 8,
        letter if letter.is_uppercase() => 13,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Paragraph};
    use super::*;

    fn row(cells: &[&str]) -> Row {
        let cell = |text: &&str| Cell {
            blocks: vec![Block::Paragraph(Paragraph::form(Style::TableCell, *text))],
            ..Cell::default()
        };
        Row { cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn words_fit_and_long_columns_get_more() {
        let long = "Giao chỉ tiêu huy động trẻ cho từng giáo viên và báo cáo mỗi tháng một lần ".repeat(4);
        let rows = [row(&["TT", "Nội dung", "Kinh phí"]), row(&["1", &long, "32.000.000"])];
        let found = widths(&rows, 3, Orientation::Portrait);
        assert!(found[1] > 3 * found[2] && found[2] > found[0], "{found:?}");
        let number: u64 = "32.000.000".chars().map(letter_width).sum();
        assert!(u64::from(found[2]) * 750 / 1000 >= number, "{found:?}");
        let sum: u16 = found.iter().sum();
        assert!((990..=1000).contains(&sum), "{found:?}");
        assert_eq!(found, widths(&rows, 3, Orientation::Portrait));
    }

    #[test]
    fn odd_tables_have_widths() {
        assert_eq!(widths(&[], 0, Orientation::Portrait).len(), 1);
        let word = "a".repeat(100_000);
        let found = widths(&[row(&[&word, "b"])], 2, Orientation::Landscape);
        assert!(found.iter().all(|width| *width > 0) && found[1] > 20, "{found:?}");
        assert_eq!(widths(&[row(&["a"; 200])], 200, Orientation::Portrait).len(), 200);
    }
}
