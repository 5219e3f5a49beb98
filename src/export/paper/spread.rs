//! The rows of one criterion: a row for each action, cells that reach down over all of them, and fields that actions share.
//!
//! An action's own field wins over the shared one of the same key. A shared field stands in one cell over the neighbouring
//! actions that say nothing themselves in that column; where it must be said again, the second time is a repetition.

use std::collections::BTreeSet;

use super::order::{Counted, Place, Shared};
use super::print::{Labels, Press, Time};
use super::{Block, Cell, Reach, Row};
use crate::plan::item::{FieldKey, Kind};

/// A column of fields: which keys it holds, and which labels its header says already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) keys: &'static [FieldKey],
    pub(super) known: &'static [&'static str],
}

/// More shared fields than these are not said again: nobody writes so many, and every action would repeat them all.
const REPEATED: usize = 8;

/// The columns of fields of one criterion, row by row.
pub(super) struct Spread {
    /// For each column its cells, one for each row.
    pub(super) columns: Vec<Vec<Cell>>,
    /// Shared fields that no action needed, in order: they are printed elsewhere.
    pub(super) left: Vec<usize>,
}

/// Sets the fields of a criterion's actions into columns.
pub(super) fn spread(press: &Press<'_>, place: &Place<'_>, columns: &[Column]) -> Spread {
    let actions: Vec<Counted<'_>> = place.items(Kind::Action).collect();
    let shared = place.shared();
    let mut told = BTreeSet::new();
    let set = columns.iter().map(|column| {
        let of: Vec<Shared<'_>> =
            shared.iter().filter(|one| column.keys.contains(&one.field.key)).copied().collect();
        Setting { press, place, column: *column, shared: of, told: &mut told }.cells(&actions)
    });
    let columns = set.collect();
    let left = shared.iter().map(|one| one.place).filter(|place| !told.contains(place)).collect();
    Spread { columns, left }
}

struct Setting<'s, 'p> {
    press: &'s Press<'s>,
    place: &'s Place<'p>,
    column: Column,
    shared: Vec<Shared<'p>>,
    told: &'s mut BTreeSet<usize>,
}

impl Setting<'_, '_> {
    fn cells(&mut self, actions: &[Counted<'_>]) -> Vec<Cell> {
        let keys = self.column.keys;
        let silent = |action: Option<&Counted<'_>>| {
            action.is_none_or(|action| !action.item.fields().any(|field| keys.contains(&field.key)))
        };
        let rows = actions.len().max(1);
        let too_many = self.shared.len() > REPEATED;
        let mut cells: Vec<Cell> = Vec::new();
        let mut at = 0;
        while at < rows {
            let action = actions.get(at);
            let alone = !silent(action) || self.shared.is_empty();
            let run =
                if alone { 1 } else { (at..rows).take_while(|row| silent(actions.get(*row))).count().max(1) };
            cells.extend(down(self.content(action), run));
            if too_many {
                self.shared.retain(|one| !self.told.contains(&one.place));
            }
            at += run;
        }
        cells
    }

    /// The action's own fields, and the shared ones of other keys.
    fn content(&mut self, action: Option<&Counted<'_>>) -> Vec<Block> {
        let keys = self.column.keys;
        let own: Vec<FieldKey> = action
            .into_iter()
            .flat_map(|action| action.item.fields())
            .map(|field| field.key)
            .filter(|key| keys.contains(key))
            .collect();
        let missing = keys.iter().filter(|key| !own.contains(key)).collect::<Vec<_>>();
        let shared = self.shared.iter().filter(|one| missing.contains(&&one.field.key));
        let shared: Vec<Shared<'_>> = shared.copied().collect();
        // Two values without labels in one cell would be one.
        let known =
            if own.len() + shared.len() > 1 { self.column.known.get(..0) } else { self.column.known.get(..) };
        let labels = Labels::Known(known.unwrap_or_default());
        let mut blocks = Vec::new();
        if let Some(action) = action {
            blocks.extend(self.press.fields(action, |key| keys.contains(&key), labels));
        }
        for one in shared {
            let time = if self.told.insert(one.place) { Time::First } else { Time::Again };
            blocks.extend(self.press.shared(self.place, &one, (labels, time)));
        }
        blocks
    }
}

/// A cell that reaches down over so many rows.
pub(super) fn down(blocks: Vec<Block>, rows: usize) -> Vec<Cell> {
    let reach = if rows > 1 { Reach::Begins } else { Reach::One };
    let first = Cell { across: 1, reach, blocks };
    let covered = Cell { reach: Reach::Continues, ..Cell::default() };
    std::iter::once(first).chain(std::iter::repeat_n(covered, rows.saturating_sub(1))).collect()
}

/// Columns of as many cells as rows of cells.
pub(super) fn rows(columns: Vec<Vec<Cell>>) -> Vec<Row> {
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let mut rows = Vec::new();
    loop {
        let cells: Vec<Cell> = columns.iter_mut().filter_map(Iterator::next).collect();
        if cells.is_empty() {
            return rows;
        }
        rows.push(Row { cells });
    }
}

#[cfg(test)]
mod tests {
    use super::super::ground::Ground;
    use super::super::{Part, order, words};
    use super::*;
    use crate::plan::markdown::run;
    use crate::plan::parse::parse;

    /// The cells of a column for leads and partners; `^` is covered by the cell above, `"` marks a repetition.
    fn check(actions: &str, expected: &[&str]) {
        let parsed = parse(&format!(
            "## III. Nội dung\n\n### Tiêu chuẩn 1\n\n#### Tiêu chí 1.1\n\n**Giải pháp**\n\n{actions}\n\n**Thực hiện chung**\n\n- Chủ trì: HT\n- Phối hợp: CM\n"
        ));
        let groups = order::groups(&parsed.plan);
        let press = Press { ground: Ground { text: &parsed.text } };
        let column = Column { keys: &[FieldKey::Lead, FieldKey::Partners], known: &[] };
        let spread = spread(&press, &groups[0][0].criteria[0], &[column]);
        let cell = |cell: &Cell| {
            let mut found = Vec::new();
            words::collect(&cell.blocks, &mut found);
            let said = found.iter().map(|one| {
                let again = if one.source.part == Part::Repeated { "\"" } else { "" };
                format!("{}{}{again}", one.label, run::words(&one.runs))
            });
            match cell.reach {
                Reach::Continues => "^".to_owned(),
                _ => said.collect::<Vec<_>>().join(" "),
            }
        };
        assert_eq!(spread.columns[0].iter().map(cell).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn shared_fields_reach_over_the_actions_that_are_silent() {
        check("- A.\n- B.\n- C.\n", &["Chủ trì:HT Phối hợp:CM", "^", "^"]);
        check(
            "- A.\n- B.\n  - Chủ trì: PHT\n- C.\n- D.\n",
            &["Chủ trì:HT Phối hợp:CM", "Chủ trì:PHT Phối hợp:CM\"", "Chủ trì:HT\" Phối hợp:CM\"", "^"],
        );
        check("\n", &["Chủ trì:HT Phối hợp:CM"]);
    }
}
