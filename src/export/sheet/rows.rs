//! A plan as a workbook: every item with what belongs to it, the money by standard and source, the deadlines.
//!
//! Times and money stand twice: as somebody wrote them, and as far as they were understood. Money that all actions
//! of a criterion share is counted with the first of them only, so that adding up the column gives what the plan costs.

use super::budget;
use super::line::{Line, joined, lines};
use super::{Cell, Heading, Sheet, SheetName, Word, Words, Workbook};
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::item::{FieldKey, Kind};
use crate::progress::{Progress, Record};

/// What the rows are made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    pub plan: &'s Plan,
    pub progress: &'s Progress,
    /// The school's id.
    pub school: &'s str,
    /// The school's own name.
    pub name: &'s str,
    pub period: Option<Period>,
}

/// The columns of the items.
const ITEMS: [Heading; 28] = [
    Heading::School,
    Heading::Period,
    Heading::Id,
    Heading::Kind,
    Heading::Standard,
    Heading::Criterion,
    Heading::CriterionName,
    Heading::Level,
    Heading::Text,
    Heading::Cause,
    Heading::Targets,
    Heading::Lead,
    Heading::Partners,
    Heading::Schedule,
    Heading::Start,
    Heading::End,
    Heading::Budget,
    Heading::Amount,
    Heading::Source,
    Heading::Conditions,
    Heading::Resources,
    Heading::Evidence,
    Heading::Completion,
    Heading::Note,
    Heading::Status,
    Heading::Percent,
    Heading::RecordedOn,
    Heading::Recorded,
];

/// The columns of the deadlines.
const DEADLINES: [Heading; 10] = [
    Heading::End,
    Heading::Start,
    Heading::Recurring,
    Heading::Schedule,
    Heading::Id,
    Heading::Criterion,
    Heading::Text,
    Heading::Lead,
    Heading::Status,
    Heading::Percent,
];

/// The whole workbook.
pub fn workbook(source: &Source<'_>, words: Words<'_>) -> Workbook {
    let lines = lines(source);
    let mut items = Sheet::of(words, SheetName::Items, &ITEMS);
    items.rows = lines.iter().map(|line| item(line, source, words)).collect();
    let title = source.plan.front.title.clone();
    Workbook {
        title: title.unwrap_or_else(|| items.name.clone()),
        author: source.name.to_owned(),
        sheets: vec![items, budget::sheet(&lines, words), deadlines(&lines, words)],
    }
}

fn item(line: &Line<'_>, source: &Source<'_>, words: Words<'_>) -> Vec<Cell> {
    let said = |key: FieldKey| Cell::text(line.said(key));
    let is_cause_of_target = matches!(line.item.kind, Kind::Weakness | Kind::Action);
    let targets = if is_cause_of_target { line.beside(Kind::Target) } else { String::new() };
    let [status, percent, recorded_on, recorded] = recorded(line.last, words);
    let schedule = line.schedule.as_ref();
    vec![
        Cell::text(source.school),
        Cell::text(source.period.map(|period| period.to_string()).unwrap_or_default()),
        id(line),
        Cell::text(words(Word::Kind(line.item.kind))),
        line.standard.number.map_or(Cell::Empty, |number| Cell::Number(number.into())),
        criterion(line),
        Cell::text(line.criterion.map(|one| one.name.clone()).unwrap_or_default()),
        level(line),
        Cell::text(line.text()),
        said(FieldKey::Cause),
        Cell::text(targets),
        said(FieldKey::Lead),
        said(FieldKey::Partners),
        said(FieldKey::Schedule),
        schedule.and_then(|read| read.start).map_or(Cell::Empty, Cell::Date),
        schedule.and_then(|read| read.end).map_or(Cell::Empty, Cell::Date),
        Cell::text(line.budget.written.clone()),
        line.budget.amount.map_or(Cell::Empty, Cell::Money),
        Cell::text(line.budget.source.clone()),
        said(FieldKey::Conditions),
        said(FieldKey::Resources),
        Cell::text(evidence(line)),
        said(FieldKey::Status),
        Cell::text(line.noted()),
        status,
        percent,
        recorded_on,
        recorded,
    ]
}

fn deadlines(lines: &[Line<'_>], words: Words<'_>) -> Sheet {
    let mut sheet = Sheet::of(words, SheetName::Deadlines, &DEADLINES);
    let mut timed: Vec<&Line<'_>> = lines.iter().filter(|line| line.schedule.is_some()).collect();
    // What has no last day that was understood stands at the end, in the order of the plan.
    timed.sort_by_key(|line| {
        let end = line.schedule.as_ref().and_then(|read| read.end);
        (end.is_none(), end)
    });
    for line in timed {
        let Some(read) = &line.schedule else { continue };
        let [status, percent, ..] = recorded(line.last, words);
        sheet.rows.push(vec![
            read.end.map_or(Cell::Empty, Cell::Date),
            read.start.map_or(Cell::Empty, Cell::Date),
            if read.recurring { Cell::text(words(Word::Yes)) } else { Cell::Empty },
            Cell::text(read.written.clone()),
            id(line),
            criterion(line),
            Cell::text(line.text()),
            Cell::text(line.said(FieldKey::Lead)),
            status,
            percent,
        ]);
    }
    sheet
}

fn id(line: &Line<'_>) -> Cell {
    Cell::text(line.item.id.map(|id| id.to_string()).unwrap_or_default())
}

/// As text: in a column of numbers 1.10 would be 1.1.
fn criterion(line: &Line<'_>) -> Cell {
    Cell::text(line.criterion.map(|one| one.id.to_string()).unwrap_or_default())
}

fn level(line: &Line<'_>) -> Cell {
    line.level().map_or_else(|| Cell::text(line.level_text()), |level| Cell::Number(level.into()))
}

/// What the plan expects, and what the newest record names.
fn evidence(line: &Line<'_>) -> String {
    let named = line.last.iter().flat_map(|record| &record.evidence).map(String::as_str);
    joined(std::iter::once(line.said(FieldKey::Evidence).as_str()).chain(named))
}

/// Status, percentage, day and words of the newest record.
fn recorded(record: Option<&Record>, words: Words<'_>) -> [Cell; 4] {
    let Some(record) = record else { return Default::default() };
    [
        Cell::text(words(Word::Status(record.status))),
        record.percent.map_or(Cell::Empty, Cell::Percent),
        Cell::Date(record.date),
        Cell::text(record.note.clone().unwrap_or_default()),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::plan::parse::parse;

    pub(in crate::export::sheet) const PLAN: &str = "+++\nschema = 1\nschool = \"th-a\"\nperiod = \"2023-2024\"\n\
        title = \"Kế hoạch\"\n+++\n\n## III. Nội dung\n\n### Tiêu chuẩn 1: Tổ chức\n\n**Điểm yếu**\n\n- Thiếu hồ sơ.\n\n\
        #### Tiêu chí 1.10: Lớp\n\n**Mức:** 2\n\n**Điểm yếu**\n\n- Còn 02 lớp ghép. {#w-1.10-2023-1}\n  \
        - Nguyên nhân: ít trẻ\n\n**Kết quả cần đạt**\n\n- Còn 01 lớp. {#t-1.10-2023-1}\n\n**Giải pháp**\n\n\
        - **Vận** động. {#a-1.10-2023-1}\n  - Thời gian: trước 30/5\n  - Ghi chú: họp hai lần\n\n  Viết thêm.\n\
        - =Mua xe, \"mới\". {#a-1.10-2023-2}\n  - Thời gian: hằng tháng\n  - Kinh phí: 5 – 7 triệu\n  - Nguồn: Quỹ phụ huynh\n\n\
        **Thực hiện chung**\n\n- Chủ trì: Hiệu trưởng\n- Kinh phí: 2.000.000 đ\n- Nguồn: Ngân sách\n\n\
        ### Tiêu chuẩn 3: Cơ sở vật chất\n\n#### Tiêu chí 3.2: Phòng\n\n**Giải pháp**\n\n- Sơn. {#a-3.2-2023-1}\n  \
        - Thời gian: 10/2023\n  - Nguồn lực: 3.000.000 đ, ngân sách\n- Quét. {#a-3.2-2023-2}\n  - Kinh phí: 500k/tháng\n\n\
        **Thực hiện chung**\n\n- Kinh phí: 1.000.000 đ\n";

    const RECORDS: &str = "[[record]]\nitem = \"a-3.2-2023-1\"\ndate = 2023-11-01\nstatus = \"partial\"\npercent = 60\n\
        note = \"Mưa.\"\nevidence = [\"H1-3.2-01\"]\n";

    pub(in crate::export::sheet) fn made() -> Workbook {
        let (plan, progress) = (parse(PLAN).plan, Progress::parse(RECORDS).unwrap());
        let period = plan.front.period();
        let source = Source { plan: &plan, progress: &progress, school: "th-a", name: "Trường A", period };
        workbook(&source, &crate::export::sheet::tests::words)
    }

    /// The cells of a table under some headings, one row a line.
    fn check(sheet: usize, wanted: &[Heading]) -> Vec<String> {
        let workbook = made();
        let sheet = &workbook.sheets[sheet];
        let title = |heading: &Heading| crate::export::sheet::tests::words(Word::Heading(*heading));
        let at = |heading| sheet.columns.iter().position(|one| one.title == title(heading)).unwrap();
        let places: Vec<usize> = wanted.iter().map(at).collect();
        let row =
            |row: &Vec<Cell>| places.iter().map(|at| row[*at].written()).collect::<Vec<_>>().join(" | ");
        sheet.rows.iter().map(row).collect()
    }

    #[test]
    fn every_item_is_a_row_with_its_place() {
        let places = [Heading::Id, Heading::Standard, Heading::Criterion, Heading::Level, Heading::Text];
        assert_eq!(
            check(0, &places),
            [
                " | 1 |  |  | Thiếu hồ sơ.",
                "w-1.10-2023-1 | 1 | 1.10 | 2 | Còn 02 lớp ghép.",
                "t-1.10-2023-1 | 1 | 1.10 | 2 | Còn 01 lớp.",
                "a-1.10-2023-1 | 1 | 1.10 | 2 | Vận động.",
                "a-1.10-2023-2 | 1 | 1.10 | 2 | =Mua xe, \"mới\".",
                "a-3.2-2023-1 | 3 | 3.2 |  | Sơn.",
                "a-3.2-2023-2 | 3 | 3.2 |  | Quét.",
            ]
        );
        let beside = check(0, &[Heading::Cause, Heading::Targets, Heading::Lead, Heading::Note]);
        assert_eq!(beside[1], "ít trẻ | Còn 01 lớp. |  | ");
        assert_eq!(beside[3], " | Còn 01 lớp. | Hiệu trưởng | họp hai lần\nViết thêm.");
    }

    #[test]
    fn times_and_money_stand_as_written_and_as_read() {
        let columns = [Heading::Start, Heading::End, Heading::Budget, Heading::Amount, Heading::Source];
        let rows = check(0, &columns);
        assert_eq!(rows[3], " | 2024-05-30 | 2.000.000 đ | 2000000 | Ngân sách");
        assert_eq!(rows[4], " |  | 5 – 7 triệu |  | Quỹ phụ huynh");
        assert_eq!(rows[5], "2023-10-01 | 2023-10-31 | 1.000.000 đ | 1000000 | ");
        assert_eq!(rows[6], " |  | 500k/tháng |  | ");
        let record = check(0, &[Heading::Status, Heading::Percent, Heading::RecordedOn, Heading::Evidence]);
        assert_eq!(record[5], "Status Partial | 60% | 2023-11-01 | H1-3.2-01");
    }

    #[test]
    fn the_sums_are_those_of_the_column() {
        let sums = [Heading::Standard, Heading::Source, Heading::Amount, Heading::Uncounted];
        let rows = check(1, &sums);
        assert_eq!(
            rows,
            [
                "1 | Ngân sách | 2000000 | 0",
                "1 | Quỹ phụ huynh | 0 | 1",
                "3 | NoSource | 1000000 | 1",
                "Total |  | 3000000 | 2"
            ]
        );
        let column = check(0, &[Heading::Amount]);
        let total: u64 = column.iter().filter_map(|cell| cell.parse::<u64>().ok()).sum();
        assert_eq!(total, 3_000_000);
    }

    #[test]
    fn shared_money_is_counted_once() {
        let text = "#### Tiêu chí 1.1: A\n\n**Giải pháp**\n\n- Một.\n- Hai.\n\n**Thực hiện chung**\n\n- Kinh phí: 1 triệu\n";
        let (plan, progress) = (parse(text).plan, Progress::default());
        let source = Source { plan: &plan, progress: &progress, school: "", name: "", period: None };
        let workbook = workbook(&source, &crate::export::sheet::tests::words);
        let amounts: Vec<String> = workbook.sheets[0].rows.iter().map(|row| row[17].written()).collect();
        assert_eq!(amounts, ["1000000", ""]);
        assert_eq!(workbook.sheets[1].rows[0][4], Cell::Money(1_000_000));
    }

    #[test]
    fn deadlines_are_sorted_and_what_has_none_comes_last() {
        let rows = check(2, &[Heading::End, Heading::Recurring, Heading::Id, Heading::Schedule]);
        assert_eq!(
            rows,
            [
                "2023-10-31 |  | a-3.2-2023-1 | 10/2023",
                "2024-05-30 |  | a-1.10-2023-1 | trước 30/5",
                " | Yes | a-1.10-2023-2 | hằng tháng"
            ]
        );
    }

    #[test]
    fn every_row_is_as_long_as_the_head() {
        for sheet in made().sheets {
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.name);
        }
    }
}
