//! How much a document may be. Whoever sends one chooses what is in it, so each count has an end.
//!
//! The numbers are several times what five hundred pages or ten thousand rows take. They bound memory and time
//! together: nothing in this folder keeps more than these counts allow.

use super::Error;

/// Files in the archive.
pub(super) const ENTRIES: usize = 4_096;
/// Bytes of one XML part, inflated.
pub(super) const PART: usize = 128 * 1024 * 1024;
/// Bytes of one picture.
pub(super) const PICTURE: usize = 20 * 1024 * 1024;
/// Bytes of all parts together.
pub(super) const ALL: usize = 192 * 1024 * 1024;
/// Elements inside each other. Tables eight deep take less than half of it.
pub(super) const DEPTH: usize = 120;
/// Columns of a table, as in Word.
pub(super) const COLUMNS: usize = 63;
const PARAGRAPHS: usize = 400_000;
const ROWS: usize = 60_000;
const CELLS: usize = 400_000;
const PIECES: usize = 1_000_000;
/// Comments, notes, pictures, styles, lists: of each so many.
pub(super) const LISTED: usize = 10_000;
/// Bookmarks or comments that cover the same words.
pub(super) const OPEN: usize = 32;
/// Oddities that are told; more say nothing new.
pub(super) const ODDITIES: usize = 200;
/// Characters of a name that is repeated with each piece of text: a font, an author, a style.
pub(super) const NAME: usize = 120;
/// Characters of a link, or of the words that a comment is about.
pub(super) const LONG: usize = 2_000;

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Entries,
    Bytes,
    Depth,
    Columns,
    Rows,
    Cells,
    Paragraphs,
    Pieces,
    Listed,
}

/// What was counted so far.
#[derive(Debug, Default)]
pub(super) struct Counted {
    paragraphs: usize,
    rows: usize,
    cells: usize,
    pieces: usize,
}

impl Counted {
    /// One more paragraph; its number.
    pub(super) fn paragraph(&mut self) -> Result<usize, Error> {
        one_more(&mut self.paragraphs, PARAGRAPHS, Limit::Paragraphs)
    }

    pub(super) fn paragraphs(&self) -> usize {
        self.paragraphs
    }

    pub(super) fn row(&mut self) -> Result<usize, Error> {
        one_more(&mut self.rows, ROWS, Limit::Rows)
    }

    pub(super) fn cell(&mut self) -> Result<usize, Error> {
        one_more(&mut self.cells, CELLS, Limit::Cells)
    }

    pub(super) fn piece(&mut self) -> Result<usize, Error> {
        one_more(&mut self.pieces, PIECES, Limit::Pieces)
    }
}

fn one_more(count: &mut usize, most: usize, what: Limit) -> Result<usize, Error> {
    *count += 1;
    if *count > most { Err(Error::TooLarge { what, most }) } else { Ok(*count) }
}

/// Is there room for one more in a list of this length?
pub(super) fn room(length: usize) -> Result<(), Error> {
    if length < LISTED { Ok(()) } else { Err(Error::TooLarge { what: Limit::Listed, most: LISTED }) }
}

/// The beginning of a text, at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_to_the_limit_and_not_beyond() {
        let mut counted = Counted::default();
        for row in 1..=ROWS {
            assert_eq!(counted.row(), Ok(row));
        }
        assert_eq!(counted.row(), Err(Error::TooLarge { what: Limit::Rows, most: ROWS }));
        assert_eq!(cut("chữ Việt", 3), "chữ");
        assert_eq!(cut("ch", 3), "ch");
    }
}
