//! The tables of the edition of 2026 (Biểu 2): the priority issues (IV), the plan in ten columns (V), supervision (VI).
//!
//! Issues are the plan's weaknesses with their causes. What table IV says is said again in column 2 of table V, as the
//! form asks; the second time it is a repetition. A section IV or VI in which the school drew its own table keeps that
//! one, and none is made.

use super::form_2018::{labelled, left_over, levels};
use super::order::{Counted, Group, Place};
use super::plan::Wanted;
use super::print::{Labels, Press, Time, form_cell, header};
use super::spread::{Column, Spread, down, rows, spread};
use super::widths::widths;
use super::{Block, Cell, Orientation, Paragraph, Part, Row, Style, Table};
use crate::plan::item::{FieldKey, Kind};

/// Columns 6 to 10.
const FIELDS: [Column; 5] = [
    Column { keys: &[FieldKey::Schedule], known: &["Thời gian", "Thời gian thực hiện"] },
    Column {
        keys: &[FieldKey::Lead, FieldKey::Partners],
        known: &["Phụ trách", "Người phụ trách", "Đơn vị/cá nhân phụ trách"],
    },
    Column {
        keys: &[FieldKey::Resources, FieldKey::Budget, FieldKey::FundingSource, FieldKey::Conditions],
        known: &["Nguồn lực", "Nguồn lực bảo đảm"],
    },
    Column {
        keys: &[FieldKey::Evidence],
        known: &["Minh chứng", "Minh chứng dự kiến", "Thông tin, dữ liệu hoặc minh chứng dự kiến"],
    },
    Column { keys: &[FieldKey::Status], known: &["Mức độ thực hiện"] },
];

/// What of an action stands below its sentence, having no column.
fn without_column(key: FieldKey) -> bool {
    !FIELDS.iter().any(|column| column.keys.contains(&key))
}

/// Has table IV been printed before?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priorities {
    Printed,
    NotPrinted,
}

/// Prints the tables of one plan.
pub(super) struct Form2026<'w> {
    wanted: &'w Wanted<'w>,
    press: Press<'w>,
    priorities: Priorities,
}

impl<'w> Form2026<'w> {
    pub(super) fn new(wanted: &'w Wanted<'w>, priorities: Priorities) -> Self {
        Form2026 { wanted, press: Press { ground: wanted.ground() }, priorities }
    }

    /// Table IV, of all standards that have weaknesses.
    pub(super) fn issues<'g>(&self, groups: impl Iterator<Item = &'g Group<'g>>) -> Table {
        let titles = &self.wanted.wording.priorities;
        let mut printed = vec![header(&titles.headers)];
        let mut number = 0;
        for group in groups {
            let places: Vec<&Place<'_>> = group.places().filter(|place| place.has_weaknesses()).collect();
            let count = places.iter().map(|place| place.items(Kind::Weakness).count()).sum();
            if count == 0 {
                continue;
            }
            let mut columns: Vec<Vec<Cell>> = vec![Vec::new(); 6];
            for place in places {
                number += 1;
                let issue = self.issue(number, place);
                columns.iter_mut().zip(issue).for_each(|(column, cells)| column.extend(cells));
            }
            if let Some(column) = columns.get_mut(1) {
                *column = down(self.standard(group, Time::First), count);
            }
            printed.extend(rows(columns));
        }
        let widths = widths(&printed, titles.headers.len(), Orientation::Landscape);
        Table { caption: titles.caption.clone(), widths, header: 1, rows: printed }
    }

    /// The columns of one criterion, a row for each weakness; the standard's reaches over several criteria.
    fn issue(&self, number: usize, place: &Place<'_>) -> Vec<Vec<Cell>> {
        let weaknesses: Vec<Counted<'_>> = place.items(Kind::Weakness).collect();
        let count = weaknesses.len();
        let weakness = weaknesses.iter().map(|weakness| {
            let mut blocks: Vec<Block> = self.press.sentence(weakness, "", Time::First).into_iter().collect();
            blocks.extend(self.press.details(weakness, |key| key != FieldKey::Cause));
            Cell { blocks, ..Cell::default() }
        });
        let cause = weaknesses.iter().map(|weakness| {
            let known = ["Nguyên nhân", "Nguyên nhân của hạn chế"];
            let blocks = self.press.fields(weakness, |key| key == FieldKey::Cause, Labels::Known(&known));
            Cell { blocks, ..Cell::default() }
        });
        vec![
            down(centred(number), count),
            Vec::new(),
            down(self.criterion(place, Time::First), count),
            down(self.current(place), count),
            weakness.collect(),
            cause.collect(),
        ]
    }

    fn standard(&self, group: &Group<'_>, time: Time) -> Vec<Block> {
        let Some(number) = group.standard.number else { return Vec::new() };
        let label = format!("{} {number}", self.wanted.wording.standard);
        let part = if time == Time::First { Part::Standard(Some(number)) } else { Part::Repeated };
        let named = self.press.named(label, &group.standard.name, (group.standard.heading_span, part));
        vec![Block::Paragraph(Paragraph { style: Style::TableCell, ..named })]
    }

    fn criterion(&self, place: &Place<'_>, time: Time) -> Vec<Block> {
        let Some(criterion) = place.criterion else { return Vec::new() };
        let label = format!("{} {}", self.wanted.wording.criterion, criterion.id);
        let part = if time == Time::First { Part::Criterion(criterion.id) } else { Part::Repeated };
        vec![Block::Paragraph(self.press.named(label, &criterion.name, (criterion.heading_span, part)))]
    }

    /// How things stand: the strengths.
    fn current(&self, place: &Place<'_>) -> Vec<Block> {
        labelled(&self.press, place, Kind::Strength)
    }

    /// Table V, of one section's standards.
    pub(super) fn plan(&self, groups: &[Group<'_>]) -> Table {
        let titles = &self.wanted.wording.form_2026;
        let numbers: Vec<String> = (1..=titles.headers.len()).map(|number| format!("({number})")).collect();
        let mut printed = vec![header(&titles.headers), header(&numbers)];
        let mut number = 0;
        for group in groups {
            printed.extend(self.group_row(group, titles.headers.len()));
            for place in group.places() {
                number += 1;
                printed.extend(self.place(number, place));
            }
        }
        let widths = widths(&printed, titles.headers.len(), Orientation::Landscape);
        Table { caption: titles.caption.clone(), widths, header: 2, rows: printed }
    }

    fn told(&self, place: &Place<'_>) -> Time {
        let told = self.priorities == Priorities::Printed && place.has_weaknesses();
        if told { Time::Again } else { Time::First }
    }

    fn group_row(&self, group: &Group<'_>, columns: usize) -> Option<Row> {
        let told = group.places().any(|place| self.told(place) == Time::Again);
        let mut blocks = self.standard(group, if told { Time::Again } else { Time::First });
        if let Some(Block::Paragraph(paragraph)) = blocks.first_mut() {
            paragraph.style = Style::TableGroup;
        }
        let cell = Cell { across: columns, blocks, ..Cell::default() };
        (!cell.blocks.is_empty()).then(|| Row { cells: vec![cell] })
    }

    /// The rows of one criterion: one for each action.
    fn place(&self, number: usize, place: &Place<'_>) -> Vec<Row> {
        let Spread { columns, left } = spread(&self.press, place, &FIELDS);
        let actions: Vec<Counted<'_>> = place.items(Kind::Action).collect();
        let count = actions.len().max(1);
        let action = actions.iter().map(|action| {
            let mut blocks: Vec<Block> = self.press.sentence(action, "", Time::First).into_iter().collect();
            blocks.extend(self.press.details(action, without_column));
            Cell { blocks, ..Cell::default() }
        });
        let mut actions: Vec<Cell> = action.collect();
        if actions.is_empty() {
            actions.push(Cell::default());
        }
        let mut all = vec![
            down(centred(number), count),
            down(self.content(place, &left), count),
            down(self.press.items(place.items(Kind::Target)), count),
            actions,
            down(self.press.items(place.items(Kind::Measure)), count),
        ];
        all.extend(columns);
        rows(all)
    }

    /// Column 2: the criterion and its weaknesses, and whatever else stands under it.
    fn content(&self, place: &Place<'_>, left: &[usize]) -> Vec<Block> {
        let time = self.told(place);
        let mut blocks = self.criterion(place, time);
        blocks.extend(levels(&self.press, place, 0));
        if time == Time::First {
            blocks.extend(self.current(place));
            blocks.extend(labelled(&self.press, place, Kind::Weakness));
        } else {
            let many = place.items(Kind::Weakness).count() > 1;
            let label = if many { "-" } else { "" };
            blocks
                .extend(place.items(Kind::Weakness).filter_map(|one| self.press.sentence(&one, label, time)));
        }
        for note in place.notes() {
            blocks.extend(self.press.note(&note, 0));
        }
        blocks.extend(left_over(&self.press, place, left));
        blocks
    }

    /// Table VI where the plan has none: a row for each time, to be filled in.
    pub(super) fn supervision(&self) -> Table {
        let titles = &self.wanted.wording.supervision;
        let columns = titles.headers.len();
        let mut printed = vec![header(&titles.headers)];
        for time in &self.wanted.wording.supervision_times {
            let mut cells = vec![form_cell(Style::TableCell, time, 1)];
            cells.resize_with(columns, Cell::default);
            printed.push(Row { cells });
        }
        let widths = widths(&printed, columns, Orientation::Landscape);
        Table { caption: titles.caption.clone(), widths, header: 1, rows: printed }
    }
}

fn centred(number: usize) -> Vec<Block> {
    vec![Block::Paragraph(Paragraph::form(Style::TableCentre, number.to_string()))]
}
