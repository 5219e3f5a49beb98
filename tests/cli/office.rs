//! A plan goes to LibreOffice as it really is, is edited there as a person would, and comes back.
//!
//! Starting LibreOffice is what costs time: one run of `tests/office/edit.py` makes all files of these stories.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use caitien::docx::{Block, Document, Paragraph, read};
use caitien::export::paper::{Orientation, Paper, plan as letter, wording::Wording, words::words};
use caitien::plan::parse::parse;
use caitien::plan::spelling::nfc;

use crate::world::{SCHOOL, World, has_program};

const PERIOD: &str = "2025-2026";
const PLACE: &str = "schools/mn-hoa-sen/2025-2026/plan.md";

/// A preschool's plan with a bold word and a table in its texts.
fn plan() -> String {
    let sample = include_str!("../../templates/samples/mn-ben-mo/2025-2026.md").replace("mn-ben-mo", SCHOOL);
    let bold = sample.replace("nói rõ vì sao chưa xong", "nói rõ **vì sao** chưa xong");
    format!("{bold}\n| Việc chung | Hạn |\n| --- | --- |\n| Sơ kết | 15/01/2026 |\n")
}

fn world() -> World {
    let world = World::with_school();
    world.write_plan(PERIOD, &plan());
    world.commit_all("Kế hoạch");
    world
}

/// A Python with the bridge to LibreOffice: the distribution's, whatever stands before it on the search path.
fn python() -> Option<&'static str> {
    let knows = |python: &&str| {
        Command::new(python).args(["-c", "import uno"]).output().is_ok_and(|out| out.status.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(knows)
}

/// The folder with all files, made once; None where a program is not installed.
fn desk() -> Option<&'static Path> {
    static DESK: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
        if !has_program("soffice") {
            return None;
        }
        let Some(python) = python() else {
            assert!(std::env::var("CI").is_err(), "python3 with `uno` is missing in CI");
            eprintln!("skipped: there is no python3 with `uno`");
            return None;
        };
        let desk = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office");
        let _ = std::fs::remove_dir_all(&desk);
        std::fs::create_dir_all(&desk).unwrap();
        let world = world();
        world.run(["format", "--check", PERIOD]).ok();
        for kind in ["docx", "html"] {
            let file = desk.join("plan").with_extension(kind);
            world.run(["export", PERIOD, "--to", kind, "--output", file.to_str().unwrap()]).ok();
        }
        let document = read::read(&std::fs::read(desk.join("plan.docx")).unwrap()).unwrap();
        let edit = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/edit.py");
        let mut command = Command::new(python);
        command.current_dir(&desk).arg(edit).arg(desk.join("profile")).args(steps(&document));
        let out = command.output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        Some(desk)
    });
    DESK.as_deref()
}

/// Everything that is done in LibreOffice.
fn steps(document: &Document) -> Vec<String> {
    let on = |verb: &str, holds: &str, rest: &str| format!("{verb}|{}{rest}", mark(document, holds));
    let plain = |text: &str| text.to_owned();
    vec![
        plain("open|plan.html"),
        plain("save|html.pdf"),
        plain("open|plan.docx"),
        plain("save|same.docx"),
        plain("save|same.odt"),
        plain("save|plan.pdf"),
        on("type", "Giảm còn 01 lớp", "|Không còn lớp ghép nào *cả*."),
        on("append", "Khu Khe Lá còn 02 lớp", "| Trẻ phải đi bộ xa."),
        on("empty", "Tổ trưởng tổ nhà trẻ", ""),
        on("row-after", "Che thêm hiên bếp", "||||Mua 02 quạt hút khói.|Chủ trì: Kế toán|12/2025|Không"),
        on("delete-row", "Kẻ vạch, đặt rào chắn", ""),
        format!("move-row|{}|{}", mark(document, "Thêm 20 phút"), mark(document, "Mỗi ngày dành 15 phút")),
        on("enter", "Tổ Giám sát đọc sổ", "|Kế toán theo dõi kinh phí."),
        on("type", "Sơ kết", "|Sơ kết học kỳ"),
        on("comment", "Trường còn thiếu 05", "|Lê Hoa|Nêu rõ thiếu ở khu nào."),
        plain("save|edited.docx"),
        plain("save|edited.odt"),
        plain("open|plan.docx"),
        plain("track"),
        on("type", "Không quá 04 trẻ", "|Không quá 03 trẻ 5 tuổi."),
        plain("accept"),
        on("type", "Ít nhất 85% cha mẹ", "|Ít nhất 99% cha mẹ."),
        plain("reject"),
        on("append", "Có 01 lối đi riêng", "| Có biển báo."),
        on("delete-row", "Thêm 20 phút", ""),
        plain("save|tracked.docx"),
        plain("save|tracked.odt"),
        plain("open|plan.docx"),
        on("type", "Khu Khe Lá còn 02 lớp", "|Khu Khe Lá còn 01 lớp ghép."),
        plain("save|other.docx"),
    ]
}

fn text(paragraph: &Paragraph) -> String {
    paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The bookmark of the paragraph with these words.
fn mark(document: &Document, holds: &str) -> String {
    fn find(blocks: &[Block], holds: &str) -> Option<String> {
        blocks.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) if text(paragraph).contains(holds) => {
                paragraph.pieces.iter().flat_map(|piece| &piece.marks).next().cloned()
            }
            Block::Paragraph(_) => None,
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).find_map(|cell| find(&cell.blocks, holds))
            }
        })
    }
    find(&document.blocks, holds).unwrap_or_else(|| panic!("no bookmark round {holds}"))
}

/// Brings a file back.
fn update(world: &World, file: &str, more: &[&str]) -> crate::world::Output {
    let path = desk().unwrap().join(file);
    world.run(["import", "--update", "--yes", path.to_str().unwrap()].iter().chain(more))
}

/// The plan with these pieces replaced, each of which stands in it once.
fn changed(pieces: &[(&str, &str)]) -> String {
    pieces.iter().fold(plan(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// Says only the lines that differ: a plan is long.
#[track_caller]
fn same(text: &str, expected: &str, said: &str) {
    let lines = |one: &str, other: &str| {
        let other: Vec<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (much, missing) = (lines(text, expected), lines(expected, text));
    assert!(text == expected, "{said}\ntoo much: {much:#?}\nmissing: {missing:#?}");
}

const MOVED: &str = "- Thêm 20 phút vận động ngoài sân mỗi sáng cho trẻ thừa cân; trao đổi thực đơn ở nhà với cha mẹ. {#a-5.3-2025-1}\n  \
                     - Chủ trì: Giáo viên chủ nhiệm\n  - Phối hợp: Cha mẹ trẻ\n  - Thời gian: 10/2025 – 5/2026\n  - Kinh phí: Không\n";

#[test]
fn a_file_that_was_only_opened_and_saved_changes_nothing() {
    let Some(_) = desk() else { return };
    for file in ["same.docx", "same.odt"] {
        let world = world();
        update(&world, file, &[]).ok();
        same(&world.read(PLACE), &plan(), file);
    }
}

#[test]
fn what_was_edited_comes_back_and_nothing_else_changes() {
    let Some(_) = desk() else { return };
    let budget = "  - Kinh phí: 3.000.000 đ\n  - Nguồn: chi thường xuyên\n";
    let new = "- Mua 02 quạt hút khói. {#a-3.2-2025-2}\n  - Chủ trì: Kế toán\n  - Thời gian: 12/2025\n  - Kinh phí: Không\n";
    let gone = "- Kẻ vạch, đặt rào chắn di động; bảo vệ và giáo viên trực thay nhau giữ lối. {#a-1.10-2025-2}\n  \
                - Chủ trì: Tổ trưởng tổ văn phòng\n  - Phối hợp: Bảo vệ, Ban đại diện cha mẹ trẻ\n  - Thời gian: tháng 10/2025\n  \
                - Kinh phí: 4.000.000 đ\n  - Nguồn: chi thường xuyên\n";
    let expected = changed(&[
        ("Giảm còn 01 lớp mẫu giáo ghép hai độ tuổi.", "Không còn lớp ghép nào \\*cả\\*."),
        ("02 lớp mẫu giáo ghép hai độ tuổi.", "02 lớp mẫu giáo ghép hai độ tuổi. Trẻ phải đi bộ xa."),
        ("  - Chủ trì: Tổ trưởng tổ nhà trẻ\n", ""),
        (
            "  - Thời gian: 11/2025 – 1/2026\n  - Kinh phí: 15.000.000 đ\n  - Nguồn: chi thường xuyên\n",
            &format!(
                "  - Thời gian: 11/2025 – 1/2026\n  - Kinh phí: 15.000.000 đ\n  - Nguồn: chi thường xuyên\n{new}"
            ),
        ),
        (gone, ""),
        (MOVED, ""),
        (budget, &format!("{budget}{MOVED}")),
        (
            "báo hiệu trưởng những việc chậm.\n",
            "báo hiệu trưởng những việc chậm.\n\nKế toán theo dõi kinh phí.\n",
        ),
        ("| Sơ kết |", "| Sơ kết học kỳ |"),
    ]);
    for file in ["edited.docx", "edited.odt"] {
        let world = world();
        let out = update(&world, file, &[]).ok();
        same(&world.read(PLACE), &expected, &format!("{file}\n{}", out.stdout));
        let reviews = world.path(PLACE).with_file_name("reviews");
        let reviews: Vec<PathBuf> =
            std::fs::read_dir(reviews).unwrap().map(|file| file.unwrap().path()).collect();
        let [review] = reviews.as_slice() else { panic!("{reviews:?}") };
        let review = std::fs::read_to_string(review).unwrap();
        for said in ["w-2.2-2022-1", "Lê Hoa", "Nêu rõ thiếu ở khu nào."] {
            assert!(review.contains(said), "{file}: no {said} in {review}");
        }
    }
}

#[test]
fn tracked_changes_wait_for_a_decision() {
    let Some(_) = desk() else { return };
    let accepted =
        ("Không quá 04 trẻ 5 tuổi chưa đạt mục tiêu về ngôn ngữ. {#t-", "Không quá 03 trẻ 5 tuổi. {#t-");
    let sign = ("ngăn bằng rào chắn. {#t-", "ngăn bằng rào chắn. Có biển báo. {#t-");
    for file in ["tracked.docx", "tracked.odt"] {
        let world = world();
        let out = update(&world, file, &[]).no();
        assert!(out.stderr.contains("Có biển báo."), "{file}: {}", out.stderr);
        same(&world.read(PLACE), &plan(), file);
        update(&world, file, &["--changes", "accept"]).ok();
        same(&world.read(PLACE), &changed(&[accepted, sign, (MOVED, "")]), file);
    }
    let world = world();
    update(&world, "tracked.docx", &["--changes", "reject"]).ok();
    same(&world.read(PLACE), &changed(&[accepted]), "rejected");
}

#[test]
fn what_others_changed_meanwhile_is_merged_or_shown() {
    let Some(_) = desk() else { return };
    let word = ("còn 02 lớp mẫu giáo ghép hai độ tuổi.", "còn 01 lớp ghép.");
    let cause = ("đường về khu Trung tâm bị sạt", "đường về khu Trung tâm hay sạt");
    let world = world();
    world.write_plan(PERIOD, &changed(&[cause]));
    update(&world, "other.docx", &[]).ok();
    same(&world.read(PLACE), &changed(&[cause, word]), "another field");

    let here = changed(&[("còn 02 lớp mẫu giáo ghép hai độ tuổi.", "còn 03 lớp ghép.")]);
    world.write_plan(PERIOD, &here);
    let out = update(&world, "other.docx", &[]).no();
    assert!(
        out.stdout.contains("còn 01 lớp ghép.") && out.stdout.contains("còn 03 lớp ghép."),
        "{}",
        out.stdout
    );
    same(&world.read(PLACE), &here, "nothing is written");

    update(&world, "other.docx", &["--mark-conflicts"]).ok();
    let marked = world.read(PLACE);
    assert!(marked.contains("còn 01 lớp ghép.") && marked.contains("còn 03 lớp ghép."), "{marked}");
    let found = world.run(["check", PERIOD, "--format", "json"]).no().json().to_string();
    assert!(found.contains("conflict"), "{found}");
}

/// The words of a PDF in the order in which they were put on its pages, without white space: a narrow column breaks
/// `10/2025` behind its stroke, and styles print in capitals.
fn printed(desk: &Path, name: &str) -> String {
    let out = Command::new("pdftotext").arg("-raw").arg(desk.join(name)).arg("-").output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    folded(&String::from_utf8(out.stdout).unwrap())
}

fn folded(text: &str) -> String {
    nfc(text).to_lowercase().split_whitespace().collect()
}

#[track_caller]
fn stand_in_order(paper: &Paper, text: &str) {
    let mut rest = text;
    for word in words(paper) {
        let at = rest.find(&folded(&word));
        let at =
            at.unwrap_or_else(|| panic!("no {word} before {}", rest.chars().take(80).collect::<String>()));
        rest = &rest[at + folded(&word).len()..];
    }
}

#[test]
fn every_word_of_the_plan_is_in_the_pdf_in_order() {
    let Some(desk) = desk() else { return };
    if !has_program("pdftotext") {
        return;
    }
    let parsed = parse(&plan());
    let wording = Wording::default();
    let wanted = letter::Wanted::new(&parsed, "Trường Mầm non Hoa Sen", letter::Form::Old, &wording);
    let mut paper = letter::paper(&wanted);
    stand_in_order(&paper, &printed(desk, "plan.pdf"));
    let html = printed(desk, "html.pdf");
    let missing: Vec<String> =
        words(&paper).into_iter().filter(|word| !html.contains(&folded(word))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // A browser's page breaks through the rows of the table, so only what stands outside of it has an order there.
    paper.sheets.retain(|sheet| sheet.orientation == Orientation::Portrait);
    stand_in_order(&paper, &html);
}
