//! Rows that name nothing: the second half of a row that a page break cut, or another row of the
//! same criterion.

use super::super::super::fill::{Text, Unlabelled, fill};
use super::super::super::report::{LeftoverKind, RepairKind};
use super::super::super::source::{bullet, one_line};
use super::super::super::weakness;
use super::super::Row;
use super::super::columns::Column;
use super::{Open, Reader};
use crate::plan::item::Kind;

impl Reader<'_> {
    /// A row that names nothing goes on with the row before it, or is another row of its criterion.
    pub(super) fn unnumbered(&mut self, row: &Row) {
        let about = self.header.at(Column::Content).filter(|_| self.header.is_2026());
        let subject = about
            .and_then(|at| row.cells.get(at))
            .map(|cell| cell.trim().to_owned())
            .filter(|cell| !cell.is_empty());
        if let (Some(subject), Some(at)) = (subject, about) {
            self.close();
            return self.by_issue(row, at, &subject);
        }
        let Some(open) = &self.open else {
            return self.ledger.leftover(row.line, &row.texts().join(" · "), LeftoverKind::Unplaced);
        };
        if self.is_new_row(row, open) {
            let (anchor, line) = (open.anchor, row.line);
            self.close();
            if let Some(sheet) = self.content.sheet(anchor) {
                sheet.open_row();
            }
            let cells = row.cells.iter().enumerate().map(|(at, cell)| (at, cell.trim().to_owned()));
            self.open =
                Some(Open { anchor, line, cells: cells.filter(|(_, cell)| !cell.is_empty()).collect() });
            return;
        }
        self.ledger.repair(
            RepairKind::ContinuedRow,
            row.line,
            &row.texts().join(" · "),
            &open.anchor.to_string(),
        );
        self.go_on(row);
    }

    /// A new row has an action of its own and somebody, or a time, for it.
    fn is_new_row(&self, row: &Row, open: &Open) -> bool {
        let cell = |column: Column| {
            self.header.at(column).and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
        };
        let begins = |text: &str| !text.is_empty() && !text.starts_with(|letter: char| letter.is_lowercase());
        let had = self.header.at(Column::Action).and_then(|at| open.cells.get(&at));
        let closed = had.is_none_or(|had| had.trim_end().ends_with(['.', ';', ':', '!', '?', '”', ')', '…']));
        let complete = begins(cell(Column::Lead)) && begins(cell(Column::Schedule));
        begins(cell(Column::Action))
            && (begins(cell(Column::Lead)) || begins(cell(Column::Schedule)))
            && (closed || complete)
    }

    fn go_on(&mut self, row: &Row) {
        let Some(open) = &mut self.open else { return };
        let own = self.header.at(Column::Criterion).or(self.header.at(Column::Content)).unwrap_or(1);
        let mut more = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let text = cell.trim();
            if text.is_empty() {
                continue;
            }
            if at <= own && row.cells.len() > 1 {
                more.extend(text.lines().map(|text| Text::new(row.line, text.to_owned())));
                continue;
            }
            // A row of one cell alone is text that lost its tabs: it belongs to the last cell.
            let place = if row.cells.len() == 1 {
                open.cells.keys().next_back().copied().unwrap_or(own + 1)
            } else {
                at
            };
            append(open.cells.entry(place).or_default(), text);
        }
        let anchor = open.anchor;
        let Some(sheet) = self.content.sheet(anchor) else { return };
        let joins =
            more.first().is_some_and(|text| text.text.starts_with(|letter: char| letter.is_lowercase()));
        let words: Vec<&str> = more.iter().map(|text| text.text.as_str()).collect();
        let words = words.join(" ");
        let ends_in_weakness = sheet.items.last().is_some_and(|item| item.kind == Kind::Weakness);
        if joins && ends_in_weakness {
            weakness::lengthen(sheet, self.ledger, anchor, &words);
        } else if joins && sheet.items.is_empty() {
            sheet.name = one_line(&format!("{} {words}", sheet.name));
        } else {
            let found = fill(sheet, &more, Unlabelled::Note);
            weakness::note(self.ledger, Some(anchor), found);
        }
    }
}

/// Adds the second half of a cell that a page break cut: a bullet begins a line of its own, and so
/// does a sentence after a finished one.
fn append(cell: &mut String, text: &str) {
    let finished = cell.trim_end().ends_with(['.', ';', '!', '?', '…'])
        && !text.starts_with(|letter: char| letter.is_lowercase());
    let own = finished || bullet(text).is_some();
    if !cell.is_empty() {
        cell.push(if own { '\n' } else { ' ' });
    }
    cell.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_a_cell_come_together() {
        let mut cell = "đến hết năm".to_owned();
        append(&mut cell, "học 2028-2029");
        append(&mut cell, "- Hai.");
        assert_eq!(cell, "đến hết năm học 2028-2029\n- Hai.");
    }
}
