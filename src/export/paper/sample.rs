//! Papers for the tests of all formats, and the law that all of them keep: each word, in order.

use super::plan::{Form, Wanted};
use super::wording::Wording;
use super::*;
use crate::export::qr;
use crate::plan::markdown::run::Emphasis;

/// Papers of all shapes.
pub(crate) fn papers() -> Vec<Paper> {
    let hostile = filled_with("Chữ <b>&amp; \"x\" * _y_ `z` #1 [a](b) | \\ ~ $ @ {{ 7 }}");
    vec![plan(), hostile, Paper::default(), built(OLD, Form::Old), built(MODERN, Form::Modern)]
}

const OLD: &str = include_str!("../../../templates/samples/th-van-may/2025-2026.md");
const MODERN: &str = include_str!("../../../templates/samples/mn-ben-mo/2026-2027.md");

/// A plan of the samples as the program prints it.
fn built(text: &str, form: Form) -> Paper {
    let parsed = crate::plan::parse::parse(text);
    super::plan::paper(&Wanted::new(&parsed, "Trường Vạn Mây", form, &Wording::default()))
}

/// A plan as the official form has it, with text of our own.
pub(crate) fn plan() -> Paper {
    let code = "CAITIEN:TH-A/2023-2024/V1";
    let seal = Seal {
        heading: "Bản đã phê duyệt".into(),
        facts: vec![
            ("Dấu:".into(), "plan/TH-A/2023-2024/v1".into()),
            ("Vân tay:".into(), "8f3a 11c0 77de".into()),
        ],
        code: code.into(),
    };
    assert!(qr::modules(code).is_some());
    Paper {
        lang: "vi",
        properties: Properties {
            title: "Kế hoạch cải tiến chất lượng giáo dục năm học 2023-2024".into(),
            subject: "Năm học 2023-2024".into(),
            author: "Trường Tiểu học Suối Mơ".into(),
            keywords: vec!["kế hoạch".into(), "cải tiến".into()],
            date: Date::new(2023, 9, 7),
        },
        standing: Standing {
            kind: StandingKind::Approved,
            line: "Bản đã phê duyệt, dấu v1".into(),
            seal: Some(seal),
        },
        sheets: vec![
            Sheet { orientation: Orientation::Portrait, blocks: first_pages() },
            Sheet { orientation: Orientation::Landscape, blocks: vec![content()] },
            Sheet { orientation: Orientation::Portrait, blocks: last_page() },
        ],
        origin: None,
    }
}

/// A paper in which every text is the one given.
pub(crate) fn filled_with(text: &str) -> Paper {
    let emphases = [
        Emphasis::default(),
        Emphasis { bold: true, italic: true, ..Emphasis::default() },
        Emphasis { strike: true, ..Emphasis::default() },
        Emphasis { code: true, ..Emphasis::default() },
    ];
    let run = |emphasis| Run { text: text.into(), emphasis, link: Some(text.into()) };
    let runs: Vec<Run> = emphases.map(run).to_vec();
    let one = |style: Style| {
        let label = if style == Style::SignatureRoom { String::new() } else { text.to_owned() };
        let runs = if style == Style::SignatureRoom { Vec::new() } else { runs.clone() };
        Block::Paragraph(Paragraph { style, label, runs, depth: 1, ..Paragraph::default() })
    };
    let all: Vec<Block> = STYLES.into_iter().map(one).collect();
    let cell = Cell { blocks: all.clone(), ..Cell::default() };
    let row = Row { cells: vec![cell.clone(), cell] };
    let table = Table { caption: text.into(), widths: vec![1, 1], header: 1, rows: vec![row.clone(), row] };
    let pair = Block::Columns { left: all.clone(), right: all.clone(), share: 40 };
    let picture = Block::Picture(Picture { bytes: Vec::new(), width: 20, words: text.into() });
    let blocks = [all, vec![Block::Table(table), pair, picture]].concat();
    let seal = Seal { heading: text.into(), facts: vec![(text.into(), text.into())], code: text.into() };
    Paper {
        lang: "vi",
        properties: Properties {
            title: text.into(),
            subject: text.into(),
            author: text.into(),
            keywords: vec![text.into()],
            date: None,
        },
        standing: Standing { kind: StandingKind::Draft, line: text.into(), seal: Some(seal) },
        sheets: vec![Sheet { orientation: Orientation::Portrait, blocks }],
        origin: None,
    }
}

/// Asserts that each word of the paper's sheets is in the text, in order, and that what the standing says is anywhere
/// in it. Blanks do not count: where a line ends is the format's business.
pub(crate) fn assert_in_order(paper: &Paper, text: &str) {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let text = squeeze(text);
    let mut pieces = Vec::new();
    paper.sheets.iter().for_each(|sheet| words(&sheet.blocks, &mut pieces));
    let mut at = 0;
    for piece in pieces.iter().map(|piece| squeeze(piece)) {
        let found = text[at..].find(&piece);
        assert!(found.is_some(), "`{piece}` is not in: {}", text[at..].chars().take(300).collect::<String>());
        at += found.unwrap() + piece.len();
    }
    let seal = paper.standing.seal.iter();
    let said = seal
        .flat_map(|seal| seal.facts.iter().flat_map(|(label, value)| [label, value]).chain([&seal.heading]));
    for sentence in said.chain([&paper.standing.line]) {
        assert!(text.contains(&squeeze(sentence)), "`{sentence}`");
    }
}

/// The words of blocks, a piece for each label and each paragraph.
fn words(blocks: &[Block], pieces: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(one) => {
                // A dash is how a list looks, and a format may have its own for that.
                pieces.extend((one.label != "-").then(|| one.label.clone()));
                pieces.push(crate::plan::markdown::run::words(&one.runs));
            }
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| words(&cell.blocks, pieces));
            }
            Block::Columns { left, right, .. } => {
                words(left, pieces);
                words(right, pieces);
            }
            Block::Picture(picture) => pieces.extend(picture.kind().is_none().then(|| picture.words.clone())),
        }
    }
}

const STYLES: [Style; 27] = [
    Style::Body,
    Style::Nation,
    Style::Motto,
    Style::Authority,
    Style::Agency,
    Style::Number,
    Style::PlaceAndDate,
    Style::Kind,
    Style::Subject,
    Style::Basis,
    Style::Section,
    Style::Heading,
    Style::ListItem,
    Style::Code,
    Style::Quote,
    Style::TableHeader,
    Style::TableGroup,
    Style::TableCell,
    Style::TableLabel,
    Style::TableCentre,
    Style::RecipientsLabel,
    Style::Recipient,
    Style::SignerTitle,
    Style::SignerName,
    Style::SignatureRoom,
    Style::Seal,
    Style::Small,
];

fn form(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::form(style, text))
}

fn labelled(style: Style, label: &str, text: &str) -> Block {
    Block::Paragraph(Paragraph { label: label.into(), ..Paragraph::form(style, text) })
}

fn first_pages() -> Vec<Block> {
    let left = vec![
        form(Style::Authority, "UBND PHƯỜNG SUỐI MƠ"),
        form(Style::Agency, "TRƯỜNG TIỂU HỌC SUỐI MƠ"),
        form(Style::Number, "Số: 09/KH-THSM"),
    ];
    let right = vec![
        form(Style::Nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        form(Style::Motto, "Độc lập - Tự do - Hạnh phúc"),
        form(Style::PlaceAndDate, "Suối Mơ, ngày 07 tháng 9 năm 2023"),
    ];
    let mut blocks = vec![
        Block::Columns { left, right, share: 42 },
        form(Style::Kind, "KẾ HOẠCH"),
        form(Style::Subject, "Cải tiến chất lượng giáo dục"),
        form(Style::Subject, "Năm học 2023-2024"),
        form(Style::Basis, "Căn cứ kết quả tự đánh giá của nhà trường tháng 5 năm 2023;"),
        form(Style::Basis, "Căn cứ kế hoạch giáo dục của nhà trường năm học 2023-2024."),
        labelled(Style::Section, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        labelled(Style::Heading, "1.", "Mục đích"),
    ];
    for number in 1..=24 {
        let text = format!(
            "Đoạn {number}: nhà trường tiếp tục củng cố nề nếp, bồi dưỡng đội ngũ và bổ sung đồ dùng dạy học để khắc \
             phục những điểm còn yếu đã nêu trong báo cáo, có phân công, có thời hạn và có kiểm tra."
        );
        blocks.push(form(Style::Body, &text));
    }
    let bold =
        Run {
            text: "đúng hạn".into(), emphasis: Emphasis { bold: true, ..Emphasis::default() }, link: None
        };
    let link = Run {
        text: "trang của trường".into(),
        emphasis: Emphasis::default(),
        link: Some("https://example.vn/ke-hoach".into()),
    };
    let runs = vec![Run::plain("Làm "), bold, Run::plain(", công khai trên "), link, Run::plain(".")];
    blocks.extend([
        labelled(Style::ListItem, "-", "Mỗi điểm yếu có một người chủ trì."),
        Block::Paragraph(Paragraph {
            style: Style::ListItem,
            label: "-".into(),
            runs,
            ..Paragraph::default()
        }),
        Block::Paragraph(Paragraph {
            depth: 1, ..Paragraph::form(Style::ListItem, "Việc nhỏ ghi ở đây.")
        }),
        form(Style::Quote, "Học sinh là trung tâm."),
        form(Style::Code, "H5-5.2-01"),
        labelled(Style::Section, "III.", "NỘI DUNG KẾ HOẠCH"),
    ]);
    blocks
}

const HEADERS: [&str; 9] = [
    "TT",
    "Tiêu chuẩn, tiêu chí",
    "Kết quả cần đạt (so với hiện trạng)",
    "Công việc/giải pháp cần thực hiện",
    "Chủ trì và phối hợp thực hiện",
    "Thời gian thực hiện và hoàn thành",
    "Dự kiến kinh phí",
    "Điều kiện hỗ trợ khác",
    "Ghi chú",
];

fn cell(style: Style, text: &str) -> Cell {
    Cell { blocks: vec![form(style, text)], ..Cell::default() }
}

fn group(text: &str) -> Row {
    Row { cells: vec![Cell { across: 9, ..cell(Style::TableGroup, text) }] }
}

fn content() -> Block {
    let mut rows =
        vec![Row { cells: HEADERS.iter().map(|header| cell(Style::TableHeader, header)).collect() }];
    for standard in 1..=4 {
        rows.push(group(&format!("MỨC {standard}")));
        rows.push(group(&format!("Tiêu chuẩn {standard}: Quản lý và phục vụ")));
        (1..=4).for_each(|criterion| rows.extend(criterion_rows(standard, criterion)));
    }
    Block::Table(Table {
        caption: "Nội dung kế hoạch".into(),
        widths: vec![4, 16, 14, 20, 11, 10, 8, 9, 8],
        header: 1,
        rows,
    })
}

/// Two rows: the number and the criterion reach over both.
fn criterion_rows(standard: usize, criterion: usize) -> [Row; 2] {
    let name = Cell {
        reach: Reach::Begins,
        blocks: vec![
            form(Style::TableLabel, &format!("Tiêu chí {standard}.{criterion}")),
            labelled(Style::TableCell, "-", "Thư viện còn thiếu sách tham khảo cho học sinh lớp 4, lớp 5."),
        ],
        ..Cell::default()
    };
    let number = Cell { reach: Reach::Begins, ..cell(Style::TableCentre, &format!("{criterion}")) };
    let covered = || Cell { reach: Reach::Continues, ..Cell::default() };
    let rest = |work: &str| {
        [
            cell(Style::TableCell, "Có 600 đầu sách tham khảo (hiện có 420)."),
            cell(Style::TableCell, work),
            cell(Style::TableCell, "Phó hiệu trưởng; tổ Văn phòng"),
            cell(Style::TableCentre, "Tháng 10/2023 - tháng 5/2024"),
            cell(Style::TableCentre, "12.500.000 đồng"),
            cell(Style::TableCell, "Cha mẹ học sinh ủng hộ sách"),
            cell(Style::TableCell, ""),
        ]
    };
    let first = rest(
        "Rà soát danh mục, lập dự toán, mua bổ sung sách theo danh mục đã được tổ chuyên môn thống nhất.",
    );
    let second = rest("Tổ chức ngày hội đọc sách.");
    [
        Row { cells: [number, name].into_iter().chain(first).collect() },
        Row { cells: [covered(), covered()].into_iter().chain(second).collect() },
    ]
}

fn last_page() -> Vec<Block> {
    let left = vec![
        form(Style::RecipientsLabel, "Nơi nhận:"),
        form(Style::Recipient, "- Phòng Văn hóa - Xã hội (để báo cáo);"),
        form(Style::Recipient, "- Các tổ chuyên môn (để thực hiện);"),
        form(Style::Recipient, "- Lưu: VT."),
    ];
    let right = vec![
        form(Style::SignerTitle, "KT. HIỆU TRƯỞNG"),
        form(Style::SignerTitle, "PHÓ HIỆU TRƯỞNG"),
        Block::Paragraph(Paragraph { style: Style::SignatureRoom, ..Paragraph::default() }),
        form(Style::SignerName, "Lò Thị Mây"),
    ];
    vec![
        labelled(Style::Section, "IV.", "TỔ CHỨC THỰC HIỆN"),
        form(Style::Body, "Các tổ căn cứ kế hoạch này để thực hiện, cuối mỗi học kỳ báo cáo hiệu trưởng."),
        Block::Columns { left, right, share: 48 },
    ]
}
