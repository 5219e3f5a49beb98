//! A table as a file that Excel and every other program opens: UTF-8 with a byte order mark, commas, CRLF.
//!
//! [door: csv]
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, their wide forms, a tab or a
//! line break) gets an apostrophe in front, which spreadsheets show as plain text. No letter is lost: who reads the file
//! back takes one apostrophe away where, behind any number of them, such a sign stands ([`armed`]). Only texts are
//! touched; what is a number, a day or an amount is written as it is.

use super::{Cell, Sheet};

/// Tells Excel that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// The whole file. It holds every row; of no cell a letter is missing.
pub fn text(sheet: &Sheet) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    // Writing to memory cannot fail, and every row is as long as the head.
    let _ = writer.write_record(sheet.columns.iter().map(|column| disarmed(&column.title)));
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => disarmed(text),
            cell => cell.written(),
        });
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula.
pub fn disarmed(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`disarmed`] was given.
pub fn armed(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(text)
}

fn is_dangerous(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::made;
    use super::super::{Column, Workbook};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plan_is_one_flat_table() {
        let Workbook { sheets, .. } = made();
        let text = String::from_utf8(text(&sheets[0])).unwrap();
        assert!(text.starts_with("\u{feff}Heading School,Heading Period,Heading Id,"), "{text}");
        assert!(text.contains(",\"'=Mua xe, \"\"mới\"\".\","), "{text}");
        assert_eq!(text.matches("\r\n").count(), sheets[0].rows.len() + 1);
    }

    fn table(cells: Vec<String>) -> Sheet {
        let column = Column { title: "a".into(), width: 9 };
        let rows = cells.into_iter().map(|cell| vec![Cell::Number(1), Cell::Text(cell)]).collect();
        Sheet { name: "a".into(), columns: vec![column.clone(), column], rows }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_nothing_is_a_formula(cells in prop::collection::vec("('{0,2}[=+@\t-]?)?\\PC{0,12}", 0..5)) {
            let bytes = text(&table(cells.clone()));
            let mut reader = csv::Reader::from_reader(bytes.strip_prefix(MARK.as_bytes()).unwrap());
            let read: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
            prop_assert!(read.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])));
            let back: Vec<&str> = read.iter().map(|cell| armed(cell)).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
