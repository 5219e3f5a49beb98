//! Tables as an Excel file: a fixed head with filters, days and amounts as such, long texts wrapped, printed in
//! landscape with the head on each page. The same tables give the same bytes.
//!
//! [door: rust_xlsxwriter]
//!
//! No cell is a formula or a link: what people wrote is text, whatever it begins with. Excel holds 32.767 letters a
//! cell; a longer text goes on in the row below.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Book, Worksheet, XlsxError,
};

use super::{Cell, Sheet, Workbook};
use crate::date::Date;
use crate::export::Error;

/// As many letters as a cell holds, counted as Excel does.
const LONGEST: usize = 32_767;

/// The day that every file gives as its making: the clock would make each file another one.
const MADE: (u16, u8, u8) = (2020, 1, 1);

/// A4.
const PAPER: u8 = 9;

/// More columns than this do not fit on a page and stay readable.
const FIT: usize = 12;

/// How a wider table is printed, in percent.
const SCALE: u16 = 60;

/// The height of a line of text, and that of the tallest row that there can be, in points.
const LINE: f64 = 15.0;
const TALLEST: f64 = 409.0;

/// The whole file.
pub fn bytes(workbook: &Workbook) -> Result<Vec<u8>, Error> {
    file(workbook).map_err(|error| Error::Sheet { detail: error.to_string() })
}

fn file(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_title(&workbook.title).set_author(&workbook.author);
    let mut book = Book::new();
    book.set_properties(&properties.set_creation_datetime(&made));
    let looks = Looks::new();
    for sheet in &workbook.sheets {
        fill(book.add_worksheet(), sheet, &looks)?;
    }
    book.save_to_buffer()
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    number: Format,
    money: Format,
    date: Format,
    percent: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        Looks {
            head: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(0x00E3_ECF5),
            text: cell().set_text_wrap(),
            number: cell().set_num_format("0"),
            money: cell().set_num_format("#,##0\" đ\""),
            date: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
            percent: cell().set_num_format("0%"),
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        page.write_string_with_format(0, at, &column.title, &looks.head)?;
        page.set_column_width(at, f64::from(column.width))?;
    }
    let titles = sheet.columns.iter().map(|column| lines(&column.title, column.width, Weight::Bold));
    page.set_row_height(0, height(titles.max()))?;
    let mut below = 1;
    for row in &sheet.rows {
        let texts = row.iter().zip(&sheet.columns).map(|(cell, column)| match cell {
            Cell::Text(text) => lines(text, column.width, Weight::Regular),
            _ => 1,
        });
        page.set_row_height(below, height(texts.max()))?;
        below += row_at(page, below, row, looks)?;
    }
    let last = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, below - 1, last)?;
    page.set_repeat_rows(0, 0)?;
    page.set_paper_size(PAPER).set_landscape();
    if sheet.columns.len() <= FIT {
        page.set_print_fit_to_pages(1, 0);
    } else {
        page.set_print_scale(SCALE);
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Regular,
    Bold,
}

/// So many lines a text takes in a column, about: Excel finds out by itself, other programs believe what is written.
fn lines(text: &str, width: u16, weight: Weight) -> usize {
    // Words are not cut, so a line is hardly ever full; bold letters are wider.
    let letters = usize::from(width) * if weight == Weight::Bold { 8 } else { 9 } / 10;
    text.lines().map(|line| line.chars().count().div_ceil(letters.max(1)).max(1)).sum()
}

fn height(lines: Option<usize>) -> f64 {
    (LINE * lines.unwrap_or(1).max(1) as f64).min(TALLEST)
}

/// Writes a row and tells how many rows of the page it takes.
fn row_at(page: &mut Worksheet, at: u32, row: &[Cell], looks: &Looks) -> Result<u32, XlsxError> {
    let mut rows = 1;
    for (column, cell) in row.iter().enumerate() {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        match cell {
            Cell::Empty => page.write_blank(at, column, &looks.text)?,
            Cell::Text(text) => {
                let pieces = pieces(text);
                rows = rows.max(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
                for (below, piece) in (at..).zip(pieces) {
                    page.write_string_with_format(below, column, piece, &looks.text)?;
                }
                &mut *page
            }
            Cell::Number(number) => {
                page.write_number_with_format(at, column, *number as f64, &looks.number)?
            }
            Cell::Money(amount) => page.write_number_with_format(at, column, *amount as f64, &looks.money)?,
            Cell::Balance(amount) => {
                page.write_number_with_format(at, column, *amount as f64, &looks.money)?
            }
            Cell::Percent(percent) => {
                page.write_number_with_format(at, column, f64::from(*percent) / 100.0, &looks.percent)?
            }
            Cell::Date(date) => match day(*date) {
                Some(day) => page.write_datetime_with_format(at, column, &day, &looks.date)?,
                // Excel knows no day before 1900; as text it is still there.
                None => page.write_string_with_format(at, column, date.to_string(), &looks.text)?,
            },
        };
    }
    Ok(rows)
}

fn day(date: Date) -> Option<ExcelDateTime> {
    ExcelDateTime::from_ymd(date.year, date.month, date.day).ok()
}

/// A text in pieces that a cell holds; most are one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > LONGEST {
        let mut units = 0;
        let end = rest.char_indices().find(|(_, letter)| {
            units += letter.len_utf16();
            units > LONGEST
        });
        let Some((piece, after)) = end.and_then(|(at, _)| rest.split_at_checked(at)) else { break };
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::super::rows::tests::made;
    use super::*;

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let (one, other) = (bytes(&made()).unwrap(), bytes(&made()).unwrap());
        assert!(one.starts_with(b"PK") && one == other);
    }

    #[test]
    fn rows_are_as_high_as_their_texts() {
        let check = |text: &str, width: u16| lines(text, width, Weight::Regular);
        assert_eq!((check("", 9), check("ngắn", 9), check("một\nhai", 9)), (0, 1, 2));
        assert_eq!(check(&"a".repeat(28), 10), 4);
        assert_eq!((height(Some(0)), height(Some(3)), height(Some(1_000))), (15.0, 45.0, 409.0));
    }

    #[test]
    fn a_text_that_is_too_long_goes_on_below() {
        assert_eq!(pieces("abc"), ["abc"]);
        let long = "đ🙂".repeat(30_000);
        let cut = pieces(&long);
        assert_eq!(cut.concat(), long);
        assert!(cut.iter().all(|piece| piece.encode_utf16().count() <= LONGEST));
        let column = Column { title: "a".into(), width: 9 };
        let rows = vec![vec![Cell::Text(long)], vec![Cell::Date(Date { year: 1800, month: 1, day: 1 })]];
        let sheet = Sheet { name: "a".into(), columns: vec![column], rows };
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        assert!(bytes(&workbook).is_ok());
    }
}
