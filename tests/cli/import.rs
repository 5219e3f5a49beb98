//! `import`: foreign texts into plans; never over a plan without being told to, never over unsaved
//! edits, and nothing is lost on the way.

use crate::world::{SCHOOL, World};

const TEXT: &str = "UBND XÃ HOA SEN\nTRƯỜNG MẦM NON HOA SEN\n\nSố: 21/KH-MNHS\n\nHoa Sen, ngày 08 tháng 9 năm 2025\n\nKẾ HOẠCH\n\
CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\nNăm học 2025-2026\n\nI. MỤC ĐÍCH, YÊU CẦU\n\nKhắc phục điểm yếu.\n\n\
III. NỘI DUNG KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\n\n\
TT\tTiêu chuẩn, tiêu chí\tKết quả cần đạt (so với hiện trạng)\tCông việc/giải pháp cần thực hiện\tChủ trì và phối hợp thực hiện\tThời gian thực hiện và hoàn thành\tDự kiến kinh phí\tĐiều kiện hỗ trợ khác\tGhi chú\n\
MỨC 2\t\t\t\t\t\t\t\t\n1\tTiêu chuẩn 1: Tổ chức và quản lý nhà trường\t\t\t\t\t\t\t\n\
\t<p>Tiêu chí 1.8: Quản lý các hoạt động giáo dục</p><p>- Điểm yếu: Dự giờ chưa đều.</p>\tMỗi tháng một lần\tLập lịch\tHiệu trưởng\t9/2025\tKhông\t\t\n\n\
VI. TỔ CHỨC THỰC HIỆN\n\nHiệu trưởng chỉ đạo.\n\nNơi nhận:\n- Lưu: VT.\n\nHIỆU TRƯỞNG\n\nNguyễn Thị Mai\n";

const PLACE: &str = "schools/mn-hoa-sen/2025-2026/plan.md";

fn world() -> World {
    let world = World::with_school();
    world.write("ke-hoach.txt", TEXT);
    world
}

#[test]
fn writes_the_plan_where_it_belongs_and_says_what_it_did() {
    let world = world();
    let out = world.run(["import", "ke-hoach.txt"]).ok();
    assert!(out.stdout.contains(PLACE), "{}", out.stdout);
    assert!(out.stdout.contains("VI") && out.stdout.contains("0 mất"), "{}", out.stdout);
    let text = world.read(PLACE);
    assert!(text.contains("- Dự giờ chưa đều. {#w-1.8-2025-1}"), "{text}");
    assert!(text.contains("number = \"21/KH-MNHS\"") && text.contains("date = 2025-09-08"), "{text}");
    assert!(text.contains("- Chủ trì: Hiệu trưởng"), "{text}");
    assert_eq!(world.run(["format", "--check", "2025-2026"]).code, Some(0), "canonical");
}

#[test]
fn a_rehearsal_and_a_print_write_nothing() {
    let world = world();
    let out = world.run(["import", "ke-hoach.txt", "--dry-run", "--format", "json"]).ok();
    assert!(!world.path(PLACE).exists());
    let answer: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    let document = &answer["documents"][0];
    assert_eq!(answer["schema"], 1);
    assert_eq!(document["written"], false);
    assert_eq!(document["path"], PLACE);
    assert_eq!(document["words"]["lost"], 0);
    assert_eq!(document["weaknesses"][0]["criterion"], "1.8");
    assert_eq!(document["plan"]["number"], "21/KH-MNHS");
    let out = world.run(["import", "ke-hoach.txt", "--to", "-"]).ok();
    assert!(out.stdout.starts_with("+++\n") && out.stderr.contains("0 mất"), "{}", out.stderr);
    assert!(!world.path(PLACE).exists());
}

#[test]
fn a_plan_that_is_there_stays_unless_told_otherwise() {
    let world = world();
    world.run(["import", "ke-hoach.txt"]).ok();
    let first = world.read(PLACE);
    world.write(PLACE, "của tôi\n");
    let out = world.run(["import", "ke-hoach.txt"]).no();
    assert!(out.stderr.contains("--force"), "{}", out.stderr);
    let out = world.run(["import", "ke-hoach.txt", "--force"]).no();
    assert!(out.stderr.contains("caitien save"), "{}", out.stderr);
    assert_eq!(world.read(PLACE), "của tôi\n");
    world.commit_all("Lưu");
    world.run(["import", "ke-hoach.txt", "--force"]).ok();
    assert_eq!(world.read(PLACE), first);
}

#[test]
fn says_which_flag_or_which_school_is_missing() {
    let world = world();
    world.write("khac.txt", &TEXT.replace("HOA SEN", "HOA BAN"));
    let out = world.run(["import", "khac.txt"]);
    assert_eq!(out.code, Some(2));
    assert!(
        out.stderr
            .contains("caitien school add --id mn-hoa-ban --name \"Trường Mầm non Hoa Ban\" --level mam-non"),
        "{}",
        out.stderr
    );
    world.write("vo-danh.txt", &TEXT.replace("TRƯỜNG MẦM NON HOA SEN", "").replace("Năm học 2025-2026", ""));
    let out = world.run(["import", "vo-danh.txt"]);
    assert!(out.stderr.contains("--school"), "{}", out.stderr);
    let out = world.run(["import", "vo-danh.txt", "--school", SCHOOL]);
    assert!(out.stderr.contains("--period"), "{}", out.stderr);
    world.run(["import", "vo-danh.txt", "--school", SCHOOL, "--period", "2025-2026"]).ok();
    assert!(world.path(PLACE).exists());
}

#[test]
fn of_several_plans_all_are_written_or_none() {
    let world = world();
    world.write("khac.txt", &TEXT.replace("HOA SEN", "HOA BAN"));
    assert_eq!(world.run(["import", "ke-hoach.txt", "khac.txt"]).code, Some(2));
    assert!(!world.path(PLACE).exists());
    let twice = world.run(["import", "ke-hoach.txt", "ke-hoach.txt"]);
    assert_eq!(twice.code, Some(2));
    assert!(!world.path(PLACE).exists());
    world.run(["import", "ke-hoach.txt", "khac.txt", "--to", "roi"]).ok();
    assert!(world.path("roi/mn-hoa-sen-2025-2026.md").exists());
    assert!(world.path("roi/mn-hoa-ban-2025-2026.md").exists());
}

#[test]
fn what_is_no_text_is_refused_with_the_way_to_get_one() {
    let world = world();
    for (name, bytes, word) in [
        ("a.docx", b"PK\x03\x04abc".as_slice(), "bị hỏng"),
        ("a.pdf", b"%PDF-1.7".as_slice(), "pdftotext"),
        ("a.bin", b"a\0b".as_slice(), "văn bản"),
        ("a.txt", b"m\xe1\xbb\x99t\nhai \xff".as_slice(), "a.txt:2:5"),
        ("b.txt", b"".as_slice(), "b.txt"),
    ] {
        std::fs::write(world.path(name), bytes).unwrap();
        let out = world.run(["import", name, "--dry-run"]);
        assert_eq!(out.code, Some(2), "{name}");
        assert!(out.stderr.contains(word), "{name}: {}", out.stderr);
    }
    let wide: Vec<u8> =
        std::iter::once(0xfeff_u16).chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(world.path("unicode.txt"), wide).unwrap();
    world.run(["import", "unicode.txt"]).ok();
    assert!(world.path(PLACE).exists());
}
