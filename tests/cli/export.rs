//! `export`: every kind of file is written and right, and no file that somebody edited is lost.

use std::io::Read;
use std::path::Path;

use super::approval_story::{self, PERIOD, approved, edit_plan, with_plan};
use super::notice_story::{approved_here, say, withdraw};
use super::world::{Output, SCHOOL, Who, World, has_program};

fn export(world: &World, to: &str, more: &[&str]) -> Output {
    let mut all = vec!["export", PERIOD, "--to", to];
    all.extend(more);
    world.run(all)
}

fn name(to: &str) -> String {
    format!("ke-hoach-{SCHOOL}-{PERIOD}.{to}")
}

fn bytes(world: &World, inside: &str) -> Vec<u8> {
    std::fs::read(world.path(inside)).unwrap()
}

/// A part of a zip file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// How the exported text stands, by the answer for programs.
fn state(world: &World, plan: &str) -> (String, Option<String>) {
    let out =
        world.run(["export", plan, "--to", "csv", "--output", "x.csv", "--force", "--format", "json"]).ok();
    let json = out.json();
    (json["state"].as_str().unwrap().to_owned(), json["approval"].as_str().map(str::to_owned))
}

#[test]
fn csv_opens_in_excel_and_has_every_item() {
    let world = with_plan();
    let out = export(&world, "csv", &[]).ok();
    assert!(out.stdout.contains(&name("csv")) && out.stdout.contains("dự thảo"), "{}", out.stdout);
    let bytes = bytes(&world, &name("csv"));
    assert!(bytes.starts_with("\u{feff}Trường,Năm học,Mã mục,".as_bytes()));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let head = reader.headers().unwrap().clone();
    let at = |title: &str| head.iter().position(|one| one == title).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let items = caitien::plan::parse::parse(&approval_story::plan()).plan.items().count();
    assert_eq!(rows.len(), items);
    let row = rows.iter().find(|row| &row[at("Mã mục")] == "a-1.5-2024-1").unwrap();
    assert_eq!(&row[at("Thời gian (ghi trong kế hoạch)")], "9/2024 – 11/2024");
    assert_eq!((&row[at("Từ ngày")], &row[at("Đến ngày")]), ("2024-09-01", "2024-11-30"));
    assert_eq!((&row[at("Số tiền (đồng)")], &row[at("Tiêu chí")]), ("6000000", "1.5"));
}

#[test]
fn xlsx_has_three_sheets_with_filters_and_a_head_that_stays() {
    let world = with_plan();
    export(&world, "xlsx", &[]).ok();
    let bytes = bytes(&world, &name("xlsx"));
    let book = part(&bytes, "xl/workbook.xml");
    for sheet in ["Hạng mục", "Kinh phí", "Thời hạn"] {
        assert!(book.contains(&format!("name=\"{sheet}\"")), "{book}");
    }
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:") && sheet.contains("state=\"frozen\""), "{sheet}");
    assert!(!sheet.contains("<f>"), "no formula");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("a-1.5-2024-1"));
    let again = export(&world, "xlsx", &[]).ok();
    assert!(again.stdout.contains("đúng như bản vừa lập"), "the same bytes: {}", again.stdout);
}

#[test]
fn xlsx_opens_in_libreoffice() {
    if !has_program("localc") {
        return;
    }
    let world = with_plan();
    export(&world, "xlsx", &["--output", "x.xlsx"]).ok();
    let profile = format!("-env:UserInstallation=file://{}/lo", world.home().display());
    let mut office = world.command("soffice");
    office
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            ".",
        ])
        .arg("x.xlsx");
    let output = office.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = world.read("x.csv");
    assert!(text.starts_with("Trường,Năm học") && text.contains("a-1.5-2024-1"), "{text}");
    assert!(text.contains("30/11/2024") && text.contains("6,000,000 đ"), "{text}");
}

#[test]
fn a_calendar_has_the_deadlines_and_is_the_same_each_time() {
    let world = with_plan();
    let out = export(&world, "ics", &[]).ok();
    assert!(out.stdout.contains("hạn, nhắc trước 7 ngày"), "{}", out.stdout);
    let text = world.read(&name("ics"));
    assert!(text.contains(&format!("UID:a-1.5-2024-1.{PERIOD}.{SCHOOL}@caitien\r\n")), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20241130\r\n"), "{text}");
    let later = world.at("2027-01-02T08:00:00+07:00[+07:00]");
    let printed = export(&later, "ics", &["--output", "-"]).ok();
    assert_eq!(printed.stdout, text);
    assert_eq!(text.matches("BEGIN:VALARM").count(), text.matches("BEGIN:VEVENT").count());
}

#[test]
fn json_is_what_show_gives() {
    let world = with_plan();
    let shown = world.run(["show", PERIOD, "--format", "json"]).ok().json();
    assert_eq!(export(&world, "json", &["--output", "-"]).ok().json(), shown);
}

#[test]
fn an_edited_file_is_never_lost() {
    let world = with_plan();
    let path = name("csv");
    world.write(&path, "cô Mai đã sửa");
    let out = export(&world, "csv", &[]).no();
    assert!(out.stderr.contains("không ghi đè") && out.stderr.contains("--force"), "{}", out.stderr);
    assert_eq!(world.read(&path), "cô Mai đã sửa");
    let json = export(&world, "csv", &["--force", "--format", "json"]).ok().json();
    assert_eq!((&json["saved"], &json["file"]), (&"replaced".into(), &path.into()));
    let json = export(&world, "csv", &["--format", "json"]).ok().json();
    assert_eq!((&json["saved"], &json["subject"]), (&"same".into(), &"plan".into()));
    export(&world, "csv", &["--output", "khong/co/x.csv"]).ok();
    assert!(world.path("khong/co/x.csv").is_file());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let world = with_plan();
    world.write("that.csv", "khác");
    std::os::unix::fs::symlink(world.path("that.csv"), world.path("x.csv")).unwrap();
    export(&world, "csv", &["--output", "x.csv", "--force"]).cannot();
    assert_eq!(world.read("that.csv"), "khác");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let world = with_plan();
    export(&world, "csv", &["--output", "-", "--format", "json"]).cannot();
    export(&world, "ics", &["--report"]).cannot();
    export(&world, "csv", &["--report", "--against", "2023-2024"]).cannot();
    world.run(["export", "--to", "csv", "--report"]).cannot();
    world.run(["export", "1999-2000", "--to", "csv"]).cannot();
    export(&world, "doc", &[]).cannot();
}

#[test]
fn how_the_text_stands_is_told() {
    let world = with_plan();
    world.pin_root();
    assert_eq!(state(&world, PERIOD), ("draft".into(), None));
    approval_story::approve(&world, PERIOD, Who::Principal);
    let tag = approval_story::tag(1);
    assert_eq!(state(&world, PERIOD), ("approved".into(), Some(tag.clone())));
    edit_plan(&world, "Thêm một dòng.");
    assert_eq!(state(&world, PERIOD), ("edited-since".into(), None));
    assert_eq!(state(&world, &format!("{PERIOD}@approved")), ("approved".into(), Some(tag.clone())));
    assert_eq!(state(&world, &format!("{PERIOD}@HEAD~1")).0, "approved");
    approval_story::approve(&world, PERIOD, Who::Principal);
    assert_eq!(state(&world, PERIOD), ("approved".into(), Some(approval_story::tag(2))));
    assert_eq!(state(&world, &format!("{PERIOD}@HEAD~1")), ("superseded".into(), Some(tag)));
}

#[test]
fn a_withdrawn_text_and_a_forged_tag_are_no_approved_copies() {
    let world = approved_here();
    assert_eq!(state(&world, PERIOD).0, "approved");
    withdraw(&world, Who::Principal).ok();
    assert_eq!(state(&world, PERIOD).0, "withdrawn");
    let out = export(&world, "csv", &[]).ok();
    assert!(out.stdout.contains("Sai số liệu"), "{}", out.stdout);

    let forged = approved();
    approval_story::forge(&forged, &approval_story::tag(2), Who::Stranger, |_| {});
    forged.git(["tag", "-d", &approval_story::tag(1)]);
    assert_eq!(state(&forged, PERIOD).0, "rejected");
}

#[test]
fn an_issued_number_is_told_where_it_verifies() {
    let world = approved_here();
    say(&world, "issue", Who::Clerk, &["--number", "109/KH-MNTX", "--date", "7/9/2024"]).ok();
    let out = export(&world, "csv", &[]).ok();
    assert!(out.stdout.contains("109/KH-MNTX ngày 07 tháng 9 năm 2024"), "{}", out.stdout);
}

#[test]
fn a_comparison_and_a_report_are_files_too() {
    let world = with_plan();
    world.write_plan(
        "2025-2026",
        &approval_story::plan().replace("2024-2025", "2025-2026").replace("còn 03 lớp", "còn 02 lớp"),
    );
    let compare = |to: &str| world.run(["export", "2025-2026", "--against", PERIOD, "--to", to]).ok();
    let stem = format!("so-sanh-{SCHOOL}-{PERIOD}-2025-2026");
    compare("csv");
    let text = world.read(&format!("{stem}.csv"));
    assert!(
        text.contains("còn 03 lớp") && text.contains("còn 02 lớp") && text.contains("chuyển tiếp")
            || text.contains("còn tồn tại"),
        "{text}"
    );
    for to in ["xlsx", "html", "md", "json"] {
        compare(to);
        assert!(world.path(&format!("{stem}.{to}")).is_file(), "{to}");
    }
    let page = world.read(&format!("{stem}.html"));
    assert!(page.contains("<!doctype html>") && page.contains("02"), "{page}");
    for to in ["csv", "xlsx", "html", "md", "json"] {
        export(&world, to, &["--report"]).ok();
        assert!(world.path(&format!("bao-cao-{SCHOOL}-{PERIOD}.{to}")).is_file(), "{to}");
    }
    let letter = world.read(&format!("bao-cao-{SCHOOL}-{PERIOD}.md"));
    assert!(letter.contains("Kính gửi") && letter.contains("CỘNG HÒA"), "{letter}");
    assert!(Path::new(&world.path(&format!("bao-cao-{SCHOOL}-{PERIOD}.xlsx"))).is_file());
}

/// The words of a page without its tags.
fn words(html: &str) -> String {
    let body = html.split("</style>").last().unwrap();
    let text: String =
        body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("&#x2f;", "/")
}

#[test]
fn a_plan_is_a_letter_in_word_html_and_markdown() {
    let world = with_plan();
    let out = export(&world, "docx", &[]).ok();
    assert!(out.stderr.contains(&format!("caitien import --update {}", name("docx"))), "{}", out.said());
    let first = bytes(&world, &name("docx"));
    let document = part(&first, "word/document.xml");
    for word in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TRƯỜNG MẦM NON HOA SEN", "ct_w_1_5_2022_1_p"]
    {
        assert!(document.contains(word), "{word}");
    }
    let origin = part(&first, "customXml/item1.xml");
    let blob = world.git(["rev-parse", &format!("HEAD:schools/{SCHOOL}/{PERIOD}/plan.md")]);
    assert!(origin.contains(blob.trim()) && origin.contains(PERIOD), "{origin}");
    let again = export(&world, "docx", &["--format", "json"]).ok().json();
    assert_eq!(again["saved"], "same");
    for to in ["html", "md"] {
        let text = export(&world, to, &["--output", "-"]).ok().stdout;
        assert!(
            words(&text).contains("Còn 02 lớp") || text.contains("03 lớp mẫu giáo ghép hai độ tuổi."),
            "{text}"
        );
        assert!(text.contains("Dự thảo, chưa được phê duyệt"), "{to}: {text}");
    }
}

#[test]
fn notes_that_people_hide_do_not_leave_with_a_file() {
    let world = World::with_school();
    world.write_plan(
        PERIOD,
        &approval_story::plan().replace("- Khu Khe Lá", "<!-- giữ kín -->\n\n- Khu Khe Lá"),
    );
    for to in ["docx", "html", "md", "csv"] {
        export(&world, to, &["--output", "x", "--force"]).ok();
        let bytes = bytes(&world, "x");
        let texts = match to {
            "docx" => ["word/document.xml", "customXml/item1.xml"].map(|name| part(&bytes, name)).concat(),
            _ => String::from_utf8(bytes).unwrap(),
        };
        assert!(!texts.contains("giữ kín"), "{to}");
    }
}

#[test]
fn an_approved_copy_carries_its_fingerprints_and_a_withdrawn_one_says_so() {
    let world = approved_here();
    world.pin_root();
    let page = |world: &World| words(&export(world, "html", &["--output", "-"]).ok().stdout);
    let approved = page(&world);
    let tag = approval_story::tag(1);
    for said in ["Bản đã phê duyệt v1", &tag, "Nguyễn Thị Mai (SHA256:", "Phê duyệt điện tử"]
    {
        assert!(approved.contains(said), "{said} in {approved}");
    }
    say(&world, "issue", Who::Clerk, &["--number", "109/KH-MNHS", "--date", "7/9/2024"]).ok();
    let issued = page(&world);
    assert!(issued.contains("số 109/KH-MNHS ngày 7/9/2024"), "{issued}");
    withdraw(&world, Who::Principal).ok();
    let withdrawn = page(&world);
    assert!(withdrawn.contains("Không còn hiệu lực: phê duyệt v1 đã được rút lại"), "{withdrawn}");
    edit_plan(&world, "Thêm.");
    assert!(!page(&world).contains("SHA256:"), "a draft has no seal");
}

#[test]
fn a_school_has_its_own_form() {
    let world = with_plan();
    let templates = format!("schools/{SCHOOL}/templates");
    world.write("templates/paper.toml", "[head]\nauthority = \"UBND XÃ A\"\nkind = \"KẾ HOẠCH A\"\n");
    assert!(export(&world, "md", &["--output", "-"]).ok().stdout.contains("UBND XÃ A"));
    world.write(
        &format!("{templates}/paper.toml"),
        "[head]\nauthority = \"UBND XÃ B\"\nkimd = \"X\"\n[logo]\nfile = \"logo.png\"\n",
    );
    let out = export(&world, "md", &[]).ok();
    assert!(out.stdout.contains("`head.kimd`") && out.stdout.contains("`logo.png`"), "{}", out.stdout);
    let text = world.read(&name("md"));
    assert!(
        text.contains("UBND XÃ B") && text.contains("KẾ HOẠCH") && !text.contains("KẾ HOẠCH A"),
        "{text}"
    );
    world.write(&format!("{templates}/paper.html"), "<p>{{ khong");
    let out = export(&world, "html", &[]).cannot();
    assert!(out.stderr.contains("paper.html"), "{}", out.stderr);
    world.write(&format!("{templates}/docx/styles.xml"), "<x/>");
    let out = export(&world, "docx", &[]).cannot();
    assert!(out.stderr.contains("styles.xml") && !world.path(&name("docx")).exists(), "{}", out.stderr);
}

#[test]
fn a_pdf_is_made_by_what_is_there() {
    let world = with_plan();
    if !caitien::export::pdf::is_built_in() {
        let mut alone = world.command(env!("CARGO_BIN_EXE_caitien"));
        alone.args(["export", PERIOD, "--to", "pdf"]).env("PATH", "/nowhere");
        let out = alone.output().unwrap();
        assert_eq!(out.status.code(), Some(2));
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(said.contains("LibreOffice") && !world.path(&name("pdf")).exists(), "{said}");
        if !has_program("soffice") {
            return;
        }
    }
    export(&world, "pdf", &[]).ok();
    assert!(bytes(&world, &name("pdf")).starts_with(b"%PDF-"));
}

#[test]
fn a_file_outside_of_a_repository_is_a_draft() {
    let world = World::new();
    world.write("ke-hoach.md", &approval_story::plan());
    let out = world.run(["xuat", "ke-hoach.md", "--to", "csv"]).ok();
    assert!(out.stdout.contains("dự thảo"), "{}", out.stdout);
    assert!(world.path(&name("csv")).is_file());
}
