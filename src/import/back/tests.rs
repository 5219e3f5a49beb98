//! Stories of a plan that goes to Word and comes back, with the file edited in memory.

use super::*;
use crate::docx::{self, read as docx_read, write as docx_write};
use crate::export::paper::plan::{Form, Wanted, paper};
use crate::export::paper::wording::Wording;
use crate::plan::parse::{Parsed, parse};

const OLD: &str = "+++\nschema = 1\nschool = \"th-van-may\"\nperiod = \"2025-2026\"\ncatalog = \"primary-2024\"\n\
title = \"Kế hoạch cải tiến chất lượng giáo dục năm học 2025–2026\"\nplace = \"Vạn Mây\"\nnumber = \"44/KH-THVM\"\ndate = 2025-09-15\n\
signer = { name = \"Tạ Quang Dương\", title = \"Hiệu trưởng\" }\nrecipients = [\"UBND xã (để b/c)\", \"Lưu: VT\"]\n+++\n\n\
## I. Mục đích, yêu cầu\n\nĐoạn **một** của mục đích.\n\nĐoạn hai.\n\n## II. Căn cứ xây dựng kế hoạch\n\n1. Báo cáo tự đánh giá.\n2. Thông tư.\n\n\
## III. Nội dung kế hoạch cải tiến chất lượng giáo dục\n\n### Tiêu chuẩn 1: Tổ chức và quản lý nhà trường\n\n\
#### Tiêu chí 1.5: Khối lớp và tổ chức lớp học\n\n**Mức:** 1\n\n**Điểm yếu**\n\n- Khối 1 có 03 lớp vượt 35 học sinh. {#w-1.5-2024-1}\n  - Nguyên nhân: thiếu phòng\n\n\
**Kết quả cần đạt**\n\n- Không còn lớp 1 nào quá 38 học sinh. {#t-1.5-2025-1}\n\n\
**Giải pháp**\n\n- Mở thêm 01 lớp 1. {#a-1.5-2025-1}\n  - Chủ trì: Hiệu trưởng\n  - Phối hợp: Kế toán\n  - Thời gian: 8/2025 – 9/2025\n  - Kinh phí: 32.000.000 đ\n  - Nguồn: ngân sách\n\
- Sửa phòng truyền thống. {#a-1.5-2025-2}\n  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 10/2025\n\n\
#### Tiêu chí 1.6: Quản lý hành chính\n\n**Mức:** 2\n\n**Điểm yếu**\n\n- Sổ đầu bài làm song song với bản điện tử. {#w-1.6-2025-1}\n\n\
**Giải pháp**\n\n- Thống nhất một mẫu sổ điện tử. {#a-1.6-2025-1}\n\n**Thực hiện chung**\n\n- Chủ trì: Tổ trưởng\n\n## IV. Tổ chức thực hiện\n\n- Hiệu trưởng chỉ đạo.\n- Tổ trưởng thực hiện.\n";

/// A plan on its way: printed, written, read.
struct Trip {
    parsed: Parsed,
    document: Document,
}

fn send(text: &str, form: Form) -> Trip {
    let parsed = parse(text);
    assert_eq!(crate::plan::format::write(&parsed.plan), text, "a canonical plan");
    let wording = Wording::default();
    let page = paper(&Wanted::new(&parsed, "Trường Tiểu học Vạn Mây", form, &wording));
    let bytes = docx_write::write(&page, &docx_write::Look::default()).unwrap();
    Trip { document: docx_read::read(&bytes).unwrap(), parsed }
}

fn back(trip: &Trip, form: Form) -> Returned {
    let wording = Wording::default();
    let page = paper(&Wanted::new(&trip.parsed, "Trường Tiểu học Vạn Mây", form, &wording));
    let printed = Printed { plan: &trip.parsed.plan, text: &trip.parsed.text, paper: &page };
    read(&printed, &trip.document, Pending::Accept)
}

/// Every paragraph of the document, those of cells included.
fn paragraphs<'d>(blocks: &'d mut [docx::Block], found: &mut Vec<&'d mut docx::Paragraph>) {
    for block in blocks {
        match block {
            docx::Block::Paragraph(paragraph) => found.push(paragraph),
            docx::Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    paragraphs(&mut cell.blocks, found);
                }
            }
        }
    }
}

fn edit(trip: &mut Trip, holds: &str, change: impl Fn(&str) -> String) {
    let mut all = Vec::new();
    paragraphs(&mut trip.document.blocks, &mut all);
    let words = |paragraph: &docx::Paragraph| {
        paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
    };
    let found = all.into_iter().find(|paragraph| words(paragraph).contains(holds)).expect(holds);
    let piece = found.pieces.iter_mut().find(|piece| piece.text.contains(holds)).expect("in one piece");
    piece.text = change(&piece.text);
}

/// The table of criteria, and the place of the row that holds these words.
fn row<'d>(trip: &'d mut Trip, holds: &str) -> (&'d mut docx::Table, usize) {
    let tables = trip.document.blocks.iter_mut().filter_map(|block| match block {
        docx::Block::Table(table) => Some(table),
        docx::Block::Paragraph(_) => None,
    });
    let mut tables: Vec<&mut docx::Table> = tables.collect();
    let holding = |table: &docx::Table| table.rows.iter().position(|row| format!("{row:?}").contains(holds));
    let at = tables.iter().position(|table| holding(table).is_some()).expect(holds);
    let table = tables.swap_remove(at);
    let row = holding(table).unwrap();
    (table, row)
}

fn cell(words: &str) -> docx::Cell {
    let piece = docx::Piece { text: words.to_owned(), ..docx::Piece::default() };
    let paragraph = docx::Paragraph { pieces: vec![piece], ..docx::Paragraph::default() };
    docx::Cell { across: 1, continues: false, blocks: vec![docx::Block::Paragraph(paragraph)] }
}

#[track_caller]
fn check(trip: &Trip, from: &[&str], to: &[&str]) {
    let returned = back(trip, Form::Old);
    let mut expected = OLD.to_owned();
    for (from, to) in from.iter().zip(to) {
        assert!(expected.contains(from), "{from}");
        expected = expected.replacen(from, to, 1);
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (found, wanted) = (lines(&returned.text), lines(&expected));
    let odd: Vec<&String> = found.iter().filter(|line| !wanted.contains(line)).collect();
    let missing: Vec<&String> = wanted.iter().filter(|line| !found.contains(line)).collect();
    assert!(returned.text == expected, "too much {odd:#?}, missing {missing:#?}, {:?}", returned.asides);
}

#[test]
fn unedited_the_plan_is_byte_for_byte_the_same() {
    let trip = send(OLD, Form::Old);
    let returned = back(&trip, Form::Old);
    assert_eq!(returned.text, OLD);
    assert_eq!(returned.asides, []);
    assert_eq!(returned.found, returned.printed);
}

#[test]
fn without_its_bookmarks_it_is_known_by_its_words() {
    let mut trip = send(OLD, Form::Old);
    let mut all = Vec::new();
    paragraphs(&mut trip.document.blocks, &mut all);
    all.iter_mut().flat_map(|paragraph| &mut paragraph.pieces).for_each(|piece| piece.marks.clear());
    let returned = back(&trip, Form::Old);
    assert_eq!(returned.text, OLD, "{:?}", returned.asides);
}

#[test]
fn edited_words_are_edited_in_the_plan_and_ids_stay() {
    let mut trip = send(OLD, Form::Old);
    edit(&mut trip, "Khối 1 có 03 lớp", |text| text.replace("03 lớp", "02 lớp"));
    edit(&mut trip, "Đoạn hai", |text| text.replace("hai", "hai đã sửa *"));
    edit(&mut trip, "8/2025 – 9/2025", |_| "8/2025 – 10/2025".to_owned());
    edit(&mut trip, "thiếu phòng", |_| "thiếu phòng, thiếu thầy".to_owned());
    edit(&mut trip, "Khối lớp và tổ chức", |text| text.replace("Khối lớp", "Khối, lớp"));
    edit(&mut trip, "Tổ trưởng thực hiện", |text| text.replace("thực hiện", "làm"));
    check(
        &trip,
        &["03 lớp", "Đoạn hai.", "8/2025 – 9/2025", "thiếu phòng", "Khối lớp", "Tổ trưởng thực hiện"],
        &[
            "02 lớp",
            "Đoạn hai đã sửa *.",
            "8/2025 – 10/2025",
            "thiếu phòng, thiếu thầy",
            "Khối, lớp",
            "Tổ trưởng làm",
        ],
    );
}

#[test]
fn the_head_and_the_foot_come_back_into_the_front_matter() {
    let mut trip = send(OLD, Form::Old);
    edit(&mut trip, "UBND xã", |text| text.replace("UBND xã", "UBND phường"));
    edit(&mut trip, "Tạ Quang Dương", |_| "Tạ Quang Đông".to_owned());
    check(&trip, &["UBND xã", "Tạ Quang Dương"], &["UBND phường", "Tạ Quang Đông"]);
}

#[test]
fn a_new_row_is_a_new_action() {
    let mut trip = send(OLD, Form::Old);
    let (table, at) = row(&mut trip, "Sửa phòng truyền thống");
    let mut new = docx::Row::default();
    for words in ["", "", "", "Mua thêm bàn ghế.", "Chủ trì: Kế toán", "11/2025", "Không", "", ""]
    {
        new.cells.push(cell(words));
    }
    table.rows.insert(at + 1, new);
    check(
        &trip,
        &["  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 10/2025\n"],
        &[
            "  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 10/2025\n- Mua thêm bàn ghế.\n  - Chủ trì: Kế toán\n  - Thời gian: 11/2025\n  - Kinh phí: Không\n",
        ],
    );
}

#[test]
fn a_deleted_row_is_a_deleted_action() {
    let mut trip = send(OLD, Form::Old);
    let (table, at) = row(&mut trip, "Sửa phòng truyền thống");
    table.rows.remove(at);
    check(
        &trip,
        &[
            "- Sửa phòng truyền thống. {#a-1.5-2025-2}\n  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 10/2025\n",
        ],
        &[""],
    );
}

#[test]
fn a_moved_row_hangs_under_the_criterion_where_it_lies() {
    let mut trip = send(OLD, Form::Old);
    let (table, at) = row(&mut trip, "Sửa phòng truyền thống");
    let moved = table.rows.remove(at);
    let to = table.rows.iter().position(|row| format!("{row:?}").contains("Thống nhất một mẫu sổ")).unwrap();
    table.rows.insert(to + 1, moved);
    let action =
        "- Sửa phòng truyền thống. {#a-1.5-2025-2}\n  - Chủ trì: Phó hiệu trưởng\n  - Thời gian: 10/2025\n";
    check(
        &trip,
        &[action, "- Thống nhất một mẫu sổ điện tử. {#a-1.6-2025-1}\n"],
        &["", &format!("- Thống nhất một mẫu sổ điện tử. {{#a-1.6-2025-1}}\n{action}")],
    );
}

#[test]
fn new_paragraphs_find_their_places() {
    let mut trip = send(OLD, Form::Old);
    let at = trip.document.blocks.iter().position(|block| format!("{block:?}").contains("Đoạn hai")).unwrap();
    let docx::Block::Paragraph(mut new) = trip.document.blocks[at].clone() else { panic!() };
    new.pieces = vec![docx::Piece { text: "Đoạn ba.".into(), ..docx::Piece::default() }];
    trip.document.blocks.insert(at + 1, docx::Block::Paragraph(new));
    let mut all = Vec::new();
    let (table, at) = row(&mut trip, "Khối 1 có 03 lớp");
    let weak =
        table.rows[at].cells.iter_mut().find(|cell| format!("{cell:?}").contains("Khối 1 có 03")).unwrap();
    weak.blocks.push(cell("- Thiếu sân chơi.").blocks.remove(0));
    paragraphs(&mut trip.document.blocks, &mut all);
    check(
        &trip,
        &["Đoạn hai.\n", "  - Nguyên nhân: thiếu phòng\n"],
        &["Đoạn hai.\n\nĐoạn ba.\n", "  - Nguyên nhân: thiếu phòng\n- Thiếu sân chơi.\n"],
    );
}

#[test]
fn words_typed_into_the_edges_of_the_page_are_told() {
    let mut trip = send(OLD, Form::Old);
    assert_eq!(back(&trip, Form::Old).asides, [], "the page's own number and line");
    trip.document.headers.extend(cell("Bản của tổ 2").blocks);
    trip.document.footers.extend(cell("Bản của tổ 2").blocks);
    let told: Vec<String> = back(&trip, Form::Old).asides.into_iter().map(|aside| aside.text).collect();
    assert_eq!(told, ["Bản của tổ 2"]);
}

#[test]
fn a_footnote_is_told() {
    let mut trip = send(OLD, Form::Old);
    let blocks = cell("Theo báo cáo mới.").blocks;
    trip.document.notes.push(docx::Note { number: 1, blocks });
    let returned = back(&trip, Form::Old);
    assert_eq!(returned.text, OLD);
    let told: Vec<&str> = returned.asides.iter().map(|aside| aside.text.as_str()).collect();
    assert_eq!(told, ["Theo báo cáo mới."]);
}
