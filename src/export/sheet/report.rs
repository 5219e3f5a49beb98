//! A results report as tables: each line of its table with its criterion and what was done, the figures, the rest.
//!
//! Its cells are sentences that were made up already, as in [`crate::export::report`]; they are text, numbers aside.

use super::line::joined;
use super::{Cell, Column, Heading, Sheet, SheetName, Word, Words, Workbook};
use crate::export::report::{Paper, Part, Place, Text};

/// The whole report.
pub fn workbook(paper: &Paper, words: Words<'_>) -> Workbook {
    let title = std::iter::once(&paper.head.kind).chain(&paper.head.subject);
    Workbook {
        title: title.cloned().collect::<Vec<_>>().join(" "),
        author: paper.head.school.clone(),
        sheets: vec![results(paper, words), totals(paper, words), rest(paper, words)],
    }
}

/// The table. What was done for a criterion stands with the first of its lines.
fn results(paper: &Paper, words: Words<'_>) -> Sheet {
    let mut sheet =
        Sheet::of(words, SheetName::Results, &[Heading::StandardName, Heading::Place, Heading::Done]);
    let done = sheet.columns.pop();
    let numbered =
        |(at, title): (usize, &String)| Column { title: title.clone(), width: if at == 0 { 6 } else { 36 } };
    sheet.columns.extend(paper.columns.iter().enumerate().map(numbered));
    sheet.columns.extend(done);
    for group in &paper.groups {
        for place in &group.places {
            let head = [Cell::text(group.heading.clone()), Cell::text(heading(place))];
            let mut done = Cell::text(told(&place.actions));
            for line in &place.lines {
                let mut row = head.to_vec();
                row.push(Cell::Number(u64::try_from(line.number).unwrap_or(u64::MAX)));
                row.extend(line.cells.iter().map(|cell| Cell::text(said(cell))));
                row.push(std::mem::take(&mut done));
                sheet.rows.push(row);
            }
            if done != Cell::Empty {
                let mut row = head.to_vec();
                row.resize(sheet.columns.len().saturating_sub(1), Cell::Empty);
                row.push(done);
                sheet.rows.push(row);
            }
        }
    }
    sheet
}

fn heading(place: &Place) -> String {
    format!("{} {}", place.heading, place.facts).trim().to_owned()
}

/// Everything that a part tells, one thing a line.
fn told(part: &Part) -> String {
    let entries: Vec<String> = part.entries.iter().map(|entry| said(entry)).collect();
    joined(entries.iter().map(String::as_str))
}

fn said(texts: &[Text]) -> String {
    joined(texts.iter().map(|text| text.text.as_str()))
}

fn totals(paper: &Paper, words: Words<'_>) -> Sheet {
    let columns = paper.totals.columns.iter().enumerate();
    let columns = columns
        .map(|(at, title)| Column { title: title.clone(), width: if at < 2 { 30 } else { 14 } })
        .collect();
    // On paper a standard is named once; in a table that is sorted and filtered, each row says whose it is.
    let mut whose = String::new();
    let rows = paper.totals.rows.iter().map(|row| {
        if !row.whose.is_empty() {
            whose.clone_from(&row.whose);
        }
        let numbers = row.numbers.iter().map(|one| Cell::Number(u64::try_from(*one).unwrap_or(u64::MAX)));
        [Cell::text(whose.clone()), Cell::text(row.what.clone())].into_iter().chain(numbers).collect()
    });
    Sheet { name: words(Word::Sheet(SheetName::Totals)), rows: rows.collect(), columns }
}

fn rest(paper: &Paper, words: Words<'_>) -> Sheet {
    let mut sheet = Sheet::of(words, SheetName::Rest, &[Heading::Part, Heading::Told]);
    let row = |heading: &str, text: &str| vec![Cell::text(heading), Cell::text(text)];
    let alerts = paper.alerts.iter().map(|text| row("", text));
    let told = paper.parts.iter().flat_map(|part| {
        let intro = std::iter::once(part.intro.clone()).filter(|intro| !intro.is_empty());
        intro.chain(part.entries.iter().map(|entry| said(entry))).map(|text| row(&part.heading, &text))
    });
    let notes = paper.notes.iter().map(|text| row("", text));
    sheet.rows = alerts.chain(told).chain(notes).collect();
    sheet
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;
    use crate::export::report::{Group, Line, TotalsRow, Voice};

    fn text(text: &str) -> Vec<Text> {
        vec![Text { voice: Voice::Plain, text: text.into() }]
    }

    #[test]
    fn what_was_done_stands_with_the_first_line() {
        let line = |number| Line { number, cells: vec![text("Còn 02 lớp"), text("60%")] };
        let actions = Part { entries: vec![text("Họp."), text("Mua.")], ..Part::default() };
        let place = |lines| Place {
            heading: "Tiêu chí 1.5".into(),
            facts: "(Mức 1)".into(),
            lines,
            actions: actions.clone(),
        };
        let mut paper = Paper {
            columns: vec!["TT".into(), "Điểm yếu".into(), "Tỷ lệ".into()],
            ..Paper::default()
        };
        let places = vec![place(vec![line(1), line(2)]), place(Vec::new())];
        paper.groups = vec![Group { heading: "Tiêu chuẩn 1".into(), places }];
        paper.totals.columns = vec!["".into(), "".into(), "Đạt".into()];
        let totals =
            |whose: &str| TotalsRow { whose: whose.into(), what: "điểm yếu".into(), numbers: vec![3] };
        paper.totals.rows = vec![totals("Toàn trường"), totals("")];
        paper.parts = vec![Part { heading: "III".into(), intro: "Vì".into(), entries: vec![text("A")] }];
        let sheets = workbook(&paper, &words).sheets;
        let row = |row: &Vec<Cell>| row.iter().map(Cell::written).collect::<Vec<_>>().join("|");
        let rows = |sheet: &Sheet| sheet.rows.iter().map(row).collect::<Vec<_>>();
        let head = "Tiêu chuẩn 1|Tiêu chí 1.5 (Mức 1)";
        assert_eq!(
            rows(&sheets[0]),
            [
                format!("{head}|1|Còn 02 lớp|60%|Họp.\nMua."),
                format!("{head}|2|Còn 02 lớp|60%|"),
                format!("{head}||||Họp.\nMua.")
            ]
        );
        assert_eq!(rows(&sheets[1]), ["Toàn trường|điểm yếu|3", "Toàn trường|điểm yếu|3"]);
        assert_eq!(rows(&sheets[2]), ["III|Vì", "III|A"]);
        assert!(sheets.iter().all(|sheet| sheet.rows.iter().all(|row| row.len() == sheet.columns.len())));
    }
}
