//! `import` of Word documents: they read like texts, places are those of Word, and what nobody decided on, what is
//! damaged or something else stops the import with nothing written.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use caitien::office::{Program, find};

use crate::world::World;

const PLACE: &str = "schools/mn-hoa-sen/2025-2026/plan.md";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/docx").join(name)
}

/// A school with this document under a name.
fn world(name: &str, under: &str) -> World {
    let world = World::with_school();
    std::fs::copy(fixture(name), world.path(under)).unwrap();
    world
}

#[test]
fn a_word_document_is_imported_like_a_text() {
    let world = world("plan.docx", "ke-hoach.docx");
    let out = world.run(["import", "ke-hoach.docx"]).ok();
    assert!(out.stdout.contains(PLACE) && out.stdout.contains("0 mất"), "{}", out.stdout);
    let text = world.read(PLACE);
    assert!(text.contains("- Dự giờ chưa đều. {#w-1.8-2025-1}"), "{text}");
    assert!(text.contains("number = \"21/KH-MNHS\"") && text.contains("- Chủ trì: Hiệu trưởng"), "{text}");
    assert_eq!(world.run(["format", "--check", "2025-2026"]).code, Some(0), "canonical");
}

#[test]
fn everything_hard_is_kept_and_told_with_its_place_in_word() {
    for name in ["hard.docx", "hard-libreoffice.docx"] {
        let world = world(name, "kho.docx");
        let out = world.run(["import", "kho.docx"]).ok();
        for said in ["bảng 2, hàng 3", "Lê Hoa: “Cần số liệu cụ thể hơn.”", "1 hình", "chữ bị ẩn", "0 mất"]
        {
            assert!(out.stdout.contains(said), "{name}: no {said} in {}", out.stdout);
        }
        assert!(!out.stdout.contains("dòng 1"), "{}", out.stdout);
        let text = world.read(PLACE);
        for kept in [
            "Kế hoạch nội bộ",
            "[1] Theo báo cáo tự đánh giá.",
            "Chữ trong khung bên lề",
            "1. Việc thứ nhất\n\na) Việc nhỏ\n\n2. Việc thứ hai",
            "Chữ ẩn vẫn giữ.",
            "Trong ô điều khiển.",
            "Mầm | 25",
            "- Rút kinh nghiệm",
        ] {
            assert!(text.contains(kept), "{name}: no {kept} in {text}");
        }
        assert_eq!(text.matches("Chữ trong khung").count(), 1, "a text box is read once");
        let picture =
            text.split("![Sân trường mới](").nth(1).and_then(|rest| rest.split(')').next()).unwrap();
        let file = world.path(PLACE).parent().unwrap().join(picture);
        assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"), "{}", file.display());
    }
}

#[test]
fn programs_get_places_comments_and_pictures() {
    let world = world("hard.docx", "kho.docx");
    let out = world.run(["import", "kho.docx", "--dry-run", "--format", "json"]).ok();
    let answer: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    let document = &answer["documents"][0];
    assert_eq!(
        document["weaknesses"][0]["places"][0],
        serde_json::json!({"kind": "row", "number": 2, "row": 3})
    );
    let word = &document["word"];
    assert_eq!(word["comments"][0]["author"], "Lê Hoa");
    assert_eq!(word["comments"][0]["about"], "Nâng cao chất lượng chăm sóc trẻ");
    assert!(word["pictures"][0].as_str().unwrap().starts_with("pictures/image1-"));
    assert!(!world.path(PLACE).exists());
    world.write("van-ban.txt", "KẾ HOẠCH\nCẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\n\nI. MỤC ĐÍCH, YÊU CẦU\n\nA.\n");
    let out = world.run(["import", "van-ban.txt", "--to", "roi", "--dry-run", "--format", "json"]).ok();
    assert!(!out.stdout.contains("\"place\": {") && !out.stdout.contains("\"word\""), "{}", out.stdout);
}

#[test]
fn tracked_changes_stop_until_somebody_decides() {
    let world = world("tracked.docx", "theo-doi.docx");
    let out = world.run(["import", "theo-doi.docx"]).no();
    for said in ["3 thay đổi", "bảng 2, hàng 3", "Trần Lan", "“chưa đều.”", "--changes accept"]
    {
        assert!(out.stderr.contains(said), "no {said} in {}", out.stderr);
    }
    assert!(!world.path(PLACE).exists());
    let out = world.run(["import", "theo-doi.docx", "--changes", "reject"]).ok();
    assert!(out.stdout.contains("Đã từ chối 3 thay đổi"), "{}", out.stdout);
    let text = world.read(PLACE);
    assert!(text.contains("Dự giờ còn ít.") && !text.contains("1.9"), "{text}");
    world.commit_all("Lưu");
    world.run(["import", "theo-doi.docx", "--changes", "accept", "--force"]).ok();
    let text = world.read(PLACE);
    assert!(text.contains("Dự giờ chưa đều.") && text.contains("#### Tiêu chí 1.9"), "{text}");
    assert!(!text.contains("còn ít"), "{text}");
}

#[test]
fn old_letters_are_converted_and_told() {
    let world = world("legacy-fonts.docx", "cu.docx");
    let out = world.run(["import", "cu.docx"]).ok();
    assert!(
        out.stdout.contains("VNI") && out.stdout.contains("→ “- Điểm yếu: Dự giờ chưa đều.”"),
        "{}",
        out.stdout
    );
    let text = world.read(PLACE);
    assert!(text.contains("#### Tiêu chí 1.8: Quản lý các hoạt động giáo dục"), "{text}");
    assert!(text.contains("- Dự giờ chưa đều.") && text.contains("- MỖI THÁNG"), "{text}");
}

#[test]
fn macros_are_not_run_and_told() {
    let world = world("macros.docm", "macro.docm");
    let out = world.run(["import", "macro.docm"]).ok();
    assert!(out.stdout.contains("macro: không chạy"), "{}", out.stdout);
    assert!(world.path(PLACE).exists());
}

#[test]
fn what_cannot_be_read_says_why_and_writes_nothing() {
    let bytes = std::fs::read(fixture("plan.docx")).unwrap();
    let mut cut = bytes.clone();
    cut.truncate(bytes.len() / 2);
    let broken = archive(&[("word/document.xml", "<w:document><w:body><w:p></w:body>")]);
    let bomb = archive(&[("word/document.xml", &format!("<a>{}</a>", "x".repeat(140 << 20)))]);
    let entities = "<!DOCTYPE a [<!ENTITY b \"cc\">]><w:document>&b;</w:document>";
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("khoa.docx", std::fs::read(fixture("encrypted.docx")).unwrap(), "mật khẩu"),
        ("cu.docx", std::fs::read(fixture("renamed.docx")).unwrap(), "Word kiểu cũ"),
        ("pdf.docx", b"%PDF-1.7\n".to_vec(), "là tệp PDF"),
        ("web.docx", b"<html><body>a</body></html>".to_vec(), "trang web"),
        ("cut.docx", cut, "bị hỏng"),
        ("xml.docx", broken, "phần `word/document.xml`"),
        ("bomb.docx", bomb, "quá lớn"),
        ("dtd.docx", archive(&[("word/document.xml", entities)]), "DOCTYPE"),
    ];
    for (name, bytes, said) in cases {
        let world = World::with_school();
        std::fs::write(world.path(name), bytes).unwrap();
        let out = world.run(["import", name]);
        assert_eq!(out.code, Some(2), "{name}: {}", out.stderr);
        assert!(out.stderr.contains(said), "{name}: no {said} in {}", out.stderr);
        assert!(!world.path(PLACE).exists(), "{name}");
    }
}

#[test]
fn documents_of_other_kinds_are_read_through_programs_that_can() {
    if find(Program::LibreOffice).is_none() || find(Program::PdfToText).is_none() {
        return eprintln!("skipped: LibreOffice and pdftotext are not installed");
    }
    let world = world("renamed.docx", "cu.doc");
    let out = world.run(["import", "cu.doc"]).ok();
    assert!(out.stdout.contains("Đọc qua LibreOffice") && out.stdout.contains("từ bảng 1"), "{}", out.stdout);
    assert!(world.read(PLACE).contains("- Dự giờ chưa đều. {#w-1.8-2025-1}"));
    let pdf = caitien::office::convert(&fixture("plan.docx"), "pdf").unwrap();
    std::fs::write(world.path("ban-in.pdf"), pdf).unwrap();
    let out = world.run(["import", "ban-in.pdf", "--to", "-"]).ok();
    assert!(out.stderr.contains("pdftotext") && out.stderr.contains("0 mất"), "{}", out.stderr);
    for word in ["Nâng", "giờ", "1.8", "Mai"] {
        assert!(out.stdout.contains(word), "no {word} in {}", out.stdout);
    }
}

#[test]
fn without_the_program_it_is_named_with_the_other_way() {
    let world = world("renamed.docx", "cu.doc");
    std::fs::write(world.path("in.pdf"), "%PDF-1.7\n").unwrap();
    for (file, program) in [("cu.doc", "LibreOffice"), ("in.pdf", "pdftotext")] {
        let mut command = world.command(env!("CARGO_BIN_EXE_caitien"));
        let out = command.env("PATH", "/nowhere").args(["import", file, "--to", "-"]).output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("chưa có {program}")) && said.contains(".docx"), "{said}");
    }
}

#[test]
fn what_pandoc_writes_keeps_its_numbers_and_notes() {
    let world = world("pandoc.docx", "pandoc.docx");
    let out = world.run(["import", "pandoc.docx", "--to", "-"]).ok();
    for kept in
        ["1. Giữ trẻ an toàn.[1]", "[1] Theo kế hoạch năm trước.", "2. Nâng cao chất lượng.", "| Mầm | 25 |"]
    {
        assert!(out.stdout.contains(kept), "no {kept} in {}", out.stdout);
    }
    assert!(out.stderr.contains("0 mất"), "{}", out.stderr);
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
