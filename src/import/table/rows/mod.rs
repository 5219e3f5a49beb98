//! The rows of a table of criteria into the content section: group rows, standards, criteria,
//! rows that a page break cut, cells that slipped.

mod continued;

use std::collections::BTreeMap;

use super::super::content::Content;
use super::super::criterion_cell::{self, Cell};
use super::super::fill::{Text, Unlabelled, fill};
use super::super::heading::{self, Numbered, NumberedHeading};
use super::super::ledger::Ledger;
use super::super::pattern::Pattern;
use super::super::report::{LeftoverKind, RepairKind};
use super::super::source::{bullet, one_line};
use super::super::weakness::{self, Mention};
use super::Row;
use super::align;
use super::columns::{self, Column, Header};
use super::fields;
use crate::plan::item::{Anchor, Kind};
use crate::plan::spelling::fold_words;

/// What goes on from one table of the section to the next.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Carried {
    pub(in super::super) header: Option<Header>,
    /// The level of the group row above.
    level: Option<String>,
    /// The weaknesses of the summary table, for rows that name no criterion.
    pub(in super::super) issues: Vec<Mention>,
}

/// The row that is open: later rows may go on with its cells.
struct Open {
    anchor: Anchor,
    line: usize,
    cells: BTreeMap<usize, String>,
}

struct Reader<'a> {
    content: &'a mut Content,
    ledger: &'a mut Ledger,
    carried: &'a mut Carried,
    header: Header,
    open: Option<Open>,
}

/// Reads the rows below the header.
pub(in super::super) fn read(
    rows: &[Row],
    header: Header,
    content: &mut Content,
    ledger: &mut Ledger,
    carried: &mut Carried,
) {
    let skipped = header.rows;
    carried.header = Some(header.clone());
    let mut reader = Reader { content, ledger, carried, header, open: None };
    for row in rows.iter().skip(skipped).filter(|row| !row.is_blank() && !row.is_rule()) {
        reader.row(row);
    }
    reader.close();
}

/// Does a row carry data, so that it can be no header?
pub(in super::super) fn is_data(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let cell = cell.trim();
        group_levels(cell).is_some()
            || heading::numbered(cell).is_some()
            || heading::bare_criterion(cell).is_some()
    })
}

/// The levels of a group row such as "MỨC 1, 2, 3".
pub(in super::super) fn group_levels(text: &str) -> Option<Vec<u8>> {
    let folded = fold_words(text);
    let rest = folded.strip_prefix("muc ")?;
    let rest = rest.strip_prefix("do ").unwrap_or(rest);
    let levels: Option<Vec<u8>> = rest
        .split(' ')
        .filter(|word| !matches!(*word, "va" | "muc"))
        .map(|word| word.parse().ok().filter(|level| (1..=4).contains(level)))
        .collect();
    levels.filter(|levels| !levels.is_empty())
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        if self.header.is_repeated_in(row) {
            self.ledger.repair(RepairKind::RepeatedHeader, row.line, &row.texts().join(" · "), "");
            return self.ledger.leftover(row.line, &row.texts().join(" · "), LeftoverKind::Form);
        }
        if columns::is_numbering(row) {
            return self.ledger.leftover(row.line, &row.texts().join(" "), LeftoverKind::Form);
        }
        if let [single] = row.texts().as_slice()
            && let Some(levels) = group_levels(single)
        {
            return self.group(row, single, &levels);
        }
        match self.find(row) {
            Some((at, found)) => self.numbered(row, at, found),
            None => self.unnumbered(row),
        }
    }

    /// A row of one text over all columns that says which level follows.
    fn group(&mut self, row: &Row, text: &str, levels: &[u8]) {
        self.close();
        let level = match levels {
            [one] => Some(one.to_string()),
            _ => None,
        };
        if level.is_some() && level == self.carried.level {
            self.ledger.repair(RepairKind::RepeatedGroup, row.line, text, "");
        }
        match &level {
            // One level is said at each of its criteria.
            Some(_) => self.ledger.form(text),
            None => self.content.intro.push(one_line(text)),
        }
        // A merged cell is repeated in every column.
        row.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .skip(1)
            .for_each(|cell| self.ledger.form(cell));
        self.carried.level = level;
    }

    /// The first cell that names a standard or criterion; a criterion wins.
    fn find(&self, row: &Row) -> Option<(usize, NumberedHeading)> {
        let about = [Column::Criterion, Column::Content, Column::Standard];
        let limit = about.iter().filter_map(|column| self.header.at(*column)).max().unwrap_or(1) + 1;
        let read = |cell: &str| heading::numbered(cell).or_else(|| heading::bare_criterion(cell));
        let cells = row.cells.iter().take(limit.max(2)).enumerate();
        let found: Vec<_> = cells.filter_map(|(at, cell)| Some((at, read(unbulleted(cell))?))).collect();
        let criterion = found.iter().find(|(_, found)| matches!(found.what, Numbered::Criterion(_)));
        criterion.or(found.first()).cloned()
    }

    fn numbered(&mut self, row: &Row, at: usize, found: NumberedHeading) {
        self.close();
        let cell = row.cells.get(at).map(String::as_str).unwrap_or_default();
        match found.what {
            Numbered::Standard(number) => {
                let (name, below) = found.rest.split_once('\n').unwrap_or((&found.rest, ""));
                let modern = self.header.is_2026();
                let (name, below) =
                    criterion_cell::standard(number, (name, below), self.ledger.catalog, modern);
                self.content.open_standard(number, &name, row.line);
                match heading::numbered(&below) {
                    Some(inner) if matches!(inner.what, Numbered::Criterion(_)) => {
                        self.numbered(row, at, inner)
                    }
                    _ => self.item_row(row, at, Anchor::Standard(number), Cell::note(&below)),
                }
            }
            Numbered::Criterion(id) => {
                self.ledger.heading_words(cell, &["tiêu", "chí"]);
                self.note_spelling(row.line, cell, &found);
                let parts = criterion_cell::read(&found.rest, id, self.ledger.catalog, self.header.is_2026());
                self.content.open_criterion(id, &parts.name, row.line, self.ledger);
                self.item_row(row, at, Anchor::Criterion(id), parts);
            }
            Numbered::Unread => self.unread(row, at, cell),
        }
    }

    fn note_spelling(&mut self, line: usize, cell: &str, found: &NumberedHeading) {
        if found.called_standard {
            self.ledger.repair(RepairKind::CriterionCalledStandard, line, cell, "");
        }
        if found.repaired {
            self.ledger.repair(RepairKind::CriterionNumber, line, cell, "");
        }
    }

    /// The number is no number. The name may tell which criterion it is; else nothing is guessed.
    fn unread(&mut self, row: &Row, at: usize, cell: &str) {
        let named = criterion_cell::by_name(cell, self.ledger.catalog);
        if let Some((id, name)) = named {
            self.ledger.repair(RepairKind::CriterionNumber, row.line, cell, &format!("{id}: {name}"));
            self.content.open_criterion(id, &name, row.line, self.ledger);
            self.ledger.leftover(row.line, cell, LeftoverKind::Unplaced);
            return self.item_row(row, at, Anchor::Criterion(id), Cell::default());
        }
        self.ledger.repair(RepairKind::UnreadCriterion, row.line, cell, "");
        self.ledger.leftover(row.line, &row.texts().join(" · "), LeftoverKind::Unplaced);
        self.content.leave();
    }

    /// A row with a known place: what stands before its cell, in it, and behind it.
    fn item_row(&mut self, row: &Row, at: usize, anchor: Anchor, parts: Cell) {
        let level = self.before(row, at, anchor);
        let first = self
            .header
            .at(Column::Criterion)
            .or(self.header.at(Column::Content))
            .or(self.header.at(Column::Standard))
            .unwrap_or(1)
            + 1;
        let behind: Vec<(usize, &str)> = row
            .cells
            .iter()
            .skip(at + 1)
            .map(|cell| cell.trim())
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        let (layout, target) = self.layout(row, &behind, first, &parts);
        let mut cells: BTreeMap<usize, String> = BTreeMap::new();
        for (column, (_, text)) in layout.iter().zip(&behind) {
            cells.insert(*column, (*text).to_owned());
        }
        let modern = self.header.is_2026();
        let level = level.or_else(|| self.carried.level.clone());
        let Some(sheet) = self.content.sheet(anchor) else { return };
        sheet.modern = modern;
        sheet.open_row();
        if sheet.level.is_none() && matches!(anchor, Anchor::Criterion(_)) {
            sheet.level = level;
        }
        let texts: Vec<Text> = parts.lines.iter().map(|text| Text::new(row.line, text.clone())).collect();
        let free = if target { Unlabelled::Item(Kind::Target) } else { Unlabelled::Note };
        let mut name = Vec::new();
        if target && !parts.sure_name && !parts.name.is_empty() {
            name.push(Text::new(row.line, std::mem::take(&mut sheet.name)));
        }
        let texts: Vec<Text> = name.into_iter().chain(texts).collect();
        let found = fill(sheet, &texts, free);
        weakness::note(self.ledger, Some(anchor), found);
        self.open = Some(Open { anchor, line: row.line, cells });
    }

    /// The cells before the one that names the criterion: a level, a serial number, or a note.
    fn before(&mut self, row: &Row, at: usize, anchor: Anchor) -> Option<String> {
        static SERIAL: Pattern = Pattern::new(r"^\(?[\dIVX]{1,4}[.)]?$");
        let mut level = None;
        for cell in row.cells.iter().take(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
            match group_levels(cell).as_deref() {
                Some([one]) => level = Some(one.to_string()),
                _ if SERIAL.is_match(cell) => self.ledger.form(cell),
                _ if heading::numbered(cell)
                    .is_some_and(|found| matches!(found.what, Numbered::Standard(_))) =>
                {
                    self.standard_beside(row.line, cell);
                }
                _ => {
                    let note = one_line(cell);
                    if let Some(sheet) = self.content.sheet(anchor) {
                        sheet.notes.push(note);
                    }
                }
            }
        }
        level
    }

    /// The standard in a column of its own, beside the criterion: it names the criterion's heading.
    fn standard_beside(&mut self, line: usize, cell: &str) {
        let Some(found) = heading::numbered(cell) else { return };
        let Numbered::Standard(number) = found.what else { return };
        let at = self.content.at();
        self.content.open_standard(number, &one_line(&found.rest), line);
        if let Some(Anchor::Criterion(id)) = at {
            self.content.return_to(id);
        }
        self.ledger.form(cell);
    }

    /// Which column each cell belongs in, and whether the criterion's cell holds the target too.
    fn layout(
        &mut self,
        row: &Row,
        behind: &[align::Placed<'_>],
        first: usize,
        parts: &Cell,
    ) -> (Vec<usize>, bool) {
        let columns = &self.header.columns;
        let plain = align::plain(behind, columns, first);
        let odd = row.cells.len() != columns.len();
        let free = parts.has_free_lines || !parts.sure_name && !parts.name.is_empty();
        if free && odd && self.header.at(Column::Target) == Some(first) {
            let shared = align::best(behind, columns, first + 1);
            if shared.score > plain.score {
                self.ledger.repair(RepairKind::ShiftedRow, row.line, &row.texts().join(" · "), "");
                return (shared.columns, true);
            }
        }
        let best = if odd { align::best(behind, columns, first) } else { plain.clone() };
        if best.score > plain.score + 2.0 {
            self.ledger.repair(RepairKind::ShiftedRow, row.line, &row.texts().join(" · "), "");
            return (best.columns, false);
        }
        (plain.columns, false)
    }

    /// A row of the form of 2026 that names no criterion: the summary table may.
    fn by_issue(&mut self, row: &Row, at: usize, subject: &str) {
        let serial = row.cells.first().map(|cell| cell.trim()).unwrap_or_default();
        let anchor = weakness::anchor_in(subject)
            .or_else(|| weakness::issue_for(&self.carried.issues, serial, subject));
        let Some(anchor) = anchor else {
            self.ledger.leftover(row.line, &row.texts().join(" · "), LeftoverKind::Unplaced);
            return;
        };
        match anchor {
            Anchor::Standard(number) => self.content.open_standard(number, "", row.line),
            Anchor::Criterion(id) => self.content.open_criterion(id, "", row.line, self.ledger),
        }
        self.item_row(row, at, anchor, Cell::note(&format!("Nội dung cải tiến: {subject}")));
    }

    /// Puts the cells of the open row into the sheet.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        for (at, text) in &open.cells {
            let column = self.header.columns.get(*at).copied().unwrap_or(Column::Unknown);
            let words = self.header.words.get(*at).map_or("", String::as_str);
            let Some(sheet) = self.content.sheet(open.anchor) else { return };
            let found = fields::put(sheet, (column, words), text, open.line);
            weakness::note(self.ledger, Some(open.anchor), found);
        }
    }
}

fn unbulleted(cell: &str) -> &str {
    let cell = cell.trim();
    bullet(cell).map_or(cell, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn group_rows_say_levels() {
        assert_eq!(group_levels("MỨC 1, 2, 3"), Some(vec![1, 2, 3]));
        assert_eq!(group_levels("Mức 2"), Some(vec![2]));
        assert_eq!(group_levels("MỨC 1 VÀ MỨC 2"), Some(vec![1, 2]));
        assert_eq!(group_levels("Mức độ thực hiện"), None);
        assert_eq!(group_levels("Mức 2 phải đạt"), None);
    }
}
