//! The tests' own plan on paper: every style, a table in landscape with all that a table can have, a seal.
//!
//! The school and its words are invented.

use crate::export::paper::{
    Block, Cell, Orientation, Paper, Paragraph, Part, PlanOrigin, Properties, Reach, Row, Seal, Sheet,
    Source, Standing, StandingKind, Style, Table,
};
use crate::plan::item::{CriterionId, FieldKey, Kind};
use crate::plan::markdown::run::{self, Run};

/// Every style.
pub(crate) const STYLES: [Style; 27] = [
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

/// A plan of three sheets.
pub(crate) fn plan(kind: StandingKind) -> Paper {
    let line = match kind {
        StandingKind::None => "",
        StandingKind::Draft => "BẢN DỰ THẢO – chưa được phê duyệt",
        StandingKind::Approved => "Bản đã phê duyệt lần 1 – dấu gốc ba bể sông cầu",
        StandingKind::Withdrawn => "BẢN ĐÃ RÚT LẠI – không còn giá trị",
    };
    let seal = Seal {
        heading: "Đã phê duyệt".to_owned(),
        facts: vec![
            ("Nhãn".to_owned(), "approved/mn-hoa-gao/2025-2026/v1".to_owned()),
            ("Dấu gốc:".to_owned(), "9f2c 11ab 7d04 e6a3 5b1c 88f0".to_owned()),
        ],
        code: "CAITIEN:MN-HOA-GAO/2025-2026/V1/9F2C11AB7D04".to_owned(),
    };
    Paper {
        lang: "vi",
        properties: Properties {
            title: "Kế hoạch cải tiến chất lượng giáo dục năm học 2025–2026".to_owned(),
            subject: "Kế hoạch".to_owned(),
            author: "Trường Mầm non Hoa Gạo".to_owned(),
            keywords: vec!["cải tiến".to_owned(), "2025-2026".to_owned()],
            ..Properties::default()
        },
        standing: Standing {
            kind,
            line: line.to_owned(),
            seal: (kind == StandingKind::Approved).then_some(seal),
        },
        sheets: vec![
            Sheet { orientation: Orientation::Portrait, blocks: first() },
            Sheet { orientation: Orientation::Landscape, blocks: vec![Block::Table(table())] },
            Sheet { orientation: Orientation::Portrait, blocks: last() },
        ],
        origin: Some(PlanOrigin {
            school: "mn-hoa-gao".to_owned(),
            period: "2025-2026".to_owned(),
            blob: "0123456789abcdef0123456789abcdef01234567".to_owned(),
            text: "+++\nschema = 1\n+++\n\n## I. Mục đích <yêu cầu> & \"khác\"\n".to_owned(),
        }),
    }
}

/// The words of a paper in reading order, as a file of it must hold them.
pub(crate) fn words(paper: &Paper) -> Vec<String> {
    fn blocks(given: &[Block], text: &mut String) {
        for block in given {
            match block {
                Block::Paragraph(paragraph) => {
                    text.push_str(&format!(" {} {}", paragraph.label, run::words(&paragraph.runs)));
                }
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| blocks(&cell.blocks, text));
                }
                Block::Columns { left, right, .. } => {
                    blocks(left, text);
                    blocks(right, text);
                }
                Block::Picture(_) => {}
            }
        }
    }
    let mut text = String::new();
    paper.sheets.iter().for_each(|sheet| blocks(&sheet.blocks, &mut text));
    if let Some(seal) = &paper.standing.seal {
        text.push_str(&format!(" {}", seal.heading));
        for (label, value) in &seal.facts {
            text.push_str(&format!(" {}: {value}", label.trim_end().trim_end_matches(':')));
        }
    }
    super::xml::allowed(&text).split_whitespace().map(str::to_owned).collect()
}

fn form(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::form(style, text))
}

/// Words of the plan, with what is printed before them.
fn labelled(style: Style, label: &str, text: &str) -> Block {
    let runs = vec![Run::plain(text)];
    Block::Paragraph(Paragraph { style, label: label.to_owned(), runs, ..Paragraph::default() })
}

fn from(part: Part, block: Block) -> Block {
    match block {
        Block::Paragraph(paragraph) => {
            let source = Source { part, ..Source::default() };
            Block::Paragraph(Paragraph { source, ..paragraph })
        }
        other => other,
    }
}

fn head() -> Block {
    Block::Columns {
        share: 42,
        left: vec![
            form(Style::Authority, "UBND xã Bến Đá"),
            form(Style::Agency, "Trường Mầm non Hoa Gạo"),
            form(Style::Number, "Số: 06/KH-MNHG"),
        ],
        right: vec![
            form(Style::Nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            form(Style::Motto, "Độc lập - Tự do - Hạnh phúc"),
            form(Style::PlaceAndDate, "Bến Đá, ngày 05 tháng 9 năm 2025"),
        ],
    }
}

fn first() -> Vec<Block> {
    let bold = Run::bold("ít nhất hai lần");
    let sentence = Paragraph {
        runs: vec![
            Run::plain("Kế hoạch được theo dõi "),
            bold,
            Run::plain(
                " trong năm học, cuối học kỳ I và cuối năm học; người phụ trách từng việc báo cáo kết quả kèm minh chứng ",
            ),
            Run {
                link: Some("https://example.vn/minh-chứng".to_owned()),
                ..Run::plain("theo hướng dẫn của trường")
            },
            Run::plain("."),
        ],
        source: Source { part: Part::Prose { section: 0, block: 1 }, ..Source::default() },
        ..Paragraph::default()
    };
    let mut blocks = vec![
        head(),
        form(Style::Kind, "Kế hoạch"),
        from(Part::Front("title", 0), form(Style::Subject, "Cải tiến chất lượng giáo dục năm học 2025–2026")),
        labelled(Style::Section, "I.", "Mục đích, yêu cầu"),
        labelled(
            Style::ListItem,
            "1.",
            "Nâng chất lượng chăm sóc, nuôi dưỡng và giáo dục trẻ; khắc phục các điểm yếu mà báo cáo tự đánh giá đã chỉ ra, mỗi điểm có người chịu trách nhiệm và thời hạn.",
        ),
        Block::Paragraph(sentence),
        labelled(Style::Section, "II.", "Căn cứ xây dựng kế hoạch"),
        form(Style::Basis, "Căn cứ báo cáo tự đánh giá của nhà trường năm học 2024–2025;"),
        form(Style::Basis, "Căn cứ kết quả thực hiện kế hoạch cải tiến năm học trước."),
        labelled(Style::Heading, "1.", "Kết quả năm học trước"),
    ];
    let long = "Nhà trường đã sửa xong mái hiên dãy lớp mẫu giáo, thay 12 bộ bàn ghế, bổ sung góc sách cho cả bảy lớp; còn bếp ăn một chiều thì mới làm được phần nền vì kinh phí về muộn.";
    for label in ["a)", "b)", "c)", "d)"] {
        blocks.push(labelled(Style::ListItem, label, long));
    }
    for at in 0..4 {
        blocks.push(from(
            Part::Prose { section: 1, block: at },
            labelled(Style::Body, "", &format!("{long} {long}")),
        ));
    }
    blocks.push(labelled(Style::Quote, "", "Việc gì cũng có người lo, có ngày xong."));
    blocks.push(labelled(Style::Code, "", "H2-1.5-03"));
    blocks.push(labelled(Style::Section, "III.", "Nội dung kế hoạch cải tiến chất lượng giáo dục"));
    blocks
}

fn cell(across: usize, reach: Reach, blocks: Vec<Block>) -> Cell {
    Cell { across, reach, blocks }
}

fn one(text: &str) -> Cell {
    cell(1, Reach::One, vec![form(Style::TableCell, text)])
}

/// The nine columns.
fn table() -> Table {
    let headers = [
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
    let header =
        headers.iter().map(|text| cell(1, Reach::One, vec![form(Style::TableHeader, text)])).collect();
    let group = |text: &str| Row { cells: vec![cell(9, Reach::One, vec![form(Style::TableGroup, text)])] };
    let mut rows =
        vec![Row { cells: header }, group("MỨC 1"), group("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường")];
    for serial in 1..=6 {
        rows.extend(criterion(serial));
    }
    Table {
        caption: "Nội dung kế hoạch cải tiến chất lượng".to_owned(),
        widths: vec![4, 18, 14, 20, 12, 10, 8, 8, 6],
        header: 1,
        rows,
    }
}

/// A criterion with three actions, beside which its cells reach down.
fn criterion(serial: u8) -> Vec<Row> {
    let id = CriterionId { standard: 1, serial };
    let place = usize::from(serial) * 10;
    let weakness =
        "Còn hai lớp mẫu giáo ghép ở điểm trường Suối Trai, cô phải soạn hai chương trình một buổi.";
    let about = vec![
        from(
            Part::Criterion(id),
            labelled(Style::TableLabel, &format!("Tiêu chí 1.{serial}:"), "Tổ chức nhóm trẻ"),
        ),
        form(Style::TableLabel, "Điểm yếu:"),
        from(item(Kind::Weakness, place), labelled(Style::TableCell, "-", weakness)),
        from(
            Part::Field { item: place, key: FieldKey::Cause, place: 0 },
            Block::Paragraph(Paragraph {
                style: Style::TableCell,
                label: "Nguyên nhân:".to_owned(),
                depth: 1,
                runs: vec![Run::plain("điểm trường xa, ít trẻ.")],
                ..Paragraph::default()
            }),
        ),
    ];
    let target = vec![from(
        item(Kind::Target, place + 1),
        labelled(Style::TableCell, "-", "Giảm còn một lớp mẫu giáo ghép."),
    )];
    let actions = [
        "Giao chỉ tiêu huy động trẻ cho từng cô chủ nhiệm.",
        "Họp với cha mẹ trẻ ở ba bản, thống nhất đưa trẻ về điểm trường chính, có xe đưa đón của xã.",
        "Sửa hai phòng học ở điểm trường chính.",
    ];
    let row = |(at, action): (usize, &&str)| {
        let reach = if at == 0 { Reach::Begins } else { Reach::Continues };
        let down = |blocks: &Vec<Block>| cell(1, reach, if at == 0 { blocks.clone() } else { Vec::new() });
        let action = from(item(Kind::Action, place + 2 + at), labelled(Style::TableCell, "", action));
        let lead = vec![
            labelled(Style::TableCell, "Chủ trì:", "Hiệu trưởng"),
            labelled(Style::TableCell, "Phối hợp:", "giáo viên, cha mẹ trẻ"),
        ];
        Row {
            cells: vec![
                down(&vec![form(Style::TableCentre, &serial.to_string())]),
                down(&about),
                down(&target),
                cell(1, Reach::One, vec![action]),
                cell(1, Reach::One, lead),
                one("9/2025 – 5/2026"),
                one("12.500.000 đ"),
                one("Không"),
                one(""),
            ],
        }
    };
    actions.iter().enumerate().map(row).collect()
}

fn item(kind: Kind, place: usize) -> Part {
    Part::Item { kind, id: None, place }
}

fn last() -> Vec<Block> {
    let foot = Block::Columns {
        share: 48,
        left: vec![
            form(Style::RecipientsLabel, "Nơi nhận:"),
            labelled(Style::Recipient, "-", "UBND xã Bến Đá (để b/c);"),
            labelled(Style::Recipient, "-", "Các tổ chuyên môn (để t/h);"),
            labelled(Style::Recipient, "-", "Lưu: VT."),
        ],
        right: vec![
            form(Style::SignerTitle, "KT. Hiệu trưởng"),
            form(Style::SignerTitle, "Phó hiệu trưởng"),
            form(Style::SignatureRoom, ""),
            form(Style::SignerName, "Lò Thị Mây"),
        ],
    };
    vec![
        labelled(Style::Section, "IV.", "Tổ chức thực hiện"),
        labelled(
            Style::ListItem,
            "1.",
            "Hiệu trưởng chỉ đạo chung, duyệt kinh phí từng việc trước ngày 30 tháng 9.",
        ),
        labelled(Style::ListItem, "2.", "Các tổ chuyên môn báo cáo cuối mỗi tháng."),
        form(Style::Small, "Bảng này do nhà trường tự trình bày."),
        foot,
    ]
}
