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
    if !has_program("soffice") {
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

#[test]
fn a_file_outside_of_a_repository_is_a_draft() {
    let world = World::new();
    world.write("ke-hoach.md", &approval_story::plan());
    let out = world.run(["xuat", "ke-hoach.md", "--to", "csv"]).ok();
    assert!(out.stdout.contains("dự thảo"), "{}", out.stdout);
    assert!(world.path(&name("csv")).is_file());
}
