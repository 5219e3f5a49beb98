//! The nine-column table of the editions of 2018 and 2024: levels, standards, criteria, a row for each action.
//!
//! Criteria come level by level, as the form groups them. Those without a level stand before the first level's row,
//! because below one they would be taken for criteria of that level. A standard whose criteria have several levels has a
//! row in each; its name stands for the plan only the first time.

use std::collections::{BTreeMap, HashMap};

use super::order::{Group, Level, Place};
use super::plan::Wanted;
use super::print::{Labels, Press, Time, form_cell, header};
use super::spread::{Column, Spread, down, rows, spread};
use super::widths::widths;
use super::{Block, Cell, Orientation, Paragraph, Part, Row, Source, Style, Table};
use crate::finding::Span;
use crate::plan::item::{FieldKey, Kind};
use crate::plan::markdown::inline::inline;

/// How many columns the table has.
const COLUMNS: usize = 9;

/// Columns 5 to 9. What has no column of its own stands in the last one, with its label.
const FIELDS: [Column; 5] = [
    Column { keys: &[FieldKey::Lead, FieldKey::Partners], known: &[] },
    Column {
        keys: &[FieldKey::Schedule],
        known: &["Thời gian", "Thời gian thực hiện", "Thời gian thực hiện và hoàn thành"],
    },
    Column {
        keys: &[FieldKey::Budget, FieldKey::FundingSource, FieldKey::Resources],
        known: &["Kinh phí", "Dự kiến kinh phí"],
    },
    Column {
        keys: &[FieldKey::Conditions],
        known: &["Điều kiện", "Điều kiện hỗ trợ", "Điều kiện hỗ trợ khác"],
    },
    Column {
        keys: &[FieldKey::Note, FieldKey::Evidence, FieldKey::Status, FieldKey::Cause],
        known: &["Ghi chú"],
    },
];

/// The table of one section's standards.
pub(super) fn table(wanted: &Wanted<'_>, groups: &[Group<'_>]) -> Table {
    let form = Form2018 { wanted, press: Press { ground: wanted.ground() } };
    let mut printed = vec![header(&wanted.wording.form_2018.headers)];
    let steps = steps(groups);
    let home = homes(&steps);
    for (step, standards) in &steps {
        printed.extend(form.level(standards));
        for (at, criteria) in standards {
            let Some(group) = groups.get(*at) else { continue };
            let time = if home.get(at) == Some(step) { Time::First } else { Time::Again };
            printed.extend(form.standard(group, criteria, time));
        }
    }
    let widths = widths(&printed, COLUMNS, Orientation::Landscape);
    Table { caption: wanted.wording.form_2018.caption.clone(), widths, header: 1, rows: printed }
}

/// What criteria are grouped by, in the order of printing: no level, then numbers, then what is written otherwise, in the
/// order in which it first stands in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    None,
    Number(u8),
    Other(usize),
}

/// The criteria of each step, by the place of their standard.
type Steps<'g, 'p> = BTreeMap<Step, BTreeMap<usize, Vec<&'g Place<'p>>>>;

/// A standard without criteria belongs to no level.
fn steps<'g, 'p>(groups: &'g [Group<'p>]) -> Steps<'g, 'p> {
    let mut others: HashMap<&str, usize> = HashMap::new();
    let mut steps = Steps::new();
    for (at, group) in groups.iter().enumerate() {
        for place in &group.criteria {
            let count = others.len();
            let step = match place.level {
                None => Step::None,
                Some(Level { number: Some(number), .. }) => Step::Number(number),
                Some(level) => Step::Other(*others.entry(level.label.value.as_str()).or_insert(count)),
            };
            steps.entry(step).or_default().entry(at).or_default().push(place);
        }
        if group.criteria.is_empty() {
            steps.entry(Step::None).or_default().entry(at).or_default();
        }
    }
    steps
}

/// The step in which each standard stands first.
fn homes(steps: &Steps<'_, '_>) -> BTreeMap<usize, Step> {
    let mut homes = BTreeMap::new();
    for (step, standards) in steps {
        for at in standards.keys() {
            homes.entry(*at).or_insert(*step);
        }
    }
    homes
}

struct Form2018<'w> {
    wanted: &'w Wanted<'w>,
    press: Press<'w>,
}

impl Form2018<'_> {
    /// `MỨC 2` over all columns.
    fn level(&self, standards: &BTreeMap<usize, Vec<&Place<'_>>>) -> Option<Row> {
        let first = standards.values().flatten().next()?;
        let level = first.level?;
        let span = self.level_span(level);
        let source = Source { part: Part::Level(first.id), span };
        let runs = inline(span.of(self.wanted.text));
        let label = self.wanted.wording.level.clone();
        let paragraph = Paragraph { style: Style::TableGroup, label, runs, source, ..Paragraph::default() };
        let blocks = vec![Block::Paragraph(paragraph)];
        Some(Row { cells: vec![Cell { across: COLUMNS, blocks, ..Cell::default() }] })
    }

    /// The value behind `Mức:`, without the word where it is typed again.
    fn level_span(&self, level: Level<'_>) -> Span {
        let value = level.label.value.as_str();
        let bare = value.strip_prefix("Mức").map_or(value, str::trim_start);
        self.press.ground.last(if bare.is_empty() { value } else { bare }, level.label.span)
    }

    /// The rows of a standard's criteria of one level, with the standard's own row above them.
    fn standard(&self, group: &Group<'_>, criteria: &[&Place<'_>], time: Time) -> Vec<Row> {
        let mut rows: Vec<Row> = self.heading(group, time).into_iter().collect();
        if time == Time::First && group.own.says_something() {
            rows.extend(self.place(&group.own));
        }
        rows.extend(criteria.iter().flat_map(|place| self.place(place)));
        rows
    }

    /// `1 | Tiêu chuẩn 1: …`
    fn heading(&self, group: &Group<'_>, time: Time) -> Option<Row> {
        let number = group.standard.number?;
        let label = format!("{} {number}", self.wanted.wording.standard);
        let part = if time == Time::First { Part::Standard(Some(number)) } else { Part::Repeated };
        let named = self.press.named(label, &group.standard.name, (group.standard.heading_span, part));
        let named = Paragraph { style: Style::TableGroup, ..named };
        let name = Cell { across: COLUMNS - 1, blocks: vec![Block::Paragraph(named)], ..Cell::default() };
        Some(Row { cells: vec![form_cell(Style::TableCentre, &number.to_string(), 1), name] })
    }

    /// The rows of a criterion, or of what stands under a standard alone.
    fn place(&self, place: &Place<'_>) -> Vec<Row> {
        let Spread { columns, left } = spread(&self.press, place, &FIELDS);
        let actions: Vec<_> = place.items(Kind::Action).collect();
        let count = actions.len().max(1);
        let action = actions.iter().map(|action| {
            let mut blocks: Vec<Block> = self.press.sentence(action, "", Time::First).into_iter().collect();
            blocks.extend(self.press.details(action, |_| false));
            Cell { blocks, ..Cell::default() }
        });
        let mut actions: Vec<Cell> = action.collect();
        if actions.is_empty() {
            actions.push(Cell::default());
        }
        let mut all = vec![
            down(Vec::new(), count),
            down(self.criterion(place, &left), count),
            down(self.targets(place), count),
            actions,
        ];
        all.extend(columns);
        rows(all)
    }

    /// The criterion with its strengths, weaknesses and notes.
    fn criterion(&self, place: &Place<'_>, left: &[usize]) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(criterion) = place.criterion {
            let label = format!("{} {}", self.wanted.wording.criterion, criterion.id);
            let heading = (criterion.heading_span, Part::Criterion(criterion.id));
            blocks.push(Block::Paragraph(self.press.named(label, &criterion.name, heading)));
        }
        blocks.extend(levels(&self.press, place, usize::from(place.criterion.is_some())));
        for kind in [Kind::Strength, Kind::Weakness] {
            blocks.extend(labelled(&self.press, place, kind));
        }
        for note in place.notes() {
            blocks.extend(self.press.note(&note, 0));
        }
        blocks.extend(left_over(&self.press, place, left));
        blocks
    }

    fn targets(&self, place: &Place<'_>) -> Vec<Block> {
        let mut blocks = self.press.items(place.items(Kind::Target));
        blocks.extend(labelled(&self.press, place, Kind::Measure));
        blocks
    }
}

/// Items of one kind below their label.
pub(super) fn labelled(press: &Press<'_>, place: &Place<'_>, kind: Kind) -> Vec<Block> {
    let items = press.items(place.items(kind));
    let wording = place.items(kind).map(|item| item.label).next().unwrap_or_default();
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::form(Style::TableLabel, format!("{wording}:"))));
    }
    blocks.extend(items);
    blocks
}

/// Levels that no row over the columns says.
pub(super) fn levels(press: &Press<'_>, place: &Place<'_>, said: usize) -> Vec<Block> {
    let levels = place.levels().skip(said).map(|label| {
        let span = press.ground.last(&label.value, label.span);
        let paragraph = press.words(Style::TableCell, Part::Level(place.id), span);
        Block::Paragraph(Paragraph { label: format!("{}:", label.wording), ..paragraph })
    });
    levels.collect()
}

/// Shared fields that every action overrides.
pub(super) fn left_over(press: &Press<'_>, place: &Place<'_>, left: &[usize]) -> Vec<Block> {
    let shared = place.shared();
    let left = shared.iter().filter(|one| left.binary_search(&one.place).is_ok());
    left.flat_map(|one| press.shared(place, one, (Labels::Shown, Time::First))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plan::Form;
    use super::super::wording::Wording;
    use super::super::{Reach, order, words};
    use super::*;
    use crate::plan::markdown::run;
    use crate::plan::parse::parse;

    /// The table below the header, a row a line, cells between bars; `^` is covered by the cell above.
    fn check(content: &str, expected: &str) {
        let parsed = parse(&format!("## III. Nội dung\n\n{content}"));
        let wording = Wording::default();
        let wanted = Wanted::new(&parsed, "Trường", Form::Old, &wording);
        let table = table(&wanted, &order::groups(&parsed.plan)[0]);
        assert_eq!(table.widths.len(), 9);
        let cell = |cell: &Cell| {
            let mut found = Vec::new();
            words::collect(&cell.blocks, &mut found);
            let said =
                found.iter().map(|one| format!("{} {}", one.label, run::words(&one.runs)).trim().to_owned());
            if cell.reach == Reach::Continues { "^".to_owned() } else { said.collect::<Vec<_>>().join(" ") }
        };
        let row = |row: &Row| {
            assert_eq!(row.cells.iter().map(|cell| cell.across).sum::<usize>(), 9);
            row.cells.iter().map(cell).collect::<Vec<_>>().join("|")
        };
        assert_eq!(table.rows.iter().skip(1).map(row).collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn actions_have_rows_and_the_rest_reaches_down() {
        check(
            "### Tiêu chuẩn 1: Tổ chức\n\n#### Tiêu chí 1.5: Lớp\n\n**Mức:** 3\n\n**Điểm mạnh**\n\n- Mạnh.\n\n**Điểm yếu**\n\n- Yếu. {#w-1.5-2021-1}\n  \
             - Nguyên nhân: xa\n- Kém.\n\n**Kết quả cần đạt**\n\n- Đạt.\n\n**Giải pháp**\n\n- Làm.\n  - Chủ trì: HT\n  - Thời hạn: 5/2024\n  - Kinh phí: 2 triệu\n  \
             - Nguồn: xã\n  - Minh chứng: sổ\n- Xong.\n  - Thời gian: 9/2023\n  - Kinh phí: Không\n  - Ghi chú: nhớ\n\nLời.\n",
            "MỨC 3\n1|Tiêu chuẩn 1: Tổ chức\n\
             |Tiêu chí 1.5: Lớp Điểm mạnh: Mạnh. Điểm yếu: - Yếu. Nguyên nhân: xa - Kém. Lời.|Đạt.|Làm.|Chủ trì: HT|Thời hạn: 5/2024|\
             Kinh phí: 2 triệu Nguồn: xã||Minh chứng: sổ\n^|^|^|Xong.||9/2023|Không||nhớ",
        );
    }

    #[test]
    fn criteria_are_grouped_by_level() {
        check(
            "### Tiêu chuẩn 1: Một\n\nLời.\n\n#### Tiêu chí 1.1\n\n**Mức:** 2\n\n#### Tiêu chí 1.2\n\n**Mức:** Mức 1\n\n#### Tiêu chí 1.3\n\n\
             ### Tiêu chuẩn 2: Hai\n\n#### Tiêu chí 2.1\n\n**Mức:** 1, 2\n\n### Tiêu chuẩn 3: Ba\n",
            "1|Tiêu chuẩn 1: Một\n|Lời.|||||||\n|Tiêu chí 1.3|||||||\n3|Tiêu chuẩn 3: Ba\n\
             MỨC 1\n1|Tiêu chuẩn 1: Một\n|Tiêu chí 1.2|||||||\nMỨC 2\n1|Tiêu chuẩn 1: Một\n|Tiêu chí 1.1|||||||\n\
             MỨC 1, 2\n2|Tiêu chuẩn 2: Hai\n|Tiêu chí 2.1|||||||",
        );
    }
}
