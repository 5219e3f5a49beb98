//! Whole documents into text and on into plans; the law that no word of a document is lost.

use proptest::prelude::*;

use super::super::report::RepairKind;
use super::super::words::Bag;
use super::super::{Options, import_word};
use super::*;
use crate::docx::{Cell, Change, Picture, Table};

fn piece(text: &str) -> Piece {
    Piece { text: text.into(), ..Piece::default() }
}

fn paragraph(pieces: Vec<Piece>) -> Paragraph {
    Paragraph { pieces, ..Paragraph::default() }
}

fn line(text: &str) -> Block {
    Block::Paragraph(paragraph(vec![piece(text)]))
}

fn cell(blocks: Vec<Block>) -> Cell {
    Cell { across: 1, blocks, ..Cell::default() }
}

fn table(rows: &[&[&str]]) -> Block {
    let row = |texts: &&[&str]| Row {
        cells: texts.iter().map(|text| cell(text.lines().map(line).collect())).collect(),
        ..Row::default()
    };
    Block::Table(Table { rows: rows.iter().map(row).collect(), ..Table::default() })
}

fn document(blocks: Vec<Block>) -> Document {
    let mut next = 0;
    let mut document = Document { blocks, ..Document::default() };
    for block in &mut document.blocks {
        if let Block::Paragraph(paragraph) = block {
            next += 1;
            paragraph.number = next;
        }
    }
    document
}

fn tracked(change: Change) -> Option<Tracked> {
    Some(Tracked { change, author: "Lan".into(), date: String::new() })
}

fn shown(document: &Document) -> String {
    let text = text(document, Pending::Accept).text;
    text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

const HEADER: &[&str] = &[
    "TT",
    "Tiêu chuẩn, tiêu chí",
    "Kết quả cần đạt",
    "Công việc/giải pháp cần thực hiện",
    "Chủ trì và phối hợp thực hiện",
    "Thời gian thực hiện và hoàn thành",
    "Dự kiến kinh phí",
    "Điều kiện hỗ trợ khác",
    "Ghi chú",
];

fn plan() -> Document {
    let bold = |text: &str| {
        let mut piece = piece(text);
        piece.emphasis.bold = true;
        Block::Paragraph(paragraph(vec![piece]))
    };
    let mut heading = paragraph(vec![piece("Mục đích, yêu cầu")]);
    heading.label = "I.".into();
    let mut group = table(&[
        HEADER,
        &["MỨC 2"],
        &[
            "",
            "Tiêu chí 1.8: Quản lý các hoạt động\n- Điểm yếu: Dự giờ < 3 tiết & chưa đều.",
            "Mỗi tháng một lần",
            "Lập lịch",
            "Hiệu trưởng",
            "9/2025",
            "Không",
            "",
            "",
        ],
        &["", "", "", "Rút kinh nghiệm", "Phó hiệu trưởng", "10/2025", "", "", ""],
    ]);
    if let Block::Table(table) = &mut group {
        table.rows[1].cells[0].across = 9;
        table.rows[3].cells[1].continues = true;
    }
    document(vec![
        table(&[&[
            "UBND XÃ HOA BAN\nTRƯỜNG MẦM NON HOA BAN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ]]),
        bold("KẾ HOẠCH"),
        bold("Cải tiến chất lượng giáo dục năm học 2025-2026"),
        Block::Paragraph(heading),
        line("Nâng cao chất lượng."),
        bold("III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC"),
        group,
        bold("IV. TỔ CHỨC THỰC HIỆN"),
        line("Hiệu trưởng chỉ đạo."),
        table(&[&["Nơi nhận:\n- Lưu: VT.", "HIỆU TRƯỞNG\nLê Thị An"]]),
    ])
}

#[test]
fn a_plan_in_word_is_read_like_one_in_a_text() {
    let foreign = text(&plan(), Pending::Accept);
    let imported = import_word(&foreign, &Options::default()).documents.remove(0);
    let front = &imported.plan.front;
    assert_eq!(front.school.as_deref(), Some("mn-hoa-ban"));
    assert_eq!(front.period_text.as_deref(), Some("2025-2026"));
    assert_eq!(front.signer.as_ref().map(|signer| signer.name.as_str()), Some("Lê Thị An"));
    let weaknesses: Vec<&str> = imported.plan.weaknesses().map(|placed| placed.item.text.as_str()).collect();
    assert_eq!(weaknesses, ["Dự giờ < 3 tiết & chưa đều."]);
    let actions = imported.plan.items().filter(|placed| placed.item.kind == crate::plan::item::Kind::Action);
    assert_eq!(actions.count(), 2);
    assert_eq!(imported.report.words.lost(), 0);
    let sections: Vec<&str> = imported.report.sections.iter().map(|one| one.printed.as_str()).collect();
    assert_eq!(sections, ["I", "III", "IV"]);
}

#[test]
fn each_line_knows_its_place() {
    let foreign = text(&plan(), Pending::Accept);
    assert_eq!(foreign.places.len(), foreign.text.lines().count());
    let place = |words: &str| {
        let at = foreign.text.lines().position(|line| line.contains(words)).unwrap();
        foreign.places[at]
    };
    assert_eq!(place("Nâng cao"), Place::Paragraph(4));
    assert_eq!(place("Rút kinh nghiệm"), Place::Row { table: 2, row: 4 });
}

#[test]
fn changes_are_decided_and_told() {
    let mut second = piece("cũ");
    second.tracked = tracked(Change::Deleted);
    let mut third = piece("mới");
    third.tracked = tracked(Change::Inserted);
    let mut gone = paragraph(vec![piece("Đầu"), second, third]);
    gone.tracked = tracked(Change::Deleted);
    let mut table = table(&[&["a"], &["b"]]);
    if let Block::Table(table) = &mut table {
        table.rows[1].tracked = tracked(Change::Inserted);
    }
    let document = document(vec![Block::Paragraph(gone), line(" đuôi"), table]);
    let accepted = text(&document, Pending::Accept);
    assert!(
        accepted.text.contains("Đầumới đuôi\n") && accepted.text.contains("<p>b</p>"),
        "{}",
        accepted.text
    );
    let rejected = text(&document, Pending::Reject);
    assert!(
        rejected.text.contains("Đầucũ\n\nđuôi\n") && !rejected.text.contains("<p>b</p>"),
        "{}",
        rejected.text
    );
    let told: Vec<(&str, Place)> =
        accepted.changes.iter().map(|change| (change.words.as_str(), change.place)).collect();
    assert_eq!(
        told,
        [
            ("", Place::Paragraph(1)),
            ("cũ", Place::Paragraph(1)),
            ("mới", Place::Paragraph(1)),
            ("b", Place::Row { table: 1, row: 2 })
        ]
    );
    assert_eq!(undecided(&document), rejected.changes);
}

#[test]
fn a_deleted_paragraph_leaves_nothing_not_even_its_label() {
    let mut piece = piece("Bỏ");
    piece.tracked = tracked(Change::Deleted);
    let mut gone = paragraph(vec![piece]);
    (gone.tracked, gone.label) = (tracked(Change::Deleted), "1.".into());
    let document = document(vec![Block::Paragraph(gone), line("Còn")]);
    assert_eq!(shown(&document), "Còn");
    assert_eq!(text(&document, Pending::Reject).text, "1. Bỏ\n\nCòn\n\n");
}

#[test]
fn notes_pictures_hidden_words_and_old_letters() {
    let called = Piece { note: Some(1), ..piece("câu") };
    let hidden = Piece { hidden: true, ..piece(" ẩn") };
    let picture = Piece { picture: Some(0), ..Piece::default() };
    let old = Piece { font: Some("VNI-Times".into()), ..piece("Nôi nha") };
    let older = Piece {
        font: Some("VNI-Times".into()),
        emphasis: crate::plan::markdown::run::Emphasis { bold: true, ..Default::default() },
        ..piece("än")
    };
    let lies = Piece { font: Some(".VnTime".into()), ..piece("Đã đổi sang Unicode: à") };
    let mut document = document(vec![
        Block::Paragraph(paragraph(vec![called, hidden])),
        Block::Paragraph(paragraph(vec![picture])),
        Block::Paragraph(paragraph(vec![old, older])),
        Block::Paragraph(paragraph(vec![lies])),
        line("Ñieåm yeáu"),
    ]);
    document.notes =
        vec![Note { number: 1, blocks: vec![line("chú")] }, Note { number: 2, blocks: vec![line("thừa")] }];
    document.headers = vec![line("đầu"), line("đầu")];
    document.footers = vec![line("cuối")];
    document.pictures = vec![Picture { name: "a.png".into(), words: "Sân [1]".into(), bytes: Vec::new() }];
    assert_eq!(
        shown(&document),
        "đầu\ncâu[1] ẩn\n[1] chú\n![Sân  1](pictures/a.png)\nNơi nhận\nĐã đổi sang Unicode: à\nĐiểm yếu\n[2] thừa\ncuối"
    );
    let foreign = text(&document, Pending::Accept);
    let repairs: Vec<(RepairKind, Place)> =
        foreign.repairs.iter().map(|repair| (repair.kind, foreign.places[repair.line - 1])).collect();
    assert_eq!(
        repairs,
        [
            (RepairKind::Hidden, Place::Paragraph(1)),
            (RepairKind::VniConverted, Place::Paragraph(3)),
            (RepairKind::VniConverted, Place::Paragraph(5))
        ]
    );
}

#[test]
fn what_is_nested_becomes_lines_of_the_cell() {
    let inner = table(&[&["Lớp", "Số trẻ"], &["Mầm", "25"]]);
    let outer = Block::Table(Table {
        rows: vec![Row { cells: vec![cell(vec![line("Có:"), inner]), cell(vec![])], ..Row::default() }],
        ..Table::default()
    });
    let text = shown(&document(vec![outer]));
    assert_eq!(
        text,
        "<table>\n<tr><td><p>Có:</p><p>Lớp | Số trẻ</p><p>Mầm | 25</p></td><td></td></tr>\n</table>"
    );
}

// ── the law ──

fn any_words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "I. MỤC ĐÍCH, YÊU CẦU",
        "III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC",
        "Tiêu chuẩn 1: Tổ chức",
        "Tiêu chí 1.5: Lớp học",
        "- Điểm yếu: Còn 02 lớp ghép.",
        "Điểm yếu",
        "MỨC 2",
        "TT",
        "Kết quả cần đạt",
        "Giải pháp",
        "Nơi nhận:",
        "HIỆU TRƯỞNG",
        "Số: 12/KH-MN",
        "a <b> & <table> </td> c",
        "&lt;b&gt; &nbsp;",
        "# đề\n| x | y",
        "+++",
        "```",
        "một\thai\tba\tbốn",
        "Nôi nhaän",
        "* sao **đậm**",
        "[1]: x {#w-1.1-2021-1}",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "[-+*#|<>&;{}\\[\\]a-zđê0-9 .,:\t\n]{0,20}"]
}

fn any_block() -> impl Strategy<Value = Block> {
    let words = (any_words(), any::<bool>(), any::<bool>()).prop_map(|(text, bold, hidden)| {
        let mut piece = piece(&text);
        (piece.emphasis.bold, piece.hidden) = (bold, hidden);
        piece
    });
    let words = prop::collection::vec(words, 0..3).prop_map(|pieces| Block::Paragraph(paragraph(pieces)));
    words.prop_recursive(3, 24, 4, |inner| {
        let cell = (prop::collection::vec(inner.clone(), 0..3), 1_usize..3, any::<bool>())
            .prop_map(|(blocks, across, continues)| Cell { across, continues, blocks });
        let row = prop::collection::vec(cell, 0..4).prop_map(|cells| Row { cells, ..Row::default() });
        let table = prop::collection::vec(row, 0..4)
            .prop_map(|rows| Block::Table(Table { rows, ..Table::default() }));
        prop_oneof![inner, table]
    })
}

/// All words of blocks, as the document has them.
fn said(blocks: &[Block], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text: String = paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect();
                // An old encoding is converted: its words are others afterwards.
                if super::super::legacy::Encoding::by_look(&text).is_none() {
                    let split = text.to_lowercase();
                    let split = split.split(|letter: char| !letter.is_alphanumeric());
                    into.extend(split.filter(|word| !word.is_empty()).map(str::to_owned));
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    said(&cell.blocks, into);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_word_of_a_document_is_lost(blocks in prop::collection::vec(any_block(), 0..8)) {
        let document = document(blocks);
        let foreign = text(&document, Pending::Accept);
        let mut bag = Bag::of(&foreign.text);
        let mut words_said = Vec::new();
        said(&document.blocks, &mut words_said);
        let lost: Vec<&String> = words_said.iter().filter(|word| !bag.take(word)).collect();
        prop_assert!(lost.is_empty(), "{lost:?} not in {}", foreign.text);
        let imported = import_word(&foreign, &Options::default());
        for one in &imported.documents {
            prop_assert_eq!(one.report.words.lost(), 0, "{}\n==>\n{}", foreign.text, one.text);
        }
    }
}
