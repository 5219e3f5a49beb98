//! A results report as paper, by the decree on clerical work: the nation's lines, "Kính gửi", its table in landscape, who
//! gets copies and who signs.
//!
//! The sentences are those of [`crate::export::report`]; nothing is added but the blank that a signature needs.

use super::{Block, Cell, Orientation, Paper, Paragraph, Properties, Row, Sheet, Style, Table};
use crate::export::report::{self, Group, Part, Place, Text, Totals, TotalsRow, Voice};
use crate::plan::markdown::run::{Emphasis, Run};

/// The whole report.
pub fn paper(report: &report::Paper) -> Paper {
    let mut first = head(&report.head);
    first.extend(report.opening.iter().map(|text| line(Style::Body, text)));
    first.extend(
        report.alerts.iter().map(|text| paragraph(Style::Body, vec![Run::bold(format!("⚠ {text}"))])),
    );
    first.extend(totals(&report.totals));
    let mut sheets = vec![portrait(first)];
    if !report.groups.is_empty() {
        let blocks = vec![line(Style::Section, &report.heading), Block::Table(results(report))];
        sheets.push(Sheet { orientation: Orientation::Landscape, blocks });
    }
    let mut last: Vec<Block> = report.parts.iter().flat_map(part).collect();
    last.push(foot(&report.foot));
    last.extend(report.notes.iter().map(|note| line(Style::Small, note)));
    // Without a table in between, the letter goes on where it stands.
    match sheets.last_mut() {
        Some(sheet) if sheet.orientation == Orientation::Portrait => sheet.blocks.extend(last),
        _ => sheets.push(portrait(last)),
    }
    let title = std::iter::once(&report.head.kind).chain(&report.head.subject);
    Paper {
        lang: report.lang,
        properties: Properties {
            title: title.cloned().collect::<Vec<_>>().join(" "),
            subject: report.head.subject.join(" "),
            author: report.head.school.clone(),
            ..Properties::default()
        },
        sheets,
        ..Paper::default()
    }
}

fn portrait(blocks: Vec<Block>) -> Sheet {
    Sheet { orientation: Orientation::Portrait, blocks }
}

fn line(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::form(style, text))
}

fn paragraph(style: Style, runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph { style, runs, ..Paragraph::default() })
}

fn head(head: &report::Head) -> Vec<Block> {
    let [nation, motto] = &head.nation;
    let left =
        [(Style::Authority, &head.authority), (Style::Agency, &head.school), (Style::Number, &head.number)];
    let right = [(Style::Nation, nation), (Style::Motto, motto), (Style::PlaceAndDate, &head.place_and_date)];
    let column = |lines: [(Style, &String); 3]| lines.map(|(style, text)| line(style, text)).to_vec();
    let mut blocks = vec![
        Block::Columns { left: column(left), right: column(right), share: 42 },
        line(Style::Kind, &head.kind),
    ];
    blocks.extend(head.subject.iter().map(|text| line(Style::Subject, text)));
    match head.addressees.as_slice() {
        [] => {}
        [one] => blocks.push(paragraph(
            Style::Body,
            vec![Run::plain(format!("{} ", head.addressee)), Run::plain(one.clone())],
        )),
        several => {
            blocks.push(line(Style::Body, &head.addressee));
            blocks.extend(several.iter().map(|one| listed("-", vec![Run::plain(one.clone())], 0)));
        }
    }
    blocks
}

fn listed(label: &str, runs: Vec<Run>, depth: u8) -> Block {
    let (style, label) = (Style::ListItem, label.to_owned());
    Block::Paragraph(Paragraph { style, label, depth, runs, ..Paragraph::default() })
}

fn totals(totals: &Totals) -> Vec<Block> {
    if totals.heading.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![line(Style::Section, &totals.heading)];
    blocks.extend(totals.sentences.iter().map(|text| line(Style::Body, text)));
    if !totals.rows.is_empty() {
        let header =
            Row { cells: totals.columns.iter().map(|title| cell(Style::TableHeader, title)).collect() };
        let rows = std::iter::once(header).chain(totals.rows.iter().map(figures)).collect();
        let widths = (0..totals.columns.len()).map(|at| if at < 2 { 24 } else { 10 }).collect();
        blocks.push(Block::Table(Table { caption: totals.heading.clone(), widths, header: 1, rows }));
    }
    blocks
}

fn figures(row: &TotalsRow) -> Row {
    let words = [&row.whose, &row.what].map(|text| cell(Style::TableCell, text));
    let numbers = row.numbers.iter().map(|number| cell(Style::TableCentre, &number.to_string()));
    Row { cells: words.into_iter().chain(numbers).collect() }
}

fn cell(style: Style, text: &str) -> Cell {
    Cell { blocks: vec![line(style, text)], ..Cell::default() }
}

/// Running number, weakness, target, result, percent, reason, next, evidence.
const WIDTHS: [u16; 8] = [5, 20, 18, 22, 8, 16, 14, 10];

fn results(report: &report::Paper) -> Table {
    let across = report.columns.len();
    let mut rows =
        vec![Row { cells: report.columns.iter().map(|title| cell(Style::TableHeader, title)).collect() }];
    for Group { heading, places } in &report.groups {
        rows.push(over_all(across, vec![line(Style::TableGroup, heading)]));
        rows.extend(places.iter().flat_map(|place| self::place(place, across)));
    }
    let widths = if across == WIDTHS.len() { WIDTHS.to_vec() } else { vec![1; across] };
    Table { caption: report.heading.clone(), widths, header: 1, rows }
}

/// A row of one cell.
fn over_all(across: usize, blocks: Vec<Block>) -> Row {
    Row { cells: vec![Cell { across, blocks, ..Cell::default() }] }
}

fn place(place: &Place, across: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if !place.heading.is_empty() {
        let mut runs = vec![Run::bold(&place.heading)];
        if !place.facts.is_empty() {
            runs.push(Run::plain(format!(" {}", place.facts)));
        }
        rows.push(over_all(across, vec![paragraph(Style::TableLabel, runs)]));
    }
    for one in &place.lines {
        let number = cell(Style::TableCentre, &one.number.to_string());
        let cells = one.cells.iter().map(|texts| {
            let blocks = texts.iter().map(|text| paragraph(Style::TableCell, vec![said(text)])).collect();
            Cell { blocks, ..Cell::default() }
        });
        rows.push(Row { cells: std::iter::once(number).chain(cells).collect() });
    }
    if !place.actions.entries.is_empty() {
        let mut blocks = vec![paragraph(Style::TableCell, vec![Run::bold(&place.actions.heading)])];
        for entry in &place.actions.entries {
            blocks.extend(entries(entry, Style::TableCell));
        }
        rows.push(over_all(across, blocks));
    }
    rows
}

/// One thing that is told: its first sentence behind a dash, the others below.
fn entries(entry: &[Text], style: Style) -> Vec<Block> {
    let paragraph = |(at, text): (usize, &Text)| {
        let (label, depth) = if at == 0 { ("-", 0) } else { ("", 1) };
        let (label, runs) = (label.to_owned(), vec![said(text)]);
        Block::Paragraph(Paragraph { style, label, depth, runs, ..Paragraph::default() })
    };
    entry.iter().enumerate().map(paragraph).collect()
}

fn said(text: &Text) -> Run {
    match text.voice {
        Voice::Plain => Run::plain(&text.text),
        Voice::Soft => {
            Run { emphasis: Emphasis { italic: true, ..Emphasis::default() }, ..Run::plain(&text.text) }
        }
        Voice::Alarm => Run::bold(format!("⚠ {}", text.text)),
        Voice::Badge(_) => Run::bold(&text.text),
    }
}

fn part(part: &Part) -> Vec<Block> {
    let mut blocks = vec![line(Style::Section, &part.heading)];
    blocks.extend((!part.intro.is_empty()).then(|| line(Style::Body, &part.intro)));
    blocks.extend(part.entries.iter().flat_map(|entry| entries(entry, Style::ListItem)));
    blocks
}

fn foot(foot: &report::Foot) -> Block {
    let mut left = Vec::new();
    if !foot.recipients.is_empty() {
        left.push(line(Style::RecipientsLabel, &foot.label));
        left.extend(foot.recipients.iter().map(|one| {
            // The report has its dashes in the words; on paper they are the label.
            let (label, words) = one.strip_prefix("- ").map_or(("", one.as_str()), |words| ("-", words));
            let (label, runs) = (label.to_owned(), vec![Run::plain(words)]);
            Block::Paragraph(Paragraph { style: Style::Recipient, label, runs, ..Paragraph::default() })
        }));
    }
    let right = vec![
        line(Style::SignerTitle, &foot.title),
        paragraph(Style::SignatureRoom, Vec::new()),
        line(Style::SignerName, &foot.name),
    ];
    Block::Columns { left, right, share: 50 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{Foot, Head, Line};
    use crate::plan::markdown::run::words;

    fn text(voice: Voice, text: &str) -> Text {
        Text { voice, text: text.into() }
    }

    fn sample() -> report::Paper {
        let cells = (1..8).map(|at| vec![text(Voice::Plain, &format!("ô {at}"))]).collect();
        let actions = Part {
            heading: "Đã làm".into(),
            entries: vec![vec![text(Voice::Plain, "Họp."), text(Voice::Soft, "Bình ghi")]],
            ..Part::default()
        };
        let lines = vec![Line { number: 1, cells }];
        let place = Place { heading: "Tiêu chí 1.5".into(), facts: "(Mức 2)".into(), lines, actions };
        let totals = Totals {
            heading: "I. Kết quả".into(),
            sentences: vec!["Ba điểm yếu.".into()],
            columns: vec!["".into(), "".into(), "Đạt".into()],
            rows: vec![TotalsRow {
                whose: "Toàn trường".into(), what: "điểm yếu".into(), numbers: vec![3]
            }],
        };
        report::Paper {
            lang: "vi",
            head: Head {
                authority: "UBND XÃ BẾN MƠ".into(),
                school: "TRƯỜNG A".into(),
                number: "Số: /BC-A".into(),
                nation: ["CỘNG HÒA".into(), "Độc lập".into()],
                place_and_date: "Bến Mơ, ngày".into(),
                kind: "BÁO CÁO".into(),
                subject: vec!["Kết quả".into()],
                addressee: "Kính gửi:".into(),
                addressees: vec!["UBND xã".into()],
            },
            totals,
            heading: "II. Bảng".into(),
            columns: (1..9).map(|at| format!("cột {at}")).collect(),
            groups: vec![Group { heading: "Tiêu chuẩn 1".into(), places: vec![place] }],
            parts: vec![Part { heading: "III. Còn lại".into(), ..Part::default() }],
            foot: Foot {
                label: "Nơi nhận:".into(),
                recipients: vec!["- Như trên;".into()],
                title: "HIỆU TRƯỞNG".into(),
                name: "Lê Thị An".into(),
            },
            notes: vec!["Mẫu riêng.".into()],
            ..report::Paper::default()
        }
    }

    /// All words of blocks, those of cells and columns too.
    fn said_in(blocks: &[Block]) -> String {
        let one = |block: &Block| match block {
            Block::Paragraph(one) => format!("{}\n", format!("{} {}", one.label, words(&one.runs)).trim()),
            Block::Columns { left, right, .. } => said_in(left) + &said_in(right),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.map(|cell| said_in(&cell.blocks)).collect()
            }
            Block::Picture(_) => String::new(),
        };
        blocks.iter().map(one).collect()
    }

    #[test]
    fn the_table_lies_in_landscape_between_letter_and_foot() {
        let paper = paper(&sample());
        let turned: Vec<Orientation> = paper.sheets.iter().map(|sheet| sheet.orientation).collect();
        assert_eq!(turned, [Orientation::Portrait, Orientation::Landscape, Orientation::Portrait]);
        assert!(said_in(&paper.sheets[0].blocks).contains("Kính gửi: UBND xã\n"));
        let Block::Table(table) = &paper.sheets[1].blocks[1] else { panic!() };
        let across = |row: &Row| row.cells.iter().map(|cell| cell.across).sum::<usize>();
        assert!(table.rows.iter().all(|row| across(row) == table.widths.len()));
        let last = said_in(&paper.sheets[2].blocks);
        assert!(last.contains("- Như trên;\nHIỆU TRƯỞNG\n\nLê Thị An\nMẫu riêng.\n"), "{last}");
    }

    #[test]
    fn every_sentence_of_the_report_is_on_the_paper() {
        let all: String = paper(&sample()).sheets.iter().map(|sheet| said_in(&sheet.blocks)).collect();
        for words in
            ["Ba điểm yếu.", "Toàn trường", "ô 7", "cột 8", "Đã làm", "Bình ghi", "III. Còn lại", "(Mức 2)"]
        {
            assert!(all.contains(words), "{words} in {all}");
        }
    }

    #[test]
    fn without_a_table_the_letter_is_one_sheet() {
        let report = report::Paper { groups: Vec::new(), ..sample() };
        assert_eq!(paper(&report).sheets.len(), 1);
    }
}
