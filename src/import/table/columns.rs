//! What the columns of a table are: the forms of 2018 and 2026, and what schools make of them.

use super::super::likeness;
use super::super::report::{Repair, RepairKind};
use super::super::source::{one_line, repair};
use super::Row;
use crate::plan::spelling::fold_words;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Column {
    /// Number of the row; in some plans the level.
    Serial,
    Standard,
    /// Criterion, or standard and criterion in one.
    Criterion,
    /// Nội dung cải tiến (2026).
    Content,
    State,
    Level,
    Strength,
    Weakness,
    Cause,
    Target,
    Action,
    Measure,
    Lead,
    Partners,
    Schedule,
    Budget,
    Conditions,
    Resources,
    Evidence,
    Status,
    Note,
    Unknown,
}

/// Words that a header holds; the first row that fits wins.
const HEADERS: &[(&str, Column)] = &[
    ("nguyen nhan", Column::Cause),
    ("chi so", Column::Measure),
    ("minh chung", Column::Evidence),
    ("muc do thuc hien", Column::Status),
    ("muc do hoan thanh", Column::Status),
    ("diem manh", Column::Strength),
    ("diem yeu", Column::Weakness),
    ("diem han che", Column::Weakness),
    ("ton tai", Column::Weakness),
    ("ket qua can dat", Column::Target),
    ("muc tieu", Column::Target),
    ("giai phap", Column::Action),
    ("cong viec", Column::Action),
    ("bien phap", Column::Action),
    ("hoat dong", Column::Action),
    ("hien trang", Column::State),
    ("chu tri", Column::Lead),
    ("phu trach", Column::Lead),
    ("nguoi thuc hien", Column::Lead),
    ("phan cong", Column::Lead),
    ("phoi hop", Column::Partners),
    ("thoi gian", Column::Schedule),
    ("thoi han", Column::Schedule),
    ("kinh phi", Column::Budget),
    ("nguon luc", Column::Resources),
    ("dieu kien", Column::Conditions),
    ("ghi chu", Column::Note),
    ("noi dung cai tien", Column::Content),
    ("tieu chi", Column::Criterion),
    ("tieu chuan", Column::Standard),
    ("ket qua", Column::Target),
    ("han che", Column::Weakness),
    ("noi dung", Column::Content),
    ("van de", Column::Content),
    ("muc", Column::Level),
    ("stt", Column::Serial),
    ("so tt", Column::Serial),
    ("tt", Column::Serial),
];

/// The nine columns of the form of 2018, for tables that lost their header.
pub(in super::super) const FORM_2018: &[Column] = &[
    Column::Serial,
    Column::Criterion,
    Column::Target,
    Column::Action,
    Column::Lead,
    Column::Schedule,
    Column::Budget,
    Column::Conditions,
    Column::Note,
];

/// A table's header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Header {
    pub(in super::super) columns: Vec<Column>,
    /// The words of each column's header, on one line.
    pub(in super::super) words: Vec<String>,
    /// How many rows of the table it takes.
    pub(in super::super) rows: usize,
    pub(in super::super) repairs: Vec<Repair>,
}

impl Header {
    pub(in super::super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    pub(in super::super) fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == column)
    }

    /// Is this a table of what is to be done about each criterion?
    pub(in super::super) fn is_improvement(&self) -> bool {
        let about =
            [Column::Criterion, Column::Standard, Column::Content].iter().any(|column| self.has(*column));
        let done = [Column::Lead, Column::Schedule].iter().any(|column| self.has(*column));
        about && self.has(Column::Action) && (done || self.has(Column::Target))
    }

    /// Is this the table of priority issues of 2026: weaknesses with their causes?
    pub(in super::super) fn is_priorities(&self) -> bool {
        let about = self.has(Column::Criterion) || self.has(Column::Standard);
        about && self.has(Column::Weakness) && !self.has(Column::Action)
    }

    /// Is this the form of 2026?
    pub(in super::super) fn is_2026(&self) -> bool {
        self.has(Column::Measure)
            || self.has(Column::Resources)
            || (self.has(Column::Content) && self.has(Column::Evidence))
    }

    /// Do a row's cells repeat the header's words?
    pub(in super::super) fn is_repeated_in(&self, row: &Row) -> bool {
        let pairs = self.words.iter().zip(&row.cells).filter(|(_, cell)| !cell.trim().is_empty());
        let same = |(word, cell): &(&String, &String)| {
            let (word, cell) = (fold_words(word), fold_words(cell));
            !cell.is_empty() && (word == cell || (cell.len() > 3 && word.starts_with(&cell)))
        };
        let (all, same) = (pairs.clone().count(), pairs.filter(same).count());
        all >= 3 && same * 4 >= all * 3
    }
}

/// The header of a table, spread over one to three rows.
pub(in super::super) fn header(rows: &[Row]) -> Option<Header> {
    let mut words: Vec<String> = Vec::new();
    let mut best: Option<Header> = None;
    let mut real = 0;
    for (at, row) in rows.iter().enumerate().take(8) {
        if row.is_blank() || row.is_rule() {
            continue;
        }
        let opens = best.is_none() && real < 3;
        if super::rows::is_data(row) || !(opens || goes_on(row)) {
            break;
        }
        real += 1;
        join(&mut words, row);
        let found = read(&words, at + 1);
        if best.is_some() || found.is_improvement() || found.is_priorities() {
            let repairs = repairs_of(best.as_ref(), row, real);
            best = Some(Header { repairs, ..found });
        }
    }
    best
}

/// A second row of a header holds the ends of its words, or the numbers of the columns.
fn goes_on(row: &Row) -> bool {
    let texts: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let short = texts.iter().all(|text| text.chars().count() <= 25);
    let numbers = is_numbering(row);
    let lower = texts.iter().filter(|text| text.starts_with(|letter: char| letter.is_lowercase())).count();
    short && !texts.is_empty() && (numbers || lower * 2 > texts.len())
}

/// "(1) (2) (3) …" under the header of an official form.
pub(in super::super) fn is_numbering(row: &Row) -> bool {
    let texts = row.texts();
    let number = |text: &&str| text.trim_matches(['(', ')', '[', ']', ' ']).parse::<usize>().ok();
    let numbers: Vec<usize> = texts.iter().filter_map(number).collect();
    numbers.len() >= 4 && numbers.len() == texts.len() && numbers.is_sorted()
}

fn join(words: &mut Vec<String>, row: &Row) {
    if is_numbering(row) {
        return;
    }
    for (at, cell) in row.cells.iter().enumerate() {
        let cell = one_line(cell);
        match words.get_mut(at) {
            None => words.push(cell),
            Some(words) if !cell.is_empty() => {
                let gap = if words.is_empty() { "" } else { " " };
                *words = format!("{words}{gap}{cell}");
            }
            Some(_) => {}
        }
    }
}

fn read(words: &[String], rows: usize) -> Header {
    let mut columns: Vec<Column> = Vec::new();
    for words in words {
        let found = column(words);
        let taken = found != Column::Unknown && columns.contains(&found);
        columns.push(if taken { Column::Unknown } else { found });
    }
    // A column without a header in front of the criteria is the serial number.
    if let [first, Column::Criterion | Column::Standard | Column::Content, ..] = columns.as_mut_slice()
        && *first == Column::Unknown
    {
        *first = Column::Serial;
    }
    Header { columns, words: words.to_vec(), rows, repairs: Vec::new() }
}

fn column(words: &str) -> Column {
    let folded = fold_words(words);
    let padded = format!(" {folded} ");
    let exact = HEADERS.iter().find(|(known, _)| padded.contains(&format!(" {known} ")));
    if let Some((_, column)) = exact {
        return *column;
    }
    // Headers that lost letters: "thoi gan", "ghi".
    let near = |known: &str| folded.len() >= 5 && likeness::contains_nearly(&folded, known);
    let damaged = HEADERS.iter().find(|(known, _)| known.len() > 6 && near(known)).map(|(_, column)| *column);
    damaged.unwrap_or(if folded == "ghi" { Column::Note } else { Column::Unknown })
}

fn repairs_of(before: Option<&Header>, row: &Row, real: usize) -> Vec<Repair> {
    let mut repairs = before.map(|header| header.repairs.clone()).unwrap_or_default();
    if real > 1 && !is_numbering(row) {
        repairs.push(repair(RepairKind::SplitHeader, row.line, &row.texts().join(" · "), ""));
    }
    let stray = row.cells.iter().filter(|cell| {
        real > 1 && cell.trim().chars().count() == 1 && !cell.trim().chars().all(char::is_numeric)
    });
    repairs.extend(stray.map(|cell| repair(RepairKind::StrayHeader, row.line, cell, "")));
    repairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: usize, cells: &str) -> Row {
        Row { line, cells: cells.split('|').map(str::to_owned).collect() }
    }

    #[test]
    fn joins_a_header_that_is_split_in_two() {
        let rows = [
            row(
                1,
                "TT|Tiêu chuẩn,|Kết quả cần đạt (so với hiện trạng)|Công việc/giải pháp|Chủ trì và phối hợp|Thời gian thực hiện|Dự kiến|Điều kiện hỗ|Ghi chú",
            ),
            row(2, "---|---|---|---|---|---|---|---|---"),
            row(4, "|tiêu chí|||thực hiện|và hoàn thành|kinh phí|trợ khác|c"),
            row(5, "MỨC 2||||||||"),
        ];
        let header = header(&rows).unwrap();
        assert_eq!(header.columns, FORM_2018);
        assert_eq!(header.rows, 3);
        let kinds: Vec<RepairKind> = header.repairs.iter().map(|repair| repair.kind).collect();
        assert_eq!(kinds, [RepairKind::SplitHeader, RepairKind::StrayHeader]);
    }

    #[test]
    fn knows_the_tables_of_2026() {
        let issues = header(&[row(1, "TT|Tiêu chuẩn|Tiêu chí liên quan (nếu có)|Đánh giá hiện trạng|Điểm hạn chế|Nguyên nhân của hạn chế")]).unwrap();
        assert!(issues.is_priorities());
        let plan = header(&[
            row(1, "TT|Nội dung cải tiến|Mục tiêu cải tiến|Hoạt động/giải pháp|Chỉ số đánh giá kết quả|Thời gian thực hiện|Đơn vị/cá nhân phụ trách|Nguồn lực bảo đảm|Thông tin, dữ liệu hoặc minh chứng dự kiến|Mức độ thực hiện"),
            row(2, "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)"),
            row(3, "1|Tiêu chí 1.3|x|y|z|t|u|v|w|"),
        ]).unwrap();
        assert!(plan.is_improvement() && plan.is_2026());
        assert_eq!(plan.rows, 2);
        assert!(!plan.columns.contains(&Column::Unknown), "{:?}", plan.columns);
        assert!(header(&[row(1, "Họ và tên|Chức vụ|Điện thoại|Email")]).is_none());
    }
}
